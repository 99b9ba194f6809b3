/* Monotonic time. A fixed clock stands still until it is moved: the same picture at the same time, in
 * every run. Wall-clock time is not here: nothing that is drawn depends on it. The real clock is
 * CLOCK_MONOTONIC (POSIX), which no change of the date moves. */

#include "base/clock.h"

#include <time.h>

#include "base/err.h"

struct clock
clock_real(void) {
    return (struct clock){0};
}

struct clock
clock_fixed(time_ns start) {
    return (struct clock){.fixed_now = start, .is_fixed = 1};
}

time_ns
clock_now(const struct clock *clock) {
    if (clock->is_fixed) {
        return clock->fixed_now;
    }
    struct timespec now;
    xassert(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (time_ns)now.tv_sec * 1000000000 + now.tv_nsec;
}

time_ns
clock_spent(void) {
    struct timespec spent;
    xassert(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) == 0);
    return (time_ns)spent.tv_sec * 1000000000 + spent.tv_nsec;
}

void
clock_advance(struct clock *clock, time_ns by) {
    xassert(clock->is_fixed);
    clock->fixed_now += by;
}

time_ns
time_min(time_ns a, time_ns b) {
    return a < b ? a : b;
}

double
time_to_s(time_ns t) {
    return (double)t / 1e9;
}
