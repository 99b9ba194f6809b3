/* Slide kind `delta`: two rivers meet in a star and open into numbered fields; below them what stands beside, in one line.
 * Items: river (label, color) x 2, the first from the start side; field (label) x 1 to 5; lead (label), support (label) x 0 to 4. In portrait the
 * fields stand one below the other. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "text/text_format.h"
#include "ui/label.h"
#include "ui/map.h"
#include "ui/star.h"

#define FIELDS_MAX 5
#define SUPPORTS_MAX 4
#define RIVER_MS 1200
#define STAR_MS 1100
#define BRANCH_MS 700
#define BRANCH_FIRST_MS 1200
#define BRANCH_STAGGER_MS 90
#define SUPPORT_MS 1900
#define RISE 16.0f
#define SETTLED_MS 2600
#define BRANCH_POINTS 33

struct composition {
    struct vec2 star;
    struct vec2 knots[5]; /* of the first river, from the start side to the star */
    float name_start, name_y;
    bool is_list;
    float field_y, field_first, field_pitch;
    float label_px, label_gap, label_wrap;
    float rule_y, support_y, support_px, support_pitch;
};

static const struct composition LANDSCAPE = {
    {960.0f, 399.0f},
    {{0.0f, 276.0f}, {270.0f, 331.0f}, {520.0f, 317.0f}, {720.0f, 334.0f}, {930.0f, 390.0f}},
    102.0f,
    392.0f,
    false,
    647.0f,
    268.8f,
    345.6f,
    40.0f,
    105.0f,
    300.0f,
    845.0f,
    907.0f,
    36.0f,
    0.0f};
static const struct composition PORTRAIT = {
    {540.0f, 440.0f},
    {{0.0f, 310.0f}, {150.0f, 366.0f}, {290.0f, 352.0f}, {400.0f, 370.0f}, {520.0f, 430.0f}},
    80.0f,
    440.0f,
    true,
    640.0f,
    150.0f,
    150.0f,
    44.0f,
    84.0f,
    760.0f,
    1356.0f,
    1430.0f,
    34.0f,
    70.0f};

struct field {
    struct vec2 at; /* pixels */
    struct label number, label;
    struct vec2 branch[BRANCH_POINTS];
    int order; /* of opening, from the middle outwards */
};

struct support {
    struct vec2 star;
    struct label label;
};

struct delta {
    struct vec2 star;
    struct map_line rivers[2];
    struct color colors[2];
    struct label names[2];
    size_t river_count;
    struct field fields[FIELDS_MAX];
    size_t field_count;
    struct label lead;
    bool has_lead;
    struct support supports[SUPPORTS_MAX];
    size_t support_count;
};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static void
place_river(const struct ui *ui, struct delta *delta, const struct content_item *item) {
    const struct composition *at = composition_of(ui);
    const bool is_far = delta->river_count == 1; /* the second comes from the end side */
    struct vec2 knots[ARRAY_LEN(at->knots)];
    for (size_t i = 0; i < ARRAY_LEN(knots); i++) {
        const float start = is_far ? ui->layout.width - at->knots[i].x : at->knots[i].x;
        knots[i] = layout_point(&ui->layout, start, at->knots[i].y);
    }
    const struct label_spec name = {.start = is_far ? ui->layout.width - at->name_start : at->name_start,
                                    .baseline = at->name_y,
                                    .px = 56.0f,
                                    .weight = 900,
                                    .color = ui_color_named(ui, item->color, THEME_JADE),
                                    .anchor = is_far ? TEXT_END : TEXT_START};
    delta->colors[delta->river_count] = name.color;
    delta->names[delta->river_count] = label_make(ui, ui_cell(ui, &item->label), &name);
    delta->rivers[delta->river_count++] = map_line_smooth(knots, ARRAY_LEN(knots), ui->view);
}

