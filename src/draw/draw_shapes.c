/* Shapes to outlines. Every shape becomes closed contours, turned the same way, recorded as edges; strokes are outlined as a
 * whole (not as a chain of pieces), so that smooth lines keep their anti-aliasing at every joint. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define PI 3.14159265f
#define SMOOTH_JOIN_COS 0.80f /* gentler bends than this get a plain mitre */
#define CURL_EXTENT 1.1f      /* of the stroke: a smaller line lies within its own width */
#define ARC_ERROR_PX 0.08f
#define DOT_GAP_MIN_PX 0.25f

struct outline {
    struct canvas *canvas;
    struct edge *edges;
    size_t count, capacity;
    struct vec2 first, pen;
    bool has_pen;
    float min_x, min_y, max_x, max_y;
    float dx, dy;
};

static void
outline_begin(struct outline *o, struct canvas *canvas, size_t edges) {
    const struct draw_state *state = draw_state_top(canvas);
    *o = (struct outline){.canvas = canvas,
                          .min_x = 1e9f,
                          .min_y = 1e9f,
                          .max_x = -1e9f,
                          .max_y = -1e9f,
                          .dx = state->dx,
                          .dy = state->dy};
    o->capacity = edges;
    o->edges = arena_alloc_array(&canvas->frame, edges, sizeof(*o->edges));
}

static void
add_edge(struct outline *o, struct vec2 a, struct vec2 b) {
    if (o->count == o->capacity) {
        struct edge *bigger = arena_alloc_array(&o->canvas->frame, o->capacity * 2 + 16, sizeof(*bigger));
        memcpy(bigger, o->edges, o->count * sizeof(*bigger));
        o->edges = bigger;
        o->capacity = o->capacity * 2 + 16;
    }
    o->edges[o->count++] = (struct edge){a.x, a.y, b.x, b.y};
}

static void
line_to(struct outline *o, float x, float y) {
    const struct vec2 p = {x + o->dx, y + o->dy};
    if (!isfinite(p.x) || !isfinite(p.y)) {
        o->canvas->stats.dropped++;
        return;
    }
    o->min_x = fminf(o->min_x, p.x);
    o->min_y = fminf(o->min_y, p.y);
    o->max_x = fmaxf(o->max_x, p.x);
    o->max_y = fmaxf(o->max_y, p.y);
    if (o->has_pen) {
        add_edge(o, o->pen, p);
    } else {
        o->first = p;
        o->has_pen = true;
    }
    o->pen = p;
}

static void
close_contour(struct outline *o) {
    if (o->has_pen) {
        add_edge(o, o->pen, o->first);
    }
    o->has_pen = false;
}

static struct paint
paint_in(const struct draw_state *state, struct paint paint) {
    return (struct paint){color_fade(paint.from, state->alpha),
                          color_fade(paint.to, state->alpha),
                          paint.x0 + state->dx,
                          paint.y0 + state->dy,
                          paint.x1 + state->dx,
                          paint.y1 + state->dy};
}

static void
outline_end(struct outline *o, struct paint paint) {
    const struct draw_state *state = draw_state_top(o->canvas);
    if (o->count == 0) {
        return;
    }
    struct draw_command command = {
        .op = OP_SHAPE, .paint = paint_in(state, paint), .edges = o->edges, .edge_count = o->count};
    if (command.paint.from.a == 0 && command.paint.to.a == 0) {
        return;
    }
    command.hash = hash_bytes(hash_bytes(HASH_SEED, &command.paint, sizeof(command.paint)), o->edges,
                              o->count * sizeof(*o->edges));
    draw_command_add(o->canvas, command,
                     (struct rect){o->min_x, o->min_y, o->max_x - o->min_x, o->max_y - o->min_y});
}

/* Steps of an arc so that chords stay within ARC_ERROR_PX of it. */
static int
arc_steps(float radius, float angle) {
    const float step = 2.0f * acosf(fmaxf(0.0f, 1.0f - ARC_ERROR_PX / fmaxf(radius, 0.1f)));
    const int steps = (int)ceilf(fabsf(angle) / fmaxf(step, 0.02f));
    return steps < 1 ? 1 : steps > 400 ? 400 : steps;
}

/* Angles: 0 = 12 o'clock, clockwise. The end points are included. */
static void
add_arc(struct outline *o, struct vec2 c, float radius, float from, float to) {
    const int steps = arc_steps(radius, to - from);
    for (int i = 0; i <= steps; i++) {
        const float a = from + (to - from) * (float)i / (float)steps;
        line_to(o, c.x + radius * sinf(a), c.y - radius * cosf(a));
    }
}

struct paint
draw_solid(struct color color) {
    return (struct paint){.from = color, .to = color};
}

