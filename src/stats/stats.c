/* Counts in memory, and when they are written. A count that waits is a row of a bounded table, found again by its day, kind, name and
 * language; a write empties the table. A file that fails is left alone for a minute, and counting goes on: only when the table is full
 * are new kinds of counts lost. Nothing here waits, and nothing is allocated after opening. */

#include "stats/stats_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"

#define COUNTS_MAX 2048
#define DIGITS_KEPT_MAX 4         /* a longer number may be somebody's */
#define CLOCK_FIRST_S 1735689600  /* 2025-01-01: an earlier clock was never set */
#define CLOCK_LAST_S 253402300799 /* 9999-12-31 */
#define VALUE_AT_ONCE_MAX 1000000.0

struct stats {
    struct store store;
    struct stats_count counts[COUNTS_MAX];
    int count;
    time_ns now, visitor_since, loop_since; /* since when such counts wait; TIME_NEVER: none does */
    time_ns tried_at;                       /* the last write, held or not */
    int day, hour;
    bool is_failing, is_full_told;
    struct err note;
    char told[sizeof((struct err){0}.text)];
};

static void
tell(struct stats *stats, const char *what_next, const struct err *err) {
    if (!stats->is_failing) {
        (void)err_set(&stats->note, err->code, 0, "%s: %s; %s", stats->store.path, err->text, what_next);
    }
    stats->is_failing = true;
}

/* Lets the file be open. */
static bool
have_file(struct stats *stats) {
    struct err err = {0};
    struct err note = {0};
    if (stats->store.db != NULL && store_has_moved(&stats->store)) {
        store_close(&stats->store);
    }
    if (stats->store.db != NULL) {
        return true;
    }
    const bool ok = store_open(&stats->store, &note, &err);
    if (note.code != ERR_NONE) {
        stats->note = note;
    }
    if (!ok) {
        tell(stats, "counting goes on in memory", &err);
    }
    return ok;
}

struct stats *
stats_open(const struct stats_config *config, time_ns now) {
    struct stats *stats = xalloc(sizeof(*stats));
    const int64_t wanted = config->bytes_max > 0 ? config->bytes_max : STATS_BYTES_MAX;
    stats->store.bytes_max = wanted > STATS_BYTES_MIN ? wanted : STATS_BYTES_MIN;
    stats->store.days_max = config->days_max > 0 ? config->days_max : STATS_DAYS_MAX;
    stats->now = stats->tried_at = now;
    stats->visitor_since = stats->loop_since = TIME_NEVER;
    if (snprintf(stats->store.path, sizeof(stats->store.path), "%s", config->path) >=
        (int)sizeof(stats->store.path)) {
        stats->store.path[0] = '\0';
        stats->is_failing = true;
        (void)err_set(&stats->note, ERR_LIMIT, 0,
                      "statistics: the file name is too long; nothing is counted");
        return stats;
    }
    (void)have_file(stats);
    return stats;
}

/* ---- writing ---- */

static bool
write_now(struct stats *stats) {
    struct err err = {0};
    stats->tried_at = stats->now;
    if (stats->count == 0 || stats->store.path[0] == '\0' || !have_file(stats)) {
        return false;
    }
    if (!store_write(&stats->store, stats->counts, stats->count, &err)) {
        tell(stats, "counting goes on in memory", &err);
        return false;
    }
    stats->count = 0;
    stats->visitor_since = stats->loop_since = TIME_NEVER;
    stats->is_failing = stats->is_full_told = false;
    return true;
}

void
stats_close(struct stats *stats) {
    if (stats != NULL) {
        (void)write_now(stats);
        store_close(&stats->store);
        xfree(stats);
    }
}

void
stats_set_time(struct stats *stats, time_ns now, int64_t local_s, int local_hour) {
    const bool is_known = local_s >= CLOCK_FIRST_S && local_s <= CLOCK_LAST_S;
    stats->now = now;
    stats->day = is_known ? (int)(local_s / 86400) : 0;
    stats->hour = local_hour >= 0 && local_hour < 24 ? local_hour : STATS_HOUR_UNKNOWN;
}

/* Never within a minute of the last write. */
time_ns
stats_due(const struct stats *stats, bool is_quiet) {
    const time_ns wait = is_quiet ? STATS_QUIET_WAIT_NS : STATS_WAIT_NS;
    time_ns due = TIME_NEVER;
    if (stats->visitor_since != TIME_NEVER) {
        due = stats->visitor_since + wait;
    }
    if (stats->loop_since != TIME_NEVER) {
        due = time_min(due, stats->loop_since + STATS_LOOP_WAIT_NS);
    }
    const time_ns next_try = stats->tried_at + STATS_WAIT_NS;
    return due != TIME_NEVER && due < next_try ? next_try : due;
}

bool
stats_flush(struct stats *stats, bool is_quiet) {
    return stats->now >= stats_due(stats, is_quiet) && write_now(stats);
}

const char *
stats_take_note(struct stats *stats) {
    if (stats->note.code == ERR_NONE) {
        return NULL;
    }
    (void)snprintf(stats->told, sizeof(stats->told), "%s", stats->note.text);
    stats->note = (struct err){0};
    return stats->told;
}

/* ---- counting ---- */

/* Cut at a character. */
static void
copy_name(char out[STATS_NAME_BYTES + 1], const char *name) {
    const struct str text = str_from_c(name);
    size_t end = 0;
    for (size_t next = 0; next < text.len && next <= STATS_NAME_BYTES;) {
        (void)utf8_decode(text, &next);
        end = next <= STATS_NAME_BYTES ? next : end;
    }
    memcpy(out, text.ptr, end);
    out[end] = '\0';
}

