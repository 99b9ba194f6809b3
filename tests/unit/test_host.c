/* The host in memory, on the dummy driver, and as a texture off screen where that can be had: pixels,
 * presenting, resizing, events, waiting. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/macros.h"
#include "base/xalloc.h"
#include "host/host_internal.h"

/* GL drivers keep memory for good. Present in the sanitizer build only, and named by its run time. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static time_ns
now_ns(void) {
    const struct clock clock = clock_real();
    return clock_now(&clock);
}

static struct host *
open_on(const char *driver, enum host_output output, int width, int height) {
    struct err err = {0};
    assert_int_equal(setenv("SDL_VIDEODRIVER", driver, 1), 0);
    const struct host_config config = {.title = "test",
                                       .width_px = width,
                                       .height_px = height,
                                       .is_kiosk = true,
                                       .is_measured = true,
                                       .output = output};
    struct host *host = host_open(&config, &err);
    if (host == NULL) {
        print_message("%s: %s\n", driver, err.text);
    }
    return host;
}

static struct host *
open_dummy(int width, int height) {
    struct host *host = open_on("dummy", HOST_OUTPUT_AUTO, width, height);
    assert_non_null(host);
    return host;
}

static void
drain(struct host *host) {
    struct input_event event;
    while (host_poll(host, 0, &event)) {
    }
}

/* Paints a picture that differs in every pixel. */
static void
paint(struct host *host, uint32_t salt) {
    const struct host_pixels p = host_pixels(host);
    for (int y = 0; y < p.height_px; y++) {
        for (int x = 0; x < p.width_px; x++) {
            const size_t at = (size_t)y * (size_t)p.stride_px + (size_t)x;
            p.pixels[at] = 0xFF000000u | (uint32_t)(y * 2048 + x + (int)salt);
        }
    }
}

static void
assert_reads_back(struct host *host, uint32_t salt) {
    const int w = host_width_px(host);
    const int h = host_height_px(host);
    uint32_t *read = calloc((size_t)w * (size_t)h, sizeof(*read));
    assert_non_null(read);
    assert_true(host_read_back(host, read));
    for (int i = 0; i < w * h; i++) {
        assert_int_equal(read[i] | 0xFF000000u, 0xFF000000u | (uint32_t)(i / w * 2048 + i % w + (int)salt));
    }
    free(read);
}

static void
headless_is_memory_without_sdl(void **state) {
    UNUSED(state);
    struct err err = {0};
    const int64_t live = xalloc_live();
    const struct host_config config = {
        .width_px = 320, .height_px = 200, .is_headless = true, .is_measured = true};
    struct host *host = host_open(&config, &err);
    assert_non_null(host);
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    assert_string_equal(host_describe(host), "memory");
    const struct host_pixels p = host_pixels(host);
    assert_int_equal(p.width_px, 320);
    assert_int_equal(p.height_px, 200);
    assert_true(p.stride_px >= 320);
    paint(host, 5);
    const struct irect whole = {0, 0, 320, 200};
    assert_true(host_present(host, &whole, 1, &err));
    assert_true(host_present(host, NULL, 0, &err));
    assert_reads_back(host, 5);
    struct input_event event;
    assert_false(host_poll(host, 0, &event));
    host_close(host);
    host_close(NULL);
    assert_int_equal(xalloc_live(), live);
}

static void
a_dummy_window_shows_changed_rectangles(void **state) {
    UNUSED(state);
    struct err err = {0};
    const int64_t live = xalloc_live();
    struct host *host = open_dummy(640, 360);
    assert_string_equal(host_describe(host), "dummy surface");
    assert_int_equal(host_width_px(host), 640);
    assert_int_equal(host_height_px(host), 360);
    drain(host);
    paint(host, 9);
    struct irect rects[200];
    for (int i = 0; i < 200; i++) {
        rects[i] = (struct irect){i * 3, i, 3, 2};
    }
    assert_true(host_present(host, rects, ARRAY_LEN(rects), &err));
    assert_true(host_present(host, NULL, 0, &err));
    assert_reads_back(host, 9);
    host_close(host);
    assert_int_equal(xalloc_live(), live);
}

static void
rectangles_off_the_picture_are_cut(void **state) {
    UNUSED(state);
    struct err err = {0};
    struct host *host = open_dummy(64, 48);
    drain(host);
    const struct irect rects[] = {
        {-10, -10, 30, 30}, {60, 40, 100, 100}, {500, 500, 5, 5}, {3, 3, 0, 9}, {3, 3, -4, 4}};
    assert_true(host_present(host, rects, ARRAY_LEN(rects), &err));
    host_close(host);
}

static bool
poll_for(struct host *host, enum input_kind kind, struct input_event *ret_event) {
    while (host_poll(host, 42, ret_event)) {
        if (ret_event->kind == kind) {
            return true;
        }
    }
    return false;
}

static SDL_Window *
window_of_test(void) {
    SDL_Window *window = SDL_GetWindowFromID(1);
    for (Uint32 id = 2; window == NULL && id < 100; id++) {
        window = SDL_GetWindowFromID(id);
    }
    assert_non_null(window);
    return window;
}

