/* The operations of the forgetful disk as a table, each counted, and what can go wrong with it. */

#include "tests/faults/disk_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/xalloc.h"

/* ---- what goes wrong ---- */

/* Counts an operation. Returns: the fault that it meets. */
static enum disk_fault
meet(struct disk *disk, const char *what, const char *path) {
    const int number = disk->count++;
    if (number < DISK_OPS_MAX) {
        (void)snprintf(disk->op_names[number], sizeof(disk->op_names[0]), "%s %.50s", what, path);
    }
    const bool is_met = disk->fault != DISK_FAULT_NONE &&
                        (number == disk->fault_at || (disk->is_for_ever && number > disk->fault_at));
    if ((is_met && disk->fault == DISK_FAULT_DEAD) || number == disk->death_at) {
        disk->is_dead = true;
    }
    if (disk->is_dead) {
        disk->was_hit = true;
        return DISK_FAULT_DEAD;
    }
    return is_met ? disk->fault : DISK_FAULT_NONE;
}

/* Is the operation to fail? makes: it needs room. */
static bool
fails(struct disk *disk, enum disk_fault fault, bool makes) {
    if (fault == DISK_FAULT_DEAD || fault == DISK_FAULT_EIO || (fault == DISK_FAULT_FULL && makes)) {
        disk->was_hit = true;
        errno = fault == DISK_FAULT_FULL ? ENOSPC : EIO;
        return true;
    }
    return false;
}

/* Is it left out, with a lie? */
static bool
is_skipped(struct disk *disk, enum disk_fault fault) {
    disk->was_hit = disk->was_hit || fault == DISK_FAULT_SKIP;
    return fault == DISK_FAULT_SKIP;
}

/* ---- the table ---- */

static int
disk_open(void *self, const char *path, int flags, unsigned mode) {
    struct disk *disk = self;
    UNUSED(mode);
    const bool makes = (flags & O_CREAT) != 0;
    if (fails(disk, meet(disk, "open", path), makes)) {
        return -1;
    }
    int at = disk_find_name(&disk->now, path);
    if (at < 0 && !makes) {
        errno = ENOENT;
        return -1;
    }
    if (at < 0) {
        disk_change_names(disk, "", path, disk_new_file(disk));
        at = disk_find_name(&disk->now, path);
    }
    const int file = disk->now.names[at].file;
    if ((flags & O_TRUNC) != 0 && disk->files[file].now_bytes > 0) {
        disk_add_change(&disk->files[file], 0, NULL, 0);
        disk->files[file].now_bytes = 0;
    }
    for (int fd = 0; fd < HANDLES_MAX; fd++) {
        if (disk->handles[fd].file < 0) {
            disk->handles[fd] = (struct handle){.file = file, .is_stick = disk_is_in(path, disk->stick)};
            return fd;
        }
    }
    errno = EMFILE;
    return -1;
}

static ssize_t
disk_read(void *self, int fd, void *data, size_t bytes) {
    struct disk *disk = self;
    struct handle *handle = &disk->handles[fd];
    const struct file *file = &disk->files[handle->file];
    const enum disk_fault fault = meet(disk, "read", "");
    if (fails(disk, fault, false)) {
        return -1;
    }
    const size_t left = handle->at < file->now_bytes ? file->now_bytes - handle->at : 0;
    size_t n = left < bytes ? left : bytes;
    if (fault == DISK_FAULT_SHORT && n > 1) {
        n /= 2;
        disk->was_hit = true;
    }
    if (handle->is_stick && disk->pull_after >= 0 && disk->stick_read + (int64_t)n > disk->pull_after) {
        disk->was_hit = true;
        errno = EIO;
        return -1;
    }
    if (n > 0) {
        memcpy(data, file->now + handle->at, n);
    }
    if (handle->is_stick) {
        for (size_t i = 0; disk->is_lying && i < n; i++) {
            file->now[handle->at + i] ^= 0x55;
        }
        disk->stick_read += (int64_t)n;
    }
    handle->at += n;
    return (ssize_t)n;
}

static ssize_t
disk_write(void *self, int fd, const void *data, size_t bytes) {
    struct disk *disk = self;
    struct handle *handle = &disk->handles[fd];
    struct file *file = &disk->files[handle->file];
    const enum disk_fault fault = meet(disk, "write", "");
    if (fails(disk, fault, true)) {
        return -1;
    }
    const bool is_short = fault == DISK_FAULT_SHORT && bytes > 1;
    const size_t n = is_short ? bytes / 2 : bytes;
    disk->was_hit = disk->was_hit || is_short;
    disk_add_change(file, handle->at, data, n);
    disk_write_bytes(&file->now, &file->now_bytes, handle->at, data, n);
    handle->at += n;
    return (ssize_t)n;
}

