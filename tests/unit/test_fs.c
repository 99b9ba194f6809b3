/* Files: limits, refusals, atomic replacement, folders. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

struct place {
    char folder[64];
    char path[PATH_MAX];
    struct arena arena;
    struct err err;
};

static int
setup(void **state) {
    struct place *place = calloc(1, sizeof(*place));
    (void)snprintf(place->folder, sizeof(place->folder), "/tmp/vitrin-test-fs-XXXXXX");
    if (mkdtemp(place->folder) == NULL) {
        free(place);
        return -1;
    }
    (void)snprintf(place->path, sizeof(place->path), "%s/file", place->folder);
    *state = place;
    return 0;
}

static int
teardown(void **state) {
    struct place *place = *state;
    char command[128];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", place->folder);
    const int rc = system(command);
    arena_fini(&place->arena);
    free(place);
    return rc;
}

static void
what_is_written_is_read(void **state) {
    struct place *place = *state;
    struct str data = {0};
    assert_false(fs_exists(place->path));
    assert_true(fs_write_atomic(place->path, "one\0two", 7, &place->err));
    assert_true(fs_exists(place->path));
    assert_true(fs_read(&place->arena, place->path, 7, &data, &place->err));
    assert_int_equal(data.len, 7);
    assert_memory_equal(data.ptr, "one\0two", 8); /* and a NUL behind it */
    assert_true(fs_write_atomic(place->path, NULL, 0, &place->err));
    assert_true(fs_read(&place->arena, place->path, 0, &data, &place->err));
    assert_int_equal(data.len, 0);
}

static void
a_limit_is_kept_at_its_edge(void **state) {
    struct place *place = *state;
    struct str data = {"untouched", 9};
    assert_true(fs_write_atomic(place->path, "12345", 5, &place->err));
    assert_false(fs_read(&place->arena, place->path, 4, &data, &place->err));
    assert_int_equal(place->err.code, ERR_LIMIT);
    assert_string_equal(data.ptr, "untouched");
    assert_true(fs_read(&place->arena, place->path, 5, &data, &place->err));
}

static void
what_is_no_file_is_refused(void **state) {
    struct place *place = *state;
    struct str data = {0};
    assert_false(fs_read(&place->arena, place->path, 10, &data, &place->err));
    assert_int_equal(place->err.code, ERR_IO);
    assert_int_equal(place->err.sys_errno, ENOENT);
    assert_false(fs_read(&place->arena, place->folder, 10, &data, &place->err));
    assert_int_equal(place->err.code, ERR_IO);
    assert_int_equal(mkfifo(place->path, 0600), 0);
    assert_false(fs_read(&place->arena, place->path, 10, &data, &place->err)); /* and does not wait */
    assert_int_equal(place->err.code, ERR_IO);
}

static void
a_write_replaces_and_leaves_nothing_behind(void **state) {
    struct place *place = *state;
    struct str data = {0};
    char neighbour[PATH_MAX + 8];
    (void)snprintf(neighbour, sizeof(neighbour), "%s.new", place->path);
    assert_true(fs_write_atomic(place->path, "old and long", 12, &place->err));
    FILE *stale = fopen(neighbour, "w"); /* as a power cut leaves it */
    assert_non_null(stale);
    assert_true(fputs("half a file that is longer than the next", stale) >= 0);
    assert_int_equal(fclose(stale), 0);
    assert_true(fs_write_atomic(place->path, "new", 3, &place->err));
    assert_false(fs_exists(neighbour));
    assert_true(fs_read(&place->arena, place->path, 100, &data, &place->err));
    assert_true(str_is(data, "new"));
}

static void
a_failed_write_keeps_the_old(void **state) {
    struct place *place = *state;
    struct str data = {0};
    char neighbour[PATH_MAX + 8];
    (void)snprintf(neighbour, sizeof(neighbour), "%s.new", place->path);
    assert_true(fs_write_atomic(place->path, "old", 3, &place->err));
    assert_int_equal(symlink(place->path, neighbour), 0); /* a trap: the neighbour points at the old file */
    assert_false(fs_write_atomic(place->path, "new", 3, &place->err));
    assert_int_equal(place->err.code, ERR_IO);
    assert_true(fs_read(&place->arena, place->path, 100, &data, &place->err));
    assert_true(str_is(data, "old"));
    assert_false(fs_write_atomic("/nowhere/at/all", "x", 1, &place->err));
    assert_int_equal(place->err.sys_errno, ENOENT);
}

static void
a_name_too_long_is_a_limit(void **state) {
    struct place *place = *state;
    char path[PATH_MAX + 10];
    memset(path, 'a', sizeof(path) - 1);
    path[sizeof(path) - 1] = '\0';
    assert_false(fs_write_atomic(path, "x", 1, &place->err));
    assert_int_equal(place->err.code, ERR_LIMIT);
    assert_false(fs_make_dirs(path, &place->err));
    assert_int_equal(place->err.code, ERR_LIMIT);
    assert_false(fs_make_dirs("", &place->err));
}

static void
folders_are_made_with_their_parents(void **state) {
    struct place *place = *state;
    char path[PATH_MAX];
    struct stat st;
    (void)snprintf(path, sizeof(path), "%s/a//b/c/", place->folder);
    assert_true(fs_make_dirs(path, &place->err));
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_true(fs_make_dirs(path, &place->err));
    assert_true(fs_make_dirs("/", &place->err));
}

static void
a_file_is_no_folder(void **state) {
    struct place *place = *state;
    char path[PATH_MAX];
    assert_true(fs_write_atomic(place->path, "x", 1, &place->err));
    assert_false(fs_make_dirs(place->path, &place->err));
    assert_int_equal(place->err.code, ERR_IO);
    (void)snprintf(path, sizeof(path), "%s/file/below", place->folder);
    assert_false(fs_make_dirs(path, &place->err));
    assert_int_equal(place->err.sys_errno, ENOTDIR);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(a_limit_is_kept_at_its_edge, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_write_replaces_and_leaves_nothing_behind, setup, teardown),
        cmocka_unit_test_setup_teardown(a_failed_write_keeps_the_old, setup, teardown),
        cmocka_unit_test_setup_teardown(a_name_too_long_is_a_limit, setup, teardown),
        cmocka_unit_test_setup_teardown(folders_are_made_with_their_parents, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_is_no_folder, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
