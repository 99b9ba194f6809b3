/* A visit as a whole: everything is three touches from home, a touch in the loop opens that page, and whatever state a visitor leaves
 * behind is gone when the question has run out; a touch while it runs keeps all of it. */

#include "hand_support.h"

#include "base/hash.h"
#include "deck/deck_internal.h"

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
        const int arg = targets.items[i].arg;
        const bool is_to_slide = kind == ACTION_GO_TO && arg != CONTENT_NONE;
        const bool is_way = is_to_slide || (kind == ACTION_TOUCH && arg != CONTENT_NONE) ||
                            kind == ACTION_PART || kind == ACTION_NEXT || kind == ACTION_PREVIOUS ||
                            kind == ACTION_SEARCH;
        const bool is_new = !is_to_slide || reached[arg] < 0 || reached[arg] > count + 1;
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

#define LEFT_W 640
#define LEFT_H 360

static bool
touch_if_there(struct hand *hand, const char *name, int ms) {
    const bool is_there = has_target(hand->deck, name, hand->now);
    if (is_there) {
        tap_target(hand->deck, name, hand->now);
        hand_wait(hand, ms);
    }
    return is_there;
}

/* The first target of a kind; one with an argument, if it wants that. */
static bool
touch_kind(struct hand *hand, enum action_kind kind, const char *prefix, int ms) {
    struct target_list targets;
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct target *target = &targets.items[i];
        if ((enum action_kind)target->action == kind && strncmp(target->name, prefix, strlen(prefix)) == 0) {
            return touch_if_there(hand, target->name, ms);
        }
    }
    return false;
}

static bool
press_key(struct hand *hand, enum input_key key) {
    deck_key(hand->deck, key, hand->now);
    hand_wait(hand, 300);
    return true;
}

static bool
leave_language(struct hand *hand) {
    return press_key(hand, KEY_LANGUAGE);
}
static bool
leave_reach(struct hand *hand) {
    return press_key(hand, KEY_REACH);
}
static bool
leave_large(struct hand *hand) {
    return press_key(hand, KEY_LARGE_TEXT);
}
static bool
leave_large_moved(struct hand *hand) {
    return press_key(hand, KEY_LARGE_TEXT) && touch_if_there(hand, "page down", 300);
}
static bool
leave_contrast(struct hand *hand) {
    return press_key(hand, KEY_CONTRAST);
}
static bool
leave_calm(struct hand *hand) {
    return press_key(hand, KEY_CALM);
}
static bool
leave_all_modes(struct hand *hand) {
    return press_key(hand, KEY_CALM) && press_key(hand, KEY_CONTRAST) && press_key(hand, KEY_LARGE_TEXT) &&
           press_key(hand, KEY_REACH) && press_key(hand, KEY_LANGUAGE);
}
static bool
leave_sheet(struct hand *hand) {
    return touch_if_there(hand, "source", 300);
}
static bool
leave_reference(struct hand *hand) {
    return touch_if_there(hand, "source", 300) && touch_kind(hand, ACTION_CARD, "", 300);
}
static bool
leave_take_away(struct hand *hand) {
    return touch_if_there(hand, "source", 300) && touch_kind(hand, ACTION_FIGURE, "", 300);
}
static bool
leave_search(struct hand *hand) {
    return touch_if_there(hand, "search", 300);
}
static bool
leave_query(struct hand *hand) {
    return touch_if_there(hand, "search", 300) && touch_if_there(hand, "key language", 100) &&
           touch_kind(hand, ACTION_COVER, "key ", 100) && touch_if_there(hand, "key 2", 100);
}
static bool
leave_tools(struct hand *hand) {
    return touch_if_there(hand, "tools", 300);
}
static bool
leave_figure(struct hand *hand) {
    return touch_kind(hand, ACTION_FIGURE, "figure ", 300);
}
static bool
leave_part(struct hand *hand) {
    return touch_kind(hand, ACTION_TOUCH, "part ", 600);
}
static bool
leave_part_figure(struct hand *hand) {
    return touch_kind(hand, ACTION_TOUCH, "part ", 600) && touch_if_there(hand, "caption figure", 300);
}
static bool
leave_zoomed(struct hand *hand) {
    return touch_if_there(hand, "zoom in", 600) && touch_if_there(hand, "zoom in", 600);
}
static bool
leave_filter(struct hand *hand) {
    return touch_if_there(hand, "chip 2", 600);
}
static bool
leave_strip(struct hand *hand) {
    return touch_if_there(hand, "more", 1500);
}
static bool
leave_pin(struct hand *hand) {
    return touch_kind(hand, ACTION_PART, "pin ", 1500);
}
/* Only on a page whose map moves under a hand: it is drawn by one of its pins. */
static bool
leave_map_drawn(struct hand *hand) {
    struct target_list targets;
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strncmp(targets.items[i].name, "pin ", 4) == 0) {
            hand_drag(hand, box->x + box->w / 2.0f, box->y + box->h / 2.0f, 40.0f, 50.0f);
            return true;
        }
    }
    return false;
}
static bool
leave_next_page(struct hand *hand) {
    return touch_if_there(hand, "next", 700);
}
static bool
leave_detail_page(struct hand *hand) {
    return touch_kind(hand, ACTION_GO_TO, "zone_", 700) || touch_kind(hand, ACTION_GO_TO, "customs_", 700) ||
           touch_kind(hand, ACTION_GO_TO, "route_", 700);
}
static bool
leave_at_home(struct hand *hand) {
    return touch_if_there(hand, "home", 700);
}
static bool
leave_held_finger(struct hand *hand) {
    finger(hand, INPUT_POINTER_DOWN, 7, 300, 100); /* its lift gets lost … */
    hand_wait(hand, 12000);                        /* … and after ten seconds it is nobody's */
    return true;
}

