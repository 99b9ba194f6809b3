/* Cached layers: costly content painted once into premultiplied pixels. Tiles of a layer remember whether they are empty or
 * opaque, so that the unused part of a big layer costs nothing. A layer is painted where its content stands, and moved and faded
 * as a whole by the groups around it. Bounded in bytes: what was unused longest goes first, and what finds no room is
 * recorded as plain commands. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define TILE_PX 32
/* A layer of up to so many canvases is kept whole, a bigger one is cut to what is seen. */
#define WHOLE_CANVASES 2

enum tile { TILE_EMPTY, TILE_MIXED, TILE_OPAQUE };

struct draw_layer {
    struct draw_layer *next;
    uint64_t key;
    struct irect box; /* where it was painted; only its size is part of the key */
    uint32_t *pixels;
    uint8_t *tiles;
    int tile_columns, tile_rows;
    size_t bytes;
    uint64_t used_at;      /* frame number */
    uint64_t notes_before; /* of its recording */
    bool is_wordless;      /* recorded with notes on, and there were none */
};

static struct irect
outward(struct rect box) {
    const int x0 = draw_pixel(floorf(box.x));
    const int y0 = draw_pixel(floorf(box.y));
    return (struct irect){x0, y0, draw_pixel(ceilf(box.x + box.w)) - x0,
                          draw_pixel(ceilf(box.y + box.h)) - y0};
}

/* The pixels a layer keeps, where its content stands, and the cache key: size and cut are part of it, place is not.
 * Returns: an empty box when nothing of it is seen. */
static struct irect
layer_pixels(struct canvas *canvas, uint64_t key, struct rect box, uint64_t *ret_key) {
    const struct draw_state *state = draw_state_top(canvas);
    const int dx = draw_pixel(state->dx);
    const int dy = draw_pixel(state->dy);
    const struct irect clip = {state->clip.x - dx, state->clip.y - dy, state->clip.w, state->clip.h};
    const struct irect page = {-dx, -dy, canvas->width_px, canvas->height_px};
    const struct irect whole = outward(box);
    struct irect pixels = whole;
    if (whole.w <= 0 || whole.h <= 0 || !irect_overlaps(whole, clip)) {
        return (struct irect){0};
    }
    if ((int64_t)whole.w * whole.h > (int64_t)WHOLE_CANVASES * canvas->width_px * canvas->height_px) {
        pixels = irect_intersect(whole, page);
    }
    const int shape[4] = {whole.w, whole.h, pixels.x - whole.x, pixels.y - whole.y};
    const int size[2] = {pixels.w, pixels.h};
    *ret_key = hash_bytes(hash_bytes(hash_u64(HASH_SEED + canvas->layer_salt, key), shape, sizeof(shape)),
                          size, sizeof(size));
    return pixels;
}

static void
free_layer(struct canvas *canvas, struct draw_layer **link) {
    struct draw_layer *layer = *link;
    *link = layer->next;
    canvas->stats.layer_bytes -= layer->bytes;
    xfree(layer->pixels);
    xfree(layer->tiles);
    xfree(layer);
}

void
draw_canvas_forget_layers(struct canvas *canvas) {
    while (canvas->layers != NULL) {
        free_layer(canvas, &canvas->layers);
    }
}

void
draw_layers_age(struct canvas *canvas) {
    for (struct draw_layer **link = &canvas->layers; *link != NULL;) {
        if ((*link)->used_at + DRAW_LAYER_IDLE_FRAMES < canvas->stats.frames) {
            free_layer(canvas, link);
        } else {
            link = &(*link)->next;
        }
    }
}

/* Drops what was unused longest, never what this frame has already drawn. Returns: is there room now? */
static bool
make_room(struct canvas *canvas, size_t bytes) {
    while (canvas->stats.layer_bytes + bytes > DRAW_LAYER_BYTES_MAX) {
        struct draw_layer **oldest = NULL;
        for (struct draw_layer **link = &canvas->layers; *link != NULL; link = &(*link)->next) {
            const bool is_free = (*link)->used_at <= canvas->stats.frames;
            if (is_free && (oldest == NULL || (*link)->used_at <= (*oldest)->used_at)) {
                oldest = link;
            }
        }
        if (oldest == NULL) {
            return false;
        }
        free_layer(canvas, oldest);
    }
    return true;
}

