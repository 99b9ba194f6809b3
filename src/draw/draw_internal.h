#pragma once

#include "base/xalloc.h"
#include "draw/draw.h"

/* Private to draw/: commands, the canvas, and the painters. */

#define DRAW_COORD_MAX 100000 /* pixels; what lies further out is cut or dropped */
#define GLOW_STEPS 1024
#define GRADIENT_STEPS 256

enum draw_op { OP_FILL, OP_SHAPE, OP_GLOW, OP_IMAGE, OP_MASK, OP_LAYER };

struct edge {
    float x0, y0, x1, y1;
};

struct draw_layer;

/* One recorded command. Everything is in picture pixels, group offset applied. */
struct draw_command {
    enum draw_op op;
    struct irect box;         /* pixels it may touch, clipped */
    uint64_t hash;            /* everything that influences its pixels but the box */
    struct paint paint;       /* fills and shapes; .from is the colour of glows and masks */
    const struct edge *edges; /* shapes */
    size_t edge_count;
    struct vec2 at; /* glow: centre; pictures, masks, layers: top left */
    float radius;
    int alpha; /* 0..255: pictures and layers */
    const struct draw_image *image;
    struct draw_mask mask;
    const struct draw_layer *layer;
};

struct command_list {
    struct draw_command *items;
    size_t count, capacity;
};

struct draw_image {
    uint32_t *pixels; /* premultiplied */
    int width_px, height_px;
    bool is_opaque;
    uint64_t id; /* hash of the bytes */
};

/* Pixels [first, end) of a row that may be covered; outside it coverage is 0 and not stored. */
struct raster_span {
    int first, end;
};

/* Scratch of the rasteriser, grown once. */
struct raster {
    int32_t *cover, *area; /* all zero between calls */
    size_t capacity;
    struct raster_span *spans;
    size_t span_capacity;
    uint8_t *coverage;
    size_t coverage_capacity;
};

struct draw_state {
    float dx, dy, alpha;
    struct irect clip;
};

struct canvas {
    int width_px, height_px;
    struct arena frame;
    struct command_list commands;
    uint64_t *cells, *cells_before;
    int cell_columns, cell_rows;
    bool is_invalid;
    struct irect *changed;
    size_t changed_count, changed_capacity;
    size_t *run_above; /* by column: 1 + the changed rectangle that last began there */
    struct draw_state stack[DRAW_STACK_MAX + 1];
    int depth;
    struct draw_layer *layers; /* newest first */
    struct draw_layer *open_layer;
    uint64_t layer_salt; /* part of every key */
    int inline_layers;   /* begun inside the open one, or without room: drawn in place */
    struct draw_state inline_outer[DRAW_STACK_MAX];
    struct command_list layer_commands;
    struct draw_state layer_outer; /* state to return to */
    int layer_depth;
    struct raster raster;
    uint8_t glow[GLOW_STEPS + 1];      /* alpha of a glow by squared distance */
    uint32_t gradient[GRADIENT_STEPS]; /* premultiplied colours of the gradient painted last */
    struct color gradient_from, gradient_to;
    bool has_notes, has_no_masks;
    struct draw_note *notes;
    size_t note_count, note_capacity;
    uint64_t notes_seen; /* also of what was too faint to be noted */
    struct draw_stats stats;
};

/* ---- draw_canvas.c ---- */
/* Returns: the value as a whole number within +-DRAW_COORD_MAX; NaN gives the lower bound. */
int draw_pixel(float v);
struct draw_state *draw_state_top(struct canvas *canvas);
/* Adds a command whose box (unclipped, pixels) is given; drops what is outside the clip. */
void draw_command_add(struct canvas *canvas, struct draw_command command, struct rect box);

/* ---- draw_compare.c ---- */
/* Fills canvas->changed with the rectangles of cells whose commands differ from the last frame's. */
void draw_compare(struct canvas *canvas);

/* ---- draw_layer.c ---- */
void draw_layers_age(struct canvas *canvas);
void draw_layer_paint(const struct draw_layer *layer, const struct draw_target *target, struct irect clip,
                      int x, int y, int alpha);

/* ---- draw_paint.c ---- */
/* Fills the canvas's table of a glow's falloff. */
void draw_glow_prepare(struct canvas *canvas);
/* Paints the part of the commands that lies in `clip`. `origin` is the picture pixel of the target's top left. */
void draw_paint(struct canvas *canvas, const struct command_list *commands, const struct draw_target *target,
                struct irect clip, int origin_x, int origin_y);

/* ---- draw_raster.c ---- */
/* Coverage 0..255 of the edges in `clip` (row by row, stride clip.w; only within raster->spans[row]), exact and independent
 * of the clip. Valid until: the next call. */
const uint8_t *draw_raster_coverage(struct raster *raster, const struct edge *edges, size_t count,
                                    struct irect clip);

/* ---- draw_blend.c ---- premultiplied 0xAARRGGBB rows */
uint32_t draw_premultiply(struct color color);
/* Fully covered. */
void draw_blend_fill(uint32_t *row, int count, uint32_t color);
void draw_blend_solid(uint32_t *row, const uint8_t *coverage, int count, uint32_t color);
/* colors: one premultiplied colour a pixel. */
void draw_blend_colors(uint32_t *restrict row, const uint8_t *restrict coverage, int count,
                       const uint32_t *restrict colors);
void draw_blend_pixels(uint32_t *restrict row, const uint32_t *restrict source, int count, int alpha);
