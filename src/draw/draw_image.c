/* Pictures: PNG bytes to premultiplied pixels at the size they are shown at, and pixels back to PNG files. */

#include "draw/draw_internal.h"

#include <SDL.h>
#include <SDL_image.h>
#include <math.h>
#include <string.h>

#include "base/hash.h"

#define MIRRORED 0x5DEECE66D1CE4E5Bull /* tells the id of a picture from that of its mirror image */
#define SIDE_MAX 16384                 /* of what is asked for */
#define PIXELS_MAX (64 << 20)
#define PNG_SIDE_MAX                                                                                         \
    8192 /* of what a file claims: it may claim in a hundred bytes what costs memory and time to decode */
#define PNG_PIXELS_MAX (16 << 20)

/* Which source pixels make one target pixel along an axis: area when shrinking, linear when growing. */
struct taps {
    int first, count;
    float *weights;
};

static void
fill_taps(struct taps *taps, int index, int from_size, int to_size) {
    const float step = (float)from_size / (float)to_size;
    const float reach = step > 1.0f ? step : 1.0f;
    const float middle = ((float)index + 0.5f) * step - 0.5f;
    const int first = (int)fmaxf(ceilf(middle - reach), 0.0f);
    const int last = (int)fminf(floorf(middle + reach), (float)(from_size - 1));
    float sum = 0.0f;
    taps->first = first;
    taps->count = last - first + 1;
    for (int i = first; i <= last; i++) {
        taps->weights[i - first] = fmaxf(0.0f, 1.0f - fabsf((float)i - middle) / reach);
        sum += taps->weights[i - first];
    }
    for (int i = 0; i < taps->count; i++) {
        taps->weights[i] /= sum;
    }
}

/* The taps of all target pixels of an axis. Owns: the caller; their weights are one block, that of the first. */
static struct taps *
make_taps(int from_size, int to_size) {
    struct taps *taps = xalloc_array((size_t)to_size, sizeof(*taps));
    const size_t room = 2 * (size_t)(from_size / to_size + 1) + 2;
    float *weights = xalloc_array((size_t)to_size * room, sizeof(*weights));
    for (int i = 0; i < to_size; i++) {
        taps[i].weights = weights + (size_t)i * room;
        fill_taps(&taps[i], i, from_size, to_size);
    }
    return taps;
}

static void
free_taps(struct taps *taps) {
    xfree(taps[0].weights);
    xfree(taps);
}

struct resize {
    const uint32_t *from; /* premultiplied, so that clear pixels lend no colour */
    int from_w, from_h, from_stride, to_w, to_h;
    uint32_t *to;
};

/* Pixels are four bytes here, whichever they are: what is done to one is done to all. */
static uint8_t
to_byte(float value) {
    const int whole = (int)(value + 0.5f);
    return (uint8_t)(whole < 255 ? whole : 255); /* weights add up to 1 but for their rounding */
}

static void
resize_across(const struct taps *taps, const uint8_t *from, int to_w, uint8_t *to) {
    for (int x = 0; x < to_w; x++) {
        const uint8_t *pixel = from + 4 * (size_t)taps[x].first;
        float sum[4] = {0};
        for (int i = 0; i < taps[x].count; i++, pixel += 4) {
            for (int k = 0; k < 4; k++) {
                sum[k] += taps[x].weights[i] * (float)pixel[k];
            }
        }
        for (int k = 0; k < 4; k++) {
            to[4 * x + k] = to_byte(sum[k]);
        }
    }
}

/* sum: room for a row's bytes */
static void
resize_down(const struct taps *taps, const uint8_t *from, size_t row_bytes, float *sum, uint8_t *to) {
    memset(sum, 0, row_bytes * sizeof(*sum));
    for (int i = 0; i < taps->count; i++) {
        const uint8_t *row = from + (size_t)(taps->first + i) * row_bytes;
        const float weight = taps->weights[i];
        for (size_t b = 0; b < row_bytes; b++) {
            sum[b] += weight * (float)row[b];
        }
    }
    for (size_t b = 0; b < row_bytes; b++) {
        to[b] = to_byte(sum[b]);
    }
}

static void
resize(const struct resize *r) {
    const size_t row_bytes = 4 * (size_t)r->to_w;
    uint8_t *middle = xalloc_array(row_bytes, (size_t)r->from_h);
    float *sum = xalloc_array(row_bytes, sizeof(*sum));
    struct taps *across = make_taps(r->from_w, r->to_w);
    struct taps *down = make_taps(r->from_h, r->to_h);
    for (int y = 0; y < r->from_h; y++) {
        resize_across(across, (const uint8_t *)(r->from + (size_t)y * (size_t)r->from_stride), r->to_w,
                      middle + (size_t)y * row_bytes);
    }
    for (int y = 0; y < r->to_h; y++) {
        resize_down(&down[y], middle, row_bytes, sum, (uint8_t *)(r->to + (size_t)y * (size_t)r->to_w));
    }
    free_taps(across);
    free_taps(down);
    xfree(sum);
    xfree(middle);
}

