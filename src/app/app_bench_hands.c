/* What hands feel. A touch is timed from the moment its event reaches the program until the first picture that answers it has been
 * presented: the finger going down on "next" (it shows as pressed), and its lift (the next slide's first picture, laid out, its
 * maps drawn). Maps and strips are moved at 60 events a second, every frame timed. */

#include "app/app_bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SETTLE_MS 7000
#define SEARCH_KEYS 120
#define STORM_FRAMES 3600 /* a minute */
#define STORM_EVENTS 167  /* a frame: ten thousand a second */

static double
since_ms(time_ns before) {
    const struct clock real = clock_real();
    return time_to_s(clock_now(&real) - before) * 1e3;
}

static void
feed(struct app *app, enum input_kind kind, long id, float x, float y) {
    const struct input_event event = {
        .kind = kind, .at = clock_now(&app->clock), .pointer_id = id, .x_px = x, .y_px = y};
    const struct gesture gesture = gesture_feed(&app->gestures, &event);
    deck_gesture(app->deck, &gesture);
}

/* Lets the show go on until it stands still. */
static bool
settle(struct app *app, struct err *err) {
    bool ok = true;
    for (int ms = 0; ok && ms < SETTLE_MS; ms += 100) {
        clock_advance(&app->clock, TIME_MS(100));
        deck_update(app->deck, clock_now(&app->clock));
        ok = app_frame(app, clock_now(&app->clock), err);
    }
    return ok;
}

/* Feeds an event and presents the picture that answers it. */
static bool
answer(struct app *app, enum input_kind kind, struct vec2 at, struct bench_samples *samples,
       struct err *err) {
    const struct clock real = clock_real();
    const time_ns before = clock_now(&real);
    const long presented = app->presented;
    feed(app, kind, 1, at.x, at.y);
    bool ok = true;
    for (int i = 0; ok && i < 4 && app->presented == presented; i++) { /* a new slide fades in from nothing */
        deck_update(app->deck, clock_now(&app->clock));
        ok = app_frame(app, clock_now(&app->clock), err);
        clock_advance(&app->clock, BENCH_FRAME_NS);
    }
    bench_add(samples, since_ms(before));
    return ok;
}

static bool
bench_touches(struct app *app, struct bench_samples *down, struct bench_samples *up, struct err *err) {
    struct target_list targets;
    bool ok = true;
    for (size_t i = 0; ok && i < app->model->slides_count; i++) {
        app->slide = (int)i;
        app->clock = clock_fixed(TIME_S(1000));
        ok = app_start(app, false, err) && settle(app, err);
        if (!ok) {
            break;
        }
        deck_targets(app->deck, clock_now(&app->clock), &targets);
        for (size_t t = 0; ok && t < targets.count; t++) {
            const struct rect *box = &targets.items[t].box;
            const struct vec2 middle = {box->x + box->w / 2.0f, box->y + box->h / 2.0f};
            if (strcmp(targets.items[t].name, "next") == 0) {
                ok = answer(app, INPUT_POINTER_DOWN, middle, down, err) &&
                     answer(app, INPUT_POINTER_UP, middle, up, err);
            }
        }
        app_stop(app);
    }
    return ok;
}

static bool
find_target(const struct app *app, const char *prefix, int nth, struct vec2 *ret_middle) {
    struct target_list targets;
    deck_targets(app->deck, clock_now(&app->clock), &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strncmp(targets.items[i].name, prefix, strlen(prefix)) == 0 && nth-- == 0) {
            *ret_middle = (struct vec2){box->x + box->w / 2.0f, box->y + box->h / 2.0f};
            return true;
        }
    }
    return false;
}

/* Types words of any letters, and erases them: from a key's lift to the first picture with what was found. */
static bool
bench_search(struct app *app, struct bench_samples *samples, struct err *err) {
    struct vec2 at;
    app->slide = 0;
    app->clock = clock_fixed(TIME_S(1000));
    bool ok = app_start(app, false, err) && settle(app, err);
    static const char *const WAY[] = {"start", "search"}; /* the page before the loop has no search */
    for (size_t i = 0; ok && i < ARRAY_LEN(WAY); i++) {
        if (find_target(app, WAY[i], 0, &at)) {
            feed(app, INPUT_POINTER_DOWN, 1, at.x, at.y);
            feed(app, INPUT_POINTER_UP, 1, at.x, at.y);
            ok = settle(app, err);
        }
    }
    for (int i = 0; ok && i < SEARCH_KEYS; i++) {
        const bool is_erased = i % 6 == 5;
        if (find_target(app, is_erased ? "key clear" : "key ", is_erased ? 0 : i * 7 % 30, &at)) {
            feed(app, INPUT_POINTER_DOWN, 1, at.x, at.y);
            ok = answer(app, INPUT_POINTER_UP, at, samples, err);
        }
    }
    app_stop(app);
    return ok;
}

static bool
step(struct app *app, struct bench_samples *samples, struct err *err) {
    clock_advance(&app->clock, BENCH_FRAME_NS);
    deck_update(app->deck, clock_now(&app->clock));
    return bench_frame(app, clock_now(&app->clock), samples, err);
}

/* A finger draws across a place and lets go at speed; the frames of the drag and of the run-out. */
static bool
fling(struct app *app, struct vec2 at, struct vec2 way, struct bench_samples *samples, struct err *err) {
    bool ok = true;
    feed(app, INPUT_POINTER_DOWN, 1, at.x, at.y);
    for (int i = 1; ok && i <= 12; i++) {
        const float part = (float)i / 12.0f;
        feed(app, INPUT_POINTER_MOVE, 1, at.x + way.x * part, at.y + way.y * part);
        ok = step(app, samples, err);
    }
    feed(app, INPUT_POINTER_UP, 1, at.x + way.x, at.y + way.y);
    for (int i = 0; ok && i < 60; i++) {
        ok = step(app, samples, err);
    }
    return ok;
}

