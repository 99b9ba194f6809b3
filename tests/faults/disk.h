#pragma once

#include "base/fs_table.h"

/* A disk in memory that forgets: what was never synced may be lost, torn or reordered when the power is cut. Files and folders behave
 * like POSIX says at its least: data lasts after fsync of the file, names last after fsync of the folder, and of everything since then
 * any part may be there, in pieces of 512 bytes. A sync that failed loses its data for good, though reads still show them. */

#define DISK_FILES_MAX 64
#define DISK_NAMES_MAX 64
#define DISK_OPS_MAX 2048
#define DISK_RENAMINGS_MAX 128

struct disk; /* opaque */

enum disk_cut { DISK_CUT_NOTHING_LOST, DISK_CUT_ALL_LOST, DISK_CUT_SOME_LOST };

/* What goes wrong at the n-th operation. */
enum disk_fault {
    DISK_FAULT_NONE,
    DISK_FAULT_DEAD,  /* the program is killed: from here on nothing has an effect */
    DISK_FAULT_EIO,   /* the operation fails */
    DISK_FAULT_FULL,  /* ENOSPC where something is written or made; otherwise nothing */
    DISK_FAULT_SHORT, /* a read or write does half of what it was asked for, and nothing goes wrong */
    DISK_FAULT_SKIP   /* a sync or rename reports success and does nothing: a mutant of the program */
};

struct disk *disk_create(void);
void disk_destroy(struct disk *disk);
struct disk *disk_copy(const struct disk *disk);
/* The table that works on this disk. Paths are absolute; folders come to be by themselves. */
struct fs_table disk_table(struct disk *disk);
/* Puts a file there for good. */
void disk_put(struct disk *disk, const char *path, const void *data, size_t bytes);
/* Returns: the bytes as a program sees them now, NULL when there is no such file. Valid until: the next operation. */
const void *disk_get(const struct disk *disk, const char *path, size_t *ret_bytes);
/* The power is cut and comes back. seed chooses what is lost for DISK_CUT_SOME_LOST. */
void disk_cut_power(struct disk *disk, enum disk_cut cut, uint32_t seed);

/* From now on operations are counted from 0; the n-th goes wrong, and all after it with is_for_ever. */
void disk_plan(struct disk *disk, enum disk_fault fault, int at, bool is_for_ever);
/* Besides the plan: the program is killed at that operation. */
void disk_plan_death(struct disk *disk, int at);
int disk_count(const struct disk *disk);
/* Did the planned fault meet an operation that it changes? */
bool disk_was_hit(const struct disk *disk);
/* What the operation with this number was: "fsync /state/…". Valid until: the next operation. */
const char *disk_op_name(const struct disk *disk, int number);
/* How many syncs have failed so far. */
int disk_failed_syncs(const struct disk *disk);
/* Reading below this folder fails once so many bytes have been read: a stick that is pulled. -1: never. */
void disk_pull(struct disk *disk, const char *folder, int64_t after_bytes);
/* Below this folder every byte read a second time is another one: a stick that lies. */
void disk_lie(struct disk *disk, const char *folder);
