/* Numbers and signs: the exact characters, and what a reader sees from left to right, alone and inside a sentence. */

#include "support.h"

#include "text/text_format.h"

#define ALM "\u061C"
#define LRM "\u200E"
#define LRI "\u2066"
#define PDI "\u2069"
#define NBSP "\u00A0"
#define WJ "\u2060"
#define ZWNJ "\u200C"

static struct arena arena;
static struct text *text;

static int
set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    text = support_text();
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    text_destroy(text);
    arena_fini(&arena);
    return 0;
}

static void
assert_str(struct str got, const char *want) {
    assert_string_equal(str_to_c(&arena, got), want);
}

static void
assert_seen(const char *logical, const struct locale *locale, const char *visual) {
    const struct text_style style = {.px = 32, .weight = 400, .locale = locale};
    assert_str(text_visual_order(text, &arena, str_from_c(logical), &style), visual);
}

static void
test_characters(void **state) {
    (void)state;
    assert_str(format_number(&arena, &FA, 12345.67, 2, true), "۱۲٬۳۴۵٫۶۷");
    assert_str(format_number(&arena, &EN, 12345.67, 2, true), "12,345.67");
    assert_str(format_year(&arena, &FA, 2026), "۲۰۲۶");
    assert_str(format_number(&arena, &FA, 2.0, 2, true), "۲٫۰۰");
    assert_str(format_number(&arena, &EN, 2.675, 2, true), "2.68");
    assert_str(format_number(&arena, &EN, -0.004, 2, true), "0.00");
    assert_str(format_number(&arena, &EN, 999.5, 0, true), "1,000");
    assert_str(format_number(&arena, &EN, 1702, 0, true), "1,702");
    assert_str(format_percent(&arena, &FA, 6.1, 1), ALM "۶٫۱٪");
    assert_str(format_percent(&arena, &FA, -2.5, 1), ALM LRI LRM "−۲٫۵" PDI "٪");
    assert_str(format_percent(&arena, &EN, -2.5, 1), "−2.5%");
    assert_str(format_range(&arena, &FA, 15, 20, 0), ALM "۱۵–" WJ "۲۰");
    assert_str(format_percent_range(&arena, &FA, 10, 15, 0), ALM "۱۰–" WJ "۱۵٪");
    assert_str(format_token(&arena, STR_LIT("C++")), LRI LRM "C++" PDI);
    assert_str(format_with_unit(&arena, &FA, STR_LIT("۵"), STR_LIT("روز")), "۵" NBSP "روز");
    assert_str(format_ordinal(&arena, &EN, 23), "23rd");
    assert_str(format_ordinal(&arena, &EN, 12), "12th");
    assert_str(format_ordinal(&arena, &FA, 1), "اول");
    assert_str(format_ordinal(&arena, &FA, 2), "دوم");
    assert_str(format_ordinal(&arena, &FA, 3), "سوم");
    assert_str(format_ordinal(&arena, &FA, 5), "پنجم");
    assert_str(format_ordinal(&arena, &FA, 10), "دهم");
    assert_str(format_ordinal(&arena, &FA, 11), "۱۱" ZWNJ "ام");
    assert_str(format_ordinal(&arena, &FA, 31), "۳۱" ZWNJ "ام");
    assert_str(format_ordinal(&arena, &FA, 144), "۱۴۴" ZWNJ "ام");
    assert_str(format_ordinal(&arena, &FA, 0), "۰" ZWNJ "ام");
}

static void
test_lists(void **state) {
    static const int VALUES[] = {5, 19, 20, 21, 24};
    (void)state;
    assert_str(format_list(&arena, &FA, VALUES, 5, STR_LIT("، "), STR_LIT(" و "), STR_LIT(" تا ")),
               "۵، ۱۹ تا ۲۱ و ۲۴");
    assert_str(format_list(&arena, &EN, VALUES, 2, STR_LIT(", "), STR_LIT(" and "), STR_LIT("–")),
               "5 and 19");
    assert_str(format_list(&arena, &EN, VALUES, 0, STR_LIT(", "), STR_LIT(" and "), STR_LIT("–")), "");
}

