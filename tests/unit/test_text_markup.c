/* Counting numbers: a count begins at what the figure was and ends at exactly what is told. All figures of the show, in both languages. */

#include "show_support.h"

#include "text/text_markup.h"

static void
test_a_count_ends_at_what_is_told(void **state) {
    long counts = 0;
    (void)state;
    for (size_t i = 0; i < model->figures_count; i++) {
        const struct content_figure *figure = &model->figures[i];
        struct content_was was = {
            .figure = *figure, .from = figure->value * 0.83 - 1.0, .from_to = figure->value_to * 1.31};
        was.figure.value = was.from;
        was.figure.value_to = was.from_to;
        for (int lang = 0; lang < (int)model->lang_count; lang++, counts++) {
            const struct str told = text_figure_value(&arena, model, lang, figure);
            const struct str old = text_figure_value(&arena, model, lang, &was.figure);
            assert_true(str_equal(text_figure_running(&arena, model, lang, figure, &was, 1.0f), told));
            assert_true(str_equal(text_figure_running(&arena, model, lang, figure, NULL, 1.0f), told));
            assert_true(str_equal(text_figure_running(&arena, model, lang, figure, &was, 0.0f), old));
        }
    }
    print_message("N = %ld counts from an old value to the told one\n", counts);
    assert_true(counts > 500);
}

static void
test_a_count_without_a_past_begins_at_nothing(void **state) {
    const int index = content_find_figure(model, STR_LIT("gdp_2023_total"));
    (void)state;
    assert_int_not_equal(index, CONTENT_NONE);
    const struct content_figure *figure = &model->figures[index];
    struct content_figure nothing = *figure;
    nothing.value = nothing.value_to = 0.0;
    assert_true(str_equal(text_figure_running(&arena, model, 0, figure, NULL, 0.0f),
                          text_figure_value(&arena, model, 0, &nothing)));
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_count_ends_at_what_is_told),
        cmocka_unit_test(test_a_count_without_a_past_begins_at_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
