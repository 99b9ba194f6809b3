/* For everyone: four modes that work on every page and leave with their visitor. */

#include "hand_support.h"

#include <math.h>

#include "ui/theme.h"

static float
ratio(struct color a, struct color b) {
    const float x = color_luminance(a);
    const float y = color_luminance(b);
    return (fmaxf(x, y) + 0.05f) / (fminf(x, y) + 0.05f);
}

static void
test_high_contrast_holds_for_any_colours(void **state) {
    static const enum theme_role WORDS[] = {THEME_TEXT, THEME_MUTED, THEME_ACCENT,  THEME_AMBER,
                                            THEME_JADE, THEME_SKY,   THEME_SKY_TEXT};
    static const enum theme_role SHAPES[] = {THEME_STEEL,          THEME_BAR_TOP,    THEME_BAR_BOTTOM,
                                             THEME_ACCENT_BAR_TOP, THEME_AXIS,       THEME_HAIRLINE,
                                             THEME_COAST,          THEME_FOCUS_LINE, THEME_NEIGHBOUR_LINE,
                                             THEME_SURFACE_2,      THEME_SURFACE_3};
    uint32_t seed = 4;
    const int themes = 300;
    (void)state;
    for (int round = 0; round < themes; round++) {
        struct theme theme = round == 0 ? theme_from_model(model) : theme_default();
        for (int i = 0; i < THEME_ROLE_COUNT && round > 1; i++) { /* a pack with any colours */
            theme.color[i] = COLOR_RGB(support_random(&seed) & 0xFFFFFF);
        }
        const struct theme strong = theme_high_contrast(&theme);
        const struct color page = strong.color[THEME_PAGE_TOP];
        for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
            assert_true(ratio(strong.color[WORDS[i]], page) >= 6.95f);
        }
        for (size_t i = 0; i < ARRAY_LEN(SHAPES); i++) {
            assert_true(ratio(strong.color[SHAPES[i]], page) >= 2.95f);
        }
        assert_true(ratio(strong.color[THEME_TEXT], strong.color[THEME_SURFACE_2]) >= 6.9f);
        assert_true(ratio(strong.color[THEME_MUTED], strong.color[THEME_SURFACE_2]) >= 4.5f);
        assert_true(ratio(strong.color[THEME_INK], strong.color[THEME_TEXT]) >= 20.0f);
        assert_true(ratio(strong.color[THEME_TEXT], strong.color[THEME_STACK]) >= 4.5f);
    }
    print_message("N = %d themes\n", themes);
}

static int
modes_on(struct deck *deck, int bits, time_ns at) {
    static const enum input_key KEYS[] = {KEY_REACH, KEY_LARGE_TEXT, KEY_CONTRAST, KEY_CALM};
    for (int i = 0; i < 4; i++) {
        if ((bits >> i & 1) != 0) {
            deck_key(deck, KEYS[i], at + TIME_S(i));
        }
    }
    return bits;
}

/* All sixteen together with every page: controls stay where they are, every target keeps its size, and two taps bring home. */
static void
test_every_mode_on_every_page(void **state) {
    int pages = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i += SUPPORT_SHARE) {
        for (int bits = 0; bits < 16; bits++) {
            const bool is_portrait = (bits + (int)i) % 2 == 1;
            const int w = is_portrait ? 1080 : 1920;
            const int h = is_portrait ? 1920 : 1080;
            struct deck *deck = open_deck_sized((int)i, bits / 2 % 2, w, h);
            struct target_list targets;
            modes_on(deck, bits, TIME_S(110));
            deck_targets(deck, TIME_S(120), &targets);
            assert_null(deck_fault(deck));
            for (size_t t = 0; t < targets.count; t++) {
                const struct rect *box = &targets.items[t].box;
                if (box->w < 87.5f || box->h < 87.5f) {
                    fail_msg("%.*s, modes %d: %s is %.0f x %.0f", (int)model->slides[i].key.len,
                             model->slides[i].key.ptr, bits, targets.items[t].name, (double)box->w,
                             (double)box->h);
                }
            }
            if (has_target(deck, "home", TIME_S(121))) {
                const struct rect home = target_named(deck, "home", TIME_S(121)).box;
                assert_true(home.y + home.h <= (float)h && home.y > 0.6f * (float)h);
            }
            pages++;
            deck_destroy(deck);
        }
    }
    print_message("N = %d pages\n", pages);
}

