/* Gestures: every strange thing a hand, a cloth or a driver does. */

#include "support.h"

#include <math.h>

#include "input/gesture.h"

static struct gesture
feed(struct gesture_machine *m, enum input_kind kind, long id, float x, float y, int ms) {
    const struct input_event event = {
        .kind = kind, .at = TIME_MS(ms), .pointer_id = id, .x_px = x, .y_px = y};
    return gesture_feed(m, &event);
}

#define DOWN INPUT_POINTER_DOWN
#define MOVE INPUT_POINTER_MOVE
#define UP INPUT_POINTER_UP

static void
test_tap(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    assert_int_equal(feed(&m, DOWN, 5, 100, 100, 0).kind, GESTURE_DOWN);
    assert_int_equal(feed(&m, MOVE, 5, 110, 104, 50).kind, GESTURE_NONE); /* a finger rolls */
    assert_int_equal(feed(&m, UP, 5, 110, 104, 90).kind, GESTURE_TAP);
}

static void
test_swipes(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 500, 500, 0);
    assert_int_equal(feed(&m, UP, 1, 700, 520, 600).kind, GESTURE_SWIPE_RIGHT);
    feed(&m, DOWN, 1, 500, 500, 1000);
    assert_int_equal(feed(&m, UP, 1, 440, 500, 1050).kind, GESTURE_SWIPE_LEFT); /* short but quick */
    feed(&m, DOWN, 1, 500, 500, 2000);
    assert_int_equal(feed(&m, UP, 1, 520, 900, 2400).kind, GESTURE_RELEASE); /* downwards */
}

static void
test_touch_and_mouse_never_fire_twice(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 3, 100, 100, 0);
    assert_int_equal(feed(&m, DOWN, INPUT_MOUSE_ID, 100, 100, 1).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, UP, 3, 100, 100, 60).kind, GESTURE_TAP);
    assert_int_equal(feed(&m, UP, INPUT_MOUSE_ID, 100, 100, 61).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, DOWN, INPUT_MOUSE_ID, 100, 100, 300).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, DOWN, INPUT_MOUSE_ID, 100, 100, 900).kind, GESTURE_DOWN);
    assert_int_equal(feed(&m, UP, INPUT_MOUSE_ID, 100, 100, 950).kind, GESTURE_TAP);
}

static void
test_strange_events_do_nothing(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    assert_int_equal(feed(&m, UP, 9, 10, 10, 0).kind, GESTURE_NONE); /* UP without DOWN */
    assert_int_equal(feed(&m, DOWN, 1, NAN, 10, 1).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, DOWN, 1, 10, INFINITY, 2).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, DOWN, 1, 1e9f, 10, 3).kind, GESTURE_NONE);
    assert_int_equal(feed(&m, DOWN, 1, -1e9f, 10, 4).kind, GESTURE_NONE);
    feed(&m, DOWN, 1, 50, 50, 10);
    feed(&m, DOWN, 1, 60, 60, 20); /* a lost UP: the id comes again */
    assert_int_equal(feed(&m, UP, 1, 60, 60, 30).kind, GESTURE_TAP);
    assert_int_equal(feed(&m, UP, 1, 60, 60, 31).kind, GESTURE_NONE);
}

static void
test_palms_and_many_fingers(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 100, 100, 0);
    assert_int_equal(feed(&m, UP, 1, 100, 100, 10500).kind, GESTURE_CANCEL); /* held for over ten seconds */
    assert_int_equal(feed(&m, DOWN, 100, 10, 10, 20000).kind, GESTURE_DOWN);
    for (long id = 101; id < 120;
         id++) { /* a cleaning cloth: nothing of it acts, not even the first finger */
        const enum gesture_kind kind = feed(&m, DOWN, id, 10, 10, 20010).kind;
        assert_true(kind != GESTURE_TAP);
    }
    for (long id = 101; id < 120; id++) {
        assert_true(feed(&m, UP, id, 10, 10, 20020).kind != GESTURE_TAP);
    }
    assert_true(feed(&m, UP, 100, 10, 10, 20100).kind != GESTURE_TAP);
    assert_int_equal(feed(&m, DOWN, 1, 10, 10, 21000).kind, GESTURE_DOWN);
    assert_int_equal(feed(&m, UP, 1, 10, 10, 21050).kind, GESTURE_TAP);
    SUPPORT_UNUSED;
}

