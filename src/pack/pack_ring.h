#pragma once

#include "base/fs_table.h"
#include "pack/pack_signature.h"

/* The public keys that are trusted. A key file `NAME.pub` vouches for packs; `NAME.root.pub` also for key packs, which add and retire
 * the others: it is kept offline, and no key pack can retire it. */

#define PACK_RING_KEYS_MAX 16
#define PACK_RING_RETIRED_MAX 32
#define PACK_RING_RETIRED_FILE                                                                               \
    "retired"                       /* in the writable folder: a key id in hex on each line, and a checksum */
#define PACK_RING_RETIRED_BYTES 640 /* of that file, at most */

/* How that list was found. One that cannot be believed lets nothing new in: a key that it names may be missing from it. */
enum pack_retired_list { PACK_RETIRED_SOUND, PACK_RETIRED_DAMAGED, PACK_RETIRED_UNREAD };

struct pack_ring {
    struct pack_key keys[PACK_RING_KEYS_MAX];
    bool is_root[PACK_RING_KEYS_MAX];
    uint8_t retired[PACK_RING_RETIRED_MAX][PACK_KEY_ID_BYTES];
    int key_count, retired_count;
    enum pack_retired_list retired_list;
};

enum pack_trust { PACK_TRUSTED, PACK_TRUST_UNKNOWN, PACK_TRUST_RETIRED, PACK_TRUST_UNSURE, PACK_TRUST_WRONG };

/* Adds the keys of a folder. A folder that is not there adds none; so does a file that is no key, and *ret_odd counts those. Root keys
 * and retirements are taken from where they belong: is_writable says that this is the data partition's folder, where a `.root.pub`
 * counts as an ordinary key and the list of retired keys lies. Errors: ERR_IO; ERR_LIMIT for more than PACK_RING_KEYS_MAX keys. */
bool pack_ring_add_folder(struct pack_ring *ring, const struct fs_table *fs, const char *folder,
                          bool is_writable, int *ret_odd, struct err *err) WARN_UNUSED;
bool pack_ring_add_key(struct pack_ring *ring, const struct pack_key *key, bool is_root,
                       struct err *err) WARN_UNUSED;
/* Adds a key to the retired ones, known here or not. Returns: false for one above PACK_RING_RETIRED_MAX. */
bool pack_ring_retire(struct pack_ring *ring, const uint8_t key_id[PACK_KEY_ID_BYTES]) WARN_UNUSED;
/* The list of retired keys as it is written. Returns: how many bytes. */
size_t pack_ring_print_retired(const struct pack_ring *ring, char text[PACK_RING_RETIRED_BYTES]);
/* A key id as minisign writes it. */
bool pack_ring_parse_id(struct str word, uint8_t ret_id[PACK_KEY_ID_BYTES]) WARN_UNUSED;
bool pack_ring_is_retired(const struct pack_ring *ring, const uint8_t key_id[PACK_KEY_ID_BYTES]);
/* Is the key known at all, before the file is read? Never PACK_TRUST_WRONG. is_new: retired keys are refused for what is new, but what
 * they signed before stays good; PACK_TRUST_UNSURE when nobody can say which keys have been retired. */
enum pack_trust pack_ring_knows(const struct pack_ring *ring, const struct pack_signature *signature,
                                bool is_new, bool needs_root);
enum pack_trust pack_ring_verify(const struct pack_ring *ring, const struct pack_signature *signature,
                                 const uint8_t hash[PACK_FILE_HASH_BYTES], bool is_new, bool needs_root);
