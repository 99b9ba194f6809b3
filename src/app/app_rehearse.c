/* The rehearsal: every slide in every language, wide and tall, prepared and painted as the show would, before a pack may be installed.
 * What a visitor would see as a fault refuses the pack: a slide that cannot be drawn as its kind, words that are cut or leave the picture,
 * a glyph that no font has, a page on which nothing can be seen. This process limits itself, so that a pack can harm nothing but it:
 * a page that never ends is ended by an alarm, one that takes too much memory by the system's limit. How it answers: pack_rehearsal.h. */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/app.h"
#include "pack/pack_rehearsal.h"

#define PAGE_S 10        /* no page may take longer; a slow machine needs half a second */
#define CPU_S 170        /* for all of them */
#define MEMORY_MIB 768   /* of its own, besides the program */
#define SLACK_PX 3.0f    /* so far letters may stand out of the picture */
#define SAMPLE_STRIDE 97 /* every so many pixels are looked at */
#define SEEN_CONTRAST 1.6f

struct page {
    const char *slide, *lang;
    int width_px, height_px;
};

static int
refuse(int status, const struct page *page, const char *what) {
    if (page == NULL) {
        printf("%s\n", what);
    } else {
        printf("slide %s, %s, %dx%d: %s\n", page->slide, page->lang, page->width_px, page->height_px, what);
    }
    (void)fflush(stdout);
    return status;
}

static void
limit(void) {
    const struct rlimit cpu = {.rlim_cur = CPU_S, .rlim_max = CPU_S};
    const struct rlimit core = {.rlim_cur = 0, .rlim_max = 0};
    (void)setrlimit(RLIMIT_CPU, &cpu);
    (void)setrlimit(RLIMIT_CORE, &core);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is larger than any limit */
    const struct rlimit memory = {.rlim_cur = (rlim_t)MEMORY_MIB << 20, .rlim_max = (rlim_t)MEMORY_MIB << 20};
    (void)setrlimit(RLIMIT_DATA, &memory);
#endif
}

/* Rec. 709, roughly, of one pixel: 0..1. */
static float
luminance(uint32_t argb) {
    const float r = (float)(argb >> 16 & 255u) / 255.0f;
    const float g = (float)(argb >> 8 & 255u) / 255.0f;
    const float b = (float)(argb & 255u) / 255.0f;
    return 0.2126f * r * r + 0.7152f * g * g + 0.0722f * b * b;
}

/* Is there anything to be seen at all? */
static bool
is_blank(const struct draw_target *picture) {
    float darkest = 1.0f;
    float brightest = 0.0f;
    const size_t count = (size_t)picture->stride_px * (size_t)picture->height_px;
    for (size_t i = 0; i < count; i += SAMPLE_STRIDE) {
        const float light = luminance(picture->pixels[i]);
        darkest = light < darkest ? light : darkest;
        brightest = light > brightest ? light : brightest;
    }
    return (brightest + 0.05f) / (darkest + 0.05f) < SEEN_CONTRAST;
}

static bool
check_text(const struct draw_note *note, const struct page *page, struct text *text, char what[160]) {
    const struct rect box = note->box;
    uint32_t missing = 0;
    const bool is_outside = box.x < -SLACK_PX || box.x + box.w > (float)page->width_px + SLACK_PX ||
                            box.y < -box.h / 2.0f || box.y + box.h / 2.0f > (float)page->height_px;
    if (note->is_cut || is_outside) {
        (void)snprintf(what, 160, "\"%.*s\" %s", (int)(note->text.len > 100 ? 100 : note->text.len),
                       note->text.ptr, note->is_cut ? "does not fit and is cut off" : "leaves the picture");
        return false;
    }
    if (!text_is_covered(text, note->text, &missing)) {
        (void)snprintf(what, 160, "no font has a glyph for U+%04X", missing);
        return false;
    }
    return true;
}

/* Returns: PACK_REHEARSAL_PASSED, or the status, with its line printed. */
static int
check_page(const struct page *page, struct still *still, struct text *text) {
    struct still_page read;
    char what[160];
    still_read(still, STILL_SETTLED_MS, false, &read);
    if (read.fault != NULL) {
        (void)snprintf(what, sizeof(what), "it cannot be drawn as its kind: %s", read.fault);
        return refuse(PACK_REHEARSAL_EXIT_FAILED, page, what);
    }
    size_t shown = 0;
    for (size_t i = 0; i < read.text_count; i++) {
        const struct draw_note *note = &read.texts[i];
        const bool counts = !note->is_target && note->box.w > 0.0f;
        if (counts && !check_text(note, page, text, what)) {
            return refuse(PACK_REHEARSAL_EXIT_FAILED, page, what);
        }
        shown += counts ? 1 : 0;
    }
    const struct draw_target picture = still_paint(still, STILL_SETTLED_MS);
    if (shown == 0 || is_blank(&picture)) {
        return refuse(PACK_REHEARSAL_EXIT_FAILED, page, "nothing can be seen on it");
    }
    return PACK_REHEARSAL_PASSED;
}

static int
rehearse_page(const struct app *app, int slide, int lang, bool is_tall) {
    struct err err = {0};
    struct still_config config = app_still_config(app);
    config.slide = slide;
    config.lang = lang;
    if (is_tall) {
        const int width_px = config.width_px;
        config.width_px = config.height_px;
        config.height_px = width_px;
    }
    const struct page page = {app->model->slides[slide].key.ptr, app->model->langs[lang].locale.code,
                              config.width_px, config.height_px};
    (void)alarm(PAGE_S);
    struct still *still = still_open(&config, &err);
    if (still == NULL) {
        return refuse(PACK_REHEARSAL_EXIT_FAILED, &page, err.text);
    }
    const int status = check_page(&page, still, app->text);
    still_close(still);
    text_frame_end(app->text);
    return status;
}

int
app_rehearse(const struct app_options *options) {
    struct app app = {0};
    struct err err = {0};
    int status = PACK_REHEARSAL_PASSED;
    (void)setenv("SDL_VIDEODRIVER", "dummy", 1);
    limit();
    (void)alarm(PAGE_S);
    if (!app_open(&app, options, &err)) {
        app_close(&app);
        return refuse(PACK_REHEARSAL_EXIT_FAILED, NULL, err.text);
    }
    const int langs = (int)app.model->lang_count;
    const int pages = (int)app.model->slides_count * langs * 2;
    for (int i = 0; i < pages && status == PACK_REHEARSAL_PASSED; i++) {
        status = rehearse_page(&app, i / 2 / langs, i / 2 % langs, i % 2 == 1);
        printf("page %d of %d\n", i + 1, pages);
        (void)fflush(stdout);
    }
    (void)alarm(0);
    app_close(&app);
    return status;
}
