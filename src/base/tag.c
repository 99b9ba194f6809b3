#include "base/tag.h"

#include <sodium.h>

#include "base/err.h"

_Static_assert(sizeof(crypto_onetimeauth_state) <= sizeof(struct tag_state), "room for the state");
_Static_assert(crypto_onetimeauth_KEYBYTES == TAG_KEY_BYTES && crypto_onetimeauth_BYTES == TAG_BYTES,
               "Poly1305");

static crypto_onetimeauth_state *
inner(struct tag_state *state) {
    return (crypto_onetimeauth_state *)(void *)state->opaque;
}

void
tag_begin(struct tag_state *state, struct tag *ret_tag) {
    xassert(sodium_init() >= 0);
    *ret_tag = (struct tag){.value = {0}};
    randombytes_buf(ret_tag->key, sizeof(ret_tag->key));
    crypto_onetimeauth_init(inner(state), ret_tag->key);
}

void
tag_update(struct tag_state *state, const void *data, size_t bytes) {
    crypto_onetimeauth_update(inner(state), data, bytes);
}

void
tag_end(struct tag_state *state, struct tag *tag) {
    crypto_onetimeauth_final(inner(state), tag->value);
}

void
tag_begin_again(struct tag_state *state, const struct tag *tag) {
    crypto_onetimeauth_init(inner(state), tag->key);
}

bool
tag_is_same(struct tag_state *state, const struct tag *tag) {
    uint8_t found[TAG_BYTES];
    crypto_onetimeauth_final(inner(state), found);
    return sodium_memcmp(found, tag->value, sizeof(found)) == 0;
}
