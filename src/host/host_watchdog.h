#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* The supervisor's watchdog (sd_notify(3)): fed only by presented frames and finished idle turns, so that whatever hangs the show
 * starves it. Without NOTIFY_SOCKET nothing is done. */

struct host_watchdog {
    int fd; /* -1: nobody listens */
    time_ns
        allowed_ns; /* between two feedings at most, as the supervisor set it; TIME_NEVER: none are wanted */
    time_ns due;    /* of the next one; TIME_NEVER before it is ready */
    bool is_ready;
    bool is_stretched;
};

/* Opens the socket that the environment names. Owns: the caller, host_watchdog_close. */
struct host_watchdog host_watchdog_open(void);
/* Says READY=1, once: from now on it has to be fed. */
void host_watchdog_ready(struct host_watchdog *watchdog, time_ns now);
/* Of something long that is begun now and cannot feed, opening a screen say: the supervisor allows so much until the next feeding, and then
 * what it allowed before. Before it is ready nothing has to be fed, and nothing is said. */
void host_watchdog_stretch(struct host_watchdog *watchdog, time_ns now, time_ns span);
/* Feeds it when it is due. */
void host_watchdog_feed(struct host_watchdog *watchdog, time_ns now);
time_ns host_watchdog_due(const struct host_watchdog *watchdog);
/* Says STOPPING=1. */
void host_watchdog_close(struct host_watchdog *watchdog);