static void
resize_and_check(struct host *host) {
    struct err err = {0};
    struct input_event event;
    drain(host);
    SDL_SetWindowSize(window_of_test(), 300, 500);
    const struct irect old = {0, 0, 640, 360};
    assert_true(host_present(host, &old, 1, &err)); /* between the change and its report */
    assert_true(poll_for(host, INPUT_RESIZED, &event));
    assert_true(event.at == 42);
    assert_int_equal(host_width_px(host), 300);
    assert_int_equal(host_height_px(host), 500);
    drain(host);
    paint(host, 77);
    const struct irect whole = {0, 0, 300, 500};
    assert_true(host_present(host, &whole, 1, &err));
    assert_reads_back(host, 77);
}

static void
a_resized_window_has_new_pixels(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(640, 360);
    resize_and_check(host);
    host_close(host);
}

static void
size_0_is_the_displays(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(0, 0);
    SDL_DisplayMode mode;
    assert_int_equal(SDL_GetDesktopDisplayMode(0, &mode), 0);
    assert_int_equal(host_width_px(host), mode.w);
    assert_int_equal(host_height_px(host), mode.h);
    host_close(host);
}

static void
a_texture_shows_the_same_pixels(void **state) {
    UNUSED(state);
    struct err err = {0};
    const int64_t live = xalloc_live();
    if (__lsan_disable != NULL) {
        __lsan_disable();
    }
    struct host *host = open_on("offscreen", HOST_OUTPUT_TEXTURE, 640, 360);
    if (host == NULL) {
        skip(); /* no GL at all on this machine */
    }
    assert_memory_equal(host_describe(host), "offscreen texture ", 18);
    drain(host);
    paint(host, 3);
    const struct irect whole = {0, 0, 640, 360};
    assert_true(host_present(host, &whole, 1, &err));
    assert_reads_back(host, 3);
    const struct host_pixels p = host_pixels(host);
    p.pixels[0] = 0xFF123456u; /* not announced, so not shown */
    const struct irect elsewhere = {100, 100, 10, 10};
    assert_true(host_present(host, &elsewhere, 1, &err));
    assert_reads_back(host, 3);
    host_close(host); /* not resized: SDL's offscreen driver keeps the first size of its surface */
    assert_int_equal(xalloc_live(), live);
    if (__lsan_enable != NULL) {
        __lsan_enable();
    }
}

static void
push(SDL_Event event) {
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void
push_finger(Uint32 type, SDL_TouchID touch, SDL_FingerID finger, float x, float y) {
    push((SDL_Event){.tfinger = {.type = type, .touchId = touch, .fingerId = finger, .x = x, .y = y}});
}

static void
fingers_come_in_pixels(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(640, 360);
    struct input_event event;
    drain(host);
    push_finger(SDL_FINGERDOWN, 3, 91, 0.5f, 0.25f);
    push_finger(SDL_FINGERMOTION, 3, 91, NAN, 0.25f);
    push_finger(SDL_FINGERUP, 3, -1, 1.0f, 1.0f);
    push_finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 91, 0.5f, 0.25f);
    assert_true(host_poll(host, 7, &event));
    assert_int_equal(event.kind, INPUT_POINTER_DOWN);
    assert_true(event.at == 7 && event.pointer_id == 91 && event.x_px == 320.0f && event.y_px == 90.0f);
    assert_true(host_poll(host, 8, &event));
    assert_int_equal(event.kind, INPUT_POINTER_MOVE);
    assert_true(isnan(event.x_px)); /* the gesture machine drops it */
    assert_true(host_poll(host, 9, &event));
    assert_int_equal(event.kind, INPUT_POINTER_UP);
    assert_true(event.pointer_id != INPUT_MOUSE_ID);
    assert_false(host_poll(host, 10, &event));
    host_close(host);
}

static void
push_button(Uint32 type, Uint32 which, Uint8 button) {
    push((SDL_Event){.button = {.type = type, .which = which, .button = button, .x = 12, .y = 34}});
}

static void
push_motion(Uint32 which, Uint32 buttons) {
    const Uint32 type = SDL_MOUSEMOTION;
    push((SDL_Event){.motion = {.type = type, .which = which, .state = buttons, .x = 20, .y = 30}});
}

static void
the_mouse_comes_once_and_by_its_first_button(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(640, 360);
    struct input_event event;
    drain(host);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT);
    push_button(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT);
    push_button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_RIGHT);
    push_motion(SDL_TOUCH_MOUSEID, SDL_BUTTON_LMASK);
    push_motion(0, 0);
    push_button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT);
    push_motion(0, SDL_BUTTON_LMASK);
    push_button(SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT);
    const enum input_kind expected[] = {INPUT_POINTER_DOWN, INPUT_POINTER_MOVE, INPUT_POINTER_UP};
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        assert_true(host_poll(host, 0, &event));
        assert_int_equal(event.kind, expected[i]);
        assert_int_equal(event.pointer_id, INPUT_MOUSE_ID);
        assert_true(event.x_px == (i == 1 ? 20.0f : 12.0f) && event.y_px == (i == 1 ? 30.0f : 34.0f));
    }
    assert_false(host_poll(host, 0, &event));
    host_close(host);
}

