/* What is counted, under which day, when it is written, and what a report says of it. */

#include "stats_support.h"

static void
test_a_visit_is_counted_exactly(void **state) {
    const char *path = stats_path("visit.db");
    struct stats *stats = stats_open_at(path, TIME_S(10), DAY_S + 100);
    (void)state;
    stats_loop_showed(stats, "cover", "fa");
    stats_loop_showed(stats, "economy", "fa");
    stats_loop_showed(stats, "cover", "fa");
    stats_touched(stats, 0.5, 0.5, false);
    stats_touched(stats, 0.999, 0.0, false);
    stats_touched(stats, 0.999, 0.999, true);
    stats_slide_opened(stats, "economy", "fa");
    stats_slide_left(stats, "economy", "fa", 12.4, false);
    stats_language_chosen(stats, "en");
    stats_slide_opened(stats, "routes", "en");
    stats_slide_left(stats, "routes", "en", 3.5, true);
    stats_slide_opened(stats, "economy", "fa");
    stats_slide_left(stats, "economy", "fa", 0.2, false);
    stats_visit_ended(stats, "en", 16.1, 3);
    stats_searched(stats, "fa", "لیانگ", true);
    stats_searched(stats, "fa", "اصفهان", false);
    stats_searched(stats, "fa", "اصفهان", false);
    stats_close(stats);
    assert_string_equal(stats_text_of(path), "2026-03-01,loop_shown,cover,fa,2\n"
                                             "2026-03-01,loop_shown,economy,fa,1\n"
                                             "2026-03-01,opened,economy,fa,2\n"
                                             "2026-03-01,opened,routes,en,1\n"
                                             "2026-03-01,looked_seconds,economy,fa,12\n"
                                             "2026-03-01,looked_seconds,routes,en,4\n"
                                             "2026-03-01,left_by_hand,economy,fa,2\n"
                                             "2026-03-01,left_idle,routes,en,1\n"
                                             "2026-03-01,visits,,en,1\n"
                                             "2026-03-01,visit_seconds,,en,16\n"
                                             "2026-03-01,visit_slides,,en,3\n"
                                             "2026-03-01,visit_hour,14,,1\n"
                                             "2026-03-01,language_chosen,,en,1\n"
                                             "2026-03-01,searches,,fa,3\n"
                                             "2026-03-01,searches_empty,,fa,2\n"
                                             "2026-03-01,query_empty,اصفهان,fa,2\n"
                                             "2026-03-01,touch_landscape,c16r9,,1\n"
                                             "2026-03-01,touch_landscape,c31r0,,1\n"
                                             "2026-03-01,touch_portrait,c17r31,,1\n");
}

static void
test_counts_of_several_openings_add_up(void **state) {
    const char *path = stats_path("again.db");
    (void)state;
    for (int i = 0; i < 5; i++) {
        struct stats *stats = stats_open_at(path, TIME_S(10), DAY_S);
        stats_slide_opened(stats, "economy", "fa");
        stats_close(stats);
    }
    assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,5\n");
}

static void
test_written_at_most_once_a_minute_and_never_later(void **state) {
    const char *path = stats_path("minute.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    time_ns last = 0;
    int written = 0;
    (void)state;
    assert_true(stats_due(stats, false) == TIME_NEVER);
    for (time_ns now = 0; now <= TIME_S(600); now += TIME_MS(500)) {
        stats_set_time(stats, now, DAY_S, 14);
        stats_slide_opened(stats, "economy", "fa");
        assert_true(stats_due(stats, false) <= now + TIME_S(60));
        if (stats_flush(stats, false)) {
            assert_true(now - last >= TIME_S(60));
            last = now;
            written++;
            assert_true(stats_due(stats, false) == TIME_NEVER);
        }
    }
    assert_true(written == 9 || written == 10);
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, 1201);
}

