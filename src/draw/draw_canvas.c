/* The canvas: the frame bracket, the record of commands, groups and clips, and notes of what a person could read. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define FRAME_BLOCK_BYTES (256u << 10)
#define EDGE_SLACK_PX 1.0f

struct canvas *
draw_canvas_create(int width_px, int height_px) {
    xassert(width_px > 0 && height_px > 0 && width_px <= 16384 && height_px <= 16384);
    struct canvas *canvas = xalloc(sizeof(*canvas));
    canvas->width_px = width_px;
    canvas->height_px = height_px;
    canvas->cell_columns = (width_px + DRAW_CELL_PX - 1) / DRAW_CELL_PX;
    canvas->cell_rows = (height_px + DRAW_CELL_PX - 1) / DRAW_CELL_PX;
    const size_t cells = (size_t)canvas->cell_columns * (size_t)canvas->cell_rows;
    canvas->cells = xalloc_array(cells, sizeof(*canvas->cells));
    canvas->cells_before = xalloc_array(cells, sizeof(*canvas->cells_before));
    canvas->run_above = xalloc_array((size_t)canvas->cell_columns, sizeof(*canvas->run_above));
    canvas->is_invalid = true;
    arena_init(&canvas->frame, FRAME_BLOCK_BYTES);
    draw_glow_prepare(canvas);
    return canvas;
}

void
draw_canvas_destroy(struct canvas *canvas) {
    if (canvas == NULL) {
        return;
    }
    draw_canvas_forget_layers(canvas);
    arena_fini(&canvas->frame);
    xfree(canvas->commands.items);
    xfree(canvas->layer_commands.items);
    xfree(canvas->cells);
    xfree(canvas->cells_before);
    xfree(canvas->changed);
    xfree(canvas->run_above);
    xfree(canvas->raster.cover);
    xfree(canvas->raster.area);
    xfree(canvas->raster.coverage);
    xfree(canvas->raster.spans);
    xfree(canvas->notes);
    xfree(canvas);
}

int
draw_canvas_width(const struct canvas *canvas) {
    return canvas->width_px;
}

int
draw_canvas_height(const struct canvas *canvas) {
    return canvas->height_px;
}

void
draw_canvas_invalidate(struct canvas *canvas) {
    canvas->is_invalid = true;
}

struct draw_stats
draw_canvas_stats(const struct canvas *canvas) {
    return canvas->stats;
}

struct draw_state *
draw_state_top(struct canvas *canvas) {
    return &canvas->stack[canvas->depth];
}

void
draw_begin(struct canvas *canvas) {
    arena_reset(&canvas->frame);
    canvas->commands.count = 0;
    canvas->note_count = 0;
    canvas->depth = 0;
    canvas->stack[0] = (struct draw_state){0.0f, 0.0f, 1.0f, {0, 0, canvas->width_px, canvas->height_px}};
}

const struct irect *
draw_end(struct canvas *canvas, const struct draw_target *target, size_t *ret_count) {
    xassert(canvas->open_layer == NULL && canvas->depth == 0);
    canvas->stats.frames++;
    canvas->stats.commands += canvas->commands.count;
    *ret_count = 0;
    if (target == NULL) {
        draw_layers_age(canvas);
        return NULL;
    }
    draw_compare(canvas);
    for (size_t i = 0; i < canvas->changed_count; i++) {
        draw_paint(canvas, &canvas->commands, target, canvas->changed[i], 0, 0);
    }
    draw_layers_age(canvas);
    *ret_count = canvas->changed_count;
    return canvas->changed;
}

int
draw_pixel(float v) {
    return (int)float_clamp(v, -(float)DRAW_COORD_MAX, (float)DRAW_COORD_MAX);
}

static struct irect
pixel_box(struct rect box) {
    const int x0 = draw_pixel(floorf(box.x - EDGE_SLACK_PX));
    const int y0 = draw_pixel(floorf(box.y - EDGE_SLACK_PX));
    const int x1 = draw_pixel(ceilf(box.x + box.w + EDGE_SLACK_PX));
    const int y1 = draw_pixel(ceilf(box.y + box.h + EDGE_SLACK_PX));
    return (struct irect){x0, y0, x1 - x0, y1 - y0};
}

/* Whole pixels as they are; what begins too far away is dropped, not moved. */
static struct irect
exact_box(struct rect box) {
    const float limit = (float)DRAW_COORD_MAX;
    if (fabsf(box.x) > limit || fabsf(box.y) > limit) {
        return (struct irect){0};
    }
    return (struct irect){(int)box.x, (int)box.y, draw_pixel(box.w), draw_pixel(box.h)};
}

void
draw_command_add(struct canvas *canvas, struct draw_command command, struct rect box) {
    struct command_list *list = canvas->open_layer != NULL ? &canvas->layer_commands : &canvas->commands;
    const bool is_finite = isfinite(box.x) && isfinite(box.y) && isfinite(box.w) && isfinite(box.h);
    struct irect pixels = {0};
    if (is_finite) {
        pixels = command.op == OP_SHAPE || command.op == OP_GLOW ? pixel_box(box) : exact_box(box);
    }
    command.box = irect_intersect(pixels, draw_state_top(canvas)->clip);
    if (irect_is_empty(command.box)) {
        canvas->stats.dropped++;
        return;
    }
    command.hash =
        hash_bytes(hash_u64(command.hash, (uint64_t)command.op), &command.box, sizeof(command.box));
    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 256;
        list->items = xrealloc_array(list->items, list->capacity, sizeof(*list->items));
    }
    list->items[list->count++] = command;
}

