/* What the panel tells, collected from where it is known. In a recording nothing is asked of the machine, so that its pictures are the
 * same everywhere. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app_health.h"
#include "app/app_staff.h"
#include "content/content_text.h"
#include "pack/pack_state.h"

static void
copy(char *to, size_t room, struct str from) {
    (void)snprintf(to, room, STR_FMT, STR_ARG(from));
}

static void
gather_pack(const struct app *app, struct staff_facts *facts) {
    const struct content_model *model = app->model;
    const int lang = content_find_lang(model, str_from_c(deck_staff_lang(app->staff->pages)));
    copy(facts->pack_title, sizeof(facts->pack_title), model->title.in[lang == CONTENT_NONE ? 0 : lang]);
    copy(facts->pack_id, sizeof(facts->pack_id), model->pack_id);
    copy(facts->pack_updated, sizeof(facts->pack_updated), model->updated);
    facts->pack_seq = app->source.seq > 0 ? app->source.seq : model->seq;
    facts->is_trial = app->source.is_on_trial && !app->trail.has_asked;
}

static void
gather_past(const struct app *app, struct staff_facts *facts) {
    struct pack_state state;
    if (app->options.state_dir == NULL) {
        return;
    }
    (void)pack_state_read(&FS_TABLE_SYSTEM, app->options.state_dir, &state); /* a fresh one has no past */
    facts->past_count = state.past_count < STAFF_PAST_MAX ? state.past_count : STAFF_PAST_MAX;
    for (int i = 0; i < facts->past_count; i++) {
        const time_t at = (time_t)state.past[i].at_utc_s;
        struct tm local = {0};
        facts->past[i] = (struct staff_past){.outcome = state.past[i].outcome, .seq = state.past[i].seq};
        if (at > 0 && localtime_r(&at, &local) != NULL) {
            (void)strftime(facts->past[i].when, sizeof(facts->past[i].when), "%Y-%m-%d %H:%M", &local);
        }
    }
    facts->has_previous = pack_state_return(&state); /* tried on this copy alone */
}

static void
gather_clock(const struct app *app, struct staff_facts *facts, time_ns now) {
    const time_t utc_s = (time_t)app_clock_utc_s(app);
    const bool is_known = app_clock(app, now, &facts->weekday, &facts->minute);
    struct tm local = {0};
    facts->is_clock_known = utc_s > 0 && localtime_r(&utc_s, &local) != NULL &&
                            strftime(facts->today, sizeof(facts->today), "%Y-%m-%d", &local) > 0;
    facts->is_clock_staffs = is_known && !facts->is_clock_known;
}

static void
gather_faults(const struct app *app, struct staff_facts *facts) {
    int count = 0;
    const struct guard_fault *faults = deck_faults(app->deck, &count);
    facts->fault_count = count < STAFF_FAULTS_MAX ? count : STAFF_FAULTS_MAX;
    for (int i = 0; i < facts->fault_count; i++) { /* the last noted first */
        copy(facts->faults[i], sizeof(facts->faults[i]), app->model->slides[faults[count - 1 - i].slide].key);
    }
}

/* Is there somebody who starts the program again when it leaves? */
static bool
is_supervised(const struct app *app) {
    return app->options.is_kiosk || getenv("INVOCATION_ID") != NULL || getenv("NOTIFY_SOCKET") != NULL;
}

void
app_staff_gather(struct app *app, time_ns now, bool is_first) {
    struct app_staff *staff = app->staff;
    struct staff_facts *facts = &staff->facts;
    (void)snprintf(facts->version, sizeof(facts->version), "%s", VITRIN_VERSION);
    gather_pack(app, facts);
    if (facts->slide[0] == '\0') { /* nobody came through the door: the first start */
        staff_facts_take_page(facts, app->deck, now);
    }
    gather_faults(app, facts);
    facts->stick = staff->stick;
    facts->hours = staff->hours;
    facts->brightness_percent = app->settings.brightness_percent;
    facts->is_calm = app->settings.is_calm || app->options.is_reduced_motion;
    if (!app->clock.is_fixed) {
        facts->uptime_s = (now - app->trail.started_at) / TIME_S(1);
        facts->can_restart = is_supervised(app);
        gather_clock(app, facts, now);
        gather_past(app, facts);
        health_read(facts, "", app->options.state_dir != NULL ? app->options.state_dir : ".");
    }
    if (is_first) {
        app_staff_count(facts, app->options.stats, app->model, deck_staff_lang(staff->pages));
    }
    deck_staff_tell(staff->pages, facts);
}
