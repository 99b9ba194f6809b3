/* Arenas, errors, files and hashes. */

#include "support.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/hash.h"
#include "base/log.h"
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

/* The newest lines are always there, and never more than two files' worth. */
static void
test_log_file_is_bounded(void **state) {
    char folder[] = "/tmp/vitrin-log-XXXXXX";
    char path[64];
    char old[80];
    char text[LOG_FILE_BYTES_MAX + 1024];
    struct arena arena;
    struct str all;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 4096);
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/log", folder);
    (void)snprintf(old, sizeof(old), "%s" LOG_FILE_OLD, path);
    log_also_to(folder, "log");
    const int errors = dup(STDERR_FILENO); /* where the test's own words go */
    assert_non_null(freopen("/dev/null", "w", stderr));
    for (int i = 0; i < 3000; i++) {
        log_line(LOG_INFO, "line %d of a log that a program of months would write, so that it grows", i);
    }
    log_also_to(NULL, "");
    log_line(LOG_INFO, "to stderr alone");
    assert_true(dup2(errors, STDERR_FILENO) >= 0 && close(errors) == 0);
    assert_true(fs_read(&arena, old, sizeof(text), &all, &err));
    assert_true(all.len > LOG_FILE_BYTES_MAX && all.len < LOG_FILE_BYTES_MAX + 600);
    assert_true(fs_read(&arena, path, sizeof(text), &all, &err));
    assert_true(all.len > 0 && all.len <= LOG_FILE_BYTES_MAX);
    (void)snprintf(text, sizeof(text), STR_FMT, STR_ARG(all));
    assert_non_null(strstr(text, " info: line 2999 of a log"));
    assert_null(strstr(text, "stderr alone"));
    assert_int_equal(unlink(path) + unlink(old) + rmdir(folder), 0);
    arena_fini(&arena);
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_log_file_is_bounded),
                                       cmocka_unit_test(test_arena_reuses_its_blocks),
                                       cmocka_unit_test(test_err_prefix_keeps_the_sentence),
                                       cmocka_unit_test(test_write_is_atomic_and_read_has_a_limit),
                                       cmocka_unit_test(test_identity_is_blake2b_256)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
