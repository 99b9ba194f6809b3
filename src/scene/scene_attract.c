/* Slide kind `attract`: the show's name over two rivers that meet in a star. The rivers are geography and never mirror;
 * the title box changes side instead.
 * Items: kicker, word, line (labels), river (key, label, color, geometry_set: lines in design units, sets named
 * <geometry_set>_landscape and _portrait, class <key> before the meeting and <key>_out after it), start (label). */

#include "scene/scene_registry.h"

#include <math.h>
#include <string.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "ui/label.h"
#include "ui/map.h"
#include "ui/hand.h"
#include "ui/star.h"

#define RIVERS_MAX 2
#define REACHES_MAX (2 * RIVERS_MAX)
#define RUN_MS 1600
#define RUN_OUT_MS 700
#define RING_MS 2600
#define RINGS 3
#define DOT_MS 4000
#define GLOW_MS 3000
#define SETTLED_MS 2600
#define HALO_STROKES 4

static const struct span TITLE_SPAN = {900, 600, EASE_OUT3};

struct composition {
    float kicker_y, kicker_px, word_y, word_px, word_overhang, line_y, line_px, line_wrap;
    float pill_start, pill_y, pill_w, pill_h, pill_px;
    float lang_start, lang_w, lang_h, lang_px;
    enum text_anchor line_anchor;
};

static const struct composition LANDSCAPE = {124.0f, 36.0f,   384.0f, 300.0f, 14.0f,  556.0f,
                                             52.0f,  1000.0f, 96.0f,  884.0f, 620.0f, 132.0f,
                                             50.0f,  740.0f,  240.0f, 112.0f, 38.0f,  TEXT_START};
/* Left to right the rivers run where the title's second line and the pills would stand: those stay on the other side,
 * the pills clear of the sign for everyone at its end. */
static const struct composition LANDSCAPE_LTR = {124.0f, 36.0f,   384.0f,  300.0f, 14.0f,  556.0f,
                                                 52.0f,  1000.0f, 1084.0f, 884.0f, 620.0f, 132.0f,
                                                 50.0f,  820.0f,  240.0f,  112.0f, 38.0f,  TEXT_END};
static const struct composition PORTRAIT = {200.0f, 38.0f,  470.0f, 224.0f,  10.0f,  610.0f,
                                            52.0f,  936.0f, 72.0f,  1600.0f, 640.0f, 140.0f,
                                            52.0f,  736.0f, 272.0f, 120.0f,  40.0f,  TEXT_START};

struct reach {
    struct map_line line;
    struct color color;
    bool is_out;
};

struct attract {
    const struct composition *at;
    struct reach reaches[REACHES_MAX];
    size_t reach_count;
    struct label names[RIVERS_MAX];
    size_t name_count;
    struct vec2 meeting;
    bool has_meeting;
    struct label kicker, kicker_other, word, line, start, lang;
    struct rect pill, lang_pill;
    bool has_start, has_lang;
};

static struct map_line
reach_line(const struct ui *ui, const struct content_geometry *geometry) {
    struct vec2 *points = arena_alloc_array(ui->view, geometry->vertex_count, sizeof(*points));
    for (size_t i = 0; i < geometry->vertex_count; i++) {
        points[i] = layout_fixed_point(&ui->layout, geometry->lon_lat[2 * i], geometry->lon_lat[2 * i + 1]);
    }
    return map_line_smooth(points, geometry->vertex_count, ui->view);
}

static void
add_reach(const struct ui *ui, struct attract *attract, const struct content_item *item, bool is_out) {
    const struct str set = str_format(ui->view, STR_FMT "_%s", STR_ARG(item->geometry_set),
                                      ui->layout.is_portrait ? "portrait" : "landscape");
    const struct str klass = str_format(ui->view, STR_FMT "%s", STR_ARG(item->key), is_out ? "_out" : "");
    for (size_t g = 0; g < ui->model->geometries_count && attract->reach_count < REACHES_MAX; g++) {
        const struct content_geometry *geometry = &ui->model->geometries[g];
        if (str_equal(geometry->set, set) && str_equal(geometry->klass, klass) &&
            geometry->vertex_count >= 2) {
            struct reach *reach = &attract->reaches[attract->reach_count++];
            *reach = (struct reach){.line = reach_line(ui, geometry),
                                    .color = ui_color_named(ui, item->color, THEME_SKY),
                                    .is_out = is_out};
            if (!is_out && reach->line.count > 0) {
                attract->meeting = reach->line.points[reach->line.count - 1];
                attract->has_meeting = true;
            }
        }
    }
}

