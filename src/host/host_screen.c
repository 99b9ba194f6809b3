/* Connectors are the folders card*-* of /sys/class/drm; `status` says connected, disconnected or unknown, `modes` one mode a line, the
 * preferred one first. Cards, writeback connectors and render nodes are left out. Their order is the file system's, so their prints are
 * summed. Spec: drivers/gpu/drm/drm_sysfs.c of Linux 6.1. */

#include "host/host_screen.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/str.h"

#define NAME_MAX_BYTES 64
#define MODES_MAX_BYTES 4096

/* Returns: how much of the connector's file there is, 0 when it cannot be read. */
static size_t
read_file(int dir, const char *connector, const char *file, char *ret_text, size_t room) {
    char path[NAME_MAX_BYTES + 16];
    size_t got = 0;
    (void)snprintf(path, sizeof(path), "%s/%s", connector, file);
    const int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
    for (ssize_t n = 1; fd >= 0 && n > 0 && got<room; got += n> 0 ? (size_t)n : 0) {
        n = read(fd, ret_text + got, room - got);
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return got;
}

static bool
is_connector(const char *name) {
    return strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
           strstr(name, "-Writeback-") == NULL && strlen(name) < NAME_MAX_BYTES;
}

struct host_screens
host_screens_read(const char *dir) {
    struct host_screens screens = {0};
    DIR *folder = opendir(dir);
    for (struct dirent *entry = NULL; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char text[MODES_MAX_BYTES];
        if (!is_connector(entry->d_name)) {
            continue;
        }
        screens.connectors++;
        const size_t told = read_file(dirfd(folder), entry->d_name, "status", text, sizeof(text));
        const struct str status = {text, told};
        screens.unknown += str_is(status, "unknown\n") ? 1 : 0;
        if (!str_is(status, "connected\n")) {
            continue;
        }
        const size_t modes = read_file(dirfd(folder), entry->d_name, "modes", text, sizeof(text));
        const uint64_t name = hash_bytes(HASH_SEED, entry->d_name, strlen(entry->d_name));
        screens.connected++;
        screens.print += hash_bytes(name, text, modes);
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return screens;
}

bool
host_screen_is_awaited(const char *dir) {
    const char *driver = getenv("SDL_VIDEODRIVER");
    const struct host_screens screens = host_screens_read(dir);
    return driver != NULL && strcmp(driver, "kmsdrm") == 0 && screens.connected + screens.unknown == 0;
}
