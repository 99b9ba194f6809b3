/* The painter of vitrin-art. A mask collects coverage by maximum, then one colour is laid through it: a
 * contour made of a thousand short pieces comes out as one even line. Strokes are exact distances to a
 * segment with a one pixel ramp; fills are eight exact spans a row. It knows nothing of the motif. Everything
 * is plain float arithmetic in a fixed order: the same input gives the same bytes. */

#include "tools/art_raster.h"

#include <SDL.h>
#include <SDL_image.h>
#include <math.h>
#include <string.h>

#include "base/xalloc.h"

#define CORNERS_MAX 32
#define SPANS 8

void
art_raster_init(struct art_raster *raster, int width, int height) {
    const size_t count = (size_t)width * (size_t)height;
    raster->width = width;
    raster->height = height;
    raster->pixels = xalloc_array(count, sizeof(*raster->pixels));
    raster->mask = xalloc_array(count, sizeof(*raster->mask));
    raster->dirty = (struct irect){0, 0, 0, 0};
}

void
art_raster_fini(struct art_raster *raster) {
    xfree(raster->pixels);
    xfree(raster->mask);
}

static int
clamp_int(float v, int low, int high) {
    return v <= (float)low ? low : v >= (float)high ? high : (int)v;
}

/* Pixels touched by a box, clipped; also grows the dirty part. */
static struct irect
touch(struct art_raster *raster, struct vec2 low, struct vec2 high) {
    const int x0 = clamp_int(floorf(low.x), 0, raster->width);
    const int y0 = clamp_int(floorf(low.y), 0, raster->height);
    const int x1 = clamp_int(ceilf(high.x), 0, raster->width);
    const int y1 = clamp_int(ceilf(high.y), 0, raster->height);
    const struct irect box = {x0, y0, x1 - x0, y1 - y0};
    struct irect *dirty = &raster->dirty;
    if (box.w <= 0 || box.h <= 0) {
        return (struct irect){0, 0, 0, 0};
    }
    if (dirty->w <= 0) {
        *dirty = box;
        return box;
    }
    const int left = x0 < dirty->x ? x0 : dirty->x;
    const int top = y0 < dirty->y ? y0 : dirty->y;
    const int right = x1 > dirty->x + dirty->w ? x1 : dirty->x + dirty->w;
    const int bottom = y1 > dirty->y + dirty->h ? y1 : dirty->y + dirty->h;
    *dirty = (struct irect){left, top, right - left, bottom - top};
    return box;
}

void
art_raster_stroke(struct art_raster *raster, struct vec2 from, struct vec2 to, float width, float strength) {
    const float reach = width / 2.0f + 1.0f;
    const struct vec2 low = {fminf(from.x, to.x) - reach, fminf(from.y, to.y) - reach};
    const struct vec2 high = {fmaxf(from.x, to.x) + reach, fmaxf(from.y, to.y) + reach};
    const struct irect box = touch(raster, low, high);
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length_2 = fmaxf(dx * dx + dy * dy, 1e-6f);
    const float most = fminf(width, 1.0f) * strength;
    for (int y = box.y; y < box.y + box.h; y++) {
        float *mask = raster->mask + (size_t)y * (size_t)raster->width;
        for (int x = box.x; x < box.x + box.w; x++) {
            const float px = (float)x + 0.5f - from.x;
            const float py = (float)y + 0.5f - from.y;
            const float t = float_clamp((px * dx + py * dy) / length_2, 0.0f, 1.0f);
            const float distance = hypotf(px - t * dx, py - t * dy);
            const float cover = float_clamp(fmaxf(width, 1.0f) / 2.0f + 0.5f - distance, 0.0f, 1.0f) * most;
            mask[x] = fmaxf(mask[x], cover);
        }
    }
}

