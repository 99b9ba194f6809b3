/* Blocks beside a map: columns left and right of it in landscape, rows above and below it in portrait. Which block goes
 * where follows the map, so it is the same in both languages; only what stands inside a block mirrors. */

#include "scene/scene_district_map.h"

#include <math.h>
#include <string.h>

#include "text/text_markup.h"

#define SIDE_MAX ((DISTRICT_BLOCKS_MAX + 1) / 2)
#define PIN_ROOM 24.0f  /* a leader keeps so far from another place's pin */
#define LINE_ROOM 10.0f /* and from another leader */
#define FAULT_COST 4000.0f
#define EDGE_PAD 28.0f
#define COLUMN_W 440.0f
#define ROW_GAP 40.0f
#define NARROW_W 400.0f /* under this the picture stands above the words */
#define FIGURE_H 306.0f
#define ICON_H 152.0f
#define ICON_H_NARROW 232.0f
#define PAD 32.0f
#define SQUARE 128.0f
#define SQUARE_TOP 84.0f
#define ICON 76.0f
#define CARD_RADIUS 20.0f
#define CORNER 44.0f /* a leader meets its block at least so far from a corner */

static float
row_width(const struct ui *ui, size_t count) {
    const float width = ui->layout.width - 2.0f * ui->layout.margin;
    return (width - ROW_GAP * (float)(count - 1)) / (float)count;
}

static float
height_of(const struct ui *ui, bool has_figure, size_t in_row) {
    const bool is_narrow = ui->layout.is_portrait && in_row > 0 && row_width(ui, in_row) < NARROW_W;
    return has_figure ? FIGURE_H : is_narrow ? ICON_H_NARROW : ICON_H;
}

void
district_room_measure(const struct ui *ui, const struct district_block *blocks, size_t count,
                      struct district_room *room) {
    bool has_figure = false;
    for (size_t i = 0; i < count; i++) {
        has_figure = has_figure || blocks[i].item->figure != CONTENT_NONE;
    }
    room->first_h = height_of(ui, has_figure, count / 2);
    room->second_h = height_of(ui, has_figure, count - count / 2);
}

/* ---- sharing out ---- */

static void
swap_blocks(struct district_block **list, size_t a, size_t b) {
    struct district_block *swap = list[a];
    list[a] = list[b];
    list[b] = swap;
}

/* From west to east, or from north to south. */
static void
sort_blocks(struct district_block **list, size_t count, bool is_by_x) {
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0; k--) {
            const struct vec2 a = list[k - 1]->pin;
            const struct vec2 b = list[k]->pin;
            if (is_by_x ? a.x <= b.x : a.y <= b.y) {
                break;
            }
            swap_blocks(list, k, k - 1);
        }
    }
}

/* From a place counted from the left to one counted from the start side. */
static struct rect
from_left(const struct layout *layout, float x, float y, float w, float h) {
    return (struct rect){layout->is_rtl ? layout->width - x - w : x, y, w, h};
}

static void
place_column(const struct ui *ui, struct district_block **list, size_t count, float x, float h,
             const struct district_room *room) {
    const float pitch = (room->bottom - room->top) / (float)(count > 0 ? count : 1);
    for (size_t i = 0; i < count; i++) {
        const float y = room->top + pitch * (float)i + (pitch - h) / 2.0f;
        list[i]->at = from_left(&ui->layout, x, y, COLUMN_W, h);
    }
}

static void
place_row(const struct ui *ui, struct district_block **list, size_t count, float y, float h) {
    const float w = row_width(ui, count);
    for (size_t i = 0; i < count; i++) {
        list[i]->at = from_left(&ui->layout, ui->layout.margin + (w + ROW_GAP) * (float)i, y, w, h);
    }
}

/* Level with its pin where the block reaches so far; else to the block's nearest corner and straight on from there. */
static void
lead_sideways(const struct ui *ui, struct district_block *block) {
    const struct rect box = block->box;
    const float corner = layout_px(&ui->layout, CORNER);
    const float x = box.x > block->pin.x ? box.x : box.x + box.w;
    const float y = float_clamp(block->pin.y, box.y + corner, box.y + box.h - corner);
    block->leader[0] = block->pin;
    block->leader[1] = (struct vec2){block->pin.x, y};
    block->leader[2] = (struct vec2){x, y};
    block->edge[0] = (struct vec2){x, box.y};
    block->edge[1] = (struct vec2){x, box.y + box.h};
}

