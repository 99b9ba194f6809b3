/* The deck: which slide is on, and how the next one comes. Two lives: the attract loop, which turns by reading time, and a
 * visitor's exploring, which ends by itself when nobody touches any more. Drawing is a function of this state and the time. */

#include "deck/deck.h"

#include <string.h>

#include "anim/timeline.h"
#include "base/xalloc.h"
#include "deck/deck_background.h"
#include "deck/deck_chrome.h"
#include "deck/deck_view.h"

#define SLIDES_MAX 256
#define FRAME_NS (TIME_S(1) / 60)
#define LEAVE_MS 200
#define COME_MS 320
#define PIP_MS 240
#define TRAVEL 48.0f
#define DEBOUNCE_NS TIME_MS(250)
#define SETTLED_NS TIME_S(6)
#define WARM_MS 600
#define VIEWS 3

struct deck {
    struct deck_config config;
    struct theme theme;
    struct arena frame, chrome_arena;
    struct deck_view views[VIEWS];
    int now_view, old_view, ahead_view; /* indexes; -1: none */
    int numbered[SLIDES_MAX], numbered_count;
    int looped[SLIDES_MAX], looped_count;
    struct deck_chrome chrome;
    bool has_chrome;
    struct deck_background background;
    int lang, loop_at, rounds, direction;
    bool is_exploring, is_dirty, is_ahead_warm;
    time_ns turned_at, touched_at, acted_at, drawn_at;
    const char *pressed;
};

static const struct content_slide *
slide_of(const struct deck *deck, const struct deck_view *view) {
    return &deck->config.model->slides[view->slide];
}

static bool
is_attract_page(const struct deck *deck, int slide) {
    return str_is(deck->config.model->slides[slide].kind, "attract");
}

/* ---- backgrounds ---- */

static struct deck_background_config
background_config(const struct deck *deck) {
    return (struct deck_background_config){
        .model = deck->config.model,
        .width_px = deck->config.width_px,
        .height_px = deck->config.height_px,
        .is_mirrored = !deck->config.model->langs[deck->lang].locale.is_rtl,
        .is_flat = deck->config.is_flat,
    };
}

/* Loads what the shown slide needs; with `only` everything else goes. */
static void
need_background(struct deck *deck, bool only) {
    const struct deck_background_config config = background_config(deck);
    struct err err = {0};
    const enum deck_art art = deck_art_of(slide_of(deck, &deck->views[deck->now_view]));
    if (!deck_background_load(&deck->background, &config, art, &err)) {
        deck->is_dirty = true; /* without its picture the page is plain */
    }
    if (only) {
        deck_background_keep(&deck->background, art);
    }
}

/* ---- views ---- */

static struct deck_view_config
view_config(struct deck *deck) {
    return (struct deck_view_config){
        .model = deck->config.model,
        .text = deck->config.text,
        .theme = deck->theme,
        .frame = &deck->frame,
        .width_px = deck->config.width_px,
        .height_px = deck->config.height_px,
        .is_reduced_motion = deck->config.is_reduced_motion,
    };
}

static int
position_of(const struct deck *deck, int slide) {
    for (int i = 0; i < deck->numbered_count; i++) {
        if (deck->numbered[i] == slide) {
            return i;
        }
    }
    return -1;
}

static void
prepare_chrome(struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const int position = position_of(deck, view->slide);
    deck->has_chrome = position >= 0;
    arena_reset(&deck->chrome_arena);
    if (deck->has_chrome) {
        struct ui ui = view->scene.env.ui;
        ui.view = &deck->chrome_arena;
        deck_chrome_prepare(&deck->chrome, &ui, deck->numbered, deck->numbered_count, position);
    }
}

static int
free_view(const struct deck *deck) {
    for (int i = 0; i < VIEWS; i++) {
        if (i != deck->now_view && i != deck->old_view && i != deck->ahead_view) {
            return i;
        }
    }
    return deck->ahead_view; /* three views, at most three names: the one prepared ahead gives way */
}

