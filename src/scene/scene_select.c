/* The part of a picture that stands forward, and how far it has come. A value without drawing: scenes multiply what they draw by
 * scene_select_alpha and grow what scene_select_forward brings on. One movement at a time: a touch during it starts from its
 * end, 240 ms are over before a second finger can tell. */

#include "scene/scene_select.h"

#include "anim/timeline.h"

#define MOVE_MS 240
#define RECEDED 0.25f

static const struct span MOVE_SPAN = {0, MOVE_MS, EASE_OUT3};

struct scene_select
scene_select_none(bool is_calm) {
    return (struct scene_select){SCENE_PART_NONE, SCENE_PART_NONE, -TIME_MS(MOVE_MS), is_calm};
}

void
scene_select_touch(struct scene_select *select, int part, time_ns since) {
    const int wanted = part == select->part ? SCENE_PART_NONE : part;
    if (wanted != select->part) {
        select->before = select->part;
        select->part = wanted;
        select->changed_at = since;
    }
}

struct scene_select
scene_select_settled(const struct scene_select *select) {
    struct scene_select settled = scene_select_none(select->is_calm);
    settled.part = settled.before = select->part;
    return settled;
}

bool
scene_select_is_moving(const struct scene_select *select, time_ns since) {
    return !select->is_calm && select->part != select->before &&
           since - select->changed_at < TIME_MS(MOVE_MS);
}

static float
moved(const struct scene_select *select, time_ns since) {
    return scene_select_is_moving(select, since) ? timeline_value(MOVE_SPAN, since - select->changed_at)
                                                 : 1.0f;
}

/* A value that was `before` and is going to be `now`. */
static float
between(const struct scene_select *select, float before, float now, time_ns since) {
    return before + (now - before) * moved(select, since);
}

float
scene_select_forward(const struct scene_select *select, int part, time_ns since) {
    if (part == SCENE_PART_NONE) {
        return 0.0f;
    }
    return between(select, part == select->before ? 1.0f : 0.0f, part == select->part ? 1.0f : 0.0f, since);
}

static float
rest_of(int part, int forward) {
    return forward == SCENE_PART_NONE || forward == part ? 1.0f : RECEDED;
}

float
scene_select_alpha(const struct scene_select *select, int part, time_ns since) {
    return between(select, rest_of(part, select->before), rest_of(part, select->part), since);
}

float
scene_select_any(const struct scene_select *select, time_ns since) {
    return between(select, select->before == SCENE_PART_NONE ? 0.0f : 1.0f,
                   select->part == SCENE_PART_NONE ? 0.0f : 1.0f, since);
}

time_ns
scene_select_next_change(const struct scene_select *select, time_ns change, time_ns since) {
    return scene_select_is_moving(select, since) ? since : change;
}
