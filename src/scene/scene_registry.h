#pragma once

#include "scene/scene.h"

/* Every slide kind, one file each: scene_<kind>.c. */

extern const struct scene_class scene_attract_class;
extern const struct scene_class scene_home_class;
extern const struct scene_class scene_region_profile_class;
extern const struct scene_class scene_ranking_class;
extern const struct scene_class scene_share_ring_class;
extern const struct scene_class scene_route_map_class;
extern const struct scene_class scene_route_profile_class;
extern const struct scene_class scene_belt_map_class;
extern const struct scene_class scene_cluster_stacks_class;
extern const struct scene_class scene_distance_radar_class;
extern const struct scene_class scene_place_detail_class;
extern const struct scene_class scene_place_explorer_class;
extern const struct scene_class scene_rank_rule_class;
extern const struct scene_class scene_delta_class;
extern const struct scene_class scene_output_columns_class;
extern const struct scene_class scene_time_line_class;
extern const struct scene_class scene_hub_map_class;
extern const struct scene_class scene_goal_board_class;
extern const struct scene_class scene_pictogram_class;
extern const struct scene_class scene_waffle_class;
extern const struct scene_class scene_bar_rows_class;
extern const struct scene_class scene_references_class;
extern const struct scene_class scene_concept_class;
extern const struct scene_class scene_constellation_class;
extern const struct scene_class scene_plan_rosette_class;
extern const struct scene_class scene_district_map_class;
/* What stands in for a slide that could not be prepared; not a kind of the pack's. */
extern const struct scene_class scene_fallback_class;
