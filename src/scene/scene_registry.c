/* The slide kinds this program knows: one row a kind. */

#include "scene/scene_registry.h"

static const struct scene_class *const CLASSES[] = {
    &scene_attract_class,       &scene_home_class,           &scene_region_profile_class,
    &scene_ranking_class,       &scene_share_ring_class,     &scene_route_map_class,
    &scene_route_profile_class, &scene_cluster_stacks_class, &scene_distance_radar_class,
    &scene_place_detail_class,  &scene_place_explorer_class, &scene_rank_rule_class,
    &scene_delta_class,         &scene_output_columns_class, &scene_belt_map_class,
    &scene_time_line_class,     &scene_hub_map_class,        &scene_goal_board_class,
    &scene_pictogram_class,     &scene_waffle_class,         &scene_bar_rows_class,
    &scene_references_class,    &scene_plan_rosette_class,   &scene_district_map_class,
    &scene_concept_class,       &scene_constellation_class,
};

const struct scene_class *
scene_class_find(struct str kind) {
    for (size_t i = 0; i < ARRAY_LEN(CLASSES); i++) {
        if (str_is(kind, CLASSES[i]->name)) {
            return CLASSES[i];
        }
    }
    return NULL;
}

void
scene_init(struct scene *scene, const struct scene_class *klass, const struct scene_env *env) {
    scene->klass = klass;
    scene->env = *env;
    scene->state = arena_alloc(env->ui.view, klass->state_size);
    scene->select = scene_select_none(env->is_reduced_motion);
}

void
target_add_arg(struct target_list *list, const char *name, struct rect box, int action, int arg) {
    if (list->count < SCENE_TARGETS_MAX) {
        list->items[list->count++] = (struct target){.name = name, .box = box, .action = action, .arg = arg};
    }
}

void
target_add(struct target_list *list, const char *name, struct rect box, int action) {
    target_add_arg(list, name, box, action, CONTENT_NONE);
}

void
target_add_slide(struct target_list *list, const char *name, struct rect box, int slide) {
    target_add_arg(list, name, box, ACTION_GO_TO, slide);
}

time_ns
scene_change_until(int settled_ms, time_ns since_enter) {
    return since_enter < TIME_MS(settled_ms) ? since_enter : TIME_NEVER;
}

time_ns
scene_change_ambient(int settled_ms, int period_ms, time_ns since_enter) {
    return since_enter < TIME_MS(settled_ms) ? since_enter : since_enter + TIME_MS(period_ms);
}

void
scene_hairline(const struct ui *ui, struct canvas *canvas, float start, float y, float w, float alpha) {
    const struct color color = color_fade(ui_color(ui, THEME_HAIRLINE), alpha);
    draw_rect(canvas, layout_rect(&ui->layout, start, y - 1.0f, w, 2.0f), draw_solid(color));
}
