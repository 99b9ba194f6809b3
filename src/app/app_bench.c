/* Measuring: frame times of every slide in reveal, ambient motion and transition, memory, allocations and processor time, and in
 * the same run the floor: clear, one full-screen copy and its presentation. Prints JSON. Figures of shared machines are
 * only good as ratios to that floor. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "app/app.h"
#include "base/xalloc.h"

#define SAMPLES_MAX 4096
#define FRAME_NS (TIME_S(1) / 60)
#define REVEAL_MS 2600
#define AMBIENT_FROM_MS 6000

struct samples {
    double ms[SAMPLES_MAX];
    size_t count;
};

static double
cpu_s(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6 +
           (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6;
}

static long
memory_kib(const char *key) {
    char line[160];
    long value = 0;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, key, strlen(key)) == 0) {
            value = strtol(line + strlen(key) + 1, NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return value;
}

static int
compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
print_samples(const char *name, struct samples *s, bool is_last) {
    qsort(s->ms, s->count, sizeof(double), compare);
    const size_t n = s->count > 0 ? s->count - 1 : 0;
    printf("\"%s\":{\"n\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"max\":%.3f}%s", name, s->count,
           s->ms[n / 2], s->ms[n * 95 / 100], s->ms[n * 99 / 100], s->ms[n], is_last ? "" : ",");
    s->count = 0;
}

static bool
timed_frame(struct app *app, time_ns at, struct samples *s, uint32_t *read_back, struct err *err) {
    const struct clock real = clock_real();
    const time_ns before = clock_now(&real);
    const bool ok =
        app_frame(app, at, err) && (read_back == NULL || host_read_back(app->host, read_back, err));
    if (s->count < SAMPLES_MAX) {
        s->ms[s->count++] = time_to_s(clock_now(&real) - before) * 1e3;
    }
    return ok;
}

static bool
bench_slide(struct app *app, int slide, uint32_t *read_back, struct samples *s, struct err *err) {
    app->slide = slide;
    app->clock = clock_fixed(TIME_S(1000));
    if (!app_start(app, false, err)) {
        return false;
    }
    printf("{\"slide\":\"" STR_FMT "\",", STR_ARG(app->model->slides[slide].key));
    const time_ns start = clock_now(&app->clock);
    bool ok = true;
    for (time_ns t = 0; ok && t < TIME_MS(REVEAL_MS); t += FRAME_NS) {
        ok = timed_frame(app, start + t, s, read_back, err);
    }
    print_samples("reveal", s, false);
    for (int i = 0; ok && i < 60; i++) { /* let layers settle */
        ok = app_frame(app, start + TIME_MS(AMBIENT_FROM_MS) + i * FRAME_NS, err);
    }
    const uint64_t allocations = xalloc_count();
    const double cpu = cpu_s();
    const time_ns ambient = start + TIME_MS(AMBIENT_FROM_MS) + TIME_S(1);
    const int frames = 300;
    for (int i = 0; ok && i < frames; i++) {
        ok = timed_frame(app, ambient + i * FRAME_NS, s, read_back, err);
    }
    const double used = cpu_s() - cpu;
    print_samples("ambient", s, false);
    printf("\"ambient_cpu_s_per_s\":%.3f,\"allocations_per_frame\":%.3f,", used / ((double)frames / 60.0),
           (double)(xalloc_count() - allocations) / (double)frames);
    long presented = 0; /* how many frames the deck itself would ask for in ten settled seconds */
    for (time_ns t = 0; ok && t < TIME_S(10); t += FRAME_NS) {
        if (deck_needs_frame(app->deck, ambient + TIME_S(10) + t)) {
            const long before = app->presented;
            ok = app_frame(app, ambient + TIME_S(10) + t, err);
            presented += app->presented - before;
        }
    }
    printf("\"frames_in_10_s\":%ld,\"pss_kib\":%ld,", presented, memory_kib("Pss:"));
    const struct gesture swipe = {.kind = GESTURE_SWIPE_RIGHT, .at = ambient + TIME_S(30)};
    deck_gesture(app->deck, &swipe);
    for (time_ns t = 0; ok && t < TIME_MS(400); t += FRAME_NS) {
        ok = timed_frame(app, ambient + TIME_S(30) + t, s, read_back, err);
    }
    print_samples("transition", s, true);
    printf("}");
    app_stop(app);
    return ok;
}

/* Clear, one full-screen copy, present (and read back): what no renderer of this size can be under. */
static bool
bench_floor(struct app *app, uint32_t *read_back, struct samples *s, struct err *err) {
    const struct clock real = clock_real();
    app->slide = 0;
    app->clock = clock_fixed(TIME_S(1000));
    if (!app_start(app, false, err)) {
        return false;
    }
    const struct host_pixels p = host_pixels(app->host);
    uint32_t *picture = xalloc_array((size_t)p.stride_px * (size_t)p.height_px, sizeof(*picture));
    const struct irect whole = {0, 0, p.width_px, p.height_px};
    const size_t bytes = (size_t)p.stride_px * (size_t)p.height_px * sizeof(*picture);
    bool ok = true;
    for (int i = 0; ok && i < 120; i++) {
        const time_ns before = clock_now(&real);
        memset(p.pixels, 0, bytes);
        memcpy(p.pixels, picture, bytes);
        ok = host_present(app->host, &whole, 1, err) &&
             (read_back == NULL || host_read_back(app->host, read_back, err));
        s->ms[s->count++] = time_to_s(clock_now(&real) - before) * 1e3;
    }
    print_samples("floor", s, false);
    xfree(picture);
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
    struct samples *s = xalloc(sizeof(*s));
    const struct clock real = clock_real();
    struct timespec born;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &born);
    const time_ns before = clock_now(&real);
    app->clock = real;
    bool ok = app_start(app, false, err) && app_frame(app, clock_now(&real), err);
    if (!ok) {
        xfree(s);
        return false;
    }
    printf("{\"output\":\"%s\",\"size\":\"%dx%d\",\"first_picture_ms\":%.1f,", host_describe(app->host),
           host_width_px(app->host), host_height_px(app->host),
           time_to_s(clock_now(&real) - before) * 1e3 + (double)born.tv_nsec / 1e6);
    uint32_t *read_back = NULL;
    if (app->options.output == HOST_OUTPUT_TEXTURE) {
        read_back = xalloc_array((size_t)host_width_px(app->host) * (size_t)host_height_px(app->host),
                                 sizeof(*read_back));
    }
    app_stop(app);
    bench_text(app);
    ok = bench_floor(app, read_back, s, err);
    printf("\"slides\":[");
    const time_ns end = clock_now(&real) + TIME_S(app->options.bench_s);
    for (size_t i = 0; ok && i < app->model->slides_count; i++) {
        printf(i > 0 ? ",\n" : "\n");
        ok = bench_slide(app, (int)i, read_back, s, err);
        if (clock_now(&real) > end) {
            break;
        }
    }
    printf("]}\n");
    xfree(read_back);
    xfree(s);
    return ok;
}
