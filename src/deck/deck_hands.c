/* What visitors do: gestures and keys become actions, and actions turn the page, change the language, go home. Everything fires on
 * release inside the target where it began; two actions in a quarter of a second count once. */

#include "deck/deck_internal.h"

#include <math.h>
#include <string.h>

#define DEBOUNCE_NS TIME_MS(250)

static void
set_lang(struct deck *deck, int lang, time_ns now) {
    if (lang != deck->lang && lang >= 0 && lang < (int)deck->config.model->lang_count) {
        deck->lang = lang;
        deck_relayout(deck, now);
    }
}

static void
step_by(struct deck *deck, int direction, time_ns now) {
    const struct deck_run run = deck_run_of(deck);
    if (run.count == 0) {
        return;
    }
    const int from = run.position >= 0 ? run.position : direction > 0 ? run.count - 1 : 0;
    deck_show(deck, run.slides[(from + direction + run.count) % run.count], direction, now);
}

static void
go_to(struct deck *deck, int slide, time_ns now) {
    const int from = deck_slide(deck);
    const bool is_back = deck->config.model->slides[from].parent == slide || slide < from;
    if (slide != from) {
        deck_show(deck, slide, is_back ? -1 : 1, now);
    }
}

/* To the chapters; from there, or in a pack without them, to the loop. */
static void
go_home(struct deck *deck, time_ns now) {
    if (deck->home != CONTENT_NONE && deck_slide(deck) != deck->home) {
        deck_show(deck, deck->home, -1, now);
        return;
    }
    deck->is_exploring = false;
    deck->zoom = 1.0f;
    deck->loop_at = 0;
    deck_show(deck, deck->looped[0], -1, now);
}

static void
toggle_sheet(struct deck *deck, time_ns now) {
    if (covers_has(&deck->covers, COVER_SHEET)) {
        covers_close_all(&deck->covers);
    } else {
        deck_open_cover(deck, COVER_SHEET, CONTENT_NONE, now);
    }
}

/* What no control takes the scene may: a filter, a page of cards. */
static void
offer_to_scene(struct deck *deck, const struct action *action, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    if (deck->covers.count == 0 && view->scene.klass->action != NULL) {
        struct action on_page = *action;
        on_page.at_px = deck_large_on_page(deck, action->at_px);
        (void)view->scene.klass->action(&view->scene, &on_page, deck_view_since(view, now));
    }
}

static void
act(struct deck *deck, const struct action *action, time_ns now) {
    const bool changes = action->kind != ACTION_NONE && action->kind != ACTION_TOUCH;
    if (changes && now - deck->acted_at < DEBOUNCE_NS) {
        return;
    }
    if (changes) {
        deck->acted_at = now;
    }
    deck->is_exploring = true;
    deck->touched_at = now;
    deck->is_dirty = true;
    const struct ui over = deck_ui_over(deck, &deck->frame);
    switch (action->kind) {
    case ACTION_NEXT:
    case ACTION_START:
        step_by(deck, 1, now);
        break;
    case ACTION_PREVIOUS:
        step_by(deck, -1, now);
        break;
    case ACTION_HOME:
        go_home(deck, now);
        break;
    case ACTION_LANGUAGE:
        set_lang(deck, (deck->lang + 1) % (int)deck->config.model->lang_count, now);
        break;
    case ACTION_BACK:
        if (deck->config.model->slides[deck_slide(deck)].parent != CONTENT_NONE) {
            go_to(deck, deck->config.model->slides[deck_slide(deck)].parent, now);
        }
        break;
    case ACTION_LARGE_TEXT:
        deck_large_toggle(deck, now);
        break;
    case ACTION_GO_TO:
        go_to(deck, action->arg, now);
        break;
    case ACTION_SOURCE:
        toggle_sheet(deck, now);
        break;
    case ACTION_CARD:
        deck_open_cover(deck, COVER_CARD, action->arg, now);
        break;
    case ACTION_COVER:
        covers_act(&deck->covers, action, &over);
        break;
    case ACTION_COVER_CLOSE:
        covers_close_top(&deck->covers);
        break;
    case ACTION_COVER_BACK:
        covers_turn(&deck->covers, -1, &over);
        break;
    case ACTION_COVER_ON:
        covers_turn(&deck->covers, 1, &over);
        break;
    case ACTION_TOUCH:
        offer_to_scene(deck, action, now);
        covers_touch_beside(&deck->covers, action->at_px);
        break;
    case ACTION_NONE:
        break;
    }
}

void
deck_targets(const struct deck *deck, time_ns now, struct target_list *targets) {
    const struct deck_view *view = &deck->views[deck->now_view];
    targets->count = 0;
    if (deck->has_chrome) {
        deck_chrome_targets(&deck->chrome, targets);
    }
    if (deck->covers.count > 0) {
        covers_targets(&deck->covers, targets);
    } else if (view->scene.klass->targets != NULL) {
        const size_t over = targets->count;
        view->scene.klass->targets(&view->scene, deck_view_since(view, now), targets);
        for (size_t i = over; i < targets->count; i++) {
            targets->items[i].box.x -= view->pan.x;
            targets->items[i].box.y -= view->pan.y;
        }
    }
}

static float
distance_of(const struct target *target, float x, float y) {
    const struct rect *box = &target->box;
    return hypotf(box->x + box->w / 2.0f - x, box->y + box->h / 2.0f - y);
}

