/* The deck over the real pack: turning by time and by hand, in both directions, returning by itself, and ending where its
 * memory began. */

#include "deck_support.h"

#include "base/xalloc.h"

static void
swipe(struct deck *deck, enum gesture_kind kind, time_ns at) {
    const struct gesture down = {.kind = GESTURE_DOWN, .at = at, .x_px = 100, .y_px = 100};
    const struct gesture gesture = {
        .kind = kind, .at = at, .x_px = 300, .y_px = 100, .start_x_px = 100, .start_y_px = 100};
    deck_gesture(deck, &down);
    deck_gesture(deck, &gesture);
    deck_update(deck, at + TIME_S(1));
}

static void
test_the_loop_turns_by_itself(void **state) {
    struct deck *deck = open_deck(0);
    time_ns now = TIME_S(100);
    int turns = 0;
    int before = deck_slide(deck);
    (void)state;
    assert_true(is_at(deck, "attract"));
    while (deck_rounds(deck) < 1) {
        now += TIME_MS(100);
        deck_update(deck, now);
        turns += deck_slide(deck) != before ? 1 : 0;
        before = deck_slide(deck);
        assert_true(now < TIME_S(1000));
    }
    int looped = 0;
    for (size_t i = 0; i < model->slides_count; i++) {
        looped += model->slides[i].is_attract && scene_class_find(model->slides[i].kind) != NULL ? 1 : 0;
    }
    assert_true(looped >= 6);
    assert_int_equal(turns, looped);
    assert_in_range(time_to_s(now - TIME_S(100)), looped * 8, looped * 18 + 1);
    deck_destroy(deck);
}

static int
last_numbered(void) {
    int last = CONTENT_NONE;
    for (size_t i = 0; i < model->slides_count; i++) {
        const struct scene_class *klass = scene_class_find(model->slides[i].kind);
        const bool is_numbered = klass != NULL && !klass->is_cover && model->slides[i].parent == CONTENT_NONE;
        last = is_numbered ? (int)i : last;
    }
    return last;
}

static void
test_dragging_to_the_right_is_next_in_persian_only(void **state) {
    struct deck *deck = open_deck(0);
    (void)state;
    swipe(deck, GESTURE_SWIPE_RIGHT, TIME_S(101));
    assert_true(is_at(deck, "key_figures") && deck_is_exploring(deck));
    swipe(deck, GESTURE_SWIPE_RIGHT, TIME_S(103));
    assert_true(is_at(deck, "rise"));
    swipe(deck, GESTURE_SWIPE_LEFT, TIME_S(105));
    assert_true(is_at(deck, "key_figures"));
    deck_destroy(deck);
    deck = open_deck(1);
    swipe(deck, GESTURE_SWIPE_LEFT, TIME_S(101));
    assert_true(is_at(deck, "key_figures"));
    swipe(deck, GESTURE_SWIPE_RIGHT, TIME_S(103));
    assert_int_equal(deck_slide(deck), last_numbered()); /* back from the first is the last */
    deck_destroy(deck);
}

static void
test_a_touch_opens_that_slide_and_double_taps_count_once(void **state) {
    struct deck *deck = open_deck(0);
    (void)state;
    tap(deck, 20, 20, TIME_S(101)); /* anywhere on attract starts */
    assert_true(is_at(deck, "key_figures") && deck_is_exploring(deck));
    tap(deck, 60, 335, TIME_S(103)); /* next, at the left in Persian */
    tap(deck, 60, 335, TIME_S(103) + TIME_MS(120));
    assert_true(is_at(deck, "rise"));
    tap(deck, 592, 335, TIME_S(105)); /* home, at the right */
    assert_true(is_at(deck, "home") && deck_is_exploring(deck));
    tap(deck, 592, 335, TIME_S(107));
    assert_true(is_at(deck, "attract") && !deck_is_exploring(deck));
    deck_destroy(deck);
}

/* The middle of the first target that leads to a slide. Returns: that slide. */
static int
tap_first_link(struct deck *deck, time_ns at) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct target *target = &targets.items[i];
        if (target->arg != CONTENT_NONE) {
            tap(deck, target->box.x + target->box.w / 2.0f, target->box.y + target->box.h / 2.0f, at);
            return target->arg;
        }
    }
    fail();
    return CONTENT_NONE;
}

