/* The visitors' statistics as the panel tells them: a dozen lines in the panel's language, and how long the screen was lit each day. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_staff.h"
#include "app/app_stats_page.h"
#include "text/text_format.h"
#include "text/text_markup.h"
#include "ui/strings.h"

#define OPENED_LINES 5

struct count {
    struct arena arena;
    struct stats_sums *sums;
    struct staff_facts *facts;
    const struct content_model *model;
    struct locale locale;
    char days[STAFF_DAYS][11]; /* the seven that end today */
};

/* ---- days ---- */

/* Days since 1970-03-01 shifted so that a leap day ends a year (Howard Hinnant's civil calendar). */
static int64_t
day_number(int64_t year, int64_t month, int64_t day) {
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t era = y / 400;
    const int64_t of_era = y - era * 400;
    const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

bool
app_staff_day(const char *iso, int days, char ret_iso[11]) {
    struct str rest = str_from_c(iso);
    struct str part;
    int of[3] = {0};
    for (int i = 0; i < 3; i++) {
        if (!str_next(&rest, '-', &part) || !str_to_int(part, &of[i])) {
            return false;
        }
    }
    if (of[0] < 1970 || of[0] > 9999 || of[1] < 1 || of[1] > 12 || of[2] < 1 || of[2] > 31) {
        return false;
    }
    const int64_t z = day_number(of[0], of[1], of[2]) + days;
    const int64_t era = z / 146097;
    const int64_t of_era = z - era * 146097;
    const int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const int64_t m = (5 * of_year + 2) / 153;
    const int64_t month = m + (m < 10 ? 3 : -9);
    char text[64];
    (void)snprintf(text, sizeof(text), "%04d-%02d-%02d", (int)(year + era * 400 + (month <= 2 ? 1 : 0)),
                   (int)month, (int)(of_year - (153 * m + 2) / 5 + 1));
    memcpy(ret_iso, text, 11);
    return true;
}

/* ---- adding up ---- */

static void
take(void *context, const struct stats_row *row) {
    struct count *count = context;
    app_stats_add(count->sums, row);
    for (int i = 0; row->what == STATS_SCREEN_MINUTES && i < STAFF_DAYS; i++) {
        if (strcmp(row->day, count->days[i]) == 0) {
            count->facts->lit_min[i] += (int)row->value;
            count->facts->has_lit = true;
        }
    }
}

/* ---- lines ---- */

static void
add(struct count *count, struct str name, struct str value) {
    struct staff_facts *facts = count->facts;
    if (facts->stats_count < STAFF_LINES_MAX) {
        struct staff_line *line = &facts->stats[facts->stats_count++];
        (void)snprintf(line->name, sizeof(line->name), STR_FMT, STR_ARG(name));
        (void)snprintf(line->value, sizeof(line->value), STR_FMT, STR_ARG(value));
    }
}

static struct str
word(const struct count *count, enum ui_string key) {
    return strings_get(key, count->locale.code);
}

static struct str
whole(struct count *count, int64_t value) {
    return format_number(&count->arena, &count->locale, (double)value, 0, true);
}

static void
add_visits(struct count *count) {
    const int64_t *of = count->sums->of;
    const int64_t visits = of[STATS_VISITS];
    const struct locale *locale = &count->locale;
    add(count, word(count, STRING_STATS_VISITS), whole(count, visits));
    if (visits > 0) {
        const int64_t seconds = of[STATS_VISIT_SECONDS] / visits;
        const struct str minutes = format_with_unit(&count->arena, locale, whole(count, seconds / 60),
                                                    word(count, STRING_STATS_MINUTE));
        const struct str rest = format_with_unit(&count->arena, locale, whole(count, seconds % 60),
                                                 word(count, STRING_STATS_SECOND));
        const struct str and_word = word(count, STRING_LIST_AND);
        add(count, word(count, STRING_STATS_VISIT_TIME),
            seconds < 60 ? rest
                         : str_format(&count->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(minutes),
                                      STR_ARG(and_word), STR_ARG(rest)));
        add(count, word(count, STRING_STATS_VISIT_PAGES),
            format_number(&count->arena, locale, (double)of[STATS_VISIT_SLIDES] / (double)visits, 1, false));
    }
    add(count, word(count, STRING_STATS_SEARCHES), whole(count, of[STATS_SEARCHES]));
    add(count, word(count, STRING_STATS_NO_RESULT), whole(count, of[STATS_SEARCHES_EMPTY]));
}

static int
compare(const void *a, const void *b) {
    const struct tally_row *x = a;
    const struct tally_row *y = b;
    return (x->value < y->value) - (x->value > y->value);
}

/* A page's title as it stands on the page; its key where the pack has no such page. */
static struct str
title_of(struct count *count, struct str key) {
    const int lang = content_find_lang(count->model, str_from_c(count->locale.code));
    const int slide = content_find_slide(count->model, key);
    const struct markup_words words = strings_markup_words(count->locale.code);
    struct str title = {"", 0};
    struct err ignored = {0};
    const bool is_there = slide != CONTENT_NONE && lang != CONTENT_NONE &&
                          text_markup_expand(&count->arena, count->model->slides[slide].title.in[lang],
                                             count->model, lang, &words, &title, &ignored);
    return is_there && !str_is_empty(title) ? title : key;
}

static void
add_opened(struct count *count) {
    struct tally *opened = &count->sums->opened;
    qsort(opened->rows, (size_t)opened->count, sizeof(opened->rows[0]), compare);
    if (opened->count > 0) { /* a name without a value heads what follows */
        add(count, word(count, STRING_STATS_MOST_OPENED), (struct str){"", 0});
    }
    for (int i = 0; i < opened->count && i < OPENED_LINES; i++) {
        add(count, title_of(count, opened->rows[i].name), whole(count, opened->rows[i].value));
    }
}

void
app_staff_count(struct staff_facts *facts, const char *path, const struct content_model *model,
                const char *lang) {
    const bool is_fa = strcmp(lang, "fa") == 0;
    struct count count = {
        .facts = facts, .model = model, .locale = {"", is_fa, is_fa ? DIGITS_PERSIAN : DIGITS_LATIN}};
    struct err unread = {0};
    facts->stats_count = 0;
    facts->has_lit = false;
    memset(facts->lit_min, 0, sizeof(facts->lit_min));
    if (path == NULL) {
        return;
    }
    (void)snprintf(count.locale.code, sizeof(count.locale.code), "%s", lang);
    for (int i = 0; facts->is_clock_known && i < STAFF_DAYS; i++) {
        if (!app_staff_day(facts->today, i - (STAFF_DAYS - 1), count.days[i])) {
            count.days[i][0] = '\0';
        }
    }
    arena_init(&count.arena, 1u << 20);
    count.sums = arena_alloc(&count.arena, sizeof(*count.sums));
    count.sums->arena = &count.arena;
    if (stats_report(path, take, &count, &unread)) { /* a file that does not open yet has counted nothing */
        add_visits(&count);
        add_opened(&count);
    }
    arena_fini(&count.arena);
}
