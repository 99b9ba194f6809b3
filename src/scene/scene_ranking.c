/* Slide kind `ranking`: one series as a skyline (landscape) or as bars from a spine (portrait), greatest first.
 * The bars are cut at round values instead of gridlines; one member is highlighted and a threshold may be drawn across
 * all of them; the sky over the lower bars holds the hero figure, or what a touched bar tells of itself.
 * Items: series, hero, sub, threshold (label, note: what the highlighted member did), threshold_short (portrait note). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "text/text_format.h"
#include "ui/numeral.h"

#define BARS_MAX 24
#define NAME_SLACK 6.0f /* names may be this much wider than their place: neighbours are rarely both long */
#define CUT_COUNT_MAX 10
#define CUTS_MAX 100 /* of one bar, whatever its value */
#define SKY_Y 430.0f /* landscape: the hero and the line below it end here */
#define GROW_MS 1100
#define STAGGER_MS 70
#define LABEL_FADE_MS 300
#define GLOW_PERIOD_MS 3300
#define GLOW_FRAME_MS 66
#define TOUCH_VALUE 110.0f /* portrait: past the greatest bar, its value is touched as well */

static const struct span THRESHOLD_SPAN = {0, 1200, EASE_IN_OUT3};
static const struct span HERO_SPAN = {500, 1600, EASE_OUT5};
static const struct span SUB_SPAN = {1500, 400, EASE_OUT3};

/* Where things stand, in design units; "along" runs over the bars, "across" is their length. */
struct composition {
    float first_bar, pitch, thickness; /* along: x from the start side, or y in portrait */
    float base, length;                /* across: base line and the greatest bar's length */
    float name_px, value_px, strong_value_px, value_gap;
    bool is_staggered; /* names too wide for their bars stand on two lines in turn */
};

static const struct composition LANDSCAPE = {96.0f, 0.0f,  88.0f, 846.0f, 547.5f,
                                             31.0f, 36.0f, 46.0f, 18.0f,  false};
static const struct composition PORTRAIT = {630.0f, 76.0f, 56.0f, 262.0f, 636.0f,
                                            34.0f,  36.0f, 46.0f, 18.0f,  false};

struct bar {
    const struct content_point *point;
    struct rect box; /* settled, pixels */
    struct label name, value;
    float begin; /* part of its length from which it grows */
};

struct ranking {
    const struct content_series *series;
    struct bar bars[BARS_MAX];
    size_t count;
    int highlight; /* index, or -1 */
    float cut_px;  /* distance of cuts */
    float sky;     /* where the hero and the claim begin, from the start side */
    bool has_threshold, has_hero, has_claim, has_sub;
    struct vec2 threshold_from, threshold_to;
    struct numeral hero;
    struct label sub, threshold, claim;
    int settled_ms;
    struct scene_parts parts; /* the bars */
};

/* A round step (1, 2 or 5 times a power of ten) that cuts the greatest bar at most CUT_COUNT_MAX times. */
static float
round_step(double greatest) {
    double step = pow(10.0, floor(log10(greatest / CUT_COUNT_MAX)));
    static const double FACTORS[] = {1.0, 2.0, 5.0, 10.0};
    for (size_t i = 0; i < ARRAY_LEN(FACTORS); i++) {
        if (greatest / (step * FACTORS[i]) <= (double)CUT_COUNT_MAX) {
            return (float)(step * FACTORS[i]);
        }
    }
    return (float)greatest;
}

/* Is a name wider than its bar's place at the common size? */
static bool
has_wide_name(const struct ui *ui, const struct content_series *series, const struct composition *c) {
    const struct text_style style = {
        .px = layout_px(&ui->layout, c->name_px), .weight = 500, .locale = &ui->locale};
    for (size_t i = 0; i < series->point_count; i++) {
        /* the highlighted name is set smaller instead */
        const bool is_wide = text_measure(ui->text, series->points[i].label.in[ui->lang], &style) >
                             layout_px(&ui->layout, c->pitch + NAME_SLACK);
        if (is_wide && !series->points[i].is_highlight) {
            return true;
        }
    }
    return false;
}

static struct composition
compose(const struct ui *ui, const struct content_series *series, size_t count) {
    struct composition c = ui->layout.is_portrait ? PORTRAIT : LANDSCAPE;
    if (!ui->layout.is_portrait) {
        c.pitch = (ui->layout.width - 2.0f * ui->layout.margin) / (float)count;
        c.thickness = fminf(c.thickness, 0.66f * c.pitch);
        c.is_staggered = has_wide_name(ui, series, &c);
    } else if (count > 13) {
        c.pitch *= 13.0f / (float)count;
        c.thickness *= 13.0f / (float)count;
    }
    return c;
}