/* Brings a slide on; direction +1 forward, -1 back. */
static void
show(struct deck *deck, int slide, int direction, time_ns now) {
    const struct deck_view_config config = view_config(deck);
    int view = deck->ahead_view;
    if (view < 0 || deck->views[view].slide != slide || deck->views[view].lang != deck->lang) {
        deck->old_view = -1;
        view = view >= 0 ? view : free_view(deck);
        deck_view_prepare(&deck->views[view], &config, slide, deck->lang);
    }
    deck->old_view = deck->now_view;
    deck->now_view = view;
    deck->ahead_view = -1;
    deck->views[view].entered_at = now;
    deck->views[view].skipped = 0;
    deck->direction = direction;
    deck->turned_at = now;
    deck->is_dirty = true;
    need_background(deck, false);
    prepare_chrome(deck);
}

/* Lays the shown slide out anew (language, size); it stays as far on in time as it was. */
static void
relayout(struct deck *deck, time_ns now) {
    const struct deck_view_config config = view_config(deck);
    struct deck_view *view = &deck->views[deck->now_view];
    const time_ns entered = view->entered_at;
    deck_view_prepare(view, &config, view->slide, deck->lang);
    view->entered_at = entered;
    view->skipped = now - entered < SETTLED_NS ? SETTLED_NS : 0;
    deck->old_view = -1;
    deck->ahead_view = -1;
    deck->is_dirty = true;
    deck_background_fini(&deck->background);
    need_background(deck, true);
    prepare_chrome(deck);
}

static void
set_lang(struct deck *deck, int lang, time_ns now) {
    if (lang != deck->lang && lang >= 0 && lang < (int)deck->config.model->lang_count) {
        deck->lang = lang;
        relayout(deck, now);
    }
}

static bool
collect_slides(struct deck *deck, struct err *err) {
    const struct content_model *model = deck->config.model;
    for (size_t i = 0; i < model->slides_count && i < SLIDES_MAX; i++) {
        if (scene_class_find(model->slides[i].kind) == NULL) {
            continue;
        }
        if (!is_attract_page(deck, (int)i)) {
            deck->numbered[deck->numbered_count++] = (int)i;
        }
        if (model->slides[i].is_attract) {
            deck->looped[deck->looped_count++] = (int)i;
        }
    }
    if (deck->looped_count == 0) {
        memcpy(deck->looped, deck->numbered, sizeof(deck->looped));
        deck->looped_count = deck->numbered_count;
    }
    return deck->looped_count > 0 ||
           err_set(err, ERR_CONTENT, 0, "the pack has no slide of a kind this program knows");
}

struct deck *
deck_create(const struct deck_config *config, time_ns now, struct err *err) {
    struct deck *deck = xalloc(sizeof(*deck));
    deck->config = *config;
    deck->theme = theme_from_model(config->model);
    deck->lang = config->lang;
    deck->now_view = deck->old_view = deck->ahead_view = -1;
    arena_init(&deck->frame, 0);
    arena_init(&deck->chrome_arena, 0);
    if (!collect_slides(deck, err)) {
        deck_destroy(deck);
        return NULL;
    }
    const int first = config->first_slide != CONTENT_NONE ? config->first_slide : deck->looped[0];
    const struct deck_background_config background = background_config(deck);
    if (!deck_background_load(&deck->background, &background, deck_art_of(&config->model->slides[first]),
                              err)) {
        deck_destroy(deck);
        return NULL;
    }
    for (int i = 0; i < deck->looped_count; i++) {
        deck->loop_at = deck->looped[i] == first ? i : deck->loop_at;
    }
    show(deck, first, 1, now);
    deck->turned_at = now - TIME_S(1); /* the first picture does not travel in */
    deck->acted_at = now - TIME_S(1);
    return deck;
}

void
deck_destroy(struct deck *deck) {
    if (deck == NULL) {
        return;
    }
    for (int i = 0; i < VIEWS; i++) {
        deck_view_fini(&deck->views[i]);
    }
    deck_background_fini(&deck->background);
    arena_fini(&deck->frame);
    arena_fini(&deck->chrome_arena);
    xfree(deck);
}

void
deck_resize(struct deck *deck, int width_px, int height_px, time_ns now) {
    deck->config.width_px = width_px;
    deck->config.height_px = height_px;
    relayout(deck, now);
}

/* ---- what visitors do ---- */

