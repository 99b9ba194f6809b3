#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "host/host_cec.h"

/* When a television is told to sleep or to wake (host_cec.h): when that changes, and some times more after it, for nothing tells whether it was
 * heard. What has been said to its end stands in a note in the runtime folder, so that a show that starts while the machine runs says nothing
 * new: who switched the television off by hand meanwhile meant it, until the hours open the next time. */

enum television_word { TELEVISION_NOTHING, TELEVISION_SLEEP, TELEVISION_WAKE };

struct television {
    bool is_begun, is_needed;
    enum television_word told; /* TELEVISION_NOTHING: nobody knows of anything */
    time_ns since;             /* it is told that */
    int times;
    struct host_cec lines;
};

/* noted: what the note says has been said to its end. */
struct television television_begin(enum television_word noted);
/* What is to be said now, if it is to be on or off. Returns: TELEVISION_NOTHING most times. */
enum television_word television_next(struct television *television, bool is_on, time_ns now);
/* Has it been said often enough? */
bool television_is_told(const struct television *television);

struct app;
/* At each turn while it is known whether the screen is to be on: on a device with KMS/DRM, says what is to be said and keeps the note. Does
 * nothing where `standby` is not set and no television sleeps, nor while a machine that was just switched on may still learn the time. */
void app_television_turn(struct app *app, bool is_on, time_ns now);
void app_television_close(struct app *app);