static void
place_rivers(const struct scene *scene, struct attract *attract) {
    const struct ui *ui = &scene->env.ui;
    for (size_t i = 0; i < RIVERS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "river", i);
        if (item == NULL) {
            break;
        }
        add_reach(ui, attract, item, false);
        add_reach(ui, attract, item, true);
        const struct content_placement *placement =
            content_placement_of(scene->env.slide, item, ui->layout.is_portrait);
        if (placement != NULL && placement->is_shown) {
            const struct label_spec spec = {
                .px = 32.0f, .weight = 700, .color = ui_color_named(ui, item->color, THEME_SKY)};
            attract->names[attract->name_count++] =
                label_make_at(ui, ui_cell(ui, &item->label), &spec,
                              layout_fixed_point(&ui->layout, placement->dx, placement->dy), TEXT_LEFT);
        }
    }
}

static struct label
make_text(const struct scene *scene, const char *role, int lang, const struct label_spec *spec) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, role, 0);
    if (item == NULL) {
        return (struct label){0};
    }
    struct ui other = *ui;
    other.lang = lang;
    other.locale = ui->model->langs[lang].locale;
    return label_make(&other, ui_cell(&other, &item->label), spec);
}

static void
place_title(const struct scene *scene, struct attract *attract) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = attract->at;
    const float margin = ui->layout.margin;
    const float room = ui->layout.width - 2.0f * margin;
    const struct label_spec kicker = {.start = margin + 50.0f,
                                      .baseline = at->kicker_y,
                                      .px = at->kicker_px,
                                      .weight = 600,
                                      .color = ui_color(ui, THEME_AMBER)};
    attract->kicker = make_text(scene, "kicker", ui->lang, &kicker);
    if (ui->model->lang_count > 1) {
        attract->kicker_other = make_text(scene, "kicker", ui->lang == 0 ? 1 : 0, &kicker);
    }
    const struct label_spec word = {.start = margin - at->word_overhang,
                                    .baseline = at->word_y,
                                    .px = at->word_px,
                                    .weight = 900,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = room + 2.0f * at->word_overhang,
                                    .px_min = 0.4f * at->word_px,
                                    .lines_max = 1};
    attract->word = make_text(scene, "word", ui->lang, &word);
    const struct label_spec line = {.start = at->line_anchor == TEXT_END ? ui->layout.width - margin : margin,
                                    .anchor = at->line_anchor,
                                    .baseline = at->line_y,
                                    .px = at->line_px,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = at->line_wrap,
                                    .px_min = 44.0f,
                                    .lines_max = 2};
    attract->line = make_text(scene, "line", ui->lang, &line);
}

static void
place_pills(const struct scene *scene, struct attract *attract) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = attract->at;
    attract->has_start = content_item_at(scene->env.slide, "start", 0) != NULL;
    attract->pill = layout_rect(&ui->layout, at->pill_start, at->pill_y, at->pill_w, at->pill_h);
    const struct label_spec start = {.start = at->pill_start + 156.0f,
                                     .baseline = at->pill_y + at->pill_h / 2.0f + 17.0f,
                                     .px = at->pill_px,
                                     .weight = 800,
                                     .color = ui_color(ui, THEME_INK),
                                     .wrap = at->pill_w - 156.0f - 36.0f,
                                     .px_min = 36.0f,
                                     .lines_max = 1};
    attract->start = make_text(scene, "start", ui->lang, &start);
    attract->has_lang = ui->model->lang_count > 1;
    if (attract->has_lang) {
        const struct content_lang *other = &ui->model->langs[ui->lang == 0 ? 1 : 0];
        const float y = at->pill_y + (at->pill_h - at->lang_h) / 2.0f;
        attract->lang_pill = layout_rect(&ui->layout, at->lang_start, y, at->lang_w, at->lang_h);
        struct ui foreign = *ui;
        foreign.locale = other->locale;
        const struct label_spec name = {.start = at->lang_start + at->lang_w / 2.0f,
                                        .baseline = at->pill_y + at->pill_h / 2.0f + 13.0f,
                                        .px = at->lang_px,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_TEXT),
                                        .anchor = TEXT_CENTER};
        attract->lang = label_make(&foreign, other->name, &name);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct attract *attract = scene->state;
    attract->at = ui->layout.is_portrait ? &PORTRAIT : ui->layout.is_rtl ? &LANDSCAPE : &LANDSCAPE_LTR;
    if (content_item_at(scene->env.slide, "word", 0) == NULL) {
        err_set(err, ERR_CONTENT, 0, "an attract slide needs an item with the role `word`");
        return STEP_FAILED;
    }
    place_rivers(scene, attract);
    place_title(scene, attract);
    place_pills(scene, attract);
    return STEP_DONE;
}

