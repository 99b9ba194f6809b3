/* What the screen says about a stick: every sentence is there, its own, and fits; the card comes, folds and goes; the show goes on. */

#include "deck_support.h"

#include "deck/deck_notice.h"
#include "ui/outcome_words.h"

static struct pack_status
told(enum pack_phase phase, int percent, enum pack_outcome outcome) {
    return (struct pack_status){
        .event = 1, .phase = phase, .percent = percent, .outcome = outcome, .seq = 12};
}

static void
test_every_outcome_has_words_of_its_own(void **state) {
    (void)state;
    int count = 0;
    for (int lang = 0; lang < 2; lang++) {
        const char *code = lang == 0 ? "fa" : "en";
        for (int a = 1; a < PACK_OUTCOMES; a++) {
            const struct str headline = outcome_headline((enum pack_outcome)a, code);
            const struct str advice = outcome_advice((enum pack_outcome)a, code);
            assert_true(headline.len > 0 && advice.len > 0);
            assert_false(
                str_equal(headline, outcome_headline((enum pack_outcome)a, lang == 0 ? "en" : "fa")));
            for (int b = 0; b < a; b++) {
                assert_false(str_equal(headline, outcome_headline((enum pack_outcome)b, code)));
                assert_false(str_equal(advice, outcome_advice((enum pack_outcome)b, code)));
            }
            count++;
        }
    }
    printf("N = %d pairs of sentences, all different\n", count);
}

/* What a page says: how many texts, and how many of them do not fit. */
static int
count_cut(struct deck *deck, int width_px, int height_px, time_ns now, size_t *ret_texts) {
    struct canvas *canvas = draw_canvas_create(width_px, height_px);
    size_t unused = 0;
    size_t count = 0;
    int cut = 0;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(deck, canvas, now);
    (void)draw_end(canvas, NULL, &unused);
    const struct draw_note *notes = draw_notes(canvas, &count);
    for (size_t i = 0; i < count; i++) {
        cut += notes[i].is_cut || notes[i].px < 28.0f * 0.999f ? 1 : 0;
    }
    *ret_texts = count;
    draw_canvas_destroy(canvas);
    return cut;
}

static void
test_every_sentence_fits(void **state) {
    (void)state;
    int cards = 0;
    for (int n = 0; n < 4; n++) {
        const int width = n < 2 ? 1920 : 1080;
        const int height = n < 2 ? 1080 : 1920;
        struct deck *deck =
            open_deck_sized(content_find_slide(model, STR_LIT("gdp_ranking")), n % 2, width, height);
        const time_ns now = TIME_S(110);
        size_t before = 0;
        size_t after = 0;
        assert_int_equal(count_cut(deck, width, height, now, &before), 0);
        for (int i = 0; i < PACK_OUTCOMES + PACK_PHASE_DONE; i++) {
            struct pack_status status = i < PACK_OUTCOMES
                                            ? told(PACK_PHASE_DONE, 100, (enum pack_outcome)i)
                                            : told((enum pack_phase)(i - PACK_OUTCOMES + 1), 62, PACK_NONE);
            status.event = (uint32_t)i + 1;
            if (i == PACK_NONE || status.phase == PACK_PHASE_DONE + 1) {
                continue;
            }
            deck_set_status(deck, &status, now);
            if (count_cut(deck, width, height, now + TIME_S(1), &after) != 0 || after <= before) {
                fail_msg("%s, phase %d, %dx%d, language %d: does not fit", pack_outcome_word(status.outcome),
                         status.phase, width, height, n % 2);
            }
            cards++;
        }
        deck_destroy(deck);
    }
    printf("N = %d cards laid out\n", cards);
}

