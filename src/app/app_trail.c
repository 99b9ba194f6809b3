/* What the show leaves in the runtime folder: a breadcrumb before a page is prepared and when it comes on, a heartbeat once a second, and,
 * once a pack on trial has proved itself, the request that it be confirmed. All of it lies in RAM but the request, which is written once. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/app_staff.h"
#include "base/fs.h"
#include "base/log.h"
#include "pack/pack_place.h"
#include "pack/pack_trail.h"

#define BEAT_NS TIME_S(1)
#define HARM_MAX 3            /* pages that a pack on trial may cost */
#define PROOF_S 300           /* in sight, and a whole round of the loop, until a pack has proved itself */
#define STEP_MAX_NS TIME_S(2) /* of it that one turn may count: longer ones hung */

void
app_trail_put(const struct app *app, const char *name, const char *text, size_t bytes) {
    char path[PATH_MAX];
    char fresh[PATH_MAX];
    if (snprintf(path, sizeof(path), "%s/%s", app->options.run_dir, name) >= (int)sizeof(path) ||
        snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh)) {
        return;
    }
    const int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    const bool is_written = fd >= 0 && write(fd, text, bytes) == (ssize_t)bytes;
    if (fd >= 0) {
        (void)close(fd);
    }
    if (is_written) {
        (void)rename(fresh, path);
    }
}

static void
beat(struct app *app, time_ns now, bool is_clean) {
    char text[PACK_TRAIL_BYTES_MAX];
    const struct pack_heartbeat heartbeat = {.frames = app->presented,
                                             .alive_s = (now - app->trail.started_at) / TIME_S(1),
                                             .rounds = app->deck == NULL ? 0 : deck_rounds(app->deck),
                                             .is_clean = is_clean};
    app_trail_put(app, PACK_PLACE_HEARTBEAT, text, pack_heartbeat_print(&heartbeat, text));
}

static void
drop_crumb(struct app *app, const struct content_model *model, int slide) {
    char text[PACK_TRAIL_BYTES_MAX];
    struct pack_breadcrumb crumb = {.slide = ""};
    if (app->options.run_dir == NULL || (model == app->trail.model && slide == app->trail.slide)) {
        return;
    }
    (void)snprintf(crumb.pack_id, sizeof(crumb.pack_id), STR_FMT, STR_ARG(model->pack_id));
    (void)snprintf(crumb.slide, sizeof(crumb.slide), STR_FMT, STR_ARG(model->slides[slide].key));
    app_trail_put(app, PACK_PLACE_BREADCRUMB, text, pack_breadcrumb_print(&crumb, text));
    app->trail.model = model;
    app->trail.slide = slide;
}

static void
drop_crumb_before(void *self, const struct content_model *model, int slide) {
    drop_crumb(self, model, slide);
}

struct deck_witness
app_trail_witness(struct app *app) {
    return (struct deck_witness){.begins = drop_crumb_before, .self = app};
}

void
app_trail_begin(struct app *app, time_ns now) {
    char path[PATH_MAX];
    app->trail =
        (struct app_trail){.started_at = now, .beat_at = now, .slide = CONTENT_NONE, .looked_at = now};
    if (app->options.run_dir != NULL &&
        snprintf(path, sizeof(path), "%s/" PACK_PLACE_BREADCRUMB, app->options.run_dir) < (int)sizeof(path)) {
        (void)unlink(path); /* the last run's page is not to blame for what comes now */
        beat(app, now, false);
    }
}

void
app_trail_beat(struct app *app, time_ns now) {
    if (app->options.run_dir != NULL && now >= app->trail.beat_at) {
        app->trail.beat_at = now + BEAT_NS;
        beat(app, now, false);
    }
}

void
app_trail_prove(struct app *app, time_ns now) {
    app->trail.seen = 0;
    app->trail.looked_at = now;
    app->trail.presented_before = app->presented;
    app->trail.rounds_before = deck_rounds(app->deck);
    app->trail.has_rounded = false;
    app->trail.has_asked = false;
}

