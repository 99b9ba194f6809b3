/* Slide kind `distance_radar`: how far each phase of an instrument sees, on a logarithmic axis that leaves a globe; a wavefront
 * runs along it and brightens each phase's arc as it passes. Below each phase its dishes, counted. A touched phase tells of its
 * distance where the others' dishes are, upright in the widest gap between phases.
 * Items, the n-th of each role belonging together: phase (figure = distance, label, note, color, class = body: moon, asteroid or
 * planet), reach (label: what it reaches, in large), dishes (figure = how many, figure_2 = diameter, label; class `many`: an
 * illustrative field). Besides: origin (label), tick (class = value of the axis, label). In portrait the axis stands upright. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_bodies.h"
#include "scene/scene_parts.h"
#include "ui/label.h"

#define PHASES_MAX 3
#define TICKS_MAX 4
#define DISHES_MAX 160
#define MANY_COLUMNS 22
#define MANY_ROWS 6
#define DISH_PX 0.47f /* radius in design units for a metre of diameter */
#define DISH_MANY 5.5f
#define WAVES 24
#define WAVE_MS 2400
#define PHASE_FIRST_MS 300
#define PHASE_STAGGER_MS 700
#define DISH_STAGGER_MS 20
#define DISH_MS 200
#define ARC_POINTS 17
#define SPARKS 70
#define CAPTION_W 640.0f
#define CAPTION_H 244.0f
#define CAPTION_END 930.0f  /* landscape: where captions end */
#define CAPTION_NEAR 212.0f /* landscape: where one begins at the globe's side, clear of its name */
#define TICK_CLEAR 18.0f    /* between a tick's words and an arc */
#define TICK_UPRIGHT 76.0f  /* upright, a tick nearer to a phase than this stands in its words and has none */

struct composition {
    bool is_upright;
    float origin;          /* place of the globe's centre along the axis */
    float at_100k, decade; /* of the axis */
    float axis;            /* the axis itself, across */
    float globe, arc;      /* radius; half length of the farthest arc */
    float label_px, big_px, note_px, dish_px, tick_px;
};

static const struct composition LANDSCAPE = {false,  146.0f, 252.0f, 446.0f, 610.0f, 58.0f,
                                             117.0f, 34.0f,  84.0f,  34.0f,  34.0f,  28.0f};
static const struct composition PORTRAIT = {true,  1520.0f, 1400.0f, 320.0f, 540.0f, 62.0f,
                                            96.0f, 34.0f,   72.0f,   32.0f,  32.0f,  28.0f};

struct phase {
    struct color color;
    float along;    /* design units on the axis */
    struct vec2 at; /* pixels */
    float half;     /* of the arc, design units */
    struct str body;
    struct label stage, reach, note, dishes;
    bool has_reach, has_dishes;
    struct vec2 dish[DISHES_MAX];
    int dish_count;
    float dish_radius;
    struct rect dish_box; /* pixels that all dishes lie in */
};

struct tick {
    struct vec2 at;
    struct label label;
};

struct distance_radar {
    struct phase phases[PHASES_MAX];
    size_t count;
    struct tick ticks[TICKS_MAX];
    size_t tick_count;
    struct vec2 globe;
    struct label origin;
    bool has_origin;
    float far;                /* of the farthest phase, along */
    struct scene_parts parts; /* the phases */
    uint64_t key;
};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

/* A place by its way along the axis and its distance from it: the page mirrors, an upright axis stands still. */
static struct vec2
spot(const struct ui *ui, float along, float across) {
    const struct composition *at = composition_of(ui);
    return at->is_upright ? (struct vec2){layout_fixed_point(&ui->layout, at->axis + across, 0.0f).x,
                                          layout_y(&ui->layout, along)}
                          : layout_point(&ui->layout, along, at->axis + across);
}

static float
along_of(const struct ui *ui, double value) {
    const struct composition *at = composition_of(ui);
    const float decades = (float)(log10(value) - 5.0);
    return at->is_upright ? at->at_100k - at->decade * decades : at->at_100k + at->decade * decades;
}

/* +1 when `along` grows with the distance, -1 upright. */
static float
outward(const struct ui *ui) {
    return composition_of(ui)->is_upright ? -1.0f : 1.0f;
}

/* ---- placing ---- */

