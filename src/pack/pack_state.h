#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/fs_table.h"
#include "pack/pack_outcome.h"
#include "pack/pack_signature.h"

/* What is installed and what is shown: the state record, and the moves between its values. The moves are pure; nothing here looks at a
 * pack's bytes. Two slots, one of which always keeps a pack that has proved itself, and the factory's pack behind both. */

#define PACK_STRIKES_MAX 3 /* crashes without proof in between until the pack before returns */
#define PACK_STARTS_MAX 12 /* starts on trial without ever proving itself: cut power may hide the crash */
#define PACK_SEQ_MAX 999999999999  /* twelve digits: room for yyyymmddnn */
#define PACK_SEQ_JUMP_MAX 10000000 /* ten years of yyyymmddnn at once */
#define PACK_BAD_MAX 16            /* packs that failed here; the oldest is forgotten */
#define PACK_BAD_BYTES 32          /* of the file's hash */
#define PACK_HISTORY_MAX 8
#define PACK_STATE_BYTES_MAX 8192

enum pack_source { PACK_SLOT_A, PACK_SLOT_B, PACK_SLOTS, PACK_SOURCE_FACTORY = PACK_SLOTS };

struct pack_slot {
    bool is_there, is_confirmed;
    int64_t seq;
    uint8_t hash[PACK_FILE_HASH_BYTES]; /* of the file in the slot */
};

/* One thing that happened, the newest first. */
struct pack_past {
    enum pack_outcome outcome;
    int64_t seq;
    int64_t at_utc_s; /* 0: the clock was not known */
};

struct pack_state {
    uint64_t gen; /* rises with every record written */
    int64_t seq;  /* the highest ever installed: never falls */
    enum pack_source active;
    int strikes,
        starts; /* of the active pack since it proved itself last; starts only while it is on trial */
    struct pack_slot slots[PACK_SLOTS];
    bool has_top;
    uint8_t top[PACK_FILE_HASH_BYTES]; /* the file with the number seq, while it may come again */
    int bad_count, past_count;
    uint8_t bad[PACK_BAD_MAX][PACK_BAD_BYTES];
    struct pack_past past[PACK_HISTORY_MAX];
};

/* ---- moves ---- */
struct pack_state pack_state_fresh(void);
bool pack_state_is_on_trial(const struct pack_state *state);
/* Is the active pack on trial, or proven and has crashed since it proved itself last? */
bool pack_state_has_to_prove(const struct pack_state *state);
/* May this pack be installed? replaces: the sequence number that an explicit downgrade names, or 0. The very pack that has the highest
 * number may come again when no slot holds it any more, unless it failed or a downgrade took its place. Returns: PACK_NONE for yes, or
 * PACK_ALREADY, PACK_KNOWN_BAD, PACK_OLDER, PACK_SEQUENCE_JUMP. */
enum pack_outcome pack_state_judge(const struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES],
                                   int64_t seq, int64_t replaces);
/* Empties the slot that a new pack goes to: the one without the pack shown, or, while a pack is on trial, that pack's own, so that the
 * proven one stays; while the factory's is shown, an empty one, or the one with the older pack. Returns: the slot. */
enum pack_source pack_state_make_room(struct pack_state *state);
/* The slot holds a new pack: it is shown from now on, on trial. */
void pack_state_installed(struct pack_state *state, enum pack_source slot,
                          const uint8_t hash[PACK_FILE_HASH_BYTES], int64_t seq);
/* The active pack has proved itself, once more if it had before. Returns: false when it is another one, or has not to. */
bool pack_state_confirm(struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]);
/* How the run before this one ended. */
enum pack_end {
    PACK_END_UNTOLD, /* nothing tells: the machine was switched off, or started anew */
    PACK_END_LEFT,   /* the show left by itself: another screen, staff, an upgrade */
    PACK_END_CRASHED /* without a word */
};
/* A start of the show. Returns: true when the pack that was active has had its chances, and another is active. One on trial is forgotten
 * as bad; a proven one is kept, has to prove itself again, and staff can return to it. */
bool pack_state_start(struct pack_state *state, enum pack_end end);
/* What lies in the slot is not what was installed: it is dropped. is_failed: and remembered as bad. */
void pack_state_drop(struct pack_state *state, enum pack_source slot, bool is_failed);
/* Staff want the pack before. Returns: false when there is none. */
bool pack_state_return(struct pack_state *state);
bool pack_state_is_bad(const struct pack_state *state, const uint8_t hash[PACK_FILE_HASH_BYTES]);
void pack_state_remember(struct pack_state *state, enum pack_outcome outcome, int64_t seq, int64_t at_utc_s);

/* A slot holds a whole, signed pack that the record does not know. One above all that have been here is shown from now on, on trial. */
void pack_state_adopt(struct pack_state *state, enum pack_source slot,
                      const uint8_t hash[PACK_FILE_HASH_BYTES], int64_t seq);

/* ---- the record ---- */
/* What reading its two copies came to. */
enum pack_record {
    PACK_RECORD_NONE,     /* neither is there: nothing has ever been installed */
    PACK_RECORD_SOUND,    /* whichever is there is sound */
    PACK_RECORD_DOUBTFUL, /* one is sound; the other, perhaps the newer, is damaged or cannot be read */
    PACK_RECORD_LOST      /* none is sound, and not because none was written */
};

/* Returns: bytes written. */
size_t pack_state_print(const struct pack_state *state, char text[PACK_STATE_BYTES_MAX]);
/* Would both be written as the same record? */
bool pack_state_is_same(const struct pack_state *a, const struct pack_state *b);
/* Errors: ERR_FORMAT names what is wrong: a line, the checksum, or values that no move leads to. */
bool pack_state_parse(struct str text, struct pack_state *ret_state, struct err *err) WARN_UNUSED;
/* Reads both copies under the state folder and takes the newer sound one; without one *ret_state is fresh. */
enum pack_record pack_state_read(const struct fs_table *fs, const char *folder, struct pack_state *ret_state);
/* Writes the copy that is not the newer one, with the next generation, for good. Errors: ERR_IO; then either state may be found. */
bool pack_state_write(const struct fs_table *fs, const char *folder, struct pack_state *state,
                      struct err *err) WARN_UNUSED;