struct paint
draw_gradient(struct color from, struct color to, struct vec2 start, struct vec2 end) {
    return (struct paint){from, to, start.x, start.y, end.x, end.y};
}

static bool
is_whole(float v) {
    return fabsf(v) <= (float)DRAW_COORD_MAX && v == truncf(v);
}

/* Whole pixels need no rasteriser. Returns: false when the edges are not whole. */
static bool
add_fill(struct canvas *canvas, struct rect r, struct paint paint) {
    const struct draw_state *state = draw_state_top(canvas);
    const struct rect box = {r.x + state->dx, r.y + state->dy, r.w, r.h};
    if (!is_whole(box.x) || !is_whole(box.y) || !is_whole(box.w) || !is_whole(box.h)) {
        return false;
    }
    struct draw_command command = {.op = OP_FILL, .paint = paint_in(state, paint)};
    if (command.paint.from.a != 0 || command.paint.to.a != 0) {
        command.hash = hash_bytes(HASH_SEED, &command.paint, sizeof(command.paint));
        draw_command_add(canvas, command, box);
    }
    return true;
}

void
draw_rect(struct canvas *canvas, struct rect r, struct paint paint) {
    struct outline o;
    if (!(r.w > 0.0f) || !(r.h > 0.0f) || add_fill(canvas, r, paint)) {
        return;
    }
    outline_begin(&o, canvas, 4);
    line_to(&o, r.x, r.y);
    line_to(&o, r.x + r.w, r.y);
    line_to(&o, r.x + r.w, r.y + r.h);
    line_to(&o, r.x, r.y + r.h);
    close_contour(&o);
    outline_end(&o, paint);
}

static void
add_round_rect(struct outline *o, struct rect r, float radius, bool is_reversed) {
    const float k = fmaxf(fminf(radius, fminf(r.w, r.h) / 2.0f), 0.0f);
    const struct vec2 corners[4] = {{r.x + r.w - k, r.y + k},
                                    {r.x + r.w - k, r.y + r.h - k},
                                    {r.x + k, r.y + r.h - k},
                                    {r.x + k, r.y + k}};
    for (int i = 0; i < 4; i++) {
        const int c = is_reversed ? 3 - i : i;
        const float from = (float)c * PI / 2.0f;
        const float to = from + PI / 2.0f;
        if (k > 0.0f) {
            add_arc(o, corners[c], k, is_reversed ? to : from, is_reversed ? from : to);
        } else {
            line_to(o, corners[c].x, corners[c].y);
        }
    }
    close_contour(o);
}

void
draw_round_rect(struct canvas *canvas, struct rect rect, float radius_px, struct paint paint) {
    struct outline o;
    if (!(rect.w > 0.0f) || !(rect.h > 0.0f)) {
        return;
    }
    if (!(radius_px > 0.0f)) {
        draw_rect(canvas, rect, paint);
        return;
    }
    outline_begin(&o, canvas, 64);
    add_round_rect(&o, rect, radius_px, false);
    outline_end(&o, paint);
}

void
draw_round_rect_outline(struct canvas *canvas, struct rect rect, float radius_px, float stroke_px,
                        struct color color) {
    struct outline o;
    const float half = stroke_px / 2.0f;
    const struct rect inner = rect_inset(rect, half);
    if (!(rect.w > 0.0f) || !(rect.h > 0.0f) || !(stroke_px > 0.0f)) {
        return;
    }
    outline_begin(&o, canvas, 128);
    add_round_rect(&o, rect_inset(rect, -half), fmaxf(radius_px, 0.0f) + half, false);
    if (inner.w > 0.0f && inner.h > 0.0f) {
        add_round_rect(&o, inner, radius_px - half, true);
    }
    outline_end(&o, draw_solid(color));
}

void
draw_circle(struct canvas *canvas, struct vec2 center, float radius_px, struct color color) {
    struct outline o;
    if (!(radius_px > 0.0f)) {
        return;
    }
    outline_begin(&o, canvas, 48);
    add_arc(&o, center, radius_px, 0.0f, 2.0f * PI);
    close_contour(&o);
    outline_end(&o, draw_solid(color));
}

void
draw_ring(struct canvas *canvas, struct vec2 center, float radius_px, float stroke_px, struct color color) {
    struct outline o;
    const float inner = fmaxf(radius_px - stroke_px / 2.0f, 0.0f);
    if (!(radius_px > 0.0f) || !(stroke_px > 0.0f)) {
        return;
    }
    outline_begin(&o, canvas, 128);
    add_arc(&o, center, radius_px + stroke_px / 2.0f, 0.0f, 2.0f * PI);
    close_contour(&o);
    add_arc(&o, center, inner, 2.0f * PI, 0.0f);
    close_contour(&o);
    outline_end(&o, draw_solid(color));
}

