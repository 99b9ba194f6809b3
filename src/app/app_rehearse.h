#pragma once

#include "app/app_options.h"
#include "base/clock.h"
#include "base/str.h"
#include "pack/pack_outcome.h"
#include "pack/pack_rehearsal.h"

/* `vitrin --rehearse FILE`: every page of a pack is painted off screen and looked at, in a process that has confined itself before it
 * opens the file. What it says and how it ends: pack/pack_rehearsal.h. */

#define REHEARSE_MEMORY_BYTES (1ull << 30)     /* of address space; beyond it the process ends with 70 */
#define REHEARSE_RESIDENT_BYTES (384ull << 20) /* in use at most; beyond it the pack is refused */
#define REHEARSE_FILES_MAX 32
#define REHEARSE_PAGE_NS TIME_S(6)   /* of processor time: a page that takes more is refused */
#define REHEARSE_PAGE_HANGS_CPU_S 40 /* after so much the kernel ends the process: SIGXCPU */
/* For everything, on a slow board beside a show: a little before the intake ends it. */
#define REHEARSE_WALL_NS TIME_S(PACK_REHEARSAL_WALL_S - 10)
#define REHEARSE_HANGS_WALL_S (PACK_REHEARSAL_WALL_S - 5) /* and SIGALRM for one that waits for something */

/* What the process has used. */
struct rehearse_use {
    time_ns page;            /* processor time of the page */
    time_ns since_start;     /* monotonic */
    uint64_t resident_bytes; /* the most there was at a time; 0: not known */
};

/* Returns: PACK_NONE, or what the use is too much of; *ret_sentence says so in English. */
enum pack_outcome app_rehearse_judge(const struct rehearse_use *use, const char **ret_sentence);

/* The line that refuses: WORD: place: sentence. Control characters become spaces, and what is too long ends at a whole character.
 * Returns: its bytes, at most PACK_REHEARSAL_LINE_MAX, without the line's end. */
size_t app_rehearse_line(char line[PACK_REHEARSAL_LINE_MAX + 1], enum pack_outcome outcome, struct str place,
                         struct str sentence);

/* Confines this process: memory, time, files, no core. Errors: ERR_IO. */
bool app_rehearse_confine(struct err *err) WARN_UNUSED;
/* Gives the process the processor time of one more page: how long others let it wait is no fault of the page. Range: cpu_s from 1. */
void app_rehearse_allow(int cpu_s);
