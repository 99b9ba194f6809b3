/* A visit as a whole: everything is three touches from home, a touch in the loop opens that page, and whatever state a visitor leaves
 * behind is gone when the question has run out; a touch while it runs keeps all of it. */

#include "hand_support.h"

#define SLIDES_MAX 256

/* ---- three touches ---- */

/* Opens a deck on a slide, follows every target that changes the slide or what can be touched next, up to `left` touches. */
static void
reach(const int *path, int count, int lang, bool is_portrait, int *reached) {
    struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("home")), lang,
                                        is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080);
    struct hand hand = hand_on(deck, is_portrait ? 1080 : 1920, TIME_S(100));
    struct target_list targets;
    hand_wait(&hand, 400);
    for (int i = 0; i < count; i++) {
        deck_targets(deck, hand.now, &targets);
        const struct rect box = targets.items[path[i]].box;
        tap(deck, box.x + box.w / 2.0f, box.y + box.h / 2.0f, hand.now);
        hand_wait(&hand, 2600);
    }
    const int slide = deck_slide(deck);
    reached[slide] = reached[slide] < 0 || reached[slide] > count ? count : reached[slide];
    deck_targets(deck, hand.now, &targets);
    const int known = (int)targets.count;
    deck_destroy(deck);
    for (int i = 0; i < known && count < 3; i++) {
        const enum action_kind kind = (enum action_kind)targets.items[i].action;
        const bool is_way = (kind == ACTION_GO_TO && targets.items[i].arg != CONTENT_NONE) ||
                            (kind == ACTION_TOUCH && targets.items[i].arg != CONTENT_NONE) ||
                            kind == ACTION_PART || kind == ACTION_NEXT || kind == ACTION_PREVIOUS ||
                            kind == ACTION_SEARCH;
        const bool is_new = kind != ACTION_GO_TO || reached[targets.items[i].arg] < 0 ||
                            reached[targets.items[i].arg] > count + 1;
        if (is_way && is_new) {
            int on[3] = {count > 0 ? path[0] : 0, count > 1 ? path[1] : 0, 0};
            on[count] = i;
            reach(on, count + 1, lang, is_portrait, reached);
        }
    }
}

/* A finger on the rail reaches every page of a chapter from any of them. */
static void
add_pips(int *reached) {
    for (size_t a = 0; a < model->slides_count; a++) {
        for (size_t b = 0; b < model->slides_count; b++) {
            const struct content_slide *from = &model->slides[a];
            const struct content_slide *to = &model->slides[b];
            const bool is_pip = from->parent == CONTENT_NONE && to->parent == CONTENT_NONE &&
                                from->chapter == to->chapter && from->chapter != CONTENT_NONE;
            if (is_pip && reached[a] >= 0 && reached[a] <= 2 &&
                (reached[b] < 0 || reached[b] > reached[a] + 1)) {
                reached[b] = reached[a] + 1;
            }
        }
    }
}

static void
test_every_page_is_three_touches_from_home(void **state) {
    int most = 0;
    int far = 0;
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        int reached[SLIDES_MAX];
        for (int i = 0; i < SLIDES_MAX; i++) {
            reached[i] = -1;
        }
        reach(NULL, 0, turn, turn == 1, reached);
        add_pips(reached);
        for (size_t i = 0; i < model->slides_count; i++) {
            const bool is_loop_cover = str_is(model->slides[i].kind, "attract");
            if (!is_loop_cover && (reached[i] < 0 || reached[i] > 3)) {
                print_error("%.*s: %d touches\n", (int)model->slides[i].key.len, model->slides[i].key.ptr,
                            reached[i]);
                far++;
            }
            most = reached[i] > most ? reached[i] : most;
        }
    }
    assert_int_equal(far, 0);
    print_message("N = %zu pages, at most %d touches from home\n", model->slides_count, most);
}

static void
test_a_touch_in_the_loop_opens_that_page(void **state) {
    int pages = 0;
    (void)state;
    struct deck *deck = open_deck_sized(CONTENT_NONE, 0, 640, 360);
    struct hand hand = hand_on(deck, 640, TIME_S(100));
    int last = -1;
    for (int s = 0; s < 400 && deck_rounds(deck) == 0; s++) {
        hand_wait(&hand, 1000);
        const int slide = deck_slide(deck);
        if (slide == last || is_at(deck, "attract") || deck_is_in_transition(deck, hand.now)) {
            continue;
        }
        last = slide;
        finger(&hand, INPUT_POINTER_DOWN, 1, 320, 3); /* on nothing */
        assert_true(deck_is_exploring(deck) &&
                    deck_needs_frame(deck, hand.now)); /* the very next frame answers */
        finger(&hand, INPUT_POINTER_UP, 1, 320, 3);
        assert_int_equal(deck_slide(deck), slide);
        pages++;
        for (int w = 0; w < 200 && deck_is_exploring(deck); w++) {
            hand_wait(&hand, 1000);
        }
        assert_int_equal(deck_slide(deck), slide); /* the loop goes on where it was left */
    }
    print_message("N = %d pages of the loop\n", pages);
    assert_true(pages >= 14);
    deck_destroy(deck);
}

