/* A page that is larger than the picture or stands lower: large text at one and a half times its size, and reach mode, whose page comes
 * down to the hand. A finger, or the two buttons above the controls, bring any part into view. The page begins where reading
 * begins; the controls keep their size and place, and nothing of the page ends beneath them that cannot be moved up. */

#include "deck/deck_internal.h"

#include <math.h>
#include <string.h>

#define GROUND_GAP 0.12f      /* above the controls, of their height */
#define GROUND_FADE 48.0f     /* above it, design units */
#define REACH_LANDSCAPE 0.36f /* of the height: how far the page comes down */
#define REACH_PORTRAIT 0.42f
#define END_LANDSCAPE 930.0f /* of what a page shows, design units */
#define END_PORTRAIT 1620.0f
#define SHOWN_MARGIN 16.0f /* around what is brought into view, design units */
#define STEP 0.5f          /* of the picture's height: what a button moves the page */
#define BUTTON 96.0f
#define BUTTON_GAP 16.0f

/* The least and the greatest pan. */
struct room {
    struct vec2 least, most;
};

static float
controls_top(const struct deck *deck) {
    const struct deck_rail *rail = &deck->chrome.rail;
    return fminf(deck->chrome.home.y, rail->box.h > 0.0f ? rail->box.y : deck->chrome.home.y);
}

/* What lies under the controls. */
static struct rect
ground_of(const struct deck *deck) {
    const float top = controls_top(deck);
    const float h = (float)deck->config.height_px - top;
    return (struct rect){0.0f, top - GROUND_GAP * h, (float)deck->config.width_px, (1.0f + GROUND_GAP) * h};
}

/* How far the page has to come up for its last words to stand clear of the ground and of the mist above it. */
static float
up_to_the_last_word(const struct deck *deck, const struct deck_view *view) {
    const struct layout *layout = &view->scene.env.ui.layout;
    const float end = layout_px(layout, layout->is_portrait ? END_PORTRAIT : END_LANDSCAPE);
    const float fade = layout_px(layout, GROUND_FADE) / view->zoom;
    return ceilf(end - (ground_of(deck).y - fade));
}

static struct room
room_of(const struct deck *deck, const struct deck_view *view) {
    const float w = (float)deck->config.width_px;
    const float h = (float)deck->config.height_px;
    const bool is_lowered = deck->modes.is_on[MODE_REACH] && !deck_is_attract_page(deck, view->slide);
    const float down = is_lowered ? (h > w ? REACH_PORTRAIT : REACH_LANDSCAPE) * h : 0.0f;
    const float up =
        (is_lowered || view->zoom > 1.0f) && deck->has_chrome ? up_to_the_last_word(deck, view) : 0.0f;
    return (struct room){{0.0f, -roundf(down)},
                         {w * (view->zoom - 1.0f), fmaxf(h * (view->zoom - 1.0f), up)}};
}

bool
deck_large_can_move(const struct deck *deck) {
    const struct room room = room_of(deck, &deck->views[deck->now_view]);
    return room.most.x > room.least.x || room.most.y > room.least.y;
}

void
deck_large_begin(const struct deck *deck, struct deck_view *view) {
    const bool is_rtl = deck->config.model->langs[view->lang].locale.is_rtl;
    const struct room room = room_of(deck, view);
    view->pan = (struct vec2){is_rtl ? room.most.x : 0.0f, room.least.y};
}

static void
pan_to(struct deck *deck, struct vec2 pan) {
    struct deck_view *view = &deck->views[deck->now_view];
    const struct room room = room_of(deck, view);
    view->pan.x = float_clamp(pan.x, room.least.x, room.most.x);
    view->pan.y = float_clamp(pan.y, room.least.y, room.most.y);
    deck->is_dirty = true;
}

void
deck_large_keep(struct deck *deck, struct vec2 pan, bool was_rtl) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const bool is_rtl = deck->config.model->langs[view->lang].locale.is_rtl;
    const struct room room = room_of(deck, view);
    if (was_rtl != is_rtl) { /* the same part of a mirrored page */
        pan.x = room.most.x - pan.x;
    }
    pan_to(deck, pan);
}

void
deck_large_drag(struct deck *deck, const struct gesture *gesture) {
    pan_to(deck, (struct vec2){deck->grabbed_pan.x - gesture->dx_px, deck->grabbed_pan.y - gesture->dy_px});
}

