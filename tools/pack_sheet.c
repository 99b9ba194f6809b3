/* Reading spreadsheets with libcsv. Nothing is guessed: a sheet whose header, cell count, encoding or numbers are not what the
 * table of tables says is refused with the place of the fault, before anything is written. */

#include "tools/pack_sheet.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "content/content_meta.h"

#define SHEET_BYTES_MAX (8u << 20)

struct parse {
    struct arena *arena;
    struct sheet *sheet;
    struct str row[SHEET_COLUMNS_MAX];
    size_t column, row_number, capacity;
    struct err *err;
    bool is_bad;
};

bool
sheet_fail(const struct sheet *sheet, size_t row, const char *column, struct err *err, const char *fmt, ...) {
    char text[180];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    return err_set(err, ERR_CONTENT, 0, "%s: row %zu, column %s: %s", sheet->path, row + 2, column, text);
}

int
sheet_column(const struct sheet *sheet, const char *name) {
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (str_is(sheet->header[i], name)) {
            return (int)i;
        }
    }
    return -1;
}

struct str
sheet_cell(const struct sheet *sheet, size_t row, int column) {
    return sheet->cells[row * sheet->column_count + (size_t)column];
}

struct str
sheet_named(const struct sheet *sheet, size_t row, const char *column) {
    const int at = sheet_column(sheet, column);
    return at < 0 ? (struct str){"", 0} : sheet_cell(sheet, row, at);
}

int
sheet_find(const struct sheet *sheet, struct str key) {
    for (size_t row = 0; row < sheet->row_count; row++) {
        if (str_equal(sheet_cell(sheet, row, 0), key)) {
            return (int)row;
        }
    }
    return -1;
}

struct str
sheet_row_key(const struct sheet *sheet, size_t row, struct arena *arena) {
    struct str_builder b;
    str_builder_init(&b, arena);
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        if (sheet->spec->columns[c].kind == COLUMN_KEY) {
            str_builder_add_c(&b, b.len > 0 ? "." : "");
            str_builder_add(&b, sheet_named(sheet, row, sheet->spec->columns[c].name));
        }
    }
    return str_builder_view(&b);
}

const struct sheet *
workbook_sheet(const struct workbook *book, const char *table) {
    for (size_t i = 0; i < PACK_TABLE_COUNT; i++) {
        if (strcmp(PACK_TABLES[i].name, table) == 0) {
            return &book->sheets[i];
        }
    }
    return NULL;
}

static void
take_cell(void *bytes, size_t length, void *context) {
    struct parse *parse = context;
    if (parse->is_bad || parse->column >= SHEET_COLUMNS_MAX) {
        parse->is_bad = true;
        return;
    }
    parse->row[parse->column++] = str_copy(parse->arena, (struct str){bytes == NULL ? "" : bytes, length});
}

static void
keep_row(struct parse *parse) {
    struct sheet *sheet = parse->sheet;
    if (sheet->row_count == parse->capacity) {
        parse->capacity = parse->capacity * 2 + 64;
        struct str *cells =
            arena_alloc_array(parse->arena, parse->capacity * sheet->column_count, sizeof(*cells));
        if (sheet->row_count > 0) {
            memcpy(cells, sheet->cells, sheet->row_count * sheet->column_count * sizeof(*cells));
        }
        sheet->cells = cells;
    }
    memcpy(sheet->cells + sheet->row_count * sheet->column_count, parse->row,
           sheet->column_count * sizeof(struct str));
    sheet->row_count++;
}

static void
take_row(int end, void *context) {
    struct parse *parse = context;
    struct sheet *sheet = parse->sheet;
    UNUSED(end);
    parse->row_number++;
    if (parse->is_bad) {
        return;
    }
    if (parse->row_number == 1) {
        sheet->column_count = parse->column;
        memcpy(sheet->header, parse->row, parse->column * sizeof(struct str));
    } else if (parse->column != sheet->column_count) {
        err_set(parse->err, ERR_CONTENT, 0, "%s: row %zu has %zu cells, the header has %zu", sheet->path,
                parse->row_number, parse->column, sheet->column_count);
        parse->is_bad = true;
    } else if (sheet->row_count >= SHEET_ROWS_MAX) {
        err_set(parse->err, ERR_LIMIT, 0, "%s: more than %d rows", sheet->path, SHEET_ROWS_MAX);
        parse->is_bad = true;
    } else {
        keep_row(parse);
    }
    parse->column = 0;
}

