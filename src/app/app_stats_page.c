/* One page about the counts, for the people of the house: how many came and how long they stayed, when, what they opened and what
 * nobody did, and what they looked for in vain. Plain text in logical order; digits and their invisible marks come from text_format.h,
 * so that every line is right in any editor. */

#include "app/app_stats_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "text/text_format.h"
#include "ui/strings.h"

#define OPENED_LINES 10
#define NEVER_LINES 12
#define QUERY_LINES 10

/* ---- adding up ---- */

static struct tally_row *
find(struct tally *tally, struct str name) {
    const uint64_t hash = hash_bytes(HASH_SEED, name.ptr, name.len);
    for (int i = 0; i < tally->count; i++) {
        if (tally->rows[i].hash == hash && str_equal(tally->rows[i].name, name)) {
            return &tally->rows[i];
        }
    }
    return NULL;
}

static int64_t
value_of(struct tally *tally, struct str name) {
    const struct tally_row *row = find(tally, name);
    return row == NULL ? 0 : row->value;
}

static void
count(struct stats_sums *sums, struct tally *tally, const char *text, int64_t value) {
    const struct str name = str_from_c(text);
    struct tally_row *row = find(tally, name);
    if (row != NULL) {
        row->value += value;
    } else if (tally->count < TALLY_MAX) {
        tally->rows[tally->count++] =
            (struct tally_row){str_copy(sums->arena, name), hash_bytes(HASH_SEED, name.ptr, name.len), value};
    }
}

/* The day a label stands for, or the first of its month. */
static void
note_day(struct stats_sums *sums, const char *day) {
    if (strcmp(day, "unknown") == 0) {
        sums->has_undated = true;
        return;
    }
    const struct str date = str_format(sums->arena, strlen(day) == 7 ? "%s-01" : "%s", day);
    if (str_is_empty(sums->last_day) || strcmp(date.ptr, sums->last_day.ptr) > 0) {
        sums->last_day = date;
    }
    if (str_is_empty(sums->first_day) || strcmp(date.ptr, sums->first_day.ptr) < 0) {
        sums->first_day = date;
    }
}

void
app_stats_add(struct stats_sums *sums, const struct stats_row *row) {
    sums->of[row->what] += row->value;
    note_day(sums, row->day);
    if (row->what == STATS_OPENED) {
        count(sums, &sums->opened, row->name, row->value);
    } else if (row->what == STATS_LOOKED_SECONDS) {
        count(sums, &sums->looked, row->name, row->value);
    } else if (row->what == STATS_QUERY) {
        count(sums, &sums->queries, row->name, row->value);
    } else if (row->what == STATS_VISIT_HOUR) {
        count(sums, &sums->hours, row->name, row->value);
    } else if (row->what == STATS_VISITS) {
        count(sums, &sums->langs, row->lang, row->value);
        if (strlen(row->day) == 10) { /* a month is no day */
            count(sums, &sums->days, row->day, row->value);
        }
    }
}

static int
compare_rows(const void *a, const void *b) {
    const struct tally_row *x = a;
    const struct tally_row *y = b;
    return x->value != y->value ? (x->value < y->value) - (x->value > y->value)
                                : strcmp(x->name.ptr, y->name.ptr);
}

static void
sort(struct tally *tally) {
    qsort(tally->rows, (size_t)tally->count, sizeof(tally->rows[0]), compare_rows);
}

/* ---- writing ---- */

struct page {
    struct str_builder text;
    struct arena *arena;
    struct stats_sums *sums;
    const struct content_model *model;
    const struct locale *locale;
    int lang; /* of the model */
};

static struct str
word(const struct page *page, enum ui_string key) {
    return strings_get(key, page->locale->code);
}

static struct str
whole(const struct page *page, int64_t value) {
    return format_number(page->arena, page->locale, (double)value, 0, true);
}

/* A number of things, which English tells apart when it is one. */
static struct str
counted(const struct page *page, int64_t value, enum ui_string one, enum ui_string many) {
    return format_with_unit(page->arena, page->locale, whole(page, value),
                            word(page, value == 1 ? one : many));
}

static struct str
percent(const struct page *page, int64_t part, int64_t all) {
    return format_percent(page->arena, page->locale, all > 0 ? 100.0 * (double)part / (double)all : 0.0, 0);
}

static struct str
duration(const struct page *page, int64_t seconds) {
    const int64_t minutes = seconds / 60;
    const struct str s = format_with_unit(page->arena, page->locale, whole(page, seconds % 60),
                                          word(page, STRING_STATS_SECOND));
    if (minutes == 0) {
        return s;
    }
    const struct str m =
        format_with_unit(page->arena, page->locale, whole(page, minutes), word(page, STRING_STATS_MINUTE));
    return seconds % 60 == 0 ? m
                             : str_format(page->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(m),
                                          STR_ARG(word(page, STRING_LIST_AND)), STR_ARG(s));
}

