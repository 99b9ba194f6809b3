/* The forgetful disk. A file keeps what lasts and the writes since; a folder is one table of names that lasts and the changes since. A cut
 * of the power applies none, all, or a random part of either, a rename being one change. Nothing here knows of packs. */

#include "tests/faults/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#define SECTOR 512
#define HANDLES_MAX 32
#define PATH_ROOM 160

struct change { /* a write, or with data NULL a cut to `bytes` */
    struct change *next;
    size_t at, bytes;
    bool is_lost; /* its sync failed */
    uint8_t *data;
};

struct file {
    uint8_t *now, *lasting;
    size_t now_bytes, lasting_bytes;
    struct change *changes, **last;
};

struct name {
    char path[PATH_ROOM];
    int file;
};

struct renaming { /* one change of names: `from` goes, `to` comes */
    char from[PATH_ROOM], to[PATH_ROOM];
    int file;
};

struct names {
    struct name names[DISK_NAMES_MAX];
    int count;
};

struct handle {
    int file; /* -1: free */
    size_t at;
    bool is_stick;
};

struct disk {
    struct file files[DISK_FILES_MAX];
    int file_count;
    struct names now, lasting;
    struct renaming renamings[DISK_RENAMINGS_MAX];
    int renaming_count;
    struct handle handles[HANDLES_MAX];
    enum disk_fault fault;
    int fault_at, death_at, count, failed_syncs; /* death_at: -1 for never */
    bool is_for_ever, is_dead, was_hit;
    char stick[PATH_ROOM];
    int64_t pull_after, stick_read;
    bool is_lying;
    char op_names[DISK_OPS_MAX][64];
};

/* ---- names ---- */

static int
find_name(const struct names *names, const char *path) {
    for (int i = 0; i < names->count; i++) {
        if (strcmp(names->names[i].path, path) == 0) {
            return i;
        }
    }
    return -1;
}

static void
set_name(struct names *names, const char *path, int file) {
    const int at = find_name(names, path);
    xassert(at >= 0 || names->count < DISK_NAMES_MAX);
    struct name *name = &names->names[at >= 0 ? at : names->count++];
    (void)snprintf(name->path, sizeof(name->path), "%s", path);
    name->file = file;
}

static void
remove_name(struct names *names, const char *path) {
    const int at = find_name(names, path);
    if (at >= 0) {
        names->names[at] = names->names[--names->count];
    }
}

static void
apply_renaming(struct names *names, const struct renaming *renaming) {
    if (renaming->from[0] != '\0') {
        remove_name(names, renaming->from);
    }
    if (renaming->to[0] != '\0') {
        set_name(names, renaming->to, renaming->file);
    }
}

static void
change_names(struct disk *disk, const char *from, const char *to, int file) {
    xassert(disk->renaming_count < DISK_RENAMINGS_MAX);
    struct renaming *renaming = &disk->renamings[disk->renaming_count++];
    (void)snprintf(renaming->from, sizeof(renaming->from), "%s", from);
    (void)snprintf(renaming->to, sizeof(renaming->to), "%s", to);
    renaming->file = file;
    apply_renaming(&disk->now, renaming);
}

static bool
is_in(const char *path, const char *folder) {
    const size_t n = strlen(folder);
    return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/' && strchr(path + n + 1, '/') == NULL;
}

/* ---- files ---- */

static void
write_bytes(uint8_t **data, size_t *bytes, size_t at, const uint8_t *from, size_t count) {
    if (at + count > *bytes) {
        *data = xrealloc_array(*data, at + count + 1, 1);
        memset(*data + *bytes, 0, at + count - *bytes);
        *bytes = at + count;
    }
    if (count > 0) {
        memcpy(*data + at, from, count);
    }
}

static void
add_change(struct file *file, size_t at, const void *data, size_t bytes) {
    struct change *change = xalloc(sizeof(*change));
    *change = (struct change){.at = at, .bytes = bytes};
    if (data != NULL) {
        change->data = xalloc(bytes + 1);
        memcpy(change->data, data, bytes);
    }
    if (file->last == NULL) {
        file->last = &file->changes;
    }
    *file->last = change;
    file->last = &change->next;
}

static void
drop_changes(struct file *file) {
    for (struct change *change = file->changes; change != NULL;) {
        struct change *next = change->next;
        xfree(change->data);
        xfree(change);
        change = next;
    }
    file->changes = NULL;
    file->last = NULL;
}

