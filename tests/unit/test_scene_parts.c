/* Every part of every slide of two shows that answers a finger: touched, it comes forward with a caption that covers no other
 * words, the others recede, and a touch elsewhere puts all back. In both languages and shapes. */

#include "support.h"

#include <math.h>
#include <unistd.h>

#include "content/content_load.h"
#include "deck/deck.h"
#include "tools/pack_build.h"
#include "ui/layout.h"

#define START TIME_S(100)
#define SPOTS_MAX 64
#define NOTES_MAX 512

static struct arena arena;
static struct text *text;
static const struct content_model *model;

struct words {
    struct draw_note notes[NOTES_MAX];
    size_t count;
};

static int
open_show(const char *folder) {
    struct workbook book;
    struct err err = {0};
    char path[64];
    arena_init(&arena, 1 << 20);
    text = support_text_of_show(&arena);
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-parts-%ld.vpack", (long)getpid());
    const bool ok = workbook_read(&book, &arena, folder, &err) && pack_build(&book, path, &err) &&
                    content_load(&arena, path, &model, &err);
    unlink(path);
    return ok ? 0 : -1;
}

static int
open_own_show(void **state) {
    UNUSED(state);
    return open_show("data");
}

static int
open_other_show(void **state) {
    UNUSED(state);
    return open_show("tests/show_lighthouse");
}

static int
tear_down(void **state) {
    UNUSED(state);
    text_destroy(text);
    arena_fini(&arena);
    return 0;
}

static struct deck *
open_at(int slide, int lang, int width_px, int height_px, bool is_calm) {
    struct err err = {0};
    const struct deck_config config = {.model = model,
                                       .text = text,
                                       .width_px = width_px,
                                       .height_px = height_px,
                                       .lang = lang,
                                       .first_slide = slide,
                                       .is_reduced_motion = is_calm,
                                       .is_held = true,
                                       .is_flat = true};
    struct deck *deck = deck_create(&config, START, &err);
    assert_non_null(deck);
    return deck;
}

static void
tap(struct deck *deck, float x, float y, time_ns at) {
    const struct gesture down = {
        .kind = GESTURE_DOWN, .at = at, .x_px = x, .y_px = y, .start_x_px = x, .start_y_px = y};
    struct gesture up = down;
    up.kind = GESTURE_TAP;
    deck_gesture(deck, &down);
    deck_gesture(deck, &up);
}

static void
tap_box(struct deck *deck, struct rect box, time_ns at) {
    tap(deck, box.x + box.w / 2.0f, box.y + box.h / 2.0f, at);
}

/* The parts' own targets, at most SPOTS_MAX. */
static size_t
spots_of(const struct deck *deck, time_ns at, struct target *ret_spots) {
    struct target_list targets;
    size_t count = 0;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count && count < SPOTS_MAX; i++) {
        if (strncmp(targets.items[i].name, "part ", 5) == 0) {
            ret_spots[count++] = targets.items[i];
        }
    }
    return count;
}

static bool
find_target(const struct deck *deck, const char *name, time_ns at, struct target *ret_target) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            *ret_target = targets.items[i];
            return true;
        }
    }
    return false;
}

static bool
overlap(struct rect a, struct rect b) {
    return a.x + 1.0f < b.x + b.w && b.x + 1.0f < a.x + a.w && a.y + 1.0f < b.y + b.h &&
           b.y + 1.0f < a.y + a.h;
}

struct place {
    const char *slide, *spot;
    int lang, width_px, height_px;
};

#define CHECK(what, place, ...)                                                                              \
    do {                                                                                                     \
        if (!(what)) {                                                                                       \
            print_error("%s, %s, language %d, %dx%d: ", (place)->slide, (place)->spot, (place)->lang,        \
                        (place)->width_px, (place)->height_px);                                              \
            fail_msg(__VA_ARGS__);                                                                           \
        }                                                                                                    \
    } while (0)

/* The caption's own figure answers, with the card of its source, and no other. */
static void
check_figures(const struct deck *deck, time_ns at, struct rect caption, const struct place *place) {
    struct target_list targets;
    deck_targets(deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct target *target = &targets.items[i];
        const bool is_own = strcmp(target->name, "caption figure") == 0;
        CHECK(target->action != ACTION_FIGURE || is_own || target->arg == CONTENT_NONE, place,
              "the figure %s answers beneath", target->name);
        CHECK(!is_own || overlap(target->box, caption), place, "the caption's figure stands elsewhere");
    }
}

