/* When the wall clock is believed. */

#include "support.h"

#include "base/wall.h"

static void
test_when_it_is_believed(void **state) {
    UNUSED(state);
    static const struct {
        int64_t utc_s;
        bool is_kept;
        int64_t expected;
    } CASES[] = {
        {0, true, 0}, /* a board without a clock */
        {-1, true, 0},
        {WALL_LEAST_UTC_S - 1, true, 0},
        {WALL_LEAST_UTC_S, true, WALL_LEAST_UTC_S},
        {WALL_LEAST_UTC_S, false, 0}, /* it may be right, but nobody vouches for it */
        {1795600000, true, 1795600000},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        assert_int_equal(wall_believe(CASES[i].utc_s, CASES[i].is_kept), CASES[i].expected);
    }
    const int64_t now = wall_utc_s();
    assert_true(now == 0 || now >= WALL_LEAST_UTC_S);
}

/* A clock of the machine's own counts as far as it can be right. */
static void
test_a_clock_of_its_own(void **state) {
    UNUSED(state);
    static const struct {
        int64_t own_utc_s, utc_s;
        bool agrees;
    } CASES[] = {
        {1795600000, 1795600000, true},
        {1795600000, 1795600000 + 14 * 3600, true}, /* it runs by the local time */
        {1795600000 - 12 * 3600, 1795600000, true},
        {946684800, 1777248000, false},  /* its battery is empty; systemd has lifted the date */
        {946684800, 946684800, false},   /* and before it has */
        {0, 1795600000, false},          /* there is none */
        {1777248000, 1795600000, false}, /* nobody knows which of the two is right */
        {INT64_MAX, 1795600000, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        assert_true(wall_agrees(CASES[i].own_utc_s, CASES[i].utc_s) == CASES[i].agrees);
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_when_it_is_believed),
        cmocka_unit_test(test_a_clock_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
