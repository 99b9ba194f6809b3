#pragma once

#include <stdbool.h>

#include "content/content_model.h"
#include "tools/pack_sheet.h"

/* From words on the screen back to the cell they were typed into. */

struct trace {
    const struct sheet *sheet; /* NULL: not found, e.g. the program's own words */
    size_t row;
    struct str column;
};

/* Looks among the slide's own rows, its detail pages', its figures', and then everywhere. Words that are only a part of what is
 * shown count among the slide's own rows. Valid until: the arena is reset. */
struct trace pack_trace_text(const struct workbook *book, const struct content_model *model, int slide,
                             int lang, struct str shown, struct arena *arena);
/* Row of slide.csv of a slide. */
struct trace pack_trace_slide(const struct workbook *book, const struct content_model *model, int slide);
