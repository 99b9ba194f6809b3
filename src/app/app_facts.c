/* What a watcher over many screens wants to know and only the show can tell: once a minute, into RAM. Visits are counted here besides the
 * statistics, whose file is asked once, before the first frame: a frame never waits for it. */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/app_health.h"
#include "pack/pack_facts.h"
#include "pack/pack_place.h"

#define FACTS_NS TIME_S(60)
#define QUIET_NS TIME_MS(100)  /* no frame is due so soon */
#define PATIENCE_NS TIME_S(30) /* for such a moment */

/* The day as the statistics label it; empty while it is not known: then only this run's visits are today's. */
static void
today(const struct app *app, char ret_day[11]) {
    const time_t utc_s = (time_t)app_clock_utc_s(app);
    struct tm local = {0};
    if (utc_s == 0 || localtime_r(&utc_s, &local) == NULL || strftime(ret_day, 11, "%Y-%m-%d", &local) == 0) {
        ret_day[0] = '\0';
    }
}

static void
add_visits(void *context, const struct stats_row *row) {
    struct app_facts *facts = context;
    if (row->what == STATS_VISITS && strcmp(row->day, facts->day) == 0) {
        facts->visits += row->value;
    }
}

/* What the file has counted under the day that it is now. */
static void
begin_day(struct app *app) {
    struct err uncounted = {0};
    app->facts.visits = 0;
    today(app, app->facts.day);
    if (app->options.run_dir != NULL && app->options.stats != NULL &&
        !stats_report(app->options.stats, add_visits, &app->facts, &uncounted)) {
        app->facts.visits = 0; /* a new file has counted nothing */
    }
}

/* Midnight has passed, or the date has become known: then the file has counted before this start. */
static void
follow_day(struct app *app) {
    char day[11];
    today(app, day);
    if (app->facts.day[0] == '\0' && day[0] != '\0') {
        begin_day(app);
    } else if (strcmp(day, app->facts.day) != 0) {
        memcpy(app->facts.day, day, sizeof(day));
        app->facts.visits = 0;
    }
}

void
app_facts_count_visit(struct app *app) {
    follow_day(app);
    app->facts.visits++;
}

static void
write_facts(struct app *app) {
    char text[PACK_FACTS_BYTES_MAX];
    int left_out = 0;
    struct staff_facts health = {0};
    follow_day(app);
    (void)deck_faults(app->deck, &left_out);
    health_read(&health, "", app->options.run_dir);
    const bool is_warm = health.temperature_c >= 0.0f;
    const struct pack_facts facts = {
        .seq = app->source.seq > 0 ? app->source.seq : app->model->seq,
        .left_out = left_out,
        .visits = app->stats == NULL ? PACK_FACTS_UNKNOWN : app->facts.visits,
        .temperature_mc = is_warm ? (int64_t)(health.temperature_c * 1000.0f + 0.5f) : PACK_FACTS_UNKNOWN};
    app_trail_put(app, PACK_PLACE_FACTS, text, pack_facts_print(&facts, text));
}

void
app_facts_open(struct app *app, time_ns now) {
    app->facts = (struct app_facts){.due = now + FACTS_NS};
    begin_day(app);
    if (app->options.run_dir != NULL && app->deck != NULL) {
        write_facts(app);
    }
}

void
app_facts_turn(struct app *app, time_ns now) {
    if (app->options.run_dir == NULL || now < app->facts.due) {
        return;
    }
    const bool is_quiet = deck_next_wakeup(app->deck, now) - now >= QUIET_NS;
    if (is_quiet || now >= app->facts.due + PATIENCE_NS) {
        app->facts.due = now + FACTS_NS;
        write_facts(app);
    }
}
