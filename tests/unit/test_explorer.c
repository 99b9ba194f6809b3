/* The explorer under hands: filters, cards and pins that share one selection, a map that is drawn, pinched, flung and zoomed, and
 * a language switch that loses nothing of it. */

#include "hand_support.h"

#include <math.h>

#define W 1920
#define H 1080

static struct hand
open_explorer(int lang, bool is_portrait) {
    struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("zones")), lang,
                                        is_portrait ? H : W, is_portrait ? W : H);
    struct hand hand = hand_on(deck, is_portrait ? H : W, TIME_S(100));
    hand_wait(&hand, 7000);
    return hand;
}

static void
touch(struct hand *hand, const char *name) {
    tap_target(hand->deck, name, hand->now);
    hand_wait(hand, 3000);
}

static struct vec2
middle(struct hand *hand, const char *name) {
    const struct rect box = target_named(hand->deck, name, hand->now).box;
    return (struct vec2){box.x + box.w / 2.0f, box.y + box.h / 2.0f};
}

/* The first card of the strip. */
static const char *
first_card(struct hand *hand) {
    struct target_list targets;
    const char *first = "";
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count && first[0] == '\0'; i++) {
        const bool is_card = targets.items[i].action == ACTION_GO_TO && targets.items[i].arg != CONTENT_NONE;
        first = is_card ? targets.items[i].name : "";
    }
    return first;
}

static void
test_chips_filter_and_cards_turn(void **state) {
    static const struct {
        const char *touched, *first;
    } STEPS[] = {{"more", "zone_04"}, {"chip 2", "zone_09"}, {"more", "zone_12"}, {"chip 0", "zone_01"}};
    (void)state;
    struct hand hand = open_explorer(0, false);
    for (size_t i = 0; i < ARRAY_LEN(STEPS); i++) {
        touch(&hand, STEPS[i].touched);
        assert_string_equal(first_card(&hand), STEPS[i].first);
    }
    touch(&hand, "zone_02");
    assert_true(is_at(hand.deck, "zone_02"));
    deck_destroy(hand.deck);
}

/* Their boxes lie over each other; each still comes forward when it is hit, and opens its page when it is hit again. */
static void
test_crowded_pins_answer_to_the_nearest(void **state) {
    int pins = 0;
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        for (int n = 1; n <= 27; n++) {
            char pin[32];
            struct hand hand = open_explorer(lang, n % 2 == 0);
            (void)snprintf(pin, sizeof(pin), "pin zone_%02d", n);
            const struct vec2 at = middle(&hand, pin);
            if (target_named(hand.deck, pin, hand.now).action != ACTION_GO_TO) {
                tap(hand.deck, at.x, at.y, hand.now);
                hand_wait(&hand, 3000);
            }
            assert_true(is_at(hand.deck, "zones"));
            assert_int_equal(target_named(hand.deck, pin, hand.now).action, ACTION_GO_TO);
            assert_true(has_target(hand.deck, pin + 4, hand.now)); /* its card is in sight */
            tap(hand.deck, at.x, at.y, hand.now);
            assert_true(is_at(hand.deck, pin + 4));
            deck_destroy(hand.deck);
            pins++;
        }
    }
    print_message("N = %d pins\n", pins);
}

static void
test_zoomed_pins_stand_apart(void **state) {
    int pairs = 0;
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct hand hand = open_explorer(i % 2, i >= 2);
        for (int zoom = 0; zoom < 4; zoom++) {
            struct target_list targets;
            touch(&hand, "zoom in");
            deck_targets(hand.deck, hand.now, &targets);
            for (size_t a = 0; a < targets.count; a++) {
                for (size_t b = a + 1; b < targets.count; b++) {
                    const struct rect *p = &targets.items[a].box;
                    const struct rect *q = &targets.items[b].box;
                    if (strncmp(targets.items[a].name, "pin ", 4) == 0 &&
                        strncmp(targets.items[b].name, "pin ", 4) == 0) {
                        assert_true(hypotf(p->x - q->x, p->y - q->y) >= 80.0f || p->x < 60.0f ||
                                    q->x < 60.0f);
                        pairs++;
                    }
                }
            }
        }
        deck_destroy(hand.deck);
    }
    print_message("N = %d pairs of pins\n", pairs);
}

