/* The recorder and its painter: damaged and full painting give identical pixels; what does not move costs nothing. */

#include "support.h"

#include <math.h>

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
}

static void
page_close(struct page *page) {
    draw_canvas_destroy(page->canvas);
}

static uint32_t
pixel(const struct page *page, int x, int y) {
    return page->pixels[y * W + x];
}

static void
test_a_moved_thing_changes_its_own_cells_only(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    const struct irect *changed = NULL;
    for (int frame = 0; frame < 2; frame++) {
        draw_begin(page.canvas);
        draw_rect(page.canvas, (struct rect){0, 0, W, H}, draw_solid(COLOR_RGB(0x0B1320)));
        draw_circle(page.canvas, (struct vec2){40.0f + 20.0f * (float)frame, 40}, 6, COLOR_RGB(0xFFFFFF));
        draw_circle(page.canvas, (struct vec2){250, 150}, 6, COLOR_RGB(0xFFFFFF));
        changed = draw_end(page.canvas, &page.target, &count);
    }
    assert_int_equal(count, 1); /* where it was and where it is, side by side */
    assert_int_equal(changed[0].x, 32);
    assert_int_equal(changed[0].y, 32);
    assert_int_equal(changed[0].w, 48);
    assert_int_equal(changed[0].h, 16);
    page_close(&page);
}

static void
test_moving_frames_allocate_nothing_after_warm_up(void **state) {
    static struct page page;
    (void)state;
    page_open(&page);
    for (uint32_t i = 0; i < 300; i++) {
        paint(&page, i);
    }
    const uint64_t before = xalloc_count();
    for (uint32_t i = 0; i < 300; i++) {
        assert_true(paint(&page, i) > 0);
    }
    assert_int_equal(xalloc_count(), before);
    page_close(&page);
}

/* A box of two colours in a layer, so that a wrong part of it would show. */
static void
draw_two_colors(struct canvas *canvas, uint64_t key, float x, float y) {
    if (draw_layer_begin(canvas, key, (struct rect){x, y, 50, 50})) {
        draw_rect(canvas, (struct rect){x, y, 25, 50}, draw_solid(COLOR_RGB(0xFF0000)));
        draw_rect(canvas, (struct rect){x + 25, y, 25, 50}, draw_solid(COLOR_RGB(0x0000FF)));
        draw_layer_end(canvas);
    }
}

static void
test_layers_move_with_groups_and_keep_their_pixels(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    for (int dx = 0; dx < 5; dx++) {
        draw_begin(page.canvas);
        draw_rect(page.canvas, (struct rect){0, 0, W, H}, draw_solid(COLOR_RGB(0x000000)));
        draw_group_push(page.canvas, (float)dx * 30.0f + 0.2f, -500.0f, 1.0f);
        draw_two_colors(page.canvas, 1, 10, 520); /* stands outside the picture, is seen inside it */
        draw_group_pop(page.canvas);
        (void)draw_end(page.canvas, &page.target, &count);
        assert_int_equal(pixel(&page, 10 + dx * 30, 30), 0xFFFF0000u);
        assert_int_equal(pixel(&page, 59 + dx * 30, 69), 0xFF0000FFu);
        assert_int_equal(pixel(&page, 60 + dx * 30, 30), 0xFF000000u);
    }
    assert_int_equal(draw_canvas_stats(page.canvas).layer_bakes, 1);
    page_close(&page);
}

static void
test_layers_half_outside_are_cut_not_confused(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    draw_begin(page.canvas);
    draw_two_colors(page.canvas, 1, -25, 20);
    draw_two_colors(page.canvas, 1, W - 25, 20);
    (void)draw_end(page.canvas, &page.target, &count);
    assert_int_equal(pixel(&page, 0, 30), 0xFF0000FFu);
    assert_int_equal(pixel(&page, W - 1, 30), 0xFFFF0000u);
    assert_int_equal(draw_canvas_stats(page.canvas).layer_bakes, 1);
    page_close(&page);
}

static void
test_a_layer_inside_a_layer(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    for (int frame = 0; frame < 3; frame++) { /* not yet known, then lent, then not asked for */
        draw_canvas_invalidate(page.canvas);
        draw_begin(page.canvas);
        if (frame == 1) {
            draw_two_colors(page.canvas, 1, 10, 20);
        }
        if (draw_layer_begin(page.canvas, frame == 0 ? 2 : 3, (struct rect){0, 0, 100, 100})) {
            draw_two_colors(page.canvas, 1, 10, 20);
            draw_circle(page.canvas, (struct vec2){80, 80}, 9, COLOR_RGB(0x00FF00));
            draw_layer_end(page.canvas);
        }
        (void)draw_end(page.canvas, &page.target, &count);
        assert_int_equal(pixel(&page, 10, 30), 0xFFFF0000u);
        assert_int_equal(pixel(&page, 59, 30), 0xFF0000FFu);
        assert_int_equal(pixel(&page, 80, 80), 0xFF00FF00u);
    }
    assert_int_equal(draw_canvas_stats(page.canvas).layer_bakes, 3);
    page_close(&page);
}