/* A visitor every 7 s for half an hour; every third second nothing moves. Still a minute lies between writes, and nothing waits longer. */
static void
test_a_quiet_moment_is_taken(void **state) {
    const char *path = stats_path("quiet.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    time_ns last = 0;
    time_ns waiting = TIME_NEVER;
    int early = 0;
    int written = 0;
    (void)state;
    for (time_ns now = 0; now <= TIME_S(1800); now += TIME_S(1)) {
        const bool is_quiet = now / TIME_S(1) % 3 == 0;
        stats_set_time(stats, now, DAY_S, 14);
        if (now / TIME_S(1) % 7 == 5) {
            stats_slide_opened(stats, "economy", "fa");
            waiting = time_min(waiting, now);
        }
        assert_true(waiting == TIME_NEVER || now - waiting <= TIME_S(60));
        if (stats_flush(stats, is_quiet)) {
            assert_true(now - last >= TIME_S(60));
            early += now - waiting < TIME_S(60) ? 1 : 0;
            written++;
            last = now;
            waiting = TIME_NEVER;
        }
    }
    assert_true(written >= 27 && early > written / 2);
    stats_close(stats);
    /* long after the last write the first count is not written alone */
    stats = stats_open_at(path, 0, DAY_S);
    stats_set_time(stats, TIME_S(1000), DAY_S, 14);
    stats_slide_opened(stats, "economy", "fa");
    assert_false(stats_flush(stats, true));
    assert_true(stats_due(stats, true) == TIME_S(1045) && stats_due(stats, false) == TIME_S(1060));
    stats_close(stats);
}

static void
test_the_loop_alone_writes_once_an_hour(void **state) {
    const char *path = stats_path("loop.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    int written = 0;
    (void)state;
    for (time_ns now = 0; now < TIME_S(6 * 3600); now += TIME_S(25)) {
        stats_set_time(stats, now, DAY_S, 14);
        stats_loop_showed(stats, "economy", "fa");
        written += stats_flush(stats, false) ? 1 : 0;
    }
    assert_true(written == 5 || written == 6);
    /* a visitor's counts take the loop's with them */
    stats_slide_opened(stats, "economy", "fa");
    assert_true(stats_due(stats, false) - TIME_S(6 * 3600) <= TIME_S(60));
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_LOOP_SHOWN, NULL).value, 864);
}

static void
test_the_clock_only_labels(void **state) {
    static const struct {
        int64_t utc_s;
        const char *day;
    } CASES[] = {{0, "unknown"},
                 {-5, "unknown"},
                 {1735689599, "unknown"},
                 {1735689600, "2025-01-01"},
                 {DAY_S + 86399, "2026-03-01"},
                 {DAY_S + 86400, "2026-03-02"},
                 {4102444800, "2100-01-01"},
                 {253402300800, "unknown"},
                 {INT64_MAX, "unknown"},
                 {INT64_MIN, "unknown"}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const char *path = stats_path("clock.db");
        char wanted[64];
        struct stats *stats = stats_open_at(path, TIME_S(1), CASES[i].utc_s);
        stats_slide_opened(stats, "economy", "fa");
        stats_close(stats);
        (void)snprintf(wanted, sizeof(wanted), "%s,opened,economy,fa,1\n", CASES[i].day);
        assert_string_equal(stats_text_of(path), wanted);
        unlink(path);
    }
}

static void
test_queries_are_cut_cleaned_and_bounded(void **state) {
    static const struct {
        const char *typed, *kept; /* NULL: counted, not kept */
    } CASES[] = {{"=HYPERLINK(\"x\")", "HYPERLINK x"},
                 {"  a,b;c  ", "a b c"},
                 {"09121234567", NULL},
                 {"۱۴۰۴", "۱۴۰۴"},
                 {"1404", "1404"},
                 {"12345", NULL},
                 {"تلفن ۰۹۱۲۱۲۳۴۵۶۷", NULL},
                 {"\u202eabc\u2066\ufeff d", "abc d"},
                 {"+++", NULL},
                 {"", NULL},
                 {"\xff\xfe", NULL},
                 {"abcdefghijabcdefghijabcdefghijabcdefghijXYZ", "abcdefghijabcdefghijabcdefghijabcdefghij"},
                 {"چچچچچچچچچچچچچچچچچچچچچ", "چچچچچچچچچچچچچچچچچچچچ"},
                 {"aچچچچچچچچچچچچچچچچچچچچچ", "aچچچچچچچچچچچچچچچچچچچ"}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const char *path = stats_path("query.db");
        struct stats *stats = stats_open_at(path, TIME_S(1), DAY_S);
        stats_searched(stats, "fa", CASES[i].typed, false);
        stats_close(stats);
        assert_int_equal(stats_sum_of(path, STATS_SEARCHES_EMPTY, NULL).value, 1);
        assert_int_equal(stats_sum_of(path, STATS_QUERY, CASES[i].kept).rows, CASES[i].kept == NULL ? 0 : 1);
        unlink(path);
    }
}

