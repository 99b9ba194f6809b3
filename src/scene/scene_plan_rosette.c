/* Slide kind `plan_rosette`: a plan with many goals. Its fields are the petals of a rosette round one hero number; groups of goals
 * stand at both sides (landscape) or below (portrait), each tied to the rim. Nothing of it is done yet, so outlines are dotted.
 * Items: hero (figure, label, note in place of the unit, color), petal (label; without one it is only an outline) ×3–9,
 * group (label, color) ×1–4, each followed by its goals: goal (figure, label; note: words in the number's place).
 * Groups fill the start side until half of all goals stand there. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define TURN 6.2831853f
#define PETALS_MAX 9
#define GROUPS_MAX 4
#define GOALS_MAX 12
#define COLUMNS_MAX 4
#define ARC_STEPS 8 /* of half a petal's rim, and of its inner edge */
#define OUTLINE_POINTS (3 * ARC_STEPS + 2)
#define PETAL_GAP 11.0f
#define DOT_RADIUS 1.75f
#define DOT_GAP 8.6f
#define STEM_INSET 24.0f

#define PETAL_STAGGER_MS 110
#define PETAL_MS 480
#define GROUP_FIRST_MS 620
#define GROUP_STAGGER_MS 180
#define GOAL_STAGGER_MS 60
#define TIE_MS 460
#define COUNT_MS 900
#define LIGHT_LAP_MS 30000
#define LIGHT_FRAME_MS 33
#define LIGHT_DOTS 6
#define SETTLED_MS 2600

static const struct span HERO_SPAN = {150, 1350, EASE_OUT5};

/* Design units. */
struct composition {
    float center_start, center_y;
    float inner, shoulder, tip; /* radii: shoulder where two petals meet at the rim */
    float hero_px, label_rise, hero_drop, unit_drop;
};

static const struct composition LANDSCAPE = {960.0f, 590.0f, 146.0f, 298.0f, 340.0f,
                                             112.0f, 54.0f,  40.0f,  92.0f};
static const struct composition PORTRAIT = {540.0f, 612.0f, 150.0f, 302.0f, 346.0f,
                                            112.0f, 54.0f,  40.0f,  92.0f};

/* How the goals of a page or side stand: columns of one width, rows of one pitch. */
struct grid {
    float start, width, pitch, number_px, words_px, label_px;
    size_t columns;
};

struct petal {
    float angle; /* of its middle */
    bool is_named;
    struct label label;
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
    struct vec2 tie[3]; /* from the rim */
    struct vec2 line[2];
    struct vec2 stems[COLUMNS_MAX][2];
    size_t stem_count;
    int start_ms;
};

struct plan_rosette {
    const struct composition *at;
    struct vec2 center;
    struct petal petals[PETALS_MAX];
    size_t petal_count;
    struct goal goals[GOALS_MAX];
    const struct content_item *items[GOALS_MAX];
    size_t goal_count;
    struct group groups[GROUPS_MAX];
    size_t group_count;
    struct numeral hero;
    struct label hero_label, hero_unit;
    bool has_hero_label, has_hero_unit;
    uint64_t key; /* of the cached rosette */
};

/* ---- the rosette's shape ---- */

/* The petals follow each other as a page is read: against the clock in right-to-left pages. */
static struct vec2
polar(const struct ui *ui, const struct plan_rosette *plan, float radius, float angle) {
    const float r = layout_px(&ui->layout, radius);
    return (struct vec2){plan->center.x + layout_end_sign(&ui->layout) * r * sinf(angle),
                         plan->center.y - r * cosf(angle)};
}

static float
half_petal(const struct plan_rosette *plan) {
    return TURN / 2.0f / (float)plan->petal_count;
}

/* The rim at an angle: a pointed arch over every petal. */
static float
rim_radius(const struct plan_rosette *plan, float angle) {
    const float half = half_petal(plan);
    const float u = fabsf(remainderf(angle, 2.0f * half)) / half;
    return plan->at->tip - (plan->at->tip - plan->at->shoulder) * (0.35f * u + 0.65f * u * u * u);
}

