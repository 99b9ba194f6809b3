/* The recorder and its painter: damaged and full painting give identical pixels; what does not move costs nothing. */

#include "support.h"

#include "base/xalloc.h"
#include "draw/draw.h"

#define W 320
#define H 200
#define FRAMES 1000

struct page {
    struct canvas *canvas;
    struct draw_target target;
    uint32_t pixels[W * H];
};

static void
page_open(struct page *page) {
    memset(page->pixels, 0, sizeof(page->pixels));
    page->canvas = draw_canvas_create(W, H);
    page->target = (struct draw_target){page->pixels, W, H, W};
}

/* A frame whose shapes depend on `seed`; some stand still, some move, some vanish. */
static void
draw_frame(struct canvas *canvas, uint32_t seed) {
    uint32_t state = seed;
    draw_rect(canvas, (struct rect){0, 0, W, H}, draw_solid(COLOR_RGB(0x0B1320)));
    draw_round_rect(
        canvas, (struct rect){20.5f, 30.25f, 90, 60}, 12,
        draw_gradient(COLOR_RGB(0x5E79A6), COLOR_RGB(0x4C6697), (struct vec2){0, 30}, (struct vec2){0, 90}));
    const float x = (float)(support_random(&state) % W) + 0.37f;
    const float y = (float)(support_random(&state) % H) + 0.81f;
    draw_glow(canvas, (struct vec2){x, y}, 31.0f, color_fade(COLOR_RGB(0xF2603C), 0.6f));
    draw_circle(canvas, (struct vec2){x, y}, 6.3f, COLOR_RGB(0xF4F1EA));
    if (support_random(&state) % 3 != 0) {
        const struct vec2 line[4] = {{10, 10}, {x, y}, {300, 20}, {y, x}};
        draw_polyline(canvas, line, 4, 3.5f, support_random(&state) % 2 == 0,
                      color_fade(COLOR_RGB(0x2EC4A6), 0.8f));
    }
    if (draw_layer_begin(canvas, 7, (struct rect){150, 60, 120, 100})) {
        draw_ring_segment(canvas, (struct vec2){210, 110}, 20, 44, 0.3f, 4.4f, COLOR_RGB(0x5AA9E6));
        draw_layer_end(canvas);
    }
    draw_group_push(canvas, (float)(support_random(&state) % 9) - 4.0f, 0.0f, 0.5f);
    draw_ring(canvas, (struct vec2){260, 150}, 22, 4, COLOR_RGB(0xF5B841));
    draw_group_pop(canvas);
}

static size_t
paint(struct page *page, uint32_t seed) {
    size_t count = 0;
    draw_begin(page->canvas);
    draw_frame(page->canvas, seed);
    (void)draw_end(page->canvas, &page->target, &count);
    return count;
}

static void
test_damaged_equals_full(void **state) {
    static struct page damaged;
    static struct page full;
    (void)state;
    page_open(&damaged);
    page_open(&full);
    for (uint32_t i = 0; i < FRAMES; i++) {
        paint(&damaged, i / 2); /* every other frame is the same as the last */
        draw_canvas_invalidate(full.canvas);
        paint(&full, i / 2);
        assert_memory_equal(damaged.pixels, full.pixels, sizeof(full.pixels));
    }
    print_message("damaged against full: N = %d frames\n", FRAMES);
    draw_canvas_destroy(damaged.canvas);
    draw_canvas_destroy(full.canvas);
}

static void
test_still_frames_change_and_allocate_nothing(void **state) {
    static struct page page;
    (void)state;
    page_open(&page);
    assert_true(paint(&page, 5) > 0);
    paint(&page, 5);
    const uint64_t before = xalloc_count();
    for (int i = 0; i < 50; i++) {
        assert_int_equal(paint(&page, 5), 0);
    }
    assert_int_equal(xalloc_count(), before);
    draw_canvas_destroy(page.canvas);
}

static void
test_a_layer_looks_as_its_content(void **state) {
    static struct page with;
    static struct page without;
    size_t count = 0;
    (void)state;
    page_open(&with);
    page_open(&without);
    for (int pass = 0; pass < 2; pass++) {
        struct page *page = pass == 0 ? &with : &without;
        draw_begin(page->canvas);
        draw_rect(page->canvas, (struct rect){0, 0, W, H}, draw_solid(COLOR_RGB(0x808080)));
        if (pass == 1 || draw_layer_begin(page->canvas, 1, (struct rect){0, 0, W, H})) {
            draw_circle(page->canvas, (struct vec2){100, 100}, 50.5f, color_fade(COLOR_RGB(0xFFFFFF), 0.5f));
            if (pass == 0) {
                draw_layer_end(page->canvas);
            }
        }
        (void)draw_end(page->canvas, &page->target, &count);
    }
    for (size_t i = 0; i < W * H; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
            const int a = (int)(with.pixels[i] >> shift & 255);
            const int b = (int)(without.pixels[i] >> shift & 255);
            assert_in_range(a - b + 1, 0, 2);
        }
    }
    assert_int_equal(with.pixels[100 * W + 100] & 0xFF, 0xC0); /* half white on grey 128, not 0x7f */
    draw_canvas_destroy(with.canvas);
    draw_canvas_destroy(without.canvas);
}

static void
test_shared_edges_leave_no_seam(void **state) {
    static struct page page;
    const struct vec2 corners[4] = {{10.3f, 10.7f}, {90.2f, 12.1f}, {88.8f, 81.5f}, {12.9f, 79.9f}};
    const uint32_t triangles[6] = {0, 1, 2, 0, 2, 3};
    size_t count = 0;
    (void)state;
    page_open(&page);
    draw_begin(page.canvas);
    draw_mesh(page.canvas, corners, 4, triangles, 2, draw_solid(COLOR_RGB(0xFFFFFF)));
    (void)draw_end(page.canvas, &page.target, &count);
    for (int y = 15; y < 76; y++) {
        for (int x = 15; x < 86; x++) {
            assert_int_equal(page.pixels[y * W + x], 0xFFFFFFFFu);
        }
    }
    draw_canvas_destroy(page.canvas);
}

static void
test_coverage_is_area(void **state) {
    static struct page page;
    size_t count = 0;
    double sum = 0.0;
    (void)state;
    page_open(&page);
    draw_begin(page.canvas);
    draw_circle(page.canvas, (struct vec2){100.4f, 99.7f}, 40.0f, COLOR_RGB(0xFFFFFF));
    (void)draw_end(page.canvas, &page.target, &count);
    for (size_t i = 0; i < W * H; i++) {
        sum += (double)(page.pixels[i] & 255) / 255.0;
    }
    assert_true(sum > 5026.5 * 0.995 && sum < 5026.5 * 1.005); /* pi r^2 */
    draw_canvas_destroy(page.canvas);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged_equals_full),
                                       cmocka_unit_test(test_still_frames_change_and_allocate_nothing),
                                       cmocka_unit_test(test_a_layer_looks_as_its_content),
                                       cmocka_unit_test(test_shared_edges_leave_no_seam),
                                       cmocka_unit_test(test_coverage_is_area)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