/* Straight up or down where the block reaches so far; or, is_outer, by the page's outer side, clear of other pins. */
static void
lead_upright(const struct ui *ui, struct district_block *block, bool is_outer) {
    const struct rect box = block->box;
    const float corner = layout_px(&ui->layout, CORNER);
    const float y = box.y > block->pin.y ? box.y : box.y + box.h;
    const float middle = box.x + box.w / 2.0f;
    const float page = (float)ui->layout.width_px / 2.0f;
    const float aside = middle < page - corner ? -0.22f : middle > page + corner ? 0.22f : 0.0f;
    const float x =
        is_outer ? middle + aside * box.w : float_clamp(block->pin.x, box.x + corner, box.x + box.w - corner);
    block->leader[0] = block->pin;
    block->leader[1] = (struct vec2){x, block->pin.y};
    block->leader[2] = (struct vec2){x, y};
    block->edge[0] = (struct vec2){box.x, y};
    block->edge[1] = (struct vec2){box.x + box.w, y};
}

/* ---- the order within a side ---- */

struct side {
    struct district_block **list;
    size_t count;
    float x, y, h; /* of the column, or of the row; of a block */
};

struct arrangement {
    const struct ui *ui;
    const struct district_block *all;
    size_t all_count;
    const struct district_room *room;
};

/* Bit i of `outer`: the i-th leader goes by the outer side. */
static void
place_side(const struct arrangement *arrangement, const struct side *side, unsigned outer) {
    const struct ui *ui = arrangement->ui;
    if (ui->layout.is_portrait) {
        place_row(ui, side->list, side->count, side->y, side->h);
    } else {
        place_column(ui, side->list, side->count, side->x, side->h, arrangement->room);
    }
    for (size_t i = 0; i < side->count; i++) {
        struct district_block *block = side->list[i];
        const struct rect at = block->at;
        block->box = layout_rect(&ui->layout, at.x, at.y, at.w, at.h);
        if (ui->layout.is_portrait) {
            lead_upright(ui, block, ((outer >> i) & 1u) != 0);
        } else {
            lead_sideways(ui, block);
        }
    }
}

/* Leaders run level or upright, so two pieces meet where their boxes, `slack` wider, do. */
static bool
do_pieces_meet(const struct vec2 *a, const struct vec2 *b, float slack) {
    return fminf(a[0].x, a[1].x) - slack < fmaxf(b[0].x, b[1].x) &&
           fminf(b[0].x, b[1].x) - slack < fmaxf(a[0].x, a[1].x) &&
           fminf(a[0].y, a[1].y) - slack < fmaxf(b[0].y, b[1].y) &&
           fminf(b[0].y, b[1].y) - slack < fmaxf(a[0].y, a[1].y);
}

/* How often a block's leader comes near another pin or another leader of its side. */
static int
count_faults(const struct arrangement *arrangement, const struct side *side,
             const struct district_block *block) {
    const float near_pin = layout_px(&arrangement->ui->layout, PIN_ROOM);
    const float near_line = layout_px(&arrangement->ui->layout, LINE_ROOM);
    int faults = 0;
    for (size_t piece = 0; piece < 2; piece++) {
        for (size_t i = 0; i < arrangement->all_count; i++) {
            const struct vec2 pin = arrangement->all[i].pin;
            const struct vec2 point[2] = {pin, pin};
            const bool is_own = &arrangement->all[i] == block;
            faults += !is_own && do_pieces_meet(&block->leader[piece], point, near_pin) ? 1 : 0;
        }
        for (size_t i = 0; i < 2 * side->count; i++) {
            const struct district_block *other = side->list[i / 2];
            faults +=
                other != block && do_pieces_meet(&block->leader[piece], &other->leader[i % 2], near_line) ? 1
                                                                                                          : 0;
        }
    }
    return faults;
}

