/* Replays commands into a rectangle of pixels. The same command gives the same pixels whatever rectangle is asked for. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#define PART_PX 64 /* pixels worked on at a time */

struct view {
    const struct draw_target *target;
    struct irect clip; /* picture pixels */
    int origin_x, origin_y;
};

static uint32_t *
row_at(const struct view *view, int x, int y) {
    return view->target->pixels + (size_t)(y - view->origin_y) * (size_t)view->target->stride_px +
           (x - view->origin_x);
}

static bool
is_solid(const struct paint *paint) {
    return memcmp(&paint->from, &paint->to, sizeof(paint->from)) == 0;
}

static const uint32_t *
gradient_table(struct canvas *canvas, const struct paint *paint) {
    if (memcmp(&canvas->gradient_from, &paint->from, sizeof(paint->from)) == 0 &&
        memcmp(&canvas->gradient_to, &paint->to, sizeof(paint->to)) == 0) {
        return canvas->gradient; /* a new canvas has it for two clear colours */
    }
    for (int i = 0; i < GRADIENT_STEPS; i++) {
        canvas->gradient[i] =
            draw_premultiply(color_mix(paint->from, paint->to, (float)i / (float)(GRADIENT_STEPS - 1)));
    }
    canvas->gradient_from = paint->from;
    canvas->gradient_to = paint->to;
    return canvas->gradient;
}

/* coverage NULL: fully covered. */
static void
paint_gradient_row(const struct paint *paint, const uint32_t *table, uint32_t *row, const uint8_t *coverage,
                   int x, int y, int count) {
    const float ax = paint->x1 - paint->x0;
    const float ay = paint->y1 - paint->y0;
    const float inverse = (float)(GRADIENT_STEPS - 1) / fmaxf(ax * ax + ay * ay, 1e-6f);
    const float along_y = ((float)y + 0.5f - paint->y0) * ay;
    const float last = (float)(GRADIENT_STEPS - 1);
    uint8_t full[PART_PX];
    memset(full, 255, sizeof(full));
    for (int done = 0; done < count; done += PART_PX) {
        const int part = count - done < PART_PX ? count - done : PART_PX;
        int32_t steps[PART_PX];
        uint32_t colors[PART_PX];
        for (int i = 0; i < part; i++) {
            const float t = (((float)(x + done + i) + 0.5f - paint->x0) * ax + along_y) * inverse;
            steps[i] = (int32_t)((t > 0.0f ? t < last ? t : last : 0.0f) + 0.5f);
        }
        for (int i = 0; i < part; i++) {
            colors[i] = table[steps[i]];
        }
        draw_blend_colors(row + done, coverage != NULL ? coverage + done : full, part, colors);
    }
}

/* The colour of a row on which it does not change. Returns: false when it changes along the row. */
static bool
row_color(const struct paint *paint, const uint32_t *table, int y, uint32_t *ret_color) {
    if (table == NULL) {
        *ret_color = draw_premultiply(paint->from);
        return true;
    }
    if (paint->x1 - paint->x0 != 0.0f) {
        return false;
    }
    const float ay = paint->y1 - paint->y0;
    const float inverse = (float)(GRADIENT_STEPS - 1) / fmaxf(ay * ay, 1e-6f);
    const float t = ((float)y + 0.5f - paint->y0) * ay * inverse;
    *ret_color = table[(int)(float_clamp(t, 0.0f, (float)(GRADIENT_STEPS - 1)) + 0.5f)];
    return true;
}

static void
paint_fill(struct canvas *canvas, const struct draw_command *command, const struct view *view,
           struct irect box) {
    const struct paint *paint = &command->paint;
    const uint32_t *table = is_solid(paint) ? NULL : gradient_table(canvas, paint);
    for (int y = box.y; y < box.y + box.h; y++) {
        uint32_t color = 0;
        if (row_color(paint, table, y, &color)) {
            draw_blend_fill(row_at(view, box.x, y), box.w, color);
        } else {
            paint_gradient_row(paint, table, row_at(view, box.x, y), NULL, box.x, y, box.w);
        }
    }
}

static void
paint_shape(struct canvas *canvas, const struct draw_command *command, const struct view *view,
            struct irect box) {
    const struct paint *paint = &command->paint;
    const uint8_t *coverage = draw_raster_coverage(&canvas->raster, command->edges, command->edge_count, box);
    const uint32_t *table = is_solid(paint) ? NULL : gradient_table(canvas, paint);
    for (int y = box.y; y < box.y + box.h; y++) {
        const struct raster_span span = canvas->raster.spans[y - box.y];
        if (span.first >= span.end) {
            continue;
        }
        uint32_t *row = row_at(view, box.x + span.first, y);
        const uint8_t *covered = coverage + (size_t)(y - box.y) * (size_t)box.w + span.first;
        uint32_t color = 0;
        if (row_color(paint, table, y, &color)) {
            draw_blend_solid(row, covered, span.end - span.first, color);
        } else {
            paint_gradient_row(paint, table, row, covered, box.x + span.first, y, span.end - span.first);
        }
    }
}

/* By squared distance: 1 in the middle, .35 at half radius, 0 at the rim, smooth between. */
void
draw_glow_prepare(struct canvas *canvas) {
    for (int i = 0; i <= GLOW_STEPS; i++) {
        const float r = sqrtf((float)i / (float)GLOW_STEPS);
        const float alpha = r < 0.5f
                                ? 1.0f - 1.3f * r
                                : 0.35f * (2.0f - 2.0f * r) * (2.0f - 2.0f * r) * (0.55f + 0.9f * (1.0f - r));
        canvas->glow[i] = (uint8_t)(float_clamp(alpha, 0.0f, 1.0f) * 255.0f + 0.5f);
    }
}

