#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "pack/pack_outcome.h"

/* What the intake is doing, for the show to say: one small text file, replaced as a whole, in the runtime folder (RAM). */

#define PACK_STATUS_BYTES_MAX 1024
#define PACK_STATUS_NAME_MAX 96
#define PACK_STATUS_DETAIL_MAX 240

enum pack_phase {
    PACK_PHASE_IDLE,       /* nothing is plugged in, nothing is to be said */
    PACK_PHASE_READING,    /* the pack is copied from the stick: do not remove it */
    PACK_PHASE_CHECKING,   /* signature and content; the stick is not read any more */
    PACK_PHASE_REHEARSING, /* every page is drawn off screen */
    PACK_PHASE_WRITING,    /* the receipt is written to the stick: do not remove it */
    PACK_PHASE_DONE,       /* the outcome stands; the stick may be removed */
    PACK_PHASES
};

struct pack_status {
    uint32_t event;   /* rises with every stick and every other event: tells one from the next */
    uint32_t changes; /* rises whenever another pack is to be shown */
    enum pack_phase phase;
    int percent; /* of the whole way. Range: 0..100 */
    enum pack_outcome outcome;
    int64_t seq;                         /* of the pack it is about; 0: not known yet */
    char name[PACK_STATUS_NAME_MAX + 1]; /* the file's name on the stick; printable, else replaced by '?' */
    char detail[PACK_STATUS_DETAIL_MAX + 1]; /* one English sentence for staff and log; may be empty */
};

/* Writes the lines of a status. Returns: how many bytes, below PACK_STATUS_BYTES_MAX. */
size_t pack_status_print(const struct pack_status *status, char text[PACK_STATUS_BYTES_MAX]);
/* Reads them. Errors: ERR_FORMAT names the line that is wrong; *ret_status is untouched then. */
bool pack_status_parse(struct str text, struct pack_status *ret_status, struct err *err) WARN_UNUSED;
