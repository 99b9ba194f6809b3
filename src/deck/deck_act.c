/* What actions do: turn the page, change the language, go home, open what lies over the slide. Two that change the slide or the
 * language within a quarter of a second count once, whatever they are, and so does what would fall on a page that has just come: the second tap
 * of a double tap was meant for the page before. Keys of a cover and zoom buttons always count. */

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
    deck->lang = deck->config.lang;
    deck_reset_modes(deck);
    deck->loop_at = 0;
    deck_show(deck, deck->looped[0], -1, now);
}

/* A control opens its cover, and closes it when touched again. */
static void
toggle_cover(struct deck *deck, enum cover_kind kind, int arg, time_ns now) {
    const bool is_open = covers_has(&deck->covers, kind);
    covers_close_all(&deck->covers);
    if (!is_open) {
        deck_open_cover(deck, kind, arg, now);
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

bool
deck_is_calm(const struct deck *deck) {
    return deck->config.is_reduced_motion || deck->modes.is_on[MODE_CALM];
}

void
deck_set_calm(struct deck *deck, bool is_calm, time_ns now) {
    deck->config.is_reduced_motion = is_calm;
    deck_relayout(deck, now);
}

void
deck_reset_modes(struct deck *deck) {
    deck->has_new_theme = deck->has_new_theme || deck->modes.is_on[MODE_CONTRAST];
    deck->modes = (struct deck_modes){0};
}

void
deck_set_mode(struct deck *deck, enum deck_mode mode, bool is_on, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    deck->modes.is_on[mode] = is_on;
    deck->has_new_theme = deck->has_new_theme || mode == MODE_CONTRAST;
    deck_relayout(deck, now);
    if (mode == MODE_REACH || mode == MODE_LARGE) {
        deck_large_begin(deck, view);
    }
    if (covers_has(&deck->covers, COVER_TOOLS)) {
        deck_open_cover(deck, COVER_TOOLS, deck_modes_bits(&deck->modes), now);
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
    case ACTION_TOOLS:
    case ACTION_MODE:
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
    case ACTION_PAN:
    case ACTION_NOTICE:
    case ACTION_ZOOM:
    case ACTION_PART:
    case ACTION_TOUCH:
        return false;
    }
    return false;
}

static bool
is_on_new_page(const struct deck *deck, enum action_kind kind, time_ns now) {
    return (kind == ACTION_TOUCH || kind == ACTION_PART) && now - deck->turned_at < DEBOUNCE_NS;
}

void
deck_act(struct deck *deck, const struct action *action, time_ns now) {
    if (is_on_new_page(deck, action->kind, now)) {
        return;
    }
    if (is_debounced(action->kind)) {
        if (now - deck->acted_at < DEBOUNCE_NS) {
            return;
        }
        deck->acted_at = now;
    }
    if (action->kind == ACTION_NOTICE) { /* staff, not a visitor */
        deck_notice_touch(&deck->notice, now);
        deck->is_dirty = true;
        return;
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
    case ACTION_TOOLS:
        toggle_cover(deck, COVER_TOOLS, deck_modes_bits(&deck->modes), now);
        break;
    case ACTION_MODE:
        deck_set_mode(deck, (enum deck_mode)action->arg, !deck->modes.is_on[action->arg], now);
        break;
    case ACTION_PAN:
        deck_large_step(deck, action->arg);
        break;
    case ACTION_GO_TO:
        go_to(deck, action->arg, now);
        break;
    case ACTION_SOURCE:
        toggle_cover(deck, COVER_SHEET, CONTENT_NONE, now);
        break;
    case ACTION_SEARCH:
        if (deck->config.model->search.count > 0) {
            toggle_cover(deck, COVER_SEARCH, CONTENT_NONE, now);
        }
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
    case ACTION_NOTICE:
    case ACTION_NONE:
        break;
    }
}

void
deck_key(struct deck *deck, enum input_key key, time_ns now) {
    static const struct {
        enum input_key key;
        enum action_kind rtl, ltr;
        int arg;
    } KEYS[] = {
        {KEY_LEFT, ACTION_NEXT, ACTION_PREVIOUS, CONTENT_NONE},
        {KEY_RIGHT, ACTION_PREVIOUS, ACTION_NEXT, CONTENT_NONE},
        {KEY_ENTER, ACTION_NEXT, ACTION_NEXT, CONTENT_NONE},
        {KEY_END, ACTION_NEXT, ACTION_NEXT, CONTENT_NONE},
        {KEY_START, ACTION_PREVIOUS, ACTION_PREVIOUS, CONTENT_NONE},
        {KEY_HOME, ACTION_HOME, ACTION_HOME, CONTENT_NONE},
        {KEY_LANGUAGE, ACTION_LANGUAGE, ACTION_LANGUAGE, CONTENT_NONE},
        {KEY_SEARCH, ACTION_SEARCH, ACTION_SEARCH, CONTENT_NONE},
        {KEY_TOOLS, ACTION_TOOLS, ACTION_TOOLS, CONTENT_NONE},
        {KEY_REACH, ACTION_MODE, ACTION_MODE, MODE_REACH},
        {KEY_LARGE_TEXT, ACTION_MODE, ACTION_MODE, MODE_LARGE},
        {KEY_CONTRAST, ACTION_MODE, ACTION_MODE, MODE_CONTRAST},
        {KEY_CALM, ACTION_MODE, ACTION_MODE, MODE_CALM},
        {KEY_UP, ACTION_PAN, ACTION_PAN, -1},
        {KEY_DOWN, ACTION_PAN, ACTION_PAN, 1},
    };
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        if (KEYS[i].key == key) {
            const struct action action = {.kind = is_rtl ? KEYS[i].rtl : KEYS[i].ltr, .arg = KEYS[i].arg};
            deck_act(deck, &action, now);
            return;
        }
    }
}