static void
test_dates(void **state) {
    (void)state;
    assert_str(format_date(&arena, &FA, STR_LIT("2024-03-20"), true), "۱۴۰۳/۱/۱");
    assert_str(format_date(&arena, &FA, STR_LIT("2025-03-20"), true), "۱۴۰۳/۱۲/۳۰");
    assert_str(format_date(&arena, &FA, STR_LIT("2025-03-21"), true), "۱۴۰۴/۱/۱");
    assert_str(format_date(&arena, &EN, STR_LIT("2024-06-05"), false), "2024/6/5");
    assert_str(format_date(&arena, &EN, STR_LIT("2024-13-05"), false), "");
    assert_str(format_date(&arena, &EN, STR_LIT("yesterday"), false), "");
}

/* The golden vectors of the text specification, from left to right. */
static void
test_golden_vectors(void **state) {
    (void)state;
    assert_seen("۲۰۲۶", &FA, "۲۰۲۶");
    assert_seen("۱۲٬۳۴۵٫۶۷", &FA, "۱۲٬۳۴۵٫۶۷");
    assert_seen("رشد " ALM "۶٫۱٪ در سال ۲۰۲۳ (GDP)", &FA, "(GDP) ۲۰۲۳ لاس رد ٪۶٫۱ دشر");
    assert_seen("رتبه ۱/۲۷", &FA, "۱/۲۷ هبتر");
    assert_seen("دما " LRI LRM "۳٫۲ °C" PDI, &FA, "۳٫۲ °C امد");
    assert_seen("می\u200Cخواهم", &FA, "مهاوخیم");
    assert_seen("رتبه ۳۱" ZWNJ "ام چین", &FA, "نیچ ما۳۱ هبتر");
}

/* The same number must be seen alike alone, at the start, in the middle and at the end of a sentence. */
static void
test_alone_and_in_a_sentence(void **state) {
    const struct str numbers[] = {format_percent(&arena, &FA, 6.1, 1),
                                  format_percent(&arena, &FA, -2.5, 1),
                                  format_range(&arena, &FA, 15, 20, 0),
                                  format_percent_range(&arena, &FA, 10, 15, 0),
                                  format_number(&arena, &FA, -3.2, 1, true),
                                  format_number(&arena, &FA, 12345.67, 2, true),
                                  format_token(&arena, STR_LIT("ISO 9001:2015")),
                                  format_token(&arena, STR_LIT("C++"))};
    const struct text_style style = {.px = 32, .weight = 400, .locale = &FA};
    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        const struct str alone = text_visual_order(text, &arena, numbers[i], &style);
        const char *const frames[][2] = {
            {"رشد ", " در سال"}, {"", " در سال"}, {"رشد ", ""}, {"از GDP ", " بود"}, {"(", ")"}};
        for (size_t f = 0; f < sizeof(frames) / sizeof(frames[0]); f++) {
            char sentence[256];
            (void)snprintf(sentence, sizeof(sentence), "%s%s%s", frames[f][0], str_to_c(&arena, numbers[i]),
                           frames[f][1]);
            const struct str seen = text_visual_order(text, &arena, str_from_c(sentence), &style);
            if (strstr(str_to_c(&arena, seen), str_to_c(&arena, alone)) == NULL) {
                fail_msg("\"%s\" is seen as %s, alone as %s", sentence, str_to_c(&arena, seen),
                         str_to_c(&arena, alone));
            }
        }
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_characters), cmocka_unit_test(test_lists),
                                       cmocka_unit_test(test_dates), cmocka_unit_test(test_golden_vectors),
                                       cmocka_unit_test(test_alone_and_in_a_sentence)};
    (void)support_random;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
