/* Rows of the search table that must not be: each has its sentence, which names the row. */

#include "support.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/content_fold.h"
#include "content/content_load.h"
#include "content/content_search.h"
#include "tools/pack_build.h"
#include "tools/pack_search.h"

static struct arena arena;
static char good[64];

static int
set_up(void **state) {
    struct workbook book;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 1 << 20);
    (void)snprintf(good, sizeof(good), "/tmp/vitrin-rows-%ld.vpack", (long)getpid());
    if (!workbook_read(&book, &arena, "tests/show_lighthouse", &err) || !pack_build(&book, good, &err)) {
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

/* Loads a copy of the pack that was changed by a statement. */
static bool
load_changed(const char *sql, const struct content_model **ret_model, struct err *err) {
    struct str data;
    char bad[80];
    sqlite3 *db = NULL;
    (void)snprintf(bad, sizeof(bad), "%s.bad", good);
    assert_true(fs_read(&arena, good, 64u << 20, &data, err));
    assert_true(fs_write_atomic(bad, data.ptr, data.len, err));
    assert_int_equal(sqlite3_open(bad, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_true(sqlite3_changes(db) > 0);
    sqlite3_close(db);
    memset(err, 0, sizeof(*err));
    const bool is_loaded = content_load(&arena, bad, ret_model, err);
    unlink(bad);
    return is_loaded;
}

static void
test_each_bad_row_has_its_sentence(void **state) {
    static const char *const CASES[][2] = {
        {"UPDATE search SET kind = 'street' WHERE ord = 2", "search row 3: a kind is"},
        {"UPDATE search SET key = 'Light' WHERE ord = 0", "search row 1: its key is no folded text"},
        {"UPDATE search SET key = 'two  gaps' WHERE ord = 0", "search row 1: its key is no folded text"},
        {"UPDATE search SET key = ' light' WHERE ord = 0", "search row 1: its key is no folded text"},
        {"UPDATE search SET key = '' WHERE ord = 4", "search row 5: its key is no folded text"},
        {"UPDATE search SET key = 'a' || char(10) || 'b' WHERE ord = 4",
         "search row 5: its key is no folded"},
        {"UPDATE search SET key = replace(hex(zeroblob(129)), '0', 'a') WHERE ord = 1",
         "search row 2: its key is no folded text of 1 to 256"},
        {"UPDATE search SET slide = '' WHERE ord = 2", "table search: a row refers to something"},
        {"UPDATE search SET slide = 'nowhere' WHERE ord = 2", "table search: a row refers to something"},
        {"UPDATE search SET figure = 'nothing' WHERE ord = 2", "search row 3: there is no figure `nothing`"},
        {"UPDATE search SET kind = 'figure', figure = '' WHERE ord = 2",
         "search row 3: figures, and they alone"},
        {"UPDATE search SET kind = 'place' WHERE kind = 'figure'", "figures, and they alone"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct content_model *model = NULL;
        struct err err = {0};
        if (load_changed(CASES[i][0], &model, &err) || strstr(err.text, CASES[i][1]) == NULL) {
            fail_msg("%s: %s", CASES[i][0], err.text);
        }
    }
    print_message("N = %zu bad rows\n", ARRAY_LEN(CASES));
    SUPPORT_UNUSED;
}

static void
test_the_longest_key_is_taken_and_one_row_too_many_is_not(void **state) {
    const struct content_model *model = NULL;
    struct err err = {0};
    (void)state;
    assert_true(load_changed("UPDATE search SET key = replace(hex(zeroblob(128)), '0', 'a') WHERE ord = 1",
                             &model, &err));
    assert_int_equal(model->search.rows[1].len, CONTENT_KEY_BYTES_MAX);
    assert_false(
        load_changed("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
                     "INSERT INTO search SELECT 1000 + i, 'words', (SELECT slide FROM slide), '', 'a' FROM n",
                     &model, &err));
    assert_non_null(strstr(err.text, "at most 100000"));
}

static void
test_words_are_joined_and_their_beginnings_kept(void **state) {
    const struct content_model *model = NULL;
    struct err err = {0};
    (void)state;
    assert_true(load_changed("UPDATE search SET key = 'zz 灯塔 ab' WHERE ord = 0", &model, &err));
    const struct content_search *search = &model->search;
    static const char KEY[] = "zz灯塔ab\n";
    static const bool STARTS[] = {true, false, true, false, false, true, false, false, true, false, false};
    assert_memory_equal(search->keys, KEY, sizeof(KEY) - 1);
    assert_int_equal(search->rows[0].len, sizeof(KEY) - 2);
    for (size_t i = 0; i < sizeof(STARTS); i++) {
        assert_int_equal(search->word_starts[i / 8] >> (i % 8) & 1, STARTS[i]);
    }
    assert_true((search->word_starts[sizeof(STARTS) / 8] >> (sizeof(STARTS) % 8) & 1) !=
                0); /* the next row */
}

static void
test_a_pack_without_rows_has_no_search(void **state) {
    const struct content_model *model = NULL;
    struct err err = {0};
    struct content_hits hits;
    (void)state;
    assert_true(load_changed("DELETE FROM search WHERE ord >= 0", &model, &err));
    assert_int_equal(model->search.count, 0);
    content_search_find(&model->search, STR_LIT("light"), &hits);
    assert_int_equal(hits.count, 0);
}

/* The rows of a show whose only row of search.csv says this. */
static bool
rows_with(const char *slide, const char *also, struct search_row **ret_rows, size_t *ret_count,
          struct err *err) {
    struct workbook book;
    struct str cells[] = {str_from_c(slide), str_from_c(also)};
    memset(err, 0, sizeof(*err));
    assert_true(workbook_read(&book, &arena, "tests/show_lighthouse", err));
    book.search = (struct sheet){.spec = &PACK_SEARCH_TABLE,
                                 .path = "search.csv",
                                 .header = {STR_LIT("slide"), STR_LIT("also")},
                                 .column_count = 2,
                                 .cells = cells,
                                 .row_count = 1};
    return pack_search_rows(&book, &arena, ret_rows, ret_count, err);
}

static bool
has_row(const struct search_row *rows, size_t count, const char *slide, const char *key) {
    for (size_t i = 0; i < count; i++) {
        if (str_is(rows[i].slide, slide) && str_is(rows[i].key, key)) {
            return strcmp(rows[i].kind, "slide") == 0;
        }
    }
    return false;
}

static void
test_spellings_of_the_author(void **state) {
    struct search_row *rows = NULL;
    size_t count = 0;
    struct err err = {0};
    (void)state;
    assert_true(rows_with("towers", "Phares de l’été/فانوس‌ها", &rows, &count, &err));
    assert_true(has_row(rows, count, "towers", "phares de lete"));
    assert_true(has_row(rows, count, "towers", "فانوس ها"));
    for (size_t i = 1; i < count; i++) { /* rows of a page stand together */
        assert_true(rows[i - 1].page < rows[i].page ||
                    (rows[i - 1].page == rows[i].page && rows[i - 1].ord < rows[i].ord));
    }
    assert_false(rows_with("home", "begin", &rows, &count, &err));
    assert_non_null(
        strstr(err.text, "search.csv: row 2, column slide: \"home\" is nothing that one looks for"));
    assert_false(rows_with("towers", "light/ ،/tower", &rows, &count, &err));
    assert_non_null(
        strstr(err.text, "search.csv: row 2, column also: \" ،\" has neither letters nor digits"));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_bad_row_has_its_sentence),
        cmocka_unit_test(test_the_longest_key_is_taken_and_one_row_too_many_is_not),
        cmocka_unit_test(test_words_are_joined_and_their_beginnings_kept),
        cmocka_unit_test(test_a_pack_without_rows_has_no_search),
        cmocka_unit_test(test_spellings_of_the_author),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
