#pragma once

#include "deck/deck_view.h"

/* A page that is larger than the picture or stands lower, and how a hand moves it: for the deck's own files. */

struct deck;

/* Is the page larger than the picture, or lower? */
bool deck_large_can_move(const struct deck *deck);
/* Lets a view begin where reading begins. */
void deck_large_begin(const struct deck *deck, struct deck_view *view);
/* Goes on showing the part of the page that was shown in a layout before. */
void deck_large_keep(struct deck *deck, struct vec2 pan, bool was_rtl);
/* Moves the page with a finger, or to its next part in reading order (step +1 or -1). */
void deck_large_drag(struct deck *deck, const struct gesture *gesture);
void deck_large_step(struct deck *deck, int step);
/* Moves the page so that the target with this name is seen, if there is one. */
void deck_large_show(struct deck *deck, const char *name, time_ns now);
/* What the controls stand on where the page runs beneath them, and the two buttons that move it. */
void deck_large_draw(const struct deck *deck, struct canvas *canvas);
void deck_large_targets(const struct deck *deck, struct target_list *targets);
/* A point of the picture on the page. */
struct vec2 deck_large_on_page(const struct deck *deck, struct vec2 at_px);
