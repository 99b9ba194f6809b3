#pragma once

#include "base/arena.h"
#include "deck/deck_staff.h"
#include "deck/deck_staff_door.h"
#include "deck/deck_staff_pad.h"
#include "ui/label.h"

/* What the staff pages' files share. deck_staff.c decides, deck_staff_buttons.c says what can be touched, the others draw. */

#define STAFF_BUTTONS_MAX 16
#define STAFF_WISHES_MAX 8

enum staff_state {
    STAFF_SHUT,
    STAFF_WAITING, /* the door is open; the program says what comes */
    STAFF_PAD,
    STAFF_NEW_PIN,
    STAFF_PANEL,
    STAFF_STATISTICS,
    STAFF_SUPPORT,
    STAFF_CLOCK,
    STAFF_CLEANING
};

enum staff_deed {
    DEED_CLOSE,
    DEED_KEY, /* arg: the digit */
    DEED_ERASE,
    DEED_WRITTEN,
    DEED_CLEAN,
    DEED_BRIGHTNESS,
    DEED_HOURS,
    DEED_CALM,
    DEED_LANG,
    DEED_STATISTICS,
    DEED_SUPPORT,
    DEED_PANEL,
    DEED_RESTART,
    DEED_PREVIOUS,
    DEED_CLOCK,
    DEED_CLOCK_STEP, /* arg: minutes */
    DEED_CLOCK_KEEP
};

/* The days and times of a week, as minutes since Sunday began. */
#define WEEK_MIN (7 * 24 * 60)

struct staff_button {
    const char *name;
    enum staff_deed deed;
    int arg;
    struct rect units; /* design units: x from the start side, or from the left for is_fixed */
    bool is_fixed;     /* keys never mirror */
    bool needs_hold;
    enum theme_role fill, ink;
};

struct staff_buttons {
    struct staff_button items[STAFF_BUTTONS_MAX];
    int count;
};

struct staff_press {
    bool is_down;
    long id;
    const char *name; /* of the button it began on */
    time_ns at;
};

struct deck_staff {
    struct arena arena; /* what a frame lays out */
    struct text *text;
    struct theme theme;
    int width_px, height_px, lang; /* index in STAFF_LANGS */
    struct staff_facts facts;
    struct staff_door door;
    struct staff_pad pad;
    enum staff_state state;
    char new_pin[PAD_DIGITS + 1];
    int clock_min; /* as it is being set. Range: 0..WEEK_MIN - 1 */
    struct staff_press press;
    time_ns since, touched_at, drawn_at, finger_at;
    bool is_dirty, was_half;
    struct {
        enum staff_wish wish;
        int arg;
    } wishes[STAFF_WISHES_MAX];
    int wish_count;
};

/* ---- deck_staff.c ---- */
struct ui deck_staff_ui(const struct deck_staff *staff, struct arena *arena);
/* Until the open page closes by itself. Returns: TIME_NEVER while it is shut. */
time_ns deck_staff_closes_at(const struct deck_staff *staff);

/* ---- deck_staff_buttons.c ---- */
void deck_staff_buttons(const struct deck_staff *staff, struct staff_buttons *ret_buttons);
struct rect deck_staff_button_box(const struct ui *ui, const struct staff_button *button);
void deck_staff_buttons_draw(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                             time_ns now);

/* ---- deck_staff_pages.c ---- */
void deck_staff_draw_pad(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                         time_ns now);
void deck_staff_draw_new_pin(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas);
void deck_staff_draw_statistics(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas);
void deck_staff_draw_support(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas);
void deck_staff_draw_cleaning(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                              time_ns now);
/* The page's ground, its sign and its title, and when it closes. */
void deck_staff_draw_page(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                          enum ui_string title, time_ns now);

/* ---- deck_staff_clock.c ---- */
/* A step of a day, an hour or a minute goes round within days, hours or minutes, and leaves the others alone. */
int deck_staff_clock_step(int clock_min, int step_min);
/* Returns: buttons of the page: a column each for the day, the hour and the minute, and the one that keeps it. */
void deck_staff_clock_buttons(const struct ui *ui, struct staff_buttons *list);
/* The sign of a step, in its box. */
void deck_staff_clock_draw_step(const struct ui *ui, struct canvas *canvas, const struct staff_button *button,
                                struct rect box);
void deck_staff_draw_clock(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas);

/* ---- deck_staff_cards.c ---- */
void deck_staff_draw_cards(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas);