static void
step_by(struct deck *deck, int direction, time_ns now) {
    const int position = position_of(deck, deck->views[deck->now_view].slide);
    const int count = deck->numbered_count;
    if (count == 0) {
        return;
    }
    const int next = position < 0 ? (direction > 0 ? 0 : count - 1) : (position + direction + count) % count;
    show(deck, deck->numbered[next], direction, now);
}

static void
go_home(struct deck *deck, time_ns now) {
    deck->is_exploring = false;
    deck->loop_at = 0;
    show(deck, deck->looped[0], -1, now);
}

static void
act(struct deck *deck, const struct action *action, time_ns now) {
    const bool changes = action->kind != ACTION_NONE && action->kind != ACTION_TOUCH;
    if (changes && now - deck->acted_at < DEBOUNCE_NS) {
        return;
    }
    if (changes) {
        deck->acted_at = now;
    }
    deck->is_exploring = true;
    deck->touched_at = now;
    deck->is_dirty = true;
    switch (action->kind) {
    case ACTION_NEXT:
    case ACTION_START:
        step_by(deck, 1, now);
        break;
    case ACTION_PREVIOUS:
        step_by(deck, -1, now);
        break;
    case ACTION_HOME:
        go_home(deck, now);
        break;
    case ACTION_LANGUAGE:
        set_lang(deck, (deck->lang + 1) % (int)deck->config.model->lang_count, now);
        break;
    case ACTION_GO_TO:
        if (action->slide != deck->views[deck->now_view].slide) {
            show(deck, action->slide,
                 position_of(deck, action->slide) > position_of(deck, deck->views[deck->now_view].slide) ? 1
                                                                                                         : -1,
                 now);
        }
        break;
    case ACTION_NONE:
    case ACTION_TOUCH:
    case ACTION_SOURCE:
        break;
    }
}

void
deck_targets(const struct deck *deck, time_ns now, struct target_list *targets) {
    const struct deck_view *view = &deck->views[deck->now_view];
    targets->count = 0;
    if (deck->has_chrome) {
        deck_chrome_targets(&deck->chrome, targets);
    }
    if (view->scene.klass->targets != NULL) {
        view->scene.klass->targets(&view->scene, deck_view_since(view, now), targets);
    }
}

static const struct target *
target_at(const struct target_list *targets, float x, float y) {
    for (size_t i = 0; i < targets->count; i++) {
        if (rect_contains(targets->items[i].box, x, y)) {
            return &targets->items[i];
        }
    }
    return NULL;
}

static void
tap(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    deck_targets(deck, gesture->at, &targets);
    const struct target *from = target_at(&targets, gesture->start_x_px, gesture->start_y_px);
    const struct target *to = target_at(&targets, gesture->x_px, gesture->y_px);
    struct action action = {.kind = ACTION_TOUCH, .at_px = {gesture->x_px, gesture->y_px}};
    if (to != NULL && from != NULL && strcmp(from->name, to->name) == 0) {
        action.kind = (enum action_kind)to->action;
        action.slide = action.kind == ACTION_GO_TO
                           ? deck->numbered[deck_chrome_pip_at(&deck->chrome, gesture->x_px)]
                           : 0;
    } else if (is_attract_page(deck, deck->views[deck->now_view].slide)) {
        action.kind = ACTION_START; /* the whole screen starts */
    }
    act(deck, &action, gesture->at);
}

/* A touch during a reveal completes it at once. */
static void
complete_reveal(struct deck *deck, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    if (!is_attract_page(deck, view->slide) && deck_view_since(view, now) < SETTLED_NS) {
        view->skipped = SETTLED_NS - (now - view->entered_at);
        deck->is_dirty = true;
    }
}

void
deck_gesture(struct deck *deck, const struct gesture *gesture) {
    struct target_list targets;
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    struct action action = {.kind = ACTION_NONE};
    switch (gesture->kind) {
    case GESTURE_DOWN: {
        deck_targets(deck, gesture->at, &targets);
        const struct target *target = target_at(&targets, gesture->x_px, gesture->y_px);
        deck->pressed = target == NULL ? NULL : target->name;
        deck->touched_at = gesture->at;
        complete_reveal(deck, gesture->at);
        deck->is_dirty = true;
        return;
    }
    case GESTURE_TAP:
        deck->pressed = NULL;
        tap(deck, gesture);
        return;
    case GESTURE_SWIPE_RIGHT:
    case GESTURE_SWIPE_LEFT:
        deck->pressed = NULL;
        action.kind = (gesture->kind == GESTURE_SWIPE_RIGHT) == is_rtl ? ACTION_NEXT : ACTION_PREVIOUS;
        act(deck, &action, gesture->at);
        return;
    case GESTURE_CANCEL:
        deck->pressed = NULL;
        deck->is_dirty = true;
        return;
    case GESTURE_NONE:
    case GESTURE_DRAG:
        return;
    }
}

