#pragma once

#include "ui/ui.h"

/* Filled rounded rectangles that are controls, and what they look like under a finger. */

/* Is the control with this name held down? pressed: name of the target held, or NULL. */
bool button_is_held(const char *pressed, const char *name);
/* A fill moves one step up while it is held, and the button shrinks a little. */
void button_draw(const struct ui *ui, struct canvas *canvas, struct rect box, enum theme_role fill,
                 bool is_held);
/* A button that closes. */
void button_draw_close(const struct ui *ui, struct canvas *canvas, struct rect box, enum theme_role fill,
                       bool is_held);