static void
add(struct stats *stats, enum stats_what what, const char *name, const char *lang, int64_t value) {
    struct stats_count wanted = {.day = stats->day, .what = what, .value = value};
    copy_name(wanted.name, name);
    (void)snprintf(wanted.lang, sizeof(wanted.lang), "%s", lang);
    time_ns *since =
        what == STATS_LOOP_SHOWN || what == STATS_SCREEN_MINUTES ? &stats->loop_since : &stats->visitor_since;
    for (int i = 0; i < stats->count; i++) {
        struct stats_count *count = &stats->counts[i];
        if (count->what == what && count->day == wanted.day && strcmp(count->name, wanted.name) == 0 &&
            strcmp(count->lang, wanted.lang) == 0) {
            count->value += value;
            *since = time_min(*since, stats->now);
            return;
        }
    }
    if (stats->count < COUNTS_MAX) {
        stats->counts[stats->count++] = wanted;
        *since = time_min(*since, stats->now);
    } else if (!stats->is_full_told) {
        stats->is_full_told = true;
        (void)err_set(&stats->note, ERR_LIMIT, 0,
                      "statistics: %d kinds of counts wait for the file; new ones are lost", COUNTS_MAX);
    }
}

static int64_t
whole_seconds(double seconds) {
    return seconds > 0.0 ? llround(fmin(seconds, VALUE_AT_ONCE_MAX)) : 0;
}

void
stats_loop_showed(struct stats *stats, const char *slide, const char *lang) {
    add(stats, STATS_LOOP_SHOWN, slide, lang, 1);
}

void
stats_screen_lit(struct stats *stats, int minutes) {
    add(stats, STATS_SCREEN_MINUTES, "", "", minutes);
}

void
stats_slide_opened(struct stats *stats, const char *slide, const char *lang) {
    add(stats, STATS_OPENED, slide, lang, 1);
}

void
stats_slide_left(struct stats *stats, const char *slide, const char *lang, double seconds, bool is_idle) {
    add(stats, is_idle ? STATS_LEFT_IDLE : STATS_LEFT_BY_HAND, slide, lang, 1);
    if (whole_seconds(seconds) > 0) {
        add(stats, STATS_LOOKED_SECONDS, slide, lang, whole_seconds(seconds));
    }
}

void
stats_visit_ended(struct stats *stats, const char *lang, double seconds, int slides) {
    char hour[8];
    add(stats, STATS_VISITS, "", lang, 1);
    add(stats, STATS_VISIT_SECONDS, "", lang, whole_seconds(seconds));
    add(stats, STATS_VISIT_SLIDES, "", lang, slides > 0 ? slides : 0);
    if (stats->hour >= 0) {
        (void)snprintf(hour, sizeof(hour), "%02u", (unsigned)stats->hour % 24);
        add(stats, STATS_VISIT_HOUR, hour, "", 1);
    }
}

void
stats_language_chosen(struct stats *stats, const char *lang) {
    add(stats, STATS_LANGUAGE_CHOSEN, "", lang, 1);
}

static bool
is_digit(uint32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 0x6F0 && cp <= 0x6F9) || (cp >= 0x660 && cp <= 0x669);
}

/* Letters, more or less: no ASCII signs, no controls, nothing invisible. */
static bool
is_word_part(uint32_t cp) {
    const bool is_ascii_letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    return is_digit(cp) || is_ascii_letter || (cp > 0xA0 && (cp < 0x2000 || cp > 0x206F) && cp != 0xFEFF);
}

/* Letters and digits with single spaces between them: nothing a spreadsheet would take for a formula.
 * Returns: false for what is empty, no UTF-8, or may be somebody's number. */
static bool
clean_query(const char *typed, char out[STATS_NAME_BYTES + 1]) {
    const struct str text = str_from_c(typed);
    size_t len = 0;
    size_t next = 0;
    int digits = 0;
    bool is_full = false;
    for (size_t at = 0; at < text.len; at = next) {
        const uint32_t cp = utf8_decode(text, &next);
        digits = is_digit(cp) ? digits + 1 : 0;
        if (digits > DIGITS_KEPT_MAX) {
            return false;
        }
        const bool is_gap = !is_word_part(cp);
        const size_t bytes = is_gap ? 1 : next - at;
        is_full = is_full || len + bytes > STATS_NAME_BYTES;
        if (is_full || (is_gap && (len == 0 || out[len - 1] == ' '))) {
            continue;
        }
        memcpy(&out[len], is_gap ? " " : &typed[at], bytes);
        len += bytes;
    }
    len -= len > 0 && out[len - 1] == ' ' ? 1 : 0;
    out[len] = '\0';
    return len > 0 && utf8_is_valid(text);
}

void
stats_searched(struct stats *stats, const char *lang, const char *text, bool has_result) {
    char query[STATS_NAME_BYTES + 1];
    add(stats, STATS_SEARCHES, "", lang, 1);
    if (!has_result) {
        add(stats, STATS_SEARCHES_EMPTY, "", lang, 1);
        if (clean_query(text, query)) {
            add(stats, STATS_QUERY, query, lang, 1);
        }
    }
}

void
stats_touched(struct stats *stats, double x, double y, bool is_portrait) {
    char cell[16];
    const int columns = is_portrait ? STATS_CELLS_SHORT : STATS_CELLS_LONG;
    const int rows = is_portrait ? STATS_CELLS_LONG : STATS_CELLS_SHORT;
    if (x >= 0.0 && x < 1.0 && y >= 0.0 && y < 1.0) {
        (void)snprintf(cell, sizeof(cell), "c%dr%d", (int)(x * columns), (int)(y * rows));
        add(stats, is_portrait ? STATS_TOUCH_PORTRAIT : STATS_TOUCH_LANDSCAPE, cell, "", 1);
    }
}