static void
test_home_leads_into_chapters(void **state) {
    struct deck *deck = open_deck(1);
    (void)state;
    deck_key(deck, KEY_ENTER, TIME_S(101));
    deck_key(deck, KEY_HOME, TIME_S(103));
    assert_true(is_at(deck, "home"));
    const int slide = tap_first_link(deck, TIME_S(105));
    assert_int_equal(deck_slide(deck), slide);
    assert_true(is_at(deck, "key_figures"));
    deck_destroy(deck);
}

static void
test_detail_pages_lead_round_and_back(void **state) {
    struct deck *deck = open_deck_at("zone_01");
    (void)state;
    deck_key(deck, KEY_RIGHT, TIME_S(101)); /* previous, in Persian */
    assert_true(is_at(deck, "zone_27"));
    deck_key(deck, KEY_LEFT, TIME_S(103));
    assert_true(is_at(deck, "zone_01"));
    tap(deck, 520, 335, TIME_S(105)); /* the way back */
    assert_true(is_at(deck, "zones"));
    deck_destroy(deck);
}

static void
test_the_sources_button_opens_a_sheet(void **state) {
    struct deck *deck = open_deck_at("key_figures");
    (void)state;
    tap(deck, 453, 335, TIME_S(101));
    assert_true(has_target(deck, "close", TIME_S(101)) && has_target(deck, "page on", TIME_S(101)));
    tap(deck, 300, 100, TIME_S(102)); /* on the sheet */
    assert_true(has_target(deck, "close", TIME_S(102)));
    tap(deck, 300, 10, TIME_S(103)); /* beside it */
    assert_false(has_target(deck, "close", TIME_S(103)));
    tap(deck, 453, 335, TIME_S(104));
    deck_key(deck, KEY_LANGUAGE, TIME_S(105));
    assert_true(has_target(deck, "close", TIME_S(105))); /* stays, in the other language */
    deck_key(deck, KEY_END, TIME_S(106));
    assert_false(has_target(deck, "close", TIME_S(106)));
    assert_true(is_at(deck, "rise"));
    deck_destroy(deck);
}

static void
rail(struct deck *deck, enum gesture_kind kind, float from_x, float x, time_ns at) {
    const struct gesture gesture = {.kind = kind,
                                    .is_begin = true,
                                    .at = at,
                                    .x_px = x,
                                    .y_px = 335,
                                    .start_x_px = from_x,
                                    .start_y_px = 335};
    deck_gesture(deck, &gesture);
}

static void
test_a_finger_along_the_rail_goes_where_it_lifts(void **state) {
    static const struct {
        int lang;
        float near_px, far_px; /* the rail's two ends */
    } SIDES[] = {{0, 350, 190}, {1, 290, 450}};
    static const enum gesture_kind LIFTS[] = {GESTURE_RELEASE, GESTURE_SWIPE_LEFT, GESTURE_SWIPE_RIGHT};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(SIDES) * ARRAY_LEN(LIFTS); i++) {
        const float near_px = SIDES[i / ARRAY_LEN(LIFTS)].near_px;
        const float far_px = SIDES[i / ARRAY_LEN(LIFTS)].far_px;
        struct deck *deck = open_deck(SIDES[i / ARRAY_LEN(LIFTS)].lang);
        deck_key(deck, KEY_ENTER, TIME_S(101));
        rail(deck, GESTURE_DOWN, near_px, near_px, TIME_S(110));
        rail(deck, GESTURE_DRAG, near_px, far_px, TIME_S(111));
        assert_true(is_at(deck, "key_figures")); /* told, not gone */
        rail(deck, GESTURE_CANCEL, near_px, far_px, TIME_S(112));
        assert_true(is_at(deck, "key_figures"));
        rail(deck, GESTURE_DOWN, near_px, near_px, TIME_S(113));
        rail(deck, GESTURE_DRAG, near_px, far_px, TIME_S(114));
        rail(deck, LIFTS[i % ARRAY_LEN(LIFTS)], near_px, far_px, TIME_S(115));
        assert_true(deck_slide(deck) > content_find_slide(model, str_from_c("key_figures")));
        deck_destroy(deck);
    }
}

static void
test_it_returns_by_itself_and_resets(void **state) {
    struct deck *deck = open_deck(0);
    (void)state;
    tap(deck, 20, 20, TIME_S(101));
    deck_key(deck, KEY_LANGUAGE, TIME_S(103));
    assert_int_equal(deck_lang(deck), 1);
    deck_update(deck, TIME_S(140));
    assert_true(deck_is_exploring(deck)); /* at least 45 s are given */
    deck_update(deck, TIME_S(103 + 120));
    assert_false(deck_is_exploring(deck));
    assert_int_equal(deck_lang(deck), 0);
    deck_destroy(deck);
}

