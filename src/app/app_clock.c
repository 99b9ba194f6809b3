/* What time it is, for the opening hours and as a label of what is counted: by the machine's clock where it is known, otherwise as staff have set it since the machine was switched
 * on. That counts on the monotonic clock, and outlives a start of the show as a note in the runtime folder: minutes of the week, and the second
 * after switching on at which it was that. */

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "app/app_hours.h"
#include "base/fs.h"
#include "base/wall.h"
#include "pack/pack_place.h"

#define WEEK_MIN (7 * HOURS_DAY_MIN)
#define ASK_NS TIME_S(60)
#define NOTE_BYTES 64

int64_t
app_clock_utc_s(const struct app *app) {
    return wall_believe((int64_t)time(NULL), app->wall.is_kept);
}

bool
app_clock(const struct app *app, time_ns now, int *ret_weekday, int *ret_minute) {
    const time_t utc_s = (time_t)app_clock_utc_s(app);
    struct tm local = {0};
    if (utc_s == 0 || localtime_r(&utc_s, &local) == NULL) {
        return app_clock_staffs(app, now, ret_weekday, ret_minute);
    }
    *ret_weekday = local.tm_wday;
    *ret_minute = local.tm_hour * 60 + local.tm_min;
    return true;
}

bool
app_clock_staffs(const struct app *app, time_ns now, int *ret_weekday, int *ret_minute) {
    if (!app->wall.is_set) {
        return false;
    }
    const time_ns passed = (now - app->wall.at) / TIME_S(60);
    const int week_min = (int)((app->wall.week_min + passed) % WEEK_MIN);
    *ret_weekday = week_min / HOURS_DAY_MIN;
    *ret_minute = week_min % HOURS_DAY_MIN;
    return true;
}

void
app_clock_set(struct app *app, int week_min, time_ns now) {
    char text[NOTE_BYTES];
    app->wall.is_set = true;
    app->wall.week_min = week_min;
    app->wall.at = now;
    const int bytes = snprintf(text, sizeof(text), "%d %lld\n", week_min, (long long)(now / TIME_S(1)));
    if (app->options.run_dir != NULL) {
        app_trail_put(app, PACK_PLACE_CLOCK, text, (size_t)bytes);
    }
}

static void
read_note(struct app *app, time_ns now) {
    char path[PATH_MAX];
    char text[NOTE_BYTES];
    int week_min = 0;
    long long at_s = 0;
    if (app->options.run_dir == NULL ||
        snprintf(path, sizeof(path), "%s/" PACK_PLACE_CLOCK, app->options.run_dir) >= (int)sizeof(path)) {
        return;
    }
    const struct str note = fs_read_kernel(path, text, sizeof(text));
    if (note.len > 0 && sscanf(note.ptr, "%d %lld", &week_min, &at_s) == 2 && week_min >= 0 &&
        week_min < WEEK_MIN && at_s >= 0 && at_s <= now / TIME_S(1)) {
        app->wall.is_set = true;
        app->wall.week_min = week_min;
        app->wall.at = TIME_S((time_ns)at_s);
    }
}

void
app_clock_turn(struct app *app, time_ns now) {
    if (!app->wall.is_kept && now >= app->wall.ask_at) {
        app->wall.ask_at = now + ASK_NS;
        app->wall.is_kept = wall_is_kept((int64_t)time(NULL));
    }
}

void
app_clock_open(struct app *app, time_ns now) {
    app->wall = (struct app_clock){.ask_at = now};
    app_clock_turn(app, now);
    read_note(app, now);
}
