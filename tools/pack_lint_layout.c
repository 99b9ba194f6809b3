/* Lays every page out and turns what the rules find into lines that name slide, language, picture size, words, and the sheet,
 * row and column the words stand in. On a page that is sound every part that answers a finger is touched, and what it then tells is
 * looked at as well. All pages of a size and a language come from one deck, which decodes their backgrounds once: untouched ones first, for
 * a touch leaves its marks on what comes after it. The lines come in the order of the slides. */

#include "tools/pack_lint_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "still/still.h"
#include "still/still_rules.h"
#include "tools/pack_progress.h"
#include "tools/pack_trace.h"

#define PART_MS 1000 /* from one touch to the next */

/* What was found on a page. */
struct page_found {
    char *lines; /* malloc's; NULL: nothing was looked at */
    size_t bytes;
    int count;
};

struct page_of {
    const struct layout_lint *lint;
    struct still_config config;
    struct arena arena;
    const char *touched; /* the part of the page that stands forward, or NULL */
    FILE *out;           /* of its lines */
};

static void
print_place(const struct page_of *page, const struct trace *trace) {
    const struct layout_lint *lint = page->lint;
    const struct content_slide *slide = &lint->model->slides[page->config.slide];
    const struct trace own = pack_trace_slide(lint->book, lint->model, page->config.slide);
    if (trace->sheet != NULL) {
        fprintf(page->out, "%s: row %zu, column " STR_FMT ": ", trace->sheet->path, trace->row + 2,
                STR_ARG(trace->column));
    } else if (own.sheet != NULL) { /* the program's own words */
        fprintf(page->out, "%s: row %zu: ", own.sheet->path, own.row + 2);
    }
    fprintf(page->out, "slide " STR_FMT ", %s, %dx%d: ", STR_ARG(slide->key),
            lint->model->langs[page->config.lang].locale.code, page->config.width_px, page->config.height_px);
}

static void
print_sentence(FILE *out, const struct still_finding *f) {
    switch (f->rule) {
    case STILL_TEXT_CUT:
        fputs("does not fit and is cut off: write less", out);
        break;
    case STILL_TEXT_LEAVES:
        fputs("leaves the picture", out);
        break;
    case STILL_TEXTS_OVERLAP:
        fprintf(out, "lies over \"" STR_FMT "\"", STR_ARG(f->other->text));
        break;
    case STILL_TEXT_SMALL:
        fprintf(out, "is %.1f px high at design size, at least %.0f is readable", (double)f->is,
                (double)f->wanted);
        break;
    case STILL_TEXT_FAINT:
        fprintf(out, "(#%02X%02X%02X) has a contrast of %.2f to #%02X%02X%02X behind it, at least %.1f",
                f->color.r, f->color.g, f->color.b, (double)f->is, f->behind.r, f->behind.g, f->behind.b,
                (double)f->wanted);
        break;
    case STILL_TARGET_SMALL:
        fprintf(out, "is %.1f px wide or high at design size, at least %.0f for a finger", (double)f->is,
                (double)f->wanted);
        break;
    }
}

static void
print_finding(void *context, const struct still_finding *finding) {
    struct page_of *page = context;
    const struct layout_lint *lint = page->lint;
    if (finding->target != NULL) {
        print_place(page, &(struct trace){0});
        fprintf(page->out, "the touch target \"%s\" ", finding->target->name);
    }
    if (finding->text != NULL) {
        const struct str shown = finding->text->text;
        const struct trace trace = pack_trace_text(lint->book, lint->model, page->config.slide,
                                                   page->config.lang, shown, &page->arena);
        print_place(page, &trace);
        fprintf(page->out, "\"" STR_FMT "\" ", STR_ARG(shown));
    }
    print_sentence(page->out, finding);
    if (page->touched != NULL) {
        fprintf(page->out, ", once \"%s\" is touched", page->touched);
    }
    fputc('\n', page->out);
    arena_reset(&page->arena);
}

/* Every part once, however many targets it has. */
static int
check_parts(struct page_of *page, struct still *still, const struct target_list *targets) {
    const struct still_report report = {print_finding, page};
    int at_ms = STILL_SETTLED_MS;
    int last = CONTENT_NONE;
    int findings = 0;
    for (size_t i = 0; i < targets->count; i++) {
        const int part = targets->items[i].arg;
        struct still_page read;
        if (!still_is_part(&targets->items[i]) || part <= last ||
            !still_touch(still, targets->items[i].name, at_ms)) {
            continue;
        }
        last = part;
        at_ms += PART_MS;
        page->touched = targets->items[i].name;
        still_read(still, at_ms, false, &read);
        findings += still_rules_check(&read, &report);
    }
    page->touched = NULL;
    return findings;
}

