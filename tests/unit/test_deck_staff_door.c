/* The staff's door: the way leads in, everything near it does not, and a million random gestures do not find it. */

#include "support.h"

#include <math.h>

#include "base/macros.h"
#include "deck/deck_staff_door.h"
#include "deck/deck_staff_pad.h"

#define W 1920.0f

struct glass {
    struct staff_door door;
    time_ns now;
    int opened;
};

static struct glass
glass_new(void) {
    struct glass glass = {.now = TIME_S(100)};
    staff_door_init(&glass.door, W, 1.0f);
    return glass;
}

static void
give(struct glass *glass, enum input_kind kind, long id, float x, float y) {
    const struct input_event event = {.kind = kind, .at = glass->now, .pointer_id = id, .x_px = x, .y_px = y};
    staff_door_feed(&glass->door, &event);
}

static void
pass(struct glass *glass, int ms) {
    for (int left = ms; left > 0; left -= 20) {
        glass->now += TIME_MS(left < 20 ? left : 20);
        glass->opened += staff_door_tick(&glass->door, glass->now) ? 1 : 0;
    }
}

static void
rest(struct glass *glass, float x, float y, int ms) {
    give(glass, INPUT_POINTER_DOWN, 1, x, y);
    pass(glass, ms);
    give(glass, INPUT_POINTER_UP, 1, x, y);
}

static void
test_the_way_leads_in(void **state) {
    (void)state;
    struct glass glass = glass_new();
    rest(&glass, 60.0f, 60.0f, 3000);
    assert_true(staff_door_is_half(&glass.door, glass.now));
    pass(&glass, 1000);
    rest(&glass, W - 60.0f, 60.0f, 2000);
    assert_int_equal(glass.opened, 1);
    pass(&glass, 5000);
    assert_int_equal(glass.opened, 1);
    rest(&glass, 1.0f, 1.0f, 9900); /* long, at the very edge, and a finger that trembles */
    pass(&glass, 3900);
    give(&glass, INPUT_POINTER_DOWN, 7, W - 119.0f, 119.0f);
    give(&glass, INPUT_POINTER_MOVE, 7, W - 125.0f, 130.0f);
    pass(&glass, 2000);
    assert_int_equal(glass.opened, 2);
}

/* Each row: where and how long the first rests, the wait, where and how long the second rests. */
static void
test_what_is_near_it_does_not(void **state) {
    static const struct {
        float x1, y1;
        int rest1_ms, wait_ms;
        float x2, y2;
        int rest2_ms;
    } NEAR[] = {
        {60, 60, 2980, 500, 1860, 60, 2500},   /* too short */
        {60, 60, 10040, 500, 1860, 60, 2500},  /* leaning */
        {60, 60, 3200, 4040, 1860, 60, 2500},  /* too late */
        {60, 60, 3200, 500, 1860, 60, 1980},   /* second too short */
        {130, 60, 3200, 500, 1860, 60, 2500},  /* beside the corner */
        {60, 60, 3200, 500, 1860, 130, 2500},  /* beside the other */
        {1860, 60, 3200, 500, 60, 60, 2500},   /* the wrong way round */
        {60, 60, 3200, 500, 60, 60, 2500},     /* the same twice */
        {60, 1020, 3200, 500, 1860, 60, 2500}, /* a lower corner */
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(NEAR); i++) {
        struct glass glass = glass_new();
        rest(&glass, NEAR[i].x1, NEAR[i].y1, NEAR[i].rest1_ms);
        pass(&glass, NEAR[i].wait_ms);
        rest(&glass, NEAR[i].x2, NEAR[i].y2, NEAR[i].rest2_ms);
        pass(&glass, 5000);
        assert_int_equal(glass.opened, 0);
    }
    print_message("N = %zu near misses\n", ARRAY_LEN(NEAR));
}

