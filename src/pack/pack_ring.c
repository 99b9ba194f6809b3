/* Trusted keys from folders. A retired key stays in the list of keys, for the packs it has signed are still shown; it is refused for
 * whatever comes after. Two keys with one id are both tried: an id is no proof of anything. */

#include "pack/pack_ring.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"

#define NAMES_MAX 64
#define CHECK_WORD "check "
#define CHECK_BYTES 16
#define CHECK_LINE_MAX (sizeof(CHECK_WORD) + (size_t)2 * CHECK_BYTES)

_Static_assert(PACK_RING_RETIRED_MAX *(2 * PACK_KEY_ID_BYTES + 1) + CHECK_LINE_MAX < PACK_RING_RETIRED_BYTES,
               "the longest list has room");

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

bool
pack_ring_parse_id(struct str word, uint8_t ret_id[PACK_KEY_ID_BYTES]) {
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

/* ---- the list of retired keys ---- */

bool
pack_ring_retire(struct pack_ring *ring, const uint8_t key_id[PACK_KEY_ID_BYTES]) {
    if (pack_ring_is_retired(ring, key_id)) {
        return true;
    }
    if (ring->retired_count == PACK_RING_RETIRED_MAX) {
        return false;
    }
    memcpy(ring->retired[ring->retired_count++], key_id, PACK_KEY_ID_BYTES);
    return true;
}

/* The last line: a digit that has become another one would be another key. */
static void
print_check(const char *text, size_t bytes, char line[CHECK_LINE_MAX]) {
    uint8_t check[HASH_ID_BYTES];
    struct hash_id_state state;
    hash_id_init(&state);
    hash_id_update(&state, text, bytes);
    hash_id_final(&state, check);
    (void)snprintf(line, CHECK_LINE_MAX, CHECK_WORD);
    for (size_t i = 0; i < CHECK_BYTES; i++) {
        (void)snprintf(line + strlen(line), 3, "%02x", check[i]);
    }
}

size_t
pack_ring_print_retired(const struct pack_ring *ring, char text[PACK_RING_RETIRED_BYTES]) {
    char line[CHECK_LINE_MAX];
    size_t n = 0;
    for (int i = 0; i < ring->retired_count; i++) {
        char id[2 * PACK_KEY_ID_BYTES + 1];
        pack_key_id_print(ring->retired[i], id);
        n += (size_t)snprintf(text + n, PACK_RING_RETIRED_BYTES - n, "%s\n", id);
    }
    print_check(text, n, line);
    return n + (size_t)snprintf(text + n, PACK_RING_RETIRED_BYTES - n, "%s\n", line);
}

/* Takes every line that is a key's, also from a damaged list. Returns: is it whole? */
static bool
take_retired(struct pack_ring *ring, const char *text, size_t bytes) {
    struct str rest = {text, bytes};
    struct str line;
    bool ok = true;
    bool is_checked = false;
    while (str_next(&rest, '\n', &line)) {
        uint8_t id[PACK_KEY_ID_BYTES];
        char check[CHECK_LINE_MAX];
        ok = ok && !is_checked; /* nothing follows the checksum */
        if (str_starts_with(line, CHECK_WORD)) {
            print_check(text, (size_t)(line.ptr - text), check);
            is_checked = str_is(line, check);
        } else {
            ok = pack_ring_parse_id(line, id) && pack_ring_retire(ring, id) && ok;
        }
    }
    return ok && is_checked;
}

static void
add_retired(struct pack_ring *ring, const struct fs_table *fs, const char *folder, int *ret_odd) {
    char path[PATH_MAX];
    char text[PACK_RING_RETIRED_BYTES + 1]; /* and an end for sscanf */
    size_t bytes = 0;
    struct err unread = {0};
    (void)snprintf(path, sizeof(path), "%s/%s", folder, PACK_RING_RETIRED_FILE);
    if (fs_table_read(fs, path, text, PACK_RING_RETIRED_BYTES, &bytes, &unread)) {
        text[bytes] = '\0';
        ring->retired_list = take_retired(ring, text, bytes) ? PACK_RETIRED_SOUND : PACK_RETIRED_DAMAGED;
    } else if (unread.sys_errno != ENOENT) {
        ring->retired_list = unread.code == ERR_LIMIT ? PACK_RETIRED_DAMAGED : PACK_RETIRED_UNREAD;
    }
    *ret_odd += ring->retired_list == PACK_RETIRED_SOUND ? 0 : 1;
}

/* ---- folders ---- */

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
    const bool is_unsure = !ring->is_root[index] && ring->retired_list != PACK_RETIRED_SOUND;
    return (ring->is_root[index] || !needs_root) && !(is_new && is_retired) && !(is_new && is_unsure);
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
        if (!needs_root || ring->is_root[i]) {
            trust = pack_ring_is_retired(ring, signature->key_id) ? PACK_TRUST_RETIRED : PACK_TRUST_UNSURE;
        }
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
