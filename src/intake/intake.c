/* The intake as a whole: opening its folders, telling the show, and the way of a stick from found to installed. The parts are in files
 * of their own; this one is their order. */

#include "intake/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "intake/intake_paper.h"
#include "pack/pack_place.h"

#define CHECKED_PERCENT 35
#define REHEARSED_PERCENT 90

struct intake
intake_default(void) {
    return (struct intake){
        .fs = &FS_TABLE_SYSTEM, .starter = -1, .examine = intake_examine, .rehearse = intake_rehearse};
}

void
intake_tell(struct intake *intake, enum pack_phase phase, int percent, enum pack_outcome outcome,
            const char *detail) {
    char path[PATH_MAX];
    char fresh[PATH_MAX];
    char text[PACK_STATUS_BYTES_MAX];
    const struct fs_table *fs = intake->fs;
    struct pack_status *status = &intake->status;
    if (intake->is_offer) { /* what is told is a stick's, if anything */
        return;
    }
    status->phase = phase;
    status->percent = percent;
    status->outcome = outcome;
    (void)snprintf(status->detail, sizeof(status->detail), "%s", detail);
    for (char *c = status->detail; *c != '\0'; c++) {
        *c = (unsigned char)*c < 0x20 ? ' ' : *c;
    }
    if (!utf8_is_valid(str_from_c(status->detail))) { /* cut within a letter */
        status->detail[0] = '\0';
    }
    if (intake->folders.run == NULL ||
        snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_STATUS) >= (int)sizeof(path) ||
        snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh)) {
        return;
    }
    const size_t bytes = pack_status_print(status, text);
    const int fd = fs->open(fs->self, fresh, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const bool is_written = fd >= 0 && fs_table_write_all(fs, fd, text, bytes);
    if (fd >= 0) {
        (void)fs->close(fs->self, fd);
    }
    if (is_written) {
        (void)fs->rename(fs->self, fresh, path);
    }
}

static bool
make_folder(const struct intake *intake, const char *parent, const char *name, struct err *err) {
    char path[PATH_MAX];
    const struct fs_table *fs = intake->fs;
    (void)snprintf(path, sizeof(path), "%s%s%s", parent, name[0] == '\0' ? "" : "/", name);
    return fs->mkdir(fs->self, path, 0755) == 0 || errno == EEXIST ||
           err_set(err, ERR_IO, errno, "%s: %s", path, strerror(errno));
}

/* Events go on counting where the last run of this program stopped. */
void
intake_read_status(struct intake *intake) {
    char path[PATH_MAX];
    char text[PACK_STATUS_BYTES_MAX];
    size_t bytes = 0;
    struct pack_status last;
    struct err unread = {0};
    intake->status = (struct pack_status){.phase = PACK_PHASE_IDLE};
    if (intake->folders.run != NULL &&
        snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_STATUS) < (int)sizeof(path) &&
        fs_table_read(intake->fs, path, text, sizeof(text), &bytes, &unread) &&
        pack_status_parse((struct str){text, bytes}, &last, &unread)) {
        intake->status = last;
    }
}

bool
intake_open(struct intake *intake, struct err *err) {
    int odd = 0;
    intake_read_status(intake); /* first, for what follows may have to be told */
    if ((intake->folders.run != NULL && !make_folder(intake, intake->folders.run, "", err)) ||
        !make_folder(intake, intake->folders.state, "", err) ||
        !make_folder(intake, intake->folders.state, PACK_PLACE_SLOTS, err) ||
        !make_folder(intake, intake->folders.state, PACK_PLACE_KEYS, err) ||
        !make_folder(intake, intake->folders.state, PACK_PLACE_REQUESTS, err) ||
        !pack_slot_read_ring(intake->fs, &intake->folders, &intake->ring, &odd, err)) {
        return false;
    }
    (void)intake_read_record(intake, false);
    return true;
}