/* Layers beyond the budget are drawn all the same, and the budget holds. */
static void
test_layers_stay_within_their_bytes(void **state) {
    struct canvas *canvas =
        draw_canvas_create(2048, 2048); /* a layer of this size is 16 MiB: six fill the budget */
    const struct draw_target target = {xalloc_array(2048 * 2048, sizeof(uint32_t)), 2048, 2048, 2048};
    size_t count = 0;
    (void)state;
    for (int frame = 0; frame < 2; frame++) {
        draw_begin(canvas);
        for (uint64_t key = 0; key < 8; key++) {
            const float x = (float)key * 100.0f;
            if (draw_layer_begin(canvas, key + 100 * (uint64_t)frame, (struct rect){0, 0, 2048, 2048})) {
                draw_rect(canvas, (struct rect){x, 0, 50, 50}, draw_solid(COLOR_RGB(0xFFFFFF)));
                draw_layer_end(canvas);
            }
            assert_true(draw_canvas_stats(canvas).layer_bytes <= DRAW_LAYER_BYTES_MAX);
        }
        (void)draw_end(canvas, &target, &count);
        assert_int_equal(draw_canvas_stats(canvas).layer_bytes, DRAW_LAYER_BYTES_MAX);
        assert_int_equal(draw_canvas_stats(canvas).layer_bakes, 6 * (frame + 1));
        for (int key = 0; key < 8; key++) {
            assert_int_equal(target.pixels[10 * 2048 + key * 100 + 10], 0xFFFFFFFFu);
        }
    }
    for (int i = 0; i < DRAW_LAYER_IDLE_FRAMES + 1; i++) {
        draw_begin(canvas);
        (void)draw_end(canvas, i % 2 == 0 ? NULL : &target, &count);
    }
    assert_int_equal(draw_canvas_stats(canvas).layer_bytes, 0); /* idle ones go, recorded or painted */
    xfree(target.pixels);
    draw_canvas_destroy(canvas);
}

static void
test_groups_multiply_and_clips_cut(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    draw_begin(page.canvas);
    draw_rect(page.canvas, (struct rect){0, 0, W, H}, draw_solid(COLOR_RGB(0x000000)));
    draw_group_push(page.canvas, 10.4f, 0.0f, 0.5f);
    draw_group_push(page.canvas, 0.0f, 5.0f, 0.5f);
    draw_clip_push(page.canvas, (struct rect){0, 0, 20, 20});
    draw_rect(page.canvas, (struct rect){0, 0, 100, 100}, draw_solid(COLOR_RGB(0xFFFFFF)));
    draw_clip_pop(page.canvas);
    draw_group_pop(page.canvas);
    draw_group_pop(page.canvas);
    draw_clip_push(page.canvas, (struct rect){-1e30f, -1e30f, 2e30f, 2e30f}); /* no clip at all */
    draw_rect(page.canvas, (struct rect){100, 100, 10, 10}, draw_solid(COLOR_RGB(0xFFFFFF)));
    draw_clip_pop(page.canvas);
    (void)draw_end(page.canvas, &page.target, &count);
    assert_int_equal(pixel(&page, 10, 5), 0xFF404040u);
    assert_int_equal(pixel(&page, 29, 24), 0xFF404040u);
    assert_int_equal(pixel(&page, 9, 5), 0xFF000000u);
    assert_int_equal(pixel(&page, 30, 24), 0xFF000000u);
    assert_int_equal(pixel(&page, 10, 25), 0xFF000000u);
    assert_int_equal(pixel(&page, 105, 105), 0xFFFFFFFFu);
    page_close(&page);
}

static void
test_the_stack_holds_what_it_promises(void **state) {
    static struct page page;
    size_t count = 0;
    (void)state;
    page_open(&page);
    draw_begin(page.canvas);
    for (int i = 0; i < DRAW_STACK_MAX; i++) {
        draw_group_push(page.canvas, 1.0f, 0.0f, 1.0f);
    }
    draw_rect(page.canvas, (struct rect){0, 0, 1, 1}, draw_solid(COLOR_RGB(0xFFFFFF)));
    for (int i = 0; i < DRAW_STACK_MAX; i++) {
        draw_group_pop(page.canvas);
    }
    (void)draw_end(page.canvas, &page.target, &count);
    assert_int_equal(pixel(&page, DRAW_STACK_MAX, 0), 0xFFFFFFFFu);
    page_close(&page);
}

