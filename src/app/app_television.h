#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "host/host_cec.h"

/* When a television is told to sleep or to wake (host_cec.h): when that changes, and some times more after it, for nothing tells whether it was
 * heard. A show that starts while the machine runs says nothing new: who switched the television off by hand meanwhile meant it, until the hours
 * open the next time. */

enum television_word { TELEVISION_NOTHING, TELEVISION_SLEEP, TELEVISION_WAKE };

struct television {
    bool is_begun;
    enum television_word
        told;      /* TELEVISION_NOTHING: nobody has been told anything since the machine was switched on */
    time_ns since; /* it is told that */
    int times;
    struct host_cec lines;
};

/* As a start of the show finds it. is_asleep: the run before told it to sleep; is_machine_new: nobody can have told it anything. */
struct television television_begin(bool is_asleep, bool is_machine_new);
/* What is to be said now, if it is to be on or off. Returns: TELEVISION_NOTHING most times. */
enum television_word television_next(struct television *television, bool is_on, time_ns now);

struct app;
/* At each turn while it is known whether the screen is to be on: on a device with KMS/DRM, opens the lines the first time, says what is to be
 * said, and leaves a note in the runtime folder while it sleeps. Does nothing where `standby` is not set and no note lies, nor while a machine
 * that was just switched on may still learn the time. */
void app_television_turn(struct app *app, bool is_on, time_ns now);
void app_television_close(struct app *app);
