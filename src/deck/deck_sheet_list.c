/* Gathering what a slide's sheet lists. A figure shown twice is listed where it stands first. */

#include "deck/deck_sheet_list.h"

#include "content/content_markup.h"
#include "text/text_format.h"

#define NUMBERS_MAX 96

static bool
is_listed(const struct sheet_list *list, const struct sheet_entry *entry) {
    for (int i = 0; i < list->count; i++) {
        const struct sheet_entry *other = &list->entries[i];
        if ((entry->figure != CONTENT_NONE && other->figure == entry->figure) ||
            (entry->series != CONTENT_NONE && other->series == entry->series)) {
            return true;
        }
    }
    return false;
}

static void
add(struct sheet_list *list, struct sheet_entry entry) {
    const bool is_something =
        entry.figure != CONTENT_NONE || entry.series != CONTENT_NONE || entry.item != NULL;
    if (is_something && list->count < SHEET_ENTRIES_MAX && !is_listed(list, &entry)) {
        list->entries[list->count++] = entry;
    }
}

static void
add_figures_of_words(struct sheet_list *list, const struct content_model *model,
                     const struct content_text *words) {
    struct str rest = words->in[0]; /* every language names the same figures */
    struct markup_part part;
    struct err ignored = {0}; /* lint told the author */
    while (content_markup_next(&rest, &part, &ignored)) {
        if (part.kind == MARKUP_FIGURE) {
            add(list, (struct sheet_entry){content_find_figure(model, part.text), CONTENT_NONE, NULL});
        }
    }
}

void
sheet_list_make(struct sheet_list *ret_list, const struct content_model *model,
                const struct content_slide *slide) {
    ret_list->count = 0;
    add_figures_of_words(ret_list, model, &slide->title);
    add_figures_of_words(ret_list, model, &slide->deck);
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        const struct content_item *name =
            content_item_is_on_sheet_only(item) && !str_is_empty(item->label.in[0]) ? item : NULL;
        if (item->figure != CONTENT_NONE) {
            add(ret_list, (struct sheet_entry){item->figure, CONTENT_NONE, name});
        }
        add(ret_list, (struct sheet_entry){item->figure_2, CONTENT_NONE, NULL});
        add_figures_of_words(ret_list, model, &item->label);
        add_figures_of_words(ret_list, model, &item->note);
    }
    for (size_t i = 0; i < slide->item_count; i++) {
        add(ret_list, (struct sheet_entry){CONTENT_NONE, slide->items[i].series, NULL});
    }
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        const bool has_words = item->figure == CONTENT_NONE && !str_is_empty(item->label.in[0]);
        if (has_words && (item->source_count > 0 || content_item_is_on_sheet_only(item))) {
            add(ret_list, (struct sheet_entry){CONTENT_NONE, CONTENT_NONE, item});
        }
    }
}

struct str
sheet_origin_words(const struct ui *ui, int year, const int *sources, size_t source_count) {
    struct str_builder b;
    int numbers[NUMBERS_MAX];
    int count = 0;
    for (size_t i = 0; i < source_count && count < NUMBERS_MAX; i++) {
        numbers[count++] = ui->model->sources[sources[i]].number;
    }
    str_builder_init(&b, ui->view);
    if (year != 0) {
        str_builder_add(&b, format_year(ui->view, &ui->locale, year));
        str_builder_add(&b, ui->words.comma);
    }
    if (count == 0) {
        str_builder_add(&b, strings_get(STRING_NO_SOURCE, ui->locale.code));
        return str_builder_view(&b);
    }
    const struct str list = format_list(ui->view, &ui->locale, numbers, count, ui->words.comma,
                                        ui->words.and_word, ui->words.to_word);
    const struct str word =
        strings_get(count == 1 ? STRING_SOURCE_IN_LINE : STRING_SOURCES_IN_LINE, ui->locale.code);
    str_builder_add(&b, format_with_unit(ui->view, &ui->locale, word, list));
    return str_builder_view(&b);
}