/* Two fingers go apart and together again around a place. */
static bool
pinch(struct app *app, struct vec2 at, float reach, struct bench_samples *samples, struct err *err) {
    bool ok = true;
    feed(app, INPUT_POINTER_DOWN, 1, at.x - reach, at.y);
    feed(app, INPUT_POINTER_DOWN, 2, at.x + reach, at.y);
    for (int i = 1; ok && i <= 120; i++) {
        const float r = reach * (1.0f + 3.0f * fabsf(sinf((float)i / 20.0f)));
        feed(app, INPUT_POINTER_MOVE, 1, at.x - r, at.y - r / 3.0f);
        feed(app, INPUT_POINTER_MOVE, 2, at.x + r, at.y + r / 3.0f);
        ok = step(app, samples, err);
    }
    feed(app, INPUT_POINTER_UP, 1, at.x - reach, at.y);
    feed(app, INPUT_POINTER_UP, 2, at.x + reach, at.y);
    for (int i = 0; ok && i < 30; i++) {
        ok = step(app, samples, err);
    }
    return ok;
}

static bool
bench_movements(struct app *app, int slide, struct bench_samples *samples, struct err *err) {
    const bool is_portrait = app->options.height_px > app->options.width_px;
    app->slide = slide;
    app->clock = clock_fixed(TIME_S(1000));
    if (!app_start(app, false, err)) {
        return false;
    }
    const float w = (float)host_width_px(app->host);
    const float h = (float)host_height_px(app->host);
    const struct vec2 map = {0.25f * w, (is_portrait ? 0.30f : 0.35f) * h};
    const struct vec2 strip = {0.40f * w, (is_portrait ? 0.65f : 0.70f) * h};
    bool ok = settle(app, err) && pinch(app, map, 0.04f * w, samples, err);
    bench_print("pinch", samples, false);
    ok = ok && fling(app, map, (struct vec2){0.12f * w, 0.10f * h}, samples, err) &&
         fling(app, map, (struct vec2){-0.10f * w, -0.05f * h}, samples, err);
    bench_print("fling_map", samples, false);
    ok =
        ok && fling(app, strip, (struct vec2){is_portrait ? 0.0f : 0.25f * w, is_portrait ? -0.1f * h : 0.0f},
                    samples, err);
    bench_print("fling_strip", samples, false);
    app_stop(app);
    return ok;
}

/* Ten thousand events a second from eleven contacts for a minute, all over the explorer; then a pause, and a tap. */
static bool
storm(struct app *app, int slide, struct bench_samples *samples, struct err *err) {
    uint32_t seed = 12345;
    app->slide = slide;
    app->clock = clock_fixed(TIME_S(1000));
    bool ok = app_start(app, false, err) && settle(app, err);
    for (int frame = 0; ok && frame < STORM_FRAMES; frame++) {
        const struct clock real = clock_real();
        const time_ns before = clock_now(&real);
        for (int i = 0; i < STORM_EVENTS; i++) {
            seed = seed * 1664525u + 1013904223u;
            const uint32_t r = seed >> 8;
            const enum input_kind kind = r % 9 < 2   ? INPUT_POINTER_DOWN
                                         : r % 9 < 8 ? INPUT_POINTER_MOVE
                                                     : INPUT_POINTER_UP;
            feed(app, kind, (long)(r / 9 % 11), (float)(r / 99 % (uint32_t)host_width_px(app->host)),
                 (float)(r / 101 % (uint32_t)host_height_px(app->host)));
        }
        clock_advance(&app->clock, BENCH_FRAME_NS);
        deck_update(app->deck, clock_now(&app->clock));
        ok = app_frame(app, clock_now(&app->clock), err);
        bench_add(samples, since_ms(before));
    }
    bench_print("storm_frame", samples, false);
    for (long id = 0; id < 11; id++) {
        feed(app, INPUT_POINTER_UP, id, 10.0f, 10.0f);
    }
    for (int i = 0; ok && i < 60; i++) {
        ok = step(app, samples, err);
    }
    samples->count = 0;
    struct target_list targets;
    deck_targets(app->deck, clock_now(&app->clock), &targets);
    const struct rect *box = &targets.items[0].box;
    ok = ok && answer(app, INPUT_POINTER_DOWN, (struct vec2){box->x + box->w / 2.0f, box->y + box->h / 2.0f},
                      samples, err);
    bench_print("tap_after_storm", samples, false);
    app_stop(app);
    return ok;
}

bool
bench_hands(struct app *app, struct bench_samples *samples, struct err *err) {
    static struct bench_samples up;
    bool ok = bench_touches(app, samples, &up, err);
    printf("\"hands\":{");
    bench_print("down_to_picture", samples, false);
    bench_print("lift_to_next_slide", &up, false);
    ok = ok && bench_search(app, samples, err);
    bench_print("key_to_results", samples, false);
    for (size_t i = 0; ok && i < app->model->slides_count; i++) {
        const struct scene_class *klass = scene_class_find(app->model->slides[i].kind);
        if (klass != NULL && klass->hand != NULL) {
            printf("\"slide\":\"" STR_FMT "\",", STR_ARG(app->model->slides[i].key));
            ok = bench_movements(app, (int)i, samples, err) && storm(app, (int)i, samples, err);
        }
    }
    printf("\"done\":%s},\n", ok ? "true" : "false");
    return ok;
}