/* Whatever of the page answers a finger can be brought into the lower two thirds. */
static void
test_reach_brings_everything_down(void **state) {
    int targets_seen = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i += SUPPORT_SHARE) {
        for (int turn = 0; turn < 4; turn++) {
            const float h = turn >= 2 ? 1920.0f : 1080.0f;
            struct deck *deck = open_deck_sized((int)i, turn % 2, turn >= 2 ? 1080 : 1920, (int)h);
            struct target_list targets;
            modes_on(deck, 1, TIME_S(110));
            deck_targets(deck, TIME_S(120), &targets);
            for (size_t t = 0; t < targets.count && !str_is(model->slides[i].kind, "attract"); t++) {
                const struct rect *box = &targets.items[t].box;
                if (box->y + box->h / 2.0f < 0.33f * h) {
                    fail_msg("%.*s: %s stands at %.2f of the height", (int)model->slides[i].key.len,
                             model->slides[i].key.ptr, targets.items[t].name, (double)(box->y / h));
                }
                targets_seen++;
            }
            deck_destroy(deck);
        }
    }
    print_message("N = %d targets\n", targets_seen);
}

struct words {
    struct rect boxes[600];
    size_t count;
};

static void
words_seen(struct deck *deck, int w, int h, time_ns now, struct words *ret_words) {
    struct canvas *canvas = draw_canvas_create(w, h);
    size_t count = 0;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(deck, canvas, now);
    (void)draw_end(canvas, NULL, &count);
    const struct draw_note *notes = draw_notes(canvas, &count);
    assert_true(count <= ARRAY_LEN(ret_words->boxes));
    for (size_t i = 0; i < count; i++) {
        ret_words->boxes[i] = notes[i].box;
    }
    ret_words->count = count;
    draw_canvas_destroy(canvas);
    text_frame_end(text);
}

static bool
has_box(const struct words *words, const struct rect *box) {
    for (size_t i = 0; i < words->count; i++) {
        if (memcmp(&words->boxes[i], box, sizeof(*box)) == 0) {
            return true;
        }
    }
    return false;
}

/* The texts of the page itself: the least top, the greatest bottom. */
static void
reach_of_words(struct deck *deck, int w, int h, time_ns now, float *ret_top, float *ret_bottom) {
    struct words controls;
    struct words all;
    deck_set_bare(deck, true);
    words_seen(deck, w, h, now, &controls);
    deck_set_bare(deck, false);
    words_seen(deck, w, h, now, &all);
    *ret_top = (float)h;
    *ret_bottom = 0.0f;
    for (size_t i = 0; i < all.count; i++) {
        const struct rect *box = &all.boxes[i];
        if (!has_box(&controls, box)) {
            *ret_top = fminf(*ret_top, box->y);
            *ret_bottom = fmaxf(*ret_bottom, box->y + box->h);
        }
    }
}

/* On a page that is enlarged, lowered or both, the first and the last word can be brought between the upper edge and the controls. */
static void
test_every_word_can_be_brought_into_view(void **state) {
    static const int BITS[] = {1, 2, 3}; /* reach, large, both */
    int pages = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i += SUPPORT_SHARE) {
        for (int mode = 0; mode < (int)ARRAY_LEN(BITS); mode++) {
            const int turn = ((int)i + mode) % 4; /* each language in each shape, page by page */
            const bool is_portrait = turn / 2 == 1;
            const int w = is_portrait ? 1080 : 1920;
            const int h = is_portrait ? 1920 : 1080;
            float top = 0.0f;
            float bottom = 0.0f;
            float unused = 0.0f;
            struct deck *deck = open_deck_sized((int)i, turn % 2, w, h);
            modes_on(deck, BITS[mode], TIME_S(110));
            if (has_target(deck, "page down", TIME_S(120))) {
                const float ground = target_named(deck, "ground", TIME_S(120)).box.y;
                reach_of_words(deck, w, h, TIME_S(121), &top, &unused); /* it begins where reading begins */
                bottom = (float)(2 * h);
                for (int s = 0; s < 4 && bottom > ground;
                     s++) { /* a wide page begins its second column at the top */
                    float ends = 0.0f;
                    deck_key(deck, KEY_DOWN, TIME_S(126 + s));
                    reach_of_words(deck, w, h, TIME_S(126 + s), &unused, &ends);
                    bottom = fminf(bottom, ends);
                }
                if (top < 0.0f || bottom > ground + 1.0f) {
                    fail_msg("%.*s, modes %d: words from %.0f to %.0f, the controls' ground is at %.0f",
                             (int)model->slides[i].key.len, model->slides[i].key.ptr, BITS[mode], (double)top,
                             (double)bottom, (double)ground);
                }
                pages++;
            }
            deck_destroy(deck);
        }
    }
    print_message("N = %d pages moved to both ends\n", pages);
    assert_true(pages > 200 / SUPPORT_SHARE);
}

