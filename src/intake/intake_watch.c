/* A folder that stands for a stick: on a desktop, and wherever nobody is root. A pack that comes into it, or changes, is a stick that is
 * plugged in; when the folder is empty again, the stick has been removed. A file is taken once it has kept still for a moment, for here
 * nothing says when somebody has finished copying. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/wall.h"
#include "intake/intake_options.h"
#include "intake/intake_paper.h"

#define TURN_MS 400
#define STILL_TURNS 2 /* how often the folder has to look the same before it is taken */

struct folder_view {
    const char *folder;
    uint64_t seen; /* hash of names, sizes and times; 0: nothing there */
};

static bool
add_name(void *context, const char *name) {
    struct folder_view *view = context;
    struct stat st = {.st_size = 0};
    char path[PATH_MAX];
    const size_t n = strlen(name);
    const bool counts = name[0] != '.' && strcmp(name, "vitrin-receipt.txt") != 0 &&
                        !(n > 4 && strcmp(name + n - 4, ".new") == 0);
    if (counts && snprintf(path, sizeof(path), "%s/%s", view->folder, name) < (int)sizeof(path) &&
        lstat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
        uint64_t own = hash_bytes(HASH_SEED, name, n);
        own = hash_u64(own, (uint64_t)st.st_size);
        own = hash_u64(own, (uint64_t)st.st_mtim.tv_sec);
        own = hash_u64(own, (uint64_t)st.st_mtim.tv_nsec);
        view->seen += own == 0 ? 1 : own; /* in any order of names */
    }
    return true;
}

static uint64_t
look(const struct intake *intake, const char *folder) {
    struct folder_view view = {.folder = folder};
    return intake->fs->list(intake->fs->self, folder, add_name, &view) == 0 ? view.seen : 0;
}

static void
take(struct intake *intake, const char *folder) {
    struct err err = {0};
    intake->now_utc_s = wall_utc_s();
    if (!intake_open(intake, &err)) {
        log_line(LOG_ERROR, "intake: %s", err.text);
        intake_tell_unopened(intake, &err);
        return;
    }
    struct err unwritten = {0};
    intake->has_receipt = true;
    const enum pack_outcome outcome = intake_take(intake, folder, &err);
    const bool is_written = outcome != PACK_STICK_PULLED && intake_write_receipt(intake, folder, &unwritten);
    if (unwritten.code != ERR_NONE) {
        log_line(LOG_WARN, "intake: receipt: %s", unwritten.text);
    }
    intake_finish(intake, is_written);
    log_line(pack_outcome_is_good(outcome) ? LOG_INFO : LOG_WARN, "intake: %s%s%s",
             pack_outcome_word(outcome), err.code == ERR_NONE ? "" : ": ", err.text);
}

void
intake_watch(struct intake *intake, const char *folder) {
    uint64_t taken = 0;
    uint64_t last = 0;
    int still = 0;
    for (;;) {
        const uint64_t now = look(intake, folder);
        still = now == last ? still + 1 : 0;
        last = now;
        if (now == 0 && taken != 0 && still >= STILL_TURNS) {
            intake_tell(intake, PACK_PHASE_IDLE, 0, PACK_NONE, "");
            taken = 0;
        } else if (now != 0 && now != taken && still >= STILL_TURNS) {
            taken = now;
            take(intake, folder);
        }
        (void)intake_do_requests(intake);
        (void)poll(NULL, 0, TURN_MS);
    }
}
