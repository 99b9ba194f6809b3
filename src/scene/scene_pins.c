/* Relaxation: pairs that are too close push each other apart by half of what is missing, a fixed number of times. It is done once for
 * each level of zoom, from the nearest, where hardly any are crowded, to the whole: each level begins with what the one before
 * ended with and only adds to it, so that neighbouring levels are alike and a zoom between them is a mixture of both. Two on one point part along a direction that follows
 * from their order. */

#include "scene/scene_pins.h"

#include <math.h>

#include "base/macros.h"

#define ROUNDS 60
#define GOLDEN_RAD 2.3999632f

static void
push_apart(struct vec2 *a, struct vec2 *b, size_t order, float gap_px) {
    float dx = b->x - a->x;
    float dy = b->y - a->y;
    float apart = hypotf(dx, dy);
    if (apart >= gap_px) {
        return;
    }
    if (apart < 0.01f) {
        dx = cosf(GOLDEN_RAD * (float)order);
        dy = sinf(GOLDEN_RAD * (float)order);
        apart = 1.0f;
    }
    const float push = 0.5f * (gap_px - apart) / apart;
    a->x -= dx * push;
    a->y -= dy * push;
    b->x += dx * push;
    b->y += dy * push;
}

static void
relax(struct vec2 *at, size_t count, float gap_px) {
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            for (size_t j = i + 1; j < count; j++) {
                push_apart(&at[i], &at[j], i * count + j, gap_px);
            }
        }
    }
}

void
pins_spread_begin(struct pins_spread *spread, size_t count) {
    spread->count = count;
    spread->levels_left = PINS_LEVELS;
}

bool
pins_spread_step(struct pins_spread *spread, const struct vec2 *places, float gap_px) {
    if (spread->levels_left == 0) {
        return false;
    }
    const int level = --spread->levels_left;
    const struct vec2 *nearer = level + 1 < PINS_LEVELS ? spread->offset[level + 1] : NULL;
    const float zoom = powf(PINS_LEVEL_STEP, (float)level);
    struct vec2 anchors[PINS_MAX] = {{0}};
    struct vec2 at[PINS_MAX] = {{0}};
    for (size_t i = 0; i < spread->count; i++) {
        anchors[i] = (struct vec2){places[i].x * zoom, places[i].y * zoom};
        at[i] = nearer == NULL ? anchors[i]
                               : (struct vec2){anchors[i].x + nearer[i].x, anchors[i].y + nearer[i].y};
    }
    relax(at, spread->count, gap_px);
    for (size_t i = 0; i < spread->count; i++) {
        spread->offset[level][i] = (struct vec2){at[i].x - anchors[i].x, at[i].y - anchors[i].y};
    }
    return true;
}

struct vec2
pins_spread_offset(const struct pins_spread *spread, size_t mark, float zoom) {
    const float level = logf(fmaxf(zoom, 1.0f)) / logf(PINS_LEVEL_STEP);
    const int below = level >= (float)(PINS_LEVELS - 1) ? PINS_LEVELS - 2 : (int)level;
    const float part = float_clamp(level - (float)below, 0.0f, 1.0f);
    const struct vec2 a = spread->offset[below][mark];
    const struct vec2 b = spread->offset[below + 1][mark];
    return (struct vec2){float_mix(a.x, b.x, part), float_mix(a.y, b.y, part)};
}
