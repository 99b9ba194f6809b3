/* Every number answers: figures on the pages of the show open their card when touched, the sheet opens the others, and what a visitor
 * takes away is readable by a phone. */

#include "hand_support.h"

#include "deck/deck_take.h"
#include "deck/deck_cover.h"
#include "deck/deck_figure.h"
#include "ui/qr.h"

static struct arena view;

static struct ui
ui_for(int lang, bool is_portrait) {
    arena_reset(&view);
    return (struct ui){.model = model,
                       .text = text,
                       .theme = theme_from_model(model),
                       .layout = is_portrait ? layout_make(1080, 1920, lang == 0)
                                             : layout_make(1920, 1080, lang == 0),
                       .locale = model->langs[lang].locale,
                       .lang = lang,
                       .words = strings_markup_words(model->langs[lang].locale.code),
                       .view = &view};
}

static void
test_figures_on_every_page_answer_a_finger(void **state) {
    int figures = 0;
    int pages = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        for (int turn = 0; turn < 4; turn++) {
            const bool is_portrait = turn >= 2;
            struct deck *deck =
                open_deck_sized((int)i, turn % 2, is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080);
            struct target_list targets;
            deck_targets(deck, TIME_S(110), &targets);
            pages++;
            for (size_t t = 0; t < targets.count; t++) {
                const struct target *target = &targets.items[t];
                if (target->action != ACTION_FIGURE) {
                    continue;
                }
                assert_true(target->box.w >= 87.9f && target->box.h >= 87.9f);
                assert_true(target->arg >= 0 && target->arg < (int)model->figures_count);
                figures++;
            }
            deck_destroy(deck);
        }
    }
    print_message("N = %d figures to touch on %d pages\n", figures, pages);
    assert_true(figures > 400);
}

static void
test_a_touch_opens_the_card_and_another_closes_it(void **state) {
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        const bool is_portrait = turn >= 2;
        struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("economy")), turn % 2,
                                            is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080);
        tap_target(deck, "figure gdp_growth", TIME_S(110));
        assert_true(has_target(deck, "close figure", TIME_S(111)));
        deck_key(deck, KEY_LANGUAGE, TIME_S(112));
        assert_true(has_target(deck, "close figure", TIME_S(113)));
        tap(deck, 300, 300, TIME_S(114));
        assert_false(has_target(deck, "close figure", TIME_S(115)));
        tap_target(deck, "source", TIME_S(116));
        tap_target(deck, "row 1", TIME_S(117));
        assert_true(has_target(deck, "close figure", TIME_S(118)));
        tap_target(deck, "close figure", TIME_S(119));
        assert_true(has_target(deck, "take", TIME_S(120))); /* back on the sheet */
        tap_target(deck, "take", TIME_S(121));
        assert_true(has_target(deck, "close figure", TIME_S(122)));
        assert_true(is_at(deck, "economy"));
        deck_destroy(deck);
    }
}

static int
is_cut(const struct label *label) {
    return label->block != NULL && label->block->is_truncated ? 1 : 0;
}

static void
test_no_word_of_a_card_is_cut(void **state) {
    int cards = 0;
    (void)state;
    for (size_t i = 0; i < model->figures_count; i++) {
        for (int turn = 0; turn < 4; turn++) {
            const struct ui ui = ui_for(turn % 2, turn >= 2);
            const struct cover_topic topic = {0, 0, (int)i};
            struct deck_figure card;
            deck_figure_class.prepare(&card, &ui, &topic);
            if (is_cut(&card.name) + is_cut(&card.value) + is_cut(&card.unit) + is_cut(&card.origin) +
                    is_cut(&card.compare) + is_cut(&card.source.words) + is_cut(&card.page.words) >
                0) {
                fail_msg("%.*s: cut in layout %d", (int)model->figures[i].key.len, model->figures[i].key.ptr,
                         turn);
            }
            cards++;
        }
    }
    print_message("N = %d cards\n", cards);
}

