/* Scrolling as closed forms. A glide approaches its end exponentially; a fling is the glide whose first velocity is the finger's,
 * its end moved to the nearest resting place. */

#include "ui/scroll.h"

#include <math.h>

#include "base/geom.h"

#define STILL_PX 0.25f
#define GLIDE_MAX_S 3.0f

float
scroll_ahead(time_ns since) {
    const float seconds = (float)time_to_s(since);
    return seconds <= 0.0f ? 1.0f : seconds >= GLIDE_MAX_S ? 0.0f : expf(-seconds / SCROLL_RUN_S);
}

float
scroll_give(float beyond, float give_px) {
    return give_px <= 0.0f ? 0.0f : give_px * beyond / (give_px + fabsf(beyond));
}

float
scroll_position(const struct scroll *scroll, time_ns now) {
    if (scroll->is_held) {
        return scroll->from;
    }
    const float left = (scroll->from - scroll->to) * scroll_ahead(now - scroll->at);
    return fabsf(left) < STILL_PX ? scroll->to : scroll->to + left;
}

bool
scroll_is_moving(const struct scroll *scroll, time_ns now) {
    return !scroll->is_held && scroll_position(scroll, now) != scroll->to;
}

void
scroll_grab(struct scroll *scroll, time_ns now) {
    scroll->grabbed = scroll->from = scroll_position(scroll, now);
    scroll->is_held = true;
}

void
scroll_drag(struct scroll *scroll, float way_px) {
    const float wanted = scroll->grabbed + way_px;
    const float inside = float_clamp(wanted, 0.0f, scroll->max);
    scroll->from = inside + scroll_give(wanted - inside, scroll->give_px);
}

void
scroll_release(struct scroll *scroll, float px_per_s, time_ns now) {
    const float end = scroll->from + px_per_s * SCROLL_RUN_S;
    scroll->is_held = false;
    scroll->at = now;
    scroll->to = scroll->pitch > 0.0f ? roundf(end / scroll->pitch) * scroll->pitch : end;
    scroll->to = float_clamp(scroll->to, 0.0f, scroll->max);
}

void
scroll_to(struct scroll *scroll, float position_px, time_ns now) {
    scroll->from = scroll_position(scroll, now);
    scroll->is_held = false;
    scroll->at = now;
    scroll->to = float_clamp(position_px, 0.0f, scroll->max);
}

void
scroll_limit(struct scroll *scroll, float max, time_ns now) {
    scroll->max = fmaxf(0.0f, max);
    scroll_to(scroll, scroll->to, now);
    scroll->from = float_clamp(scroll->from, 0.0f, scroll->max);
}

void
scroll_settle(struct scroll *scroll) {
    scroll->from = scroll->is_held ? scroll->from : scroll->to;
}