static void
draw_stroke(const struct ui *ui, struct canvas *canvas, const struct reach *reach, size_t count,
            struct vec2 end) {
    struct vec2 *points = arena_alloc_array(ui->frame, count + 1, sizeof(*points));
    memcpy(points, reach->line.points, count * sizeof(*points));
    points[count] = end;
    for (int halo = HALO_STROKES; halo >= 1; halo--) {
        draw_polyline(canvas, points, count + 1, layout_px(&ui->layout, 5.0f + 8.0f * (float)halo), false,
                      color_fade(reach->color, 0.06f));
    }
    draw_polyline(canvas, points, count + 1, layout_px(&ui->layout, 5.0f), false, reach->color);
}

static void
draw_rivers(const struct ui *ui, struct canvas *canvas, const struct attract *attract, time_ns since) {
    const bool is_settled = since >= TIME_MS(RUN_MS + RUN_OUT_MS);
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    const uint64_t key =
        hash_u64(HASH_SEED, (uint64_t)ui->layout.width_px * 65536u + (uint64_t)ui->layout.height_px);
    if (is_settled && !draw_layer_begin(canvas, key ^ 0xA77u, page)) {
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < attract->reach_count; i++) {
            const struct reach *reach = &attract->reaches[i];
            if (reach->is_out != (pass == 0)) {
                continue;
            }
            const struct span span = reach->is_out ? (struct span){RUN_MS, RUN_OUT_MS, EASE_OUT3}
                                                   : (struct span){0, RUN_MS, EASE_IN_OUT3};
            const float run = timeline_value(span, since);
            struct vec2 end = {0};
            const size_t count = map_line_part(&reach->line, reach->line.length_px * run, &end);
            if (run > 0.0f && count > 0) {
                draw_stroke(ui, canvas, reach, count, end);
            }
        }
    }
    if (is_settled) {
        draw_layer_end(canvas);
    }
}

static void
draw_dots(const struct ui *ui, struct canvas *canvas, const struct attract *attract, time_ns since) {
    if (since < TIME_MS(SETTLED_MS)) {
        return;
    }
    const float at = timeline_cycle(DOT_MS, 0, since - TIME_MS(SETTLED_MS));
    for (size_t i = 0; i < attract->reach_count; i++) {
        const struct reach *reach = &attract->reaches[i];
        const float part = reach->is_out ? (at - 0.5f) * 2.0f : at * 2.0f;
        if (part < 0.0f || part > 1.0f) {
            continue;
        }
        const struct vec2 p = map_line_point(&reach->line, reach->line.length_px * part);
        const float fade = fminf(1.0f, fminf(part, 1.0f - part) * 12.0f + (reach->is_out ? 0.0f : 0.4f));
        draw_glow(canvas, p, layout_px(&ui->layout, 26.0f), color_fade(reach->color, 0.8f * fade));
        draw_circle(canvas, p, layout_px(&ui->layout, 5.0f), color_fade(ui_color(ui, THEME_TEXT), fade));
    }
}

static void
draw_meeting(const struct ui *ui, struct canvas *canvas, const struct attract *attract, time_ns since) {
    const float shown = timeline_value((struct span){RUN_MS - 200, 500, EASE_OUT3}, since);
    if (!attract->has_meeting || shown <= 0.0f) {
        return;
    }
    const struct color amber = ui_color(ui, THEME_AMBER);
    draw_glow(canvas, attract->meeting, layout_px(&ui->layout, 150.0f), color_fade(amber, 0.30f * shown));
    for (int ring = 0; ring < RINGS; ring++) {
        const float t = timeline_cycle(RING_MS, -ring * RING_MS / RINGS, since);
        draw_ring(canvas, attract->meeting, layout_px(&ui->layout, 26.0f + 74.0f * t),
                  layout_px(&ui->layout, 2.5f), color_fade(amber, 0.9f * (1.0f - t) * shown));
    }
    star_draw(canvas, attract->meeting, layout_px(&ui->layout, 24.0f * shown), amber);
    star_draw(canvas, attract->meeting, layout_px(&ui->layout, 10.0f * shown), ui_color(ui, THEME_INK));
}