static void
test_language_switches_end_at_the_starting_memory(void **state) {
    const char *wanted = getenv("VITRIN_SWITCHES");
    const int switches = wanted != NULL ? atoi(wanted) : 1000;
    struct deck *deck = open_deck(0);
    struct canvas *canvas = draw_canvas_create(640, 360);
    int64_t live = 0;
    time_ns now = TIME_S(200);
    (void)state;
    for (int i = 0; i < switches; i++) {
        size_t count = 0;
        now += TIME_S(1);
        deck_key(deck, KEY_LANGUAGE, now);
        deck_update(deck, now);
        draw_begin(canvas);
        deck_draw(deck, canvas, now + TIME_MS(500));
        (void)draw_end(canvas, NULL, &count);
        text_frame_end(text);
        if (i == 99) {
            live = xalloc_live();
        }
    }
    print_message("language switches: N = %d\n", switches);
    assert_int_equal(xalloc_live(), live);
    draw_canvas_destroy(canvas);
    deck_destroy(deck);
}

/* Every slide, language and shape draws at many times, damaged and in full: identical pixels. */
static void
test_damaged_slides_equal_full_ones(void **state) {
    static uint32_t pixels[2][640 * 360];
    uint32_t seed = 3;
    int frames = 0;
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        for (size_t slide = 0; slide < model->slides_count; slide += SUPPORT_SHARE) {
            struct err err = {0};
            const struct deck_config config = {.model = model,
                                               .text = text,
                                               .width_px = 640,
                                               .height_px = 360,
                                               .lang = lang,
                                               .first_slide = (int)slide,
                                               .is_held = true};
            struct deck *deck = deck_create(&config, 0, &err);
            struct canvas *canvas[2] = {draw_canvas_create(640, 360), draw_canvas_create(640, 360)};
            for (int i = 0; i < 84; i++) {
                const time_ns at = i < 60 ? TIME_MS(i * 90) : TIME_MS(support_random(&seed) % 30000);
                for (int way = 0; way < 2; way++) {
                    const struct draw_target target = {pixels[way], 640, 360, 640};
                    size_t count = 0;
                    if (way == 1) {
                        draw_canvas_invalidate(canvas[1]);
                    }
                    draw_begin(canvas[way]);
                    deck_draw(deck, canvas[way], at);
                    (void)draw_end(canvas[way], &target, &count);
                }
                assert_memory_equal(pixels[0], pixels[1], sizeof(pixels[0]));
                frames++;
            }
            text_frame_end(text);
            draw_canvas_destroy(canvas[0]);
            draw_canvas_destroy(canvas[1]);
            deck_destroy(deck);
        }
    }
    print_message("slides damaged against full: N = %d\n", frames);
    assert_true(frames >= 1000);
}

/* From home every reference of the pack lies two taps away, and its card closes again. */
static void
test_every_reference_is_shown_within_three_taps(void **state) {
    struct deck *deck = open_deck_at("key_figures");
    time_ns now = TIME_S(101);
    (void)state;
    deck_key(deck, KEY_HOME, now);
    tap_target(deck, "tile_sources", now += TIME_S(1));
    assert_true(is_at(deck, "references"));
    for (size_t i = 0; i < model->sources_count; i++) {
        char name[24];
        (void)snprintf(name, sizeof(name), "source %d", model->sources[i].number);
        tap_target(deck, name, now += TIME_S(1));
        assert_true(has_target(deck, "close card", now) && !has_target(deck, name, now));
        tap_target(deck, "close card", now += TIME_S(1));
        assert_true(has_target(deck, name, now));
    }
    print_message("references reached: N = %zu\n", model->sources_count);
    deck_destroy(deck);
}

