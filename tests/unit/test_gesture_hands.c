/* The gesture machine: taps, swipes, palms, cloths, echoes, nonsense. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "base/macros.h"
#include "input/gesture.h"

#define WIDTH 1920.0f
#define MOUSE INPUT_MOUSE_ID

static struct gesture_machine machine;

static int
setup(void **state) {
    UNUSED(state);
    gesture_init(&machine, WIDTH);
    return 0;
}

static struct gesture
feed(enum input_kind kind, long id, float x, float y, int ms) {
    const time_ns at = TIME_MS(ms);
    const struct input_event event = {.kind = kind, .at = at, .pointer_id = id, .x_px = x, .y_px = y};
    return gesture_feed(&machine, &event);
}

static enum gesture_kind
down(long id, float x, float y, int ms) {
    return feed(INPUT_POINTER_DOWN, id, x, y, ms).kind;
}

static enum gesture_kind
move(long id, float x, float y, int ms) {
    return feed(INPUT_POINTER_MOVE, id, x, y, ms).kind;
}

static enum gesture_kind
up(long id, float x, float y, int ms) {
    return feed(INPUT_POINTER_UP, id, x, y, ms).kind;
}

static void
assert_works(int ms) {
    assert_int_equal(down(900, 100, 100, ms), GESTURE_DOWN);
    assert_int_equal(up(900, 100, 100, ms + 50), GESTURE_TAP);
}

static void
a_tap_fires_on_release_and_may_roll(void **state) {
    UNUSED(state);
    assert_int_equal(down(7, 500, 400, 0), GESTURE_DOWN);
    assert_int_equal(move(7, 510, 405, 50), GESTURE_NONE);
    const struct gesture tap = feed(INPUT_POINTER_UP, 7, 520, 410, 120);
    assert_int_equal(tap.kind, GESTURE_TAP);
    assert_true(tap.x_px == 520.0f && tap.y_px == 410.0f);
    assert_true(tap.start_x_px == 500.0f && tap.start_y_px == 400.0f);
    assert_true(tap.at == TIME_MS(120));
    const float slop = GESTURE_TAP_SLOP_FRAC * WIDTH;
    assert_int_equal(down(7, 500, 400, 1000), GESTURE_DOWN);
    assert_int_equal(up(7, 500, 400 + slop, 1100), GESTURE_TAP);
    assert_int_equal(down(7, 500, 400, 2000), GESTURE_DOWN);
    assert_int_equal(up(7, 500, 401 + slop, 2100), GESTURE_RELEASE);
}

static void
swipes_go_both_ways_by_distance(void **state) {
    UNUSED(state);
    const float far = GESTURE_SWIPE_WIDTH_FRAC * WIDTH + 0.5f;
    assert_int_equal(down(1, 800, 500, 0), GESTURE_DOWN);
    assert_int_equal(up(1, 800 + far, 520, 2000), GESTURE_SWIPE_RIGHT);
    assert_int_equal(down(2, 800, 500, 3000), GESTURE_DOWN);
    assert_int_equal(up(2, 800 - far, 480, 5000), GESTURE_SWIPE_LEFT);
    assert_int_equal(down(3, 800, 500, 6000), GESTURE_DOWN);
    assert_int_equal(up(3, 800 + far - 1, 500, 8000), GESTURE_RELEASE); /* neither far nor fast */
}

static void
swipes_go_both_ways_by_speed(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 800, 500, 0), GESTURE_DOWN);
    assert_int_equal(up(1, 860, 500, 100), GESTURE_SWIPE_RIGHT); /* exactly 600 px/s */
    assert_int_equal(down(2, 800, 500, 1000), GESTURE_DOWN);
    assert_int_equal(up(2, 740, 500, 1090), GESTURE_SWIPE_LEFT);
    assert_int_equal(down(3, 800, 500, 2000), GESTURE_DOWN);
    assert_int_equal(up(3, 860, 500, 2110), GESTURE_RELEASE);
    assert_int_equal(down(4, 800, 500, 3000), GESTURE_DOWN);
    assert_int_equal(up(4, 860, 500, 3000), GESTURE_SWIPE_RIGHT); /* no time at all */
}

static void
up_and_down_is_no_swipe(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 800, 300, 0), GESTURE_DOWN);
    assert_int_equal(up(1, 1000, 700, 200), GESTURE_RELEASE);
}

static void
a_mouse_taps_and_swipes_too(void **state) {
    UNUSED(state);
    assert_int_equal(down(MOUSE, 800, 300, 0), GESTURE_DOWN);
    assert_int_equal(up(MOUSE, 800, 300, 100), GESTURE_TAP);
    assert_int_equal(down(MOUSE, 800, 300, 200), GESTURE_DOWN);
    assert_int_equal(up(MOUSE, 1200, 300, 400), GESTURE_SWIPE_RIGHT);
}

