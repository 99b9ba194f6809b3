/* Large text: the page a visitor explores at one and a half times its size, of which a finger brings any part into view. It begins
 * where reading begins; the controls keep their size and place, and nothing of the page ends beneath them that cannot be moved up. */

#include "deck/deck_internal.h"

#include <math.h>
#include <string.h>

#define GROUND_GAP 0.12f /* above the controls, of their height */
#define GROUND_ALPHA 0.94f
#define SHOWN_MARGIN 16.0f /* around what is brought into view, design units */

/* How far the page is larger than the picture. */
static struct vec2
room_of(const struct deck *deck, const struct deck_view *view) {
    return (struct vec2){(float)deck->config.width_px * (view->zoom - 1.0f),
                         (float)deck->config.height_px * (view->zoom - 1.0f)};
}

void
deck_large_begin(const struct deck *deck, struct deck_view *view) {
    const bool is_rtl = deck->config.model->langs[view->lang].locale.is_rtl;
    view->pan = (struct vec2){is_rtl ? room_of(deck, view).x : 0.0f, 0.0f};
}

void
deck_large_toggle(struct deck *deck, time_ns now) {
    deck->zoom = deck->zoom > 1.0f ? 1.0f : DECK_ZOOM;
    deck_relayout(deck, now);
}

bool
deck_large_drag(struct deck *deck, const struct gesture *gesture) {
    struct deck_view *view = &deck->views[deck->now_view];
    const struct vec2 room = room_of(deck, view);
    if (view->zoom <= 1.0f) {
        return false;
    }
    view->pan.x = float_clamp(deck->grabbed_pan.x - gesture->dx_px, 0.0f, room.x);
    view->pan.y = float_clamp(deck->grabbed_pan.y - gesture->dy_px, 0.0f, room.y);
    deck->touched_at = gesture->at;
    deck->is_dirty = true;
    return true;
}

/* What lies under the controls. */
static struct rect
ground_of(const struct deck *deck) {
    const struct deck_rail *rail = &deck->chrome.rail;
    const float top = fminf(deck->chrome.home.y, rail->box.h > 0.0f ? rail->box.y : deck->chrome.home.y);
    const float h = (float)deck->config.height_px - top;
    return (struct rect){0.0f, top - GROUND_GAP * h, (float)deck->config.width_px, (1.0f + GROUND_GAP) * h};
}

/* How far to move so that a stretch lies within 0 and `end`; a longer one shows its beginning. */
static float
into_view(float from, float length, float end) {
    return from < 0.0f || length > end ? from : fmaxf(0.0f, from + length - end);
}

void
deck_large_show(struct deck *deck, const char *name, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    const struct vec2 room = room_of(deck, view);
    struct target_list targets;
    if (view->zoom <= 1.0f || !deck->has_chrome) {
        return;
    }
    deck_targets(deck, now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            const float margin = layout_px(&view->scene.env.ui.layout, SHOWN_MARGIN);
            const struct rect box = rect_inset(targets.items[i].box, -margin);
            const float dx = into_view(box.x, box.w, (float)deck->config.width_px);
            const float dy = into_view(box.y, box.h, ground_of(deck).y);
            view->pan.x = float_clamp(view->pan.x + dx, 0.0f, room.x);
            view->pan.y = float_clamp(view->pan.y + dy, 0.0f, room.y);
            return;
        }
    }
}

void
deck_large_draw_ground(const struct deck *deck, struct canvas *canvas) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const struct rect ground = ground_of(deck);
    if (view->zoom > 1.0f) {
        draw_rect(canvas, ground,
                  draw_solid(color_fade(ui_color(&view->scene.env.ui, THEME_PAGE_BOTTOM), GROUND_ALPHA)));
    }
}

struct vec2
deck_large_on_page(const struct deck *deck, struct vec2 at_px) {
    const struct deck_view *view = &deck->views[deck->now_view];
    return (struct vec2){at_px.x + view->pan.x, at_px.y + view->pan.y};
}
