/* Slide kind `region_profile`: a region on its map, its parts coloured by kind and counted, beside its size and its people
 * as true-to-scale bars.
 * Items: quantity (figure, label) followed by its compare (figure, note or label) or its two split items (figure, label, color);
 * class (geometry_set, class, label, color; the count is computed; place = where its leader points), river (geometry_set),
 * outline (geometry_set), centre (place, label), statement (label). The slide's map gives projection and window. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_map.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define CLASSES_MAX 4
#define MARGIN_SLACK 24.0f
#define CLASS_PX_MIN 28.0f
#define RIVERS_MAX 4
#define QUANTITIES 2
#define APPEAR_MS 700
#define APPEAR_LATEST_MS 10000
#define APPEAR_MS_PER_UNIT 1.0f /* later by this much a design unit from the centre */
#define RIVER_MS 900
#define BAR_MS 800
#define SETTLED_MS 2700
#define FILLED_MS 1300 /* all parts have appeared */

static const struct span LEADER_SPAN = {900, 300, EASE_OUT3};

struct composition {
    struct rect map;        /* x counted from the start side */
    float column, column_w; /* the bars' column */
    float label_y[QUANTITIES], number_y[QUANTITIES], number_px[QUANTITIES], bar_y[QUANTITIES],
        below_y[QUANTITIES];
    float rule_y[QUANTITIES], statement_y;
};

static const struct composition LANDSCAPE = {{1020.0f, 238.0f, 804.0f, 692.0f},
                                             96.0f,
                                             814.0f,
                                             {288.0f, 610.0f},
                                             {406.0f, 722.0f},
                                             {140.0f, 120.0f},
                                             {444.0f, 756.0f},
                                             {528.0f, 820.0f},
                                             {558.0f, 850.0f},
                                             905.0f};
static const struct composition PORTRAIT = {{108.0f, 290.0f, 864.0f, 720.0f},
                                            72.0f,
                                            936.0f,
                                            {1076.0f, 1344.0f},
                                            {1176.0f, 1446.0f},
                                            {116.0f, 108.0f},
                                            {1200.0f, 1472.0f},
                                            {1274.0f, 1532.0f},
                                            {1298.0f, 1554.0f},
                                            1600.0f};

struct class_part {
    struct map_shape *shapes;
    size_t count;
    struct color fill, ink;
    struct label number, label;
    bool has_label;
    struct vec2 leader[3];
};

struct quantity {
    bool is_present, is_split;
    struct numeral value;
    struct label label, below, below_end;
    bool has_below_end;
    struct rect bars[2];
    struct color bar_color[2];
};

struct region_profile {
    const struct composition *at;
    struct map_view map;
    struct class_part classes[CLASSES_MAX];
    size_t class_count;
    struct map_shape *outline;
    size_t outline_count;
    struct map_line rivers[RIVERS_MAX];
    size_t river_count;
    struct vec2 centre;
    bool has_centre, has_centre_label, has_statement;
    struct label centre_label, statement;
    struct quantity quantities[QUANTITIES];
    uint64_t key;
};

static void
place_leader(const struct ui *ui, struct class_part *part, struct vec2 dot) {
    const struct rect number = label_box(&part->number);
    const float gap = layout_px(&ui->layout, 16.0f);
    const float y = number.y + 0.52f * number.h;
    const bool is_map_right = dot.x > number.x + number.w / 2.0f;
    const float x = is_map_right ? number.x + number.w + gap : number.x - gap;
    const bool is_level = fabsf(dot.y - y) < number.h;
    part->leader[0] = (struct vec2){x, is_level ? dot.y : y};
    part->leader[1] = (struct vec2){dot.x, is_level ? dot.y : y};
    part->leader[2] = dot;
}

/* A class whose words would leave the margin ends there, in smaller words. */
static void
keep_in_margin(const struct ui *ui, struct class_part *part, struct str words, struct label_spec spec) {
    const float end = layout_fixed_point(&ui->layout, ui->layout.width - ui->layout.margin, 0.0f).x;
    const struct rect box = label_box(&part->label);
    if (box.x + box.w > end + layout_px(&ui->layout, MARGIN_SLACK)) {
        spec.px = CLASS_PX_MIN;
        part->number.anchor = TEXT_RIGHT;
        part->number.x = end;
        part->label = label_make_at(ui, words, &spec, (struct vec2){end, part->label.baseline}, TEXT_RIGHT);
    }
}

