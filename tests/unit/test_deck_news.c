/* The mark of a page that tells something new: on every page with a figure that moved and on no other, beside the section, in nobody's way, in
 * both languages, both shapes and large text; and the card of the figure. */

#include "deck_support.h"

#include "deck/deck_internal.h"

#define LONG_PX 960 /* half of the screen: the same layout, less to paint */
#define SHORT_PX 540
#define WORDS_PX 14.0f

static struct content_model before;

/* The pack as it was when every figure and every point was half as large, but one that stood. */
static const struct content_changes *
all_moved(struct arena *to) {
    struct content_figure *figures = arena_alloc_array(to, model->figures_count, sizeof(*figures));
    struct content_series *series = arena_alloc_array(to, model->series_count, sizeof(*series));
    for (size_t i = 0; i < model->figures_count; i++) {
        figures[i] = model->figures[i];
        figures[i].value *= 0.5;
        figures[i].value_to *= 0.5;
    }
    for (size_t i = 0; i < model->series_count; i++) {
        struct content_point *points = arena_alloc_array(to, model->series[i].point_count, sizeof(*points));
        series[i] = model->series[i];
        for (size_t p = 0; p < series[i].point_count; p++) {
            points[p] = model->series[i].points[p];
            points[p].value *= 0.5;
        }
        series[i].points = points;
    }
    before = *model;
    before.figures = figures;
    before.series = series;
    return content_change_compare(to, &before, model);
}

static struct deck *
open_news(const struct content_changes *changes, int slide, int lang, bool is_portrait) {
    struct err err = {0};
    const struct deck_config config = {.model = model,
                                       .changes = changes,
                                       .text = text,
                                       .width_px = is_portrait ? SHORT_PX : LONG_PX,
                                       .height_px = is_portrait ? LONG_PX : SHORT_PX,
                                       .lang = lang,
                                       .first_slide = slide,
                                       .is_flat = true,
                                       .is_held = true};
    struct deck *deck = deck_create(&config, TIME_S(100), &err);
    assert_non_null(deck);
    return deck;
}

static const struct draw_note *
read_page(struct deck *deck, struct canvas *canvas, time_ns at, size_t *ret_count) {
    size_t unused = 0;
    draw_begin(canvas);
    deck_draw(deck, canvas, at);
    (void)draw_end(canvas, NULL, &unused);
    text_frame_end(text);
    return draw_notes(canvas, ret_count);
}

static const struct draw_note *
find_note(const struct draw_note *notes, size_t count, struct str words) {
    for (size_t i = 0; i < count; i++) {
        if (!notes[i].is_target && str_equal(notes[i].text, words)) {
            return &notes[i];
        }
    }
    return NULL;
}

/* Where its letters are: a box of ascent and descent reaches into the next line. */
static struct rect
ink_of(const struct draw_note *note) {
    return (struct rect){note->box.x, note->baseline - 0.8f * note->px, note->box.w, 1.1f * note->px};
}

static bool
overlaps(struct rect a, struct rect b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Looks at one page. Returns: has it the mark? */
static bool
look_at(struct deck *deck, struct canvas *canvas, struct str words, time_ns at) {
    size_t count = 0;
    const struct draw_note *notes = read_page(deck, canvas, at, &count);
    const struct draw_note *mark = find_note(notes, count, words);
    for (size_t i = 0; mark != NULL && i < count; i++) {
        const bool is_other = &notes[i] != mark && !notes[i].is_target;
        if (is_other && overlaps(ink_of(&notes[i]), ink_of(mark))) {
            fail_msg(STR_FMT ": the mark lies over \"" STR_FMT "\"",
                     STR_ARG(model->slides[deck_slide(deck)].key), STR_ARG(notes[i].text));
        }
    }
    if (mark != NULL) {
        assert_true(mark->px >= WORDS_PX && !mark->is_cut);
        assert_true(mark->box.x >= 0.0f && mark->box.x + mark->box.w <= (float)deck->config.width_px);
    }
    return mark != NULL;
}

static void
test_the_mark_stands_where_something_moved(void **state) {
    const struct content_changes *changes = all_moved(&arena);
    int pages = 0;
    int marked = 0;
    (void)state;
    assert_non_null(changes);
    for (int shape = 0; shape < 2; shape++) {
        struct canvas *canvas =
            draw_canvas_create(shape == 1 ? SHORT_PX : LONG_PX, shape == 1 ? LONG_PX : SHORT_PX);
        draw_notes_enable(canvas, true);
        for (int i = 0; i < 2 * (int)model->slides_count; i++, pages++) {
            const int slide = i / 2;
            struct deck *deck = open_news(changes, slide, i % 2, shape == 1);
            const struct str words = strings_get(STRING_UPDATED, model->langs[i % 2].locale.code);
            const bool is_marked = look_at(deck, canvas, words, TIME_S(110));
            const bool has_heading = deck->views[deck->now_view].has_heading;
            assert_true(is_marked || !has_heading || !content_change_touches(changes, &model->slides[slide]));
            assert_true(!is_marked || has_heading);
            if (is_marked) {
                deck_set_mode(deck, MODE_LARGE, true, TIME_S(110));
                (void)look_at(deck, canvas, words, TIME_S(120));
            }
            marked += is_marked ? 1 : 0;
            deck_destroy(deck);
        }
        draw_canvas_destroy(canvas);
    }
    print_message("N = %d pages, %d of them with the mark, which stands free on each\n", pages, marked);
    assert_true(marked > pages / 2 && marked < pages);
}

static void
test_nothing_moved_nothing_is_marked(void **state) {
    struct canvas *canvas = draw_canvas_create(LONG_PX, SHORT_PX);
    (void)state;
    draw_notes_enable(canvas, true);
    for (int slide = 0; slide < (int)model->slides_count; slide++) {
        struct deck *deck = open_news(NULL, slide, 0, false);
        assert_false(look_at(deck, canvas, strings_get(STRING_UPDATED, "fa"), TIME_S(110)));
        deck_destroy(deck);
    }
    draw_canvas_destroy(canvas);
}

static void
test_the_card_tells_what_it_was(void **state) {
    const struct content_changes *changes = all_moved(&arena);
    const int figure =
        content_find_figure(model, STR_LIT("gdp_2023_usd")); /* 427 billion dollars, was 213.5 */
    const int slide = content_find_slide(model, STR_LIT("gdp_ranking"));
    static const char *const WORDS[] = {"پیش‌تر حدود ۲۱۴", "Previously about 214"};
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        for (int shape = 0; shape < 2; shape++) {
            struct canvas *canvas =
                draw_canvas_create(shape == 1 ? SHORT_PX : LONG_PX, shape == 1 ? LONG_PX : SHORT_PX);
            struct deck *deck = open_news(changes, slide, lang, shape == 1);
            size_t count = 0;
            draw_notes_enable(canvas, true);
            deck_open_cover(deck, COVER_FIGURE, figure, TIME_S(110));
            const struct draw_note *notes = read_page(deck, canvas, TIME_S(111), &count);
            const struct draw_note *was = find_note(notes, count, str_from_c(WORDS[lang]));
            assert_true(was != NULL && was->px >= WORDS_PX && !was->is_cut);
            deck_destroy(deck);
            draw_canvas_destroy(canvas);
        }
    }
}

int
main(void) {
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_mark_stands_where_something_moved),
        cmocka_unit_test(test_nothing_moved_nothing_is_marked),
        cmocka_unit_test(test_the_card_tells_what_it_was),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
