/* The machine's date jumps by up to ten years, forwards and backwards, while a show runs: a show with hands on it turns its pages, counts
 * and proves its pack as one whose date is right. Only the opening hours follow the date, and the day under which is counted.
 * VITRIN_JUMPS sets how many jumps, VITRIN_SEED which. */

#include "swap_hands_support.h"

#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>

#include "base/str.h"
#include "pack/pack_place.h"

#define YEAR_S (365 * 86400L)
#define NOW_S 1795600000L /* late in 2026 */
#define STEP_NS TIME_MS(200)
#define TURNS_A_JUMP 15
#define JUMPS 1000 /* in a run: the days of more would be folded into months */

/* ---- clocks: in place of the C library's ---- */

static time_ns steady;
static time_t date;

int
clock_gettime(clockid_t id, struct timespec *now) {
    (void)id;
    *now = (struct timespec){.tv_sec = steady / TIME_S(1), .tv_nsec = steady % TIME_S(1)};
    return 0;
}

time_t
time(time_t *ret) {
    const time_t now = date + (time_t)(steady / TIME_S(1));
    if (ret != NULL) {
        *ret = now;
    }
    return now;
}

static int kernel_says = TIME_OK;

int
adjtimex(struct timex *kernel) {
    (void)kernel;
    return kernel_says;
}

static time_t
any_date(uint32_t *seed) {
    const uint32_t kind = support_random(seed) % 10;
    const long some =
        60L * (long)(support_random(seed) % (uint32_t)(20 * YEAR_S / 60)); /* 24 bits are random */
    return kind == 0 ? 0                                                   /* a board without a clock */
           : kind == 1
               ? (NOW_S + some) / 86400 * 86400 - (time_t)(steady / TIME_S(1)) - 2 /* midnight is near */
               : NOW_S - 10 * YEAR_S + some;
}

/* ---- a run: what it showed in each turn, and what it counted ---- */

struct run {
    uint32_t turns[JUMPS * TURNS_A_JUMP]; /* page, language, and whether the pack was to be confirmed */
    int64_t counts[STATS_WHAT_END];
    int days;
    char day[32];
};

static char run_dir[64], state_dir[64], stats_path[80];

static void
take_row(void *context, const struct stats_row *row) {
    struct run *run = context;
    assert_true(row->value >= 0);
    run->counts[row->what] += row->value;
    run->days += strcmp(run->day, row->day) != 0 ? 1 : 0;
    (void)snprintf(run->day, sizeof(run->day), "%s", row->day);
}

static void
open_run(struct show *show) {
    open_show(show, "fa");
    steady = show->now;
    show->app.clock = clock_real();
    show->app.options.run_dir = run_dir;
    show->app.options.state_dir = state_dir;
    show->app.options.stats = stats_path;
    show->app.source.has_to_prove = true;
    app_stats_open(&show->app);
    app_trail_begin(&show->app, show->now);
    draw(show);
    show->app.presented = 1;
}

static void
close_run(struct show *show, struct run *run) {
    static const char *const FILES[] = {"requests/confirm", "requests"};
    struct err err = {0};
    char path[192];
    app_close(&show->app);
    assert_true(stats_report(stats_path, take_row, run, &err));
    (void)unlink(stats_path);
    for (size_t i = 0; i < ARRAY_LEN(FILES); i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", state_dir, FILES[i]);
        assert_int_equal(remove(path), 0);
    }
}

static void
turn(struct show *show) {
    struct app *app = &show->app;
    show->now += STEP_NS;
    steady = show->now;
    const struct gesture held = gesture_tick(&app->gestures, show->now);
    deck_gesture(app->deck, &held);
    deck_update(app->deck, show->now);
    app_clock_turn(app, show->now);
    app_stats_turn(app, show->now);
    app_update_turn(app, show->now);
    app_trail_turn(app, show->now);
    app_care_turn(app, show->now);
}

