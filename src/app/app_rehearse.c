/* The rehearsal: a pack's pages one after the other, sizes and languages outermost, so that background pictures are decoded once for all
 * of them. It stops at the first page that is not fit, and says which. It decides nothing: the intake does, by how this ends. */

#include "app/app_rehearse.h"

#include <stdio.h>
#include <sys/resource.h>

#include "app/app.h"
#include "still/still_proof.h"

#define EXIT_USAGE 2

struct rehearsal {
    struct app app;
    struct clock clock;
    time_ns started;
    int page, pages;
    bool is_first_size;
};

static int
exit_of(enum pack_outcome outcome) {
    return outcome == PACK_REHEARSAL_SLOW     ? PACK_REHEARSAL_EXIT_SLOW
           : outcome == PACK_REHEARSAL_MEMORY ? PACK_REHEARSAL_EXIT_MEMORY
                                              : PACK_REHEARSAL_EXIT_FAILED;
}

static int
refuse(enum pack_outcome outcome, const char *place, const char *sentence) {
    char line[PACK_REHEARSAL_LINE_MAX + 1];
    (void)app_rehearse_line(line, outcome, str_from_c(place), str_from_c(sentence));
    printf("%s\n", line);
    return exit_of(outcome);
}

static uint64_t
resident_bytes(void) {
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? (uint64_t)use.ru_maxrss * 1024u : 0;
}

/* Returns: the exit status, 0 for a page that is fit. */
static int
rehearse_page(struct rehearsal *r, struct still *still, const struct still_config *config, int slide) {
    const struct content_model *model = r->app.model;
    struct err err = {0};
    const char *sentence = err.text;
    char place[120];
    const time_ns before = clock_spent();
    app_rehearse_allow(REHEARSE_PAGE_HANGS_CPU_S);
    const bool is_fit = still_prove(still, r->app.text, slide, r->is_first_size, &err);
    const struct rehearse_use use = {clock_spent() - before, clock_now(&r->clock) - r->started,
                                     resident_bytes()};
    const enum pack_outcome outcome = is_fit ? app_rehearse_judge(&use, &sentence) : PACK_REHEARSAL_FAILED;
    if (outcome != PACK_NONE) {
        (void)snprintf(place, sizeof(place), "slide " STR_FMT ", %s, %dx%d",
                       STR_ARG(model->slides[slide].key), model->langs[config->lang].locale.code,
                       config->width_px, config->height_px);
        return refuse(outcome, place, sentence);
    }
    printf("page %d of %d\n", ++r->page, r->pages);
    (void)fflush(stdout);
    return PACK_REHEARSAL_PASSED;
}

static int
rehearse_pages(struct rehearsal *r, const struct still_config *config) {
    struct err err = {0};
    int status = PACK_REHEARSAL_PASSED;
    struct still *still = still_open(config, &err);
    if (still == NULL) {
        return refuse(PACK_REHEARSAL_FAILED, "the pack", err.text);
    }
    for (int slide = 0; status == PACK_REHEARSAL_PASSED && slide < (int)r->app.model->slides_count; slide++) {
        status = rehearse_page(r, still, config, slide);
    }
    still_close(still);
    return status;
}

static int
rehearse_langs(struct rehearsal *r, int width_px, int height_px) {
    int status = PACK_REHEARSAL_PASSED;
    for (int lang = 0; status == PACK_REHEARSAL_PASSED && lang < (int)r->app.model->lang_count; lang++) {
        const struct still_config config = {
            .model = r->app.model,
            .text = r->app.text,
            .width_px = width_px,
            .height_px = height_px,
            .lang = lang,
            .slide = CONTENT_NONE,
        };
        status = rehearse_pages(r, &config);
    }
    return status;
}

static int
rehearse_sizes(struct rehearsal *r) {
    static const int SIZES[][2] = {{1920, 1080}, {1080, 1920}};
    const struct app_options *options = &r->app.options;
    const int sizes = options->has_size ? 1 : (int)ARRAY_LEN(SIZES);
    int status = PACK_REHEARSAL_PASSED;
    r->pages = sizes * (int)r->app.model->lang_count * (int)r->app.model->slides_count;
    for (int i = 0; status == PACK_REHEARSAL_PASSED && i < sizes; i++) {
        r->is_first_size = i == 0;
        status = options->has_size ? rehearse_langs(r, options->width_px, options->height_px)
                                   : rehearse_langs(r, SIZES[i][0], SIZES[i][1]);
    }
    return status;
}

/* What is wrong with the file is the pack's fault, all else is that of whoever asked. */
static int
refuse_open(const struct err *err) {
    if (err->code == ERR_FORMAT || err->code == ERR_LIMIT || err->code == ERR_CONTENT) {
        return refuse(PACK_REHEARSAL_FAILED, "the pack", err->text);
    }
    fprintf(stderr, "vitrin: %s\n", err->text);
    return EXIT_USAGE;
}

int
app_rehearse(const struct app_options *options) {
    struct rehearsal r = {.clock = clock_real()};
    struct err err = {0};
    int status = PACK_REHEARSAL_PASSED;
    r.started = clock_now(&r.clock);
    if (!app_rehearse_confine(&err) || !app_open(&r.app, options, &err)) {
        status = refuse_open(&err);
    } else {
        status = rehearse_sizes(&r);
    }
    if (status == PACK_REHEARSAL_PASSED) {
        const double seconds = time_to_s(clock_now(&r.clock) - r.started);
        printf("passed: %d pages, %.1f a second, %llu MiB\n", r.pages, (double)r.pages / seconds,
               (unsigned long long)(resident_bytes() >> 20));
    }
    app_close(&r.app);
    return fflush(stdout) == 0 ? status : EXIT_USAGE;
}
