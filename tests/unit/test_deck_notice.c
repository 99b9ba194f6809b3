/* What the screen says about a stick: every sentence is there, its own, and fits; the card comes, folds and goes; the show goes on. */

#include "deck_support.h"

#include "deck/deck_internal.h"
#include "deck/deck_notice_place.h"
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

/* Letters, without the room that ascents and descents may share. */
static struct rect
ink_of(const struct draw_note *note) {
    return (struct rect){note->box.x, note->box.y + 0.22f * note->px, note->box.w,
                         note->box.h - 0.5f * note->px};
}

static bool
overlap(struct rect a, struct rect b) {
    return a.x + 1.0f < b.x + b.w && b.x + 1.0f < a.x + a.w && a.y + 1.0f < b.y + b.h &&
           b.y + 1.0f < a.y + a.h;
}

/* The card alone, at the end of its way in. Returns: why its words are not as they should be, or NULL. */
static const char *
fault_of(const struct pack_status *status, struct ui *ui) {
    const struct deck_notice notice = {.status = *status};
    struct canvas *canvas = draw_canvas_create(ui->layout.width_px, ui->layout.height_px);
    const struct rect card = deck_notice_box(ui, deck_notice_place_of(ui)->card);
    const float inset = 14.0f * ui->layout.scale;
    const char *fault = NULL;
    size_t unused = 0;
    size_t count = 0;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_notice_draw(&notice, ui, canvas, (struct notice_look){false, true}, TIME_S(1));
    (void)draw_end(canvas, NULL, &unused);
    const struct draw_note *notes = draw_notes(canvas, &count);
    fault = count < 3 ? "words are missing" : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct rect box = ink_of(&notes[i]);
        const bool is_in = box.x >= card.x + inset && box.x + box.w <= card.x + card.w - inset &&
                           box.y >= card.y + inset && box.y + box.h <= card.y + card.h - inset;
        fault = notes[i].is_cut                          ? "cut"
                : notes[i].px < 27.9f * ui->layout.scale ? "too small"
                : notes[i].color.a < 255                 ? "faint"
                : !is_in                                 ? "at the card's edge"
                                                         : fault;
        for (size_t j = 0; j < i; j++) {
            fault = overlap(box, ink_of(&notes[j])) ? "words on words" : fault;
        }
    }
    draw_canvas_destroy(canvas);
    text_frame_end(text);
    arena_reset(ui->view);
    return fault;
}

static void
test_every_sentence_fits(void **state) {
    static const int SIZES[][2] = {{1920, 1080}, {1080, 1920}, {1280, 720}, {720, 1280}, {3840, 2160}};
    static const struct locale LANGS[] = {{"fa", true, DIGITS_PERSIAN}, {"en", false, DIGITS_LATIN}};
    struct arena view;
    int cards = 0;
    (void)state;
    arena_init(&view, 0);
    for (size_t n = 0; n < 2 * ARRAY_LEN(SIZES); n++) {
        const int *size = SIZES[n / 2];
        struct ui ui = {.text = text,
                        .theme = theme_default(),
                        .layout = layout_make(size[0], size[1], LANGS[n % 2].is_rtl),
                        .locale = LANGS[n % 2],
                        .view = &view,
                        .frame = &view};
        for (int i = PACK_NONE + 1; i < PACK_OUTCOMES + PACK_PHASE_DONE - 1; i++) {
            struct pack_status status = i < PACK_OUTCOMES
                                            ? told(PACK_PHASE_DONE, 100, (enum pack_outcome)i)
                                            : told((enum pack_phase)(i - PACK_OUTCOMES + 1), 62, PACK_NONE);
            (void)strcpy(status.name, "show.vpack");
            const char *fault = fault_of(&status, &ui);
            if (fault != NULL) {
                fail_msg("%s, phase %d, %dx%d, %s: %s", pack_outcome_word(status.outcome), status.phase,
                         size[0], size[1], ui.locale.code, fault);
            }
            cards++;
        }
    }
    arena_fini(&view);
    printf("N = %d cards laid out\n", cards);
}

/* The words on a card or in the staff panel that say so are true. */
static void
test_a_stick_is_let_go_only_when_one_may_be_in(void **state) {
    (void)state;
    for (int phase = PACK_PHASE_IDLE; phase < PACK_PHASES; phase++) {
        for (int i = PACK_NONE + 1; i < PACK_OUTCOMES; i++) {
            struct pack_status status = told((enum pack_phase)phase, 50, (enum pack_outcome)i);
            const bool is_own = i == PACK_RETURNED || (i >= PACK_FELL_BACK && i <= PACK_REBUILT);
            const bool is_disk = i == PACK_DISK_FULL || i == PACK_DISK_ERROR;
            if (outcome_frees_stick(&status)) { /* nothing has a name yet */
                assert_int_equal(phase, PACK_PHASE_DONE);
                assert_false(is_own || is_disk || i == PACK_STICK_PULLED);
            } else {
                assert_true(phase != PACK_PHASE_DONE || is_own || is_disk || i == PACK_STICK_PULLED);
            }
            (void)strcpy(status.name, "show.vpack");
            assert_int_equal(outcome_frees_stick(&status),
                             phase == PACK_PHASE_DONE && !is_own && i != PACK_STICK_PULLED);
            assert_true(!is_own || !outcome_is_of_stick(&status));
        }
    }
}

/* A page without controls is touched where they would stand: card and pill leave that free. */
static void
test_it_leaves_the_start_free(void **state) {
    int looked = 0;
    (void)state;
    for (int n = 0; n < 4; n++) {
        struct deck *deck = open_deck_sized(CONTENT_NONE, n % 2, n < 2 ? 1920 : 1080, n < 2 ? 1080 : 1920);
        const struct pack_status status = told(PACK_PHASE_READING, 40, PACK_NONE);
        assert_false(deck->has_chrome);
        deck_set_status(deck, &status, TIME_S(101));
        for (int at = 102; at <= 120; at += 18) { /* the card, then the pill */
            struct target_list targets;
            deck_targets(deck, TIME_S(at), &targets);
            const struct rect own = target_named(deck, DECK_NOTICE, TIME_S(at)).box;
            for (size_t i = 0; i < targets.count; i++) {
                const struct rect box = targets.items[i].box;
                const bool is_page = box.w > 1000.0f && box.h > 1000.0f; /* all of it opens the show */
                if (strcmp(targets.items[i].name, DECK_NOTICE) != 0 && !is_page && overlap(own, box)) {
                    fail_msg("%s lies under it", targets.items[i].name);
                }
                looked++;
            }
        }
        deck_destroy(deck);
    }
    printf("N = %d targets looked at\n", looked);
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
        cmocka_unit_test(test_a_stick_is_let_go_only_when_one_may_be_in),
        cmocka_unit_test(test_it_leaves_the_start_free),
        cmocka_unit_test(test_the_card_comes_folds_and_goes),
        cmocka_unit_test(test_the_show_goes_on),
        cmocka_unit_test(test_a_pill_is_still),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
