/* The rasteriser: coverage is area, whatever part of the picture is asked for; strokes have neither holes nor spill. */

#include "support.h"

#include <math.h>

#include "base/xalloc.h"
#include "draw/draw.h"
#include "draw/draw_internal.h"

#define W 240
#define H 180
#define STROKES 1000
#define CLIPS 500
#define WHITE COLOR_RGB(0xFFFFFF)

struct page {
    struct canvas *canvas;
    uint32_t pixels[W * H];
};

static void
page_begin(struct page *page) {
    memset(page->pixels, 0, sizeof(page->pixels));
    page->canvas = draw_canvas_create(W, H);
    draw_begin(page->canvas);
}

static void
page_end(struct page *page) {
    const struct draw_target target = {page->pixels, W, H, W};
    size_t count = 0;
    (void)draw_end(page->canvas, &target, &count);
    draw_canvas_destroy(page->canvas);
}

static int
level(const struct page *page, int x, int y) {
    return (int)(page->pixels[y * W + x] & 255u);
}

static void
assert_area(const struct page *page, double want) {
    double sum = 0.0;
    for (int i = 0; i < W * H; i++) {
        sum += (double)(page->pixels[i] & 255u) / 255.0;
    }
    if (fabs(sum - want) > want * 0.01) {
        fail_msg("area %.2f, want %.2f", sum, want);
    }
}

static float
between(uint32_t *state, float low, float high) {
    return low + (high - low) * (float)(support_random(state) % 65536u) / 65535.0f;
}

static void
test_coverage_is_area_within_one_percent(void **state) {
    static struct page page;
    const double pi = 3.14159265358979;
    const struct vec2 triangle[3] = {{20.3f, 150.2f}, {200.9f, 160.7f}, {77.7f, 11.1f}};
    (void)state;
    page_begin(&page);
    draw_circle(page.canvas, (struct vec2){100.4f, 90.7f}, 40.0f, WHITE);
    page_end(&page);
    assert_area(&page, pi * 1600.0);

    page_begin(&page);
    draw_ring(page.canvas, (struct vec2){100.4f, 90.7f}, 40.0f, 6.0f, WHITE);
    page_end(&page);
    assert_area(&page, pi * (43.0 * 43.0 - 37.0 * 37.0));

    page_begin(&page);
    draw_ring_segment(page.canvas, (struct vec2){100.4f, 90.7f}, 20.0f, 60.0f, 0.5f, 2.5f, WHITE);
    page_end(&page);
    assert_area(&page, (3600.0 - 400.0) / 2.0 * 2.0);

    page_begin(&page);
    draw_rect(page.canvas, (struct rect){10.25f, 20.5f, 100.5f, 50.25f}, draw_solid(WHITE));
    page_end(&page);
    assert_area(&page, 100.5 * 50.25);

    page_begin(&page);
    draw_round_rect(page.canvas, (struct rect){10.25f, 20.5f, 100, 50}, 12, draw_solid(WHITE));
    page_end(&page);
    assert_area(&page, 5000.0 - (4.0 - pi) * 144.0);

    page_begin(&page);
    draw_line(page.canvas, (struct vec2){30.3f, 40.1f}, (struct vec2){180.2f, 120.8f}, 5.0f, WHITE);
    page_end(&page);
    assert_area(&page, hypot(149.9, 80.7) * 5.0 + pi * 6.25);

    page_begin(&page);
    draw_polygon(page.canvas, triangle, 3, draw_solid(WHITE));
    page_end(&page);
    const double doubled = (200.9 - 20.3) * (11.1 - 150.2) - (160.7 - 150.2) * (77.7 - 20.3);
    assert_area(&page, fabs(doubled) / 2.0);
}

static void
test_both_turning_senses_look_the_same(void **state) {
    static struct page one;
    static struct page other;
    const struct vec2 points[4] = {{20.3f, 150.2f}, {200.9f, 160.7f}, {177.7f, 11.1f}, {40.4f, 30.9f}};
    const struct vec2 reversed[4] = {points[3], points[2], points[1], points[0]};
    (void)state;
    page_begin(&one);
    draw_polygon(one.canvas, points, 4, draw_solid(WHITE));
    page_end(&one);
    page_begin(&other);
    draw_polygon(other.canvas, reversed, 4, draw_solid(WHITE));
    page_end(&other);
    assert_memory_equal(one.pixels, other.pixels, sizeof(one.pixels));
}

