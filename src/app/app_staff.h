#pragma once

#include "app/app.h"
#include "deck/deck_staff.h"
#include "pack/pack_pin.h"

/* The staff's pages joined to the machine: their PIN in the state folder, what they tell, and what they may do. */

struct app_staff {
    struct deck_staff *pages;
    char hash[PACK_PIN_HASH_BYTES]; /* of the PIN; empty: none fits */
    bool is_kept;                   /* PIN and choices lie in the state folder; not in a recording */
    const struct content_model *themed;
    struct theme theme; /* of that model */
    bool has_hands;     /* the pages took the last event */
    struct staff_facts facts;
    struct pack_status stick;
    time_ns facts_at;
    enum staff_hours hours; /* staff's word for today … */
    time_ns hours_until;    /* … and when it ends at the latest */
    int hours_weekday;      /* the day it was given, or -1: the clock was not known */
};

/* With --state-dir DIR, or in a recording that brings a PIN; otherwise there is no panel, and all of this does nothing. */
void app_staff_open(struct app *app, time_ns now);
void app_staff_close(struct app *app);
/* Is the event theirs, and not the show's? */
bool app_staff_takes(struct app *app, const struct input_event *event);
void app_staff_turn(struct app *app, time_ns now);
/* Staff may close or open the screen for today, whatever the hours say. */
bool app_staff_is_closed(const struct app *app, bool is_closed_by_hours);
void app_staff_status(struct app *app, const struct pack_status *status);
/* The show, and what lies over it. */
void app_picture_draw(struct app *app, time_ns now);
/* A frame took so long: the slide answers for it, unless the panel covered it. */
void app_picture_took(struct app *app, time_ns took);
bool app_picture_is_due(const struct app *app, time_ns now);
time_ns app_picture_due(const struct app *app, time_ns now);

/* Everything the panel tells, as it is now (app_staff_facts.c). is_first: also what costs time, such as the statistics. */
void app_staff_gather(struct app *app, time_ns now, bool is_first);
/* Lines of the statistics in the panel's language, and the minutes the screen was lit in the seven days that end with facts->today
 * (app_staff_lines.c). Without a file or a known clock there are none. */
void app_staff_count(struct staff_facts *facts, const char *path, const struct content_model *model,
                     const char *lang);
/* "2026-11-24" some days earlier or later. Returns: false for what is no date. Range: years 1970 to 9999. */
bool app_staff_day(const char *iso, int days, char ret_iso[11]) WARN_UNUSED;
