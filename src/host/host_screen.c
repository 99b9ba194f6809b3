/* Connectors are the folders card*-* of /sys/class/drm; `status` says connected, disconnected or unknown, `modes` one mode a line, the
 * preferred one first. Cards, writeback connectors and render nodes are left out. Their order is the file system's, so their prints are
 * summed. Spec: drivers/gpu/drm/drm_sysfs.c of Linux 6.1. */

#include "host/host_screen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/hash.h"

#define NAME_MAX_BYTES 64
#define MODES_MAX_BYTES 4096
#define PATH_BYTES 256

static struct str
read_file(const char *dir, const char *connector, const char *file, char *text, size_t room) {
    char path[PATH_BYTES];
    const int length = snprintf(path, sizeof(path), "%s/%s/%s", dir, connector, file);
    return length < (int)sizeof(path) ? fs_read_kernel(path, text, room) : (struct str){text, 0};
}

static bool
is_connector(const char *name) {
    return strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
           strstr(name, "-Writeback-") == NULL && strlen(name) < NAME_MAX_BYTES;
}

/* A television's old plugs cannot tell whether anything is on them, and SDL opens a connector only when something is. */
static bool
is_analog(const char *name) {
    return strstr(name, "-Composite-") != NULL || strstr(name, "-TV-") != NULL ||
           strstr(name, "-SVIDEO-") != NULL;
}

struct host_screens
host_screens_read(const char *dir) {
    struct host_screens screens = {0};
    DIR *folder = opendir(dir);
    for (struct dirent *entry = NULL; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char text[MODES_MAX_BYTES];
        char end = '\0';
        if (!is_connector(entry->d_name)) {
            continue;
        }
        screens.connectors++;
        const struct str status = read_file(dir, entry->d_name, "status", text, sizeof(text));
        screens.unknown += str_is(status, "unknown\n") && !is_analog(entry->d_name) ? 1 : 0;
        if (!str_is(status, "connected\n")) {
            continue;
        }
        const struct str modes = read_file(dir, entry->d_name, "modes", text, sizeof(text));
        if (sscanf(modes.ptr, "%dx%d%c", &screens.width_px, &screens.height_px, &end) != 3 || end != '\n' ||
            screens.connected > 0) {
            screens.width_px = screens.height_px = 0;
        }
        const uint64_t name = hash_bytes(HASH_SEED, entry->d_name, strlen(entry->d_name));
        screens.connected++;
        screens.print += hash_bytes(name, modes.ptr, modes.len);
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return screens;
}

bool
host_screen_is_ours(void) {
    const char *driver = getenv("SDL_VIDEODRIVER");
    return driver != NULL && strcmp(driver, "kmsdrm") == 0;
}

bool
host_screen_is_awaited(const char *dir) {
    const struct host_screens screens = host_screens_read(dir);
    return host_screen_is_ours() && screens.connected + screens.unknown == 0;
}