static struct label
centred(const struct ui *ui, struct str words, struct vec2 place, float px, int weight, struct color color) {
    const struct label_spec spec = {.start = place.x,
                                    .baseline = place.y,
                                    .px = px,
                                    .weight = weight,
                                    .color = color,
                                    .anchor = TEXT_CENTER};
    return label_make(ui, words, &spec);
}

static void
place_dishes(const struct ui *ui, struct phase *phase, const struct content_item *item, struct vec2 middle) {
    const bool is_many = str_is(item->klass, "many");
    const struct content_model *model = ui->model;
    const int total = is_many ? MANY_COLUMNS * MANY_ROWS
                      : item->figure == CONTENT_NONE
                          ? 0
                          : int_clamp(model->figures[item->figure].value, 0, MANY_COLUMNS * MANY_ROWS);
    const int columns = is_many ? MANY_COLUMNS : total <= 4 ? 4 : 9;
    const double metres = item->figure_2 == CONTENT_NONE ? 0.0 : model->figures[item->figure_2].value;
    const float radius = is_many || !(metres > 0.0) ? DISH_MANY : DISH_PX * (float)metres;
    const float pitch = radius * 2.0f + 5.0f;
    const int rows = (total + columns - 1) / columns;
    const struct rect units = {middle.x - pitch * (float)columns / 2.0f,
                               middle.y - pitch * (float)rows / 2.0f, pitch * (float)columns,
                               pitch * (float)rows};
    phase->dish_box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    phase->dish_radius = layout_px(&ui->layout, radius);
    for (int i = 0; i < total && i < DISHES_MAX; i++) {
        const int row = i / columns;
        const int in_row = row == rows - 1 ? total - row * columns : columns;
        const float x = middle.x + pitch * ((float)(i % columns) - (float)(in_row - 1) / 2.0f);
        const float y = middle.y + pitch * ((float)row - (float)(rows - 1) / 2.0f);
        phase->dish[phase->dish_count++] = layout_point(&ui->layout, x, y);
    }
}

/* The words of a phase in landscape stand over and under its arc, shifted inward at the page's edge. */
static void
place_phase_wide(const struct ui *ui, struct phase *phase, const struct content_item *const items[3]) {
    const struct composition *at = composition_of(ui);
    const struct color ink = ui_color(ui, THEME_TEXT);
    float middle = fminf(phase->along, ui->layout.width - 287.5f);
    if (phase->has_reach) {
        const struct str words = ui_cell(ui, &items[1]->label);
        phase->reach = centred(ui, words, (struct vec2){middle, 380.0f}, at->big_px, 900, ink);
        const float half = phase->reach.block->width_px / ui->layout.scale / 2.0f;
        middle = fminf(middle, ui->layout.width - ui->layout.margin - half);
        phase->reach = centred(ui, words, (struct vec2){middle, 380.0f}, at->big_px, 900, ink);
    }
    phase->stage = centred(ui, ui_cell(ui, &items[0]->label), (struct vec2){middle, 290.0f}, at->label_px,
                           700, phase->color);
    phase->note = centred(ui, ui_cell(ui, &items[0]->note), (struct vec2){middle, 434.0f}, at->note_px, 500,
                          ui_color(ui, THEME_MUTED));
    if (phase->has_dishes) {
        phase->dishes =
            centred(ui, ui_cell(ui, &items[2]->label), (struct vec2){middle, 884.0f}, at->dish_px, 700, ink);
        place_dishes(ui, phase, items[2], (struct vec2){middle, 790.0f});
    }
}

