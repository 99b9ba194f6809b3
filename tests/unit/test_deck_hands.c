/* Hands that do what no one planned for: two fingers on two controls, a press that slides off, a switch in the middle of a movement, a
 * page that turns under a finger. What is seen is asked of the words on the picture. */

#include "hand_support.h"

#include "base/hash.h"
#include "deck/deck_internal.h"

#define W 1920
#define H 1080
#define WORDS_MAX 512

static struct hand
open_at(const char *key, int lang) {
    struct deck *deck = open_deck_sized(content_find_slide(model, str_from_c(key)), lang, W, H);
    return hand_on(deck, W, TIME_S(100));
}

static struct vec2
middle(struct hand *hand, const char *name) {
    const struct rect box = target_named(hand->deck, name, hand->now).box;
    return (struct vec2){box.x + box.w / 2.0f, box.y + box.h / 2.0f};
}

static void
press(struct hand *hand, long id, const char *name) {
    const struct vec2 at = middle(hand, name);
    finger(hand, INPUT_POINTER_DOWN, id, at.x, at.y);
}

static void
touch(struct hand *hand, const char *name, int ms) {
    const struct vec2 at = middle(hand, name);
    finger(hand, INPUT_POINTER_DOWN, 1, at.x, at.y);
    hand_wait(hand, 60);
    finger(hand, INPUT_POINTER_UP, 1, at.x, at.y);
    hand_wait(hand, ms);
}

/* What can be read on the picture, as one number of words and places; and how many texts that are. */
static uint64_t
words_seen(struct hand *hand, size_t *ret_count) {
    struct canvas *canvas = draw_canvas_create(W, H);
    uint64_t hash = 0;
    size_t unused = 0;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(hand->deck, canvas, hand->now);
    (void)draw_end(canvas, NULL, &unused);
    const struct draw_note *notes = draw_notes(canvas, ret_count);
    for (size_t i = 0; i < *ret_count; i++) {
        const float place[2] = {notes[i].x, notes[i].baseline};
        hash += hash_bytes(hash_bytes(HASH_SEED, place, sizeof(place)), notes[i].text.ptr, notes[i].text.len);
    }
    draw_canvas_destroy(canvas);
    text_frame_end(text);
    return hash;
}

/* ---- switches in the middle ---- */

static void
test_parts_answer_after_calm_is_switched_on(void **state) {
    size_t before = 0;
    size_t after = 0;
    (void)state;
    struct hand hand = open_at("gdp_ranking", 0);
    hand_wait(&hand, 7000);
    deck_key(hand.deck, KEY_CALM, hand.now);
    hand_wait(&hand, 300);
    const uint64_t plain = words_seen(&hand, &before);
    touch(&hand, "part beijing", 600);
    assert_true(has_target(hand.deck, "caption", hand.now));
    assert_true(words_seen(&hand, &after) != plain);
    touch(&hand, "part beijing", 600);
    assert_true(words_seen(&hand, &after) == plain && after == before);
    deck_destroy(hand.deck);
}

/* What a hand set in motion has arrived in the layout that a switch makes: nothing waits for a moment that was. */
static void
test_a_switch_loses_no_cards(void **state) {
    static const enum input_key KEYS[] = {KEY_LANGUAGE, KEY_CALM, KEY_CONTRAST};
    int switches = 0;
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(KEYS); k++) {
        for (int late = 0; late < 2; late++) {
            size_t soon = 0;
            size_t then = 0;
            struct hand hand = open_at("zones", (int)k % 2);
            hand_wait(&hand, late == 0 ? 300 : 10000);
            touch(&hand, "chip 1", 2300);
            touch(&hand, "zoom in", 400);
            touch(&hand, "chip 2", late == 0 ? 3300 : 700);
            deck_key(hand.deck, KEYS[k], hand.now);
            hand_wait(&hand, 500);
            const uint64_t first = words_seen(&hand, &soon);
            hand_wait(&hand, 6000);
            assert_true(words_seen(&hand, &then) == first && soon == then);
            deck_destroy(hand.deck);
            switches++;
        }
    }
    print_message("N = %d switches\n", switches);
}

