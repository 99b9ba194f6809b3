#pragma once

#include <sqlite3.h>

#include "base/arena.h"
#include "base/err.h"
#include "content/content_model.h"

/* Private to content/: one reader of one pack. */

struct content_text_row {
    struct str key, lang, text;
};

struct search_build;

struct reader {
    sqlite3 *db;
    struct arena *arena;
    struct content_model *model;
    struct content_text_row *texts; /* sorted by key, then language */
    size_t text_count;
    struct content_item *items; /* of all slides, one after the other */
    struct content_placement *placements;
    struct content_point *points;
    struct content_stop *stops;
    struct search_build *search; /* while that table is read */
    size_t cell_bytes_max;
    struct err *err;
};

/* Steps a query that gives exactly `rows` rows, and calls `take` for each when all its cells are of their columns' types and within their
 * limits. Errors: as the row function's, or the database's. */
typedef bool (*row_fn)(struct reader *reader, sqlite3_stmt *row, size_t index);
bool reader_each(struct reader *reader, const char *sql, size_t rows, row_fn take) WARN_UNUSED;
/* Number of rows of a table. Limits: CONTENT_ROWS_MAX. */
bool reader_count(struct reader *reader, const char *table, size_t *ret_count) WARN_UNUSED;
/* As reader_count, with another limit. */
bool reader_count_to(struct reader *reader, const char *table, size_t most, size_t *ret_count) WARN_UNUSED;
struct str reader_str(struct reader *reader, sqlite3_stmt *row, int column);
/* A translated cell of a row; every language of the pack must have it. */
bool reader_text(struct reader *reader, const char *table_column, struct str row_key,
                 struct content_text *ret_text) WARN_UNUSED;
/* As reader_text; a cell that stands in no language is empty. */
bool reader_text_maybe(struct reader *reader, const char *table_column, struct str row_key,
                       struct content_text *ret_text) WARN_UNUSED;
/* "1 7 12" to indexes of sources. */
bool reader_sources(struct reader *reader, struct str cell, const int **ret_list,
                    size_t *ret_count) WARN_UNUSED;
/* A reference that may be empty; `find` looks it up. */
typedef int (*find_fn)(const struct content_model *model, struct str key);
bool reader_ref(struct reader *reader, find_fn find, const char *what, struct str key,
                int *ret_index) WARN_UNUSED;
bool reader_blob(struct reader *reader, sqlite3_stmt *row, int column, size_t item_bytes,
                 const void **ret_data, size_t *ret_items) WARN_UNUSED;
bool reader_fail(struct reader *reader, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool reader_scale(struct reader *reader, struct str word, enum content_scale *ret_scale) WARN_UNUSED;

/* content_load_figures.c */
bool content_load_figures(struct reader *reader) WARN_UNUSED;
/* content_load_maps.c */
bool content_load_maps(struct reader *reader) WARN_UNUSED;
/* content_load_slides.c */
bool content_load_slides(struct reader *reader) WARN_UNUSED;
/* content_load_search.c */
bool content_load_search(struct reader *reader) WARN_UNUSED;

int content_find_unit(const struct content_model *model, struct str key);
int content_find_route(const struct content_model *model, struct str key);
int content_find_map(const struct content_model *model, struct str key);
int content_find_icon(const struct content_model *model, struct str key);
int content_find_chapter(const struct content_model *model, struct str key);