void
draw_glow(struct canvas *canvas, struct vec2 center, float radius_px, struct color color) {
    const struct draw_state *state = draw_state_top(canvas);
    struct draw_command command = {
        .op = OP_GLOW, .paint = draw_solid(color_fade(color, state->alpha)), .radius = radius_px};
    command.at = (struct vec2){center.x + state->dx, center.y + state->dy};
    if (command.paint.from.a == 0 || !(radius_px > 0.0f)) {
        return;
    }
    command.hash = hash_bytes(HASH_SEED, &command.paint, sizeof(command.paint)) ^
                   hash_bytes(HASH_SEED, &command.at, sizeof(command.at)) ^
                   hash_bytes(HASH_SEED + 1, &command.radius, sizeof(command.radius));
    draw_command_add(canvas, command,
                     (struct rect){command.at.x - radius_px, command.at.y - radius_px, 2.0f * radius_px,
                                   2.0f * radius_px});
}

void
draw_image_at(struct canvas *canvas, const struct draw_image *image, float x, float y, float alpha) {
    const struct draw_state *state = draw_state_top(canvas);
    struct draw_command command = {
        .op = OP_IMAGE, .image = image, .at = {roundf(x) + state->dx, roundf(y) + state->dy}};
    command.alpha = (int)(float_clamp(alpha * state->alpha, 0.0f, 1.0f) * 255.0f + 0.5f);
    if (image == NULL || command.alpha == 0) {
        return;
    }
    command.hash = hash_u64(hash_u64(image->id, (uint64_t)command.alpha),
                            hash_bytes(HASH_SEED, &command.at, sizeof(command.at)));
    draw_command_add(
        canvas, command,
        (struct rect){command.at.x, command.at.y, (float)image->width_px, (float)image->height_px});
}

void
draw_mask_at(struct canvas *canvas, const struct draw_mask *mask, float x, float y, struct color color) {
    const struct draw_state *state = draw_state_top(canvas);
    struct draw_command command = {
        .op = OP_MASK, .mask = *mask, .paint = draw_solid(color_fade(color, state->alpha))};
    command.at = (struct vec2){roundf(x) + state->dx, roundf(y) + state->dy};
    if (command.paint.from.a == 0 || mask->coverage == NULL || canvas->has_no_masks) {
        return;
    }
    command.hash = hash_u64(mask->content_hash, hash_bytes(HASH_SEED, &command.at, sizeof(command.at))) ^
                   hash_bytes(HASH_SEED, &command.paint.from, sizeof(command.paint.from));
    draw_command_add(
        canvas, command,
        (struct rect){command.at.x, command.at.y, (float)mask->width_px, (float)mask->height_px});
}

static struct draw_state *
push_state(struct canvas *canvas) {
    xassert(canvas->depth < DRAW_STACK_MAX);
    canvas->stack[canvas->depth + 1] = canvas->stack[canvas->depth];
    canvas->depth++;
    return draw_state_top(canvas);
}

void
draw_group_push(struct canvas *canvas, float dx_px, float dy_px, float alpha) {
    struct draw_state *state = push_state(canvas);
    state->dx += roundf(dx_px);
    state->dy += roundf(dy_px);
    state->alpha *= float_clamp(alpha, 0.0f, 1.0f);
}

void
draw_group_pop(struct canvas *canvas) {
    xassert(canvas->depth > 0);
    canvas->depth--;
}

void
draw_clip_push(struct canvas *canvas, struct rect rect) {
    struct draw_state *state = push_state(canvas);
    const int x0 = draw_pixel(roundf(rect.x + state->dx));
    const int y0 = draw_pixel(roundf(rect.y + state->dy));
    const int x1 = draw_pixel(roundf(rect.x + rect.w + state->dx));
    const int y1 = draw_pixel(roundf(rect.y + rect.h + state->dy));
    state->clip = irect_intersect(state->clip, (struct irect){x0, y0, x1 - x0, y1 - y0});
}

void
draw_clip_pop(struct canvas *canvas) {
    draw_group_pop(canvas);
}

/* ---- notes ---- */

void
draw_masks_hide(struct canvas *canvas, bool is_hidden) {
    canvas->has_no_masks = is_hidden;
}

void
draw_notes_enable(struct canvas *canvas, bool is_on) {
    canvas->has_notes = is_on;
}

void
draw_note_add(struct canvas *canvas, const struct draw_note *note) {
    if (!canvas->has_notes) {
        return;
    }
    canvas->notes_seen++;
    struct draw_state place = *draw_state_top(canvas);
    if (canvas->open_layer != NULL) { /* a layer's content is recorded unmoved and unfaded */
        place.dx += canvas->layer_outer.dx;
        place.dy += canvas->layer_outer.dy;
        place.alpha *= canvas->layer_outer.alpha;
    }
    if (place.alpha * (float)note->color.a / 255.0f < 0.02f) {
        return;
    }
    if (canvas->note_count == canvas->note_capacity) {
        canvas->note_capacity = canvas->note_capacity * 2 + 64;
        canvas->notes = xrealloc_array(canvas->notes, canvas->note_capacity, sizeof(*canvas->notes));
    }
    struct draw_note *copy = &canvas->notes[canvas->note_count++];
    *copy = *note;
    copy->text = str_copy(&canvas->frame, note->text);
    copy->color = color_fade(note->color, place.alpha);
    copy->x += place.dx;
    copy->baseline += place.dy;
    copy->box.x += place.dx;
    copy->box.y += place.dy;
}

const struct draw_note *
draw_notes(const struct canvas *canvas, size_t *ret_count) {
    *ret_count = canvas->note_count;
    return canvas->notes;
}
