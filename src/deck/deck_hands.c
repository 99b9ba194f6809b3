/* What hands do: a gesture finds the part of the picture it is meant for and becomes an action. Everything fires on release
 * inside the target where it began. A drag belongs to what it began on: the progress rail, a map or strip of the scene, the
 * enlarged page; elsewhere it is a swipe. Several fingers at once never mix: one movement has one owner. */

#include "deck/deck_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BOTTOM_FRAC 0.02f /* of the height: the lower edge */
#define FINGER 88.0f      /* least edge of a target, design units */

/* The box of a figure, at least as large as a finger. */
static struct rect
touchable(const struct ui *ui, struct rect box) {
    const float least = layout_px(&ui->layout, FINGER);
    const float dx = fmaxf(0.0f, least - box.w) / 2.0f;
    const float dy = fmaxf(0.0f, least - box.h) / 2.0f;
    return (struct rect){box.x - dx, box.y - dy, box.w + 2.0f * dx, box.h + 2.0f * dy};
}

/* What the scene offers, and then its figures: a part that answers by itself comes before the figure on it, and while one stands
 * forward the figures of the others do not answer. */
static void
add_page_targets(const struct deck_view *view, time_ns now, struct target_list *targets) {
    const size_t over = targets->count;
    if (view->scene.klass->targets != NULL) {
        view->scene.klass->targets(&view->scene, deck_view_since(view, now), targets);
    }
    const bool has_figures = !view->scene.klass->is_cover && view->scene.select.part == SCENE_PART_NONE;
    for (int i = 0; has_figures && i < view->marks.count; i++) {
        const struct ui_mark *mark = &view->marks.marks[i];
        target_add_arg(targets, mark->name, touchable(&view->scene.env.ui, mark->box), ACTION_FIGURE,
                       mark->figure);
    }
    for (size_t i = over; i < targets->count; i++) {
        targets->items[i].box.x -= view->pan.x;
        targets->items[i].box.y -= view->pan.y;
    }
}

void
deck_page_targets(const struct deck *deck, time_ns now, struct target_list *targets) {
    targets->count = 0;
    add_page_targets(&deck->views[deck->now_view], now, targets);
}

bool
deck_notice_is_seen(const struct deck *deck, time_ns now) {
    const enum notice_form form = deck_notice_form(&deck->notice, now);
    const bool gives_way = deck->covers.count > 0 || deck_is_asking(deck, now);
    return form == NOTICE_CARD || (form == NOTICE_PILL && !gives_way);
}

struct ui
deck_ui_of_notice(const struct deck *deck, struct arena *arena) {
    const struct ui ui = deck_ui_over(deck, arena);
    return deck->has_chrome ? ui : deck_notice_rise(ui);
}

void
deck_targets(const struct deck *deck, time_ns now, struct target_list *targets) {
    const struct deck_view *view = &deck->views[deck->now_view];
    targets->count = 0;
    if (deck_notice_is_seen(deck, now)) {
        const struct ui ui = deck_ui_of_notice(deck, NULL);
        deck_notice_targets(&deck->notice, &ui, deck->has_chrome, now, targets);
    }
    if (deck_is_asking(deck, now)) {
        const struct ui ui = deck_ui_over(deck, NULL);
        deck_return_targets(&ui, targets);
    }
    if (deck->has_chrome) {
        deck_chrome_targets(&deck->chrome, targets);
    } else {
        const struct ui ui = deck_ui_over(deck, NULL);
        deck_chrome_targets_alone(&ui, targets);
    }
    if (deck->covers.count > 0) {
        covers_targets(&deck->covers, targets);
    } else {
        deck_large_targets(deck, targets);
        add_page_targets(view, now, targets);
    }
}

static float
distance_of(const struct target *target, float x, float y) {
    const struct rect *box = &target->box;
    return hypotf(box->x + box->w / 2.0f - x, box->y + box->h / 2.0f - y);
}

/* Is it a mark of a map, or a part of a picture? */
static bool
is_mark(const struct target *target) {
    const enum action_kind kind = (enum action_kind)target->action;
    return target->arg != CONTENT_NONE &&
           (kind == ACTION_GO_TO || kind == ACTION_PART || kind == ACTION_TOUCH);
}

