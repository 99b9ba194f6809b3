#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "tools/pack_tables.h"

/* Spreadsheets in memory, each cell knowing its file, row and column. */

#define SHEET_ROWS_MAX 20000
#define SHEET_COLUMNS_MAX 32
#define SHEET_LANGS_MAX 4

struct sheet {
    const struct table_spec *spec;
    const char *path; /* as in messages: data/figure.csv */
    struct str header[SHEET_COLUMNS_MAX];
    size_t column_count;
    struct str *cells; /* row_count * column_count */
    size_t row_count;
};

struct workbook {
    struct arena *arena;
    const char *folder;
    struct str langs[SHEET_LANGS_MAX];
    size_t lang_count;
    struct sheet *sheets;                   /* one a table, in the order of PACK_TABLES */
    struct sheet coverage, search, compare; /* without rows when the show has none */
    struct str meta_keys[64], meta_values[64];
    size_t meta_count;
};

/* The cells of CSV bytes, named by sheet->path in messages; a byte-order mark and CRLF are tolerated, as spreadsheets write them. */
bool sheet_parse(struct arena *arena, struct str data, struct sheet *sheet, struct err *err) WARN_UNUSED;
/* Reads every sheet of a folder and checks shape: header, number of cells, UTF-8, numbers, keys, references.
 * Errors: the first fault, with file, row, column and value. */
bool workbook_read(struct workbook *book, struct arena *arena, const char *folder,
                   struct err *err) WARN_UNUSED;
const struct sheet *workbook_sheet(const struct workbook *book, const char *table);
/* Column of a sheet by header name; -1 when absent. */
int sheet_column(const struct sheet *sheet, const char *name);
struct str sheet_cell(const struct sheet *sheet, size_t row, int column);
struct str sheet_named(const struct sheet *sheet, size_t row, const char *column);
/* Row whose first column is `key`; -1 when absent. */
int sheet_find(const struct sheet *sheet, struct str key);
/* The row's key: its key columns joined by '.'. */
struct str sheet_row_key(const struct sheet *sheet, size_t row, struct arena *arena);
/* "data/figure.csv: row 14, column value: …" (rows as a spreadsheet counts them, the header being row 1). Returns: false. */
bool sheet_fail(const struct sheet *sheet, size_t row, const char *column, struct err *err, const char *fmt,
                ...) PRINTF_LIKE(5, 6);
