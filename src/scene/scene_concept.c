/* Slide kind `concept`: what a thing is, drawn: two to four parts, each an icon with its name and a line of words; where one part
 * leads to the next, arrows join them in reading direction and something travels along them for ever. Below, up to three figures.
 * Items: part (icon, label, note, color; class `here`: the part it is all about; `apart`: no arrow leads to it) x 2 to 4, flow (arrows are
 * wanted), aside (figure, label) x 0 to 3. */

#include "scene/scene_registry.h"

#include <math.h>

#include "scene/scene_asides.h"
#include "ui/icon.h"

#define PARTS_MAX 4
#define DRAW_MS 900
#define STAGGER_MS 260
#define ARROW_MS 500
#define ASIDES_MS 1300
#define SETTLED_MS 2600
#define TRAVEL_MS 2600
#define TRAVEL_FRAME_MS 33
#define GLOW_RADIUS 150.0f
#define ARROW_GAP 26.0f /* between an icon and its arrow */
#define HEAD 13.0f

/* Design units. */
struct composition {
    float top, bottom; /* of the parts */
    float icon;        /* side of its square */
    float name_px, note_px;
    float name_drop, note_drop; /* landscape: below the icon; portrait: from the icon's upper edge */
    float words_start;          /* portrait: of the words; 0: under the icon */
    float aside_y, aside_px;
};

static const struct composition LANDSCAPE = {340.0f, 860.0f, 200.0f, 46.0f, 36.0f,
                                             92.0f,  62.0f,  0.0f,   0.0f,  0.0f};
static const struct composition LANDSCAPE_WITH_ASIDES = {290.0f, 700.0f, 160.0f, 44.0f,  32.0f,
                                                         80.0f,  56.0f,  0.0f,   820.0f, 80.0f};
static const struct composition PORTRAIT = {330.0f, 1580.0f, 180.0f, 46.0f, 36.0f,
                                            62.0f,  60.0f,   320.0f, 0.0f,  0.0f};
static const struct composition PORTRAIT_WITH_ASIDES = {310.0f, 1340.0f, 160.0f, 44.0f,   34.0f,
                                                        50.0f,  54.0f,   300.0f, 1440.0f, 72.0f};

struct part {
    struct icon icon;
    struct rect box;
    struct color color;
    struct label name, note;
    bool is_here, is_apart;
};

struct concept {
    const struct composition *at;
    struct part parts[PARTS_MAX];
    size_t count;
    bool is_flow;
    struct asides asides;
};

/* The icon centred in its square, as large as it goes. */
static struct rect
fit_icon(const struct icon *icon, struct rect square) {
    const float scale = fminf(square.w / icon->width, square.h / icon->height);
    const float w = icon->width * scale;
    const float h = icon->height * scale;
    return (struct rect){square.x + (square.w - w) / 2.0f, square.y + (square.h - h) / 2.0f, w, h};
}

static void
place_words(const struct ui *ui, const struct composition *at, struct part *part,
            const struct content_item *item, struct rect units) {
    const bool is_beside = at->words_start > 0.0f;
    struct label_spec spec = {
        .start = is_beside ? at->words_start : units.x,
        .baseline = is_beside ? units.y + at->name_drop : units.y + at->icon + at->name_drop,
        .px = at->name_px,
        .weight = 800,
        .color = part->is_here ? part->color : ui_color(ui, THEME_TEXT),
        .wrap = is_beside ? ui->layout.width - ui->layout.margin - at->words_start : units.w,
        .px_min = 32.0f,
        .lines_max = 2,
        .line_height_em = 1.25f};
    part->name = label_make(ui, ui_cell(ui, &item->label), &spec);
    spec.baseline +=
        part->name.block->line_px / ui->layout.scale * (float)(part->name.block->line_count - 1) +
        at->note_drop;
    spec.px = at->note_px;
    spec.px_min = 0.0f;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_SOFT);
    spec.lines_max = 3;
    spec.flags = TEXT_BALANCE;
    spec.line_height_em = 1.4f;
    part->note = label_make(ui, ui_cell(ui, &item->note), &spec);
}

static bool
place_part(const struct scene *scene, const struct composition *at, struct part *part,
           const struct content_item *item, struct rect units) {
    const struct ui *ui = &scene->env.ui;
    size_t bad = 0;
    if (item->icon == CONTENT_NONE ||
        !icon_parse(ui->view, &ui->model->icons[item->icon], &part->icon, &bad)) {
        return false;
    }
    part->is_here = str_is(item->klass, "here");
    part->is_apart = str_is(item->klass, "apart");
    part->color = ui_color_named(ui, item->color, THEME_TEXT);
    part->box = fit_icon(&part->icon, layout_rect(&ui->layout, units.x, units.y, at->icon, at->icon));
    place_words(ui, at, part, item, units);
    return true;
}

