/* `--stats-report`: a file's counts as CSV on standard output, or with `--out` as stats.csv in a folder beside a page of text about them.
 * The pack is asked for titles only, so that a file can be read on a machine that has none. */

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/app_stats_page.h"
#include "base/fs.h"

struct report {
    struct str_builder csv;
    struct stats_sums *sums;
};

static void
add_cell(struct str_builder *csv, const char *cell) {
    if (strpbrk(cell, ",\"\r\n") == NULL) {
        str_builder_add_c(csv, cell);
        return;
    }
    str_builder_add_c(csv, "\"");
    for (const char *c = cell; *c != '\0'; c++) {
        str_builder_add(csv, *c == '"' ? STR_LIT("\"\"") : (struct str){c, 1});
    }
    str_builder_add_c(csv, "\"");
}

static void
take(void *context, const struct stats_row *row) {
    struct report *report = context;
    str_builder_add_format(&report->csv, "%s,%s,", row->day, stats_what_name(row->what));
    add_cell(&report->csv, row->name);
    str_builder_add_c(&report->csv, ",");
    add_cell(&report->csv, row->lang);
    str_builder_add_format(&report->csv, ",%lld\n", (long long)row->value);
    app_stats_add(report->sums, row);
}

/* The pack that was asked for, or the one that is there; none is no fault unless it was asked for. */
static bool
find_model(struct arena *arena, const struct app_options *options, const struct content_model **ret_model,
           struct err *err) {
    struct app_source source;
    if (app_trust_find_pack(options, &source, err) && content_load(arena, source.path, ret_model, err)) {
        return true;
    }
    if (options->pack == NULL) {
        *err = (struct err){0};
    }
    return options->pack == NULL;
}

static bool
find_locale(const struct app_options *options, const struct content_model *model, struct locale *ret_locale,
            struct err *err) {
    static const struct locale OWN[] = {{"fa", true, DIGITS_PERSIAN}, {"en", false, DIGITS_LATIN}};
    if (options->lang == NULL) {
        *ret_locale = model != NULL ? model->langs[0].locale : OWN[0];
        return true;
    }
    const int lang = model == NULL ? CONTENT_NONE : content_find_lang(model, str_from_c(options->lang));
    if (lang != CONTENT_NONE) {
        *ret_locale = model->langs[lang].locale;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(OWN); i++) {
        if (strcmp(OWN[i].code, options->lang) == 0) {
            *ret_locale = OWN[i];
            return true;
        }
    }
    return err_set(err, ERR_USAGE, 0, "--lang: there is no language \"%s\"", options->lang);
}

static bool
write_folder(const struct app_options *options, struct arena *arena, struct report *report, struct err *err) {
    const struct content_model *model = NULL;
    struct locale locale;
    if (!find_model(arena, options, &model, err) || !find_locale(options, model, &locale, err) ||
        !fs_make_dirs(options->folder, err)) {
        return false;
    }
    const struct str csv = str_builder_view(&report->csv);
    const struct str page = app_stats_page(report->sums, model, &locale);
    const struct str csv_path = str_format(arena, "%s/stats.csv", options->folder);
    const struct str page_path = str_format(arena, "%s/stats-%s.txt", options->folder, locale.code);
    if (!fs_write_atomic(csv_path.ptr, csv.ptr, csv.len, err) ||
        !fs_write_atomic(page_path.ptr, page.ptr, page.len, err)) {
        return false;
    }
    printf("%s\n%s\n", csv_path.ptr, page_path.ptr);
    return true;
}

bool
app_stats_report(const struct app_options *options, struct err *err) {
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct report report = {.sums = arena_alloc(&arena, sizeof(*report.sums))};
    report.sums->arena = &arena;
    str_builder_init(&report.csv, &arena);
    str_builder_add_c(&report.csv, "day,what,slide,lang,value\n");
    bool ok = stats_report(options->stats, take, &report, err);
    if (ok && options->folder != NULL) {
        ok = write_folder(options, &arena, &report, err);
    } else if (ok) {
        const struct str csv = str_builder_view(&report.csv);
        ok = (fwrite(csv.ptr, 1, csv.len, stdout) == csv.len && fflush(stdout) == 0) ||
             err_set(err, ERR_IO, 0, "the counts cannot be written");
    }
    arena_fini(&arena);
    return ok;
}
