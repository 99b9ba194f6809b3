/* The factory's pack, exchanged by a package (apt): it is offered like a stick's, for a package says nothing about whether its pack works.
 * First it is looked at where it lies, so that what is older, known or failed before costs neither a copy nor a rehearsal. The request is
 * removed at the end, whatever came of it: a cut of the power offers the pack once more. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "intake/intake.h"
#include "pack/pack_place.h"

/* Does it not even have to be copied? */
static enum pack_outcome
look(struct intake *intake, struct err *err) {
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct intake_facts facts = {.seq = 0};
    intake_look_at_factory(intake);
    memcpy(hash, intake->factory.hash, sizeof(hash));
    if (!intake->factory.is_there) {
        return PACK_NONE; /* the copy says why it is not sound */
    }
    if (intake_is_shown(intake, hash)) {
        return PACK_ALREADY;
    }
    if (!pack_slot_path(&intake->folders, PACK_SOURCE_FACTORY, "", path)) {
        err_set(err, ERR_LIMIT, 0, "the factory pack's name is too long");
        return PACK_NAME_ODD;
    }
    const enum pack_outcome outcome = intake->examine(intake, path, &facts, err);
    return outcome == PACK_NONE ? intake_judge(intake, &facts, hash, err) : outcome;
}

static enum pack_outcome
take(struct intake *intake, struct err *err) {
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    if (!pack_slot_path(&intake->folders, PACK_SOURCE_FACTORY, "", path)) {
        err_set(err, ERR_LIMIT, 0, "the factory pack's name is too long");
        return PACK_NAME_ODD;
    }
    const int lock = intake_lock(intake, INTAKE_LOCK_TAKE, true);
    enum pack_outcome outcome = intake_copy(intake, path, hash, err);
    outcome = outcome == PACK_NONE ? intake_take_copy(intake, hash, err) : outcome;
    intake_remove_incoming(intake);
    intake_unlock(lock);
    return outcome;
}

/* The show is told that another pack is to be shown. Whatever was said of a stick meanwhile stands. */
static void
tell_changes(struct intake *intake, uint32_t changes) {
    char detail[PACK_STATUS_DETAIL_MAX + 1];
    intake->is_offer = false;
    intake_read_status(intake);
    intake->status.changes += changes;
    memcpy(detail, intake->status.detail, sizeof(detail));
    intake_tell(intake, intake->status.phase, intake->status.percent, intake->status.outcome, detail);
}

enum pack_outcome
intake_offer(struct intake *intake, struct err *err) {
    char request[PATH_MAX];
    const uint32_t changes = intake->status.changes;
    intake->is_offer = true;
    enum pack_outcome outcome = look(intake, err);
    outcome = outcome == PACK_NONE ? take(intake, err) : outcome;
    if (intake->status.changes != changes) {
        tell_changes(intake, intake->status.changes - changes);
    }
    intake->is_offer = false;
    if (snprintf(request, sizeof(request), "%s/%s/%s", intake->folders.state, PACK_PLACE_REQUESTS,
                 PACK_REQUEST_OFFER) < (int)sizeof(request)) {
        (void)intake->fs->unlink(intake->fs->self, request);
    }
    return outcome;
}
