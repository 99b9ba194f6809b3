/* Two strokes of dots where one would cross the decimal mark. */

#include "ui/figure_line.h"

#include "ui/label.h"

#define DROP 13.0f
#define DOT_RADIUS 1.6f
#define DOT_GAP 9.0f
#define CLEAR 6.0f /* on either side of the mark */

struct figure_line
figure_line_make(const struct ui *ui, const struct label *number, struct rect box) {
    struct figure_line line = {.from_px = box.x, .to_px = box.x + box.w, .baseline_px = number->baseline};
    float from = 0.0f;
    float to = 0.0f;
    if (text_decimal_mark(number->block, &from, &to)) {
        const float left = label_box(number).x;
        const float clear = layout_px(&ui->layout, CLEAR);
        line.gap_from_px = left + from - clear;
        line.gap_to_px = left + to + clear;
    }
    return line;
}

static void
draw_stroke(const struct ui *ui, struct canvas *canvas, float from, float to, float y, float alpha) {
    const struct vec2 stroke[2] = {{from, y}, {to, y}};
    if (to > from) {
        draw_dotted(canvas, stroke, 2, layout_px(&ui->layout, DOT_RADIUS), layout_px(&ui->layout, DOT_GAP),
                    color_fade(ui_color(ui, THEME_MUTED), alpha));
    }
}

void
figure_line_draw(const struct ui *ui, struct canvas *canvas, const struct figure_line *line, float alpha) {
    const float y = line->baseline_px + layout_px(&ui->layout, DROP);
    if (line->gap_to_px > line->gap_from_px) {
        draw_stroke(ui, canvas, line->from_px, line->gap_from_px, y, alpha);
        draw_stroke(ui, canvas, line->gap_to_px, line->to_px, y, alpha);
    } else {
        draw_stroke(ui, canvas, line->from_px, line->to_px, y, alpha);
    }
}
