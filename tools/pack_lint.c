/* Rules over the spreadsheets' words and numbers. Shape and references were checked when the sheets were read; here is what a
 * careful editor would look for. */

#include "tools/pack_lint.h"

#include <math.h>
#include <string.h>

#include "content/content_markup.h"
#include "scene/scene.h"
#include "text/text_markup.h"
#include "ui/strings.h"
#include "ui/theme.h"

#define RATE_LOW 6.3
#define RATE_HIGH 7.3
#define RUNNING_WORDS_MAX 40

struct lint {
    const struct workbook *book;
    const struct content_model *model;
    struct text *text;
    struct arena arena;
    FILE *out;
    int findings;
};

struct cell {
    const struct sheet *sheet;
    size_t row;
    const char *column;
    struct str lang, text;
};

static void
report(struct lint *lint, const struct cell *cell, const char *sentence) {
    fprintf(lint->out, "%s: row %zu, column %s: %s\n", cell->sheet->path, cell->row + 2, cell->column,
            sentence);
    lint->findings++;
}

static bool
is_persian(const struct cell *cell) {
    return str_is(cell->lang, "fa");
}

/* ---- rules over one translated cell ---- */

static void
rule_letters(struct lint *lint, const struct cell *cell) {
    for (size_t offset = 0; offset < cell->text.len;) {
        const uint32_t cp = utf8_decode(cell->text, &offset);
        if (is_persian(cell) && (cp == 0x064A || cp == 0x0643)) {
            report(lint, cell,
                   cp == 0x064A ? "Arabic yeh U+064A: write Persian yeh U+06CC"
                                : "Arabic kaf U+0643: write Persian keheh U+06A9");
            return;
        }
        if (cp >= 0x0660 && cp <= 0x0669) {
            report(lint, cell, "Arabic-Indic digits: numbers come from figures or {n:…}");
            return;
        }
    }
}

