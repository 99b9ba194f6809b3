/* The strict UTF-8 decoder and encoder: every code point, and each kind of ill-formed part. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define BAD UTF8_REPLACEMENT

/* Decodes an exact heap copy, so that a read past the end is seen by the sanitizer. */
static void
expect_decoded(const char *bytes, size_t len, const uint32_t *expected, size_t count) {
    char *exact = malloc(len > 0 ? len : 1);
    assert_non_null(exact);
    memcpy(exact, bytes, len);
    const struct str s = {exact, len};
    size_t offset = 0;
    bool has_bad = false;
    for (size_t i = 0; i < count; i++) {
        const size_t before = offset;
        assert_true(offset < len);
        assert_int_equal(utf8_decode(s, &offset), expected[i]);
        assert_in_range(offset - before, 1, 4);
        has_bad = has_bad || expected[i] == BAD;
    }
    assert_int_equal(offset, len);
    assert_int_equal(utf8_is_valid(s), !has_bad);
    free(exact);
}

#define EXPECT(bytes, ...)                                                                                   \
    expect_decoded((bytes), sizeof(bytes) - 1, (const uint32_t[]){__VA_ARGS__},                              \
                   sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static void
well_formed_text_is_decoded(void **state) {
    UNUSED(state);
    EXPECT("az", 'a', 'z');
    EXPECT("سه", 0x633, 0x647);
    EXPECT("می\u200cروم", 0x645, 0x6CC, 0x200C, 0x631, 0x648, 0x645);
    EXPECT("重庆", 0x91CD, 0x5E86);
    EXPECT("\xF0\x9F\x80\x80", 0x1F000);
    EXPECT("\xC2\x80", 0x80);
    EXPECT("\xE0\xA0\x80", 0x800);
    EXPECT("\xED\x9F\xBF", 0xD7FF);
    EXPECT("\xEE\x80\x80", 0xE000);
    EXPECT("\xF0\x90\x80\x80", 0x10000);
    EXPECT("\xF4\x8F\xBF\xBF", 0x10FFFF);
    EXPECT("a\0b", 'a', 0, 'b');
    assert_true(utf8_is_valid((struct str){"", 0}));
}

static void
overlong_forms_are_ill_formed(void **state) {
    UNUSED(state);
    EXPECT("\xC0\xAF", BAD, BAD);
    EXPECT("\xC1\xBF", BAD, BAD);
    EXPECT("\xE0\x80\xAF", BAD, BAD, BAD);
    EXPECT("\xE0\x9F\xBF", BAD, BAD, BAD);
    EXPECT("\xF0\x80\x80\xAF", BAD, BAD, BAD, BAD);
    EXPECT("\xF0\x8F\xBF\xBF", BAD, BAD, BAD, BAD);
}

static void
surrogates_and_the_beyond_are_ill_formed(void **state) {
    UNUSED(state);
    EXPECT("\xED\xA0\x80", BAD, BAD, BAD);
    EXPECT("\xED\xBF\xBF", BAD, BAD, BAD);
    EXPECT("\xF4\x90\x80\x80", BAD, BAD, BAD, BAD);
    EXPECT("\xF5\x80\x80\x80", BAD, BAD, BAD, BAD);
    EXPECT("\xFF", BAD);
    EXPECT("\xFE", BAD);
}

/* One replacement for each maximal ill-formed part: the Unicode standard's own example and its kin. */
static void
cut_sequences_give_one_replacement_each(void **state) {
    UNUSED(state);
    EXPECT("\xD8", BAD);
    EXPECT("\xE2\x80", BAD);
    EXPECT("\xF0\x9F\x80", BAD);
    EXPECT("\xF0\x9F", BAD);
    EXPECT("\xE2\x80"
           "a",
           BAD, 'a');
    EXPECT("\xD8"
           "\xD8\xB3",
           BAD, 0x633);
    EXPECT("\x80\xBF", BAD, BAD);
    EXPECT("a\xF1\x80\x80\xE1\x80\xC2"
           "b\x80",
           'a', BAD, BAD, BAD, 'b', BAD);
    EXPECT("c\x80\xBF"
           "d",
           'c', BAD, BAD, 'd');
}

static void
decoding_at_the_end_stays_there(void **state) {
    UNUSED(state);
    size_t offset = 2;
    assert_int_equal(utf8_decode(STR_LIT("ab"), &offset), BAD);
    assert_int_equal(offset, 2);
    offset = 99;
    assert_int_equal(utf8_decode(STR_LIT("ab"), &offset), BAD);
    assert_int_equal(offset, 99);
}

static void
every_code_point_comes_back(void **state) {
    UNUSED(state);
    for (uint32_t cp = 0; cp <= 0x110010; cp++) {
        char bytes[4];
        const size_t len = utf8_encode(cp, bytes);
        const bool is_scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
        const struct str s = {bytes, len};
        size_t offset = 0;
        if (utf8_decode(s, &offset) != (is_scalar ? cp : BAD) || offset != len || !utf8_is_valid(s)) {
            fail_msg("U+%04X", (unsigned)cp);
        }
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_text_is_decoded),
        cmocka_unit_test(overlong_forms_are_ill_formed),
        cmocka_unit_test(surrogates_and_the_beyond_are_ill_formed),
        cmocka_unit_test(cut_sequences_give_one_replacement_each),
        cmocka_unit_test(decoding_at_the_end_stays_there),
        cmocka_unit_test(every_code_point_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
