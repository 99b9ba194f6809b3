#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "pack/pack_outcome.h"
#include "pack/pack_status.h"
#include "ui/strings.h"

/* What the staff panel tells: one plain value that the program fills and the panel only reads. */

#define STAFF_WORDS_MAX 127
#define STAFF_FAULTS_MAX 5
#define STAFF_PAST_MAX 4
#define STAFF_LINES_MAX 12
#define STAFF_DAYS 7
#define STAFF_SUPPORT_BYTES_MAX 700
#define STAFF_HOT_C 75.0f /* the light turns amber … */
#define STAFF_TOO_HOT_C 82.0f
#define STAFF_FULL_PERCENT 85 /* memory, storage: amber … */
#define STAFF_TOO_FULL_PERCENT 95

/* Below the least, as the power supply's own monitor tells it. */
enum staff_power { POWER_UNTOLD, POWER_FINE, POWER_WAS_LOW, POWER_LOW };
enum staff_hours { STAFF_HOURS_AS_SET, STAFF_HOURS_CLOSED, STAFF_HOURS_OPEN, STAFF_HOURS_COUNT };
enum staff_light { LIGHT_GREEN, LIGHT_AMBER, LIGHT_RED };

struct staff_past {
    enum pack_outcome outcome;
    int64_t seq;   /* 0: no pack's */
    char when[17]; /* "2026-03-01 18:20", local; empty: the clock was not known */
};

/* One count of the visitors' statistics, in the panel's language; without a value it heads those that follow. */
struct staff_line {
    char name[STAFF_WORDS_MAX + 1], value[STAFF_WORDS_MAX + 1];
};

struct staff_facts {
    char version[32];
    char pack_title[STAFF_WORDS_MAX + 1]; /* in the panel's language */
    char pack_id[65], pack_updated[11];   /* hex; ISO date */
    int64_t pack_seq;
    bool is_trial;     /* the pack has not proved itself yet */
    bool has_previous; /* there is a pack to return to, and somebody who takes the request */
    bool can_restart;  /* somebody starts the program again */
    /* the page that was on when staff came: its key, as the deck showed it; empty: not looked yet */
    char slide[64], lang[16];
    int slide_ms, modes;     /* since it came on; bits as deck_modes_bits has them */
    int width_px, height_px; /* of the picture */
    int past_count;
    struct staff_past past[STAFF_PAST_MAX]; /* the newest first */

    bool is_clock_known;  /* date and time, by the network or a clock of the machine's own */
    bool is_clock_staffs; /* day and time alone, as staff have set them */
    char today[11];       /* ISO; local */
    int weekday;          /* Range: 0..6, 0: Sunday */
    int minute;           /* of the day */
    int64_t uptime_s;
    enum staff_hours hours; /* of today */
    bool has_lit;
    int lit_min[STAFF_DAYS]; /* how long the screen was lit: the last is today */

    float temperature_c;                 /* below -100: not told */
    int memory_percent, storage_percent; /* used; below 0: not told */
    enum staff_power power;
    int fault_count;
    char faults[STAFF_FAULTS_MAX][64]; /* keys of slides that were skipped, or what else failed */

    struct pack_status stick; /* PACK_PHASE_IDLE: none is in */
    int brightness_percent;
    bool is_calm;
    int stats_count;
    struct staff_line stats[STAFF_LINES_MAX];
};

struct deck;

/* Nothing is known yet. */
struct staff_facts staff_facts_none(void);
/* Notes which page is on. */
void staff_facts_take_page(struct staff_facts *facts, const struct deck *deck, time_ns now);
/* One colour and one sentence: the gravest first. */
enum staff_light staff_light(const struct staff_facts *facts, enum ui_string *ret_sentence);
/* The facts for whoever mends from afar: short ASCII lines `key=value`, LF after each, the first `vitrin=VERSION`. Keys: pack (the first 8
 * hex of its identity), seq, trial, slide, at (the picture's size, language, milliseconds since the slide came on, what a visitor had
 * switched on; comma between: `vitrin --replay` draws it), up (seconds), clock (known, staff or unknown), date, temp (C), mem, disk (percent
 * used), power (fine, was_low, low), stick (phase, outcome), past (outcome and seq, newest first, comma between), faults (comma between). What is not known
 * is left out; bytes outside printable ASCII become '?'. Returns: bytes without the closing NUL. */
size_t staff_support_text(const struct staff_facts *facts, char text[STAFF_SUPPORT_BYTES_MAX]);