void
deck_key(struct deck *deck, enum input_key key, time_ns now) {
    static const struct {
        enum input_key key;
        enum action_kind rtl, ltr;
    } KEYS[] = {
        {KEY_LEFT, ACTION_NEXT, ACTION_PREVIOUS},
        {KEY_RIGHT, ACTION_PREVIOUS, ACTION_NEXT},
        {KEY_ENTER, ACTION_NEXT, ACTION_NEXT},
        {KEY_END, ACTION_NEXT, ACTION_NEXT},
        {KEY_START, ACTION_PREVIOUS, ACTION_PREVIOUS},
        {KEY_HOME, ACTION_HOME, ACTION_HOME},
        {KEY_LANGUAGE, ACTION_LANGUAGE, ACTION_LANGUAGE},
    };
    const bool is_rtl = deck->config.model->langs[deck->lang].locale.is_rtl;
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        if (KEYS[i].key == key) {
            const struct action action = {.kind = is_rtl ? KEYS[i].rtl : KEYS[i].ltr};
            act(deck, &action, now);
            return;
        }
    }
}

/* ---- time ---- */

bool
deck_is_in_transition(const struct deck *deck, time_ns now) {
    return now - deck->turned_at < TIME_MS(COME_MS);
}

static time_ns
turn_due(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    if (deck->config.is_held) {
        return TIME_NEVER;
    }
    if (deck->is_exploring) {
        return deck->touched_at + deck_idle(slide_of(deck, view), view->lang);
    }
    return view->entered_at + deck_dwell(slide_of(deck, view), view->lang);
}

static int
next_in_loop(const struct deck *deck) {
    return deck->looped[(deck->loop_at + 1) % deck->looped_count];
}

static void
turn(struct deck *deck, time_ns now) {
    if (deck->is_exploring) { /* nobody there any more: everything resets, the loop goes on where it left */
        deck->is_exploring = false;
        deck->lang = deck->config.lang;
        show(deck, deck->looped[deck->loop_at], 1, now);
        deck->old_view = -1;
        relayout(deck, now);
        deck->views[deck->now_view].skipped = 0;
        return;
    }
    deck->loop_at = (deck->loop_at + 1) % deck->looped_count;
    deck->rounds += deck->loop_at == 0 ? 1 : 0;
    show(deck, deck->looped[deck->loop_at], 1, now);
}

void
deck_update(struct deck *deck, time_ns now) {
    if (now >= turn_due(deck)) {
        turn(deck, now);
    }
    if (deck->old_view >= 0 && !deck_is_in_transition(deck, now)) {
        deck->old_view = -1;
        deck->is_dirty = true;
        need_background(deck, true);
    }
    if (deck->ahead_view < 0 && deck->old_view < 0 && !deck->config.is_held && !deck->is_exploring &&
        deck->looped_count > 1) {
        const struct deck_view_config config = view_config(deck);
        deck->ahead_view = free_view(deck);
        deck->is_ahead_warm = false;
        deck_view_prepare(&deck->views[deck->ahead_view], &config, next_in_loop(deck), deck->lang);
    }
}

/* When the slide prepared ahead is drawn unseen; a layer idles out only after two seconds. */
static time_ns
warm_due(const struct deck *deck) {
    const time_ns turn_at = turn_due(deck);
    return turn_at == TIME_NEVER ? TIME_NEVER : turn_at - TIME_MS(WARM_MS);
}

static time_ns
motion_due(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    if (deck->is_dirty) {
        return deck->drawn_at;
    }
    if (deck_is_in_transition(deck, deck->drawn_at)) {
        return deck->drawn_at + FRAME_NS;
    }
    if (deck->config.is_reduced_motion) {
        return TIME_NEVER;
    }
    const time_ns since = deck_view_since(view, deck->drawn_at);
    const time_ns change = view->scene.klass->next_change(&view->scene, since);
    if (change == TIME_NEVER) {
        return TIME_NEVER;
    }
    return deck->drawn_at + (change - since > FRAME_NS ? change - since : FRAME_NS);
}

