/* Slide kind `pictogram`: amounts as counted icons, each standing for the same number, on one ground line, with up to three
 * further figures below. A set that is a goal is only dotted. Sets follow time: left to right in every language.
 * Items: one (figure: what an icon stands for; without it, one), set (figure, label, note in place of the unit, icon, color;
 * class = goal; figure_2: so many of it are lit, then the note stands in the number's place) ×1–2, aside (figure, label). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_asides.h"
#include "ui/icon.h"
#include "ui/numeral.h"

#define SETS_MAX 2
#define ICONS_MAX 12      /* of a set */
#define WORDS_ROOM 440.0f /* of words that stand beside their icons */
#define SINGLE_MIDDLE 470.0f
#define LESSER 0.78f /* the number of any set but the last */
#define DRAW_MS 700
#define ICON_STAGGER_MS 160
#define SET_STAGGER_MS 450
#define COUNT_MS 1200
#define ASIDE_MS 800
#define GLOW_RADIUS 190.0f
#define GLOW_PERIOD_MS 3300
#define GLOW_FRAME_MS 66
#define SETTLED_MS 2600

/* Design units. */
struct composition {
    float icon_gap, set_gap, icon_h; /* icon_h: at most */
    float number_px, first_y;        /* first_y: baseline of the first set's label */
    float number_drop, unit_drop, icon_drop, ground_drop;
    float aside_px;
};

static const struct composition LANDSCAPE = {36.0f,  120.0f, 176.0f, 152.0f, 292.0f,
                                             138.0f, 56.0f,  50.0f,  8.0f,   84.0f};
static const struct composition PORTRAIT = {40.0f,  88.0f, 300.0f, 152.0f, 340.0f,
                                            136.0f, 56.0f, 36.0f,  8.0f,   72.0f};

struct set {
    struct icon icon;
    struct rect boxes[ICONS_MAX];
    struct vec2 ground[2];
    size_t count, lit;
    bool is_goal, has_number, has_unit;
    struct color color;
    struct label name, words, unit;
    struct numeral number;
};

struct pictogram {
    const struct composition *at;
    struct set sets[SETS_MAX];
    size_t count;
    struct asides asides;
    float below; /* where the sets end */
};

/* ---- preparation ---- */

static double
amount(const struct content_model *model, int figure) {
    return model->figures[figure].value * content_scale_factor(model->figures[figure].scale);
}

/* Cuts the empty rim off an icon, so that it stands on the ground and at the margin. */
static void
trim_icon(struct arena *arena, struct icon *icon) {
    float left = icon->width;
    float right = 0.0f;
    float top = icon->height;
    float bottom = 0.0f;
    for (size_t l = 0; l < icon->line_count; l++) {
        for (size_t i = 0; i < icon->lines[l].count; i++) {
            const struct vec2 point = icon->lines[l].points[i];
            left = fminf(left, point.x);
            right = fmaxf(right, point.x);
            top = fminf(top, point.y);
            bottom = fmaxf(bottom, point.y);
        }
    }
    for (size_t l = 0; l < icon->line_count; l++) {
        struct vec2 *points = arena_alloc_array(arena, icon->lines[l].count + 1, sizeof(*points));
        for (size_t i = 0; i < icon->lines[l].count; i++) {
            points[i] = (struct vec2){icon->lines[l].points[i].x - left, icon->lines[l].points[i].y - top};
        }
        icon->lines[l].points = points;
    }
    icon->width = fmaxf(right - left, 1.0f);
    icon->height = fmaxf(bottom - top, 1.0f);
}

static bool
count_set(const struct scene *scene, struct set *set, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *one = content_item_at(scene->env.slide, "one", 0);
    const double unit = one != NULL && one->figure != CONTENT_NONE ? amount(ui->model, one->figure) : 1.0;
    size_t bad = 0;
    if (item->icon == CONTENT_NONE || !(unit > 0.0) ||
        !icon_parse(ui->view, &ui->model->icons[item->icon], &set->icon, &bad)) {
        return false;
    }
    trim_icon(ui->view, &set->icon);
    const double icons = round(amount(ui->model, item->figure) / unit);
    set->count = icons < 1.0 ? 1 : icons > (double)ICONS_MAX ? ICONS_MAX : (size_t)icons;
    set->has_number = item->figure_2 == CONTENT_NONE;
    const double lit = set->has_number ? icons : round(amount(ui->model, item->figure_2) / unit);
    set->lit = lit < (double)set->count ? (size_t)fmax(lit, 0.0) : set->count;
    set->is_goal = str_is(item->klass, "goal");
    set->color = ui_color_named(ui, item->color, THEME_TEXT);
    return true;
}

