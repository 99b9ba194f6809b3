#pragma once

#include "base/arena.h"
#include "base/locale.h"
#include "content/content_model.h"
#include "stats/stats.h"

/* Counts of a file added up, and one page of text about them. */

#define TALLY_MAX 4096

/* Sums by name; further names than TALLY_MAX are left out. */
struct tally_row {
    struct str name;
    uint64_t hash;
    int64_t value;
};
struct tally {
    struct tally_row rows[TALLY_MAX];
    int count;
};

struct stats_sums {
    struct arena *arena; /* keeps the names */
    int64_t of[STATS_WHAT_END];
    struct tally opened, looked, langs, days, hours, queries;
    struct str first_day, last_day; /* ISO; empty: none is known */
    bool has_undated;
};

/* Range: rows in the order of a report. */
void app_stats_add(struct stats_sums *sums, const struct stats_row *row);

/* model: NULL without a pack; pages are then called by their keys, and which were never opened is not known.
 * Returns: UTF-8 text, lines ending in LF. */
struct str app_stats_page(struct stats_sums *sums, const struct content_model *model,
                          const struct locale *locale);
