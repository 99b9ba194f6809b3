#pragma once

#include "scene/scene.h"
#include "ui/numeral.h"

/* Up to three lesser figures of a page side by side: the items of the role `aside` (figure, label), each a name over its number.
 * In portrait the unit stands below the number. */

#define ASIDES_MAX 3

struct aside {
    struct label name, unit;
    struct numeral number;
    bool has_unit; /* as a label of its own */
};

struct asides {
    struct aside items[ASIDES_MAX];
    size_t count;
};

struct asides_spec {
    float y;  /* design units: baseline of the names' last lines in portrait, first lines in landscape */
    float px; /* of the numbers */
};

/* Places those there are across the page's width; none is fine. */
void scene_asides_place(const struct scene *scene, struct asides *ret_asides, const struct asides_spec *spec);
/* They count up one after another from start_ms on. */
void scene_asides_draw(const struct ui *ui, struct canvas *canvas, const struct asides *asides, int start_ms,
                       time_ns since);