static void
draw_pills(const struct ui *ui, struct canvas *canvas, const struct attract *attract, time_ns since) {
    const struct rect pill = attract->pill;
    if (attract->has_start) {
        const float breath = timeline_breathe(GLOW_MS, since);
        const struct vec2 middle = {pill.x + pill.w / 2.0f, pill.y + pill.h / 2.0f};
        draw_glow(canvas, middle, pill.w * 0.56f,
                  color_fade(ui_color(ui, THEME_ACCENT), 0.10f + 0.10f * breath));
        draw_round_rect(canvas, pill, pill.h / 2.0f, draw_solid(ui_color(ui, THEME_ACCENT)));
        const float x =
            layout_x(&ui->layout, attract->at->pill_start + 73.0f + (ui->layout.is_portrait ? 4.0f : 0.0f));
        draw_circle(canvas, (struct vec2){x, middle.y}, layout_px(&ui->layout, 50.0f),
                    ui_color(ui, THEME_INK));
        hand_draw(ui, canvas, (struct vec2){x, middle.y}, 48.0f, ui_color(ui, THEME_TEXT));
        label_draw(ui, canvas, &attract->start, 1.0f, 0.0f);
    }
    if (attract->has_lang) {
        const struct rect lang = attract->lang_pill;
        draw_round_rect(canvas, lang, lang.h / 2.0f, draw_solid(ui_color(ui, THEME_SURFACE_2)));
        draw_round_rect_outline(canvas, lang, lang.h / 2.0f, layout_px(&ui->layout, 2.0f),
                                ui_color(ui, THEME_STEEL));
        label_draw(ui, canvas, &attract->lang, 1.0f, 0.0f);
    }
}

#define KICKER_MS 20000
#define KICKER_FADE_MS 800

/* Which share of the foreign kicker shows: it takes turns with the own one every 20 s. */
static float
foreign_share(time_ns since) {
    const long turn = (long)(since / TIME_MS(KICKER_MS));
    const time_ns into = since - (time_ns)turn * TIME_MS(KICKER_MS);
    const float faded = timeline_value((struct span){0, KICKER_FADE_MS, EASE_LINEAR}, into);
    if (turn == 0) {
        return 0.0f;
    }
    return turn % 2 == 1 ? faded : 1.0f - faded;
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct attract *attract = scene->state;
    draw_rivers(ui, canvas, attract, since);
    draw_dots(ui, canvas, attract, since);
    draw_meeting(ui, canvas, attract, since);
    const float title = timeline_value(TITLE_SPAN, since);
    const float rise = layout_px(&ui->layout, 24.0f) * (1.0f - title);
    const float foreign = attract->kicker_other.block != NULL ? foreign_share(since) : 0.0f;
    star_draw(canvas, layout_point(&ui->layout, ui->layout.margin + 15.0f, attract->at->kicker_y - 12.0f),
              layout_px(&ui->layout, 18.0f), color_fade(ui_color(ui, THEME_ACCENT), title));
    label_draw(ui, canvas, &attract->kicker, title * (1.0f - foreign), rise);
    label_draw(ui, canvas, &attract->kicker_other, title * foreign, rise);
    label_draw(ui, canvas, &attract->word, title, rise);
    label_draw(ui, canvas, &attract->line, title, rise);
    for (size_t i = 0; i < attract->name_count; i++) {
        label_draw(ui, canvas, &attract->names[i], timeline_value((struct span){1200, 500, EASE_OUT3}, since),
                   0.0f);
    }
    draw_pills(ui, canvas, attract, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct attract *attract = scene->state;
    UNUSED(since);
    if (attract->has_lang) {
        target_add(list, "lang", attract->lang_pill, ACTION_LANGUAGE);
    }
    if (attract->has_start) {
        target_add(list, "start", attract->pill, ACTION_START);
    }
}

const struct scene_class scene_attract_class = {
    .name = "attract",
    .state_size = sizeof(struct attract),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .is_cover = true,
};