/* ---- two fingers ---- */

static void
test_a_second_tap_leaves_the_first_its_map(void **state) {
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        struct hand hand = open_at("zones", lang);
        hand_wait(&hand, 7000);
        const float x = lang == 0 ? 500.0f : W - 500.0f;
        finger(&hand, INPUT_POINTER_DOWN, 1, x, 300);
        for (int i = 1; i <= 10; i++) {
            hand_wait(&hand, 20);
            finger(&hand, INPUT_POINTER_MOVE, 1, x + 20.0f * (float)i, 300);
        }
        hand_wait(&hand, 600);
        finger(&hand, INPUT_POINTER_DOWN, 2, W / 2.0f, 20);
        hand_wait(&hand, 60);
        finger(&hand, INPUT_POINTER_UP, 2, W / 2.0f, 20);
        hand_wait(&hand, 400);
        finger(&hand, INPUT_POINTER_UP, 1, x + 200.0f, 300);
        hand_wait(&hand, 600);
        assert_true(is_at(hand.deck, "zones"));
        deck_destroy(hand.deck);
    }
}

/* Whichever lifts first: one page turns once. */
static void
test_two_presses_act_once(void **state) {
    (void)state;
    for (int first = 0; first < 2; first++) {
        struct hand hand = open_at("gdp_ranking", 0);
        hand_wait(&hand, 7000);
        const struct vec2 next = middle(&hand, "next");
        const struct vec2 home = middle(&hand, "home");
        press(&hand, 1, "next");
        press(&hand, 2, "home");
        hand_wait(&hand, 60);
        finger(&hand, INPUT_POINTER_UP, first == 0 ? 1 : 2, first == 0 ? next.x : home.x, next.y);
        hand_wait(&hand, 380);
        finger(&hand, INPUT_POINTER_UP, first == 0 ? 2 : 1, first == 0 ? home.x : next.x, next.y);
        hand_wait(&hand, 600);
        assert_true(is_at(hand.deck, "economy"));
        deck_destroy(hand.deck);
    }
}

/* Whatever a page has where a card of the page before stood: the second tap of a double tap is not for it. */
static void
test_a_double_tap_opens_a_page_and_nothing_on_it(void **state) {
    int taps = 0;
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct target_list cards;
        struct hand first = open_at(turn == 0 ? "home" : "zones", 0);
        hand_wait(&first, 7000);
        deck_targets(first.deck, first.now, &cards);
        deck_destroy(first.deck);
        for (size_t i = 0; i < cards.count; i++) {
            const struct rect *box = &cards.items[i].box;
            if (cards.items[i].action != ACTION_GO_TO || cards.items[i].arg == CONTENT_NONE) {
                continue;
            }
            struct hand hand = open_at(turn == 0 ? "home" : "zones", 0);
            hand_wait(&hand, 7000);
            for (int tap = 0; tap < 2; tap++) {
                finger(&hand, INPUT_POINTER_DOWN, 1, box->x + 0.3f * box->w, box->y + 0.5f * box->h);
                hand_wait(&hand, 40);
                finger(&hand, INPUT_POINTER_UP, 1, box->x + 0.3f * box->w, box->y + 0.5f * box->h);
                hand_wait(&hand, 100);
            }
            hand_wait(&hand, 1000);
            assert_int_equal(deck_slide(hand.deck), cards.items[i].arg);
            assert_false(has_target(hand.deck, "caption", hand.now));
            assert_int_equal(hand.deck->covers.count, 0);
            deck_destroy(hand.deck);
            taps++;
        }
    }
    print_message("N = %d double taps\n", taps);
    assert_true(taps > 10);
}

/* ---- a press that slides off ---- */

