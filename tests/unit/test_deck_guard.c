/* One poison slide costs one slide, and the loop never becomes empty. */

#include "deck_support.h"

#include "deck/deck_guard.h"
#include "deck/deck_internal.h"

/* Which slides a round of the loop shows. */
static int
play_round(struct deck *deck, time_ns *now, bool *ret_shown) {
    const int rounds = deck_rounds(deck);
    int count = 0;
    int last = CONTENT_NONE;
    while (deck_rounds(deck) == rounds) {
        if (deck_slide(deck) != last) {
            last = deck_slide(deck);
            ret_shown[last] = true;
            count++;
        }
        *now += TIME_MS(200);
        deck_update(deck, *now);
    }
    return count;
}

static void
test_a_crash_costs_one_slide(void **state) {
    (void)state;
    struct deck *sound = open_deck(0);
    bool usual[256] = {false};
    time_ns now = TIME_S(100);
    const int usual_count = play_round(sound, &now, usual);
    deck_destroy(sound);
    int cases = 0;
    for (int poison = 0; poison < (int)model->slides_count; poison++) {
        bool shown[256] = {false};
        struct deck_guard guard = {.count = 0};
        struct err err = {0};
        if (!usual[poison]) {
            continue;
        }
        guard_note(&guard, poison, GUARD_CRASHED);
        const struct deck_config config = {.model = model,
                                           .text = text,
                                           .width_px = 640,
                                           .height_px = 360,
                                           .first_slide = CONTENT_NONE,
                                           .guard = &guard,
                                           .is_flat = true};
        struct deck *deck = deck_create(&config, TIME_S(100), &err);
        assert_non_null(deck);
        now = TIME_S(100);
        assert_int_equal(play_round(deck, &now, shown), usual_count - 1);
        assert_false(shown[poison]);
        deck_destroy(deck);
        cases++;
    }
    printf("N = %d slides, each left out of a loop of %d\n", cases, usual_count);
    assert_int_equal(cases, usual_count);
}

/* Who opens it by hand finds plain words, not the crash. */
static void
test_opened_by_hand(void **state) {
    (void)state;
    struct deck *deck = open_deck(0);
    const int slide = content_find_slide(model, STR_LIT("gdp_ranking"));
    deck_blame(deck, slide, GUARD_CRASHED);
    const struct deck_guard guard = {.faults = {{slide, GUARD_CRASHED, 1}}, .count = 1};
    deck_destroy(deck);
    struct err err = {0};
    const struct deck_config config = {.model = model,
                                       .text = text,
                                       .width_px = 640,
                                       .height_px = 360,
                                       .first_slide = slide,
                                       .guard = &guard,
                                       .is_flat = true};
    deck = deck_create(&config, TIME_S(100), &err);
    assert_non_null(deck);
    assert_int_equal(deck_slide(deck), slide);
    assert_non_null(deck_fault(deck));
    deck_destroy(deck);
}

static void
test_slow_frames(void **state) {
    (void)state;
    struct deck_guard guard = {.count = 0};
    for (int i = 0; i < 1000; i++) { /* four in a row, then one that is not */
        assert_false(guard_frame(&guard, 3, i % 5 == 4 ? TIME_MS(10) : TIME_MS(300)));
    }
    for (int i = 0; i < GUARD_SLOW_IN_A_ROW - 1; i++) {
        assert_false(guard_frame(&guard, 3, TIME_MS(300)));
    }
    assert_false(guard_frame(&guard, 4, TIME_MS(300))); /* another slide begins anew */
    for (int i = 0; i < GUARD_SLOW_IN_A_ROW - 2; i++) {
        assert_false(guard_frame(&guard, 4, TIME_MS(300)));
    }
    assert_true(guard_frame(&guard, 4, TIME_MS(300)));
    assert_true(guard_leaves_out(&guard, 4) && !guard_leaves_out(&guard, 3));
    assert_true(guard_may_draw(&guard, 4)); /* whoever opens it may wait for it */
    assert_false(guard_frame(&guard, 5, TIME_MS(1100)));
    for (int i = 0; i < GUARD_SLOW_IN_A_ROW - 2; i++) {
        assert_false(guard_frame(&guard, 5, TIME_S(2)));
    }
    assert_true(guard_frame(&guard, 5, TIME_MS(1001)));
    assert_false(guard_may_draw(&guard, 5)); /* no finger would be answered */
    assert_int_equal(guard.harm, 2);
}

