#pragma once

#include "base/arena.h"
#include "content/content_model.h"

/* What moved from one pack to the next: figures and points of series, told apart by their keys. A value that reads alike in both has not
 * moved; one whose unit is another tells something else and has not moved either. */

struct content_was {
    struct content_figure
        figure; /* the figure as the pack before told it, with the new one's unit and words; key empty: it stands */
    double from, from_to; /* its values in the new figure's scale: where a count begins */
};

struct content_changes {
    const struct content_model *model; /* the new pack; it must outlive this */
    const struct content_was *figures; /* in the order of its figures */
    const double **points; /* by series and point: the value before; NULL: no point of the series moved */
    int figures_moved, points_moved;
};

/* Compares two packs. Returns: NULL when nothing moved. Valid until: `arena` and `now` are gone; `before` may go at once. */
const struct content_changes *content_change_compare(struct arena *arena, const struct content_model *before,
                                                     const struct content_model *now);
/* What a figure of the new pack was. Returns: NULL when it did not move or is none of the pack's. `changes` may be NULL. */
const struct content_was *content_change_was(const struct content_changes *changes,
                                             const struct content_figure *figure);
/* The value a point had. Returns: its value of now when it did not move. `changes` may be NULL. */
double content_change_point_was(const struct content_changes *changes, const struct content_series *series,
                                size_t point);
/* Where the bar of a point begins to grow, as a part of its settled length: 0 when it did not move, more than 1 when it was greater. `most`
 * is the greatest value there is room for. `changes` may be NULL. */
float content_change_begin(const struct content_changes *changes, const struct content_series *series,
                           size_t point, double most);
/* Does the face of a slide tell something that moved: in an item, a series or its words? `changes` may be NULL. */
bool content_change_touches(const struct content_changes *changes, const struct content_slide *slide);
