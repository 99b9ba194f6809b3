/* Files: whole reads with a limit, atomic writes (temporary neighbour, fsync, rename, fsync of the folder).
 * A file is either wholly there or not at all. Folders, devices and pipes are refused, and opening one never
 * waits. Two writers of one path are not meant to exist: they would share the neighbour. */

#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
fs_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

static bool
read_all(int fd, char *out, size_t bytes) {
    size_t done = 0;
    while (done < bytes) {
        const ssize_t n = read(fd, out + done, bytes - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        done += (size_t)n;
    }
    return true;
}

struct str
fs_read_kernel(const char *path, char *ret_text, size_t room) {
    size_t bytes = 0;
    FILE *file = fopen(path, "re");
    if (file != NULL) {
        bytes = fread(ret_text, 1, room - 1, file);
        (void)fclose(file);
    }
    ret_text[bytes] = '\0';
    return (struct str){ret_text, bytes};
}

bool
fs_read(struct arena *arena, const char *path, size_t max_bytes, struct str *ret_data, struct err *err) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us */
    struct stat st;
    bool ok = false;
    if (fd < 0 || fstat(fd, &st) != 0) {
        err_set(err, ERR_IO, errno, "%s: %s", path, strerror(errno));
        goto out;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, ERR_IO, 0, "%s: not a file", path);
        goto out;
    }
    if ((uint64_t)st.st_size > max_bytes) {
        err_set(err, ERR_LIMIT, 0, "%s: %lld bytes, at most %zu are read", path, (long long)st.st_size,
                max_bytes);
        goto out;
    }
    const size_t bytes = (size_t)st.st_size;
    char *data = arena_alloc(arena, bytes + 1);
    errno = 0;
    ok = read_all(fd, data, bytes);
    if (ok) {
        *ret_data = (struct str){data, bytes};
    } else {
        err_set(err, ERR_IO, errno, "%s: %s", path, errno != 0 ? strerror(errno) : "shorter than it said");
    }
out:
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool
write_all(int fd, const char *data, size_t bytes) {
    size_t done = 0;
    while (done < bytes) {
        const ssize_t n = write(fd, data + done, bytes - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        done += (size_t)n;
    }
    return true;
}

/* Best effort: the new file is in place already, and some file systems cannot sync a folder. */
static void
sync_folder_of(const char *path) {
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const int len = slash == NULL ? 1 : (int)(slash - path) + 1;
    (void)snprintf(folder, sizeof(folder), "%.*s", len, slash == NULL ? "." : path);
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

bool
fs_write_atomic(const char *path, const void *data, size_t bytes, struct err *err) {
    char temporary[PATH_MAX];
    if (snprintf(temporary, sizeof(temporary), "%s.new", path) >= (int)sizeof(temporary)) {
        return err_set(err, ERR_LIMIT, 0, "%s: the name is too long", path);
    }
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    bool ok = fd >= 0 && write_all(fd, data, bytes) && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && rename(temporary, path) != 0) {
        ok = false;
        why = errno;
    }
    if (!ok) {
        (void)unlink(temporary);
        return err_set(err, ERR_IO, why, "%s: %s", path, strerror(why));
    }
    sync_folder_of(path);
    return true;
}

bool
fs_make_dirs(const char *path, struct err *err) {
    char part[PATH_MAX];
    const size_t len = strlen(path);
    if (len == 0 || len >= sizeof(part)) {
        return err_set(err, ERR_LIMIT, 0, "%s: no usable folder name", path);
    }
    for (size_t i = 1; i <= len; i++) {
        if (path[i] != '/' && path[i] != '\0') {
            continue;
        }
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST) {
            return err_set(err, ERR_IO, errno, "%s: %s", part, strerror(errno));
        }
    }
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
        return err_set(err, ERR_IO, ENOTDIR, "%s: %s", path, strerror(ENOTDIR));
    }
    return true;
}
