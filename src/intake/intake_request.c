/* What the show may ask for: small files that it leaves in the requests folder. The show writes no slot and no record; this program does,
 * and only what is listed here. A request is removed before it is done, so that one which fails is not tried for ever. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "intake/intake.h"
#include "pack/pack_place.h"

#define REQUEST_BYTES_MAX 256

static bool
to_hash(struct str word, uint8_t ret_hash[PACK_FILE_HASH_BYTES]) {
    const struct str hex = str_trim(word);
    for (size_t i = 0; i < hex.len; i++) {
        const char c = hex.ptr[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0 || i >= (size_t)2 * PACK_FILE_HASH_BYTES) {
            return false;
        }
        ret_hash[i / 2] = (uint8_t)((i % 2 == 0 ? 0 : ret_hash[i / 2] << 4) | digit);
    }
    return hex.len == (size_t)2 * PACK_FILE_HASH_BYTES;
}

static bool
do_confirm(struct intake *intake, struct str text, struct pack_state *state) {
    uint8_t hash[PACK_FILE_HASH_BYTES];
    UNUSED(intake);
    return to_hash(text, hash) && pack_state_confirm(state, hash);
}

static bool
do_previous(struct intake *intake, struct str text, struct pack_state *state) {
    struct err unsound = {0};
    UNUSED(text);
    if (!pack_state_return(state) ||
        !pack_slot_verify(intake->fs, &intake->folders, &intake->ring, state, state->active, &unsound)) {
        return false;
    }
    pack_state_remember(state, PACK_RETURNED, state->slots[state->active].seq, intake->now_utc_s);
    return true;
}

static bool
do_forget(struct intake *intake, struct str text, struct pack_state *state) {
    UNUSED(intake);
    UNUSED(text);
    const bool had_any = state->bad_count > 0;
    state->bad_count = 0;
    memset(state->bad, 0, sizeof(state->bad));
    return had_any;
}

static const struct {
    const char *name;
    bool (*run)(struct intake *intake, struct str text, struct pack_state *state);
    enum pack_outcome told; /* PACK_NONE: the screen says nothing of it */
} REQUESTS[] = {
    {PACK_REQUEST_CONFIRM, do_confirm, PACK_NONE},
    {PACK_REQUEST_PREVIOUS, do_previous, PACK_RETURNED},
    {PACK_REQUEST_FORGET, do_forget, PACK_NONE},
};

static bool
take_request(struct intake *intake, const char *name, char text[REQUEST_BYTES_MAX], size_t *ret_bytes) {
    char path[PATH_MAX];
    struct err unread = {0};
    if (snprintf(path, sizeof(path), "%s/%s/%s", intake->folders.state, PACK_PLACE_REQUESTS, name) >=
        (int)sizeof(path)) {
        return false;
    }
    const bool is_there = fs_table_read(intake->fs, path, text, REQUEST_BYTES_MAX, ret_bytes, &unread);
    /* gone for good before anything comes of it: one that a cut of the power brought back would be done twice */
    return intake->fs->unlink(intake->fs->self, path) == 0 && fs_table_sync_folder_of(intake->fs, path) &&
           is_there;
}

/* What follows is no stick's: nothing of the last one is told with it. */
static void
begin_event(struct intake *intake) {
    intake->status.event++;
    intake->status.seq = 0;
    intake->status.name[0] = '\0';
}

/* With the record to itself. */
static int
do_all(struct intake *intake) {
    int done = 0;
    if (intake_read_record(intake, true).is_unsure) {
        return 0; /* another time, when more is known */
    }
    for (size_t i = 0; i < ARRAY_LEN(REQUESTS); i++) {
        char text[REQUEST_BYTES_MAX];
        size_t bytes = 0;
        struct pack_state wanted = intake->state;
        struct err err = {0};
        if (!take_request(intake, REQUESTS[i].name, text, &bytes) ||
            !REQUESTS[i].run(intake, (struct str){text, bytes}, &wanted)) {
            continue;
        }
        if (!pack_state_write(intake->fs, intake->folders.state, &wanted, &err)) {
            begin_event(intake);
            intake_tell(intake, PACK_PHASE_DONE, 100, intake_disk_outcome(&err), err.text);
            continue;
        }
        const bool is_other = wanted.active != intake->state.active;
        intake->state = wanted;
        intake->status.changes += is_other ? 1 : 0;
        done++;
        if (REQUESTS[i].told != PACK_NONE) {
            begin_event(intake);
            intake_tell(intake, PACK_PHASE_DONE, 100, REQUESTS[i].told, "");
        }
    }
    return done;
}

static bool
has_any(const struct intake *intake) {
    bool found = false;
    for (size_t i = 0; i < ARRAY_LEN(REQUESTS) && !found; i++) {
        char path[PATH_MAX];
        const int n = snprintf(path, sizeof(path), "%s/%s/%s", intake->folders.state, PACK_PLACE_REQUESTS,
                               REQUESTS[i].name);
        const int fd = n < (int)sizeof(path) ? intake->fs->open(intake->fs->self, path, O_RDONLY, 0) : -1;
        found = fd >= 0;
        if (found) {
            (void)intake->fs->close(intake->fs->self, fd);
        }
    }
    return found;
}

int
intake_do_requests(struct intake *intake) {
    if (!has_any(intake)) {
        return 0;
    }
    const int lock = intake_lock(intake, INTAKE_LOCK, true);
    const int done = do_all(intake);
    intake_unlock(lock);
    return done;
}
