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
        const struct guard_fault *fault = &guard->faults[i];
        if (fault->slide == slide && (fault->reason == GUARD_CRASHED || fault->is_still)) {
            return false;
        }
    }
    return true;
}

static void
forgive(struct deck_guard *guard, int at) {
    guard->count--;
    memmove(&guard->faults[at], &guard->faults[at + 1],
            (size_t)(guard->count - at) * sizeof(guard->faults[0]));
}

bool
guard_forgive_oldest(struct deck_guard *guard) {
    if (guard->count == 0) {
        return false;
    }
    forgive(guard, 0);
    return true;
}

bool
guard_round(struct deck_guard *guard) {
    const int before = guard->count;
    for (int i = guard->count - 1; i >= 0; i--) {
        struct guard_fault *fault = &guard->faults[i];
        fault->rounds_ago++;
        if (fault->reason == GUARD_SLOW && fault->rounds_ago >= GUARD_SLOW_ROUNDS) {
            forgive(guard, i);
        }
    }
    return guard->count < before;
}

static struct guard_fault *
note(struct deck_guard *guard, int slide, enum guard_reason reason) {
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
    fault->rounds_ago = 0;
    fault->count++;
    return fault;
}

void
guard_note(struct deck_guard *guard, int slide, enum guard_reason reason) {
    (void)note(guard, slide, reason);
}

bool
guard_frame(struct deck_guard *guard, int slide, time_ns took) {
    const bool is_slow = took > GUARD_SLOW_NS;
    guard->slow_in_a_row = !is_slow ? 0 : guard->slow_slide == slide ? guard->slow_in_a_row + 1 : 1;
    guard->slow_slide = slide;
    guard->slow_least = guard->slow_in_a_row <= 1 ? took : time_min(guard->slow_least, took);
    if (guard->slow_in_a_row < GUARD_SLOW_IN_A_ROW) {
        return false;
    }
    guard->slow_in_a_row = 0;
    note(guard, slide, GUARD_SLOW)->is_still = guard->slow_least > GUARD_STANDS_NS;
    return true;
}