/* On in reading order: down the first column, then down the second; back the other way. */
void
deck_large_step(struct deck *deck, int step) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const struct room room = room_of(deck, view);
    const bool is_rtl = deck->config.model->langs[view->lang].locale.is_rtl;
    const float first = is_rtl ? room.most.x : room.least.x;
    const float second = is_rtl ? room.least.x : room.most.x;
    struct vec2 pan = view->pan;
    const bool is_at_end = step > 0 ? pan.y >= room.most.y - 1.0f : pan.y <= room.least.y + 1.0f;
    if (!is_at_end) {
        pan.y += (float)step * STEP * (float)deck->config.height_px;
    } else if (room.most.x > room.least.x) {
        const bool is_in_first = fabsf(pan.x - first) < fabsf(pan.x - second);
        pan.x = is_in_first ? second : first;
        pan.y = step > 0 ? room.least.y : room.most.y;
    }
    pan_to(deck, pan);
}

/* How far to move so that a stretch lies within 0 and `end`; a longer one shows its beginning. */
static float
into_view(float from, float length, float end) {
    return from < 0.0f || length > end ? from : fmaxf(0.0f, from + length - end);
}

void
deck_large_show(struct deck *deck, const char *name, time_ns now) {
    const struct deck_view *view = &deck->views[deck->now_view];
    struct target_list targets;
    if (!deck_large_can_move(deck) || !deck->has_chrome) {
        return;
    }
    deck_targets(deck, now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            const float margin = layout_px(&view->scene.env.ui.layout, SHOWN_MARGIN);
            const struct rect box = rect_inset(targets.items[i].box, -margin);
            const float dx = into_view(box.x, box.w, (float)deck->config.width_px);
            const float dy = into_view(box.y, box.h, ground_of(deck).y);
            pan_to(deck, (struct vec2){view->pan.x + dx, view->pan.y + dy});
            return;
        }
    }
}

/* ---- the two buttons ---- */

static struct rect
button_box(const struct deck *deck, const struct ui *ui, int button) {
    const struct layout *layout = &ui->layout;
    const float size = layout_px(layout, BUTTON);
    const float gap = layout_px(layout, BUTTON_GAP);
    const struct rect margin =
        layout_rect(layout, layout->width - layout->margin - BUTTON, 0.0f, BUTTON, BUTTON);
    return (struct rect){margin.x, controls_top(deck) - gap - (float)(2 - button) * (size + gap) + gap, size,
                         size};
}

void
deck_large_targets(const struct deck *deck, struct target_list *targets) {
    const struct ui ui = deck_ui_over(deck, NULL);
    if (deck->has_chrome && deck_large_can_move(deck)) {
        target_add_arg(targets, "page up", button_box(deck, &ui, 0), ACTION_PAN, -1);
        target_add_arg(targets, "page down", button_box(deck, &ui, 1), ACTION_PAN, 1);
        target_add(targets, "ground", ground_of(deck), ACTION_NONE); /* nothing answers from beneath it */
    }
}

/* Words end in it as in mist, not as cut with a knife. */
static void
draw_ground(const struct ui *ui, struct canvas *canvas, struct rect ground) {
    const struct color page = ui_color(ui, THEME_PAGE_BOTTOM);
    const float fade = layout_px(&ui->layout, GROUND_FADE);
    const struct rect above = {ground.x, ground.y - fade, ground.w, fade};
    draw_rect(canvas, above,
              draw_gradient(color_fade(page, 0.0f), page, (struct vec2){0.0f, above.y},
                            (struct vec2){0.0f, ground.y}));
    draw_rect(canvas, ground, draw_solid(page));
}

void
deck_large_draw(const struct deck *deck, struct canvas *canvas) {
    const struct ui ui = deck_ui_over(deck, NULL);
    if (!deck_large_can_move(deck)) {
        return;
    }
    draw_ground(&ui, canvas, ground_of(deck));
    for (int i = 0; i < 2 && deck->covers.count == 0; i++) {
        const struct rect box = button_box(deck, &ui, i);
        const struct vec2 m = {box.x + box.w / 2.0f, box.y + box.h / 2.0f};
        const float u = layout_px(&ui.layout, i == 0 ? -1.0f : 1.0f);
        const struct vec2 sign[3] = {
            {m.x - 14.0f * u, m.y - 7.0f * u}, {m.x, m.y + 7.0f * u}, {m.x + 14.0f * u, m.y - 7.0f * u}};
        draw_round_rect(canvas, box, layout_px(&ui.layout, 20.0f),
                        draw_solid(ui_color(&ui, THEME_SURFACE_3)));
        draw_polyline(canvas, sign, 3, layout_px(&ui.layout, 4.0f), false, ui_color(&ui, THEME_TEXT));
    }
}

struct vec2
deck_large_on_page(const struct deck *deck, struct vec2 at_px) {
    const struct deck_view *view = &deck->views[deck->now_view];
    return (struct vec2){at_px.x + view->pan.x, at_px.y + view->pan.y};
}
