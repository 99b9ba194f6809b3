/* The font a pack brings, changed: an input is a list of patches (offset, length, bytes) over the first show's. It is opened, asked for
 * glyphs, and its outlines are painted. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "text/text.h"

static struct arena arena;
static struct str sound;
static char *font;

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    static struct arena kept;
    struct err err = {0};
    (void)argc;
    (void)argv;
    arena_init(&arena, 64 << 10);
    arena_init(&kept, 64 << 10);
    if (!fs_read(&kept, "data/font/NotoSansCJKsc-Subset.otf", 1u << 22, &sound, &err)) {
        abort();
    }
    font = arena_alloc(&kept, sound.len);
    return 0;
}

static void
patch(const uint8_t *data, size_t size) {
    memcpy(font, sound.ptr, sound.len);
    for (size_t at = 0; at + 4 <= size;) {
        const size_t to = ((size_t)data[at] << 8 | data[at + 1]) % sound.len;
        size_t len = 1 + data[at + 2] % 32;
        at += 3;
        len = len < size - at ? len : size - at;
        len = len < sound.len - to ? len : sound.len - to;
        memcpy(font + to, data + at, len);
        at += len;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct locale EN = {"en", false, DIGITS_LATIN};
    const struct text_style style = {.px = 48.0f, .weight = 400, .locale = &EN};
    const struct text_config config = {
        .fonts_dir = "assets/fonts", .fallback_font = font, .fallback_font_bytes = sound.len};
    struct err err = {0};
    patch(data, size);
    struct text *text = text_create(&config, &err);
    if (text == NULL) {
        return 0;
    }
    const struct str words = STR_LIT("重庆成渝 a 长江");
    (void)text_layout(text, &arena, words, &style);
    (void)text_raster_error_px(text, words, &style);
    text_destroy(text);
    arena_reset(&arena);
    return 0;
}
