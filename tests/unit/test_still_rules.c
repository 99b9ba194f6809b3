/* The rules of a readable page, each with a planted fault and its nearest sound neighbour; then a fault in the real sheets, found
 * with its row and column. */

#include "support.h"

#include <unistd.h>

#include "base/fs.h"
#include "base/xalloc.h"
#include "content/content_load.h"
#include "tools/pack_build.h"
#include "still/still_rules.h"
#include "tools/pack_lint_layout.h"

#define W 1920
#define H 1080
#define PAGE COLOR_RGB(0x0B1320)
#define LIGHT                                                                                                \
    { 0xF4, 0xF1, 0xEA, 255 }
#define GREY COLOR_RGB(0x767676) /* 4.54 to white */

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

/* ---- a page of this test's own making ---- */

struct words {
    const char *text;
    float x, baseline, px, wrap;
    int weight;
    struct color color;
};

struct scene_page {
    struct canvas *canvas;
    uint32_t *pixels;
    struct still_page read;
};

static void
open_page(struct scene_page *page, struct color ground, const struct words *words, size_t count) {
    size_t unused = 0;
    page->canvas = draw_canvas_create(W, H);
    page->pixels = xalloc_array((size_t)W * H, sizeof(*page->pixels));
    page->read = (struct still_page){.width_px = W, .height_px = H, .ground = {page->pixels, W, H, W}};
    draw_notes_enable(page->canvas, true);
    draw_masks_hide(page->canvas, true);
    draw_begin(page->canvas);
    draw_rect(page->canvas, (struct rect){0, 0, W, H}, draw_solid(ground));
    for (size_t i = 0; i < count; i++) {
        const struct text_style style = {.px = words[i].px,
                                         .weight = words[i].weight,
                                         .wrap_px = words[i].wrap,
                                         .lines_max = 1,
                                         .locale = &EN};
        const struct text_block *block = text_layout(text, &arena, str_from_c(words[i].text), &style);
        text_draw(text, page->canvas, block, words[i].x, words[i].baseline, TEXT_LEFT, words[i].color);
    }
    (void)draw_end(page->canvas, &page->read.ground, &unused);
    page->read.texts = draw_notes(page->canvas, &page->read.text_count);
}

static void
close_page(struct scene_page *page) {
    draw_canvas_destroy(page->canvas);
    xfree(page->pixels);
}

static void
count_rule(void *context, const struct still_finding *finding) {
    int *counts = context;
    counts[finding->rule]++;
    assert_true((finding->text != NULL) != (finding->target != NULL));
}

/* Holds that the page has so many findings of one rule and none of any other. */
static void
assert_findings(const struct still_page *page, enum still_rule rule, int wanted) {
    int counts[STILL_TARGET_SMALL + 1] = {0};
    const struct still_report report = {count_rule, counts};
    assert_int_equal(still_rules_check(page, &report), wanted);
    assert_int_equal(counts[rule], wanted);
}

static void
assert_words(struct color ground, const struct words *words, size_t count, enum still_rule rule, int wanted) {
    struct scene_page page;
    open_page(&page, ground, words, count);
    assert_int_equal(page.read.text_count, count);
    assert_findings(&page.read, rule, wanted);
    close_page(&page);
}

static const struct words SOUND = {"Chongqing", 200, 300, 36, 0, 500, LIGHT};

static void
test_cut(void **state) {
    struct words words = SOUND;
    (void)state;
    words.wrap = 400;
    assert_words(PAGE, &words, 1, STILL_TEXT_CUT, 0);
    words.wrap = 100;
    assert_words(PAGE, &words, 1, STILL_TEXT_CUT, 1);
}

static void
test_leaving(void **state) {
    struct words words = SOUND;
    (void)state;
    words.x = -2;
    assert_words(PAGE, &words, 1, STILL_TEXT_LEAVES, 0);
    words.x = -5;
    assert_words(PAGE, &words, 1, STILL_TEXT_LEAVES, 1);
    words = SOUND;
    words.baseline = H;
    assert_words(PAGE, &words, 1, STILL_TEXT_LEAVES, 1);
}

static void
test_overlap(void **state) {
    struct words words[2] = {SOUND, SOUND};
    (void)state;
    words[1].baseline += 36; /* line boxes meet, letters do not */
    assert_words(PAGE, words, 2, STILL_TEXTS_OVERLAP, 0);
    words[1].baseline = SOUND.baseline + 24;
    assert_words(PAGE, words, 2, STILL_TEXTS_OVERLAP, 1);
}

static void
test_small_text(void **state) {
    struct words words = SOUND;
    (void)state;
    words.px = 28;
    assert_words(PAGE, &words, 1, STILL_TEXT_SMALL, 0);
    words.px = 27;
    assert_words(PAGE, &words, 1, STILL_TEXT_SMALL, 1);
}

static void
test_small_target(void **state) {
    struct scene_page page;
    (void)state;
    open_page(&page, PAGE, NULL, 0);
    target_add(&page.read.targets, "sound", (struct rect){100, 100, 88, 120}, ACTION_TOUCH);
    assert_findings(&page.read, STILL_TARGET_SMALL, 0);
    target_add(&page.read.targets, "small", (struct rect){300, 100, 120, 80}, ACTION_TOUCH);
    assert_findings(&page.read, STILL_TARGET_SMALL, 1);
    close_page(&page);
}

static void
test_contrast(void **state) {
    struct words words = SOUND;
    (void)state;
    words.color = GREY;
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 0);
    words.color = COLOR_RGB(0x7A7A7A); /* 4.29 */
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 1);
    words.weight = 700; /* from here on 3.0 is enough */
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 0);
    words.weight = 500;
    words.px = 40;
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 0);
    words.color = COLOR_RGB(0x999999); /* 2.85 */
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 1);
}

