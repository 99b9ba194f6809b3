#pragma once

#include "scene/scene.h"
#include "ui/numeral.h"

/* The loud figure of a page with its name and a quieter line below: an item with figure, label, note and color. */

struct hero {
    struct numeral number;
    struct label label, note;
    struct color color;
    bool has_note;
};

struct hero_spec {
    float start, w;        /* design units: near side and room */
    float y, px;           /* baseline and size of the number */
    float label_y;         /* baseline of the name */
    enum theme_role color; /* where the item names none */
};

void scene_hero_place(const struct ui *ui, struct hero *ret_hero, const struct content_item *item,
                      const struct hero_spec *spec);
/* The number counts up from start_ms on, the words come with it. */
void scene_hero_draw(const struct ui *ui, struct canvas *canvas, const struct hero *hero, int start_ms,
                     time_ns since);
