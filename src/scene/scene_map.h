#pragma once

#include "scene/scene.h"
#include "ui/label.h"
#include "ui/map.h"

/* Parts that the map slides share: painting geometries and text that an author places by eye. */

/* Fills every shape of a set; outlines are drawn by scene_map_outline. */
void scene_map_fill(struct canvas *canvas, const struct map_shape *shapes, size_t count, struct color color);
/* Strokes all rings, closed. */
void scene_map_outline(struct canvas *canvas, const struct map_shape *shapes, size_t count, float stroke_px,
                       struct color color);
/* A label at a projected place moved by its placement (design units). Returns: false when the placement hides it. Without
 * a placement it stands 14 units above its place. */
bool scene_map_label(const struct scene *scene, const struct content_item *item, struct str text,
                     struct vec2 place, const struct label_spec *spec, struct label *ret_label);

/* How a map fades out towards the edges, in pixels: nothing is shown at `none`, all at `full`. */
struct map_fade {
    float left_none, left_full, top_none, top_full, bottom_full, bottom_none;
};
/* Fills a shape so that it fades; needs a cached layer around it. */
void scene_map_fill_faded(struct canvas *canvas, struct arena *frame, const struct map_shape *shape,
                          struct color color, const struct map_fade *fade);
/* Strokes all rings of a shape, each piece as faint as the map is there. */
void scene_map_outline_faded(struct canvas *canvas, const struct map_shape *shape, float stroke_px,
                             struct color color, const struct map_fade *fade);
