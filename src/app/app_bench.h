#pragma once

#include "app/app.h"

/* What the parts of the bench share: samples and how they are told. */

#define BENCH_SAMPLES_MAX 4096
#define BENCH_FRAME_NS (TIME_S(1) / 60)

struct bench_samples {
    double ms[BENCH_SAMPLES_MAX];
    size_t count;
};

void bench_add(struct bench_samples *samples, double ms);
/* "name":{"n":…,"p50":…,"p95":…,"p99":…,"max":…}, and empties the samples. */
void bench_print(const char *name, struct bench_samples *samples, bool is_last);
/* One frame at a moment of the show, its cost in real time added to the samples. */
bool bench_frame(struct app *app, time_ns at, struct bench_samples *samples, struct err *err);
/* Turns of the frame loop while one pack takes over from another, beside those of the loop alone. */
bool bench_switch(struct app *app, struct bench_samples *loop, struct bench_samples *samples,
                  struct err *err);
/* Hands: from a touch to the first changed picture on every slide, and maps and strips under drags, flings and pinches. */
bool bench_hands(struct app *app, struct bench_samples *samples, struct err *err);
