#pragma once

#include <stddef.h>
#include <stdint.h>

/* Fast 64-bit hash for caches and comparison (not for trust), and BLAKE2b for identity. */

#define HASH_SEED 0x9E3779B97F4A7C15ull
#define HASH_ID_BYTES 32

uint64_t hash_bytes(uint64_t seed, const void *data, size_t bytes);
uint64_t hash_u64(uint64_t seed, uint64_t value);

/* BLAKE2b-256 (libsodium). */
struct hash_id_state {
    unsigned char opaque[512] __attribute__((aligned(64)));
};
void hash_id_init(struct hash_id_state *state);
void hash_id_update(struct hash_id_state *state, const void *data, size_t bytes);
void hash_id_final(struct hash_id_state *state, uint8_t ret_id[HASH_ID_BYTES]);

/* BLAKE2b-512: what a signature is made of. The state is the same; one begun as wide ends as wide. */
#define HASH_WIDE_BYTES 64
void hash_wide_init(struct hash_id_state *state);
void hash_wide_final(struct hash_id_state *state, uint8_t ret_hash[HASH_WIDE_BYTES]);