static struct vec2
cubic(struct vec2 a, struct vec2 b, struct vec2 c, struct vec2 d, float t) {
    const float u = 1.0f - t;
    const float w[4] = {u * u * u, 3.0f * u * u * t, 3.0f * u * t * t, t * t * t};
    return (struct vec2){w[0] * a.x + w[1] * b.x + w[2] * c.x + w[3] * d.x,
                         w[0] * a.y + w[1] * b.y + w[2] * c.y + w[3] * d.y};
}

/* Leaves the star downwards and comes down on the field; in a list, by way of a stem that all share. */
static void
place_branch(const struct ui *ui, struct delta *delta, struct field *field, float lean) {
    const struct composition *at = composition_of(ui);
    const float scale = ui->layout.scale;
    const struct vec2 a = {delta->star.x + lean * 18.0f * scale, delta->star.y + 30.0f * scale};
    const struct vec2 end = {field->at.x, field->at.y - 44.0f * scale};
    const struct vec2 knee = {end.x, at->is_list ? layout_y(&ui->layout, at->field_y - 44.0f) : end.y};
    const float fall = knee.y - a.y;
    const struct vec2 b = {a.x + (knee.x - a.x) * 0.06f, a.y + fall * 0.62f};
    const struct vec2 c = {knee.x, a.y + fall * 0.24f};
    const float bend = at->is_list ? 0.6f : 1.0f; /* the part of the way up to the knee */
    for (int i = 0; i < BRANCH_POINTS; i++) {
        const float t = (float)i / (float)(BRANCH_POINTS - 1);
        const float down = (t - bend) / fmaxf(1.0f - bend, 0.01f);
        field->branch[i] = t <= bend ? cubic(a, b, c, knee, t / bend)
                                     : (struct vec2){knee.x, float_mix(knee.y, end.y, down)};
    }
}

static void
place_field(const struct ui *ui, struct delta *delta, const struct content_item *item, size_t index,
            size_t total) {
    const struct composition *at = composition_of(ui);
    struct field *field = &delta->fields[index];
    const float middle = (float)(total - 1) / 2.0f;
    const float start =
        at->is_list ? at->field_first : ui->layout.width / 2.0f + at->field_pitch * ((float)index - middle);
    const float y = at->is_list ? at->field_y + at->field_pitch * (float)index : at->field_y;
    field->at = layout_point(&ui->layout, start, y);
    field->order = at->is_list ? (int)index : (int)fabsf((float)index - middle);
    const struct label_spec number = {.start = start,
                                      .baseline = y + 13.0f,
                                      .px = 32.0f,
                                      .weight = 900,
                                      .color = ui_color(ui, THEME_INK),
                                      .anchor = TEXT_CENTER};
    field->number =
        label_make(ui, format_number(ui->view, &ui->locale, (double)(index + 1), 0, false), &number);
    const struct label_spec label = {.start = at->is_list ? start + at->label_gap : start,
                                     .baseline = at->is_list ? y + 15.0f : y + at->label_gap,
                                     .px = at->label_px,
                                     .weight = 800,
                                     .color = ui_color(ui, THEME_TEXT),
                                     .anchor = at->is_list ? TEXT_START : TEXT_CENTER,
                                     .wrap = at->label_wrap,
                                     .lines_max = 2,
                                     .line_height_em = 1.25f,
                                     .flags = TEXT_BALANCE};
    field->label = label_make(ui, ui_cell(ui, &item->label), &label);
    const float side = -layout_end_sign(&ui->layout) * (middle - (float)index);
    place_branch(ui, delta, field, at->is_list ? 0.0f : float_clamp(side, -1.0f, 1.0f));
}