static void
rule_invisible(struct lint *lint, const struct cell *cell) {
    for (size_t offset = 0; offset < cell->text.len;) {
        const uint32_t cp = utf8_decode(cell->text, &offset);
        const bool is_control = cp == 0x061C || (cp >= 0x200D && cp <= 0x200F) || cp == 0x200B ||
                                (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
                                cp == 0xFEFF || cp == 0x00A0;
        if (is_control) {
            report(lint, cell,
                   "an invisible character other than the zero-width non-joiner: a loose isolate or mark; "
                   "use markup");
            return;
        }
    }
}

static void
rule_typed_digits(struct lint *lint, const struct cell *cell) {
    struct str rest = cell->text;
    struct markup_part part;
    struct err err = {0};
    while (content_markup_next(&rest, &part, &err)) {
        for (size_t offset = 0; part.kind == MARKUP_TEXT && offset < part.text.len;) {
            const uint32_t cp = utf8_decode(part.text, &offset);
            if ((cp >= '0' && cp <= '9') || (cp >= 0x06F0 && cp <= 0x06F9)) {
                report(lint, cell, "a number typed into words: use a figure, {n:…} or {y:…}");
                return;
            }
        }
    }
    if (err.code != ERR_NONE) {
        report(lint, cell, err.text);
    }
}

static void
rule_markup(struct lint *lint, const struct cell *cell) {
    const int lang = content_find_lang(lint->model, cell->lang);
    const struct markup_words words = strings_markup_words(str_to_c(&lint->arena, cell->lang));
    struct str shown;
    struct err err = {0};
    uint32_t missing = 0;
    char sentence[96];
    if (lang == CONTENT_NONE) {
        return;
    }
    if (!text_markup_expand(&lint->arena, cell->text, lint->model, lang, &words, &shown, &err)) {
        report(lint, cell, err.text);
    } else if (lint->text != NULL && !text_is_covered(lint->text, shown, &missing)) {
        (void)snprintf(sentence, sizeof(sentence), "the fonts have no glyph for U+%04X", missing);
        report(lint, cell, sentence);
    }
}

static void
rule_both_languages(struct lint *lint, const struct cell *cell, const char *base) {
    for (size_t l = 0; l < lint->book->lang_count; l++) {
        const char *other = str_format(&lint->arena, "%s_" STR_FMT, base, STR_ARG(lint->book->langs[l])).ptr;
        if (str_is_empty(cell->text) && !str_is_empty(sheet_named(cell->sheet, cell->row, other))) {
            report(lint, cell, "the text is missing in this language");
            return;
        }
    }
}

static void
lint_words(struct lint *lint, const struct sheet *sheet, size_t row, const char *base) {
    const bool is_sentence = strcmp(sheet->spec->name, "source") != 0;
    for (size_t l = 0; l < lint->book->lang_count; l++) {
        const struct str lang = lint->book->langs[l];
        const char *column = str_format(&lint->arena, "%s_" STR_FMT, base, STR_ARG(lang)).ptr;
        const struct cell cell = {sheet, row, column, lang, sheet_named(sheet, row, column)};
        rule_both_languages(lint, &cell, base);
        rule_letters(lint, &cell);
        rule_invisible(lint, &cell);
        if (is_sentence) {
            rule_typed_digits(lint, &cell);
            rule_markup(lint, &cell);
        }
    }
}

/* ---- rules over rows ---- */

static void
rule_rates(struct lint *lint) {
    const struct sheet *sheet = workbook_sheet(lint->book, "figure");
    for (size_t row = 0; row < sheet->row_count; row++) {
        const struct str yuan_key = sheet_named(sheet, row, "usd_of");
        const int usd = content_find_figure(lint->model, sheet_cell(sheet, row, 0));
        const int yuan = content_find_figure(lint->model, yuan_key);
        if (str_is_empty(yuan_key) || usd == CONTENT_NONE || yuan == CONTENT_NONE) {
            continue;
        }
        const struct content_figure *a = &lint->model->figures[yuan];
        const struct content_figure *b = &lint->model->figures[usd];
        const double rate =
            a->value * content_scale_factor(a->scale) / (b->value * content_scale_factor(b->scale));
        if (!(rate >= RATE_LOW && rate <= RATE_HIGH)) {
            char sentence[120];
            const struct cell cell = {.sheet = sheet, .row = row, .column = "value"};
            (void)snprintf(sentence, sizeof(sentence), "%.2f yuan a dollar, expected %.1f to %.1f", rate,
                           RATE_LOW, RATE_HIGH);
            report(lint, &cell, sentence);
        }
    }
}

static void
rule_claims(struct lint *lint) {
    const struct sheet *sheet = workbook_sheet(lint->book, "slide");
    for (size_t row = 0; row < sheet->row_count; row++) {
        const struct str claim = sheet_named(sheet, row, "claim");
        struct err err = {0};
        const struct cell cell = {.sheet = sheet, .row = row, .column = "claim"};
        if (!str_is_empty(claim) && !pack_claim_holds(lint->model, claim, &err)) {
            report(lint, &cell, err.text);
        }
    }
}

/* Words typed into a cell; figures and other markup are numbers, not words to read. */
static int
count_words(struct str cell) {
    struct markup_part part;
    struct err ignored = {0};
    int words = 0;
    while (content_markup_next(&cell, &part, &ignored)) {
        struct str rest = part.text;
        struct str word;
        while (part.kind == MARKUP_TEXT && str_next(&rest, ' ', &word)) {
            words += str_is_empty(str_trim(word)) ? 0 : 1;
        }
    }
    return words;
}

static bool
is_running_text(struct str role) {
    return str_is(role, "statement") || str_is(role, "fact") || str_is(role, "sub");
}

/* A visitor reads a slide standing: headline, deck line and statements together are short. */
static void
rule_running_text(struct lint *lint) {
    const struct sheet *sheet = workbook_sheet(lint->book, "slide");
    const struct sheet *items = workbook_sheet(lint->book, "slide_item");
    for (size_t row = 0; row < sheet->row_count * lint->book->lang_count; row++) {
        const size_t at = row / lint->book->lang_count;
        const struct str lang = lint->book->langs[row % lint->book->lang_count];
        const char *title = str_format(&lint->arena, "title_" STR_FMT, STR_ARG(lang)).ptr;
        const char *deck = str_format(&lint->arena, "deck_" STR_FMT, STR_ARG(lang)).ptr;
        const char *label = str_format(&lint->arena, "label_" STR_FMT, STR_ARG(lang)).ptr;
        const char *note = str_format(&lint->arena, "note_" STR_FMT, STR_ARG(lang)).ptr;
        int words = count_words(sheet_named(sheet, at, title)) + count_words(sheet_named(sheet, at, deck));
        for (size_t i = 0; i < items->row_count; i++) {
            const bool is_own = str_equal(sheet_named(items, i, "slide"), sheet_cell(sheet, at, 0)) &&
                                is_running_text(sheet_named(items, i, "role"));
            words +=
                is_own ? count_words(sheet_named(items, i, label)) + count_words(sheet_named(items, i, note))
                       : 0;
        }
        if (words > RUNNING_WORDS_MAX) {
            const struct cell cell = {.sheet = sheet, .row = at, .column = title};
            report(lint, &cell,
                   str_format(&lint->arena, "%d words of running text on this slide, at most %d", words,
                              RUNNING_WORDS_MAX)
                       .ptr);
        }
    }
}

static void
rule_kinds(struct lint *lint) {
    const struct sheet *sheet = workbook_sheet(lint->book, "slide");
    for (size_t row = 0; row < sheet->row_count; row++) {
        const struct str kind = sheet_named(sheet, row, "kind");
        const struct cell cell = {.sheet = sheet, .row = row, .column = "kind"};
        if (scene_class_find(kind) == NULL) {
            report(lint, &cell,
                   str_format(&lint->arena, "the program knows no slide kind \"" STR_FMT "\"", STR_ARG(kind))
                       .ptr);
        }
    }
}

static void
rule_colors(struct lint *lint, const char *table, const char *column) {
    const struct sheet *sheet = workbook_sheet(lint->book, table);
    for (size_t row = 0; row < sheet->row_count; row++) {
        const struct str name = sheet_named(sheet, row, column);
        enum theme_role role;
        const struct cell cell = {.sheet = sheet, .row = row, .column = column};
        if (!str_is_empty(name) && !theme_role_find(name, &role)) {
            report(lint, &cell,
                   str_format(&lint->arena, "\"" STR_FMT "\" is no colour role", STR_ARG(name)).ptr);
        }
    }
}

static void
lint_row(struct lint *lint, const struct sheet *sheet, size_t row) {
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        if (sheet->spec->columns[c].kind == COLUMN_TRANSLATED) {
            lint_words(lint, sheet, row, sheet->spec->columns[c].name);
        }
    }
    arena_reset(&lint->arena);
}

int
pack_lint(const struct workbook *book, const struct content_model *model, struct text *text, FILE *out) {
    struct lint lint = {.book = book, .model = model, .text = text, .out = out};
    arena_init(&lint.arena, 0);
    for (size_t t = 0; t < PACK_TABLE_COUNT; t++) {
        const struct sheet *sheet = &book->sheets[t];
        for (size_t row = 0; row < sheet->row_count; row++) {
            lint_row(&lint, sheet, row);
        }
    }
    for (size_t row = 0; row < book->compare.row_count; row++) {
        lint_row(&lint, &book->compare, row);
    }
    rule_rates(&lint);
    rule_claims(&lint);
    rule_running_text(&lint);
    rule_kinds(&lint);
    rule_colors(&lint, "color", "role");
    rule_colors(&lint, "slide_item", "color");
    rule_colors(&lint, "route", "color");
    arena_fini(&lint.arena);
    return lint.findings;
}
