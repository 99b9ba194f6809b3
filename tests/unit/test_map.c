/* A view of a map as part of a key: every member counts, what lies between them does not. */

#include "support.h"

#include "base/hash.h"
#include "base/macros.h"
#include "ui/map.h"

/* The same view over memory that had `before` in it, so that whatever the compiler leaves between the members differs. */
static void
put_view(struct map_view *view, int before) {
    memset(view, before, sizeof(*view));
    view->projection = PROJECTION_MERCATOR;
    view->n = 0.5;
    view->c = 1.25;
    view->rho0 = 2.0;
    view->rotate_rad = -1.2;
    view->scale = 300.0;
    view->shift_x = 12.0;
    view->shift_y = -7.5;
}

static void
test_what_lies_between_does_not_count(void **state) {
    struct map_view a;
    struct map_view b;
    (void)state;
    put_view(&a, 0x00);
    put_view(&b, 0xA5);
    assert_memory_not_equal(&a, &b, sizeof(a));
    assert_int_equal(map_view_hash(HASH_SEED, &a), map_view_hash(HASH_SEED, &b));
}

static void
test_every_member_counts(void **state) {
    struct map_view view;
    uint64_t keys[9];
    (void)state;
    put_view(&view, 0);
    double *const members[] = {&view.n,     &view.c,       &view.rho0,   &view.rotate_rad,
                               &view.scale, &view.shift_x, &view.shift_y};
    keys[0] = map_view_hash(HASH_SEED, &view);
    keys[1] = map_view_hash(HASH_SEED + 1, &view);
    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        *members[i] += 1e-9;
        keys[2 + i] = map_view_hash(HASH_SEED, &view);
    }
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        for (size_t k = 0; k < i; k++) {
            assert_true(keys[i] != keys[k]);
        }
    }
    view.projection = PROJECTION_CONIC_EQUAL_AREA;
    assert_true(map_view_hash(HASH_SEED, &view) != keys[8]);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_lies_between_does_not_count),
        cmocka_unit_test(test_every_member_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