/* Alpha of `count` pixels of a glow's row, from pixel x on. */
static void
glow_row(const uint8_t *table, const struct draw_command *command, int x, float dy, int count,
         uint8_t *ret_alpha) {
    const float scale = (float)GLOW_STEPS / (command->radius * command->radius);
    const float rim = (float)GLOW_STEPS;
    int32_t steps[PART_PX];
    for (int i = 0; i < count; i++) {
        const float dx = (float)(x + i) + 0.5f - command->at.x;
        const float step = (dx * dx + dy * dy) * scale;
        steps[i] = (int32_t)(step < rim ? step : rim);
    }
    for (int i = 0; i < count; i++) {
        ret_alpha[i] = table[steps[i]];
    }
}

static void
paint_glow(const uint8_t *table, const struct draw_command *command, const struct view *view,
           struct irect box) {
    const uint32_t color = draw_premultiply(command->paint.from);
    uint8_t alpha[PART_PX];
    for (int y = box.y; y < box.y + box.h; y++) {
        const float dy = (float)y + 0.5f - command->at.y;
        const float reach = sqrtf(fmaxf(command->radius * command->radius - dy * dy, 0.0f)) + 1.0f;
        const int first = draw_pixel(floorf(command->at.x - reach));
        const int end = draw_pixel(ceilf(command->at.x + reach));
        const int x0 = first > box.x ? first : box.x;
        const int x1 = end < box.x + box.w ? end : box.x + box.w;
        for (int x = x0; x < x1; x += PART_PX) {
            const int part = x1 - x < PART_PX ? x1 - x : PART_PX;
            glow_row(table, command, x, dy, part, alpha);
            draw_blend_solid(row_at(view, x, y), alpha, part, color);
        }
    }
}

static void
paint_image(const struct draw_command *command, const struct view *view, struct irect box) {
    const struct draw_image *image = command->image;
    const int x0 = (int)command->at.x;
    const int y0 = (int)command->at.y;
    for (int y = box.y; y < box.y + box.h; y++) {
        const uint32_t *source = image->pixels + (size_t)(y - y0) * (size_t)image->width_px + (box.x - x0);
        if (image->is_opaque && command->alpha >= 255) {
            memcpy(row_at(view, box.x, y), source, (size_t)box.w * sizeof(*source));
        } else {
            draw_blend_pixels(row_at(view, box.x, y), source, box.w, command->alpha);
        }
    }
}

static void
paint_mask(const struct draw_command *command, const struct view *view, struct irect box) {
    const struct draw_mask *mask = &command->mask;
    const int x0 = (int)command->at.x;
    const int y0 = (int)command->at.y;
    const uint32_t color = draw_premultiply(command->paint.from);
    for (int y = box.y; y < box.y + box.h; y++) {
        const uint8_t *coverage =
            mask->coverage + (size_t)(y - y0) * (size_t)mask->stride_bytes + (box.x - x0);
        draw_blend_solid(row_at(view, box.x, y), coverage, box.w, color);
    }
}

static void
paint_one(struct canvas *canvas, const struct draw_command *command, const struct view *view,
          struct irect box) {
    switch (command->op) {
    case OP_FILL:
        paint_fill(canvas, command, view, box);
        break;
    case OP_SHAPE:
        paint_shape(canvas, command, view, box);
        break;
    case OP_GLOW:
        paint_glow(canvas->glow, command, view, box);
        break;
    case OP_IMAGE:
        paint_image(command, view, box);
        break;
    case OP_MASK:
        paint_mask(command, view, box);
        break;
    case OP_LAYER: {
        const struct irect local = {box.x - view->origin_x, box.y - view->origin_y, box.w, box.h};
        draw_layer_paint(command->layer, view->target, local, (int)command->at.x - view->origin_x,
                         (int)command->at.y - view->origin_y, command->alpha);
        break;
    }
    }
}

/* Is every pixel of its box opaque? */
static bool
is_hiding(const struct draw_command *command) {
    if (command->op == OP_FILL) {
        return command->paint.from.a == 255 && command->paint.to.a == 255;
    }
    return command->op == OP_IMAGE && command->image->is_opaque && command->alpha >= 255;
}

/* The last command that hides everything below it in `clip`: painting starts there. */
static size_t
first_visible(const struct command_list *commands, struct irect clip) {
    for (size_t i = commands->count; i-- > 0;) {
        const struct draw_command *command = &commands->items[i];
        if (!is_hiding(command)) {
            continue;
        }
        const struct irect seen = irect_intersect(command->box, clip);
        if (seen.w == clip.w && seen.h == clip.h) {
            return i;
        }
    }
    return 0;
}

void
draw_paint(struct canvas *canvas, const struct command_list *commands, const struct draw_target *target,
           struct irect clip, int origin_x, int origin_y) {
    const struct view view = {target, clip, origin_x, origin_y};
    for (size_t i = first_visible(commands, clip); i < commands->count; i++) {
        const struct irect *own = &commands->items[i].box;
        if (own->x >= clip.x + clip.w || own->y >= clip.y + clip.h || own->x + own->w <= clip.x ||
            own->y + own->h <= clip.y) {
            continue; /* most commands are elsewhere: told without a call */
        }
        const struct irect box = irect_intersect(*own, clip);
        if (!irect_is_empty(box)) {
            paint_one(canvas, &commands->items[i], &view, box);
            canvas->stats.painted_px += (uint64_t)box.w * (uint64_t)box.h;
        }
    }
}
