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
first_hit(struct str query, bool *ret_is_near) {
    struct content_hits hits;
    content_search_find(&model->search, query, &hits);
    *ret_is_near = hits.is_near;
    return hits.count > 0 ? hits.rows[0].slide : CONTENT_NONE;
}

static void
test_one_slip_is_forgiven(void **state) {
    static const char *const SLIPS[][2] = {
        {"lianjiang", "zone_02"},    {"liangjjiang", "zone_02"},  {"liengjiang", "zone_02"},
        {"ilangjiang", "zone_02"},   {"لیانگحیانگ", "zone_02"},   {"رونگجانگ", "zone_09"},
        {"xyong", "customs_xiyong"}, {"شیونگ", "customs_xiyong"}, {"یونگچین", "zone_15"},
    };
    bool is_near = false;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(SLIPS); i++) {
        const int slide = first_hit(str_from_c(SLIPS[i][0]), &is_near);
        if (slide != content_find_slide(model, str_from_c(SLIPS[i][1])) || !is_near) {
            fail_msg("%s does not find %s", SLIPS[i][0], SLIPS[i][1]);
        }
    }
    assert_int_equal(first_hit(STR_LIT("xyzzyqwv"), &is_near), CONTENT_NONE);
    assert_int_not_equal(first_hit(STR_LIT("lometre"), &is_near), CONTENT_NONE);
    assert_int_equal(first_hit(STR_LIT("lometxe"), &is_near), CONTENT_NONE); /* within words nothing is */
    assert_int_equal(first_hit(STR_LIT(""), &is_near), CONTENT_NONE);
    assert_int_equal(first_hit(STR_LIT(" \u200C، "), &is_near), CONTENT_NONE);
}