static void
test_the_card_comes_folds_and_goes(void **state) {
    (void)state;
    struct deck_notice notice = {.opened_at = 0};
    struct pack_status status = told(PACK_PHASE_READING, 0, PACK_NONE);
    time_ns now = TIME_S(10);
    assert_int_equal(deck_notice_form(&notice, now), NOTICE_NONE);
    assert_true(deck_notice_set(&notice, &status, now));
    assert_false(deck_notice_set(&notice, &status, now));
    assert_int_equal(deck_notice_form(&notice, now), NOTICE_CARD);
    status.percent = 20; /* progress alone does not bring it up again */
    assert_true(deck_notice_set(&notice, &status, now + TIME_S(7)));
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(7)), NOTICE_PILL);
    deck_notice_touch(&notice, now + TIME_S(8));
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(8)), NOTICE_CARD);
    deck_notice_touch(&notice, now + TIME_S(9));
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(9)), NOTICE_PILL);
    status = told(PACK_PHASE_DONE, 100, PACK_KEY_UNKNOWN);
    assert_true(deck_notice_set(&notice, &status, now + TIME_S(20)));
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(39)), NOTICE_CARD); /* has to be read */
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(41)), NOTICE_PILL);
    status = told(PACK_PHASE_IDLE, 0, PACK_NONE);
    assert_true(deck_notice_set(&notice, &status, now + TIME_S(50)));
    assert_int_equal(deck_notice_form(&notice, now + TIME_S(50)), NOTICE_NONE);
}

/* It lies over the loop and does not stop it; a touch on it belongs to staff; the controls stay live. */
static void
test_the_show_goes_on(void **state) {
    (void)state;
    struct deck *deck = open_deck_sized(CONTENT_NONE, 0, 1920, 1080);
    const struct pack_status status = told(PACK_PHASE_READING, 40, PACK_NONE);
    struct target_list targets;
    time_ns now = TIME_S(101);
    const int first = deck_slide(deck);
    deck_set_status(deck, &status, now);
    while (deck_slide(deck) == first) {
        now += TIME_MS(500);
        assert_true(now < TIME_S(160));
        deck_update(deck, now);
    }
    assert_false(deck_is_exploring(deck));
    deck_set_status(deck, &(struct pack_status){.event = 2, .phase = PACK_PHASE_READING}, now);
    now += TIME_S(1);
    deck_update(deck, now);
    deck_targets(deck, now, &targets);
    bool has_next = false;
    struct rect card = {0};
    for (size_t i = 0; i < targets.count; i++) {
        has_next = has_next || strcmp(targets.items[i].name, "next") == 0;
        card = strcmp(targets.items[i].name, DECK_NOTICE) == 0 ? targets.items[i].box : card;
    }
    assert_true(has_next && card.w > 1000.0f);
    const int shown = deck_slide(deck);
    tap(deck, card.x + 300.0f, card.y + 100.0f, now);
    assert_int_equal(deck_slide(deck), shown);
    deck_targets(deck, now + TIME_S(1), &targets);
    assert_string_equal(targets.items[0].name, DECK_NOTICE);
    assert_true(targets.items[0].box.w < 400.0f); /* folded */
    deck_destroy(deck);
}

/* A pill that tells nothing new asks for no frames. */
static void
test_a_pill_is_still(void **state) {
    (void)state;
    struct pack_status status = told(PACK_PHASE_READING, 40, PACK_NONE);
    struct deck_notice notice = {.opened_at = 0};
    (void)deck_notice_set(&notice, &status, TIME_S(10));
    assert_true(deck_notice_next_change(&notice, TIME_S(10)) < TIME_S(11));
    assert_int_equal(deck_notice_next_change(&notice, TIME_S(12)), TIME_S(16));
    assert_int_equal(deck_notice_next_change(&notice, TIME_S(16)), TIME_NEVER);
    assert_int_equal(deck_notice_next_change(&(struct deck_notice){.opened_at = 0}, TIME_S(5)), TIME_NEVER);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_outcome_has_words_of_its_own),
        cmocka_unit_test(test_every_sentence_fits),
        cmocka_unit_test(test_the_card_comes_folds_and_goes),
        cmocka_unit_test(test_the_show_goes_on),
        cmocka_unit_test(test_a_pill_is_still),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
