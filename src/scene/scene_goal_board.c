/* Slide kind `goal_board`: goals by the year they are set for. Nothing of it has happened yet, so its time is dotted.
 * Landscape: columns, earlier years left in every language. Portrait: rows from top to bottom.
 * Items, in the order of time: goal (figure, label, note: in place of its unit), hero (as goal, set in its own colour),
 * aim (a goal without a number: note in its place); each with figure, whose year is the place. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define YEARS_MAX 6
#define GOALS_A_YEAR_MAX 2
#define YEAR_STAGGER_MS 130
#define GOAL_STAGGER_MS 90
#define COUNT_MS 1100
#define NAME_PX 34.0f
#define UNIT_PX 32.0f
#define SETTLED_MS 2600
#define GLOW_PERIOD_MS 3300
#define GLOW_FRAME_MS 66

static const struct span RAIL_SPAN = {0, 900, EASE_IN_OUT3};

/* Design units. The stem hangs from (landscape) or stands beside (portrait) the year's star. */
struct composition {
    float rail_y;             /* landscape: of the rail; portrait: of the first star */
    float pitch;              /* of the years; landscape: 0, the page is divided */
    float year_px, year_rise; /* year_rise: its baseline over the star, landscape */
    float first_start,
        goal_pitch;       /* of the goals: from their year, landscape down, portrait towards the end */
    float first_y, width; /* baseline of a first goal's name, from its star */
    float number_px, hero_px, words_px, number_drop, unit_drop;
};

static const struct composition LANDSCAPE = {350.0f, 0.0f,  64.0f,  40.0f, 24.0f,  276.0f, 94.0f,
                                             294.0f, 92.0f, 116.0f, 52.0f, 106.0f, 54.0f};
static const struct composition PORTRAIT = {352.0f, 276.0f, 64.0f,  0.0f,  256.0f, 348.0f, 0.0f,
                                            314.0f, 84.0f,  100.0f, 50.0f, 98.0f,  50.0f};

struct goal {
    bool has_number, has_unit, is_hero;
    struct label name, words, unit;
    struct numeral number;
    struct vec2 glow;
    struct color color;
};

struct year {
    int year;
    struct vec2 star, stem_end;
    struct label label;
    struct goal goals[GOALS_A_YEAR_MAX];
    size_t count;
};

/* Of names, of words in a number's place, of units: each the same on the whole board. */
struct sizes {
    float name, words, unit;
};

struct goal_board {
    const struct composition *at;
    struct sizes sizes, least; /* least: what the longest of each took */
    struct year years[YEARS_MAX];
    size_t count;
    struct vec2 rail[2];
    bool has_hero;
};

/* ---- preparation ---- */

static bool
is_goal(const struct content_item *item) {
    return item->figure != CONTENT_NONE &&
           (str_is(item->role, "goal") || str_is(item->role, "hero") || str_is(item->role, "aim"));
}

/* The year's board place, or NULL when the board is full. */
static struct year *
year_for(struct goal_board *board, int year) {
    if (board->count > 0 && board->years[board->count - 1].year == year) {
        struct year *last = &board->years[board->count - 1];
        return last->count < GOALS_A_YEAR_MAX ? last : NULL;
    }
    if (board->count >= YEARS_MAX) {
        return NULL;
    }
    struct year *place = &board->years[board->count++];
    place->year = year;
    return place;
}

/* Where a year's star stands: from the start side and from above. Columns keep their order in both languages. */
static void
star_place(const struct ui *ui, const struct goal_board *board, size_t index, float *ret_start,
           float *ret_y) {
    const struct composition *at = board->at;
    const float margin = ui->layout.margin;
    if (ui->layout.is_portrait) {
        *ret_start = margin + 18.0f;
        *ret_y = at->rail_y + at->pitch * (float)index;
        return;
    }
    const float gap = 12.0f;
    const float pitch = (ui->layout.width - 2.0f * margin + gap) / (float)board->count;
    const float left = margin + pitch * (float)index;
    *ret_start = 18.0f + (ui->layout.is_rtl ? ui->layout.width - left - (pitch - gap) : left);
    *ret_y = at->rail_y;
}

static void
note_size(const struct ui *ui, float *least, const struct label *label) {
    *least = fminf(*least, label->block->style.px / ui->layout.scale);
}

