/* Slide kind `plan_rosette`: a plan with many goals. Its fields are the petals of a rosette round one hero number; groups of goals
 * stand at both sides (landscape) or below (portrait), each tied to the rim. Nothing of it is done yet, so outlines are dotted.
 * Items: hero (figure, label, note in place of the unit, color), petal (label; without one it is only an outline) ×3–9,
 * group (label, color) ×1–4, each followed by its goals: goal (figure, label; note: words in the number's place).
 * Groups fill the start side until half of all goals stand there. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_rosette.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define GROUPS_MAX 4
#define GOALS_MAX 12
#define COLUMNS_MAX 4
#define DOT_RADIUS 1.75f
#define DOT_GAP 8.6f
#define STEM_INSET 24.0f
#define COLUMN_GAP 16.0f

#define GROUP_FIRST_MS 760 /* the first petals to be tied are open */
#define GROUP_STAGGER_MS 150
#define GOAL_STAGGER_MS 50
#define TIE_MS 460
#define COUNT_MS 900
#define LIGHT_FRAME_MS 33
#define LIGHT_SHOWN_MS 2400

static const struct span HERO_SPAN = {150, 1350, EASE_OUT5};

/* Design units. */
struct composition {
    float center_start, center_y;
    float inner, shoulder, tip; /* radii: shoulder where two petals meet at the rim */
    float hero_px, label_rise, hero_drop, unit_drop;
};

static const struct composition LANDSCAPE = {960.0f, 590.0f, 148.0f, 294.0f, 340.0f,
                                             130.0f, 72.0f,  42.0f,  98.0f};
static const struct composition PORTRAIT = {540.0f, 594.0f, 148.0f, 294.0f, 338.0f,
                                            130.0f, 72.0f,  42.0f,  98.0f};

/* How the goals of a page or side stand: columns of one width, rows of one pitch. */
struct grid {
    float start, width, pitch, number_px, words_px, label_px;
    size_t columns;
};

struct goal {
    bool has_number;
    struct numeral number;
    struct label words, label;
    struct span span;
};

struct group {
    const struct content_item *item;
    struct color color;
    size_t first, count; /* of the goals */
    struct label title;
    struct vec2 tie[2]; /* from the rim */
    struct vec2 line[2];
    struct vec2 stems[COLUMNS_MAX][2];
    size_t stem_count;
    int start_ms;
};

struct plan_rosette {
    const struct composition *at;
    struct scene_rosette rosette;
    struct goal goals[GOALS_MAX];
    const struct content_item *items[GOALS_MAX];
    size_t goal_count;
    struct group groups[GROUPS_MAX];
    size_t group_count;
    struct numeral hero;
    struct label hero_label, hero_unit;
    bool has_hero_label, has_hero_unit;
    int settled_ms;
};

/* ---- preparation ---- */

static void
place_hero(const struct ui *ui, struct plan_rosette *plan, const struct content_item *item) {
    const struct composition *at = plan->at;
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct numeral_spec number = {
        .number = {.start = at->center_start,
                   .baseline = at->center_y + at->hero_drop,
                   .px = at->hero_px,
                   .weight = 900,
                   .color = ui_color_named(ui, item->color, THEME_AMBER),
                   .anchor = TEXT_CENTER},
        .is_counting = true,
    };
    plan->hero = numeral_make(ui, figure, &number);
    struct label_spec words = {.start = at->center_start,
                               .baseline = at->center_y - at->label_rise,
                               .px = 30.0f,
                               .weight = 500,
                               .color = ui_color(ui, THEME_MUTED),
                               .anchor = TEXT_CENTER,
                               .wrap = 220.0f,
                               .px_min = 28.0f,
                               .lines_max = 1};
    const struct str label = ui_cell(ui, &item->label);
    plan->has_hero_label = !str_is_empty(label);
    plan->hero_label = label_make(ui, label, &words);
    const struct str note = ui_cell(ui, &item->note);
    const struct str unit = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    plan->has_hero_unit = !str_is_empty(note) || !str_is_empty(unit);
    words.baseline = at->center_y + at->unit_drop;
    words.px = 34.0f;
    words.color = ui_color(ui, THEME_TEXT);
    plan->hero_unit = label_make(ui, str_is_empty(note) ? unit : note, &words);
}

static bool
collect(const struct scene *scene, struct plan_rosette *plan) {
    for (size_t i = 0; i < scene->env.slide->item_count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (str_is(item->role, "group") && plan->group_count < GROUPS_MAX) {
            struct group *group = &plan->groups[plan->group_count];
            group->item = item;
            group->color = ui_color_named(&scene->env.ui, item->color, THEME_AMBER);
            group->first = plan->goal_count;
            group->start_ms = GROUP_FIRST_MS + GROUP_STAGGER_MS * (int)plan->group_count++;
        } else if (str_is(item->role, "goal") && plan->group_count > 0 && plan->goal_count < GOALS_MAX) {
            plan->items[plan->goal_count++] = item;
            plan->groups[plan->group_count - 1].count++;
        }
    }
    return plan->goal_count > 0;
}