/* What a visitor may leave behind. Returns: false when the page does not offer it. */
static const struct {
    const char *name;
    bool (*leave)(struct hand *hand);
} LEFT[] = {
    {"language", leave_language},
    {"reach", leave_reach},
    {"large", leave_large},
    {"large, moved", leave_large_moved},
    {"contrast", leave_contrast},
    {"calm", leave_calm},
    {"all modes", leave_all_modes},
    {"sheet", leave_sheet},
    {"reference", leave_reference},
    {"take away", leave_take_away},
    {"search", leave_search},
    {"query", leave_query},
    {"tools", leave_tools},
    {"figure", leave_figure},
    {"part", leave_part},
    {"part's figure", leave_part_figure},
    {"zoomed", leave_zoomed},
    {"filter", leave_filter},
    {"strip", leave_strip},
    {"pin", leave_pin},
    {"map drawn", leave_map_drawn},
    {"next page", leave_next_page},
    {"detail page", leave_detail_page},
    {"home", leave_at_home},
    {"held finger", leave_held_finger},
};

/* What can be seen and touched, as one number: every text with its place and colour, every target, and whether pages move. */
static uint64_t
fingerprint(struct hand *hand, bool is_portrait) {
    struct canvas *canvas = draw_canvas_create(is_portrait ? LEFT_H : LEFT_W, is_portrait ? LEFT_W : LEFT_H);
    struct target_list targets;
    size_t count = 0;
    uint64_t hash = hash_u64(HASH_SEED, deck_is_calm(hand->deck) ? 1 : 0);
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(hand->deck, canvas, hand->now);
    (void)draw_end(canvas, NULL, &count);
    const struct draw_note *notes = draw_notes(canvas, &count);
    for (size_t i = 0; i < count; i++) {
        const float place[3] = {notes[i].x, notes[i].baseline, notes[i].px};
        const uint8_t color[3] = {notes[i].color.r, notes[i].color.g,
                                  notes[i].color.b}; /* controls dim in time */
        hash = hash_bytes(hash_bytes(hash, place, sizeof(place)), color, sizeof(color));
        hash = hash_bytes(hash, notes[i].text.ptr, notes[i].text.len);
    }
    deck_targets(hand->deck, hand->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        hash = hash_bytes(hash, targets.items[i].name, strlen(targets.items[i].name));
        hash = hash_bytes(hash, &targets.items[i].box, sizeof(targets.items[i].box));
    }
    draw_canvas_destroy(canvas);
    text_frame_end(text);
    return hash;
}

