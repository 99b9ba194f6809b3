/* The table of file operations over the operating system, and the two things built on it that everybody needs: a whole read with a limit
 * and a write that is old or new. EINTR is handled here, once; short reads and writes by those who loop. */

#include "base/fs_table.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
system_open(void *self, const char *path, int flags, unsigned mode) {
    UNUSED(self);
    return open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
}

static ssize_t
system_read(void *self, int fd, void *data, size_t bytes) {
    ssize_t n;
    UNUSED(self);
    do {
        n = read(fd, data, bytes);
    } while (n < 0 && errno == EINTR);
    return n;
}

static ssize_t
system_write(void *self, int fd, const void *data, size_t bytes) {
    ssize_t n;
    UNUSED(self);
    do {
        n = write(fd, data, bytes);
    } while (n < 0 && errno == EINTR);
    return n;
}

static int
system_stat(void *self, int fd, struct fs_stat *ret_stat) {
    struct stat st;
    UNUSED(self);
    if (fstat(fd, &st) != 0) {
        return -1;
    }
    *ret_stat = (struct fs_stat){.bytes = (int64_t)st.st_size, .is_file = S_ISREG(st.st_mode)};
    return 0;
}

static int
system_fsync(void *self, int fd) {
    UNUSED(self);
    return fsync(fd);
}

static int
system_close(void *self, int fd) {
    UNUSED(self);
    return close(fd);
}

static int
system_rename(void *self, const char *from, const char *to) {
    UNUSED(self);
    return rename(from, to);
}

static int
system_unlink(void *self, const char *path) {
    UNUSED(self);
    return unlink(path);
}

static int
system_mkdir(void *self, const char *path, unsigned mode) {
    UNUSED(self);
    return mkdir(path, mode);
}

static int
system_sync_folder(void *self, const char *path) {
    UNUSED(self);
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return -1;
    }
    const int status = fsync(fd);
    const int why = errno;
    (void)close(fd);
    errno = why;
    return status;
}

static int
system_list(void *self, const char *path, fs_name_fn take, void *context) {
    UNUSED(self);
    DIR *dir = opendir(path);
    const struct dirent *entry;
    if (dir == NULL) {
        return -1;
    }
    errno = 0;
    while ((entry = readdir(dir)) != NULL && take(context, entry->d_name)) {
        errno = 0;
    }
    const int why = entry == NULL ? errno : 0;
    (void)closedir(dir);
    errno = why;
    return why == 0 ? 0 : -1;
}

static int
system_drop_cache(void *self, int fd) {
    UNUSED(self);
    return posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
}

const struct fs_table FS_TABLE_SYSTEM = {
    .open = system_open,
    .read = system_read,
    .write = system_write,
    .stat = system_stat,
    .fsync = system_fsync,
    .close = system_close,
    .rename = system_rename,
    .unlink = system_unlink,
    .mkdir = system_mkdir,
    .sync_folder = system_sync_folder,
    .list = system_list,
    .drop_cache = system_drop_cache,
};

bool
fs_table_read(const struct fs_table *fs, const char *path, void *data, size_t room, size_t *ret_bytes,
              struct err *err) {
    struct fs_stat st = {0};
    size_t done = 0;
    ssize_t n = 0;
    bool ok = false;
    const int fd = fs->open(fs->self, path, O_RDONLY, 0);
    if (fd < 0 || fs->stat(fs->self, fd, &st) != 0) {
        err_set(err, ERR_IO, errno, "%s: %s", path, strerror(errno));
        goto out;
    }
    if (!st.is_file) {
        err_set(err, ERR_IO, 0, "%s: not a plain file", path);
        goto out;
    }
    while (done < room && (n = fs->read(fs->self, fd, (char *)data + done, room - done)) > 0) {
        done += (size_t)n;
    }
    if (n < 0) {
        err_set(err, ERR_IO, errno, "%s: %s", path, strerror(errno));
        goto out;
    }
    if (st.bytes > (int64_t)room) {
        err_set(err, ERR_LIMIT, 0, "%s: %lld bytes, at most %zu are read", path, (long long)st.bytes, room);
        goto out;
    }
    *ret_bytes = done;
    ok = true;
out:
    if (fd >= 0) {
        (void)fs->close(fs->self, fd);
    }
    return ok;
}

bool
fs_table_write_all(const struct fs_table *fs, int fd, const void *data, size_t bytes) {
    size_t done = 0;
    while (done < bytes) {
        const ssize_t n = fs->write(fs->self, fd, (const char *)data + done, bytes - done);
        if (n <= 0) {
            errno = n == 0 ? ENOSPC : errno;
            return false;
        }
        done += (size_t)n;
    }
    return true;
}

bool
fs_table_sync_folder_of(const struct fs_table *fs, const char *path) {
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const int len = slash == NULL ? 1 : slash == path ? 1 : (int)(slash - path);
    (void)snprintf(folder, sizeof(folder), "%.*s", len, slash == NULL ? "." : path);
    return fs->sync_folder(fs->self, folder) == 0;
}

bool
fs_table_write(const struct fs_table *fs, const char *path, const void *data, size_t bytes, struct err *err) {
    char fresh[PATH_MAX];
    if (snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh)) {
        return err_set(err, ERR_LIMIT, 0, "%s: the name is too long", path);
    }
    const int fd = fs->open(fs->self, fresh, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    bool ok = fd >= 0 && fs_table_write_all(fs, fd, data, bytes) && fs->fsync(fs->self, fd) == 0;
    int why = errno;
    if (fd >= 0 && fs->close(fs->self, fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && (fs->rename(fs->self, fresh, path) != 0 || !fs_table_sync_folder_of(fs, path))) {
        ok = false;
        why = errno;
    }
    if (!ok) {
        (void)fs->unlink(fs->self, fresh);
        return err_set(err, ERR_IO, why, "%s: %s", path, strerror(why));
    }
    return true;
}
