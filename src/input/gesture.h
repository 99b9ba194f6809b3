#pragma once

#include <stdbool.h>

#include "input/input_event.h"

/* Pointer events to gestures: a pure state machine over the event stream, told the time by it and by gesture_tick.
 * Touch and mouse never fire twice: while a finger is down, and for 500 ms after, mouse pointers are ignored. */

#define GESTURE_CONTACTS_MAX 10
#define GESTURE_SWIPE_WIDTH_FRAC 0.08f
#define GESTURE_SWIPE_WIDTHS_PER_S 0.3125f /* 600 px/s at a width of 1920 */
#define GESTURE_TAP_SLOP_FRAC 0.02f        /* of the width: a finger may roll this far and still tap */
#define GESTURE_HOLD_NS TIME_MS(500)
#define GESTURE_REPEAT_NS TIME_MS(200)
#define GESTURE_REST_NS TIME_S(2)  /* a finger that stands still this long takes no part in a pinch */
#define GESTURE_PALM_NS TIME_S(10) /* and this long is a palm */
#define GESTURE_SAMPLES 6

enum gesture_kind {
    GESTURE_NONE,
    GESTURE_DOWN, /* what was under way is over */
    GESTURE_TAP,
    GESTURE_HOLD, /* a finger stands still: after GESTURE_HOLD_NS and then every GESTURE_REPEAT_NS; a tap may follow */
    GESTURE_DRAG,
    GESTURE_PINCH, /* two fingers */
    GESTURE_PINCH_END,
    GESTURE_SWIPE_LEFT, /* ends of a drag: across, far or quick */
    GESTURE_SWIPE_RIGHT,
    GESTURE_FLING,   /* quick, but not across */
    GESTURE_RELEASE, /* neither far nor quick */
    GESTURE_CANCEL   /* a palm or a cloth: nothing was meant */
};

struct gesture {
    enum gesture_kind kind;
    bool is_second;   /* DOWN, TAP: of a finger that came while another was down */
    bool is_begin;    /* DRAG, PINCH: the first of its movement */
    float x_px, y_px; /* where it is (tap: release point); PINCH: the middle between the fingers */
    float start_x_px, start_y_px;   /* where it began */
    float dx_px, dy_px;             /* DRAG and its ends: the way since it began to move, without the slop */
    float vx_px_per_s, vy_px_per_s; /* ends of a drag: velocity of the last 120 ms */
    float scale;                    /* PINCH: distance of the fingers against that at its beginning */
    time_ns at;
};

struct gesture_sample {
    float x_px, y_px;
    time_ns at;
};

struct gesture_contact {
    bool is_down, is_dead; /* dead: a palm, a cloth, a third finger */
    bool is_second;        /* came while another was down */
    bool is_dragging;      /* left the slop */
    bool is_rest;          /* what a pinch left: it drags on, but taps and swipes no more */
    long id;
    float start_x_px, start_y_px, x_px, y_px;
    float slop_x_px, slop_y_px;  /* where it left the slop */
    struct gesture_sample still; /* where and since when it stands still */
    struct gesture_sample samples[GESTURE_SAMPLES];
    int sample_count;
    time_ns down_at;
};

struct gesture_machine {
    float width_px;
    struct gesture_contact contacts[GESTURE_CONTACTS_MAX];
    int leader, second; /* places, -1: none */
    bool is_pinching;
    float pinch_px;               /* distance at its beginning */
    float pinch_x_px, pinch_y_px; /* the middle then */
    time_ns hold_due;
    time_ns last_finger_at;
    bool had_finger;
};

/* Range: width_px > 0, the picture's width. */
void gesture_init(struct gesture_machine *machine, float width_px);
/* Feeds one event. Returns: the gesture it completes, GESTURE_NONE kind otherwise.
 * NaN and out-of-range coordinates, UP without DOWN and an eleventh finger are ignored; an id that comes down twice lost its
 * lift: it begins anew. */
struct gesture gesture_feed(struct gesture_machine *machine, const struct input_event *event);
/* Lets time pass. Returns: GESTURE_HOLD when one is due, GESTURE_NONE kind otherwise. */
struct gesture gesture_tick(struct gesture_machine *machine, time_ns now);
/* When gesture_tick may have something next. Returns: TIME_NEVER when no finger is down. */
time_ns gesture_next_due(const struct gesture_machine *machine);
