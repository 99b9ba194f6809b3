#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* What reached us from hands, mouse and keyboard, free of the windowing library. */

enum input_kind {
    INPUT_POINTER_DOWN,
    INPUT_POINTER_MOVE,
    INPUT_POINTER_UP,
    INPUT_KEY,
    INPUT_QUIT, /* the window was closed */
    INPUT_RESIZED,
    INPUT_EXPOSED, /* the picture must be presented again */
};

enum input_key {
    KEY_NONE,
    KEY_START,
    KEY_END,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_ESCAPE,
    KEY_QUIT,
    KEY_LANGUAGE,
    KEY_SEARCH,
    KEY_TOOLS,
    KEY_REACH,
    KEY_LARGE_TEXT,
    KEY_CONTRAST,
    KEY_CALM,
    KEY_UP,
    KEY_DOWN,
    KEY_ENTER
};

struct input_event {
    enum input_kind kind;
    time_ns at;
    long pointer_id;  /* a finger's id, or INPUT_MOUSE_ID */
    float x_px, y_px; /* picture pixels */
    enum input_key key;
};

#define INPUT_MOUSE_ID (-1L)