static void
test_a_split_square_is_as_good_as_a_whole_one(void **state) {
    static struct page whole;
    static struct page split;
    const struct vec2 corners[4] = {{10.3f, 10.7f}, {90.2f, 12.1f}, {88.8f, 81.5f}, {12.9f, 79.9f}};
    const uint32_t triangles[6] = {0, 1, 2, 3, 2, 0}; /* the second one is turned the other way */
    (void)state;
    page_begin(&whole);
    draw_polygon(whole.canvas, corners, 4, draw_solid(WHITE));
    page_end(&whole);
    page_begin(&split);
    draw_mesh(split.canvas, corners, 4, triangles, 2, draw_solid(WHITE));
    page_end(&split);
    assert_memory_equal(whole.pixels, split.pixels, sizeof(whole.pixels));
    assert_int_equal(level(&split, 50, 45), 255);
}

/* Any rectangle of the picture shows what the whole picture shows there, far edges included. */
static void
test_coverage_does_not_depend_on_the_clip(void **state) {
    static struct raster raster;
    static uint8_t whole[W * H];
    struct edge edges[24];
    uint32_t seed = 11;
    (void)state;
    for (int round = 0; round < CLIPS; round++) {
        const float far = round % 4 == 0 ? 90000.0f : 400.0f;
        struct vec2 points[24];
        for (int i = 0; i < 24; i++) {
            points[i] = (struct vec2){between(&seed, -far, far), between(&seed, -300.0f, 400.0f)};
        }
        for (int i = 0; i < 24; i++) {
            edges[i] =
                (struct edge){points[i].x, points[i].y, points[(i + 1) % 24].x, points[(i + 1) % 24].y};
        }
        const uint8_t *all = draw_raster_coverage(&raster, edges, 24, (struct irect){0, 0, W, H});
        memset(whole, 0, sizeof(whole));
        for (int y = 0; y < H; y++) {
            for (int x = raster.spans[y].first; x < raster.spans[y].end; x++) {
                whole[y * W + x] = all[y * W + x];
            }
        }
        struct irect clip = {(int)(support_random(&seed) % W), (int)(support_random(&seed) % H), 0, 0};
        clip.w = 1 + (int)(support_random(&seed) % (uint32_t)(W - clip.x));
        clip.h = 1 + (int)(support_random(&seed) % (uint32_t)(H - clip.y));
        const uint8_t *part = draw_raster_coverage(&raster, edges, 24, clip);
        for (int i = 0; i < clip.w * clip.h; i++) {
            const struct raster_span span = raster.spans[i / clip.w];
            const bool is_in = i % clip.w >= span.first && i % clip.w < span.end;
            assert_int_equal(is_in ? part[i] : 0, whole[(clip.y + i / clip.w) * W + clip.x + i % clip.w]);
        }
    }
    print_message("coverage against clips: N = %d\n", CLIPS);
    xfree(raster.cover);
    xfree(raster.area);
    xfree(raster.spans);
    xfree(raster.coverage);
}

static double
distance_to(struct vec2 a, struct vec2 b, double x, double y) {
    const double dx = (double)(b.x - a.x);
    const double dy = (double)(b.y - a.y);
    const double squared = dx * dx + dy * dy;
    double t = squared > 0.0 ? ((x - (double)a.x) * dx + (y - (double)a.y) * dy) / squared : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    return hypot(x - (double)a.x - t * dx, y - (double)a.y - t * dy);
}

struct polyline {
    struct vec2 points[8];
    int count;
    bool is_closed;
    float stroke_px;
};

/* Long zigzags, walks straight back, curves tighter than the stroke, crumbs. */
static struct polyline
random_polyline(uint32_t *seed, int kind) {
    struct polyline line = {.count = 2 + (int)(support_random(seed) % 7),
                            .is_closed = support_random(seed) % 5 < 2,
                            .stroke_px = between(seed, 1.5f, 24.0f)};
    const float turn = between(seed, 0.0f, 6.28f);
    const float radius = between(seed, 2.0f, 14.0f);
    for (int i = 0; i < line.count; i++) {
        struct vec2 *p = &line.points[i];
        *p = (struct vec2){between(seed, 40.0f, 200.0f), between(seed, 40.0f, 140.0f)};
        if (kind == 1 && i == 2) {
            *p = line.points[0];
        } else if (kind == 2) {
            const float angle = turn + (float)i * 0.5f;
            *p = (struct vec2){120.0f + radius * cosf(angle), 90.0f + radius * sinf(angle)};
        } else if (kind == 3 && i > 0) {
            *p = (struct vec2){p[-1].x + between(seed, -4.0f, 4.0f), p[-1].y + between(seed, -4.0f, 4.0f)};
        }
    }
    return line;
}

