/* Sticks that never became a folder, told by whoever mounts them: one without a file system that can be read, and one that went away or
 * does not answer. And the end of every stick: once it has been removed, there is nothing to be said about it any more. */

#include <stdio.h>
#include <string.h>

#include "intake/intake_paper.h"

/* A stick that was being read is still the same event; any other begins one. */
static void
tell(struct intake *intake, enum pack_outcome outcome, const struct err *err) {
    const enum pack_phase phase = intake->status.phase;
    intake_forget_export(intake);
    if (phase == PACK_PHASE_IDLE || phase == PACK_PHASE_DONE) {
        intake->status.event++;
        intake->status.seq = 0;
        intake->status.name[0] = '\0';
    }
    intake_tell(intake, PACK_PHASE_DONE, 100, outcome, err->text);
}

enum pack_outcome
intake_tell_foreign(struct intake *intake, const char *type, struct err *err) {
    const bool is_known = strcmp(type, "vfat") == 0 || strcmp(type, "exfat") == 0;
    if (strcmp(type, "none") == 0) {
        err_set(err, ERR_FORMAT, 0, "there is no file system on the stick");
    } else if (is_known) {
        err_set(err, ERR_FORMAT, 0, "the stick's file system (%s) cannot be opened", type);
    } else {
        err_set(err, ERR_FORMAT, 0, "the stick's file system is %.32s; FAT32 and exFAT are read", type);
    }
    tell(intake, PACK_STICK_FOREIGN, err);
    return PACK_STICK_FOREIGN;
}

enum pack_outcome
intake_tell_pulled(struct intake *intake, struct err *err) {
    err_set(err, ERR_IO, 0, "the stick went away, or does not answer");
    tell(intake, PACK_STICK_PULLED, err);
    return PACK_STICK_PULLED;
}

void
intake_tell_removed(struct intake *intake, uint32_t event) {
    if (intake->status.event == event && intake->status.phase == PACK_PHASE_DONE) {
        intake_tell(intake, PACK_PHASE_IDLE, 0, PACK_NONE, "");
    }
}
