/* Any bytes to lines of glyphs, in both languages, wrapped and cut. The first four bytes are the style. */

#include "fuzz.h"

#include <stdlib.h>

#include "text/text.h"

static const struct locale LOCALES[2] = {{"fa", true, DIGITS_PERSIAN}, {"en", false, DIGITS_LATIN}};
static struct text *text;
static struct arena arena;

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    const struct text_config config = {.fonts_dir = "assets/fonts"};
    struct err err = {0};
    (void)argc;
    (void)argv;
    text = text_create(&config, &err);
    if (text == NULL) {
        abort();
    }
    arena_init(&arena, 256 << 10);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4) {
        return 0;
    }
    const struct str paragraph = {(const char *)data + 4, size - 4};
    const struct text_style style = {
        .px = (float)(28 + data[0] % 100),
        .weight = 400 + 100 * (data[1] % 6),
        .flags = data[1] / 6 % 4,
        .wrap_px = (float)data[2] * 8.0f,
        .lines_max = data[3] / 2 % 8,
        .locale = &LOCALES[data[3] % 2],
    };
    const struct text_block *block = text_layout(text, &arena, paragraph, &style);
    if (!(block->width_px >= 0.0f) || !(block->height_px >= 0.0f) || block->line_count < 0) {
        abort();
    }
    (void)text_measure(text, paragraph, &style);
    (void)text_visual_order(text, &arena, paragraph, &style);
    arena_reset(&arena);
    return 0;
}