static void
push_key(SDL_Keycode sym, Uint16 mod, Uint8 repeat) {
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = sym, .mod = mod}}});
}

static void
keys_have_meanings(void **state) {
    UNUSED(state);
    static const struct {
        SDL_Keycode sym;
        Uint16 mod;
        enum input_key key;
    } KEYS[] = {
        {SDLK_LEFT, 0, KEY_LEFT},       {SDLK_RIGHT, 0, KEY_RIGHT}, {SDLK_HOME, 0, KEY_HOME},
        {SDLK_ESCAPE, 0, KEY_ESCAPE},   {SDLK_l, 0, KEY_LANGUAGE},  {SDLK_RETURN, 0, KEY_ENTER},
        {SDLK_q, KMOD_LCTRL, KEY_QUIT},
    };
    struct host *host = open_dummy(640, 360);
    struct input_event event;
    drain(host);
    push_key(SDLK_q, 0, 0);
    push_key(SDLK_LEFT, 0, 1);
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        push_key(KEYS[i].sym, KEYS[i].mod, 0);
        assert_true(host_poll(host, 0, &event));
        drain(host); /* SDL marks the end of a round of polling in its queue */
        assert_int_equal(event.kind, INPUT_KEY);
        assert_int_equal(event.key, KEYS[i].key);
    }
    push((SDL_Event){.quit = {.type = SDL_QUIT}});
    assert_true(host_poll(host, 0, &event));
    assert_int_equal(event.kind, INPUT_QUIT);
    drain(host);
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}});
    assert_true(host_poll(host, 0, &event));
    assert_int_equal(event.kind, INPUT_EXPOSED);
    assert_false(host_poll(host, 0, &event));
    host_close(host);
}

static void
alone_it_hears_fingers(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(640, 360);
    struct input_event event;
    host->is_alone = true;
    drain(host);
    push_key(SDLK_LEFT, 0, 0);
    push_key(SDLK_q, KMOD_LCTRL, 0);
    push_button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT);
    push_motion(0, SDL_BUTTON_LMASK);
    push_button(SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT);
    push_finger(SDL_FINGERDOWN, 3, 91, 0.5f, 0.25f);
    push((SDL_Event){.type = SDL_QUIT});
    assert_true(host_poll(host, 0, &event));
    assert_int_equal(event.kind, INPUT_POINTER_DOWN);
    assert_int_equal(event.pointer_id, 91);
    assert_true(host_poll(host, 0, &event));
    assert_int_equal(event.kind, INPUT_QUIT);
    assert_false(host_poll(host, 0, &event));
    host_close(host);
}

static void
waiting_sleeps_without_spinning(void **state) {
    UNUSED(state);
    struct host *host = open_dummy(64, 48);
    struct timespec cpu_before;
    struct timespec cpu_after;
    const time_ns start = now_ns();
    host_wait(host, start, start);
    host_wait(host, start, start - TIME_S(5));
    assert_true(now_ns() - start < TIME_MS(100));
    const time_ns begin = now_ns();
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu_before), 0);
    host_wait(host, begin, begin + TIME_MS(150));
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu_after), 0);
    const time_ns cpu = TIME_S(cpu_after.tv_sec - cpu_before.tv_sec) + cpu_after.tv_nsec - cpu_before.tv_nsec;
    assert_true(now_ns() - begin >= TIME_MS(150));
    assert_true(cpu < TIME_MS(2));
    host_close(host);
}

static void
no_display_is_a_device_error(void **state) {
    UNUSED(state);
    struct err err = {0};
    const int64_t live = xalloc_live();
    assert_int_equal(setenv("SDL_VIDEODRIVER", "no-such-driver", 1), 0);
    const struct host_config config = {.title = "test", .width_px = 64, .height_px = 48};
    assert_null(host_open(&config, &err));
    assert_int_equal(err.code, ERR_DEVICE);
    assert_non_null(strstr(err.text, "no-such-driver"));
    assert_int_equal(xalloc_live(), live);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headless_is_memory_without_sdl),
        cmocka_unit_test(a_dummy_window_shows_changed_rectangles),
        cmocka_unit_test(rectangles_off_the_picture_are_cut),
        cmocka_unit_test(a_resized_window_has_new_pixels),
        cmocka_unit_test(size_0_is_the_displays),
        cmocka_unit_test(a_texture_shows_the_same_pixels),
        cmocka_unit_test(fingers_come_in_pixels),
        cmocka_unit_test(the_mouse_comes_once_and_by_its_first_button),
        cmocka_unit_test(keys_have_meanings),
        cmocka_unit_test(alone_it_hears_fingers),
        cmocka_unit_test(waiting_sleeps_without_spinning),
        cmocka_unit_test(no_display_is_a_device_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