/* Reads the CSV's cells; a byte-order mark and CRLF are tolerated, as spreadsheets write them. */
static bool
read_cells(struct arena *arena, struct sheet *sheet, struct err *err) {
    struct str data;
    struct csv_parser parser;
    struct parse parse = {.arena = arena, .sheet = sheet, .err = err};
    err->code = ERR_NONE;
    if (!fs_read(arena, sheet->path, SHEET_BYTES_MAX, &data, err)) {
        return false;
    }
    if (str_starts_with(data, "\xEF\xBB\xBF")) {
        data = (struct str){data.ptr + 3, data.len - 3};
    }
    if (!utf8_is_valid(data)) {
        return err_set(err, ERR_FORMAT, 0, "%s: not UTF-8: save it as CSV with the encoding Unicode (UTF-8)",
                       sheet->path);
    }
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return err_set(err, ERR_DEVICE, 0, "libcsv cannot start");
    }
    const size_t done = csv_parse(&parser, data.ptr, data.len, take_cell, take_row, &parse);
    const bool ok = done == data.len && csv_fini(&parser, take_cell, take_row, &parse) == 0;
    csv_free(&parser);
    if (parse.is_bad && err->code == ERR_NONE) {
        return err_set(err, ERR_LIMIT, 0, "%s: row %zu: more than %d cells", sheet->path,
                       parse.row_number + 1, SHEET_COLUMNS_MAX);
    }
    if (!ok && !parse.is_bad) {
        return err_set(err, ERR_FORMAT, 0, "%s: row %zu: a quotation mark is not closed", sheet->path,
                       parse.row_number + 1);
    }
    return !parse.is_bad;
}

/* ---- shape ---- */

static bool
check_column(const struct workbook *book, struct sheet *sheet, const struct column_spec *column,
             struct err *err) {
    char name[96];
    for (size_t l = 0; l < (column->kind == COLUMN_TRANSLATED ? book->lang_count : 1); l++) {
        if (column->kind == COLUMN_TRANSLATED) {
            (void)snprintf(name, sizeof(name), "%s_" STR_FMT, column->name, STR_ARG(book->langs[l]));
        } else {
            (void)snprintf(name, sizeof(name), "%s", column->name);
        }
        if (sheet_column(sheet, name) < 0) {
            return err_set(err, ERR_CONTENT, 0, "%s: row 1: the column `%s` is missing", sheet->path, name);
        }
    }
    return true;
}

static bool
is_known_header(const struct workbook *book, const struct table_spec *spec, struct str header) {
    char name[96];
    for (size_t c = 0; c < pack_table_columns(spec); c++) {
        for (size_t l = 0; l < book->lang_count && spec->columns[c].kind == COLUMN_TRANSLATED; l++) {
            (void)snprintf(name, sizeof(name), "%s_" STR_FMT, spec->columns[c].name, STR_ARG(book->langs[l]));
            if (str_is(header, name)) {
                return true;
            }
        }
        if (spec->columns[c].kind != COLUMN_TRANSLATED && str_is(header, spec->columns[c].name)) {
            return true;
        }
    }
    return false;
}

