#pragma once

#include <stdbool.h>

#include "base/str.h"

/* Everything that can come of a stick or of a start, each with a word of its own: it stands in the status file, in the receipt and in
 * the log, and names the sentences of the interface (`outcome_<word>`, `advice_<word>` in assets/strings.csv). */

enum pack_outcome {
    PACK_NONE,             /* nothing has come of it yet */
    PACK_INSTALLED,        /* a new pack is in its slot and changes at the next slide */
    PACK_ALREADY,          /* the very content that is shown */
    PACK_KEYS_CHANGED,     /* a key pack added or retired keys */
    PACK_PIN_RESET,        /* a signed request gave the staff a new PIN */
    PACK_EXPORTED,         /* statistics and log were written to the stick */
    PACK_RETURNED,         /* staff went back to the pack before */
    PACK_FELL_BACK,        /* the pack on trial failed: the one before is back */
    PACK_FACTORY,          /* no slot holds a sound pack: the factory's is shown */
    PACK_BUILT_IN,         /* that neither: the built-in slide is shown */
    PACK_REBUILT,          /* the record was damaged: it has been put together again from the slots */
    PACK_EMPTY,            /* no pack on the stick */
    PACK_SEVERAL,          /* more than one pack on the stick */
    PACK_NAME_ODD,         /* what has a pack's name is no plain file */
    PACK_TOO_BIG,          /* above the size limit */
    PACK_UNSIGNED,         /* no signature beside it */
    PACK_SIGNATURE_BROKEN, /* the signature file is not one */
    PACK_KEY_UNKNOWN,      /* signed by somebody this machine does not know */
    PACK_KEY_RETIRED,      /* signed with a key that has been retired */
    PACK_SIGNATURE_WRONG,  /* damaged or altered after signing */
    PACK_NOT_A_PACK,       /* signed, but no data pack */
    PACK_SCHEMA_NEWER,     /* needs a newer program */
    PACK_SCHEMA_OLDER,     /* made for an older program */
    PACK_TARGET_WRONG,     /* for another screen */
    PACK_OLDER,            /* its sequence number is not above the one seen last */
    PACK_SEQUENCE_JUMP,    /* its sequence number is too far ahead */
    PACK_KNOWN_BAD,        /* this content failed here before */
    PACK_CONTENT_WRONG,    /* well signed, but wrong as content */
    PACK_REHEARSAL_FAILED, /* a page cannot be drawn as it should */
    PACK_REHEARSAL_SLOW,   /* a page takes too long */
    PACK_REHEARSAL_MEMORY, /* the pack takes too much memory */
    PACK_STICK_PULLED,     /* the stick went away, or cannot be read */
    PACK_STICK_FOREIGN,    /* no file system that can be read */
    PACK_DISK_FULL,        /* no room on the own storage */
    PACK_DISK_ERROR,       /* the own storage failed */
    PACK_EXPORT_FAILED,    /* statistics were asked for, and not all of it got onto the stick */
    PACK_MACHINE_ERROR,    /* the rehearsal could not be started: nothing is said against the pack */
    PACK_OUTCOMES
};

/* Returns: the outcome's word, such as `key_unknown`. Valid for ever. */
const char *pack_outcome_word(enum pack_outcome outcome);
/* Returns: false for a word that is none. */
bool pack_outcome_from_word(struct str word, enum pack_outcome *ret_outcome) WARN_UNUSED;
/* Did the stick bring about what it was carried here for? */
bool pack_outcome_is_good(enum pack_outcome outcome);
