/* libsodium's crypto_onetimeauth, which is Poly1305. Spec: RFC 8439, 2.5. */

#include "pack/pack_tag.h"

#include <sodium.h>

#include "base/err.h"

_Static_assert(sizeof(crypto_onetimeauth_state) <= sizeof(struct pack_tag_state), "room for the state");
_Static_assert(crypto_onetimeauth_KEYBYTES == PACK_TAG_KEY_BYTES &&
                   crypto_onetimeauth_BYTES == PACK_TAG_BYTES,
               "Poly1305");

static crypto_onetimeauth_state *
inner(struct pack_tag_state *state) {
    /* cppcheck-suppress ctuuninitvar; only where it lies is asked */
    return (crypto_onetimeauth_state *)(void *)state->opaque;
}

void
pack_tag_begin(struct pack_tag_state *state, struct pack_tag *ret_tag) {
    xassert(sodium_init() >= 0);
    *ret_tag = (struct pack_tag){.value = {0}};
    randombytes_buf(ret_tag->key, sizeof(ret_tag->key));
    crypto_onetimeauth_init(inner(state), ret_tag->key);
}

void
pack_tag_update(struct pack_tag_state *state, const void *data, size_t bytes) {
    crypto_onetimeauth_update(inner(state), data, bytes);
}

void
pack_tag_end(struct pack_tag_state *state, struct pack_tag *tag) {
    crypto_onetimeauth_final(inner(state), tag->value);
}

void
pack_tag_begin_again(struct pack_tag_state *state, const struct pack_tag *tag) {
    crypto_onetimeauth_init(inner(state), tag->key);
}

bool
pack_tag_is_same(struct pack_tag_state *state, const struct pack_tag *tag) {
    uint8_t found[PACK_TAG_BYTES];
    crypto_onetimeauth_final(inner(state), found);
    return sodium_memcmp(found, tag->value, sizeof(found)) == 0;
}