static void
place_class(const struct scene *scene, struct region_profile *region, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    struct class_part *part = &region->classes[region->class_count++];
    enum theme_role fill = (enum theme_role)(THEME_CLASS_1 + (int)(region->class_count - 1) % 3);
    part->shapes =
        map_shapes(ui->model, &region->map, item->geometry_set, item->klass, ui->view, &part->count);
    part->fill = ui_color(ui, fill);
    part->ink = ui_color_named(ui, item->color, THEME_SKY_TEXT);
    if (part->count == 0) {
        return;
    }
    struct vec2 dot = part->shapes[0].center;
    if (item->place != CONTENT_NONE) {
        dot = map_project(&region->map, ui->model->places[item->place].lon_deg,
                          ui->model->places[item->place].lat_deg);
    }
    const struct label_spec number = {.px = 84.0f, .weight = 900, .color = part->ink};
    const struct str count = format_number(ui->view, &ui->locale, (double)part->count, 0, true);
    part->has_label = scene_map_label(scene, item, count, dot, &number, &part->number);
    if (part->has_label) {
        const struct label_spec label = {.px = 32.0f,
                                         .weight = 600,
                                         .color = ui_color(ui, THEME_TEXT),
                                         .wrap = 190.0f,
                                         .line_height_em = 1.25f};
        const struct vec2 point = {part->number.x, part->number.baseline + layout_px(&ui->layout, 49.0f)};
        part->label = label_make_at(ui, ui_cell(ui, &item->label), &label, point, part->number.anchor);
        keep_in_margin(ui, part, ui_cell(ui, &item->label), label);
        place_leader(ui, part, dot);
    }
}

static void
place_rivers(const struct scene *scene, struct region_profile *region) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, "river", 0);
    if (item == NULL) {
        return;
    }
    size_t count = 0;
    struct map_shape *shapes =
        map_shapes(ui->model, &region->map, item->geometry_set, item->klass, ui->view, &count);
    for (size_t i = 0; i < count && region->river_count < RIVERS_MAX; i++) {
        region->rivers[region->river_count++] =
            map_line_smooth(shapes[i].points, shapes[i].geometry->vertex_count, ui->view);
    }
}

static void
place_map(const struct scene *scene, struct region_profile *region) {
    const struct ui *ui = &scene->env.ui;
    const struct content_slide *slide = scene->env.slide;
    const struct rect at = region->at->map;
    region->map = map_view_fit(ui->model, &ui->model->maps[slide->map],
                               layout_rect(&ui->layout, at.x, at.y, at.w, at.h));
    for (size_t i = 0; i < CLASSES_MAX && content_item_at(slide, "class", i) != NULL; i++) {
        place_class(scene, region, content_item_at(slide, "class", i));
    }
    const struct content_item *outline = content_item_at(slide, "outline", 0);
    if (outline != NULL) {
        region->outline = map_shapes(ui->model, &region->map, outline->geometry_set, outline->klass, ui->view,
                                     &region->outline_count);
    }
    place_rivers(scene, region);
    const struct content_item *centre = content_item_at(slide, "centre", 0);
    region->has_centre = centre != NULL && centre->place != CONTENT_NONE;
    if (region->has_centre) {
        const struct content_place *place = &ui->model->places[centre->place];
        region->centre = map_project(&region->map, place->lon_deg, place->lat_deg);
        const struct label_spec spec = {.px = 28.0f, .weight = 700, .color = ui_color(ui, THEME_TEXT)};
        const struct str own = ui_cell(ui, &centre->label);
        region->has_centre_label =
            scene_map_label(scene, centre, str_is_empty(own) ? place->name.in[ui->lang] : own, region->centre,
                            &spec, &region->centre_label);
    }
}

/* The items that explain a quantity stand between it and the next quantity. */
static const struct content_item *
follower(const struct content_slide *slide, const struct content_item *quantity, const char *role,
         size_t nth) {
    const struct content_item *end = slide->items + slide->item_count;
    for (const struct content_item *item = quantity + 1; item < end && !str_is(item->role, "quantity");
         item++) {
        if (str_is(item->role, role) && item->figure != CONTENT_NONE && nth-- == 0) {
            return item;
        }
    }
    return NULL;
}

static double
magnitude(const struct content_figure *figure) {
    return figure->value * content_scale_factor(figure->scale);
}

