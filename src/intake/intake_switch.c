/* From a verified, examined and rehearsed copy to the active slot. The order is the whole point: the record first lets go of the slot
 * that is to be filled; then the files take their names and are made to last; then they are read back from the storage and compared;
 * only then does the record name them. A cut anywhere leaves a record that speaks only of whole files. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "intake/intake.h"
#include "pack/pack_file.h"

static enum pack_outcome
fail(const char *what, int why, struct err *err) {
    err_set(err, ERR_IO, why, "%s: %s", what, strerror(why));
    return intake_disk_outcome(err);
}

/* Both files to their names in the slot, for good. */
static enum pack_outcome
name_files(struct intake *intake, enum pack_source slot, struct err *err) {
    static const char *const SUFFIXES[] = {"", ".minisig"};
    const struct fs_table *fs = intake->fs;
    char from[PATH_MAX];
    char to[PATH_MAX];
    for (size_t i = 0; i < ARRAY_LEN(SUFFIXES); i++) {
        if (!intake_incoming_path(intake, SUFFIXES[i], from) ||
            !pack_slot_path(&intake->folders, slot, SUFFIXES[i], to)) {
            return fail("the slot", ENAMETOOLONG, err);
        }
        if (fs->rename(fs->self, from, to) != 0) {
            return fail("the slot", errno, err);
        }
    }
    return fs_table_sync_folder_of(fs, to) ? PACK_NONE : fail("the slots' folder", errno, err);
}

/* What the storage gives back is what was verified: it has the tag of the copy, whose key nobody else has seen. (Whoever shows the pack
 * makes the signature's own hash of it again.) */
static enum pack_outcome
read_back(struct intake *intake, enum pack_source slot, struct err *err) {
    const struct fs_table *fs = intake->fs;
    char path[PATH_MAX];
    uint8_t chunk[PACK_FILE_CHUNK_BYTES];
    struct pack_tag_state tagger;
    int64_t done = 0;
    ssize_t n = 0;
    if (!pack_slot_path(&intake->folders, slot, "", path)) {
        return fail("the slot", ENAMETOOLONG, err);
    }
    const int fd = fs->open(fs->self, path, O_RDONLY, 0);
    if (fd < 0) {
        return fail("the slot", errno, err);
    }
    (void)fs->drop_cache(fs->self, fd);
    pack_tag_begin_again(&tagger, &intake->copied);
    while (done <= PACK_FILE_BYTES_MAX && (n = fs->read(fs->self, fd, chunk, sizeof(chunk))) > 0) {
        done += n;
        pack_tag_update(&tagger, chunk, (size_t)n);
    }
    const int why = errno;
    (void)fs->close(fs->self, fd);
    if (n < 0) {
        return fail("the slot", why, err);
    }
    if (!pack_tag_is_same(&tagger, &intake->copied)) {
        err_set(err, ERR_IO, EIO, "the storage gives back other bytes than were written");
        return PACK_DISK_ERROR;
    }
    return PACK_NONE;
}

/* With the record to itself. */
static enum pack_outcome
switch_slots(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES],
             const struct intake_facts *facts, struct err *err) {
    /* a start may have changed it */
    (void)intake_read_record(intake, true);
    const struct pack_state before = intake->state;
    const enum pack_outcome verdict = intake_judge(intake, facts, hash, err);
    if (verdict != PACK_NONE) {
        return verdict;
    }
    const enum pack_source slot = pack_state_make_room(&intake->state);
    const bool is_changed = !pack_state_is_same(&before, &intake->state);
    if (is_changed && !pack_state_write(intake->fs, intake->folders.state, &intake->state, err)) {
        return intake_disk_outcome(err);
    }
    intake->status.changes += intake->state.active != before.active ? 1 : 0;
    enum pack_outcome outcome = name_files(intake, slot, err);
    outcome = outcome == PACK_NONE ? read_back(intake, slot, err) : outcome;
    if (outcome != PACK_NONE) {
        return outcome;
    }
    struct pack_state installed = intake->state;
    pack_state_installed(&installed, slot, hash, facts->seq);
    pack_state_remember(&installed, PACK_INSTALLED, facts->seq, intake->now_utc_s);
    if (!pack_state_write(intake->fs, intake->folders.state, &installed, err)) {
        return intake_disk_outcome(err);
    }
    intake->state = installed;
    intake->status.changes++;
    return PACK_NONE;
}

enum pack_outcome
intake_switch(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES],
              const struct intake_facts *facts, struct err *err) {
    const int lock = intake_lock(intake, INTAKE_LOCK, true);
    const enum pack_outcome outcome = switch_slots(intake, hash, facts, err);
    intake_unlock(lock);
    return outcome;
}
