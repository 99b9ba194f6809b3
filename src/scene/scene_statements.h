#pragma once

#include "anim/timeline.h"
#include "scene/scene.h"
#include "ui/label.h"

/* The quiet statements of a page: the items of the role `statement` (label) in their order, one below the other, each behind a
 * star. A longer one takes a second line. */

#define STATEMENTS_MAX 5

struct statements {
    struct label labels[STATEMENTS_MAX];
    struct vec2 stars[STATEMENTS_MAX];
    size_t count;
    float end_y; /* baseline, in design units, where what follows would stand */
};

struct statements_spec {
    float start, y, w; /* design units: near side, first baseline, room with the star */
    float px;          /* down to 28 where a line of a wide column is too long */
};

/* Places those there are; none is fine. */
void scene_statements_place(const struct scene *scene, struct statements *ret_statements,
                            const struct statements_spec *spec);
/* They come up one after another from start_ms on. */
void scene_statements_draw(const struct ui *ui, struct canvas *canvas, const struct statements *statements,
                           int start_ms, time_ns since);
