/* Small pictures of bodies in space, from the theme's colours alone. They stand still; what moves around them is the scene's. */

#include "scene/scene_bodies.h"

#include <math.h>

#define GLOBE_POINTS 64
#define SWIRL_POINTS 17
#define PI 3.14159265f

void
scene_globe_draw(const struct ui *ui, struct canvas *canvas, struct vec2 at, float radius) {
    const float r = layout_px(&ui->layout, radius);
    struct vec2 rim[GLOBE_POINTS];
    for (int i = 0; i < GLOBE_POINTS; i++) {
        const float a = 2.0f * PI * (float)i / (float)GLOBE_POINTS;
        rim[i] = (struct vec2){at.x + r * sinf(a), at.y - r * cosf(a)};
    }
    draw_glow(canvas, at, 2.9f * r, color_fade(ui_color(ui, THEME_SKY), 0.5f));
    draw_polygon(canvas, rim, GLOBE_POINTS,
                 draw_gradient(ui_color(ui, THEME_SKY), ui_color(ui, THEME_STACK_DEEP),
                               (struct vec2){at.x, at.y - r}, (struct vec2){at.x, at.y + r}));
    struct vec2 swirl[SWIRL_POINTS];
    for (int band = 0; band < 2; band++) {
        for (int i = 0; i < SWIRL_POINTS; i++) {
            const float t = 2.0f * (float)i / (float)(SWIRL_POINTS - 1) - 1.0f;
            const float y = (band == 0 ? -0.48f : 0.36f) + (band == 0 ? 0.16f : -0.14f) * sinf(t * 3.0f);
            swirl[i] = (struct vec2){at.x + 0.66f * r * t, at.y + r * y};
        }
        draw_polyline(canvas, swirl, SWIRL_POINTS, 0.11f * r, false,
                      color_fade(ui_color(ui, THEME_TEXT), 0.5f));
    }
}

void
scene_body_draw(const struct ui *ui, struct canvas *canvas, const struct body *body, float shown) {
    const float r = layout_px(&ui->layout, 22.0f);
    const struct vec2 at = body->at;
    const struct color pale = color_fade(ui_color(ui, THEME_SOFT), shown);
    if (str_is(body->kind, "planet")) {
        draw_glow(canvas, at, 4.6f * r, color_fade(ui_color(ui, THEME_AMBER), 0.5f * shown));
        draw_circle(canvas, at, 1.22f * r, color_fade(body->color, shown));
    } else if (str_is(body->kind, "asteroid")) {
        static const struct vec2 ROCK[] = {{-0.9f, -0.1f}, {-0.5f, -0.8f}, {0.3f, -0.75f},
                                           {0.95f, -0.1f}, {0.55f, 0.7f},  {-0.4f, 0.75f}};
        struct vec2 rock[ARRAY_LEN(ROCK)];
        for (size_t i = 0; i < ARRAY_LEN(ROCK); i++) {
            rock[i] = (struct vec2){at.x + r * ROCK[i].x, at.y + r * ROCK[i].y};
        }
        draw_polygon(canvas, rock, ARRAY_LEN(ROCK), draw_solid(pale));
    } else {
        draw_circle(canvas, at, r, pale);
        draw_circle(canvas, (struct vec2){at.x - 0.3f * r, at.y - 0.25f * r}, 0.22f * r,
                    color_fade(ui_color(ui, THEME_STEEL), 0.7f * shown));
        draw_circle(canvas, (struct vec2){at.x + 0.35f * r, at.y + 0.2f * r}, 0.28f * r,
                    color_fade(ui_color(ui, THEME_STEEL), 0.6f * shown));
    }
}
