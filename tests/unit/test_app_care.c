/* Hours, settings and drift: every edge of a day, every bad line, every step. */

#include "support.h"

#include <unistd.h>

#include "app/app_panel.h"
#include "app/app_settings.h"

static void
test_hours_at_every_edge(void **state) {
    struct hours hours = hours_always();
    struct err err = {0};
    int checked = 0;
    (void)state;
    for (int minute = 0; minute < HOURS_DAY_MIN; minute += 7) {
        assert_true(hours_is_open(&hours, minute % 7, minute));
    }
    assert_true(hours_take(&hours, -1, STR_LIT("09:00-18:00"), &err));
    assert_true(hours_take(&hours, 4, STR_LIT("20:00-02:30"), &err)); /* Thursday, into Friday */
    assert_true(hours_take(&hours, 5, STR_LIT("closed"), &err));
    assert_true(hours_take(&hours, 6, STR_LIT("00:00-24:00"), &err));
    for (int day = 0; day < 7; day++) {
        for (int minute = 0; minute < HOURS_DAY_MIN; minute++) {
            bool wanted = minute >= 9 * 60 && minute < 18 * 60;
            wanted = day == 4 ? minute >= 20 * 60 : wanted;
            wanted = day == 5 ? minute < 2 * 60 + 30 : wanted;
            wanted = day == 6 ? true : wanted;
            assert_int_equal(hours_is_open(&hours, day, minute), wanted);
            checked++;
        }
    }
    print_message("N = %d minutes of a week\n", checked);
}

static void
test_bad_hours_change_nothing(void **state) {
    static const char *const BAD[] = {"",
                                      "9-18",
                                      "09:00",
                                      "09:00-",
                                      "09:00-25:00",
                                      "09:60-18:00",
                                      "a9:00-18:00",
                                      "09:00-09:00",
                                      "09:00 - 18:00",
                                      "Always",
                                      "-",
                                      "18:00-24:01"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        struct hours hours = hours_always();
        struct err err = {0};
        if (hours_take(&hours, -1, str_from_c(BAD[i]), &err)) {
            fail_msg("%s was taken", BAD[i]);
        }
        assert_true(err.text[0] != '\0' && hours_is_open(&hours, 3, 100));
    }
}

static int
read_settings(const char *text, struct app_settings *settings) {
    struct arena arena;
    struct err err = {0};
    char path[64];
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-settings-%ld", (long)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    arena_init(&arena, 0);
    *settings = app_settings_default();
    const int wrong = app_settings_read(settings, &arena, path, &err);
    arena_fini(&arena);
    unlink(path);
    return wrong;
}

static void
test_one_bad_line_costs_that_line(void **state) {
    struct app_settings settings;
    (void)state;
    const int wrong = read_settings("# a hall in Tehran\n"
                                    "hours = 09:00-18:00  # every day\n"
                                    "hours.fri=closed\n"
                                    "\n"
                                    "size = 1920*1080\n"
                                    "size = 1920x1080\n"
                                    "size = 8x8\n"
                                    "rotate = 45\n"
                                    "rotate = 90\n"
                                    "safe_area = 7\n"
                                    "safe_area = 2.5\n"
                                    "drift = yes\n"
                                    "drift = on\n"
                                    "colour = red\n"
                                    "nonsense\n"
                                    "standby = off\n"
                                    "standby = on\n"
                                    "calm = on",
                                    &settings);
    assert_int_equal(wrong, 7);
    assert_int_equal(settings.width_px, 1920);
    assert_int_equal(settings.height_px, 1080);
    assert_int_equal(settings.quarter_turns, 1);
    assert_float_equal(settings.safe_area_frac, 0.025f, 1e-6f);
    assert_true(settings.is_drifting && settings.is_calm && settings.has_standby);
    assert_false(hours_is_open(&settings.hours, 5, 600));
    assert_true(hours_is_open(&settings.hours, 6, 600));
    struct arena arena;
    struct err err = {0};
    arena_init(&arena, 0);
    assert_int_equal(app_settings_read(&settings, &arena, "/nonexistent/settings", &err), -1);
    arena_fini(&arena);
}

static void
test_the_picture_drifts_by_single_steps(void **state) {
    struct vec2 before = panel_drift(0);
    float reached[2] = {0};
    (void)state;
    for (int step = 1; step < 60; step++) {
        const struct vec2 now = panel_drift(PANEL_DRIFT_NS * step);
        assert_true(panel_drift(PANEL_DRIFT_NS * step + PANEL_DRIFT_NS - 1).x == now.x);
        assert_true(now.x >= -1 && now.x <= 1 && now.y >= -1 && now.y <= 1);
        assert_true((now.x - before.x) * (now.x - before.x) + (now.y - before.y) * (now.y - before.y) <=
                    1.0f);
        reached[0] = now.x < reached[0] ? now.x : reached[0];
        reached[1] = now.y > reached[1] ? now.y : reached[1];
        before = now;
    }
    assert_true(reached[0] == -1.0f && reached[1] == 1.0f);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hours_at_every_edge),
        cmocka_unit_test(test_bad_hours_change_nothing),
        cmocka_unit_test(test_one_bad_line_costs_that_line),
        cmocka_unit_test(test_the_picture_drifts_by_single_steps),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
