/* The forgetful disk. A file keeps what lasts and the writes since; a folder is one table of names that lasts and the changes since. A cut
 * of the power applies none, all, or a random part of either, a rename being one change. Nothing here knows of packs. */

#include "tests/faults/disk_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/xalloc.h"

#define SECTOR 512

/* ---- names ---- */

int
disk_find_name(const struct disk_names *names, const char *path) {
    for (int i = 0; i < names->count; i++) {
        if (strcmp(names->names[i].path, path) == 0) {
            return i;
        }
    }
    return -1;
}

static void
set_name(struct disk_names *names, const char *path, int file) {
    const int at = disk_find_name(names, path);
    xassert(at >= 0 || names->count < DISK_NAMES_MAX);
    struct name *name = &names->names[at >= 0 ? at : names->count++];
    (void)snprintf(name->path, sizeof(name->path), "%s", path);
    name->file = file;
}

static void
remove_name(struct disk_names *names, const char *path) {
    const int at = disk_find_name(names, path);
    if (at >= 0) {
        names->names[at] = names->names[--names->count];
    }
}

void
disk_apply_renaming(struct disk_names *names, const struct renaming *renaming) {
    if (renaming->from[0] != '\0') {
        remove_name(names, renaming->from);
    }
    if (renaming->to[0] != '\0') {
        set_name(names, renaming->to, renaming->file);
    }
}

void
disk_change_names(struct disk *disk, const char *from, const char *to, int file) {
    xassert(disk->renaming_count < DISK_RENAMINGS_MAX);
    struct renaming *renaming = &disk->renamings[disk->renaming_count++];
    (void)snprintf(renaming->from, sizeof(renaming->from), "%s", from);
    (void)snprintf(renaming->to, sizeof(renaming->to), "%s", to);
    renaming->file = file;
    disk_apply_renaming(&disk->now, renaming);
}

bool
disk_is_in(const char *path, const char *folder) {
    const size_t n = strlen(folder);
    return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/' && strchr(path + n + 1, '/') == NULL;
}

/* ---- files ---- */

void
disk_write_bytes(uint8_t **data, size_t *bytes, size_t at, const uint8_t *from, size_t count) {
    if (at + count > *bytes) {
        *data = xrealloc_array(*data, at + count + 1, 1);
        memset(*data + *bytes, 0, at + count - *bytes);
        *bytes = at + count;
    }
    if (count > 0) {
        memcpy(*data + at, from, count);
    }
}

void
disk_add_change(struct file *file, size_t at, const void *data, size_t bytes) {
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
        disk_write_bytes(&file->lasting, &file->lasting_bytes, change->at, change->data, change->bytes);
        return;
    }
    const uint32_t style = next_random(seed) % 4; /* nothing of it, all of it, or single sectors */
    for (size_t at = 0; at < change->bytes; at += SECTOR) {
        const size_t n = change->bytes - at < SECTOR ? change->bytes - at : SECTOR;
        if (style == 1 || (style >= 2 && next_random(seed) % 2 == 0)) {
            disk_write_bytes(&file->lasting, &file->lasting_bytes, change->at + at, change->data + at, n);
        }
    }
}

void
disk_make_lasting(struct file *file) {
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
int
disk_new_file(struct disk *disk) {
    for (int i = 0; i < disk->file_count; i++) {
        if (!is_named(disk, i)) {
            free_file(&disk->files[i]);
            return i;
        }
    }
    xassert(disk->file_count < DISK_FILES_MAX);
    return disk->file_count++;
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
            disk_add_change(to, change->at, change->data, change->bytes);
        }
    }
    return copy;
}

void
disk_put(struct disk *disk, const char *path, const void *data, size_t bytes) {
    const int at = disk_new_file(disk);
    struct file *file = &disk->files[at];
    disk_write_bytes(&file->now, &file->now_bytes, 0, data, bytes);
    disk_write_bytes(&file->lasting, &file->lasting_bytes, 0, data, bytes);
    set_name(&disk->now, path, at);
    set_name(&disk->lasting, path, at);
}

const void *
disk_get(const struct disk *disk, const char *path, size_t *ret_bytes) {
    const int at = disk_find_name(&disk->now, path);
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
            disk_apply_renaming(&disk->lasting, &disk->renamings[i]);
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
