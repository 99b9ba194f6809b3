/* What was moved in a list: the fewest rows, whatever their number. Against a search of all subsets for every order of six rows. */

#include "support.h"

#include "tools/pack_order.h"

#define ROWS 6

static struct arena arena;

static int
set_up(void **state) {
    (void)state;
    arena_init(&arena, 1 << 12);
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static bool
is_rising(const int *ranks, unsigned set) {
    int last = -1;
    for (unsigned i = 0; i < ROWS; i++) {
        if ((set >> i & 1u) != 0 && ranks[i] <= last) {
            return false;
        }
        last = (set >> i & 1u) != 0 ? ranks[i] : last;
    }
    return true;
}

static int
size_of(unsigned set) {
    return __builtin_popcount(set);
}

static void
test_one_row_moved_is_one_move(void **state) {
    static const int FORWARD[] = {2, 3, 4, 5, 1}, NONE[] = {4, 7, 9};
    bool stayed[5];
    (void)state;
    pack_order_stayed(FORWARD, 5, &arena, stayed);
    assert_true(stayed[0] && stayed[1] && stayed[2] && stayed[3]);
    assert_false(stayed[4]);
    pack_order_stayed(NONE, 3, &arena, stayed);
    assert_true(stayed[0] && stayed[1] && stayed[2]);
    pack_order_stayed(NONE, 0, &arena, stayed);
}

/* What is said to have stayed rises, and no larger set does. */
static void
check(const int *ranks) {
    bool stayed[ROWS];
    unsigned said = 0;
    int best = 0;
    pack_order_stayed(ranks, ROWS, &arena, stayed);
    for (unsigned i = 0; i < ROWS; i++) {
        said |= stayed[i] ? 1u << i : 0u;
    }
    for (unsigned set = 0; set < 1u << ROWS; set++) {
        best = is_rising(ranks, set) && size_of(set) > best ? size_of(set) : best;
    }
    assert_true(is_rising(ranks, said));
    assert_int_equal(size_of(said), best);
}

static void
test_every_order(void **state) {
    int orders = 0;
    (void)state;
    for (int code = 0; code < 6 * 6 * 6 * 6 * 6 * 6; code++) {
        int ranks[ROWS];
        unsigned seen = 0;
        for (int i = 0, rest = code; i < ROWS; i++, rest /= ROWS) {
            ranks[i] = rest % ROWS;
            seen |= 1u << ranks[i];
        }
        if (seen == (1u << ROWS) - 1) {
            check(ranks);
            arena_reset(&arena);
            orders++;
        }
    }
    print_message("orders: N = %d\n", orders);
    assert_int_equal(orders, 720);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_row_moved_is_one_move),
        cmocka_unit_test(test_every_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
