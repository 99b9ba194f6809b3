/* Five wrong tries, then a pause: 5 minutes, 10, 20, 40, 60, 60 … After the sixth pause a million PINs take longer than the machine
 * lives: 120 tries a day. Time is monotonic, so no change of the clock shortens a pause. */

#include "deck/deck_staff_pad.h"

#include <string.h>

void
staff_pad_init(struct staff_pad *pad, int wrong, time_ns now) {
    *pad = (struct staff_pad){.wrong = wrong < 0 ? 0 : wrong > PAD_WRONG_MAX ? PAD_WRONG_MAX : wrong};
    pad->paused_until = now + staff_pad_pause(pad->wrong);
}

time_ns
staff_pad_pause(int wrong) {
    time_ns pause = PAD_PAUSE_NS;
    if (wrong <= 0 || wrong % PAD_TRIES != 0) {
        return 0;
    }
    for (int i = PAD_TRIES; i < wrong && pause < PAD_PAUSE_MAX_NS; i += PAD_TRIES) {
        pause *= 2;
    }
    return time_min(pause, PAD_PAUSE_MAX_NS);
}

bool
staff_pad_is_paused(const struct staff_pad *pad, time_ns now) {
    return now < pad->paused_until;
}

bool
staff_pad_type(struct staff_pad *pad, int digit, time_ns now) {
    if (pad->count >= PAD_DIGITS || staff_pad_is_paused(pad, now)) {
        return false;
    }
    pad->digits[pad->count++] = (char)('0' + digit);
    pad->was_wrong = false;
    return pad->count == PAD_DIGITS;
}

void
staff_pad_erase(struct staff_pad *pad) {
    pad->count -= pad->count > 0 ? 1 : 0;
    pad->digits[pad->count] = '\0';
}

void
staff_pad_try(struct staff_pad *pad) {
    pad->wrong += pad->wrong < PAD_WRONG_MAX ? 1 : 0;
}

void
staff_pad_close(struct staff_pad *pad) {
    memset(pad->digits, 0, sizeof(pad->digits));
    pad->count = 0;
    pad->was_wrong = false;
}

void
staff_pad_judged(struct staff_pad *pad, bool is_right, time_ns now) {
    staff_pad_close(pad);
    pad->was_wrong = !is_right;
    pad->wrong = is_right ? 0 : pad->wrong;
    pad->paused_until = now + staff_pad_pause(pad->wrong);
}