static void
place_split(const struct scene *scene, struct region_profile *region, struct quantity *quantity, size_t q,
            const struct content_item *first, const struct content_item *second) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = region->at;
    const double a = magnitude(&ui->model->figures[first->figure]);
    const double b = magnitude(&ui->model->figures[second->figure]);
    const float gap = 6.0f;
    const float first_w = (at->column_w - gap) * (float)(a / (a + b));
    quantity->is_split = true;
    quantity->bars[0] = layout_rect(&ui->layout, at->column, at->bar_y[q], first_w, 18.0f);
    quantity->bars[1] = layout_rect(&ui->layout, at->column + first_w + gap, at->bar_y[q],
                                    at->column_w - gap - first_w, 18.0f);
    quantity->bar_color[0] = ui_color_named(ui, first->color, THEME_SKY);
    quantity->bar_color[1] = ui_color_named(ui, second->color, THEME_STEEL);
    const struct label_spec below = {.start = at->column,
                                     .baseline = at->below_y[q],
                                     .px = 32.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_SKY_TEXT)};
    quantity->below = label_make(ui, ui_cell(ui, &first->label), &below);
    const struct label_spec end = {.start = at->column + at->column_w,
                                   .baseline = at->below_y[q],
                                   .px = 32.0f,
                                   .weight = 500,
                                   .color = ui_color(ui, THEME_MUTED),
                                   .anchor = TEXT_END};
    quantity->below_end = label_make(ui, ui_cell(ui, &second->label), &end);
    quantity->has_below_end = true;
}

static void
place_compare(const struct scene *scene, struct region_profile *region, struct quantity *quantity, size_t q,
              const struct content_item *own, const struct content_item *other) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = region->at;
    const double a = magnitude(&ui->model->figures[own->figure]);
    const double b = magnitude(&ui->model->figures[other->figure]);
    const double greatest = fmax(a, b);
    quantity->bars[0] =
        layout_rect(&ui->layout, at->column, at->bar_y[q], at->column_w * (float)(a / greatest), 14.0f);
    quantity->bars[1] = layout_rect(&ui->layout, at->column, at->bar_y[q] + 28.0f,
                                    at->column_w * (float)(b / greatest), 14.0f);
    quantity->bar_color[0] = ui_color(ui, THEME_ACCENT);
    quantity->bar_color[1] = ui_color(ui, THEME_STEEL);
    const struct label_spec below = {.start = at->column,
                                     .baseline = at->below_y[q],
                                     .px = 32.0f,
                                     .weight = 500,
                                     .color = ui_color(ui, THEME_MUTED)};
    const struct str note = ui_cell(ui, &other->note);
    quantity->below = label_make(ui, str_is_empty(note) ? ui_cell(ui, &other->label) : note, &below);
}

static void
place_quantity(const struct scene *scene, struct region_profile *region, size_t q) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = region->at;
    const struct content_item *item = content_item_at(scene->env.slide, "quantity", q);
    struct quantity *quantity = &region->quantities[q];
    quantity->is_present = item != NULL && item->figure != CONTENT_NONE;
    if (!quantity->is_present) {
        return;
    }
    const struct label_spec label = {.start = at->column,
                                     .baseline = at->label_y[q],
                                     .px = 32.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_MUTED)};
    quantity->label = label_make(ui, ui_cell(ui, &item->label), &label);
    const struct numeral_spec number = {
        .number = {.start = at->column,
                   .baseline = at->number_y[q],
                   .px = at->number_px[q],
                   .weight = 900,
                   .color = ui_color(ui, THEME_TEXT)},
        .unit_px = 42.0f,
        .unit_weight = 500,
        .unit_color = ui_color(ui, THEME_MUTED),
        .has_unit = true,
        .is_counting = true,
    };
    quantity->value = numeral_make(ui, &ui->model->figures[item->figure], &number);
    const struct content_item *first = follower(scene->env.slide, item, "split", 0);
    const struct content_item *second = follower(scene->env.slide, item, "split", 1);
    const struct content_item *other = follower(scene->env.slide, item, "compare", 0);
    if (first != NULL && second != NULL) {
        place_split(scene, region, quantity, q, first, second);
    } else if (other != NULL) {
        place_compare(scene, region, quantity, q, item, other);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct region_profile *region = scene->state;
    if (scene->env.slide->map == CONTENT_NONE) {
        err_set(err, ERR_CONTENT, 0, "a region profile needs a map");
        return STEP_FAILED;
    }
    region->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    place_map(scene, region);
    for (size_t q = 0; q < QUANTITIES; q++) {
        place_quantity(scene, region, q);
    }
    const struct content_item *statement = content_item_at(scene->env.slide, "statement", 0);
    region->has_statement = statement != NULL;
    if (statement != NULL) {
        const struct label_spec spec = {.start = ui->layout.margin + 46.0f,
                                        .baseline = region->at->statement_y,
                                        .px = 32.0f,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_TEXT),
                                        .wrap = region->at->column_w - 46.0f,
                                        .px_min = 28.0f,
                                        .lines_max = 1};
        region->statement = label_make(ui, ui_cell(ui, &statement->label), &spec);
    }
    region->key = map_view_hash(HASH_SEED, &region->map) ^
                  hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len);
    return STEP_DONE;
}

