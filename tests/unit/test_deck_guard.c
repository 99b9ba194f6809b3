/* One poison slide costs one slide, and the loop never becomes empty. */

#include "deck_support.h"

#include "deck/deck_guard.h"

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
    assert_true(guard_leaves_out(&guard, 4) && !guard_leaves_out(&guard, 3) && !guard_may_draw(&guard, 4));
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

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_crash_costs_one_slide),
        cmocka_unit_test(test_opened_by_hand),
        cmocka_unit_test(test_slow_frames),
        cmocka_unit_test(test_the_loop_never_becomes_empty),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
