/* The hand of the attract pill and of the ghost that shows what can be touched. */

#include "ui/hand.h"

#define BOX 48.0f
#define STROKE 3.5f

static const struct vec2 HAND[] = {
    {17.0f, 28.0f}, {17.0f, 9.5f},  {18.2f, 7.2f},  {20.5f, 6.5f},  {22.8f, 7.2f},  {24.0f, 9.5f},
    {24.0f, 20.0f}, {26.0f, 18.6f}, {28.6f, 19.0f}, {30.0f, 21.2f}, {32.2f, 20.2f}, {34.6f, 21.0f},
    {35.8f, 23.4f}, {38.0f, 23.2f}, {40.0f, 25.4f}, {40.0f, 32.0f}, {38.8f, 36.5f}, {35.0f, 41.5f},
    {24.0f, 41.5f}, {20.0f, 39.0f}, {10.2f, 29.0f}, {9.8f, 26.2f},  {12.0f, 24.6f}, {14.4f, 25.4f}};
static const struct vec2 MIDDLE = {24.5f, 24.0f};
static const struct vec2 TIP = {20.5f, 6.5f};

static void
place(const struct ui *ui, struct vec2 at, struct vec2 origin, float units, struct vec2 *ret_points) {
    const float scale = layout_px(&ui->layout, units / BOX);
    for (size_t i = 0; i < ARRAY_LEN(HAND); i++) {
        ret_points[i] =
            (struct vec2){at.x + (HAND[i].x - origin.x) * scale, at.y + (HAND[i].y - origin.y) * scale};
    }
}

void
hand_draw(const struct ui *ui, struct canvas *canvas, struct vec2 middle, float units, struct color color) {
    struct vec2 points[ARRAY_LEN(HAND)];
    place(ui, middle, MIDDLE, units, points);
    draw_polyline(canvas, points, ARRAY_LEN(HAND), layout_px(&ui->layout, STROKE * units / BOX), true, color);
}

void
hand_draw_at_tip(const struct ui *ui, struct canvas *canvas, struct vec2 tip, float units, struct color fill,
                 struct color line) {
    struct vec2 points[ARRAY_LEN(HAND)];
    place(ui, tip, TIP, units, points);
    draw_polygon(canvas, points, ARRAY_LEN(HAND), draw_solid(fill));
    draw_polyline(canvas, points, ARRAY_LEN(HAND), layout_px(&ui->layout, STROKE * units / BOX), true, line);
}
