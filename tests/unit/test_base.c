/* Arenas, errors, files and hashes. */

#include "support.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/hash.h"
#include "base/xalloc.h"

static void
test_arena_reuses_its_blocks(void **state) {
    struct arena arena;
    (void)state;
    arena_init(&arena, 1024);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 50; i++) {
            unsigned char *bytes = arena_alloc(&arena, 100);
            assert_int_equal((uintptr_t)bytes % 16, 0);
            assert_int_equal(bytes[99], 0);
            memset(bytes, 0xFF, 100);
        }
        arena_reset(&arena);
    }
    const uint64_t before = xalloc_count();
    for (int i = 0; i < 50; i++) {
        arena_alloc(&arena, 100);
    }
    assert_int_equal(xalloc_count(), before);
    arena_fini(&arena);
    arena_fini(&arena); /* a second time is harmless */
}

static void
test_err_prefix_keeps_the_sentence(void **state) {
    struct err err = {0};
    (void)state;
    assert_false(err_set(&err, ERR_FORMAT, 0, "row %d", 14));
    assert_false(err_prefix(&err, "figure.csv"));
    assert_string_equal(err.text, "figure.csv: row 14");
    for (int i = 0; i < 100; i++) {
        err_prefix(&err, "a long prefix");
    }
    assert_true(strlen(err.text) < sizeof(err.text));
}

static void
test_write_is_atomic_and_read_has_a_limit(void **state) {
    char path[] = "/tmp/vitrin-test-fs-XXXXXX";
    struct err err = {0};
    struct arena arena;
    struct str data;
    (void)state;
    close(mkstemp(path));
    arena_init(&arena, 0);
    assert_true(fs_write_atomic(path, "hello", 5, &err));
    assert_true(fs_read(&arena, path, 5, &data, &err));
    assert_true(str_is(data, "hello"));
    assert_false(fs_read(&arena, path, 4, &data, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_false(fs_read(&arena, "/nonexistent/x", 4, &data, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_false(fs_write_atomic("/nonexistent/x", "a", 1, &err));
    unlink(path);
    arena_fini(&arena);
}

static void
test_identity_is_blake2b_256(void **state) {
    struct hash_id_state hash;
    uint8_t id[HASH_ID_BYTES];
    /* BLAKE2b-256 of the empty message (RFC 7693's parameters, 32 bytes) */
    static const uint8_t EMPTY[4] = {0x0E, 0x57, 0x51, 0xC0};
    (void)state;
    hash_id_init(&hash);
    hash_id_final(&hash, id);
    assert_memory_equal(id, EMPTY, 4);
    assert_true(hash_bytes(1, "abcdefgh1", 9) != hash_bytes(1, "abcdefgh2", 9));
    assert_true(hash_bytes(1, "a\0", 2) != hash_bytes(1, "a", 1));
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_arena_reuses_its_blocks),
                                       cmocka_unit_test(test_err_prefix_keeps_the_sentence),
                                       cmocka_unit_test(test_write_is_atomic_and_read_has_a_limit),
                                       cmocka_unit_test(test_identity_is_blake2b_256)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