/* A hand now and then: on something that answers. */
static void
touch(struct show *show, uint32_t *seed) {
    struct target_list targets;
    deck_targets(show->app.deck, show->now, &targets);
    const uint32_t which = support_random(seed) % (uint32_t)(targets.count == 0 ? 1 : targets.count);
    if (which < targets.count) {
        const struct rect *box = &targets.items[which].box;
        finger(show, INPUT_POINTER_DOWN, box->x + box->w / 2.0f, box->y + box->h / 2.0f);
        turn(show);
        finger(show, INPUT_POINTER_UP, box->x + box->w / 2.0f, box->y + box->h / 2.0f);
    }
}

static void
play(struct run *run, uint32_t seed, bool is_jumping) {
    struct show show;
    char path[128];
    uint32_t hands = seed + 11;
    uint32_t dates = seed + 5;
    *run = (struct run){.days = 0};
    (void)snprintf(path, sizeof(path), "%s/requests", state_dir);
    assert_int_equal(mkdir(path, 0700), 0);
    date = NOW_S;
    open_run(&show);
    for (int i = 0; i < JUMPS; i++) {
        if (is_jumping) {
            date = any_date(&dates);
        }
        if (support_random(&hands) % 20 == 0) {
            touch(&show, &hands);
        }
        for (int t = 0; t < TURNS_A_JUMP; t++) {
            turn(&show);
            const uint32_t proof = (uint32_t)show.app.trail.has_asked << 16;
            run->turns[i * TURNS_A_JUMP + t] =
                proof | (uint32_t)deck_lang(show.app.deck) << 10 | (uint32_t)deck_slide(show.app.deck);
            assert_true(app_care_darkness(&show.app, show.now) == 0.0f);
        }
    }
    assert_true(show.app.trail.has_asked);
    close_run(&show, run);
}

/* Returns: how often a page was turned. */
static int
compare(const struct run *right, const struct run *jumping) {
    int pages = 0;
    for (int i = 0; i < JUMPS * TURNS_A_JUMP; i++) {
        if (right->turns[i] != jumping->turns[i]) {
            fail_msg("turn %d shows %x instead of %x", i, jumping->turns[i], right->turns[i]);
        }
        pages += i > 0 && (right->turns[i] & 0x3FF) != (right->turns[i - 1] & 0x3FF) ? 1 : 0;
    }
    for (int what = 1; what < STATS_WHAT_END; what++) {
        if (what != STATS_VISIT_HOUR &&
            right->counts[what] != jumping->counts[what]) { /* no hour without a date */
            fail_msg("%s: %d instead of %d", stats_what_name((enum stats_what)what),
                     (int)jumping->counts[what], (int)right->counts[what]);
        }
    }
    assert_true(right->days <= 2 && jumping->days > 20);
    assert_true(right->counts[STATS_VISITS] > 3 && right->counts[STATS_LOOP_SHOWN] > 20);
    return pages;
}

static void
test_a_date_that_jumps_changes_nothing(void **state) {
    static struct run right, jumping;
    const long rounds = support_wish("VITRIN_JUMPS", JUMPS) / JUMPS;
    uint32_t seed = (uint32_t)support_wish("VITRIN_SEED", 0);
    int pages = 0;
    int64_t visits = 0;
    (void)state;
    assert_in_range(rounds, 1, 1000);
    for (long i = 0; i < rounds; i++, seed += 97) {
        play(&right, seed, false);
        play(&jumping, seed, true);
        pages += compare(&right, &jumping);
        visits += right.counts[STATS_VISITS];
    }
    print_message("N = %d clock jumps of up to ten years, over %d turns of a page and %d visits\n",
                  (int)rounds * JUMPS, pages, (int)visits);
}

/* ---- the hours follow the date, as far as it is known ---- */

