/* Who vouches for the wall clock: the kernel, which says that it is synchronised (adjtimex), systemd-timesyncd, which leaves a file lying, or
 * a clock that ran on while the machine was off. On a device the services may not even ask the kernel (systemd's ProtectClock=), so that
 * question failing says nothing. That there is such a clock says nothing, either: one whose battery is empty begins at some year of its own,
 * and systemd then lifts the date to that of its release, which looks like a good one. */

#include "base/wall.h"

#include <stddef.h>
#include <stdlib.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"

#define OWN_CLOCK "/sys/class/rtc/rtc0/since_epoch"
#define TIMESYNCD "/run/systemd/timesync/synchronized"
#define DAY_S 86400 /* an own clock may run by the local time */

bool
wall_agrees(int64_t own_utc_s, int64_t utc_s) {
    return own_utc_s >= WALL_LEAST_UTC_S && own_utc_s - utc_s <= DAY_S && utc_s - own_utc_s <= DAY_S;
}

bool
wall_is_kept(int64_t utc_s) {
    struct timex kernel = {0};
    char text[32];
    const int answer = adjtimex(&kernel);
    return (answer >= 0 && answer != TIME_ERROR) || access(TIMESYNCD, F_OK) == 0 ||
           wall_agrees(strtoll(fs_read_kernel(OWN_CLOCK, text, sizeof(text)).ptr, NULL, 10), utc_s);
}

int64_t
wall_believe(int64_t utc_s, bool is_kept_by_any) {
    return is_kept_by_any && utc_s >= WALL_LEAST_UTC_S ? utc_s : 0;
}

int64_t
wall_utc_s(void) {
    const int64_t utc_s = (int64_t)time(NULL);
    return wall_believe(utc_s, wall_is_kept(utc_s));
}
