/* Which pack, and whether it may be opened. There are no signatures yet: what lies in the program's own build or data folder is
 * trusted because whoever put it there could have changed the program too; anything else needs --unsigned and is marked. */

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/fs.h"

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

static bool
is_inside(const char *path, const char *folder) {
    char real_path[PATH_MAX];
    char real_folder[PATH_MAX];
    if (realpath(path, real_path) == NULL || realpath(folder, real_folder) == NULL) {
        return false;
    }
    const size_t n = strlen(real_folder);
    return strncmp(real_path, real_folder, n) == 0 && real_path[n] == '/';
}

bool
app_trust_find_pack(const struct app_options *options, char *ret_path, size_t room, bool *ret_is_preview,
                    struct err *err) {
    char own[PATH_MAX];
    if (!program_folder(own)) {
        return err_set(err, ERR_IO, 0, "the program's own folder cannot be found");
    }
    *ret_is_preview = options->is_unsigned;
    if (options->pack == NULL) {
        const int beside = packs_in(own, ret_path, room);
        const int shared = beside == 0 ? packs_in(VITRIN_SHARE_DIR, ret_path, room) : 0;
        if (beside + shared == 1) {
            return true;
        }
        return err_set(err, ERR_USAGE, 0,
                       beside + shared == 0 ? "no pack: give one with --pack FILE"
                                            : "several packs: choose one with --pack FILE");
    }
    if (snprintf(ret_path, room, "%s", options->pack) >= (int)room) {
        return err_set(err, ERR_LIMIT, 0, "--pack: the file name is too long");
    }
    if (!fs_exists(ret_path)) {
        return err_set(err, ERR_IO, 0, "%s: no such pack file", ret_path);
    }
    if (!options->is_unsigned && !is_inside(ret_path, own) && !is_inside(ret_path, VITRIN_SHARE_DIR)) {
        return err_set(
            err, ERR_UNTRUSTED, 0,
            "%s: lies outside the program's own folders and is not signed; --unsigned shows it as a preview",
            ret_path);
    }
    return true;
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