static bool
check_header(const struct workbook *book, struct sheet *sheet, struct err *err) {
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        if (!check_column(book, sheet, &sheet->spec->columns[c], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (!is_known_header(book, sheet->spec, sheet->header[i])) {
            return err_set(err, ERR_CONTENT, 0, "%s: row 1: the column `" STR_FMT "` is not known",
                           sheet->path, STR_ARG(sheet->header[i]));
        }
    }
    return true;
}

static bool
is_key(struct str cell) {
    for (size_t i = 0; i < cell.len; i++) {
        const char c = cell.ptr[i];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '_' || c == '-';
        if (!is_letter) {
            return false;
        }
    }
    return cell.len > 0;
}

static bool
check_cell(const struct sheet *sheet, size_t row, const struct column_spec *column, struct err *err) {
    const struct str cell = sheet_named(sheet, row, column->name);
    double number = 0.0;
    int whole = 0;
    switch (column->kind) {
    case COLUMN_KEY:
        return is_key(cell) ||
               sheet_fail(sheet, row, column->name, err,
                          "\"" STR_FMT "\" is not a key (letters, digits, _ and -)", STR_ARG(cell));
    case COLUMN_NUMBER_OR_EMPTY:
    case COLUMN_NUMBER:
        return (cell.len == 0 && column->kind == COLUMN_NUMBER_OR_EMPTY) || str_to_double(cell, &number) ||
               sheet_fail(sheet, row, column->name, err, "\"" STR_FMT "\" is not a number", STR_ARG(cell));
    case COLUMN_INT_OR_EMPTY:
    case COLUMN_INT:
        return (cell.len == 0 && column->kind == COLUMN_INT_OR_EMPTY) || str_to_int(cell, &whole) ||
               sheet_fail(sheet, row, column->name, err, "\"" STR_FMT "\" is not a whole number",
                          STR_ARG(cell));
    case COLUMN_FILE:
        return cell.len > 0 || sheet_fail(sheet, row, column->name, err, "a file name is missing");
    case COLUMN_TEXT:
    case COLUMN_TRANSLATED:
        break;
    }
    return true;
}

static bool
check_reference(const struct workbook *book, const struct sheet *sheet, size_t row,
                const struct column_spec *column, struct err *err) {
    const struct sheet *other = workbook_sheet(book, column->refers_to);
    struct str rest = sheet_named(sheet, row, column->name);
    struct str word = rest;
    if (!column->is_list) {
        return rest.len == 0 || sheet_find(other, rest) >= 0 ||
               sheet_fail(sheet, row, column->name, err, "there is no %s \"" STR_FMT "\"", column->refers_to,
                          STR_ARG(rest));
    }
    while (str_next(&rest, ' ', &word)) {
        bool is_found = word.len == 0;
        for (size_t r = 0; r < other->row_count && !is_found; r++) {
            is_found = str_equal(sheet_named(other, r, "number"), word);
        }
        if (!is_found) {
            return sheet_fail(sheet, row, column->name, err, "there is no %s number \"" STR_FMT "\"",
                              column->refers_to, STR_ARG(word));
        }
    }
    return true;
}

static bool
check_unique(const struct sheet *sheet, size_t row, struct arena *arena, struct err *err) {
    const struct str key = sheet_row_key(sheet, row, arena);
    if (strcmp(sheet->spec->name, "route_stop") == 0) {
        return true; /* keyed by route and ord, which is a number */
    }
    for (size_t before = 0; before < row; before++) {
        if (str_equal(sheet_row_key(sheet, before, arena), key)) {
            return sheet_fail(sheet, row, sheet->spec->columns[0].name, err,
                              "\"" STR_FMT "\" stands already in row %zu", STR_ARG(key), before + 2);
        }
    }
    return true;
}

static bool
check_sheet(const struct workbook *book, const struct sheet *sheet, struct err *err) {
    struct arena scratch;
    bool ok = true;
    arena_init(&scratch, 0);
    for (size_t row = 0; ok && row < sheet->row_count; row++) {
        for (size_t c = 0; ok && c < pack_table_columns(sheet->spec); c++) {
            const struct column_spec *column = &sheet->spec->columns[c];
            ok = check_cell(sheet, row, column, err) &&
                 (column->refers_to == NULL || check_reference(book, sheet, row, column, err));
        }
        ok = ok && check_unique(sheet, row, &scratch, err);
        arena_reset(&scratch);
    }
    arena_fini(&scratch);
    return ok;
}

static bool
read_meta(struct workbook *book, struct err *err) {
    struct sheet meta = {.path = str_format(book->arena, "%s/meta.csv", book->folder).ptr};
    if (!read_cells(book->arena, &meta, err)) {
        return false;
    }
    if (meta.column_count != 2 || !str_is(meta.header[0], "key") || !str_is(meta.header[1], "value")) {
        return err_set(err, ERR_CONTENT, 0, "%s: row 1: the columns are key,value", meta.path);
    }
    struct content_model model = {.seq = 0};
    for (size_t row = 0; row < meta.row_count && book->meta_count < ARRAY_LEN(book->meta_keys); row++) {
        struct err why = {0};
        book->meta_keys[book->meta_count] = sheet_cell(&meta, row, 0);
        book->meta_values[book->meta_count++] = sheet_cell(&meta, row, 1);
        if (!content_meta_take(&model, sheet_cell(&meta, row, 0), sheet_cell(&meta, row, 1), &why)) {
            return sheet_fail(&meta, row, "value", err, "%s", why.text);
        }
    }
    return content_meta_check(&model, err) || err_prefix(err, "%s", meta.path);
}

/* A sheet that a show may be without. */
static bool
read_optional(struct workbook *book, struct sheet *sheet, const struct table_spec *spec, struct err *err) {
    sheet->spec = spec;
    sheet->path = str_format(book->arena, "%s/%s.csv", book->folder, spec->name).ptr;
    return !fs_exists(sheet->path) || (read_cells(book->arena, sheet, err) &&
                                       check_header(book, sheet, err) && check_sheet(book, sheet, err));
}

bool
workbook_read(struct workbook *book, struct arena *arena, const char *folder, struct err *err) {
    *book = (struct workbook){.arena = arena, .folder = folder};
    book->sheets = arena_alloc_array(arena, PACK_TABLE_COUNT, sizeof(*book->sheets));
    for (size_t t = 0; t < PACK_TABLE_COUNT; t++) {
        struct sheet *sheet = &book->sheets[t];
        sheet->spec = &PACK_TABLES[t];
        sheet->path = str_format(arena, "%s/%s.csv", folder, sheet->spec->name).ptr;
        if (!read_cells(arena, sheet, err)) {
            return false;
        }
        for (size_t row = 0; t == 0 && row < sheet->row_count && row < SHEET_LANGS_MAX; row++) {
            book->langs[book->lang_count++] = sheet_cell(sheet, row, 0);
        }
        if (!check_header(book, sheet, err)) {
            return false;
        }
    }
    for (size_t t = 0; t < PACK_TABLE_COUNT; t++) {
        if (!check_sheet(book, &book->sheets[t], err)) {
            return false;
        }
    }
    return read_optional(book, &book->coverage, &PACK_COVERAGE_TABLE, err) &&
           read_optional(book, &book->search, &PACK_SEARCH_TABLE, err) &&
           read_optional(book, &book->compare, &PACK_COMPARE_TABLE, err) && read_meta(book, err);
}