static float
cost_of(const struct arrangement *arrangement, const struct side *side, unsigned outer) {
    float cost = 0.0f;
    place_side(arrangement, side, outer);
    for (size_t i = 0; i < side->count; i++) {
        const struct vec2 *knots = side->list[i]->leader;
        cost += hypotf(knots[1].x - knots[0].x, knots[1].y - knots[0].y) +
                hypotf(knots[2].x - knots[1].x, knots[2].y - knots[1].y) +
                FAULT_COST * (float)count_faults(arrangement, side, side->list[i]);
    }
    return cost;
}

/* Tries every order of at most three blocks (the exchanges walk through all six) with every course of their leaders. */
static void
arrange_side(const struct arrangement *arrangement, const struct side *side) {
    struct district_block *best[SIDE_MAX] = {0};
    const int orders = side->count < 2 ? 1 : side->count == 2 ? 2 : 6;
    const unsigned courses = arrangement->ui->layout.is_portrait ? 1u << side->count : 1u;
    unsigned best_course = 0;
    float least = INFINITY;
    for (int i = 0; i < orders; i++) {
        for (unsigned course = 0; course < courses; course++) {
            const float cost = cost_of(arrangement, side, course);
            if (cost < least) {
                least = cost;
                best_course = course;
                memcpy(best, side->list, side->count * sizeof(struct district_block *));
            }
        }
        const size_t from = side->count > 2 ? (size_t)(i % 2) : 0;
        if (side->count > 1) {
            swap_blocks(side->list, from, from + 1);
        }
    }
    memcpy(side->list, best, side->count * sizeof(struct district_block *));
    place_side(arrangement, side, best_course);
}

void
district_blocks_share_out(const struct ui *ui, struct district_block *blocks, size_t count,
                          const struct district_room *room) {
    struct district_block *list[DISTRICT_BLOCKS_MAX] = {0};
    const struct arrangement arrangement = {ui, blocks, count, room};
    const bool is_portrait = ui->layout.is_portrait;
    const size_t half = count / 2;
    for (size_t i = 0; i < count; i++) {
        list[i] = &blocks[i];
    }
    sort_blocks(list, count, !is_portrait);
    sort_blocks(list, half, is_portrait);
    sort_blocks(list + half, count - half, is_portrait);
    const struct side first = {list, half, ui->layout.margin, room->top, room->first_h};
    const struct side second = {list + half, count - half, ui->layout.width - ui->layout.margin - COLUMN_W,
                                room->bottom - room->second_h, room->second_h};
    arrange_side(&arrangement, &first);
    arrange_side(&arrangement, &second);
}

/* ---- what is in a block ---- */

/* The side of the square is the root of the figure: areas compare as areas. */
static void
fill_figure(const struct ui *ui, struct district_block *block, double largest) {
    const struct content_figure *figure = &ui->model->figures[block->item->figure];
    const double value = figure->value * content_scale_factor(figure->scale);
    const float side = SQUARE * (float)sqrt(value / largest);
    const float start = block->at.x + PAD;
    const float ground = block->at.y + SQUARE_TOP + SQUARE;
    const bool has_square = str_is(block->item->klass, "square");
    const float words = start + (has_square ? SQUARE + 28.0f : 0.0f);
    block->has_figure = true;
    block->mark = layout_rect(&ui->layout, start, ground - side, side, has_square ? side : 0.0f);
    const struct numeral_spec number = {.number = {.start = words,
                                                   .baseline = ground - 46.0f,
                                                   .px = 84.0f,
                                                   .weight = 900,
                                                   .color = ui_color(ui, THEME_TEXT)},
                                        .is_counting = true};
    block->value = numeral_make(ui, figure, &number);
    const struct label_spec unit = {.start = words,
                                    .baseline = ground,
                                    .px = 32.0f,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .wrap = block->at.x + block->at.w - PAD - words,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    block->unit = label_make(ui, text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words), &unit);
}

static void
fill_icon(const struct ui *ui, struct district_block *block, float start, float y) {
    const struct content_icon *icon = &ui->model->icons[block->item->icon];
    size_t bad = 0;
    const float scale = ICON / fmaxf(icon->width, icon->height);
    const float w = icon->width * scale;
    const float h = icon->height * scale;
    block->has_icon = icon_parse(ui->view, icon, &block->icon, &bad);
    block->mark = layout_rect(&ui->layout, start + (ICON - w) / 2.0f, y + (ICON - h) / 2.0f, w, h);
}

