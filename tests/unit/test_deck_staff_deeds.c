/* What is done on the staff's pages: wishes say what was touched, pages close by themselves, a cloth does nothing, and what must be held is
 * not touched in passing. */

#include "staff_support.h"

static void
test_wishes_say_what_was_touched(void **state) {
    static const struct {
        const char *name;
        enum staff_wish wish;
        int arg;
    } ROWS[] = {{"brightness", STAFF_WISH_BRIGHTNESS, 60},
                {"calm", STAFF_WISH_CALM, 1},
                {"screen today", STAFF_WISH_HOURS, STAFF_HOURS_CLOSED},
                {"restart", STAFF_WISH_RESTART, 0},
                {"panel language", STAFF_WISH_FACTS, 0}};
    struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        hold(&rig, ROWS[i].name, 50);
        assert_int_equal(wish_of(&rig, &arg), ROWS[i].wish);
        assert_int_equal(arg, ROWS[i].arg);
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    }
    assert_string_equal(deck_staff_lang(rig.staff), "en");
    facts.brightness_percent = 40;
    facts.has_previous = facts.can_restart = false;
    deck_staff_tell(rig.staff, &facts);
    hold(&rig, "brightness", 50);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_BRIGHTNESS);
    assert_int_equal(arg, 100);
    assert_true(box_of(&rig, "previous pack").w <= 0.0f); /* what cannot be done does not answer */
    assert_true(box_of(&rig, "restart").w <= 0.0f);
    hold(&rig, "back to the show", 50);
    assert_false(deck_staff_is_open(rig.staff));
    rig_close(&rig);
}

/* Each step goes round within its own part, and leaves the others alone. */
static void
test_the_clock_is_set_by_steps(void **state) {
    static const struct {
        const char *name;
        int from_min, to_min;
    } ROWS[] = {
        {"day+", 6 * 1440 + 61, 61},
        {"day-", 61, 6 * 1440 + 61},
        {"hour+", 23 * 60 + 5, 5},
        {"hour-", 1440 + 5, 1440 + 1385},
        {"minute+", 2 * 1440 + 59, 2 * 1440},
        {"minute-", 600, 659},
        {"minute+", 600, 601},
        {"hour-", 600, 540},
    };
    struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    facts.is_clock_known = true;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    assert_true(box_of(&rig, "clock").w <= 0.0f); /* one that is known is not set by hand */
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        facts.is_clock_known = false;
        facts.weekday = ROWS[i].from_min / 1440;
        facts.minute = ROWS[i].from_min % 1440;
        deck_staff_tell(rig.staff, &facts);
        hold(&rig, "clock", 50);
        assert_string_equal(deck_staff_page(rig.staff), "clock");
        hold(&rig, ROWS[i].name, 50);
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
        hold(&rig, "keep the clock", 50);
        assert_string_equal(deck_staff_page(rig.staff), "panel");
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_CLOCK);
        assert_int_equal(arg, ROWS[i].to_min);
    }
    hold(&rig, "clock", 50);
    hold(&rig, "hour+", 50);
    hold(&rig, "panel", 50);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE); /* left without a word */
    rig_close(&rig);
}

static void
test_what_must_be_held_is_not_touched_in_passing(void **state) {
    const struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    hold(&rig, "previous pack", 50);
    hold(&rig, "previous pack", 1450);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    const struct rect box = box_of(&rig, "previous pack");
    give(&rig, INPUT_POINTER_DOWN, 1, box.x + 40.0f, box.y + 40.0f); /* slips off */
    pass(&rig, 800);
    give(&rig, INPUT_POINTER_MOVE, 1, box.x - 40.0f, box.y + 40.0f);
    pass(&rig, 2000);
    give(&rig, INPUT_POINTER_DOWN, 1, box.x + 40.0f, box.y + 40.0f); /* another finger comes */
    pass(&rig, 800);
    give(&rig, INPUT_POINTER_DOWN, 2, 300.0f, 300.0f);
    pass(&rig, 2000);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    assert_true(deck_staff_is_open(rig.staff));
    hold(&rig, "previous pack", 1550);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_PREVIOUS);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE); /* once, however long it is held */
    assert_false(deck_staff_is_open(rig.staff));
    rig_close(&rig);
}

