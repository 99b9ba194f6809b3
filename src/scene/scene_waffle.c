/* Slide kind `waffle`: a whole as a field of stars, as many of them lit as the figure told of says, with its number, a few statements
 * and up to three further figures.
 * Items: all (figure: the whole), one (figure: what a star stands for; without it, one), hero (figure: how much is lit; label, note,
 * color), statement (label) x 0 to 4, aside (figure, label) x 0 to 3. */

#include "scene/scene_registry.h"

#include <math.h>

#include "base/hash.h"
#include "scene/scene_asides.h"
#include "scene/scene_hero.h"
#include "scene/scene_statements.h"
#include "ui/star.h"

#define STARS_MAX 1200
#define STAR_EM 0.40f   /* radius of a star in its cell */
#define ASIDES_H 176.0f /* what the field gains where no asides stand below it */
#define HERO_MS 200
#define LIGHT_MS 1800
#define STATEMENTS_MS 1000
#define ASIDES_MS 1100
#define SETTLED_MS 2600
#define TWINKLE_MS 2400
#define TWINKLE_FRAME_MS 80

/* Design units; the field lies at the end side in landscape. */
struct composition {
    struct rect field; /* x from the start side */
    float start, w;    /* of the words */
    float hero_y, hero_px, label_y, statement_y, statement_px;
    float aside_y, aside_px;
};

static const struct composition LANDSCAPE = {
    {820.0f, 262.0f, 1004.0f, 464.0f}, 96.0f, 660.0f, 400.0f, 160.0f, 468.0f, 550.0f, 32.0f, 808.0f, 80.0f};
static const struct composition PORTRAIT = {
    {72.0f, 290.0f, 936.0f, 560.0f}, 72.0f, 936.0f, 1016.0f, 160.0f, 1084.0f, 1160.0f, 34.0f, 1440.0f, 72.0f};

struct waffle {
    struct rect cell; /* the first: where reading begins */
    float step_px;    /* to the next column, signed */
    int columns, rows, count;
    float lit; /* stars, the last one in part */
    struct hero hero;
    struct statements statements;
    struct asides asides;
    uint64_t key;
};

static double
amount(const struct content_model *model, int figure) {
    return model->figures[figure].value * content_scale_factor(model->figures[figure].scale);
}

/* The number of rows that makes the stars largest in the field. */
static void
fit_grid(struct waffle *waffle, float w, float h) {
    float best = 0.0f;
    for (int rows = 1; rows <= waffle->count; rows++) {
        const int columns = (waffle->count + rows - 1) / rows;
        const float cell = fminf(w / (float)columns, h / (float)rows);
        if (cell > best) {
            best = cell;
            waffle->rows = rows;
            waffle->columns = columns;
        }
    }
}

static void
place_field(const struct ui *ui, const struct composition *at, struct waffle *waffle, bool has_asides) {
    const float h = at->field.h + (has_asides || ui->layout.is_portrait ? 0.0f : ASIDES_H);
    const struct rect field = layout_rect(&ui->layout, at->field.x, at->field.y, at->field.w, h);
    fit_grid(waffle, field.w, field.h);
    const float cell = fminf(field.w / (float)waffle->columns, field.h / (float)waffle->rows);
    const float sign = layout_end_sign(&ui->layout);
    const float used_w = cell * (float)waffle->columns;
    const float slack_y = ui->layout.is_portrait ? 0.0f : (field.h - cell * (float)waffle->rows) / 2.0f;
    /* the field ends at the margin of the end side */
    const float left = sign > 0.0f ? field.x + field.w - used_w : field.x;
    const float first = sign > 0.0f ? left : left + used_w - cell;
    waffle->cell = (struct rect){first, field.y + slack_y, cell, cell};
    waffle->step_px = sign * cell;
}

static bool
count_stars(const struct scene *scene, struct waffle *waffle, const struct content_item *hero) {
    const struct content_model *model = scene->env.ui.model;
    const struct content_item *all = content_item_at(scene->env.slide, "all", 0);
    const struct content_item *one = content_item_at(scene->env.slide, "one", 0);
    if (all == NULL || all->figure == CONTENT_NONE || hero == NULL || hero->figure == CONTENT_NONE) {
        return false;
    }
    const double unit = one != NULL && one->figure != CONTENT_NONE ? amount(model, one->figure) : 1.0;
    const double stars = unit > 0.0 ? ceil(amount(model, all->figure) / unit) : 0.0;
    if (!(stars >= 1.0 && stars <= (double)STARS_MAX)) {
        return false;
    }
    waffle->count = (int)stars;
    waffle->lit = (float)fmax(0.0, fmin(amount(model, hero->figure) / unit, stars));
    return true;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    struct waffle *waffle = scene->state;
    if (!count_stars(scene, waffle, hero)) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": the items all and hero give 1 to %d stars",
                STR_ARG(scene->env.slide->key), STARS_MAX);
        return STEP_FAILED;
    }
    place_field(ui, at, waffle, content_item_total(scene->env.slide, "aside") > 0);
    const struct hero_spec spec = {at->start, at->w, at->hero_y, at->hero_px, at->label_y, THEME_ACCENT};
    scene_hero_place(ui, &waffle->hero, hero, &spec);
    const struct statements_spec statements = {
        at->start, at->statement_y + (waffle->hero.has_note ? 40.0f : 0.0f), at->w, at->statement_px};
    scene_statements_place(scene, &waffle->statements, &statements);
    const struct asides_spec asides = {at->aside_y, at->aside_px};
    scene_asides_place(scene, &waffle->asides, &asides);
    waffle->key = hash_bytes(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                             &waffle->cell, sizeof(waffle->cell));
    waffle->key = hash_bytes(waffle->key, &waffle->lit, sizeof(waffle->lit));
    return STEP_DONE;
}