static bool
has_caption(const struct deck *deck, time_ns at) {
    struct target unused;
    return find_target(deck, "caption", at, &unused);
}

/* What can be read at a moment; their texts live in the canvas until its next frame and are not looked at here. */
static void
read_words(struct deck *deck, struct canvas *canvas, time_ns at, struct words *ret_words) {
    size_t count = 0;
    ret_words->count = 0;
    draw_begin(canvas);
    deck_draw(deck, canvas, at);
    (void)draw_end(canvas, NULL, &count);
    const struct draw_note *notes = draw_notes(canvas, &count);
    for (size_t i = 0; i < count; i++) {
        if (!notes[i].is_target && notes[i].box.w > 0.0f) {
            assert_true(ret_words->count < NOTES_MAX);
            ret_words->notes[ret_words->count++] = notes[i];
        }
    }
    text_frame_end(text);
}

/* Ascenders to descenders of all its lines. */
static struct rect
letters(const struct draw_note *note) {
    const float more = fmaxf(0.0f, note->box.h - 1.57f * note->px);
    return (struct rect){note->box.x, note->baseline - 0.75f * note->px, note->box.w, 1.0f * note->px + more};
}

static bool
is_inside(struct rect a, struct rect b) {
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

/* Nothing cut or small, nothing across its edge, nothing over one another. */
static void
check_caption(const struct words *words, struct rect caption, const struct place *place) {
    const float scale = layout_make(place->width_px, place->height_px, false).scale;
    size_t inside = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct draw_note *note = &words->notes[i];
        if (!overlap(letters(note), caption)) {
            continue;
        }
        inside++;
        CHECK(is_inside(letters(note), caption), place, "words cross the caption's edge, %.0f px",
              (double)note->px);
        CHECK(!note->is_cut, place, "words are cut");
        CHECK(note->px >= 27.5f * scale, place, "words of %.1f px", (double)note->px);
        CHECK(note->color.a > 250, place, "faint words in the caption");
        for (size_t j = i + 1; j < words->count; j++) {
            CHECK(!overlap(letters(note), letters(&words->notes[j])), place, "words over words");
        }
    }
    CHECK(inside >= 2, place, "a caption of %zu texts", inside);
}

/* Outside the caption: as before, faint, or gone. Returns: how many are faint. */
static int
count_receded(const struct words *before, const struct words *now, struct rect caption,
              const struct place *place) {
    int receded = 0;
    for (size_t i = 0; i < now->count; i++) {
        const struct draw_note *note = &now->notes[i];
        for (size_t j = 0; j < before->count && !overlap(letters(note), caption); j++) {
            const struct draw_note *old = &before->notes[j];
            if (old->x != note->x || old->baseline != note->baseline || old->px != note->px) {
                continue;
            }
            const float left = (float)note->color.a / (float)old->color.a;
            CHECK(left > 0.98f || fabsf(left - 0.25f) < 0.02f, place, "%.2f of a text is left", (double)left);
            receded += left < 0.5f ? 1 : 0;
        }
    }
    return receded;
}

static void
check_same(const struct words *a, const struct words *b, const struct place *place) {
    CHECK(a->count == b->count, place, "%zu texts, before %zu", b->count, a->count);
    for (size_t i = 0; i < a->count; i++) {
        CHECK(a->notes[i].color.a == b->notes[i].color.a && a->notes[i].x == b->notes[i].x, place,
              "a text is not back");
    }
}

