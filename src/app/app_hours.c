/* Opening hours as words and as a week. */

#include "app/app_hours.h"

#include <stdio.h>
#include <string.h>

#include "base/macros.h"

struct hours
hours_always(void) {
    struct hours hours = {0};
    for (size_t i = 0; i < ARRAY_LEN(hours.days); i++) {
        hours.days[i].is_always = true;
    }
    return hours;
}

bool
hours_are_always(const struct hours *hours) {
    bool are = true;
    for (size_t i = 0; i < ARRAY_LEN(hours->days); i++) {
        are = are && hours->days[i].is_always;
    }
    return are;
}

/* "09:30" to minutes. 24:00 is the end of a day. */
static bool
take_time(struct str words, int *ret_min) {
    struct str hour;
    int h = 0;
    int m = 0;
    if (words.len != 5 || words.ptr[2] != ':' || !str_next(&words, ':', &hour) || !str_to_int(hour, &h) ||
        !str_to_int(words, &m)) {
        return false;
    }
    *ret_min = h * 60 + m;
    return h >= 0 && m >= 0 && m < 60 && *ret_min <= HOURS_DAY_MIN;
}

bool
hours_take(struct hours *hours, int day, struct str words, struct err *err) {
    struct hours_day taken = {0};
    struct str rest = words;
    struct str from;
    taken.is_always = str_is(words, "always");
    const bool is_closed = str_is(words, "closed");
    if (!taken.is_always && !is_closed &&
        (!str_next(&rest, '-', &from) || !take_time(from, &taken.from_min) ||
         !take_time(rest, &taken.to_min) || taken.from_min == taken.to_min)) {
        return err_set(err, ERR_CONTENT, 0,
                       "\"" STR_FMT "\" is not hours such as 09:00-18:00, always or closed", STR_ARG(words));
    }
    for (int i = 0; i < 7; i++) {
        if (day == -1 || day == i) {
            hours->days[i] = taken;
        }
    }
    return true;
}

static bool
is_within(const struct hours_day *day, int minute, bool is_day_before) {
    const bool is_over_midnight = day->to_min < day->from_min;
    if (is_day_before) {
        return is_over_midnight && minute < day->to_min;
    }
    return day->is_always || (minute >= day->from_min && (is_over_midnight || minute < day->to_min));
}

bool
hours_is_open(const struct hours *hours, int weekday, int minute) {
    return is_within(&hours->days[weekday], minute, false) ||
           is_within(&hours->days[(weekday + 6) % 7], minute, true);
}
