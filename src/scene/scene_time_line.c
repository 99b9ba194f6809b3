/* Slide kind `time_line`: years on a true scale, events as flags on it that step upwards with time. Up to the last event
 * the line is drawn through, after it only dotted: what stands there is a goal. A touched flag tells of itself where no flag is.
 * Items, in the order of time: event, hero (an event that is set large; the line takes its colour from there on), goal;
 * each with figure (its year is the place), figure_2 (its year ends an event that lasted), label, note, color. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "text/text_format.h"
#include "ui/label.h"
#include "ui/star.h"

#define FLAGS_MAX 12
#define YEAR_LABELS_MAX 8
#define YEAR_ROOM 120.0f /* printed years stand at least this far from each other */
#define END_INSET 16.0f  /* the first and the last star stand whole inside the margins */
#define POLE_GAP 18.0f
#define WORDS_LINES_MAX 2
#define NOTE_PITCH 46.0f
#define DIGIT_HEIGHT_EM 0.72f
#define STACK_LIFT 54.0f
#define FIRST_LIFT 86.0f /* landscape: the words of an early flag stand over those of the next */
#define RISE_MS 420
#define RISE_PX 16.0f
#define PULSE_MS 2600
#define PULSE_FRAME_MS 50
#define SETTLED_MS 2500
#define CAPTION_TOP 266.0f
#define CAPTION_H 240.0f
#define CAPTION_W 700.0f
#define CAPTION_W_MIN 420.0f
#define CAPTION_GAP 24.0f
#define FORWARD_STAR 0.4f /* the star of a touched flag is this much larger */

static const struct span LINE_SPAN = {100, 1800, EASE_IN_OUT3};

/* Design units. A flag is one row (landscape) or two (portrait). */
struct composition {
    float axis_y, bottom, pitch, hero_height;
    float year_px, text_px, hero_px, hero_text_px;
    float year_lift, hero_lift; /* from a text's baseline up to its year's */
    bool is_stacked;            /* year over text; else beside it */
};

static const struct composition LANDSCAPE = {842.0f, 788.0f, 76.0f, 202.0f, 56.0f, 36.0f,
                                             136.0f, 42.0f,  0.0f,  64.0f,  false};
static const struct composition PORTRAIT = {1512.0f, 1440.0f, 148.0f, 230.0f, 68.0f, 36.0f,
                                            152.0f,  40.0f,   54.0f,  66.0f,  true};

struct flag {
    int from_year, to_year;
    bool is_hero, is_goal,
        is_on_right; /* where its words stand: beyond the pole, for flags at the very beginning */
    struct color color;
    struct label year, text, note;
    bool has_note;
    struct vec2 foot, top;
    float end_x;  /* where an event that lasted ends */
    int start_ms; /* the line has come this far */
};

struct mark {
    struct label label;
    int start_ms;
};

struct time_line {
    const struct composition *at;
    struct flag flags[FLAGS_MAX];
    size_t count;
    int first_year, last_year, now_year;
    int label_years, tick_years; /* distance of printed years and of ticks */
    struct mark marks[YEAR_LABELS_MAX];
    size_t mark_count;
    int hero;                 /* index, or -1 */
    struct scene_parts parts; /* the flags, in the same order */
};

/* ---- preparation ---- */

static float
frac_of(const struct time_line *line, int year) {
    return (float)(year - line->first_year) / (float)(line->last_year - line->first_year);
}

/* Time never mirrors: earlier is left in every language. */
static struct vec2
axis_point(const struct ui *ui, const struct time_line *line, float frac) {
    const float from = ui->layout.margin + END_INSET;
    const float length = ui->layout.width - 2.0f * from;
    return layout_fixed_point(&ui->layout, from + length * frac, line->at->axis_y);
}

/* The moment when the growing line reaches a year. */
static int
reached_ms(float frac) {
    int ms = LINE_SPAN.start_ms;
    while (ms < LINE_SPAN.start_ms + LINE_SPAN.duration_ms && timeline_value(LINE_SPAN, TIME_MS(ms)) < frac) {
        ms += 10;
    }
    return ms;
}

