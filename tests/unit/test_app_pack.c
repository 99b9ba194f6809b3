/* Another pack in the running show: the switch comes at the turn of a page, no frame of it is black, and nothing of the pack before
 * stays. */

#include "swap_hands_support.h"

#include "base/xalloc.h"

/* ---- tests ---- */

static void
test_a_pack_that_cannot_be_shown_changes_nothing(void **state) {
    struct show show;
    struct err err = {0};
    (void)state;
    open_show(&show, "fa");
    wait(&show, 2); /* the next page is prepared */
    const int64_t live = xalloc_live();
    assert_false(app_pack_switch(&show.app, broken, show.now, &err));
    assert_non_null(strstr(err.text, "broken.vpack"));
    assert_false(app_pack_switch(&show.app, "/tmp/vitrin-there-is-none.vpack", show.now, &err));
    err = (struct err){0};
    assert_false(app_pack_switch(&show.app, empty_show, show.now, &err));
    assert_non_null(strstr(err.text, "no slide of a kind"));
    assert_int_equal(xalloc_live(), live);
    wait(&show, 60);
    assert_true(is_on(&show, 0));
    app_close(&show.app);
}

static void
test_the_loop_takes_over_at_the_turn_of_a_page(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    wait(&show, 10);
    switch_to(&show, 1);
    int slide = deck_slide(show.app.deck);
    int turns = 0;
    for (int i = 0; i < 4000 && !is_on(&show, 1); i++) {
        wait_in_steps(&show, TIME_MS(20), TIME_MS(20));
        turns += deck_slide(show.app.deck) != slide ? 1 : 0;
        slide = deck_slide(show.app.deck);
        assert_true(is_on(&show, turns)); /* not before, and not after */
    }
    assert_int_equal(turns, 1);
    assert_true(deck_is_in_transition(show.app.deck, show.now));
    assert_non_null(show.app.other_pack.model); /* its slide fades */
    assert_non_null(show.app.pack.changes);
    wait_in_steps(&show, TIME_MS(400), TIME_MS(20));
    assert_null(show.app.other_pack.model);
    for (int i = 0; i < 30 && !is_at(&show, "seasons");
         i++) { /* the loop goes on, without the page that left it */
        wait(&show, 8);
        assert_false(is_at(&show, "fog"));
    }
    assert_true(is_at(&show, "seasons"));
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The darkest of the margin's pixels, which has nothing but ground, on a canvas and a picture that knew nothing before. */
static uint32_t
darkest_ground(struct show *show, time_ns at) {
    static uint32_t pixels[W * H];
    const struct draw_target target = {pixels, W, H, W};
    struct canvas *canvas = draw_canvas_create(W, H);
    uint32_t darkest = 0xFF;
    size_t unused = 0;
    memset(pixels, 0, sizeof(pixels));
    draw_begin(canvas);
    deck_draw(show->app.deck, canvas, at);
    (void)draw_end(canvas, &target, &unused);
    draw_canvas_destroy(canvas);
    for (size_t y = H / 8; y < H * 3 / 4; y++) {
        const uint32_t blue = pixels[y * W + W - 3] & 0xFFu;
        darkest = blue < darkest ? blue : darkest;
    }
    return darkest;
}

/* In both shows the ground is a dark blue; amid the fade it is one of the two or between them. */
static void
test_the_ground_stands_amid_the_fade(void **state) {
    struct show show;
    int moments = 0;
    (void)state;
    open_show_at(&show, "fa", paths[0], "isles");
    wait(&show, 8);
    const uint32_t before = darkest_ground(&show, show.now);
    switch_to(&show, 1);
    for (int i = 0; i < 4000 && !is_on(&show, 1); i++) {
        wait_in_steps(&show, TIME_MS(20), TIME_MS(20));
    }
    const time_ns turned = show.app.deck->turned_at;
    const uint32_t after = darkest_ground(&show, turned + TIME_MS(319));
    const uint32_t least = before < after ? before : after;
    for (int ms = 0; ms < 320; ms += 20, moments++) {
        assert_in_range(darkest_ground(&show, turned + TIME_MS(ms)), least - 2, 0xFF);
    }
    print_message(
        "N = %d moments of the fade; the ground's blue is %u before, %u after, and no less between\n",
        moments, before, after);
    assert_true(least > 0x18);
    app_close(&show.app);
}

/* What is written down about the pack that is on, and its time to prove itself, begin when it is on, not when it is offered. */
static void
test_a_pack_proves_itself_from_its_first_page(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    show.app.coming_source = show.app.source;
    show.app.coming_source.is_on_trial = true;
    show.app.is_changing = true; /* as the slots tell it */
    tap(&show, 320.0f, 180.0f);
    switch_to(&show, 1);
    wait(&show, 30);
    const time_ns offered = show.now;
    assert_false(show.app.source.is_on_trial);
    for (int s = 0; s < 300 && !is_on(&show, 1); s++) {
        show.app.clock = clock_fixed(show.now);
        wait(&show, 1);
    }
    assert_true(is_on(&show, 1) && show.app.source.is_on_trial && !show.app.is_changing);
    assert_true(show.app.trail.looked_at >= offered);
    app_close(&show.app);
}

static void
test_a_visitor_is_not_interrupted(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    switch_to(&show, 1);
    for (int s = 0; s < 540; s += 30) { /* nine minutes, a page every half a minute */
        tap_target(&show, "next");
        wait(&show, 30);
        assert_true(is_on(&show, 0) && deck_is_exploring(show.app.deck));
    }
    wait(&show, 30);
    tap_target(&show, "source"); /* beyond the tenth minute, but no other page */
    wait(&show, 40);
    assert_true(is_on(&show, 0));
    tap_target(&show, "next");
    assert_true(is_on(&show, 1) && deck_is_exploring(show.app.deck));
    assert_string_equal(show.app.model->langs[deck_lang(show.app.deck)].locale.code, "en");
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The old pack is needed until the turn that tells what happened in it. */
static void
test_the_old_pack_stays_until_its_events_are_told(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    const struct content_model *old = show.app.model;
    tap(&show, 320.0f, 180.0f);
    switch_to(&show, 1);
    for (int s = 0; s < 630; s += 30) {
        tap(&show, 320.0f, 20.0f);
        wait(&show, 30);
    }
    deck_key(show.app.deck, KEY_ENTER, show.now); /* another page: the new pack's */
    deck_resize(show.app.deck, W, H, show.now);   /* nothing fades any more */
    assert_ptr_not_equal(deck_model(show.app.deck), old);
    assert_true(deck_has_model(show.app.deck, old));
    deck_update(show.app.deck, show.now);
    assert_false(deck_has_model(show.app.deck, old));
    take_events(&show);
    app_pack_turn(&show.app);
    assert_null(show.app.other_pack.model);
    app_close(&show.app);
}

static void
test_the_return_takes_over(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    switch_to(&show, 1);
    for (int s = 0; s < 300 && deck_is_exploring(show.app.deck); s++) {
        assert_true(is_on(&show, 0));
        wait(&show, 1);
    }
    assert_true(is_on(&show, 1));
    assert_string_equal(show.app.model->langs[deck_lang(show.app.deck)].locale.code, "fa");
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The page as it stands seven seconds after it came. */
static void
copy_settled(struct show *show, uint32_t *ret_pixels) {
    const struct deck *deck = show->app.deck;
    const struct host_pixels pixels = host_pixels(show->app.host);
    show->now = deck->views[deck->now_view].entered_at + TIME_S(7);
    deck_update(show->app.deck, show->now);
    draw(show);
    for (size_t y = 0; y < H; y++) {
        memcpy(ret_pixels + y * W, pixels.pixels + y * (size_t)pixels.stride_px, W * sizeof(*ret_pixels));
    }
}

/* The same page of both packs, one right after the other: nothing painted for the old one serves the new one. */
static void
test_the_page_is_the_new_packs_in_every_pixel(void **state) {
    static uint32_t switched[W * H], fresh[W * H], old[W * H];
    struct show show;
    (void)state;
    open_show_at(&show, "fa", paths[0], "isles");
    wait(&show, 8);
    tap(&show, 320.0f, 20.0f); /* a visitor; the return goes on here */
    switch_to(&show, 1);
    for (int s = 0; s < 300 && !is_on(&show, 1); s++) {
        wait(&show, 1);
    }
    assert_true(is_on(&show, 1) && is_at(&show, "isles"));
    wait(&show, 3);
    copy_settled(&show, switched);
    app_close(&show.app);
    open_show_at(&show, "fa", paths[0], "isles");
    copy_settled(&show, old);
    app_close(&show.app);
    open_show_at(&show, "fa", paths[1], "isles");
    wait(&show, 3);
    copy_settled(&show, fresh);
    long differ = 0;
    long moved = 0;
    for (size_t i = 0; i < W * H; i++) {
        differ += switched[i] != fresh[i] ? 1 : 0;
        moved += switched[i] != old[i] ? 1 : 0;
    }
    app_close(&show.app);
    print_message("N = %d pixels; %ld differ from the new pack opened alone, %ld from the old one\n", W * H,
                  differ, moved);
    assert_true(moved > W * H / 50);
    assert_true(differ < 600); /* the mark of what moved, and nothing else */
}

/* Is the mark of what moved on the page that is shown? */
static bool
tells_news(struct show *show) {
    struct canvas *canvas = draw_canvas_create(W, H);
    size_t count = 0;
    bool is_told = false;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(show->app.deck, canvas, show->now);
    (void)draw_end(canvas, NULL, &count);
    const struct draw_note *notes = draw_notes(canvas, &count);
    for (size_t i = 0; i < count; i++) {
        is_told = is_told || str_equal(notes[i].text, strings_get(STRING_UPDATED, "fa"));
    }
    draw_canvas_destroy(canvas);
    return is_told;
}

static void
wait_for(struct show *show, const char *key) {
    for (int s = 0; s < 400 && !is_at(show, key); s++) {
        wait(show, 1);
    }
    assert_true(is_at(show, key));
    wait(show, 1);
}

static void
test_news_is_told_for_a_day(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    switch_to(&show, 1);
    wait(&show, 30);
    assert_true(is_on(&show, 1));
    const struct content_figure *people =
        &show.app.model->figures[content_find_figure(show.app.model, STR_LIT("people"))];
    assert_true(content_change_was(show.app.pack.changes, people)->from == 18.6);
    for (int round = 0; round < 2; round++) { /* every time, for whoever stands there now */
        wait_for(&show, "isles");
        assert_true(tells_news(&show));
        wait_for(&show, "history");
        assert_false(tells_news(&show));
    }
    show.now += DECK_CHANGES_NS; /* asleep for a day */
    wait(&show, 60);
    wait_for(&show, "isles");
    assert_false(tells_news(&show));
    switch_to(&show, 0);
    switch_to(&show, 1); /* thought better of: the same pack once more */
    wait(&show, 120);
    assert_null(show.app.pack.changes);
    app_close(&show.app);
}

static void
test_what_is_counted_keeps_its_keys(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    tap_target(&show, "next");
    tap_target(&show, "next");
    assert_true(is_at(&show, "towers") && show.languages == 1);
    switch_to(&show, 1);
    for (int s = 0; s < 630; s += 30) {
        tap(&show, 320.0f, 20.0f);
        wait(&show, 30);
    }
    tap_target(&show, "next"); /* both pages have other numbers in the new pack */
    assert_true(is_on(&show, 1));
    assert_true(str_is(show.left, "towers"));
    assert_true(str_is(show.opened, "power") && is_at(&show, "power"));
    assert_int_equal(show.languages, 1); /* the packs' languages are the same ones */
    app_close(&show.app);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pack_that_cannot_be_shown_changes_nothing),
        cmocka_unit_test(test_the_loop_takes_over_at_the_turn_of_a_page),
        cmocka_unit_test(test_the_ground_stands_amid_the_fade),
        cmocka_unit_test(test_a_visitor_is_not_interrupted),
        cmocka_unit_test(test_a_pack_proves_itself_from_its_first_page),
        cmocka_unit_test(test_the_old_pack_stays_until_its_events_are_told),
        cmocka_unit_test(test_the_return_takes_over),
        cmocka_unit_test(test_the_page_is_the_new_packs_in_every_pixel),
        cmocka_unit_test(test_news_is_told_for_a_day),
        cmocka_unit_test(test_what_is_counted_keeps_its_keys),
    };
    SUPPORT_UNUSED;
    SWAP_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
