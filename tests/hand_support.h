#pragma once

#include "deck_support.h"

/* A visitor's fingers on a deck, through the gesture machine, with time that they move on. */
struct hand {
    struct deck *deck;
    struct gesture_machine machine;
    time_ns now;
};

static inline struct hand
hand_on(struct deck *deck, int width_px, time_ns now) {
    struct hand hand = {.deck = deck, .now = now};
    gesture_init(&hand.machine, (float)width_px);
    return hand;
}

static inline void
hand_wait(struct hand *hand, int ms) {
    for (int i = 0; i < ms; i += 20) {
        hand->now += TIME_MS(20);
        const struct gesture held = gesture_tick(&hand->machine, hand->now);
        deck_gesture(hand->deck, &held);
        deck_update(hand->deck, hand->now);
    }
}

static inline void
finger(struct hand *hand, enum input_kind kind, long id, float x, float y) {
    const struct input_event event = {.kind = kind, .at = hand->now, .pointer_id = id, .x_px = x, .y_px = y};
    const struct gesture gesture = gesture_feed(&hand->machine, &event);
    deck_gesture(hand->deck, &gesture);
}

/* Down, across in ten steps of 20 ms, up; then time to run out. */
static inline void
hand_drag(struct hand *hand, float x, float y, float dx, float dy) {
    finger(hand, INPUT_POINTER_DOWN, 1, x, y);
    for (int i = 1; i <= 10; i++) {
        hand_wait(hand, 20);
        finger(hand, INPUT_POINTER_MOVE, 1, x + dx * (float)i / 10.0f, y + dy * (float)i / 10.0f);
    }
    finger(hand, INPUT_POINTER_UP, 1, x + dx, y + dy);
    hand_wait(hand, 3000);
}
