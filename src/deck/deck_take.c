/* Lines of plain text. The first must fit whatever the page; the rest goes in the order in which the sources sheet lists it. */

#include "deck/deck_take.h"

#include <string.h>

#include "deck/deck_sheet_list.h"

/* Without invisible controls of direction; the zero-width non-joiner is spelling and stays. */
static bool
is_control(uint32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069);
}

static struct str
plain(const struct ui *ui, struct str text) {
    struct str_builder b;
    str_builder_init(&b, ui->view);
    for (size_t offset = 0; offset < text.len;) {
        const uint32_t c = utf8_decode(text, &offset);
        if (!is_control(c)) {
            str_builder_add_cp(&b, c == 0x00A0 ? ' ' : c);
        }
    }
    return str_builder_view(&b);
}

#define MORE "\n…" /* something did not fit */

struct taking {
    struct str_builder text;
    size_t room; /* for lines: the mark that something is missing fits behind them */
    bool is_cut;
};

static void
add_line(struct taking *taking, struct str line) {
    struct str_builder *b = &taking->text;
    const size_t end = b->len > 0 ? 1 : 0;
    if (line.len == 0) {
        return;
    }
    if (b->len + end + line.len > taking->room) {
        taking->is_cut = true;
        return;
    }
    str_builder_add_c(b, end > 0 ? "\n" : "");
    str_builder_add(b, line);
}

static void
add_figure(const struct ui *ui, struct taking *taking, struct str name, const struct content_figure *figure) {
    add_line(taking, plain(ui, str_format(ui->view, STR_FMT ": " STR_FMT, STR_ARG(name),
                                          STR_ARG(ui_figure_words(ui, figure)))));
}

/* The name of the series once, and its values under it. */
static void
add_series(const struct ui *ui, struct taking *taking, const struct content_series *series) {
    add_line(taking, plain(ui, ui_cell(ui, &series->label)));
    for (size_t i = 0; i < series->point_count; i++) {
        add_figure(ui, taking, ui_cell(ui, &series->points[i].label), &series->values[i]);
    }
}

static void
add_entry(const struct ui *ui, struct taking *taking, const struct sheet_entry *entry) {
    const struct content_model *model = ui->model;
    if (entry->figure != CONTENT_NONE) {
        const struct content_figure *figure = &model->figures[entry->figure];
        add_figure(ui, taking, ui_cell(ui, entry->item != NULL ? &entry->item->label : &figure->label),
                   figure);
    } else if (entry->series != CONTENT_NONE) {
        add_series(ui, taking, &model->series[entry->series]);
    } else if (entry->item != NULL) {
        add_line(taking, plain(ui, ui_cell(ui, &entry->item->label)));
    }
}

struct str
deck_take_text(const struct ui *ui, int slide, size_t bytes_max) {
    const struct content_slide *page = &ui->model->slides[slide];
    struct sheet_list list;
    struct taking taking = {.room = bytes_max - strlen(MORE)};
    str_builder_init(&taking.text, ui->view);
    add_line(&taking, plain(ui, ui_cell(ui, &page->title)));
    add_line(&taking, plain(ui, ui_cell(ui, &page->deck)));
    sheet_list_make(&list, ui->model, page);
    for (int i = 0; i < list.count; i++) {
        add_entry(ui, &taking, &list.entries[i]);
    }
    for (size_t i = 0; i < page->item_count; i++) {
        const struct content_item *item = &page->items[i];
        if (item->figure == CONTENT_NONE && !content_item_is_on_sheet_only(item) && item->source_count == 0) {
            add_line(&taking, plain(ui, ui_cell(ui, &item->label)));
        }
    }
    if (taking.is_cut) {
        str_builder_add_c(&taking.text, MORE);
    }
    return str_builder_view(&taking.text);
}
