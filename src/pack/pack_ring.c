/* Trusted keys from folders. A retired key stays in the list of keys, for the packs it has signed are still shown; it is refused for
 * whatever comes after. Two keys with one id are both tried: an id is no proof of anything. */

#include "pack/pack_ring.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define NAMES_MAX 64

struct names {
    char names[NAMES_MAX][FS_NAME_MAX + 1];
    int count;
};

static bool
ends_with(const char *name, const char *end) {
    const size_t n = strlen(name);
    const size_t m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

static bool
take_name(void *context, const char *name) {
    struct names *names = context;
    if (ends_with(name, ".pub") && name[0] != '.' && strlen(name) <= FS_NAME_MAX) {
        (void)snprintf(names->names[names->count++], FS_NAME_MAX + 1, "%s", name);
    }
    return names->count < NAMES_MAX;
}

bool
pack_ring_add_key(struct pack_ring *ring, const struct pack_key *key, bool is_root, struct err *err) {
    for (int i = 0; i < ring->key_count; i++) {
        if (memcmp(&ring->keys[i], key, sizeof(*key)) == 0) {
            ring->is_root[i] = ring->is_root[i] || is_root;
            return true;
        }
    }
    if (ring->key_count == PACK_RING_KEYS_MAX) {
        return err_set(err, ERR_LIMIT, 0, "more than %d keys", PACK_RING_KEYS_MAX);
    }
    ring->keys[ring->key_count] = *key;
    ring->is_root[ring->key_count++] = is_root;
    return true;
}

/* A key id as minisign writes it. */
static bool
parse_key_id(struct str word, uint8_t ret_id[PACK_KEY_ID_BYTES]) {
    char text[2 * PACK_KEY_ID_BYTES + 1];
    for (int i = 0; i < PACK_KEY_ID_BYTES; i++) {
        unsigned byte = 0;
        if (word.len != 2 * PACK_KEY_ID_BYTES || sscanf(word.ptr + 2 * (ptrdiff_t)i, "%2x", &byte) != 1) {
            return false;
        }
        ret_id[PACK_KEY_ID_BYTES - 1 - i] = (uint8_t)byte;
    }
    pack_key_id_print(ret_id, text);
    return str_is(word, text);
}

static void
add_retired(struct pack_ring *ring, const struct fs_table *fs, const char *folder, int *ret_odd) {
    char path[PATH_MAX];
    char text[PACK_RING_RETIRED_MAX * (2 * PACK_KEY_ID_BYTES + 1) + 1];
    size_t bytes = 0;
    struct err unread = {0};
    struct str line;
    (void)snprintf(path, sizeof(path), "%s/%s", folder, PACK_RING_RETIRED_FILE);
    if (!fs_table_read(fs, path, text, sizeof(text) - 1, &bytes, &unread)) {
        *ret_odd += unread.sys_errno == ENOENT ? 0 : 1;
        return;
    }
    text[bytes] = '\0';
    struct str rest = {text, bytes};
    while (str_next(&rest, '\n', &line)) {
        const bool has_room = ring->retired_count < PACK_RING_RETIRED_MAX;
        if (has_room && parse_key_id(line, ring->retired[ring->retired_count])) {
            ring->retired_count++;
        } else {
            (*ret_odd)++;
        }
    }
}

bool
pack_ring_add_folder(struct pack_ring *ring, const struct fs_table *fs, const char *folder, bool is_writable,
                     int *ret_odd, struct err *err) {
    struct names names = {.count = 0};
    *ret_odd = 0;
    if (fs->list(fs->self, folder, take_name, &names) != 0) {
        return errno == ENOENT || err_set(err, ERR_IO, errno, "%s: %s", folder, strerror(errno));
    }
    for (int i = 0; i < names.count; i++) {
        char path[PATH_MAX];
        char text[PACK_KEY_FILE_MAX];
        size_t bytes = 0;
        struct pack_key key;
        struct err odd = {0};
        const bool is_path =
            snprintf(path, sizeof(path), "%s/%s", folder, names.names[i]) < (int)sizeof(path);
        if (!is_path || !fs_table_read(fs, path, text, sizeof(text), &bytes, &odd) ||
            !pack_key_parse((struct str){text, bytes}, &key, &odd)) {
            (*ret_odd)++;
        } else if (!pack_ring_add_key(ring, &key, !is_writable && ends_with(names.names[i], ".root.pub"),
                                      err)) {
            return err_prefix(err, "%s", folder);
        }
    }
    if (is_writable) {
        add_retired(ring, fs, folder, ret_odd);
    }
    return true;
}

bool
pack_ring_is_retired(const struct pack_ring *ring, const uint8_t key_id[PACK_KEY_ID_BYTES]) {
    for (int i = 0; i < ring->retired_count; i++) {
        if (memcmp(ring->retired[i], key_id, PACK_KEY_ID_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

/* May this key of the ring speak? Root keys are never retired. */
static bool
may_speak(const struct pack_ring *ring, int index, bool is_new, bool needs_root) {
    const bool is_retired = !ring->is_root[index] && pack_ring_is_retired(ring, ring->keys[index].id);
    return (ring->is_root[index] || !needs_root) && !(is_new && is_retired);
}

enum pack_trust
pack_ring_knows(const struct pack_ring *ring, const struct pack_signature *signature, bool is_new,
                bool needs_root) {
    enum pack_trust trust = PACK_TRUST_UNKNOWN;
    for (int i = 0; i < ring->key_count; i++) {
        if (memcmp(ring->keys[i].id, signature->key_id, PACK_KEY_ID_BYTES) != 0) {
            continue;
        }
        if (may_speak(ring, i, is_new, needs_root)) {
            return PACK_TRUSTED;
        }
        trust = needs_root && !ring->is_root[i] ? trust : PACK_TRUST_RETIRED;
    }
    return trust;
}

enum pack_trust
pack_ring_verify(const struct pack_ring *ring, const struct pack_signature *signature,
                 const uint8_t hash[PACK_FILE_HASH_BYTES], bool is_new, bool needs_root) {
    const enum pack_trust known = pack_ring_knows(ring, signature, is_new, needs_root);
    if (known != PACK_TRUSTED) {
        return known;
    }
    for (int i = 0; i < ring->key_count; i++) {
        if (may_speak(ring, i, is_new, needs_root) &&
            pack_signature_verify(signature, &ring->keys[i], hash)) {
            return PACK_TRUSTED;
        }
    }
    return PACK_TRUST_WRONG;
}
