#pragma once

#include <stdio.h>

#include "base/fs_table.h"
#include "pack/pack_slot.h"
#include "pack/pack_status.h"
#include "pack/pack_tag.h"

/* `vitrin-intake`: takes a pack from a stick into a slot, books what became of it, and does what the show asks for. One thread; every
 * file through one table; nothing here signs. Each function below leaves the folders so that the next start shows a whole, verified
 * pack, wherever it is cut off. */

/* What the pack says of itself. */
struct intake_facts {
    int64_t seq, replaces;
    char target[65];
};

struct intake {
    const struct fs_table *fs;
    struct pack_folders folders;
    const char *target;     /* this screen's name, or NULL: only packs for any screen */
    const char *program;    /* of the rehearsal: the path of `vitrin` */
    int starter;            /* to the process that starts it (intake_starter.h); -1: there is none */
    int64_t now_utc_s;      /* for the history; 0: the clock is not known */
    bool is_offer;          /* no stick: the factory's pack, of which nothing is said on the screen */
    bool has_receipt;       /* a receipt follows: the stick is not to be removed yet */
    int64_t progress_max;   /* bytes of the file that is copied */
    struct pack_tag copied; /* of its bytes as they were hashed and verified */
    struct pack_ring ring;
    struct pack_state state;
    struct pack_slot factory; /* what intake_look_at_factory found */
    struct pack_status status;
    /* Opens the copy as the show would, checks all of its content and says what it is. Returns: PACK_NONE when it is sound. */
    enum pack_outcome (*examine)(struct intake *intake, const char *path, struct intake_facts *ret_facts,
                                 struct err *err);
    /* Draws every page in a process of its own. Returns: PACK_NONE when all of them are as they should be. */
    enum pack_outcome (*rehearse)(struct intake *intake, const char *path, struct err *err);
};

/* The program's own way of examining and rehearsing, the system's files. */
struct intake intake_default(void);
/* Reads keys, state and the last status; makes the folders. Errors: ERR_IO, ERR_LIMIT. */
bool intake_open(struct intake *intake, struct err *err) WARN_UNUSED;
/* Tells staff that it failed, as far as anything can be told then. */
void intake_tell_unopened(struct intake *intake, const struct err *err);

/* Before each start of the show: removes what a cut left lying, books how the last run ended, verifies what is to be shown and falls
 * back where it must. Returns: PACK_NONE, PACK_FELL_BACK, PACK_FACTORY or PACK_BUILT_IN; the state is written. */
enum pack_outcome intake_boot(struct intake *intake, enum pack_end end, struct err *err);
/* How did the last run of the show end? Where without a word, the slide it was drawing is left out from now on. Tells so once. */
enum pack_end intake_trail_tells_end(struct intake *intake);
/* A stick: its folder is mounted read-only. Returns: what came of it, told in the status as it goes; *err is the sentence for staff when
 * the outcome is not good. */
enum pack_outcome intake_take(struct intake *intake, const char *stick, struct err *err);
/* The factory's pack, which a package may have exchanged: it goes the way of a stick's, so that what is shown stays unless the new one is
 * newer and passes; then it is shown on trial, with the one before behind it. The screen says nothing of it. Returns: as intake_take;
 * PACK_ALREADY and PACK_OLDER cost no copy. Removes the request. */
enum pack_outcome intake_offer(struct intake *intake, struct err *err);
/* The stick may be removed: the outcome stands. is_written: receipt and export are on it; an export that is not has failed. */
void intake_finish(struct intake *intake, bool is_written);
/* A stick that cannot be mounted, told by whoever tried: type is its file system's name as blkid has it, or "none". Returns:
 * PACK_STICK_FOREIGN; *err is the sentence for staff. */
enum pack_outcome intake_tell_foreign(struct intake *intake, const char *type, struct err *err);
/* A stick that went away before the intake could say so itself, or never answered. Returns: PACK_STICK_PULLED. */
enum pack_outcome intake_tell_pulled(struct intake *intake, struct err *err);
/* It has been removed: nothing is to be said, unless something else is being said already. event: the status' number of that stick. */
void intake_tell_removed(struct intake *intake, uint32_t event);
/* Does what lies in the requests folder and removes it. Returns: how many requests were done. */
int intake_do_requests(struct intake *intake);

