#pragma once

/* The report's own show in memory, with a text engine, for tests that look at all of it: `model`, `text`, `arena`, and cmocka's group
 * functions. The pack is built from data/, as `make` does, and loaded as the show loads it. */

#include "support.h"

#include <unistd.h>

#include "content/content_load.h"
#include "tools/pack_build.h"

static struct arena arena;
static struct text *text;
static const struct content_model *model;

static inline int
set_up(void **state) {
    struct workbook book;
    struct err err = {0};
    char path[64];
    (void)state;
    arena_init(&arena, 1 << 20);
    text = support_text_of_show(&arena);
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-show-%ld.vpack", (long)getpid());
    const bool ok = workbook_read(&book, &arena, "data", &err) && pack_build(&book, path, &err) &&
                    content_load(&arena, path, &model, &err);
    unlink(path);
    if (!ok) {
        print_error("%s\n", err.text);
    }
    return ok ? 0 : -1;
}

static inline int
tear_down(void **state) {
    (void)state;
    text_destroy(text);
    arena_fini(&arena);
    return 0;
}
