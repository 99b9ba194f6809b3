/* Pictures: decoding at a size, clear pixels that lend no colour, limits before decoding, and pixels to files and back. */

#include "support.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "draw/draw.h"
#include "draw/draw_internal.h"

#define W 64
#define H 48

/* A PNG of the given pixels, through a file of this run. Valid until: the arena's reset. */
static struct str
png_of(struct arena *arena, const uint32_t *pixels, int width, int height) {
    struct err err = {0};
    struct str data = {0};
    char path[] = "/tmp/test_draw_image_XXXXXX";
    const struct draw_target target = {(uint32_t *)pixels, width, height, width};
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_true(draw_target_save_png(&target, path, &err));
    assert_true(fs_read(arena, path, 1u << 20, &data, &err));
    unlink(path);
    return data;
}

static void
fill_pattern(uint32_t *pixels, int width, int height) {
    for (int i = 0; i < width * height; i++) {
        pixels[i] = 0xFF000000u | (uint32_t)(i % width * 3) << 16 | (uint32_t)(i / width * 5) << 8 |
                    (uint32_t)(i * 7 % 256);
    }
}

static void
test_saved_and_read_again(void **state) {
    static uint32_t pixels[W * H];
    struct arena arena;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    fill_pattern(pixels, W, H);
    const struct str png = png_of(&arena, pixels, W, H);
    struct draw_image *image = draw_image_decode(png.ptr, png.len, W, H, &err);
    assert_non_null(image);
    assert_int_equal(draw_image_width(image), W);
    assert_int_equal(draw_image_height(image), H);
    assert_true(image->is_opaque);
    assert_memory_equal(image->pixels, pixels, sizeof(pixels));
    const uint64_t id = image->id;
    draw_image_mirror(image);
    for (int i = 0; i < W * H; i++) {
        assert_int_equal(image->pixels[i], pixels[i / W * W + W - 1 - i % W]);
    }
    assert_true(image->id != id);
    draw_image_mirror(image);
    assert_memory_equal(image->pixels, pixels, sizeof(pixels));
    assert_true(image->id == id);
    draw_image_destroy(image);
    draw_image_destroy(NULL);
    arena_fini(&arena);
}

static void
test_a_flat_picture_stays_flat_at_every_size(void **state) {
    static uint32_t pixels[400 * 300];
    static const int sizes[][2] = {{400, 300}, {1, 1}, {3, 2}, {397, 299}, {800, 600}, {5, 290}};
    struct arena arena;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < 400 * 300; i++) {
        pixels[i] = 0xFF3C6EA5u;
    }
    const struct str png = png_of(&arena, pixels, 400, 300);
    for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
        struct draw_image *image = draw_image_decode(png.ptr, png.len, sizes[s][0], sizes[s][1], &err);
        assert_non_null(image);
        for (int i = 0; i < sizes[s][0] * sizes[s][1]; i++) {
            assert_int_equal(image->pixels[i], 0xFF3C6EA5u);
        }
        draw_image_destroy(image);
    }
    arena_fini(&arena);
}

/* The middle of a long ramp stays in the middle: no part of a strong reduction is left out. */
static void
test_strong_reduction_sees_everything(void **state) {
    static uint32_t pixels[1024 * 4];
    uint32_t reduced[2 * 4];
    (void)state;
    for (int i = 0; i < 1024 * 4; i++) {
        const uint32_t v = i % 1024 < 512 ? 0 : 200;
        pixels[i] = 0xFF000000u | v << 16 | v << 8 | v;
    }
    const struct draw_target target = {pixels, 1024, 4, 1024};
    draw_target_reduce(&target, 2, 4, reduced);
    const int start = (int)(reduced[0] & 255u);
    const int end = (int)(reduced[1] & 255u);
    assert_in_range(start, 0, 40);
    assert_in_range(end, 160, 200);
    assert_in_range(start + end, 199, 201); /* as bright as the original */
}

/* Two pixels, opaque white and clear black: where they mix, the colour must stay white. */
static const uint8_t white_and_clear_png[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0xF4,
    0x22, 0x7F, 0x8A, 0x00, 0x00, 0x00, 0x0E, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8,
    0x0F, 0x04, 0x0C, 0x40, 0x00, 0x00, 0x19, 0xEF, 0x03, 0xFD, 0x71, 0xA0, 0xDA, 0x7E, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};

