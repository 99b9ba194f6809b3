#pragma once

#include "scene/scene_map.h"

/* The map of a detail page: where its place lies. Items: place (place, label = name on the map, color); area, river (geometry_set) of
 * this slide, or else of its parent. */

#define DETAIL_RIVERS_MAX 4

/* From the start side, in design units. */
struct detail_map_place {
    struct vec2 center;
    float w;
    struct rect bleed; /* what the map covers; its edge towards the words and its lower edge fade */
    float fade_x, fade_y;
};

struct detail_map {
    const struct detail_map_place *at;
    struct map_shape *areas;
    size_t area_count;
    struct map_line rivers[DETAIL_RIVERS_MAX];
    size_t river_count;
    struct vec2 place;
    struct color color;
    struct label name;
    bool has_map, has_name;
    uint64_t key;
};

/* Without a place or a map there is nothing to draw. `at` must outlive it. */
void scene_detail_map_prepare(const struct scene *scene, struct detail_map *detail_map,
                              const struct detail_map_place *at);
/* Range: found 0..1, how far the place has been found: the map comes, and the marker grows, or flies from the mark it was opened
 * from. */
void scene_detail_map_draw(const struct scene *scene, struct canvas *canvas,
                           const struct detail_map *detail_map, float found);