/* One goal under the line: its number or words, then what it is. Returns: design y of its last line. */
static float
place_goal(const struct ui *ui, struct goal *goal, const struct content_item *item, const struct grid *grid,
           struct vec2 from) {
    const struct str note = ui_cell(ui, &item->note);
    struct label_spec spec = {.start = from.x,
                              .baseline = from.y + 22.0f + 0.82f * grid->number_px,
                              .px = grid->number_px,
                              .weight = 900,
                              .color = ui_color(ui, THEME_TEXT),
                              .wrap = grid->width - STEM_INSET - COLUMN_GAP,
                              .lines_max = 1};
    goal->has_number = str_is_empty(note) && item->figure != CONTENT_NONE;
    float baseline = spec.baseline;
    if (goal->has_number) {
        const struct numeral_spec number = {.number = spec, .is_counting = true};
        goal->number = numeral_make(ui, &ui->model->figures[item->figure], &number);
    } else {
        spec.px = grid->words_px;
        spec.px_min = 32.0f;
        spec.weight = 800;
        spec.baseline -= 8.0f;
        goal->words = label_make(ui, note, &spec);
    }
    spec = (struct label_spec){.start = from.x,
                               .baseline = baseline + 0.18f * grid->number_px + 1.05f * grid->label_px,
                               .px = grid->label_px,
                               .weight = 500,
                               .color = ui_color(ui, THEME_MUTED),
                               .wrap = spec.wrap,
                               .lines_max = 3,
                               .line_height_em = 1.24f,
                               .flags = TEXT_BALANCE};
    goal->label = label_make(ui, ui_cell(ui, &item->label), &spec);
    const struct text_block *block = goal->label.block;
    return spec.baseline + (float)(block->line_count - 1) * block->line_px / ui->layout.scale;
}

/* A group from its line down. `column`: its first goal's; further rows begin at column 0. */
static void
place_group(const struct ui *ui, struct plan_rosette *plan, struct group *group, const struct grid *grid,
            size_t column, float line_y) {
    float depth[COLUMNS_MAX] = {0};
    size_t at = column;
    float y = line_y;
    size_t last = column;
    for (size_t i = 0; i < group->count; i++, at++) {
        if (at == grid->columns) {
            at = 0;
            y += grid->pitch;
        }
        const struct vec2 from = {grid->start + grid->width * (float)at + STEM_INSET, y};
        struct goal *goal = &plan->goals[group->first + i];
        depth[at] = place_goal(ui, goal, plan->items[group->first + i], grid, from);
        goal->span = (struct span){group->start_ms + 200 + GOAL_STAGGER_MS * (int)i, COUNT_MS, EASE_OUT5};
        const int end_ms = numeral_end_ms(goal->span);
        plan->settled_ms = end_ms > plan->settled_ms ? end_ms : plan->settled_ms;
        last = at > last ? at : last;
    }
    for (size_t i = 0; i < grid->columns; i++) {
        const float x = grid->start + grid->width * (float)i;
        if (depth[i] > 0.0f) {
            struct vec2 *stem = group->stems[group->stem_count++];
            stem[0] = layout_point(&ui->layout, x, line_y);
            stem[1] = layout_point(&ui->layout, x, depth[i]);
        }
    }
    const float from = grid->start + grid->width * (float)column;
    group->line[0] = layout_point(&ui->layout, from, line_y);
    group->line[1] =
        layout_point(&ui->layout, grid->start + grid->width * (float)(last + 1) - COLUMN_GAP, line_y);
    const struct label_spec title = {.start = from,
                                     .baseline = line_y - 18.0f,
                                     .px = 34.0f,
                                     .weight = 700,
                                     .color = ui_color(ui, THEME_TEXT)};
    group->title = label_make(ui, ui_cell(ui, &group->item->label), &title);
}

/* ---- landscape: two sides ---- */

#define SIDE_TOP 240.0f
#define SIDE_BOTTOM 930.0f
#define SIDE_WIDTH 480.0f
#define TITLE_ROOM 62.0f

/* Which groups stand on the start side: the first ones, until half of all goals stand there. */
static size_t
start_side_groups(const struct plan_rosette *plan) {
    size_t goals = 0;
    size_t groups = 0;
    while (groups < plan->group_count && 2 * goals < plan->goal_count) {
        goals += plan->groups[groups++].count;
    }
    return groups;
}

