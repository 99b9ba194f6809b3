/* Slide kind `route_map`: routes on a land map with trains and ships that travel for ever, two figures, and a race of two
 * journey times as true-to-scale bars. A touch on a route's name opens the detail page whose first route it is.
 * Items: those of scene_routes.h, number (figure, label, note), race (figure, label, note = the words of its value, color). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_routes.h"
#include "ui/numeral.h"

#define NUMBERS 2
#define TOUCH_MIN 88.0f

static const struct span RACE_SPAN = {400, 4500, EASE_LINEAR};

struct composition {
    float column, column_w;
    float number_y[NUMBERS], number_start[NUMBERS], note_y[NUMBERS], number_px;
    float rule_y[NUMBERS];
    float race_y[NUMBERS], race_bar_h, race_label_px, race_value_px, race_gap;
};

static const struct composition LANDSCAPE = {1360.0f,
                                             464.0f,
                                             {346.0f, 552.0f},
                                             {1360.0f, 1360.0f},
                                             {402.0f, 614.0f},
                                             108.0f,
                                             {434.0f, 650.0f},
                                             {706.0f, 814.0f},
                                             26.0f,
                                             32.0f,
                                             36.0f,
                                             26.0f};
static const struct composition PORTRAIT = {72.0f,
                                            936.0f,
                                            {1200.0f, 1200.0f},
                                            {72.0f, 580.0f},
                                            {1264.0f, 1264.0f},
                                            116.0f,
                                            {1316.0f, 0.0f},
                                            {1388.0f, 1518.0f},
                                            34.0f,
                                            38.0f,
                                            42.0f,
                                            28.0f};

struct race {
    struct label label, value;
    struct rect bar, sure; /* sure: up to the lower end of a range */
    struct color color;
    float end_frac; /* of the longest race */
};

struct route_map {
    const struct composition *at;
    struct routes routes;
    struct numeral numbers[NUMBERS];
    struct label notes[NUMBERS];
    size_t number_count;
    struct race races[NUMBERS];
    size_t race_count;
};

static void
place_numbers(const struct scene *scene, struct route_map *map) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = map->at;
    const bool is_portrait = ui->layout.is_portrait;
    for (size_t i = 0; i < NUMBERS; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "number", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            return;
        }
        const struct content_figure *figure = &ui->model->figures[item->figure];
        const float start = at->number_start[i];
        const struct numeral_spec spec = {
            .number = {.start = start,
                       .baseline = at->number_y[i],
                       .px = at->number_px,
                       .weight = 900,
                       .color = ui_color(ui, THEME_TEXT)},
            .unit_px = is_portrait ? 46.0f : 40.0f,
            .unit_weight = is_portrait ? 700 : 500,
            .unit_color = ui_color(ui, THEME_TEXT),
            .has_unit = !is_portrait,
            .room = at->column_w,
            .is_counting = true,
        };
        map->numbers[i] = numeral_make(ui, figure, &spec);
        if (is_portrait &&
            figure->scale != SCALE_ONE) { /* only the scale word; the unit stands in the line below */
            struct label_spec unit = {
                .px = spec.unit_px, .weight = spec.unit_weight, .color = spec.unit_color};
            const struct rect box = label_box(&map->numbers[i].number);
            const float gap = layout_px(&ui->layout, 0.14f * at->number_px);
            const struct vec2 point = {ui->layout.is_rtl ? box.x - gap : box.x + box.w + gap,
                                       map->numbers[i].number.baseline};
            map->numbers[i].unit = label_make_at(ui, ui->words.scale[figure->scale], &unit, point,
                                                 ui->layout.is_rtl ? TEXT_RIGHT : TEXT_LEFT);
            map->numbers[i].has_unit = true;
        }
        const struct label_spec note = {.start = start,
                                        .baseline = at->note_y[i],
                                        .px = is_portrait ? 36.0f : 32.0f,
                                        .weight = is_portrait ? 600 : 500,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .wrap = is_portrait ? 428.0f : at->column_w,
                                        .px_min = 28.0f,
                                        .lines_max = 1};
        map->notes[i] = label_make(ui, ui_cell(ui, is_portrait ? &item->label : &item->note), &note);
        map->number_count++;
    }
}

static double
longest_of(const struct content_figure *figure) {
    return figure->is_range ? figure->value_to : figure->value;
}

