/* What moved between two packs: two small models side by side, every way in which a figure can differ or seem to. */

#include "support.h"

#include "content/content_change.h"

#define FIGURES 9
#define POINTS 3

static struct arena arena;

/* A pack of nine figures, two series and four slides. */
struct pack {
    struct content_model model;
    struct content_unit units[2];
    struct content_figure figures[FIGURES];
    struct content_point points[POINTS];
    struct content_series series[2];
    struct content_item items[4];
    struct content_slide slides[4];
};

static struct str
key_of(int i) {
    static const char *const KEYS[FIGURES] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    return str_from_c(KEYS[i]);
}

static struct pack *
make_pack(void) {
    struct pack *pack = arena_alloc(&arena, sizeof(*pack));
    pack->units[0] = (struct content_unit){.key = STR_LIT("km"), .style = UNIT_WORD};
    pack->units[1] = (struct content_unit){.key = STR_LIT("percent"), .style = UNIT_PERCENT};
    for (int i = 0; i < FIGURES; i++) {
        pack->figures[i] = (struct content_figure){.key = key_of(i), .value = 12.5, .decimals = 1};
    }
    for (int i = 0; i < POINTS; i++) {
        pack->points[i] = (struct content_point){.key = key_of(i), .value = 10.0 * (i + 1)};
    }
    for (int i = 0; i < 2; i++) {
        pack->series[i] = (struct content_series){
            .key = key_of(i), .decimals = 0, .points = pack->points, .point_count = POINTS};
    }
    for (int i = 0; i < 4; i++) {
        pack->items[i] = (struct content_item){.role = STR_LIT("part"),
                                               .figure = CONTENT_NONE,
                                               .figure_2 = CONTENT_NONE,
                                               .series = CONTENT_NONE};
        pack->slides[i] = (struct content_slide){.items = &pack->items[i], .item_count = 1};
    }
    pack->model.units = pack->units;
    pack->model.units_count = 2;
    pack->model.figures = pack->figures;
    pack->model.figures_count = FIGURES;
    pack->model.series = pack->series;
    pack->model.series_count = 2;
    return pack;
}

static void
test_the_same_pack_has_not_moved(void **state) {
    struct pack *before = make_pack();
    struct pack *now = make_pack();
    (void)state;
    assert_null(content_change_compare(&arena, &before->model, &now->model));
    assert_null(content_change_was(NULL, &now->figures[0]));
    assert_false(content_change_touches(NULL, &now->slides[0]));
    assert_true(content_change_point_was(NULL, &now->series[0], 1) == 20.0);
}

static void
test_what_moves_a_figure(void **state) {
    struct pack *before = make_pack();
    struct pack *now = make_pack();
    (void)state;
    before->figures[0].value = 11.0;  /* another value */
    before->figures[1].value = 12.54; /* reads alike */
    before->figures[2].value = 12500.0,
    now->figures[2].scale = SCALE_THOUSAND;                                    /* the same in another scale */
    before->figures[3].value = 9000.0, now->figures[3].scale = SCALE_THOUSAND; /* another in another scale */
    before->figures[4].unit = 1; /* another unit: another matter */
    before->figures[4].value = 3.0;
    before->figures[5].is_range = true, before->figures[5].value_to = 14.0; /* was a range */
    before->figures[6].year = 2023;                                         /* another year, the same value */
    before->figures[7].key = STR_LIT("gone");                               /* is new */
    now->figures[8].is_range = true, now->figures[8].value_to = 12.5;       /* a range without width */
    const struct content_changes *changes = content_change_compare(&arena, &before->model, &now->model);
    static const bool MOVED[FIGURES] = {true, false, false, true, false, true, false, false, false};
    assert_non_null(changes);
    for (int i = 0; i < FIGURES; i++) {
        assert_int_equal(content_change_was(changes, &now->figures[i]) != NULL, MOVED[i]);
    }
    assert_int_equal(changes->figures_moved, 3);
    assert_int_equal(changes->points_moved, 0);
    const struct content_was *was = content_change_was(changes, &now->figures[3]);
    assert_true(was->from == 9.0 && was->figure.value == 9000.0 && was->figure.scale == SCALE_ONE);
    assert_true(content_change_was(changes, &now->figures[5])->from_to == 14.0);
    const struct content_figure stray = now->figures[0]; /* a copy is not the pack's */
    assert_null(content_change_was(changes, &stray));
    printf("N = %d figures compared\n", FIGURES);
}

static void
test_points_have_been_what_they_were(void **state) {
    struct pack *before = make_pack();
    struct pack *now = make_pack();
    struct content_point *turned = arena_alloc_array(&arena, 2, sizeof(*turned));
    (void)state;
    turned[0] =
        (struct content_point){.key = key_of(2), .value = 31.0}; /* another order, one moved, one missing */
    turned[1] = (struct content_point){.key = key_of(0), .value = 10.0};
    before->series[1].points = turned;
    before->series[1].point_count = 2;
    const struct content_changes *changes = content_change_compare(&arena, &before->model, &now->model);
    assert_non_null(changes);
    assert_int_equal(changes->points_moved, 1);
    assert_true(content_change_point_was(changes, &now->series[1], 0) == 10.0);
    assert_true(content_change_point_was(changes, &now->series[1], 1) == 20.0);
    assert_true(content_change_point_was(changes, &now->series[1], 2) == 31.0);
    assert_true(content_change_point_was(changes, &now->series[0], 2) == 30.0);
    assert_true(content_change_begin(changes, &now->series[1], 2, 40.0) == (float)(31.0 / 30.0));
    assert_true(content_change_begin(changes, &now->series[1], 2, 30.0) == 1.0f); /* no room for more */
    assert_true(content_change_begin(changes, &now->series[1], 1, 40.0) == 0.0f);
    assert_true(content_change_begin(NULL, &now->series[1], 2, 40.0) == 0.0f);
}

static void
test_which_slides_tell_it(void **state) {
    struct pack *before = make_pack();
    struct pack *now = make_pack();
    (void)state;
    before->figures[0].value = 1.0;
    before->series[1].points = before->points; /* one series moves, in one point of its own */
    struct content_point *own = arena_alloc_array(&arena, POINTS, sizeof(*own));
    memcpy(own, now->points, sizeof(now->points));
    own[0].value = 3.0;
    now->series[1].points = own;
    now->items[0].figure_2 = 0;
    now->items[1].series = 1;
    now->items[2].note.in[0] = STR_LIT("grown to {a|value} from {b}");
    now->items[3].figure = 0; /* on the sources sheet only */
    now->items[3].role = STR_LIT("sheet");
    const struct content_changes *changes = content_change_compare(&arena, &before->model, &now->model);
    assert_non_null(changes);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(content_change_touches(changes, &now->slides[i]), i < 3);
    }
    now->slides[3].title.in[0] = STR_LIT("rank {rank:b,a}");
    assert_true(content_change_touches(changes, &now->slides[3]));
    now->slides[3].title.in[0] = STR_LIT("rank {rank:a,a} of {b} and {a");
    assert_false(content_change_touches(changes, &now->slides[3]));
}

static int
set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_pack_has_not_moved),
        cmocka_unit_test(test_what_moves_a_figure),
        cmocka_unit_test(test_points_have_been_what_they_were),
        cmocka_unit_test(test_which_slides_tell_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