/* What shows through counts: the same grey, half transparent, is no longer the same. */
static void
test_contrast_of_faded_words(void **state) {
    struct words words = SOUND;
    (void)state;
    words.color = color_fade(COLOR_RGB(0x000000), 0.7f);
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 0);
    words.color = color_fade(COLOR_RGB(0x000000), 0.5f);
    assert_words(COLOR_RGB(0xFFFFFF), &words, 1, STILL_TEXT_FAINT, 1);
}

static void
test_ratio(void **state) {
    struct color behind;
    uint32_t row[100];
    const struct draw_target ground = {row, 100, 1, 100};
    const struct color white = COLOR_RGB(0xFFFFFF);
    (void)state;
    assert_float_equal(still_contrast(COLOR_RGB(0), white), 21.0, 0.001);
    assert_float_equal(still_contrast(GREY, white), 4.54, 0.005);
    for (int i = 0; i < 100; i++) {
        row[i] = i < 5 ? 0xFFFFFFFFu : 0xFF000000u;
    }
    const struct rect box = {0, 0, 100, 1};
    assert_float_equal(still_contrast_worst(&ground, box, white, 0.05, &behind), 21.0, 0.02);
    row[50] = 0xFFFFFFFFu; /* now six in a hundred */
    assert_float_equal(still_contrast_worst(&ground, box, white, 0.05, &behind), 1.0, 0.02);
    assert_int_equal(behind.r, 255);
    assert_float_equal(still_contrast_worst(&ground, (struct rect){200, 0, 9, 1}, white, 0.05, &behind), 21.0,
                       0.001);
}

/* ---- the real sheets ---- */

static int
run(const char *command) {
    return system(command); /* only paths of this test's own making */
}

/* Lint's lines for one slide of the sheets after `sed SCRIPT` changed one of them. */
static const char *
said(const char *sheet, const char *script, const char *slide, int faulty_langs) {
    static char out[4096];
    char folder[64], pack[80], command[512];
    struct workbook book;
    struct err err = {0};
    int findings = 0, clean = 0;
    struct layout_lint lint = {.book = &book, .text = text, .sizes = {{1280, 720}}, .size_count = 1};
    (void)snprintf(folder, sizeof(folder), "/tmp/vitrin-layout-%ld", (long)getpid());
    (void)snprintf(pack, sizeof(pack), "%s.vpack", folder);
    (void)snprintf(command, sizeof(command),
                   "mkdir -p %s && cp -r data/* %s/ && sed -i '%s' %s/%s && ! cmp -s data/%s %s/%s", folder,
                   folder, script, folder, sheet, sheet, folder, sheet);
    assert_int_equal(run(command), 0);
    if (!workbook_read(&book, &arena, folder, &err) || !pack_build(&book, pack, &err) ||
        !content_load(&arena, pack, &lint.model, &err)) {
        fail_msg("%s", err.text);
    }
    memset(out, 0, sizeof(out));
    lint.slide = content_find_slide(lint.model, str_from_c(slide));
    lint.out = fmemopen(out, sizeof(out) - 1, "w");
    assert_true(pack_lint_layout(&lint, &findings, &clean, &err));
    fclose(lint.out);
    if (findings == 0 || clean != 2 - faulty_langs) {
        fail_msg("%d of 2 pages clean: %s", clean, out);
    }
    (void)snprintf(command, sizeof(command), "rm -rf %s %s", folder, pack);
    assert_int_equal(run(command), 0);
    return out;
}

static void
assert_in(const char *line, const char *part) {
    if (strstr(line, part) == NULL) {
        fail_msg("wanted %s, got: %s", part, line);
    }
}

static void
test_a_fault_is_traced_to_its_cell(void **state) {
    const char *line = NULL;
    (void)state;
    line = said("slide_item.csv",
                "s/^\\(home,.*\\),freight trains to Europe,/\\1,freight trains that go to Europe and come "
                "back from there week after week,/",
                "home", 1);
    assert_in(line, "slide_item.csv: row ");
    assert_in(line, ", column note_en: slide home, en, 1280x720: \"freight trains that go to Europe and come "
                    "back from there week after week\" does not "
                    "fit and is cut off");
    line = said("slide_place.csv", "s/^zones,named_13,landscape,22,10/zones,named_13,landscape,22,-990/",
                "zones", 2);
    assert_in(line, "place.csv: row 29, column name_fa: slide zones, fa, 1280x720: \"");
    assert_in(line, "leaves the picture");
    line =
        said("slide_item.csv", "s/^gdp_ranking,1,cities,series,,,gdp_2023,/gdp_ranking,1,cities,series,,,,/",
             "gdp_ranking", 2);
    assert_in(line, "slide.csv: row ");
    assert_in(line,
              ": slide gdp_ranking, fa, 1280x720: plain words stand in its place: a ranking needs an item");
    line = said(
        "route.csv",
        "s/^\\(laos_thailand_rail,.*\\),Line to Laos and Thailand,/\\1,Line to Laos and to Thailand and from "
        "there over the border to Malaysia and to Singapore and back again,/",
        "trade_routes", 1);
    assert_in(line,
              "and back again\" does not fit and is cut off: write less, once \"part laos_thailand_rail\" "
              "is touched");
    line = said("color.csv", "s/^muted,.*/muted,#4A5568/", "economy", 2);
    assert_in(line, "(#4A5568) has a contrast of ");
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_leaving),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_small_text),
        cmocka_unit_test(test_small_target),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_contrast_of_faded_words),
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_a_fault_is_traced_to_its_cell),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