void
draw_ring_segment(struct canvas *canvas, struct vec2 center, float inner_px, float outer_px, float start_rad,
                  float end_rad, struct color color) {
    struct outline o;
    const float inner = fmaxf(inner_px, 0.0f);
    const float end = fminf(end_rad, start_rad + 2.0f * PI);
    if (!(outer_px > inner) || !(end > start_rad) || !isfinite(start_rad)) {
        return;
    }
    outline_begin(&o, canvas, 256);
    add_arc(&o, center, outer_px, start_rad, end);
    add_arc(&o, center, inner, end, start_rad);
    close_contour(&o);
    outline_end(&o, draw_solid(color));
}

void
draw_polygon(struct canvas *canvas, const struct vec2 *points, size_t count, struct paint paint) {
    struct outline o;
    outline_begin(&o, canvas, count + 1);
    for (size_t i = 0; i < count; i++) {
        line_to(&o, points[i].x, points[i].y);
    }
    close_contour(&o);
    outline_end(&o, paint);
}

void
draw_mesh(struct canvas *canvas, const struct vec2 *vertices, size_t vertex_count, const uint32_t *indices,
          size_t triangle_count, struct paint paint) {
    struct outline o;
    outline_begin(&o, canvas, triangle_count * 3);
    for (size_t t = 0; t < triangle_count; t++) {
        const uint32_t *i = &indices[3 * t];
        if (i[0] >= vertex_count || i[1] >= vertex_count || i[2] >= vertex_count) {
            canvas->stats.dropped++;
            continue;
        }
        const struct vec2 a = vertices[i[0]];
        const struct vec2 b = vertices[i[1]];
        const struct vec2 c = vertices[i[2]];
        const bool is_clockwise = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0.0f;
        line_to(&o, a.x, a.y);
        line_to(&o, is_clockwise ? b.x : c.x, is_clockwise ? b.y : c.y);
        line_to(&o, is_clockwise ? c.x : b.x, is_clockwise ? c.y : b.y);
        close_contour(&o);
    }
    outline_end(&o, paint);
}

/* ---- strokes ---- */

struct stroke {
    struct outline *out;
    const struct vec2 *points;
    size_t count;
    float half;
    float guard; /* gentle inner joints are cut only where segments are so many times as long as the cut */
};

static struct vec2
direction(struct vec2 a, struct vec2 b) {
    const float length = hypotf(b.x - a.x, b.y - a.y);
    return length > 1e-6f ? (struct vec2){(b.x - a.x) / length, (b.y - a.y) / length}
                          : (struct vec2){0.0f, 0.0f};
}

static float
angle_of(struct vec2 d) {
    return atan2f(d.x, -d.y);
}

/* The side to the left of the walking direction, at the joint of two segments. The outline is the sum of the segments' left
 * halves, all turned the same way: an outer joint adds a wedge, a gentle inner one cuts off where the two halves overlap, a
 * sharp inner one runs through the point. Where a line curls up within its own width, cuts could meet in its middle and leave a
 * hole: there (guard > 0) a cut must lie within half of both its segments, or the joint runs through the point as well. */
static void
add_joint(const struct stroke *s, struct vec2 from_point, struct vec2 p, struct vec2 to_point) {
    const struct vec2 before = direction(from_point, p);
    const struct vec2 after = direction(p, to_point);
    const float cosine = before.x * after.x + before.y * after.y;
    const float sine = before.x * after.y - before.y * after.x;
    const float half = s->half;
    const float cut = s->guard * half * fabsf(sine) / fmaxf(1.0f + cosine, 1e-3f);
    const bool is_long = hypotf(p.x - from_point.x, p.y - from_point.y) >= cut &&
                         hypotf(to_point.x - p.x, to_point.y - p.y) >= cut;
    if (cosine > SMOOTH_JOIN_COS && (sine >= 0.0f || is_long)) {
        const float k = half / (1.0f + cosine);
        line_to(s->out, p.x + (before.y + after.y) * k, p.y - (before.x + after.x) * k);
        return;
    }
    if (sine >= 0.0f) { /* turning to the other side, or straight back: this is the outer one */
        const float from = angle_of((struct vec2){before.y, -before.x});
        add_arc(s->out, p, half, from, from + acosf(float_clamp(cosine, -1.0f, 1.0f)));
        return;
    }
    line_to(s->out, p.x + before.y * half, p.y - before.x * half);
    line_to(s->out, p.x, p.y);
    line_to(s->out, p.x + after.y * half, p.y - after.x * half);
}

static void
add_cap(const struct stroke *s, struct vec2 p, struct vec2 d) {
    const float from = angle_of((struct vec2){d.y, -d.x});
    add_arc(s->out, p, s->half, from, from + PI);
}