static void
test_a_reference_on_the_sheet_opens_its_card(void **state) {
    struct deck *deck = open_deck_at("gdp_ranking");
    (void)state;
    tap_target(deck, "source", TIME_S(101));
    tap_target(deck, "source 15", TIME_S(102));
    assert_true(has_target(deck, "close card", TIME_S(102)) && !has_target(deck, "close", TIME_S(102)));
    deck_key(deck, KEY_LANGUAGE, TIME_S(103));
    assert_true(has_target(deck, "close card", TIME_S(103))); /* stays, in the other language */
    tap(deck, 10, 10, TIME_S(104)); /* anywhere else closes the card, not the sheet */
    assert_true(has_target(deck, "close", TIME_S(104)));
    tap_target(deck, "source 15", TIME_S(105));
    deck_key(deck, KEY_END, TIME_S(106));
    assert_false(has_target(deck, "close card", TIME_S(106)));
    deck_destroy(deck);
}

static void
drag(struct deck *deck, float from_x, float from_y, float x, float y, time_ns at) {
    const struct gesture down = {.kind = GESTURE_DOWN,
                                 .at = at,
                                 .x_px = from_x,
                                 .y_px = from_y,
                                 .start_x_px = from_x,
                                 .start_y_px = from_y};
    struct gesture moved = down;
    deck_gesture(deck, &down);
    moved.kind = GESTURE_DRAG;
    moved.is_begin = true;
    moved.x_px = x;
    moved.y_px = y;
    moved.dx_px = x - from_x;
    moved.dy_px = y - from_y;
    deck_gesture(deck, &moved);
    moved.kind = GESTURE_SWIPE_LEFT;
    deck_gesture(deck, &moved);
}

static void
test_large_text_is_half_as_large_again_and_moves(void **state) {
    struct deck *deck = open_deck_at("zones");
    (void)state;
    deck_key(deck, KEY_LANGUAGE, TIME_S(101));
    const struct rect small = target_named(deck, "zone_01", TIME_S(101)).box;
    const struct rect next = target_named(deck, "next", TIME_S(101)).box;
    deck_key(deck, KEY_LARGE_TEXT, TIME_S(102));
    const struct rect large = target_named(deck, "zone_01", TIME_S(102)).box;
    assert_float_equal(large.w, 1.5f * small.w, 1.0f);
    assert_float_equal(large.x, 1.5f * small.x, 1.0f); /* English begins at the left */
    assert_float_equal(target_named(deck, "next", TIME_S(102)).box.w, next.w, 0.01f);
    drag(deck, 300, 100, 250, 60, TIME_S(103)); /* moves the page, turns none */
    assert_true(is_at(deck, "zones"));
    const struct rect moved = target_named(deck, "zone_01", TIME_S(103)).box;
    assert_float_equal(moved.x, large.x - 50.0f, 0.01f);
    assert_float_equal(moved.y, large.y - 40.0f, 0.01f);
    drag(deck, 300, 100, -2000, -2000, TIME_S(104)); /* no further than its corner */
    assert_float_equal(target_named(deck, "zone_01", TIME_S(104)).box.x, large.x - 320.0f, 0.01f);
    drag(deck, 300, 100, 3000, 3000, TIME_S(105));
    drag(deck, 300, 200, 300, 100, TIME_S(106));
    tap_target(deck, "zone_01", TIME_S(107)); /* where it is seen, it is touched */
    assert_true(is_at(deck, "zone_01"));
    deck_key(deck, KEY_LARGE_TEXT, TIME_S(108));
    deck_key(deck, KEY_LARGE_TEXT, TIME_S(109));
    deck_update(deck, TIME_S(300)); /* nobody there: everything resets */
    deck_key(deck, KEY_ENTER, TIME_S(301));
    assert_false(target_named(deck, "next", TIME_S(301)).box.w > next.w + 0.01f);
    deck_destroy(deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_loop_turns_by_itself),
        cmocka_unit_test(test_dragging_to_the_right_is_next_in_persian_only),
        cmocka_unit_test(test_a_touch_opens_that_slide_and_double_taps_count_once),
        cmocka_unit_test(test_home_leads_into_chapters),
        cmocka_unit_test(test_detail_pages_lead_round_and_back),
        cmocka_unit_test(test_the_sources_button_opens_a_sheet),
        cmocka_unit_test(test_a_finger_along_the_rail_goes_where_it_lifts),
        cmocka_unit_test(test_every_reference_is_shown_within_three_taps),
        cmocka_unit_test(test_a_reference_on_the_sheet_opens_its_card),
        cmocka_unit_test(test_large_text_is_half_as_large_again_and_moves),
        cmocka_unit_test(test_it_returns_by_itself_and_resets),
        cmocka_unit_test(test_language_switches_end_at_the_starting_memory),
        cmocka_unit_test(test_damaged_slides_equal_full_ones)};
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