static int
disk_stat(void *self, int fd, struct fs_stat *ret_stat) {
    struct disk *disk = self;
    if (fails(disk, meet(disk, "stat", ""), false)) {
        return -1;
    }
    *ret_stat =
        (struct fs_stat){.bytes = (int64_t)disk->files[disk->handles[fd].file].now_bytes, .is_file = true};
    return 0;
}

static int
disk_fsync(void *self, int fd) {
    struct disk *disk = self;
    struct file *file = &disk->files[disk->handles[fd].file];
    const enum disk_fault fault = meet(disk, "fsync", "");
    if (fails(disk, fault, true)) {
        disk->failed_syncs += disk->is_dead ? 0 : 1;
        for (struct change *change = file->changes; change != NULL && !disk->is_dead; change = change->next) {
            change->is_lost = true;
        }
        return -1;
    }
    if (!is_skipped(disk, fault)) {
        disk_make_lasting(file);
    }
    return 0;
}

static int
disk_close(void *self, int fd) {
    struct disk *disk = self;
    const enum disk_fault fault = meet(disk, "close", "");
    disk->handles[fd].file = -1; /* also when it fails */
    return fails(disk, fault, false) ? -1 : 0;
}

static int
disk_rename(void *self, const char *from, const char *to) {
    struct disk *disk = self;
    const enum disk_fault fault = meet(disk, "rename", to);
    if (fails(disk, fault, true)) {
        return -1;
    }
    const int at = disk_find_name(&disk->now, from);
    if (at < 0) {
        errno = ENOENT;
        return -1;
    }
    if (!is_skipped(disk, fault)) {
        disk_change_names(disk, from, to, disk->now.names[at].file);
    }
    return 0;
}

static int
disk_unlink(void *self, const char *path) {
    struct disk *disk = self;
    if (fails(disk, meet(disk, "unlink", path), false)) {
        return -1;
    }
    if (disk_find_name(&disk->now, path) < 0) {
        errno = ENOENT;
        return -1;
    }
    disk_change_names(disk, path, "", -1);
    return 0;
}

static int
disk_mkdir(void *self, const char *path, unsigned mode) {
    struct disk *disk = self;
    UNUSED(mode);
    return fails(disk, meet(disk, "mkdir", path), true) ? -1 : 0;
}

static int
disk_sync_folder(void *self, const char *path) {
    struct disk *disk = self;
    const enum disk_fault fault = meet(disk, "sync", path);
    if (fails(disk, fault, true)) {
        disk->failed_syncs += disk->is_dead ? 0 : 1;
        return -1;
    }
    if (is_skipped(disk, fault)) {
        return 0;
    }
    int kept = 0;
    for (int i = 0; i < disk->renaming_count; i++) {
        const struct renaming *renaming = &disk->renamings[i];
        if (disk_is_in(renaming->from, path) || disk_is_in(renaming->to, path)) {
            disk_apply_renaming(&disk->lasting, renaming);
        } else {
            disk->renamings[kept++] = *renaming;
        }
    }
    disk->renaming_count = kept;
    return 0;
}

static int
disk_list(void *self, const char *path, fs_name_fn take, void *context) {
    struct disk *disk = self;
    if (fails(disk, meet(disk, "list", path), false)) {
        return -1;
    }
    for (int i = 0; i < disk->now.count; i++) {
        if (disk_is_in(disk->now.names[i].path, path) &&
            !take(context, strrchr(disk->now.names[i].path, '/') + 1)) {
            break;
        }
    }
    return 0;
}

static int
disk_drop_cache(void *self, int fd) {
    struct disk *disk = self;
    struct file *file = &disk->files[disk->handles[fd].file];
    if (fails(disk, meet(disk, "drop", ""), false)) {
        return -1;
    }
    if (file->changes == NULL) { /* only what has been synced can leave the memory */
        disk_write_bytes(&file->now, &file->now_bytes, 0, file->lasting, 0);
        file->now_bytes = file->lasting_bytes;
        if (file->lasting_bytes > 0) {
            file->now = xrealloc_array(file->now, file->lasting_bytes + 1, 1);
            memcpy(file->now, file->lasting, file->lasting_bytes);
        }
    }
    return 0;
}

struct fs_table
disk_table(struct disk *disk) {
    return (struct fs_table){.self = disk,
                             .open = disk_open,
                             .read = disk_read,
                             .write = disk_write,
                             .stat = disk_stat,
                             .fsync = disk_fsync,
                             .close = disk_close,
                             .rename = disk_rename,
                             .unlink = disk_unlink,
                             .mkdir = disk_mkdir,
                             .sync_folder = disk_sync_folder,
                             .list = disk_list,
                             .drop_cache = disk_drop_cache};
}