static void
test_drag_begins_beyond_the_slop_and_carries_its_velocity(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 500, 500, 0);
    const struct gesture begin = feed(&m, MOVE, 1, 545, 500, 50);
    assert_true(begin.kind == GESTURE_DRAG && begin.is_begin && begin.dx_px == 0.0f);
    const struct gesture on = feed(&m, MOVE, 1, 545, 560, 100);
    assert_true(on.kind == GESTURE_DRAG && !on.is_begin && on.dy_px == 60.0f);
    feed(&m, MOVE, 1, 545, 660, 150);
    const struct gesture end = feed(&m, UP, 1, 545, 660, 160);
    assert_int_equal(end.kind, GESTURE_FLING);
    assert_true(end.vy_px_per_s > 1400.0f && end.vy_px_per_s < 1500.0f); /* 160 px in the last 110 ms */
    feed(&m, DOWN, 1, 500, 500, 1000);
    feed(&m, MOVE, 1, 500, 800, 1100);
    assert_int_equal(feed(&m, UP, 1, 500, 800, 1500).kind,
                     GESTURE_RELEASE); /* it stood still before it lifted */
    feed(&m, DOWN, 1, 500, 500, 2000);
    feed(&m, MOVE, 1, 600, 500, 2050);
    assert_int_equal(feed(&m, UP, 1, 500, 500, 2900).kind, GESTURE_RELEASE); /* there and back is no tap */
}

static void
test_pinch_tells_scale_and_middle(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 800, 500, 0);
    const struct gesture second = feed(&m, DOWN, 2, 1000, 500, 100);
    assert_true(second.kind == GESTURE_DOWN && second.is_second);
    assert_int_equal(feed(&m, MOVE, 2, 1010, 500, 110).kind, GESTURE_NONE);
    const struct gesture begin = feed(&m, MOVE, 2, 1050, 500, 120);
    assert_true(begin.kind == GESTURE_PINCH && begin.is_begin && begin.scale == 1.0f);
    const struct gesture on = feed(&m, MOVE, 1, 550, 500, 140);
    assert_true(on.kind == GESTURE_PINCH && !on.is_begin);
    assert_float_equal(on.scale, 2.0f, 1e-4f);
    assert_float_equal(on.x_px, 800.0f, 1e-3f);
    assert_float_equal(on.start_x_px, 925.0f, 1e-3f);
    assert_int_equal(feed(&m, UP, 2, 1050, 500, 160).kind, GESTURE_PINCH_END);
    const struct gesture rest = feed(&m, MOVE, 1, 560, 500, 180); /* the finger that stays drags on */
    assert_true(rest.kind == GESTURE_DRAG && rest.is_begin);
    assert_int_equal(feed(&m, DOWN, 2, 1050, 500, 200).kind, GESTURE_DOWN); /* and pinches again */
    assert_int_equal(feed(&m, MOVE, 2, 1060, 500, 220).kind, GESTURE_PINCH);
    assert_int_equal(feed(&m, UP, 1, 560, 500, 240).kind, GESTURE_PINCH_END);
    assert_int_equal(feed(&m, UP, 2, 1060, 500, 250).kind, GESTURE_RELEASE);
    feed(&m, DOWN, 1, 10, 10, 1000);
    assert_int_equal(feed(&m, UP, 1, 10, 10, 1050).kind, GESTURE_TAP); /* nothing stays behind */
}

static void
test_pinch_from_one_point_stays_finite(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 800, 500, 0);
    feed(&m, DOWN, 2, 800, 500, 10);
    feed(&m, MOVE, 1, 900, 500, 20);
    feed(&m, MOVE, 2, 900, 500, 30);
    const struct gesture on = feed(&m, MOVE, 2, 1900, 500, 40);
    assert_true(on.kind == GESTURE_PINCH && isfinite(on.scale) && on.scale > 1.0f && on.scale < 40.0f);
}

static void
test_two_thumbs_type(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 800, 500, 0);
    feed(&m, DOWN, 2, 1000, 500, 60);
    const struct gesture first = feed(&m, UP, 1, 800, 500, 90);
    assert_true(first.kind == GESTURE_TAP && !first.is_second && first.x_px == 800.0f);
    const struct gesture second = feed(&m, UP, 2, 1000, 500, 120);
    assert_true(second.kind == GESTURE_TAP && second.is_second && second.x_px == 1000.0f);
    feed(&m, DOWN, 1, 800, 500, 200);
    feed(&m, DOWN, 2, 1000, 500, 260);
    const struct gesture beside = feed(&m, UP, 2, 1000, 500, 290);
    assert_true(beside.kind == GESTURE_TAP && beside.is_second);
}

