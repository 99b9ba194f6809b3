/* A device whose screen is not there, or goes. SDL's kmsdrm can only be begun afresh, so the show leaves and its supervisor starts it again:
 * at once when a screen is there, otherwise as soon as one is plugged in. Waiting is no hang and no crash: the watchdog is fed, and the
 * machine is not started anew for want of a screen. */

#include "app/app_screen.h"

#include "app/app.h"
#include "base/log.h"
#include "host/host_leave.h"
#include "host/host_screen.h"

#define LOOK_NS TIME_S(1)
#define UNKNOWN_NS TIME_S(30) /* nobody tells whether there is a screen: then it is tried now and then */
#define GONE_LOOKS 2          /* drivers look at their sockets themselves, and may be in the middle of it */

void
app_screen_await(void) {
    const struct clock clock = clock_real();
    const time_ns begun = clock_now(&clock);
    enum host_screen screen = host_screen_look(HOST_SCREEN_FOLDER);
    if (screen == HOST_SCREEN_THERE) {
        return;
    }
    log_line(LOG_WARN, "no screen; waiting for one");
    struct host_watchdog watchdog = host_watchdog_open(begun);
    time_ns now = begun;
    while (!host_leave_is_asked() && screen != HOST_SCREEN_THERE &&
           (screen == HOST_SCREEN_NONE || now - begun < UNKNOWN_NS)) {
        host_leave_sleep(LOOK_NS);
        screen = host_screen_look(HOST_SCREEN_FOLDER);
        now = clock_now(&clock);
        host_watchdog_feed(&watchdog, now);
    }
    host_watchdog_close(&watchdog);
}

bool
app_screen_turn(struct app *app, time_ns now, struct err *err) {
    if (!host_is_console(app->host) || now < app->screen_due) {
        return true;
    }
    app->screen_due = now + LOOK_NS;
    app->screen_gone = host_screen_look(HOST_SCREEN_FOLDER) == HOST_SCREEN_NONE ? app->screen_gone + 1 : 0;
    return app->screen_gone < GONE_LOOKS || err_set(err, ERR_DEVICE, 0, "the screen was unplugged");
}

time_ns
app_screen_due(const struct app *app) {
    return host_is_console(app->host) ? app->screen_due : TIME_NEVER;
}