/* Marks alike in size, and figures, which may crowd. */
static bool
are_alike(const struct target *a, const struct target *b) {
    if (a->action == ACTION_FIGURE && b->action == ACTION_FIGURE) {
        return true;
    }
    return is_mark(a) && is_mark(b) && fabsf(a->box.w - b->box.w) < 1.0f && fabsf(a->box.h - b->box.h) < 1.0f;
}

/* The first whose box holds the point; where marks crowd, the nearest of them. */
static const struct target *
target_at(const struct target_list *targets, float x, float y) {
    const struct target *best = NULL;
    for (size_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->items[i];
        const bool is_nearer =
            best == NULL || (are_alike(best, target) && distance_of(target, x, y) < distance_of(best, x, y));
        if (rect_contains(target->box, x, y) && is_nearer) {
            best = target;
        }
    }
    return best;
}

static bool
is_pressed(const struct deck *deck, const char *name) {
    return deck->pressed != NULL && strcmp(deck->pressed, name) == 0;
}

/* The finger means nothing more: it answered the question, or the loop has brought another page under it. */
static bool
is_spent(const struct deck *deck) {
    return is_pressed(deck, DECK_STAY) || deck->turned_at > deck->pressed_at;
}

/* Does nothing lie over the page whose whole screen starts? */
static bool
is_start_page(const struct deck *deck) {
    return deck->covers.count == 0 && deck_is_attract_page(deck, deck_slide(deck));
}

/* What answers is what the finger came down on, if it lifts there too. */
static struct action
tapped(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    struct action action = {
        .kind = ACTION_NONE, .at_px = {gesture->x_px, gesture->y_px}, .arg = CONTENT_NONE};
    if (is_spent(deck)) {
        return action;
    }
    deck_targets(deck, gesture->at, &targets);
    const struct target *on = target_at(&targets, gesture->start_x_px, gesture->start_y_px);
    const struct target *off = target_at(&targets, gesture->x_px, gesture->y_px);
    const bool is_on_nothing =
        (on == NULL && off == NULL) || (on != NULL && off == on && on->action == ACTION_NONE);
    if (is_on_nothing && gesture->y_px > (1.0f - BOTTOM_FRAC) * (float)deck->config.height_px) {
        action.kind = ACTION_TOOLS; /* who cannot reach higher finds the switches at the lower edge */
    } else if (on != NULL && rect_contains(on->box, gesture->x_px, gesture->y_px)) {
        action.kind = (enum action_kind)on->action;
        action.arg = on->arg;
        if (action.kind == ACTION_GO_TO && action.arg == CONTENT_NONE) {
            const struct deck_rail *rail = &deck->chrome.rail;
            action.arg = rail->slides[deck_rail_pip_at(rail, gesture->x_px)];
        }
    } else if (is_start_page(deck)) {
        action.kind = ACTION_START;
    } else if (is_on_nothing) {
        action.kind = ACTION_TOUCH;
    }
    return action;
}

/* A touch during a reveal completes it at once. */
static void
complete_reveal(struct deck *deck, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    if (!deck_is_attract_page(deck, view->slide) && deck_view_since(view, now) < DECK_SETTLED_NS) {
        view->skipped = DECK_SETTLED_NS - (now - view->entered_at);
        deck->is_dirty = true;
    }
}

/* Offers a movement to the scene, in the page's own pixels. Returns: does the scene take it? */
static bool
give_to_scene(struct deck *deck, const struct gesture *gesture) {
    struct deck_view *view = &deck->views[deck->now_view];
    if (view->scene.klass->hand == NULL) {
        return false;
    }
    struct gesture on_page = *gesture;
    on_page.x_px += view->pan.x;
    on_page.y_px += view->pan.y;
    on_page.start_x_px += view->pan.x;
    on_page.start_y_px += view->pan.y;
    deck->is_dirty = true;
    return view->scene.klass->hand(&view->scene, &on_page, deck_view_since(view, gesture->at)) ==
           SCENE_HANDLED;
}

