/* Measuring: frame times of every slide in reveal, ambient motion and transition, each with one readback of the whole picture a
 * presented frame, and allocations. Prints JSON. What a whole process costs, memory too, is measured from outside
 * (tools/bench_process.py); figures of shared machines are only good as ratios to tools/bench_floor.c in the same run. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app_bench.h"
#include "base/xalloc.h"

#define REVEAL_MS 2600
#define AMBIENT_FROM_MS 6000

static int
compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

void
bench_add(struct bench_samples *s, double ms) {
    if (s->count < BENCH_SAMPLES_MAX) {
        s->ms[s->count++] = ms;
    }
}

void
bench_print(const char *name, struct bench_samples *s, bool is_last) {
    qsort(s->ms, s->count, sizeof(double), compare);
    const size_t n = s->count > 0 ? s->count - 1 : 0;
    printf("\"%s\":{\"n\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"max\":%.3f}%s", name, s->count,
           s->ms[n / 2], s->ms[n * 95 / 100], s->ms[n * 99 / 100], s->ms[n], is_last ? "" : ",");
    s->count = 0;
}

bool
bench_frame(struct app *app, time_ns at, struct bench_samples *s, struct err *err) {
    const struct clock real = clock_real();
    const time_ns before = clock_now(&real);
    const bool ok = app_frame(app, at, err);
    bench_add(s, time_to_s(clock_now(&real) - before) * 1e3);
    return ok;
}

static bool
bench_slide(struct app *app, int slide, struct bench_samples *s, struct err *err) {
    app->slide = slide;
    app->clock = clock_fixed(TIME_S(1000));
    if (!app_start(app, false, err)) {
        return false;
    }
    printf("{\"slide\":\"" STR_FMT "\",", STR_ARG(app->model->slides[slide].key));
    const time_ns start = clock_now(&app->clock);
    bool ok = true;
    for (time_ns t = 0; ok && t < TIME_MS(REVEAL_MS); t += BENCH_FRAME_NS) {
        ok = bench_frame(app, start + t, s, err);
    }
    bench_print("reveal", s, false);
    for (int i = 0; ok && i < 60; i++) { /* let layers settle */
        ok = app_frame(app, start + TIME_MS(AMBIENT_FROM_MS) + i * BENCH_FRAME_NS, err);
    }
    const uint64_t allocations = xalloc_count();
    const time_ns ambient = start + TIME_MS(AMBIENT_FROM_MS) + TIME_S(1);
    const int frames = 300;
    for (int i = 0; ok && i < frames; i++) {
        ok = bench_frame(app, ambient + i * BENCH_FRAME_NS, s, err);
    }
    bench_print("ambient", s, false);
    printf("\"allocations_per_frame\":%.3f,", (double)(xalloc_count() - allocations) / (double)frames);
    long presented = 0; /* how many frames the deck itself would ask for in ten settled seconds */
    for (time_ns t = 0; ok && t < TIME_S(10); t += BENCH_FRAME_NS) {
        if (deck_needs_frame(app->deck, ambient + TIME_S(10) + t)) {
            const long before = app->presented;
            ok = app_frame(app, ambient + TIME_S(10) + t, err);
            presented += app->presented - before;
        }
    }
    printf("\"frames_in_10_s\":%ld,", presented);
    const struct gesture swipe = {.kind = GESTURE_SWIPE_RIGHT, .at = ambient + TIME_S(30)};
    deck_gesture(app->deck, &swipe);
    for (time_ns t = 0; ok && t < TIME_MS(400); t += BENCH_FRAME_NS) {
        ok = bench_frame(app, ambient + TIME_S(30) + t, s, err);
    }
    bench_print("transition", s, true);
    printf("}");
    app_stop(app);
    return ok;
}

/* Lays the longest text of the show out again and again: bidi, runs, shaping, line breaking. */
static void
bench_text(struct app *app) {
    const struct clock real = clock_real();
    const int rounds = 2000;
    struct str longest = {"", 0};
    struct arena arena;
    size_t letters = 0;
    for (size_t i = 0; i < app->model->slides_count; i++) {
        const struct str cell = app->model->slides[i].deck.in[app->lang];
        longest = cell.len > longest.len ? cell : longest;
    }
    for (size_t offset = 0; offset < longest.len; letters++) {
        (void)utf8_decode(longest, &offset);
    }
    const struct text_style style = {
        .px = 36.0f, .weight = 400, .wrap_px = 900.0f, .locale = &app->model->langs[app->lang].locale};
    arena_init(&arena, 0);
    time_ns before = 0;
    for (int i = 0; i < rounds + 100; i++) {
        before = i == 100 ? clock_now(&real) : before; /* warm */
        (void)text_layout(app->text, &arena, longest, &style);
        arena_reset(&arena);
    }
    const double us = time_to_s(clock_now(&real) - before) * 1e6 / (double)rounds;
    printf("\"text\":{\"characters\":%zu,\"us\":%.1f},", letters, us);
    arena_fini(&arena);
}

bool
app_bench(struct app *app, struct err *err) {
    struct bench_samples *s = xalloc(sizeof(*s));
    struct bench_samples *loop = xalloc(sizeof(*loop));
    const struct clock real = clock_real();
    struct timespec born;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &born);
    const time_ns before = clock_now(&real);
    app->clock = real;
    bool ok = app_start(app, false, err) && app_frame(app, clock_now(&real), err);
    if (!ok) {
        xfree(s);
        xfree(loop);
        return false;
    }
    printf("{\"output\":\"%s\",\"size\":\"%dx%d\",\"first_picture_ms\":%.1f,", host_describe(app->host),
           host_width_px(app->host), host_height_px(app->host),
           time_to_s(clock_now(&real) - before) * 1e3 + (double)born.tv_nsec / 1e6);
    app_stop(app);
    bench_text(app);
    ok = bench_hands(app, s, err) && bench_switch(app, loop, s, err);
    printf("\"slides\":[");
    const time_ns end = clock_now(&real) + TIME_S(app->options.bench_s);
    for (size_t i = 0; ok && i < app->model->slides_count; i++) {
        printf(i > 0 ? ",\n" : "\n");
        ok = bench_slide(app, (int)i, s, err);
        if (clock_now(&real) > end) {
            break;
        }
    }
    printf("]}\n");
    xfree(s);
    xfree(loop);
    return ok;
}
