#pragma once

#include "ui/label.h"

/* The progress rail: which of how many, one pip a slide, grouped by chapter. A tap goes to a pip; a finger drawn along it is told
 * where it would go. */

#define RAIL_PIPS_MAX 64

/* The slides that previous and next lead through, and which of them is shown. */
struct deck_run {
    const int *slides; /* indexes in the model */
    int count, position;
    bool is_detail; /* detail pages of one slide: counted, without pips */
};

struct deck_rail {
    struct ui ui; /* with the chrome's own view arena */
    struct rect box;
    struct label counter;
    float first_x, room; /* design units, of the pips */
    int position, total; /* of the slide among the pips, from 0 */
    int slides[RAIL_PIPS_MAX];
    bool is_detail;
};

/* Shows all slides of the run while their pips are wide enough for a finger to tell apart, else those of the chapter. */
void deck_rail_prepare(struct deck_rail *rail, const struct ui *ui, const struct deck_run *run);
/* Range: stretch 0..1, the current pip's growth. */
void deck_rail_draw(const struct deck_rail *rail, struct canvas *canvas, float stretch);
/* The pip that lies nearest to x. */
int deck_rail_pip_at(const struct deck_rail *rail, float x_px);
/* Above the rail: number and title of the slide a finger is on; lives in the frame arena. */
void deck_rail_draw_bubble(const struct deck_rail *rail, struct canvas *canvas, int pip);