static struct label
column_line(const struct ui *ui, struct str words, float baseline, float px, int weight, struct color color) {
    const struct label_spec spec = {.start = ui->layout.margin,
                                    .baseline = baseline,
                                    .px = px,
                                    .weight = weight,
                                    .color = color,
                                    .wrap = 344.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    return label_make(ui, words, &spec);
}

/* Upright: words at the start side of the axis, dishes at the other. */
static void
place_phase_tall(const struct ui *ui, struct phase *phase, const struct content_item *const items[3]) {
    const struct composition *at = composition_of(ui);
    const float y = phase->along;
    phase->stage = column_line(ui, ui_cell(ui, &items[0]->label), y - 68.0f, at->label_px, 700, phase->color);
    phase->note =
        column_line(ui, ui_cell(ui, &items[0]->note), y + 64.0f, at->note_px, 500, ui_color(ui, THEME_MUTED));
    if (phase->has_reach) {
        phase->reach = column_line(ui, ui_cell(ui, &items[1]->label), y + 14.0f, at->big_px, 900,
                                   ui_color(ui, THEME_TEXT));
    }
    if (phase->has_dishes) {
        const float middle = ui->layout.width - ui->layout.margin - 176.0f;
        phase->dishes = centred(ui, ui_cell(ui, &items[2]->label), (struct vec2){middle, y + 76.0f},
                                at->dish_px, 700, ui_color(ui, THEME_TEXT));
        place_dishes(ui, phase, items[2], (struct vec2){middle, y - 20.0f});
    }
}

static void
place_phase(const struct scene *scene, struct distance_radar *radar, size_t index) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_item *const items[3] = {content_item_at(scene->env.slide, "phase", index),
                                                 content_item_at(scene->env.slide, "reach", index),
                                                 content_item_at(scene->env.slide, "dishes", index)};
    struct phase *phase = &radar->phases[index];
    const struct content_figure *figure = &ui->model->figures[items[0]->figure];
    phase->color = ui_color_named(ui, items[0]->color, THEME_SKY);
    phase->along = along_of(ui, figure->value * content_scale_factor(figure->scale));
    phase->at = spot(ui, phase->along, 0.0f);
    phase->half = at->arc * (0.76f + 0.12f * (float)index);
    phase->body = items[0]->klass;
    phase->has_reach = items[1] != NULL;
    phase->has_dishes = items[2] != NULL;
    radar->far = phase->along;
    if (at->is_upright) {
        place_phase_tall(ui, phase, items);
    } else {
        place_phase_wide(ui, phase, items);
    }
}

static float
to_nearest_phase(const struct distance_radar *radar, float along) {
    float nearest = 1.0e6f;
    for (size_t i = 0; i < radar->count; i++) {
        const float away = radar->phases[i].along - along;
        nearest = fabsf(away) < fabsf(nearest) ? away : nearest;
    }
    return nearest;
}

/* The words under a tick give way to an arc beside them. */
static struct label
tick_words(const struct ui *ui, const struct distance_radar *radar, struct str words, float along) {
    const struct composition *at = composition_of(ui);
    const struct label_spec spec = {.px = at->tick_px, .weight = 500, .color = ui_color(ui, THEME_SOFT)};
    if (at->is_upright) { /* on the words' side of the axis */
        const float side = -layout_end_sign(&ui->layout);
        return label_make_at(ui, words, &spec, spot(ui, along + 10.0f, side * 24.0f),
                             side > 0.0f ? TEXT_LEFT : TEXT_RIGHT);
    }
    struct label label = label_make_at(ui, words, &spec, spot(ui, along, 54.0f), TEXT_CENTER);
    const float away = to_nearest_phase(radar, along);
    const float need = label.block->width_px / ui->layout.scale / 2.0f + TICK_CLEAR;
    if (fabsf(away) < need) {
        const float shift = away > 0.0f ? away - need : away + need;
        label.x += layout_end_sign(&ui->layout) * layout_px(&ui->layout, shift);
    }
    return label;
}

static void
place_axis(const struct scene *scene, struct distance_radar *radar) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    for (size_t i = 0; radar->tick_count < TICKS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "tick", i);
        double value = 0.0;
        if (item == NULL) {
            break;
        }
        if (!str_to_double(item->klass, &value) || !(value > 0.0)) {
            continue;
        }
        struct tick *tick = &radar->ticks[radar->tick_count++];
        const float along = along_of(ui, value);
        tick->at = spot(ui, along, 0.0f);
        if (!at->is_upright || fabsf(to_nearest_phase(radar, along)) >= TICK_UPRIGHT) {
            tick->label = tick_words(ui, radar, ui_cell(ui, &item->label), along);
        }
    }
    const struct content_item *origin = content_item_at(scene->env.slide, "origin", 0);
    radar->has_origin = origin != NULL;
    if (radar->has_origin) {
        const struct label_spec spec = {.px = 34.0f, .weight = 700, .color = ui_color(ui, THEME_TEXT)};
        const struct vec2 place =
            at->is_upright ? spot(ui, at->origin + 12.0f, at->globe + 28.0f) : spot(ui, at->origin, 112.0f);
        radar->origin = label_make_at(ui, ui_cell(ui, &origin->label), &spec, place,
                                      at->is_upright ? TEXT_LEFT : TEXT_CENTER);
    }
}