static void
place_side(const struct ui *ui, struct plan_rosette *plan, size_t from, size_t to) {
    const bool is_end = from > 0;
    size_t goals = 0;
    for (size_t g = from; g < to; g++) {
        goals += plan->groups[g].count;
    }
    const size_t columns = goals > 3 ? 2 : 1;
    size_t rows = 0;
    for (size_t g = from; g < to; g++) {
        rows += (plan->groups[g].count + columns - 1) / columns;
    }
    if (rows == 0) {
        return;
    }
    const float margin = ui->layout.margin;
    const float room = SIDE_BOTTOM - SIDE_TOP - TITLE_ROOM * (float)(to - from);
    const struct grid grid = {
        .start = is_end ? ui->layout.width - margin - SIDE_WIDTH : margin,
        .width = (SIDE_WIDTH + COLUMN_GAP) / (float)columns,
        .pitch = fminf(room / (float)rows, 210.0f),
        .number_px = columns == 1 ? 84.0f : 76.0f,
        .words_px = 50.0f,
        .label_px = 30.0f,
        .columns = columns,
    };
    float y = SIDE_TOP;
    for (size_t g = from; g < to; g++) {
        struct group *group = &plan->groups[g];
        y += TITLE_ROOM;
        place_group(ui, plan, group, &grid, 0, y);
        group->tie[1] = group->line[is_end ? 0 : 1];
        group->tie[0] = scene_rosette_rim(ui, &plan->rosette, group->tie[1], 10.0f);
        const size_t group_rows = (group->count + columns - 1) / columns;
        y += grid.pitch * (float)group_rows;
    }
}

/* ---- portrait: rows that groups share ---- */

#define ROWS_TOP 1004.0f /* of the first line */
#define ROWS_BOTTOM 1620.0f

/* The cell every group begins in. Returns: rows. */
static size_t
flow(const struct plan_rosette *plan, size_t columns, size_t ret_at[GROUPS_MAX]) {
    size_t cell = 0;
    for (size_t g = 0; g < plan->group_count; g++) {
        const size_t left = columns - cell % columns;
        /* a group that would be torn begins a row */
        if (left < columns && plan->groups[g].count > left) {
            cell += left;
        }
        ret_at[g] = cell;
        cell += plan->groups[g].count;
    }
    return (cell + columns - 1) / columns;
}

/* Straight down to the first row where a line passes under the rosette; lines further down hang on nothing. */
static void
tie_row(const struct ui *ui, const struct plan_rosette *plan, struct group *group, bool is_first_row) {
    const struct vec2 below = {plan->rosette.center.x, group->line[0].y};
    const bool is_under = (group->line[0].x - below.x) * (group->line[1].x - below.x) < 0.0f;
    group->tie[1] = is_first_row && is_under ? below : group->line[0];
    group->tie[0] =
        is_first_row && is_under ? scene_rosette_rim(ui, &plan->rosette, below, 10.0f) : group->line[0];
}

