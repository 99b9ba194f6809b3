/* Pictures: PNG bytes to premultiplied pixels at the size they are shown at, and pixels back to PNG files. */

#include "draw/draw_internal.h"

#include <SDL.h>
#include <SDL_image.h>
#include <math.h>
#include <string.h>

#include "base/hash.h"

#define SIDE_MAX 16384
#define PIXELS_MAX (64 << 20)

struct taps {
    int first, count;
    float weight[64];
};

/* Which source pixels make one target pixel along an axis: area when shrinking, linear when growing. */
static struct taps
taps_for(int index, int from_size, int to_size) {
    struct taps taps = {0};
    const float step = (float)from_size / (float)to_size;
    const float reach = step > 1.0f ? step : 1.0f;
    const float middle = ((float)index + 0.5f) * step - 0.5f;
    int first = (int)ceilf(middle - reach);
    int last = (int)floorf(middle + reach);
    float sum = 0.0f;
    first = first < 0 ? 0 : first;
    last = last > from_size - 1 ? from_size - 1 : last;
    taps.first = first;
    for (int i = first; i <= last && taps.count < 64; i++) {
        const float weight = fmaxf(0.0f, 1.0f - fabsf((float)i - middle) / reach);
        taps.weight[taps.count++] = weight;
        sum += weight;
    }
    for (int i = 0; i < taps.count; i++) {
        taps.weight[i] /= sum;
    }
    return taps;
}

struct resize {
    const uint32_t *from;
    int from_w, from_h, from_stride, to_w, to_h;
    uint32_t *to;
};

static uint32_t
gather(const struct taps *taps, const uint32_t *from, int stride) {
    float c[4] = {0};
    for (int i = 0; i < taps->count; i++) {
        const uint32_t pixel = from[(ptrdiff_t)(taps->first + i) * stride];
        for (int k = 0; k < 4; k++) {
            c[k] += taps->weight[i] * (float)(pixel >> (8 * k) & 255u);
        }
    }
    uint32_t out = 0;
    for (int k = 0; k < 4; k++) {
        out |= (uint32_t)(c[k] + 0.5f) << (8 * k);
    }
    return out;
}

static void
resize(const struct resize *r) {
    uint32_t *middle = xalloc_array((size_t)r->to_w * (size_t)r->from_h, sizeof(*middle));
    for (int x = 0; x < r->to_w; x++) {
        const struct taps taps = taps_for(x, r->from_w, r->to_w);
        for (int y = 0; y < r->from_h; y++) {
            middle[(size_t)y * (size_t)r->to_w + (size_t)x] =
                gather(&taps, r->from + (size_t)y * (size_t)r->from_stride, 1);
        }
    }
    for (int y = 0; y < r->to_h; y++) {
        const struct taps taps = taps_for(y, r->from_h, r->to_h);
        for (int x = 0; x < r->to_w; x++) {
            r->to[(size_t)y * (size_t)r->to_w + (size_t)x] = gather(&taps, middle + x, r->to_w);
        }
    }
    xfree(middle);
}

static void
premultiply_all(struct draw_image *image) {
    const size_t count = (size_t)image->width_px * (size_t)image->height_px;
    uint32_t all = 0xFF000000u;
    for (size_t i = 0; i < count; i++) {
        const uint32_t p = image->pixels[i];
        all &= p;
        if (p >> 24 != 255) {
            image->pixels[i] =
                draw_premultiply((struct color){(unsigned char)(p >> 16), (unsigned char)(p >> 8),
                                                (unsigned char)p, (unsigned char)(p >> 24)});
        }
    }
    image->is_opaque = all >= 0xFF000000u;
}

static void
mirror(struct draw_image *image) {
    for (int y = 0; y < image->height_px; y++) {
        uint32_t *row = image->pixels + (size_t)y * (size_t)image->width_px;
        for (int a = 0, b = image->width_px - 1; a < b; a++, b--) {
            const uint32_t swap = row[a];
            row[a] = row[b];
            row[b] = swap;
        }
    }
}

