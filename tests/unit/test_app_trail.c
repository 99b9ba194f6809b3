/* The breadcrumb at every step of the show: it names the page that is worked on, of the pack that page belongs to, before the work begins.
 * A crash is then laid at the right page's door. */

#include "swap_hands_support.h"

#include <sys/stat.h>

#include "base/fs.h"
#include "pack/pack_place.h"
#include "pack/pack_trail.h"

static char run_dir[64];

static void
open_trailed(struct show *show) {
    open_show(show, "fa");
    (void)snprintf(run_dir, sizeof(run_dir), "/tmp/vitrin-trail-%ld", (long)getpid());
    (void)mkdir(run_dir, 0700);
    show->app.options.run_dir = run_dir;
    app_trail_begin(&show->app, show->now);
}

static void
close_trailed(struct show *show) {
    static const char *const NAMES[] = {PACK_PLACE_BREADCRUMB, PACK_PLACE_HEARTBEAT};
    char path[128];
    app_close(&show->app);
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", run_dir, NAMES[i]);
        (void)unlink(path);
    }
    assert_int_equal(rmdir(run_dir), 0);
}

static struct pack_breadcrumb
read_crumb(void) {
    struct pack_breadcrumb crumb = {.slide = ""};
    struct str data;
    struct err err = {0};
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/%s", run_dir, PACK_PLACE_BREADCRUMB);
    if (fs_exists(path)) {
        assert_true(fs_read(&arena, path, 4096, &data, &err));
        assert_true(pack_breadcrumb_parse(data, &crumb, &err));
    }
    return crumb;
}

/* One turn of the frame loop, in its order. */
static void
turn_once(struct show *show) {
    struct app *app = &show->app;
    show->now += TIME_MS(20);
    deck_update(app->deck, show->now);
    app_trail_turn(app, show->now);
    take_events(show);
    app_pack_turn(app);
    if (deck_needs_frame(app->deck, show->now)) {
        draw(show);
    }
}

static bool
is_crumb_of(const struct content_model *of, int slide) {
    const struct pack_breadcrumb crumb = read_crumb();
    return str_is(of->pack_id, crumb.pack_id) && str_is(of->slides[slide].key, crumb.slide);
}

/* Also when both pages have the same number. */
static void
test_the_crumb_follows_the_pack(void **state) {
    struct show show;
    (void)state;
    open_trailed(&show);
    int turns = 0;
    for (int swap = 1; swap <= 12; swap++) {
        switch_to(&show, swap % 2);
        for (int i = 0; i < 40000 && !is_on(&show, swap % 2); i++) {
            turn_once(&show);
            turns++;
        }
        assert_true(is_on(&show, swap % 2));
        assert_true(is_crumb_of(deck_model(show.app.deck), deck_slide(show.app.deck)));
        for (int i = 0; i < 30; i++) {
            turn_once(&show);
        }
    }
    print_message("N = %d turns of the frame loop, 12 packs that took over\n", turns);
    close_trailed(&show);
}

/* What the deck says before it works on a page, and what the file says then. */
struct heard {
    struct app *app;
    struct deck_witness app_witness;
    int others, wrong; /* pages other than the one shown, of either pack */
    int other_packs;
};

static void
hear(void *self, const struct content_model *of, int slide) {
    struct heard *heard = self;
    heard->app_witness.begins(heard->app_witness.self, of, slide);
    heard->wrong += is_crumb_of(of, slide) ? 0 : 1;
    heard->others += slide != deck_slide(heard->app->deck) ? 1 : 0;
    heard->other_packs += of != deck_model(heard->app->deck) ? 1 : 0;
}

static void
test_the_crumb_names_what_is_prepared(void **state) {
    struct show show;
    (void)state;
    open_trailed(&show);
    struct heard heard = {.app = &show.app, .app_witness = app_trail_witness(&show.app)};
    show.app.deck->config.witness = (struct deck_witness){.begins = hear, .self = &heard};
    int pages = 0;
    int last = CONTENT_NONE;
    for (int i = 0; i < 4000; i++) {
        turn_once(&show);
        pages += deck_slide(show.app.deck) != last ? 1 : 0;
        last = deck_slide(show.app.deck);
        deck_update(show.app.deck, show.now);
        app_trail_turn(&show.app, show.now);
        assert_true(is_crumb_of(deck_model(show.app.deck), last)); /* once that is done, the page shown */
    }
    assert_true(pages > 3);
    assert_true(heard.others >= 2 * (pages - 1)); /* prepared, and drawn unseen */
    assert_int_equal(heard.other_packs, 0);
    switch_to(&show, 1);
    for (int i = 0; i < 40000 && !is_on(&show, 1); i++) {
        turn_once(&show);
    }
    assert_true(heard.other_packs > 0);
    const int before = heard.others;
    deck_key(show.app.deck, KEY_START, show.now); /* a page that nobody had prepared */
    assert_int_equal(heard.others, before + 1);
    assert_int_equal(heard.wrong, 0);
    print_message("N = %d pages, each named when it was prepared and when it was drawn unseen\n", pages);
    close_trailed(&show);
}