static int
check_untouched(struct page_of *page, struct still *still) {
    const struct still_report report = {print_finding, page};
    struct still_page read;
    still_put(still, page->config.slide);
    still_read(still, STILL_SETTLED_MS, true, &read);
    int findings = still_rules_check(&read, &report);
    if (read.fault != NULL) {
        print_place(page, &(struct trace){0});
        fprintf(page->out, "plain words stand in its place: %s\n", read.fault);
        findings++;
    }
    return findings;
}

static int
check_touched(struct page_of *page, struct still *still) {
    struct still_page read;
    still_put(still, page->config.slide);
    still_read(still, STILL_SETTLED_MS, false, &read);
    const struct target_list targets = read.targets;
    return check_parts(page, still, &targets);
}

/* Adds what a check finds on the page to what was found before. */
static void
check_page(struct page_of *page, struct still *still, int (*check)(struct page_of *, struct still *),
           struct page_found *found) {
    if (found->count > 0) {
        return;
    }
    free(found->lines);
    page->out = open_memstream(&found->lines, &found->bytes);
    if (page->out == NULL) {
        exit(XALLOC_EXIT_OOM);
    }
    found->count = check(page, still);
    (void)fclose(page->out);
}

void
pack_lint_layout_sizes(struct layout_lint *lint) {
    static const struct layout_size USUAL[] = {{1920, 1080, false}, {1080, 1920, false}, {2880, 1620, false},
                                               {1620, 2880, false}, {1920, 1080, true},  {1080, 1920, true}};
    if (lint->size_count == 0) {
        memcpy(lint->sizes, USUAL, sizeof(USUAL));
        lint->size_count = (int)ARRAY_LEN(USUAL);
    }
}

struct layout_run {
    struct page_of page;
    struct progress progress;
    int first_slide, slides, langs, sizes;
    struct page_found *found; /* sizes within languages within slides */
};

static struct page_found *
found_on(const struct layout_run *run, int slide, int lang, int size) {
    return &run->found[((slide - run->first_slide) * run->langs + lang) * run->sizes + size];
}

/* All pages of one size and one language. Errors: as still_open. */
static bool
check_pages(struct layout_run *run, int size_index, int lang, struct err *err) {
    const struct layout_lint *lint = run->page.lint;
    const struct layout_size *size = &lint->sizes[size_index];
    struct still_config *config = &run->page.config;
    *config = (struct still_config){.model = lint->model,
                                    .text = lint->text,
                                    .width_px = size->width_px,
                                    .height_px = size->height_px,
                                    .is_contrast = size->is_contrast,
                                    .lang = lang,
                                    .slide = run->first_slide};
    struct still *still = still_open(config, err);
    if (still == NULL) {
        return false;
    }
    for (int i = 0; i < run->slides; i++) {
        config->slide = run->first_slide + i;
        if (lint->progress != NULL) {
            progress_step(&run->progress, str_to_c(&run->page.arena, lint->model->slides[config->slide].key));
        }
        check_page(&run->page, still, check_untouched, found_on(run, config->slide, lang, size_index));
    }
    for (int i = 0; i < run->slides; i++) {
        config->slide = run->first_slide + i;
        check_page(&run->page, still, check_touched, found_on(run, config->slide, lang, size_index));
    }
    still_close(still);
    return true;
}

bool
pack_lint_layout(const struct layout_lint *lint, int *ret_findings, int *ret_clean, struct err *err) {
    struct layout_run run = {.page = {.lint = lint},
                             .first_slide = lint->slide != CONTENT_NONE ? lint->slide : 0,
                             .slides = lint->slide != CONTENT_NONE ? 1 : (int)lint->model->slides_count,
                             .langs = (int)lint->model->lang_count,
                             .sizes = lint->size_count};
    const int total = run.slides * run.langs * run.sizes;
    bool ok = true;
    run.found = xalloc_array((size_t)total, sizeof(*run.found));
    arena_init(&run.page.arena, 0);
    *ret_findings = *ret_clean = 0;
    if (lint->progress != NULL) {
        progress_start(&run.progress, lint->progress, total, true);
    }
    for (int i = 0; ok && i < run.sizes * run.langs; i++) {
        ok = check_pages(&run, i / run.langs, i % run.langs, err);
    }
    progress_end(&run.progress);
    for (int i = 0; i < total; i++) {
        if (run.found[i].lines != NULL) {
            fputs(run.found[i].lines, lint->out);
            *ret_findings += run.found[i].count;
            *ret_clean += run.found[i].count == 0 ? 1 : 0;
        }
        free(run.found[i].lines);
    }
    xfree(run.found);
    arena_fini(&run.page.arena);
    return ok;
}
