#pragma once

#include <stdbool.h>

#include "input/input_event.h"

/* Pointer events to gestures: a pure state machine over the event stream.
 * Touch and mouse never fire twice: while a finger is down, and for 500 ms after, mouse pointers are ignored. */

#define GESTURE_CONTACTS_MAX 10
#define GESTURE_SWIPE_WIDTH_FRAC 0.08f
#define GESTURE_SWIPE_PX_PER_S 600.0f
#define GESTURE_TAP_SLOP_FRAC 0.02f /* of the width: a finger may roll this far and still tap */
#define GESTURE_PALM_NS TIME_S(10)

enum gesture_kind {
    GESTURE_NONE,
    GESTURE_DOWN,
    GESTURE_TAP,
    GESTURE_SWIPE_LEFT,
    GESTURE_SWIPE_RIGHT,
    GESTURE_DRAG,    /* the leader moved */
    GESTURE_RELEASE, /* a drag ended that was no swipe */
    GESTURE_CANCEL
};

struct gesture {
    enum gesture_kind kind;
    float x_px, y_px;             /* where it ended (tap: release point) */
    float start_x_px, start_y_px; /* where it began */
    time_ns at;
};

struct gesture_contact {
    bool is_down, is_dead; /* dead: palm, or a second finger while another leads */
    long id;
    float start_x_px, start_y_px, x_px, y_px;
    time_ns down_at;
};

struct gesture_machine {
    float width_px;
    struct gesture_contact contacts[GESTURE_CONTACTS_MAX];
    time_ns last_finger_at;
    bool had_finger;
};

/* Range: width_px > 0, the picture's width. */
void gesture_init(struct gesture_machine *machine, float width_px);
/* Feeds one event. Returns: the gesture it completes, GESTURE_NONE kind otherwise.
 * NaN and out-of-range coordinates, UP without DOWN, reused ids and an eleventh finger are ignored. */
struct gesture gesture_feed(struct gesture_machine *machine, const struct input_event *event);
