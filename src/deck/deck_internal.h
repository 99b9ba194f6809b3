#pragma once

#include "deck/deck.h"
#include "deck/deck_background.h"
#include "deck/deck_chrome.h"
#include "deck/deck_cover.h"
#include "deck/deck_ghost.h"
#include "deck/deck_modes.h"
#include "deck/deck_notice.h"
#include "deck/deck_events.h"
#include "deck/deck_pack.h"
#include "deck/deck_return.h"
#include "deck/deck_large.h"
#include "deck/deck_view.h"

/* What the deck's files share: its state, and the steps that change it. deck.c owns and draws it, deck_hands.c turns gestures into
 * actions, deck_act.c actions into steps, deck_loop.c lets time pass. */

#define DECK_SLIDES_MAX 256
#define DECK_VIEWS 3
#define DECK_SETTLED_NS TIME_S(6) /* every reveal is over by then */
#define DECK_ZOOM 1.5f            /* large text */
#define DECK_COME_MS 320          /* a new slide's way in */
#define PRESSED_NAME_BYTES 64
/* What a movement of the hand belongs to, until it ends. */
enum deck_grip {
    GRIP_NONE,
    GRIP_RAIL,
    GRIP_SCENE,
    GRIP_PAGE,
    GRIP_GONE /* what it belonged to has left the screen */
};

struct deck {
    struct deck_config config;
    struct theme theme;
    struct arena frame, chrome_arena;
    struct deck_view views[DECK_VIEWS];
    int now_view, old_view, ahead_view; /* indexes; -1: none */
    int numbered[DECK_SLIDES_MAX], numbered_count;
    int looped[DECK_SLIDES_MAX], looped_count;
    struct deck_chrome chrome;
    bool has_chrome;
    struct cover_stack covers;
    struct deck_notice notice;
    struct deck_guard guard;
    struct deck_events events;
    struct deck_background background;
    struct err art_fault;        /* why the page is plain; no code: it is not, or wants no picture */
    struct deck_coming coming;   /* the pack that will take over */
    struct deck_leaving leaving; /* what the slide of the pack before stands on while it fades */
    time_ns changed_at;          /* when the present pack took over */
    int lang, loop_at, rounds, direction;
    bool is_bare;       /* the page itself is left out */
    bool has_new_theme; /* what is cached has the colours of another */
    bool is_exploring, is_dirty, is_ahead_warm;
    time_ns turned_at, touched_at, acted_at, drawn_at;
    const char *pressed; /* name of the target under the first finger, in pressed_name; NULL: none */
    char pressed_name[PRESSED_NAME_BYTES];
    time_ns pressed_at;       /* when that finger came down */
    struct rect pressed_box;  /* of the part of the scene a finger is on; empty: none */
    int home;                 /* the slide with the chapters, or CONTENT_NONE */
    int run[DECK_SLIDES_MAX]; /* what previous and next lead through from the page shown */
    struct deck_modes modes;  /* of the pages a visitor explores */
    struct vec2 grabbed_pan;  /* where the page was when a finger went down on it */
    struct view_hands left;   /* of the page whose detail pages a visitor is on */
    enum deck_grip grip;
    bool is_repeating; /* the finger that is down has repeated its key already */
    int scrub;         /* the pip a finger on the rail would go to; -1: none */
};

/* ---- deck.c ---- */
const struct content_slide *deck_slide_of(const struct deck *deck, const struct deck_view *view);
bool deck_is_attract_page(const struct deck *deck, int slide);
/* Does it lie outside the numbered pages? */
bool deck_is_cover(const struct deck *deck, int slide);
/* Place among the numbered slides, from 0. Returns: -1 for a slide without a number. */
int deck_position_of(const struct deck *deck, int slide);
/* What previous and next lead through from the slide shown. Range: position -1 for a page outside the run. */
struct deck_run deck_run_of(struct deck *deck);
/* The controls of the page shown. */
void deck_prepare_chrome(struct deck *deck);
struct deck_view_config deck_view_config_of(struct deck *deck, int slide);
/* The shown slide's ui for what lies over it (controls, sheets), which never zooms. */
struct ui deck_ui_over(const struct deck *deck, struct arena *arena);
/* A view that nothing on the screen uses. */
int deck_free_view(const struct deck *deck);
/* Loads the background the shown slide needs, and the one that most do. */
void deck_need_background(struct deck *deck);
/* What the pack's art is drawn for: this picture, this language. */
struct deck_background_config deck_background_config_of(const struct deck *deck);
/* Finds the pages, the loop and the chapters of the deck's model. Errors: ERR_CONTENT, there is none. */
bool deck_collect_slides(struct deck *deck, struct err *err) WARN_UNUSED;
/* Brings a slide on; direction +1 forward, -1 back. */
void deck_show(struct deck *deck, int slide, int direction, time_ns now);
/* Opens a cover over the shown slide. arg: as struct cover_topic's. */
void deck_open_cover(struct deck *deck, enum cover_kind kind, int arg, time_ns now);
/* Lays the shown slide out anew (language, size); it stays as far on in time as it was. */
void deck_relayout(struct deck *deck, time_ns now);

/* ---- deck_act.c ---- */
void deck_act(struct deck *deck, const struct action *action, time_ns now);
/* Switches a mode; the page is laid out anew. */
void deck_set_mode(struct deck *deck, enum deck_mode mode, bool is_on, time_ns now);
/* All modes off. */
void deck_reset_modes(struct deck *deck);
bool deck_is_calm(const struct deck *deck);

/* ---- deck_hands.c ---- */
/* What answers on the page itself, controls left out. */
void deck_page_targets(const struct deck *deck, time_ns now, struct target_list *targets);
/* Is the card or the pill of a stick on the screen? The pill gives way to what a visitor has opened. And where? */
bool deck_notice_is_seen(const struct deck *deck, time_ns now);
struct ui deck_ui_of_notice(const struct deck *deck, struct arena *arena);
/* Nothing is held or pressed any more. */
void deck_let_go(struct deck *deck, time_ns now);

/* ---- deck_marks.c ---- */
/* What tells that a figure answers. */
void deck_marks_draw(const struct deck *deck, const struct deck_view *view, struct canvas *canvas,
                     time_ns now);

/* ---- deck_loop.c ---- */
/* The first slide of the loop that is not left out, and the one after the present. */
int deck_first_in_loop(struct deck *deck);
int deck_next_in_loop(const struct deck *deck);
/* A hand is there: the loop waits, and the question goes. */
void deck_touch(struct deck *deck, time_ns now);
/* How bright the controls stand: 1, and less once nobody has touched for a while. */
float deck_dim(const struct deck *deck, time_ns now);
/* When a ghost of a hand comes over the slide shown, or TIME_NEVER. */
time_ns deck_ghost_at(const struct deck *deck);
/* Does the question stand on the screen, and for how long? */
bool deck_is_asking(const struct deck *deck, time_ns now);
time_ns deck_asking_since(const struct deck *deck, time_ns now);
/* When the slide prepared ahead is drawn unseen, or TIME_NEVER. */
time_ns deck_warm_due(const struct deck *deck);
