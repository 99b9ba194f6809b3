#pragma once

#include <limits.h>
#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"
#include "deck/deck_guard.h"
#include "pack/pack_slot.h"

/* The show on a device: which pack it shows, what it leaves behind for the next start, what the intake tells it. */

struct app;
struct app_options;

/* The pack that is shown, and where it came from. */
struct app_source {
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES]; /* of its file; unknown for a factory pack behind slots */
    int64_t seq;                        /* of its slot; 0: it lies in none */
    bool is_on_trial;
    bool has_to_prove; /* on trial, or proven and crashed since */
    bool is_preview;   /* the key that an author named vouches for it alone */
    bool
        lacks_added_keys; /* the folder of keys on the data partition could not be read: the shipped ones alone were asked */
};

/* What the show has left behind so far. */
struct app_trail {
    time_ns started_at, beat_at;
    const struct content_model *model; /* of the breadcrumb */
    int slide;                         /* of the same */
    /* the pack on trial: how long it could be seen, and whether a round of the loop was seen whole */
    time_ns seen, looked_at;
    long presented_before;
    int rounds_before; /* those that are over, or were not seen whole */
    bool has_rounded;
    bool has_asked;
};

/* What is told once a minute. */
struct app_facts {
    time_ns due;
    int64_t visits; /* that ended on that day */
    char day[11];
};

struct app_clock {
    bool is_kept; /* somebody has vouched for the machine's clock since the program began */
    time_ns ask_at;
    /* The day and the time as staff set them: so many minutes after Sunday began, when the monotonic clock said that. */
    bool is_set;
    int week_min;
    time_ns at;
};

/* The status file as it was seen last. */
struct app_update {
    bool has_file;
    uint64_t inode;
    int64_t bytes, changed_s, changed_ns;
    time_ns look_at;
    uint32_t changes; /* of the status read last */
};

/* Where the pack is, and that it is signed with a trusted key: FILE.minisig lies beside it. Errors: one sentence; ERR_UNTRUSTED when
 * nobody who is trusted vouches for it. */
bool app_trust_find_pack(const struct app_options *options, struct app_source *ret_source,
                         struct err *err) WARN_UNUSED;

/* ---- the trail for the next start (app_trail.c): --run-dir DIR ---- */
void app_trail_begin(struct app *app, time_ns now);
/* The heartbeat alone, when it is due. */
void app_trail_beat(struct app *app, time_ns now);
void app_trail_turn(struct app *app, time_ns now);
time_ns app_trail_due(const struct app *app);
/* Another pack is on, and has to prove itself. */
void app_trail_prove(struct app *app, time_ns now);
/* Does the pack on trial do so much harm that the show has to end, for the supervisor to book it? *err says so then. */
bool app_trail_gives_up(const struct app *app, struct err *err);
/* The show leaves by itself. */
void app_trail_end(struct app *app, time_ns now);
/* Drops the breadcrumb for a page that is about to be worked on. Valid until: the app ends. */
struct deck_witness app_trail_witness(struct app *app);
/* The slides that the program was drawing when it ended before. */
struct deck_guard app_trail_blamed(struct app *app);

/* A file in the runtime folder, whole or not at all; never synced, for it lies in RAM. */
void app_trail_put(const struct app *app, const char *name, const char *text, size_t bytes);

/* ---- what time it is (app_clock.c) ---- */
/* At the start: asks whether anybody vouches for the machine's clock, and reads what an earlier start was told since it was switched on. */
void app_clock_open(struct app *app, time_ns now);
/* Asks once a minute until somebody does: from then on the clock runs on by itself. */
void app_clock_turn(struct app *app, time_ns now);
/* By the machine's clock. Returns: seconds since 1970, 0 while it is not known. */
int64_t app_clock_utc_s(const struct app *app);
/* Local. Range: weekday 0..6 (Sunday first), minute 0..1439. Returns: false while neither the machine nor staff know. */
bool app_clock(const struct app *app, time_ns now, int *ret_weekday, int *ret_minute);
/* The same by what staff have set alone. */
bool app_clock_staffs(const struct app *app, time_ns now, int *ret_weekday, int *ret_minute);
/* Range: week_min 0..10079, minutes since Sunday began. */
void app_clock_set(struct app *app, int week_min, time_ns now);

/* ---- for whoever watches over many screens (app_facts.c): --run-dir DIR ---- */
/* Before the first frame, and after the statistics were opened. Cost: reads their file once. */
void app_facts_open(struct app *app, time_ns now);
void app_facts_count_visit(struct app *app);
/* Once a minute, when no frame is due. The heartbeat wakes often enough for it. */
void app_facts_turn(struct app *app, time_ns now);

/* ---- what the intake tells (app_update.c): --run-dir DIR ---- */
void app_update_turn(struct app *app, time_ns now);
time_ns app_update_due(const struct app *app);
