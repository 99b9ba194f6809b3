/* Contact sheets: pictures reduced to thumbnails, in rows on one picture. */

#include <string.h>

#include "base/xalloc.h"
#include "still/still.h"

#define THUMB_SHORT 270
#define SHEET_GAP 12

void
still_sheet_init(struct still_sheet *sheet, int count, int columns, int width_px, int height_px) {
    const int shorter = width_px < height_px ? width_px : height_px;
    const int rows = (count + columns - 1) / columns;
    *sheet = (struct still_sheet){
        .thumb_w = width_px * THUMB_SHORT / shorter,
        .thumb_h = height_px * THUMB_SHORT / shorter,
        .columns = columns,
    };
    sheet->width_px = SHEET_GAP + columns * (sheet->thumb_w + SHEET_GAP);
    sheet->height_px = SHEET_GAP + rows * (sheet->thumb_h + SHEET_GAP);
    sheet->pixels = xalloc_array((size_t)sheet->width_px * (size_t)sheet->height_px, sizeof(*sheet->pixels));
}

void
still_sheet_add(struct still_sheet *sheet, int index, const struct draw_target *picture) {
    const size_t row_bytes = (size_t)sheet->thumb_w * sizeof(uint32_t);
    uint32_t *thumb = xalloc_array((size_t)sheet->thumb_w * (size_t)sheet->thumb_h, sizeof(*thumb));
    draw_target_reduce(picture, sheet->thumb_w, sheet->thumb_h, thumb);
    const int x0 = SHEET_GAP + index % sheet->columns * (sheet->thumb_w + SHEET_GAP);
    const int y0 = SHEET_GAP + index / sheet->columns * (sheet->thumb_h + SHEET_GAP);
    for (int y = 0; y < sheet->thumb_h; y++) {
        memcpy(sheet->pixels + (size_t)(y0 + y) * (size_t)sheet->width_px + x0,
               thumb + (size_t)y * (size_t)sheet->thumb_w, row_bytes);
    }
    xfree(thumb);
}

struct draw_target
still_sheet_target(const struct still_sheet *sheet) {
    return (struct draw_target){sheet->pixels, sheet->width_px, sheet->height_px, sheet->width_px};
}

void
still_sheet_fini(struct still_sheet *sheet) {
    xfree(sheet->pixels);
    *sheet = (struct still_sheet){0};
}
