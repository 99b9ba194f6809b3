/* The sheets of the whole show: every word on every page of every slide's sheet is there in full, in both languages, in landscape
 * and in portrait; and what has no figure is listed too. */

#include "show_support.h"

#include "deck/deck_cover.h"
#include "deck/deck_sheet.h"
#include "deck/deck_sheet_list.h"
#include "deck/deck_view.h"

static int
cut_words(const struct label *label, const char *where) {
    if (label->block == NULL || !label->block->is_truncated) {
        return 0;
    }
    print_error("%s: cut: %.*s\n", where, (int)label->block->source.len, label->block->source.ptr);
    return 1;
}

static int
check_sheet(const struct content_slide *slide, int lang, bool is_portrait, int *ret_pages) {
    struct arena view;
    struct deck_sheet sheet;
    int cut = 0;
    arena_init(&view, 0);
    struct ui ui = {.model = model,
                    .text = text,
                    .theme = theme_from_model(model),
                    .layout =
                        is_portrait ? layout_make(1080, 1920, lang == 0) : layout_make(1920, 1080, lang == 0),
                    .locale = model->langs[lang].locale,
                    .lang = lang,
                    .words = strings_markup_words(model->langs[lang].locale.code),
                    .view = &view};
    int page = 0;
    do {
        const struct cover_topic topic = {(int)(slide - model->slides), page, CONTENT_NONE};
        deck_sheet_class.prepare(&sheet, &ui, &topic);
        for (int i = 0; i < sheet.row_count; i++) {
            cut += cut_words(&sheet.rows[i].name, slide->key.ptr);
            cut += cut_words(&sheet.rows[i].value, slide->key.ptr);
            cut += cut_words(&sheet.rows[i].origin, slide->key.ptr);
        }
        page++;
    } while (page < sheet.page_count);
    *ret_pages += page;
    arena_fini(&view);
    return cut;
}

static void
test_nothing_on_a_sheet_is_cut(void **state) {
    int cut = 0;
    int pages = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        for (int turn = 0; turn < 4; turn++) {
            cut += check_sheet(&model->slides[i], turn % 2, turn >= 2, &pages);
        }
    }
    print_message("N = %d pages of sheets\n", pages);
    assert_int_equal(cut, 0);
}

static void
test_words_with_references_are_listed(void **state) {
    const int slide = content_find_slide(model, STR_LIT("zone_02"));
    struct sheet_list list;
    int words = 0;
    int named = 0;
    (void)state;
    sheet_list_make(&list, model, &model->slides[slide]);
    for (int i = 0; i < list.count; i++) {
        words += list.entries[i].figure == CONTENT_NONE && list.entries[i].series == CONTENT_NONE ? 1 : 0;
        named += list.entries[i].figure == content_find_figure(model, STR_LIT("z02_robots")) ? 1 : 0;
    }
    assert_true(words >= 10);
    assert_int_equal(named, 1); /* a figure within words, once */
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_on_a_sheet_is_cut),
                                       cmocka_unit_test(test_words_with_references_are_listed)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
