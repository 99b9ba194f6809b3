/* Whether the wall clock is known: the kernel says that it is synchronised (adjtimex), or the machine has a clock that runs on while it is
 * off, and the year is not from before this program. On a device the services may not even ask the kernel (systemd's ProtectClock=), so
 * that question failing says nothing; what systemd-timesyncd leaves lying answers it as well. */

#include "base/wall.h"

#include <stddef.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "base/macros.h"

static bool
is_kept(void) {
    static const char *const SIGNS[] = {"/dev/rtc0", "/sys/class/rtc/rtc0",
                                        "/run/systemd/timesync/synchronized"};
    struct timex kernel = {0};
    const int answer = adjtimex(&kernel);
    bool found = answer >= 0 && answer != TIME_ERROR;
    for (size_t i = 0; i < ARRAY_LEN(SIGNS) && !found; i++) {
        found = access(SIGNS[i], F_OK) == 0;
    }
    return found;
}

int64_t
wall_believe(int64_t utc_s, bool is_kept_by_any) {
    return is_kept_by_any && utc_s >= WALL_LEAST_UTC_S ? utc_s : 0;
}

int64_t
wall_utc_s(void) {
    return wall_believe((int64_t)time(NULL), is_kept());
}
