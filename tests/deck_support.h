#pragma once

/* What tests of the deck share: the real show in memory, a deck at a slide, taps, targets by name. */

#include "show_support.h"

#include "deck/deck.h"

static inline struct deck *
open_deck_sized(int slide, int lang, int width_px, int height_px) {
    struct err err = {0};
    const struct deck_config config = {.model = model,
                                       .text = text,
                                       .width_px = width_px,
                                       .height_px = height_px,
                                       .lang = lang,
                                       .first_slide = slide,
                                       .is_flat = true};
    struct deck *deck = deck_create(&config, TIME_S(100), &err);
    assert_non_null(deck);
    return deck;
}

static inline struct deck *
open_deck(int lang) {
    return open_deck_sized(CONTENT_NONE, lang, 640, 360);
}

static inline struct deck *
open_deck_at(const char *key) {
    return open_deck_sized(content_find_slide(model, str_from_c(key)), 0, 640, 360);
}

static inline bool
is_at(const struct deck *deck, const char *key) {
    return str_is(model->slides[deck_slide(deck)].key, key);
}

static inline void
tap(struct deck *deck, float x, float y, time_ns at) {
    const struct gesture down = {
        .kind = GESTURE_DOWN, .at = at, .x_px = x, .y_px = y, .start_x_px = x, .start_y_px = y};
    const struct gesture up = {
        .kind = GESTURE_TAP, .at = at + TIME_MS(60), .x_px = x, .y_px = y, .start_x_px = x, .start_y_px = y};
    deck_gesture(deck, &down);
    deck_gesture(deck, &up);
}

static inline void
tap_target(struct deck *deck, const char *name, time_ns at) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strcmp(targets.items[i].name, name) == 0) {
            tap(deck, box->x + box->w / 2.0f, box->y + box->h / 2.0f, at);
            return;
        }
    }
    fail_msg("no target %s", name);
}

static inline bool
has_target(struct deck *deck, const char *name, time_ns at) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static inline struct target
target_named(struct deck *deck, const char *name, time_ns at) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            return targets.items[i];
        }
    }
    fail_msg("no target %s", name);
    return targets.items[0];
}

#define DECK_SUPPORT_UNUSED                                                                                  \
    (void)open_deck, (void)open_deck_at, (void)is_at, (void)tap, (void)tap_target, (void)has_target,         \
        (void)target_named, (void)set_up, (void)tear_down
