/* The hand comes from below, touches with a ring, or draws, and goes. It is a pure function of the time since it came. */

#include "deck/deck_ghost.h"

#include "anim/timeline.h"
#include "ui/hand.h"

#define HAND_UNITS 110.0f
#define COME 90.0f /* design units it rises while it appears */

static bool
is_shown_by_ghost(const struct target *target) {
    const enum action_kind kind = (enum action_kind)target->action;
    return target->arg != CONTENT_NONE &&
           (kind == ACTION_GO_TO || kind == ACTION_PART || kind == ACTION_TOUCH || kind == ACTION_FIGURE);
}

struct ghost
deck_ghost_choose(const struct ui *ui, const struct target_list *page, int nth) {
    const float w = (float)ui->layout.width_px;
    const float h = (float)ui->layout.height_px;
    /* the next page is drawn in along the reading direction */
    const float on = ui->layout.is_rtl ? 1.0f : -1.0f;
    struct ghost ghost = {{w * (0.5f - 0.12f * on), h * 0.62f}, {w * (0.5f + 0.12f * on), h * 0.62f}, false};
    int answering = 0;
    for (size_t i = 0; i < page->count; i++) {
        answering += is_shown_by_ghost(&page->items[i]) ? 1 : 0;
    }
    if (answering == 0 || nth % 2 == 1) {
        return ghost;
    }
    int chosen = (nth * 7 + 3) % answering;
    for (size_t i = 0; i < page->count; i++) {
        const struct rect *box = &page->items[i].box;
        if (is_shown_by_ghost(&page->items[i]) && chosen-- == 0) {
            ghost.from = ghost.to = (struct vec2){box->x + box->w / 2.0f, box->y + box->h / 2.0f};
            ghost.is_touch = true;
        }
    }
    return ghost;
}

void
deck_ghost_draw(const struct ui *ui, struct canvas *canvas, const struct ghost *ghost, time_ns since) {
    const float come = timeline_value((struct span){0, 500, EASE_OUT3}, since);
    const float go = timeline_value((struct span){2300, 500, EASE_OUT3}, since);
    const float drawn = timeline_value((struct span){900, 900, EASE_IN_OUT3}, since);
    const float ring = timeline_value((struct span){700, 900, EASE_OUT3}, since);
    const float shown = come * (1.0f - go);
    const float below = layout_px(&ui->layout, COME) * (1.0f - come);
    const struct vec2 tip = {float_mix(ghost->from.x, ghost->to.x, drawn),
                             float_mix(ghost->from.y, ghost->to.y, drawn) + below};
    if (shown <= 0.0f) {
        return;
    }
    if (ring > 0.0f && ring < 1.0f) {
        draw_ring(canvas, ghost->is_touch ? ghost->from : tip, layout_px(&ui->layout, 16.0f + 64.0f * ring),
                  layout_px(&ui->layout, 5.0f), color_fade(ui_color(ui, THEME_AMBER), 0.9f * (1.0f - ring)));
    }
    hand_draw_at_tip(ui, canvas, tip, HAND_UNITS, color_fade(ui_color(ui, THEME_INK), 0.55f * shown),
                     color_fade(ui_color(ui, THEME_TEXT), 0.92f * shown));
}
