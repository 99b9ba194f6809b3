/* Pictures without a display: one moment of one slide, or all slides on one sheet. The clock stands where it is put, so the
 * same command gives the same picture. */

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/xalloc.h"

#define SETTLED_MS 8000
#define THUMB_SHORT 270
#define SHEET_GAP 12

/* Paints the deck's slide at a moment after its entry. */
static bool
paint_at(struct app *app, int ms, struct err *err) {
    app->clock = clock_fixed(TIME_S(1000) + TIME_MS(ms));
    draw_canvas_invalidate(app->canvas);
    return app_frame(app, clock_now(&app->clock), err);
}

static bool
start_at_zero(struct app *app, struct err *err) {
    app->clock = clock_fixed(TIME_S(1000));
    return app_start(app, true, err);
}

static struct draw_target
target_of(struct app *app) {
    const struct host_pixels p = host_pixels(app->host);
    return (struct draw_target){p.pixels, p.width_px, p.height_px, p.stride_px};
}

bool
app_shot(struct app *app, struct err *err) {
    if (!start_at_zero(app, err) || !paint_at(app, app->options.shot_ms, err)) {
        return false;
    }
    const struct draw_target target = target_of(app);
    return draw_target_save_png(&target, app->options.out, err);
}

struct sheet {
    uint32_t *pixels;
    int width_px, height_px, thumb_w, thumb_h, columns;
};

static bool
add_thumb(struct app *app, struct sheet *sheet, int slide, int lang, int row, struct err *err) {
    app->slide = slide;
    app->lang = lang;
    if (!start_at_zero(app, err) || !paint_at(app, SETTLED_MS, err)) {
        return false;
    }
    const struct draw_target target = target_of(app);
    uint32_t *thumb = xalloc_array((size_t)sheet->thumb_w * (size_t)sheet->thumb_h, sizeof(*thumb));
    draw_target_reduce(&target, sheet->thumb_w, sheet->thumb_h, thumb);
    const int x0 = SHEET_GAP + lang * (sheet->thumb_w + SHEET_GAP);
    const int y0 = SHEET_GAP + row * (sheet->thumb_h + SHEET_GAP);
    for (int y = 0; y < sheet->thumb_h; y++) {
        memcpy(sheet->pixels + (size_t)(y0 + y) * (size_t)sheet->width_px + x0,
               thumb + (size_t)y * (size_t)sheet->thumb_w, (size_t)sheet->thumb_w * 4);
    }
    xfree(thumb);
    app_stop(app);
    return true;
}

bool
app_contact_sheet(struct app *app, const char *out, struct err *err) {
    const int width = app->options.width_px > 0 ? app->options.width_px : 1920;
    const int height = app->options.height_px > 0 ? app->options.height_px : 1080;
    const int rows = (int)app->model->slides_count;
    const int columns = (int)app->model->lang_count;
    const int shorter = width < height ? width : height;
    struct sheet sheet = {.thumb_w = width * 2 * THUMB_SHORT / shorter / 2,
                          .thumb_h = height * 2 * THUMB_SHORT / shorter / 2,
                          .columns = columns};
    sheet.width_px = SHEET_GAP + columns * (sheet.thumb_w + SHEET_GAP);
    sheet.height_px = SHEET_GAP + rows * (sheet.thumb_h + SHEET_GAP);
    sheet.pixels = xalloc_array((size_t)sheet.width_px * (size_t)sheet.height_px, sizeof(*sheet.pixels));
    bool ok = true;
    app->options.mode = APP_CONTACT_SHEET; /* holds every slide still */
    for (int row = 0; ok && row < rows; row++) {
        for (int lang = 0; ok && lang < columns; lang++) {
            ok = add_thumb(app, &sheet, row, lang, row, err);
        }
    }
    const struct draw_target target = {sheet.pixels, sheet.width_px, sheet.height_px, sheet.width_px};
    ok = ok && draw_target_save_png(&target, out, err);
    xfree(sheet.pixels);
    if (ok) {
        printf("%d slides in %d languages: %s\n", rows, columns, out);
    }
    return ok;
}

/* One round: every slide of the loop in the first language at a few moments, in a folder beside the program. */
bool
app_round(struct app *app, struct err *err) {
    static const int MOMENTS_MS[] = {300, 1200, 2600, SETTLED_MS};
    char folder[1024];
    char path[1200];
    int pictures = 0;
    if (!app_round_folder(folder, sizeof(folder), err)) {
        return false;
    }
    app->options.mode = APP_SHOT; /* holds every slide still */
    int slides = 0;
    for (size_t slide = 0; slide < app->model->slides_count; slide++) {
        if (!app->model->slides[slide].is_attract) {
            continue;
        }
        slides++;
        app->slide = (int)slide;
        for (size_t m = 0; m < ARRAY_LEN(MOMENTS_MS); m++) {
            (void)snprintf(path, sizeof(path), "%s/%02d-" STR_FMT "-%04d.png", folder, slides,
                           STR_ARG(app->model->slides[slide].key), MOMENTS_MS[m]);
            app->options.shot_ms = MOMENTS_MS[m];
            app->options.out = path;
            if (!app_shot(app, err)) {
                return false;
            }
            app_stop(app);
            pictures++;
        }
    }
    printf("one round of %d slides was played off screen: %d pictures in %s\n", slides, pictures, folder);
    return true;
}
