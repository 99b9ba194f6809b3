/* A storm of touches: 10,000 events a second from a broken panel or many hands, on every kind of page. It moves the page as it likes, but a
 * second after it a finger is answered as always (as soon as the storm's own count
 * as resting, if they were never lifted), and left alone the show is back in its loop. How late frames come meanwhile is measured by the bench. VITRIN_STORM_SECONDS sets how long it storms altogether. */

#include "hand_support.h"

#include "base/xalloc.h"

#define EVENTS_A_SECOND 10000
#define FRAME_MS 20
#ifdef __SANITIZE_ADDRESS__
#define SECONDS_USUAL 60
#else
#define SECONDS_USUAL 600
#endif
#define SECONDS_EACH 5
#define FINGERS 11

struct storm {
    struct hand hand;
    struct canvas *canvas;
    uint32_t seed;
    int w, h;
    long events, frames, answers;
};

static uint32_t
pick(struct storm *storm, uint32_t count) {
    return support_random(&storm->seed) % count;
}

static void
draw_once(struct storm *storm) {
    size_t unused = 0;
    draw_begin(storm->canvas);
    deck_draw(storm->hand.deck, storm->canvas, storm->hand.now);
    (void)draw_end(storm->canvas, NULL, &unused);
    text_frame_end(text);
    storm->frames++;
}

static void
rage(struct storm *storm, int seconds) {
    for (int frame = 0; frame < seconds * 1000 / FRAME_MS; frame++) {
        for (int i = 0; i < EVENTS_A_SECOND * FRAME_MS / 1000; i++) {
            const uint32_t kind = pick(storm, 9);
            finger(&storm->hand,
                   kind < 2   ? INPUT_POINTER_DOWN
                   : kind < 8 ? INPUT_POINTER_MOVE
                              : INPUT_POINTER_UP,
                   (long)pick(storm, FINGERS), (float)pick(storm, (uint32_t)storm->w),
                   (float)pick(storm, (uint32_t)storm->h));
            storm->events++;
        }
        hand_wait(&storm->hand, FRAME_MS);
        assert_null(deck_fault(storm->hand.deck));
        if (frame % 10 == 0) {
            draw_once(storm);
        }
    }
}

/* One finger, put down and lifted like a visitor's. */
static void
touch(struct storm *storm, const char *name) {
    const struct target target = target_named(storm->hand.deck, name, storm->hand.now);
    const float x = target.box.x + target.box.w / 2.0f;
    const float y = target.box.y + target.box.h / 2.0f;
    finger(&storm->hand, INPUT_POINTER_DOWN, 1000, x, y);
    hand_wait(&storm->hand, 80);
    finger(&storm->hand, INPUT_POINTER_UP, 1000, x, y);
    hand_wait(&storm->hand, 600);
}

static void
expect_answer(struct storm *storm, bool is_lifted) {
    struct deck *deck = storm->hand.deck;
    hand_wait(&storm->hand, is_lifted ? 1000 : (int)(GESTURE_REST_NS / TIME_MS(1)) + 200);
    draw_once(storm);
    if (!has_target(deck, "home", storm->hand.now)) {
        assert_true(is_at(deck, "attract"));
        return;
    }
    touch(storm, "home");
    if (!is_at(deck, "home") && !is_at(deck, "attract")) {
        fail_msg("a touch of home led to %s", model->slides[deck_slide(deck)].key.ptr);
    }
    storm->answers++;
}

static void
expect_return(struct storm *storm) {
    for (int s = 0; s < 200 && deck_is_exploring(storm->hand.deck); s++) {
        hand_wait(&storm->hand, 1000);
    }
    assert_false(deck_is_exploring(storm->hand.deck));
}

static void
test_a_storm_passes(void **state) {
    static const int SIZES[][2] = {{640, 360}, {360, 640}};
    const long wanted = support_wish("VITRIN_STORM_SECONDS", SECONDS_USUAL);
    long events = 0;
    long frames = 0;
    long storms = 0;
    long answers = 0;
    int64_t live_first = 0;
    int64_t most = 0;
    (void)state;
    for (long seconds = 0; seconds < wanted; seconds += SECONDS_EACH, storms++) {
        const int *size = SIZES[storms % 2];
        const int slide = (int)((storms * 7 + support_wish("VITRIN_SEED", 0)) % (long)model->slides_count);
        struct storm storm = {.w = size[0], .h = size[1], .seed = (uint32_t)(storms + 1) * 7919u};
        struct deck *deck = open_deck_sized(slide, (int)(storms / 2 % 2), storm.w, storm.h);
        storm.canvas = draw_canvas_create(storm.w, storm.h);
        storm.hand = hand_on(deck, storm.w, TIME_S(100));
        rage(&storm, SECONDS_EACH);
        const bool is_lifted = storms % 3 != 0;
        for (long id = 0; is_lifted && id < FINGERS; id++) {
            finger(&storm.hand, INPUT_POINTER_UP, id, 10.0f, 10.0f);
        }
        expect_answer(&storm, is_lifted);
        expect_return(&storm);
        events += storm.events;
        frames += storm.frames;
        answers += storm.answers;
        draw_canvas_destroy(storm.canvas);
        deck_destroy(deck);
        live_first = storms == 5 ? xalloc_live() : live_first; /* caches have filled by then */
        most = storms > 5 && xalloc_live() - live_first > most ? xalloc_live() - live_first : most;
    }
    print_message("N = %ld events of touch storms, %ld frames; %ld of %ld times home was a control and "
                  "answered; at most "
                  "%lld allocations more\n",
                  events, frames, answers, storms, (long long)most);
    assert_true(2 * answers > storms);
    assert_true(most < 40000); /* the text cache and layers are bounded; a leak is not */
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_storm_passes)};
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