/* ---- the idle matrix ---- */

/* Ways of leaving something behind. Returns: false when the page does not offer it. */
static bool
leave_behind(struct hand *hand, int what) {
    static const char *const TARGETS[] = {"source", "search", "tools", "zoom in", "chip 2"};
    static const enum input_key KEYS[] = {KEY_LANGUAGE, KEY_REACH, KEY_LARGE_TEXT, KEY_CONTRAST, KEY_CALM};
    struct target_list targets;
    tap(hand->deck, 2.0f, 2.0f, hand->now);
    hand_wait(hand, 400);
    if (what < 5) {
        deck_key(hand->deck, KEYS[what], hand->now);
        return true;
    }
    if (what < 10) {
        const bool is_there = has_target(hand->deck, TARGETS[what - 5], hand->now);
        if (is_there) {
            tap_target(hand->deck, TARGETS[what - 5], hand->now);
        }
        return is_there;
    }
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) { /* a figure's card, a part in front */
        const bool is_it = what == 10 ? targets.items[i].action == ACTION_FIGURE
                                      : strncmp(targets.items[i].name, "part ", 5) == 0;
        if (is_it) {
            tap_target(hand->deck, targets.items[i].name, hand->now);
            return true;
        }
    }
    return false;
}

/* What can be touched, as one number. */
static uint64_t
fingerprint(struct hand *hand) {
    struct target_list targets;
    uint64_t hash = 1469598103934665603u;
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        for (const char *c = targets.items[i].name; *c != '\0'; c++) {
            hash = (hash ^ (uint64_t)(unsigned char)*c) * 1099511628211u;
        }
        hash = (hash ^ (uint64_t)(int64_t)(box->x * 4.0f)) * 1099511628211u;
        hash = (hash ^ (uint64_t)(int64_t)(box->y * 4.0f)) * 1099511628211u;
    }
    return hash;
}

static void
test_whatever_is_left_behind_is_gone(void **state) {
    int states = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        for (int what = 0; what < 12; what++) {
            const int lang = (what + (int)i) % 2;
            struct deck *deck = open_deck_sized((int)i, lang, 640, 360);
            struct hand hand = hand_on(deck, 640, TIME_S(100));
            bool is_asked = false;
            if (!model->slides[i].is_attract) { /* only pages of the loop are come back to */
                deck_destroy(deck);
                continue;
            }
            hand_wait(&hand, 3000);
            const uint64_t before = fingerprint(&hand);
            if (!leave_behind(&hand, what) || !deck_is_exploring(deck)) {
                deck_destroy(deck);
                continue;
            }
            for (int s = 0; s < 200 && !is_asked; s++) { /* the question comes … */
                hand_wait(&hand, 1000);
                is_asked = has_target(deck, "stay", hand.now);
            }
            assert_true(is_asked && deck_is_exploring(deck));
            hand_wait(&hand, 15000);
            const int slide = deck_slide(deck);
            const int lang_then = deck_lang(deck);
            tap_target(deck, "stay", hand.now); /* … and a touch keeps everything */
            hand_wait(&hand, 30000);
            assert_true(deck_is_exploring(deck) && deck_slide(deck) == slide && deck_lang(deck) == lang_then);
            for (int s = 0; s < 200 && deck_is_exploring(deck); s++) {
                hand_wait(&hand, 1000);
            }
            assert_false(deck_is_exploring(deck));
            assert_int_equal(deck_lang(deck), lang);
            assert_int_equal(deck_slide(deck), (int)i);
            if (fingerprint(&hand) != before) {
                fail_msg("%.*s: something is left of %d", (int)model->slides[i].key.len,
                         model->slides[i].key.ptr, what);
            }
            deck_destroy(deck);
            states++;
        }
    }
    print_message("N = %d states left behind\n", states);
    assert_true(states > 120);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_is_three_touches_from_home),
        cmocka_unit_test(test_a_touch_in_the_loop_opens_that_page),
        cmocka_unit_test(test_whatever_is_left_behind_is_gone),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
