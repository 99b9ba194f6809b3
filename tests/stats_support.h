#pragma once

/* What the tests of the statistics share: a folder of their own, a file opened small, and its report as text. */

#include "support.h"

#include <math.h>

#include <sys/stat.h>
#include <unistd.h>

#include "stats/stats.h"

#define DAY_S 1772323200 /* 2026-03-01 00:00 UTC */

static char stats_folder[64];

static inline int
stats_set_up(void **state) {
    (void)state;
    (void)snprintf(stats_folder, sizeof(stats_folder), "/tmp/vitrin-stats-XXXXXX");
    return mkdtemp(stats_folder) == NULL ? -1 : 0;
}

static inline int
stats_tear_down(void **state) {
    char command[96];
    (void)state;
    (void)snprintf(command, sizeof(command), "rm -rf %s", stats_folder);
    return system(command);
}

/* Valid until: the fourth call after it. */
static inline const char *
stats_path(const char *name) {
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof(paths[0]), "%s/%s", stats_folder, name);
    return path;
}

static inline struct stats *
stats_open_at(const char *path, time_ns now, int64_t utc_s) {
    const struct stats_config config = {.path = path};
    struct stats *stats = stats_open(&config, now);
    assert_non_null(stats);
    stats_set_time(stats, now, utc_s, 14);
    return stats;
}

struct stats_text {
    char bytes[1 << 20];
    size_t len;
};

static inline void
stats_add_row(void *context, const struct stats_row *row) {
    struct stats_text *text = context;
    text->len +=
        (size_t)snprintf(text->bytes + text->len, sizeof(text->bytes) - text->len, "%s,%s,%s,%s,%lld\n",
                         row->day, stats_what_name(row->what), row->name, row->lang, (long long)row->value);
    assert_true(text->len < sizeof(text->bytes));
}

/* The whole report. Valid until: the next call. */
static inline const char *
stats_text_of(const char *path) {
    static struct stats_text text;
    struct err err = {0};
    text = (struct stats_text){0};
    if (!stats_report(path, stats_add_row, &text, &err)) {
        fail_msg("%s", err.text);
    }
    return text.bytes;
}

struct stats_sum {
    enum stats_what what;
    const char *name; /* NULL: any */
    int64_t value;
    int rows;
};

static inline void
stats_add_sum(void *context, const struct stats_row *row) {
    struct stats_sum *sum = context;
    const bool is_wanted = row->what == sum->what && (sum->name == NULL || strcmp(row->name, sum->name) == 0);
    sum->value += is_wanted ? row->value : 0;
    sum->rows += is_wanted ? 1 : 0;
}

static inline struct stats_sum
stats_sum_of(const char *path, enum stats_what what, const char *name) {
    struct stats_sum sum = {.what = what, .name = name};
    struct err err = {0};
    if (!stats_report(path, stats_add_sum, &sum, &err)) {
        fail_msg("%s", err.text);
    }
    return sum;
}

/* Of a file, or of what lies beside it; 0 when there is none. */
static inline long
stats_bytes_of(const char *path, const char *part) {
    char name[160];
    struct stat st;
    (void)snprintf(name, sizeof(name), "%s%s", path, part);
    return stat(name, &st) == 0 ? (long)st.st_size : 0;
}

#define STATS_SUPPORT_UNUSED                                                                                 \
    SUPPORT_UNUSED, (void)stats_set_up, (void)stats_tear_down, (void)stats_open_at, (void)stats_text_of,     \
        (void)stats_sum_of, (void)stats_path, (void)stats_bytes_of
