#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* The supervisor's watchdog (sd_notify(3)): fed only by presented frames and finished idle turns, so that whatever hangs the show
 * starves it. Without NOTIFY_SOCKET nothing is done. */

struct host_watchdog {
    int fd;            /* -1: nobody listens */
    time_ns period_ns; /* between two feedings; TIME_NEVER: none are wanted */
    time_ns due;       /* TIME_NEVER before it is ready */
};

/* Opens the socket that the environment names. Owns: the caller, host_watchdog_close. */
struct host_watchdog host_watchdog_open(void);
/* Not ready yet, and no fault of ours: the supervisor is to wait for so long from now. */
void host_watchdog_extend_start(const struct host_watchdog *watchdog, time_ns span);
/* Says READY=1: from now on it has to be fed. */
void host_watchdog_ready(struct host_watchdog *watchdog, time_ns now);
/* Feeds it when it is due. */
void host_watchdog_feed(struct host_watchdog *watchdog, time_ns now);
time_ns host_watchdog_due(const struct host_watchdog *watchdog);
/* Says STOPPING=1. */
void host_watchdog_close(struct host_watchdog *watchdog);