static void
the_mouse_is_silent_behind_a_finger(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 800, 300, 0), GESTURE_DOWN);
    assert_int_equal(down(MOUSE, 800, 300, 1), GESTURE_NONE);
    assert_int_equal(move(MOUSE, 801, 300, 700), GESTURE_NONE); /* a finger that lies still for long */
    assert_int_equal(down(MOUSE, 801, 300, 3000), GESTURE_NONE);
    assert_int_equal(up(MOUSE, 801, 300, 3001), GESTURE_NONE);
    assert_int_equal(up(1, 800, 300, 3100), GESTURE_TAP);
    assert_int_equal(down(MOUSE, 800, 300, 3101), GESTURE_NONE);
    assert_int_equal(up(MOUSE, 800, 300, 3102), GESTURE_NONE);
    assert_int_equal(down(MOUSE, 800, 300, 3599), GESTURE_NONE);
    assert_int_equal(up(MOUSE, 800, 300, 3700), GESTURE_NONE);
    assert_int_equal(down(MOUSE, 800, 300, 3800), GESTURE_DOWN);
    assert_int_equal(up(MOUSE, 800, 300, 3900), GESTURE_TAP);
}

static void
the_mouse_is_silent_before_a_finger(void **state) {
    UNUSED(state);
    assert_int_equal(down(MOUSE, 800, 300, 0), GESTURE_DOWN);
    assert_int_equal(down(1, 800, 300, 1), GESTURE_DOWN);
    assert_int_equal(up(MOUSE, 800, 300, 100), GESTURE_NONE);
    assert_int_equal(up(1, 800, 300, 101), GESTURE_TAP);
    assert_works(5000);
}

static void
a_palm_is_cancelled_once(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 800, 300, 0), GESTURE_DOWN);
    assert_int_equal(move(1, 801, 300, 10000), GESTURE_NONE); /* exactly 10 s is no palm yet */
    assert_int_equal(move(1, 802, 300, 10001), GESTURE_CANCEL);
    assert_int_equal(move(1, 803, 300, 10002), GESTURE_NONE);
    assert_int_equal(up(1, 803, 300, 10100), GESTURE_NONE);
    assert_int_equal(down(1, 800, 300, 20000), GESTURE_DOWN);
    assert_int_equal(up(1, 800, 300, 30001), GESTURE_CANCEL);
    assert_works(40000);
}

static void
a_resting_palm_does_not_lock_the_screen(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 10, 1000, 0), GESTURE_DOWN);
    assert_int_equal(down(2, 800, 300, 5000), GESTURE_DOWN);
    assert_int_equal(up(2, 800, 300, 5100), GESTURE_TAP);
    assert_int_equal(down(3, 800, 300, 11000), GESTURE_DOWN);
    assert_int_equal(move(1, 11, 1000, 11010), GESTURE_NONE); /* and does not cancel its successor */
    assert_int_equal(up(3, 800, 300, 11100), GESTURE_TAP);
    assert_int_equal(up(1, 11, 1000, 60000), GESTURE_NONE);
}

static void
a_cleaning_cloth_does_nothing(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 100, 300, 0), GESTURE_DOWN);
    assert_int_equal(down(2, 200, 300, 20), GESTURE_DOWN); /* it could be a pinch */
    for (long id = 3; id <= 5; id++) {
        assert_int_equal(down(id, 100.0f * (float)id, 300, (int)id * 10), GESTURE_NONE);
    }
    assert_int_equal(down(6, 600, 300, 60), GESTURE_CANCEL);
    for (long id = 1; id <= 6; id++) {
        assert_int_equal(up(id, 100.0f * (float)id + 500.0f, 300, 400), GESTURE_NONE);
    }
    assert_works(1000);
}

static void
eleven_fingers_leave_the_first_two_alone(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 100, 300, 0), GESTURE_DOWN);
    assert_int_equal(down(2, 200, 300, 160), GESTURE_DOWN);
    for (long id = 3; id <= GESTURE_CONTACTS_MAX + 1; id++) {
        assert_int_equal(down(id, 100.0f * (float)id, 300, (int)id * 160), GESTURE_NONE);
    }
    assert_int_equal(move(GESTURE_CONTACTS_MAX + 1, 900, 300, 1800), GESTURE_NONE);
    assert_int_equal(up(GESTURE_CONTACTS_MAX + 1, 900, 300, 1810), GESTURE_NONE);
    assert_int_equal(up(1, 100, 300, 1900), GESTURE_TAP);
    assert_int_equal(up(2, 200, 300, 1910), GESTURE_TAP);
    for (long id = 3; id <= GESTURE_CONTACTS_MAX; id++) {
        assert_int_equal(up(id, 100, 300, 1950), GESTURE_NONE);
    }
    assert_works(6000);
}