static time_ns
frame_due(const struct deck *deck) {
    const bool is_cold = deck->ahead_view >= 0 && !deck->is_ahead_warm;
    return is_cold ? time_min(motion_due(deck), warm_due(deck)) : motion_due(deck);
}

bool
deck_needs_frame(const struct deck *deck, time_ns now) {
    return now >= frame_due(deck);
}

time_ns
deck_next_wakeup(const struct deck *deck, time_ns now) {
    time_ns due = time_min(frame_due(deck), turn_due(deck));
    if (deck->old_view >= 0) {
        due = time_min(due, deck->turned_at + TIME_MS(COME_MS));
    }
    return due > now ? due : now;
}

/* ---- drawing ---- */

static void
draw_background(const struct deck *deck, struct canvas *canvas, float come) {
    const enum deck_art now = deck_art_of(slide_of(deck, &deck->views[deck->now_view]));
    const bool has_old = deck->old_view >= 0;
    const enum deck_art old = has_old ? deck_art_of(slide_of(deck, &deck->views[deck->old_view])) : now;
    deck_background_draw(&deck->background, canvas, &deck->theme, old, now, come);
}

/* Draws the next slide unseen, a moment before its turn: its layers and glyphs are then there when it comes on. */
static void
warm_ahead(struct deck *deck, struct canvas *canvas, time_ns now) {
    if (deck->ahead_view < 0 || deck->is_ahead_warm || now < warm_due(deck)) {
        return;
    }
    deck->views[deck->ahead_view].entered_at = now;
    draw_group_push(canvas, 0.0f, 0.0f, 0.0f);
    deck_view_draw(&deck->views[deck->ahead_view], canvas, now);
    draw_group_pop(canvas);
    deck->is_ahead_warm = true;
}

void
deck_draw(struct deck *deck, struct canvas *canvas, time_ns now) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const bool is_turning = deck_is_in_transition(deck, now);
    const time_ns into = now - deck->turned_at;
    const float come = is_turning ? timeline_value((struct span){0, COME_MS, EASE_OUT3}, into) : 1.0f;
    const float leave = timeline_value((struct span){0, LEAVE_MS, EASE_LINEAR}, into);
    const float travel = deck->config.is_reduced_motion
                             ? 0.0f
                             : layout_px(&view->scene.env.ui.layout, TRAVEL) *
                                   -layout_end_sign(&view->scene.env.ui.layout) * (float)deck->direction;
    arena_reset(&deck->frame);
    draw_background(deck, canvas, come);
    if (is_turning && deck->old_view >= 0 && leave < 1.0f) {
        draw_group_push(canvas, travel * leave, 0.0f, 1.0f - leave);
        deck_view_draw(&deck->views[deck->old_view], canvas, now);
        draw_group_pop(canvas);
    }
    draw_group_push(canvas, -travel * (1.0f - come), 0.0f, come);
    deck_view_draw(view, canvas, now);
    draw_group_pop(canvas);
    if (deck->has_chrome) {
        const bool is_new = deck->old_view >= 0 && position_of(deck, deck->views[deck->old_view].slide) < 0;
        draw_group_push(canvas, 0.0f, 0.0f, is_new ? come : 1.0f);
        deck_chrome_draw(&deck->chrome, canvas, timeline_value((struct span){0, PIP_MS, EASE_OUT3}, into),
                         deck->pressed);
        draw_group_pop(canvas);
    }
    if (deck->config.is_preview) {
        deck_chrome_draw_preview(&deck->views[deck->now_view].scene.env.ui, &deck->frame, canvas);
    }
    warm_ahead(deck, canvas, now);
    deck->drawn_at = now;
    deck->is_dirty = false;
}

int
deck_slide(const struct deck *deck) {
    return deck->views[deck->now_view].slide;
}

int
deck_lang(const struct deck *deck) {
    return deck->lang;
}

bool
deck_is_exploring(const struct deck *deck) {
    return deck->is_exploring;
}

int
deck_rounds(const struct deck *deck) {
    return deck->rounds;
}
