/* One folder a socket, cardN-NAME, and in it the file status: connected, disconnected or unknown. Of an unknown one nothing can be said, and
 * a screen that shows a picture must not be taken for none. Spec: the kernel's ABI/stable/sysfs-class-drm; drivers answer from memory. */

#include "host/host_screen.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool
read_word(const char *folder, const char *socket, char *ret_word, int room) {
    char path[512];
    const int n = snprintf(path, sizeof(path), "%s/%s/status", folder, socket);
    FILE *file = n > 0 && (size_t)n < sizeof(path) ? fopen(path, "re") : NULL;
    const bool ok = file != NULL && fgets(ret_word, room, file) != NULL;
    if (file != NULL) {
        (void)fclose(file);
    }
    return ok;
}

enum host_screen
host_screen_look(const char *folder) {
    enum host_screen found = HOST_SCREEN_UNKNOWN;
    bool has_unknown = false;
    DIR *dir = opendir(folder);
    const struct dirent *entry = NULL;
    while (dir != NULL && found != HOST_SCREEN_THERE && (entry = readdir(dir)) != NULL) {
        char word[32];
        if (strncmp(entry->d_name, "card", 4) != 0 || strchr(entry->d_name, '-') == NULL ||
            strstr(entry->d_name, "-Writeback-") != NULL ||
            !read_word(folder, entry->d_name, word, (int)sizeof(word))) {
            continue;
        }
        if (strncmp(word, "connected", 9) == 0) {
            found = HOST_SCREEN_THERE;
        } else if (strncmp(word, "disconnected", 12) == 0) {
            found = HOST_SCREEN_NONE;
        } else {
            has_unknown = true;
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    return found == HOST_SCREEN_NONE && has_unknown ? HOST_SCREEN_UNKNOWN : found;
}