/* The closed outline of a petal that has opened by `grown` (0..1). Neighbours stand a constant gap apart. */
static void
petal_outline(const struct ui *ui, const struct plan_rosette *plan, const struct petal *petal, float grown,
              struct vec2 ret_points[OUTLINE_POINTS]) {
    const float inner = plan->at->inner;
    const float half = half_petal(plan);
    const float inner_half = half - PETAL_GAP / 2.0f / inner;
    const float outer_half = half - PETAL_GAP / 2.0f / plan->at->shoulder;
    size_t n = 0;
    for (int i = 0; i <= ARC_STEPS; i++) {
        const float turn = inner_half * (2.0f * (float)i / (float)ARC_STEPS - 1.0f);
        ret_points[n++] = polar(ui, plan, inner, petal->angle + turn);
    }
    for (int i = 0; i <= 2 * ARC_STEPS; i++) {
        const float turn = outer_half * (1.0f - (float)i / (float)ARC_STEPS);
        const float rim = rim_radius(plan, turn);
        ret_points[n++] = polar(ui, plan, inner + (rim - inner) * grown, petal->angle + turn);
    }
}

static struct rect
rosette_box(const struct ui *ui, const struct plan_rosette *plan) {
    const float r = layout_px(&ui->layout, plan->at->tip + 8.0f);
    return (struct rect){plan->center.x - r, plan->center.y - r, 2.0f * r, 2.0f * r};
}

/* ---- preparation ---- */

static void
place_petal(const struct ui *ui, const struct plan_rosette *plan, struct petal *petal,
            const struct content_item *item) {
    const struct str words = ui_cell(ui, &item->label);
    petal->is_named = !str_is_empty(words);
    if (!petal->is_named) {
        return;
    }
    const float radius = 0.5f * (plan->at->inner + plan->at->tip) - 6.0f;
    const float across = 2.0f * radius * sinf(half_petal(plan)) - PETAL_GAP - 12.0f;
    const float deep = plan->at->tip - plan->at->inner - 26.0f;
    const struct label_spec spec = {
        .px = 30.0f,
        .weight = 600,
        .color = ui_color(ui, THEME_TEXT),
        .wrap = hypotf(across * cosf(petal->angle), deep * sinf(petal->angle)),
        .lines_max = 3,
        .line_height_em = 1.22f,
        .flags = TEXT_BALANCE,
    };
    const struct vec2 middle = polar(ui, plan, radius, petal->angle);
    petal->label = label_make_at(ui, words, &spec, middle, TEXT_CENTER);
    const struct text_block *block = petal->label.block;
    petal->label.baseline += 0.31f * block->style.px - 0.5f * (float)(block->line_count - 1) * block->line_px;
}

static void
place_petals(const struct scene *scene, struct plan_rosette *plan) {
    plan->petal_count = content_item_total(scene->env.slide, "petal");
    if (plan->petal_count > PETALS_MAX) {
        plan->petal_count = PETALS_MAX;
    }
    for (size_t i = 0; i < plan->petal_count; i++) {
        plan->petals[i].angle = TURN * (float)i / (float)plan->petal_count;
        place_petal(&scene->env.ui, plan, &plan->petals[i], content_item_at(scene->env.slide, "petal", i));
    }
}

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
                              .wrap = grid->width - STEM_INSET - 16.0f,
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
                               .line_height_em = 1.24f};
    goal->label = label_make(ui, ui_cell(ui, &item->label), &spec);
    const struct text_block *block = goal->label.block;
    return spec.baseline + (float)(block->line_count - 1) * block->line_px / ui->layout.scale;
}

/* A group from its line down. `column`: its first goal's; further rows begin at column 0. Returns: its last row. */
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
    group->line[1] = layout_point(&ui->layout, grid->start + grid->width * (float)(last + 1) - 16.0f, line_y);
    const struct label_spec title = {.start = from,
                                     .baseline = line_y - 18.0f,
                                     .px = 34.0f,
                                     .weight = 700,
                                     .color = ui_color(ui, THEME_TEXT)};
    group->title = label_make(ui, ui_cell(ui, &group->item->label), &title);
}

/* ---- landscape: two sides ---- */

#define SIDE_TOP 262.0f
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

