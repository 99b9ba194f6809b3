#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* The PIN pad's memory: the digits typed, the wrong tries, the pause after them. Pure; whether a PIN is right is somebody else's answer. */

#define PAD_DIGITS 6
#define PAD_TRIES 5                   /* wrong ones, before it pauses */
#define PAD_PAUSE_NS TIME_S(300)      /* the first pause; each further one is twice as long … */
#define PAD_PAUSE_MAX_NS TIME_S(3600) /* … up to this */
#define PAD_WRONG_MAX 1000000
#define PAD_IDLE_NS TIME_S(20) /* an untouched pad closes */

struct staff_pad {
    char digits[PAD_DIGITS + 1];
    int count;
    int wrong; /* tries one after the other; kept over restarts by whoever holds the file */
    time_ns paused_until;
    bool was_wrong; /* the last PIN typed here */
};

/* wrong: what was kept. A pause that was under way begins anew: only the time since this start is known for sure. */
void staff_pad_init(struct staff_pad *pad, int wrong, time_ns now);
/* How long the pause is after so many wrong tries. Returns: 0 for none. */
time_ns staff_pad_pause(int wrong);
bool staff_pad_is_paused(const struct staff_pad *pad, time_ns now);
/* Range: digit 0..9. Returns: true when the PIN is whole and is to be tried. */
bool staff_pad_type(struct staff_pad *pad, int digit, time_ns now);
void staff_pad_erase(struct staff_pad *pad);
/* A try is booked as wrong before it is judged, so that no cut of the power undoes it. */
void staff_pad_try(struct staff_pad *pad);
/* What came of it; the digits are gone then. */
void staff_pad_judged(struct staff_pad *pad, bool is_right, time_ns now);
/* Forgets the digits. */
void staff_pad_close(struct staff_pad *pad);
