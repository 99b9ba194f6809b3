#pragma once

/* A small valid pack, copies of it that were changed, and what everything that eats a pack's bytes does with them. */

#include "support.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/clock.h"
#include "content/content_load.h"
#include "draw/draw.h"
#include "tools/pack_build.h"
#include "ui/icon.h"
#include "ui/map.h"

#define PACK_MEMORY_MAX (32 << 20)
#define PACK_TIME_MAX TIME_S(2) /* of the processor: others may be busy */

static char pack_good[64];
static char pack_bad[64];

static inline void
pack_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, "PRAGMA foreign_keys=OFF; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF", NULL,
                     NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%.200s: %s", sql, why);
    }
    sqlite3_close(db);
}

/* tests/show_lighthouse in small pages, its pictures and most search keys cut away so that a copy is cheap. */
static inline int
pack_set_up(void **state) {
    struct workbook book;
    struct arena arena;
    struct err err = {0};
    UNUSED(state);
    (void)snprintf(pack_good, sizeof(pack_good), "/tmp/vitrin-open-%ld.vpack", (long)getpid());
    (void)snprintf(pack_bad, sizeof(pack_bad), "/tmp/vitrin-open-%ld.bad", (long)getpid());
    arena_init(&arena, 1 << 20);
    if (!workbook_read(&book, &arena, "tests/show_lighthouse", &err) || !pack_build(&book, pack_good, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    arena_fini(&arena);
    pack_sql(pack_good, "DELETE FROM art WHERE length(png) > 20000; DELETE FROM search WHERE ord > 40;"
                        "PRAGMA page_size=1024; VACUUM");
    return 0;
}

static inline int
pack_tear_down(void **state) {
    UNUSED(state);
    unlink(pack_good);
    unlink(pack_bad);
    return 0;
}

/* A fresh copy of the good pack. */
static inline void
pack_copy(void) {
    struct arena arena;
    struct str data;
    struct err err = {0};
    arena_init(&arena, 1 << 20);
    assert_true(fs_read(&arena, pack_good, 64u << 20, &data, &err));
    FILE *file = fopen(pack_bad, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data.ptr, 1, data.len, file), data.len);
    fclose(file);
    arena_fini(&arena);
}

/* What the show does with the bytes of a pack that no reader of a table looks at. */
static inline void
pack_digest(struct arena *arena, const struct content_model *model) {
    const struct rect box = {0.0f, 0.0f, 1920.0f, 1080.0f};
    struct err err = {0};
    size_t shapes = 0;
    for (size_t i = 0; i < model->icons_count; i++) {
        struct icon icon;
        size_t bad_at = 0;
        (void)icon_parse(arena, &model->icons[i], &icon, &bad_at);
    }
    for (size_t i = 0; i < model->arts_count; i++) {
        draw_image_destroy(draw_image_decode(model->arts[i].png, model->arts[i].png_bytes, 40, 30, &err));
    }
    for (size_t i = 0; i < model->maps_count; i++) {
        const struct map_view view = map_view_fit(model, &model->maps[i], box);
        (void)map_shapes(model, &view, model->maps[i].fit_set, (struct str){"", 0}, arena, &shapes);
        for (size_t r = 0; r < model->routes_count; r++) {
            (void)map_route_line(&view, &model->routes[r], arena);
        }
    }
}

/* One whole line of text that names the file. */
static inline bool
pack_is_sentence(const char *text) {
    for (const char *c = text; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ') {
            return false;
        }
    }
    return utf8_is_valid(str_from_c(text)) && strncmp(text, pack_bad, strlen(pack_bad)) == 0 &&
           strlen(text) > strlen(pack_bad) + 2;
}

/* Loads the changed copy and holds the verdict to its bounds. */
static inline bool
pack_load(struct err *ret_err) {
    struct arena arena;
    const struct content_model *model = NULL;
    struct err err = {0};
    arena_init(&arena, 64 << 10);
    (void)sqlite3_memory_highwater(1);
    const int64_t limit_before = sqlite3_hard_heap_limit64(-1);
    const time_ns start = clock_spent();
    const bool ok = content_load(&arena, pack_bad, &model, &err);
    const time_ns took = clock_spent() - start;
    FILE *file = fopen(pack_bad, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    const int64_t memory = sqlite3_memory_highwater(0) + (int64_t)arena_used(&arena) - (int64_t)ftell(file);
    fclose(file);
    if (memory > PACK_MEMORY_MAX || took > support_slower(PACK_TIME_MAX) ||
        sqlite3_hard_heap_limit64(-1) != limit_before) {
        fail_msg("%lld bytes beyond the pack, %lld ms: %s", (long long)memory, (long long)(took / 1000000),
                 err.text);
    }
    if (ok) {
        pack_digest(&arena, model);
    } else if (!pack_is_sentence(err.text)) {
        fail_msg("no sentence: `%s`", err.text);
    }
    arena_fini(&arena);
    *ret_err = err;
    return ok;
}
