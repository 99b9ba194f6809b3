#pragma once

#include <limits.h>

#include "pack/pack_ring.h"
#include "pack/pack_state.h"

/* The files that a state speaks of, and whether they still are what was installed. */

struct pack_folders {
    const char *state;   /* /var/lib/vitrin */
    const char *run;     /* /run/vitrin; NULL: nothing is told */
    const char *keys;    /* keys that came with the program; NULL: none */
    const char *factory; /* the factory's pack, with its .minisig beside it; NULL: none */
};

/* Where a source's file lies. suffix: "" or ".minisig". Returns: false when there is none, or its name is too long. */
bool pack_slot_path(const struct pack_folders *folders, enum pack_source source, const char *suffix,
                    char ret_path[PATH_MAX]) WARN_UNUSED;
/* Folders of keys into a ring: those shipped and those added. Odd files are counted, not fatal. */
bool pack_slot_read_ring(const struct fs_table *fs, const struct pack_folders *folders,
                         struct pack_ring *ret_ring, int *ret_odd, struct err *err) WARN_UNUSED;
/* Reads PATH.minisig. Errors: ERR_IO (sys_errno ENOENT: there is none), ERR_FORMAT. */
bool pack_slot_read_signature(const struct fs_table *fs, const char *path,
                              struct pack_signature *ret_signature, struct err *err) WARN_UNUSED;
/* What lies in a source's place, whatever the state says of it: its hash, if a key of the ring vouches for it. Errors: as of
 * pack_slot_verify. */
bool pack_slot_identify(const struct fs_table *fs, const struct pack_folders *folders,
                        const struct pack_ring *ring, enum pack_source source,
                        uint8_t ret_hash[PACK_FILE_HASH_BYTES], struct err *err) WARN_UNUSED;
/* Reads the whole file and compares: with the state's hash, and with the signature under the ring. Errors: ERR_FORMAT: damaged for
 * certain; ERR_UNTRUSTED: whole, but no key here vouches for it; ERR_IO: it could not be read this time. */
bool pack_slot_verify(const struct fs_table *fs, const struct pack_folders *folders,
                      const struct pack_ring *ring, const struct pack_state *state, enum pack_source source,
                      struct err *err) WARN_UNUSED;
/* The pack to be shown: the active one if it verifies, else the other slot's, else the factory's. Returns: false when none does; *err
 * is the last one's reason then. Writes nothing. */
bool pack_slot_resolve(const struct fs_table *fs, const struct pack_folders *folders,
                       const struct pack_ring *ring, const struct pack_state *state,
                       enum pack_source *ret_source, struct err *err) WARN_UNUSED;
