/* The words of the outcomes. One table; a new outcome is a row here and two sentences in assets/strings.csv. */

#include "pack/pack_outcome.h"

static const char *const WORDS[PACK_OUTCOMES] = {
    [PACK_NONE] = "none",
    [PACK_INSTALLED] = "installed",
    [PACK_ALREADY] = "already",
    [PACK_KEYS_CHANGED] = "keys_changed",
    [PACK_PIN_RESET] = "pin_reset",
    [PACK_EXPORTED] = "exported",
    [PACK_RETURNED] = "returned",
    [PACK_FELL_BACK] = "fell_back",
    [PACK_FACTORY] = "factory",
    [PACK_BUILT_IN] = "built_in",
    [PACK_REBUILT] = "rebuilt",
    [PACK_EMPTY] = "empty",
    [PACK_SEVERAL] = "several",
    [PACK_NAME_ODD] = "name_odd",
    [PACK_TOO_BIG] = "too_big",
    [PACK_UNSIGNED] = "unsigned",
    [PACK_SIGNATURE_BROKEN] = "signature_broken",
    [PACK_KEY_UNKNOWN] = "key_unknown",
    [PACK_KEY_RETIRED] = "key_retired",
    [PACK_SIGNATURE_WRONG] = "signature_wrong",
    [PACK_NOT_A_PACK] = "not_a_pack",
    [PACK_SCHEMA_NEWER] = "schema_newer",
    [PACK_SCHEMA_OLDER] = "schema_older",
    [PACK_TARGET_WRONG] = "target_wrong",
    [PACK_OLDER] = "older",
    [PACK_SEQUENCE_JUMP] = "sequence_jump",
    [PACK_KNOWN_BAD] = "known_bad",
    [PACK_CONTENT_WRONG] = "content_wrong",
    [PACK_REHEARSAL_FAILED] = "rehearsal_failed",
    [PACK_REHEARSAL_SLOW] = "rehearsal_slow",
    [PACK_REHEARSAL_MEMORY] = "rehearsal_memory",
    [PACK_STICK_PULLED] = "stick_pulled",
    [PACK_STICK_FOREIGN] = "stick_foreign",
    [PACK_DISK_FULL] = "disk_full",
    [PACK_DISK_ERROR] = "disk_error",
    [PACK_EXPORT_FAILED] = "export_failed",
    [PACK_MACHINE_ERROR] = "machine_error",
};

const char *
pack_outcome_word(enum pack_outcome outcome) {
    return (unsigned)outcome < PACK_OUTCOMES ? WORDS[outcome] : WORDS[PACK_NONE];
}

bool
pack_outcome_from_word(struct str word, enum pack_outcome *ret_outcome) {
    for (int i = 0; i < PACK_OUTCOMES; i++) {
        if (str_is(word, WORDS[i])) {
            *ret_outcome = (enum pack_outcome)i;
            return true;
        }
    }
    return false;
}

bool
pack_outcome_is_good(enum pack_outcome outcome) {
    return outcome > PACK_NONE && outcome <= PACK_RETURNED;
}