/* ---- captions ---- */

/* Words and dishes, without the arc. */
static struct rect
words_box(const struct phase *phase) {
    struct rect box = rect_union(label_box(&phase->stage), label_box(&phase->note));
    return phase->has_reach ? rect_union(box, label_box(&phase->reach)) : box;
}

static struct rect
dishes_box(const struct phase *phase) {
    return phase->has_dishes ? rect_union(label_box(&phase->dishes), phase->dish_box) : (struct rect){0};
}

/* The middle of the widest gap between phases along an upright axis. */
static float
widest_gap(const struct distance_radar *radar) {
    float middle = radar->phases[0].along;
    float widest = 0.0f;
    for (size_t i = 0; i + 1 < radar->count; i++) {
        const float gap = fabsf(radar->phases[i].along - radar->phases[i + 1].along);
        if (gap > widest) {
            widest = gap;
            middle = (radar->phases[i].along + radar->phases[i + 1].along) / 2.0f;
        }
    }
    return middle;
}

static struct caption_place
caption_place_of(const struct ui *ui, const struct distance_radar *radar, const struct phase *phase) {
    const float margin = ui->layout.margin;
    if (composition_of(ui)->is_upright) {
        const float top = widest_gap(radar) - CAPTION_H / 2.0f;
        return (struct caption_place){{margin, top, ui->layout.width - 2.0f * margin, CAPTION_H}, true};
    }
    const bool is_near = phase->along < ui->layout.width / 2.0f;
    return (struct caption_place){{is_near ? ui->layout.width - margin - CAPTION_W : CAPTION_NEAR,
                                   CAPTION_END - CAPTION_H, CAPTION_W, CAPTION_H},
                                  false};
}

static void
place_parts(const struct scene *scene, struct distance_radar *radar) {
    const struct ui *ui = &scene->env.ui;
    for (size_t i = 0; i < radar->count; i++) {
        const struct phase *phase = &radar->phases[i];
        const struct content_item *item = content_item_at(scene->env.slide, "phase", i);
        const struct content_item *dishes = content_item_at(scene->env.slide, "dishes", i);
        const struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = phase->color,
            .figure = &ui->model->figures[item->figure],
            .lines = {dishes != NULL ? ui_cell(ui, &dishes->label) : (struct str){"", 0}},
            .page = CONTENT_NONE,
        };
        const struct rect body = {phase->at.x, phase->at.y, 0.0f, 0.0f};
        radar->parts.place = caption_place_of(ui, radar, phase);
        const int part = scene_parts_add(scene, &radar->parts, &spec);
        scene_parts_add_spot(ui, &radar->parts, part, item->key, words_box(phase));
        scene_parts_add_spot(ui, &radar->parts, part,
                             str_format(ui->view, STR_FMT " body", STR_ARG(item->key)), body);
        if (phase->has_dishes) {
            scene_parts_add_spot(ui, &radar->parts, part,
                                 str_format(ui->view, STR_FMT " dishes", STR_ARG(item->key)),
                                 dishes_box(phase));
        }
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct distance_radar *radar = scene->state;
    for (size_t i = 0; i < PHASES_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "phase", i);
        if (item == NULL || item->figure == CONTENT_NONE || !(ui->model->figures[item->figure].value > 0.0)) {
            break;
        }
        place_phase(scene, radar, i);
        radar->count++;
    }
    if (radar->count == 0) {
        err_set(err, ERR_CONTENT, 0, "no phase has a distance");
        return STEP_FAILED;
    }
    radar->globe = spot(ui, composition_of(ui)->origin, 0.0f);
    place_axis(scene, radar);
    place_parts(scene, radar);
    radar->key = hash_bytes(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                            &radar->globe, sizeof(radar->globe));
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_arc(const struct ui *ui, struct canvas *canvas, float along, float half, float stroke,
         struct color color) {
    struct vec2 points[ARC_POINTS];
    const float bulge = -outward(ui) * 12.0f; /* its ends lean towards the globe */
    for (int i = 0; i < ARC_POINTS; i++) {
        const float t = 2.0f * (float)i / (float)(ARC_POINTS - 1) - 1.0f;
        points[i] = spot(ui, along + bulge * t * t, half * t);
    }
    draw_polyline(canvas, points, ARC_POINTS, layout_px(&ui->layout, stroke), false, color);
}