/* Parts appear from the centre outwards. */
static float
shape_alpha(const struct ui *ui, const struct region_profile *region, const struct map_shape *shape,
            time_ns since) {
    const float away =
        hypotf(shape->center.x - region->centre.x, shape->center.y - region->centre.y) / ui->layout.scale;
    const int late =
        region->has_centre ? int_clamp((double)(away * APPEAR_MS_PER_UNIT), 0, APPEAR_LATEST_MS) : 0;
    return timeline_value((struct span){late, APPEAR_MS / 2, EASE_OUT3}, since);
}

static struct rect
map_box(const struct ui *ui, const struct region_profile *region) {
    const struct rect at = region->at->map;
    return rect_inset(layout_rect(&ui->layout, at.x, at.y, at.w, at.h), layout_px(&ui->layout, -10.0f));
}

static void
fill_parts(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, time_ns since) {
    for (size_t c = 0; c < region->class_count; c++) {
        const struct class_part *part = &region->classes[c];
        for (size_t i = 0; i < part->count; i++) {
            const float alpha = shape_alpha(ui, region, &part->shapes[i], since);
            if (alpha > 0.0f) {
                scene_map_fill(canvas, &part->shapes[i], 1, color_fade(part->fill, alpha));
            }
        }
    }
}

static void
draw_borders(const struct ui *ui, struct canvas *canvas, const struct region_profile *region) {
    for (size_t c = 0; c < region->class_count; c++) {
        scene_map_outline(canvas, region->classes[c].shapes, region->classes[c].count,
                          layout_px(&ui->layout, 1.6f), ui_color(ui, THEME_INK));
    }
}

/* Only the fills change while the map appears; both outlines are drawn once and faded in as pictures. */
static void
draw_land(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, time_ns since) {
    const float shown = timeline_value((struct span){0, APPEAR_MS, EASE_OUT3}, since);
    const struct rect box = map_box(ui, region);
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, hash_u64(region->key, 1), box)) {
        scene_map_outline(canvas, region->outline, region->outline_count, layout_px(&ui->layout, 6.0f),
                          ui_color(ui, THEME_FOCUS_LINE));
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    if (since < TIME_MS(FILLED_MS)) {
        fill_parts(ui, canvas, region, since);
    } else if (draw_layer_begin(canvas, hash_u64(region->key, 2), box)) {
        fill_parts(ui, canvas, region, since);
        draw_layer_end(canvas);
    }
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, hash_u64(region->key, 3), box)) {
        draw_borders(ui, canvas, region);
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
}

static void
draw_rivers(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, time_ns since) {
    const float run = timeline_value((struct span){500, RIVER_MS, EASE_IN_OUT3}, since);
    for (size_t i = 0; i < region->river_count && run > 0.0f; i++) {
        const struct map_line *line = &region->rivers[i];
        struct vec2 end = {0};
        const size_t count = map_line_part(line, line->length_px * run, &end);
        draw_polyline(canvas, line->points, count, layout_px(&ui->layout, 8.0f), false,
                      color_fade(ui_color(ui, THEME_INK), 0.55f));
        draw_polyline(canvas, line->points, count, layout_px(&ui->layout, 4.0f), false,
                      color_mix(ui_color(ui, THEME_SKY_TEXT), ui_color(ui, THEME_TEXT), 0.6f));
    }
}

static void
draw_map(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, time_ns since) {
    draw_land(ui, canvas, region, since);
    if (since < TIME_MS(SETTLED_MS)) {
        draw_rivers(ui, canvas, region, since);
    } else if (draw_layer_begin(canvas, hash_u64(region->key, 4), map_box(ui, region))) {
        draw_rivers(ui, canvas, region, since);
        draw_layer_end(canvas);
    }
}

