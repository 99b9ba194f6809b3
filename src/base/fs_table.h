#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

/* Every file operation of the intake goes through one table, so that a test can let any of them fail, or keep a disk of its own that
 * loses what was never synced. The functions follow their POSIX namesakes: -1 and errno on failure. */

#define FS_NAME_MAX 255

struct fs_stat {
    int64_t bytes;
    bool is_file; /* a plain file: no folder, link, device or pipe */
};

/* One name of a folder's listing. Returns: false to stop. */
typedef bool (*fs_name_fn)(void *context, const char *name);

struct fs_table {
    void *self; /* handed to every function */
    /* flags: O_* of open(2); O_CLOEXEC, O_NOFOLLOW and O_NONBLOCK are added: nothing is followed and nothing waits. */
    int (*open)(void *self, const char *path, int flags, unsigned mode);
    ssize_t (*read)(void *self, int fd, void *data, size_t bytes);
    ssize_t (*write)(void *self, int fd, const void *data, size_t bytes);
    int (*stat)(void *self, int fd, struct fs_stat *ret_stat);
    int (*fsync)(void *self, int fd);
    int (*close)(void *self, int fd);
    int (*rename)(void *self, const char *from, const char *to);
    int (*unlink)(void *self, const char *path);
    int (*mkdir)(void *self, const char *path, unsigned mode);
    int (*sync_folder)(void *self, const char *path); /* makes renames, new names and removals in it last */
    int (*list)(void *self, const char *path, fs_name_fn take, void *context);
    int (*drop_cache)(void *self,
                      int fd); /* what is read next comes from the storage, where the system can */
};

/* The operating system's own. */
extern const struct fs_table FS_TABLE_SYSTEM;

/* Reads a whole plain file of at most `room` bytes. Errors: ERR_IO with sys_errno (ENOENT when it is not there), ERR_LIMIT. */
bool fs_table_read(const struct fs_table *fs, const char *path, void *data, size_t room, size_t *ret_bytes,
                   struct err *err) WARN_UNUSED;
/* Writes `path`.new, syncs, renames, syncs the folder: old or new, never half, and new for good once this returned true. A sync that
 * failed is not tried again. */
bool fs_table_write(const struct fs_table *fs, const char *path, const void *data, size_t bytes,
                    struct err *err) WARN_UNUSED;
/* Everything, or failure. */
bool fs_table_write_all(const struct fs_table *fs, int fd, const void *data, size_t bytes) WARN_UNUSED;
/* The folder a path lies in. Range: path shorter than PATH_MAX. */
bool fs_table_sync_folder_of(const struct fs_table *fs, const char *path) WARN_UNUSED;
