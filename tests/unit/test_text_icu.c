/* ICU as an oracle: the order of generated strings that follow the isolates policy, and the shape of numbers. */

#include "support.h"

#include <unicode/ubidi.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "text/text_bidi.h"
#include "text/text_format.h"

#define STRINGS 20000
#define PIECES_MAX 10
#define CHARS_MAX 256

static struct arena arena;

/* Pieces as formatters and authors make them: words, numbers, percentages, ranges, isolated tokens, punctuation. */
static void
random_sentence(struct str_builder *b, uint32_t *seed) {
    static const char *const WORDS[] = {"رشد",     "در", "سال", "می\u200Cخواهند", "چونگ\u200Cچینگ", "GDP",
                                        "Yuxinou", "و",  "5G"};
    static const char *const MARKS[] = {" ", "، ", ". ", ": ", " (", ") ", " – ", "؛ "};
    static const char *const TOKENS[] = {"C++", "ISO 9001:2015", "3.2 °C", "A/B"};
    const int pieces = 1 + (int)(support_random(seed) % PIECES_MAX);
    for (int i = 0; i < pieces; i++) {
        const double value = (double)(support_random(seed) % 100000) / 10.0 - 1000.0;
        switch (support_random(seed) % 7) {
        case 0:
            str_builder_add(b, format_percent(&arena, &FA, value, 1));
            break;
        case 1:
            str_builder_add(b, format_range(&arena, &FA, 10, 15, 0));
            break;
        case 2:
            str_builder_add(b, format_token(&arena, str_from_c(TOKENS[support_random(seed) % 4])));
            break;
        case 3:
            str_builder_add(b, format_number(&arena, &FA, value, 2, true));
            break;
        default:
            str_builder_add_c(b, WORDS[support_random(seed) % 9]);
            break;
        }
        str_builder_add_c(b, MARKS[support_random(seed) % 8]);
    }
}

/* Our visual order of code points, and ICU's (all pieces lie in the basic plane: one unit a character). */
static bool
has_same_order(struct str text) {
    uint32_t cps[CHARS_MAX] = {0};
    UChar units[CHARS_MAX];
    int8_t levels[CHARS_MAX];
    int8_t line[CHARS_MAX];
    size_t order[CHARS_MAX];
    int32_t map[CHARS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    size_t count = 0;
    for (size_t offset = 0; offset < text.len && count < CHARS_MAX; count++) {
        cps[count] = utf8_decode(text, &offset);
        units[count] = (UChar)cps[count];
    }
    const int paragraph = text_bidi_levels(cps, count, 1, levels);
    text_bidi_line_levels(cps, levels, 0, count, paragraph, line);
    text_bidi_reorder(line, count, order);
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, units, (int32_t)count, 1, NULL, &status);
    ubidi_getVisualMap(bidi, map, &status);
    bool is_same = U_SUCCESS(status);
    /* controls take no room: only the visible characters' order matters */
    size_t ours[CHARS_MAX];
    size_t theirs[CHARS_MAX];
    size_t n = 0;
    size_t m = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t a = cps[order[i]];
        const uint32_t b = cps[map[i]];
        if (!(a == 0x061C || (a >= 0x200C && a <= 0x200F) || (a >= 0x2060 && a <= 0x2069))) {
            ours[n++] = order[i];
        }
        if (!(b == 0x061C || (b >= 0x200C && b <= 0x200F) || (b >= 0x2060 && b <= 0x2069))) {
            theirs[m++] = (size_t)map[i];
        }
    }
    ubidi_close(bidi);
    return is_same && n == m && memcmp(ours, theirs, n * sizeof(*ours)) == 0;
}

static void
test_order(void **state) {
    uint32_t seed = 42;
    int wrong = 0;
    (void)state;
    for (int i = 0; i < STRINGS; i++) {
        struct str_builder b;
        arena_reset(&arena);
        str_builder_init(&b, &arena);
        random_sentence(&b, &seed);
        if (!has_same_order(str_builder_view(&b))) {
            wrong++;
            print_message("ordered otherwise: %s\n", str_builder_view(&b).ptr);
        }
    }
    print_message("order against ICU: N = %d, wrong %d\n", STRINGS, wrong);
    assert_int_equal(wrong, 0);
}

static const char *
icu_number(const char *locale, double value, int decimals) {
    static char out[128];
    UChar skeleton[64];
    UChar units[64];
    char words[64];
    UErrorCode status = U_ZERO_ERROR;
    if (decimals == 0) {
        (void)snprintf(words, sizeof(words), "precision-integer rounding-mode-half-up");
    } else {
        (void)snprintf(words, sizeof(words), ".%.*s rounding-mode-half-up", decimals, "000000");
    }
    u_uastrcpy(skeleton, words);
    UNumberFormatter *format = unumf_openForSkeletonAndLocale(skeleton, -1, locale, &status);
    UFormattedNumber *result = unumf_openResult(&status);
    unumf_formatDouble(format, value, result, &status);
    unumf_resultToString(result, units, 64, &status);
    u_strToUTF8(out, sizeof(out), NULL, units, -1, &status);
    unumf_closeResult(result);
    unumf_close(format);
    return U_SUCCESS(status) ? out : "ICU failed";
}

static void
test_numbers(void **state) {
    uint32_t seed = 7;
    (void)state;
    for (int i = 0; i < 4000; i++) {
        const int decimals = (int)(support_random(&seed) % 4);
        const double value = (double)support_random(&seed) / 1024.0;
        arena_reset(&arena);
        assert_string_equal(str_to_c(&arena, format_number(&arena, &EN, value, decimals, true)),
                            icu_number("en", value, decimals));
        assert_string_equal(str_to_c(&arena, format_number(&arena, &FA, value, decimals, true)),
                            icu_number("fa", value, decimals));
    }
    print_message("numbers against ICU: N = 8000\n");
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_numbers)};
    arena_init(&arena, 0);
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_fini(&arena);
    return failed;
}