/* Half width of the beam at a place along the axis. */
static float
half_at(const struct ui *ui, const struct distance_radar *radar, float along) {
    const struct composition *at = composition_of(ui);
    const float share = (along - at->origin) / (radar->far - at->origin);
    return 104.0f * float_clamp(share, 0.0f, 1.0f);
}

static void
draw_sparks(const struct ui *ui, struct canvas *canvas) {
    uint32_t seed = 77u;
    for (int i = 0; i < SPARKS; i++) {
        float part[3];
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            part[k] = (float)(seed >> 8 & 0xFFFFu) / 65535.0f;
        }
        const struct vec2 at = layout_point(&ui->layout, ui->layout.width * part[0],
                                            230.0f + (ui->layout.height - 420.0f) * part[1]);
        draw_circle(canvas, at, layout_px(&ui->layout, 1.0f + 1.4f * part[2]),
                    color_fade(ui_color(ui, THEME_TEXT), 0.10f + 0.22f * part[2]));
    }
}

/* What never moves: sparks, beam, axis, globe. */
static void
draw_ground(const struct ui *ui, struct canvas *canvas, const struct distance_radar *radar) {
    const struct composition *at = composition_of(ui);
    const float half = half_at(ui, radar, radar->far);
    const struct vec2 beam[3] = {radar->globe, spot(ui, radar->far, -half), spot(ui, radar->far, half)};
    const struct color sky = ui_color(ui, THEME_SKY);
    draw_sparks(ui, canvas);
    draw_polygon(canvas, beam, 3,
                 draw_gradient(color_fade(sky, 0.34f), color_fade(sky, 0.06f), radar->globe,
                               spot(ui, radar->far, 0.0f)));
    for (int i = 1; i < WAVES; i++) {
        const float along =
            float_mix(at->origin + outward(ui) * at->globe, radar->far, (float)i / (float)WAVES);
        draw_arc(ui, canvas, along, 14.0f + 1.05f * half_at(ui, radar, along), 1.5f,
                 color_fade(ui_color(ui, THEME_SOFT), 0.22f));
    }
    const struct vec2 axis[2] = {spot(ui, at->origin + outward(ui) * at->globe, 0.0f),
                                 spot(ui, radar->far, 0.0f)};
    draw_dotted(canvas, axis, 2, layout_px(&ui->layout, 1.6f), layout_px(&ui->layout, 9.0f),
                color_fade(ui_color(ui, THEME_SOFT), 0.7f));
    for (size_t i = 0; i < radar->tick_count; i++) {
        const struct vec2 place = radar->ticks[i].at;
        const float reach = layout_px(&ui->layout, 9.0f);
        const bool is_upright = at->is_upright;
        draw_line(canvas,
                  (struct vec2){place.x - (is_upright ? reach : 0.0f), place.y - (is_upright ? 0.0f : reach)},
                  (struct vec2){place.x + (is_upright ? reach : 0.0f), place.y + (is_upright ? 0.0f : reach)},
                  layout_px(&ui->layout, 2.0f), ui_color(ui, THEME_SOFT));
    }
    scene_globe_draw(ui, canvas, radar->globe, at->globe);
}

/* 0..1: how lately the wavefront passed a place. */
static float
echo_at(const struct ui *ui, const struct distance_radar *radar, float along, time_ns since) {
    const struct composition *at = composition_of(ui);
    const float wave = timeline_cycle(WAVE_MS, 0, since);
    const float place = (along - at->origin) / (radar->far - at->origin);
    const float gone = wave - place * 0.92f;
    return gone < 0.0f || gone > 0.3f ? 0.0f : 1.0f - gone / 0.3f;
}

static void
draw_dishes(struct canvas *canvas, const struct phase *phase, uint64_t key, time_ns since) {
    const int stagger_ms = phase->dish_count > 40 ? 3 : DISH_STAGGER_MS;
    const bool is_settled = since > TIME_MS(stagger_ms * phase->dish_count + DISH_MS);
    if (phase->dish_count == 0 || (is_settled && !draw_layer_begin(canvas, key, phase->dish_box))) {
        return;
    }
    for (int i = 0; i < phase->dish_count; i++) {
        const float popped = timeline_value((struct span){stagger_ms * i, DISH_MS, EASE_OUT3}, since);
        if (popped > 0.0f) {
            draw_ring(canvas, phase->dish[i], 0.68f * phase->dish_radius * popped,
                      0.62f * phase->dish_radius * popped, phase->color);
        }
    }
    if (is_settled) {
        draw_layer_end(canvas);
    }
}