static void
check_spot(struct deck *deck, struct canvas *canvas, const struct target *spot, time_ns at,
           const struct place *place) {
    static struct words before, forward, after;
    struct target caption = {0};
    const float scale = layout_make(place->width_px, place->height_px, false).scale;
    CHECK(spot->box.w >= 87.5f * scale && spot->box.h >= 87.5f * scale, place, "a small target");
    read_words(deck, canvas, at, &before);
    tap_box(deck, spot->box, at);
    const time_ns settled = at + TIME_S(1);
    CHECK(find_target(deck, "caption", settled, &caption), place, "no caption");
    CHECK(caption.arg == spot->arg, place, "the caption of part %d, not of %d", caption.arg, spot->arg);
    CHECK(!rect_contains(caption.box, spot->box.x + spot->box.w / 2.0f, spot->box.y + spot->box.h / 2.0f),
          place, "the caption covers its part");
    check_figures(deck, settled, caption.box, place);
    read_words(deck, canvas, settled, &forward);
    check_caption(&forward, caption.box, place);
    CHECK(count_receded(&before, &forward, caption.box, place) > 0, place, "nothing recedes");
    tap(deck, caption.box.x + caption.box.w / 2.0f, caption.box.y + 4.0f, settled);
    CHECK(!has_caption(deck, settled), place, "a touch on the caption does not close it");
    read_words(deck, canvas, settled + TIME_S(1), &after);
    check_same(&before, &after, place);
    tap_box(deck, spot->box, settled + TIME_S(1));
    tap(deck, (float)place->width_px / 2.0f, 3.0f, settled + TIME_S(2));
    CHECK(!has_caption(deck, settled + TIME_S(2)), place, "a touch elsewhere does not put it back");
}

static int
check_slide(int slide, int lang, int width_px, int height_px) {
    struct target spots[SPOTS_MAX];
    struct deck *deck = open_at(slide, lang, width_px, height_px, false);
    struct canvas *canvas = draw_canvas_create(width_px, height_px);
    time_ns at = START + TIME_S(20);
    const size_t count = spots_of(deck, at, spots);
    draw_notes_enable(canvas, true);
    for (size_t i = 0; i < count; i++) {
        const struct place place = {model->slides[slide].key.ptr, spots[i].name, lang, width_px, height_px};
        check_spot(deck, canvas, &spots[i], at += TIME_S(10), &place);
    }
    draw_canvas_destroy(canvas);
    deck_destroy(deck);
    return (int)count;
}

static int
touch_every_part(void) {
    int touched = 0;
    for (size_t slide = 0; slide < model->slides_count; slide++) {
        for (int lang = 0; lang < 2; lang++) {
            touched += check_slide((int)slide, lang, 1920, 1080);
            touched += check_slide((int)slide, lang, 1080, 1920);
        }
    }
    print_message("parts touched: N = %d\n", touched);
    return touched;
}

static void
every_part_comes_forward_and_goes_back(void **state) {
    UNUSED(state);
    assert_true(touch_every_part() >= 300);
}

static void
parts_of_another_show_come_forward(void **state) {
    UNUSED(state);
    assert_true(touch_every_part() >= 60);
}

static int
slide_named(const char *key) {
    const int slide = content_find_slide(model, str_from_c(key));
    assert_true(slide != CONTENT_NONE);
    return slide;
}

static void
the_language_keeps_the_part(void **state) {
    UNUSED(state);
    struct target caption = {0};
    struct target spot = {0};
    struct deck *deck = open_at(slide_named("gdp_ranking"), 0, 1920, 1080, false);
    assert_true(find_target(deck, "part shanghai", START + TIME_S(9), &spot));
    tap_box(deck, spot.box, START + TIME_S(9));
    deck_key(deck, KEY_LANGUAGE, START + TIME_S(10));
    assert_true(find_target(deck, "caption", START + TIME_S(10), &caption));
    assert_int_equal(caption.arg, spot.arg);
    deck_key(deck, KEY_LARGE_TEXT, START + TIME_S(11));
    assert_true(has_caption(deck, START + TIME_S(11)));
    deck_destroy(deck);
}

static void
a_slide_entered_anew_has_none(void **state) {
    UNUSED(state);
    struct target spot = {0};
    struct deck *deck = open_at(slide_named("gdp_ranking"), 0, 1920, 1080, false);
    assert_true(find_target(deck, "part shanghai", START + TIME_S(9), &spot));
    tap_box(deck, spot.box, START + TIME_S(9));
    deck_key(deck, KEY_END, START + TIME_S(10));
    assert_false(has_caption(deck, START + TIME_S(10)));
    deck_key(deck, KEY_START, START + TIME_S(11));
    assert_int_equal(deck_slide(deck), slide_named("gdp_ranking"));
    assert_false(has_caption(deck, START + TIME_S(11)));
    deck_destroy(deck);
}

