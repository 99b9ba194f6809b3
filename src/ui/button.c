/* Pressed states as the visual specification has them: surface, surface 2, surface 3; a light button becomes soft. */

#include "ui/button.h"

#include <math.h>
#include <string.h>

#define RADIUS 20.0f
#define SHRINK 0.015f
#define ARM 13.0f
#define STROKE 3.6f

bool
button_is_held(const char *pressed, const char *name) {
    return pressed != NULL && strcmp(pressed, name) == 0;
}

static enum theme_role
step_up(enum theme_role fill) {
    return fill == THEME_SURFACE ? THEME_SURFACE_2 : fill == THEME_TEXT ? THEME_SOFT : THEME_SURFACE_3;
}

void
button_draw(const struct ui *ui, struct canvas *canvas, struct rect box, enum theme_role fill, bool is_held) {
    const struct rect shown = is_held ? rect_inset(box, SHRINK * fminf(box.w, box.h)) : box;
    draw_round_rect(canvas, shown, layout_px(&ui->layout, RADIUS),
                    draw_solid(ui_color(ui, is_held ? step_up(fill) : fill)));
}

void
button_draw_close(const struct ui *ui, struct canvas *canvas, struct rect box, enum theme_role fill,
                  bool is_held) {
    const struct vec2 m = {box.x + box.w / 2.0f, box.y + box.h / 2.0f};
    const float arm = layout_px(&ui->layout, ARM);
    const struct vec2 falling[2] = {{m.x - arm, m.y - arm}, {m.x + arm, m.y + arm}};
    const struct vec2 rising[2] = {{m.x - arm, m.y + arm}, {m.x + arm, m.y - arm}};
    button_draw(ui, canvas, box, fill, is_held);
    draw_polyline(canvas, falling, 2, layout_px(&ui->layout, STROKE), false, ui_color(ui, THEME_TEXT));
    draw_polyline(canvas, rising, 2, layout_px(&ui->layout, STROKE), false, ui_color(ui, THEME_TEXT));
}