/* It may have been the machine, which was hot or busy: slow pages come back after some rounds, others do not. */
static void
test_slow_pages_come_back(void **state) {
    struct deck_guard guard = {.count = 0};
    (void)state;
    guard_note(&guard, 1, GUARD_CRASHED);
    guard_note(&guard, 2, GUARD_SLOW);
    guard_note(&guard, 3, GUARD_FAILED);
    for (int i = 1; i < GUARD_SLOW_ROUNDS; i++) {
        assert_false(guard_round(&guard));
    }
    guard_note(&guard, 4, GUARD_SLOW);
    assert_true(guard_round(&guard));
    assert_true(guard_leaves_out(&guard, 1) && guard_leaves_out(&guard, 3) && guard_leaves_out(&guard, 4));
    assert_false(guard_leaves_out(&guard, 2));
    for (int i = 1; i < GUARD_SLOW_ROUNDS; i++) {
        (void)guard_round(&guard);
    }
    assert_int_equal(guard.count, 2);
    for (int i = 0; i < 20; i++) {
        assert_false(guard_round(&guard));
    }
    struct deck *deck = open_deck(0);
    bool shown[256] = {false};
    time_ns now = TIME_S(100);
    const int slide = content_find_slide(model, STR_LIT("economy"));
    deck_blame(deck, slide, GUARD_SLOW);
    for (int round = 1; round <= GUARD_SLOW_ROUNDS; round++) {
        memset(shown, 0, sizeof(shown));
        (void)play_round(deck, &now, shown);
        assert_false(shown[slide]);
    }
    memset(shown, 0, sizeof(shown));
    (void)play_round(deck, &now, shown);
    assert_true(shown[slide]);
    deck_destroy(deck);
}

/* However many are blamed, something is shown. */
static void
test_the_loop_never_becomes_empty(void **state) {
    (void)state;
    struct deck *deck = open_deck(0);
    bool shown[256] = {false};
    time_ns now = TIME_S(100);
    int count = 0;
    for (int i = 0; i < 3 * (int)model->slides_count; i++) {
        deck_blame(deck, i % (int)model->slides_count, (enum guard_reason)(i % 3));
        const struct guard_fault *faults = deck_faults(deck, &count);
        assert_in_range(count, 0, GUARD_FAULTS_MAX);
        assert_true(count == 0 || faults[0].slide >= 0);
    }
    assert_true(play_round(deck, &now, shown) >= 1);
    deck_destroy(deck);
}

/* Goes on (or back) by hand until the page is there again where it began. Returns: how many pages were seen. */
static int
walk(struct deck *deck, enum input_key key, bool *ret_seen) {
    const int first = deck_slide(deck);
    time_ns now = TIME_S(200);
    int count = 0;
    do {
        ret_seen[deck_slide(deck)] = true;
        now += TIME_MS(500);
        deck_key(deck, key, now);
        deck_update(deck, now);
        count++;
    } while (deck_slide(deck) != first && count < 300);
    return count;
}

static void
test_hands_pass_over_what_is_left_out(void **state) {
    static const enum guard_reason REASONS[] = {GUARD_FAILED, GUARD_SLOW, GUARD_CRASHED};
    int cases = 0;
    (void)state;
    struct deck *sound = open_deck_at("gdp_ranking");
    bool usual[256] = {false};
    const int usual_count = walk(sound, KEY_ENTER, usual);
    deck_destroy(sound);
    for (int poison = 0; poison < (int)model->slides_count; poison++) {
        if (!usual[poison]) {
            continue;
        }
        for (int way = 0; way < 2; way++, cases++) {
            struct deck *deck = open_deck_at("gdp_ranking");
            bool seen[256] = {false};
            const bool is_shown = poison == deck_slide(deck); /* it stays until somebody goes on */
            deck_blame(deck, poison, REASONS[cases % 3]);
            const int count = walk(deck, way == 0 ? KEY_ENTER : KEY_START, seen);
            assert_int_equal(count, is_shown ? 300 : usual_count - 1);
            assert_true(seen[poison] == is_shown);
            deck_destroy(deck);
        }
    }
    print_message("N = %d walks by hand past a page that is left out\n", cases);
}

