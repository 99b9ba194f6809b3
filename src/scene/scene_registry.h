#pragma once

#include "scene/scene.h"

/* Every slide kind, one file each: scene_<kind>.c. */

extern const struct scene_class scene_attract_class;
extern const struct scene_class scene_region_profile_class;
extern const struct scene_class scene_ranking_class;
extern const struct scene_class scene_share_ring_class;
extern const struct scene_class scene_route_map_class;
extern const struct scene_class scene_output_columns_class;
extern const struct scene_class scene_time_line_class;
extern const struct scene_class scene_goal_board_class;
extern const struct scene_class scene_pictogram_class;
/* What stands in for a slide that could not be prepared; not a kind of the pack's. */
extern const struct scene_class scene_fallback_class;
