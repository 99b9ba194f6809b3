#include "app/app_television.h"

#include <stdio.h>
#include <unistd.h>

#include "app/app.h"
#include "base/fs.h"
#include "base/log.h"
#include "host/host_screen.h"
#include "pack/pack_place.h"

#define MACHINE_IS_NEW_NS TIME_S(120) /* on the monotonic clock, which begins with the machine */

/* Since it is to be told: at once, while the line may still be joined or the television be busy going to sleep, and when it is up for sure. */
static const time_ns AGAIN[] = {0, TIME_S(5), TIME_S(15), TIME_S(40)};
#define TIMES ((int)ARRAY_LEN(AGAIN))

struct television
television_begin(bool is_asleep, bool is_machine_new) {
    return (struct television){.is_begun = true,
                               .told = is_asleep        ? TELEVISION_SLEEP
                                       : is_machine_new ? TELEVISION_NOTHING
                                                        : TELEVISION_WAKE,
                               .times = TIMES};
}

enum television_word
television_next(struct television *television, bool is_on, time_ns now) {
    const enum television_word wish = is_on ? TELEVISION_WAKE : TELEVISION_SLEEP;
    if (television->told != wish) {
        television->told = wish;
        television->since = now;
        television->times = 0;
    }
    if (television->times >= TIMES || now - television->since < AGAIN[television->times]) {
        return TELEVISION_NOTHING;
    }
    television->times++;
    return wish;
}

static bool
note_path(const struct app *app, char ret_path[PATH_MAX]) {
    return app->options.run_dir != NULL &&
           snprintf(ret_path, PATH_MAX, "%s/" PACK_PLACE_TELEVISION, app->options.run_dir) < PATH_MAX;
}

static bool
begin(struct app *app, time_ns now) {
    char path[PATH_MAX];
    const bool is_asleep = note_path(app, path) && fs_exists(path);
    if (!app->settings.has_standby && !is_asleep) {
        return false;
    }
    app->television = television_begin(is_asleep, now < MACHINE_IS_NEW_NS);
    app->television.lines = host_cec_open(HOST_CEC_DIR);
    log_line(LOG_INFO, "lines to televisions: %d", app->television.lines.count);
    return true;
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
    char path[PATH_MAX];
    if (!app->options.is_kiosk || !host_screen_is_ours() || may_learn_the_time(app, now) ||
        (!television->is_begun && !begin(app, now))) {
        return;
    }
    const enum television_word before = television->told;
    const enum television_word word = television_next(television, is_on || !app->settings.has_standby, now);
    if (word == TELEVISION_NOTHING) {
        return;
    }
    if (television->told != before && note_path(app, path)) {
        if (word == TELEVISION_SLEEP) {
            app_trail_put(app, PACK_PLACE_TELEVISION, "asleep\n", 7);
        } else {
            (void)unlink(path);
        }
    }
    (void)host_cec_tell(&television->lines, word == TELEVISION_WAKE);
}

void
app_television_close(struct app *app) {
    host_cec_close(&app->television.lines);
    app->television.is_begun = false;
}
