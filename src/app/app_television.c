/* The words, their times, and the note. The lines are looked for at each word: the kernel may have found one since, or lost and found it. Between
 * two words they stay open, for what still waits to be said is lost with them. */

#include "app/app_television.h"

#include <stdio.h>
#include <unistd.h>

#include "app/app.h"
#include "base/fs.h"
#include "base/log.h"
#include "host/host_screen.h"
#include "pack/pack_place.h"

#define MACHINE_IS_NEW_NS TIME_S(120) /* on the monotonic clock, which begins with the machine */
#define NOTE_BYTES 16

/* Since it is to be told: at once; when the line has been joined; when a television that was busy going to sleep has slept; and until one that got
 * its power together with the machine has started for sure. */
static const time_ns AGAIN[] = {0, TIME_S(5), TIME_S(15), TIME_S(40), TIME_S(90), TIME_S(180)};
#define WAKE_TIMES ((int)ARRAY_LEN(AGAIN))
#define SLEEP_TIMES 4

static int
times_of(enum television_word word) {
    return word == TELEVISION_WAKE ? WAKE_TIMES : word == TELEVISION_SLEEP ? SLEEP_TIMES : 0;
}

struct television
television_begin(enum television_word noted) {
    return (struct television){.is_begun = true, .told = noted, .times = times_of(noted)};
}

bool
television_is_told(const struct television *television) {
    return television->times >= times_of(television->told);
}

enum television_word
television_next(struct television *television, bool is_on, time_ns now) {
    const enum television_word wish = is_on ? TELEVISION_WAKE : TELEVISION_SLEEP;
    if (television->told != wish) {
        television->told = wish;
        television->since = now;
        television->times = 0;
    }
    if (television_is_told(television) || now - television->since < AGAIN[television->times]) {
        return TELEVISION_NOTHING;
    }
    television->times++;
    return wish;
}

/* ---- the note ---- */

static bool
note_path(const struct app *app, char ret_path[PATH_MAX]) {
    return app->options.run_dir != NULL &&
           snprintf(ret_path, PATH_MAX, "%s/" PACK_PLACE_TELEVISION, app->options.run_dir) < PATH_MAX;
}

static enum television_word
read_note(const struct app *app) {
    char path[PATH_MAX];
    char text[NOTE_BYTES];
    if (!note_path(app, path)) {
        return TELEVISION_NOTHING;
    }
    const struct str note = fs_read_kernel(path, text, sizeof(text));
    return str_is(note, "asleep\n")  ? TELEVISION_SLEEP
           : str_is(note, "awake\n") ? TELEVISION_WAKE
                                     : TELEVISION_NOTHING;
}

/* Only what has been said to its end is noted. */
static void
keep_note(const struct app *app) {
    char path[PATH_MAX];
    if (!note_path(app, path)) {
        return;
    }
    if (!television_is_told(&app->television)) {
        (void)unlink(path);
    } else if (app->television.told == TELEVISION_SLEEP) {
        app_trail_put(app, PACK_PLACE_TELEVISION, "asleep\n", 7);
    } else {
        app_trail_put(app, PACK_PLACE_TELEVISION, "awake\n", 6);
    }
}

/* ---- turns ---- */

static void
begin(struct app *app) {
    const enum television_word noted = read_note(app);
    app->television = television_begin(noted);
    app->television.is_needed = app->options.is_kiosk && host_screen_is_ours() &&
                                (app->settings.has_standby || noted == TELEVISION_SLEEP);
}

static bool
may_learn_the_time(const struct app *app, time_ns now) {
    int weekday = 0;
    int minute = 0;
    return now < MACHINE_IS_NEW_NS && !hours_are_always(&app->settings.hours) &&
           !app_clock(app, now, &weekday, &minute);
}

void
app_television_turn(struct app *app, bool is_on, time_ns now) {
    struct television *television = &app->television;
    if (!television->is_begun) {
        begin(app);
    }
    if (!television->is_needed || may_learn_the_time(app, now)) {
        return;
    }
    const enum television_word word = television_next(television, is_on || !app->settings.has_standby, now);
    if (word == TELEVISION_NOTHING) {
        return;
    }
    const bool is_first = television->times == 1;
    host_cec_close(&television->lines);
    television->lines = host_cec_open(HOST_CEC_DIR);
    const int taken = host_cec_tell(&television->lines, word == TELEVISION_WAKE);
    if (is_first) {
        log_line(LOG_INFO, "televisions are told to %s; lines: %d, taken by %d",
                 word == TELEVISION_WAKE ? "wake" : "sleep", television->lines.count, taken);
    }
    keep_note(app);
}

void
app_television_close(struct app *app) {
    host_cec_close(&app->television.lines);
    app->television.is_begun = false;
}
