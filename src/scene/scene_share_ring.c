/* Slide kind `share_ring`: the parts of a whole as a ring with the total in its middle and direct labels on leaders,
 * and up to three further figures in a column beside it, in place of which a touched part tells of itself.
 * Items: total (figure), part (figure = percentage, label, color; in reading order from 12 o'clock), aside (figure, label,
 * note, color). A placement of a part moves its label from the ring's centre; without one it stands at the arc's middle. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "ui/numeral.h"

#define PARTS_MAX 8
#define ASIDES_MAX 3
#define TICKS 100
#define TURN 6.28318531f
/* A label without a placement: clear of the ring, in design units from its edge, and of the page's side. */
#define LABEL_OUT 170.0f
#define LABEL_ABOVE 64.0f
#define LABEL_HALF 130.0f
#define GAP_PX 5.0f
#define FINGER 30.0f  /* the ring is touched this far beside itself */
#define FORWARD 16.0f /* a touched part stands this much out of the ring */
#define LEADER_MS 240
#define ASIDE_STAGGER_MS 120
#define ASIDE_COUNT_MS 1200

static const struct span SWEEP_SPAN = {150, 1200, EASE_IN_OUT3};
static const struct span TICKS_SPAN = {0, 500, EASE_OUT3};

struct composition {
    float center_start, center_y, inner, outer;
    float total_px, total_unit_px;
    float aside_end, aside_first, aside_pitch,
        aside_px; /* aside_end: how far the hairlines run, from the start */
    struct caption_place caption;
};

static const struct composition LANDSCAPE = {1354.0f,
                                             595.0f,
                                             188.0f,
                                             292.0f,
                                             108.0f,
                                             36.0f,
                                             650.0f,
                                             272.0f,
                                             228.0f,
                                             104.0f,
                                             {{96.0f, 262.0f, 600.0f, 640.0f}, false}};
static const struct composition PORTRAIT = {540.0f,
                                            668.0f,
                                            178.0f,
                                            276.0f,
                                            100.0f,
                                            36.0f,
                                            1008.0f,
                                            1150.0f,
                                            166.0f,
                                            84.0f,
                                            {{72.0f, 1112.0f, 936.0f, 448.0f}, false}};

struct part {
    struct color color;
    float from_frac, to_frac;
    struct numeral value;
    struct label label;
    struct vec2 leader[3];
    struct span span;
};

struct aside {
    struct numeral value;
    struct label label, note;
    bool has_note;
};

struct share_ring {
    const struct composition *at;
    struct vec2 center;
    struct part parts[PARTS_MAX];
    size_t part_count;
    struct aside asides[ASIDES_MAX];
    size_t aside_count;
    struct numeral total;
    struct label total_unit;
    bool has_total;
    int settled_ms;
    struct scene_parts touched; /* the parts, in the same order */
};

/* The ring runs against the clock in right-to-left pages, as a page is read. */
static float
angle_of(const struct ui *ui, float frac) {
    return layout_end_sign(&ui->layout) * frac * TURN;
}

static struct vec2
on_circle(struct vec2 center, float radius_px, float angle) {
    return (struct vec2){center.x + radius_px * sinf(angle), center.y - radius_px * cosf(angle)};
}

/* The arc's own angle that is nearest to the ray towards `point`, a little inside its ends. */
static float
attach_frac(const struct ui *ui, const struct part *part, struct vec2 center, struct vec2 point) {
    float frac = layout_end_sign(&ui->layout) * atan2f(point.x - center.x, center.y - point.y) / TURN;
    if (frac < 0.0f) {
        frac += 1.0f;
    }
    const float inset = fminf(0.02f, (part->to_frac - part->from_frac) / 3.0f);
    return float_clamp(frac, part->from_frac + inset, part->to_frac - inset);
}

