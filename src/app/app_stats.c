/* The deck's events to the statistics, once a turn. The wall clock only labels a day and an hour, as far as it is known; a
 * recording plays on a clock of its own, whose days have no date. */

#include <time.h>

#include "app/app.h"
#include "base/log.h"
#include "content/content_fold.h"

#define QUIET_NS TIME_MS(200)
#define MINUTE_NS TIME_S(60)

void
app_stats_open(struct app *app) {
    const struct stats_config config = {.path = app->options.stats};
    const bool is_show = app->options.mode == APP_SHOW || app->options.mode == APP_REPLAY;
    if (app->options.stats != NULL && is_show) {
        app->stats = stats_open(&config, clock_now(&app->clock));
    }
}

void
app_stats_close(struct app *app) {
    stats_close(app->stats);
    app->stats = NULL;
}

int64_t
app_stats_local_s(int64_t utc_s, int *ret_hour) {
    const time_t wall = (time_t)utc_s;
    struct tm local = {.tm_hour = 0};
    (void)localtime_r(&wall, &local);
    *ret_hour = local.tm_hour;
    return utc_s + (int64_t)local.tm_gmtoff;
}

static void
set_time(struct app *app, time_ns now) {
    const int64_t utc_s = app->clock.is_fixed ? 0 : app_clock_utc_s(app);
    int hour = STATS_HOUR_UNKNOWN;
    int weekday = 0;
    int minute = 0;
    const int64_t local_s = utc_s > 0 ? app_stats_local_s(utc_s, &hour) : 0;
    if (utc_s == 0 && app_clock_staffs(app, now, &weekday, &minute)) { /* who know the hour, and no date */
        hour = minute / 60;
    }
    stats_set_time(app->stats, now, local_s, hour);
}

/* One way of writing for all, as the search itself compares. */
static void
record_search(struct stats *stats, const char *lang, const struct deck_event *event) {
    char key[CONTENT_KEY_BYTES_MAX + 1];
    const size_t bytes = content_fold(str_from_c(event->query), key);
    key[bytes < CONTENT_KEY_BYTES_MAX ? bytes : CONTENT_KEY_BYTES_MAX] = '\0';
    stats_searched(stats, lang, key, !event->is_vain);
}

static void
record(struct app *app, const struct deck_event *event) {
    struct stats *stats = app->stats;
    const char *slide = event->model->slides[event->slide].key.ptr;
    const char *lang = event->model->langs[event->lang].locale.code;
    const double seconds = time_to_s(event->lasted);
    switch (event->kind) {
    case DECK_EVENT_LOOP_SHOWED:
        stats_loop_showed(stats, slide, lang);
        break;
    case DECK_EVENT_SLIDE_OPENED:
        stats_slide_opened(stats, slide, lang);
        break;
    case DECK_EVENT_SLIDE_LEFT:
        stats_slide_left(stats, slide, lang, seconds, event->is_idle);
        break;
    case DECK_EVENT_LANGUAGE:
        stats_language_chosen(stats, lang);
        break;
    case DECK_EVENT_TOUCHED:
        stats_touched(stats, (double)event->x_frac, (double)event->y_frac,
                      host_height_px(app->host) > host_width_px(app->host));
        break;
    case DECK_EVENT_SEARCHED:
        record_search(stats, lang, event);
        break;
    case DECK_EVENT_VISIT_ENDED:
        app_facts_count_visit(app);
        stats_visit_ended(stats, lang, seconds, event->slides);
        break;
    case DECK_EVENT_VISIT_BEGAN: /* counted when it ends, with its length */
        break;
    }
}

/* No frame is due for a while: a slow disk holds up nothing that moves. */
static bool
is_quiet(const struct app *app, time_ns now) {
    return deck_next_wakeup(app->deck, now) - now >= QUIET_NS;
}

/* Minutes in which the screen was not dark. */
static void
count_lit(struct app *app, time_ns now) {
    const time_ns passed = now - app->lit_at;
    app->lit_at = now;
    if (app->clock.is_fixed || passed < 0 || passed > MINUTE_NS || app_care_darkness(app, now) >= 1.0f) {
        return;
    }
    app->lit_for += passed;
    if (app->lit_for >= MINUTE_NS) {
        app->lit_for -= MINUTE_NS;
        stats_screen_lit(app->stats, 1);
    }
}

void
app_stats_turn(struct app *app, time_ns now) {
    struct deck_event event;
    const char *note = NULL;
    if (app->stats == NULL) {
        return;
    }
    set_time(app, now);
    while (deck_take_event(app->deck, &event)) {
        record(app, &event);
    }
    count_lit(app, now);
    (void)stats_flush(app->stats, is_quiet(app, now));
    while ((note = stats_take_note(app->stats)) != NULL) {
        log_line(LOG_WARN, "%s", note);
    }
}

time_ns
app_stats_due(const struct app *app, time_ns now) {
    return app->stats == NULL ? TIME_NEVER : stats_due(app->stats, is_quiet(app, now));
}