/* How the show is, in Prometheus' words: from what it leaves in the runtime folder, and the record. */
void intake_print_metrics(const struct intake *intake, FILE *out);

/* ---- parts ---- */
/* The copy is there and verified: may it be shown? Then it is. Returns: PACK_INSTALLED, or why not. */
enum pack_outcome intake_take_copy(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES],
                                   struct err *err);
/* Reads the status as it was told last. */
void intake_read_status(struct intake *intake);
/* A copy that became nothing. */
void intake_remove_incoming(struct intake *intake);
/* How the record was found. */
struct intake_reading {
    bool is_sound;   /* as it was written: what it does not name is nobody's */
    bool is_rebuilt; /* something of it was lost; what could be found has been put together */
    bool is_unsure;  /* a slot could not be looked into this time: nothing has been written */
};
/* Reads the record; one that is damaged or cannot be read is put together again from the slots. is_locked: the record is one's own,
 * so what has been put together is written as well, for good. */
struct intake_reading intake_read_record(struct intake *intake, bool is_locked);
#define INTAKE_LOCK "lock"           /* who changes the record */
#define INTAKE_LOCK_TAKE "lock.take" /* who copies from a stick */
#define INTAKE_LOCK_NONE (-1)        /* it cannot be locked: alone in its folder, or a disk that is full */
#define INTAKE_LOCK_BUSY (-2)        /* somebody else holds it */
/* Returns: the lock, or one of the above. Owns: the caller, intake_unlock; a process that ends lets go. */
int intake_lock(const struct intake *intake, const char *name, bool waits);
void intake_unlock(int lock);
/* Copies a pack and its signature into the slots' folder as incoming.vpack: each byte is read once, hashed as it comes, synced.
 * Returns: PACK_NONE, or why not; nothing is left lying then. */
enum pack_outcome intake_copy(struct intake *intake, const char *pack_path,
                              uint8_t ret_hash[PACK_FILE_HASH_BYTES], struct err *err);
/* The one pack of a stick's top folder. Returns: PACK_NONE, PACK_EMPTY, PACK_SEVERAL, PACK_NAME_ODD or PACK_STICK_PULLED. */
enum pack_outcome intake_find(struct intake *intake, const char *stick, char ret_path[PATH_MAX],
                              struct err *err);
/* The factory's pack: it has been here, too, and nothing below its number comes in. One that is not sound counts for nothing. */
void intake_look_at_factory(struct intake *intake);
/* Is this the pack that is shown, and is its slot whole? */
bool intake_is_shown(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES]);
/* May it come in? A slot that should hold it and is broken is let go of in the state. Returns: PACK_NONE for yes. */
enum pack_outcome intake_judge(struct intake *intake, const struct intake_facts *facts,
                               const uint8_t hash[PACK_FILE_HASH_BYTES], struct err *err);
/* From incoming.vpack to the active slot, on trial. */
enum pack_outcome intake_switch(struct intake *intake, const uint8_t hash[PACK_FILE_HASH_BYTES],
                                const struct intake_facts *facts, struct err *err);
enum pack_outcome intake_examine(struct intake *intake, const char *path, struct intake_facts *ret_facts,
                                 struct err *err);
enum pack_outcome intake_rehearse(struct intake *intake, const char *path, struct err *err);
/* Tells the show. The file lies in RAM: a failure to write it changes nothing else. */
void intake_tell(struct intake *intake, enum pack_phase phase, int percent, enum pack_outcome outcome,
                 const char *detail);
/* The path of a file being copied. */
bool intake_incoming_path(const struct intake *intake, const char *suffix,
                          char ret_path[PATH_MAX]) WARN_UNUSED;
/* Nothing new can be believed, for the list of retired keys is damaged or cannot be read. */
enum pack_outcome intake_list_outcome(struct err *err);
/* Which outcome a failure of the own storage is. */
enum pack_outcome intake_disk_outcome(const struct err *err);