/* A line of a map and an arc of a ring have no boxes: what lies nearest is meant. */
static void
shapes_are_touched_themselves(void **state) {
    UNUSED(state);
    static const struct {
        const char *slide, *spot;
        float x, y; /* Persian, landscape */
    } SHAPES[] = {
        {"trade_routes", "part china_europe_rail", 1010.0f, 330.0f},
        {"trade_routes", "part sea_route", 930.0f, 790.0f},
        {"economy", "part industry", 800.0f, 700.0f},
        {"economy", "part services", 330.0f, 600.0f},
    };
    for (size_t i = 0; i < ARRAY_LEN(SHAPES); i++) {
        struct target spot = {0};
        struct target caption = {0};
        struct deck *deck = open_at(slide_named(SHAPES[i].slide), 0, 1920, 1080, false);
        assert_true(find_target(deck, SHAPES[i].spot, START + TIME_S(9), &spot));
        assert_false(rect_contains(spot.box, SHAPES[i].x, SHAPES[i].y));
        tap(deck, SHAPES[i].x, SHAPES[i].y, START + TIME_S(9));
        assert_true(find_target(deck, "caption", START + TIME_S(9), &caption));
        assert_int_equal(caption.arg, spot.arg);
        deck_destroy(deck);
    }
}

/* A route with a page of its own opens it by the caption's pill, and by a second touch. */
static void
the_second_touch_opens_the_page(void **state) {
    UNUSED(state);
    for (int way = 0; way < 2; way++) {
        struct target spot = {0};
        struct target details = {0};
        struct deck *deck = open_at(slide_named("trade_routes"), way, 1080, 1920, false);
        assert_true(find_target(deck, "part land_sea_corridor", START + TIME_S(9), &spot));
        tap_box(deck, spot.box, START + TIME_S(9));
        assert_int_equal(deck_slide(deck), slide_named("trade_routes"));
        assert_true(find_target(deck, "details", START + TIME_S(10), &details));
        assert_true(details.box.h >= 87.5f * 1.0f && details.box.w >= 88.0f);
        tap_box(deck, way == 0 ? spot.box : details.box, START + TIME_S(10));
        assert_int_equal(deck_slide(deck), slide_named("route_land_sea"));
        deck_destroy(deck);
    }
}

/* The page moves to the caption where only a part of it is in view. */
static void
large_text_brings_the_caption_into_view(void **state) {
    UNUSED(state);
    static const char *const TOUCHED[][2] = {{"trade_routes", "part land_sea_corridor"},
                                             {"economy", "part primary"},
                                             {"gdp_ranking", "part chongqing"},
                                             {"city_clusters", "part delta"}};
    int seen = 0;
    for (size_t i = 0; i < 2 * ARRAY_LEN(TOUCHED); i++) {
        struct target spot = {0};
        struct target caption = {0};
        struct target home = {0};
        struct deck *deck = open_at(slide_named(TOUCHED[i / 2][0]), (int)i % 2, 1920, 1080, false);
        deck_key(deck, KEY_LARGE_TEXT, START + TIME_S(9));
        assert_true(find_target(deck, TOUCHED[i / 2][1], START + TIME_S(9), &spot));
        assert_true(find_target(deck, "home", START + TIME_S(9), &home));
        const bool is_in_view = rect_contains((struct rect){0.0f, 0.0f, 1920.0f, home.box.y - 40.0f},
                                              spot.box.x + spot.box.w / 2.0f, spot.box.y + spot.box.h / 2.0f);
        if (is_in_view) {
            tap_box(deck, spot.box, START + TIME_S(10));
            seen++;
            assert_true(find_target(deck, "caption", START + TIME_S(10), &caption));
            assert_true(is_inside(caption.box, (struct rect){0.0f, 0.0f, 1920.0f, home.box.y}));
        }
        deck_destroy(deck);
    }
    assert_true(seen >= 2);
}