static void
draw_marks(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, time_ns since) {
    const float led = timeline_value(LEADER_SPAN, since);
    const float counted = timeline_value((struct span){1100, 400, EASE_OUT3}, since);
    for (size_t c = 0; c < region->class_count; c++) {
        const struct class_part *part = &region->classes[c];
        if (part->has_label && led > 0.0f) {
            draw_polyline(canvas, part->leader, 3, layout_px(&ui->layout, 2.5f), false,
                          color_fade(part->ink, led));
            draw_circle(canvas, part->leader[2], layout_px(&ui->layout, 6.0f), color_fade(part->ink, led));
            label_draw(ui, canvas, &part->number, counted, 0.0f);
            label_draw(ui, canvas, &part->label, counted, 0.0f);
        }
    }
    if (region->has_centre) {
        const float shown = timeline_value((struct span){0, 300, EASE_OUT3}, since);
        draw_glow(canvas, region->centre, layout_px(&ui->layout, 84.0f),
                  color_fade(ui_color(ui, THEME_ACCENT), 0.55f * shown));
        struct vec2 points[STAR_POINTS];
        star_points(region->centre, layout_px(&ui->layout, 15.0f), points);
        draw_polyline(canvas, points, STAR_POINTS, layout_px(&ui->layout, 4.0f), true,
                      color_fade(ui_color(ui, THEME_INK), shown));
        draw_polygon(canvas, points, STAR_POINTS, draw_solid(color_fade(ui_color(ui, THEME_ACCENT), shown)));
    }
    if (region->has_centre_label) {
        label_draw(ui, canvas, &region->centre_label,
                   timeline_value((struct span){600, 300, EASE_OUT3}, since), 0.0f);
    }
}

static void
draw_grown(const struct ui *ui, struct canvas *canvas, struct rect bar, struct color color, float grown) {
    if (ui->layout.is_rtl) {
        bar.x += bar.w * (1.0f - grown);
    }
    bar.w *= grown;
    draw_round_rect(canvas, bar, fminf(bar.h / 2.0f, layout_px(&ui->layout, 7.0f)), draw_solid(color));
}

static void
draw_quantity(const struct ui *ui, struct canvas *canvas, const struct region_profile *region, size_t q,
              time_ns since) {
    const struct quantity *quantity = &region->quantities[q];
    const int late = (int)q * 400;
    const float shown = timeline_value((struct span){200 + late, 300, EASE_OUT3}, since);
    if (!quantity->is_present || shown <= 0.0f) {
        return;
    }
    label_draw(ui, canvas, &quantity->label, shown, 0.0f);
    numeral_draw(ui, canvas, &quantity->value, (struct span){200 + late, 1500, EASE_OUT5}, since);
    for (int b = 0; b < 2 && quantity->bars[b].w > 0.0f; b++) {
        const float grown = timeline_value((struct span){500 + late + 150 * b, BAR_MS, EASE_OUT3}, since);
        if (grown > 0.0f) {
            draw_grown(ui, canvas, quantity->bars[b], quantity->bar_color[b], grown);
        }
    }
    const float below = timeline_value((struct span){900 + late, 300, EASE_OUT3}, since);
    label_draw(ui, canvas, &quantity->below, below, 0.0f);
    if (quantity->has_below_end) {
        label_draw(ui, canvas, &quantity->below_end, below, 0.0f);
    }
    scene_hairline(ui, canvas, region->at->column, region->at->rule_y[q], region->at->column_w, shown);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct region_profile *region = scene->state;
    draw_map(ui, canvas, region, since);
    draw_marks(ui, canvas, region, since);
    for (size_t q = 0; q < QUANTITIES; q++) {
        draw_quantity(ui, canvas, region, q, since);
    }
    if (region->has_statement) {
        const float shown = timeline_value((struct span){1600, 400, EASE_OUT3}, since);
        const struct vec2 bullet =
            layout_point(&ui->layout, ui->layout.margin + 15.0f, region->at->statement_y - 11.0f);
        star_draw(canvas, bullet, layout_px(&ui->layout, 14.0f),
                  color_fade(ui_color(ui, THEME_AMBER), shown));
        label_draw(ui, canvas, &region->statement, shown, 0.0f);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_until(SETTLED_MS + 100, since);
}

const struct scene_class scene_region_profile_class = {
    .name = "region_profile",
    .state_size = sizeof(struct region_profile),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
