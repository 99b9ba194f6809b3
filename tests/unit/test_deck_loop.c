/* What time alone does: how long a page is shown and waited on, when controls dim, when a ghost of a hand comes; and that a detail page comes
 * out of the mark that was touched. */

#include "hand_support.h"

#include <math.h>

#include "deck/deck_internal.h"

#define W 960
#define H 540

static struct hand
open_at(int slide, int lang) {
    return hand_on(open_deck_sized(slide, lang, W, H), W, TIME_S(100));
}

static void
paint(struct hand *hand, uint32_t *pixels) {
    struct canvas *canvas = draw_canvas_create(W, H);
    const struct draw_target target = {pixels, W, H, W};
    size_t unused = 0;
    draw_begin(canvas);
    deck_draw(hand->deck, canvas, hand->now);
    (void)draw_end(canvas, &target, &unused);
    draw_canvas_destroy(canvas);
    text_frame_end(text);
}

/* 2.5 s, 2.5 words a second, 1.2 s a mark, within 8 and 18 s; half a minute more for hands, at least 45 s, 75 s where there is much to do. */
static void
test_reading_time(void **state) {
    int pages = 0;
    int explored = 0;
    (void)state;
    for (size_t i = 0; i < model->slides_count; i++) {
        const struct content_slide *slide = &model->slides[i];
        for (int lang = 0; lang < 2; lang++) {
            const double dwell = time_to_s(deck_dwell(slide, lang));
            const double idle = time_to_s(deck_idle(slide, lang));
            const struct scene_class *klass = scene_class_find(slide->kind);
            const bool is_explored = slide->parent != CONTENT_NONE || klass->hand != NULL;
            assert_true(dwell >= 8.0 && dwell <= 18.0);
            assert_true(idle >= (is_explored ? 75.0 : 45.0) && idle < 180.0);
            assert_true(dwell < 8.01 || dwell > 17.99 ||
                        fabs(idle - fmax(dwell + 30.0, is_explored ? 75.0 : 45.0)) < 0.01);
            explored += is_explored ? 1 : 0;
            pages++;
        }
    }
    print_message("N = %d pages, %d of them explored\n", pages, explored);
    assert_true(explored > 60 && explored < pages);
}

static void
test_controls_dim_and_wake(void **state) {
    (void)state;
    struct hand hand = open_at(content_find_slide(model, STR_LIT("economy")), 0);
    tap(hand.deck, 400, 5, hand.now);
    assert_float_equal(deck_dim(hand.deck, hand.now), 1.0f, 0.001f);
    hand_wait(&hand, 19900);
    assert_float_equal(deck_dim(hand.deck, hand.now), 1.0f, 0.001f);
    hand_wait(&hand, 1500);
    assert_float_equal(deck_dim(hand.deck, hand.now), 0.6f, 0.001f);
    finger(&hand, INPUT_POINTER_DOWN, 1, 400, 5);
    assert_float_equal(deck_dim(hand.deck, hand.now), 1.0f, 0.001f);
    assert_true(deck_needs_frame(hand.deck, hand.now));
    deck_destroy(hand.deck);
}

/* Now and then, over what answers; it leaves the picture as it was, and no visitor sees it. */
static void
test_a_ghost_comes_and_goes(void **state) {
    static uint32_t pixels[3][W * H];
    int ghosts = 0;
    int still = 0;
    int turns = 0;
    (void)state;
    struct hand hand = open_at(CONTENT_NONE, 0);
    for (time_ns seen = 0; turns < 2 * hand.deck->looped_count; turns++) {
        const int slide = deck_slide(hand.deck);
        hand_wait(&hand, 1000);
        const time_ns at = deck_ghost_at(hand.deck);
        if (at != TIME_NEVER && at != seen && at > hand.now) {
            hand_wait(&hand, (int)((at - hand.now) / TIME_MS(1)) - 100);
            const struct deck_view *view = &hand.deck->views[hand.deck->now_view];
            const time_ns since = deck_view_since(view, hand.now);
            const bool is_still = view->scene.klass->next_change != NULL &&
                                  view->scene.klass->next_change(&view->scene, since) == TIME_NEVER;
            paint(&hand, pixels[0]);
            hand_wait(&hand, 100 + (int)(GHOST_NS / TIME_MS(2)));
            assert_true(deck_needs_frame(hand.deck, hand.now));
            paint(&hand, pixels[1]);
            hand_wait(&hand, (int)(GHOST_NS / TIME_MS(2)) + 40);
            paint(&hand, pixels[2]);
            assert_memory_not_equal(pixels[0], pixels[1], sizeof(pixels[0]));
            if (is_still) {
                assert_memory_equal(pixels[0], pixels[2], sizeof(pixels[0]));
                still++;
            }
            seen = at;
            ghosts++;
        }
        for (int s = 0; s < 200 && deck_slide(hand.deck) == slide; s++) {
            hand_wait(&hand, 200);
        }
    }
    print_message("N = %d ghosts in %d turns, %d over a page that stood still\n", ghosts, turns, still);
    assert_true(ghosts >= 4 && still >= 1);
    while (is_at(hand.deck, "attract") || deck_ghost_at(hand.deck) == TIME_NEVER) {
        hand_wait(&hand, 1000);
    }
    finger(&hand, INPUT_POINTER_DOWN, 1, 400, 5);
    hand_wait(&hand, 200);
    assert_true(deck_is_exploring(hand.deck) && deck_ghost_at(hand.deck) == TIME_NEVER);
    deck_destroy(hand.deck);
}

/* Its map comes from where the pin stood, in both languages; with calm motion from nowhere. */
static void
test_a_detail_page_comes_out_of_its_pin(void **state) {
    int pages = 0;
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        const bool is_calm = turn >= 2;
        for (int zone = 1; zone <= 27; zone += 5) {
            char pin[32];
            struct hand hand = open_at(content_find_slide(model, STR_LIT("zones")), turn % 2);
            (void)snprintf(pin, sizeof(pin), "pin zone_%02d", zone);
            hand_wait(&hand, 7000);
            if (is_calm) {
                deck_key(hand.deck, KEY_CALM, hand.now);
                hand_wait(&hand, 400);
            }
            const struct rect box = target_named(hand.deck, pin, hand.now).box;
            for (int i = 0; i < 2 && is_at(hand.deck, "zones"); i++) { /* the first touch brings it forward */
                tap_target(hand.deck, pin, hand.now);
                hand_wait(&hand, 60);
                hand_wait(&hand, is_at(hand.deck, "zones") ? 2000 : 0);
            }
            assert_true(is_at(hand.deck, pin + 4));
            const struct scene_env *env = &hand.deck->views[hand.deck->now_view].scene.env;
            assert_int_equal(env->has_origin, !is_calm);
            if (!is_calm) {
                assert_float_equal(env->origin.x, box.x + box.w / 2.0f, 2.0f);
                assert_float_equal(env->origin.y, box.y + box.h / 2.0f, 2.0f);
            }
            pages++;
            deck_destroy(hand.deck);
        }
    }
    print_message("N = %d detail pages opened by their pins\n", pages);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_time),
        cmocka_unit_test(test_controls_dim_and_wake),
        cmocka_unit_test(test_a_ghost_comes_and_goes),
        cmocka_unit_test(test_a_detail_page_comes_out_of_its_pin),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