void
app_trail_end(struct app *app, time_ns now) {
    if (app->options.run_dir != NULL && app->trail.started_at > 0) {
        beat(app, now, true);
    }
}

/* Behind closed hours and the staff's pages the loop turns for nobody. */
static bool
is_seen(const struct app *app, time_ns now) {
    const bool is_covered = app->staff != NULL && deck_staff_is_opaque(app->staff->pages);
    return !is_covered && app_care_darkness(app, now) < 1.0f;
}

static void
count_proof(struct app *app, time_ns now) {
    struct app_trail *trail = &app->trail;
    const time_ns since = now - trail->looked_at;
    trail->looked_at = now;
    if (is_seen(app, now)) {
        trail->seen += time_min(since, STEP_MAX_NS);
        trail->has_rounded = trail->has_rounded || deck_rounds(app->deck) > trail->rounds_before;
    } else {
        trail->rounds_before = deck_rounds(app->deck) + 1; /* the one under way is not seen whole */
    }
}

/* A pack that has been shown long enough. */
static void
ask_to_confirm(struct app *app) {
    char path[PATH_MAX];
    char hex[2 * PACK_FILE_HASH_BYTES + 2];
    struct err err = {0};
    const bool has_shown = app->trail.has_rounded && app->presented > app->trail.presented_before;
    if (!app->source.has_to_prove || app->trail.has_asked || !has_shown ||
        app->trail.seen < TIME_S(PROOF_S)) {
        return;
    }
    app->trail.has_asked = true;
    for (size_t i = 0; i < PACK_FILE_HASH_BYTES; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", app->source.hash[i]);
    }
    const int n = snprintf(path, sizeof(path), "%s/%s/%s", app->options.state_dir, PACK_PLACE_REQUESTS,
                           PACK_REQUEST_CONFIRM);
    if (n >= (int)sizeof(path) || !fs_write_atomic(path, hex, strlen(hex), &err)) {
        log_line(LOG_WARN, "the pack on trial cannot be confirmed: %s", err.text);
    }
}

void
app_trail_turn(struct app *app, time_ns now) {
    if (app->options.run_dir == NULL) {
        return;
    }
    drop_crumb(app, deck_model(app->deck), deck_slide(app->deck)); /* app->model follows later in the turn */
    app_trail_beat(app, now);
    if (app->options.state_dir != NULL) {
        count_proof(app, now);
        ask_to_confirm(app);
    }
}

bool
app_trail_gives_up(const struct app *app, struct err *err) {
    if (!app->source.is_on_trial || deck_harm(app->deck) < HARM_MAX) {
        return false;
    }
    err_set(err, ERR_CONTENT, 0, "pack %.16s is on trial and costs page after page", app->model->pack_id.ptr);
    return true;
}

time_ns
app_trail_due(const struct app *app) {
    return app->options.run_dir == NULL ? TIME_NEVER : app->trail.beat_at;
}

/* Slides that the intake has named after crashes: lines of pack identity and slide. */
struct deck_guard
app_trail_blamed(struct app *app) {
    struct deck_guard guard = {.count = 0};
    char path[PATH_MAX];
    struct str data;
    struct str line;
    struct err unread = {0};
    if (app->options.run_dir == NULL ||
        snprintf(path, sizeof(path), "%s/%s", app->options.run_dir, PACK_PLACE_POISON) >= (int)sizeof(path) ||
        !fs_exists(path) || !fs_read(&app->arena, path, 4096, &data, &unread)) {
        return guard;
    }
    while (str_next(&data, '\n', &line)) {
        struct str rest = line;
        struct str pack;
        if (str_next(&rest, ' ', &pack) && str_equal(pack, app->model->pack_id)) {
            const int slide = content_find_slide(app->model, rest);
            if (slide != CONTENT_NONE) {
                guard_note(&guard, slide, GUARD_CRASHED);
                log_line(LOG_WARN, "slide " STR_FMT " is left out: the program ended while it was shown",
                         STR_ARG(rest));
            }
        }
    }
    return guard;
}
