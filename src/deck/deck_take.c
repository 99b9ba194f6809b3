/* Lines of plain text. The first must fit whatever the page; the rest goes in the order in which the sources sheet lists it. */

#include "deck/deck_take.h"

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

static void
add_line(struct str_builder *b, struct str line) {
    const size_t end = b->len > 0 ? 1 : 0;
    if (line.len > 0 && b->len + end + line.len <= TAKE_BYTES_MAX) {
        str_builder_add_c(b, end > 0 ? "\n" : "");
        str_builder_add(b, line);
    }
}

static void
add_entry(const struct ui *ui, struct str_builder *b, const struct sheet_entry *entry) {
    const struct content_model *model = ui->model;
    if (entry->figure != CONTENT_NONE) {
        const struct content_figure *figure = &model->figures[entry->figure];
        const struct str name =
            entry->item != NULL ? ui_cell(ui, &entry->item->label) : ui_cell(ui, &figure->label);
        add_line(b, plain(ui, str_format(ui->view, STR_FMT ": " STR_FMT, STR_ARG(name),
                                         STR_ARG(ui_figure_words(ui, figure)))));
    } else if (entry->item != NULL) {
        add_line(b, plain(ui, ui_cell(ui, &entry->item->label)));
    }
}

struct str
deck_take_text(const struct ui *ui, int slide) {
    const struct content_slide *page = &ui->model->slides[slide];
    struct sheet_list list;
    struct str_builder b;
    str_builder_init(&b, ui->view);
    add_line(&b, plain(ui, ui_cell(ui, &page->title)));
    add_line(&b, plain(ui, ui_cell(ui, &page->deck)));
    sheet_list_make(&list, ui->model, page);
    for (int i = 0; i < list.count; i++) {
        add_entry(ui, &b, &list.entries[i]);
    }
    for (size_t i = 0; i < page->item_count; i++) {
        const struct content_item *item = &page->items[i];
        if (item->figure == CONTENT_NONE && !content_item_is_on_sheet_only(item) && item->source_count == 0) {
            add_line(&b, plain(ui, ui_cell(ui, &item->label)));
        }
    }
    return str_builder_view(&b);
}