static void
test_notes_in_layers_follow_their_groups(void **state) {
    static struct page page;
    const struct draw_note note = {.text = STR_LIT("a"), .x = 1, .color = {255, 255, 255, 255}};
    size_t count = 0;
    (void)state;
    page_open(&page);
    draw_notes_enable(page.canvas, true);
    for (int frame = 0; frame < 3; frame++) {
        draw_begin(page.canvas);
        for (int i = 0; i < 2; i++) {
            draw_group_push(page.canvas, 7.0f, 3.0f, i == 0 ? 1.0f : 0.01f);
            if (draw_layer_begin(page.canvas, 1, (struct rect){10, 20, 50, 50})) {
                draw_note_add(page.canvas, &note);
                draw_layer_end(page.canvas);
            }
            draw_group_pop(page.canvas);
        }
        (void)draw_end(page.canvas, NULL, &count);
        const struct draw_note *notes = draw_notes(page.canvas, &count);
        assert_int_equal(count, 1); /* the faded one cannot be read */
        assert_int_equal((int)notes[0].x, 8);
        assert_int_equal((int)notes[0].box.y, 3);
    }
    assert_int_equal(draw_canvas_stats(page.canvas).layer_bakes, 1); /* recorded anew, painted once */
    page_close(&page);
}

static void
test_odd_numbers_are_dropped(void **state) {
    static struct page page;
    const float odd[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0.0f, -5.0f};
    const struct draw_mask mask = {(const uint8_t *)"\377", 1, 1, 1, 1};
    size_t count = 0;
    (void)state;
    page_open(&page);
    for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
        const float v = odd[i];
        const struct vec2 points[4] = {{10, 10}, {v, 50}, {50, v}, {90, 10}};
        const struct color white = COLOR_RGB(0xFFFFFF);
        draw_begin(page.canvas);
        draw_rect(page.canvas, (struct rect){v, 5, 5, v}, draw_solid(white));
        draw_round_rect(page.canvas, (struct rect){5, v, v, 5}, v, draw_solid(white));
        draw_round_rect_outline(page.canvas, (struct rect){5, 5, 50, 50}, v, v, white);
        draw_polyline(page.canvas, points, 4, 3.0f, true, white);
        draw_polyline(page.canvas, points, 4, v, false, white);
        draw_dotted(page.canvas, points, 4, 1.0f, 9.0f, white);
        draw_dotted(page.canvas, points, 1, v, v, white);
        draw_circle(page.canvas, (struct vec2){v, v}, v, white);
        draw_ring(page.canvas, (struct vec2){20, 20}, v, v, white);
        draw_ring_segment(page.canvas, (struct vec2){20, 20}, v, 30, v, v + 1.0f, white);
        draw_polygon(page.canvas, points, 4,
                     draw_gradient(white, COLOR_RGB(0), (struct vec2){v, 0}, (struct vec2){0, v}));
        draw_glow(page.canvas, (struct vec2){v, 20}, v, white);
        draw_glow(page.canvas, (struct vec2){20, 20}, 1e-20f, white);
        draw_mask_at(page.canvas, &mask, v, v, white);
        draw_group_push(page.canvas, v, v, v);
        draw_two_colors(page.canvas, 1, v, v);
        draw_mask_at(page.canvas, &mask, 0, 0, white);
        draw_group_pop(page.canvas);
        draw_clip_push(page.canvas, (struct rect){v, v, v, v});
        draw_clip_pop(page.canvas);
        (void)draw_end(page.canvas, &page.target, &count);
    }
    page_close(&page);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged_equals_full),
                                       cmocka_unit_test(test_still_frames_change_and_allocate_nothing),
                                       cmocka_unit_test(test_a_layer_looks_as_its_content),
                                       cmocka_unit_test(test_shared_edges_leave_no_seam),
                                       cmocka_unit_test(test_coverage_is_area),
                                       cmocka_unit_test(test_a_moved_thing_changes_its_own_cells_only),
                                       cmocka_unit_test(test_moving_frames_allocate_nothing_after_warm_up),
                                       cmocka_unit_test(test_layers_move_with_groups_and_keep_their_pixels),
                                       cmocka_unit_test(test_layers_half_outside_are_cut_not_confused),
                                       cmocka_unit_test(test_a_layer_inside_a_layer),
                                       cmocka_unit_test(test_layers_stay_within_their_bytes),
                                       cmocka_unit_test(test_groups_multiply_and_clips_cut),
                                       cmocka_unit_test(test_the_stack_holds_what_it_promises),
                                       cmocka_unit_test(test_notes_in_layers_follow_their_groups),
                                       cmocka_unit_test(test_odd_numbers_are_dropped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
