/* Cached layers: costly content painted once into premultiplied pixels. Tiles of a layer remember whether they are empty or
 * opaque, so that the unused part of a big layer costs nothing. Bounded in bytes; what is not used goes first. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define TILE_PX 32

enum tile { TILE_EMPTY, TILE_MIXED, TILE_OPAQUE };

struct draw_layer {
    struct draw_layer *next;
    uint64_t key;
    struct irect box; /* where it was painted; only its size is part of the key */
    uint32_t *pixels;
    uint8_t *tiles;
    int tile_columns, tile_rows;
    size_t bytes;
    uint64_t used_at; /* frame number */
};

static struct irect
outward(struct rect box) {
    const int x0 = (int)floorf(box.x);
    const int y0 = (int)floorf(box.y);
    return (struct irect){x0, y0, (int)ceilf(box.x + box.w) - x0, (int)ceilf(box.y + box.h) - y0};
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
        const bool is_idle = (*link)->used_at + DRAW_LAYER_IDLE_FRAMES < canvas->stats.frames;
        const bool is_over =
            canvas->stats.layer_bytes > DRAW_LAYER_BYTES_MAX && (*link)->used_at < canvas->stats.frames;
        if (is_idle || is_over) {
            free_layer(canvas, link);
        } else {
            link = &(*link)->next;
        }
    }
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
find_layer(const struct canvas *canvas, uint64_t full_key) {
    struct draw_layer *layer = canvas->layers;
    while (layer != NULL && layer->key != full_key) {
        layer = layer->next;
    }
    return canvas->has_notes ? NULL : layer; /* notes need the content itself */
}

bool
draw_layer_begin(struct canvas *canvas, uint64_t key, struct rect box) {
    const struct irect pixels =
        irect_intersect(outward(box), (struct irect){0, 0, canvas->width_px, canvas->height_px});
    if (irect_is_empty(pixels)) {
        return false;
    }
    const uint64_t full_key =
        hash_u64(hash_u64(key, (uint64_t)pixels.w << 32 | (uint64_t)pixels.h), HASH_SEED);
    struct draw_layer *found = find_layer(canvas, full_key);
    if (found != NULL) {
        add_layer_command(canvas, found, pixels);
        return false;
    }
    if (canvas->open_layer != NULL) {
        canvas->inline_layers++;
        return true;
    }
    struct draw_layer *layer = xalloc(sizeof(*layer));
    layer->key = full_key;
    layer->box = pixels;
    canvas->open_layer = layer;
    canvas->layer_commands.count = 0;
    canvas->layer_outer = *draw_state_top(canvas);
    *draw_state_top(canvas) = (struct draw_state){0.0f, 0.0f, 1.0f, pixels};
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

void
draw_layer_end(struct canvas *canvas) {
    if (canvas->inline_layers > 0) {
        canvas->inline_layers--;
        return;
    }
    struct draw_layer *layer = canvas->open_layer;
    xassert(layer != NULL);
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
    canvas->open_layer = NULL;
    *draw_state_top(canvas) = canvas->layer_outer;
    add_layer_command(canvas, layer, layer->box);
}

/* `clip` and (x, y), the layer's top left, are in the target's own pixels. */
void
draw_layer_paint(const struct draw_layer *layer, const struct draw_target *target, struct irect clip, int x,
                 int y, int alpha) {
    for (int row = 0; row < layer->tile_rows; row++) {
        for (int column = 0; column < layer->tile_columns; column++) {
            const enum tile tile = (enum tile)layer->tiles[row * layer->tile_columns + column];
            const struct irect place = {x + column * TILE_PX, y + row * TILE_PX, TILE_PX, TILE_PX};
            const struct irect whole = {x, y, layer->box.w, layer->box.h};
            const struct irect part = irect_intersect(irect_intersect(place, whole), clip);
            if (tile == TILE_EMPTY || irect_is_empty(part)) {
                continue;
            }
            for (int line = part.y; line < part.y + part.h; line++) {
                uint32_t *to = target->pixels + (size_t)line * (size_t)target->stride_px + part.x;
                const uint32_t *from =
                    layer->pixels + (size_t)(line - y) * (size_t)layer->box.w + (part.x - x);
                if (tile == TILE_OPAQUE && alpha >= 255) {
                    memcpy(to, from, (size_t)part.w * sizeof(*to));
                } else {
                    draw_blend_pixels(to, from, part.w, alpha);
                }
            }
        }
    }
}
