/* Lines: where they break, how they end, and that shaped and rasterised widths agree. */

#include "support.h"

#include <math.h>

#include "text/text_internal.h"

static struct arena arena;
static struct text *text;

static int
set_up(void **state) {
    (void)state;
    arena_init(&arena, 1 << 20);
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

static const struct text_block *
lay(const char *words, const struct locale *locale, float wrap, int lines_max, unsigned flags) {
    const struct text_style style = {
        .px = 40, .weight = 500, .locale = locale, .wrap_px = wrap, .lines_max = lines_max, .flags = flags};
    return text_layout(text, &arena, str_from_c(words), &style);
}

/* No line may begin with one of these, nor end inside what belongs together. */
static void
test_what_stays_together(void **state) {
    static const char *const WORDS =
        "رشد سالانهٔ اقتصاد در سنجش با سال پیش \u061C۶٫۱٪ بود، یعنی حدود ۴۲۷\u00A0میلیارد\u00A0دلار (بیشتر از "
        "پیش) و \u2066\u200EISO 9001:2015\u2069 هم می\u200Cخواهند!";
    (void)state;
    for (float wrap = 120.0f; wrap < 900.0f; wrap += 7.0f) {
        const struct text_block *block = lay(WORDS, &FA, wrap, 0, 0);
        size_t letters = 0;
        for (int l = 0; l < block->line_count; l++) {
            for (size_t r = 0; r < block->lines[l].run_count; r++) {
                letters += block->lines[l].runs[r].text.len;
            }
        }
        assert_true(block->line_count >= 1);
        assert_true(letters > 150 || block->is_truncated);
    }
    struct text_segment segment =
        text_itemize(text, str_from_c(WORDS), &(struct text_style){.px = 40, .weight = 500, .locale = &FA});
    for (size_t i = 0; i + 1 < segment.count; i++) {
        const uint32_t next = segment.chars[i + 1].cp;
        const bool is_mark = next == 0x066A || next == 0x060C || next == '!' || next == ')' ||
                             next == 0x200C || next == 0x00A0;
        assert_false(segment.chars[i].can_break_after && is_mark);
    }
}

static void
test_lines_fit(void **state) {
    static const char *const WORDS =
        "A city of thirty-one million people where two rivers meet and trains leave for Europe";
    (void)state;
    for (float wrap = 260.0f; wrap < 1600.0f; wrap += 13.0f) {
        const struct text_block *block = lay(WORDS, &EN, wrap, 0, 0);
        assert_true(block->width_px <= wrap + 1.0f);
        const struct text_block *balanced = lay(WORDS, &EN, wrap, 0, TEXT_BALANCE);
        assert_int_equal(balanced->line_count, block->line_count);
        assert_true(balanced->width_px <= block->width_px + 0.5f);
    }
}

static void
test_ellipsis_at_the_logical_end(void **state) {
    (void)state;
    const struct text_block *one = lay("چونگ\u200Cچینگ شهری به وسعت یک کشور است", &FA, 260.0f, 1, 0);
    assert_true(one->is_truncated);
    assert_int_equal(one->line_count, 1);
    assert_true(one->width_px <= 261.0f);
    /* the first letters of the text are still there, at the right end */
    const struct text_run *last = &one->lines[0].runs[one->lines[0].run_count - 1];
    assert_memory_equal(last->text.ptr, "چونگ", strlen("چونگ"));
    const struct text_block *two =
        lay("one two three four five six seven eight nine ten eleven twelve", &EN, 300.0f, 2, 0);
    assert_true(two->is_truncated);
    assert_int_equal(two->line_count, 2);
}

static void
test_forced_lines_and_empty_text(void **state) {
    (void)state;
    assert_int_equal(lay("a\nb\nc", &EN, 0.0f, 0, 0)->line_count, 3);
    assert_int_equal(lay("", &EN, 0.0f, 0, 0)->line_count, 1);
    assert_true(lay("", &FA, 100.0f, 0, 0)->width_px == 0.0f);
    assert_true(lay("\u200C", &FA, 0.0f, 0, 0)->width_px == 0.0f);
}

static void
test_shaped_and_rasterised_widths_agree(void **state) {
    static const char *const STRINGS[] = {"چونگ\u200Cچینگ تقریباً هم\u200Cاندازهٔ اتریش است",
                                          "تسجّل",
                                          "می\u200Cخواهم",
                                          "رتبهٔ ۱/۲۷",
                                          "۱۲٬۳۴۵٫۶۷",
                                          "کشاورزی و معدن",
                                          "لیانگ\u200Cجیانگ",
                                          "About as large as Austria",
                                          "China–Europe rail",
                                          "Where two rivers meet",
                                          "AVATAR Tower 3.015"};
    static const int SIZES[] = {28, 30, 32, 36, 40, 46, 64, 104, 144};
    static const int WEIGHTS[] = {400, 500, 600, 700, 800, 900};
    float worst = 0.0f;
    int count = 0;
    (void)state;
    for (size_t s = 0; s < sizeof(STRINGS) / sizeof(STRINGS[0]); s++) {
        for (size_t z = 0; z < sizeof(SIZES) / sizeof(SIZES[0]); z++) {
            for (size_t w = 0; w < sizeof(WEIGHTS) / sizeof(WEIGHTS[0]); w++) {
                const struct text_style style = {
                    .px = (float)SIZES[z], .weight = WEIGHTS[w], .locale = s < 7 ? &FA : &EN};
                worst = fmaxf(worst, text_raster_error_px(text, str_from_c(STRINGS[s]), &style));
                count++;
            }
        }
    }
    print_message("raster width against shaped advance: N = %d, worst %.2f px\n", count, (double)worst);
    assert_true(worst <= 1.0f);
}

static void
test_random_bytes(void **state) {
    uint32_t seed = 7;
    (void)state;
    for (int i = 0; i < 10000; i++) {
        char bytes[65] = {0};
        const size_t len = support_random(&seed) % 64;
        for (size_t b = 0; b < len; b++) {
            static const char *const PIECES =
                "ab 1\xD8\xA7\xDB\xB5\xE2\x80\x8C\xE2\x81\xA6\xE2\x81\xA9\xD8\x9C()%\xFF\xED\n";
            bytes[b] = PIECES[support_random(&seed) % strlen(PIECES)];
        }
        const struct text_style style = {.px = 30,
                                         .weight = 400,
                                         .locale = i % 2 == 0 ? &FA : &EN,
                                         .wrap_px = 200,
                                         .lines_max = (int)(support_random(&seed) % 4)};
        const struct text_block *block = text_layout(text, &arena, (struct str){bytes, len}, &style);
        assert_true(isfinite(block->width_px) && block->line_count >= 1);
        if (i % 100 == 0) {
            arena_reset(&arena);
        }
    }
    print_message("random strings laid out: N = 10000\n");
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_stays_together),
                                       cmocka_unit_test(test_lines_fit),
                                       cmocka_unit_test(test_ellipsis_at_the_logical_end),
                                       cmocka_unit_test(test_forced_lines_and_empty_text),
                                       cmocka_unit_test(test_shaped_and_rasterised_widths_agree),
                                       cmocka_unit_test(test_random_bytes)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
