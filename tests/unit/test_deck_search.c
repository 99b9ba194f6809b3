/* The search panel under fingers: keys count one by one, also while another finger is still down; what is typed is looked up at once. */

#include "hand_support.h"

static struct hand
open_search_on(int slide, int lang, bool is_portrait) {
    struct deck *deck = open_deck_sized(slide, lang, is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080);
    struct hand hand = hand_on(deck, is_portrait ? 1080 : 1920, TIME_S(100));
    hand_wait(&hand, 1000);
    tap_target(deck, "search", hand.now);
    hand_wait(&hand, 500);
    return hand;
}

static struct hand
open_search(int lang, bool is_portrait) {
    return open_search_on(content_find_slide(model, STR_LIT("economy")), lang, is_portrait);
}

static struct vec2
middle(struct hand *hand, const char *name) {
    const struct rect box = target_named(hand->deck, name, hand->now).box;
    return (struct vec2){box.x + box.w / 2.0f, box.y + box.h / 2.0f};
}

static int
first_slide(struct hand *hand) {
    return has_target(hand->deck, "hit 0", hand->now) ? target_named(hand->deck, "hit 0", hand->now).arg
                                                      : CONTENT_NONE;
}

static void
test_two_thumbs_type_every_letter(void **state) {
    (void)state;
    struct hand hand = open_search(1, false);
    static const char *const WORD[] = {"key x", "key i", "key y", "key o", "key n", "key g"};
    for (size_t i = 0; i < ARRAY_LEN(WORD); i++) { /* each key goes down before the one before has lifted */
        const struct vec2 at = middle(&hand, WORD[i]);
        finger(&hand, INPUT_POINTER_DOWN, (long)i + 1, at.x, at.y);
        hand_wait(&hand, 40);
        if (i > 0) {
            const struct vec2 before = middle(&hand, WORD[i - 1]);
            finger(&hand, INPUT_POINTER_UP, (long)i, before.x, before.y);
            hand_wait(&hand, 20);
        }
    }
    const struct vec2 last = middle(&hand, "key g");
    finger(&hand, INPUT_POINTER_UP, (long)ARRAY_LEN(WORD), last.x, last.y);
    assert_int_equal(first_slide(&hand), content_find_slide(model, STR_LIT("customs_xiyong")));
    deck_destroy(hand.deck);
}

static void
test_a_held_key_repeats_and_backspace_empties(void **state) {
    (void)state;
    struct hand hand = open_search(0, true);
    const int chapters = first_slide(&hand);
    tap_target(hand.deck, "key ن", hand.now);
    tap_target(hand.deck, "key ن", hand.now + TIME_MS(10));
    tap_target(hand.deck, "key ا", hand.now + TIME_MS(20));
    assert_int_not_equal(first_slide(&hand), chapters);
    hand_wait(&hand, 200);
    const struct vec2 back = middle(&hand, "key back");
    finger(&hand, INPUT_POINTER_DOWN, 7, back.x, back.y);
    hand_wait(&hand, 1500);
    finger(&hand, INPUT_POINTER_UP, 7, back.x, back.y);
    assert_int_equal(first_slide(&hand), chapters);
    deck_destroy(hand.deck);
}

static void
test_keys_are_large_and_stand_apart(void **state) {
    int keys = 0;
    (void)state;
    for (int i = 0; i < 8; i++) {
        struct hand hand = open_search(i % 2, i / 2 % 2 == 1);
        struct target_list targets;
        if (i >= 4) {
            tap_target(hand.deck, "key language", hand.now);
        }
        deck_targets(hand.deck, hand.now, &targets);
        for (size_t a = 0; a < targets.count; a++) {
            const struct rect *p = &targets.items[a].box;
            if (!(p->w >= 87.9f && p->h >= 87.9f)) {
                fail_msg("%s is %.1f x %.1f", targets.items[a].name, (double)p->w, (double)p->h);
            }
            for (size_t b = a + 1; b < targets.count; b++) {
                const struct rect *q = &targets.items[b].box;
                assert_true(p->x + p->w <= q->x || q->x + q->w <= p->x || p->y + p->h <= q->y ||
                            q->y + q->h <= p->y);
            }
            keys++;
        }
        deck_destroy(hand.deck);
    }
    print_message("N = %d targets\n", keys);
}

static int
count_hits(struct hand *hand) {
    struct target_list targets;
    int count = 0;
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        count += strncmp(targets.items[i].name, "hit ", 4) == 0 ? 1 : 0;
    }
    return count;
}

