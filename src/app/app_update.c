/* What the intake tells: its status file, looked at twice a second and read only when it is another one. A file that cannot be understood
 * is told once and leaves the screen as it is; one that is gone means that nothing is plugged in. */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app.h"
#include "app/app_staff.h"
#include "base/fs_table.h"
#include "base/log.h"
#include "pack/pack_place.h"

#define LOOK_NS TIME_MS(500)

/* Is the file another one than the last time? */
static bool
is_other(struct app_update *update, const struct stat *st) {
    const bool is_same = update->has_file && update->inode == (uint64_t)st->st_ino &&
                         update->bytes == (int64_t)st->st_size &&
                         update->changed_s == (int64_t)st->st_mtim.tv_sec &&
                         update->changed_ns == (int64_t)st->st_mtim.tv_nsec;
    update->has_file = true;
    update->inode = (uint64_t)st->st_ino;
    update->bytes = (int64_t)st->st_size;
    update->changed_s = (int64_t)st->st_mtim.tv_sec;
    update->changed_ns = (int64_t)st->st_mtim.tv_nsec;
    return !is_same;
}

/* The slots say that another pack is to be shown: it takes over at the next turn of a page. */
static void
look_for_pack(struct app *app, time_ns now) {
    struct app_source next;
    struct err err = {0};
    if (app->options.state_dir == NULL) {
        return;
    }
    if (!app_trust_find_pack(&app->options, &next, &err)) {
        log_line(LOG_WARN, "%s; keeping the pack that is on", err.text);
        return;
    }
    struct app_source *last = app->is_changing ? &app->coming_source : &app->source;
    const bool is_same =
        strcmp(next.path, last->path) == 0 && memcmp(next.hash, last->hash, sizeof(next.hash)) == 0;
    if (is_same) {
        last->is_on_trial = next.is_on_trial;
        last->has_to_prove = next.has_to_prove;
    } else if (app_pack_switch(app, next.path, now, &err)) {
        app->coming_source = next; /* what is on stays what it is until the page turns */
        app->is_changing = true;
    } else {
        log_line(LOG_WARN, "%s; keeping the pack that is on", err.text);
    }
}

static void
read_status(struct app *app, const char *path, time_ns now) {
    char text[PACK_STATUS_BYTES_MAX];
    size_t bytes = 0;
    struct pack_status status;
    struct err err = {0};
    if (!fs_table_read(&FS_TABLE_SYSTEM, path, text, sizeof(text), &bytes, &err) ||
        !pack_status_parse((struct str){text, bytes}, &status, &err)) {
        log_line(LOG_WARN, "%s; the screen stays as it is", err.text);
        return;
    }
    deck_set_status(app->deck, &status, now);
    app_staff_status(app, &status);
    if (app->update.changes != status.changes) {
        app->update.changes = status.changes;
        look_for_pack(app, now);
    }
}

void
app_update_turn(struct app *app, time_ns now) {
    char path[PATH_MAX];
    struct stat st;
    if (app->options.run_dir == NULL || now < app->update.look_at ||
        snprintf(path, sizeof(path), "%s/%s", app->options.run_dir, PACK_PLACE_STATUS) >= (int)sizeof(path)) {
        return;
    }
    app->update.look_at = now + LOOK_NS;
    if (stat(path, &st) != 0) {
        if (app->update.has_file) {
            app->update.has_file = false;
            const struct pack_status idle = {.phase = PACK_PHASE_IDLE};
            deck_set_status(app->deck, &idle, now);
            app_staff_status(app, &idle);
        }
        return;
    }
    if (is_other(&app->update, &st)) {
        read_status(app, path, now);
    }
}

time_ns
app_update_due(const struct app *app) {
    return app->options.run_dir == NULL ? TIME_NEVER : app->update.look_at;
}
