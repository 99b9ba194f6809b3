#pragma once

#include "scene/scene_lens_map.h"
#include "ui/map_camera.h"

/* Draws the areas and rivers of a lens map as a camera sees them at a moment, at any zoom. A map in motion is painted with as many
 * points as an eye follows, one that stands still with all it can show, once. Lives in the frame arena. */
void explorer_land_draw(const struct ui *ui, struct canvas *canvas, const struct lens_map *lens_map,
                        const struct map_camera *camera, time_ns now);
