/* A robot visitor: any number of hands do anything to the show, in both languages and shapes, while time passes. Nothing may break, no
 * state may be without a way home, memory stays what it was, and left alone the show goes back to its loop and its language.
 * VITRIN_ROBOT_EVENTS sets how many events, VITRIN_SEED which; the everyday run takes as many as fit it. */

#include "hand_support.h"

#include <math.h>

#include "base/xalloc.h"

#define EVENTS_USUAL 60000
#define VISIT_EVENTS_MAX 400
#define GROWN_KIB_MAX (64L << 10) /* the caches of words and layers, which are bounded; a leak is not */

struct robot {
    struct hand hand;
    uint32_t seed;
    int w, h;
    long events;
    bool is_down[12];
    float x[12], y[12];
};

static int
pick(struct robot *robot, int count) {
    return (int)(support_random(&robot->seed) % (uint32_t)count);
}

/* A place: mostly on something that answers, else anywhere. */
static struct vec2
aim(struct robot *robot) {
    struct target_list targets;
    deck_targets(robot->hand.deck, robot->hand.now, &targets);
    if (targets.count > 0 && pick(robot, 5) > 0) {
        const struct rect *box = &targets.items[pick(robot, (int)targets.count)].box;
        return (struct vec2){box->x + box->w * (float)pick(robot, 100) / 100.0f,
                             box->y + box->h * (float)pick(robot, 100) / 100.0f};
    }
    return (struct vec2){(float)pick(robot, robot->w), (float)pick(robot, robot->h)};
}

static void
one_event(struct robot *robot) {
    static const enum input_key KEYS[] = {KEY_LANGUAGE, KEY_REACH, KEY_LARGE_TEXT, KEY_CONTRAST, KEY_CALM,
                                          KEY_LEFT,     KEY_HOME,  KEY_TOOLS,      KEY_SEARCH,   KEY_DOWN};
    const int id = pick(robot, 12);
    const int kind = pick(robot, 100);
    robot->events++;
    if (kind == 0) {
        deck_key(robot->hand.deck, KEYS[pick(robot, (int)ARRAY_LEN(KEYS))], robot->hand.now);
    } else if (kind < 3) { /* nonsense: broken places, lifts of nobody, ids that come twice */
        static const float BAD[] = {NAN, INFINITY, -1e9f, 1e9f};
        finger(&robot->hand, (enum input_kind)(INPUT_POINTER_DOWN + pick(robot, 3)), id, BAD[pick(robot, 4)],
               100.0f);
    } else if (!robot->is_down[id] || kind < 6) {
        const struct vec2 at = aim(robot);
        robot->x[id] = at.x;
        robot->y[id] = at.y;
        robot->is_down[id] = true;
        finger(&robot->hand, INPUT_POINTER_DOWN, id, at.x, at.y);
    } else if (kind < 60) {
        finger(&robot->hand, INPUT_POINTER_UP, id, robot->x[id], robot->y[id]);
        robot->is_down[id] = kind < 8; /* some lifts get lost */
    } else {
        robot->x[id] += (float)(pick(robot, 241) - 120);
        robot->y[id] += (float)(pick(robot, 241) - 120);
        finger(&robot->hand, INPUT_POINTER_MOVE, id, robot->x[id], robot->y[id]);
    }
    if (pick(robot, 4) == 0) {
        hand_wait(&robot->hand, 20 * (1 + pick(robot, 6)));
    }
}

static void
lift_all(struct robot *robot) {
    for (int id = 0; id < 12; id++) {
        finger(&robot->hand, INPUT_POINTER_UP, id, robot->x[id], robot->y[id]);
        robot->is_down[id] = false;
    }
}

static void
touch_close(struct robot *robot) {
    struct target_list targets;
    deck_targets(robot->hand.deck, robot->hand.now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (targets.items[i].action == ACTION_COVER_CLOSE) {
            tap_target(robot->hand.deck, targets.items[i].name, robot->hand.now);
            hand_wait(&robot->hand, 600);
            return;
        }
    }
}

