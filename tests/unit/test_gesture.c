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
    assert_int_equal(feed(&m, MOVE, 5, 110, 104, 50).kind, GESTURE_DRAG);
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

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tap), cmocka_unit_test(test_swipes),
                                       cmocka_unit_test(test_touch_and_mouse_never_fire_twice),
                                       cmocka_unit_test(test_strange_events_do_nothing),
                                       cmocka_unit_test(test_palms_and_many_fingers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
