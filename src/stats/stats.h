#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

/* Anonymous counts of what visitors do, in one small file that survives power cuts. Nothing in it tells one visitor from another:
 * sums by day, never a row for a person or a moment. Counts gather in memory and are written in one transaction, at most once a
 * minute; whatever happens to the file, counting and the show go on. */

#define STATS_NAME_BYTES 40            /* of a slide's key or a query; longer ones are cut at a character */
#define STATS_DAYS_MAX 400             /* older days are folded into their month */
#define STATS_MONTHS_MAX 120           /* older months are forgotten */
#define STATS_QUERIES_A_DAY 200        /* distinct texts of searches that found nothing */
#define STATS_BYTES_MAX (16 << 20)     /* of the file; at the edge the oldest labels go */
#define STATS_BYTES_MIN (256 << 10)    /* the least that may be asked for */
#define STATS_WAIT_NS TIME_S(60)       /* a visitor's counts are written by then: what a power cut can take */
#define STATS_QUIET_WAIT_NS TIME_S(45) /* from then on a quiet moment is taken */
#define STATS_LOOP_WAIT_NS TIME_S(3600) /* the loop alone writes once an hour */
#define STATS_CELLS_LONG 32             /* the touch map: cells along the longer side of the picture */
#define STATS_CELLS_SHORT 18

/* What is counted. The numbers stand in the file: new ones are added at the end. */
enum stats_what {
    STATS_LOOP_SHOWN = 1,
    STATS_OPENED,
    STATS_LOOKED_SECONDS,
    STATS_LEFT_BY_HAND,
    STATS_LEFT_IDLE,
    STATS_VISITS,
    STATS_VISIT_SECONDS,
    STATS_VISIT_SLIDES,
    STATS_VISIT_HOUR, /* local hour of the day in which a visit ended, as its name: 00 to 23 */
    STATS_LANGUAGE_CHOSEN,
    STATS_SEARCHES,
    STATS_SEARCHES_EMPTY,
    STATS_QUERY,           /* a text that found nothing, as its name */
    STATS_TOUCH_LANDSCAPE, /* a cell c<column>r<row> as its name; 32 columns of 18 rows */
    STATS_TOUCH_PORTRAIT,  /* 18 columns of 32 rows */
    STATS_SCREEN_MINUTES,  /* the screen was lit so long */
    STATS_WHAT_END
};

struct stats_config {
    const char *path;
    int64_t bytes_max; /* 0: STATS_BYTES_MAX */
    int days_max;      /* 0: STATS_DAYS_MAX */
};

struct stats;

/* Opens the file, or begins it; one that is damaged, foreign, newer or not writable is renamed NAME.corrupt-1 (older ones move on
 * to -2 and -3, the oldest goes) and begun anew. Never fails: without a file it counts in memory. Owns: the caller. */
struct stats *stats_open(const struct stats_config *config, time_ns now);
/* Writes what is not yet written. Accepts NULL. */
void stats_close(struct stats *stats);
/* Once a turn, before anything is recorded. The wall clock only labels: before 2025 the day is "unknown". Units: local_s, seconds since 1970
 * by the calendar of the place, as if that were UTC's. Range: local_hour 0..23 or STATS_HOUR_UNKNOWN. */
#define STATS_HOUR_UNKNOWN (-1)
void stats_set_time(struct stats *stats, time_ns now, int64_t local_s, int local_hour);
/* Writes when it is due. A disk may take its time over that: while nothing moves (is_quiet) it is done some seconds early.
 * Returns: whether it wrote. */
bool stats_flush(struct stats *stats, bool is_quiet);
/* When stats_flush has something to do. Returns: TIME_NEVER while nothing waits. */
time_ns stats_due(const struct stats *stats, bool is_quiet);
/* A sentence for the log, each once. Returns: NULL when there is nothing to say. Valid until: the next call of this module. */
const char *stats_take_note(struct stats *stats);

/* ---- records; `slide` is a slide's key, `lang` a language's code ---- */
void stats_loop_showed(struct stats *stats, const char *slide, const char *lang);
/* Writes as rarely as the loop. Range: minutes > 0. */
void stats_screen_lit(struct stats *stats, int minutes);
void stats_slide_opened(struct stats *stats, const char *slide, const char *lang);
void stats_slide_left(struct stats *stats, const char *slide, const char *lang, double seconds, bool is_idle);
void stats_visit_ended(struct stats *stats, const char *lang, double seconds, int slides);
void stats_language_chosen(struct stats *stats, const char *lang);
/* `text` is kept only when nothing was found, without signs, and not when it holds a number of five digits or more. */
void stats_searched(struct stats *stats, const char *lang, const char *text, bool has_result);
/* Range: fractions of the picture, 0..1; others are not counted. */
void stats_touched(struct stats *stats, double x, double y, bool is_portrait);

/* ---- the report ---- */
struct stats_row {
    const char *day; /* 2026-03-01, 2026-03 for a month, unknown */
    enum stats_what what;
    const char *name, *lang; /* may be empty */
    int64_t value;
};
typedef void (*stats_row_fn)(void *context, const struct stats_row *row);

/* The word for a count in reports, e.g. "opened". */
const char *stats_what_name(enum stats_what what);
/* Gives every count of a file to `take`, by day, what, name and language; changes nothing and may run beside a show that counts.
 * Errors: ERR_IO, ERR_FORMAT: one sentence that names the file. */
bool stats_report(const char *path, stats_row_fn take, void *context, struct err *err) WARN_UNUSED;
