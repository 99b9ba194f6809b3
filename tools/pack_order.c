/* The longest rising subsequence by piles: the last row of pile k ends the best run of k + 1 rows found so far, and each row
 * remembers the row before it in its run. Rows outside the run are what somebody moved: one slide put further forward is one
 * move, not a move of every slide behind it. */

#include "tools/pack_order.h"

/* First pile whose last row does not come before `rank`. */
static size_t
pile_for(const int *ranks, const size_t *last, size_t piles, int rank) {
    size_t low = 0;
    size_t high = piles;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ranks[last[middle]] < rank) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void
pack_order_stayed(const int *ranks, size_t n, struct arena *arena, bool *ret_stayed) {
    size_t piles = 0;
    if (n == 0) {
        return;
    }
    size_t *last = arena_alloc_array(arena, n, sizeof(size_t));
    size_t *before = arena_alloc_array(arena, n, sizeof(size_t));
    for (size_t i = 0; i < n; i++) {
        const size_t pile = pile_for(ranks, last, piles, ranks[i]);
        before[i] = pile > 0 ? last[pile - 1] : i;
        last[pile] = i;
        piles = pile == piles ? piles + 1 : piles;
        ret_stayed[i] = false;
    }
    size_t row = last[piles - 1];
    for (; before[row] != row; row = before[row]) {
        ret_stayed[row] = true;
    }
    ret_stayed[row] = true;
}
