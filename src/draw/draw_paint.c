/* Replays commands into a rectangle of pixels. The same command gives the same pixels whatever rectangle is asked for. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#define GRADIENT_STEPS 256
#define GLOW_STEPS 1024

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

static void
gradient_table(const struct paint *paint, uint32_t table[GRADIENT_STEPS]) {
    for (int i = 0; i < GRADIENT_STEPS; i++) {
        table[i] =
            draw_premultiply(color_mix(paint->from, paint->to, (float)i / (float)(GRADIENT_STEPS - 1)));
    }
}

static void
paint_gradient_row(const struct paint *paint, const uint32_t *table, uint32_t *row, const uint8_t *coverage,
                   int x, int y, int count) {
    const float ax = paint->x1 - paint->x0;
    const float ay = paint->y1 - paint->y0;
    const float inverse = 1.0f / fmaxf(ax * ax + ay * ay, 1e-6f);
    uint32_t colors[64];
    for (int done = 0; done < count; done += 64) {
        const int part = count - done < 64 ? count - done : 64;
        for (int i = 0; i < part; i++) {
            const float px = (float)(x + done + i) + 0.5f - paint->x0;
            const float py = (float)y + 0.5f - paint->y0;
            const float t = float_clamp((px * ax + py * ay) * inverse, 0.0f, 1.0f);
            colors[i] = table[(int)(t * (float)(GRADIENT_STEPS - 1) + 0.5f)];
        }
        draw_blend_colors(row + done, coverage + done, part, colors);
    }
}

static void
paint_shape(struct canvas *canvas, const struct draw_command *command, const struct view *view,
            struct irect box) {
    const uint8_t *coverage = draw_raster_coverage(&canvas->raster, command->edges, command->edge_count, box);
    const bool has_one_color = is_solid(&command->paint);
    const uint32_t color = draw_premultiply(command->paint.from);
    uint32_t table[GRADIENT_STEPS];
    if (!has_one_color) {
        gradient_table(&command->paint, table);
    }
    for (int y = box.y; y < box.y + box.h; y++) {
        const struct raster_span span = canvas->raster.spans[y - box.y];
        if (span.first >= span.end) {
            continue;
        }
        uint32_t *row = row_at(view, box.x + span.first, y);
        const uint8_t *covered = coverage + (size_t)(y - box.y) * (size_t)box.w + span.first;
        if (has_one_color) {
            draw_blend_solid(row, covered, span.end - span.first, color);
        } else {
            paint_gradient_row(&command->paint, table, row, covered, box.x + span.first, y,
                               span.end - span.first);
        }
    }
}

/* Alpha of the glow by squared distance: 1 in the middle, .35 at half radius, 0 at the rim, smooth between. */
static void
glow_table(uint8_t table[GLOW_STEPS + 1]) {
    for (int i = 0; i <= GLOW_STEPS; i++) {
        const float r = sqrtf((float)i / (float)GLOW_STEPS);
        const float alpha = r < 0.5f
                                ? 1.0f - 1.3f * r
                                : 0.35f * (2.0f - 2.0f * r) * (2.0f - 2.0f * r) * (0.55f + 0.9f * (1.0f - r));
        table[i] = (uint8_t)(float_clamp(alpha, 0.0f, 1.0f) * 255.0f + 0.5f);
    }
}

static void
paint_glow(const struct draw_command *command, const struct view *view, struct irect box) {
    uint8_t table[GLOW_STEPS + 1];
    glow_table(table);
    const uint32_t color = draw_premultiply(command->paint.from);
    const float scale = (float)GLOW_STEPS / (command->radius * command->radius);
    uint8_t coverage[64];
    for (int y = box.y; y < box.y + box.h; y++) {
        const float dy = (float)y + 0.5f - command->at.y;
        for (int x = box.x; x < box.x + box.w; x += 64) {
            const int part = box.x + box.w - x < 64 ? box.x + box.w - x : 64;
            for (int i = 0; i < part; i++) {
                const float dx = (float)(x + i) + 0.5f - command->at.x;
                const int index = (int)((dx * dx + dy * dy) * scale);
                coverage[i] = table[index < GLOW_STEPS ? index : GLOW_STEPS];
            }
            draw_blend_solid(row_at(view, x, y), coverage, part, color);
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
    case OP_SHAPE:
        paint_shape(canvas, command, view, box);
        break;
    case OP_GLOW:
        paint_glow(command, view, box);
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

/* The last command that hides everything below it in `clip`: painting starts there. */
static size_t
first_visible(const struct command_list *commands, struct irect clip) {
    for (size_t i = commands->count; i-- > 0;) {
        const struct draw_command *command = &commands->items[i];
        if (command->op != OP_IMAGE || !command->image->is_opaque || command->alpha < 255) {
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
