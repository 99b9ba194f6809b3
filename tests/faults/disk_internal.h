#pragma once

#include "tests/faults/disk.h"

/* What the two files of the forgetful disk share: its state, and the steps that change it. */

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

struct disk_names {
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
    struct disk_names now, lasting;
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

/* ---- disk.c ---- */
int disk_find_name(const struct disk_names *names, const char *path);
/* A change of names that has happened but does not last yet. from or to may be empty. */
void disk_change_names(struct disk *disk, const char *from, const char *to, int file);
void disk_apply_renaming(struct disk_names *names, const struct renaming *renaming);
/* Does the path lie directly in the folder? */
bool disk_is_in(const char *path, const char *folder);
void disk_write_bytes(uint8_t **data, size_t *bytes, size_t at, const uint8_t *from, size_t count);
void disk_add_change(struct file *file, size_t at, const void *data, size_t bytes);
/* All changes last, but those whose sync has failed. */
void disk_make_lasting(struct file *file);
/* A file that nothing leads to any more, or one more. Returns: its number. */
int disk_new_file(struct disk *disk);