static void
test_a_drag_moves_the_map_and_turns_no_page(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct hand hand = open_explorer(i % 2, i >= 2);
        touch(&hand, "zoom in");
        const struct vec2 on_map =
            i >= 2 ? (struct vec2){540, 450} : (struct vec2){i % 2 == 0 ? 500 : 1400, 300};
        const struct vec2 before = middle(&hand, "pin zone_20");
        finger(&hand, INPUT_POINTER_DOWN, 1, on_map.x, on_map.y);
        finger(&hand, INPUT_POINTER_MOVE, 1, on_map.x - 50.0f, on_map.y);
        finger(&hand, INPUT_POINTER_MOVE, 1, on_map.x - 90.0f, on_map.y);
        hand_wait(&hand, 400);
        finger(&hand, INPUT_POINTER_UP, 1, on_map.x - 90.0f, on_map.y);
        const struct vec2 after = middle(&hand, "pin zone_20");
        assert_true(after.x < before.x - 20.0f &&
                    after.x > before.x - 90.0f); /* it spreads anew, so not to the pixel */
        hand_drag(&hand, on_map.x, on_map.y, 200, 0);
        assert_true(is_at(hand.deck, "zones"));
        touch(&hand, "whole map");
        assert_false(has_target(hand.deck, "zoom out", hand.now));
        deck_destroy(hand.deck);
    }
}

static void
test_two_fingers_zoom_where_they_are(void **state) {
    (void)state;
    struct hand hand = open_explorer(0, false);
    const struct vec2 at = {430, 300};
    finger(&hand, INPUT_POINTER_DOWN, 1, at.x - 50, at.y);
    finger(&hand, INPUT_POINTER_DOWN, 2, at.x + 50, at.y);
    for (int i = 1; i <= 10; i++) {
        finger(&hand, INPUT_POINTER_MOVE, 1, at.x - 50 - 10 * (float)i, at.y);
        finger(&hand, INPUT_POINTER_MOVE, 2, at.x + 50 + 10 * (float)i, at.y);
        hand_wait(&hand, 20);
    }
    assert_true(has_target(hand.deck, "zoom out", hand.now));
    finger(&hand, INPUT_POINTER_UP, 1, at.x - 150, at.y);
    finger(&hand, INPUT_POINTER_UP, 2, at.x + 150, at.y);
    hand_wait(&hand, 3000);
    assert_true(is_at(hand.deck, "zones") && has_target(hand.deck, "zoom out", hand.now));
    deck_destroy(hand.deck);
}

static void
test_the_strip_runs_and_snaps(void **state) {
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        struct hand hand = open_explorer(lang, false);
        const float on = lang == 0 ? 1.0f : -1.0f; /* towards the start side */
        hand_drag(&hand, 960, 750, on * 400, 0);
        assert_true(is_at(hand.deck, "zones"));
        const char *first = first_card(&hand);
        assert_string_not_equal(first, "zone_01");
        const struct rect box = target_named(hand.deck, first, hand.now).box;
        assert_float_equal(lang == 0 ? 1920.0f - box.x - box.w : box.x, 96.0f, 1.0f); /* snapped */
        hand_drag(&hand, 960, 750, -on * 1500, 0);
        assert_string_equal(first_card(&hand), "zone_01");
        deck_destroy(hand.deck);
    }
    struct hand hand = open_explorer(0, true);
    hand_drag(&hand, 540, 1400, 0, -200);
    assert_string_not_equal(first_card(&hand), "zone_01");
    deck_destroy(hand.deck);
}

static void
test_a_language_switch_keeps_the_place(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct hand hand = open_explorer(0, i == 1);
        touch(&hand, "chip 3");
        touch(&hand, "zoom in");
        touch(&hand, "pin zone_20");
        deck_key(hand.deck, KEY_LANGUAGE, hand.now);
        hand_wait(&hand, 1000);
        assert_int_equal(deck_lang(hand.deck), 1);
        assert_true(has_target(hand.deck, "zoom out", hand.now));
        assert_int_equal(target_named(hand.deck, "pin zone_20", hand.now).action, ACTION_GO_TO);
        assert_false(has_target(hand.deck, "pin zone_09", hand.now)); /* of another group */
        hand_wait(&hand, 120000);                                     /* and left alone, all of it is gone */
        assert_false(deck_is_exploring(hand.deck));
        assert_false(has_target(hand.deck, "zoom out", hand.now));
        deck_destroy(hand.deck);
    }
}

static void
test_a_swipe_beside_map_and_strip_turns_the_page(void **state) {
    (void)state;
    struct hand hand = open_explorer(0, false);
    hand_drag(&hand, 1500, 100, 300, 0);
    assert_false(is_at(hand.deck, "zones"));
    deck_destroy(hand.deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chips_filter_and_cards_turn),
        cmocka_unit_test(test_crowded_pins_answer_to_the_nearest),
        cmocka_unit_test(test_zoomed_pins_stand_apart),
        cmocka_unit_test(test_a_drag_moves_the_map_and_turns_no_page),
        cmocka_unit_test(test_two_fingers_zoom_where_they_are),
        cmocka_unit_test(test_the_strip_runs_and_snaps),
        cmocka_unit_test(test_a_language_switch_keeps_the_place),
        cmocka_unit_test(test_a_swipe_beside_map_and_strip_turns_the_page),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
