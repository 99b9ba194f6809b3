/* The picture on the glass: every turn, with borders and shifts, pixel by pixel. */

#include "support.h"

#include "host/host_mount.h"

#define W 37
#define H 23

static struct host_mount
mount_of(int turn, int border, int shift) {
    return (struct host_mount){.glass_w_px = W,
                               .glass_h_px = H,
                               .quarter_turns = turn,
                               .border_x_px = border,
                               .border_y_px = border,
                               .shift_x_px = shift,
                               .shift_y_px = -shift};
}

static void
test_points_and_pixels_agree(void **state) {
    int checked = 0;
    (void)state;
    for (int i = 0; i < 4 * 3 * 3; i++) {
        const struct host_mount m = mount_of(i % 4, i / 4 % 3 * 2, i / 12 - 1);
        static uint32_t glass[W * H];
        static uint32_t picture[W * W];
        int w = 0;
        int h = 0;
        host_mount_size(&m, &w, &h);
        for (int p = 0; p < w * h; p++) {
            picture[p] = (uint32_t)p + 1;
        }
        memset(glass, 0, sizeof(glass));
        host_mount_fill_border(&m, glass, W, 0xFFFFFFFFu);
        host_mount_copy(&m, picture, w, (struct irect){0, 0, w, h}, glass, W);
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W;
                 x++) { /* what shows at a place of the glass is what a finger meets there */
                const struct vec2 at = host_mount_point(&m, (struct vec2){(float)x + 0.5f, (float)y + 0.5f});
                const bool is_in = at.x >= 0.0f && at.y >= 0.0f && at.x < (float)w && at.y < (float)h;
                const uint32_t wanted = is_in ? (uint32_t)((int)at.y * w + (int)at.x) + 1 : 0xFFFFFFFFu;
                assert_int_equal(glass[y * W + x], wanted);
                checked++;
            }
        }
    }
    print_message("N = %d pixels\n", checked);
}

static void
test_parts_cover_what_they_say(void **state) {
    uint32_t seed = 9;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        const struct host_mount m = mount_of(round % 4, round / 4 % 3, (int)(support_random(&seed) % 5) - 2);
        static uint32_t glass[W * H];
        static uint32_t picture[W * W];
        int w = 0;
        int h = 0;
        host_mount_size(&m, &w, &h);
        const int x = (int)(support_random(&seed) % (uint32_t)w);
        const int y = (int)(support_random(&seed) % (uint32_t)h);
        const struct irect part = {x, y, 1 + (int)(support_random(&seed) % (uint32_t)(w - x)),
                                   1 + (int)(support_random(&seed) % (uint32_t)(h - y))};
        for (int p = 0; p < w * h; p++) {
            picture[p] = 1;
        }
        memset(glass, 0, sizeof(glass));
        host_mount_copy(&m, picture, w, part, glass, W);
        const struct irect told = host_mount_rect(&m, part);
        for (int gy = 0; gy < H; gy++) {
            for (int gx = 0; gx < W; gx++) {
                const bool is_told =
                    gx >= told.x && gx < told.x + told.w && gy >= told.y && gy < told.y + told.h;
                assert_int_equal(glass[gy * W + gx], is_told ? 1 : 0);
            }
        }
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_points_and_pixels_agree),
                                       cmocka_unit_test(test_parts_cover_what_they_say)};
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
