#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Looking for what a visitor types among the keys of a pack: folded names, headlines and figures, each telling what it opens.
 * The keys are scanned as they lie; there is no index that could disagree with them. */

#define CONTENT_SEARCH_ROWS_MAX 100000
#define CONTENT_HITS_MAX 24

enum content_search_kind { SEARCH_PLACE, SEARCH_SLIDE, SEARCH_FIGURE, SEARCH_WORDS };

struct content_search_row {
    uint32_t first, len; /* of its key within the keys */
    int slide;           /* which it opens */
    int figure;          /* index or CONTENT_NONE: what it tells there */
    enum content_search_kind kind;
};

struct content_search {
    const char *keys; /* all keys, one after the other, each ended by a line feed */
    size_t keys_bytes;
    const struct content_search_row *rows; /* in the order of their keys' places */
    size_t count;
};

struct content_hits {
    struct content_search_row rows[CONTENT_HITS_MAX]; /* the best first; each slide and figure once */
    int count;
    bool is_near; /* nothing holds the query; these hold it but for one letter */
};

/* Finds what holds the query: whole names before their beginnings, beginnings before what lies within, places before slides, figures and
 * words. A query of four letters or more that nothing holds is looked for with one letter wrong, missing or too many.
 * Cost: 10,000 places in less than 10 ms. */
void content_search_find(const struct content_search *search, struct str query,
                         struct content_hits *ret_hits);