/* From wherever it is, home is a control, or the attract page's start leads to pages that have it; one touch of it is enough. */
static void
expect_way_home(struct robot *robot) {
    struct deck *deck = robot->hand.deck;
    hand_wait(&robot->hand, 600);
    if (!has_target(deck, "home", robot->hand.now)) {
        assert_true(is_at(deck, "attract"));
        for (int i = 0; i < 4 && !has_target(deck, "start", robot->hand.now);
             i++) { /* what lies over it closes */
            touch_close(robot);
        }
        tap_target(deck, "start", robot->hand.now);
        hand_wait(&robot->hand, 600);
    }
    tap_target(deck, "home", robot->hand.now);
    hand_wait(&robot->hand, 600);
    assert_true(is_at(deck, "home") || is_at(deck, "attract"));
}

static void
expect_return(struct robot *robot, int lang) {
    struct deck *deck = robot->hand.deck;
    for (int s = 0; s < 200 && deck_is_exploring(deck); s++) {
        hand_wait(&robot->hand, 1000);
    }
    assert_false(deck_is_exploring(deck));
    assert_int_equal(deck_lang(deck), lang);
    assert_false(has_target(deck, "page down", robot->hand.now));
}

/* Every picture is recorded; some are painted as well. */
static void
draw_once(struct robot *robot, struct canvas *canvas, bool is_painted) {
    static uint32_t pixels[640 * 640];
    const struct draw_target target = {pixels, robot->w, robot->h, robot->w};
    size_t unused = 0;
    draw_begin(canvas);
    deck_draw(robot->hand.deck, canvas, robot->hand.now);
    (void)draw_end(canvas, is_painted ? &target : NULL, &unused);
    text_frame_end(text);
}

static long
rss_kib(void) {
    long pages = 0;
    long resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL) {
        if (fscanf(file, "%ld %ld", &pages, &resident) != 2) {
            resident = 0;
        }
        fclose(file);
    }
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void
test_a_robot_breaks_nothing(void **state) {
    const long events = support_wish("VITRIN_ROBOT_EVENTS", EVENTS_USUAL);
    const uint32_t seed = 77u + 4u * (uint32_t)support_wish("VITRIN_SEED", 0);
    int64_t live[4] = {0};
    int64_t most = 0;
    long rss_first_kib = 0;
    long done = 0;
    int visits = 0;
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        const bool is_portrait = turn >= 2;
        struct robot robot = {
            .w = is_portrait ? 360 : 640, .h = is_portrait ? 640 : 360, .seed = seed + (uint32_t)turn};
        struct deck *deck = open_deck_sized(CONTENT_NONE, turn % 2, robot.w, robot.h);
        struct canvas *canvas = draw_canvas_create(robot.w, robot.h);
        robot.hand = hand_on(deck, robot.w, TIME_S(100));
        while (robot.events < events / 4) {
            const int length = 20 + pick(&robot, VISIT_EVENTS_MAX - 20);
            for (int i = 0; i < length; i++) {
                one_event(&robot);
                if (i % 8 == 0) {
                    draw_once(&robot, canvas, i % 40 == 0);
                }
                assert_null(deck_fault(deck));
            }
            lift_all(&robot);
            expect_way_home(&robot);
            expect_return(&robot, turn % 2);
            visits++;
            live[turn] = live[turn] == 0 ? xalloc_live() : live[turn];
            most = xalloc_live() - live[turn] > most ? xalloc_live() - live[turn] : most;
            rss_first_kib = visits == 20 ? rss_kib() : rss_first_kib; /* caches have filled by then */
        }
        done += robot.events;
        draw_canvas_destroy(canvas);
        deck_destroy(deck);
    }
    print_message(
        "N = %ld events in %d visits; at most %lld allocations more than after a first visit; resident "
        "%ld KiB after 20 visits, %ld at the end\n",
        done, visits, (long long)most, rss_first_kib, rss_kib());
    assert_true(most < 40000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps for a while what was freed */
    assert_true(rss_kib() - rss_first_kib < GROWN_KIB_MAX);
#endif
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_robot_breaks_nothing)};
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    (void)hand_drag;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
