#pragma once

#include "content/content_model.h"
#include "ui/ui.h"

/* What the sources sheet of a slide lists, each thing once: its figures in the order of the slide, those named within its words,
 * its series, and last the words that have references of their own or are told on the sheet alone (role `sheet`). */

#define SHEET_ENTRIES_MAX 96

struct sheet_entry {
    int figure, series;              /* index or CONTENT_NONE */
    const struct content_item *item; /* whose label names the entry; NULL: the figure's or series' own */
};

struct sheet_list {
    struct sheet_entry entries[SHEET_ENTRIES_MAX];
    int count;
};

/* Where a number comes from: "2023, sources 7 and 17", or that the report names none. year 0: none. */
struct str sheet_origin_words(const struct ui *ui, int year, const int *sources, size_t source_count);
void sheet_list_make(struct sheet_list *ret_list, const struct content_model *model,
                     const struct content_slide *slide);