static void
test_words_are_found_in_any_order(void **state) {
    static const char *const QUERIES[][2] = {
        {"liangjiang park", "zone_06"},
        {"park blockchain", "zone_20"},
        {"پارک بلاک‌چین", "zone_20"},
        {"bonded xiyong", "customs_xiyong"},
        {"city science western", "zone_27"},
        {"رود یانگ‌تسه", "route_yangtze"},
        {"goal 2035", "goals"},
        {"train laos", "route_laos"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(QUERIES); i++) {
        bool is_near = true;
        const int slide = first_hit(str_from_c(QUERIES[i][0]), &is_near);
        if (slide != content_find_slide(model, str_from_c(QUERIES[i][1])) || is_near) {
            fail_msg("%s finds %.*s", QUERIES[i][0],
                     slide == CONTENT_NONE ? 7 : (int)model->slides[slide].key.len,
                     slide == CONTENT_NONE ? "nothing" : model->slides[slide].key.ptr);
        }
    }
}

/* A slip of the kind at letter i: wrong, missing, twice, exchanged with the one before. */
static struct str
with_slip(const uint32_t *letters, int count, int i, int kind, char *bytes) {
    size_t used = 0;
    for (int k = 0; k < count; k++) {
        const uint32_t wrong = letters[k] < 0x80 ? 'x' : 0x0636;
        const int from = kind != 3 ? k : k == i ? i - 1 : k == i - 1 ? i : k;
        const uint32_t letter = kind == 0 && k == i ? wrong : letters[from];
        used += kind == 1 && k == i ? 0 : utf8_encode(letter, bytes + used);
        used += kind == 2 && k == i ? utf8_encode(letter, bytes + used) : 0;
    }
    return (struct str){bytes, used};
}

/* Every slip in every spelling of five letters or more. A few make another name; those are told, and kept few. */
static void
test_slips_in_all_spellings(void **state) {
    struct str data;
    struct str line;
    struct err err = {0};
    int tried = 0;
    int found = 0;
    (void)state;
    assert_true(fs_read(&arena, "tests/search/spellings.tsv", 1u << 16, &data, &err));
    while (str_next(&data, '\n', &line)) {
        char key[CONTENT_KEY_BYTES_MAX];
        uint32_t letters[CONTENT_KEY_BYTES_MAX];
        int count = 0;
        struct str query;
        if (!str_next(&line, '\t', &query)) {
            continue;
        }
        const struct str folded = {key, content_fold(query, key)};
        for (size_t offset = 0; offset < folded.len;) {
            letters[count++] = utf8_decode(folded, &offset);
        }
        for (int i = 0; count >= 5 && i < 4 * count; i++) {
            char bytes[2 * CONTENT_KEY_BYTES_MAX];
            bool is_near = false;
            if (i % 4 == 3 && i / 4 == 0) {
                continue;
            }
            const int slide = first_hit(with_slip(letters, count, i / 4, i % 4, bytes), &is_near);
            tried++;
            found += slide == content_find_slide(model, line) ? 1 : 0;
        }
    }
    print_message("N = %d slips, %d find the page first\n", tried, found);
    assert_true(tried > 1000 && found * 100 >= tried * 97);
}

static void
test_a_figure_is_found_once_by_value_and_by_name(void **state) {
    static const char *const QUERIES[] = {"۶٫۱", "6.1", "61", "رشد اقتصاد"};
    (void)state;
    for (size_t q = 0; q < ARRAY_LEN(QUERIES); q++) {
        struct content_hits hits;
        int times = 0;
        content_search_find(&model->search, str_from_c(QUERIES[q]), &hits);
        for (int i = 0; i < hits.count; i++) {
            const int figure = hits.rows[i].figure;
            times += figure != CONTENT_NONE && str_is(model->figures[figure].key, "gdp_growth") ? 1 : 0;
        }
        assert_int_equal(times, 1);
    }
}

static void
test_no_hit_opens_a_cover(void **state) {
    (void)state;
    for (size_t i = 0; i < model->search.count; i++) {
        const struct content_slide *slide = &model->slides[model->search.rows[i].slide];
        assert_false(str_is(slide->key, "attract") || str_is(slide->key, "home"));
    }
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

/* A search made by hand. */
struct made {
    struct str_builder keys;
    struct content_search_row *rows;
    uint8_t *word_starts;
    size_t count;
};

static struct made
make_empty(size_t rows) {
    struct made made = {.rows = arena_alloc_array(&arena, rows, sizeof(*made.rows)),
                        .word_starts = arena_alloc_array(&arena, rows, CONTENT_KEY_BYTES_MAX / 8 + 1)};
    str_builder_init(&made.keys, &arena);
    return made;
}

static void
make_row(struct made *made, const char *text_of_row, enum content_search_kind kind, int slide) {
    char folded[CONTENT_KEY_BYTES_MAX];
    struct str words = {folded, content_fold_words(str_from_c(text_of_row), folded)};
    struct str word;
    struct content_search_row *row = &made->rows[made->count++];
    *row = (struct content_search_row){(uint32_t)made->keys.len, 0, slide, CONTENT_NONE, kind};
    content_search_mark_words(made->word_starts, made->keys.len, words);
    while (str_next(&words, ' ', &word)) {
        str_builder_add(&made->keys, word);
    }
    row->len = (uint32_t)made->keys.len - row->first;
    str_builder_add_c(&made->keys, "\n");
}

static struct content_search
search_of(const struct made *made) {
    return (struct content_search){.keys = str_builder_view(&made->keys).ptr,
                                   .keys_bytes = made->keys.len,
                                   .word_starts = made->word_starts,
                                   .rows = made->rows,
                                   .count = made->count};
}

/* Slides are numbered in the order in which they must come. */
static void
test_order_of_hits(void **state) {
    struct made made = make_empty(16);
    struct content_hits hits;
    (void)state;
    make_row(&made, "a lighthouse stands here", SEARCH_WORDS, 10);
    make_row(&made, "harbourlight", SEARCH_PLACE, 8);
    make_row(&made, "light of the north", SEARCH_WORDS, 7);    /* a sentence's beginning is a word's */
    make_row(&made, "northlight, old light", SEARCH_PLACE, 5); /* the better of two places in it counts */
    make_row(&made, "The light", SEARCH_SLIDE, 6);
    make_row(&made, "the light", SEARCH_PLACE, 5);
    make_row(&made, "Lights out", SEARCH_SLIDE, 4);
    make_row(&made, "Light ships", SEARCH_PLACE, 3);
    make_row(&made, "light", SEARCH_WORDS, 2);
    make_row(&made, "light", SEARCH_SLIDE, 1);
    make_row(&made, "a green light", SEARCH_WORDS, 1);
    make_row(&made, "Light", SEARCH_PLACE, 0);
    make_row(&made, "daylight", SEARCH_SLIDE, 9);
    const struct content_search search = search_of(&made);
    content_search_find(&search, STR_LIT("LIGHT"), &hits);
    assert_false(hits.is_near);
    assert_int_equal(hits.count, 11);
    static const int ORDER[] = {0, 1, 2, 3, 4, 5, 6, 10, 7, 8, 9};
    for (int i = 0; i < hits.count; i++) {
        if (hits.rows[i].slide != ORDER[i]) {
            fail_msg("hit %d opens %d instead of %d", i, hits.rows[i].slide, ORDER[i]);
        }
    }
}

/* All words in one row before all words on one page; a word counts where a word begins. */
static void
test_order_of_hits_by_words(void **state) {
    struct made made = make_empty(16);
    struct content_hits hits;
    (void)state;
    make_row(&made, "harbour of the north", SEARCH_PLACE, 2);
    make_row(&made, "built of red brick", SEARCH_WORDS, 2);
    make_row(&made, "the harbour is red", SEARCH_SLIDE, 1);
    make_row(&made, "red sails", SEARCH_PLACE, 5); /* no harbour */
    make_row(&made, "a sacred old harbour", SEARCH_PLACE, 6);
    make_row(&made, "of red and blue harbours", SEARCH_WORDS, 7);
    const struct content_search search = search_of(&made);
    content_search_find(&search, STR_LIT("red harbour"), &hits);
    assert_false(hits.is_near);
    assert_int_equal(hits.count, 3);
    assert_int_equal(hits.rows[0].slide, 1);
    assert_int_equal(hits.rows[1].slide, 7);
    assert_int_equal(hits.rows[2].slide, 2);
    assert_int_equal(hits.rows[2].kind, SEARCH_PLACE); /* the page comes as its name */
    content_search_find(&search, STR_LIT("red harbour green"), &hits);
    assert_int_equal(hits.count, 0);
    content_search_find(
        &search, STR_LIT("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h"), &hits);
    assert_int_equal(hits.count, 0);
}

/* Ten thousand places with four spellings each; the times are told, not judged. */
static void
test_ten_thousand_places(void **state) {
    enum { PLACES = 10000, SPELLINGS = 4 };
    static const char *const PARTS[] = {"لیانگ", "جیانگ", "چونگ", "چینگ", "وان", "شو", "یونگ", "رونگ",
                                        "liang", "jiang", "wan",  "shou", "两",  "江", "重",   "庆"};
    static const char *const QUERIES[] = {"ل",          "لیانگ", "لیانگ جیانگ", "wanshou",
                                          "lianxjiang", "两江",  "i",           "zzzzzz"};
    struct made made = make_empty(PLACES * SPELLINGS);
    uint32_t seed = 5;
    (void)state;
    for (int i = 0; i < PLACES * SPELLINGS; i++) {
        char name[128] = "";
        for (int part = 0; part < 4; part++) {
            strcat(strcat(name, " "), PARTS[support_random(&seed) % ARRAY_LEN(PARTS)]);
        }
        make_row(&made, name, SEARCH_PLACE, i / SPELLINGS);
    }
    const struct content_search search = search_of(&made);
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
        cmocka_unit_test(test_one_slip_is_forgiven),
        cmocka_unit_test(test_words_are_found_in_any_order),
        cmocka_unit_test(test_slips_in_all_spellings),
        cmocka_unit_test(test_a_figure_is_found_once_by_value_and_by_name),
        cmocka_unit_test(test_no_hit_opens_a_cover),
        cmocka_unit_test(test_order_of_hits),
        cmocka_unit_test(test_order_of_hits_by_words),
        cmocka_unit_test(test_hits_are_ranked_and_never_twice),
        cmocka_unit_test(test_ten_thousand_places),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
