#pragma once

#include "ui/ui.h"

/* A pointing hand in one stroke, in a box of 48 units. */
void hand_draw(const struct ui *ui, struct canvas *canvas, struct vec2 middle, float units,
               struct color color);
/* The same hand, filled, its finger tip at a point. */
void hand_draw_at_tip(const struct ui *ui, struct canvas *canvas, struct vec2 tip, float units,
                      struct color fill, struct color line);