static void
draw_words(const struct scene *scene, struct canvas *canvas, int index, float shown, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct distance_radar *radar = scene->state;
    const struct phase *phase = &radar->phases[index];
    draw_group_push(canvas, 0.0f, 0.0f,
                    scene_parts_alpha(scene, &radar->parts, index, words_box(phase), since));
    label_draw(ui, canvas, &phase->stage, shown, 0.0f);
    label_draw(ui, canvas, &phase->note, shown, 0.0f);
    if (phase->has_reach) {
        label_draw(ui, canvas, &phase->reach, shown, 0.0f);
    }
    draw_group_pop(canvas);
}

static void
draw_phase(const struct scene *scene, struct canvas *canvas, size_t index, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct distance_radar *radar = scene->state;
    const struct phase *phase = &radar->phases[index];
    const int start_ms = PHASE_FIRST_MS + PHASE_STAGGER_MS * (int)index;
    const float shown = timeline_value((struct span){start_ms, 480, EASE_OUT3}, since);
    const float echo = echo_at(ui, radar, phase->along, since) * shown;
    const struct body body = {phase->body, phase->at, phase->color};
    scene_parts_push(scene, canvas, (int)index, since);
    draw_arc(ui, canvas, phase->along, phase->half * shown, 7.0f,
             color_fade(color_mix(phase->color, ui_color(ui, THEME_TEXT), 0.5f * echo), shown));
    scene_body_draw(ui, canvas, &body, shown);
    draw_group_pop(canvas);
    draw_words(scene, canvas, (int)index, shown, since);
    draw_group_push(canvas, 0.0f, 0.0f,
                    scene_parts_alpha(scene, &radar->parts, (int)index, dishes_box(phase), since));
    if (phase->has_dishes) {
        label_draw(ui, canvas, &phase->dishes, shown, 0.0f);
    }
    draw_dishes(canvas, phase, hash_u64(radar->key, index), since - TIME_MS(start_ms + 200));
    draw_group_pop(canvas);
}

static void
draw_wave(const struct ui *ui, struct canvas *canvas, const struct distance_radar *radar, time_ns since) {
    const struct composition *at = composition_of(ui);
    const float wave = timeline_cycle(WAVE_MS, 0, since);
    const float along =
        float_mix(at->origin + outward(ui) * at->globe, radar->far, fminf(wave / 0.92f, 1.0f));
    const float fade = 1.0f - fmaxf(0.0f, wave - 0.82f) / 0.18f;
    draw_arc(ui, canvas, along, 14.0f + 1.05f * half_at(ui, radar, along), 3.0f,
             color_fade(ui_color(ui, THEME_TEXT), 0.55f * fade));
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct distance_radar *radar = scene->state;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    draw_group_push(canvas, 0.0f, 0.0f, timeline_value((struct span){0, 480, EASE_OUT3}, since));
    if (draw_layer_begin(canvas, radar->key, page)) {
        draw_ground(ui, canvas, radar);
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    if (!scene->env.is_reduced_motion) {
        draw_wave(ui, canvas, radar, since);
    }
    const float shown = timeline_value((struct span){200, 300, EASE_OUT3}, since);
    for (size_t i = 0; i < radar->tick_count + (radar->has_origin ? 1 : 0); i++) {
        const struct label *label = i < radar->tick_count ? &radar->ticks[i].label : &radar->origin;
        if (label->block == NULL) {
            continue;
        }
        label_draw(ui, canvas, label,
                   shown * scene_parts_alpha(scene, &radar->parts, SCENE_PART_NONE, label_box(label), since),
                   0.0f);
    }
    for (size_t i = 0; i < radar->count; i++) {
        draw_phase(scene, canvas, i, since);
    }
    scene_parts_draw(scene, &radar->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct distance_radar *radar = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &radar->parts, list);
}

const struct scene_class scene_distance_radar_class = {
    .name = "distance_radar",
    .state_size = sizeof(struct distance_radar),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .has_heading = true,
};