static void
place_bar(const struct ui *ui, const struct composition *c, struct bar *bar, size_t index, float length,
          struct str number) {
    const struct content_point *point = bar->point;
    const bool is_strong = point->is_highlight;
    struct label_spec name = {.px = is_strong ? c->name_px + (ui->layout.is_portrait ? 4.0f : 3.0f)
                                              : c->name_px,
                              .weight = is_strong ? 900 : 500,
                              .color = ui_color(ui, is_strong ? THEME_TEXT : THEME_MUTED)};
    struct label_spec value = {.px = is_strong ? c->strong_value_px : c->value_px,
                               .weight = is_strong ? 900 : 700,
                               .color = ui_color(ui, is_strong ? THEME_ACCENT : THEME_TEXT)};
    const float along = c->first_bar + c->pitch * (float)index;
    if (ui->layout.is_portrait) {
        const float middle = along + c->thickness / 2.0f;
        bar->box = layout_rect(&ui->layout, c->base, along, length, c->thickness);
        name.start = ui->layout.margin;
        name.baseline = middle + 12.0f;
        name.wrap = c->base - ui->layout.margin - 16.0f;
        name.px_min = 28.0f;
        name.lines_max = 1;
        value.start = c->base + length + c->value_gap;
        value.baseline = middle + 13.0f;
    } else {
        const float middle = along + c->pitch / 2.0f;
        bar->box =
            layout_rect(&ui->layout, middle - c->thickness / 2.0f, c->base - length, c->thickness, length);
        name.start = value.start = middle;
        name.anchor = value.anchor = TEXT_CENTER;
        name.baseline = c->base + (c->is_staggered && index % 2 != 0 ? 82.0f : 46.0f);
        name.wrap = c->is_staggered ? 2.0f * c->pitch - 16.0f : c->pitch + NAME_SLACK;
        name.px_min = 28.0f;
        value.baseline = c->base - length - c->value_gap;
    }
    bar->name = label_make(ui, point->label.in[ui->lang], &name);
    bar->value = label_make(ui, number, &value);
}

static void
place_bars(const struct ui *ui, struct ranking *ranking, const struct composition *c, double greatest) {
    const struct content_series *series = ranking->series;
    for (size_t i = 0; i < ranking->count; i++) {
        struct bar *bar = &ranking->bars[i];
        const float length = c->length * (float)(bar->point->value / greatest);
        place_bar(ui, c, bar, i, length,
                  format_number(ui->view, &ui->locale, bar->point->value, series->decimals, true));
        bar->begin = content_change_begin(ui->changes, series, i, greatest);
        if (bar->point->is_highlight) {
            ranking->highlight = (int)i;
        }
    }
    ranking->cut_px = layout_px(&ui->layout, c->length * round_step(greatest) / (float)greatest);
}

/* Landscape: the first bar past the highlighted one from where on no bar reaches into the sky, down to `sky_y`. */
static size_t
first_low_bar(const struct ui *ui, const struct ranking *ranking, float sky_y) {
    const size_t past = (size_t)ranking->highlight + 1; /* none highlighted: the first */
    size_t first = ranking->count;
    while (first > past && label_box(&ranking->bars[first - 1].value).y > layout_y(&ui->layout, sky_y)) {
        first--;
    }
    const bool has_room = first <= ranking->count / 2; /* else its words take what they get */
    return has_room ? first : past;
}

/* The hero stands past the highlighted bar, over the lower ones; so does the threshold's claim. */
static float
hero_start(const struct ui *ui, const struct ranking *ranking, const struct composition *c, float claim_y) {
    if (ui->layout.is_portrait) {
        return ui->layout.margin;
    }
    const size_t bar = first_low_bar(ui, ranking, fmaxf(claim_y, SKY_Y));
    return c->first_bar + c->pitch * (float)bar + 56.0f;
}

