/* Maps that fade out towards the edges of their box and let the page's background through. The shapes are filled in bands:
 * where only one side fades, one gradient does; where two meet, thin bands step down one of them. Costly, so it belongs
 * into a cached layer. Outlines are cut into short pieces, each as faint as its middle. */

#include "scene/scene_map.h"

#include <math.h>

#define CORNER_BANDS 20
#define PIECE_POINTS 6
#define FAR_PX 20000.0f

static float
ramp(float v, float none, float full) {
    return none == full ? 1.0f : float_clamp((v - none) / (full - none), 0.0f, 1.0f);
}

static float
shown_at_y(const struct map_fade *fade, float y) {
    return ramp(y, fade->top_none, fade->top_full) * ramp(y, fade->bottom_none, fade->bottom_full);
}

static float
shown_at(const struct map_fade *fade, struct vec2 p) {
    return ramp(p.x, fade->left_none, fade->left_full) * shown_at_y(fade, p.y);
}

/* Only the triangles that meet the band. */
static void
fill_band(struct canvas *canvas, struct arena *frame, const struct map_shape *shape, struct rect band,
          struct paint paint) {
    const struct content_geometry *geometry = shape->geometry;
    uint32_t *kept = arena_alloc_array(frame, geometry->triangle_count * 3, sizeof(*kept));
    size_t count = 0;
    for (size_t t = 0; t < geometry->triangle_count; t++) {
        const uint32_t *i = &geometry->triangles[3 * t];
        const struct vec2 a = shape->points[i[0]];
        const struct vec2 b = shape->points[i[1]];
        const struct vec2 c = shape->points[i[2]];
        const bool is_beside =
            fmaxf(a.x, fmaxf(b.x, c.x)) < band.x || fminf(a.x, fminf(b.x, c.x)) > band.x + band.w;
        const bool is_above_or_below =
            fmaxf(a.y, fmaxf(b.y, c.y)) < band.y || fminf(a.y, fminf(b.y, c.y)) > band.y + band.h;
        if (!is_beside && !is_above_or_below) {
            kept[3 * count] = i[0];
            kept[3 * count + 1] = i[1];
            kept[3 * count + 2] = i[2];
            count++;
        }
    }
    if (count > 0 && band.w > 0.0f && band.h > 0.0f) {
        draw_clip_push(canvas, band);
        draw_mesh(canvas, shape->points, geometry->vertex_count, kept, count, paint);
        draw_clip_pop(canvas);
    }
}

/* From y0 to y1 the shape goes from `from` to `to` of its colour; on the left it fades besides. */
static void
fill_rows(const struct map_fade *fade, struct canvas *canvas, struct arena *frame,
          const struct map_shape *shape, struct color color, const float rows[2], const float shown[2]) {
    const float left = roundf(fade->left_none);
    const float full = roundf(fade->left_full);
    const struct rect right = {full, rows[0], FAR_PX, rows[1] - rows[0]};
    fill_band(canvas, frame, shape, right,
              draw_gradient(color_fade(color, shown[0]), color_fade(color, shown[1]),
                            (struct vec2){0.0f, rows[0]}, (struct vec2){0.0f, rows[1]}));
    const int bands = shown[0] == shown[1] ? 1 : CORNER_BANDS;
    for (int b = 0; b < bands; b++) {
        const float y0 = roundf(float_mix(rows[0], rows[1], (float)b / (float)bands));
        const float y1 = roundf(float_mix(rows[0], rows[1], (float)(b + 1) / (float)bands));
        const float alpha = float_mix(shown[0], shown[1], ((float)b + 0.5f) / (float)bands);
        fill_band(canvas, frame, shape, (struct rect){left, y0, full - left, y1 - y0},
                  draw_gradient(color_fade(color, 0.0f), color_fade(color, alpha), (struct vec2){left, 0.0f},
                                (struct vec2){full, 0.0f}));
    }
}

void
scene_map_fill_faded(struct canvas *canvas, struct arena *frame, const struct map_shape *shape,
                     struct color color, const struct map_fade *fade) {
    const float y[4] = {roundf(fade->top_none), roundf(fade->top_full), roundf(fade->bottom_full),
                        roundf(fade->bottom_none)};
    const float shown[4] = {0.0f, 1.0f, 1.0f, 0.0f};
    for (int part = 0; part < 3; part++) {
        fill_rows(fade, canvas, frame, shape, color, &y[part], &shown[part]);
    }
}

static void
outline_ring(struct canvas *canvas, const struct vec2 *points, const struct content_ring *ring,
             float stroke_px, struct color color, const struct map_fade *fade) {
    for (size_t first = 0; first + 1 < ring->count; first += PIECE_POINTS) {
        const size_t left = ring->count - first;
        const size_t count = left < PIECE_POINTS + 1 ? left : PIECE_POINTS + 1;
        const float shown = shown_at(fade, points[first + count / 2]);
        if (shown > 0.0f) {
            draw_polyline(canvas, &points[first], count, stroke_px, false, color_fade(color, shown));
        }
    }
    if (ring->is_closed && ring->count > 2) {
        const struct vec2 last[2] = {points[ring->count - 1], points[0]};
        draw_polyline(canvas, last, 2, stroke_px, false, color_fade(color, shown_at(fade, points[0])));
    }
}

void
scene_map_outline_faded(struct canvas *canvas, const struct map_shape *shape, float stroke_px,
                        struct color color, const struct map_fade *fade) {
    const struct rect b = shape->bounds;
    const bool is_whole = shown_at(fade, (struct vec2){b.x, b.y}) >= 1.0f &&
                          shown_at(fade, (struct vec2){b.x, b.y + b.h}) >= 1.0f;
    if (is_whole) { /* nothing fades to the right */
        scene_map_outline(canvas, shape, 1, stroke_px, color);
        return;
    }
    for (size_t r = 0; r < shape->geometry->ring_count; r++) {
        const struct content_ring *ring = &shape->geometry->rings[r];
        outline_ring(canvas, &shape->points[ring->first], ring, stroke_px, color, fade);
    }
}