static uint32_t
next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* What of a change has reached the disk by itself: sector by sector. */
static void
apply_change(struct file *file, const struct change *change, enum disk_cut cut, uint32_t *seed) {
    if (change->data == NULL) {
        if (cut != DISK_CUT_SOME_LOST || next_random(seed) % 2 == 0) {
            file->lasting_bytes = file->lasting_bytes < change->bytes ? file->lasting_bytes : change->bytes;
        }
        return;
    }
    if (cut != DISK_CUT_SOME_LOST) {
        write_bytes(&file->lasting, &file->lasting_bytes, change->at, change->data, change->bytes);
        return;
    }
    const uint32_t style = next_random(seed) % 4; /* nothing of it, all of it, or single sectors */
    for (size_t at = 0; at < change->bytes; at += SECTOR) {
        const size_t n = change->bytes - at < SECTOR ? change->bytes - at : SECTOR;
        if (style == 1 || (style >= 2 && next_random(seed) % 2 == 0)) {
            write_bytes(&file->lasting, &file->lasting_bytes, change->at + at, change->data + at, n);
        }
    }
}

static void
make_lasting(struct file *file) {
    for (const struct change *change = file->changes; change != NULL; change = change->next) {
        if (!change->is_lost) {
            apply_change(file, change, DISK_CUT_NOTHING_LOST, NULL);
        }
    }
    drop_changes(file);
}

static bool
is_named(const struct disk *disk, int file) {
    bool found = false;
    for (int i = 0; i < disk->now.count; i++) {
        found = found || disk->now.names[i].file == file;
    }
    for (int i = 0; i < disk->lasting.count; i++) {
        found = found || disk->lasting.names[i].file == file;
    }
    for (int i = 0; i < disk->renaming_count; i++) {
        found = found || disk->renamings[i].file == file;
    }
    for (int fd = 0; fd < HANDLES_MAX; fd++) {
        found = found || disk->handles[fd].file == file;
    }
    return found;
}

static void
free_file(struct file *file) {
    drop_changes(file);
    xfree(file->now);
    xfree(file->lasting);
    *file = (struct file){.now = NULL};
}

