#pragma once

#include "ui/ui.h"

/* Bodies in space: a globe with its clouds; a moon, an asteroid or a planet. */

struct body {
    struct str kind; /* moon (also any other word), asteroid, planet */
    struct vec2 at;  /* pixels */
    struct color color;
};

/* Units: radius in design units. */
void scene_globe_draw(const struct ui *ui, struct canvas *canvas, struct vec2 at, float radius);
void scene_body_draw(const struct ui *ui, struct canvas *canvas, const struct body *body, float shown);
