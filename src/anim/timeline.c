/* Values at a time. No state and no clock: the same time gives the same value, whatever was drawn before.
 * Times are reckoned in double: a float would lose the millisecond after some hours of a show.
 * A period of nothing stands still. */

#include "anim/timeline.h"

#include <math.h>

float
timeline_value(struct span span, time_ns since) {
    const double into_ms = (double)since / 1e6 - (double)span.start_ms;
    if (into_ms < 0.0) {
        return 0.0f;
    }
    if (span.duration_ms <= 0 || into_ms >= (double)span.duration_ms) {
        return 1.0f;
    }
    return ease_value(span.ease, (float)(into_ms / (double)span.duration_ms));
}

float
timeline_stagger(struct span span, int index, int stagger_ms, time_ns since) {
    span.start_ms += index * stagger_ms;
    return timeline_value(span, since);
}

float
timeline_cycle(int period_ms, int phase_ms, time_ns since) {
    if (period_ms <= 0) {
        return 0.0f;
    }
    const time_ns period = TIME_MS(period_ms);
    time_ns into = (since - TIME_MS(phase_ms)) % period;
    if (into < 0) {
        into += period;
    }
    /* the last nanoseconds of a long period would round up to 1 */
    return fminf((float)((double)into / (double)period), 0.99999994f);
}

float
timeline_breathe(int period_ms, time_ns since) {
    return 0.5f - 0.5f * cosf(6.28318531f * timeline_cycle(period_ms, 0, since));
}
