#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "deck/deck_search.h"

/* What happened on the screen, told as plain values to whoever counts it. The deck keeps no names and knows no counter: it compares
 * what it shows after each step with what it showed before. */

#define DECK_EVENTS_MAX 64 /* the oldest stay; what nobody takes is dropped */

enum deck_event_kind {
    DECK_EVENT_LOOP_SHOWED,  /* the loop brought a slide on */
    DECK_EVENT_VISIT_BEGAN,  /* a hand took over */
    DECK_EVENT_SLIDE_OPENED, /* a visitor's slide; the one a hand was laid on counts too */
    DECK_EVENT_SLIDE_LEFT,   /* lasted: how long it was looked at */
    DECK_EVENT_LANGUAGE,     /* a visitor chose another language */
    DECK_EVENT_TOUCHED,      /* a finger came down */
    DECK_EVENT_SEARCHED,     /* the search was closed or emptied: query, is_vain */
    DECK_EVENT_VISIT_ENDED   /* lasted, slides */
};

struct deck_event {
    enum deck_event_kind kind;
    const struct content_model *model;      /* the pack it happened in; valid as long as that is kept */
    int slide, lang;                        /* indexes in the model */
    time_ns at, lasted;                     /* somebody who walked away is counted until the last touch */
    bool is_idle;                           /* SLIDE_LEFT, VISIT_ENDED: nobody touched any more */
    int slides;                             /* VISIT_ENDED: slides opened */
    char query[SEARCH_QUERY_BYTES_MAX + 1]; /* SEARCHED: as typed */
    bool is_vain;                           /* SEARCHED: nothing was found for it */
    float x_frac, y_frac;                   /* TOUCHED: of the picture, from its top left corner */
};

struct deck;

/* The oldest event that nobody has taken. Returns: false when there is none. */
bool deck_take_event(struct deck *deck, struct deck_event *ret_event);

/* ---- within deck/ ---- */
struct deck_events {
    struct deck_event queue[DECK_EVENTS_MAX];
    int first, count;
    bool has_seen, was_exploring;
    const struct content_model *model; /* as last seen, with slide and lang of it */
    int slide, lang;
    time_ns opened_at, began_at;
    int opened;
    char query[SEARCH_QUERY_BYTES_MAX + 1]; /* the longest since the search was empty */
    size_t query_bytes;
    bool is_vain, is_last_vain; /* was that one in vain, and the one typed last? */
};

/* Compares what is on with what was: once a turn, when everything has been done. */
void deck_events_watch(struct deck *deck, time_ns now);
/* A finger came down. Units: pixels of the picture. */
void deck_events_touch(struct deck *deck, float x_px, float y_px, time_ns now);