/* Name, number and unit, one under the other. */
static void
place_words(const struct ui *ui, const struct composition *at, struct set *set,
            const struct content_item *item, struct vec2 from, bool is_hero) {
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct label_spec name = {
        .start = from.x, .baseline = from.y, .px = 38.0f, .weight = 700, .color = ui_color(ui, THEME_TEXT)};
    set->name = label_make(ui, ui_cell(ui, &item->label), &name);
    const struct label_spec number = {.start = from.x,
                                      .baseline = from.y + at->number_drop,
                                      .px = is_hero ? at->number_px : LESSER * at->number_px,
                                      .weight = 900,
                                      .color = set->color};
    const struct str note = ui_cell(ui, &item->note);
    if (!set->has_number) {
        struct label_spec words = number;
        words.wrap = WORDS_ROOM;
        words.px_min = 0.5f * at->number_px;
        words.lines_max = 1;
        set->words = label_make(ui, note, &words);
        return;
    }
    const struct numeral_spec spec = {.number = number, .is_counting = true};
    set->number = numeral_make(ui, figure, &spec);
    const struct label_spec unit = {.start = from.x,
                                    .baseline = from.y + at->number_drop + at->unit_drop,
                                    .px = 36.0f,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED)};
    const struct str words = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    set->has_unit = !str_is_empty(note) || !str_is_empty(words);
    if (set->has_unit) {
        set->unit = label_make(ui, str_is_empty(note) ? words : note, &unit);
    }
}

/* Icons in rows on ground lines; `left` counts from the left. Time runs from the left, reading from its own side. */
static void
place_icons(const struct ui *ui, const struct composition *at, struct set *set, struct vec2 left, float w,
            size_t per_row, bool is_from_right) {
    const float h = w * set->icon.height / set->icon.width;
    const float reach = set->count < per_row ? (float)set->count : (float)per_row;
    for (size_t i = 0; i < set->count; i++) {
        const float column = (float)(i % per_row);
        const float along = (is_from_right ? reach - 1.0f - column : column) * (w + at->icon_gap);
        const size_t row = i / per_row;
        const float y = left.y + (float)row * (h + at->ground_drop + at->icon_gap);
        const struct vec2 corner = layout_fixed_point(&ui->layout, left.x + along, y);
        set->boxes[i] =
            (struct rect){corner.x, corner.y, layout_px(&ui->layout, w), layout_px(&ui->layout, h)};
    }
    const float ground = left.y + h + at->ground_drop;
    set->ground[0] = layout_fixed_point(&ui->layout, left.x, ground);
    set->ground[1] =
        layout_fixed_point(&ui->layout, left.x + reach * w + (reach - 1.0f) * at->icon_gap, ground);
}

static const struct content_item *
set_item(const struct scene *scene, size_t index) {
    return content_item_at(scene->env.slide, "set", index);
}

/* Two sets stand beside each other in the order of time; a single one has its words beside it. */
static void
place_landscape(const struct scene *scene, struct pictogram *picture) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = picture->at;
    const float full = ui->layout.width - 2.0f * ui->layout.margin;
    const bool is_single = picture->count == 1;
    float icons = 0.0f;
    for (size_t i = 0; i < picture->count; i++) {
        icons += (float)picture->sets[i].count;
    }
    const float gaps =
        at->set_gap * (float)(picture->count - 1) + at->icon_gap * (icons - (float)picture->count);
    const float words = is_single ? WORDS_ROOM + 50.0f : 0.0f;
    const struct icon *icon = &picture->sets[0].icon;
    const float h_max = is_single ? 2.0f * at->icon_h : at->icon_h;
    const float w = fminf((full - words - gaps) / icons, h_max * icon->width / icon->height);
    const float h = w * icon->height / icon->width;
    const float top =
        is_single ? SINGLE_MIDDLE - h / 2.0f : at->first_y + at->number_drop + at->unit_drop + at->icon_drop;
    float x = ui->layout.margin;
    if (is_single && !ui->layout.is_rtl) {
        x = ui->layout.width - ui->layout.margin - icons * w - gaps;
    }
    for (size_t i = 0; i < picture->count; i++) {
        struct set *set = &picture->sets[i];
        const float width = (float)set->count * w + (float)(set->count - 1) * at->icon_gap;
        /* the last one ends at the margin, whatever the icons leave */
        x = !is_single && i + 1 == picture->count ? ui->layout.width - ui->layout.margin - width : x;
        place_icons(ui, at, set, (struct vec2){x, top}, w, set->count, is_single && ui->layout.is_rtl);
        const float start = ui->layout.is_rtl ? ui->layout.width - x - width : x;
        const struct vec2 single = {ui->layout.margin, SINGLE_MIDDLE - at->number_drop + 40.0f};
        place_words(ui, at, set, set_item(scene, i), is_single ? single : (struct vec2){start, at->first_y},
                    i + 1 == picture->count);
        x += width + at->set_gap;
    }
    picture->below = fmaxf(top + h + at->ground_drop, 690.0f);
}

