#pragma once

#include "base/clock.h"
#include "scene/scene.h"

/* Now and then the loop shows what a hand may do: a ghost of one touches a part of the page, or draws the next page on. */

#define GHOST_EVERY 3 /* slides of the loop */
#define GHOST_NS TIME_MS(2800)

/* What it does on a page: touch at `from`, or draw from there to `to`. */
struct ghost {
    struct vec2 from, to;
    bool is_touch;
};

/* Chooses for the nth slide of the loop among what answers on it; nothing that answers: a swipe that brings the next page. */
struct ghost deck_ghost_choose(const struct ui *ui, const struct target_list *page, int nth);
/* Range: since 0..GHOST_NS. */
void deck_ghost_draw(const struct ui *ui, struct canvas *canvas, const struct ghost *ghost, time_ns since);