static void
place_hero(const struct scene *scene, struct ranking *ranking) {
    const struct ui *ui = &scene->env.ui;
    const bool is_portrait = ui->layout.is_portrait;
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    const struct content_item *sub = content_item_at(scene->env.slide, "sub", 0);
    const float start = ranking->sky;
    ranking->has_hero = hero != NULL && hero->figure != CONTENT_NONE;
    if (ranking->has_hero) {
        const struct numeral_spec spec = {
            .number = {.start = start,
                       .baseline = is_portrait ? 440.0f : 350.0f,
                       .px = is_portrait ? 190.0f : 144.0f,
                       .weight = 900,
                       .color = ui_color(ui, THEME_TEXT)},
            .unit_px = is_portrait ? 52.0f : 46.0f,
            .unit_weight = 500,
            .unit_color = ui_color(ui, THEME_MUTED),
            .has_unit = true,
            .is_counting = true,
        };
        ranking->hero = numeral_make(ui, &ui->model->figures[hero->figure], &spec);
    }
    ranking->has_sub = sub != NULL;
    if (sub != NULL) {
        const struct label_spec spec = {.start = start,
                                        .baseline = is_portrait ? 516.0f : 416.0f,
                                        .px = is_portrait ? 38.0f : 34.0f,
                                        .weight = 500,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .wrap = ui->layout.width - ui->layout.margin - start,
                                        .px_min = 28.0f,
                                        .lines_max = 1};
        ranking->sub = label_make(
            ui, ui_cell(ui, is_portrait && !str_is_empty(sub->note.in[ui->lang]) ? &sub->note : &sub->label),
            &spec);
    }
}

static void
place_threshold_landscape(const struct ui *ui, struct ranking *ranking, const struct content_item *item,
                          const struct composition *c, float across) {
    const float y = c->base - across;
    ranking->threshold_from = layout_point(&ui->layout, ui->layout.margin, y);
    ranking->threshold_to = layout_point(&ui->layout, ui->layout.width - ui->layout.margin, y);
    const struct label_spec label = {.start = ui->layout.width - ui->layout.margin,
                                     .baseline = y - 18.0f,
                                     .px = 32.0f,
                                     .weight = 700,
                                     .color = ui_color(ui, THEME_AMBER),
                                     .anchor = TEXT_END};
    ranking->threshold = label_make(ui, ui_cell(ui, &item->label), &label);
    const struct label_spec claim = {.start = ranking->sky,
                                     .baseline = y - 18.0f,
                                     .px = 32.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_AMBER),
                                     .wrap = 780.0f,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    ranking->claim = label_make(ui, ui_cell(ui, &item->note), &claim);
}

static void
place_threshold_portrait(const struct scene *scene, struct ranking *ranking, const struct content_item *item,
                         const struct composition *c, float across) {
    const struct ui *ui = &scene->env.ui;
    const float start = c->base + across;
    const int last = ranking->highlight >= 0 ? ranking->highlight : 0;
    ranking->threshold_from = layout_point(&ui->layout, start, c->first_bar - 16.0f);
    ranking->threshold_to =
        layout_point(&ui->layout, start, c->first_bar + c->pitch * (float)last + c->thickness + 6.0f);
    const struct label_spec label = {.start = start,
                                     .baseline = c->first_bar - 34.0f,
                                     .px = 32.0f,
                                     .weight = 700,
                                     .color = ui_color(ui, THEME_AMBER),
                                     .anchor = TEXT_CENTER};
    ranking->threshold = label_make(ui, ui_cell(ui, &item->label), &label);
    const struct content_item *brief = content_item_at(scene->env.slide, "threshold_short", 0);
    const struct label_spec claim = {.start = ui->layout.width - ui->layout.margin,
                                     .baseline = 1319.0f,
                                     .px = 40.0f,
                                     .weight = 700,
                                     .color = ui_color(ui, THEME_AMBER),
                                     .wrap = 300.0f,
                                     .lines_max = 4,
                                     .line_height_em = 1.45f,
                                     .anchor = TEXT_END,
                                     .flags = TEXT_BALANCE};
    ranking->claim = label_make(ui, ui_cell(ui, brief != NULL ? &brief->note : &item->note), &claim);
}

/* Bars are touched in their whole column or row, between their neighbours. */
static struct rect
spot_of(const struct ui *ui, const struct composition *c, const struct bar *bar, size_t index) {
    const float along = c->first_bar + c->pitch * (float)index;
    if (ui->layout.is_portrait) {
        const float w = c->base + c->length + TOUCH_VALUE - ui->layout.margin;
        return layout_rect(&ui->layout, ui->layout.margin, along, w, c->thickness);
    }
    const float top = label_box(&bar->value).y;
    const struct rect name = label_box(&bar->name);
    const struct rect column = layout_rect(&ui->layout, along, 0.0f, c->pitch, 0.0f);
    return (struct rect){column.x, top, column.w, name.y + name.h - top};
}