static bool
is_flag(const struct content_item *item) {
    return item->figure != CONTENT_NONE &&
           (str_is(item->role, "event") || str_is(item->role, "hero") || str_is(item->role, "goal"));
}

static bool
collect(const struct scene *scene, struct time_line *line) {
    const struct content_model *model = scene->env.ui.model;
    const struct content_slide *slide = scene->env.slide;
    line->hero = -1;
    for (size_t i = 0; i < slide->item_count && line->count < FLAGS_MAX; i++) {
        const struct content_item *item = &slide->items[i];
        if (!is_flag(item)) {
            continue;
        }
        const bool is_hero = str_is(item->role, "hero");
        const bool is_goal = str_is(item->role, "goal");
        struct flag *flag = &line->flags[line->count];
        flag->from_year = model->figures[item->figure].year;
        flag->to_year =
            item->figure_2 == CONTENT_NONE ? flag->from_year : model->figures[item->figure_2].year;
        flag->is_hero = is_hero;
        flag->is_goal = is_goal;
        line->hero = is_hero ? (int)line->count : line->hero;
        line->now_year = is_goal ? line->now_year : flag->to_year;
        line->last_year = flag->to_year;
        line->count++;
    }
    line->first_year = line->flags[0].from_year;
    line->now_year = line->now_year < line->first_year ? line->first_year : line->now_year;
    return line->count >= 2 && line->last_year > line->first_year;
}

static struct str
year_words(const struct ui *ui, const struct flag *flag) {
    const struct str from = format_year(ui->view, &ui->locale, flag->from_year);
    if (flag->to_year == flag->from_year) {
        return from;
    }
    struct str_builder b;
    str_builder_init(&b, ui->view);
    str_builder_add(&b, from);
    str_builder_add(&b, ui->words.to_word);
    str_builder_add(&b, format_year(ui->view, &ui->locale, flag->to_year));
    return str_builder_view(&b);
}

/* The words beside the pole, set smaller or on two lines where the page ends. */
static struct label
make_text(const struct ui *ui, const struct time_line *line, const struct flag *flag, struct str text,
          struct vec2 point) {
    const struct composition *at = line->at;
    const float sign = flag->is_on_right ? -1.0f : 1.0f;
    const float left = layout_fixed_point(&ui->layout, ui->layout.margin, 0.0f).x;
    const float right = layout_fixed_point(&ui->layout, ui->layout.width - ui->layout.margin, 0.0f).x;
    const float room = (point.x - (flag->is_on_right ? right : left)) * sign / ui->layout.scale;
    const float px = flag->is_hero ? at->hero_text_px : at->text_px;
    const struct label_spec spec = {.px = px,
                                    .weight = flag->is_hero ? 700 : 600,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = room,
                                    .px_min = 0.88f * px,
                                    .lines_max = WORDS_LINES_MAX,
                                    .line_height_em = 1.3f};
    return label_make_at(ui, text, &spec, point, flag->is_on_right ? TEXT_LEFT : TEXT_RIGHT);
}

