#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Opening hours: when the screen shows, by day of the week, in the machine's local time. They are obeyed only while the wall clock is
 * known; nothing else ever asks it. */

#define HOURS_DAY_MIN (24 * 60)

struct hours_day {
    int from_min, to_min; /* minutes since midnight; to before from: over midnight; both equal: closed */
    bool is_always;       /* open all day */
};

struct hours {
    struct hours_day days[7]; /* 0: Sunday, as struct tm counts */
};

/* Open all week. */
struct hours hours_always(void);
bool hours_are_always(const struct hours *hours);
/* "09:00-18:00", "22:00-02:00", "always" or "closed" for one day (0..6) or all (-1). Errors: what was expected. */
bool hours_take(struct hours *hours, int day, struct str words, struct err *err) WARN_UNUSED;
/* Range: weekday 0..6 (Sunday first), minute 0..1439. */
bool hours_is_open(const struct hours *hours, int weekday, int minute);