static void
place_leader(const struct ui *ui, const struct share_ring *ring, struct part *part) {
    const struct rect value = label_box(&part->value.number);
    const struct rect name = label_box(&part->label);
    const float gap = layout_px(&ui->layout, 18.0f);
    const bool is_label_left = value.x + value.w / 2.0f < ring->center.x;
    /* the leader starts beside the name when that is the lower line nearer to the ring's middle, else beside the value */
    const bool is_below_middle =
        value.y + value.h / 2.0f > ring->center.y - layout_px(&ui->layout, ring->at->outer) * 0.45f;
    const struct rect row = is_label_left && !is_below_middle ? name : value;
    const float y = row.y + 0.6f * row.h;
    const float x = is_label_left ? row.x + row.w + gap : row.x - gap;
    const float outer = layout_px(&ui->layout, ring->at->outer);
    const float reach = layout_px(&ui->layout, 108.0f);
    const float toward = is_label_left ? 1.0f : -1.0f;
    struct vec2 elbow = {x + toward * reach, y};
    if (fabsf(y - ring->center.y) < outer * 0.12f) {
        elbow.x = ring->center.x - toward * outer;
    } else if (fabsf(elbow.x - ring->center.x) < outer * 0.2f || (elbow.x - ring->center.x) * toward > 0.0f) {
        elbow.x = ring->center.x - toward * outer * 0.27f;
    }
    const float frac = attach_frac(ui, part, ring->center, elbow);
    part->leader[0] = (struct vec2){x, y};
    part->leader[1] = elbow;
    part->leader[2] = on_circle(ring->center, outer - layout_px(&ui->layout, 2.0f), angle_of(ui, frac));
}

static void
place_part(const struct scene *scene, struct share_ring *ring, struct part *part,
           const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = ring->at;
    const struct content_placement *placement =
        content_placement_of(scene->env.slide, item, ui->layout.is_portrait);
    const float middle = (part->from_frac + part->to_frac) / 2.0f * TURN;
    const float room = fminf(at->center_start, ui->layout.width - at->center_start) - LABEL_HALF;
    struct vec2 from_center = {-fminf(at->outer + LABEL_OUT, room) * sinf(middle),
                               -(at->outer + LABEL_ABOVE) * cosf(middle)};
    enum text_anchor anchor = TEXT_CENTER;
    if (placement != NULL) {
        from_center = (struct vec2){placement->dx, placement->dy};
        anchor = str_is(placement->side, "left")    ? TEXT_END
                 : str_is(placement->side, "right") ? TEXT_START
                                                    : TEXT_CENTER;
    }
    const float start = at->center_start - from_center.x;
    const float baseline = at->center_y + from_center.y;
    const struct numeral_spec value = {
        .number = {.start = start,
                   .baseline = baseline,
                   .px = 76.0f,
                   .weight = 900,
                   .color = part->color,
                   .anchor = anchor},
        .is_counting = true,
    };
    part->value = numeral_make(ui, &ui->model->figures[item->figure], &value);
    const struct label_spec label = {.start = start,
                                     .baseline = baseline + 50.0f,
                                     .px = 34.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_TEXT),
                                     .anchor = anchor};
    part->label = label_make(ui, ui_cell(ui, &item->label), &label);
    place_leader(ui, ring, part);
}

static bool
place_parts(const struct scene *scene, struct share_ring *ring) {
    const struct ui *ui = &scene->env.ui;
    double sum = 0.0;
    for (size_t i = 0; i < PARTS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "part", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            break;
        }
        sum += ui->model->figures[item->figure].value;
        ring->part_count++;
    }
    double before = 0.0;
    for (size_t i = 0; i < ring->part_count && sum > 0.0; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "part", i);
        struct part *part = &ring->parts[i];
        const double value = ui->model->figures[item->figure].value;
        part->color = ui_color_named(ui, item->color, THEME_SKY);
        part->from_frac = float_clamp((float)(before / sum), 0.0f, 1.0f);
        part->to_frac = float_clamp((float)((before + value) / sum), part->from_frac, 1.0f);
        before += value;
        part->span = (struct span){
            SWEEP_SPAN.start_ms + (int)((float)SWEEP_SPAN.duration_ms * part->from_frac), 0, EASE_OUT3};
        part->span.duration_ms = SWEEP_SPAN.start_ms + SWEEP_SPAN.duration_ms + 300 - part->span.start_ms;
        place_part(scene, ring, part, item);
        if (str_is(item->color, "sky")) {
            part->value.number.color = ui_color(ui, THEME_SKY_TEXT);
        }
    }
    return ring->part_count > 0 && sum > 0.0;
}

static void
place_total(const struct scene *scene, struct share_ring *ring) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, "total", 0);
    ring->has_total = item != NULL && item->figure != CONTENT_NONE;
    if (!ring->has_total) {
        return;
    }
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct numeral_spec spec = {
        .number = {.start = ring->at->center_start,
                   .baseline = ring->at->center_y + 15.0f,
                   .px = ring->at->total_px,
                   .weight = 900,
                   .color = ui_color(ui, THEME_TEXT),
                   .anchor = TEXT_CENTER},
        .is_counting = true,
    };
    ring->total = numeral_make(ui, figure, &spec);
    const struct label_spec unit = {.start = ring->at->center_start,
                                    .baseline = ring->at->center_y + 79.0f,
                                    .px = ring->at->total_unit_px,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .anchor = TEXT_CENTER};
    ring->total_unit =
        label_make(ui, text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words), &unit);
}

