/* Cards are laid out once at the first place and moved from there. Which are shown, and how far the strip has run, is all that
 * changes. */

#include "scene/scene_explorer_strip.h"

#include <math.h>

#include "anim/timeline.h"

#define CARD_STAGGER_MS 40
#define GIVE 80.0f
/* Where a row's cards run out into the page, in design units: the next one before the sign that turns the strip on, the one
 * that left towards the picture's edge. */
#define NEXT_FADE 150.0f
#define NEXT_GONE 1790.0f
#define LEFT_GONE 60.0f

/* ---- cards ---- */

void
strip_add(const struct ui *ui, struct strip *strip, const struct content_slide *slide,
          const struct content_item *item, int group) {
    const struct strip_place *at = strip->at;
    if (strip->card_count == STRIP_CARDS_MAX) {
        return;
    }
    struct strip_card *card = &strip->cards[strip->card_count++];
    const struct str note = ui_cell(ui, &item->note);
    card->name = str_to_c(ui->view, slide->key);
    card->slide = (int)(slide - ui->model->slides);
    card->group = group;
    card->color = ui_color_named(ui, item->color, THEME_SKY);
    struct label_spec spec = {.start = ui->layout.margin + 36.0f,
                              .baseline = at->y + 0.415f * at->h,
                              .px = 34.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT),
                              .wrap = at->w - 64.0f,
                              .px_min = 28.0f,
                              .lines_max = 1};
    card->title = label_make(ui, ui_cell(ui, &item->label), &spec);
    spec.baseline = at->y + 0.744f * at->h;
    spec.px = 30.0f;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_MUTED);
    card->has_note = !str_is_empty(note);
    card->note = label_make(ui, note, &spec);
}

void
strip_show_group(struct strip *strip, int group) {
    strip->shown_count = 0;
    for (int i = 0; i < strip->card_count; i++) {
        if (group == 0 || strip->cards[i].group == group) {
            strip->shown[strip->shown_count++] = i;
        }
    }
}

int
strip_count_group(const struct strip *strip, int group) {
    int count = 0;
    for (int i = 0; i < strip->card_count; i++) {
        count += group == 0 || strip->cards[i].group == group ? 1 : 0;
    }
    return count;
}

/* ---- running ---- */

static bool
is_row(const struct strip *strip) {
    return strip->at->columns >= strip->at->cards;
}

/* Steps of the scroll: cards of a row, rows of a grid. */
static int
steps_of(const struct strip *strip) {
    const int columns = is_row(strip) ? 1 : strip->at->columns;
    return (strip->shown_count + columns - 1) / columns;
}

static int
steps_in_sight(const struct strip *strip) {
    return is_row(strip) ? strip->at->cards : strip->at->cards / strip->at->columns;
}

void
strip_place_scroll(const struct ui *ui, const struct strip *strip, struct scroll *scroll, time_ns since) {
    const int beyond = steps_of(strip) - steps_in_sight(strip);
    scroll->pitch = layout_px(&ui->layout, is_row(strip) ? strip->at->pitch_x : strip->at->pitch_y);
    scroll->give_px = layout_px(&ui->layout, GIVE);
    scroll_limit(scroll, scroll->pitch * (float)(beyond > 0 ? beyond : 0), since);
}

int
strip_first(const struct strip *strip, const struct scroll *scroll) {
    const int step = (int)roundf(scroll->to / scroll->pitch);
    const int place = is_row(strip) ? step : step * strip->at->columns;
    return place < strip->shown_count ? strip->shown[place] : CONTENT_NONE;
}

void
strip_scroll_to(const struct strip *strip, struct scroll *scroll, int card, time_ns since) {
    for (int i = 0; i < strip->shown_count; i++) {
        if (strip->shown[i] == card) {
            const int step = is_row(strip) ? i : i / strip->at->columns;
            scroll_to(scroll, scroll->pitch * (float)step, since);
        }
    }
}

void
strip_more(const struct strip *strip, struct scroll *scroll, time_ns since) {
    const bool is_at_end = scroll->to >= scroll->max - 1.0f;
    const float on = scroll->to + scroll->pitch * (float)steps_in_sight(strip);
    scroll_to(scroll, is_at_end ? 0.0f : on, since);
}

bool
strip_contains(const struct ui *ui, const struct strip *strip, float x, float y) {
    const struct strip_place *at = strip->at;
    const struct rect box = layout_rect(&ui->layout, 0.0f, at->clip_y, ui->layout.width, at->clip_h);
    return rect_contains(box, x, y);
}

float
strip_along(const struct ui *ui, float dx, float dy) {
    return ui->layout.is_portrait ? -dy : -dx * layout_end_sign(&ui->layout);
}