/* Name and place beside or under the icon. */
static void
fill_named(const struct ui *ui, struct district_block *block) {
    const bool is_narrow = block->at.w < NARROW_W;
    const bool has_icon = block->item->icon != CONTENT_NONE;
    const float middle = block->box.x + block->box.w / 2.0f;
    const bool is_held_at_start = (block->edge[0].x > middle) == ui->layout.is_rtl;
    const bool is_beside = !ui->layout.is_portrait;
    const float pad = is_beside && is_held_at_start ? EDGE_PAD : 0.0f;
    const float pad_end = is_beside && !is_held_at_start ? EDGE_PAD : 0.0f;
    const float over = has_icon && is_narrow ? 104.0f : 4.0f;
    const float start = block->at.x + pad + (has_icon && !is_narrow ? ICON + 26.0f : 0.0f);
    if (has_icon) {
        fill_icon(ui, block, block->at.x + pad, block->at.y + (is_narrow ? 16.0f : 18.0f));
    }
    struct label_spec spec = {.start = start,
                              .baseline = block->at.y + over + 40.0f,
                              .px = is_narrow ? 32.0f : 34.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT),
                              .wrap = block->at.x + block->at.w - start - pad_end,
                              .lines_max = 2,
                              .line_height_em = 1.3f,
                              .flags = TEXT_BALANCE};
    block->title = label_make(ui, ui_cell(ui, &block->item->label), &spec);
    const bool is_one_line = block->title.block->line_count == 1;
    if (is_one_line && !is_narrow) { /* in the middle of its line at the side */
        spec.baseline += 18.0f;
        block->title = label_make(ui, ui_cell(ui, &block->item->label), &spec);
    }
    spec.baseline += is_one_line ? 46.0f : 46.0f + spec.px * spec.line_height_em;
    spec.px = 30.0f;
    spec.weight = 600;
    spec.color = block->color;
    block->note = label_make(ui, ui_cell(ui, &block->item->note), &spec);
}

/* Name at the start, note at the end of the first line; square, number and unit; what it does. */
static void
fill_measured(const struct ui *ui, struct district_block *block, double largest) {
    const float start = block->at.x + PAD;
    const float end = block->at.x + block->at.w - PAD;
    const struct label_spec note = {.start = end,
                                    .baseline = block->at.y + 56.0f,
                                    .px = 34.0f,
                                    .weight = 700,
                                    .color = block->color,
                                    .anchor = TEXT_END};
    block->note = label_make(ui, ui_cell(ui, &block->item->note), &note);
    const float taken = block->note.block->width_px / ui->layout.scale + 16.0f;
    const struct label_spec title = {.start = start,
                                     .baseline = block->at.y + 56.0f,
                                     .px = 38.0f,
                                     .weight = 800,
                                     .color = ui_color(ui, THEME_TEXT),
                                     .wrap = end - start - taken,
                                     .px_min = 30.0f,
                                     .lines_max = 1};
    block->title = label_make(ui, ui_cell(ui, &block->item->label), &title);
    fill_figure(ui, block, largest);
    if (block->line != NULL) {
        const struct label_spec words = {.start = start,
                                         .baseline = block->at.y + block->at.h - 36.0f,
                                         .px = 30.0f,
                                         .weight = 500,
                                         .color = ui_color(ui, THEME_TEXT),
                                         .wrap = end - start +
                                                 14.0f, /* may lean into the pad rather than be cut */
                                         .px_min = 28.0f,
                                         .lines_max = 1};
        block->has_words = true;
        block->words = label_make(ui, ui_cell(ui, &block->line->label), &words);
    }
}

void
district_block_fill(const struct ui *ui, struct district_block *block, double largest) {
    block->has_note = !str_is_empty(ui_cell(ui, &block->item->note));
    if (block->item->figure != CONTENT_NONE) {
        fill_measured(ui, block, largest);
    } else {
        fill_named(ui, block);
    }
}

/* ---- drawing ---- */