/* Writes the code as a picture and lets zbarimg, which stands for the phone, read it. */
static void
expect_read_back(const struct qr *qr, struct str words) {
    char path[64];
    char command[160];
    char read[2048];
    const int module = 4;
    const int quiet = 4;
    const int side = (qr->side + 2 * quiet) * module;
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-qr-%ld.pgm", (long)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P5 %d %d 255\n", side, side);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            const int row = y / module - quiet;
            const int column = x / module - quiet;
            const bool is_in = row >= 0 && column >= 0 && row < qr->side && column < qr->side;
            fputc(is_in && qr->dark[row * qr->side + column] != 0 ? 0 : 255, file);
        }
    }
    fclose(file);
    (void)snprintf(command, sizeof(command), "zbarimg --quiet --raw -Sdisable -Sqrcode.enable %s 2>/dev/null",
                   path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t got = fread(read, 1, sizeof(read), pipe);
    pclose(pipe);
    unlink(path);
    got -= got > 0 && read[got - 1] == '\n' ? 1 : 0;
    if (got != words.len || memcmp(read, words.ptr, got) != 0) {
        fail_msg("read %.*s\ninstead of %.*s", (int)got, read, (int)words.len, words.ptr);
    }
}

static void
test_what_is_taken_away_reads_back(void **state) {
    int pages = 0;
    int widest = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        for (int lang = 0; lang < 2; lang++) {
            const struct ui ui = ui_for(lang, false);
            const bool is_alone = i % 2 == 0;
            const size_t bytes_max = is_alone ? TAKE_ALONE_BYTES_MAX : TAKE_BYTES_MAX;
            const struct str words = deck_take_text(&ui, (int)i, bytes_max);
            struct qr qr;
            if (str_is_empty(words)) {
                continue;
            }
            assert_true(words.len <= bytes_max && utf8_is_valid(words));
            for (size_t offset = 0; offset < words.len;) {
                const uint32_t c = utf8_decode(words, &offset);
                assert_true(c != 0x061C && c != 0x200E && c != 0x200F && !(c >= 0x2066 && c <= 0x2069));
            }
            assert_true(qr_make_words(&view, words, &qr));
            assert_true(qr.side + 8 <= (is_alone ? 560 : 380) / 4);
            widest = qr.side > widest ? qr.side : widest;
            expect_read_back(&qr, words);
            pages++;
        }
    }
    print_message("N = %d pages read back, at most %d modules wide\n", pages, widest);
}

/* The values of a chart are what the page is about; a text that had to end early says so. */
static void
test_what_is_taken_away_has_the_charts_values(void **state) {
    static const char *const WANTED[] = {"Shanghai: 4.72 trillion yuan", "Chongqing: 3.01", "Qingdao: 1.5"};
    const int slide = content_find_slide(model, STR_LIT("gdp_ranking"));
    (void)state;
    const struct ui ui = ui_for(1, false);
    const char *words = str_to_c(&view, deck_take_text(&ui, slide, TAKE_ALONE_BYTES_MAX));
    for (size_t i = 0; i < ARRAY_LEN(WANTED); i++) {
        if (strstr(words, WANTED[i]) == NULL) {
            fail_msg("%s is not in\n%s", WANTED[i], words);
        }
    }
    assert_null(strstr(words, "…"));
    const char *cut = str_to_c(&view, deck_take_text(&ui, slide, 200));
    assert_true(strlen(cut) <= 200 && strcmp(cut + strlen(cut) - strlen("\n…"), "\n…") == 0);
}

/* A bar's value is a number like any other: unit, year and references. */
static void
test_the_values_of_a_chart_answer(void **state) {
    int values = 0;
    (void)state;
    for (size_t s = 0; s < model->series_count; s++) {
        const struct content_series *series = &model->series[s];
        for (size_t i = 0; i < series->point_count; i++) {
            const struct content_figure *value = &series->values[i];
            const int index = content_figure_index(model, value);
            assert_true(index >= (int)model->figures_count && &model->figures[index] == value);
            assert_true(value->value == series->points[i].value &&
                        value->source_count == series->source_count);
            values++;
        }
    }
    struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("gdp_ranking")), 1, 1920, 1080);
    struct hand hand = hand_on(deck, 1920, TIME_S(100));
    hand_wait(&hand, 7000);
    tap_target(deck, "part beijing", hand.now);
    hand_wait(&hand, 600);
    tap_target(deck, "caption figure", hand.now);
    hand_wait(&hand, 600);
    assert_true(has_target(deck, "close figure", hand.now));
    print_message("N = %d values of charts\n", values);
    assert_true(values > 15);
    deck_destroy(deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_on_every_page_answer_a_finger),
        cmocka_unit_test(test_a_touch_opens_the_card_and_another_closes_it),
        cmocka_unit_test(test_no_word_of_a_card_is_cut),
        cmocka_unit_test(test_what_is_taken_away_reads_back),
        cmocka_unit_test(test_what_is_taken_away_has_the_charts_values),
        cmocka_unit_test(test_the_values_of_a_chart_answer),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    arena_init(&view, 0);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