static void
test_two_hundred_queries_a_day_and_no_more(void **state) {
    const char *path = stats_path("queries.db");
    (void)state;
    for (int day = 0; day < 2; day++) {
        for (int i = 0; i < 450; i++) { /* in three openings, so that the file itself has to know */
            struct stats *stats = NULL;
            char query[16];
            stats = stats_open_at(path, TIME_S(1), DAY_S + day * 86400);
            for (int k = 0; k < 150; k++, i++) {
                (void)snprintf(query, sizeof(query), "q%d", i);
                stats_searched(stats, "fa", query, false);
            }
            stats_searched(stats, "fa", "q7", false); /* known: goes on being counted */
            stats_close(stats);
            i--;
        }
    }
    assert_int_equal(stats_sum_of(path, STATS_QUERY, NULL).rows, 400);
    assert_int_equal(stats_sum_of(path, STATS_QUERY, "q7").value, 8);
    assert_int_equal(stats_sum_of(path, STATS_SEARCHES_EMPTY, NULL).value, 906);
}

static void
test_touches_off_the_picture_are_not_counted(void **state) {
    static const double BAD[] = {-0.001, 1.0, 1e9, -1e300, (double)NAN, (double)INFINITY};
    const char *path = stats_path("touch.db");
    struct stats *stats = stats_open_at(path, TIME_S(1), DAY_S);
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        stats_touched(stats, BAD[i], 0.5, false);
        stats_touched(stats, 0.5, BAD[i], true);
    }
    for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 320; x++) {
            stats_touched(stats, x / 320.0, y / 200.0, false);
        }
    }
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_TOUCH_LANDSCAPE, NULL).value, 64000);
    assert_int_equal(stats_sum_of(path, STATS_TOUCH_LANDSCAPE, NULL).rows, 576);
    assert_int_equal(stats_sum_of(path, STATS_TOUCH_PORTRAIT, NULL).rows, 0);
}

static void
test_long_names_are_cut_at_a_character(void **state) {
    const char *path = stats_path("names.db");
    struct stats *stats = stats_open_at(path, TIME_S(1), DAY_S);
    (void)state;
    stats_slide_opened(stats, "abcdefghijabcdefghijabcdefghijabcdefghi-xyz", "a-very-long-code");
    stats_slide_opened(stats, "aچچچچچچچچچچچچچچچچچچچچچ", "");
    stats_close(stats);
    assert_string_equal(stats_text_of(path),
                        "2026-03-01,opened,abcdefghijabcdefghijabcdefghijabcdefghi-,a-very-,1\n"
                        "2026-03-01,opened,aچچچچچچچچچچچچچچچچچچچ,,1\n");
}

static void
test_a_report_reads_beside_a_show_that_counts(void **state) {
    const char *path = stats_path("beside.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    (void)state;
    for (int i = 1; i <= 5; i++) {
        stats_slide_opened(stats, "economy", "fa");
        stats_set_time(stats, TIME_S(61 * i), DAY_S, 14);
        assert_true(stats_flush(stats, false));
        assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, i);
    }
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, 5);
}

static void
test_a_report_leaves_no_trace(void **state) {
    const char *path = stats_path("odd %?#name.db");
    const char *wal = stats_path("odd %?#name.db-wal");
    const char *shm = stats_path("odd %?#name.db-shm");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    (void)state;
    stats_slide_opened(stats, "economy", "fa");
    stats_close(stats);
    assert_int_equal(chmod(path, 0400), 0);
    assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,1\n");
    assert_false(fs_exists(wal) || fs_exists(shm));
}

static void
test_a_report_refuses_what_is_no_file_of_statistics(void **state) {
    static const char *const FILES[] = {"/nonexistent.db", "/tmp", "data/slide.csv", "/dev/null"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(FILES); i++) {
        struct stats_sum sum = {0};
        struct err err = {0};
        assert_false(stats_report(FILES[i], stats_add_sum, &sum, &err));
        assert_true(strncmp(err.text, FILES[i], strlen(FILES[i])) == 0);
    }
    assert_false(fs_exists("data/slide.csv.corrupt-1"));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visit_is_counted_exactly),
        cmocka_unit_test(test_counts_of_several_openings_add_up),
        cmocka_unit_test(test_written_at_most_once_a_minute_and_never_later),
        cmocka_unit_test(test_a_quiet_moment_is_taken),
        cmocka_unit_test(test_the_loop_alone_writes_once_an_hour),
        cmocka_unit_test(test_the_clock_only_labels),
        cmocka_unit_test(test_queries_are_cut_cleaned_and_bounded),
        cmocka_unit_test(test_two_hundred_queries_a_day_and_no_more),
        cmocka_unit_test(test_touches_off_the_picture_are_not_counted),
        cmocka_unit_test(test_long_names_are_cut_at_a_character),
        cmocka_unit_test(test_a_report_reads_beside_a_show_that_counts),
        cmocka_unit_test(test_a_report_leaves_no_trace),
        cmocka_unit_test(test_a_report_refuses_what_is_no_file_of_statistics),
    };
    STATS_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, stats_set_up, stats_tear_down);
}