static void
test_only_the_hours_follow_the_date(void **state) {
    struct show show;
    struct err err = {0};
    uint32_t seed = 3;
    int dark = 0;
    (void)state;
    date = NOW_S;
    open_show(&show, "fa");
    steady = show.now;
    assert_true(hours_take(&show.app.settings.hours, -1, STR_LIT("09:00-18:00"), &err));
    show.app.touched_at = -TIME_S(100000); /* nobody has woken it */
    for (int i = 0; i < 300; i++) {
        struct tm local;
        date = any_date(&seed);
        for (int t = 0; t < 60; t++) {
            turn(&show);
        }
        const time_t now = time(NULL);
        assert_non_null(localtime_r(&now, &local));
        const bool is_closed = local.tm_year + 1900 >= 2025 && (local.tm_hour < 9 || local.tm_hour >= 18);
        assert_true(app_care_darkness(&show.app, show.now) == (is_closed ? 1.0f : 0.0f));
        dark += is_closed ? 1 : 0;
    }
    assert_in_range(dark, 30, 270);
    print_message("N = 300 clock jumps under opening hours, %d into the dark\n", dark);
    app_close(&show.app);
}

static int
set_up_folders(void **state) {
    (void)snprintf(run_dir, sizeof(run_dir), "/tmp/vitrin-clock-run-%ld", (long)getpid());
    (void)snprintf(state_dir, sizeof(state_dir), "/tmp/vitrin-clock-state-%ld", (long)getpid());
    (void)snprintf(stats_path, sizeof(stats_path), "%s/stats.db", state_dir);
    return mkdir(run_dir, 0700) == 0 && mkdir(state_dir, 0700) == 0 ? set_up(state) : -1;
}

static int
tear_down_folders(void **state) {
    static const char *const FILES[] = {PACK_PLACE_BREADCRUMB, PACK_PLACE_HEARTBEAT, PACK_PLACE_FACTS};
    char path[128];
    for (size_t i = 0; i < ARRAY_LEN(FILES); i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", run_dir, FILES[i]);
        (void)unlink(path);
    }
    return tear_down(state) | rmdir(run_dir) | rmdir(state_dir);
}

/* One o'clock in Tehran is half past nine of the day before in Greenwich. */
static void
test_a_day_ends_at_the_places_midnight(void **state) {
    static const struct {
        const char *zone;
        int64_t utc_s;
        int hour, days;
    } CASES[] = {{"<+0330>-3:30", 21 * 3600 + 1800, 1, 1},
                 {"<+0330>-3:30", 20 * 3600, 23, 0},
                 {"UTC0", 23 * 3600, 23, 0},
                 {"<-05>5", 3 * 3600, 22, -1}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        int hour = -1;
        assert_int_equal(setenv("TZ", CASES[i].zone, 1), 0);
        tzset();
        const int64_t day_s = NOW_S / 86400 * 86400;
        const int64_t local_s = app_stats_local_s(day_s + CASES[i].utc_s, &hour);
        assert_int_equal(local_s / 86400 - day_s / 86400, CASES[i].days);
        assert_int_equal(hour, CASES[i].hour);
        assert_int_equal(local_s / 3600 % 24, hour);
    }
    assert_int_equal(unsetenv("TZ"), 0);
    tzset();
}

/* Without a date that can be believed they follow the time that staff have set, hour by hour through a week. */
static void
test_the_hours_follow_staffs_clock(void **state) {
    struct show show;
    struct err err = {0};
    int dark = 0;
    (void)state;
    date = -steady / TIME_S(1); /* 1970 */
    open_show(&show, "fa");
    steady = show.now;
    assert_true(hours_take(&show.app.settings.hours, -1, STR_LIT("09:00-18:00"), &err));
    assert_true(hours_take(&show.app.settings.hours, 5, STR_LIT("closed"), &err));
    show.app.touched_at = -TIME_S(1000000);
    app_care_turn(&show.app, show.now);
    assert_false(app_care_is_closed(&show.app, show.now)); /* nobody knows */
    app_clock_set(&show.app, 30, show.now);                /* Sunday, half past midnight */
    for (int hour = 0; hour < 2 * 7 * 24; hour++) {
        const int of_day = hour % 24;
        const bool is_closed = (hour / 24) % 7 == 5 || of_day < 9 || of_day >= 18;
        show.now += TIME_S(3);
        app_care_turn(&show.app, show.now);
        show.now += TIME_S(3);
        assert_true(app_care_darkness(&show.app, show.now) == (is_closed ? 1.0f : 0.0f));
        dark += is_closed ? 1 : 0;
        show.now += TIME_S(3600 - 6);
        steady = show.now;
        date = -steady / TIME_S(1);
    }
    assert_int_equal(dark, 2 * (7 * 24 - 6 * 9));
    app_close(&show.app);
}

