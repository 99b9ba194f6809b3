/* Care for the panel while the show runs: closed hours darken it; a touch wakes it for a while, a stick for as long as its card is up; the
 * picture drifts while nobody touches. The wall clock is asked for the hours alone. */

#include <math.h>

#include "app/app.h"
#include "app/app_panel.h"
#include "app/app_staff.h"

#define ASK_NS TIME_S(20) /* the hours count minutes */
#define DRIFT_UNITS 4.0f

bool
app_care_is_closed(const struct app *app, time_ns now) {
    int weekday = 0;
    int minute = 0;
    return app_staff_is_closed(app, app_clock(app, now, &weekday, &minute) &&
                                        !hours_is_open(&app->settings.hours, weekday, minute));
}

void
app_care_turn(struct app *app, time_ns now) {
    const bool is_woken = now - app->touched_at < PANEL_WAKE_NS || deck_has_card(app->deck, now);
    const bool is_dark = !is_woken && app_care_is_closed(app, now);
    if (!is_dark) {
        app->closed_at = TIME_NEVER;
    } else if (app->closed_at == TIME_NEVER) {
        app->closed_at = now;
    }
    const bool is_black = app->was_dark && app_care_darkness(app, now) >= 1.0f; /* on the glass */
    if (app->settings.has_standby) {
        host_power(app->host, !is_black, now);
    }
    if (is_black || !is_dark) { /* not while it fades */
        app_television_turn(app, !is_black, now);
    }
    if (app->settings.is_drifting && now - app->touched_at > PANEL_QUIET_NS) {
        const struct vec2 step = panel_drift(now);
        const float scale =
            fminf((float)host_width_px(app->host), (float)host_height_px(app->host)) / 1080.0f;
        host_shift(app->host, (int)roundf(step.x * DRIFT_UNITS * scale),
                   (int)roundf(step.y * DRIFT_UNITS * scale));
    }
}

float
app_care_darkness(const struct app *app, time_ns now) {
    if (app->closed_at == TIME_NEVER) {
        return 0.0f;
    }
    const float part = (float)(now - app->closed_at) / (float)PANEL_FADE_NS;
    return part < 0.0f ? 0.0f : part > 1.0f ? 1.0f : part;
}

bool
app_care_changes(const struct app *app, time_ns now) {
    return app_care_darkness(app, now) != app->shown_darkness;
}

time_ns
app_care_due(const struct app *app, time_ns now) {
    const float dark = app_care_darkness(app, now);
    if (dark > 0.0f && dark < 1.0f) {
        return now + TIME_S(1) / 60;
    }
    return now + ASK_NS;
}
