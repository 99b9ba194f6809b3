#pragma once

#include <stdint.h>

/* Monotonic time in nanoseconds, from a real clock or one that a test moves. */

typedef int64_t time_ns;

#define TIME_NEVER INT64_MAX
#define TIME_MS(ms) ((time_ns)(ms)*1000000)
#define TIME_S(s) ((time_ns)(s)*1000000000)

struct clock {
    time_ns fixed_now; /* used when is_fixed */
    int is_fixed;
};

struct clock clock_real(void);
struct clock clock_fixed(time_ns start);
time_ns clock_now(const struct clock *clock);
/* Processor time this process has spent so far. */
time_ns clock_spent(void);
void clock_advance(struct clock *clock, time_ns by); /* fixed clocks only */
time_ns time_min(time_ns a, time_ns b);
double time_to_s(time_ns t);
