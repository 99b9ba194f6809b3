/* The page about the counts: every line of it in both languages, without a pack and with one; and what it says of little. */

#include "support.h"

#include <unistd.h>

#include "app/app_stats_page.h"
#include "content/content_load.h"
#include "tools/pack_build.h"

static struct arena arena;

static struct stats_sums *
sums_of(const struct stats_row *rows, size_t count) {
    struct stats_sums *sums = arena_alloc(&arena, sizeof(*sums));
    sums->arena = &arena;
    for (size_t i = 0; i < count; i++) {
        app_stats_add(sums, &rows[i]);
    }
    return sums;
}

static int
set_up(void **state) {
    (void)state;
    arena_init(&arena, 1 << 20);
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static const struct stats_row ROWS[] = {
    {"2026-02", STATS_VISITS, "", "fa", 900},
    {"2026-03-01", STATS_OPENED, "sea", "fa", 3},
    {"2026-03-01", STATS_OPENED, "tower", "fa", 1},
    {"2026-03-01", STATS_LOOKED_SECONDS, "sea", "fa", 200},
    {"2026-03-01", STATS_LEFT_IDLE, "sea", "fa", 301},
    {"2026-03-01", STATS_VISITS, "", "fa", 2},
    {"2026-03-02", STATS_VISITS, "", "en", 102},
    {"2026-03-02", STATS_VISIT_SECONDS, "", "en", 1004 * 60},
    {"2026-03-02", STATS_VISIT_SLIDES, "", "en", 2510},
    {"2026-03-02", STATS_VISIT_HOUR, "09", "", 4},
    {"2026-03-02", STATS_VISIT_HOUR, "16", "", 12},
    {"2026-03-02", STATS_OPENED, "sea", "en", 1},
    {"2026-03-02", STATS_SEARCHES, "", "en", 40},
    {"2026-03-02", STATS_SEARCHES_EMPTY, "", "en", 8},
    {"2026-03-02", STATS_QUERY, "rhodes", "en", 1},
    {"2026-03-02", STATS_QUERY, "رودس", "fa", 7},
    {"unknown", STATS_OPENED, "sea", "fa", 1},
};

static void
test_every_line_in_persian(void **state) {
    struct stats_sums *sums = sums_of(ROWS, ARRAY_LEN(ROWS));
    (void)state;
    assert_string_equal(
        app_stats_page(sums, NULL, &FA).ptr,
        "آمار بازدید\n"
        "بازه: ۱۴۰۴/۱۱/۱۲ تا ۱۴۰۴/۱۲/۱۱\n"
        "فقط شمارش روزانه است و از هیچ‌کس چیزی ثبت نمی‌شود.\n"
        "بخشی از شمارش‌ها تاریخ ندارد، چون ساعت دستگاه تنظیم "
        "نبود.\n"
        "\nدر یک نگاه\n"
        "  شمار بازدیدها: ۱٬۰۰۴\n"
        "  میانگین زمان هر بازدید، دست‌کم: ۱\u00a0دقیقه\n"
        "  میانگین صفحه در هر بازدید: ۲٫۵\n"
        "  بازدیدهایی که با رفتن بازدیدکننده تمام شد: \u061c۳۰٪\n"
        "  شلوغ‌ترین روز: ۱۴۰۴/۱۲/۱۱ (۱۰۲\u00a0بازدید)\n"
        "  شلوغ‌ترین ساعت: \u061c۱۶–\u2060۱۷ (۱۲\u00a0بازدید)\n"
        "\nپربازدیدترین صفحه‌ها\n"
        "  \u2066\u200esea\u2069 — ۵\u00a0بار، میانگین ۴۰\u00a0ثانیه\n"
        "  \u2066\u200etower\u2069 — ۱\u00a0بار، میانگین ۰\u00a0ثانیه\n"
        "\nزبان بازدیدها\n"
        "  \u2066\u200efa\u2069: \u061c۹۰٪\n"
        "  \u2066\u200een\u2069: \u061c۱۰٪\n"
        "\nجست‌وجوهای بی‌نتیجه\n"
        "  ۸ از ۴۰\n"
        "  رودس: ۷\u00a0بار\n"
        "  \u2066\u200erhodes\u2069: ۱\u00a0بار\n");
}

static void
test_every_line_in_english(void **state) {
    struct stats_sums *sums = sums_of(ROWS, ARRAY_LEN(ROWS));
    (void)state;
    assert_string_equal(app_stats_page(sums, NULL, &EN).ptr,
                        "Visitor statistics\n"
                        "Period: 2026/2/1–2026/3/2\n"
                        "Counts by day only; nothing is recorded about anyone.\n"
                        "Some counts have no date because the device’s clock was not set.\n"
                        "\nAt a glance\n"
                        "  Visits: 1,004\n"
                        "  Average visit, at least: 1\u00a0min\n"
                        "  Pages per visit: 2.5\n"
                        "  Visits that ended by walking away: 30%\n"
                        "  Busiest day: 2026/3/2 (102\u00a0visits)\n"
                        "  Busiest hour: 16–\u206017 (12\u00a0visits)\n"
                        "\nMost opened pages\n"
                        "  sea — 5\u00a0times, average 40\u00a0s\n"
                        "  tower — 1\u00a0time, average 0\u00a0s\n"
                        "\nLanguages of visits\n"
                        "  fa: 90%\n"
                        "  en: 10%\n"
                        "\nSearches without result\n"
                        "  8 of 40\n"
                        "  \u2066\u200eرودس\u2069: 7\u00a0times\n"
                        "  rhodes: 1\u00a0time\n");
}

static void
test_nothing_counted(void **state) {
    (void)state;
    assert_string_equal(app_stats_page(sums_of(NULL, 0), NULL, &EN).ptr,
                        "Visitor statistics\nCounts by day only; nothing is recorded about anyone.\n"
                        "\nNothing has been counted yet.\n");
}

static void
test_only_the_loop_ran(void **state) {
    static const struct stats_row rows[] = {{"2026-03-01", STATS_LOOP_SHOWN, "sea", "fa", 90}};
    (void)state;
    assert_string_equal(app_stats_page(sums_of(rows, 1), NULL, &EN).ptr,
                        "Visitor statistics\nPeriod: 2026/3/1\n"
                        "Counts by day only; nothing is recorded about anyone.\n"
                        "\nAt a glance\n  Visits: 0\n");
}

/* Titles come from the pack, whole; a page that is no longer in it goes by its key. */
static void
test_titles_and_pages_nobody_opened(void **state) {
    struct workbook book;
    struct err err = {0};
    const struct content_model *model = NULL;
    struct stats_row rows[64];
    char path[64];
    size_t count = 0;
    (void)state;
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-page-%ld.vpack", (long)getpid());
    assert_true(workbook_read(&book, &arena, "tests/show_lighthouse", &err) &&
                pack_build(&book, path, &err) && content_load(&arena, path, &model, &err));
    unlink(path);
    const char *left_out = NULL;
    for (size_t i = 0; i < model->slides_count && count < 60; i++) {
        const struct content_slide *slide = &model->slides[i];
        if (str_is(slide->kind, "attract") || (left_out == NULL && slide->parent == CONTENT_NONE)) {
            left_out = str_is(slide->kind, "attract") ? left_out : slide->title.in[0].ptr;
            continue;
        }
        rows[count++] =
            (struct stats_row){"2026-03-01", STATS_OPENED, slide->key.ptr, "fa", 100 + (int64_t)i};
    }
    rows[count++] = (struct stats_row){"2026-03-01", STATS_OPENED, "gone", "fa", 999};
    const struct content_lang *lang = &model->langs[0];
    const struct str page = app_stats_page(sums_of(rows, count), model, &lang->locale);
    assert_non_null(left_out);
    char wanted[300];
    (void)snprintf(wanted, sizeof(wanted), "\n  %s\n", left_out);
    assert_non_null(strstr(page.ptr, wanted));
    assert_non_null(strstr(page.ptr, model->title.in[0].ptr));
    assert_non_null(strstr(page.ptr, "gone"));
    assert_null(strchr(page.ptr, '{')); /* no markup is left */
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_in_persian),
        cmocka_unit_test(test_every_line_in_english),
        cmocka_unit_test(test_nothing_counted),
        cmocka_unit_test(test_only_the_loop_ran),
        cmocka_unit_test(test_titles_and_pages_nobody_opened),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
