/* A short list of slides that did harm, and why. It is kept in memory: a pack that is corrected, or a restart after an hour without a
 * fault, starts with a clean list. */

#include "deck/deck_guard.h"

#include <string.h>

static struct guard_fault *
find(struct deck_guard *guard, int slide) {
    for (int i = 0; i < guard->count; i++) {
        if (guard->faults[i].slide == slide) {
            return &guard->faults[i];
        }
    }
    return NULL;
}

bool
guard_leaves_out(const struct deck_guard *guard, int slide) {
    for (int i = 0; i < guard->count; i++) {
        if (guard->faults[i].slide == slide) {
            return true;
        }
    }
    return false;
}

bool
guard_may_draw(const struct deck_guard *guard, int slide) {
    for (int i = 0; i < guard->count; i++) {
        if (guard->faults[i].slide == slide && guard->faults[i].reason != GUARD_FAILED) {
            return false;
        }
    }
    return true;
}

bool
guard_forgive_oldest(struct deck_guard *guard) {
    if (guard->count == 0) {
        return false;
    }
    guard->count--;
    memmove(&guard->faults[0], &guard->faults[1], (size_t)guard->count * sizeof(guard->faults[0]));
    return true;
}

void
guard_note(struct deck_guard *guard, int slide, enum guard_reason reason) {
    struct guard_fault *fault = find(guard, slide);
    if (fault == NULL) {
        if (guard->count == GUARD_FAULTS_MAX) {
            (void)guard_forgive_oldest(guard);
        }
        fault = &guard->faults[guard->count++];
        *fault = (struct guard_fault){.slide = slide, .reason = reason};
        guard->harm += reason != GUARD_CRASHED ? 1 : 0; /* a crash ended another run */
    }
    fault->reason = reason > fault->reason ? reason : fault->reason;
    fault->count++;
}

bool
guard_frame(struct deck_guard *guard, int slide, time_ns took) {
    const bool is_slow = took > GUARD_SLOW_NS;
    guard->slow_in_a_row = !is_slow ? 0 : guard->slow_slide == slide ? guard->slow_in_a_row + 1 : 1;
    guard->slow_slide = slide;
    if (guard->slow_in_a_row < GUARD_SLOW_IN_A_ROW) {
        return false;
    }
    guard->slow_in_a_row = 0;
    guard_note(guard, slide, GUARD_SLOW);
    return true;
}