static void
end_press(struct deck *deck) {
    deck->pressed = NULL;
    deck->pressed_box = (struct rect){0};
}

void
deck_let_go(struct deck *deck, time_ns now) {
    if (deck->grip == GRIP_SCENE) {
        const struct gesture gone = {.kind = GESTURE_CANCEL, .scale = 1.0f, .at = now};
        (void)give_to_scene(deck, &gone);
    }
    deck->grip = GRIP_NONE;
    deck->is_repeating = false;
    deck->scrub = -1;
    end_press(deck);
}

static void
scrub(struct deck *deck, const struct gesture *gesture) {
    const int pip = deck_rail_pip_at(&deck->chrome.rail, gesture->x_px);
    deck->is_dirty = deck->is_dirty || pip != deck->scrub;
    deck->scrub = pip;
}

static void
press(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    if (!gesture->is_second) {
        deck_let_go(deck, gesture->at);
        deck->pressed_at = gesture->at;
    }
    deck_targets(deck, gesture->at, &targets);
    const struct target *target = target_at(&targets, gesture->x_px, gesture->y_px);
    const bool is_of_page = target != NULL && target->arg != CONTENT_NONE;
    end_press(deck);
    if (target != NULL) { /* a copy: the target's own name goes with the next layout */
        (void)snprintf(deck->pressed_name, sizeof(deck->pressed_name), "%s", target->name);
        deck->pressed = deck->pressed_name;
    }
    deck->pressed_box = is_of_page && deck->covers.count == 0 ? target->box : (struct rect){0};
    deck->grabbed_pan = deck->views[deck->now_view].pan;
    deck->is_dirty = true;
    complete_reveal(deck, gesture->at);
}

/* What a movement that begins belongs to. */
static enum deck_grip
grip_of(struct deck *deck, const struct gesture *gesture) {
    const bool is_drag = gesture->kind == GESTURE_DRAG;
    const struct rect *rail = &deck->chrome.rail.box;
    if (is_drag && deck->has_chrome && rect_contains(*rail, gesture->start_x_px, gesture->start_y_px)) {
        return GRIP_RAIL;
    }
    if (deck->covers.count > 0) {
        return GRIP_NONE;
    }
    if (give_to_scene(deck, gesture)) {
        return GRIP_SCENE;
    }
    return is_drag && deck_large_can_move(deck) ? GRIP_PAGE : GRIP_NONE;
}

static void
move(struct deck *deck, const struct gesture *gesture) {
    if (gesture->is_begin) {
        const bool was_spent = is_spent(deck);
        deck_let_go(deck, gesture->at);
        deck->grip = was_spent ? GRIP_GONE : grip_of(deck, gesture);
        deck->grabbed_pan = deck->views[deck->now_view].pan;
    } else if (deck->grip == GRIP_SCENE) {
        (void)give_to_scene(deck, gesture);
    }
    if (deck->grip == GRIP_RAIL) {
        scrub(deck, gesture);
    } else if (deck->grip == GRIP_PAGE) {
        deck_large_drag(deck, gesture);
    }
}

/* A swipe turns the slides; over a cover, its pages. */
static enum action_kind
swiped(const struct deck *deck, const struct gesture *gesture) {
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    const bool is_on = (gesture->kind == GESTURE_SWIPE_RIGHT) == is_rtl;
    if (deck->covers.count > 0) {
        return is_on ? ACTION_COVER_ON : ACTION_COVER_BACK;
    }
    return is_on ? ACTION_NEXT : ACTION_PREVIOUS;
}