/* In one line, spread between the lead and the other margin; in portrait in two columns. */
static void
place_supports(const struct scene *scene, struct delta *delta) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_item *lead = content_item_at(scene->env.slide, "lead", 0);
    const size_t total = content_item_total(scene->env.slide, "support");
    float widths = 0.0f;
    struct label_spec spec = {.start = ui->layout.margin,
                              .baseline = at->support_y,
                              .px = 32.0f,
                              .weight = 500,
                              .color = ui_color(ui, THEME_MUTED)};
    delta->has_lead = lead != NULL;
    if (delta->has_lead) {
        delta->lead = label_make(ui, ui_cell(ui, &lead->label), &spec);
        widths = delta->lead.block->width_px / ui->layout.scale;
    }
    spec.px = at->support_px;
    spec.weight = 700;
    spec.color = ui_color(ui, THEME_TEXT);
    for (size_t i = 0; i < total && i < SUPPORTS_MAX; i++) {
        delta->supports[i].label =
            label_make(ui, ui_cell(ui, &content_item_at(scene->env.slide, "support", i)->label), &spec);
        widths += delta->supports[i].label.block->width_px / ui->layout.scale + 32.0f;
        delta->support_count++;
    }
    const float gap = (ui->layout.width - 2.0f * ui->layout.margin - widths) /
                      (float)(delta->support_count > 0 ? delta->support_count : 1);
    float start =
        ui->layout.margin + (delta->has_lead ? delta->lead.block->width_px / ui->layout.scale : 0.0f) + gap;
    for (size_t i = 0; i < delta->support_count; i++) {
        const size_t row = 1 + i / 2; /* of the list, below the lead */
        const float baseline =
            at->is_list ? at->support_y + at->support_pitch * (float)row - 10.0f : at->support_y;
        start = at->is_list ? ui->layout.margin + 468.0f * (float)(i % 2) : start;
        delta->supports[i].star = layout_point(&ui->layout, start + 11.0f, baseline - 12.0f);
        spec.start = start + 32.0f;
        spec.baseline = baseline;
        delta->supports[i].label =
            label_make(ui, ui_cell(ui, &content_item_at(scene->env.slide, "support", i)->label), &spec);
        start += delta->supports[i].label.block->width_px / ui->layout.scale + 32.0f + gap;
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct delta *delta = scene->state;
    const size_t total = content_item_total(scene->env.slide, "field");
    delta->star = layout_point(&ui->layout, composition_of(ui)->star.x, composition_of(ui)->star.y);
    delta->field_count = total < FIELDS_MAX ? total : FIELDS_MAX;
    if (delta->field_count == 0) {
        err_set(err, ERR_CONTENT, 0, "no field");
        return STEP_FAILED;
    }
    for (size_t i = 0; i < 2 && content_item_at(scene->env.slide, "river", i) != NULL; i++) {
        place_river(ui, delta, content_item_at(scene->env.slide, "river", i));
    }
    for (size_t i = 0; i < delta->field_count; i++) {
        place_field(ui, delta, content_item_at(scene->env.slide, "field", i), i, delta->field_count);
    }
    place_supports(scene, delta);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_rivers(const struct ui *ui, struct canvas *canvas, const struct delta *delta, time_ns since) {
    const float run = timeline_value((struct span){0, RIVER_MS, EASE_IN_OUT3}, since);
    for (size_t i = 0; i < delta->river_count && run > 0.0f; i++) {
        const struct map_line *river = &delta->rivers[i];
        struct vec2 end;
        const size_t count = map_line_part(river, river->length_px * run, &end);
        for (int halo = 3; halo >= 1; halo--) {
            draw_polyline(canvas, river->points, count, layout_px(&ui->layout, 7.0f + 7.0f * (float)halo),
                          false, color_fade(delta->colors[i], 0.07f));
        }
        draw_polyline(canvas, river->points, count, layout_px(&ui->layout, 7.0f), false, delta->colors[i]);
        label_draw(ui, canvas, &delta->names[i], timeline_value((struct span){300, 400, EASE_OUT3}, since),
                   0.0f);
    }
}

static int
field_ms(const struct field *field) {
    return BRANCH_FIRST_MS + BRANCH_STAGGER_MS * field->order;
}

static void
draw_branch(const struct ui *ui, struct canvas *canvas, const struct field *field, time_ns since) {
    const float grown = timeline_value((struct span){field_ms(field), BRANCH_MS, EASE_IN_OUT3}, since);
    const struct color amber = ui_color(ui, THEME_AMBER);
    const size_t points = (size_t)(grown * (float)(BRANCH_POINTS - 1)) + 1;
    if (points > 1) {
        draw_polyline(canvas, field->branch, points, layout_px(&ui->layout, 10.0f), false,
                      color_fade(amber, 0.12f));
        draw_polyline(canvas, field->branch, points, layout_px(&ui->layout, 4.0f), false, amber);
    }
}

static void
draw_field(const struct ui *ui, struct canvas *canvas, const struct field *field, time_ns since) {
    const float shown =
        timeline_value((struct span){field_ms(field) + BRANCH_MS - 200, 300, EASE_OUT3}, since);
    const struct color amber = ui_color(ui, THEME_AMBER);
    if (shown > 0.0f) {
        const float r = layout_px(&ui->layout, 45.0f) * (0.6f + 0.4f * shown);
        draw_circle(canvas, field->at, r, color_fade(ui_color(ui, THEME_INK), shown));
        draw_ring(canvas, field->at, r, layout_px(&ui->layout, 2.5f), color_fade(amber, 0.6f * shown));
        star_draw(canvas, field->at, layout_px(&ui->layout, 28.0f) * shown, amber);
        label_draw(ui, canvas, &field->number, shown, 0.0f);
        label_draw(ui, canvas, &field->label, shown, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)));
    }
}

