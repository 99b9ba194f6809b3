/* Values a pack may hold, however senseless, on every page of the report: every page comes to an end, and the sanitizers watch. What the fuzz
 * target of the same kind found is here for good. */

#include "show_support.h"

#include <math.h>
#include <unistd.h>

#include "base/geom.h"
#include "still/still.h"

#define PAGE_S 60 /* not a measure: a page that never ends must not keep the tests for ever */

static void
show_all(void) {
    for (size_t slide = 0; slide < model->slides_count; slide++) {
        const struct still_config config = {.model = model,
                                            .text = text,
                                            .width_px = slide % 2 == 0 ? 480 : 270,
                                            .height_px = slide % 2 == 0 ? 270 : 480,
                                            .lang = (int)(slide / 2 % 2),
                                            .slide = (int)slide,
                                            .is_flat = true};
        struct err err = {0};
        struct still_page page;
        alarm(PAGE_S);
        struct still *still = still_open(&config, &err);
        if (still == NULL) {
            assert_true(err.text[0] != '\0');
            continue;
        }
        (void)still_paint(still, 1200);
        still_read(still, 31000, false, &page);
        still_close(still);
    }
}

static void
test_every_number_is_the_same(void **state) {
    static const double VALUES[] = {1e15, -1e15, 0.0, -1.0, 1e-12};
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(VALUES); v++) {
        for (size_t i = 0; i < model->figures_count; i++) {
            struct content_figure *figure = (struct content_figure *)&model->figures[i];
            figure->value = i % 5 == 4 ? -VALUES[v] : VALUES[v];
            figure->value_to = -VALUES[v];
        }
        for (size_t i = 0; i < model->series_count; i++) {
            for (size_t p = 0; p < model->series[i].point_count; p++) {
                struct content_point *point = (struct content_point *)&model->series[i].points[p];
                point->value = p % 2 == 0 ? VALUES[v] : -VALUES[v];
            }
        }
        show_all();
    }
    print_message("N = %zu pages\n", ARRAY_LEN(VALUES) * model->slides_count);
}

static void
test_maps_of_nothing_and_of_everything(void **state) {
    static const double POINTS[][2] = {{0.0, 0.0}, {1e-9, 1e-9}, {360.0, 90.0}, {-360.0, -90.0}};
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(POINTS); v++) {
        for (size_t i = 0; i < model->maps_count; i++) {
            struct content_map *map = (struct content_map *)&model->maps[i];
            struct content_stop *fit = arena_alloc_array(&arena, 2, sizeof(*fit));
            fit[1] = (struct content_stop){POINTS[v][0], POINTS[v][1], CONTENT_NONE};
            map->fit_set = (struct str){"", 0};
            map->fit = fit;
            map->fit_count = 2;
            map->parallel_1_deg = -90.0;
            map->parallel_2_deg = v % 2 == 0 ? 90.0 : -90.0;
            map->rotate_deg = POINTS[v][0];
        }
        for (size_t i = 0; i < model->places_count; i += 3) {
            struct content_place *place = (struct content_place *)&model->places[i];
            place->lon_deg = POINTS[v][0];
            place->lat_deg = POINTS[v][1];
        }
        show_all();
    }
    print_message("N = %zu pages\n", ARRAY_LEN(POINTS) * model->slides_count);
}

static void
test_whole_parts_of_anything(void **state) {
    (void)state;
    assert_int_equal(int_clamp(2.9, 0, 10), 2);
    assert_int_equal(int_clamp(-2.9, -10, 10), -2);
    assert_int_equal(int_clamp(1e300, 0, 10), 10);
    assert_int_equal(int_clamp(-1e300, 1, 10), 1);
    assert_int_equal(int_clamp((double)NAN, 3, 10), 3);
    SUPPORT_UNUSED;
}

/* Pictures cost time, and say nothing here. */
static int
set_up_without_art(void **state) {
    const int status = set_up(state);
    if (status == 0) {
        ((struct content_model *)model)->arts_count = 0;
    }
    return status;
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_parts_of_anything),
        cmocka_unit_test(test_every_number_is_the_same),
        cmocka_unit_test(test_maps_of_nothing_and_of_everything),
    };
    return cmocka_run_group_tests(tests, set_up_without_art, tear_down);
}