static void
slide_off(struct hand *hand, struct vec2 from, struct vec2 to) {
    finger(hand, INPUT_POINTER_DOWN, 1, from.x, from.y);
    hand_wait(hand, 60);
    finger(hand, INPUT_POINTER_MOVE, 1, to.x, to.y);
    hand_wait(hand, 60);
    finger(hand, INPUT_POINTER_UP, 1, to.x, to.y);
    hand_wait(hand, 600);
}

/* Within the slop, so that it is no drag; the chips stand closer than that. */
static void
test_a_press_counts_where_it_began(void **state) {
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        struct hand hand = open_at("zones", lang);
        hand_wait(&hand, 7000);
        const struct rect one = target_named(hand.deck, "chip 1", hand.now).box;
        const struct rect two = target_named(hand.deck, "chip 2", hand.now).box;
        const bool is_right = two.x > one.x;
        const struct vec2 from = {is_right ? one.x + one.w - 6.0f : one.x + 6.0f, one.y + one.h / 2.0f};
        const struct vec2 to = {is_right ? two.x + 6.0f : two.x + two.w - 6.0f, from.y};
        const struct vec2 off = {from.x, one.y - 4.0f}; /* between the chips and the cards */
        size_t count = 0;
        const uint64_t before = words_seen(&hand, &count);
        slide_off(&hand, from, to);
        assert_true(words_seen(&hand, &count) == before);
        slide_off(&hand, (struct vec2){from.x, one.y + 4.0f}, off);
        assert_true(words_seen(&hand, &count) == before);
        slide_off(&hand, from, (struct vec2){from.x, from.y + 10.0f}); /* still on it */
        assert_true(words_seen(&hand, &count) != before);
        deck_destroy(hand.deck);
    }
}

/* ---- pages that are not the one pressed ---- */

static void
test_a_touch_beside_a_panel_starts_nothing(void **state) {
    (void)state;
    struct hand hand = open_at("attract", 0);
    hand_wait(&hand, 3000);
    touch(&hand, "tools", 600);
    const struct rect mode = target_named(hand.deck, "close tools", hand.now).box;
    finger(&hand, INPUT_POINTER_DOWN, 1, W / 2.0f, mode.y + mode.h / 2.0f); /* on its ground */
    finger(&hand, INPUT_POINTER_UP, 1, W / 2.0f, mode.y + mode.h / 2.0f);
    hand_wait(&hand, 600);
    assert_true(is_at(hand.deck, "attract") && has_target(hand.deck, "close tools", hand.now));
    finger(&hand, INPUT_POINTER_DOWN, 1, W / 2.0f, 40); /* beside it */
    finger(&hand, INPUT_POINTER_UP, 1, W / 2.0f, 40);
    hand_wait(&hand, 600);
    assert_true(is_at(hand.deck, "attract") && !has_target(hand.deck, "close tools", hand.now));
    deck_destroy(hand.deck);
}

/* How long the loop shows its first page. */
static int
first_dwell_ms(void) {
    struct hand hand = open_at("attract", 0);
    int ms = 0;
    for (; is_at(hand.deck, "attract"); ms += 100) {
        hand_wait(&hand, 100);
    }
    deck_destroy(hand.deck);
    return ms;
}

static void
test_a_page_that_turned_under_a_finger_is_not_touched(void **state) {
    struct target_list targets;
    bool is_on_control = false;
    (void)state;
    const int dwell_ms = first_dwell_ms();
    struct hand hand = open_at("attract", 0);
    const struct rect start = target_named(hand.deck, "start", hand.now).box;
    const struct vec2 at = {start.x + start.w / 2.0f,
                            start.y + 0.9f * start.h}; /* where pages have a control */
    hand_wait(&hand, dwell_ms - 1000);
    finger(&hand, INPUT_POINTER_DOWN, 1, at.x, at.y);
    hand_wait(&hand, 1800);
    const int slide = deck_slide(hand.deck);
    assert_false(is_at(hand.deck, "attract"));
    deck_targets(hand.deck, hand.now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        is_on_control = is_on_control || rect_contains(targets.items[i].box, at.x, at.y);
    }
    assert_true(is_on_control);
    finger(&hand, INPUT_POINTER_UP, 1, at.x, at.y);
    hand_wait(&hand, 400);
    assert_int_equal(deck_slide(hand.deck), slide);
    assert_int_equal(deck_lang(hand.deck), 0);
    assert_int_equal(hand.deck->covers.count, 0);
    deck_destroy(hand.deck);
}

