/* Bytes to a workbook: one sheet of tests/show_lighthouse, chosen by the first byte, has the input in its place. */

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct workbook book;
    struct arena arena;
    struct err err = {0};
    char path[128];
    if (size == 0) {
        return 0;
    }
    const size_t sheet = data[0] % sheet_count();
    name_path(sheet, path);
    unlink(path);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        abort();
    }
    (void)fwrite(data + 1, 1, size - 1, file);
    fclose(file);
    arena_init(&arena, 256 << 10);
    if (!workbook_read(&book, &arena, folder, &err) && err.text[0] == '\0') {
        abort();
    }
    arena_fini(&arena);
    put_link(sheet);
    return 0;
}
