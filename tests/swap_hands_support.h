#pragma once

/* Hands on a show in which one pack takes over from the other. */

#include "swap_support.h"

static inline void
finger(struct show *show, enum input_kind kind, float x, float y) {
    const struct input_event event = {.kind = kind, .at = show->now, .pointer_id = 1, .x_px = x, .y_px = y};
    const struct gesture gesture = gesture_feed(&show->app.gestures, &event);
    deck_gesture(show->app.deck, &gesture);
}

static inline void
tap(struct show *show, float x, float y) {
    finger(show, INPUT_POINTER_DOWN, x, y);
    wait_in_steps(show, TIME_MS(60), TIME_MS(20));
    finger(show, INPUT_POINTER_UP, x, y);
    wait_in_steps(show, TIME_MS(400), TIME_MS(20));
}

static inline void
tap_target(struct show *show, const char *name) {
    struct target_list targets;
    deck_targets(show->app.deck, show->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strcmp(targets.items[i].name, name) == 0) {
            tap(show, box->x + box->w / 2.0f, box->y + box->h / 2.0f);
            return;
        }
    }
    fail_msg("no target %s", name);
}

static inline void
switch_to(struct show *show, int pack) {
    struct err err = {0};
    if (!app_pack_switch(&show->app, paths[pack], show->now, &err)) {
        fail_msg("%s", err.text);
    }
}

#define SWAP_UNUSED                                                                                          \
    (void)open_show_at, (void)open_show, (void)is_on, (void)is_at, (void)has_black_ground, (void)is_black,   \
        (void)draw, (void)take_events, (void)wait_in_steps, (void)wait, (void)finger, (void)tap,             \
        (void)tap_target, (void)switch_to