/* Where the nth shown card stands. */
static struct rect
place_box(const struct ui *ui, const struct strip *strip, const struct scroll *scroll, int place,
          time_ns since) {
    const struct strip_place *at = strip->at;
    const float run = scroll_position(scroll, since) / ui->layout.scale;
    const int row = is_row(strip) ? 0 : place / at->columns;
    const int column = is_row(strip) ? place : place % at->columns;
    return layout_rect(&ui->layout,
                       ui->layout.margin + at->pitch_x * (float)column - (is_row(strip) ? run : 0.0f),
                       at->y + at->pitch_y * (float)row - (is_row(strip) ? 0.0f : run), at->w, at->h);
}

/* 1 for a card that is whole, falling as it leaves the strip. */
static float
sight_of(const struct ui *ui, const struct strip *strip, struct rect box) {
    const struct strip_place *at = strip->at;
    const struct rect whole =
        is_row(strip) ? layout_rect(&ui->layout, ui->layout.margin, at->y, at->end - ui->layout.margin, at->h)
                      : layout_rect(&ui->layout, 0.0f, at->clip_y, ui->layout.width, at->clip_h);
    const float out_x = fmaxf(0.0f, fmaxf(whole.x - box.x, box.x + box.w - whole.x - whole.w)) / box.w;
    const float out_y = fmaxf(0.0f, fmaxf(whole.y - box.y, box.y + box.h - whole.y - whole.h)) / box.h;
    return 1.0f - fmaxf(out_x, out_y);
}

/* A row's next card is cut at its edge; a grid ends with its rows. */
static bool
is_in_sight(const struct strip *strip, float sight) {
    return sight > (is_row(strip) ? -0.3f : 0.02f);
}

static struct rect
more_box(const struct ui *ui, const struct strip *strip) {
    const struct rect *more = &strip->at->more;
    return layout_rect(&ui->layout, more->x, more->y, more->w, more->h);
}

bool
strip_contains_more(const struct ui *ui, const struct strip *strip, const struct scroll *scroll,
                    struct vec2 at) {
    return scroll->max > 0.0f && rect_contains(more_box(ui, strip), at.x, at.y);
}

void
strip_targets(const struct ui *ui, const struct strip *strip, const struct scroll *scroll, time_ns since,
              struct target_list *targets) {
    for (int i = 0; i < strip->shown_count; i++) {
        const struct strip_card *card = &strip->cards[strip->shown[i]];
        const struct rect box = place_box(ui, strip, scroll, i, since);
        if (sight_of(ui, strip, box) > 0.98f) {
            target_add_slide(targets, card->name, box, card->slide);
        }
    }
    if (scroll->max > 0.0f) {
        target_add(targets, "more", more_box(ui, strip), ACTION_TOUCH);
    }
}

/* ---- drawing ---- */

static struct label
recoloured(struct label label, struct color color) {
    label.color = color;
    return label;
}

static void
draw_card(const struct ui *ui, struct canvas *canvas, const struct strip *strip,
          const struct strip_card *card, struct rect box, bool is_selected) {
    const struct strip_place *at = strip->at;
    const struct rect home = layout_rect(&ui->layout, ui->layout.margin, at->y, at->w, at->h);
    const float end = layout_end_sign(&ui->layout);
    const float near = end < 0.0f ? box.x + box.w : box.x;
    draw_round_rect(canvas, box, layout_px(&ui->layout, 20.0f),
                    draw_solid(ui_color(ui, is_selected ? THEME_TEXT : THEME_SURFACE)));
    const float bar_w = layout_px(&ui->layout, 6.0f);
    const float bar_x = near + end * layout_px(&ui->layout, 8.0f) - (end < 0.0f ? bar_w : 0.0f);
    draw_round_rect(canvas, (struct rect){bar_x, box.y + 0.17f * box.h, bar_w, 0.66f * box.h}, bar_w / 2.0f,
                    draw_solid(card->color));
    draw_group_push(canvas, roundf(box.x - home.x), roundf(box.y - home.y), 1.0f);
    const struct label words = recoloured(card->title, ui_color(ui, is_selected ? THEME_INK : THEME_TEXT));
    const struct label below =
        recoloured(card->note, ui_color(ui, is_selected ? THEME_ON_LIGHT : THEME_MUTED));
    label_draw(ui, canvas, &words, 1.0f, 0.0f);
    if (card->has_note) {
        label_draw(ui, canvas, &below, 1.0f, 0.0f);
    }
    draw_group_pop(canvas);
}