static void
add_layer_command(struct canvas *canvas, struct draw_layer *layer, struct irect box) {
    const struct draw_state *state = draw_state_top(canvas);
    layer->used_at = canvas->stats.frames + 1;
    struct draw_command command = {.op = OP_LAYER, .layer = layer};
    command.at = (struct vec2){(float)box.x + state->dx, (float)box.y + state->dy};
    command.alpha = (int)(state->alpha * 255.0f + 0.5f);
    if (command.alpha == 0) {
        return;
    }
    command.hash = hash_u64(hash_u64(layer->key, (uint64_t)command.alpha),
                            hash_bytes(HASH_SEED, &command.at, sizeof(command.at)));
    draw_command_add(canvas, command, (struct rect){command.at.x, command.at.y, (float)box.w, (float)box.h});
}

static struct draw_layer *
find_layer(struct canvas *canvas, uint64_t key) {
    for (struct draw_layer *layer = canvas->layers; layer != NULL; layer = layer->next) {
        if (layer->key == key) {
            return layer;
        }
    }
    return NULL;
}

/* Inside another layer, or without room to keep it: the commands are recorded as if there were no layer, within its box. */
static void
begin_inline(struct canvas *canvas, struct irect pixels) {
    struct draw_state *state = draw_state_top(canvas);
    const struct irect seen = {pixels.x + draw_pixel(state->dx), pixels.y + draw_pixel(state->dy), pixels.w,
                               pixels.h};
    xassert(canvas->inline_layers < DRAW_STACK_MAX);
    canvas->inline_outer[canvas->inline_layers++] = *state;
    state->clip = irect_intersect(state->clip, seen);
}

static void
begin_cached(struct canvas *canvas, struct draw_layer *layer, struct irect pixels) {
    layer->box = pixels;
    layer->notes_before = canvas->notes_seen;
    canvas->open_layer = layer;
    canvas->layer_commands.count = 0;
    canvas->layer_outer = *draw_state_top(canvas);
    canvas->layer_depth = canvas->depth;
    *draw_state_top(canvas) = (struct draw_state){0.0f, 0.0f, 1.0f, pixels};
}

void
draw_layer_salt(struct canvas *canvas, uint64_t salt) {
    canvas->layer_salt = salt;
}

bool
draw_layer_begin(struct canvas *canvas, uint64_t key, struct rect box) {
    uint64_t full_key = 0;
    const struct irect pixels = layer_pixels(canvas, key, box, &full_key);
    if (irect_is_empty(pixels)) {
        return false;
    }
    struct draw_layer *layer = find_layer(canvas, full_key);
    if (layer != NULL && (!canvas->has_notes || layer->is_wordless)) { /* notes need the content itself */
        add_layer_command(canvas, layer, pixels);
        return false;
    }
    const size_t bytes = (size_t)pixels.w * (size_t)pixels.h * sizeof(*layer->pixels);
    if (canvas->open_layer != NULL || canvas->inline_layers > 0 ||
        (layer == NULL && !make_room(canvas, bytes))) {
        begin_inline(canvas, pixels);
        return true;
    }
    if (layer == NULL) {
        layer = xalloc(sizeof(*layer));
        layer->key = full_key;
    }
    begin_cached(canvas, layer, pixels);
    return true;
}

static enum tile
classify(const struct draw_layer *layer, int column, int row) {
    uint32_t all = 0xFF000000u;
    uint32_t any = 0;
    for (int y = row * TILE_PX; y < layer->box.h && y < (row + 1) * TILE_PX; y++) {
        for (int x = column * TILE_PX; x < layer->box.w && x < (column + 1) * TILE_PX; x++) {
            const uint32_t pixel = layer->pixels[(size_t)y * (size_t)layer->box.w + (size_t)x];
            all &= pixel;
            any |= pixel;
        }
    }
    return any == 0 ? TILE_EMPTY : all >= 0xFF000000u ? TILE_OPAQUE : TILE_MIXED;
}

