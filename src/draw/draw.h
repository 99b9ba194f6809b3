#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/geom.h"
#include "base/str.h"

/* The canvas is a recorder: a frame is a list of commands; draw_end compares it with the last frame, cell by
 * cell, and repaints only cells whose commands changed. The painter is our own anti-aliased one (exact area
 * coverage), so that the same frame gives the same pixels on every machine. Nothing here can fail: it clips,
 * drops and counts. Units: pixels of the picture; angles in radians, 0 = 12 o'clock, growing clockwise. */

#define DRAW_CELL_PX 16                  /* edge of a compared cell */
#define DRAW_STACK_MAX 16                /* nesting of groups and clips */
#define DRAW_LAYER_BYTES_MAX (96u << 20) /* all cached layers together */
#define DRAW_LAYER_IDLE_FRAMES 120       /* an unused layer is dropped after so many frames */

struct canvas;
struct draw_image; /* premultiplied picture */

/* Where the picture is painted. Opaque 0xFFRRGGBB in native order. */
struct draw_target {
    uint32_t *pixels;
    int width_px, height_px, stride_px;
};

struct draw_stats {
    uint64_t frames, commands, painted_px, layer_bakes, dropped;
    size_t layer_bytes;
};

/* Owns: the caller, draw_canvas_destroy. Range: sizes 1..16384. */
struct canvas *draw_canvas_create(int width_px, int height_px);
void draw_canvas_destroy(struct canvas *canvas);
int draw_canvas_width(const struct canvas *canvas);
int draw_canvas_height(const struct canvas *canvas);
/* Forgets the last frame: the next draw_end repaints everything. */
void draw_canvas_invalidate(struct canvas *canvas);
/* Drops every cached layer. */
void draw_canvas_forget_layers(struct canvas *canvas);
struct draw_stats draw_canvas_stats(const struct canvas *canvas);

/* Frame bracket. draw_end paints into `target` (which must still hold the last frame unless invalidated)
 * and returns the changed rectangles. Valid until: the next draw_begin. target NULL: record only, no pixels. */
void draw_begin(struct canvas *canvas);
const struct irect *draw_end(struct canvas *canvas, const struct draw_target *target, size_t *ret_count);

/* ---- paint ---- */
struct paint {
    struct color from, to; /* equal: solid */
    float x0, y0, x1, y1;  /* axis of a linear gradient, picture pixels */
};
struct paint draw_solid(struct color color);
struct paint draw_gradient(struct color from, struct color to, struct vec2 start, struct vec2 end);

/* ---- shapes ---- */
void draw_rect(struct canvas *canvas, struct rect rect, struct paint paint);
void draw_round_rect(struct canvas *canvas, struct rect rect, float radius_px, struct paint paint);
void draw_round_rect_outline(struct canvas *canvas, struct rect rect, float radius_px, float stroke_px,
                             struct color color);
void draw_line(struct canvas *canvas, struct vec2 a, struct vec2 b, float stroke_px, struct color color);
/* Round joins and caps. is_closed joins the ends. Self-overlap is painted once. */
void draw_polyline(struct canvas *canvas, const struct vec2 *points, size_t count, float stroke_px,
                   bool is_closed, struct color color);
/* Dots of radius_px every gap_px of arc length, phase_px shifted. */
void draw_dotted(struct canvas *canvas, const struct vec2 *points, size_t count, float radius_px,
                 float gap_px, struct color color);
void draw_circle(struct canvas *canvas, struct vec2 center, float radius_px, struct color color);
void draw_ring(struct canvas *canvas, struct vec2 center, float radius_px, float stroke_px,
               struct color color);
/* A part of a ring between two angles (end > start, at most a full turn). */
void draw_ring_segment(struct canvas *canvas, struct vec2 center, float inner_px, float outer_px,
                       float start_rad, float end_rad, struct color color);
void draw_polygon(struct canvas *canvas, const struct vec2 *points, size_t count,
                  struct paint paint); /* non-zero rule */
