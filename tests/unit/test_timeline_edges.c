/* Curves and timelines: ends, monotony, staggering, cycles, very long shows. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "anim/timeline.h"
#include "base/macros.h"

static const enum ease CURVES[] = {EASE_LINEAR, EASE_OUT3, EASE_OUT5, EASE_IN_OUT3};

static void
curves_run_from_0_to_1_and_never_back(void **state) {
    UNUSED(state);
    for (size_t c = 0; c < ARRAY_LEN(CURVES); c++) {
        float before = 0.0f;
        for (int i = 0; i <= 1000; i++) {
            const float value = ease_value(CURVES[c], (float)i / 1000.0f);
            assert_true(value >= before && value <= 1.0f);
            before = value;
        }
        assert_true(ease_value(CURVES[c], 0.0f) == 0.0f);
        assert_true(ease_value(CURVES[c], 1.0f) == 1.0f);
        assert_true(ease_value(CURVES[c], -3.0f) == 0.0f);
        assert_true(ease_value(CURVES[c], 3.0f) == 1.0f);
        assert_true(ease_value(CURVES[c], NAN) == 0.0f);
    }
}

static void
curves_have_their_shapes(void **state) {
    UNUSED(state);
    assert_float_equal(ease_value(EASE_LINEAR, 0.25f), 0.25f, 1e-6);
    assert_float_equal(ease_value(EASE_OUT3, 0.5f), 0.875f, 1e-6);
    assert_float_equal(ease_value(EASE_OUT5, 0.5f), 0.96875f, 1e-6);
    assert_float_equal(ease_value(EASE_IN_OUT3, 0.5f), 0.5f, 1e-6);
    assert_float_equal(ease_value(EASE_IN_OUT3, 0.25f), 0.0625f, 1e-6);
    assert_float_equal(ease_value(EASE_IN_OUT3, 0.75f), 0.9375f, 1e-6);
}

static void
a_span_is_0_before_and_1_behind(void **state) {
    UNUSED(state);
    const struct span span = {.start_ms = 100, .duration_ms = 200, .ease = EASE_LINEAR};
    assert_true(timeline_value(span, TIME_MS(-5)) == 0.0f);
    assert_true(timeline_value(span, TIME_MS(100)) == 0.0f);
    assert_float_equal(timeline_value(span, TIME_MS(200)), 0.5f, 1e-6);
    assert_true(timeline_value(span, TIME_MS(300)) == 1.0f);
    assert_true(timeline_value(span, TIME_NEVER) == 1.0f);
}

static void
a_span_of_nothing_is_a_step(void **state) {
    UNUSED(state);
    const struct span span = {.start_ms = 100, .duration_ms = 0, .ease = EASE_OUT3};
    assert_true(timeline_value(span, TIME_MS(100) - 1) == 0.0f);
    assert_true(timeline_value(span, TIME_MS(100)) == 1.0f);
}

static void
staggered_items_follow_each_other(void **state) {
    UNUSED(state);
    const struct span span = {.start_ms = 100, .duration_ms = 200, .ease = EASE_OUT3};
    for (int i = 0; i < 10; i++) {
        const float expected = timeline_value(span, TIME_MS(190));
        assert_true(timeline_stagger(span, i, 60, TIME_MS(190 + 60 * i)) == expected);
    }
}

static void
cycles_saw_and_wrap(void **state) {
    UNUSED(state);
    assert_true(timeline_cycle(1000, 0, 0) == 0.0f);
    assert_float_equal(timeline_cycle(1000, 0, TIME_MS(250)), 0.25f, 1e-6);
    assert_true(timeline_cycle(1000, 0, TIME_MS(7000)) == 0.0f);
    assert_float_equal(timeline_cycle(1000, 250, TIME_MS(250)), 0.0f, 1e-6);
    assert_float_equal(timeline_cycle(1000, 250, 0), 0.75f, 1e-6);
    assert_float_equal(timeline_cycle(1000, -250, 0), 0.25f, 1e-6);
    assert_true(timeline_cycle(60000, 0, TIME_S(60) - 1) < 1.0f);
}

static void
a_cycle_is_as_fine_after_a_year(void **state) {
    UNUSED(state);
    const time_ns year = TIME_S(365LL * 24 * 3600);
    for (int ms = 0; ms < 1000; ms += 50) {
        const float now = timeline_cycle(1000, 0, TIME_MS(ms));
        assert_true(timeline_cycle(1000, 0, year + TIME_MS(ms)) == now);
    }
}

static void
breath_starts_empty_and_is_full_half_way(void **state) {
    UNUSED(state);
    assert_float_equal(timeline_breathe(4000, 0), 0.0f, 1e-6);
    assert_float_equal(timeline_breathe(4000, TIME_MS(1000)), 0.5f, 1e-6);
    assert_float_equal(timeline_breathe(4000, TIME_MS(2000)), 1.0f, 1e-6);
    assert_float_equal(timeline_breathe(4000, TIME_MS(4000)), 0.0f, 1e-6);
}

static void
a_period_of_nothing_stands_still(void **state) {
    UNUSED(state);
    assert_true(timeline_cycle(0, 0, TIME_MS(5)) == 0.0f);
    assert_true(timeline_cycle(-7, 0, TIME_MS(5)) == 0.0f);
    assert_float_equal(timeline_breathe(0, TIME_MS(5)), 0.0f, 1e-6);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_run_from_0_to_1_and_never_back),
        cmocka_unit_test(curves_have_their_shapes),
        cmocka_unit_test(a_span_is_0_before_and_1_behind),
        cmocka_unit_test(a_span_of_nothing_is_a_step),
        cmocka_unit_test(staggered_items_follow_each_other),
        cmocka_unit_test(cycles_saw_and_wrap),
        cmocka_unit_test(a_cycle_is_as_fine_after_a_year),
        cmocka_unit_test(breath_starts_empty_and_is_full_half_way),
        cmocka_unit_test(a_period_of_nothing_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