static void
check_stroke(const struct page *page, const struct polyline *line) {
    const int segments = line->is_closed && line->count > 2 ? line->count : line->count - 1;
    const double half = (double)line->stroke_px / 2.0;
    for (int i = 0; i < W * H; i++) {
        double nearest = 1e9;
        for (int s = 0; s < segments; s++) {
            nearest = fmin(nearest, distance_to(line->points[s], line->points[(s + 1) % line->count],
                                                i % W + 0.5, i / W + 0.5));
        }
        const int seen = level(page, i % W, i / W);
        if ((nearest < half - 0.9 && seen < 250) || (nearest > half * 1.06 + 0.9 && seen > 4)) {
            fail_msg("coverage %d at %d, %d, %.2f px from a line %.2f px wide", seen, i % W, i / W, nearest,
                     2.0 * half);
        }
    }
}

static void
test_strokes_have_no_holes_and_no_spill(void **state) {
    static struct page page;
    uint32_t seed = 3;
    (void)state;
    for (int i = 0; i < STROKES; i++) {
        const struct polyline line = random_polyline(&seed, i % 4);
        page_begin(&page);
        draw_polyline(page.canvas, line.points, (size_t)line.count, line.stroke_px, line.is_closed, WHITE);
        page_end(&page);
        check_stroke(&page, &line);
    }
    print_message("strokes against distance: N = %d\n", STROKES);
}

static void
test_sharp_boxes_do_not_bleed(void **state) {
    static struct page page;
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        const struct rect box = {20, 30, 50, 40};
        page_begin(&page);
        if (kind == 0) {
            draw_rect(page.canvas, box, draw_solid(WHITE));
        } else if (kind == 1) {
            draw_round_rect(page.canvas, box, 0.0f, draw_solid(WHITE));
        } else {
            draw_round_rect_outline(page.canvas, (struct rect){21, 31, 48, 38}, 0.0f, 2.0f, WHITE);
        }
        page_end(&page);
        assert_int_equal(level(&page, 40, 29), 0);
        assert_int_equal(level(&page, 40, 30), 255);
        assert_int_equal(level(&page, 40, 69), 255);
        assert_int_equal(level(&page, 40, 70), 0);
        assert_int_equal(level(&page, 19, 50), 0);
        assert_int_equal(level(&page, 20, 50), 255);
        assert_int_equal(level(&page, 69, 50), 255);
        assert_int_equal(level(&page, 70, 50), 0);
        assert_int_equal(level(&page, 45, 50), kind == 2 ? 0 : 255);
    }
}

static void
test_whole_rects_equal_rasterised_ones(void **state) {
    static struct page fast;
    static struct page slow;
    const struct paint paints[3] = {
        draw_solid(color_fade(WHITE, 0.4f)),
        draw_gradient(COLOR_RGB(0x102030), COLOR_RGB(0xF0E0D0), (struct vec2){0, 20}, (struct vec2){0, 90}),
        draw_gradient(COLOR_RGB(0x102030), COLOR_RGB(0xF0E0D0), (struct vec2){9, 20}, (struct vec2){99, 90})};
    const struct vec2 corners[4] = {{20, 30}, {180, 30}, {180, 120}, {20, 120}};
    (void)state;
    for (int i = 0; i < 3; i++) {
        page_begin(&fast);
        draw_rect(fast.canvas, (struct rect){20, 30, 160, 90}, paints[i]);
        page_end(&fast);
        page_begin(&slow);
        draw_polygon(slow.canvas, corners, 4, paints[i]);
        page_end(&slow);
        assert_memory_equal(fast.pixels, slow.pixels, sizeof(fast.pixels));
    }
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_coverage_is_area_within_one_percent),
                                       cmocka_unit_test(test_both_turning_senses_look_the_same),
                                       cmocka_unit_test(test_a_split_square_is_as_good_as_a_whole_one),
                                       cmocka_unit_test(test_coverage_does_not_depend_on_the_clip),
                                       cmocka_unit_test(test_strokes_have_no_holes_and_no_spill),
                                       cmocka_unit_test(test_sharp_boxes_do_not_bleed),
                                       cmocka_unit_test(test_whole_rects_equal_rasterised_ones)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
