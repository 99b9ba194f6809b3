/* The part that stands forward: values at the edges of its movement, and what touches do. */

#include "support.h"

#include "scene/scene_select.h"

#define AT TIME_S(8)

static void
near(float value, float wanted) {
    assert_true(value > wanted - 0.001f && value < wanted + 0.001f);
}

static void
nothing_is_selected_at_first(void **state) {
    UNUSED(state);
    const struct scene_select select = scene_select_none(false);
    near(scene_select_alpha(&select, 0, 0), 1.0f);
    near(scene_select_alpha(&select, 3, AT), 1.0f);
    near(scene_select_forward(&select, 0, 0), 0.0f);
    near(scene_select_any(&select, 0), 0.0f);
    assert_false(scene_select_is_moving(&select, 0));
}

static void
a_touch_brings_a_part_forward(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(false);
    scene_select_touch(&select, 2, AT);
    assert_int_equal(select.part, 2);
    near(scene_select_alpha(&select, 1, AT), 1.0f); /* it begins where it was */
    near(scene_select_forward(&select, 2, AT), 0.0f);
    assert_true(scene_select_is_moving(&select, AT + TIME_MS(239)));
    const float half = scene_select_alpha(&select, 1, AT + TIME_MS(100));
    assert_true(half > 0.25f && half < 1.0f);
    const time_ns over = AT + TIME_MS(240);
    assert_false(scene_select_is_moving(&select, over));
    near(scene_select_alpha(&select, 1, over), 0.25f);
    near(scene_select_alpha(&select, SCENE_PART_NONE, over), 0.25f); /* what is no part recedes as well */
    near(scene_select_alpha(&select, 2, over), 1.0f);
    near(scene_select_forward(&select, 2, over), 1.0f);
    near(scene_select_forward(&select, 1, over), 0.0f);
    near(scene_select_any(&select, over), 1.0f);
}

static void
another_part_takes_its_place(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(false);
    scene_select_touch(&select, 2, AT);
    scene_select_touch(&select, 0, AT + TIME_S(1));
    near(scene_select_forward(&select, 2, AT + TIME_S(1)), 1.0f);
    near(scene_select_any(&select, AT + TIME_MS(1100)), 1.0f); /* the caption stays */
    near(scene_select_forward(&select, 2, AT + TIME_S(2)), 0.0f);
    near(scene_select_forward(&select, 0, AT + TIME_S(2)), 1.0f);
    near(scene_select_alpha(&select, 2, AT + TIME_S(2)), 0.25f);
}

static void
touched_again_or_elsewhere_all_goes_back(void **state) {
    UNUSED(state);
    const int touched[] = {2, SCENE_PART_NONE};
    for (size_t i = 0; i < ARRAY_LEN(touched); i++) {
        struct scene_select select = scene_select_none(false);
        scene_select_touch(&select, 2, AT);
        scene_select_touch(&select, touched[i], AT + TIME_S(1));
        assert_int_equal(select.part, SCENE_PART_NONE);
        near(scene_select_alpha(&select, 1, AT + TIME_S(1)), 0.25f);
        near(scene_select_alpha(&select, 1, AT + TIME_S(2)), 1.0f);
        near(scene_select_any(&select, AT + TIME_S(2)), 0.0f);
    }
}

static void
a_touch_on_nothing_starts_no_movement(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(false);
    scene_select_touch(&select, 1, AT);
    scene_select_touch(&select, SCENE_PART_NONE, AT + TIME_S(1));
    scene_select_touch(&select, SCENE_PART_NONE, AT + TIME_S(3));
    assert_false(scene_select_is_moving(&select, AT + TIME_S(3)));
    assert_true(select.changed_at == AT + TIME_S(1));
}

static void
calm_changes_are_instant(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(true);
    scene_select_touch(&select, 4, TIME_S(10)); /* calm slides stand at one moment for ever */
    assert_false(scene_select_is_moving(&select, TIME_S(10)));
    near(scene_select_forward(&select, 4, TIME_S(10)), 1.0f);
    near(scene_select_alpha(&select, 0, TIME_S(10)), 0.25f);
    scene_select_touch(&select, 4, TIME_S(10));
    near(scene_select_alpha(&select, 0, TIME_S(10)), 1.0f);
}

static void
a_page_laid_out_anew_keeps_it(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(false);
    scene_select_touch(&select, 3, AT);
    const struct scene_select settled = scene_select_settled(&select);
    near(scene_select_forward(&settled, 3, 0), 1.0f);
    near(scene_select_alpha(&settled, 0, 0), 0.25f);
    assert_false(scene_select_is_moving(&settled, 0));
}

static void
the_next_frame_comes_while_it_moves(void **state) {
    UNUSED(state);
    struct scene_select select = scene_select_none(false);
    assert_true(scene_select_next_change(&select, TIME_NEVER, AT) == TIME_NEVER);
    scene_select_touch(&select, 0, AT);
    assert_true(scene_select_next_change(&select, TIME_NEVER, AT + TIME_MS(10)) == AT + TIME_MS(10));
    assert_true(scene_select_next_change(&select, TIME_NEVER, AT + TIME_MS(240)) == TIME_NEVER);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_selected_at_first),
        cmocka_unit_test(a_touch_brings_a_part_forward),
        cmocka_unit_test(another_part_takes_its_place),
        cmocka_unit_test(touched_again_or_elsewhere_all_goes_back),
        cmocka_unit_test(a_touch_on_nothing_starts_no_movement),
        cmocka_unit_test(calm_changes_are_instant),
        cmocka_unit_test(a_page_laid_out_anew_keeps_it),
        cmocka_unit_test(the_next_frame_comes_while_it_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
