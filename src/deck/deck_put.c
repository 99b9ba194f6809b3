/* A slide put on the screen without its way there, and what is seen without it: for pictures that are looked at by a program. A deck that
 * shows many slides so keeps its background pictures, which take longer to decode than a page to draw. */

#include "deck/deck_internal.h"

void
deck_put(struct deck *deck, int slide, time_ns now) {
    deck->now_view = deck->old_view = deck->ahead_view = -1; /* nobody came from anywhere */
    deck_show(deck, slide, 1, now);
    deck->turned_at = now - TIME_S(1); /* the picture does not travel in */
    deck->acted_at = now - TIME_S(1);
}

void
deck_set_bare(struct deck *deck, bool is_bare) {
    deck->is_bare = is_bare;
}

const char *
deck_art_fault(const struct deck *deck) {
    return deck->art_fault.code != ERR_NONE ? deck->art_fault.text : NULL;
}
