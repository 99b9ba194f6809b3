#pragma once

#include <stdbool.h>
#include <stddef.h>

/* What each spreadsheet holds: one row a table, its columns in the order of the header. The builder, lint and the manual all
 * follow this table. */

enum column_kind {
    COLUMN_KEY,    /* part of the row's key: letters, digits, _ and - */
    COLUMN_TEXT,   /* plain text, may be empty */
    COLUMN_NUMBER, /* decimal number with a point */
    COLUMN_NUMBER_OR_EMPTY,
    COLUMN_INT,
    COLUMN_INT_OR_EMPTY,
    COLUMN_TRANSLATED, /* stands for one column a language: name_fa, name_en */
    COLUMN_FILE,       /* geometry: the file; with `feature` it becomes the three blobs. art: the picture */
};

struct column_spec {
    const char *name;
    enum column_kind kind;
    const char
        *refers_to; /* table whose first key it must be, or NULL; empty cells are allowed for COLUMN_TEXT */
    bool is_list;   /* several numbers separated by spaces (sources) */
    bool is_kept;   /* stored in the table (false: feature, usd_of stays) */
};

#define TABLE_COLUMNS_MAX 20

struct table_spec {
    const char *name;
    struct column_spec columns[TABLE_COLUMNS_MAX];
};

extern const struct table_spec PACK_TABLES[];
extern const size_t PACK_TABLE_COUNT;

/* The author's own sheet: checked with the others, never packed; a show may be without it. */
extern const struct table_spec PACK_COVERAGE_TABLE;
/* Other spellings for the search; they become rows of the pack's own search table. A show may be without it. */
extern const struct table_spec PACK_SEARCH_TABLE;
/* What figures mean beside something known; texts of the pack. A show may be without it. */
extern const struct table_spec PACK_COMPARE_TABLE;

/* Returns: NULL for an unknown name. */
const struct table_spec *pack_table_find(const char *name);
size_t pack_table_columns(const struct table_spec *table);
