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
    const uint8_t *word_starts;            /* one bit a byte of keys, the lowest first: a word begins there */
    const struct content_search_row *rows; /* in the order of their keys' places; those of a slide together */
    size_t count;
};

struct content_hits {
    struct content_search_row rows[CONTENT_HITS_MAX]; /* the best first; each slide and each figure once */
    int count;
    bool is_near; /* nothing holds the query; words of these begin with it but for one slip */
};

/* Notes in `word_starts` (a bit a byte of `keys`, zeroed) where the words of a row begin; `words` is its folded text with spaces. A Chinese
 * character begins a word. */
void content_search_mark_words(uint8_t *word_starts, size_t first, struct str words);
/* Finds what holds the query: what is the query before what begins with it, then where a word does, then where it lies within; of these,
 * places before slides, figures and words, and then as in the show. A sentence's beginning counts as any word's. What nothing holds
 * is looked for word by word: all words at beginnings of words of one row, then of one page. If that is nothing, too, four letters or more
 * are looked for at the beginnings of words with one letter wrong, missing, too many, or two exchanged.
 * Cost: 10,000 places in less than 10 ms. */
void content_search_find(const struct content_search *search, struct str query,
                         struct content_hits *ret_hits);
