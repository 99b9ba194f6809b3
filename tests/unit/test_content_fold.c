/* Different spellings, one key. Invisible characters are written as escapes. */

#include "support.h"

#include "content/content_fold.h"

static void
check(const char *text, const char *key) {
    char folded[CONTENT_KEY_BYTES_MAX];
    char again[CONTENT_KEY_BYTES_MAX];
    const size_t n = content_fold(str_from_c(text), folded);
    if (n != strlen(key) || memcmp(folded, key, n) != 0) {
        fail_msg("%s: %.*s instead of %s", text, (int)n, folded, key);
    }
    assert_int_equal(content_fold((struct str){folded, n}, again), n); /* a key is its own key */
    assert_memory_equal(again, folded, n);
}

static void
test_spellings_fold_to_one_key(void **state) {
    static const char *const CASES[][2] = {
        {"لیانگ\u200Cجیانگ", "لیانگجیانگ"},
        {"ليانگ جيانگ", "لیانگجیانگ"},
        {"لیانـگ‌جیانــگ", "لیانگجیانگ"},
        {"كتاب", "کتاب"},
        {"آزاد أو إن ٱ", "ازاداوانا"},
        {"مؤسسة رئيسى", "موسسهرییسی"},
        {"م\u064Eد\u0652ر\u0650س\u064Eه", "مدرسه"},
        {"ا\u0653زاد", "ازاد"}, /* decomposed */
        {"۶٫۱٪", "6.1"},
        {"٦٫١", "6.1"},
        {"12,345.67.", "12345.67"},
        {"\u061C۱۰–\u2060۱۵٪", "1015"},
        {"Liǎng Jiāng", "liangjiang"},
        {"Nan’an", "nanan"},
        {"ÀÉÎÕÜ çñ ß", "aeioucns"},
        {"L\u0308i\u0301", "li"},
        {"两江新区", "两江新区"},
        {"ＡＢ１２", "ab12"},
        {"«نقل»، (۵)!", "نقل5"},
        {"5G C++", "5gc"},
        {"5 .5", "55"}, /* a mark after a gap is none */
        {"", ""},
        {"\u200C \u2067\u2069", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        check(CASES[i][0], CASES[i][1]);
    }
    SUPPORT_UNUSED;
}

static void
test_words_stay_apart_and_join_to_the_key(void **state) {
    static const char *const CASES[][2] = {
        {"شهر علم\u200Cغربی", "شهر علم غربی"},
        {"  Western—Science,City. ", "western science city"},
        {"Nan'an Nan’an", "nanan nanan"},
        {"م\u064Eدرسه\u0640\u0640 \u2067\u200Fنو\u2069", "مدرسه نو"},
        {"l\u0308i\u00ADn", "lin"},
        {"۱۲٬۳۴۵٫۶ و 7,8", "12345.6 و 78"},
        {"10–15", "10 15"},
        {"5 .5", "5 5"},
        {"两江 (新区)", "两江 新区"},
        {" \u200C", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char words[CONTENT_KEY_BYTES_MAX];
        char again[CONTENT_KEY_BYTES_MAX];
        char key[CONTENT_KEY_BYTES_MAX];
        size_t joined = 0;
        const size_t n = content_fold_words(str_from_c(CASES[i][0]), words);
        if (n != strlen(CASES[i][1]) || memcmp(words, CASES[i][1], n) != 0) {
            fail_msg("%s: %.*s instead of %s", CASES[i][0], (int)n, words, CASES[i][1]);
        }
        assert_int_equal(content_fold_words((struct str){words, n}, again), n);
        assert_memory_equal(again, words, n);
        const size_t m = content_fold(str_from_c(CASES[i][0]), key);
        for (size_t k = 0; k < n; k++) {
            if (words[k] != ' ') {
                assert_true(joined < m && key[joined] == words[k]);
                joined++;
            }
        }
        assert_int_equal(joined, m);
    }
}

static void
test_long_and_broken_texts_stay_whole(void **state) {
    char text[1024];
    char key[CONTENT_KEY_BYTES_MAX];
    uint32_t seed = 11;
    (void)state;
    for (size_t i = 0; i + 1 < sizeof(text); i += 2) {
        memcpy(text + i, "\xD8\xA8", 2); /* ب */
    }
    const size_t n = content_fold((struct str){text, sizeof(text)}, key);
    assert_int_equal(n, CONTENT_KEY_BYTES_MAX);
    assert_true(utf8_is_valid((struct str){key, n}));
    for (int round = 0; round < 20000; round++) { /* any bytes */
        char noise[40];
        for (size_t i = 0; i < sizeof(noise); i++) {
            noise[i] = (char)support_random(&seed);
        }
        const size_t m = content_fold((struct str){noise, sizeof(noise)}, key);
        assert_true(m <= CONTENT_KEY_BYTES_MAX && utf8_is_valid((struct str){key, m}));
        char words[CONTENT_KEY_BYTES_MAX];
        char again[CONTENT_KEY_BYTES_MAX];
        const size_t w = content_fold_words((struct str){noise, sizeof(noise)}, words);
        assert_int_equal(content_fold_words((struct str){words, w}, again), w);
        assert_memory_equal(again, words, w);
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spellings_fold_to_one_key),
                                       cmocka_unit_test(test_words_stay_apart_and_join_to_the_key),
                                       cmocka_unit_test(test_long_and_broken_texts_stay_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
