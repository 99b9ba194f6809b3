/* Before each start of the show. What a cut left half done is removed, the last run's end is booked, and what is to be shown is read
 * and verified as a whole; a slot that fails is dropped, and the next one behind it is tried, until the factory's pack. */

#include <stdio.h>
#include <string.h>

#include "intake/intake.h"
#include "pack/pack_place.h"

/* Files that no record speaks of. What a record does not name that is not the one that was written may still have been installed. */
static void
remove_leftovers(struct intake *intake, bool is_record_sound) {
    static const char *const INCOMING[] = {"", ".minisig"};
    static const char *const SLOT[] = {"", ".minisig"};
    char path[PATH_MAX];
    const int lock = intake_lock(intake, INTAKE_LOCK_TAKE, false);
    const bool is_reading = lock == INTAKE_LOCK_BUSY; /* somebody reads a stick: its copy is no leftover */
    for (size_t i = 0; i < ARRAY_LEN(INCOMING) && !is_reading; i++) {
        if (intake_incoming_path(intake, INCOMING[i], path)) {
            (void)intake->fs->unlink(intake->fs->self, path);
        }
    }
    intake_unlock(lock);
    for (int slot = 0; is_record_sound && slot < PACK_SLOTS; slot++) {
        for (size_t i = 0; i < ARRAY_LEN(SLOT) && !intake->state.slots[slot].is_there; i++) {
            if (pack_slot_path(&intake->folders, (enum pack_source)slot, SLOT[i], path)) {
                (void)intake->fs->unlink(intake->fs->self, path);
            }
        }
    }
}

/* Drops what is damaged for certain, from the active slot on, until one is whole. What could not be read this time, or is signed with a
 * key that is not here today, is only passed over by whoever shows it: a bad cable must not empty the slots. Returns: is another pack
 * shown than the record says, or said? */
static bool
drop_damaged(struct intake *intake, struct err *err) {
    bool is_other = false;
    while (intake->state.active < PACK_SLOTS) {
        struct err unsound = {0};
        if (pack_slot_verify(intake->fs, &intake->folders, &intake->ring, &intake->state,
                             intake->state.active, &unsound)) {
            break;
        }
        *err = unsound;
        is_other = true;
        if (unsound.code != ERR_FORMAT) {
            break;
        }
        pack_state_drop(&intake->state, intake->state.active, false);
    }
    return is_other;
}

/* Behind a pack that is not shown: how far down did it go? */
static enum pack_outcome
name_what_is_shown(struct intake *intake, enum pack_outcome outcome, struct err *err) {
    enum pack_source shown = PACK_SOURCE_FACTORY;
    struct err unsound = {0};
    if (!pack_slot_resolve(intake->fs, &intake->folders, &intake->ring, &intake->state, &shown, &unsound)) {
        err_set(err, unsound.code, unsound.sys_errno, "%s", unsound.text);
        return PACK_BUILT_IN;
    }
    return outcome == PACK_FELL_BACK && shown == PACK_SOURCE_FACTORY ? PACK_FACTORY : outcome;
}

/* There is nothing to tell of this start; what somebody is telling of a stick meanwhile stays, for the receipt and the words that it may be
 * removed hang on it. */
static void
tell_nothing(struct intake *intake) {
    const uint32_t event = intake->status.event;
    intake_read_status(intake);
    const bool is_a_stick_in_hand =
        intake->status.phase != PACK_PHASE_IDLE && intake->status.phase != PACK_PHASE_DONE;
    if (intake->status.event == event && !is_a_stick_in_hand) {
        intake_tell(intake, PACK_PHASE_IDLE, 0, PACK_NONE, "");
    }
}

/* With the record to itself. */
static enum pack_outcome
start(struct intake *intake, enum pack_end end, struct err *err) {
    const struct intake_reading reading = intake_read_record(intake, true);
    const struct pack_state before = intake->state;
    enum pack_outcome outcome = reading.is_rebuilt ? PACK_REBUILT : PACK_NONE;
    struct err unsound = {0};
    if (reading.is_rebuilt) {
        err_set(err, ERR_FORMAT, 0,
                "the record of what is installed was damaged; it was made anew from the slots");
    }
    const char *standing = pack_state_is_on_trial(&before) ? "on trial" : "that had proved itself";
    if (pack_state_start(&intake->state, end)) {
        err_set(err, ERR_CONTENT, 0, "the pack %s (sequence number %lld) failed; the one before is back",
                standing, (long long)before.slots[before.active].seq);
        outcome = PACK_FELL_BACK;
    }
    if (drop_damaged(intake, &unsound)) {
        err_set(err, unsound.code, unsound.sys_errno, "%s", unsound.text);
        outcome = PACK_FELL_BACK;
    }
    if (outcome == PACK_FELL_BACK || intake->state.active == PACK_SOURCE_FACTORY) {
        outcome = name_what_is_shown(intake, outcome, err);
    }
    if (outcome != PACK_NONE && outcome != PACK_BUILT_IN && outcome != PACK_REBUILT) {
        pack_state_remember(&intake->state, outcome,
                            before.active < PACK_SLOTS ? before.slots[before.active].seq : 0,
                            intake->now_utc_s);
    }
    /* the record is written before files go that only the old one spoke of */
    struct err unwritten = {0};
    const bool is_changed = !reading.is_unsure && !pack_state_is_same(&before, &intake->state);
    if (is_changed && !pack_state_write(intake->fs, intake->folders.state, &intake->state, &unwritten)) {
        err_set(err, unwritten.code, unwritten.sys_errno, "%s", unwritten.text);
    } else {
        remove_leftovers(intake, reading.is_sound);
    }
    if (outcome != PACK_NONE) {
        intake->status.event++;
        intake->status.changes++;
        intake->status.seq = 0;
        intake->status.name[0] = '\0';
        intake_tell(intake, PACK_PHASE_DONE, 100, outcome, err->text);
    } else {
        tell_nothing(intake);
    }
    return outcome;
}

enum pack_outcome
intake_boot(struct intake *intake, enum pack_end end, struct err *err) {
    const int lock = intake_lock(intake, INTAKE_LOCK, true);
    const enum pack_outcome outcome = start(intake, end, err);
    intake_unlock(lock);
    return outcome;
}