/* Waits for the question, which comes when the page's words have been read and not before. */
static void
expect_question(struct hand *hand, const char *what) {
    const struct deck *deck = hand->deck;
    const time_ns touched = deck->touched_at;
    const bool is_reading = deck->covers.count > 0;
    const struct content_slide *slide = &model->slides[deck_slide(deck)];
    time_ns idle = deck_idle(slide, deck_lang(deck));
    idle = is_reading && idle < DECK_IDLE_LONG ? DECK_IDLE_LONG : idle;
    while (hand->now < touched + idle - TIME_MS(100)) {
        hand_wait(hand, 100);
        if (has_target(hand->deck, "stay", hand->now)) {
            fail_msg("%s: asked after %.1f of %.1f s", what, time_to_s(hand->now - touched), time_to_s(idle));
        }
    }
    hand_wait(hand, 200);
    if (!has_target(hand->deck, "stay", hand->now) || !deck_is_exploring(deck)) {
        fail_msg("%s: not asked after %.1f s", what, time_to_s(hand->now - touched));
    }
}

/* One cell: leave it, be asked, touch (all is kept), be asked again, say nothing (all is gone). */
static bool
leave_and_return(int slide, int what, int lang, bool is_portrait) {
    struct deck *deck =
        open_deck_sized(slide, lang, is_portrait ? LEFT_H : LEFT_W, is_portrait ? LEFT_W : LEFT_H);
    struct hand hand = hand_on(deck, is_portrait ? LEFT_H : LEFT_W, TIME_S(100));
    char name[128];
    (void)snprintf(name, sizeof(name), "%.*s, %s, %s", (int)model->slides[slide].key.len,
                   model->slides[slide].key.ptr, LEFT[what].name, lang == 0 ? "fa" : "en");
    hand_wait(&hand, 7000);
    const uint64_t untouched = fingerprint(&hand, is_portrait);
    tap(deck, 2.0f, 2.0f, hand.now);
    hand_wait(&hand, 400);
    const uint64_t begun = fingerprint(&hand, is_portrait);
    const bool is_offered = LEFT[what].leave(&hand) && deck_is_exploring(deck);
    if (is_offered) {
        hand_wait(&hand, 3000);
        const uint64_t left = fingerprint(&hand, is_portrait);
        if (left == begun && strcmp(LEFT[what].name, "held finger") != 0) {
            fail_msg("%s: nothing was changed", name);
        }
        expect_question(&hand, name);
        hand_wait(&hand, 19000);
        tap_target(deck, "stay", hand.now); /* while the ring runs a touch keeps everything */
        hand_wait(&hand, 3000);
        if (!deck_is_exploring(deck) || fingerprint(&hand, is_portrait) != left) {
            fail_msg("%s: the touch on the question lost something", name);
        }
        expect_question(&hand, name);
        hand_wait(&hand, 19500);
        assert_true(deck_is_exploring(deck));
        hand_wait(&hand, 1000);
        const bool is_back = !deck_is_exploring(deck) && deck_lang(deck) == lang && deck_slide(deck) == slide;
        hand_wait(&hand, 6500);
        if (!is_back || fingerprint(&hand, is_portrait) != untouched) {
            fail_msg("%s: something is left", name);
        }
    }
    deck_destroy(deck);
    return is_offered;
}

static void
test_whatever_is_left_behind_is_gone(void **state) {
    int found[ARRAY_LEN(LEFT)] = {0};
    int states = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        for (size_t what = 0; what < ARRAY_LEN(LEFT); what++) {
            const int turn = (int)(what + i) % 4; /* each language in each shape */
            if ((what * 7 + i) % SUPPORT_SHARE != 0) {
                continue;
            }
            if (model->slides[i].is_attract && !str_is(model->slides[i].kind, "attract") &&
                leave_and_return((int)i, (int)what, turn % 2, turn / 2 == 1)) {
                found[what]++;
                states++;
            }
        }
    }
    for (size_t what = 0; what < ARRAY_LEN(LEFT); what++) {
        if (found[what] == 0 && SUPPORT_SHARE == 1) {
            fail_msg("%s is offered by no page", LEFT[what].name);
        }
    }
    print_message("N = %d states left behind, of %zu kinds\n", states, ARRAY_LEN(LEFT));
    assert_true(states > 200 / SUPPORT_SHARE - 20);
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
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
