#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* The show is asked to leave from outside: by a supervisor's SIGTERM, a terminal's SIGINT. It goes in order then, so that its end is no
 * crash: whoever runs the frame loop asks once a turn. */

/* From now on these signals end the program no more; they are noted, and end a wait of the host's. */
void host_leave_watch(void);
bool host_leave_is_asked(void);
/* Sleeps so long, or until it is asked, also when that came just before. */
void host_leave_sleep(time_ns span);