static void
take_visit(void *context, const struct stats_row *row) {
    int *visits = context;
    assert_string_equal(row->day, "unknown");
    if (row->what == STATS_VISIT_HOUR) {
        assert_string_equal(row->name, "15");
        visits[1] += (int)row->value;
    }
    visits[0] += row->what == STATS_VISITS ? (int)row->value : 0;
}

/* A Pi without a network: its date looks good, for systemd lifts it to that of its release, and nobody vouches for it. What is counted has no
 * day, and the hour that staff have set. */
static void
test_a_date_that_nobody_vouches_for(void **state) {
    struct show show;
    struct err err = {0};
    uint32_t hands = 7;
    int visits[2] = {0};
    (void)state;
    date = NOW_S;
    open_show(&show, "fa");
    steady = show.now;
    show.app.clock = clock_real();
    show.app.options.stats = stats_path;
    show.app.wall = (struct app_clock){.ask_at = TIME_NEVER};
    app_stats_open(&show.app);
    app_clock_set(&show.app, 3 * 1440 + 15 * 60, show.now); /* Wednesday, three in the afternoon */
    for (int i = 0; i < 9 * 60 * 5; i++) {
        if (i == 10 || i == 1300) {
            touch(&show, &hands);
        }
        turn(&show);
    }
    app_close(&show.app);
    assert_true(stats_report(stats_path, take_visit, visits, &err));
    (void)unlink(stats_path);
    assert_int_equal(visits[0], 2);
    assert_int_equal(visits[1], 2);
}

/* Three visits of the day that it is, before the machine was started anew. */
static void
count_before(void) {
    const struct stats_config config = {.path = stats_path};
    struct stats *stats = stats_open(&config, 0);
    stats_set_time(stats, 0, NOW_S, 12);
    for (int i = 0; i < 3; i++) {
        stats_visit_ended(stats, "fa", 10.0, 2);
    }
    stats_close(stats);
}

/* The network comes up a while after the machine, and goes again: what is known stays known. */
static void
test_a_date_that_becomes_known(void **state) {
    struct show show;
    (void)state;
    kernel_says = TIME_ERROR;
    date = NOW_S - 50 * YEAR_S; /* which no clock of the testing machine agrees with */
    steady = 0;
    open_show(&show, "fa");
    steady = show.now;
    count_before();
    show.app.options.run_dir = run_dir;
    show.app.options.stats = stats_path;
    app_facts_open(&show.app, show.now);
    assert_int_equal(app_clock_utc_s(&show.app), 0);
    for (int i = 0; i < 61 * 5; i++) {
        turn(&show);
    }
    assert_int_equal(app_clock_utc_s(&show.app), 0);
    assert_int_equal(show.app.facts.visits, 0);
    kernel_says = TIME_OK;
    date = NOW_S;
    for (int i = 0; i < 61 * 5; i++) {
        turn(&show);
    }
    assert_int_equal(app_clock_utc_s(&show.app), time(NULL));
    kernel_says = TIME_ERROR;
    for (int i = 0; i < 61 * 5; i++) {
        turn(&show);
    }
    assert_int_equal(app_clock_utc_s(&show.app), time(NULL));
    kernel_says = TIME_OK;
    app_facts_turn(&show.app, show.app.facts.due + TIME_S(3600));
    assert_int_equal(show.app.facts.visits, 3);
    app_close(&show.app);
    (void)unlink(stats_path);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_date_that_jumps_changes_nothing),
        cmocka_unit_test(test_only_the_hours_follow_the_date),
        cmocka_unit_test(test_the_hours_follow_staffs_clock),
        cmocka_unit_test(test_a_date_that_nobody_vouches_for),
        cmocka_unit_test(test_a_date_that_becomes_known),
        cmocka_unit_test(test_a_day_ends_at_the_places_midnight),
    };
    SUPPORT_UNUSED;
    SWAP_UNUSED;
    support_choose_test();
    return cmocka_run_group_tests(tests, set_up_folders, tear_down_folders);
}
