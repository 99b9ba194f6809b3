#pragma once

#include "scene/scene_map.h"

/* A map with a lens on a part of it: the whole at one side, the part enlarged in a circle, and the cone between them.
 * Items of the slide: area, river (geometry_set). */

#define LENS_RIVERS_MAX 4

struct lens_map {
    struct map_view map, close;
    struct map_shape *areas, *areas_close;
    size_t area_count, areas_close_count;
    struct map_line rivers[LENS_RIVERS_MAX], rivers_close[LENS_RIVERS_MAX];
    size_t river_count;
    struct rect box;
    struct vec2 lens, source; /* centres in pixels: the lens, and what it looks at */
    float lens_px, source_px;
    uint64_t key;
};

/* Fits the slide's map into `box` (pixels) and puts a lens of radius `lens_px` at `lens`, looking at `place`. */
void scene_lens_map_prepare(const struct scene *scene, struct lens_map *lens_map, struct rect box,
                            const struct content_place *place, struct vec2 lens, float lens_px);
/* Where a place is seen: in the lens when it lies there, else on the whole map. */
struct vec2 scene_lens_map_project(const struct lens_map *lens_map, const struct content_place *place);
/* Range: opened 0..1, of the cone and the lens. */
void scene_lens_map_draw(const struct ui *ui, struct canvas *canvas, const struct lens_map *lens_map,
                         float opened);
