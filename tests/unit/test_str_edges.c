/* Views, strict numbers, colours and the builder, at their edges. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/str.h"

static void
views_compare_and_trim(void **state) {
    UNUSED(state);
    assert_true(str_is(str_from_c("abc"), "abc"));
    assert_false(str_is(str_from_c("abc"), "abcd"));
    assert_true(str_is_empty(str_from_c(NULL)));
    assert_true(str_equal((struct str){0}, STR_LIT("")));
    assert_true(str_starts_with(STR_LIT("slide_05"), "slide_"));
    assert_true(str_starts_with((struct str){0}, ""));
    assert_false(str_starts_with(STR_LIT("sl"), "slide_"));
    assert_true(str_is(str_trim(STR_LIT(" \t a b \r\n")), "a b"));
    assert_true(str_is_empty(str_trim(STR_LIT(" \n "))));
}

static void
parts_are_cut_one_by_one(void **state) {
    UNUSED(state);
    struct str rest = STR_LIT("a,,bc,");
    struct str part = {0};
    assert_true(str_next(&rest, ',', &part) && str_is(part, "a"));
    assert_true(str_next(&rest, ',', &part) && str_is(part, ""));
    assert_true(str_next(&rest, ',', &part) && str_is(part, "bc"));
    assert_false(str_next(&rest, ',', &part));
    assert_true(str_is(part, "bc"));
}

static void
numbers_are_whole_and_plain(void **state) {
    UNUSED(state);
    double d = -1.0;
    assert_true(str_to_double(STR_LIT("-12.50"), &d) && d == -12.5);
    const char *const not_double[] = {"",    " 1", "1 ", "1e5",   "0x10", "nan", "inf",
                                      "1,5", "۱۲", ".",  "1.2.3", "--1",  "-"};
    for (size_t i = 0; i < ARRAY_LEN(not_double); i++) {
        d = 77.0;
        assert_false(str_to_double(str_from_c(not_double[i]), &d));
        assert_true(d == 77.0);
    }
    assert_false(str_to_double((struct str){"1\0", 2}, &d));
    assert_true(str_to_double((struct str){"123", 2}, &d) && d == 12.0); /* never past len */
    int n = 0;
    assert_true(str_to_int(STR_LIT("-999999999"), &n) && n == -999999999);
    assert_true(str_to_int(STR_LIT("007"), &n) && n == 7);
    const char *const not_int[] = {"", "-", "+1", "1.0", "1 ", "1234567890", "2147483648", "۳"};
    for (size_t i = 0; i < ARRAY_LEN(not_int); i++) {
        n = 77;
        assert_false(str_to_int(str_from_c(not_int[i]), &n));
        assert_int_equal(n, 77);
    }
}

static void
colours_are_seven_characters(void **state) {
    UNUSED(state);
    uint8_t rgb[3] = {1, 2, 3};
    assert_true(str_to_color_hex(STR_LIT("#0aFf80"), rgb));
    assert_int_equal(rgb[0], 0x0A);
    assert_int_equal(rgb[1], 0xFF);
    assert_int_equal(rgb[2], 0x80);
    assert_false(str_to_color_hex(STR_LIT("#0aff8"), rgb));
    assert_false(str_to_color_hex(STR_LIT("#0aff8g"), rgb));
    assert_false(str_to_color_hex(STR_LIT("00aff80"), rgb));
    assert_false(str_to_color_hex((struct str){"#0aff8\0", 7}, rgb));
    assert_int_equal(rgb[2], 0x80);
}

static void
copies_and_formats_end_in_nul(void **state) {
    UNUSED(state);
    struct arena arena = {0};
    const struct str copy = str_copy(&arena, (struct str){"abcdef", 3});
    assert_int_equal(copy.len, 3);
    assert_string_equal(copy.ptr, "abc");
    assert_string_equal(str_to_c(&arena, (struct str){0}), "");
    assert_string_equal(str_format(&arena, "%s-%03d", "x", 7).ptr, "x-007");
    assert_int_equal(str_format(&arena, "%1000d", 1).len, 1000);
    arena_fini(&arena);
}

static void
a_builder_grows(void **state) {
    UNUSED(state);
    struct arena arena = {0};
    struct str_builder b;
    str_builder_init(&b, &arena);
    assert_true(str_is(str_builder_view(&b), ""));
    for (int i = 0; i < 1000; i++) {
        str_builder_add_c(&b, "ab");
    }
    str_builder_add_cp(&b, 0x200C);
    str_builder_add_cp(&b, 0xD800);
    str_builder_add(&b, (struct str){0});
    str_builder_add_format(&b, "%900s", "z"); /* longer than any fixed buffer */
    const struct str s = str_builder_view(&b);
    assert_int_equal(s.len, 2000 + 3 + 3 + 900);
    assert_int_equal(s.ptr[s.len], '\0');
    assert_memory_equal(s.ptr + 2000, "\u200C\uFFFD ", 7);
    assert_int_equal(s.ptr[s.len - 1], 'z');
    arena_fini(&arena);
}

static void
test_long_whole_numbers(void **state) {
    static const char *const NOT[] = {"",
                                      "-",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "9223372036854775808",
                                      "1.",
                                      "0x1",
                                      "--1",
                                      "a",
                                      "-9223372036854775809",
                                      "99999999999999999999"};
    int64_t n = 0;
    (void)state;
    assert_true(str_to_int64(STR_LIT("9223372036854775807"), &n) && n == INT64_MAX);
    assert_true(str_to_int64(STR_LIT("-9223372036854775808"), &n) && n == INT64_MIN);
    assert_true(str_to_int64(STR_LIT("007"), &n) && n == 7);
    for (size_t i = 0; i < ARRAY_LEN(NOT); i++) {
        assert_false(str_to_int64(str_from_c(NOT[i]), &n));
    }
    assert_int_equal(n, 7);
    assert_true(str_compare(STR_LIT("ab"), STR_LIT("b")) < 0 && str_compare(STR_LIT("ab"), STR_LIT("a")) > 0);
    assert_int_equal(str_compare(STR_LIT("\xff"), STR_LIT("\xff")), 0);
    assert_true(str_compare(STR_LIT("\xff"), STR_LIT("a")) > 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_whole_numbers),
        cmocka_unit_test(views_compare_and_trim),
        cmocka_unit_test(parts_are_cut_one_by_one),
        cmocka_unit_test(numbers_are_whole_and_plain),
        cmocka_unit_test(colours_are_seven_characters),
        cmocka_unit_test(copies_and_formats_end_in_nul),
        cmocka_unit_test(a_builder_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
