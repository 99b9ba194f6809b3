#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* Which touch screens are there? One that was pulled out and put in again is another device to the kernel. SDL hears of it from udev alone,
 * whose word does not reach a program in a network namespace of its own (systemd's PrivateNetwork=): it would stay deaf. */

#define HOST_HANDS_SYS_DIR "/sys/class/input"
#define HOST_HANDS_DEV_DIR "/dev/input"
#define HOST_HANDS_MAX 16

struct host_hands {
    int devices[HOST_HANDS_MAX]; /* the kernel's numbers, none of which is ever given twice */
    int count;
};

/* Those that this process may read; of no dev_dir all, which somebody else reads for it. Limits: the first HOST_HANDS_MAX. A folder that cannot
 * be read has none. */
struct host_hands host_hands_read(const char *sys_dir, const char *dev_dir);
/* Is there one now that was not there before? */
bool host_hands_has_new(const struct host_hands *before, const struct host_hands *now);
/* May the program start afresh for it? One whose plug does not hold comes again and again: the picture is not to go with it more than once a
 * minute. A machine that has just been switched on may still be finding its own. now: since then; begun: when the program was. */
bool host_hands_may_start_afresh(time_ns now, time_ns begun);
