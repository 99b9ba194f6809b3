/* Slide kind `route_profile`: one route on its own map, with up to four figures and one statement beside it.
 * Items: those of scene_routes.h (the first route is the one told of), number (figure, label) x 0 to 4, fact (label, note),
 * statement (label) x 0 to 5. */

#include "scene/scene_registry.h"

#include "scene/scene_routes.h"
#include "scene/scene_statements.h"
#include "ui/numeral.h"

#define NUMBERS_MAX 4
#define COUNT_MS 1500
#define STAGGER_MS 160
#define FIRST_MS 300
#define FACT_MS 1400
#define STATEMENTS_MS 1600
#define STATEMENTS_PX 32.0f
#define STATEMENTS_GAP 14.0f
#define FACT_ALONE_PX 58.0f /* without figures the statement is the hero */

struct composition {
    float start, w;       /* of the column */
    float first_y, pitch; /* baselines of numbers */
    float px, label_px;
    float second_start; /* of a second column of numbers; 0: one column */
    float fact_px;
    float fact_lift; /* the statement stands this much above the next number's place */
};

static const struct composition LANDSCAPE = {1360.0f, 464.0f, 344.0f, 172.0f, 88.0f,
                                             30.0f,   0.0f,   38.0f,  30.0f};
static const struct composition CROWDED = {1360.0f, 464.0f, 322.0f, 140.0f, 72.0f, 28.0f, 0.0f, 36.0f, 14.0f};
static const struct composition PORTRAIT = {72.0f, 428.0f, 1170.0f, 176.0f, 92.0f,
                                            32.0f, 580.0f, 42.0f,   30.0f};

struct number {
    struct numeral value;
    struct label label;
    float rule_y;
};

struct route_profile {
    struct routes routes;
    struct number numbers[NUMBERS_MAX];
    size_t count;
    struct label fact_label, fact;
    bool has_fact, has_fact_label;
    struct statements statements;
};

static void
place_number(const struct ui *ui, const struct composition *at, struct number *number,
             const struct content_item *item, struct vec2 place) {
    const struct numeral_spec spec = {
        .number = {.start = place.x,
                   .baseline = place.y,
                   .px = at->px,
                   .weight = 900,
                   .color = ui_color_named(ui, item->color, THEME_TEXT)},
        .unit_px = 34.0f,
        .unit_weight = 600,
        .unit_color = ui_color(ui, THEME_TEXT),
        .has_unit = true,
        .room = at->w,
        .is_counting = true,
    };
    const struct label_spec label = {.start = place.x,
                                     .baseline = place.y + 50.0f,
                                     .px = at->label_px,
                                     .weight = 500,
                                     .color = ui_color(ui, THEME_MUTED),
                                     .wrap = at->w,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    number->value = numeral_make(ui, &ui->model->figures[item->figure], &spec);
    number->label = label_make(ui, ui_cell(ui, &item->label), &label);
    number->rule_y = at->second_start > 0.0f ? 0.0f : place.y + (at->px < 80.0f ? 71.0f : 74.0f);
}

/* Three figures and more words beside a map stand closer. */
static const struct composition *
composition_of(const struct scene *scene) {
    const struct content_slide *slide = scene->env.slide;
    const bool is_crowded = content_item_total(slide, "number") > 2 &&
                            content_item_total(slide, "statement") + content_item_total(slide, "fact") > 0;
    return scene->env.ui.layout.is_portrait ? &PORTRAIT : is_crowded ? &CROWDED : &LANDSCAPE;
}

static float
words_width(const struct ui *ui, const struct composition *at) {
    return at->second_start > 0.0f ? ui->layout.width - 2.0f * ui->layout.margin : at->w;
}

/* Returns: the baseline where what follows would stand. */
static float
place_fact(const struct scene *scene, struct route_profile *profile, const struct composition *at, float y) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, "fact", 0);
    if (item == NULL) {
        return y;
    }
    const bool is_alone = profile->count == 0 && content_item_at(scene->env.slide, "statement", 0) == NULL;
    const float w = words_width(ui, at);
    const struct str words = ui_cell(ui, &item->label);
    const struct label_spec small = {.start = at->start,
                                     .baseline = y,
                                     .px = 30.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_MUTED),
                                     .wrap = w,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    const struct label_spec loud = {.start = at->start,
                                    .baseline = str_is_empty(words) ? y : y + (is_alone ? 80.0f : 54.0f),
                                    .px = is_alone ? FACT_ALONE_PX : at->fact_px,
                                    .weight = 800,
                                    .color = ui_color(ui, THEME_AMBER),
                                    .wrap = w,
                                    .line_height_em = 1.4f,
                                    .flags = TEXT_BALANCE};
    profile->has_fact = true;
    profile->has_fact_label = !str_is_empty(words);
    if (profile->has_fact_label) {
        profile->fact_label = label_make(ui, words, &small);
    }
    profile->fact = label_make(ui, ui_cell(ui, &item->note), &loud);
    return loud.baseline + profile->fact.block->height_px / ui->layout.scale + STATEMENTS_GAP;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct route_profile *profile = scene->state;
    const struct composition *at = composition_of(scene);
    if (!scene_routes_prepare(scene, &profile->routes, err)) {
        return STEP_FAILED;
    }
    const size_t columns = at->second_start > 0.0f ? 2 : 1;
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "number", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            break;
        }
        const size_t row = i / columns;
        const struct vec2 place = {i % columns == 0 ? at->start : at->second_start,
                                   at->first_y + at->pitch * (float)row};
        place_number(ui, at, &profile->numbers[i], item, place);
        profile->count++;
    }
    const size_t rows = (profile->count + columns - 1) / columns;
    const float y = place_fact(scene, profile, at,
                               at->first_y + at->pitch * (float)rows - (rows > 0 ? at->fact_lift : 0.0f));
    const struct statements_spec statements = {at->start, y, words_width(ui, at), STATEMENTS_PX};
    scene_statements_place(scene, &profile->statements, &statements);
    return STEP_DONE;
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct route_profile *profile = scene->state;
    const struct composition *at = composition_of(scene);
    scene_routes_draw(scene, canvas, &profile->routes, since);
    for (size_t i = 0; i < profile->count; i++) {
        const struct number *number = &profile->numbers[i];
        const int start_ms = FIRST_MS + STAGGER_MS * (int)i;
        const float shown = timeline_value((struct span){start_ms, 300, EASE_OUT3}, since);
        numeral_draw(ui, canvas, &number->value, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
        label_draw(ui, canvas, &number->label, shown, 0.0f);
        if (number->rule_y > 0.0f && (i + 1 < profile->count || profile->has_fact)) {
            scene_hairline(ui, canvas, at->start, number->rule_y, at->w, shown);
        }
    }
    const float told = timeline_value((struct span){FACT_MS, 300, EASE_OUT3}, since);
    if (profile->has_fact_label) {
        label_draw(ui, canvas, &profile->fact_label, told, 0.0f);
    }
    if (profile->has_fact) {
        label_draw(ui, canvas, &profile->fact, told, 0.0f);
    }
    scene_statements_draw(ui, canvas, &profile->statements, STATEMENTS_MS, since);
}

const struct scene_class scene_route_profile_class = {
    .name = "route_profile",
    .state_size = sizeof(struct route_profile),
    .prepare = prepare,
    .draw = draw,
    .has_heading = true,
};