struct draw_image *
draw_image_decode(const void *png, size_t bytes, int width_px, int height_px, bool is_mirrored,
                  struct err *err) {
    SDL_RWops *stream = bytes > 0 && bytes < INT32_MAX ? SDL_RWFromConstMem(png, (int)bytes) : NULL;
    SDL_Surface *decoded = stream != NULL ? IMG_LoadTyped_RW(stream, 1, "PNG") : NULL;
    SDL_Surface *surface =
        decoded != NULL ? SDL_ConvertSurfaceFormat(decoded, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    struct draw_image *image = NULL;
    if (surface == NULL) {
        err_set(err, ERR_FORMAT, 0, "not a readable PNG picture (%s)", SDL_GetError());
        goto out;
    }
    if (width_px < 1 || height_px < 1 || surface->w > SIDE_MAX || surface->h > SIDE_MAX ||
        (int64_t)surface->w * surface->h > PIXELS_MAX) {
        err_set(err, ERR_LIMIT, 0, "a picture of %d x %d is too large", surface->w, surface->h);
        goto out;
    }
    image = xalloc(sizeof(*image));
    image->width_px = width_px;
    image->height_px = height_px;
    image->pixels = xalloc_array((size_t)width_px * (size_t)height_px, sizeof(*image->pixels));
    const int stride = surface->pitch / 4;
    if (surface->w == width_px && surface->h == height_px) {
        for (int y = 0; y < height_px; y++) {
            memcpy(image->pixels + (size_t)y * (size_t)width_px,
                   (const uint32_t *)surface->pixels + (size_t)y * (size_t)stride, (size_t)width_px * 4);
        }
    } else {
        const struct resize r = {surface->pixels, surface->w, surface->h,   stride,
                                 width_px,        height_px,  image->pixels};
        resize(&r);
    }
    premultiply_all(image);
    if (is_mirrored) {
        mirror(image);
    }
    image->id = hash_u64(hash_bytes(HASH_SEED, png, bytes),
                         (uint64_t)width_px << 33 | (uint64_t)height_px << 1 | (is_mirrored ? 1u : 0u));
out:
    SDL_FreeSurface(decoded);
    SDL_FreeSurface(surface);
    return image;
}

void
draw_image_destroy(struct draw_image *image) {
    if (image != NULL) {
        xfree(image->pixels);
        xfree(image);
    }
}

int
draw_image_width(const struct draw_image *image) {
    return image->width_px;
}

int
draw_image_height(const struct draw_image *image) {
    return image->height_px;
}

bool
draw_target_save_png(const struct draw_target *target, const char *path, struct err *err) {
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, target->width_px, target->height_px, 24, SDL_PIXELFORMAT_RGB24);
    if (surface == NULL) {
        return err_set(err, ERR_DEVICE, 0, "%s: %s", path, SDL_GetError());
    }
    for (int y = 0; y < target->height_px; y++) {
        uint8_t *out = (uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch;
        const uint32_t *in = target->pixels + (size_t)y * (size_t)target->stride_px;
        for (int x = 0; x < target->width_px; x++) {
            out[3 * x] = (uint8_t)(in[x] >> 16);
            out[3 * x + 1] = (uint8_t)(in[x] >> 8);
            out[3 * x + 2] = (uint8_t)in[x];
        }
    }
    const bool ok = IMG_SavePNG(surface, path) == 0;
    SDL_FreeSurface(surface);
    return ok || err_set(err, ERR_IO, 0, "%s: %s", path, SDL_GetError());
}

void
draw_target_reduce(const struct draw_target *target, int width_px, int height_px, uint32_t *ret_pixels) {
    const struct resize r = {target->pixels, target->width_px, target->height_px, target->stride_px,
                             width_px,       height_px,        ret_pixels};
    resize(&r);
}
