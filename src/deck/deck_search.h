#pragma once

#include "content/content_search.h"
#include "scene/scene.h"
#include "ui/keyboard.h"
#include "ui/label.h"

/* The search: what is typed, what it finds while it is typed, and the keyboard. The state of COVER_SEARCH. */

#define SEARCH_QUERY_BYTES_MAX 96
#define SEARCH_CARDS_MAX 12

struct search_card {
    struct rect box;
    struct label title, note, page; /* those it has */
    const char *name;               /* of its target */
    int slide;
};

struct deck_search {
    /* what hands made, kept from one layout to the next */
    char query[SEARCH_QUERY_BYTES_MAX];
    size_t query_bytes;
    int letters_1; /* language of the keyboard, from 1; 0: that of the show */
    struct content_hits hits;
    /* the layout */
    struct ui ui;
    struct rect panel, field, close;
    struct label typed, sentence; /* the sentence stands above the cards, or there is none */
    float caret_x;
    struct search_card cards[SEARCH_CARDS_MAX];
    int card_count, columns; /* columns of cards */
    struct keyboard keyboard;
};

/* The sign of the search: a magnifying glass. */
void deck_search_draw_sign(const struct ui *ui, struct canvas *canvas, struct vec2 middle,
                           struct color color);
/* Is something typed that nothing was found for? */
bool deck_search_is_vain(const struct deck_search *search);
