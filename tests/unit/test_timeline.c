/* Curves and spans: exact at their ends, clamped outside. */

#include "support.h"

#include "anim/timeline.h"

static void
test_curves(void **state) {
    static const enum ease ALL[] = {EASE_LINEAR, EASE_OUT3, EASE_OUT5, EASE_IN_OUT3};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_true(ease_value(ALL[i], -1.0f) == 0.0f);
        assert_true(ease_value(ALL[i], 2.0f) == 1.0f);
        float before = 0.0f;
        for (int t = 0; t <= 1000; t++) {
            const float value = ease_value(ALL[i], (float)t / 1000.0f);
            assert_true(value >= before && value <= 1.0f);
            before = value;
        }
    }
}

static void
test_spans(void **state) {
    const struct span span = {100, 200, EASE_LINEAR};
    (void)state;
    assert_true(timeline_value(span, TIME_MS(99)) == 0.0f);
    assert_true(timeline_value(span, TIME_MS(200)) == 0.5f);
    assert_true(timeline_value(span, TIME_MS(300)) == 1.0f);
    assert_true(timeline_stagger(span, 2, 50, TIME_MS(300)) == 0.5f);
    assert_true(timeline_value((struct span){100, 0, EASE_OUT3}, TIME_MS(100)) == 1.0f);
    assert_true(timeline_cycle(1000, 0, TIME_MS(2500)) == 0.5f);
    assert_true(timeline_cycle(1000, 250, TIME_MS(0)) == 0.75f);
    assert_true(timeline_breathe(1000, 0) == 0.0f);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_curves), cmocka_unit_test(test_spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