void
intake_tell_unopened(struct intake *intake, const struct err *err) {
    intake->status.event++;
    intake->status.seq = 0;
    intake->status.name[0] = '\0';
    intake_tell(intake, PACK_PHASE_DONE, 100, intake_disk_outcome(err), err->text);
}

void
intake_remove_incoming(struct intake *intake) {
    static const char *const SUFFIXES[] = {"", ".minisig"};
    char path[PATH_MAX];
    for (size_t i = 0; i < ARRAY_LEN(SUFFIXES); i++) {
        if (intake_incoming_path(intake, SUFFIXES[i], path)) {
            (void)intake->fs->unlink(intake->fs->self, path);
        }
    }
}

enum pack_outcome
intake_take_copy(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES], struct err *err) {
    char path[PATH_MAX];
    struct intake_facts facts = {.seq = 0};
    if (!intake_incoming_path(intake, "", path)) {
        err_set(err, ERR_LIMIT, 0, "the state folder's name is too long");
        return PACK_DISK_ERROR;
    }
    intake_look_at_factory(intake);
    if (intake_is_shown(intake, hash)) {
        intake->status.seq = intake->state.active < PACK_SLOTS ? intake->state.slots[intake->state.active].seq
                                                               : intake->factory.seq;
        return PACK_ALREADY;
    }
    enum pack_outcome outcome = intake->examine(intake, path, &facts, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    intake->status.seq = facts.seq;
    outcome = intake_judge(intake, &facts, hash, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    intake_tell(intake, PACK_PHASE_REHEARSING, CHECKED_PERCENT, PACK_NONE, "drawing every page off screen");
    outcome = intake->rehearse(intake, path, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    intake_tell(intake, PACK_PHASE_REHEARSING, REHEARSED_PERCENT, PACK_NONE, "writing the slot");
    outcome = intake_switch(intake, hash, &facts, err);
    return outcome == PACK_NONE ? PACK_INSTALLED : outcome;
}

static void
tell_outcome(struct intake *intake, enum pack_outcome outcome, const struct err *err) {
    const enum pack_phase phase = intake->has_receipt ? PACK_PHASE_WRITING : PACK_PHASE_DONE;
    intake_tell(intake, phase, intake->has_receipt ? 97 : 100, outcome,
                err->code == ERR_NONE ? "" : err->text);
}

enum pack_outcome
intake_take(struct intake *intake, const char *stick, struct err *err) {
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    intake_forget_export(intake);
    intake->status.event++;
    intake->status.seq = 0;
    intake->status.name[0] = '\0';
    intake_tell(intake, PACK_PHASE_READING, 0, PACK_NONE, "looking for a pack");
    const enum pack_outcome papers = intake_take_papers(intake, stick, err);
    if (papers != PACK_NONE && !pack_outcome_is_good(papers)) {
        tell_outcome(intake, papers, err);
        return papers;
    }
    enum pack_outcome outcome = intake_find(intake, stick, path, err);
    if (outcome == PACK_EMPTY && papers != PACK_NONE) { /* it was carried here for its papers alone */
        *err = (struct err){0};
        outcome = papers;
    } else if (outcome == PACK_NONE) {
        const int lock = intake_lock(intake, INTAKE_LOCK_TAKE, true);
        outcome = intake_copy(intake, path, hash, err);
        outcome = outcome == PACK_NONE ? intake_take_copy(intake, hash, err) : outcome;
        intake_remove_incoming(intake);
        intake_unlock(lock);
    }
    tell_outcome(intake, outcome, err);
    return outcome;
}

void
intake_finish(struct intake *intake, bool is_written) {
    char detail[PACK_STATUS_DETAIL_MAX + 1];
    if (!is_written && intake->status.outcome == PACK_EXPORTED) {
        intake_tell(intake, PACK_PHASE_DONE, 100, PACK_EXPORT_FAILED, "the stick could not be written");
        return;
    }
    memcpy(detail, intake->status.detail, sizeof(detail));
    intake_tell(intake, PACK_PHASE_DONE, 100, intake->status.outcome, detail);
}
