/* The record as it is read before anything is changed. One of its copies may be damaged, or not to be read this time: then it may be an
 * older record that is read, or none, and what was installed since is known by its file alone. So the slots are looked into; what is
 * whole and signed there is taken into the record, and no file goes that has not been looked into. */

#include <errno.h>

#include "intake/intake.h"

/* Is a whole, signed pack in the slot, and what is it? Returns: false for none; *ret_is_unsure says that this may be another time's. */
static bool
look_into(struct intake *intake, enum pack_source source, struct pack_slot *ret_slot, bool *ret_is_unsure) {
    char path[PATH_MAX];
    struct intake_facts facts = {.seq = 0};
    struct err err = {0};
    if (!pack_slot_identify(intake->fs, &intake->folders, &intake->ring, source, ret_slot->hash, &err)) {
        *ret_is_unsure = err.code == ERR_UNTRUSTED || (err.code == ERR_IO && err.sys_errno != ENOENT);
        return false;
    }
    if (!pack_slot_path(&intake->folders, source, "", path) ||
        intake->examine(intake, path, &facts, &err) != PACK_NONE) {
        *ret_is_unsure = err.code == ERR_IO;
        return false;
    }
    ret_slot->seq = facts.seq;
    return true;
}

/* Writes it: over the unsound copy, or over both, for an older one that can be read again another time must not come back. */
static bool
mend(struct intake *intake, enum pack_record record) {
    struct err err = {0};
    bool ok = true;
    for (int copies = record == PACK_RECORD_LOST ? 2 : 1; ok && copies > 0; copies--) {
        ok = pack_state_write(intake->fs, intake->folders.state, &intake->state, &err);
    }
    return ok;
}

struct intake_reading
intake_read_record(struct intake *intake, bool is_locked) {
    struct pack_state *state = &intake->state;
    const enum pack_record record = pack_state_read(intake->fs, intake->folders.state, state);
    const struct pack_state read = *state;
    bool is_unsure = false;
    if (record == PACK_RECORD_NONE || record == PACK_RECORD_SOUND) {
        return (struct intake_reading){.is_sound = true};
    }
    for (int slot = 0; slot < PACK_SLOTS; slot++) {
        struct pack_slot found = {.is_there = false};
        bool is_unsure_here = false;
        if (look_into(intake, (enum pack_source)slot, &found, &is_unsure_here)) {
            pack_state_adopt(state, (enum pack_source)slot, found.hash, found.seq);
        }
        is_unsure = is_unsure || is_unsure_here;
    }
    for (int slot = 0; record == PACK_RECORD_LOST && slot < PACK_SLOTS; slot++) {
        /* nobody knows any more which of two had proved itself: the one behind is kept for the other to fall back to */
        state->slots[slot].is_confirmed = state->slots[slot].is_there && slot != (int)state->active;
    }
    const bool is_rebuilt = record == PACK_RECORD_LOST || !pack_state_is_same(&read, state);
    if (is_locked && is_rebuilt) {
        pack_state_remember(state, PACK_REBUILT, state->seq, intake->now_utc_s);
    }
    if (is_locked && !is_unsure) {
        (void)mend(intake, record); /* a storage that takes nothing is told by whoever writes next */
    }
    return (struct intake_reading){.is_rebuilt = is_rebuilt, .is_unsure = is_unsure};
}