static void
place_words(const struct ui *ui, struct goal_board *board, struct goal *goal, const struct content_item *item,
            float start, float y) {
    const struct composition *at = board->at;
    const struct label_spec name = {.start = start,
                                    .baseline = y,
                                    .px = board->sizes.name,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = at->width,
                                    .px_min = 29.0f,
                                    .lines_max = 2,
                                    .line_height_em = 1.2f,
                                    .flags = TEXT_BALANCE};
    goal->name = label_make(ui, ui_cell(ui, &item->label), &name);
    note_size(ui, &board->least.name, &goal->name);
    /* the last line stands over the number */
    goal->name.baseline -= (float)(goal->name.block->line_count - 1) * goal->name.block->line_px;
    const struct label_spec words = {.start = start,
                                     .baseline = y + at->number_drop - 14.0f,
                                     .px = board->sizes.words,
                                     .weight = 900,
                                     .color = goal->color,
                                     .wrap = at->width,
                                     .px_min = 36.0f,
                                     .lines_max = 1};
    if (!goal->has_number) {
        goal->words = label_make(ui, ui_cell(ui, &item->note), &words);
        note_size(ui, &board->least.words, &goal->words);
    }
}

static void
place_number(const struct ui *ui, struct goal_board *board, struct goal *goal,
             const struct content_item *item, float start, float y) {
    const struct composition *at = board->at;
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct numeral_spec number = {
        .number = {.start = start,
                   .baseline = y + at->number_drop,
                   .px = goal->is_hero ? at->hero_px : at->number_px,
                   .weight = 900,
                   .color = goal->color},
        .is_counting = true,
    };
    goal->number = numeral_make(ui, figure, &number);
    const struct rect box = label_box(&goal->number.number);
    goal->glow = (struct vec2){box.x + box.w / 2.0f, box.y + box.h / 2.0f};
    const struct str note = ui_cell(ui, &item->note);
    const struct str unit = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    const struct label_spec spec = {.start = start,
                                    .baseline = y + at->number_drop + at->unit_drop,
                                    .px = board->sizes.unit,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .wrap = at->width,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    goal->has_unit = !str_is_empty(note) || !str_is_empty(unit);
    if (goal->has_unit) {
        goal->unit = label_make(ui, str_is_empty(note) ? unit : note, &spec);
        note_size(ui, &board->least.unit, &goal->unit);
    }
}

static void
place_year(const struct ui *ui, struct goal_board *board, size_t index) {
    const struct composition *at = board->at;
    struct year *year = &board->years[index];
    float start;
    float y;
    star_place(ui, board, index, &start, &y);
    year->star = layout_point(&ui->layout, start, y);
    const bool is_portrait = ui->layout.is_portrait;
    const struct label_spec spec = {.start = is_portrait ? start + 40.0f : start - 18.0f,
                                    .baseline = is_portrait ? y + 0.36f * at->year_px : y - at->year_rise,
                                    .px = at->year_px,
                                    .weight = 900,
                                    .color = ui_color(ui, THEME_AMBER),
                                    .flags = TEXT_NUMERAL};
    year->label = label_make(ui, format_year(ui->view, &ui->locale, year->year), &spec);
    const float deep =
        at->first_y + at->goal_pitch * (float)(year->count - 1) + at->number_drop + at->unit_drop;
    year->stem_end = is_portrait ? year->star : layout_point(&ui->layout, start, y + deep);
}

static void
place_goals(const struct scene *scene, struct goal_board *board) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = board->at;
    size_t index = 0;
    size_t nth = 0;
    for (size_t i = 0; i < scene->env.slide->item_count && index < board->count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (!is_goal(item) || ui->model->figures[item->figure].year != board->years[index].year) {
            continue;
        }
        struct goal *goal = &board->years[index].goals[nth];
        goal->is_hero = str_is(item->role, "hero");
        goal->has_number = !str_is(item->role, "aim");
        goal->color = ui_color_named(ui, item->color, THEME_TEXT);
        board->has_hero = board->has_hero || goal->is_hero;
        float start;
        float y;
        star_place(ui, board, index, &start, &y);
        const float along = at->goal_pitch * (float)nth;
        start += at->first_start + (ui->layout.is_portrait ? along : 0.0f);
        y += at->first_y + (ui->layout.is_portrait ? 0.0f : along);
        place_words(ui, board, goal, item, start, y);
        if (goal->has_number) {
            place_number(ui, board, goal, item, start, y);
        }
        if (++nth == board->years[index].count) {
            nth = 0;
            index++;
        }
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct goal_board *board = scene->state;
    board->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    for (size_t i = 0; i < scene->env.slide->item_count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        struct year *year = is_goal(item) ? year_for(board, ui->model->figures[item->figure].year) : NULL;
        if (year != NULL) {
            year->count++;
        }
    }
    if (board->count == 0) {
        err_set(err, ERR_CONTENT, 0, "a goal board needs at least one item goal, hero or aim with a figure");
        return STEP_FAILED;
    }
    for (size_t i = 0; i < board->count; i++) {
        place_year(ui, board, i);
    }
    board->sizes = board->least = (struct sizes){NAME_PX, board->at->words_px, UNIT_PX};
    place_goals(scene, board);
    board->sizes = board->least;
    place_goals(scene, board);
    const float right = ui->layout.width - ui->layout.margin;
    board->rail[0] = ui->layout.is_portrait
                         ? board->years[0].star
                         : layout_fixed_point(&ui->layout, ui->layout.margin, board->at->rail_y);
    board->rail[1] = ui->layout.is_portrait ? board->years[board->count - 1].star
                                            : layout_fixed_point(&ui->layout, right, board->at->rail_y);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_dots(const struct ui *ui, struct canvas *canvas, const struct vec2 line[2], float drawn, float radius) {
    if (drawn > 0.0f && (line[0].x != line[1].x || line[0].y != line[1].y)) {
        const struct vec2 part[2] = {
            line[0], {float_mix(line[0].x, line[1].x, drawn), float_mix(line[0].y, line[1].y, drawn)}};
        draw_dotted(canvas, part, 2, layout_px(&ui->layout, radius), layout_px(&ui->layout, 4.4f * radius),
                    ui_color(ui, THEME_AMBER));
    }
}

static void
draw_goal(const struct ui *ui, struct canvas *canvas, const struct goal *goal, int start_ms, time_ns since) {
    const float shown = timeline_value((struct span){start_ms, 320, EASE_OUT3}, since);
    const float dy = layout_px(&ui->layout, 16.0f) * (1.0f - shown);
    if (goal->is_hero) {
        const float lit = timeline_value((struct span){start_ms + COUNT_MS / 2, 700, EASE_OUT3}, since);
        const float alpha = lit * (0.30f + 0.07f * timeline_breathe(GLOW_PERIOD_MS, since));
        draw_glow(canvas, goal->glow, layout_px(&ui->layout, 170.0f), color_fade(goal->color, alpha));
    }
    label_draw(ui, canvas, &goal->name, shown, dy);
    if (!goal->has_number) {
        label_draw(ui, canvas, &goal->words,
                   timeline_value((struct span){start_ms + 200, 500, EASE_OUT3}, since), 0.0f);
        return;
    }
    numeral_draw(ui, canvas, &goal->number, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
    if (goal->has_unit) {
        label_draw(ui, canvas, &goal->unit,
                   timeline_value((struct span){start_ms + 300, 320, EASE_LINEAR}, since), 0.0f);
    }
}

static void
draw_year(const struct ui *ui, struct canvas *canvas, const struct year *year, size_t index, time_ns since) {
    const int start_ms = 150 + YEAR_STAGGER_MS * (int)index;
    const float grown = timeline_value((struct span){start_ms, 320, EASE_OUT3}, since);
    const struct vec2 stem[2] = {year->star, year->stem_end};
    draw_dots(ui, canvas, stem, timeline_value((struct span){start_ms, 700, EASE_OUT3}, since), 1.75f);
    if (grown > 0.0f) {
        const struct color ink = ui_color(ui, THEME_INK);
        const float radius = layout_px(&ui->layout, 18.0f) * grown;
        star_draw(canvas, year->star, radius + layout_px(&ui->layout, 5.0f), ink);
        star_draw(canvas, year->star, radius, ui_color(ui, THEME_AMBER));
        star_draw(canvas, year->star, 0.56f * radius, ink); /* not there yet: only an outline */
    }
    label_draw(ui, canvas, &year->label, grown, 0.0f);
    for (size_t i = 0; i < year->count; i++) {
        draw_goal(ui, canvas, &year->goals[i], start_ms + 150 + GOAL_STAGGER_MS * (int)i, since);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct goal_board *board = scene->state;
    const struct composition *at = board->at;
    draw_dots(ui, canvas, board->rail, timeline_value(RAIL_SPAN, since), 2.75f);
    for (size_t i = 0; i < board->count; i++) {
        if (ui->layout.is_portrait && i > 0) {
            const float start = ui->layout.margin + 18.0f + at->first_start;
            const float shown = timeline_value((struct span){300, 400, EASE_OUT3}, since);
            scene_hairline(ui, canvas, start, at->rail_y + at->pitch * ((float)i - 0.36f),
                           ui->layout.width - ui->layout.margin - start, shown);
        }
        draw_year(ui, canvas, &board->years[i], i, since);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct goal_board *board = scene->state;
    return board->has_hero ? scene_change_ambient(SETTLED_MS, GLOW_FRAME_MS, since)
                           : scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_goal_board_class = {
    .name = "goal_board",
    .state_size = sizeof(struct goal_board),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