/* Sets stand one over the other, two icons a row; few icons stand beside their words instead. */
static void
place_portrait(const struct scene *scene, struct pictogram *picture) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = picture->at;
    const float margin = ui->layout.margin;
    const float half = (ui->layout.width - 2.0f * margin - at->icon_gap) / 2.0f;
    float y = at->first_y;
    for (size_t i = 0; i < picture->count; i++) {
        struct set *set = &picture->sets[i];
        const bool is_beside = set->count == 1 || (picture->count == 1 && set->count <= 3);
        const size_t per_row = is_beside ? 1 : 2;
        const float w = fminf(half, at->icon_h * set->icon.width / set->icon.height);
        const float h = w * set->icon.height / set->icon.width;
        const float rows = ceilf((float)set->count / (float)per_row);
        const float height = rows * (h + at->ground_drop) + (rows - 1.0f) * at->icon_gap;
        const float words = at->number_drop + at->unit_drop;
        const float top = is_beside ? y - 34.0f : y + words + at->icon_drop;
        const float width = is_beside ? w : 2.0f * w + at->icon_gap;
        const float left = ui->layout.is_rtl ? margin : ui->layout.width - margin - width;
        place_icons(ui, at, set, (struct vec2){left, top}, w, per_row, ui->layout.is_rtl);
        const float middle = picture->count == 1 && is_beside ? (height - words) / 2.0f : 0.0f;
        place_words(ui, at, set, set_item(scene, i), (struct vec2){margin, y + middle},
                    i + 1 == picture->count);
        picture->below = fmaxf(top + height, y + words);
        y = picture->below + at->set_gap;
    }
    picture->below = fmaxf(picture->below, 1320.0f);
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct pictogram *picture = scene->state;
    const bool is_portrait = scene->env.ui.layout.is_portrait;
    picture->at = is_portrait ? &PORTRAIT : &LANDSCAPE;
    for (size_t i = 0; i < SETS_MAX; i++) {
        const struct content_item *item = set_item(scene, i);
        if (item == NULL || item->figure == CONTENT_NONE || !count_set(scene, &picture->sets[i], item)) {
            break;
        }
        picture->count++;
    }
    if (picture->count == 0) {
        err_set(err, ERR_CONTENT, 0, "a pictogram needs at least one item `set` with a figure and an icon");
        return STEP_FAILED;
    }
    if (is_portrait) {
        place_portrait(scene, picture);
    } else {
        place_landscape(scene, picture);
    }
    const struct asides_spec asides = {picture->below + (is_portrait ? 108.0f : 90.0f),
                                       picture->at->aside_px};
    scene_asides_place(scene, &picture->asides, &asides);
    return STEP_DONE;
}

/* ---- drawing ---- */

/* An icon that does not exist yet: its lines as dots. */
static void
draw_dotted_icon(const struct ui *ui, struct canvas *canvas, const struct icon *icon, struct rect box,
                 struct color color) {
    for (size_t l = 0; l < icon->line_count; l++) {
        const struct icon_line *line = &icon->lines[l];
        struct vec2 *points = arena_alloc_array(ui->frame, line->count + 1, sizeof(*points));
        for (size_t i = 0; i <= line->count; i++) {
            const struct vec2 point = line->points[i % line->count];
            points[i] =
                (struct vec2){box.x + point.x * box.w / icon->width, box.y + point.y * box.h / icon->height};
        }
        draw_dotted(canvas, points, line->count + (line->is_closed ? 1 : 0), layout_px(&ui->layout, 2.4f),
                    layout_px(&ui->layout, 9.5f), color);
    }
}