static void
test_one_finger_alone(void **state) {
    (void)state;
    struct glass glass = glass_new();
    give(&glass, INPUT_POINTER_DOWN, 2, 900.0f, 500.0f); /* somebody else is on the glass */
    rest(&glass, 60.0f, 60.0f, 3200);
    pass(&glass, 500);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
    give(&glass, INPUT_POINTER_UP, 2, 900.0f, 500.0f);
    give(&glass, INPUT_POINTER_DOWN, 1, 60.0f, 60.0f); /* somebody comes while it rests */
    pass(&glass, 1500);
    give(&glass, INPUT_POINTER_DOWN, 2, 900.0f, 500.0f);
    give(&glass, INPUT_POINTER_UP, 2, 900.0f, 500.0f);
    pass(&glass, 2000);
    give(&glass, INPUT_POINTER_UP, 1, 60.0f, 60.0f);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
    rest(&glass, 60.0f, 60.0f, 3200); /* a tap between */
    rest(&glass, 900.0f, 500.0f, 100);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
    give(&glass, INPUT_POINTER_DOWN, 1, 20.0f, 20.0f); /* a cloth that stays in the corner */
    for (int i = 0; i < 40; i++) {
        pass(&glass, 100);
        give(&glass, INPUT_POINTER_MOVE, 1, 60.0f + 40.0f * sinf((float)i), 60.0f);
    }
    give(&glass, INPUT_POINTER_UP, 1, 60.0f, 60.0f);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
}

static void
test_strange_reports_neither_open_nor_jam_it(void **state) {
    (void)state;
    struct glass glass = glass_new();
    give(&glass, INPUT_POINTER_DOWN, 1, NAN, 60.0f);
    pass(&glass, 3200);
    give(&glass, INPUT_POINTER_UP, 1, 60.0f, 60.0f);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
    for (long id = 10; id < 60; id++) { /* lifts that got lost, more than there is room for */
        give(&glass, INPUT_POINTER_DOWN, id, 60.0f, 60.0f);
    }
    rest(&glass, 60.0f, 60.0f, 3200);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 0);
    glass.now += DOOR_LOST_NS; /* they are given up */
    give(&glass, INPUT_POINTER_UP, 99, 5.0f, 5.0f);
    rest(&glass, 60.0f, 60.0f, 3200);
    give(&glass, INPUT_POINTER_DOWN, INPUT_MOUSE_ID, 60.0f, 60.0f); /* the mouse made from that touch */
    give(&glass, INPUT_POINTER_UP, INPUT_MOUSE_ID, 60.0f, 60.0f);
    rest(&glass, W - 60.0f, 60.0f, 2500);
    assert_int_equal(glass.opened, 1);
}

/* Hands that know nothing: places all over the glass, though far more often in the corners than chance would have it, rests of up to
 * four seconds, several fingers. */
static long
random_gestures(long gestures, int corner_share, int *ret_half) {
    struct glass glass = glass_new();
    uint32_t seed = 4711;
    for (long i = 0; i < gestures; i++) {
        const long id = (long)(support_random(&seed) % 3);
        const bool is_corner = (int)(support_random(&seed) % 1000) < corner_share;
        const float x = (float)(support_random(&seed) % 1920);
        const float y = (float)(support_random(&seed) % 1080);
        const float near = (float)(support_random(&seed) % 150);
        const bool is_right = support_random(&seed) % 2 == 0;
        const struct vec2 at =
            is_corner ? (struct vec2){is_right ? W - near : near, near} : (struct vec2){x, y};
        const int length = support_random(&seed) % 4 == 0 ? (int)(support_random(&seed) % 4000) : 80;
        give(&glass, INPUT_POINTER_DOWN, id, at.x, at.y);
        glass.now += TIME_MS(length / 2);
        if (support_random(&seed) % 3 == 0) {
            give(&glass, INPUT_POINTER_MOVE, id, at.x + near, at.y + near / 2.0f);
        }
        glass.now += TIME_MS(length - length / 2);
        *ret_half += staff_door_is_half(&glass.door, glass.now) ? 1 : 0;
        glass.opened += staff_door_tick(&glass.door, glass.now) ? 1 : 0;
        if (support_random(&seed) % 10 > 0) {
            give(&glass, INPUT_POINTER_UP, id, at.x, at.y);
        }
        glass.now += TIME_MS(support_random(&seed) % 1500);
        glass.opened += staff_door_tick(&glass.door, glass.now) ? 1 : 0;
    }
    return glass.opened;
}

