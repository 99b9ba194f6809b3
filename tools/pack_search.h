#pragma once

#include "base/arena.h"
#include "tools/pack_sheet.h"

/* What visitors can search for in a show: names of places and detail pages, headlines, figures with their labels and values, other
 * words on the slides, in every language, and the other spellings of search.csv; folded as the program folds what is typed. */

struct search_row {
    const char *kind;              /* place slide figure words */
    struct str slide, figure, key; /* the key: folded words with their spaces */
    int page;   /* row of its slide: rows of a page stand together, in the order of the pages */
    size_t ord; /* and of one page in the order in which they were found */
};

/* All rows, page by page, none twice. Owns: the arena. Errors: a cell whose markup cannot be read, a spelling without letters or of a
 * cover, with file, row and column. Limits: CONTENT_SEARCH_ROWS_MAX. */
bool pack_search_rows(const struct workbook *book, struct arena *arena, struct search_row **ret_rows,
                      size_t *ret_count, struct err *err) WARN_UNUSED;
