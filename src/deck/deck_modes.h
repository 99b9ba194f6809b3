#pragma once

#include <stdbool.h>

#include "scene/scene.h"
#include "ui/label.h"

/* How a visitor may change the show for the time being, all off again when nobody is there. */

enum deck_mode { MODE_REACH, MODE_LARGE, MODE_CONTRAST, MODE_CALM, MODE_COUNT };

struct deck_modes {
    bool is_on[MODE_COUNT];
};

/* As bits, mode 0 the lowest: the subject of COVER_TOOLS. */
int deck_modes_bits(const struct deck_modes *modes);

/* ---- the panel with a switch a mode: the state of COVER_TOOLS, its topic's arg the bits of what is on ---- */
struct tools_switch {
    struct rect box;
    struct label name, state;
    bool is_on;
};

struct deck_tools {
    struct ui ui; /* with its own view arena */
    struct rect panel, close;
    struct label heading;
    struct tools_switch switches[MODE_COUNT];
};

/* The sign of the panel: a person in a circle. */
void deck_tools_draw_sign(const struct ui *ui, struct canvas *canvas, struct vec2 middle, struct color color);