static void
stroke_open(const struct stroke *s) {
    const size_t n = s->count;
    const struct vec2 *p = s->points;
    for (size_t i = 1; i + 1 < n; i++) {
        add_joint(s, p[i - 1], p[i], p[i + 1]);
    }
    add_cap(s, p[n - 1], direction(p[n - 2], p[n - 1]));
    for (size_t i = n - 2; i > 0; i--) {
        add_joint(s, p[i + 1], p[i], p[i - 1]);
    }
    add_cap(s, p[0], direction(p[1], p[0]));
    close_contour(s->out);
}

static void
stroke_closed(const struct stroke *s) {
    const size_t n = s->count;
    const struct vec2 *p = s->points;
    for (size_t i = 0; i < n; i++) {
        add_joint(s, p[(i + n - 1) % n], p[i], p[(i + 1) % n]);
    }
    close_contour(s->out);
    for (size_t i = n; i-- > 0;) {
        add_joint(s, p[(i + 1) % n], p[i], p[(i + n - 1) % n]);
    }
    close_contour(s->out);
}

/* Points closer than a tenth of a pixel make no direction and are left out. */
static size_t
distinct_points(struct canvas *canvas, const struct vec2 *points, size_t count, bool is_closed,
                struct vec2 **ret_points) {
    struct vec2 *kept = arena_alloc_array(&canvas->frame, count, sizeof(*kept));
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(points[i].x) || !isfinite(points[i].y)) {
            continue;
        }
        if (n == 0 || hypotf(points[i].x - kept[n - 1].x, points[i].y - kept[n - 1].y) > 0.1f) {
            kept[n++] = points[i];
        }
    }
    while (is_closed && n > 1 && hypotf(kept[0].x - kept[n - 1].x, kept[0].y - kept[n - 1].y) <= 0.1f) {
        n--;
    }
    *ret_points = kept;
    return n;
}

static bool
is_within(const struct vec2 *points, size_t count, float extent_px) {
    struct vec2 low = points[0];
    struct vec2 high = points[0];
    for (size_t i = 1; i < count; i++) {
        low = (struct vec2){fminf(low.x, points[i].x), fminf(low.y, points[i].y)};
        high = (struct vec2){fmaxf(high.x, points[i].x), fmaxf(high.y, points[i].y)};
    }
    return high.x - low.x <= extent_px && high.y - low.y <= extent_px;
}

void
draw_polyline(struct canvas *canvas, const struct vec2 *points, size_t count, float stroke_px, bool is_closed,
              struct color color) {
    if (count == 0 || color.a == 0 || !(stroke_px > 0.0f)) {
        return;
    }
    struct vec2 *kept = NULL;
    const size_t n = distinct_points(canvas, points, count, is_closed, &kept);
    if (n == 0) {
        return;
    }
    if (n == 1) {
        draw_circle(canvas, kept[0], stroke_px / 2.0f, color);
        return;
    }
    struct outline o;
    outline_begin(&o, canvas, n * 2 + 64);
    const bool is_curled = is_within(kept, n, stroke_px * CURL_EXTENT);
    const struct stroke stroke = {&o, kept, n, stroke_px / 2.0f, is_curled ? 2.0f : 0.0f};
    if (is_closed && n > 2) {
        stroke_closed(&stroke);
    } else {
        stroke_open(&stroke);
    }
    outline_end(&o, draw_solid(color));
}

void
draw_line(struct canvas *canvas, struct vec2 a, struct vec2 b, float stroke_px, struct color color) {
    const struct vec2 points[2] = {a, b};
    draw_polyline(canvas, points, 2, stroke_px, false, color);
}

void
draw_dotted(struct canvas *canvas, const struct vec2 *points, size_t count, float radius_px, float gap_px,
            struct color color) {
    struct outline o;
    if (count < 2 || color.a == 0 || !(gap_px > 0.0f) || !(radius_px > 0.0f)) {
        return;
    }
    const float gap = fmaxf(gap_px, DOT_GAP_MIN_PX);
    outline_begin(&o, canvas, 512);
    float left = 0.0f;
    for (size_t i = 0; i + 1 < count; i++) {
        const float length = hypotf(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
        if (!(length <= (float)DRAW_COORD_MAX)) {
            canvas->stats.dropped++;
            continue;
        }
        float at = left;
        while (at <= length) {
            const float t = length > 0.0f ? at / length : 0.0f;
            const struct vec2 c = {float_mix(points[i].x, points[i + 1].x, t),
                                   float_mix(points[i].y, points[i + 1].y, t)};
            add_arc(&o, c, radius_px, 0.0f, 2.0f * PI);
            close_contour(&o);
            at += gap;
        }
        left = at - length;
    }
    outline_end(&o, draw_solid(color));
}
