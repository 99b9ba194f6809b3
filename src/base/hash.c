/* A quick 64-bit mixing hash for comparison, eight bytes a step, and libsodium's BLAKE2b for identity.
 * The quick one is for caches on this machine: it is not written to files and keeps nobody out.
 * Spec of the other: BLAKE2b, 32 bytes, no key (RFC 7693). */

#include "base/hash.h"

#include <sodium.h>
#include <string.h>

#include "base/err.h"

#define MIX_A 0xBF58476D1CE4E5B9ull
#define MIX_B 0x94D049BB133111EBull

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct hash_id_state), "room for the state");

uint64_t
hash_u64(uint64_t seed, uint64_t value) {
    uint64_t h = (seed ^ value) * MIX_A;
    h ^= h >> 31;
    h = (h + seed) * MIX_B;
    return h ^ (h >> 29);
}

uint64_t
hash_bytes(uint64_t seed, const void *data, size_t bytes) {
    const unsigned char *at = data;
    uint64_t h = seed ^ ((uint64_t)bytes * MIX_B);
    while (bytes >= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        h = (h ^ word) * MIX_A;
        h ^= h >> 32;
        at += 8;
        bytes -= 8;
    }
    uint64_t tail = 0;
    if (bytes > 0) {
        memcpy(&tail, at, bytes);
    }
    return hash_u64(h, tail);
}

void
hash_id_init(struct hash_id_state *state) {
    xassert(sodium_init() >= 0);
    crypto_generichash_init((crypto_generichash_state *)(void *)state->opaque, NULL, 0, HASH_ID_BYTES);
}

void
hash_id_update(struct hash_id_state *state, const void *data, size_t bytes) {
    crypto_generichash_update((crypto_generichash_state *)(void *)state->opaque, data, bytes);
}

void
hash_id_final(struct hash_id_state *state, uint8_t ret_id[HASH_ID_BYTES]) {
    crypto_generichash_final((crypto_generichash_state *)(void *)state->opaque, ret_id, HASH_ID_BYTES);
}

void
hash_wide_init(struct hash_id_state *state) {
    xassert(sodium_init() >= 0);
    crypto_generichash_init((crypto_generichash_state *)(void *)state->opaque, NULL, 0, HASH_WIDE_BYTES);
}

void
hash_wide_final(struct hash_id_state *state, uint8_t ret_hash[HASH_WIDE_BYTES]) {
    crypto_generichash_final((crypto_generichash_state *)(void *)state->opaque, ret_hash, HASH_WIDE_BYTES);
}