/* From the rim straight out, then along: the elbow lies where the group's line ends. */
static void
tie_group(const struct ui *ui, const struct plan_rosette *plan, struct group *group, struct vec2 elbow) {
    const float turn =
        layout_end_sign(&ui->layout) * atan2f(elbow.x - plan->center.x, plan->center.y - elbow.y);
    group->tie[0] = polar(ui, plan, rim_radius(plan, turn) + 10.0f, turn);
    group->tie[1] = elbow;
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
        .width = SIDE_WIDTH / (float)columns,
        .pitch = fminf(room / (float)rows, columns == 1 ? 210.0f : 200.0f),
        .number_px = columns == 1 ? 92.0f : 76.0f,
        .words_px = 50.0f,
        .label_px = columns == 1 ? 32.0f : 30.0f,
        .columns = columns,
    };
    const float used = TITLE_ROOM * (float)(to - from) + grid.pitch * (float)rows;
    float y = SIDE_TOP + (SIDE_BOTTOM - SIDE_TOP - used) / 2.0f;
    for (size_t g = from; g < to; g++) {
        struct group *group = &plan->groups[g];
        y += TITLE_ROOM;
        place_group(ui, plan, group, &grid, 0, y);
        tie_group(ui, plan, group, group->line[is_end ? 0 : 1]);
        y += grid.pitch * (float)((group->count + columns - 1) / columns);
    }
}

/* ---- portrait: rows that groups share ---- */

#define ROWS_TOP 1046.0f
#define ROWS_BOTTOM 1632.0f

