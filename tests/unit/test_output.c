/* Every slide through the GLES2 texture, read back, beside the same slide in plain memory: whole pictures, and frames of which
 * only what moved was carried to the texture. */

#include "app_support.h"
#include "sign_support.h"

#include <unistd.h>

#include "tools/pack_build.h"

#define W 640
#define H 360
#define FAR 24 /* of 255 a channel */
#define MOMENTS 5

/* GL drivers keep memory for good. Present in the sanitizer build only, and named by its run time. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static char pack[64], key[SIGN_PATH_MAX];

static int
set_up(void **state) {
    struct workbook book;
    struct arena arena;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 1 << 20);
    (void)snprintf(pack, sizeof(pack), "/tmp/vitrin-output-%ld.vpack", (long)getpid());
    const bool ok = workbook_read(&book, &arena, "data", &err) && pack_build(&book, pack, &err) &&
                    support_sign(pack, key, &err);
    arena_fini(&arena);
    return ok ? 0 : -1;
}

static int
tear_down(void **state) {
    (void)state;
    support_unsign(pack);
    return unlink(pack);
}

static struct app *
open_app(bool is_texture) {
    const struct app_options options = {.mode = APP_BENCH,
                                        .pack = pack,
                                        .fonts = "assets/fonts",
                                        .width_px = W,
                                        .height_px = H,
                                        .has_size = true,
                                        .trust = key,
                                        .output = is_texture ? HOST_OUTPUT_TEXTURE : HOST_OUTPUT_AUTO};
    return support_open_app(&options);
}

static long
count_far(const uint32_t *a, const uint32_t *b) {
    long far = 0;
    for (int i = 0; i < W * H; i++) {
        int worst = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            const int difference = (int)(a[i] >> shift & 255u) - (int)(b[i] >> shift & 255u);
            worst = abs(difference) > worst ? abs(difference) : worst;
        }
        far += worst > FAR ? 1 : 0;
    }
    return far;
}

static void
compare_slide(struct app *shown, struct app *painted, int slide) {
    static const int MOMENTS_MS[MOMENTS] = {0, 300, 900, 9000, 9040};
    static uint32_t glass[W * H];
    static uint32_t memory[W * H];
    struct err err = {0};
    shown->slide = painted->slide = slide;
    shown->clock = painted->clock = clock_fixed(TIME_S(1000));
    assert_true(app_start(shown, false, &err) && app_start(painted, true, &err));
    for (int i = 0; i < MOMENTS; i++) {
        const time_ns now = TIME_S(1000) + TIME_MS(MOMENTS_MS[i]);
        draw_canvas_invalidate(painted->canvas);
        assert_true(app_frame(shown, now, &err) && app_frame(painted, now, &err));
        assert_true(host_read_back(shown->host, glass) && host_read_back(painted->host, memory));
        assert_in_range(count_far(glass, memory), 0, W * H / 100);
    }
    app_stop(shown);
    app_stop(painted);
}

static void
test_the_texture_shows_what_was_painted(void **state) {
    (void)state;
    if (__lsan_disable != NULL) {
        __lsan_disable();
    }
    assert_int_equal(setenv("SDL_VIDEODRIVER", "offscreen", 1), 0);
    struct app *shown = open_app(true);
    struct app *painted = open_app(false);
    const size_t slides = shown->model->slides_count;
    int compared = 0;
    for (int lang = 0; lang < (int)shown->model->lang_count; lang++) {
        shown->lang = painted->lang = lang;
        for (size_t slide = 0; slide < slides; slide += SUPPORT_SHARE) {
            compare_slide(shown, painted, (int)slide);
            compared += MOMENTS;
        }
    }
    print_message("pictures compared: N = %d\n", compared);
    support_close_app(shown);
    support_close_app(painted);
    if (__lsan_enable != NULL) {
        __lsan_enable();
    }
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_texture_shows_what_was_painted)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
