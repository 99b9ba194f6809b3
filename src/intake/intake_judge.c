/* May a verified pack come in: is it meant for this screen, and above all that has been here? It is asked before the rehearsal, and once
 * more when the record is one's own, for a start or another stick may have changed it meanwhile. A slot is not believed to hold a pack
 * because the record says so: whoever brings that pack again brings the remedy. */

#include <string.h>

#include "intake/intake.h"

void
intake_look_at_factory(struct intake *intake) {
    char path[PATH_MAX];
    struct intake_facts facts = {.seq = 0};
    struct err unsound = {0};
    intake->factory = (struct pack_slot){.is_there = false};
    if (pack_slot_identify(intake->fs, &intake->folders, &intake->ring, PACK_SOURCE_FACTORY,
                           intake->factory.hash, &unsound) &&
        pack_slot_path(&intake->folders, PACK_SOURCE_FACTORY, "", path) &&
        intake->examine(intake, path, &facts, &unsound) == PACK_NONE) {
        intake->factory.is_there = true;
        intake->factory.seq = facts.seq;
    }
}

bool
intake_is_shown(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    const struct pack_state *state = &intake->state;
    struct err unsound = {0};
    if (state->active == PACK_SOURCE_FACTORY) {
        /* offered, it gets a slot all the same: the next package takes the factory's place, and may fail */
        return !intake->is_offer && intake->factory.is_there &&
               memcmp(intake->factory.hash, hash, PACK_FILE_HASH_BYTES) == 0;
    }
    return memcmp(state->slots[state->active].hash, hash, PACK_FILE_HASH_BYTES) == 0 &&
           pack_slot_verify(intake->fs, &intake->folders, &intake->ring, state, state->active, &unsound);
}

/* Lets go of a slot that is said to hold this pack and does not. Returns: was it the pack that is to be shown? */
static bool
forget_broken(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    struct pack_state *state = &intake->state;
    bool was_active = false;
    for (int s = 0; s < PACK_SLOTS; s++) {
        const enum pack_source slot = (enum pack_source)s;
        struct err unsound = {0};
        if (state->slots[s].is_there && memcmp(state->slots[s].hash, hash, PACK_FILE_HASH_BYTES) == 0 &&
            !pack_slot_verify(intake->fs, &intake->folders, &intake->ring, state, slot, &unsound)) {
            was_active = was_active || state->active == slot;
            pack_state_drop(state, slot, false);
        }
    }
    return was_active;
}

enum pack_outcome
intake_judge(struct intake *intake, const struct intake_facts *facts,
             const uint8_t hash[PACK_FILE_HASH_BYTES], struct err *err) {
    const bool is_for_any = strcmp(facts->target, "any") == 0;
    if (!is_for_any && (intake->target == NULL || strcmp(facts->target, intake->target) != 0)) {
        err_set(err, ERR_CONTENT, 0, "made for \"%s\", this screen is \"%s\"", facts->target,
                intake->target == NULL ? "any" : intake->target);
        return PACK_TARGET_WRONG;
    }
    const bool is_remedy = forget_broken(intake, hash);
    struct pack_state seen = intake->state;
    /* the factory's pack has been here, but for one that a package brought and that is only now coming in */
    const bool is_factory = memcmp(intake->factory.hash, hash, PACK_FILE_HASH_BYTES) == 0;
    if (!is_factory && intake->factory.is_there && intake->factory.seq > seen.seq) {
        seen.seq = intake->factory.seq;
    }
    const enum pack_outcome outcome = pack_state_judge(&seen, hash, facts->seq, facts->replaces);
    if (outcome == PACK_OLDER && is_remedy) {
        return PACK_NONE;
    }
    if (outcome == PACK_OLDER) {
        err_set(err, ERR_CONTENT, 0, "its sequence number is %lld, %lld has been here", (long long)facts->seq,
                (long long)seen.seq);
    } else if (outcome == PACK_SEQUENCE_JUMP) {
        err_set(err, ERR_CONTENT, 0, "its sequence number %lld is too far above %lld", (long long)facts->seq,
                (long long)seen.seq);
    } else if (outcome == PACK_KNOWN_BAD) {
        err_set(err, ERR_CONTENT, 0, "this very pack failed here before");
    }
    return outcome;
}
