/* The quick hash spreads; the identity is BLAKE2b-256. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/macros.h"

static int
compare_u64(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a;
    const uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

static void
same_bytes_same_hash_whatever_the_address(void **state) {
    UNUSED(state);
    const char *text = "a card, 412 by 96";
    const size_t len = strlen(text);
    char moved[64];
    for (size_t shift = 0; shift < 9; shift++) {
        memcpy(moved + shift, text, strlen(text));
        assert_true(hash_bytes(HASH_SEED, moved + shift, len) == hash_bytes(HASH_SEED, text, len));
    }
    assert_true(hash_bytes(1, text, 5) != hash_bytes(2, text, 5));
    assert_true(hash_bytes(HASH_SEED, NULL, 0) == hash_bytes(HASH_SEED, text, 0));
}

static void
length_counts_even_where_bytes_are_zero(void **state) {
    UNUSED(state);
    static const char ZEROES[64];
    uint64_t hashes[65];
    for (size_t bytes = 0; bytes <= 64; bytes++) {
        hashes[bytes] = hash_bytes(HASH_SEED, ZEROES, bytes);
    }
    qsort(hashes, ARRAY_LEN(hashes), sizeof(hashes[0]), compare_u64);
    for (size_t i = 1; i < ARRAY_LEN(hashes); i++) {
        assert_true(hashes[i - 1] != hashes[i]);
    }
}

/* Flips every bit of inputs of 1 to 40 bytes: about half of the result's bits change, and never few. */
static void
each_bit_moves_half_of_the_result(void **state) {
    UNUSED(state);
    unsigned char data[40];
    for (size_t i = 0; i < sizeof(data); i++) {
        data[i] = (unsigned char)(i * 37 + 11);
    }
    long flips = 0;
    long changed = 0;
    for (size_t bytes = 1; bytes <= sizeof(data); bytes++) {
        const uint64_t plain = hash_bytes(HASH_SEED, data, bytes);
        for (size_t bit = 0; bit < bytes * 8; bit++) {
            data[bit / 8] ^= (unsigned char)(1u << bit % 8);
            const int moved = __builtin_popcountll(plain ^ hash_bytes(HASH_SEED, data, bytes));
            data[bit / 8] ^= (unsigned char)(1u << bit % 8);
            assert_true(moved >= 4);
            changed += moved;
            flips++;
        }
    }
    const double mean = (double)changed / (double)flips;
    assert_true(mean > 28.0 && mean < 36.0);
}

enum { SEQUENCE = 1 << 16, TABLE_BITS = 10 };

static void
neighbours_do_not_collide(void **state) {
    UNUSED(state);
    static uint64_t hashes[SEQUENCE];
    static int low[1 << TABLE_BITS];
    static int high[1 << TABLE_BITS];
    for (uint64_t i = 0; i < SEQUENCE; i++) {
        hashes[i] = hash_u64(HASH_SEED, i);
        low[hashes[i] & ((1 << TABLE_BITS) - 1)]++;
        high[hashes[i] >> (64 - TABLE_BITS)]++;
    }
    qsort(hashes, SEQUENCE, sizeof(hashes[0]), compare_u64);
    for (size_t i = 1; i < SEQUENCE; i++) {
        assert_true(hashes[i - 1] != hashes[i]);
    }
    const int fair = SEQUENCE >> TABLE_BITS;
    for (size_t i = 0; i < ARRAY_LEN(low); i++) {
        assert_in_range(low[i], 1, 3 * fair);
        assert_in_range(high[i], 1, 3 * fair);
    }
}

static void
hex_of(const char *data, size_t bytes, size_t step, char hex[2 * HASH_ID_BYTES + 1]) {
    struct hash_id_state state;
    uint8_t id[HASH_ID_BYTES];
    hash_id_init(&state);
    for (size_t done = 0; done < bytes; done += step) {
        hash_id_update(&state, data + done, bytes - done < step ? bytes - done : step);
    }
    hash_id_final(&state, id);
    for (size_t i = 0; i < HASH_ID_BYTES; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", id[i]);
    }
}

static void
identity_is_blake2b_256(void **state) {
    UNUSED(state);
    char hex[2 * HASH_ID_BYTES + 1];
    hex_of("", 0, 1, hex);
    assert_string_equal(hex, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    hex_of("abc", 3, 3, hex);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    hex_of("abc", 3, 1, hex);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes_same_hash_whatever_the_address),
        cmocka_unit_test(length_counts_even_where_bytes_are_zero),
        cmocka_unit_test(each_bit_moves_half_of_the_result),
        cmocka_unit_test(neighbours_do_not_collide),
        cmocka_unit_test(identity_is_blake2b_256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