void
district_leader_draw(const struct ui *ui, struct canvas *canvas, const struct district_block *block,
                     float run) {
    const struct vec2 *knots = block->leader;
    const float first = hypotf(knots[1].x - knots[0].x, knots[1].y - knots[0].y);
    const float second = hypotf(knots[2].x - knots[1].x, knots[2].y - knots[1].y);
    const float length = (first + second) * run;
    struct vec2 points[3] = {knots[0], knots[1], knots[1]};
    size_t count = 0;
    if (run <= 0.0f) {
        return;
    }
    const float t = length < first ? length / first : second > 0.0f ? (length - first) / second : 1.0f;
    const struct vec2 from = length < first ? knots[0] : knots[1];
    const struct vec2 to = length < first ? knots[1] : knots[2];
    count = length < first ? 1 : 2;
    points[count++] = (struct vec2){float_mix(from.x, to.x, t), float_mix(from.y, to.y, t)};
    draw_polyline(canvas, points, count, layout_px(&ui->layout, 7.0f), false,
                  color_fade(ui_color(ui, THEME_INK), 0.55f));
    draw_polyline(canvas, points, count, layout_px(&ui->layout, 2.5f), false, block->color);
}

static void
draw_chevron(const struct ui *ui, struct canvas *canvas, const struct district_block *block) {
    const float end = layout_end_sign(&ui->layout);
    const struct vec2 at = layout_point(&ui->layout, block->at.x + block->at.w - PAD - 6.0f,
                                        block->at.y + SQUARE_TOP + SQUARE - 12.0f);
    const float x = layout_px(&ui->layout, 7.0f) * end;
    const float y = layout_px(&ui->layout, 13.0f);
    const struct vec2 points[3] = {{at.x - x, at.y - y}, {at.x + x, at.y}, {at.x - x, at.y + y}};
    draw_polyline(canvas, points, 3, layout_px(&ui->layout, 4.0f), false, ui_color(ui, THEME_MUTED));
}

/* A block that opens a page is a control and stands on a card; another one is held by a line at its side. */
static void
draw_ground(const struct ui *ui, struct canvas *canvas, const struct district_block *block) {
    if (block->slide != CONTENT_NONE) {
        draw_round_rect(canvas, block->box, layout_px(&ui->layout, CARD_RADIUS),
                        draw_solid(ui_color(ui, THEME_SURFACE)));
        draw_chevron(ui, canvas, block);
        draw_circle(canvas, block->leader[2], layout_px(&ui->layout, 8.0f), block->color);
    } else {
        draw_line(canvas, block->edge[0], block->edge[1], layout_px(&ui->layout, 3.0f), block->color);
    }
}

static void
draw_square(const struct ui *ui, struct canvas *canvas, const struct district_block *block, float grown) {
    const struct rect full = block->mark;
    const float side = full.w * grown;
    const struct rect square = {ui->layout.is_rtl ? full.x + full.w - side : full.x, full.y + full.h - side,
                                side, side};
    draw_rect(canvas, square, draw_solid(color_fade(block->color, 0.28f)));
    draw_round_rect_outline(canvas, square, 0.0f, layout_px(&ui->layout, 3.0f), block->color);
}

void
district_block_draw(const struct ui *ui, struct canvas *canvas, const struct district_block *block,
                    struct span span, time_ns since) {
    const float shown = timeline_value((struct span){span.start_ms, 300, EASE_OUT3}, since);
    if (shown <= 0.0f) {
        return;
    }
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    draw_ground(ui, canvas, block);
    label_draw(ui, canvas, &block->title, 1.0f, 0.0f);
    if (block->has_note) {
        label_draw(ui, canvas, &block->note, 1.0f, 0.0f);
    }
    if (block->has_words) {
        label_draw(ui, canvas, &block->words, 1.0f, 0.0f);
    }
    if (block->has_icon) {
        const float drawn = timeline_value((struct span){span.start_ms, 500, EASE_IN_OUT3}, since);
        icon_draw(canvas, ui->frame, &block->icon, block->mark, layout_px(&ui->layout, 4.0f), block->color,
                  drawn);
    }
    draw_group_pop(canvas);
    if (block->has_figure) {
        const float grown = timeline_value((struct span){span.start_ms, span.duration_ms, EASE_OUT3}, since);
        numeral_draw(ui, canvas, &block->value, span, since);
        label_draw(ui, canvas, &block->unit, shown, 0.0f);
        if (grown > 0.0f && block->mark.h > 0.0f) {
            draw_square(ui, canvas, block, grown);
        }
    }
}
