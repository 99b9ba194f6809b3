/* Which pack is shown, and who vouches for it. Nothing unsigned is opened: a pack comes with FILE.minisig beside it, signed with a key
 * from the program's share, from the folder beside the program (a build's own key), from the data partition, or with the one that an
 * author names. On a device the state record says which slot it is; a slot that does not verify is passed over. */

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/fs.h"
#include "base/fs_table.h"
#include "pack/pack_file.h"
#include "pack/pack_place.h"

#ifndef VITRIN_SHARE_DIR
#define VITRIN_SHARE_DIR "/usr/share/vitrin"
#endif

static bool
program_folder(char out[PATH_MAX]) {
    const ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    if (n <= 0) {
        return false;
    }
    out[n] = '\0';
    char *slash = strrchr(out, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    return true;
}

static bool
is_pack_name(const char *name) {
    const size_t n = strlen(name);
    return n > 6 && name[0] != '.' && strcmp(name + n - 6, ".vpack") == 0;
}

/* The single pack of a folder. Returns: how many there are. */
static int
packs_in(const char *folder, char *ret_path, size_t room) {
    int count = 0;
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (is_pack_name(entry->d_name)) {
            (void)snprintf(ret_path, room, "%s/%s", folder, entry->d_name);
            count++;
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return count;
}

/* Keys on the data partition. A folder that cannot be read costs what only they vouch for: the shipped ones still stand. */
static void
read_added_keys(const struct app_options *options, struct pack_ring *ring, struct app_source *source) {
    char added[PATH_MAX];
    struct pack_ring with_added = *ring;
    struct err unread = {0};
    int odd = 0;
    if (options->state_dir == NULL ||
        snprintf(added, sizeof(added), "%s/%s", options->state_dir, PACK_PLACE_KEYS) >= (int)sizeof(added)) {
        return;
    }
    source->lacks_added_keys =
        !pack_ring_add_folder(&with_added, &FS_TABLE_SYSTEM, added, true, &odd, &unread);
    if (!source->lacks_added_keys) {
        *ring = with_added;
    }
}

/* Keys beside the program, in the share, and on the data partition. */
static bool
read_keys(const struct app_options *options, struct pack_ring *ring, struct app_source *source,
          struct err *err) {
    const char *const shipped = options->keys != NULL ? options->keys : VITRIN_SHARE_DIR "/keys.d";
    char beside[PATH_MAX];
    char own[PATH_MAX];
    int odd = 0;
    *ring = (struct pack_ring){.key_count = 0};
    if (program_folder(own) && snprintf(beside, sizeof(beside), "%s/keys.d", own) < (int)sizeof(beside) &&
        !pack_ring_add_folder(ring, &FS_TABLE_SYSTEM, beside, false, &odd, err)) {
        return false;
    }
    if (!pack_ring_add_folder(ring, &FS_TABLE_SYSTEM, shipped, false, &odd, err)) {
        return false;
    }
    read_added_keys(options, ring, source);
    return true;
}

/* Adds the key an author named. Returns: false for a file that is none. */
static bool
read_named_key(const struct app_options *options, struct pack_ring *ring, struct err *err) {
    char text[PACK_KEY_FILE_MAX];
    size_t bytes = 0;
    struct pack_key key;
    return (fs_table_read(&FS_TABLE_SYSTEM, options->trust, text, sizeof(text), &bytes, err) &&
            pack_key_parse((struct str){text, bytes}, &key, err) &&
            pack_ring_add_key(ring, &key, false, err)) ||
           err_prefix(err, "--trust %s", options->trust);
}

/* Does the file's signature verify? The sentence says what to do about it. */
static bool
verify_file(const struct app_options *options, struct app_source *source, struct err *err) {
    struct pack_ring ring;
    struct pack_signature signature;
    if (!pack_slot_read_signature(&FS_TABLE_SYSTEM, source->path, &signature, err)) {
        if (err->sys_errno == ENOENT) {
            err_set(err, ERR_UNTRUSTED, 0,
                    "%s: not signed: no .minisig lies beside it (vitrin-pack sign makes it)", source->path);
        }
        return false;
    }
    if (!pack_file_hash(&FS_TABLE_SYSTEM, source->path, source->hash, err) ||
        !read_keys(options, &ring, source, err)) {
        return false;
    }
    enum pack_trust trust = pack_ring_verify(&ring, &signature, source->hash, false, false);
    if (trust != PACK_TRUSTED && options->trust != NULL) {
        if (!read_named_key(options, &ring, err)) {
            return false;
        }
        trust = pack_ring_verify(&ring, &signature, source->hash, false, false);
        source->is_preview = true;
    }
    return trust == PACK_TRUSTED ||
           err_set(err, ERR_UNTRUSTED, 0,
                   trust == PACK_TRUST_WRONG
                       ? "%s: damaged or altered after it was signed"
                       : "%s: signed with a key that is not trusted here; --trust FILE.pub names one",
                   source->path);
}

/* The slot that the state record names, or what stands behind it. */
static bool
find_in_slots(const struct app_options *options, struct app_source *source, struct err *err) {
    const struct pack_folders folders = {
        .state = options->state_dir,
        .keys = options->keys != NULL ? options->keys : VITRIN_SHARE_DIR "/keys.d",
        .factory = options->factory != NULL ? options->factory : VITRIN_SHARE_DIR "/factory.vpack",
    };
    struct pack_ring ring;
    struct pack_state state;
    enum pack_source found = PACK_SOURCE_FACTORY;
    int odd = 0;
    (void)pack_state_read(&FS_TABLE_SYSTEM, folders.state, &state);
    const struct pack_folders shipped = {.keys = folders.keys};
    if (!pack_slot_read_ring(&FS_TABLE_SYSTEM, &shipped, &ring, &odd, err)) {
        return false;
    }
    read_added_keys(options, &ring, source);
    if (!pack_slot_resolve(&FS_TABLE_SYSTEM, &folders, &ring, &state, &found, err) ||
        !pack_slot_path(&folders, found, "", source->path)) {
        return false;
    }
    source->seq = found < PACK_SLOTS ? state.slots[found].seq : 0;
    source->is_on_trial = found == state.active && pack_state_is_on_trial(&state);
    source->has_to_prove = found == state.active && found < PACK_SLOTS && pack_state_has_to_prove(&state);
    if (found < PACK_SLOTS) {
        memcpy(source->hash, state.slots[found].hash, sizeof(source->hash));
    }
    return true;
}

bool
app_trust_find_pack(const struct app_options *options, struct app_source *ret_source, struct err *err) {
    char own[PATH_MAX];
    *ret_source = (struct app_source){.seq = 0};
    if (options->state_dir != NULL && options->pack == NULL) {
        return find_in_slots(options, ret_source, err);
    }
    if (!program_folder(own)) {
        return err_set(err, ERR_IO, 0, "the program's own folder cannot be found");
    }
    if (options->pack == NULL) {
        const int beside = packs_in(own, ret_source->path, sizeof(ret_source->path));
        const int shared =
            beside == 0 ? packs_in(VITRIN_SHARE_DIR, ret_source->path, sizeof(ret_source->path)) : 0;
        if (beside + shared != 1) {
            return err_set(err, ERR_USAGE, 0,
                           beside + shared == 0 ? "no pack: give one with --pack FILE"
                                                : "several packs: choose one with --pack FILE");
        }
    } else if (snprintf(ret_source->path, sizeof(ret_source->path), "%s", options->pack) >=
               (int)sizeof(ret_source->path)) {
        return err_set(err, ERR_LIMIT, 0, "--pack: the file name is too long");
    }
    if (!fs_exists(ret_source->path)) {
        return err_set(err, ERR_IO, 0, "%s: no such pack file", ret_source->path);
    }
    return verify_file(options, ret_source, err);
}

bool
app_find_fonts(const struct app_options *options, char *ret_path, size_t room, struct err *err) {
    static const char *const PLACES[] = {"/fonts", "/../../assets/fonts"};
    char own[PATH_MAX];
    if (options->fonts != NULL) {
        (void)snprintf(ret_path, room, "%s", options->fonts);
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(PLACES) && program_folder(own); i++) {
        (void)snprintf(ret_path, room, "%s%s", own, PLACES[i]);
        if (fs_exists(ret_path)) {
            return true;
        }
    }
    (void)snprintf(ret_path, room, "%s/fonts", VITRIN_SHARE_DIR);
    return fs_exists(ret_path) || err_set(err, ERR_IO, 0, "no fonts: give their folder with --fonts DIR");
}

bool
app_round_folder(char *ret_path, size_t room, struct err *err) {
    char own[PATH_MAX];
    struct err first = {0};
    if (program_folder(own)) {
        (void)snprintf(ret_path, room, "%s/round", own);
        if (fs_make_dirs(ret_path, &first)) {
            return true;
        }
    }
    (void)snprintf(ret_path, room, "/tmp/vitrin-round");
    return fs_make_dirs(ret_path, err);
}
