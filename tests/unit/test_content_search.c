/* What visitors type finds what they mean: in the show, and among ten thousand places. */

#include "deck_support.h"

#include "base/clock.h"
#include "content/content_fold.h"
#include "content/content_search.h"

static void
test_spellings_of_places_find_their_page_first(void **state) {
    struct str data;
    struct str line;
    struct err err = {0};
    int spellings = 0;
    int places = 0;
    struct str last = {"", 0};
    (void)state;
    assert_true(fs_read(&arena, "tests/search/spellings.tsv", 1u << 16, &data, &err));
    while (str_next(&data, '\n', &line)) {
        struct content_hits hits;
        struct str query;
        if (!str_next(&line, '\t', &query)) {
            continue;
        }
        content_search_find(&model->search, query, &hits);
        if (hits.count == 0 || !str_equal(model->slides[hits.rows[0].slide].key, line) || hits.is_near) {
            fail_msg("%.*s: %d hits, the first is %.*s", (int)query.len, query.ptr, hits.count,
                     hits.count > 0 ? (int)model->slides[hits.rows[0].slide].key.len : 0,
                     hits.count > 0 ? model->slides[hits.rows[0].slide].key.ptr : "");
        }
        places += str_equal(last, line) ? 0 : 1;
        last = line;
        spellings++;
    }
    print_message("N = %d spellings of %d places\n", spellings, places);
    assert_true(spellings >= 40 && places >= 20);
}

static int
first_hit(const char *query, bool *ret_is_near) {
    struct content_hits hits;
    content_search_find(&model->search, str_from_c(query), &hits);
    *ret_is_near = hits.is_near;
    return hits.count > 0 ? hits.rows[0].slide : CONTENT_NONE;
}

static void
test_one_wrong_letter_is_forgiven(void **state) {
    static const char *const WRONG[] = {"lianjiang", "liangjjiang", "liengjiang", "لیانگحیانگ", "رونگجانگ"};
    bool is_near = false;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(WRONG); i++) {
        const int slide = first_hit(WRONG[i], &is_near);
        if (slide == CONTENT_NONE) {
            fail_msg("%s finds nothing", WRONG[i]);
        }
    }
    assert_int_equal(first_hit("xyzzyqwv", &is_near), CONTENT_NONE);
    assert_int_equal(first_hit("", &is_near), CONTENT_NONE);
    assert_int_equal(first_hit(" \u200C، ", &is_near), CONTENT_NONE);
}

static void
test_figures_are_found_by_value_and_by_name(void **state) {
    struct content_hits hits;
    bool is_found = false;
    (void)state;
    content_search_find(&model->search, STR_LIT("۶٫۱"), &hits);
    for (int i = 0; i < hits.count; i++) {
        const int figure = hits.rows[i].figure;
        is_found = is_found || (figure != CONTENT_NONE && str_is(model->figures[figure].key, "gdp_growth"));
    }
    assert_true(is_found);
}

/* A hit comes once, whole names before beginnings before what lies within. */
static void
test_hits_are_ranked_and_never_twice(void **state) {
    static const char *const QUERIES[] = {"چونگ", "c", "ا", "zone", "20", "park", "重庆", "پارک"};
    (void)state;
    for (size_t q = 0; q < ARRAY_LEN(QUERIES); q++) {
        struct content_hits hits;
        content_search_find(&model->search, str_from_c(QUERIES[q]), &hits);
        assert_true(hits.count > 0 && hits.count <= CONTENT_HITS_MAX);
        for (int i = 0; i < hits.count; i++) {
            for (int j = i + 1; j < hits.count; j++) {
                assert_false(hits.rows[i].slide == hits.rows[j].slide &&
                             hits.rows[i].figure == hits.rows[j].figure);
            }
        }
    }
}

/* Ten thousand places with four spellings each; the times are told, not judged. */
static void
test_ten_thousand_places(void **state) {
    enum { PLACES = 10000, SPELLINGS = 4 };
    static const char *const PARTS[] = {"لیانگ", "جیانگ", "چونگ", "چینگ", "وان", "شو", "یونگ", "رونگ",
                                        "liang", "jiang", "wan",  "shou", "两",  "江", "重",   "庆"};
    static const char *const QUERIES[] = {"ل",          "لیانگ", "لیانگ جیانگ", "wanshou",
                                          "liangjianx", "两江",  "zzzzzz"};
    struct content_search_row *rows = arena_alloc_array(&arena, PLACES * SPELLINGS, sizeof(*rows));
    struct content_search search = {.rows = rows, .count = PLACES * SPELLINGS};
    struct str_builder keys;
    uint32_t seed = 5;
    (void)state;
    str_builder_init(&keys, &arena);
    for (uint32_t i = 0; i < PLACES * SPELLINGS; i++) {
        char folded[CONTENT_KEY_BYTES_MAX];
        char name[128] = "";
        for (int part = 0; part < 4; part++) {
            strcat(name, PARTS[support_random(&seed) % ARRAY_LEN(PARTS)]);
        }
        const size_t n = content_fold(str_from_c(name), folded);
        rows[i] = (struct content_search_row){(uint32_t)keys.len, (uint32_t)n, (int)(i / SPELLINGS),
                                              CONTENT_NONE, SEARCH_PLACE};
        str_builder_add(&keys, (struct str){folded, n});
        str_builder_add_c(&keys, "\n");
    }
    search.keys = str_builder_view(&keys).ptr;
    search.keys_bytes = keys.len;
    const struct clock real = clock_real();
    double most = 0.0;
    for (size_t q = 0; q < ARRAY_LEN(QUERIES); q++) {
        struct content_hits hits;
        const time_ns before = clock_now(&real);
        content_search_find(&search, str_from_c(QUERIES[q]), &hits);
        const double ms = time_to_s(clock_now(&real) - before) * 1e3;
        most = ms > most ? ms : most;
        assert_true(hits.count > 0 || q + 1 == ARRAY_LEN(QUERIES));
    }
    print_message("N = %d places, %d spellings, %zu queries: the slowest %.2f ms\n", PLACES,
                  PLACES * SPELLINGS, ARRAY_LEN(QUERIES), most);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_places_find_their_page_first),
        cmocka_unit_test(test_one_wrong_letter_is_forgiven),
        cmocka_unit_test(test_figures_are_found_by_value_and_by_name),
        cmocka_unit_test(test_hits_are_ranked_and_never_twice),
        cmocka_unit_test(test_ten_thousand_places),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