static void
draw_chevron(const struct ui *ui, struct canvas *canvas, struct rect box, bool is_back) {
    const float end = layout_end_sign(&ui->layout) * (is_back ? -1.0f : 1.0f);
    const struct vec2 at = {
        box.x + box.w / 2.0f + (ui->layout.is_portrait ? 0.0f : layout_end_sign(&ui->layout) * 0.30f * box.w),
        box.y + box.h / 2.0f};
    const float x = layout_px(&ui->layout, 8.0f) * end;
    const float y = layout_px(&ui->layout, 15.0f);
    const struct vec2 across[3] = {{at.x - x, at.y - y}, {at.x + x, at.y}, {at.x - x, at.y + y}};
    const float up = fabsf(x) * (is_back ? -1.0f : 1.0f);
    const struct vec2 down[3] = {{at.x - y, at.y - up}, {at.x, at.y + up}, {at.x + y, at.y - up}};
    draw_polyline(canvas, ui->layout.is_portrait ? down : across, 3, layout_px(&ui->layout, 4.0f), false,
                  ui_color(ui, THEME_TEXT));
}

/* What is beyond a row's ends runs out into the page: no word is cut, and none stands under the sign. */
static void
draw_ends(const struct ui *ui, struct canvas *canvas, const struct strip *strip) {
    const struct strip_place *at = strip->at;
    const struct layout *layout = &ui->layout;
    const struct color page = ui_color(ui, THEME_PAGE_BOTTOM);
    const struct color none = color_fade(page, 0.0f);
    const float ends[2][3] = {{LEFT_GONE, layout->margin, 0.0f},
                              {NEXT_GONE, NEXT_GONE - NEXT_FADE, layout->width}};
    for (int i = 0; i < 2; i++) {
        const float gone = ends[i][0];
        const float whole = ends[i][1];
        const float edge = ends[i][2];
        const struct rect fade =
            layout_rect(layout, fminf(gone, whole), at->clip_y, fabsf(whole - gone), at->clip_h);
        const struct rect solid =
            layout_rect(layout, fminf(gone, edge), at->clip_y, fabsf(edge - gone), at->clip_h);
        draw_rect(
            canvas, fade,
            draw_gradient(none, page, layout_point(layout, whole, 0.0f), layout_point(layout, gone, 0.0f)));
        draw_rect(canvas, solid, draw_solid(page));
    }
}

/* The cards beyond the edge look in, and a sign over them turns the strip on, or back to its beginning. */
static void
draw_more(const struct ui *ui, struct canvas *canvas, const struct strip *strip, const struct scroll *scroll,
          float shown) {
    const struct rect box = more_box(ui, strip);
    const bool is_at_end = scroll->to >= scroll->max - 1.0f;
    if (scroll->max <= 0.0f) {
        return;
    }
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (ui->layout.is_portrait || is_at_end) {
        draw_round_rect(canvas, box, layout_px(&ui->layout, ui->layout.is_portrait ? 44.0f : 20.0f),
                        draw_solid(color_fade(ui_color(ui, THEME_SURFACE_2), 0.9f)));
    }
    draw_chevron(ui, canvas, box, is_at_end);
    draw_group_pop(canvas);
}

void
strip_draw(const struct ui *ui, struct canvas *canvas, const struct strip *strip, const struct scroll *scroll,
           int selected, time_ns flowed_at, time_ns since) {
    const struct strip_place *at = strip->at;
    draw_clip_push(canvas, layout_rect(&ui->layout, 0.0f, at->clip_y, ui->layout.width, at->clip_h));
    for (int i = 0; i < strip->shown_count; i++) {
        const struct strip_card *card = &strip->cards[strip->shown[i]];
        const struct rect box = place_box(ui, strip, scroll, i, since);
        const float sight = sight_of(ui, strip, box);
        const float entered = timeline_stagger((struct span){200, 300, EASE_OUT3},
                                               i < at->cards ? i : at->cards, CARD_STAGGER_MS, since);
        const float flowed = timeline_stagger((struct span){0, 240, EASE_OUT3}, i < at->cards ? i : at->cards,
                                              CARD_STAGGER_MS, since - flowed_at);
        if (!is_in_sight(strip, sight)) {
            continue;
        }
        const float travel = layout_px(&ui->layout, 40.0f) * layout_end_sign(&ui->layout) * (1.0f - flowed);
        draw_group_push(canvas, roundf(travel), 0.0f, entered * flowed);
        draw_card(ui, canvas, strip, card, box, strip->shown[i] == selected);
        draw_group_pop(canvas);
    }
    if (is_row(strip) && scroll->max > 0.0f) {
        draw_ends(ui, canvas, strip);
    }
    draw_clip_pop(canvas);
    draw_more(ui, canvas, strip, scroll, timeline_value((struct span){320, 300, EASE_OUT3}, since));
}
