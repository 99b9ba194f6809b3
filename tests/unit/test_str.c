/* Strict UTF-8 and strict numbers: what a pack's bytes may do to us. */

#include "support.h"

#include "base/str.h"

static uint32_t
first_of(const char *bytes, size_t len, size_t *used) {
    size_t offset = 0;
    const uint32_t cp = utf8_decode((struct str){bytes, len}, &offset);
    *used = offset;
    return cp;
}

static void
test_well_formed(void **state) {
    size_t used = 0;
    (void)state;
    assert_int_equal(first_of("A", 1, &used), 'A');
    assert_int_equal(first_of("\xDB\xB5", 2, &used), 0x06F5);
    assert_int_equal(first_of("\xE2\x80\x8C", 3, &used), 0x200C);
    assert_int_equal(first_of("\xF0\x9F\x98\x80", 4, &used), 0x1F600);
    assert_int_equal(used, 4);
}

/* Overlongs, surrogates, beyond the last plane, lone and missing continuations: each is one replacement a maximal part. */
static void
test_ill_formed(void **state) {
    static const struct {
        const char *bytes;
        size_t len, used;
    } CASES[] = {{"\xC0\x80", 2, 1},     {"\xC1\xBF", 2, 1},         {"\xE0\x80\x80", 3, 1},
                 {"\xED\xA0\x80", 3, 1}, {"\xF4\x90\x80\x80", 4, 1}, {"\xF5\x80", 2, 1},
                 {"\x80", 1, 1},         {"\xE2\x80", 2, 2},         {"\xF0\x9F\x98", 3, 3},
                 {"\xDB", 1, 1},         {"\xE2\x28\xA1", 3, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        size_t used = 0;
        assert_int_equal(first_of(CASES[i].bytes, CASES[i].len, &used), UTF8_REPLACEMENT);
        assert_int_equal(used, CASES[i].used);
        assert_false(utf8_is_valid((struct str){CASES[i].bytes, CASES[i].len}));
    }
}

static void
test_round_trip(void **state) {
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += 7) {
        char bytes[4];
        size_t used = 0;
        const size_t len = utf8_encode(cp, bytes);
        const bool is_surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        assert_int_equal(first_of(bytes, len, &used), is_surrogate ? UTF8_REPLACEMENT : cp);
        assert_int_equal(used, len);
    }
}

static void
test_numbers(void **state) {
    double d = 0.0;
    int i = 0;
    (void)state;
    assert_true(str_to_double(STR_LIT("-82.40"), &d));
    assert_true(d == -82.4);
    assert_false(str_to_double(STR_LIT("8O.4"), &d));
    assert_false(str_to_double(STR_LIT("1e3"), &d));
    assert_false(str_to_double(STR_LIT("nan"), &d));
    assert_false(str_to_double(STR_LIT(" 1"), &d));
    assert_false(str_to_double(STR_LIT(""), &d));
    assert_true(str_to_int(STR_LIT("-12"), &i));
    assert_int_equal(i, -12);
    assert_false(str_to_int(STR_LIT("1.0"), &i));
    assert_false(str_to_int(STR_LIT("9999999999"), &i));
}

static void
test_sizes(void **state) {
    static const char *const WRONG[] = {"",          "1920",       "1920x",      "x1080",      "1920X1080",
                                        "1920*1080", "1920 x1080", "1920x1080x", "1920x1080i", "19.2x1080"};
    int width = 1;
    int height = 2;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(WRONG); i++) {
        assert_false(str_to_size(str_from_c(WRONG[i]), &width, &height));
    }
    assert_int_equal(width, 1);
    assert_int_equal(height, 2);
    assert_true(str_to_size(STR_LIT("1920x1080"), &width, &height));
    assert_int_equal(width, 1920);
    assert_int_equal(height, 1080);
}

static void
test_parts(void **state) {
    struct str rest = STR_LIT("a,,b");
    struct str part;
    (void)state;
    assert_true(str_next(&rest, ',', &part) && str_is(part, "a"));
    assert_true(str_next(&rest, ',', &part) && str_is(part, ""));
    assert_true(str_next(&rest, ',', &part) && str_is(part, "b"));
    assert_false(str_next(&rest, ',', &part));
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_well_formed), cmocka_unit_test(test_ill_formed),
                                       cmocka_unit_test(test_round_trip),  cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_sizes),       cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
