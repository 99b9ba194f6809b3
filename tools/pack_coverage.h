#pragma once

#include <stdio.h>

#include "content/content_model.h"
#include "tools/pack_sheet.h"

/* The author's sheet coverage.csv: a row for each fact of the report, with the slide and the items that show it, or the reason why
 * none does. It is checked against the pack and is no part of it. A show without the sheet has nothing to cover. */

struct coverage {
    int on_faces;  /* facts visible on a slide */
    int on_sheets; /* facts on the sheet a touch opens */
    int left_out;  /* facts with a reason */
    int findings;
};

/* Checks every row: the slide and its items exist, show something, and carry each number of the column `values` (in the figure, its
 * year, the series with its ranks, or the markup of the words). Each finding is one line to `out` with file, row and column. */
struct coverage pack_coverage_check(const struct workbook *book, const struct content_model *model,
                                    FILE *out);
