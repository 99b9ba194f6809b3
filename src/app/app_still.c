/* Pictures to files: one moment of one slide, or all slides on one sheet. What they show comes from still/. */

#include <stdio.h>

#include "app/app.h"
#include "host/host_leave.h"
#include "still/still.h"

#define WIDTH_PX 1920
#define HEIGHT_PX 1080

struct still_config
app_still_config(const struct app *app) {
    const struct app_options *options = &app->options;
    return (struct still_config){
        .model = app->model,
        .text = app->text,
        .width_px = options->width_px > 0 ? options->width_px : WIDTH_PX,
        .height_px = options->height_px > 0 ? options->height_px : HEIGHT_PX,
        .lang = app->lang,
        .slide = app->slide,
        .is_preview = app->source.is_preview,
        .is_reduced_motion = options->is_reduced_motion,
        .is_flat = options->is_flat,
    };
}

bool
app_still_save(const struct still_config *config, int ms, const char *path, struct err *err) {
    struct still *still = still_open(config, err);
    if (still == NULL) {
        return false;
    }
    const struct draw_target picture = still_paint(still, ms);
    const bool ok = draw_target_save_png(&picture, path, err);
    still_close(still);
    return ok;
}

bool
app_shot(struct app *app, struct err *err) {
    const struct still_config config = app_still_config(app);
    return app_still_save(&config, app->options.shot_ms, app->options.out, err);
}

static bool
add_thumb(struct still_sheet *sheet, int index, const struct still_config *config, struct err *err) {
    struct still *still = still_open(config, err);
    if (still == NULL) {
        return false;
    }
    const struct draw_target picture = still_paint(still, STILL_SETTLED_MS);
    still_sheet_add(sheet, index, &picture);
    still_close(still);
    return true;
}

bool
app_contact_sheet(struct app *app, const char *out, struct err *err) {
    struct still_config config = app_still_config(app);
    const int columns = (int)app->model->lang_count;
    const int slides = (int)app->model->slides_count;
    struct still_sheet sheet;
    bool ok = true;
    still_sheet_init(&sheet, slides * columns, columns, config.width_px, config.height_px);
    for (int i = 0; ok && i < slides * columns; i++) {
        config.slide = i / columns;
        config.lang = i % columns;
        ok = add_thumb(&sheet, i, &config, err);
    }
    const struct draw_target target = still_sheet_target(&sheet);
    ok = ok && draw_target_save_png(&target, out, err);
    still_sheet_fini(&sheet);
    if (ok) {
        printf("%d slides in %d languages: %s\n", slides, columns, out);
    }
    return ok;
}

/* One round: every slide of the loop in the first language at a few moments, in a folder beside the program. */
bool
app_round(struct app *app, struct err *err) {
    static const int MOMENTS_MS[] = {300, 1200, 2600, STILL_SETTLED_MS};
    struct still_config config = app_still_config(app);
    char folder[1024];
    char path[1200];
    int pictures = 0;
    int slides = 0;
    if (!app_round_folder(folder, sizeof(folder), err)) {
        return false;
    }
    for (size_t slide = 0; slide < app->model->slides_count && !host_leave_is_asked(); slide++) {
        if (!app->model->slides[slide].is_attract) {
            continue;
        }
        slides++;
        config.slide = (int)slide;
        for (size_t m = 0; m < ARRAY_LEN(MOMENTS_MS); m++) {
            (void)snprintf(path, sizeof(path), "%s/%02d-" STR_FMT "-%04d.png", folder, slides,
                           STR_ARG(app->model->slides[slide].key), MOMENTS_MS[m]);
            if (!app_still_save(&config, MOMENTS_MS[m], path, err)) {
                return false;
            }
            pictures++;
        }
    }
    printf("one round of %d slides was played off screen: %d pictures in %s\n", slides, pictures, folder);
    return true;
}
