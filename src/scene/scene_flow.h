#pragma once

#include "anim/timeline.h"
#include "ui/map.h"
#include "ui/ui.h"

/* An arrow between two marks of a map: it grows, turns from its source's colour to its target's, and carries dots for ever. */

#define FLOW_STEPS 28

struct flow {
    struct vec2 points[FLOW_STEPS + 1]; /* evenly spaced, from rim to rim */
    float length_px;
    struct color from, to;
    struct span span; /* in which it grows */
    int lead_ms;      /* how far on its dots are when they appear, so that flows do not beat together */
};

/* Along the line from `start_px` to `end_px` of its length. The caller sets the rest. */
struct flow scene_flow_make(const struct map_line *line, float start_px, float end_px);
void scene_flow_draw(const struct ui *ui, struct canvas *canvas, const struct flow *flow, time_ns since);
/* The dots, once it has grown. */
void scene_flow_draw_dots(const struct ui *ui, struct canvas *canvas, const struct flow *flow, time_ns since);
/* How bright its target is because a dot has just landed there. Returns: 1 at the landing, 0 soon after. */
float scene_flow_pulse(const struct ui *ui, const struct flow *flow, time_ns since);