static void
draw_star(const struct ui *ui, struct canvas *canvas, struct vec2 at, time_ns since) {
    const float shown = timeline_value((struct span){STAR_MS, 420, EASE_OUT3}, since);
    const float ring = timeline_value((struct span){STAR_MS, 900, EASE_OUT3}, since);
    const struct color amber = ui_color(ui, THEME_AMBER);
    if (shown <= 0.0f) {
        return;
    }
    draw_glow(canvas, at, layout_px(&ui->layout, 170.0f), color_fade(amber, 0.5f * shown));
    if (ring < 1.0f) {
        draw_ring(canvas, at, layout_px(&ui->layout, 40.0f + 90.0f * ring), layout_px(&ui->layout, 3.0f),
                  color_fade(amber, 0.8f * (1.0f - ring)));
    }
    star_draw(canvas, at, layout_px(&ui->layout, 44.0f) * shown, ui_color(ui, THEME_INK));
    star_draw_marker(canvas, at, layout_px(&ui->layout, 39.0f) * shown, amber, ui_color(ui, THEME_INK),
                     ui_color(ui, THEME_INK));
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct delta *delta = scene->state;
    draw_rivers(ui, canvas, delta, since);
    for (size_t i = 0; i < delta->field_count; i++) {
        draw_branch(ui, canvas, &delta->fields[i], since);
    }
    for (size_t i = 0; i < delta->field_count; i++) {
        draw_field(ui, canvas, &delta->fields[i], since);
    }
    draw_star(ui, canvas, delta->star, since);
    const float told = timeline_value((struct span){SUPPORT_MS, 300, EASE_OUT3}, since);
    if (delta->support_count > 0) {
        scene_hairline(ui, canvas, ui->layout.margin, composition_of(ui)->rule_y,
                       ui->layout.width - 2.0f * ui->layout.margin, told);
    }
    if (delta->has_lead) {
        label_draw(ui, canvas, &delta->lead, told, 0.0f);
    }
    for (size_t i = 0; i < delta->support_count; i++) {
        star_draw(canvas, delta->supports[i].star, layout_px(&ui->layout, 12.0f) * told,
                  ui_color(ui, THEME_JADE));
        label_draw(ui, canvas, &delta->supports[i].label, told, 0.0f);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_delta_class = {
    .name = "delta",
    .state_size = sizeof(struct delta),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
