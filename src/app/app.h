#pragma once

#include <stdbool.h>

#include "app/app_device.h"
#include "app/app_options.h"
#include "app/app_pack.h"
#include "app/app_settings.h"
#include "app/app_television.h"
#include "base/arena.h"
#include "base/clock.h"
#include "content/content_load.h"
#include "content/content_model.h"
#include "deck/deck.h"
#include "deck/deck_events.h"
#include "draw/draw.h"
#include "host/host.h"
#include "host/host_watchdog.h"
#include "stats/stats.h"
#include "still/still.h"
#include "text/text.h"

/* Everything joined: pack, text engine, deck, canvas, host. */

#define VITRIN_VERSION "0.1.0"

struct app_staff;
struct app {
    struct app_options options;
    struct app_source source;        /* of the pack that is on */
    struct app_source coming_source; /* while is_changing: of the one that waits for its turn of a page */
    bool is_changing;
    bool is_pack_at_fault; /* why it could not be opened: not for what the machine lacks or cannot read */
    struct app_update update;
    struct app_trail trail;
    struct app_facts facts;
    struct host_watchdog watchdog;
    struct television television;
    struct arena arena;                /* lives as long as the program */
    char fonts[APP_PATH_BYTES];        /* their folder */
    struct app_pack pack, other_pack;  /* what is on; what will be, or what is going */
    const struct content_model *model; /* of the pack that is on */
    struct text *text;                 /* of the same */
    struct host *host;
    struct canvas *canvas;
    struct deck *deck;
    struct gesture_machine gestures;
    struct stats *stats;     /* NULL: nothing is counted */
    time_ns lit_at, lit_for; /* when that was added up last, and what is no whole minute yet */
    struct clock clock;
    struct app_settings settings;
    struct app_clock wall;
    time_ns touched_at, closed_at; /* closed_at: since when the hours say closed; TIME_NEVER: open */
    int lang, slide;
    bool is_quitting, was_dark;
    enum host_change change; /* not HOST_SAME: the program is to start afresh */
    struct app_staff *staff; /* NULL: no panel */
    char staff_pin[8];       /* of a recording */
    float shown_darkness;    /* of the frame presented last */
    long presented;
};

/* Opens the pack and the fonts. Errors: one sentence. */
bool app_open(struct app *app, const struct app_options *options, struct err *err) WARN_UNUSED;
void app_close(struct app *app);
/* What is set for this screen, and over it what staff chose on the panel, with the arena. A file that cannot be read costs what it says, never
 * the show. */
void app_read_settings(struct app *app);
/* The screen that options and settings ask for, with a picture that stays where it is. */
struct host_config app_host_config(const struct app *app);
/* Opens it, and tells when it cannot be had at the size that is asked for. Errors, owns: as of host_open. */
struct host *app_open_host(const struct host_config *config, struct err *err) WARN_UNUSED;
/* The show in a window or on the full screen, until somebody leaves. */
bool app_run(struct app *app, struct err *err) WARN_UNUSED;
/* A device that is switched on before its screen waits for it; the supervisor is told that it is ready meanwhile, and allows for the
 * opening of the screen afterwards. Returns: false when it is asked to leave first. */
bool app_wait_for_screen(struct app *app);
/* When no pack of a device can be opened: a page of the program's own says so and why. Returns: the exit status: 3 as soon as a pack
 * verifies, for the supervisor to start the show; 0 when somebody leaves; 2 when not even that can be shown. is_pack_at_fault: the
 * pack is to blame for it. */
int app_built_in(const struct app_options *options, const struct err *reason, bool is_pack_at_fault);
/* One frame into the host's pixels and onto the screen. */
bool app_frame(struct app *app, time_ns now, struct err *err) WARN_UNUSED;
/* Host, canvas and deck for the options; app_stop undoes it. */
bool app_start(struct app *app, bool is_headless, struct err *err) WARN_UNUSED;
void app_stop(struct app *app);

/* What pictures without a screen are made from: the options' slide, language and size (1920x1080 unless given). */
struct still_config app_still_config(const struct app *app);
/* The moment `ms` after a slide came on, into a PNG file. */
bool app_still_save(const struct still_config *config, int ms, const char *path, struct err *err) WARN_UNUSED;
/* ---- a support code instead of recorded touches (app_support.c) ---- */
bool app_support_is(struct str text);
/* Draws the moment that the code tells into --out. Errors: one sentence. */
bool app_support_draw(struct app *app, struct str text, struct err *err) WARN_UNUSED;

/* The other modes; each prints what it did and returns success. */
bool app_shot(struct app *app, struct err *err) WARN_UNUSED;
/* Without a display: one round of all slides into a folder beside the program, and where it is. */
bool app_round(struct app *app, struct err *err) WARN_UNUSED;
bool app_contact_sheet(struct app *app, const char *out, struct err *err) WARN_UNUSED;
bool app_dump_layout(struct app *app, struct err *err) WARN_UNUSED;
bool app_replay(struct app *app, struct err *err) WARN_UNUSED;
bool app_bench(struct app *app, struct err *err) WARN_UNUSED;
bool app_bench_loop(struct app *app, struct err *err) WARN_UNUSED;
bool app_check(struct app *app, struct err *err) WARN_UNUSED;
/* Draws every page of a pack off screen, under limits that this process sets itself. Returns: an exit status of pack_rehearsal.h. */
int app_rehearse(const struct app_options *options);

/* ---- opening hours and drift (app_care.c) ---- */
/* Obeys the hours and moves the picture when its time has come. */
void app_care_turn(struct app *app, time_ns now);
/* Closed, as the hours or staff say; a clock that is not known says open. */
bool app_care_is_closed(const struct app *app, time_ns now);
/* How dark the screen is: 0 open, 1 closed. */
float app_care_darkness(const struct app *app, time_ns now);
/* Is the screen darker or lighter than in the frame presented last? */
bool app_care_changes(const struct app *app, time_ns now);
time_ns app_care_due(const struct app *app, time_ns now);

/* ---- statistics: --stats FILE, in the show and in a recording ---- */
void app_stats_open(struct app *app);
void app_stats_close(struct app *app);
/* Counts what the deck tells, writes when it is due, and logs what the file says. */
void app_stats_turn(struct app *app, time_ns now);
time_ns app_stats_due(const struct app *app, time_ns now);
/* A moment by the calendar of the machine's place: day and hour of a count belong together. Units: seconds since 1970. */
int64_t app_stats_local_s(int64_t utc_s, int *ret_hour);
/* Prints a file's counts as CSV; with --out, writes them and a page about them into a folder. The pack, if any, gives the titles. */
bool app_stats_report(const struct app_options *options, struct err *err) WARN_UNUSED;

/* The folder for pictures of a round: `round` beside the program, else in /tmp. Makes it. */
bool app_round_folder(char *ret_path, size_t room, struct err *err) WARN_UNUSED;
bool app_find_fonts(const struct app_options *options, char *ret_path, size_t room,
                    struct err *err) WARN_UNUSED;