/* Returns: how much more room than usual the words take, in design units. */
static float
place_words(const struct ui *ui, const struct time_line *line, struct flag *flag,
            const struct content_item *item, float baseline) {
    const struct composition *at = line->at;
    const float sign = flag->is_on_right ? 1.0f : -1.0f;
    const enum text_anchor anchor = flag->is_on_right ? TEXT_LEFT : TEXT_RIGHT;
    const bool is_stacked = at->is_stacked || flag->is_hero || flag->is_on_right;
    const float lift = flag->is_hero ? at->hero_lift : is_stacked ? STACK_LIFT : at->year_lift;
    struct vec2 point = {flag->foot.x + sign * layout_px(&ui->layout, POLE_GAP),
                         layout_y(&ui->layout, baseline)};
    const struct str note = ui_cell(ui, &item->note);
    flag->has_note = !str_is_empty(note);
    if (flag->has_note) {
        const struct label_spec spec = {.px = 30.0f, .weight = 500, .color = ui_color(ui, THEME_MUTED)};
        flag->note = label_make_at(ui, note, &spec, point, anchor);
        point.y -= layout_px(&ui->layout, NOTE_PITCH);
    }
    const struct label_spec year = {.px = flag->is_hero ? at->hero_px : at->year_px,
                                    .weight = 900,
                                    .color = flag->color,
                                    .flags = TEXT_NUMERAL};
    flag->year = label_make_at(ui, year_words(ui, flag), &year, point, anchor);
    const struct rect box = label_box(&flag->year);
    const struct vec2 beside = {point.x + sign * (box.w + layout_px(&ui->layout, 22.0f)), point.y};
    flag->text = make_text(ui, line, flag, ui_cell(ui, &item->label), is_stacked ? point : beside);
    const float more = (float)(flag->text.block->line_count - 1) * flag->text.block->line_px;
    flag->text.baseline -= more;
    flag->year.baseline -= layout_px(&ui->layout, lift) + (is_stacked ? more : 0.0f);
    flag->top =
        (struct vec2){flag->foot.x, flag->year.baseline - DIGIT_HEIGHT_EM * flag->year.block->style.px};
    return (flag->has_note ? NOTE_PITCH : 0.0f) + more / ui->layout.scale;
}

/* Every flag stands higher than the one before it, so that no pole crosses words. */
static void
place_flags(const struct scene *scene, struct time_line *line) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = line->at;
    float baseline = at->bottom;
    size_t n = 0;
    for (size_t i = 0; i < scene->env.slide->item_count && n < line->count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (!is_flag(item)) {
            continue;
        }
        struct flag *flag = &line->flags[n++];
        const float frac = frac_of(line, flag->from_year);
        flag->foot = axis_point(ui, line, frac);
        flag->end_x = axis_point(ui, line, frac_of(line, flag->to_year)).x;
        flag->start_ms = reached_ms(frac);
        flag->is_on_right = frac < 0.15f;
        flag->color = ui_color_named(ui, item->color, THEME_TEXT);
        if (flag->is_on_right && !at->is_stacked) {
            (void)place_words(ui, line, flag, item, baseline - FIRST_LIFT);
        } else {
            const float more = place_words(ui, line, flag, item, baseline);
            baseline -= more + (flag->is_hero ? at->hero_height : at->pitch);
        }
    }
}

static void
add_mark(const struct ui *ui, struct time_line *line, int year, bool is_end) {
    if (line->mark_count >= YEAR_LABELS_MAX) {
        return;
    }
    const float frac = frac_of(line, year);
    struct vec2 point = axis_point(ui, line, frac);
    point.y += layout_px(&ui->layout, 60.0f);
    enum text_anchor anchor = TEXT_CENTER;
    if (is_end) {
        anchor = frac < 0.5f ? TEXT_LEFT : TEXT_RIGHT;
        point.x += layout_px(&ui->layout, frac < 0.5f ? -END_INSET : END_INSET);
    }
    const struct label_spec spec = {.px = is_end ? 34.0f : 30.0f,
                                    .weight = is_end ? 800 : 500,
                                    .color = ui_color(ui, is_end ? THEME_TEXT : THEME_MUTED)};
    struct mark *mark = &line->marks[line->mark_count++];
    mark->label = label_make_at(ui, format_year(ui->view, &ui->locale, year), &spec, point, anchor);
    mark->start_ms = reached_ms(frac);
}

/* Decades or millennia: the smallest round distance at which printed years have room and are few enough. */
static void
choose_steps(const struct ui *ui, struct time_line *line) {
    static const int STEPS[][2] = {{20, 10}, {50, 10}, {100, 20}, {200, 50}, {500, 100}, {1000, 200}};
    const float length = ui->layout.width - 2.0f * (ui->layout.margin + END_INSET);
    const int years = line->last_year - line->first_year;
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(STEPS) && (length * (float)STEPS[i][0] < YEAR_ROOM * (float)years ||
                                        years / STEPS[i][0] > YEAR_LABELS_MAX - 2)) {
        i++;
    }
    line->label_years = STEPS[i][0];
    line->tick_years = STEPS[i][1];
}