static void
place_races(const struct scene *scene, struct route_map *map) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = map->at;
    double longest = 0.0;
    for (size_t i = 0; i < NUMBERS; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "race", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            break;
        }
        longest = fmax(longest, longest_of(&ui->model->figures[item->figure]));
        map->race_count++;
    }
    for (size_t i = 0; i < map->race_count && longest > 0.0; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "race", i);
        const struct content_figure *figure = &ui->model->figures[item->figure];
        struct race *race = &map->races[i];
        race->end_frac = (float)(longest_of(figure) / longest);
        race->color = ui_color_named(ui, item->color, THEME_STEEL);
        race->bar =
            layout_rect(&ui->layout, at->column, at->race_y[i] + (ui->layout.is_portrait ? 24.0f : 18.0f),
                        at->column_w * race->end_frac, at->race_bar_h);
        race->sure =
            layout_rect(&ui->layout, at->column, at->race_y[i] + (ui->layout.is_portrait ? 24.0f : 18.0f),
                        at->column_w * (float)(figure->value / longest), at->race_bar_h);
        const bool is_strong = str_is(item->color, "accent");
        const struct label_spec label = {.start = at->column,
                                         .baseline = at->race_y[i],
                                         .px = at->race_label_px,
                                         .weight = is_strong ? 800 : 600,
                                         .color = is_strong ? race->color : ui_color(ui, THEME_SOFT)};
        race->label = label_make(ui, ui_cell(ui, &item->label), &label);
        const struct rect box = label_box(&race->label);
        const float gap = layout_px(&ui->layout, at->race_gap);
        const struct vec2 point = {ui->layout.is_rtl ? box.x - gap : box.x + box.w + gap,
                                   race->label.baseline};
        const struct label_spec value = {
            .px = at->race_value_px, .weight = is_strong ? 800 : 700, .color = ui_color(ui, THEME_TEXT)};
        race->value = label_make_at(ui, ui_cell(ui, &item->note), &value, point,
                                    ui->layout.is_rtl ? TEXT_RIGHT : TEXT_LEFT);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct route_map *map = scene->state;
    map->at = scene->env.ui.layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    if (!scene_routes_prepare(scene, &map->routes, err)) {
        return STEP_FAILED;
    }
    place_numbers(scene, map);
    place_races(scene, map);
    return STEP_DONE;
}

static void
draw_race(const struct ui *ui, struct canvas *canvas, const struct race *race, time_ns since) {
    const float gone = timeline_value(RACE_SPAN, since);
    const float shown = timeline_value((struct span){300, 300, EASE_OUT3}, since);
    label_draw(ui, canvas, &race->label, shown, 0.0f);
    label_draw(ui, canvas, &race->value, shown, 0.0f);
    const float radius = layout_px(&ui->layout, 8.0f);
    struct rect bar = race->bar;
    const float full = race->bar.w / race->end_frac;
    bar.w = fminf(race->bar.w, full * gone);
    struct rect sure = race->sure;
    sure.w = fminf(race->sure.w, full * gone);
    if (ui->layout.is_rtl) {
        bar.x = race->bar.x + race->bar.w - bar.w;
        sure.x = race->sure.x + race->sure.w - sure.w;
    }
    if (race->sure.w < race->bar.w) {
        draw_round_rect(canvas, bar, radius, draw_solid(color_fade(race->color, 0.4f)));
    }
    draw_round_rect(canvas, sure, radius, draw_solid(race->color));
}

static void
draw_column(const struct ui *ui, struct canvas *canvas, const struct route_map *map, time_ns since) {
    const struct composition *at = map->at;
    for (size_t i = 0; i < map->number_count; i++) {
        const struct span span = {300 + 200 * (int)i, 1500, EASE_OUT5};
        numeral_draw(ui, canvas, &map->numbers[i], span, since);
        const float shown = timeline_value((struct span){span.start_ms, 300, EASE_OUT3}, since);
        label_draw(ui, canvas, &map->notes[i], shown, 0.0f);
        if (at->rule_y[i] > 0.0f) {
            scene_hairline(ui, canvas, at->column, at->rule_y[i], at->column_w, shown);
        }
    }
    if (ui->layout.is_portrait && map->number_count == NUMBERS) {
        draw_rect(canvas, layout_rect(&ui->layout, 543.0f, 1112.0f, 2.0f, 158.0f),
                  draw_solid(ui_color(ui, THEME_HAIRLINE)));
    }
    for (size_t i = 0; i < map->race_count; i++) {
        draw_race(ui, canvas, &map->races[i], since);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct route_map *map = scene->state;
    scene_routes_draw(ui, canvas, &map->routes, since);
    draw_column(ui, canvas, map, since);
}

/* The detail page of this slide whose first route is `route`. Returns: CONTENT_NONE when there is none. */
static int
page_of(const struct scene *scene, int route) {
    const struct content_model *model = scene->env.ui.model;
    const int own = (int)(scene->env.slide - model->slides);
    for (size_t i = 0; i < model->slides_count; i++) {
        const struct content_item *first =
            model->slides[i].parent == own ? content_item_at(&model->slides[i], "route", 0) : NULL;
        if (first != NULL && first->route == route) {
            return (int)i;
        }
    }
    return CONTENT_NONE;
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct ui *ui = &scene->env.ui;
    const struct route_map *map = scene->state;
    UNUSED(since);
    for (size_t i = 0; i < map->routes.label_count; i++) {
        const struct route_label *label = &map->routes.labels[i];
        const int page = label->route == CONTENT_NONE ? CONTENT_NONE : page_of(scene, label->route);
        if (page == CONTENT_NONE) {
            continue;
        }
        struct rect box = label_box(&label->label);
        const float grow_x = fmaxf(0.0f, layout_px(&ui->layout, TOUCH_MIN) - box.w) / 2.0f;
        const float grow_y = fmaxf(0.0f, layout_px(&ui->layout, TOUCH_MIN) - box.h) / 2.0f;
        box = (struct rect){box.x - grow_x, box.y - grow_y, box.w + 2.0f * grow_x, box.h + 2.0f * grow_y};
        target_add_slide(list, label->name, box, page);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return since;
}

const struct scene_class scene_route_map_class = {
    .name = "route_map",
    .state_size = sizeof(struct route_map),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
