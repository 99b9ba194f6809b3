/* What the deck tells of a visit: every step once, in order, with its times, and nothing of a picture that is held. */

#include "show_support.h"

#include "deck/deck.h"
#include "deck/deck_events.h"

static struct deck *
open_deck(const char *key, bool is_held) {
    struct err err = {0};
    const struct deck_config config = {.model = model,
                                       .text = text,
                                       .width_px = 640,
                                       .height_px = 360,
                                       .first_slide = content_find_slide(model, str_from_c(key)),
                                       .is_flat = true,
                                       .is_held = is_held};
    struct deck *deck = deck_create(&config, TIME_S(100), &err);
    assert_non_null(deck);
    return deck;
}

/* All that waits as one line of words, e.g. `visit opened:home`. Valid until: the next call. */
static const char *
told(struct deck *deck) {
    static const char *const WORDS[] = {"loop",     "visit", "opened",   "left",
                                        "language", "touch", "searched", "ended"};
    static char line[4000];
    struct deck_event event;
    size_t len = 0;
    line[0] = '\0';
    while (deck_take_event(deck, &event)) {
        len +=
            (size_t)snprintf(line + len, sizeof(line) - len, "%s:" STR_FMT ":%s:%d%s%s ", WORDS[event.kind],
                             STR_ARG(model->slides[event.slide].key), model->langs[event.lang].locale.code,
                             (int)(event.lasted / TIME_S(1)), event.is_idle ? ":idle" : "",
                             event.kind == DECK_EVENT_VISIT_ENDED && event.slides == 3 ? ":three" : "");
    }
    return line;
}

static void
key(struct deck *deck, enum input_key which, int s) {
    deck_key(deck, which, TIME_S(s));
    deck_update(deck, TIME_S(s));
}

static void
test_a_visit_is_told_step_by_step(void **state) {
    struct deck *deck = open_deck("economy", false);
    (void)state;
    deck_update(deck, TIME_S(100));
    assert_string_equal(told(deck), "loop:economy:fa:0 ");
    deck_update(deck, TIME_S(101));
    assert_string_equal(told(deck), "");
    key(deck, KEY_HOME, 104);
    assert_string_equal(told(deck), "visit:home:fa:0 opened:home:fa:0 ");
    key(deck, KEY_LANGUAGE, 106);
    assert_string_equal(told(deck), "language:home:en:0 ");
    key(deck, KEY_RIGHT, 109);
    assert_non_null(strstr(told(deck), "left:home:en:5 opened:"));
    key(deck, KEY_HOME, 110);
    assert_non_null(strstr(told(deck), ":en:1 opened:home:en:0 "));
    key(deck, KEY_HOME, 120); /* from the chapters to the loop */
    assert_non_null(strstr(told(deck), "left:home:en:10 ended:home:en:16:three loop:"));
    deck_destroy(deck);
}

static void
test_who_walks_away_is_counted_until_the_last_touch(void **state) {
    struct deck *deck = open_deck("economy", false);
    const struct gesture down = {.kind = GESTURE_DOWN, .at = TIME_S(112), .x_px = 160, .y_px = 90};
    (void)state;
    deck_update(deck, TIME_S(100));
    key(deck, KEY_HOME, 104);
    key(deck, KEY_LANGUAGE, 106);
    deck_gesture(deck, &down);
    (void)told(deck);
    for (int s = 112; s < 400 && deck_is_exploring(deck); s++) {
        deck_update(deck, TIME_S(s));
    }
    assert_false(deck_is_exploring(deck));
    assert_string_equal(told(deck), "left:home:en:8:idle ended:home:en:8:idle loop:economy:fa:0 ");
    deck_destroy(deck);
}

static void
test_a_touch_is_told_where_it_fell(void **state) {
    struct deck *deck = open_deck("economy", false);
    const struct gesture down = {.kind = GESTURE_DOWN, .at = TIME_S(103), .x_px = 160, .y_px = 270};
    struct deck_event event;
    (void)state;
    deck_update(deck, TIME_S(100));
    (void)told(deck);
    deck_gesture(deck, &down);
    deck_update(deck, TIME_S(103));
    assert_true(deck_take_event(deck, &event));
    assert_int_equal(event.kind, DECK_EVENT_TOUCHED);
    assert_true(event.x_frac == 0.25f && event.y_frac == 0.75f);
    assert_string_equal(told(deck), "visit:economy:fa:0 opened:economy:fa:0 ");
    deck_destroy(deck);
}

static void
test_the_loop_tells_every_slide_once(void **state) {
    struct deck *deck = open_deck("economy", false);
    struct deck_event event;
    int shown = 0;
    int last = CONTENT_NONE;
    (void)state;
    for (int s = 100; deck_rounds(deck) < 2; s++) {
        deck_update(deck, TIME_S(s));
        while (deck_take_event(deck, &event)) {
            assert_int_equal(event.kind, DECK_EVENT_LOOP_SHOWED);
            assert_int_equal(event.slide, deck_slide(deck));
            assert_int_not_equal(event.slide, last);
            last = event.slide;
            shown++;
        }
    }
    assert_true(shown > 16 && shown <= 33);
    deck_destroy(deck);
}

static void
test_nobody_takes_them(void **state) {
    struct deck *deck = open_deck("economy", false);
    struct deck_event event;
    int count = 0;
    (void)state;
    for (int i = 0; i < 300; i++) {
        key(deck, i % 2 == 0 ? KEY_HOME : KEY_LEFT, 101 + i);
    }
    while (deck_take_event(deck, &event)) {
        count++;
    }
    assert_int_equal(count, DECK_EVENTS_MAX);
    key(deck, KEY_LANGUAGE, 500);
    assert_true(deck_take_event(deck, &event));
    deck_destroy(deck);
}

/* More touches in one turn than the queue holds: the visit's end is told all the same. */
static void
test_a_storm_of_touches_hides_no_end(void **state) {
    struct deck *deck = open_deck("economy", false);
    int touches = 0;
    (void)state;
    key(deck, KEY_HOME, 104);
    (void)told(deck);
    for (int i = 0; i < 3 * DECK_EVENTS_MAX; i++) {
        const struct gesture down = {.kind = GESTURE_DOWN, .at = TIME_S(105), .x_px = 160, .y_px = 20};
        deck_gesture(deck, &down);
    }
    key(deck, KEY_HOME, 106); /* from the chapters to the loop: the visit is over */
    const char *line = told(deck);
    for (const char *at = line; (at = strstr(at, "touch:")) != NULL; at++) {
        touches++;
    }
    assert_true(touches > 20 && touches < DECK_EVENTS_MAX);
    assert_non_null(strstr(line, "left:home"));
    assert_non_null(strstr(line, "ended:home"));
    deck_destroy(deck);
}

static void
test_a_held_picture_tells_nothing(void **state) {
    struct deck *deck = open_deck("economy", true);
    const struct gesture down = {.kind = GESTURE_DOWN, .at = TIME_S(103), .x_px = 160, .y_px = 270};
    (void)state;
    deck_gesture(deck, &down);
    key(deck, KEY_HOME, 105);
    assert_string_equal(told(deck), "");
    deck_destroy(deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visit_is_told_step_by_step),
        cmocka_unit_test(test_who_walks_away_is_counted_until_the_last_touch),
        cmocka_unit_test(test_a_touch_is_told_where_it_fell),
        cmocka_unit_test(test_the_loop_tells_every_slide_once),
        cmocka_unit_test(test_nobody_takes_them),
        cmocka_unit_test(test_a_storm_of_touches_hides_no_end),
        cmocka_unit_test(test_a_held_picture_tells_nothing),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