static void
end_move(struct deck *deck, const struct gesture *gesture) {
    const bool is_swipe = gesture->kind == GESTURE_SWIPE_LEFT || gesture->kind == GESTURE_SWIPE_RIGHT;
    struct action action = {.kind = ACTION_NONE, .arg = CONTENT_NONE};
    deck->grip = is_spent(deck) ? GRIP_GONE : deck->grip;
    if (deck->grip == GRIP_RAIL && deck->scrub >= 0) {
        action.kind = ACTION_GO_TO;
        action.arg = deck->chrome.rail.slides[deck->scrub];
    } else if (deck->grip == GRIP_SCENE) {
        (void)give_to_scene(deck, gesture);
    } else if (deck->grip == GRIP_NONE && is_swipe) {
        action.kind = swiped(deck, gesture);
    } else if (deck->grip == GRIP_NONE && is_start_page(deck)) {
        action.kind = ACTION_START;
    }
    deck->grip = GRIP_NONE;
    deck_let_go(deck, gesture->at);
    deck_act(deck, &action, gesture->at);
}

/* While one finger is down, another types keys and zooms; it never turns the page. */
static bool
is_for_any_finger(const struct action *action) {
    return action->kind == ACTION_COVER || action->kind == ACTION_ZOOM || action->kind == ACTION_PAN;
}

static void
tap(struct deck *deck, const struct gesture *gesture) {
    const struct action action = tapped(deck, gesture);
    const bool is_done = !gesture->is_second && deck->is_repeating;
    if (gesture->is_second) { /* what the first finger holds stays its own */
        end_press(deck);
    } else {
        deck_let_go(deck, gesture->at);
    }
    if (!is_done && (!gesture->is_second || is_for_any_finger(&action))) {
        deck_act(deck, &action, gesture->at);
    }
}

static bool
is_repeated(const struct deck *deck, const struct action *action) {
    return action->kind == ACTION_ZOOM || action->kind == ACTION_PAN ||
           (action->kind == ACTION_COVER && covers_repeat(&deck->covers, action));
}

/* A finger that stays on a letter or a zoom button repeats it. */
static void
hold(struct deck *deck, const struct gesture *gesture) {
    const struct action action = tapped(deck, gesture);
    if (deck->grip == GRIP_NONE && is_repeated(deck, &action)) {
        deck->is_repeating = true;
        deck_act(deck, &action, gesture->at);
    }
}

/* A hand on what is told about a stick belongs to staff: it begins no visit and is not counted, but keeps one that is there. */
static void
touch_notice(struct deck *deck, const struct gesture *gesture) {
    if (deck->is_exploring) {
        deck_touch(deck, gesture->at);
    }
    if (gesture->kind == GESTURE_TAP) {
        deck_notice_touch(&deck->notice, gesture->at);
    }
    if (gesture->kind != GESTURE_DOWN && gesture->kind != GESTURE_DRAG && gesture->kind != GESTURE_HOLD) {
        deck_let_go(deck, gesture->at);
    }
    deck->is_dirty = true;
}

void
deck_gesture(struct deck *deck, const struct gesture *gesture) {
    if (gesture->kind == GESTURE_NONE) {
        return;
    }
    if (gesture->kind == GESTURE_DOWN) { /* before the touch: it may fall on the question */
        press(deck, gesture);
    }
    if (is_pressed(deck, DECK_NOTICE)) {
        touch_notice(deck, gesture);
        return;
    }
    if (gesture->kind == GESTURE_DOWN) {
        deck_events_touch(deck, gesture->x_px, gesture->y_px, gesture->at);
    }
    deck_touch(deck, gesture->at);
    switch (gesture->kind) {
    case GESTURE_DOWN:
        break;
    case GESTURE_DRAG:
    case GESTURE_PINCH:
        move(deck, gesture);
        break;
    case GESTURE_PINCH_END:
        if (deck->grip == GRIP_SCENE) {
            (void)give_to_scene(deck, gesture);
        }
        deck->grip = GRIP_NONE;
        break;
    case GESTURE_TAP:
        tap(deck, gesture);
        break;
    case GESTURE_HOLD:
        hold(deck, gesture);
        break;
    case GESTURE_SWIPE_LEFT:
    case GESTURE_SWIPE_RIGHT:
    case GESTURE_FLING:
    case GESTURE_RELEASE:
        end_move(deck, gesture);
        break;
    case GESTURE_CANCEL:
        deck_let_go(deck, gesture->at);
        deck->is_dirty = true;
        break;
    case GESTURE_NONE:
        break;
    }
}
