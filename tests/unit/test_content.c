/* Packs: what opens, and the one sentence for each that does not. Uses the real spreadsheets of the project. */

#include "support.h"

#include <unistd.h>

#include "base/fs.h"
#include "content/content_load.h"
#include "tools/pack_build.h"
#include "tools/pack_lint.h"

static struct arena arena;
static char good[64];

static int
set_up(void **state) {
    struct workbook book;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 1 << 20);
    (void)snprintf(good, sizeof(good), "/tmp/vitrin-test-%ld.vpack", (long)getpid());
    if (!workbook_read(&book, &arena, "data", &err) || !pack_build(&book, good, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    unlink(good);
    arena_fini(&arena);
    return 0;
}

static void
test_two_builds_are_the_same_bytes(void **state) {
    struct workbook book;
    struct err err = {0};
    struct str a;
    struct str b;
    char again[80];
    (void)state;
    (void)snprintf(again, sizeof(again), "%s.again", good);
    assert_true(workbook_read(&book, &arena, "data", &err));
    assert_true(pack_build(&book, again, &err));
    assert_true(fs_read(&arena, good, 64u << 20, &a, &err) && fs_read(&arena, again, 64u << 20, &b, &err));
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.ptr, b.ptr, a.len);
    unlink(again);
}

static void
test_the_report_is_there(void **state) {
    const struct content_model *model = NULL;
    struct err err = {0};
    (void)state;
    assert_true(content_load(&arena, good, &model, &err));
    assert_int_equal(model->sources_count, 85);
    assert_int_equal(model->lang_count, 2);
    assert_true(model->langs[0].locale.is_rtl);
    const int parent = content_find_slide(model, str_from_c("zones"));
    assert_int_equal(model->slides[content_find_slide(model, str_from_c("zone_27"))].parent, parent);
    assert_int_equal(model->slides[parent].parent, CONTENT_NONE);
    size_t districts = 0;
    for (size_t i = 0; i < model->geometries_count; i++) {
        districts += str_is(model->geometries[i].set, "districts") ? 1 : 0;
        assert_true(model->geometries[i].vertex_count > 1);
        assert_true(!model->geometries[i].is_polygon || model->geometries[i].triangle_count > 0);
    }
    assert_int_equal(districts, 38);
}

/* Opens a changed copy of the good pack. */
static const char *
open_changed(size_t cut_at, size_t flip_at, const char *bytes, size_t count) {
    static struct err err;
    static char bad[80];
    const struct content_model *model = NULL;
    struct str data;
    (void)snprintf(bad, sizeof(bad), "%s.bad", good);
    assert_true(fs_read(&arena, good, 64u << 20, &data, &err));
    char *copy = malloc(data.len);
    memcpy(copy, data.ptr, data.len);
    if (count > 0) {
        memcpy(copy + flip_at, bytes, count);
    }
    assert_true(fs_write_atomic(bad, copy, cut_at < data.len ? cut_at : data.len, &err));
    free(copy);
    memset(&err, 0, sizeof(err));
    assert_false(content_load(&arena, bad, &model, &err));
    unlink(bad);
    return err.text;
}

static void
test_each_fault_has_its_sentence(void **state) {
    struct err err = {0};
    const struct content_model *model = NULL;
    (void)state;
    assert_non_null(strstr(open_changed(100000, 0, NULL, 0), "truncated"));
    assert_non_null(strstr(open_changed(50, 0, NULL, 0), "not a Vitrin pack"));
    assert_non_null(strstr(open_changed(SIZE_MAX, 0, "PNG", 3), "not a Vitrin pack"));
    assert_non_null(strstr(open_changed(SIZE_MAX, 68, "\0\0\0\1", 4), "not a Vitrin pack"));
    assert_non_null(
        strstr(open_changed(SIZE_MAX, 60, "\0\0\0\2", 4), "made for schema 2, this program knows schema 1"));
    char zeros[4096] = {0};
    assert_non_null(strstr(open_changed(SIZE_MAX, 4096, zeros, sizeof(zeros)), "damaged"));
    assert_false(content_load(&arena, "/nonexistent.vpack", &model, &err));
    assert_non_null(strstr(err.text, "no such pack file"));
    assert_non_null(strstr(err.text, "/nonexistent.vpack"));
    SUPPORT_UNUSED;
}

/* Single damaged bytes: refused with a sentence or loaded; never a crash (the sanitizers watch). */
static void
test_damaged_bytes_never_crash(void **state) {
    struct err err = {0};
    struct str data;
    char bad[80];
    uint32_t seed = 11;
    int refused = 0;
    (void)state;
    (void)snprintf(bad, sizeof(bad), "%s.bad", good);
    assert_true(fs_read(&arena, good, 64u << 20, &data, &err));
    char *copy = malloc(data.len);
    memcpy(copy, data.ptr, data.len);
    for (int i = 0; i < 60; i++) {
        const struct content_model *model = NULL;
        struct arena own;
        const size_t at = support_random(&seed) % data.len;
        const char kept = copy[at];
        arena_init(&own, 1 << 20);
        copy[at] = (char)support_random(&seed);
        assert_true(fs_write_atomic(bad, copy, data.len, &err));
        memset(&err, 0, sizeof(err));
        const bool ok = content_load(&own, bad, &model, &err);
        refused += ok ? 0 : 1;
        assert_true(ok || err.text[0] != '\0');
        copy[at] = kept;
        arena_fini(&own);
    }
    print_message("damaged packs: N = 60, refused %d\n", refused);
    free(copy);
    unlink(bad);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_builds_are_the_same_bytes), cmocka_unit_test(test_the_report_is_there),
        cmocka_unit_test(test_each_fault_has_its_sentence), cmocka_unit_test(test_damaged_bytes_never_crash)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
