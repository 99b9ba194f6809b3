#pragma once

#include <limits.h>

#include "base/arena.h"
#include "intake/intake.h"
#include "tests/faults/disk.h"

/* Packs, keys and a forgetful disk for tests of the intake: five packs of one small show with rising sequence numbers, all signed with
 * one key. The packs are examined for real when they are made; on the disk they are known by their hash. */

#define SHOW_RETIRED "0123456789ABCDEF" /* a key that nobody has */
#define SHOW_PACKS 5                    /* [0] is the factory's, [n] has the sequence number n + 1 */

struct show_pack {
    char path[96];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct str bytes, signature;
    struct intake_facts facts;
};

struct show_packs {
    struct arena arena;
    char folder[64];
    struct str public_key;
    struct str root_key, paper,
        paper_signature; /* a key pack that retires SHOW_RETIRED, signed with that root key */
    struct show_pack packs[SHOW_PACKS];
    int strangers; /* bytes that are none of the packs and came past the signature */
};
extern struct show_packs show;

extern const struct pack_folders DISK_FOLDERS;

int show_open(void **state);
int show_close(void **state);
/* Which of the packs has this hash? Returns: its number, -1 for none. */
int show_find(const uint8_t hash[PACK_FILE_HASH_BYTES]);
/* The verdict that the real examination gave for these bytes. */
enum pack_outcome show_examine(struct intake *intake, const char *path, struct intake_facts *ret_facts,
                               struct err *err);
enum pack_outcome show_rehearse(struct intake *intake, const char *path, struct err *err);
struct intake disk_intake(const struct fs_table *table);
/* A disk with keys and factory pack. Owns: the caller. */
struct disk *show_disk(void);
void put_stick(struct disk *disk, int pack);
/* A key pack alone on the stick, and the root key that vouches for it on the disk. */
void put_paper(struct disk *disk);
/* Plugs the pack in and takes it. */
enum pack_outcome take_stick(struct disk *disk);
enum pack_outcome boot(struct disk *disk, enum pack_end end);
/* Does what requests lie there. */
int do_requests(struct disk *disk);
/* Leaves a request as the show would, and does it. */
int request(struct disk *disk, const char *name, int pack);
/* Which pack would be shown now? Returns: its number; -1: none verifies. ret_seq: the highest that the record has seen. */
int shown_pack(struct disk *disk, int64_t *ret_seq);