static void
place_aside(const struct ui *ui, const struct share_ring *ring, struct aside *aside,
            const struct content_item *item, float baseline) {
    const struct composition *at = ring->at;
    const bool is_portrait = ui->layout.is_portrait;
    const float start = ui->layout.margin;
    const struct label_spec label = {
        .start = start, .baseline = baseline, .px = 34.0f, .weight = 600, .color = ui_color(ui, THEME_MUTED)};
    aside->label = label_make(ui, ui_cell(ui, &item->label), &label);
    const struct numeral_spec value = {
        .number = {.start = start,
                   .baseline = baseline + (is_portrait ? 86.0f : 102.0f),
                   .px = at->aside_px,
                   .weight = 900,
                   .color = ui_color_named(ui, item->color, THEME_TEXT)},
        .unit_px = 40.0f,
        .unit_weight = 500,
        .unit_color = ui_color(ui, THEME_MUTED),
        .has_unit = true,
        .is_counting = true,
    };
    aside->value = numeral_make(ui, &ui->model->figures[item->figure], &value);
    const struct str note = ui_cell(ui, &item->note);
    aside->has_note = !str_is_empty(note);
    if (aside->has_note) {
        const struct label_spec spec = {.start = is_portrait ? at->aside_end : start,
                                        .baseline = is_portrait ? baseline + 86.0f : baseline + 152.0f,
                                        .px = 32.0f,
                                        .weight = 500,
                                        .color = ui_color(ui, THEME_TEXT),
                                        .wrap = 540.0f,
                                        .px_min = 28.0f,
                                        .anchor = is_portrait ? TEXT_END : TEXT_START};
        aside->note = label_make(ui, note, &spec);
    }
}

static void
place_captions(const struct scene *scene, struct share_ring *ring) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *total = content_item_at(scene->env.slide, "total", 0);
    ring->touched.place = ring->at->caption;
    for (size_t i = 0; i < ring->part_count; i++) {
        const struct part *part = &ring->parts[i];
        const struct content_item *item = content_item_at(scene->env.slide, "part", i);
        struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = part->value.number.color,
            .figure = &ui->model->figures[item->figure],
            .lines = {{"", 0}, ui_cell(ui, &item->note)},
            .page = CONTENT_NONE,
        };
        if (ring->has_total) {
            spec.lines[0] = scene_caption_part_of(ui, spec.figure, &ui->model->figures[total->figure]);
        }
        const int index = scene_parts_add(scene, &ring->touched, &spec);
        scene_parts_add_spot(ui, &ring->touched, index, item->key,
                             rect_union(label_box(&part->value.number), label_box(&part->label)));
    }
}

/* The part whose arc lies under a point, a little generously. */
static int
part_at(const struct ui *ui, const struct share_ring *ring, struct vec2 at_px) {
    const struct vec2 out = {at_px.x - ring->center.x, at_px.y - ring->center.y};
    const float radius = hypotf(out.x, out.y) / ui->layout.scale;
    const float turned = layout_end_sign(&ui->layout) * atan2f(out.x, -out.y) / TURN;
    const float frac = turned < 0.0f ? turned + 1.0f : turned;
    for (size_t i = 0; i < ring->part_count; i++) {
        const struct part *part = &ring->parts[i];
        if (radius > ring->at->inner - FINGER && radius < ring->at->outer + FINGER &&
            frac >= part->from_frac && frac < part->to_frac) {
            return (int)i;
        }
    }
    return SCENE_PART_NONE;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct share_ring *ring = scene->state;
    ring->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    ring->center = layout_point(&ui->layout, ring->at->center_start, ring->at->center_y);
    if (!place_parts(scene, ring)) {
        err_set(err, ERR_CONTENT, 0, "a share ring needs at least one item `part` with a figure above zero");
        return STEP_FAILED;
    }
    place_total(scene, ring);
    place_captions(scene, ring);
    for (size_t i = 0; i < ASIDES_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "aside", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            break;
        }
        place_aside(ui, ring, &ring->asides[i], item,
                    ring->at->aside_first + ring->at->aside_pitch * (float)i);
        ring->aside_count++;
    }
    ring->settled_ms = 2400;
    return STEP_DONE;
}