static void
place_rows(const struct ui *ui, struct plan_rosette *plan) {
    size_t cells[GROUPS_MAX] = {0};
    const size_t columns = plan->goal_count > 6 ? 4 : plan->goal_count > 2 ? 3 : plan->goal_count;
    const size_t rows = flow(plan, columns, cells);
    const float margin = ui->layout.margin;
    const struct grid grid = {
        .start = margin,
        .width = (ui->layout.width - 2.0f * margin + COLUMN_GAP) / (float)columns,
        .pitch = (ROWS_BOTTOM - ROWS_TOP + TITLE_ROOM) / (float)rows,
        .number_px = columns == 4 ? 68.0f : 88.0f,
        .words_px = 38.0f,
        .label_px = columns == 4 ? 28.0f : 32.0f,
        .columns = columns,
    };
    for (size_t g = 0; g < plan->group_count; g++) {
        struct group *group = &plan->groups[g];
        const size_t row = cells[g] / columns;
        place_group(ui, plan, group, &grid, cells[g] % columns, ROWS_TOP + grid.pitch * (float)row);
        tie_row(ui, plan, group, row == 0);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct plan_rosette *plan = scene->state;
    plan->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    plan->rosette.inner = plan->at->inner;
    plan->rosette.shoulder = plan->at->shoulder;
    plan->rosette.tip = plan->at->tip;
    plan->rosette.center = layout_point(&ui->layout, plan->at->center_start, plan->at->center_y);
    scene_rosette_make(ui, scene->env.slide, &plan->rosette);
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    if (hero == NULL || hero->figure == CONTENT_NONE || plan->rosette.count < 3 || !collect(scene, plan)) {
        err_set(err, ERR_CONTENT, 0,
                "a plan rosette needs a hero with a figure, three petals and a group with a goal");
        return STEP_FAILED;
    }
    place_hero(ui, plan, hero);
    plan->settled_ms = LIGHT_SHOWN_MS;
    if (ui->layout.is_portrait) {
        place_rows(ui, plan);
    } else {
        const size_t first_end = start_side_groups(plan);
        place_side(ui, plan, 0, first_end);
        place_side(ui, plan, first_end, plan->group_count);
    }
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_hero(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan, time_ns since) {
    const float lit = timeline_value((struct span){HERO_SPAN.start_ms + 600, 800, EASE_OUT3}, since);
    const struct color color = plan->hero.number.color;
    draw_glow(canvas, plan->rosette.center, layout_px(&ui->layout, plan->rosette.inner),
              color_fade(color, 0.30f * lit));
    numeral_draw(ui, canvas, &plan->hero, HERO_SPAN, since);
    if (plan->has_hero_label) {
        label_draw(ui, canvas, &plan->hero_label,
                   timeline_value((struct span){HERO_SPAN.start_ms, 300, EASE_OUT3}, since), 0.0f);
    }
    if (plan->has_hero_unit) {
        label_draw(ui, canvas, &plan->hero_unit,
                   timeline_value((struct span){HERO_SPAN.start_ms + 1200, 240, EASE_LINEAR}, since), 0.0f);
    }
}

/* The first `drawn` of a line. */
static void
draw_part(const struct ui *ui, struct canvas *canvas, const struct vec2 line[2], float drawn,
          struct color color) {
    if (drawn > 0.0f && (line[0].x != line[1].x || line[0].y != line[1].y)) {
        const struct vec2 end = {float_mix(line[0].x, line[1].x, drawn),
                                 float_mix(line[0].y, line[1].y, drawn)};
        draw_line(canvas, line[0], end, layout_px(&ui->layout, 2.0f), color);
    }
}

static void
draw_stems(const struct ui *ui, struct canvas *canvas, const struct group *group, float drawn) {
    for (size_t i = 0; i < group->stem_count && drawn > 0.0f; i++) {
        const struct vec2 part[2] = {
            group->stems[i][0],
            {group->stems[i][0].x, float_mix(group->stems[i][0].y, group->stems[i][1].y, drawn)}};
        draw_dotted(canvas, part, 2, layout_px(&ui->layout, DOT_RADIUS), layout_px(&ui->layout, DOT_GAP),
                    color_fade(group->color, 0.8f));
    }
}

static void
draw_group(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan,
           const struct group *group, time_ns since) {
    const float led = timeline_value((struct span){group->start_ms, TIE_MS / 2, EASE_LINEAR}, since);
    const float run =
        timeline_value((struct span){group->start_ms + TIE_MS / 2, TIE_MS / 2, EASE_OUT3}, since);
    const bool is_tied = group->tie[0].x != group->tie[1].x || group->tie[0].y != group->tie[1].y;
    draw_part(ui, canvas, group->tie, led, group->color);
    /* the line runs on from where the tie arrives */
    const bool is_reverse = is_tied && group->tie[1].x == group->line[1].x;
    const struct vec2 line[2] = {group->line[is_reverse ? 1 : 0], group->line[is_reverse ? 0 : 1]};
    draw_part(ui, canvas, line, run, group->color);
    if (is_tied && led > 0.0f) {
        star_draw(canvas, group->tie[0], layout_px(&ui->layout, 10.0f), group->color);
    }
    label_draw(ui, canvas, &group->title, run, 0.0f);
    draw_stems(ui, canvas, group,
               timeline_value((struct span){group->start_ms + TIE_MS, 500, EASE_OUT3}, since));
    for (size_t i = group->first; i < group->first + group->count; i++) {
        const struct goal *goal = &plan->goals[i];
        const float shown = timeline_value((struct span){goal->span.start_ms, 320, EASE_OUT3}, since);
        if (goal->has_number) {
            numeral_draw(ui, canvas, &goal->number, goal->span, since);
        } else {
            label_draw(ui, canvas, &goal->words, shown, 0.0f);
        }
        label_draw(ui, canvas, &goal->label, shown, 0.0f);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct plan_rosette *plan = scene->state;
    scene_rosette_draw(ui, canvas, &plan->rosette, since);
    draw_hero(ui, canvas, plan, since);
    for (size_t i = 0; i < plan->group_count; i++) {
        draw_group(ui, canvas, plan, &plan->groups[i], since);
    }
    scene_rosette_draw_light(ui, canvas, &plan->rosette, since);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct plan_rosette *plan = scene->state;
    return scene_change_ambient(plan->settled_ms, LIGHT_FRAME_MS, since);
}

const struct scene_class scene_plan_rosette_class = {
    .name = "plan_rosette",
    .state_size = sizeof(struct plan_rosette),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