static void
test_pages_close_by_themselves(void **state) {
    const struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(1, false);
    deck_staff_ask_pin(rig.staff, rig.now);
    pass(&rig, 15000);
    hold(&rig, "3", 50);
    pass(&rig, 19900);
    assert_true(deck_staff_is_open(rig.staff));
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    assert_string_equal(deck_staff_digits(rig.staff), "");
    enter(&rig, &facts);
    pass(&rig, 59900);
    give(&rig, INPUT_POINTER_DOWN, 5, 300.0f, 300.0f); /* any touch restarts it */
    give(&rig, INPUT_POINTER_UP, 5, 300.0f, 300.0f);
    pass(&rig, 59900);
    assert_true(deck_staff_is_opaque(rig.staff));
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    deck_staff_show_pin(rig.staff, "000000", rig.now);
    pass(&rig, 121000); /* nobody wrote it down */
    assert_false(deck_staff_is_open(rig.staff));
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_DROP);
    deck_staff_show_pin(rig.staff, "000000", rig.now);
    hold(&rig, "written", 100);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    hold(&rig, "written", 1600);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_PIN);
    rig_close(&rig);
}

static void
test_a_cloth_does_nothing_for_a_minute(void **state) {
    const struct staff_facts facts = busy();
    uint32_t seed = 5;
    int arg = 0;
    int events = 0;
    (void)state;
    struct rig rig = rig_open(0, true);
    enter(&rig, &facts);
    hold(&rig, "clean", 50);
    const time_ns until = rig.now + STAFF_CLEAN_NS - TIME_MS(100);
    while (rig.now < until) {
        const struct input_event event = {.kind = (enum input_kind)(support_random(&seed) % 4),
                                          .at = rig.now,
                                          .pointer_id = (long)(support_random(&seed) % 8),
                                          .x_px = (float)(support_random(&seed) % 1080),
                                          .y_px = (float)(support_random(&seed) % 1920)};
        assert_true(deck_staff_event(rig.staff, &event)); /* the show sees none of it */
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
        events++;
        rig.now += TIME_MS(7);
        deck_staff_update(rig.staff, rig.now);
    }
    assert_true(deck_staff_is_open(rig.staff));
    assert_false(deck_staff_is_opaque(rig.staff)); /* the loop goes on beneath */
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    const struct input_event event = {
        .kind = INPUT_POINTER_DOWN, .at = rig.now, .pointer_id = 1, .x_px = 500.0f, .y_px = 900.0f};
    assert_false(deck_staff_event(rig.staff, &event));
    print_message("N = %d events of a cloth\n", events);
    rig_close(&rig);
}

static void
test_the_door_asks_and_the_show_sees_no_tap(void **state) {
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    struct input_event event = {
        .kind = INPUT_POINTER_DOWN, .at = rig.now, .pointer_id = 1, .x_px = 60.0f, .y_px = 60.0f};
    assert_false(deck_staff_event(rig.staff, &event)); /* until it is clear what it means, it is the show's */
    pass(&rig, 3100);
    event.kind = INPUT_POINTER_UP;
    event.at = rig.now;
    assert_true(deck_staff_event(rig.staff, &event));
    pass(&rig, 500);
    give(&rig, INPUT_POINTER_DOWN, 1, 1860.0f, 60.0f);
    pass(&rig, 2000);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_ENTER);
    deck_staff_ask_pin(rig.staff, rig.now);
    give(&rig, INPUT_POINTER_UP, 1, 1860.0f, 60.0f);
    for (int i = 0; i < 5; i++) { /* wrong five times: the sixth is not even asked */
        for (int digit = 0; digit < 6; digit++) {
            hold(&rig, "9", 20);
        }
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_JUDGE);
        deck_staff_judge(rig.staff, false, rig.now);
    }
    for (int digit = 0; digit < 6; digit++) {
        hold(&rig, "9", 20);
    }
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    assert_int_equal(deck_staff_wrong(rig.staff), 5);
    rig_close(&rig);
}