static struct str
date(const struct page *page, struct str iso) {
    return format_date(page->arena, page->locale, iso, page->locale->digits == DIGITS_PERSIAN);
}

static void
add_heading(struct page *page, enum ui_string key) {
    str_builder_add_c(&page->text, "\n");
    str_builder_add(&page->text, word(page, key));
    str_builder_add_c(&page->text, "\n");
}

/* A name in the other direction of writing, set apart so that the line keeps its own. */
static struct str
name_in_line(const struct page *page, struct str name) {
    const bool is_latin = !str_is_empty(name) && (unsigned char)name.ptr[0] < 0x80;
    return is_latin == page->locale->is_rtl ? format_token(page->arena, name) : name;
}

static void
add_line(struct page *page, struct str label, struct str value) {
    str_builder_add_format(&page->text, "  " STR_FMT ": " STR_FMT "\n", STR_ARG(label), STR_ARG(value));
}

/* A page's title; its key where the pack has no such page. */
static struct str
title_of(const struct page *page, struct str key) {
    const int slide = page->model == NULL ? CONTENT_NONE : content_find_slide(page->model, key);
    struct str title;
    struct err ignored = {0};
    if (slide != CONTENT_NONE) {
        const struct markup_words words = strings_markup_words(page->locale->code);
        const struct str cell = page->model->slides[slide].title.in[page->lang];
        if (text_markup_expand(page->arena, cell, page->model, page->lang, &words, &title, &ignored) &&
            !str_is_empty(title)) {
            return title;
        }
    }
    return name_in_line(page, key);
}

/* ---- the parts of the page ---- */

static void
add_head(struct page *page) {
    const struct stats_sums *sums = page->sums;
    str_builder_add(&page->text, word(page, STRING_STATS_TITLE));
    str_builder_add_c(&page->text, "\n");
    if (page->model != NULL) {
        str_builder_add_format(&page->text, STR_FMT "\n", STR_ARG(page->model->title.in[page->lang]));
    }
    if (!str_is_empty(sums->first_day)) {
        const struct str from = date(page, sums->first_day);
        const struct str to = date(page, sums->last_day);
        str_builder_add_format(&page->text, STR_FMT ": " STR_FMT, STR_ARG(word(page, STRING_STATS_PERIOD)),
                               STR_ARG(from));
        if (!str_equal(from, to)) {
            str_builder_add(&page->text, word(page, STRING_LIST_TO));
            str_builder_add(&page->text, to);
        }
        str_builder_add_c(&page->text, "\n");
    }
    str_builder_add_format(&page->text, STR_FMT "\n", STR_ARG(word(page, STRING_STATS_PRIVATE)));
    if (sums->has_undated) {
        str_builder_add_format(&page->text, STR_FMT "\n", STR_ARG(word(page, STRING_STATS_UNDATED)));
    }
}

static void
add_glance(struct page *page) {
    struct stats_sums *sums = page->sums;
    const int64_t visits = sums->of[STATS_VISITS];
    add_heading(page, STRING_STATS_GLANCE);
    add_line(page, word(page, STRING_STATS_VISITS), whole(page, visits));
    if (visits == 0) {
        return;
    }
    const double pages = (double)sums->of[STATS_VISIT_SLIDES] / (double)visits;
    add_line(page, word(page, STRING_STATS_VISIT_TIME),
             duration(page, (sums->of[STATS_VISIT_SECONDS] + visits / 2) / visits));
    add_line(page, word(page, STRING_STATS_VISIT_PAGES),
             format_number(page->arena, page->locale, pages, 1, true));
    add_line(page, word(page, STRING_STATS_WALKED_AWAY), percent(page, sums->of[STATS_LEFT_IDLE], visits));
    sort(&sums->days);
    sort(&sums->hours);
    if (sums->days.count > 1) {
        const struct tally_row *day = &sums->days.rows[0];
        const struct str n = counted(page, day->value, STRING_STATS_VISIT_ONE, STRING_STATS_VISIT_UNIT);
        add_line(
            page, word(page, STRING_STATS_BUSIEST_DAY),
            str_format(page->arena, STR_FMT " (" STR_FMT ")", STR_ARG(date(page, day->name)), STR_ARG(n)));
    }
    int hour = 0;
    if (sums->hours.count > 0 && str_to_int(sums->hours.rows[0].name, &hour)) {
        const struct tally_row *row = &sums->hours.rows[0];
        const struct str n = counted(page, row->value, STRING_STATS_VISIT_ONE, STRING_STATS_VISIT_UNIT);
        const struct str hours = format_range(page->arena, page->locale, hour, hour + 1, 0);
        add_line(page, word(page, STRING_STATS_BUSIEST_HOUR),
                 str_format(page->arena, STR_FMT " (" STR_FMT ")", STR_ARG(hours), STR_ARG(n)));
    }
}

