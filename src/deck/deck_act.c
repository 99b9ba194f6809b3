/* What actions do: turn the page, change the language, go home, open what lies over the slide. Two that change the slide or the
 * language within a quarter of a second count once; keys of a cover and zoom buttons always count. */

#include "deck/deck_internal.h"

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
    } else {
        covers_close_all(&deck->covers);
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

/* A control opens its cover, and closes it when touched again. */
static void
toggle_cover(struct deck *deck, enum cover_kind kind, time_ns now) {
    const bool is_open = covers_has(&deck->covers, kind);
    covers_close_all(&deck->covers);
    if (!is_open) {
        deck_open_cover(deck, kind, CONTENT_NONE, now);
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

static bool
is_debounced(enum action_kind kind) {
    switch (kind) {
    case ACTION_NEXT:
    case ACTION_PREVIOUS:
    case ACTION_HOME:
    case ACTION_BACK:
    case ACTION_LANGUAGE:
    case ACTION_LARGE_TEXT:
    case ACTION_START:
    case ACTION_SOURCE:
    case ACTION_SEARCH:
    case ACTION_FIGURE:
    case ACTION_CARD:
    case ACTION_GO_TO:
        return true;
    case ACTION_NONE:
    case ACTION_COVER:
    case ACTION_COVER_CLOSE:
    case ACTION_COVER_BACK:
    case ACTION_COVER_ON:
    case ACTION_ZOOM:
    case ACTION_PART:
    case ACTION_TOUCH:
        return false;
    }
    return false;
}

void
deck_act(struct deck *deck, const struct action *action, time_ns now) {
    if (is_debounced(action->kind)) {
        if (now - deck->acted_at < DEBOUNCE_NS) {
            return;
        }
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
        toggle_cover(deck, COVER_SHEET, now);
        break;
    case ACTION_SEARCH:
        toggle_cover(deck, COVER_SEARCH, now);
        break;
    case ACTION_FIGURE:
        deck_open_cover(deck, COVER_FIGURE, action->arg, now);
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
    case ACTION_ZOOM:
    case ACTION_PART:
        offer_to_scene(deck, action, now);
        break;
    case ACTION_TOUCH:
        offer_to_scene(deck, action, now);
        deck_large_show(deck, "caption", now);
        covers_touch_beside(&deck->covers, action->at_px);
        break;
    case ACTION_NONE:
        break;
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
            deck_act(deck, &action, now);
            return;
        }
    }
}
