/* A text cell's markup to the words that are shown, in both languages, with a pack of one figure and one series. */

#include "fuzz.h"

#include <stdlib.h>

#include "text/text_markup.h"

static struct arena arena;

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    arena_init(&arena, 64 << 10);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct content_unit unit = {.key = STR_LIT("u"), .label = {{STR_LIT("x"), STR_LIT("x")}}};
    const struct content_figure figure = {
        .key = STR_LIT("f"), .value = -1234.5, .value_to = 9e14, .is_range = size % 2 == 1, .decimals = 2};
    const struct content_point points[2] = {{.key = STR_LIT("p"), .value = 1.0},
                                            {.key = STR_LIT("q"), .value = 2.0}};
    const struct content_series series = {.key = STR_LIT("s"), .points = points, .point_count = 2};
    struct content_model model = {.lang_count = 2,
                                  .units = &unit,
                                  .units_count = 1,
                                  .figures = &figure,
                                  .figures_count = 1,
                                  .series = &series,
                                  .series_count = 1};
    const struct markup_words words = {{{"", 0}, STR_LIT("k"), STR_LIT("m"), STR_LIT("b"), STR_LIT("t")},
                                       STR_LIT(","),
                                       STR_LIT("and"),
                                       STR_LIT("to"),
                                       STR_LIT("%")};
    const struct str cell = {(const char *)data, size};
    model.langs[0].locale = (struct locale){"fa", true, DIGITS_PERSIAN};
    model.langs[1].locale = (struct locale){"en", false, DIGITS_LATIN};
    for (int lang = 0; lang < 2; lang++) {
        struct str shown = {"", 0};
        struct err err = {0};
        if (!text_markup_expand(&arena, cell, &model, lang, &words, &shown, &err)) {
            if (err.text[0] == '\0') {
                abort();
            }
        } else if (utf8_is_valid(cell) && !utf8_is_valid(shown)) {
            abort();
        }
    }
    arena_reset(&arena);
    return 0;
}
