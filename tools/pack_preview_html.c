/* The proof desk's page: each slide's pictures beside the rows of the spreadsheets they come from. Plain HTML that needs
 * nothing from outside; cells stand as an author typed them, with their row as a spreadsheet counts it. */

#include "base/fs.h"
#include "content/content_markup.h"
#include "tools/pack_preview.h"

static const char *const SHAPE_NAMES[PREVIEW_SHAPES] = {"landscape", "portrait"};

static const char HEAD[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\n"
    "body{margin:2rem;background:#f6f6f4;color:#1a1f29;font:16px/1.5 system-ui,sans-serif}\n"
    "section{margin:3rem 0;border-top:2px solid #c9ccd3}\n"
    ".pictures{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-end}\n"
    "figure{margin:0}figure img{display:block;height:15rem;border:1px solid #888}\n"
    "figcaption,.at,small{color:#565d6b;font-size:.875rem}\n"
    "table{border-collapse:collapse;margin-top:1rem;width:100%}\n"
    "td,th{border:1px solid #d4d6db;padding:.25rem .6rem;text-align:left;vertical-align:top}\n"
    "td[dir=rtl],span[dir=rtl]{text-align:right;font-size:1.1rem}.at{white-space:nowrap}\n"
    "code{font-size:.875rem}.cell{margin-inline-end:1rem}\n"
    "</style>\n";

struct page {
    const struct preview *preview;
    struct arena arena;
    struct str_builder html;
    bool *has_figure, *has_series; /* by row: listed with this slide already */
};

struct str
pack_preview_picture(const struct preview *preview, struct arena *arena, int slide, int lang,
                     enum preview_shape shape) {
    const char *code = preview->model->langs[lang].locale.code;
    if (slide == CONTENT_NONE) {
        return str_format(arena, "contact_%s_%s.png", code, SHAPE_NAMES[shape]);
    }
    return str_format(arena, "slides/" STR_FMT "_%s_%s.png", STR_ARG(preview->model->slides[slide].key), code,
                      SHAPE_NAMES[shape]);
}

static void
add(struct page *page, const char *html) {
    str_builder_add_c(&page->html, html);
}

static void
add_text(struct page *page, struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '&':
            add(page, "&amp;");
            break;
        case '<':
            add(page, "&lt;");
            break;
        case '>':
            add(page, "&gt;");
            break;
        case '"':
            add(page, "&quot;");
            break;
        default:
            str_builder_add(&page->html, (struct str){text.ptr + i, 1});
        }
    }
}

/* ` lang="fa" dir="rtl">`: the end of an opening tag. */
static void
add_language(struct page *page, int lang) {
    const struct locale *locale = &page->preview->model->langs[lang].locale;
    str_builder_add_format(&page->html, " lang=\"%s\" dir=\"%s\">", locale->code,
                           locale->is_rtl ? "rtl" : "ltr");
}

/* ---- pictures ---- */

static void
add_pictures(struct page *page, int slide) {
    const struct preview *preview = page->preview;
    add(page, "<div class=\"pictures\">\n");
    for (int i = 0; i < (int)preview->model->lang_count * PREVIEW_SHAPES; i++) {
        const enum preview_shape shape = (enum preview_shape)(i % PREVIEW_SHAPES);
        const int lang = i / PREVIEW_SHAPES;
        const struct str name = pack_preview_picture(preview, &page->arena, slide, lang, shape);
        str_builder_add_format(&page->html, "<figure><a href=\"%s\"><img src=\"%s\" loading=\"lazy\" alt=\"",
                               name.ptr, name.ptr);
        add_text(page, slide == CONTENT_NONE ? STR_LIT("all slides") : preview->model->slides[slide].key);
        str_builder_add_format(&page->html, ", %s, %s\"></a><figcaption>%s, %s</figcaption></figure>\n",
                               preview->model->langs[lang].locale.code, SHAPE_NAMES[shape],
                               preview->model->langs[lang].locale.code, SHAPE_NAMES[shape]);
    }
    add(page, "</div>\n");
}

/* ---- rows ---- */

static void
begin_row(struct page *page, const struct sheet *sheet, size_t row) {
    str_builder_add_format(&page->html, "<tr><td class=\"at\">%s: row %zu</td><td>", sheet->path, row + 2);
}

/* Every filled cell but the words, each under its column's name. */
static void
add_values(struct page *page, const struct sheet *sheet, size_t row) {
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        const struct column_spec *column = &sheet->spec->columns[c];
        const struct str cell =
            column->kind == COLUMN_TRANSLATED ? (struct str){"", 0} : sheet_named(sheet, row, column->name);
        if (!str_is_empty(cell)) {
            str_builder_add_format(&page->html, "<span class=\"cell\"><small>%s</small> <code>",
                                   column->name);
            add_text(page, cell);
            add(page, "</code></span> ");
        }
    }
    add(page, "</td>");
}

/* A cell of the page for each language, with every filled text of the row. */
static void
add_words(struct page *page, const struct sheet *sheet, size_t row) {
    for (int lang = 0; lang < (int)page->preview->model->lang_count; lang++) {
        const char *code = page->preview->model->langs[lang].locale.code;
        bool has_some = false;
        add(page, "<td");
        add_language(page, lang);
        for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
            if (sheet->spec->columns[c].kind != COLUMN_TRANSLATED) {
                continue;
            }
            const char *name = str_format(&page->arena, "%s_%s", sheet->spec->columns[c].name, code).ptr;
            const struct str cell = sheet_named(sheet, row, name);
            if (!str_is_empty(cell)) {
                add(page, has_some ? "<br>" : "");
                add_text(page, cell);
                has_some = true;
            }
        }
        add(page, "</td>");
    }
    add(page, "</tr>\n");
}