static void
place_parts(const struct ui *ui, const struct scene *scene, struct ranking *ranking,
            const struct composition *c) {
    const struct content_series *series = ranking->series;
    const struct content_point *chosen =
        ranking->highlight >= 0 ? ranking->bars[ranking->highlight].point : NULL;
    const bool is_portrait = ui->layout.is_portrait;
    ranking->parts.place = (struct caption_place){{ranking->sky, is_portrait ? 276.0f : 246.0f,
                                                   ui->layout.width - ui->layout.margin - ranking->sky, 0.0f},
                                                  true};
    for (size_t i = 0; i < ranking->count; i++) {
        const struct content_point *point = ranking->bars[i].point;
        const struct content_figure *figure = &series->values[point - series->points];
        struct caption_spec spec = {
            .name = point->label.in[ui->lang],
            .color = ui_color(ui, point->is_highlight ? THEME_ACCENT : THEME_SKY_TEXT),
            .figure = figure,
            .lines = {scene_caption_rank(ui, content_series_rank(series, point->key),
                                         (int)series->point_count)},
            .page = CONTENT_NONE,
        };
        if (chosen != NULL) {
            const struct content_figure *other = &series->values[chosen - series->points];
            spec.lines[0] = scene_caption_join(
                ui, spec.lines[0], scene_caption_difference(ui, figure, other, chosen->label.in[ui->lang]));
        }
        const int part = scene_parts_add(scene, &ranking->parts, &spec);
        scene_parts_add_spot(ui, &ranking->parts, part, point->key, spot_of(ui, c, &ranking->bars[i], i));
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct ranking *ranking = scene->state;
    const struct content_item *item = content_item_at(scene->env.slide, "series", 0);
    if (item == NULL || item->series == CONTENT_NONE || ui->model->series[item->series].point_count == 0) {
        err_set(err, ERR_CONTENT, 0, "a ranking needs an item with the role `series` and at least one point");
        return STEP_FAILED;
    }
    ranking->series = &ui->model->series[item->series];
    ranking->count = ranking->series->point_count < BARS_MAX ? ranking->series->point_count : BARS_MAX;
    ranking->highlight = -1;
    double greatest = 0.0;
    for (size_t i = 0; i < ranking->count; i++) {
        ranking->bars[i].point = &ranking->series->points[i];
        greatest = fmax(greatest, ranking->series->points[i].value);
    }
    if (!(greatest > 0.0)) {
        err_set(err, ERR_CONTENT, 0, "a ranking needs values above zero");
        return STEP_FAILED;
    }
    const struct composition c = compose(ui, ranking->series, ranking->count);
    place_bars(ui, ranking, &c, greatest);
    const struct content_item *threshold = content_item_at(scene->env.slide, "threshold", 0);
    ranking->has_threshold = threshold != NULL && threshold->figure != CONTENT_NONE;
    const float across = ranking->has_threshold
                             ? c.length * (float)(ui->model->figures[threshold->figure].value / greatest)
                             : c.length;
    ranking->sky = hero_start(ui, ranking, &c, c.base - across);
    place_hero(scene, ranking);
    if (ranking->has_threshold) {
        if (ui->layout.is_portrait) {
            place_threshold_portrait(scene, ranking, threshold, &c, across);
        } else {
            place_threshold_landscape(ui, ranking, threshold, &c, across);
        }
    }
    place_parts(ui, scene, ranking, &c);
    const int bars_end = GROW_MS + STAGGER_MS * (int)ranking->count + LABEL_FADE_MS;
    ranking->settled_ms = bars_end > numeral_end_ms(HERO_SPAN) ? bars_end : numeral_end_ms(HERO_SPAN);
    return STEP_DONE;
}

static struct rect
grown_box(const struct ui *ui, const struct bar *bar, float grown) {
    struct rect box = bar->box;
    if (!ui->layout.is_portrait) {
        box.y += box.h * (1.0f - grown);
        box.h *= grown;
    } else {
        if (ui->layout.is_rtl) {
            box.x += box.w * (1.0f - grown);
        }
        box.w *= grown;
    }
    return box;
}

static struct paint
bar_paint(const struct ui *ui, const struct bar *bar) {
    const bool is_strong = bar->point->is_highlight;
    const struct color top = ui_color(ui, is_strong ? THEME_ACCENT_BAR_TOP : THEME_BAR_TOP);
    const struct color bottom = ui_color(ui, is_strong ? THEME_ACCENT_BAR_BOTTOM : THEME_BAR_BOTTOM);
    const struct rect b = bar->box;
    if (!ui->layout.is_portrait) {
        return draw_gradient(top, bottom, (struct vec2){b.x, b.y}, (struct vec2){b.x, b.y + b.h});
    }
    const float far_x = ui->layout.is_rtl ? b.x : b.x + b.w;
    const float near_x = ui->layout.is_rtl ? b.x + b.w : b.x;
    return draw_gradient(top, bottom, (struct vec2){far_x, b.y}, (struct vec2){near_x, b.y});
}

static void
draw_cuts(const struct ui *ui, struct canvas *canvas, const struct ranking *ranking, struct rect box) {
    const float line = fmaxf(1.0f, layout_px(&ui->layout, 2.0f));
    const struct paint dark = draw_solid(color_fade(ui_color(ui, THEME_INK), 0.62f));
    const float length = ui->layout.is_portrait ? box.w : box.h;
    const int cuts = ranking->cut_px > 1.0f
                         ? int_clamp((double)ceilf((length - 1.0f) / ranking->cut_px), 0, CUTS_MAX) - 1
                         : 0;
    for (int i = 1; i <= cuts; i++) {
        const float at = ranking->cut_px * (float)i;
        struct rect cut = box;
        if (ui->layout.is_portrait) {
            cut.x = ui->layout.is_rtl ? box.x + box.w - at : box.x + at;
            cut.w = line;
        } else {
            cut.y = box.y + box.h - at;
            cut.h = line;
        }
        draw_rect(canvas, cut, dark);
    }
}

/* `length`: the part of the bar that stands in this instant. */
static void
draw_value(const struct ui *ui, struct canvas *canvas, const struct ranking *ranking, const struct bar *bar,
           float length, float grown) {
    const struct rect box = grown_box(ui, bar, length);
    const float appear = float_clamp(grown * 4.0f, 0.0f, 1.0f);
    if (grown >= 1.0f) {
        label_draw(ui, canvas, &bar->value, 1.0f, 0.0f);
    } else if (appear > 0.0f) {
        const struct str running = format_number(ui->frame, &ui->locale, bar->point->value * (double)length,
                                                 ranking->series->decimals, true);
        const float dx = ui->layout.is_portrait ? -layout_end_sign(&ui->layout) * (bar->box.w - box.w) : 0.0f;
        const float dy = ui->layout.is_portrait ? 0.0f : box.y - bar->box.y;
        const struct text_pen pen = {bar->value.x + dx, bar->value.baseline + dy, bar->value.anchor,
                                     color_fade(bar->value.color, appear)};
        text_draw_counter(ui->text, canvas, bar->value.block, running, 0.0f, &pen);
    }
}

static void
draw_bar(const struct ui *ui, struct canvas *canvas, const struct ranking *ranking, size_t index,
         time_ns since) {
    const struct bar *bar = &ranking->bars[index];
    const float grown =
        timeline_stagger((struct span){200, GROW_MS, EASE_OUT3}, (int)index, STAGGER_MS, since);
    const float length = float_mix(bar->begin, 1.0f, grown);
    const struct rect box = grown_box(ui, bar, length);
    label_draw(ui, canvas, &bar->name,
               timeline_stagger((struct span){100, LABEL_FADE_MS, EASE_OUT3}, (int)index, STAGGER_MS, since),
               0.0f);
    if (grown > 0.0f) {
        draw_group_push(canvas, 0.0f, 0.0f, bar->begin > 0.0f ? float_clamp(grown * 4.0f, 0.0f, 1.0f) : 1.0f);
        draw_round_rect(canvas, box, layout_px(&ui->layout, 4.0f), bar_paint(ui, bar));
        draw_cuts(ui, canvas, ranking, box);
        draw_group_pop(canvas);
        draw_value(ui, canvas, ranking, bar, length, grown);
    }
}

/* The highlighted bar's breathes; one that is touched has one as long as it stands forward. */
static void
draw_glow_of(const struct scene *scene, struct canvas *canvas, size_t index, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct ranking *ranking = scene->state;
    const bool is_highlight = (int)index == ranking->highlight;
    const struct rect box = ranking->bars[index].box;
    const float shown = timeline_value((struct span){900, 700, EASE_OUT3}, since) *
                        scene_select_alpha(&scene->select, (int)index, since);
    const float breath = is_highlight ? shown * (0.34f + 0.08f * timeline_breathe(GLOW_PERIOD_MS, since))
                                      : 0.34f * scene_select_forward(&scene->select, (int)index, since);
    struct vec2 center = {box.x + box.w / 2.0f, box.y + 0.12f * box.h};
    if (ui->layout.is_portrait) {
        center = (struct vec2){ui->layout.is_rtl ? box.x : box.x + box.w, box.y + box.h / 2.0f};
    }
    if (breath > 0.0f) {
        draw_glow(canvas, center, layout_px(&ui->layout, 210.0f),
                  color_fade(ui_color(ui, is_highlight ? THEME_ACCENT : THEME_SKY), breath));
    }
}

static void
draw_threshold(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct ranking *ranking = scene->state;
    const int none = SCENE_PART_NONE;
    const float run = timeline_value(THRESHOLD_SPAN, since);
    const struct vec2 from = ranking->threshold_from;
    const struct vec2 end = {float_mix(from.x, ranking->threshold_to.x, run),
                             float_mix(from.y, ranking->threshold_to.y, run)};
    const struct vec2 line[2] = {from, end};
    draw_dotted(canvas, line, 2, layout_px(&ui->layout, 1.5f), layout_px(&ui->layout, 8.0f),
                color_fade(ui_color(ui, THEME_AMBER), scene_select_alpha(&scene->select, none, since)));
    const float shown = timeline_value((struct span){1200, LABEL_FADE_MS, EASE_OUT3}, since);
    const struct label *labels[] = {&ranking->threshold, &ranking->claim};
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        const float alpha = scene_parts_alpha(scene, &ranking->parts, none, label_box(labels[i]), since);
        label_draw(ui, canvas, labels[i], shown * alpha, 0.0f);
    }
}

