/* Which cells changed. Every command mixes its hash into each cell its box meets, in order; a cell whose hash differs from
 * the last frame's is repainted. Order and removal need no special care: they change the hash. */

#include "draw/draw_internal.h"

#include <string.h>

#define MIX 0x9E3779B97F4A7C15ull

static void
mark_command(struct canvas *canvas, const struct draw_command *command) {
    const struct irect box = command->box;
    const int c0 = box.x / DRAW_CELL_PX;
    const int r0 = box.y / DRAW_CELL_PX;
    const int c1 = (box.x + box.w - 1) / DRAW_CELL_PX;
    const int r1 = (box.y + box.h - 1) / DRAW_CELL_PX;
    for (int r = r0; r <= r1; r++) {
        uint64_t *cells = canvas->cells + (size_t)r * (size_t)canvas->cell_columns;
        for (int c = c0; c <= c1; c++) {
            cells[c] = (cells[c] ^ command->hash) * MIX + (cells[c] >> 47);
        }
    }
}

static void
add_rect(struct canvas *canvas, struct irect rect) {
    /* joins the rectangle right above it when it spans the same columns */
    size_t *run_above = &canvas->run_above[rect.x / DRAW_CELL_PX];
    if (*run_above > 0) {
        struct irect *above = &canvas->changed[*run_above - 1];
        if (above->w == rect.w && above->y + above->h == rect.y) {
            above->h += rect.h;
            return;
        }
    }
    if (canvas->changed_count == canvas->changed_capacity) {
        canvas->changed_capacity = canvas->changed_capacity * 2 + 64;
        canvas->changed = xrealloc_array(canvas->changed, canvas->changed_capacity, sizeof(*canvas->changed));
    }
    canvas->changed[canvas->changed_count++] = rect;
    *run_above = canvas->changed_count;
}

static void
collect_row(struct canvas *canvas, int row) {
    const uint64_t *now = canvas->cells + (size_t)row * (size_t)canvas->cell_columns;
    const uint64_t *before = canvas->cells_before + (size_t)row * (size_t)canvas->cell_columns;
    const struct irect page = {0, 0, canvas->width_px, canvas->height_px};
    for (int c = 0; c < canvas->cell_columns;) {
        if (!canvas->is_invalid && now[c] == before[c]) {
            c++;
            continue;
        }
        const int first = c;
        while (c < canvas->cell_columns && (canvas->is_invalid || now[c] != before[c])) {
            c++;
        }
        const struct irect run = {first * DRAW_CELL_PX, row * DRAW_CELL_PX, (c - first) * DRAW_CELL_PX,
                                  DRAW_CELL_PX};
        add_rect(canvas, irect_intersect(run, page));
    }
}

void
draw_compare(struct canvas *canvas) {
    const size_t count = (size_t)canvas->cell_columns * (size_t)canvas->cell_rows;
    memset(canvas->cells, 0, count * sizeof(*canvas->cells));
    for (size_t i = 0; i < canvas->commands.count; i++) {
        mark_command(canvas, &canvas->commands.items[i]);
    }
    canvas->changed_count = 0;
    memset(canvas->run_above, 0, (size_t)canvas->cell_columns * sizeof(*canvas->run_above));
    for (int row = 0; row < canvas->cell_rows; row++) {
        collect_row(canvas, row);
    }
    uint64_t *swap = canvas->cells;
    canvas->cells = canvas->cells_before;
    canvas->cells_before = swap;
    canvas->is_invalid = false;
}
