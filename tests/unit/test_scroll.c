/* What moves under a finger: closed forms of the time, for strips, for maps, and for pins that make room. */

#include "support.h"

#include <math.h>

#include "scene/scene_pins.h"
#include "ui/map_camera.h"
#include "ui/scroll.h"

static void
test_a_fling_runs_as_specified_and_snaps(void **state) {
    struct scroll s = {.max = 4000.0f, .pitch = 460.0f, .give_px = 80.0f};
    (void)state;
    scroll_grab(&s, TIME_S(1));
    scroll_drag(&s, 300.0f);
    assert_float_equal(scroll_position(&s, TIME_S(1)), 300.0f, 0.01f);
    scroll_release(&s, 2000.0f, TIME_S(2)); /* runs 2000 * 0.269 = 539 px on: 839, nearest rest 920 */
    assert_float_equal(s.to, 920.0f, 0.01f);
    const float after = scroll_position(&s, TIME_MS(2100)); /* what is left fades as 0.94^(60 t) */
    assert_float_equal(after, 920.0f - 620.0f * powf(0.94f, 6.0f), 0.5f);
    assert_true(scroll_is_moving(&s, TIME_MS(2500)));
    assert_false(scroll_is_moving(&s, TIME_S(6)));
    assert_float_equal(scroll_position(&s, TIME_S(6)), 920.0f, 0.0f);
}

static void
test_ends_give_and_come_back(void **state) {
    struct scroll s = {.max = 1000.0f, .pitch = 0.0f, .give_px = 80.0f};
    (void)state;
    scroll_grab(&s, 0);
    scroll_drag(&s, -5000.0f);
    assert_true(scroll_position(&s, 0) < -60.0f && scroll_position(&s, 0) > -80.0f);
    scroll_release(&s, -9000.0f, TIME_S(1));
    assert_float_equal(scroll_position(&s, TIME_S(9)), 0.0f, 0.0f);
    scroll_limit(&s, -5.0f, TIME_S(9)); /* fewer cards than fit */
    scroll_to(&s, 700.0f, TIME_S(9));
    assert_float_equal(scroll_position(&s, TIME_S(20)), 0.0f, 0.0f);
}

static const struct rect WINDOW = {0.0f, 0.0f, 1200.0f, 660.0f};
static const struct rect MAP = {96.0f, 48.0f, 664.0f, 598.0f};

static void
test_a_pinch_keeps_what_the_fingers_hold(void **state) {
    struct map_camera c = {0};
    (void)state;
    map_camera_place(&c, WINDOW, MAP, 14.0f);
    assert_true(map_camera_is_at_rest(&c));
    const struct vec2 start = {400.0f, 300.0f};
    const struct vec2 now_at = {430.0f, 280.0f};
    const struct vec2 held = map_pose_on_map(&c, map_camera_pose(&c, 0), start);
    map_camera_grab(&c, 0);
    map_camera_pinch(&c, start, now_at, 3.0f);
    const struct vec2 seen = map_pose_point(&c, map_camera_pose(&c, 0), held);
    assert_float_equal(seen.x, now_at.x, 0.1f);
    assert_float_equal(seen.y, now_at.y, 0.1f);
    map_camera_pinch(&c, start, now_at, 1000.0f); /* never far beyond the limit, and back to it */
    assert_true(map_camera_pose(&c, 0).zoom <= 14.0f * 1.3f);
    map_camera_release(&c, 0.0f, 0.0f, TIME_S(1));
    assert_float_equal(map_camera_pose(&c, TIME_S(9)).zoom, 14.0f, 0.001f);
    map_camera_pinch(&c, start, now_at, 0.0001f);
    map_camera_release(&c, 1e9f, -1e9f, TIME_S(10));
    const struct map_pose end = map_camera_pose(&c, TIME_S(20));
    assert_true(isfinite(end.centre.x) && isfinite(end.centre.y) && end.zoom >= 1.0f);
}

static void
test_another_layout_shows_the_same_part(void **state) {
    struct map_camera c = {0};
    (void)state;
    map_camera_place(&c, WINDOW, MAP, 14.0f);
    map_camera_look_at(&c, (struct vec2){96.0f + 332.0f, 48.0f + 299.0f}, 5.0f, 0);
    map_camera_place(&c, (struct rect){0, 240, 1080, 640}, (struct rect){50, 270, 560, 540}, 14.0f);
    const struct map_pose pose = map_camera_pose(&c, 0);
    assert_float_equal(pose.zoom, 5.0f, 0.001f);
    assert_float_equal(pose.centre.x, 50.0f + 280.0f, 0.5f); /* its middle stays its middle */
    assert_float_equal(pose.centre.y, 270.0f + 270.0f, 0.5f);
    map_camera_reset(&c, 0);
    assert_true(map_camera_is_at_rest(&c));
}

static void
test_pins_stand_apart_and_move_smoothly(void **state) {
    static struct pins_spread spread;
    struct vec2 places[40];
    struct vec2 at[40];
    uint32_t seed = 3;
    float closest = 1e9f;
    float leap = 0.0f;
    const int crowds = 100;
    (void)state;
    for (int crowd = 0; crowd < crowds; crowd++) {
        for (size_t i = 0; i < ARRAY_LEN(places); i++) {
            places[i].x = 300.0f + (float)(support_random(&seed) % 120);
            places[i].y = 300.0f + (float)(support_random(&seed) % 120);
        }
        places[1] = places[0]; /* two on one point */
        pins_spread_begin(&spread, ARRAY_LEN(places));
        while (pins_spread_step(&spread, places, 92.0f)) {
        }
        for (float zoom = 1.0f; zoom < 16.0f; zoom *= 1.02f) {
            for (size_t i = 0; i < ARRAY_LEN(places); i++) {
                const struct vec2 offset = pins_spread_offset(&spread, i, zoom);
                const struct vec2 next = pins_spread_offset(&spread, i, zoom * 1.02f);
                at[i] = (struct vec2){places[i].x * zoom + offset.x, places[i].y * zoom + offset.y};
                leap = fmaxf(leap, hypotf(next.x - offset.x, next.y - offset.y));
            }
            for (size_t i = 0; i < ARRAY_LEN(places); i++) {
                for (size_t j = i + 1; j < ARRAY_LEN(places); j++) {
                    closest = fminf(closest, hypotf(at[i].x - at[j].x, at[i].y - at[j].y));
                }
            }
        }
    }
    print_message(
        "N = %d crowds of 40: never closer than %.1f of 92 px; 2 %% of zoom move a pin by %.1f px at most\n",
        crowds, (double)closest, (double)leap);
    assert_true(closest > 70.0f);
    assert_true(leap < 20.0f);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fling_runs_as_specified_and_snaps),
        cmocka_unit_test(test_ends_give_and_come_back),
        cmocka_unit_test(test_a_pinch_keeps_what_the_fingers_hold),
        cmocka_unit_test(test_another_layout_shows_the_same_part),
        cmocka_unit_test(test_pins_stand_apart_and_move_smoothly),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
