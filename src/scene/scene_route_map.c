/* Slide kind `route_map`: routes on a land map with trains and ships that travel for ever, two figures, and a race of two
 * journey times as true-to-scale bars. A touch on a route or its name brings it forward with its figure and its stops, in place of
 * the column; from there the detail page opens whose first route it is.
 * Items: those of scene_routes.h, number (figure, label, note), race (figure, label, note = the words of its value, color). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "scene/scene_routes.h"
#include "ui/numeral.h"

#define NUMBERS 2
#define FINGER 60.0f /* a touch this near to a line means it */

static const struct span RACE_SPAN = {400, 4500, EASE_LINEAR};

struct composition {
    float column, column_w;
    float number_y[NUMBERS], number_start[NUMBERS], note_y[NUMBERS], number_px;
    float rule_y[NUMBERS];
    float race_y[NUMBERS], race_bar_h, race_label_px, race_value_px, race_gap;
    struct caption_place caption;
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
                                             26.0f,
                                             {{1360.0f, 286.0f, 464.0f, 644.0f}, false}};
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
                                            28.0f,
                                            {{72.0f, 1112.0f, 936.0f, 448.0f}, false}};

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
    struct scene_parts parts; /* the routes */
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

/* ---- a route that stands forward ---- */

static struct str
stops_of(const struct ui *ui, const struct content_route *route) {
    struct str_builder words;
    int count = 0;
    str_builder_init(&words, ui->view);
    for (size_t i = 0; i < route->stop_count; i++) {
        if (route->stops[i].place != CONTENT_NONE) {
            str_builder_add_c(&words, count++ > 0 ? " – " : "");
            str_builder_add(&words, ui->model->places[route->stops[i].place].name.in[ui->lang]);
        }
    }
    return str_builder_view(&words);
}

/* Its figure: how long it takes, or what its own page says first. */
static void
tell_of(const struct scene *scene, int route, struct caption_spec *spec) {
    const struct ui *ui = &scene->env.ui;
    for (size_t i = 0; i < NUMBERS; i++) {
        const struct content_item *race = content_item_at(scene->env.slide, "race", i);
        if (race != NULL && race->route == route && race->figure != CONTENT_NONE) {
            spec->figure = &ui->model->figures[race->figure];
            return;
        }
    }
    if (spec->page == CONTENT_NONE) {
        return;
    }
    const struct content_slide *page = &ui->model->slides[spec->page];
    const struct content_item *number = content_item_at(page, "number", 0);
    const struct content_item *fact = content_item_at(page, "fact", 0);
    if (number != NULL && number->figure != CONTENT_NONE) {
        spec->figure = &ui->model->figures[number->figure];
        spec->lines[0] = ui_cell(ui, &number->label);
    } else if (fact != NULL) {
        spec->lines[0] = ui_cell(ui, &fact->note);
    }
}

static void
place_part(const struct scene *scene, struct route_map *map, const struct content_item *item,
           struct route_path *path, const struct route_label *label) {
    const struct ui *ui = &scene->env.ui;
    const struct str own = ui_cell(ui, &item->label);
    struct caption_spec spec = {
        .name = str_is_empty(own) ? path->route->label.in[ui->lang] : own,
        .color = str_is(path->route->color, "sky") ? ui_color(ui, THEME_SKY_TEXT) : path->color,
        .page = page_of(scene, item->route),
    };
    tell_of(scene, item->route, &spec);
    spec.lines[1] = stops_of(ui, path->route);
    path->part = scene_parts_add(scene, &map->parts, &spec);
    const struct vec2 middle = map_line_point(&path->line, path->line.length_px / 2.0f);
    const struct rect line = {middle.x, middle.y, 0.0f, 0.0f};
    scene_parts_add_spot(ui, &map->parts, path->part, path->route->key,
                         label != NULL ? label_box(&label->label) : line);
}

static const struct content_item *
item_of(const struct scene *scene, const struct content_route *route) {
    const int index = (int)(route - scene->env.ui.model->routes);
    for (size_t i = 0; i < content_item_total(scene->env.slide, "route"); i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "route", i);
        if (item->route == index) {
            return item;
        }
    }
    return NULL;
}

static void
place_parts(const struct scene *scene, struct route_map *map) {
    map->parts.place = map->at->caption;
    for (size_t i = 0; i < map->routes.path_count; i++) {
        const struct route_label *label = NULL;
        for (size_t l = 0; l < map->routes.label_count; l++) {
            label = map->routes.labels[l].path == (int)i ? &map->routes.labels[l] : label;
        }
        const struct content_item *item = item_of(scene, map->routes.paths[i].route);
        if (!map->routes.paths[i].is_dim && item != NULL) {
            place_part(scene, map, item, &map->routes.paths[i], label);
        }
    }
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    const struct route_map *map = scene->state;
    const int path =
        scene_routes_nearest(&map->routes, action->at_px, layout_px(&scene->env.ui.layout, FINGER));
    return scene_parts_touch(scene, action, path >= 0 ? map->routes.paths[path].part : SCENE_PART_NONE,
                             since);
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
    place_parts(scene, map);
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
    scene_routes_draw(scene, canvas, &map->routes, since);
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    draw_column(ui, canvas, map, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &map->parts, canvas, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct route_map *map = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &map->parts, list);
}

const struct scene_class scene_route_map_class = {
    .name = "route_map",
    .state_size = sizeof(struct route_map),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .has_heading = true,
};