static void
place_marks(const struct ui *ui, struct time_line *line) {
    const int step = line->label_years;
    const float length = ui->layout.width - 2.0f * (ui->layout.margin + END_INSET);
    add_mark(ui, line, line->first_year, true);
    for (int year = (line->first_year / step + 1) * step; year < line->last_year; year += step) {
        const float from_end = fminf(frac_of(line, year), 1.0f - frac_of(line, year)) * length;
        if (from_end >= YEAR_ROOM && line->mark_count < YEAR_LABELS_MAX - 1) {
            add_mark(ui, line, year, false);
        }
    }
    add_mark(ui, line, line->last_year, true);
}

/* ---- captions ---- */

static struct rect
words_box(const struct flag *flag) {
    const struct rect box = rect_union(label_box(&flag->year), label_box(&flag->text));
    return flag->has_note ? rect_union(box, label_box(&flag->note)) : box;
}

/* Earlier is left and lower: the room left of the later, higher flags is free. Returns: its width, in design units. */
static float
free_width(const struct ui *ui, const struct time_line *line, float bottom) {
    const float left = layout_fixed_point(&ui->layout, ui->layout.margin + CAPTION_GAP, 0.0f).x;
    float free = CAPTION_W;
    for (size_t i = 0; i < line->count; i++) {
        const struct rect box = words_box(&line->flags[i]);
        if (box.y < layout_y(&ui->layout, bottom)) {
            free = fminf(free, (box.x - left) / ui->layout.scale);
        }
    }
    return free;
}

/* Above, left of the flags; where they leave no room, in the half of the page the flag is not in. */
static struct caption_place
place_of(const struct ui *ui, const struct time_line *line, const struct flag *flag) {
    const float free = free_width(ui, line, CAPTION_TOP + CAPTION_H);
    const float w = free >= CAPTION_W_MIN ? free : CAPTION_W;
    const float middle = (CAPTION_TOP + line->at->bottom) / 2.0f;
    const bool is_high = words_box(flag).y < layout_y(&ui->layout, middle);
    const bool is_from_top = free >= CAPTION_W_MIN || !is_high;
    const float margin = ui->layout.margin;
    const float start = ui->layout.is_rtl ? ui->layout.width - margin - w : margin;
    return (struct caption_place){
        {start, is_from_top ? CAPTION_TOP : line->at->bottom - CAPTION_H, w, CAPTION_H}, is_from_top};
}

/* "26 years after 1997": how far it is from the hero. */
static struct str
distance_words(const struct ui *ui, const struct time_line *line, const struct flag *flag) {
    if (line->hero < 0) {
        return (struct str){"", 0};
    }
    const struct flag *hero = &line->flags[line->hero];
    const int after = flag->from_year - hero->to_year;
    const int before = hero->from_year - flag->to_year;
    const int years = after > before ? after : before;
    if (years < 2) {
        return (struct str){"", 0};
    }
    const struct str words =
        strings_get(after > before ? STRING_YEARS_AFTER : STRING_YEARS_BEFORE, ui->locale.code);
    return str_format(ui->view, STR_FMT " " STR_FMT " " STR_FMT,
                      STR_ARG(format_number(ui->view, &ui->locale, (double)years, 0, false)), STR_ARG(words),
                      STR_ARG(year_words(ui, hero)));
}