static void
add_row(struct page *page, const struct sheet *sheet, size_t row) {
    begin_row(page, sheet, row);
    add_values(page, sheet, row);
    add_words(page, sheet, row);
}

static void
add_figure(struct page *page, struct str key) {
    const struct sheet *sheet = workbook_sheet(page->preview->book, "figure");
    const int row = sheet_find(sheet, key);
    if (row >= 0 && !page->has_figure[row]) {
        page->has_figure[row] = true;
        add_row(page, sheet, (size_t)row);
    }
}

static void
add_series(struct page *page, struct str key) {
    const struct sheet *sheet = workbook_sheet(page->preview->book, "series");
    const struct sheet *points = workbook_sheet(page->preview->book, "point");
    const int row = sheet_find(sheet, key);
    if (row < 0 || page->has_series[row]) {
        return;
    }
    page->has_series[row] = true;
    add_row(page, sheet, (size_t)row);
    for (size_t p = 0; p < points->row_count; p++) {
        if (str_equal(sheet_cell(points, p, 0), key)) {
            add_row(page, points, p);
        }
    }
}

/* Figures and series that a row's words name. */
static void
add_named_in_words(struct page *page, const struct sheet *sheet, size_t row) {
    for (size_t c = 0; c < sheet->column_count; c++) {
        struct str rest = sheet_cell(sheet, row, (int)c);
        struct markup_part part;
        struct err ignored = {0}; /* lint tells of it */
        while (content_markup_next(&rest, &part, &ignored)) {
            if (part.kind == MARKUP_FIGURE) {
                add_figure(page, part.text);
            } else if (part.kind == MARKUP_RANK) {
                add_series(page, part.text);
            }
        }
    }
}

static void
add_numbers_of(struct page *page, const struct sheet *sheet, size_t row) {
    add_figure(page, sheet_named(sheet, row, "figure"));
    add_figure(page, sheet_named(sheet, row, "figure_2"));
    add_series(page, sheet_named(sheet, row, "series"));
    add_named_in_words(page, sheet, row);
}

static void
add_rows(struct page *page, struct str slide) {
    const struct workbook *book = page->preview->book;
    const struct sheet *slides = workbook_sheet(book, "slide");
    const struct sheet *items = workbook_sheet(book, "slide_item");
    const int own = sheet_find(slides, slide);
    page->has_figure = arena_alloc(&page->arena, workbook_sheet(book, "figure")->row_count + 1);
    page->has_series = arena_alloc(&page->arena, workbook_sheet(book, "series")->row_count + 1);
    add(page, "<table>\n");
    if (own >= 0) {
        add_row(page, slides, (size_t)own);
    }
    for (size_t row = 0; row < items->row_count; row++) {
        if (str_equal(sheet_cell(items, row, 0), slide)) {
            add_row(page, items, row);
        }
    }
    if (own >= 0) {
        add_named_in_words(page, slides, (size_t)own);
    }
    for (size_t row = 0; row < items->row_count; row++) {
        if (str_equal(sheet_cell(items, row, 0), slide)) {
            add_numbers_of(page, items, row);
        }
    }
    add(page, "</table>\n");
}

/* ---- the page ---- */

static void
add_slide(struct page *page, int index) {
    const struct content_model *model = page->preview->model;
    const struct content_slide *slide = &model->slides[index];
    str_builder_add_format(&page->html, "<section id=\"" STR_FMT "\">\n<h2>" STR_FMT " <small>",
                           STR_ARG(slide->key), STR_ARG(slide->key));
    add_text(page, slide->kind);
    add(page, "</small></h2>\n");
    add_pictures(page, index);
    if (page->preview->book != NULL) {
        add_rows(page, slide->key);
    }
    add(page, "</section>\n");
}

static void
add_heading(struct page *page) {
    const struct content_model *model = page->preview->model;
    add(page, HEAD);
    add(page, "<title>");
    add_text(page, model->title.in[model->lang_count - 1]);
    add(page, "</title>\n</head>\n<body>\n");
    for (int lang = 0; lang < (int)model->lang_count; lang++) {
        add(page, "<h1");
        add_language(page, lang);
        add_text(page, model->title.in[lang]);
        add(page, "</h1>\n");
    }
    add(page, "<p>Pack <code>");
    add_text(page, model->pack_id);
    add(page, page->preview->book != NULL
                  ? "</code></p>\n"
                  : "</code>. The sheets’ rows are listed when their folder is given: "
                    "<code>--sheets data</code></p>\n");
    add_pictures(page, CONTENT_NONE);
}

bool
pack_preview_write_page(const struct preview *preview, struct err *err) {
    struct page page = {.preview = preview};
    arena_init(&page.arena, 1u << 16);
    str_builder_init(&page.html, &page.arena);
    add_heading(&page);
    for (int i = 0; i < (int)preview->model->slides_count; i++) {
        if (preview->slide == CONTENT_NONE || preview->slide == i) {
            add_slide(&page, i);
        }
    }
    add(&page, "</body>\n</html>\n");
    const struct str html = str_builder_view(&page.html);
    const char *path = str_format(&page.arena, "%s/index.html", preview->folder).ptr;
    const bool ok = fs_write_atomic(path, html.ptr, html.len, err);
    arena_fini(&page.arena);
    return ok;
}