static void
test_a_swipe_over_the_question_only_answers(void **state) {
    (void)state;
    struct hand hand = open_at("economy", 0);
    hand_wait(&hand, 1000);
    finger(&hand, INPUT_POINTER_DOWN, 1, 900, 20);
    finger(&hand, INPUT_POINTER_UP, 1, 900, 20);
    for (int s = 0; s < 200 && !has_target(hand.deck, "stay", hand.now); s++) {
        hand_wait(&hand, 1000);
    }
    finger(&hand, INPUT_POINTER_DOWN, 1, 700, 840);
    for (int i = 1; i <= 10; i++) {
        hand_wait(&hand, 20);
        finger(&hand, INPUT_POINTER_MOVE, 1, 700.0f + 50.0f * (float)i, 840);
    }
    finger(&hand, INPUT_POINTER_UP, 1, 1200, 840);
    hand_wait(&hand, 600);
    assert_true(is_at(hand.deck, "economy") && deck_is_exploring(hand.deck));
    assert_false(has_target(hand.deck, "stay", hand.now));
    deck_destroy(hand.deck);
}

/* ---- keys that are held ---- */

static void
test_a_held_key_of_the_keyboard(void **state) {
    (void)state;
    struct hand hand = open_at("economy", 0);
    hand_wait(&hand, 1000);
    touch(&hand, "search", 400);
    press(&hand, 1, "key language"); /* counts once, when it is let go */
    hand_wait(&hand, 1300);
    assert_false(has_target(hand.deck, "key q", hand.now));
    const struct vec2 at = middle(&hand, "key language");
    finger(&hand, INPUT_POINTER_UP, 1, at.x, at.y);
    hand_wait(&hand, 100);
    assert_true(has_target(hand.deck, "key q", hand.now));
    touch(&hand, "key q", 100);
    press(&hand, 1, "key back"); /* repeats, and looks pressed meanwhile */
    hand_wait(&hand, 1300);
    assert_string_equal(hand.deck->pressed, "key back");
    assert_true(has_target(hand.deck, "key q", hand.now));
    deck_destroy(hand.deck);
}

/* ---- the enlarged page ---- */

static void
test_nothing_answers_from_beneath_the_controls(void **state) {
    int taps = 0;
    (void)state;
    struct hand hand = open_at("gdp_ranking", 0);
    hand_wait(&hand, 7000);
    deck_key(hand.deck, KEY_LARGE_TEXT, hand.now);
    hand_wait(&hand, 600);
    const struct rect home = target_named(hand.deck, "home", hand.now).box;
    for (float x = 4.0f; x < W; x += 9.0f) {
        struct target_list targets;
        bool is_on_control = false;
        deck_targets(hand.deck, hand.now, &targets);
        for (size_t i = 0; i < targets.count; i++) {
            const struct target *target = &targets.items[i];
            const bool is_of_page = target->action == ACTION_TOUCH || target->action == ACTION_FIGURE ||
                                    strcmp(target->name, "ground") == 0;
            is_on_control =
                is_on_control || (!is_of_page && rect_contains(target->box, x, home.y + home.h / 2.0f));
        }
        if (!is_on_control) {
            finger(&hand, INPUT_POINTER_DOWN, 1, x, home.y + home.h / 2.0f);
            finger(&hand, INPUT_POINTER_UP, 1, x, home.y + home.h / 2.0f);
            hand_wait(&hand, 60);
            assert_false(has_target(hand.deck, "caption", hand.now));
            taps++;
        }
    }
    print_message("N = %d taps between controls\n", taps);
    assert_true(taps > 5);
    deck_destroy(hand.deck);
}

