/* Between the selection (a value), the captions (words on a panel) and a scene, which alone knows how its parts look. Captions of
 * a slide stand at one place; from one part to another the panel changes its height and the words change over. */

#include "scene/scene_parts.h"

#include <math.h>

#define TOUCH_MIN 88.0f

int
scene_parts_add(const struct scene *scene, struct scene_parts *parts, const struct caption_spec *spec) {
    if (parts->count == SCENE_PARTS_MAX) {
        return SCENE_PART_NONE;
    }
    parts->captions[parts->count] = scene_caption_make(&scene->env.ui, spec, &parts->place);
    parts->pages[parts->count] = spec->page;
    return parts->count++;
}

void
scene_parts_add_spot(const struct ui *ui, struct scene_parts *parts, int part, struct str key,
                     struct rect box) {
    const float least = layout_px(&ui->layout, TOUCH_MIN);
    const float grow_x = fmaxf(0.0f, least - box.w) / 2.0f;
    const float grow_y = fmaxf(0.0f, least - box.h) / 2.0f;
    if (part == SCENE_PART_NONE || parts->spot_count == SCENE_SPOTS_MAX) {
        return;
    }
    parts->spots[parts->spot_count++] = (struct part_spot){
        .name = str_format(ui->view, "part " STR_FMT, STR_ARG(key)).ptr,
        .box = {box.x - grow_x, box.y - grow_y, box.w + 2.0f * grow_x, box.h + 2.0f * grow_y},
        .part = part,
    };
}

static bool
is_part(const struct scene_parts *parts, int part) {
    return part >= 0 && part < parts->count;
}

void
scene_parts_targets(const struct scene *scene, const struct scene_parts *parts, struct target_list *targets) {
    const int forward = scene->select.part;
    if (is_part(parts, forward)) {
        if (parts->pages[forward] != CONTENT_NONE) {
            target_add_slide(targets, "details", parts->captions[forward].pill, parts->pages[forward]);
        }
        if (parts->captions[forward].has_value && parts->captions[forward].figure != CONTENT_NONE) {
            target_add_arg(targets, "caption figure",
                           scene_caption_value_box(&scene->env.ui, &parts->captions[forward]), ACTION_FIGURE,
                           parts->captions[forward].figure);
        }
        target_add_arg(targets, "caption", parts->captions[forward].box, ACTION_TOUCH, forward);
    }
    for (size_t i = 0; i < parts->spot_count; i++) {
        const struct part_spot *spot = &parts->spots[i];
        const bool leads_on = spot->part == forward && parts->pages[forward] != CONTENT_NONE;
        target_add_arg(targets, spot->name, spot->box, leads_on ? ACTION_GO_TO : ACTION_TOUCH,
                       leads_on ? parts->pages[forward] : spot->part);
    }
}

enum scene_reply
scene_parts_touch(struct scene *scene, const struct action *action, int nearest, time_ns since) {
    const int part = action->arg != CONTENT_NONE ? action->arg : nearest;
    if (action->kind != ACTION_TOUCH) {
        return SCENE_IGNORED;
    }
    scene_select_touch(&scene->select, part, since);
    return SCENE_HANDLED;
}

/* The panel on its way from one caption to the next. */
static struct rect
panel_at(const struct scene *scene, const struct scene_parts *parts, time_ns since) {
    const int to = is_part(parts, scene->select.part) ? scene->select.part : scene->select.before;
    const int from = is_part(parts, scene->select.before) ? scene->select.before : to;
    const struct rect *a = &parts->captions[from].box;
    const struct rect *b = &parts->captions[to].box;
    const float t = scene_select_forward(&scene->select, to, since);
    const float moved = from == to ? 1.0f : t;
    return (struct rect){b->x, float_mix(a->y, b->y, moved), b->w, float_mix(a->h, b->h, moved)};
}

void
scene_parts_draw(const struct scene *scene, const struct scene_parts *parts, struct canvas *canvas,
                 time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const int shown[2] = {scene->select.before, scene->select.part};
    const float any = scene_select_any(&scene->select, since);
    if (any <= 0.0f || (!is_part(parts, shown[0]) && !is_part(parts, shown[1]))) {
        return;
    }
    scene_caption_draw_panel(ui, canvas, panel_at(scene, parts, since), any);
    for (size_t i = shown[0] == shown[1] ? 1 : 0; i < 2; i++) {
        if (is_part(parts, shown[i])) {
            const float forward = scene_select_forward(&scene->select, shown[i], since);
            scene_caption_draw(ui, canvas, &parts->captions[shown[i]],
                               float_clamp(2.0f * forward - 1.0f, 0.0f, 1.0f));
        }
    }
}

float
scene_parts_rest(const struct scene *scene, time_ns since) {
    return 1.0f - scene_select_any(&scene->select, since);
}

static bool
overlaps(const struct rect *a, const struct rect *b) {
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

float
scene_parts_alpha(const struct scene *scene, const struct scene_parts *parts, int part, struct rect box,
                  time_ns since) {
    const int shown[2] = {scene->select.before, scene->select.part};
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        if (is_part(parts, shown[i]) && overlaps(&parts->captions[shown[i]].box, &box)) {
            return scene_parts_rest(scene, since);
        }
    }
    return scene_select_alpha(&scene->select, part, since);
}

void
scene_parts_push(const struct scene *scene, struct canvas *canvas, int part, time_ns since) {
    draw_group_push(canvas, 0.0f, 0.0f, scene_select_alpha(&scene->select, part, since));
}
