/* Bytes to the cells of a sheet; and, where the first byte is below 32, which is slower, to a workbook: the sheet it chooses of
 * tests/show_lighthouse has the input in its place. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tools/pack_sheet.h"

static char folder[64];
static const char *const EXTRA[] = {"meta", "search", "compare", "coverage"};

static const char *
sheet_name(size_t i) {
    return i < PACK_TABLE_COUNT ? PACK_TABLES[i].name : EXTRA[i - PACK_TABLE_COUNT];
}

static size_t
sheet_count(void) {
    return PACK_TABLE_COUNT + sizeof(EXTRA) / sizeof(EXTRA[0]);
}

static void
name_path(size_t sheet, char out[128]) {
    (void)snprintf(out, 128, "%s/%s.csv", folder, sheet_name(sheet));
}

/* The sheet as it is in the project, if it is there. */
static void
put_link(size_t sheet) {
    char from[512];
    char here[300];
    char to[128];
    if (getcwd(here, sizeof(here)) == NULL) {
        abort();
    }
    (void)snprintf(from, sizeof(from), "%s/tests/show_lighthouse/%s.csv", here, sheet_name(sheet));
    name_path(sheet, to);
    unlink(to);
    if (access(from, R_OK) == 0 && symlink(from, to) != 0) {
        abort();
    }
}

static void
remove_folder(void) {
    for (size_t i = 0; i < sheet_count(); i++) {
        char path[128];
        name_path(i, path);
        unlink(path);
    }
    rmdir(folder);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    (void)snprintf(folder, sizeof(folder), "/tmp/vitrin-fuzz-csv-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        abort();
    }
    atexit(remove_folder);
    for (size_t i = 0; i < sheet_count(); i++) {
        put_link(i);
    }
    return 0;
}

static void
read_workbook(struct arena *arena, size_t sheet, struct str bytes) {
    static struct workbook book;
    struct err err = {0};
    char path[128];
    name_path(sheet, path);
    unlink(path);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        abort();
    }
    (void)fwrite(bytes.ptr, 1, bytes.len, file);
    fclose(file);
    if (!workbook_read(&book, arena, folder, &err) && err.text[0] == '\0') {
        abort();
    }
    put_link(sheet);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    struct sheet sheet = {.path = "sheet.csv"};
    struct err err = {0};
    if (size == 0) {
        return 0;
    }
    const struct str bytes = {(const char *)data + 1, size - 1};
    arena_init(&arena, 16 << 10);
    if (!sheet_parse(&arena, bytes, &sheet, &err) && err.text[0] == '\0') {
        abort();
    }
    for (size_t row = 0; row < sheet.row_count; row++) {
        for (size_t column = 0; column < sheet.column_count; column++) {
            (void)utf8_is_valid(sheet_cell(&sheet, row, (int)column));
        }
    }
    if (data[0] < 32) {
        read_workbook(&arena, data[0] % sheet_count(), bytes);
    }
    arena_fini(&arena);
    return 0;
}