static void
draw_ticks(const struct ui *ui, struct canvas *canvas, const struct share_ring *ring, float shown) {
    const struct color color = color_fade(ui_color(ui, THEME_STEEL), 0.85f * shown);
    const float stroke = layout_px(&ui->layout, 2.0f);
    for (int i = 0; i < TICKS; i++) {
        const float angle = TURN * (float)i / (float)TICKS;
        const float from = layout_px(&ui->layout, ring->at->outer + 14.0f);
        const float to = layout_px(&ui->layout, ring->at->outer + (i % 10 == 0 ? 28.0f : 20.0f));
        draw_line(canvas, on_circle(ring->center, from, angle), on_circle(ring->center, to, angle), stroke,
                  color);
    }
}

static void
draw_arc_of(const struct scene *scene, struct canvas *canvas, size_t index, float swept, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct share_ring *ring = scene->state;
    const struct part *part = &ring->parts[index];
    const float outer = layout_px(&ui->layout, ring->at->outer);
    const float half_gap = layout_px(&ui->layout, GAP_PX) / outer / TURN / 2.0f;
    const float from = part->from_frac + half_gap;
    const float to = fminf(part->to_frac, swept) - half_gap;
    const float out = FORWARD * scene_select_forward(&scene->select, (int)index, since);
    if (to <= from) {
        return;
    }
    const float a = angle_of(ui, from);
    const float b = angle_of(ui, to);
    const struct vec2 center = on_circle(ring->center, layout_px(&ui->layout, out), (a + b) / 2.0f);
    draw_ring_segment(canvas, center, layout_px(&ui->layout, ring->at->inner), outer, fminf(a, b),
                      fmaxf(a, b), part->color);
}

static void
draw_part_label(const struct ui *ui, struct canvas *canvas, const struct part *part, time_ns since) {
    const int end_ms = part->span.start_ms + part->span.duration_ms;
    const float led = timeline_value((struct span){end_ms - LEADER_MS, LEADER_MS, EASE_OUT3}, since);
    if (led > 0.0f) {
        draw_polyline(canvas, part->leader, 3, layout_px(&ui->layout, 2.5f), false,
                      color_fade(part->color, led));
    }
    numeral_draw(ui, canvas, &part->value, part->span, since);
    label_draw(ui, canvas, &part->label,
               timeline_value((struct span){part->span.start_ms, 300, EASE_OUT3}, since), 0.0f);
}

static void
draw_asides(const struct ui *ui, struct canvas *canvas, const struct share_ring *ring, time_ns since) {
    const float width = ring->at->aside_end - ui->layout.margin;
    for (size_t i = 0; i < ring->aside_count; i++) {
        const struct aside *aside = &ring->asides[i];
        const struct span span = {300 + ASIDE_STAGGER_MS * (int)i, ASIDE_COUNT_MS, EASE_OUT5};
        const float shown = timeline_value((struct span){span.start_ms, 300, EASE_OUT3}, since);
        label_draw(ui, canvas, &aside->label, shown, 0.0f);
        numeral_draw(ui, canvas, &aside->value, span, since);
        if (aside->has_note) {
            label_draw(ui, canvas, &aside->note, shown, 0.0f);
        }
        if (i + 1 < ring->aside_count) {
            const float y = ring->at->aside_first + ring->at->aside_pitch * (float)(i + 1);
            scene_hairline(ui, canvas, ui->layout.margin, y - 48.0f, width, shown);
        }
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct share_ring *ring = scene->state;
    const float swept = timeline_value(SWEEP_SPAN, since);
    draw_ticks(ui, canvas, ring,
               timeline_value(TICKS_SPAN, since) *
                   scene_select_alpha(&scene->select, SCENE_PART_NONE, since));
    for (size_t i = 0; i < ring->part_count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_arc_of(scene, canvas, i, swept, since);
        draw_part_label(ui, canvas, &ring->parts[i], since);
        draw_group_pop(canvas);
    }
    if (ring->has_total) {
        numeral_draw(ui, canvas, &ring->total, SWEEP_SPAN, since);
        label_draw(ui, canvas, &ring->total_unit,
                   timeline_value((struct span){1350, 240, EASE_LINEAR}, since), 0.0f);
    }
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    draw_asides(ui, canvas, ring, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &ring->touched, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, part_at(&scene->env.ui, scene->state, action->at_px), since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct share_ring *ring = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &ring->touched, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct share_ring *ring = scene->state;
    return scene_select_next_change(&scene->select, scene_change_until(ring->settled_ms, since), since);
}

const struct scene_class scene_share_ring_class = {
    .name = "share_ring",
    .state_size = sizeof(struct share_ring),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