/* The value in the caption leads to its card. */
static void
the_captions_figure_answers(void **state) {
    UNUSED(state);
    struct target spot = {0};
    struct target figure = {0};
    struct deck *deck = open_at(slide_named("economy"), 0, 1920, 1080, false);
    assert_true(find_target(deck, "part services", START + TIME_S(9), &spot));
    tap_box(deck, spot.box, START + TIME_S(9));
    assert_true(find_target(deck, "caption figure", START + TIME_S(10), &figure));
    assert_int_equal(figure.arg, content_find_figure(model, str_from_c("share_services")));
    tap_box(deck, figure.box, START + TIME_S(10));
    assert_false(has_caption(deck, START + TIME_S(11))); /* the card lies over the page */
    deck_key(deck, KEY_LANGUAGE, START + TIME_S(12));
    assert_false(has_caption(deck, START + TIME_S(12)));
    deck_destroy(deck);
}

static void
calm_shows_it_at_once(void **state) {
    UNUSED(state);
    static struct words words;
    struct target spot = {0};
    struct target caption = {0};
    struct deck *deck = open_at(slide_named("gdp_ranking"), 1, 1920, 1080, true);
    struct canvas *canvas = draw_canvas_create(1920, 1080);
    const struct place place = {"gdp_ranking", "part shanghai", 1, 1920, 1080};
    draw_notes_enable(canvas, true);
    assert_true(find_target(deck, "part shanghai", START + TIME_S(9), &spot));
    tap_box(deck, spot.box, START + TIME_S(9));
    assert_true(deck_needs_frame(deck, START + TIME_S(9)));
    assert_true(find_target(deck, "caption", START + TIME_S(9), &caption));
    read_words(deck, canvas, START + TIME_S(9), &words);
    check_caption(&words, caption.box, &place);
    assert_false(deck_needs_frame(deck, START + TIME_S(10)));
    draw_canvas_destroy(canvas);
    deck_destroy(deck);
}

/* A part comes forward, another takes its place, all goes back: damaged pictures equal full ones. */
static int
draw_both_ways(int slide) {
    static uint32_t pixels[2][640 * 360];
    struct target spots[SPOTS_MAX];
    struct deck *deck = open_at(slide, slide % 2, 640, 360, false);
    struct canvas *canvas[2] = {draw_canvas_create(640, 360), draw_canvas_create(640, 360)};
    const size_t count = spots_of(deck, START + TIME_S(9), spots);
    int frames = 0;
    for (int i = 0; count > 0 && i < 40; i++) {
        const time_ns at = START + TIME_S(9) + TIME_MS(i * 45);
        if (i % 10 == 0 && i < 30) {
            tap_box(deck, spots[(size_t)i / 10 % count].box, at);
        } else if (i == 30) {
            tap(deck, 320.0f, 1.0f, at);
        }
        for (int way = 0; way < 2; way++) {
            const struct draw_target target = {pixels[way], 640, 360, 640};
            size_t unused = 0;
            if (way == 1) {
                draw_canvas_invalidate(canvas[1]);
            }
            draw_begin(canvas[way]);
            deck_draw(deck, canvas[way], at);
            (void)draw_end(canvas[way], &target, &unused);
        }
        assert_memory_equal(pixels[0], pixels[1], sizeof(pixels[0]));
        frames++;
    }
    text_frame_end(text);
    draw_canvas_destroy(canvas[0]);
    draw_canvas_destroy(canvas[1]);
    deck_destroy(deck);
    return frames;
}

static void
damaged_pictures_equal_full_ones(void **state) {
    int frames = 0;
    UNUSED(state);
    for (size_t slide = 0; slide < model->slides_count; slide++) {
        frames += model->slides[slide].parent == CONTENT_NONE ? draw_both_ways((int)slide) : 0;
    }
    assert_true(frames >= 6 * 40);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_comes_forward_and_goes_back),
        cmocka_unit_test(the_language_keeps_the_part),
        cmocka_unit_test(a_slide_entered_anew_has_none),
        cmocka_unit_test(shapes_are_touched_themselves),
        cmocka_unit_test(the_second_touch_opens_the_page),
        cmocka_unit_test(large_text_brings_the_caption_into_view),
        cmocka_unit_test(the_captions_figure_answers),
        cmocka_unit_test(calm_shows_it_at_once),
        cmocka_unit_test(damaged_pictures_equal_full_ones),
    };
    const struct CMUnitTest other[] = {cmocka_unit_test(parts_of_another_show_come_forward)};
    const int failed = cmocka_run_group_tests(tests, open_own_show, tear_down);
    return failed + cmocka_run_group_tests(other, open_other_show, tear_down);
}
