#pragma once

#include <stdbool.h>

#include "base/clock.h"

struct content_model;

/* Slides that do harm. One that cannot be drawn as its kind, that keeps the picture standing again and again, or that the program was
 * drawing when it crashed, is left out of the loop; who opens it finds plain words, but for one that is only slow. Slowness may be the machine's,
 * while it is hot or busy, so it is forgiven after some rounds. One poison slide costs one slide. */

#define GUARD_FAULTS_MAX 16
#define GUARD_SLOW_NS TIME_MS(250)
#define GUARD_SLOW_IN_A_ROW 5
#define GUARD_STANDS_NS TIME_S(1) /* each of them: no finger would be answered */
#define GUARD_SLOW_ROUNDS 3

enum guard_reason { GUARD_FAILED, GUARD_SLOW, GUARD_CRASHED };

struct guard_fault {
    int slide; /* index in the model */
    enum guard_reason reason;
    int count;      /* how often */
    bool is_still;  /* so slow that it is not drawn even when it is opened */
    int rounds_ago; /* of the loop */
};

struct deck_guard {
    struct guard_fault faults[GUARD_FAULTS_MAX];
    int count;
    int slow_slide, slow_in_a_row;
    time_ns slow_least; /* of those in a row */
    int harm;           /* how often a slide was left out in this run, for whatever it did in it */
};

/* Hears which slide is worked on before it is prepared or drawn unseen: should the program end there, it is that slide's fault and not the
 * shown one's. May do nothing to the deck. */
struct deck_witness {
    void (*begins)(void *self, const struct content_model *model, int slide); /* NULL: nobody listens */
    void *self;
};

/* Is the slide left out? */
bool guard_leaves_out(const struct deck_guard *guard, int slide);
/* May the slide be drawn at all? Not one that crashed the program, or under which no finger would be answered. */
bool guard_may_draw(const struct deck_guard *guard, int slide);
/* Notes a fault; with GUARD_FAULTS_MAX slides noted the oldest is forgiven. */
void guard_note(struct deck_guard *guard, int slide, enum guard_reason reason);
/* A frame of the slide took so long. Returns: is it left out from now on? */
bool guard_frame(struct deck_guard *guard, int slide, time_ns took);
/* A round of the loop has ended. Returns: has a slow slide been forgiven? */
bool guard_round(struct deck_guard *guard);
/* Forgives the slide noted first. Returns: false when there is none. */
bool guard_forgive_oldest(struct deck_guard *guard);