static void
add_most_opened(struct page *page) {
    struct stats_sums *sums = page->sums;
    sort(&sums->opened);
    if (sums->opened.count > 0) {
        add_heading(page, STRING_STATS_MOST_OPENED);
    }
    for (int i = 0; i < sums->opened.count && i < OPENED_LINES; i++) {
        const struct tally_row *row = &sums->opened.rows[i];
        const int64_t seconds = row->value > 0 ? value_of(&sums->looked, row->name) / row->value : 0;
        const struct str times = counted(page, row->value, STRING_STATS_TIME_ONE, STRING_STATS_TIME_UNIT);
        /* no colon: a title may be a question */
        str_builder_add_format(&page->text, "  " STR_FMT " — " STR_FMT STR_FMT STR_FMT " " STR_FMT "\n",
                               STR_ARG(title_of(page, row->name)), STR_ARG(times),
                               STR_ARG(word(page, STRING_LIST_COMMA)),
                               STR_ARG(word(page, STRING_STATS_AVERAGE)), STR_ARG(duration(page, seconds)));
    }
}

/* Chapters' pages before detail pages; what has no page of its own to open is left out. */
static void
add_never_opened(struct page *page) {
    int64_t left = 0;
    int lines = 0;
    for (int pass = 0; page->model != NULL && pass < 2; pass++) {
        for (size_t i = 0; i < page->model->slides_count; i++) {
            const struct content_slide *slide = &page->model->slides[i];
            const bool is_detail = slide->parent != CONTENT_NONE;
            if (is_detail != (pass == 1) || str_is(slide->kind, "attract") ||
                value_of(&page->sums->opened, slide->key) > 0) {
                continue;
            }
            if (lines == 0) {
                add_heading(page, STRING_STATS_NEVER_OPENED);
            }
            if (lines++ < NEVER_LINES) {
                str_builder_add_format(&page->text, "  " STR_FMT "\n", STR_ARG(title_of(page, slide->key)));
            } else {
                left++;
            }
        }
    }
    if (left > 0) {
        add_line(page, word(page, STRING_STATS_OTHERS), whole(page, left));
    }
}

static void
add_languages(struct page *page) {
    struct stats_sums *sums = page->sums;
    sort(&sums->langs);
    if (sums->langs.count > 0) {
        add_heading(page, STRING_STATS_LANGUAGES);
    }
    for (int i = 0; i < sums->langs.count && i < CONTENT_LANGS_MAX; i++) {
        const struct str code = sums->langs.rows[i].name;
        const int lang = page->model == NULL ? CONTENT_NONE : content_find_lang(page->model, code);
        const struct str name = lang == CONTENT_NONE ? code : page->model->langs[lang].name;
        add_line(page, name_in_line(page, name),
                 percent(page, sums->langs.rows[i].value, sums->of[STATS_VISITS]));
    }
}

static void
add_queries(struct page *page) {
    struct stats_sums *sums = page->sums;
    if (sums->of[STATS_SEARCHES_EMPTY] == 0) {
        return;
    }
    sort(&sums->queries);
    add_heading(page, STRING_STATS_NO_RESULT);
    str_builder_add_format(&page->text, "  " STR_FMT " " STR_FMT " " STR_FMT "\n",
                           STR_ARG(whole(page, sums->of[STATS_SEARCHES_EMPTY])),
                           STR_ARG(word(page, STRING_OF)), STR_ARG(whole(page, sums->of[STATS_SEARCHES])));
    for (int i = 0; i < sums->queries.count && i < QUERY_LINES; i++) {
        const struct tally_row *row = &sums->queries.rows[i];
        add_line(page, name_in_line(page, row->name),
                 counted(page, row->value, STRING_STATS_TIME_ONE, STRING_STATS_TIME_UNIT));
    }
}

struct str
app_stats_page(struct stats_sums *sums, const struct content_model *model, const struct locale *locale) {
    struct page page = {.arena = sums->arena, .sums = sums, .model = model, .locale = locale};
    if (model != NULL) {
        page.lang = content_find_lang(model, str_from_c(locale->code));
        page.model = page.lang == CONTENT_NONE ? NULL : model;
    }
    str_builder_init(&page.text, sums->arena);
    add_head(&page);
    if (str_is_empty(sums->first_day) && !sums->has_undated) {
        str_builder_add_format(&page.text, "\n" STR_FMT "\n", STR_ARG(word(&page, STRING_STATS_NOTHING)));
        return str_builder_view(&page.text);
    }
    add_glance(&page);
    add_most_opened(&page);
    add_never_opened(&page);
    add_languages(&page);
    add_queries(&page);
    return str_builder_view(&page.text);
}