/* ---- drawing ---- */

/* Stars follow each other down the columns, the columns in reading direction. */
static struct vec2
star_center(const struct waffle *waffle, int index) {
    const int column = index / waffle->rows;
    const int row = index % waffle->rows;
    return (struct vec2){waffle->cell.x + waffle->cell.w / 2.0f + waffle->step_px * (float)column,
                         waffle->cell.y + waffle->cell.h * ((float)row + 0.5f)};
}

static struct rect
columns_box(const struct waffle *waffle, float columns) {
    const float w = waffle->cell.w * columns;
    const float x = waffle->step_px > 0.0f ? waffle->cell.x : waffle->cell.x + waffle->cell.w - w;
    return (struct rect){x, waffle->cell.y, w, waffle->cell.h * (float)waffle->rows};
}

static void
paint_lit(const struct waffle *waffle, struct canvas *canvas) {
    const int whole = (int)waffle->lit;
    const float radius = STAR_EM * waffle->cell.w;
    for (int i = 0; i < whole; i++) {
        star_draw(canvas, star_center(waffle, i), radius, waffle->hero.color);
    }
    const float part = waffle->lit - (float)whole;
    if (part > 0.0f && whole < waffle->count) {
        const struct vec2 center = star_center(waffle, whole);
        const float w = 2.0f * radius * part;
        const float x = waffle->step_px > 0.0f ? center.x - radius : center.x + radius - w;
        draw_clip_push(canvas, (struct rect){x, center.y - radius, w, 2.0f * radius});
        star_draw(canvas, center, radius, waffle->hero.color);
        draw_clip_pop(canvas);
    }
}

static void
draw_field(const struct ui *ui, struct canvas *canvas, const struct waffle *waffle, time_ns since) {
    const struct rect box = columns_box(waffle, (float)waffle->columns);
    const float come = timeline_value((struct span){0, 420, EASE_OUT3}, since);
    const float lit = timeline_value((struct span){HERO_MS, LIGHT_MS, EASE_IN_OUT3}, since);
    draw_group_push(canvas, 0.0f, 0.0f, come);
    if (draw_layer_begin(canvas, waffle->key, box)) {
        for (int i = 0; i < waffle->count; i++) {
            star_draw(canvas, star_center(waffle, i), STAR_EM * waffle->cell.w,
                      color_fade(ui_color(ui, THEME_STEEL), 0.55f));
        }
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    const float columns = ceilf(waffle->lit / (float)waffle->rows);
    draw_clip_push(canvas, columns_box(waffle, columns * lit));
    if (draw_layer_begin(canvas, hash_u64(waffle->key, 1), box)) {
        paint_lit(waffle, canvas);
        draw_layer_end(canvas);
    }
    draw_clip_pop(canvas);
}

/* One lit star at a time shines up; which one is a matter of the time alone. */
static void
draw_twinkle(const struct ui *ui, struct canvas *canvas, const struct waffle *waffle, time_ns since) {
    if (since < TIME_MS(SETTLED_MS) || waffle->lit < 1.0f) {
        return;
    }
    const uint64_t turn = (uint64_t)((since - TIME_MS(SETTLED_MS)) / TIME_MS(TWINKLE_MS));
    const int index = (int)(hash_u64(waffle->key, turn) % (uint64_t)waffle->lit);
    const float alpha = timeline_breathe(TWINKLE_MS, since - TIME_MS(SETTLED_MS));
    draw_glow(canvas, star_center(waffle, index), 1.6f * waffle->cell.w,
              color_fade(waffle->hero.color, alpha));
    star_draw(canvas, star_center(waffle, index), (STAR_EM + 0.1f * alpha) * waffle->cell.w,
              color_mix(waffle->hero.color, ui_color(ui, THEME_TEXT), alpha));
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct waffle *waffle = scene->state;
    draw_field(ui, canvas, waffle, since);
    if (!scene->env.is_reduced_motion) {
        draw_twinkle(ui, canvas, waffle, since);
    }
    scene_hero_draw(ui, canvas, &waffle->hero, HERO_MS, since);
    scene_statements_draw(ui, canvas, &waffle->statements, STATEMENTS_MS, since);
    scene_asides_draw(ui, canvas, &waffle->asides, ASIDES_MS, since);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_ambient(SETTLED_MS, TWINKLE_FRAME_MS, since);
}

const struct scene_class scene_waffle_class = {
    .name = "waffle",
    .state_size = sizeof(struct waffle),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