static const struct composition *
composition_of(const struct scene *scene) {
    const bool has_asides = content_item_total(scene->env.slide, "aside") > 0;
    if (scene->env.ui.layout.is_portrait) {
        return has_asides ? &PORTRAIT_WITH_ASIDES : &PORTRAIT;
    }
    return has_asides ? &LANDSCAPE_WITH_ASIDES : &LANDSCAPE;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct content_slide *slide = scene->env.slide;
    struct concept *concept = scene->state;
    const struct composition *at = composition_of(scene);
    const size_t total = content_item_total(slide, "part");
    concept->at = at;
    concept->is_flow = content_item_total(slide, "flow") > 0;
    concept->count = total < PARTS_MAX ? total : PARTS_MAX;
    for (size_t i = 0; i < concept->count; i++) {
        const float share = (float)i / (float)concept->count;
        const float room = ui->layout.width - 2.0f * ui->layout.margin;
        const struct rect units =
            at->words_start > 0.0f
                ? (struct rect){ui->layout.margin, at->top + (at->bottom - at->top) * share, room, at->icon}
                : (struct rect){ui->layout.margin + room * share, at->top,
                                room / (float)concept->count - 48.0f, at->icon};
        if (!place_part(scene, at, &concept->parts[i], content_item_at(slide, "part", i), units)) {
            err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": part %zu has no icon that can be drawn",
                    STR_ARG(slide->key), i + 1);
            return STEP_FAILED;
        }
    }
    if (concept->count < 2) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": at least two items `part` are needed",
                STR_ARG(slide->key));
        return STEP_FAILED;
    }
    const struct asides_spec asides = {at->aside_y, at->aside_px};
    scene_asides_place(scene, &concept->asides, &asides);
    return STEP_DONE;
}

/* ---- drawing ---- */

/* From one icon to the next: along the row in landscape, down the column in portrait. */
static void
arrow_of(const struct ui *ui, const struct concept *concept, size_t index, struct vec2 ret_line[2]) {
    const struct rect *a = &concept->parts[index - 1].box;
    const struct rect *b = &concept->parts[index].box;
    const float gap = layout_px(&ui->layout, ARROW_GAP);
    if (concept->at->words_start > 0.0f) {
        const float x = a->x + a->w / 2.0f;
        ret_line[0] = (struct vec2){x, a->y + a->h + gap};
        ret_line[1] = (struct vec2){x, b->y - gap};
        return;
    }
    const float sign = layout_end_sign(&ui->layout);
    const float y = a->y + a->h / 2.0f;
    ret_line[0] = (struct vec2){sign > 0.0f ? a->x + a->w + gap : a->x - gap, y};
    ret_line[1] = (struct vec2){sign > 0.0f ? b->x - gap : b->x + b->w + gap, y};
}

static void
draw_arrow(const struct ui *ui, struct canvas *canvas, const struct concept *concept, size_t index,
           time_ns since) {
    struct vec2 line[2];
    const int start_ms = DRAW_MS / 2 + STAGGER_MS * (int)index;
    const float drawn = timeline_value((struct span){start_ms, ARROW_MS, EASE_IN_OUT3}, since);
    if (drawn <= 0.0f) {
        return;
    }
    arrow_of(ui, concept, index, line);
    const struct vec2 along = {line[1].x - line[0].x, line[1].y - line[0].y};
    const float length = hypotf(along.x, along.y);
    const struct vec2 unit = {along.x / length, along.y / length};
    const struct vec2 tip = {line[0].x + along.x * drawn, line[0].y + along.y * drawn};
    const float head = layout_px(&ui->layout, HEAD);
    const struct vec2 shaft[2] = {line[0], tip};
    const struct vec2 point[3] = {{tip.x - head * (unit.x + unit.y), tip.y - head * (unit.y - unit.x)},
                                  tip,
                                  {tip.x - head * (unit.x - unit.y), tip.y - head * (unit.y + unit.x)}};
    draw_polyline(canvas, shaft, 2, layout_px(&ui->layout, 3.0f), false, ui_color(ui, THEME_AXIS));
    draw_polyline(canvas, point, 3, layout_px(&ui->layout, 3.6f), false, ui_color(ui, THEME_SOFT));
    if (since >= TIME_MS(SETTLED_MS)) {
        const float t = timeline_cycle(TRAVEL_MS, 0, since - TIME_MS(SETTLED_MS));
        const struct vec2 dot = {line[0].x + along.x * t, line[0].y + along.y * t};
        draw_circle(canvas, dot, layout_px(&ui->layout, 7.0f),
                    color_fade(ui_color(ui, THEME_AMBER), sinf(t * 3.14159f)));
    }
}

static void
draw_part(const struct ui *ui, struct canvas *canvas, const struct part *part, int start_ms, time_ns since) {
    const float drawn = timeline_value((struct span){start_ms, DRAW_MS, EASE_IN_OUT3}, since);
    const float told = timeline_value((struct span){start_ms + DRAW_MS / 3, 300, EASE_OUT3}, since);
    if (part->is_here) {
        const struct vec2 middle = {part->box.x + part->box.w / 2.0f, part->box.y + part->box.h / 2.0f};
        draw_glow(canvas, middle, layout_px(&ui->layout, GLOW_RADIUS),
                  color_fade(part->color, 0.34f * drawn));
    }
    icon_draw(canvas, ui->frame, &part->icon, part->box, layout_px(&ui->layout, 4.6f), part->color, drawn);
    label_draw(ui, canvas, &part->name, told, 0.0f);
    label_draw(ui, canvas, &part->note, told, 0.0f);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct concept *concept = scene->state;
    for (size_t i = 0; i < concept->count; i++) {
        if (concept->is_flow && i > 0 && !concept->parts[i].is_apart) {
            draw_arrow(ui, canvas, concept, i, since);
        }
        draw_part(ui, canvas, &concept->parts[i], STAGGER_MS * (int)i, since);
    }
    scene_asides_draw(ui, canvas, &concept->asides, ASIDES_MS, since);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct concept *concept = scene->state;
    return concept->is_flow ? scene_change_ambient(SETTLED_MS, TRAVEL_FRAME_MS, since)
                            : scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_concept_class = {
    .name = "concept",
    .state_size = sizeof(struct concept),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
