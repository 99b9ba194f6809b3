/* Lays every page out and turns what the rules find into lines that name slide, language, picture size, words, and the sheet,
 * row and column the words stand in. On a page that is sound every part that answers a finger is touched, and what it then tells is
 * looked at as well. */

#include "tools/pack_lint_layout.h"

#include <string.h>

#include "still/still.h"
#include "still/still_rules.h"
#include "tools/pack_progress.h"
#include "tools/pack_trace.h"

#define PART_MS 1000 /* from one touch to the next */

struct page_of {
    const struct layout_lint *lint;
    struct still_config config;
    struct arena arena;
    const char *touched; /* the part of the page that stands forward, or NULL */
};

static void
print_place(const struct page_of *page, const struct trace *trace) {
    const struct layout_lint *lint = page->lint;
    const struct content_slide *slide = &lint->model->slides[page->config.slide];
    const struct trace own = pack_trace_slide(lint->book, lint->model, page->config.slide);
    if (trace->sheet != NULL) {
        fprintf(lint->out, "%s: row %zu, column " STR_FMT ": ", trace->sheet->path, trace->row + 2,
                STR_ARG(trace->column));
    } else if (own.sheet != NULL) { /* the program's own words */
        fprintf(lint->out, "%s: row %zu: ", own.sheet->path, own.row + 2);
    }
    fprintf(lint->out, "slide " STR_FMT ", %s, %dx%d: ", STR_ARG(slide->key),
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
        fprintf(lint->out, "the touch target \"%s\" ", finding->target->name);
    }
    if (finding->text != NULL) {
        const struct str shown = finding->text->text;
        const struct trace trace = pack_trace_text(lint->book, lint->model, page->config.slide,
                                                   page->config.lang, shown, &page->arena);
        print_place(page, &trace);
        fprintf(lint->out, "\"" STR_FMT "\" ", STR_ARG(shown));
    }
    print_sentence(lint->out, finding);
    if (page->touched != NULL) {
        fprintf(lint->out, ", once \"%s\" is touched", page->touched);
    }
    fputc('\n', lint->out);
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

static bool
check_page(struct page_of *page, int *ret_findings, struct err *err) {
    const struct still_report report = {print_finding, page};
    struct still_page read;
    struct still *still = still_open(&page->config, err);
    if (still == NULL) {
        return false;
    }
    still_read(still, STILL_SETTLED_MS, true, &read);
    *ret_findings = still_rules_check(&read, &report);
    if (read.fault != NULL) {
        print_place(page, &(struct trace){0});
        fprintf(page->lint->out, "plain words stand in its place: %s\n", read.fault);
        (*ret_findings)++;
    }
    if (*ret_findings == 0) {
        const struct target_list targets = read.targets;
        *ret_findings = check_parts(page, still, &targets);
    }
    still_close(still);
    return true;
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

/* Page `index` of all: sizes within languages within slides. */
static struct still_config
config_of(const struct layout_lint *lint, int index) {
    const int langs = (int)lint->model->lang_count;
    const struct layout_size *size = &lint->sizes[index % lint->size_count];
    const int slide = index / lint->size_count / langs;
    return (struct still_config){
        .model = lint->model,
        .text = lint->text,
        .width_px = size->width_px,
        .height_px = size->height_px,
        .is_contrast = size->is_contrast,
        .lang = index / lint->size_count % langs,
        .slide = lint->slide != CONTENT_NONE ? lint->slide : slide,
    };
}

bool
pack_lint_layout(const struct layout_lint *lint, int *ret_findings, int *ret_clean, struct err *err) {
    const int slides = lint->slide != CONTENT_NONE ? 1 : (int)lint->model->slides_count;
    const int total = slides * (int)lint->model->lang_count * lint->size_count;
    struct page_of page = {.lint = lint};
    struct progress progress = {0};
    bool ok = true;
    arena_init(&page.arena, 0);
    *ret_findings = *ret_clean = 0;
    if (lint->progress != NULL) {
        progress_start(&progress, lint->progress, total, true);
    }
    for (int i = 0; ok && i < total; i++) {
        int findings = 0;
        page.config = config_of(lint, i);
        if (lint->progress != NULL) {
            progress_step(&progress, str_to_c(&page.arena, lint->model->slides[page.config.slide].key));
        }
        ok = check_page(&page, &findings, err);
        *ret_findings += findings;
        *ret_clean += findings == 0 ? 1 : 0;
    }
    progress_end(&progress);
    arena_fini(&page.arena);
    return ok;
}