/* In portrait the claim stands below, joined to its bar by an elbow. */
static void
draw_leader(const struct ui *ui, struct canvas *canvas, const struct ranking *ranking, time_ns since) {
    const float shown = timeline_value((struct span){1500, 400, EASE_OUT3}, since);
    const struct rect value = label_box(&ranking->bars[ranking->highlight].value);
    const float y = value.y + 0.62f * value.h;
    const float sign = layout_end_sign(&ui->layout);
    const float from = (sign > 0.0f ? value.x + value.w : value.x) + sign * layout_px(&ui->layout, 36.0f);
    const float far_x = layout_x(&ui->layout, ui->layout.width - ui->layout.margin - 6.0f);
    const struct vec2 elbow[3] = {{from, y}, {far_x, y}, {far_x, layout_y(&ui->layout, 1268.0f)}};
    draw_polyline(canvas, elbow, 3, layout_px(&ui->layout, 2.0f), false,
                  color_fade(ui_color(ui, THEME_AMBER), shown));
}

static void
draw_bars(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct ranking *ranking = scene->state;
    for (size_t i = 0; i < ranking->count; i++) {
        draw_glow_of(scene, canvas, i, since);
    }
    for (size_t i = 0; i < ranking->count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_bar(ui, canvas, ranking, i, since);
        draw_group_pop(canvas);
    }
    if (!ui->layout.is_portrait) {
        const struct color axis = ui_color(ui, THEME_AXIS);
        const float width = ui->layout.width - 2.0f * ui->layout.margin;
        draw_rect(canvas, layout_rect(&ui->layout, ui->layout.margin, LANDSCAPE.base - 1.0f, width, 2.0f),
                  draw_solid(axis));
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct ranking *ranking = scene->state;
    draw_bars(scene, canvas, since);
    if (ranking->has_threshold) {
        draw_threshold(scene, canvas, since);
        if (ui->layout.is_portrait && ranking->highlight >= 0) {
            scene_parts_push(scene, canvas, SCENE_PART_NONE, since);
            draw_leader(ui, canvas, ranking, since);
            draw_group_pop(canvas);
        }
    }
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    if (ranking->has_hero) {
        numeral_draw(ui, canvas, &ranking->hero, HERO_SPAN, since);
    }
    if (ranking->has_sub) {
        label_draw(ui, canvas, &ranking->sub, timeline_value(SUB_SPAN, since), 0.0f);
    }
    draw_group_pop(canvas);
    scene_parts_draw(scene, &ranking->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct ranking *ranking = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &ranking->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct ranking *ranking = scene->state;
    const time_ns change = ranking->highlight < 0
                               ? scene_change_until(ranking->settled_ms, since)
                               : scene_change_ambient(ranking->settled_ms, GLOW_FRAME_MS, since);
    return scene_select_next_change(&scene->select, change, since);
}

const struct scene_class scene_ranking_class = {
    .name = "ranking",
    .state_size = sizeof(struct ranking),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