static void
test_a_resting_hand_does_not_pinch(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    feed(&m, DOWN, 1, 100, 900, 0); /* its lift gets lost */
    const struct gesture down = feed(&m, DOWN, 2, 800, 500, 2500);
    assert_true(down.kind == GESTURE_DOWN && !down.is_second);
    assert_int_equal(feed(&m, MOVE, 2, 900, 500, 2520).kind, GESTURE_DRAG);
    assert_int_equal(feed(&m, UP, 2, 1000, 500, 2540).kind, GESTURE_SWIPE_RIGHT);
}

static void
test_hold_repeats_until_the_finger_moves(void **state) {
    struct gesture_machine m;
    (void)state;
    gesture_init(&m, 1920.0f);
    assert_true(gesture_next_due(&m) == TIME_NEVER);
    feed(&m, DOWN, 1, 100, 100, 0);
    assert_true(gesture_next_due(&m) == TIME_MS(500));
    assert_int_equal(gesture_tick(&m, TIME_MS(499)).kind, GESTURE_NONE);
    assert_int_equal(gesture_tick(&m, TIME_MS(500)).kind, GESTURE_HOLD);
    assert_int_equal(gesture_tick(&m, TIME_MS(501)).kind, GESTURE_NONE);
    assert_int_equal(gesture_tick(&m, TIME_MS(1500)).kind, GESTURE_HOLD); /* late: once, not six times */
    assert_true(gesture_next_due(&m) == TIME_MS(1700));
    feed(&m, MOVE, 1, 200, 100, 1600);
    assert_true(gesture_next_due(&m) == TIME_NEVER);
    feed(&m, UP, 1, 200, 100, 1700);
    feed(&m, DOWN, 1, 100, 100, 2000);
    assert_int_equal(gesture_tick(&m, TIME_MS(30000)).kind, GESTURE_NONE); /* a palm */
}

/* Whatever comes: never more downs than a second, ends only after beginnings, finite values, and a tap works afterwards. */
static void
test_random_hands(void **state) {
    struct gesture_machine m;
    uint32_t seed = 7;
    int ms = 0;
    const int events = 300000;
    (void)state;
    gesture_init(&m, 1920.0f);
    for (int i = 0; i < events; i++) {
        seed = seed * 1664525u + 1013904223u;
        const uint32_t r = seed >> 8;
        const enum input_kind kind = r % 7 < 2 ? DOWN : r % 7 < 5 ? MOVE : UP;
        const float x = r % 97 == 0 ? NAN : (float)(r % 2400) - 240.0f;
        ms += (int)(r % 31);
        const struct gesture g = feed(&m, kind, (long)(r / 7 % 13), x, (float)(r / 11 % 1080), ms);
        assert_true(g.kind == GESTURE_NONE ||
                    (isfinite(g.x_px) && isfinite(g.dx_px) && isfinite(g.vx_px_per_s)));
        assert_true(g.kind != GESTURE_PINCH || (isfinite(g.scale) && g.scale > 0.0f));
        (void)gesture_tick(&m, TIME_MS(ms));
    }
    ms += 11000;
    assert_int_equal(feed(&m, DOWN, 99, 100, 100, ms).kind, GESTURE_DOWN);
    assert_int_equal(feed(&m, UP, 99, 100, 100, ms + 50).kind, GESTURE_TAP);
    print_message("N = %d random events\n", events);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tap),
        cmocka_unit_test(test_swipes),
        cmocka_unit_test(test_touch_and_mouse_never_fire_twice),
        cmocka_unit_test(test_strange_events_do_nothing),
        cmocka_unit_test(test_palms_and_many_fingers),
        cmocka_unit_test(test_drag_begins_beyond_the_slop_and_carries_its_velocity),
        cmocka_unit_test(test_pinch_tells_scale_and_middle),
        cmocka_unit_test(test_pinch_from_one_point_stays_finite),
        cmocka_unit_test(test_two_thumbs_type),
        cmocka_unit_test(test_a_resting_hand_does_not_pinch),
        cmocka_unit_test(test_hold_repeats_until_the_finger_moves),
        cmocka_unit_test(test_random_hands)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