static void
draw_icons(const struct ui *ui, struct canvas *canvas, const struct set *set, int start_ms, time_ns since) {
    for (size_t i = 0; i < set->count; i++) {
        const struct span span = {start_ms + ICON_STAGGER_MS * (int)i, DRAW_MS, EASE_IN_OUT3};
        const float drawn = timeline_value(span, since);
        const struct color color = i < set->lit ? set->color : ui_color(ui, THEME_STEEL);
        struct rect box = set->boxes[i];
        if (set->is_goal) {
            /* comes along the ground */
            box.x -= layout_px(&ui->layout, 60.0f) * (1.0f - drawn);
            if (drawn > 0.0f) {
                draw_dotted_icon(ui, canvas, &set->icon, box, color_fade(color, drawn));
            }
            continue;
        }
        const float stroke = layout_px(&ui->layout, i < set->lit ? 6.0f : 4.0f);
        icon_draw(canvas, ui->frame, &set->icon, box, stroke, color, drawn);
    }
}

static void
draw_ground(const struct ui *ui, struct canvas *canvas, const struct set *set, int start_ms, time_ns since) {
    const float drawn = timeline_value((struct span){start_ms, 900, EASE_IN_OUT3}, since);
    if (drawn <= 0.0f) {
        return;
    }
    float drawn_y = -1.0f;
    for (size_t i = 0; i < set->count; i++) {
        const float down = set->boxes[i].y - set->boxes[0].y;
        if (down <= drawn_y) {
            continue; /* one line a row */
        }
        drawn_y = down;
        const struct vec2 line[2] = {
            {set->ground[0].x, set->ground[0].y + down},
            {float_mix(set->ground[0].x, set->ground[1].x, drawn), set->ground[1].y + down}};
        if (set->is_goal) {
            draw_dotted(canvas, line, 2, layout_px(&ui->layout, 2.0f), layout_px(&ui->layout, 9.0f),
                        set->color);
        } else {
            draw_polyline(canvas, line, 2, layout_px(&ui->layout, 3.0f), false, ui_color(ui, THEME_AXIS));
        }
    }
}

static void
draw_set(const struct ui *ui, struct canvas *canvas, const struct set *set, size_t index, time_ns since) {
    const int start_ms = 100 + SET_STAGGER_MS * (int)index;
    const float shown = timeline_value((struct span){start_ms, 300, EASE_OUT3}, since);
    if (set->lit > 0 && !set->is_goal) {
        const struct rect box = set->boxes[0];
        const float lit = timeline_value((struct span){start_ms + DRAW_MS, 700, EASE_OUT3}, since);
        const float alpha = lit * (0.26f + 0.07f * timeline_breathe(GLOW_PERIOD_MS, since));
        draw_glow(canvas, (struct vec2){box.x + box.w / 2.0f, box.y + box.h / 2.0f},
                  fminf(0.8f * box.w, layout_px(&ui->layout, GLOW_RADIUS)), color_fade(set->color, alpha));
    }
    draw_ground(ui, canvas, set, start_ms, since);
    draw_icons(ui, canvas, set, start_ms + 100, since);
    label_draw(ui, canvas, &set->name, shown, 0.0f);
    if (!set->has_number) {
        label_draw(ui, canvas, &set->words,
                   timeline_value((struct span){start_ms + 300, 500, EASE_OUT3}, since), 0.0f);
        return;
    }
    numeral_draw(ui, canvas, &set->number, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
    if (set->has_unit) {
        label_draw(ui, canvas, &set->unit,
                   timeline_value((struct span){start_ms + 400, 300, EASE_LINEAR}, since), 0.0f);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct pictogram *picture = scene->state;
    for (size_t i = 0; i < picture->count; i++) {
        draw_set(ui, canvas, &picture->sets[i], i, since);
    }
    scene_asides_draw(ui, canvas, &picture->asides, ASIDE_MS, since);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    (void)scene;
    return scene_change_ambient(SETTLED_MS, GLOW_FRAME_MS, since);
}

const struct scene_class scene_pictogram_class = {
    .name = "pictogram",
    .state_size = sizeof(struct pictogram),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
