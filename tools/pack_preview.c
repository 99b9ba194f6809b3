/* Pictures and contact sheets of the proof desk. A picture is written beside its place, looked at, and then takes its place, so
 * that a full disk or a power cut leaves no half of one under its name. */

#include "tools/pack_preview.h"

#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "still/still.h"
#include "tools/pack_progress.h"

#define SHEET_COLUMNS 6
#define PNG_END_BYTES 12

static const int SIZES[PREVIEW_SHAPES][2] = {{1920, 1080}, {1080, 1920}};

/* Does the file end as a whole PNG file does? The encoder does not tell of a disk that is full. */
static bool
is_whole_png(const char *path) {
    static const unsigned char END[PNG_END_BYTES] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
    unsigned char last[PNG_END_BYTES];
    FILE *file = fopen(path, "rb");
    const bool ok = file != NULL && fseek(file, -PNG_END_BYTES, SEEK_END) == 0 &&
                    fread(last, 1, sizeof(last), file) == sizeof(last) &&
                    memcmp(last, END, sizeof(last)) == 0;
    if (file != NULL) {
        fclose(file);
    }
    return ok;
}

static bool
save_whole(const struct draw_target *picture, const char *path, struct arena *arena, struct err *err) {
    const char *part = str_format(arena, "%s.part", path).ptr;
    bool ok = draw_target_save_png(picture, part, err);
    if (ok && (!is_whole_png(part) || rename(part, path) != 0)) {
        ok = err_set(err, ERR_IO, 0, "%s: cannot be written whole", path);
    }
    if (!ok) {
        (void)unlink(part);
    }
    return ok;
}

static bool
add_picture(const struct preview *preview, struct still_sheet *sheet, int index,
            const struct still_config *config, const char *path, struct err *err) {
    struct arena arena;
    struct still *still = still_open(config, err);
    if (still == NULL) {
        return err_prefix(err, "slide " STR_FMT ": ", STR_ARG(preview->model->slides[config->slide].key));
    }
    arena_init(&arena, 0);
    const struct draw_target picture = still_paint(still, STILL_SETTLED_MS);
    still_sheet_add(sheet, index, &picture);
    const bool ok = save_whole(&picture, path, &arena, err);
    arena_fini(&arena);
    still_close(still);
    return ok;
}

/* All slides in one language and shape, and their contact sheet. */
static bool
make_series(const struct preview *preview, int lang, enum preview_shape shape, struct progress *progress,
            struct err *err) {
    const int first = preview->slide != CONTENT_NONE ? preview->slide : 0;
    const int count = preview->slide != CONTENT_NONE ? 1 : (int)preview->model->slides_count;
    struct still_sheet sheet;
    struct arena arena;
    bool ok = true;
    arena_init(&arena, 0);
    still_sheet_init(&sheet, count, count < SHEET_COLUMNS ? count : SHEET_COLUMNS, SIZES[shape][0],
                     SIZES[shape][1]);
    for (int i = 0; ok && i < count; i++) {
        const struct still_config config = {
            .model = preview->model,
            .text = preview->text,
            .width_px = SIZES[shape][0],
            .height_px = SIZES[shape][1],
            .lang = lang,
            .slide = first + i,
        };
        const struct str name = pack_preview_picture(preview, &arena, first + i, lang, shape);
        progress_step(progress, name.ptr);
        ok = add_picture(preview, &sheet, i, &config,
                         str_format(&arena, "%s/%s", preview->folder, name.ptr).ptr, err);
    }
    const struct draw_target target = still_sheet_target(&sheet);
    const struct str name = pack_preview_picture(preview, &arena, CONTENT_NONE, lang, shape);
    ok = ok && save_whole(&target, str_format(&arena, "%s/%s", preview->folder, name.ptr).ptr, &arena, err);
    still_sheet_fini(&sheet);
    arena_fini(&arena);
    return ok;
}

/* Keys become file names here, and a pack may come from anywhere. */
static bool
check_keys(const struct content_model *model, struct err *err) {
    for (size_t i = 0; i < model->slides_count; i++) {
        const struct str key = model->slides[i].key;
        for (size_t c = 0; c < key.len; c++) {
            const bool is_letter = (key.ptr[c] >= 'a' && key.ptr[c] <= 'z') ||
                                   (key.ptr[c] >= 'A' && key.ptr[c] <= 'Z') ||
                                   (key.ptr[c] >= '0' && key.ptr[c] <= '9');
            if (!is_letter && key.ptr[c] != '_' && key.ptr[c] != '-') {
                return err_set(err, ERR_CONTENT, 0,
                               "slide \"" STR_FMT "\": a key is letters, digits, _ and -", STR_ARG(key));
            }
        }
    }
    return true;
}

bool
pack_preview(const struct preview *preview, int *ret_pictures, struct err *err) {
    const int slides = preview->slide != CONTENT_NONE ? 1 : (int)preview->model->slides_count;
    const int total = slides * (int)preview->model->lang_count * PREVIEW_SHAPES;
    char folder[1024];
    struct progress progress;
    if (snprintf(folder, sizeof(folder), "%s/slides", preview->folder) >= (int)sizeof(folder)) {
        return err_set(err, ERR_LIMIT, 0, "%s: the name is too long", preview->folder);
    }
    if (!check_keys(preview->model, err) || !fs_make_dirs(folder, err)) {
        return false;
    }
    bool ok = true;
    progress_start(&progress, preview->progress, total, false);
    for (int shape = 0; ok && shape < PREVIEW_SHAPES; shape++) {
        for (int lang = 0; ok && lang < (int)preview->model->lang_count; lang++) {
            ok = make_series(preview, lang, (enum preview_shape)shape, &progress, err);
        }
    }
    progress_end(&progress);
    *ret_pictures = total;
    return ok && pack_preview_write_page(preview, err);
}