static void
test_random_hands_do_not_find_it(void **state) {
    enum { GESTURES = 1000000 };
    int half = 0;
    int drawn_half = 0;
    (void)state;
    const long pads = random_gestures(GESTURES, 0, &half);
    const long drawn = random_gestures(GESTURES, 100, &drawn_half);
    print_message(
        "N = %d random gestures: %ld pads (half the way %d times), 0 panels; %d with every tenth aimed at a "
        "corner: %ld pads (half %d)\n",
        GESTURES, pads, half, GESTURES, drawn, drawn_half);
    assert_int_equal(pads, 0);
    assert_true(half > 0); /* the generator comes near: the test can fail */
    assert_true(drawn < 1000);
}

/* ---- the pad ---- */

static int
try_once(struct staff_pad *pad, bool is_right, time_ns now) {
    for (int i = 0; i < PAD_DIGITS; i++) {
        if (staff_pad_type(pad, i, now)) {
            staff_pad_try(pad);
            staff_pad_judged(pad, is_right, now);
            return 1;
        }
    }
    return 0;
}

static void
test_wrong_tries_pause_it_longer_and_longer(void **state) {
    static const int MINUTES[] = {5, 10, 20, 40, 60, 60, 60};
    struct staff_pad pad;
    time_ns now = TIME_S(50);
    (void)state;
    staff_pad_init(&pad, 0, now);
    for (size_t round = 0; round < ARRAY_LEN(MINUTES); round++) {
        for (int i = 0; i < PAD_TRIES; i++) {
            assert_int_equal(try_once(&pad, false, now), 1);
        }
        assert_int_equal(try_once(&pad, true, now), 0);
        now += TIME_S(60 * MINUTES[round]) - 1;
        assert_true(staff_pad_is_paused(&pad, now));
        staff_pad_init(&pad, pad.wrong, now); /* a restart shortens nothing */
        now += TIME_S(60 * MINUTES[round]) - 1;
        assert_int_equal(try_once(&pad, true, now), 0);
        now += 1;
        assert_false(staff_pad_is_paused(&pad, now));
    }
    assert_int_equal(try_once(&pad, true, now), 1);
    assert_int_equal(pad.wrong, 0);
}

static void
test_a_cut_of_the_power_undoes_no_try(void **state) {
    struct staff_pad pad;
    (void)state;
    staff_pad_init(&pad, 3, TIME_S(1));
    staff_pad_try(&pad);
    staff_pad_init(&pad, pad.wrong, TIME_S(1)); /* cut while the PIN was judged */
    assert_int_equal(pad.wrong, 4);
    assert_false(staff_pad_is_paused(&pad, TIME_S(1)));
    staff_pad_init(&pad, -8, TIME_S(1));
    assert_int_equal(pad.wrong, 0);
}

static void
test_digits_are_erased_and_forgotten(void **state) {
    struct staff_pad pad;
    (void)state;
    staff_pad_init(&pad, 0, 0);
    staff_pad_erase(&pad);
    assert_int_equal(pad.count, 0);
    (void)staff_pad_type(&pad, 7, 0);
    (void)staff_pad_type(&pad, 8, 0);
    staff_pad_erase(&pad);
    assert_string_equal(pad.digits, "7");
    staff_pad_close(&pad);
    for (int i = 0; i <= PAD_DIGITS; i++) {
        assert_int_equal(pad.digits[i], 0);
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_way_leads_in),
        cmocka_unit_test(test_what_is_near_it_does_not),
        cmocka_unit_test(test_one_finger_alone),
        cmocka_unit_test(test_strange_reports_neither_open_nor_jam_it),
        cmocka_unit_test(test_random_hands_do_not_find_it),
        cmocka_unit_test(test_wrong_tries_pause_it_longer_and_longer),
        cmocka_unit_test(test_a_cut_of_the_power_undoes_no_try),
        cmocka_unit_test(test_digits_are_erased_and_forgotten),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