/* Triangles sharing vertices; shared edges leave no seam. indices: 3 * triangle_count. */
void draw_mesh(struct canvas *canvas, const struct vec2 *vertices, size_t vertex_count,
               const uint32_t *indices, size_t triangle_count, struct paint paint);
/* Radial glow: alpha 1 in the middle, .35 at half radius, 0 at the rim, times the colour's alpha. */
void draw_glow(struct canvas *canvas, struct vec2 center, float radius_px, struct color color);

/* ---- pictures and text masks ---- */
/* Decodes PNG bytes and scales them to width x height (smooth). Errors: ERR_FORMAT, ERR_LIMIT (a file of more
 * than 8192 px or 16 Mpx, a size of more than 16384 px or 64 Mpx). Owns: the caller. */
struct draw_image *draw_image_decode(const void *png, size_t bytes, int width_px, int height_px,
                                     struct err *err) WARN_UNUSED;
/* Turns left to right, in place; twice is what it was. */
void draw_image_mirror(struct draw_image *image);
void draw_image_destroy(struct draw_image *image);
int draw_image_width(const struct draw_image *image);
int draw_image_height(const struct draw_image *image);
/* Unscaled, its top left at (x, y) rounded to whole pixels. The image must live until draw_end. */
void draw_image_at(struct canvas *canvas, const struct draw_image *image, float x, float y, float alpha);

/* Coverage (0..255) of one rasterised text run; owned by the text cache, must live until draw_end.
 * content_hash identifies the bytes, so that a frame compares without reading them. */
struct draw_mask {
    const uint8_t *coverage;
    int width_px, height_px, stride_bytes;
    uint64_t content_hash;
};
void draw_mask_at(struct canvas *canvas, const struct draw_mask *mask, float x, float y, struct color color);
/* Leaves masks out from now on, so that the picture shows what stands behind the words. Layers that were cached before keep
 * theirs: draw_canvas_forget_layers. */
void draw_masks_hide(struct canvas *canvas, bool is_hidden);

/* ---- state ---- */
/* Everything until the pop is moved by whole pixels and faded. Groups nest. */
void draw_group_push(struct canvas *canvas, float dx_px, float dy_px, float alpha);
void draw_group_pop(struct canvas *canvas);
void draw_clip_push(struct canvas *canvas, struct rect rect);
void draw_clip_pop(struct canvas *canvas);

/* Costly content stands in `if (draw_layer_begin(canvas, key, box)) { … draw_layer_end(canvas); }`. The key hashes
 * everything the content depends on but its place (box size is added by the canvas); an unchanged layer costs one
 * comparison. Coordinates inside are the picture's. A layer begun inside another lends it its cached pixels, or is drawn in place. A box edge is rounded outward to whole pixels. */
bool draw_layer_begin(struct canvas *canvas, uint64_t key, struct rect box);
/* Keys from now on are those of another world: the same key under another salt is another layer. 0 at the start. */
void draw_layer_salt(struct canvas *canvas, uint64_t salt);
void draw_layer_end(struct canvas *canvas);

/* ---- pictures to files (screenshots, tests) ---- */
bool draw_target_save_png(const struct draw_target *target, const char *path, struct err *err) WARN_UNUSED;
/* Smooth reduction to width x height into `ret_pixels`. */
void draw_target_reduce(const struct draw_target *target, int width_px, int height_px, uint32_t *ret_pixels);

/* ---- what a person could read: for layout dumps and lint ---- */
/* Notes one text or touch target in the record of this frame; costs nothing when recording is off. */
struct draw_note {
    bool is_target, is_cut; /* cut: its end did not fit */
    struct str text;        /* copied into the frame's memory */
    float x, baseline, px;  /* targets: x, y, w, h in box */
    int weight;
    struct color color; /* its alpha is what is left of it on the screen, groups' fading included */
    char anchor;        /* 'l', 'r', 'c' */
    struct rect box;
};
void draw_notes_enable(struct canvas *canvas, bool is_on);
void draw_note_add(struct canvas *canvas,
                   const struct draw_note *note); /* group offsets applied; alpha below .02 dropped */
const struct draw_note *draw_notes(const struct canvas *canvas, size_t *ret_count);