/* The dots, wherever a finger is put down on them. */
static void
test_dots_pass_over_what_is_left_out(void **state) {
    (void)state;
    struct deck *deck = open_deck_at("gdp_ranking");
    const struct deck_run before = deck_run_of(deck);
    const int count = before.count;
    const int poison = before.slides[(before.position + 1) % count];
    deck_blame(deck, poison, GUARD_CRASHED);
    time_ns now = TIME_S(200);
    assert_int_equal(deck_run_of(deck).count, count - 1);
    for (int x = 0; x < 640; x += 4) {
        const struct rect rail = target_named(deck, "rail", now).box;
        tap(deck, (float)x, rail.y + rail.h / 2.0f, now);
        assert_true(deck_slide(deck) != poison);
        now += TIME_MS(500);
        deck_update(deck, now);
    }
    deck_destroy(deck);
}

/* A page that stutters does not stand for as long as it would take to read. */
static void
test_a_slow_page_goes_at_once(void **state) {
    (void)state;
    struct deck *deck = open_deck(0);
    time_ns now = TIME_S(101);
    const int slide = deck_slide(deck);
    deck_update(deck, now);
    for (int i = 0; i < GUARD_SLOW_IN_A_ROW; i++) {
        assert_int_equal(deck_slide(deck), slide);
        deck_frame_took(deck, TIME_MS(300));
    }
    assert_true(deck_next_wakeup(deck, now) <= now);
    deck_update(deck, now);
    assert_true(deck_slide(deck) != slide);
    deck_destroy(deck);
}

/* Every page harmful, one after the other and all over again: a page stands there, drawn as its kind or in plain words, and never nothing. */
static void
test_every_page_left_out(void **state) {
    static uint32_t pixels[640 * 360];
    const struct draw_target target = {pixels, 640, 360, 640};
    struct canvas *canvas = draw_canvas_create(640, 360);
    struct deck *deck = open_deck(0);
    time_ns now = TIME_S(100);
    int frames = 0;
    (void)state;
    for (int i = 0; i < 4 * (int)model->slides_count; i++) {
        size_t unused = 0;
        int ground = 0;
        now += TIME_S(1);
        deck_blame(deck, deck_slide(deck), (enum guard_reason)(i % 3));
        deck_update(deck, now);
        now += TIME_S(1);
        memset(pixels, 0, sizeof(pixels));
        draw_canvas_invalidate(canvas);
        draw_begin(canvas);
        deck_draw(deck, canvas, now);
        (void)draw_end(canvas, &target, &unused);
        for (size_t at = 0; at < ARRAY_LEN(pixels); at += 97) {
            ground += (pixels[at] & 0x00F8F8F8u) != 0 ? 1 : 0;
        }
        frames++;
        assert_true(ground > (int)(ARRAY_LEN(pixels) / 97 / 2));
    }
    print_message("N = %d pages blamed while they were shown, none black\n", frames);
    draw_canvas_destroy(canvas);
    deck_destroy(deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_crash_costs_one_slide),
        cmocka_unit_test(test_opened_by_hand),
        cmocka_unit_test(test_slow_frames),
        cmocka_unit_test(test_slow_pages_come_back),
        cmocka_unit_test(test_the_loop_never_becomes_empty),
        cmocka_unit_test(test_hands_pass_over_what_is_left_out),
        cmocka_unit_test(test_dots_pass_over_what_is_left_out),
        cmocka_unit_test(test_a_slow_page_goes_at_once),
        cmocka_unit_test(test_every_page_left_out),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