/* A file that nothing leads to any more, or one more. */
static int
new_file(struct disk *disk) {
    for (int i = 0; i < disk->file_count; i++) {
        if (!is_named(disk, i)) {
            free_file(&disk->files[i]);
            return i;
        }
    }
    xassert(disk->file_count < DISK_FILES_MAX);
    return disk->file_count++;
}

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
    int at = find_name(&disk->now, path);
    if (at < 0 && !makes) {
        errno = ENOENT;
        return -1;
    }
    if (at < 0) {
        change_names(disk, "", path, new_file(disk));
        at = find_name(&disk->now, path);
    }
    const int file = disk->now.names[at].file;
    if ((flags & O_TRUNC) != 0 && disk->files[file].now_bytes > 0) {
        add_change(&disk->files[file], 0, NULL, 0);
        disk->files[file].now_bytes = 0;
    }
    for (int fd = 0; fd < HANDLES_MAX; fd++) {
        if (disk->handles[fd].file < 0) {
            disk->handles[fd] = (struct handle){.file = file, .is_stick = is_in(path, disk->stick)};
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
    add_change(file, handle->at, data, n);
    write_bytes(&file->now, &file->now_bytes, handle->at, data, n);
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
        make_lasting(file);
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
    const int at = find_name(&disk->now, from);
    if (at < 0) {
        errno = ENOENT;
        return -1;
    }
    if (!is_skipped(disk, fault)) {
        change_names(disk, from, to, disk->now.names[at].file);
    }
    return 0;
}

static int
disk_unlink(void *self, const char *path) {
    struct disk *disk = self;
    if (fails(disk, meet(disk, "unlink", path), false)) {
        return -1;
    }
    if (find_name(&disk->now, path) < 0) {
        errno = ENOENT;
        return -1;
    }
    change_names(disk, path, "", -1);
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
        if (is_in(renaming->from, path) || is_in(renaming->to, path)) {
            apply_renaming(&disk->lasting, renaming);
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
        if (is_in(disk->now.names[i].path, path) &&
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
        write_bytes(&file->now, &file->now_bytes, 0, file->lasting, 0);
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

/* ---- the disk as a whole ---- */

struct disk *
disk_create(void) {
    struct disk *disk = xalloc(sizeof(*disk));
    for (int fd = 0; fd < HANDLES_MAX; fd++) {
        disk->handles[fd].file = -1;
    }
    disk->pull_after = -1;
    disk->death_at = -1;
    return disk;
}

void
disk_destroy(struct disk *disk) {
    if (disk == NULL) {
        return;
    }
    for (int i = 0; i < disk->file_count; i++) {
        free_file(&disk->files[i]);
    }
    xfree(disk);
}

static uint8_t *
copy_bytes(const uint8_t *data, size_t bytes) {
    uint8_t *copy = xalloc(bytes + 1);
    if (bytes > 0) {
        memcpy(copy, data, bytes);
    }
    return copy;
}

struct disk *
disk_copy(const struct disk *disk) {
    struct disk *copy = xalloc(sizeof(*copy));
    *copy = *disk;
    for (int i = 0; i < disk->file_count; i++) {
        const struct file *from = &disk->files[i];
        struct file *to = &copy->files[i];
        *to = (struct file){.now = copy_bytes(from->now, from->now_bytes),
                            .lasting = copy_bytes(from->lasting, from->lasting_bytes),
                            .now_bytes = from->now_bytes,
                            .lasting_bytes = from->lasting_bytes};
        for (const struct change *change = from->changes; change != NULL; change = change->next) {
            add_change(to, change->at, change->data, change->bytes);
        }
    }
    return copy;
}

void
disk_put(struct disk *disk, const char *path, const void *data, size_t bytes) {
    const int at = new_file(disk);
    struct file *file = &disk->files[at];
    write_bytes(&file->now, &file->now_bytes, 0, data, bytes);
    write_bytes(&file->lasting, &file->lasting_bytes, 0, data, bytes);
    set_name(&disk->now, path, at);
    set_name(&disk->lasting, path, at);
}

const void *
disk_get(const struct disk *disk, const char *path, size_t *ret_bytes) {
    const int at = find_name(&disk->now, path);
    if (at < 0) {
        return NULL;
    }
    const struct file *file = &disk->files[disk->now.names[at].file];
    *ret_bytes = file->now_bytes;
    return file->now != NULL ? (const void *)file->now : "";
}

void
disk_cut_power(struct disk *disk, enum disk_cut cut, uint32_t seed) {
    for (int i = 0; i < disk->renaming_count && cut != DISK_CUT_ALL_LOST; i++) {
        if (cut == DISK_CUT_NOTHING_LOST || next_random(&seed) % 2 == 0) {
            apply_renaming(&disk->lasting, &disk->renamings[i]);
        }
    }
    disk->renaming_count = 0;
    disk->now = disk->lasting;
    for (int i = 0; i < disk->file_count; i++) {
        struct file *file = &disk->files[i];
        for (const struct change *change = file->changes; change != NULL && cut != DISK_CUT_ALL_LOST;
             change = change->next) {
            if (!change->is_lost || cut == DISK_CUT_SOME_LOST) {
                apply_change(file, change, cut, &seed);
            }
        }
        drop_changes(file);
        xfree(file->now);
        file->now = copy_bytes(file->lasting, file->lasting_bytes);
        file->now_bytes = file->lasting_bytes;
    }
    for (int fd = 0; fd < HANDLES_MAX; fd++) {
        disk->handles[fd].file = -1;
    }
    disk->is_dead = false;
    disk->stick_read = 0;
    disk->pull_after = -1;
    disk->is_lying = false;
    disk_plan(disk, DISK_FAULT_NONE, 0, false);
}

void
disk_plan(struct disk *disk, enum disk_fault fault, int at, bool is_for_ever) {
    disk->fault = fault;
    disk->fault_at = at;
    disk->is_for_ever = is_for_ever;
    disk->death_at = -1;
    disk->count = 0;
    disk->was_hit = false;
}

void
disk_plan_death(struct disk *disk, int at) {
    disk->death_at = at;
}

int
disk_count(const struct disk *disk) {
    return disk->count;
}

bool
disk_was_hit(const struct disk *disk) {
    return disk->was_hit;
}

const char *
disk_op_name(const struct disk *disk, int number) {
    return number >= 0 && number < DISK_OPS_MAX ? disk->op_names[number] : "?";
}

int
disk_failed_syncs(const struct disk *disk) {
    return disk->failed_syncs;
}

void
disk_pull(struct disk *disk, const char *folder, int64_t after_bytes) {
    (void)snprintf(disk->stick, sizeof(disk->stick), "%s", folder);
    disk->pull_after = after_bytes;
    disk->stick_read = 0;
}

void
disk_lie(struct disk *disk, const char *folder) {
    (void)snprintf(disk->stick, sizeof(disk->stick), "%s", folder);
    disk->is_lying = true;
}
