#pragma once

#include <stdio.h>

#include "content/content_model.h"
#include "text/text.h"
#include "tools/pack_sheet.h"

/* What an author would want to know before visitors do. Every finding names file, row and column.
 * `text` may be NULL: glyph coverage is not checked then. Returns: number of findings, each printed as one line to `out`. */
int pack_lint(const struct workbook *book, const struct content_model *model, struct text *text, FILE *out);

/* Evaluates a claim: rank(series, point), sum(series), value(figure), ratio(figure, figure), count(set) or count(set, class),
 * items(slide, role), stack_rank(slide, item), then =, <, >, <= or >= and a number. Returns: false with the reason when it does not hold or cannot be read. */
bool pack_claim_holds(const struct content_model *model, struct str claim, struct err *err) WARN_UNUSED;