static void
test_switches_switch_and_all_leave_with_their_visitor(void **state) {
    static const char *const SWITCHES[] = {"reach", "large", "contrast", "calm"};
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        const bool is_portrait = turn >= 2;
        struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("key_figures")), turn % 2,
                                            is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080);
        struct hand hand = hand_on(deck, is_portrait ? 1080 : 1920, TIME_S(100));
        hand_wait(&hand, 500);
        const struct rect before = target_named(deck, "figure area", hand.now).box;
        tap_target(deck, "tools", hand.now);
        for (size_t i = 0; i < ARRAY_LEN(SWITCHES); i++) {
            hand_wait(&hand, 400);
            tap_target(deck, SWITCHES[i], hand.now);
        }
        hand_wait(&hand, 400);
        tap_target(deck, "close tools", hand.now);
        const struct rect during = target_named(deck, "figure area", hand.now).box;
        assert_true(during.y > before.y && during.w > 1.2f * before.w);
        assert_true(has_target(deck, "page down", hand.now));
        for (int waited = 0; waited < 150 && deck_is_exploring(deck); waited++) {
            hand_wait(&hand, 1000);
        }
        assert_false(deck_is_exploring(deck));
        const struct rect after = target_named(deck, "figure area", hand.now).box;
        assert_float_equal(after.x, before.x, 0.01f);
        assert_float_equal(after.y, before.y, 0.01f);
        assert_false(has_target(deck, "page down", hand.now));
        deck_destroy(deck);
    }
}

static void
test_buttons_read_a_large_page_in_order(void **state) {
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        struct deck *deck = open_deck_sized(content_find_slide(model, STR_LIT("economy")), lang, 1920, 1080);
        deck_key(deck, KEY_LARGE_TEXT, TIME_S(110));
        const struct rect first = target_named(deck, "figure gdp_growth", TIME_S(111)).box;
        tap_target(deck, "page down", TIME_S(112));
        const struct rect below = target_named(deck, "figure gdp_growth", TIME_S(113)).box;
        assert_true(below.x == first.x && below.y < first.y);
        deck_key(deck, KEY_LANGUAGE, TIME_S(114)); /* the same part, mirrored */
        deck_key(deck, KEY_LANGUAGE, TIME_S(116));
        assert_float_equal(target_named(deck, "figure gdp_growth", TIME_S(117)).box.y, below.y, 1.0f);
        tap_target(deck, "page down", TIME_S(118));
        const struct rect beside = target_named(deck, "figure gdp_growth", TIME_S(120)).box;
        assert_true(beside.x != first.x && beside.y == first.y);
        tap_target(deck, "page up", TIME_S(121));
        assert_true(target_named(deck, "figure gdp_growth", TIME_S(122)).box.x == first.x);
        deck_destroy(deck);
    }
}

static void
test_the_lower_edge_opens_the_switches(void **state) {
    (void)state;
    struct deck *deck = open_deck_sized(CONTENT_NONE, 0, 1920, 1080);
    tap(deck, 960, 1076, TIME_S(110));
    assert_true(has_target(deck, "reach", TIME_S(111)));
    tap_target(deck, "close tools", TIME_S(112));
    tap_target(deck, "tools", TIME_S(113));
    assert_true(has_target(deck, "calm", TIME_S(114)));
    deck_destroy(deck);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_high_contrast_holds_for_any_colours),
        cmocka_unit_test(test_every_mode_on_every_page),
        cmocka_unit_test(test_reach_brings_everything_down),
        cmocka_unit_test(test_every_word_can_be_brought_into_view),
        cmocka_unit_test(test_switches_switch_and_all_leave_with_their_visitor),
        cmocka_unit_test(test_buttons_read_a_large_page_in_order),
        cmocka_unit_test(test_the_lower_edge_opens_the_switches),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
