/* SVG path data to polylines, strokes and filled shapes on a small canvas. The first byte says how much is drawn. */

#include "fuzz.h"

#include <stdlib.h>

#include "ui/icon.h"

#define SIDE 96

static struct canvas *canvas;
static struct arena arena;
static uint32_t pixels[SIDE * SIDE];

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    canvas = draw_canvas_create(SIDE, SIDE);
    arena_init(&arena, 256 << 10);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct rect box = {8.0f, 8.0f, SIDE - 16.0f, SIDE - 16.0f};
    const struct draw_target target = {pixels, SIDE, SIDE, SIDE};
    struct icon icon;
    size_t bad_at = 0;
    size_t count = 0;
    if (size < 1) {
        return 0;
    }
    const struct content_icon source = {
        .width = 48.0f, .height = 48.0f, .path = {(const char *)data + 1, size - 1}};
    if (!icon_parse(&arena, &source, &icon, &bad_at) && bad_at >= size) {
        abort();
    }
    draw_begin(canvas);
    icon_draw(canvas, &arena, &icon, box, 3.0f, COLOR_RGB(0xF4F1EA), (float)data[0] / 255.0f);
    icon_fill(canvas, &arena, &icon, box, COLOR_RGB(0x2EC4A6));
    (void)draw_end(canvas, &target, &count);
    arena_reset(&arena);
    return 0;
}