/* Empty, and when nothing is found: each chapter once, in their order. */
static void
test_every_chapter_is_offered(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct hand hand = open_search(i % 2, i / 2 == 1);
        for (int vain = 0; vain < 2; vain++) {
            assert_int_equal(count_hits(&hand), model->chapters_count);
            for (int c = 0; c < (int)model->chapters_count; c++) {
                char name[16];
                (void)snprintf(name, sizeof(name), "hit %d", c);
                const int slide = target_named(hand.deck, name, hand.now).arg;
                assert_int_equal(model->slides[slide].chapter, c);
            }
            for (int k = 0; k < 5; k++) {
                tap_target(hand.deck, i % 2 == 0 ? "key ض" : "key q", hand.now + TIME_MS(k + 1));
            }
        }
        deck_destroy(hand.deck);
    }
}

/* On a page with pages of its own these come first, until nothing is found. */
static void
test_detail_pages_of_the_page_are_offered(void **state) {
    (void)state;
    const int parent = content_find_slide(model, STR_LIT("zones"));
    for (int i = 0; i < 4; i++) {
        const int beneath = i / 2 == 0 ? parent : content_find_slide(model, STR_LIT("zone_05"));
        struct hand hand = open_search_on(beneath, 1, i % 2 == 1);
        assert_int_equal(model->slides[first_slide(&hand)].parent, parent);
        assert_int_equal(count_hits(&hand), i % 2 == 1 ? 12 : 9);
        for (int k = 0; k < 5; k++) {
            tap_target(hand.deck, "key q", hand.now + TIME_MS(k + 1));
        }
        assert_int_equal(model->slides[first_slide(&hand)].parent, CONTENT_NONE);
        assert_int_equal(count_hits(&hand), model->chapters_count);
        deck_destroy(hand.deck);
    }
}

/* A sentence stands above what is only near, in place of a row of cards. */
static void
test_near_matches_leave_room_for_their_sentence(void **state) {
    static const char *const WORD[] = {"key z", "key o", "key n", "key e"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct hand hand = open_search(1, i == 1);
        for (size_t k = 0; k < ARRAY_LEN(WORD); k++) {
            tap_target(hand.deck, WORD[k], hand.now + TIME_MS(k + 1));
        }
        const float whole = target_named(hand.deck, "hit 0", hand.now).box.y;
        assert_int_equal(count_hits(&hand), i == 1 ? 6 : 9);
        tap_target(hand.deck, "key back", hand.now + TIME_MS(10));
        tap_target(hand.deck, "key r", hand.now + TIME_MS(11)); /* zonr */
        const struct rect near = target_named(hand.deck, "hit 0", hand.now).box;
        assert_int_equal(count_hits(&hand), i == 1 ? 5 : 6);
        assert_true(near.y >= whole + near.h);
        deck_destroy(hand.deck);
    }
}

static void
test_a_pack_without_keys_has_no_search(void **state) {
    const struct content_model *whole = model;
    struct content_model without = *model;
    (void)state;
    without.search.count = 0;
    model = &without;
    struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("economy")), 0, 1920, 1080);
    assert_false(has_target(deck, "search", TIME_S(102)));
    deck_key(deck, KEY_SEARCH, TIME_S(103));
    deck_update(deck, TIME_S(104));
    assert_false(has_target(deck, "close search", TIME_S(104)));
    assert_true(has_target(deck, "home", TIME_S(104)));
    deck_destroy(deck);
    model = whole;
}

static void
test_the_query_outlives_a_language_switch_and_dies_with_its_visitor(void **state) {
    (void)state;
    struct hand hand = open_search(1, false);
    tap_target(hand.deck, "key w", hand.now);
    tap_target(hand.deck, "key a", hand.now);
    tap_target(hand.deck, "key n", hand.now);
    const int found = first_slide(&hand);
    deck_key(hand.deck, KEY_LANGUAGE, hand.now + TIME_S(1));
    assert_int_equal(first_slide(&hand), found);
    hand_wait(&hand, 110000);
    assert_false(deck_is_exploring(hand.deck));
    tap_target(hand.deck, "search", hand.now);
    assert_int_not_equal(first_slide(&hand), found);
    deck_destroy(hand.deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_thumbs_type_every_letter),
        cmocka_unit_test(test_a_held_key_repeats_and_backspace_empties),
        cmocka_unit_test(test_keys_are_large_and_stand_apart),
        cmocka_unit_test(test_every_chapter_is_offered),
        cmocka_unit_test(test_detail_pages_of_the_page_are_offered),
        cmocka_unit_test(test_near_matches_leave_room_for_their_sentence),
        cmocka_unit_test(test_a_pack_without_keys_has_no_search),
        cmocka_unit_test(test_the_query_outlives_a_language_switch_and_dies_with_its_visitor),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