static size_t
flow(struct plan_rosette *plan, size_t columns, size_t ret_at[GROUPS_MAX]) {
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

static void
place_rows(const struct ui *ui, struct plan_rosette *plan) {
    size_t cells[GROUPS_MAX] = {0};
    const size_t columns = plan->goal_count > 6 ? 4 : plan->goal_count > 2 ? 3 : plan->goal_count;
    const size_t rows = flow(plan, columns, cells);
    const float margin = ui->layout.margin;
    const struct grid grid = {
        .start = margin,
        .width = (ui->layout.width - 2.0f * margin + 16.0f) / (float)columns,
        .pitch = fminf((ROWS_BOTTOM - ROWS_TOP) / (float)rows, 280.0f),
        .number_px = columns == 4 ? 70.0f : 88.0f,
        .words_px = 42.0f,
        .label_px = columns == 4 ? 29.0f : 32.0f,
        .columns = columns,
    };
    const float top = ROWS_TOP + (ROWS_BOTTOM - ROWS_TOP - grid.pitch * (float)rows) / 2.0f;
    for (size_t g = 0; g < plan->group_count; g++) {
        struct group *group = &plan->groups[g];
        const size_t row = cells[g] / columns;
        place_group(ui, plan, group, &grid, cells[g] % columns, top + grid.pitch * (float)row);
        group->tie[0] = group->line[0]; /* the lines lie under the rosette: nothing to tie */
        group->tie[1] = group->line[0];
    }
}

static uint64_t
rosette_key(const struct ui *ui, const struct plan_rosette *plan) {
    uint64_t key = hash_bytes(HASH_SEED, "plan_rosette", 12);
    key = hash_bytes(key, &ui->theme, sizeof(ui->theme));
    key = hash_bytes(key, &ui->layout.scale, sizeof(ui->layout.scale));
    key = hash_bytes(key, &plan->center, sizeof(plan->center));
    key = hash_u64(key, plan->petal_count);
    for (size_t i = 0; i < plan->petal_count; i++) {
        key = hash_u64(key, plan->petals[i].is_named ? 1 : 2);
    }
    return hash_u64(key, ui->layout.is_rtl ? 1 : 2);
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct plan_rosette *plan = scene->state;
    plan->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    plan->center = layout_point(&ui->layout, plan->at->center_start, plan->at->center_y);
    place_petals(scene, plan);
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    if (hero == NULL || hero->figure == CONTENT_NONE || plan->petal_count < 3 || !collect(scene, plan)) {
        err_set(err, ERR_CONTENT, 0,
                "a plan rosette needs a hero with a figure, three petals and a group with a goal");
        return STEP_FAILED;
    }
    place_hero(ui, plan, hero);
    if (ui->layout.is_portrait) {
        place_rows(ui, plan);
    } else {
        const size_t first_end = start_side_groups(plan);
        place_side(ui, plan, 0, first_end);
        place_side(ui, plan, first_end, plan->group_count);
    }
    plan->key = rosette_key(ui, plan);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_petal(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan,
           const struct petal *petal, float grown) {
    struct vec2 points[OUTLINE_POINTS + 1];
    petal_outline(ui, plan, petal, grown, points);
    const struct color fill = ui_color(ui, THEME_SURFACE_3);
    if (petal->is_named) {
        const struct paint paint = draw_gradient(
            color_fade(fill, 0.30f * grown), color_fade(fill, 0.85f * grown),
            polar(ui, plan, plan->at->inner, petal->angle), polar(ui, plan, plan->at->tip, petal->angle));
        draw_polygon(canvas, points, OUTLINE_POINTS, paint);
    }
    points[OUTLINE_POINTS] = points[0];
    float length = 0.0f;
    for (size_t i = 0; i < OUTLINE_POINTS; i++) {
        length += hypotf(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
    }
    const float gap = layout_px(&ui->layout, DOT_GAP);
    const float even = length / fmaxf(roundf(length / gap), 1.0f); /* so that the last dot meets the first */
    draw_dotted(canvas, points, OUTLINE_POINTS + 1, layout_px(&ui->layout, DOT_RADIUS), even,
                color_fade(ui_color(ui, THEME_AMBER), (petal->is_named ? 1.0f : 0.6f) * grown));
}

static void
draw_rosette(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan, time_ns since) {
    const int end_ms = PETAL_STAGGER_MS * (int)plan->petal_count + PETAL_MS;
    const struct span span = {80, PETAL_MS, EASE_OUT3};
    const bool is_open = since >= TIME_MS(80 + end_ms);
    if (is_open && draw_layer_begin(canvas, plan->key, rosette_box(ui, plan))) {
        for (size_t i = 0; i < plan->petal_count; i++) {
            draw_petal(ui, canvas, plan, &plan->petals[i], 1.0f);
        }
        draw_layer_end(canvas);
    }
    for (size_t i = 0; i < plan->petal_count; i++) {
        const float grown = timeline_stagger(span, (int)i, PETAL_STAGGER_MS, since);
        if (!is_open && grown > 0.0f) {
            draw_petal(ui, canvas, plan, &plan->petals[i], grown);
        }
        if (plan->petals[i].is_named) {
            label_draw(ui, canvas, &plan->petals[i].label, float_clamp(2.0f * grown - 1.0f, 0.0f, 1.0f),
                       0.0f);
        }
    }
}

static void
draw_hero(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan, time_ns since) {
    const float lit = timeline_value((struct span){HERO_SPAN.start_ms + 600, 800, EASE_OUT3}, since);
    const struct color color = plan->hero.number.color;
    draw_glow(canvas, plan->center, layout_px(&ui->layout, plan->at->inner), color_fade(color, 0.30f * lit));
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

/* A light walks round the rim, its tail behind it. */
static void
draw_light(const struct ui *ui, struct canvas *canvas, const struct plan_rosette *plan, time_ns since) {
    const float shown = timeline_value((struct span){1700, 700, EASE_LINEAR}, since);
    const float at = TURN * timeline_cycle(LIGHT_LAP_MS, 0, since);
    const struct color color = ui_color(ui, THEME_AMBER);
    for (int i = LIGHT_DOTS - 1; i >= 0 && shown > 0.0f; i--) {
        const float part = 1.0f - (float)i / (float)LIGHT_DOTS;
        const float angle = at - 0.034f * (float)i;
        const struct vec2 point = polar(ui, plan, rim_radius(plan, angle), angle);
        if (i == 0) {
            draw_glow(canvas, point, layout_px(&ui->layout, 44.0f), color_fade(color, 0.55f * shown));
        }
        draw_circle(canvas, point, layout_px(&ui->layout, 2.5f + 4.0f * part),
                    i == 0 ? color_fade(ui_color(ui, THEME_TEXT), shown)
                           : color_fade(color, 0.7f * part * shown));
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
    draw_rosette(ui, canvas, plan, since);
    draw_hero(ui, canvas, plan, since);
    for (size_t i = 0; i < plan->group_count; i++) {
        draw_group(ui, canvas, plan, &plan->groups[i], since);
    }
    draw_light(ui, canvas, plan, since);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_ambient(SETTLED_MS, LIGHT_FRAME_MS, since);
}

const struct scene_class scene_plan_rosette_class = {
    .name = "plan_rosette",
    .state_size = sizeof(struct plan_rosette),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