static void
test_clear_pixels_lend_no_colour(void **state) {
    struct err err = {0};
    (void)state;
    struct draw_image *image =
        draw_image_decode(white_and_clear_png, sizeof(white_and_clear_png), 8, 4, &err);
    assert_non_null(image);
    assert_false(image->is_opaque);
    for (int i = 0; i < 32; i++) {
        const uint32_t pixel = image->pixels[i];
        const uint32_t alpha = pixel >> 24;
        assert_int_equal(pixel, alpha << 24 | alpha << 16 | alpha << 8 | alpha); /* premultiplied white */
    }
    assert_int_equal(image->pixels[0] >> 24, 255);
    assert_int_equal(image->pixels[7] >> 24, 0);
    assert_in_range(image->pixels[3] >> 24, 128, 160);
    draw_image_destroy(image);
}

static void
test_wrong_bytes_and_sizes_are_refused(void **state) {
    const size_t whole = sizeof(white_and_clear_png);
    uint8_t png[sizeof(white_and_clear_png)];
    struct err err = {0};
    (void)state;
    for (size_t bytes = 0; bytes < whole; bytes++) {
        assert_null(draw_image_decode(white_and_clear_png, bytes, 2, 1, &err));
        assert_int_equal(err.code, ERR_FORMAT);
    }
    memcpy(png, white_and_clear_png, whole);
    for (int i = 0; i < 4;
         i++) { /* pixels of two gigabytes, in a file of 73 bytes: decoded, they took 17 seconds */
        png[33 + i] = 0x5D;
    }
    assert_null(draw_image_decode(png, whole, 2, 1, &err));
    assert_non_null(strstr(err.text, "ends within a chunk"));
    assert_null(draw_image_decode(NULL, 0, 2, 1, &err));
    assert_int_equal(err.code, ERR_FORMAT);
    memcpy(png, white_and_clear_png, whole);
    png[18] = 0x40; /* 16386 wide: refused by its claim, before its checksum is looked at */
    assert_null(draw_image_decode(png, whole, 2, 1, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_null(draw_image_decode(white_and_clear_png, whole, 0, 1, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_null(draw_image_decode(white_and_clear_png, whole, 16385, 1, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_null(draw_image_decode(white_and_clear_png, whole, 16384, 16384, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    memcpy(png, white_and_clear_png, whole);
    png[45] ^= 0x10; /* inside the pixels: the checksum tells */
    assert_null(draw_image_decode(png, whole, 2, 1, &err));
    assert_int_equal(err.code, ERR_FORMAT);
}

/* The claim stands in bytes 16 to 23; at the limit the checksum speaks next. */
static void
test_the_size_a_file_claims(void **state) {
    static const struct {
        int width, height;
        enum err_code code;
    } CASES[] = {{8192, 2048, ERR_FORMAT}, {8193, 1, ERR_LIMIT},     {1, 8192, ERR_FORMAT},
                 {1, 8193, ERR_LIMIT},     {4096, 4096, ERR_FORMAT}, {4096, 4097, ERR_LIMIT},
                 {65536, 65536, ERR_LIMIT}};
    uint8_t png[sizeof(white_and_clear_png)];
    (void)state;
    memcpy(png, white_and_clear_png, sizeof(png));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct err err = {0};
        for (int b = 0; b < 4; b++) {
            png[16 + b] = (uint8_t)(CASES[i].width >> (24 - 8 * b));
            png[20 + b] = (uint8_t)(CASES[i].height >> (24 - 8 * b));
        }
        assert_null(draw_image_decode(png, sizeof(png), 2, 1, &err));
        assert_int_equal(err.code, CASES[i].code);
    }
}

static void
test_a_file_that_cannot_be_written(void **state) {
    uint32_t pixels[4] = {0};
    struct err err = {0};
    const struct draw_target target = {pixels, 2, 2, 2};
    (void)state;
    assert_false(draw_target_save_png(&target, "/nonexistent/folder/picture.png", &err));
    assert_int_equal(err.code, ERR_IO);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_saved_and_read_again),
                                       cmocka_unit_test(test_a_flat_picture_stays_flat_at_every_size),
                                       cmocka_unit_test(test_strong_reduction_sees_everything),
                                       cmocka_unit_test(test_clear_pixels_lend_no_colour),
                                       cmocka_unit_test(test_wrong_bytes_and_sizes_are_refused),
                                       cmocka_unit_test(test_the_size_a_file_claims),
                                       cmocka_unit_test(test_a_file_that_cannot_be_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
