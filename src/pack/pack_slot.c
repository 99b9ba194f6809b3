/* From a state to a file that may be opened. Whoever shows a pack asks here first, each time: what lies in a slot is believed for its
 * signature, never for its place. Keys that have been retired since still vouch for what they signed: content does not expire. */

#include "pack/pack_slot.h"

#include <stdio.h>
#include <string.h>

#include "pack/pack_file.h"
#include "pack/pack_place.h"

static const char *const NAMES[PACK_SLOTS] = {[PACK_SLOT_A] = "a", [PACK_SLOT_B] = "b"};

bool
pack_slot_path(const struct pack_folders *folders, enum pack_source source, const char *suffix,
               char ret_path[PATH_MAX]) {
    if (source == PACK_SOURCE_FACTORY) {
        return folders->factory != NULL &&
               snprintf(ret_path, PATH_MAX, "%s%s", folders->factory, suffix) < PATH_MAX;
    }
    return snprintf(ret_path, PATH_MAX, "%s/%s/%s.vpack%s", folders->state, PACK_PLACE_SLOTS, NAMES[source],
                    suffix) < PATH_MAX;
}

bool
pack_slot_read_ring(const struct fs_table *fs, const struct pack_folders *folders, struct pack_ring *ret_ring,
                    int *ret_odd, struct err *err) {
    char added[PATH_MAX];
    int odd = 0;
    *ret_ring = (struct pack_ring){.key_count = 0};
    *ret_odd = 0;
    if (folders->keys != NULL && !pack_ring_add_folder(ret_ring, fs, folders->keys, false, ret_odd, err)) {
        return false;
    }
    if (folders->state == NULL ||
        snprintf(added, sizeof(added), "%s/%s", folders->state, PACK_PLACE_KEYS) >= (int)sizeof(added)) {
        return true;
    }
    const bool ok = pack_ring_add_folder(ret_ring, fs, added, true, &odd, err);
    *ret_odd += odd;
    return ok;
}

bool
pack_slot_read_signature(const struct fs_table *fs, const char *path, struct pack_signature *ret_signature,
                         struct err *err) {
    char beside[PATH_MAX];
    char text[PACK_SIGNATURE_FILE_MAX];
    size_t bytes = 0;
    if (snprintf(beside, sizeof(beside), "%s.minisig", path) >= (int)sizeof(beside)) {
        return err_set(err, ERR_LIMIT, 0, "%s: the name is too long", path);
    }
    if (!fs_table_read(fs, beside, text, sizeof(text), &bytes, err)) {
        return false;
    }
    return pack_signature_parse((struct str){text, bytes}, ret_signature, err) ||
           err_prefix(err, "%s", beside);
}

static bool
is_vouched_for(const struct pack_ring *ring, const struct pack_signature *signature,
               const uint8_t hash[PACK_FILE_HASH_BYTES], const char *path, struct err *err) {
    switch (pack_ring_verify(ring, signature, hash, false, false)) {
    case PACK_TRUSTED:
        return true;
    case PACK_TRUST_UNKNOWN:
    case PACK_TRUST_RETIRED:
    case PACK_TRUST_UNSURE:
        return err_set(err, ERR_UNTRUSTED, 0, "%s: signed with a key that is not trusted here", path);
    case PACK_TRUST_WRONG:
        break;
    }
    return err_set(err, ERR_FORMAT, 0, "%s: damaged or altered after it was signed", path);
}

bool
pack_slot_identify(const struct fs_table *fs, const struct pack_folders *folders,
                   const struct pack_ring *ring, enum pack_source source,
                   uint8_t ret_hash[PACK_FILE_HASH_BYTES], struct err *err) {
    char path[PATH_MAX];
    struct pack_signature signature;
    if (!pack_slot_path(folders, source, "", path)) {
        return err_set(err, ERR_IO, 0, "there is no factory pack");
    }
    return pack_slot_read_signature(fs, path, &signature, err) && pack_file_hash(fs, path, ret_hash, err) &&
           is_vouched_for(ring, &signature, ret_hash, path, err);
}

bool
pack_slot_verify(const struct fs_table *fs, const struct pack_folders *folders, const struct pack_ring *ring,
                 const struct pack_state *state, enum pack_source source, struct err *err) {
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct pack_signature signature;
    if (source < PACK_SLOTS && !state->slots[source].is_there) {
        return err_set(err, ERR_IO, 0, "slot %s is empty", NAMES[source]);
    }
    if (!pack_slot_path(folders, source, "", path)) {
        return err_set(err, ERR_IO, 0, "there is no factory pack");
    }
    if (!pack_slot_read_signature(fs, path, &signature, err) || !pack_file_hash(fs, path, hash, err)) {
        return false;
    }
    if (source < PACK_SLOTS && memcmp(state->slots[source].hash, hash, sizeof(hash)) != 0) {
        return err_set(err, ERR_FORMAT, 0, "%s: not the bytes that were installed", path);
    }
    return is_vouched_for(ring, &signature, hash, path, err);
}

bool
pack_slot_resolve(const struct fs_table *fs, const struct pack_folders *folders, const struct pack_ring *ring,
                  const struct pack_state *state, enum pack_source *ret_source, struct err *err) {
    const enum pack_source order[] = {state->active, PACK_SLOT_A, PACK_SLOT_B, PACK_SOURCE_FACTORY};
    err_set(err, ERR_IO, 0, "there is no factory pack");
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        const bool is_tried = i > 0 && order[i] == state->active;
        const bool is_there = order[i] == PACK_SOURCE_FACTORY || state->slots[order[i]].is_there;
        if (!is_tried && is_there && pack_slot_verify(fs, folders, ring, state, order[i], err)) {
            *err = (struct err){0};
            *ret_source = order[i];
            return true;
        }
    }
    return false;
}
