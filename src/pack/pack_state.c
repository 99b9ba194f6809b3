/* The moves between states. The law they keep: while a newcomer is on trial, the other slot holds the pack shown before it or nothing, and
 * that pack is neither written to nor dropped; so whatever happens to the newcomer, what was shown before it can be shown again. The highest
 * sequence number ever installed only rises, also when an older pack returns: a stick with the pack that failed is not new. */

#include "pack/pack_state.h"

#include <string.h>

static enum pack_source
other_slot(enum pack_source slot) {
    return slot == PACK_SLOT_A ? PACK_SLOT_B : PACK_SLOT_A;
}

struct pack_state
pack_state_fresh(void) {
    return (struct pack_state){.active = PACK_SOURCE_FACTORY};
}

bool
pack_state_is_on_trial(const struct pack_state *state) {
    return state->active < PACK_SLOTS && !state->slots[state->active].is_confirmed;
}

bool
pack_state_is_bad(const struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    for (int i = 0; i < state->bad_count; i++) {
        if (memcmp(state->bad[i], hash, PACK_BAD_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

/* Is it the very pack with the highest sequence number? */
static bool
is_top(const struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    return state->has_top && memcmp(state->top, hash, PACK_FILE_HASH_BYTES) == 0;
}

static void
set_top(struct pack_state *state, const uint8_t *hash) {
    state->has_top = hash != NULL;
    if (hash == NULL) {
        memset(state->top, 0, sizeof(state->top));
    } else {
        memmove(state->top, hash, sizeof(state->top));
    }
}

static void
remember_bad(struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    if (is_top(state, hash)) {
        set_top(state, NULL);
    }
    if (pack_state_is_bad(state, hash)) {
        return;
    }
    if (state->bad_count == PACK_BAD_MAX) {
        memmove(state->bad[0], state->bad[1], sizeof(state->bad) - sizeof(state->bad[0]));
        state->bad_count--;
    }
    memcpy(state->bad[state->bad_count++], hash, PACK_BAD_BYTES);
}

enum pack_outcome
pack_state_judge(const struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES], int64_t seq,
                 int64_t replaces) {
    if (state->active < PACK_SLOTS &&
        memcmp(state->slots[state->active].hash, hash, PACK_FILE_HASH_BYTES) == 0) {
        return PACK_ALREADY;
    }
    if (pack_state_is_bad(state, hash)) {
        return PACK_KNOWN_BAD;
    }
    for (int s = 0; s < PACK_SLOTS; s++) { /* staff can return to it without a stick */
        if (state->slots[s].is_there && memcmp(state->slots[s].hash, hash, PACK_FILE_HASH_BYTES) == 0) {
            return PACK_OLDER;
        }
    }
    if (seq <= state->seq) {
        const bool is_meant = replaces > 0 && replaces == state->seq;
        const bool is_again = seq == state->seq && is_top(state, hash);
        return is_meant || is_again ? PACK_NONE : PACK_OLDER;
    }
    const bool is_jump = state->seq > 0 && seq - state->seq > PACK_SEQ_JUMP_MAX;
    return is_jump || seq > PACK_SEQ_MAX ? PACK_SEQUENCE_JUMP : PACK_NONE;
}

/* While the factory's pack is shown: what gave way to it is kept for staff as long as there is room. */
static enum pack_source
least_needed(const struct pack_state *state) {
    const struct pack_slot *a = &state->slots[PACK_SLOT_A];
    const struct pack_slot *b = &state->slots[PACK_SLOT_B];
    return !a->is_there || (b->is_there && a->seq < b->seq) ? PACK_SLOT_A : PACK_SLOT_B;
}

enum pack_source
pack_state_make_room(struct pack_state *state) {
    if (pack_state_is_on_trial(state)) {
        const enum pack_source room = state->active;
        pack_state_drop(state, room, false);
        return room;
    }
    const enum pack_source room =
        state->active < PACK_SLOTS ? other_slot(state->active) : least_needed(state);
    state->slots[room] = (struct pack_slot){0};
    return room;
}

void
pack_state_installed(struct pack_state *state, enum pack_source slot,
                     const uint8_t hash[PACK_FILE_HASH_BYTES], int64_t seq) {
    xassert(slot < PACK_SLOTS && !state->slots[slot].is_there);
    state->slots[slot] = (struct pack_slot){.is_there = true, .seq = seq};
    memcpy(state->slots[slot].hash, hash, PACK_FILE_HASH_BYTES);
    state->active = slot;
    set_top(state, seq > state->seq || is_top(state, hash) ? hash : NULL);
    state->seq = seq > state->seq ? seq : state->seq;
    state->strikes = 0;
    state->starts = 0;
}

bool
pack_state_confirm(struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    if (state->active >= PACK_SLOTS || !pack_state_has_to_prove(state) ||
        memcmp(state->slots[state->active].hash, hash, PACK_FILE_HASH_BYTES) != 0) {
        return false;
    }
    state->slots[state->active].is_confirmed = true;
    state->strikes = 0;
    state->starts = 0;
    return true;
}

void
pack_state_drop(struct pack_state *state, enum pack_source slot, bool is_failed) {
    if (is_failed && state->slots[slot].is_there) {
        remember_bad(state, state->slots[slot].hash);
    }
    state->slots[slot] = (struct pack_slot){0};
    if (state->active == slot) {
        const enum pack_source other = other_slot(slot);
        state->active = state->slots[other].is_there ? other : PACK_SOURCE_FACTORY;
        state->strikes = 0;
        state->starts = 0;
    }
}

void
pack_state_adopt(struct pack_state *state, enum pack_source slot, const uint8_t hash[PACK_FILE_HASH_BYTES],
                 int64_t seq) {
    const bool is_known =
        state->slots[slot].is_there && memcmp(state->slots[slot].hash, hash, PACK_FILE_HASH_BYTES) == 0;
    if (is_known || pack_state_is_bad(state, hash)) {
        return;
    }
    pack_state_drop(state, slot, false);
    if (seq > state->seq) {
        pack_state_installed(state, slot, hash, seq);
        return;
    }
    state->slots[slot] = (struct pack_slot){.is_there = true, .seq = seq};
    memcpy(state->slots[slot].hash, hash, PACK_FILE_HASH_BYTES);
}

/* A proven pack crashes again and again. The machine may be to blame: nothing is deleted and nothing called bad, but what is shown is another
 * pack that has proved itself, or the factory's. */
static void
relapse(struct pack_state *state) {
    const enum pack_source other = other_slot(state->active);
    state->slots[state->active].is_confirmed = false;
    state->active = state->slots[other].is_confirmed ? other : PACK_SOURCE_FACTORY;
    state->strikes = 0;
    state->starts = 0;
}

bool
pack_state_start(struct pack_state *state, enum pack_end end) {
    const bool is_on_trial = pack_state_is_on_trial(state);
    if (state->active >= PACK_SLOTS) {
        return false;
    }
    state->strikes += end == PACK_END_CRASHED ? 1 : 0;
    if (end == PACK_END_LEFT && state->starts > 0) {
        state->starts--; /* a loose plug is no fault of the pack */
    }
    if (state->strikes < PACK_STRIKES_MAX && state->starts < PACK_STARTS_MAX) {
        state->starts += is_on_trial ? 1 : 0;
        return false;
    }
    if (is_on_trial) {
        pack_state_drop(state, state->active, true);
    } else {
        relapse(state);
    }
    return true;
}

bool
pack_state_has_to_prove(const struct pack_state *state) {
    return pack_state_is_on_trial(state) || state->strikes > 0;
}

/* What staff are led to. */
static enum pack_source
before(const struct pack_state *state) {
    if (state->active < PACK_SLOTS) {
        return other_slot(state->active);
    }
    return state->slots[PACK_SLOT_B].seq > state->slots[PACK_SLOT_A].seq ? PACK_SLOT_B : PACK_SLOT_A;
}

bool
pack_state_return(struct pack_state *state) {
    const enum pack_source slot = before(state);
    if (!state->slots[slot].is_there) {
        return false;
    }
    /* a pack on trial that staff sent away does not get another chance by itself: the next return leads to it again, still on trial */
    state->active = slot;
    state->strikes = 0;
    state->starts = 0;
    return true;
}

void
pack_state_remember(struct pack_state *state, enum pack_outcome outcome, int64_t seq, int64_t at_utc_s) {
    memmove(&state->past[1], &state->past[0], sizeof(state->past) - sizeof(state->past[0]));
    state->past[0] = (struct pack_past){.outcome = outcome, .seq = seq, .at_utc_s = at_utc_s};
    state->past_count += state->past_count < PACK_HISTORY_MAX ? 1 : 0;
}