static void
bake(struct canvas *canvas, struct draw_layer *layer) {
    const size_t count = (size_t)layer->box.w * (size_t)layer->box.h;
    layer->pixels = xalloc_array(count, sizeof(*layer->pixels));
    layer->tile_columns = (layer->box.w + TILE_PX - 1) / TILE_PX;
    layer->tile_rows = (layer->box.h + TILE_PX - 1) / TILE_PX;
    layer->tiles = xalloc_array((size_t)layer->tile_columns * (size_t)layer->tile_rows, 1);
    layer->bytes = count * sizeof(*layer->pixels);
    const struct draw_target target = {layer->pixels, layer->box.w, layer->box.h, layer->box.w};
    draw_paint(canvas, &canvas->layer_commands, &target, layer->box, layer->box.x, layer->box.y);
    for (int row = 0; row < layer->tile_rows; row++) {
        for (int column = 0; column < layer->tile_columns; column++) {
            layer->tiles[row * layer->tile_columns + column] = (uint8_t)classify(layer, column, row);
        }
    }
    layer->next = canvas->layers;
    canvas->layers = layer;
    canvas->stats.layer_bytes += layer->bytes;
    canvas->stats.layer_bakes++;
}

void
draw_layer_end(struct canvas *canvas) {
    if (canvas->inline_layers > 0) {
        *draw_state_top(canvas) = canvas->inline_outer[--canvas->inline_layers];
        return;
    }
    struct draw_layer *layer = canvas->open_layer;
    xassert(layer != NULL && canvas->depth == canvas->layer_depth);
    *draw_state_top(canvas) = canvas->layer_outer;
    canvas->open_layer = NULL;
    layer->is_wordless = canvas->has_notes && canvas->notes_seen == layer->notes_before;
    if (layer->pixels == NULL) { /* else it was recorded for its notes only */
        bake(canvas, layer);
    }
    add_layer_command(canvas, layer, layer->box);
}

/* The pixels of neighbouring tiles of one kind. */
static void
paint_tiles(const struct draw_layer *layer, const struct draw_target *target, struct irect part, int x, int y,
            int alpha, bool is_copy) {
    for (int line = part.y; line < part.y + part.h; line++) {
        uint32_t *to = target->pixels + (size_t)line * (size_t)target->stride_px + part.x;
        const uint32_t *from = layer->pixels + (size_t)(line - y) * (size_t)layer->box.w + (part.x - x);
        if (is_copy) {
            memcpy(to, from, (size_t)part.w * sizeof(*to));
        } else {
            draw_blend_pixels(to, from, part.w, alpha);
        }
    }
}

/* `clip` and (x, y), the layer's top left, are in the target's own pixels. */
void
draw_layer_paint(const struct draw_layer *layer, const struct draw_target *target, struct irect clip, int x,
                 int y, int alpha) {
    const struct irect seen = irect_intersect((struct irect){x, y, layer->box.w, layer->box.h}, clip);
    if (irect_is_empty(seen)) {
        return;
    }
    const int last_row = (seen.y + seen.h - 1 - y) / TILE_PX;
    const int last_column = (seen.x + seen.w - 1 - x) / TILE_PX;
    for (int row = (seen.y - y) / TILE_PX; row <= last_row; row++) {
        const uint8_t *tiles = layer->tiles + row * layer->tile_columns;
        for (int column = (seen.x - x) / TILE_PX; column <= last_column;) {
            const int first = column;
            const uint8_t kind = tiles[first];
            while (column <= last_column && tiles[column] == kind) {
                column++;
            }
            const struct irect run = {x + first * TILE_PX, y + row * TILE_PX, (column - first) * TILE_PX,
                                      TILE_PX};
            if (kind != TILE_EMPTY) {
                paint_tiles(layer, target, irect_intersect(run, seen), x, y, alpha,
                            kind == TILE_OPAQUE && alpha >= 255);
            }
        }
    }
}