static void
lost_lifts_do_not_fill_the_machine(void **state) {
    UNUSED(state);
    for (long id = 0; id < GESTURE_CONTACTS_MAX; id++) {
        (void)down(id, 100, 300, (int)id * 10);
    }
    assert_int_equal(down(50, 100, 300, 9000), GESTURE_NONE);
    assert_works(20000);
}

static void
nonsense_is_ignored(void **state) {
    UNUSED(state);
    const float bad[][2] = {{NAN, 5},   {5, NAN},  {INFINITY, 5}, {5, -INFINITY},
                            {-1000, 5}, {1e9f, 5}, {5, 1e9f},     {5, -1000}};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_int_equal(down(1, bad[i][0], bad[i][1], 0), GESTURE_NONE);
        assert_int_equal(up(1, 5, 5, 10), GESTURE_NONE);
    }
    assert_int_equal(down(1, 500, 500, 1000), GESTURE_DOWN);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_int_equal(move(1, bad[i][0], bad[i][1], 1001), GESTURE_NONE);
    }
    const struct gesture tap = feed(INPUT_POINTER_UP, 1, NAN, NAN, 1100); /* the lift itself is real */
    assert_int_equal(tap.kind, GESTURE_TAP);
    assert_true(tap.x_px == 500.0f && tap.y_px == 500.0f);
    assert_works(2000);
}

static void
what_was_never_down_does_nothing(void **state) {
    UNUSED(state);
    assert_int_equal(up(3, 500, 500, 0), GESTURE_NONE);
    assert_int_equal(move(3, 500, 500, 1), GESTURE_NONE);
    assert_int_equal(up(MOUSE, 500, 500, 2), GESTURE_NONE);
    assert_int_equal(down(1, 500, 500, 10), GESTURE_DOWN);
    assert_int_equal(up(1, 500, 500, 20), GESTURE_TAP);
    assert_int_equal(up(1, 500, 500, 21), GESTURE_NONE);
}

static void
a_reused_id_begins_anew(void **state) {
    UNUSED(state);
    assert_int_equal(down(1, 500, 500, 0), GESTURE_DOWN);
    assert_int_equal(down(1, 1500, 500, 100), GESTURE_DOWN); /* its lift was lost */
    const struct gesture tap = feed(INPUT_POINTER_UP, 1, 1500, 500, 200);
    assert_int_equal(tap.kind, GESTURE_TAP);
    assert_true(tap.start_x_px == 1500.0f);
    assert_int_equal(down(1, 700, 500, 300), GESTURE_DOWN);
    assert_int_equal(down(1, 800, 500, 15000), GESTURE_DOWN);
    assert_int_equal(up(1, 800, 500, 15100), GESTURE_TAP);
}

static void
other_events_are_no_gestures(void **state) {
    UNUSED(state);
    const enum input_kind kinds[] = {INPUT_KEY, INPUT_QUIT, INPUT_RESIZED, INPUT_EXPOSED};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        assert_int_equal(feed(kinds[i], 1, 500, 500, 0).kind, GESTURE_NONE);
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_tap_fires_on_release_and_may_roll, setup),
        cmocka_unit_test_setup(swipes_go_both_ways_by_distance, setup),
        cmocka_unit_test_setup(swipes_go_both_ways_by_speed, setup),
        cmocka_unit_test_setup(up_and_down_is_no_swipe, setup),
        cmocka_unit_test_setup(a_mouse_taps_and_swipes_too, setup),
        cmocka_unit_test_setup(the_mouse_is_silent_behind_a_finger, setup),
        cmocka_unit_test_setup(the_mouse_is_silent_before_a_finger, setup),
        cmocka_unit_test_setup(a_palm_is_cancelled_once, setup),
        cmocka_unit_test_setup(a_resting_palm_does_not_lock_the_screen, setup),
        cmocka_unit_test_setup(a_cleaning_cloth_does_nothing, setup),
        cmocka_unit_test_setup(eleven_fingers_leave_the_first_two_alone, setup),
        cmocka_unit_test_setup(lost_lifts_do_not_fill_the_machine, setup),
        cmocka_unit_test_setup(nonsense_is_ignored, setup),
        cmocka_unit_test_setup(what_was_never_down_does_nothing, setup),
        cmocka_unit_test_setup(a_reused_id_begins_anew, setup),
        cmocka_unit_test_setup(other_events_are_no_gestures, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