static void
place_parts(const struct scene *scene, struct time_line *line) {
    const struct ui *ui = &scene->env.ui;
    size_t n = 0;
    for (size_t i = 0; i < scene->env.slide->item_count && n < line->count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (!is_flag(item)) {
            continue;
        }
        const struct flag *flag = &line->flags[n++];
        const struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = flag->color,
            .figure = &ui->model->figures[item->figure],
            .value = year_words(ui, flag),
            .lines = {distance_words(ui, line, flag)}, /* its note stands beside its pole */
            .page = CONTENT_NONE,
        };
        const struct rect star = {flag->foot.x, flag->foot.y, 0.0f, 0.0f};
        line->parts.place = place_of(ui, line, flag);
        const int part = scene_parts_add(scene, &line->parts, &spec);
        scene_parts_add_spot(ui, &line->parts, part, item->key, words_box(flag));
        scene_parts_add_spot(ui, &line->parts, part,
                             str_format(ui->view, STR_FMT " star", STR_ARG(item->key)), star);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct time_line *line = scene->state;
    line->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    if (!collect(scene, line)) {
        err_set(
            err, ERR_CONTENT, 0,
            "a time line needs at least two items event, hero or goal whose figures have different years");
        return STEP_FAILED;
    }
    place_flags(scene, line);
    choose_steps(ui, line);
    place_marks(ui, line);
    place_parts(scene, line);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_stretch(const struct ui *ui, struct canvas *canvas, const struct time_line *line, int from_year,
             int to_year, struct color color) {
    const struct vec2 ends[2] = {axis_point(ui, line, frac_of(line, from_year)),
                                 axis_point(ui, line, frac_of(line, to_year))};
    draw_polyline(canvas, ends, 2, layout_px(&ui->layout, 7.0f), false, color);
}

static void
draw_ticks(const struct ui *ui, struct canvas *canvas, const struct time_line *line) {
    const int first = (line->first_year / line->tick_years + 1) * line->tick_years;
    const struct color color = ui_color(ui, THEME_AXIS);
    for (int year = first; year < line->last_year; year += line->tick_years) {
        const struct vec2 at = axis_point(ui, line, frac_of(line, year));
        const float half = layout_px(&ui->layout, year % line->label_years == 0 ? 16.0f : 10.0f);
        draw_line(canvas, (struct vec2){at.x, at.y - half}, (struct vec2){at.x, at.y + half},
                  layout_px(&ui->layout, 2.0f), color);
    }
}

/* The whole line, cut at where it has come to. */
static void
draw_axis(const struct ui *ui, struct canvas *canvas, const struct time_line *line, float drawn) {
    const struct vec2 from = axis_point(ui, line, 0.0f);
    const struct vec2 tip = axis_point(ui, line, drawn);
    const float reach = layout_px(&ui->layout, 24.0f);
    draw_clip_push(canvas,
                   (struct rect){from.x - reach, from.y - reach, tip.x - from.x + reach, 2.0f * reach});
    draw_ticks(ui, canvas, line);
    draw_stretch(ui, canvas, line, line->first_year, line->now_year, ui_color(ui, THEME_STEEL));
    if (line->hero >= 0) {
        const struct flag *hero = &line->flags[line->hero];
        draw_stretch(ui, canvas, line, hero->from_year, line->now_year, hero->color);
    }
    for (size_t i = 0; i < line->count; i++) {
        const struct flag *flag = &line->flags[i];
        if (flag->to_year > flag->from_year) {
            draw_stretch(ui, canvas, line, flag->from_year, flag->to_year, flag->color);
        }
    }
    const struct vec2 future[2] = {axis_point(ui, line, frac_of(line, line->now_year)),
                                   axis_point(ui, line, 1.0f)};
    draw_dotted(canvas, future, 2, layout_px(&ui->layout, 3.0f), layout_px(&ui->layout, 13.0f),
                ui_color(ui, THEME_AMBER));
    draw_clip_pop(canvas);
}

static void
draw_flag(const struct ui *ui, struct canvas *canvas, const struct flag *flag, time_ns since) {
    const float grown = timeline_value((struct span){flag->start_ms, RISE_MS, EASE_OUT3}, since);
    if (grown <= 0.0f) {
        return;
    }
    const struct vec2 top = {flag->top.x, float_mix(flag->foot.y, flag->top.y, grown)};
    const struct vec2 pole[2] = {flag->foot, top};
    if (flag->is_goal) {
        draw_dotted(canvas, pole, 2, layout_px(&ui->layout, 1.75f), layout_px(&ui->layout, 9.0f),
                    flag->color);
    } else {
        draw_polyline(canvas, pole, 2, layout_px(&ui->layout, flag->is_hero ? 4.0f : 3.0f), false,
                      flag->color);
    }
    const float shown =
        timeline_value((struct span){flag->start_ms + RISE_MS / 3, RISE_MS, EASE_OUT3}, since);
    const float dy = layout_px(&ui->layout, RISE_PX) * (1.0f - shown);
    label_draw(ui, canvas, &flag->year, shown, dy);
    label_draw(ui, canvas, &flag->text, shown, dy);
    if (flag->has_note) {
        label_draw(ui, canvas, &flag->note, shown, dy);
    }
}

static void
draw_star(const struct ui *ui, struct canvas *canvas, const struct flag *flag, float forward, time_ns since) {
    const float grown = timeline_value((struct span){flag->start_ms, 240, EASE_OUT3}, since);
    if (grown <= 0.0f) {
        return;
    }
    const struct color ink = ui_color(ui, THEME_INK);
    const float radius =
        layout_px(&ui->layout, flag->is_hero ? 24.0f : 16.0f) * grown * (1.0f + FORWARD_STAR * forward);
    star_draw(canvas, flag->foot, radius + layout_px(&ui->layout, 4.0f), ink);
    star_draw(canvas, flag->foot, radius, flag->color);
    if (flag->is_goal) {
        star_draw(canvas, flag->foot, 0.56f * radius, ink); /* not there yet: only an outline */
    }
}

/* Rings that leave the last thing that has happened. */
static void
draw_pulse(const struct ui *ui, struct canvas *canvas, const struct time_line *line, time_ns since) {
    const struct vec2 center = axis_point(ui, line, frac_of(line, line->now_year));
    const int start_ms = reached_ms(frac_of(line, line->now_year)) + RISE_MS;
    const float shown = timeline_value((struct span){start_ms, 400, EASE_LINEAR}, since);
    const float cycle = timeline_cycle(PULSE_MS, PULSE_MS - start_ms % PULSE_MS, since);
    const struct color color = line->hero >= 0 ? line->flags[line->hero].color : ui_color(ui, THEME_ACCENT);
    if (shown > 0.0f) {
        draw_ring(canvas, center, layout_px(&ui->layout, 18.0f + 34.0f * cycle), layout_px(&ui->layout, 2.5f),
                  color_fade(color, 0.8f * shown * (1.0f - cycle)));
    }
}

static void
draw_flags(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct time_line *line = scene->state;
    for (size_t i = 0; i < line->count; i++) {
        const struct flag *flag = &line->flags[i];
        draw_group_push(canvas, 0.0f, 0.0f,
                        scene_parts_alpha(scene, &line->parts, (int)i, words_box(flag), since));
        draw_flag(&scene->env.ui, canvas, flag, since);
        draw_group_pop(canvas);
    }
}

static void
draw_stars(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct time_line *line = scene->state;
    for (size_t i = 0; i < line->count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_star(&scene->env.ui, canvas, &line->flags[i],
                  scene_select_forward(&scene->select, (int)i, since), since);
        draw_group_pop(canvas);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct time_line *line = scene->state;
    const float drawn = timeline_value(LINE_SPAN, since);
    if (line->hero >= 0) {
        const struct flag *hero = &line->flags[line->hero];
        const float lit = timeline_value((struct span){hero->start_ms, 700, EASE_OUT3}, since) *
                          scene_select_alpha(&scene->select, line->hero, since);
        draw_glow(canvas, hero->foot, layout_px(&ui->layout, 150.0f), color_fade(hero->color, 0.42f * lit));
    }
    draw_flags(scene, canvas, since);
    draw_axis(ui, canvas, line, drawn);
    draw_pulse(ui, canvas, line, since);
    draw_stars(scene, canvas, since);
    for (size_t i = 0; i < line->mark_count; i++) {
        const struct mark *mark = &line->marks[i];
        label_draw(ui, canvas, &mark->label,
                   timeline_value((struct span){mark->start_ms, 240, EASE_OUT3}, since), 0.0f);
    }
    scene_parts_draw(scene, &line->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct time_line *line = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &line->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    return scene_select_next_change(&scene->select, scene_change_ambient(SETTLED_MS, PULSE_FRAME_MS, since),
                                    since);
}

const struct scene_class scene_time_line_class = {
    .name = "time_line",
    .state_size = sizeof(struct time_line),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
