#pragma once

/* What unit tests share: cmocka's includes, the two locales, an engine with the project's fonts. Tests run in the project's root. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/fs.h"
#include "base/locale.h"
#include "text/text.h"

/* Sanitizers look for faults of memory, and slowly: what goes over every page does every fifth under them. A test that says SUPPORT_SHARE is
 * run plain as well, over all. */
#ifdef __SANITIZE_ADDRESS__
#define SUPPORT_SHARE 5
#else
#define SUPPORT_SHARE 1
#endif

static const struct locale FA = {"fa", true, DIGITS_PERSIAN};
static const struct locale EN = {"en", false, DIGITS_LATIN};

static inline struct text *
support_text(void) {
    struct err err = {0};
    const struct text_config config = {.fonts_dir = "assets/fonts"};
    struct text *text = text_create(&config, &err);
    if (text == NULL) {
        fail_msg("%s", err.text);
    }
    return text;
}

/* With the show's own fallback font, which `arena` keeps. */
static inline struct text *
support_text_of_show(struct arena *arena) {
    struct err err = {0};
    struct str font;
    if (!fs_read(arena, "data/font/NotoSansCJKsc-Subset.otf", 1u << 22, &font, &err)) {
        fail_msg("%s", err.text);
    }
    const struct text_config config = {
        .fonts_dir = "assets/fonts", .fallback_font = font.ptr, .fallback_font_bytes = font.len};
    struct text *text = text_create(&config, &err);
    if (text == NULL) {
        fail_msg("%s", err.text);
    }
    return text;
}

/* What the environment says, for runs that are longer than usual: VITRIN_TEST names one test, VITRIN_SEED begins elsewhere, the others
 * are numbers of cases. */
static inline long
support_wish(const char *variable, long usual) {
    const char *wish = getenv(variable);
    return wish != NULL && wish[0] != '\0' ? atol(wish) : usual;
}

static inline void
support_choose_test(void) {
    const char *name = getenv("VITRIN_TEST");
    if (name != NULL && name[0] != '\0') {
        cmocka_set_test_filter(name);
    }
}

/* Does an emulator of another processor stand between the test and the machine? tests/rpi.sh says so. */
static inline bool
support_is_emulated(void) {
    const char *emulated = getenv("VITRIN_EMULATED");
    return emulated != NULL && emulated[0] != '\0';
}

/* Leaves a test out under an emulator, which answers in the kernel's place: `why` says what it does differently. */
static inline void
support_skip_emulated(const char *why) {
    if (support_is_emulated()) {
        print_message("left out: %s\n", why);
        skip();
    }
}

/* A limit of processor time: an emulator takes some three and a half times as long, and is given six. */
static inline long long
support_slower(long long limit) {
    return support_is_emulated() ? 6 * limit : limit;
}

/* A small deterministic generator, so that "random" cases are the same in every run. */
static inline uint32_t
support_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

#define SUPPORT_UNUSED                                                                                       \
    (void)FA, (void)EN, (void)support_text, (void)support_text_of_show, (void)support_random,                \
        (void)support_wish, (void)support_choose_test, (void)support_skip_emulated, (void)support_slower