static void
premultiply_row(uint32_t *row, int count) {
    for (int i = 0; i < count; i++) {
        const uint32_t p = row[i];
        if (p >> 24 != 255) {
            row[i] = draw_premultiply((struct color){(unsigned char)(p >> 16), (unsigned char)(p >> 8),
                                                     (unsigned char)p, (unsigned char)(p >> 24)});
        }
    }
}

static bool
has_only_opaque(const struct draw_image *image) {
    const size_t count = (size_t)image->width_px * (size_t)image->height_px;
    uint32_t all = 0xFF000000u;
    for (size_t i = 0; i < count; i++) {
        all &= image->pixels[i];
    }
    return all >= 0xFF000000u;
}

void
draw_image_mirror(struct draw_image *image) {
    image->id ^= MIRRORED;
    for (int y = 0; y < image->height_px; y++) {
        uint32_t *row = image->pixels + (size_t)y * (size_t)image->width_px;
        for (int a = 0, b = image->width_px - 1; a < b; a++, b--) {
            const uint32_t swap = row[a];
            row[a] = row[b];
            row[b] = swap;
        }
    }
}

/* Reads the size a PNG claims (its first chunk, PNG 1.2 section 11.2.2), so that a limit holds before anything is decoded. */
static bool
check_size(const uint8_t *png, size_t bytes, int width_px, int height_px, struct err *err) {
    static const uint8_t start[16] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    if (png == NULL || bytes < sizeof(start) + 8 || bytes > INT32_MAX ||
        memcmp(png, start, sizeof(start)) != 0) {
        return err_set(err, ERR_FORMAT, 0, "not a PNG picture");
    }
    uint32_t size[2] = {0, 0};
    for (int i = 0; i < 8; i++) {
        size[i / 4] = size[i / 4] << 8 | png[sizeof(start) + (size_t)i];
    }
    if (size[0] > PNG_SIDE_MAX || size[1] > PNG_SIDE_MAX || (uint64_t)size[0] * size[1] > PNG_PIXELS_MAX) {
        return err_set(err, ERR_LIMIT, 0, "a picture of %u x %u is too large", size[0], size[1]);
    }
    if (width_px < 1 || height_px < 1 || width_px > SIDE_MAX || height_px > SIDE_MAX ||
        (int64_t)width_px * height_px > PIXELS_MAX) {
        return err_set(err, ERR_LIMIT, 0, "a picture cannot be scaled to %d x %d", width_px, height_px);
    }
    return true;
}

/* Do the chunks fill the file, up to the one that ends it (PNG 1.2, section 3)? The decoder is not told where the bytes end: of a chunk that claims
 * two gigabytes it would inflate as many. */
static bool
check_chunks(const uint8_t *png, size_t bytes, struct err *err) {
    for (size_t at = 8; bytes - at >= 12;) {
        const uint32_t length =
            (uint32_t)png[at] << 24 | (uint32_t)png[at + 1] << 16 | (uint32_t)png[at + 2] << 8 | png[at + 3];
        if (length > bytes - at - 12) {
            break;
        }
        if (memcmp(png + at + 4, "IEND", 4) == 0) {
            return true;
        }
        at += 12 + (size_t)length;
    }
    return err_set(err, ERR_FORMAT, 0, "not a whole PNG picture: it ends within a chunk");
}

/* Takes the decoded pixels over at the asked size. */
static struct draw_image *
image_from(SDL_Surface *surface, int width_px, int height_px) {
    struct draw_image *image = xalloc(sizeof(*image));
    uint32_t *pixels = surface->pixels;
    const int stride = surface->pitch / 4;
    image->width_px = width_px;
    image->height_px = height_px;
    image->pixels = xalloc_array((size_t)width_px * (size_t)height_px, sizeof(*image->pixels));
    for (int y = 0; y < surface->h; y++) {
        premultiply_row(pixels + (size_t)y * (size_t)stride, surface->w);
    }
    if (surface->w == width_px && surface->h == height_px) {
        for (int y = 0; y < height_px; y++) {
            memcpy(image->pixels + (size_t)y * (size_t)width_px, pixels + (size_t)y * (size_t)stride,
                   (size_t)width_px * sizeof(*pixels));
        }
    } else {
        const struct resize r = {pixels, surface->w, surface->h, stride, width_px, height_px, image->pixels};
        resize(&r);
    }
    image->is_opaque = has_only_opaque(image);
    return image;
}

struct draw_image *
draw_image_decode(const void *png, size_t bytes, int width_px, int height_px, struct err *err) {
    if (!check_size(png, bytes, width_px, height_px, err) || !check_chunks(png, bytes, err)) {
        return NULL;
    }
    SDL_RWops *stream = SDL_RWFromConstMem(png, (int)bytes);
    SDL_Surface *decoded = stream != NULL ? IMG_LoadTyped_RW(stream, 1, "PNG") : NULL;
    SDL_Surface *surface =
        decoded != NULL ? SDL_ConvertSurfaceFormat(decoded, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    struct draw_image *image = NULL;
    if (surface == NULL) {
        err_set(err, ERR_FORMAT, 0, "not a readable PNG picture (%s)", SDL_GetError());
        goto out;
    }
    image = image_from(surface, width_px, height_px);
    image->id = hash_u64(hash_bytes(HASH_SEED, png, bytes), (uint64_t)width_px << 32 | (uint64_t)height_px);
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
