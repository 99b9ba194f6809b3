#pragma once

/* Two packs of a small show, as it is and a year later, for tests in which one takes over from the other. */

#include "sign_support.h"

#include <malloc.h>

#include "tools/pack_build.h"

static struct arena arena;
static char paths[2][64], broken[64], empty_show[64];

/* ---- packs ---- */

static inline void
set_cell(const struct workbook *book, const char *table, const char *key, const char *column,
         const char *value) {
    const struct sheet *sheet = workbook_sheet(book, table);
    const int row = sheet_find(sheet, str_from_c(key));
    assert_true(row >= 0 && sheet_column(sheet, column) >= 0);
    sheet->cells[(size_t)row * sheet->column_count + (size_t)sheet_column(sheet, column)] = str_from_c(value);
}

static inline void
build(const char *path, bool is_later, bool is_empty) {
    struct workbook book;
    struct err err = {0};
    if (!workbook_read(&book, &arena, "tests/show_lighthouse", &err)) {
        fail_msg("%s", err.text);
    }
    if (is_later) {
        set_cell(&book, "figure", "people", "value", "19.2");
        set_cell(&book, "figure", "tallest", "value", "57");
        set_cell(&book, "color", "page_top", "value", "#0E1F2A");
        set_cell(&book, "art", "land", "file", "art/port.png"); /* another ground */
        set_cell(&book, "color", "land", "value", "#204A3A");
        set_cell(&book, "color", "class_1", "value", "#206A4A");
        set_cell(&book, "slide", "fog", "attract", "0");
        set_cell(&book, "slide", "seasons", "ord", "5"); /* the same pages have other numbers */
    }
    for (size_t i = 0; is_empty && i < workbook_sheet(&book, "slide")->row_count; i++) {
        const struct sheet *slides = workbook_sheet(&book, "slide");
        slides->cells[i * slides->column_count + (size_t)sheet_column(slides, "kind")] = STR_LIT("unheard");
    }
    if (!pack_build(&book, path, &err)) {
        fail_msg("%s", err.text);
    }
}

static char signers[2][SIGN_PATH_MAX]; /* public keys of the two packs */

static inline int
set_up(void **state) {
    struct str bytes;
    struct err err = {0};
    (void)state;
    (void)mallopt(M_MMAP_THRESHOLD, 256 * 1024); /* as the program does */
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < 2; i++) {
        (void)snprintf(paths[i], sizeof(paths[i]), "/tmp/vitrin-swap-%ld-%d.vpack", (long)getpid(), i);
        build(paths[i], i == 1, false);
    }
    (void)snprintf(broken, sizeof(broken), "/tmp/vitrin-swap-%ld-broken.vpack", (long)getpid());
    (void)snprintf(empty_show, sizeof(empty_show), "/tmp/vitrin-swap-%ld-empty.vpack", (long)getpid());
    build(empty_show, false, true);
    if (!fs_read(&arena, paths[0], 64u << 20, &bytes, &err)) {
        return -1;
    }
    FILE *file = fopen(broken, "wb");
    if (file == NULL || fwrite(bytes.ptr, 1, bytes.len / 2, file) != bytes.len / 2) {
        return -1;
    }
    return fclose(file) == 0 && support_sign(paths[0], signers[0], &err) &&
                   support_sign(paths[1], signers[1], &err)
               ? 0
               : -1;
}

static inline int
tear_down(void **state) {
    (void)state;
    support_unsign(paths[0]);
    support_unsign(paths[1]);
    unlink(paths[0]);
    unlink(paths[1]);
    unlink(broken);
    unlink(empty_show);
    arena_fini(&arena);
    return 0;
}