static void
test_a_still_panel_draws_once_a_second(void **state) {
    const struct staff_facts facts = busy();
    int frames = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    for (int i = 0; i < 1000; i++) {
        rig.now += TIME_MS(10);
        deck_staff_update(rig.staff, rig.now);
        if (deck_staff_needs_frame(rig.staff, rig.now)) {
            size_t unused = 0;
            draw_begin(rig.canvas);
            deck_staff_draw(rig.staff, rig.canvas, rig.now);
            (void)draw_end(rig.canvas, NULL, &unused);
            text_frame_end(text);
            frames++;
        }
        assert_true(deck_staff_next_wakeup(rig.staff, rig.now) > rig.now);
    }
    assert_in_range(frames, 10, 12);
    rig_close(&rig);
}

/* Hands that know the PIN but not what they do. */
static void
test_a_robot_breaks_no_page(void **state) {
    enum { EVENTS = 60000 };
    struct staff_facts facts = busy();
    uint32_t seed = 31;
    int seen[STAFF_CLEANING + 1] = {0};
    int wishes = 0;
    int arg = 0;
    (void)state;
    facts.is_clock_known = false;
    struct rig rig = rig_open(0, false);
    for (int i = 0; i < EVENTS; i++) {
        struct target_list targets;
        deck_staff_targets(rig.staff, &targets);
        if (!deck_staff_is_open(rig.staff)) {
            enter(&rig, &facts);
            continue;
        }
        struct vec2 at = {(float)(support_random(&seed) % 1920), (float)(support_random(&seed) % 1080)};
        if (targets.count > 0 && support_random(&seed) % 4 > 0) {
            const struct rect *box = &targets.items[support_random(&seed) % targets.count].box;
            at = (struct vec2){box->x + box->w / 2.0f, box->y + box->h / 2.0f};
        }
        const long id = (long)(support_random(&seed) % 3);
        give(&rig, INPUT_POINTER_DOWN, id, at.x, at.y);
        pass(&rig, support_random(&seed) % 20 == 0 ? 2000 : 50);
        give(&rig, support_random(&seed) % 10 == 0 ? INPUT_POINTER_MOVE : INPUT_POINTER_UP, id, at.x, at.y);
        seen[rig.staff->state]++;
        while (deck_staff_take_wish(rig.staff, &arg) != STAFF_WISH_NONE) {
            wishes++;
        }
        if (i % 500 == 0) {
            draw_begin(rig.canvas);
            deck_staff_draw(rig.staff, rig.canvas, rig.now);
            size_t unused = 0;
            (void)draw_end(rig.canvas, NULL, &unused);
            text_frame_end(text);
        }
    }
    for (int page = STAFF_PANEL; page <= STAFF_CLEANING; page++) {
        assert_true(seen[page] > 0);
    }
    pass(&rig, 61000);
    assert_false(deck_staff_is_open(rig.staff)); /* left alone, it is shut */
    print_message("N = %d touches, %d wishes\n", EVENTS, wishes);
    rig_close(&rig);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wishes_say_what_was_touched),
        cmocka_unit_test(test_the_clock_is_set_by_steps),
        cmocka_unit_test(test_what_must_be_held_is_not_touched_in_passing),
        cmocka_unit_test(test_pages_close_by_themselves),
        cmocka_unit_test(test_a_cloth_does_nothing_for_a_minute),
        cmocka_unit_test(test_the_door_asks_and_the_show_sees_no_tap),
        cmocka_unit_test(test_a_still_panel_draws_once_a_second),
        cmocka_unit_test(test_a_robot_breaks_no_page),
    };
    SUPPORT_UNUSED;
    STAFF_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