/* Adds the part of each pixel between two crossings of one span. */
static void
add_span(float *row, int width, float start, float end, float weight) {
    const float low = float_clamp(start, 0.0f, (float)width);
    const float high = float_clamp(end, 0.0f, (float)width);
    for (int x = (int)low; x < width && (float)x < high; x++) {
        const float part = fminf((float)(x + 1), high) - fmaxf((float)x, low);
        row[x] += part * weight;
    }
}

static size_t
find_crossings(const struct vec2 *corners, size_t count, float y, float *ret_x) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const struct vec2 a = corners[i];
        const struct vec2 b = corners[(i + 1) % count];
        if ((a.y <= y) == (b.y <= y)) {
            continue;
        }
        float x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        for (size_t k = 0; k < found; k++) {
            const float other = ret_x[k];
            ret_x[k] = fminf(x, other);
            x = fmaxf(x, other);
        }
        ret_x[found++] = x;
    }
    return found;
}

void
art_raster_fill(struct art_raster *raster, const struct vec2 *corners, size_t count, float strength) {
    xassert(count >= 3 && count <= CORNERS_MAX);
    struct vec2 low = corners[0];
    struct vec2 high = corners[0];
    for (size_t i = 1; i < count; i++) {
        low = (struct vec2){fminf(low.x, corners[i].x), fminf(low.y, corners[i].y)};
        high = (struct vec2){fmaxf(high.x, corners[i].x), fmaxf(high.y, corners[i].y)};
    }
    const struct irect box = touch(raster, low, high);
    for (int row = box.y * SPANS; row < (box.y + box.h) * SPANS; row++) {
        float x[CORNERS_MAX];
        const size_t found = find_crossings(corners, count, ((float)row + 0.5f) / (float)SPANS, x);
        float *mask = raster->mask + (size_t)(row / SPANS) * (size_t)raster->width;
        for (size_t i = 0; i + 1 < found; i += 2) {
            add_span(mask, raster->width, x[i], x[i + 1], strength / (float)SPANS);
        }
    }
}

void
art_raster_paint(struct art_raster *raster, struct art_rgb color) {
    const struct irect box = raster->dirty;
    for (int y = box.y; y < box.y + box.h; y++) {
        const size_t first = (size_t)y * (size_t)raster->width + (size_t)box.x;
        for (size_t i = first; i < first + (size_t)box.w; i++) {
            const float alpha = fminf(raster->mask[i], 1.0f);
            struct art_rgb *p = &raster->pixels[i];
            *p = (struct art_rgb){float_mix(p->r, color.r, alpha), float_mix(p->g, color.g, alpha),
                                  float_mix(p->b, color.b, alpha)};
        }
        memset(raster->mask + first, 0, (size_t)box.w * sizeof(*raster->mask));
    }
    raster->dirty = (struct irect){0, 0, 0, 0};
}

static uint8_t
dithered(float value, int y) {
    return (uint8_t)float_clamp(floorf(value + ((y & 1) == 0 ? 0.25f : 0.75f)), 0.0f, 255.0f);
}

bool
art_raster_save(const struct art_raster *raster, const char *path, bool is_mirrored, struct err *err) {
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, raster->width, raster->height, 24, SDL_PIXELFORMAT_RGB24);
    if (surface == NULL) {
        return err_set(err, ERR_DEVICE, 0, "%s: %s", path, SDL_GetError());
    }
    for (int y = 0; y < raster->height; y++) {
        const struct art_rgb *in = raster->pixels + (size_t)y * (size_t)raster->width;
        uint8_t *out = (uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch;
        for (int x = 0; x < raster->width; x++) {
            const struct art_rgb p = in[is_mirrored ? raster->width - 1 - x : x];
            out[3 * x] = dithered(p.r, y);
            out[3 * x + 1] = dithered(p.g, y);
            out[3 * x + 2] = dithered(p.b, y);
        }
    }
    const bool is_saved = IMG_SavePNG(surface, path) == 0;
    SDL_FreeSurface(surface);
    return is_saved || err_set(err, ERR_IO, 0, "%s: %s", path, SDL_GetError());
}