/* ---- there and back ---- */

/* Back from a detail page the explorer is as it was left; for the next visitor it is as at first. */
static void
test_the_way_back_keeps_the_map(void **state) {
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        size_t count = 0;
        struct hand hand = open_at("zones", lang);
        hand_wait(&hand, 7000);
        const uint64_t untouched = words_seen(&hand, &count);
        touch(&hand, "chip 2", 1500);
        touch(&hand, "zoom in", 1500);
        touch(&hand, "more", 2500);
        const uint64_t left = words_seen(&hand, &count);
        touch(&hand, "zone_12", 1500);
        assert_true(is_at(hand.deck, "zone_12"));
        touch(&hand, "next", 1500);
        touch(&hand, "back", 7000);
        assert_true(is_at(hand.deck, "zones"));
        assert_true(words_seen(&hand, &count) == left && has_target(hand.deck, "whole map", hand.now));
        touch(&hand, "home", 1500);
        for (int s = 0; s < 200 && deck_is_exploring(hand.deck); s++) {
            hand_wait(&hand, 1000);
        }
        for (int s = 0; s < 600 && !is_at(hand.deck, "zones"); s++) {
            hand_wait(&hand, 1000);
        }
        hand_wait(&hand, 7000);
        assert_true(is_at(hand.deck, "zones") && words_seen(&hand, &count) == untouched);
        deck_destroy(hand.deck);
    }
}

/* The page behind stands as the language of now wants it, though its picture was decoded for the other. */
static void
test_the_background_turns_with_the_language(void **state) {
    static uint32_t pixels[3][640 * 360];
    struct deck_background background = {0};
    struct err err = {0};
    (void)state;
    for (int i = 0; i < 3; i++) {
        const struct deck_background_config config = {
            .model = model, .width_px = 640, .height_px = 360, .is_mirrored = i == 1};
        const struct theme theme = theme_from_model(model);
        const struct draw_target target = {pixels[i], 640, 360, 640};
        struct canvas *canvas = draw_canvas_create(640, 360);
        size_t unused = 0;
        assert_true(deck_background_load(&background, &config, DECK_ART_PLAIN, &err));
        draw_begin(canvas);
        deck_background_draw(&background, canvas, &theme, DECK_ART_PLAIN, DECK_ART_PLAIN, 1.0f);
        (void)draw_end(canvas, &target, &unused);
        draw_canvas_destroy(canvas);
    }
    deck_background_fini(&background);
    assert_memory_not_equal(pixels[0], pixels[1], sizeof(pixels[0]));
    assert_memory_equal(pixels[0], pixels[2], sizeof(pixels[0]));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_answer_after_calm_is_switched_on),
        cmocka_unit_test(test_a_switch_loses_no_cards),
        cmocka_unit_test(test_a_second_tap_leaves_the_first_its_map),
        cmocka_unit_test(test_two_presses_act_once),
        cmocka_unit_test(test_a_double_tap_opens_a_page_and_nothing_on_it),
        cmocka_unit_test(test_a_press_counts_where_it_began),
        cmocka_unit_test(test_a_touch_beside_a_panel_starts_nothing),
        cmocka_unit_test(test_a_page_that_turned_under_a_finger_is_not_touched),
        cmocka_unit_test(test_a_swipe_over_the_question_only_answers),
        cmocka_unit_test(test_a_held_key_of_the_keyboard),
        cmocka_unit_test(test_nothing_answers_from_beneath_the_controls),
        cmocka_unit_test(test_the_way_back_keeps_the_map),
        cmocka_unit_test(test_the_background_turns_with_the_language),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