/* Marks of a map, alike in size, which crowd. */
static bool
are_alike(const struct target *a, const struct target *b) {
    return a->action == ACTION_GO_TO && b->action == ACTION_GO_TO && fabsf(a->box.w - b->box.w) < 1.0f &&
           fabsf(a->box.h - b->box.h) < 1.0f;
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

static struct action
tapped(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    deck_targets(deck, gesture->at, &targets);
    const struct target *from = target_at(&targets, gesture->start_x_px, gesture->start_y_px);
    const struct target *to = target_at(&targets, gesture->x_px, gesture->y_px);
    struct action action = {
        .kind = ACTION_TOUCH, .at_px = {gesture->x_px, gesture->y_px}, .arg = CONTENT_NONE};
    if (to != NULL && from != NULL && strcmp(from->name, to->name) == 0) {
        action.kind = (enum action_kind)to->action;
        action.arg = to->arg;
        if (action.kind == ACTION_GO_TO && action.arg == CONTENT_NONE) {
            const struct deck_rail *rail = &deck->chrome.rail;
            action.arg = rail->slides[deck_rail_pip_at(rail, gesture->x_px)];
        }
    } else if (deck_is_attract_page(deck, deck->views[deck->now_view].slide)) {
        action.kind = ACTION_START; /* the whole screen starts */
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

/* A finger that went down on the progress rail scrubs: it is told where it would go, and goes there when it lifts. */
static bool
is_on_rail(const struct deck *deck, const struct gesture *gesture) {
    return deck->has_chrome && rect_contains(deck->chrome.rail.box, gesture->start_x_px, gesture->start_y_px);
}

static void
scrub(struct deck *deck, const struct gesture *gesture) {
    const int pip = deck_rail_pip_at(&deck->chrome.rail, gesture->x_px);
    deck->is_dirty = deck->is_dirty || pip != deck->scrub;
    deck->scrub = pip;
    deck->touched_at = gesture->at;
}

static void
press(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    deck_targets(deck, gesture->at, &targets);
    const struct target *target = target_at(&targets, gesture->x_px, gesture->y_px);
    deck->pressed = target == NULL ? NULL : target->name;
    const bool is_of_page = target != NULL && target->arg != CONTENT_NONE;
    deck->pressed_box = is_of_page && deck->covers.count == 0 ? target->box : (struct rect){0};
    deck->touched_at = gesture->at;
    deck->grabbed_pan = deck->views[deck->now_view].pan;
    deck->is_dirty = true;
    complete_reveal(deck, gesture->at);
}

static void
forget_press(struct deck *deck) {
    deck->pressed = NULL;
    deck->pressed_box = (struct rect){0};
    deck->scrub = -1;
}

static void
lift(struct deck *deck, const struct gesture *gesture) {
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    struct action action = {.kind = ACTION_TOUCH, .arg = CONTENT_NONE};
    if (deck->scrub >= 0) {
        action.kind = ACTION_GO_TO;
        action.arg = deck->chrome.rail.slides[deck->scrub];
    } else if (gesture->kind == GESTURE_TAP) {
        action = tapped(deck, gesture);
    } else if (deck->views[deck->now_view].zoom > 1.0f) {
        action.kind = ACTION_NONE; /* the drag moved the page */
    } else if (gesture->kind == GESTURE_RELEASE) {
        action.kind = deck_is_attract_page(deck, deck_slide(deck)) ? ACTION_START : ACTION_TOUCH;
    } else {
        action.kind = (gesture->kind == GESTURE_SWIPE_RIGHT) == is_rtl ? ACTION_NEXT : ACTION_PREVIOUS;
    }
    forget_press(deck);
    act(deck, &action, gesture->at);
}

void
deck_gesture(struct deck *deck, const struct gesture *gesture) {
    switch (gesture->kind) {
    case GESTURE_DOWN:
        press(deck, gesture);
        return;
    case GESTURE_DRAG:
        if (is_on_rail(deck, gesture)) {
            scrub(deck, gesture);
        } else if (deck->covers.count == 0 && deck_large_drag(deck, gesture)) {
            forget_press(deck);
        }
        return;
    case GESTURE_TAP:
    case GESTURE_SWIPE_RIGHT:
    case GESTURE_SWIPE_LEFT:
    case GESTURE_RELEASE:
        lift(deck, gesture);
        return;
    case GESTURE_CANCEL:
        forget_press(deck);
        deck->is_dirty = true;
        return;
    case GESTURE_NONE:
        return;
    }
}

void
deck_key(struct deck *deck, enum input_key key, time_ns now) {
    static const struct {
        enum input_key key;
        enum action_kind rtl, ltr;
    } KEYS[] = {
        {KEY_LEFT, ACTION_NEXT, ACTION_PREVIOUS},
        {KEY_RIGHT, ACTION_PREVIOUS, ACTION_NEXT},
        {KEY_ENTER, ACTION_NEXT, ACTION_NEXT},
        {KEY_END, ACTION_NEXT, ACTION_NEXT},
        {KEY_START, ACTION_PREVIOUS, ACTION_PREVIOUS},
        {KEY_HOME, ACTION_HOME, ACTION_HOME},
        {KEY_LANGUAGE, ACTION_LANGUAGE, ACTION_LANGUAGE},
        {KEY_LARGE_TEXT, ACTION_LARGE_TEXT, ACTION_LARGE_TEXT},
    };
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        if (KEYS[i].key == key) {
            const struct action action = {.kind = is_rtl ? KEYS[i].rtl : KEYS[i].ltr, .arg = CONTENT_NONE};
            act(deck, &action, now);
            return;
        }
    }
}