/* A page that does harm costs that page; a pack on trial of which page after page does is given up, a proven one never. */
static void
test_a_pack_on_trial_that_costs_page_after_page(void **state) {
    struct show show;
    struct err err = {0};
    (void)state;
    open_trailed(&show);
    show.app.source.is_on_trial = true;
    deck_blame(show.app.deck, 3, GUARD_CRASHED); /* an earlier run's */
    deck_blame(show.app.deck, 0, GUARD_SLOW);
    deck_blame(show.app.deck, 0, GUARD_SLOW);
    deck_blame(show.app.deck, 1, GUARD_FAILED);
    assert_false(app_trail_gives_up(&show.app, &err));
    deck_blame(show.app.deck, 2, GUARD_SLOW);
    show.app.source.is_on_trial = false;
    assert_false(app_trail_gives_up(&show.app, &err));
    show.app.source.is_on_trial = true;
    assert_true(app_trail_gives_up(&show.app, &err));
    assert_non_null(strstr(err.text, "on trial"));
    switch_to(&show, 1); /* another pack begins without a fault */
    wait(&show, 60);
    assert_true(is_on(&show, 1));
    show.app.source.is_on_trial = true;
    assert_false(app_trail_gives_up(&show.app, &err));
    close_trailed(&show);
}

/* Goes on for so long as the frame loop does, but draws nothing. Returns: after how long the pack asked to be confirmed, or TIME_NEVER. */
static time_ns
prove(struct show *show, time_ns span) {
    char path[128];
    const time_ns begun = show->now;
    (void)snprintf(path, sizeof(path), "%s/" PACK_PLACE_REQUESTS "/" PACK_REQUEST_CONFIRM, run_dir);
    while (show->now - begun < span) {
        show->now += TIME_MS(200);
        deck_update(show->app.deck, show->now);
        app_trail_turn(&show->app, show->now);
        take_events(show);
        if (fs_exists(path)) {
            (void)unlink(path);
            return show->now - begun;
        }
    }
    return TIME_NEVER;
}

/* Five minutes and a whole round in which it could be seen: behind closed hours, or without a frame, the loop turns for nobody. */
static void
test_a_pack_proves_itself_where_it_is_seen(void **state) {
    struct show show;
    char requests[128];
    (void)state;
    open_trailed(&show);
    (void)snprintf(requests, sizeof(requests), "%s/" PACK_PLACE_REQUESTS, run_dir);
    (void)mkdir(requests, 0700);
    show.app.options.state_dir = run_dir;
    show.app.source.has_to_prove = true;
    app_trail_prove(&show.app, show.now);
    show.app.presented += 1;
    show.app.closed_at = show.now - TIME_S(60);
    const int rounds = deck_rounds(show.app.deck);
    assert_true(prove(&show, TIME_S(3600)) == TIME_NEVER); /* dark */
    assert_true(deck_rounds(show.app.deck) > rounds + 1);
    show.app.closed_at = TIME_NEVER;
    assert_true(prove(&show, TIME_S(200)) == TIME_NEVER);
    show.app.closed_at = show.now - TIME_S(60);
    assert_true(prove(&show, TIME_S(360)) == TIME_NEVER);
    show.app.closed_at = TIME_NEVER;
    const time_ns lit = prove(&show, TIME_S(3600));
    assert_true(lit != TIME_NEVER && lit >= TIME_S(99)); /* the light before counts */
    app_trail_prove(&show.app, show.now);
    assert_true(prove(&show, TIME_S(3600)) == TIME_NEVER); /* no frame since */
    show.app.presented += 1;
    assert_true(prove(&show, TIME_S(1)) < TIME_NEVER);
    app_trail_prove(&show.app, show.now);
    show.app.presented += 1;
    const time_ns whole = prove(&show, TIME_S(3600));
    assert_true(whole >= TIME_S(300) && whole < TIME_NEVER);
    print_message("N = 4 packs on trial, the last after %d s in the light\n", (int)(whole / TIME_S(1)));
    (void)rmdir(requests);
    close_trailed(&show);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_crumb_follows_the_pack),
        cmocka_unit_test(test_the_crumb_names_what_is_prepared),
        cmocka_unit_test(test_a_pack_on_trial_that_costs_page_after_page),
        cmocka_unit_test(test_a_pack_proves_itself_where_it_is_seen),
    };
    SUPPORT_UNUSED;
    SWAP_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
