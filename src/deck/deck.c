/* The deck: which slide is on, and how the next one comes. Two lives: the attract loop, which turns by reading time, and a
 * visitor's exploring, which ends by itself when nobody touches any more. Drawing is a function of this state and the time. */

#include "deck/deck_internal.h"

#include <string.h>

#include "anim/timeline.h"
#include "base/xalloc.h"

#define LEAVE_MS 200
#define PIP_MS 240
#define FIRST_MS 20
#define TRAVEL 48.0f
#define PRESSED_RADIUS 20.0f
#define PRESSED_ALPHA 0.12f

const struct content_slide *
deck_slide_of(const struct deck *deck, const struct deck_view *view) {
    UNUSED(deck);
    return view->scene.env.slide;
}

bool
deck_is_attract_page(const struct deck *deck, int slide) {
    return str_is(deck->config.model->slides[slide].kind, "attract");
}

bool
deck_is_cover(const struct deck *deck, int slide) {
    const struct scene_class *klass = scene_class_find(deck->config.model->slides[slide].kind);
    return klass != NULL && klass->is_cover;
}

/* ---- backgrounds ---- */

struct deck_background_config
deck_background_config_of(const struct deck *deck) {
    return (struct deck_background_config){
        .model = deck->config.model,
        .width_px = deck->config.width_px,
        .height_px = deck->config.height_px,
        .is_mirrored = !deck->config.model->langs[deck->lang].locale.is_rtl,
        .is_flat = deck->config.is_flat || deck->modes.is_on[MODE_CONTRAST],
    };
}

void
deck_need_background(struct deck *deck) {
    const struct deck_background_config config = deck_background_config_of(deck);
    const enum deck_art art = deck_art_of(deck_slide_of(deck, &deck->views[deck->now_view]));
    struct err ignored = {0}; /* told when a page stands on it */
    deck->art_fault = (struct err){0};
    if (!deck_background_load(&deck->background, &config, art, &deck->art_fault)) {
        deck->is_dirty = true; /* without its picture the page is plain */
    }
    /* most pages stand on this one: none that a finger opens waits for it */
    if (!deck_background_load(&deck->background, &config, DECK_ART_PLAIN, &ignored)) {
        deck->is_dirty = true;
    }
}

/* ---- views ---- */

static struct theme
deck_theme(const struct deck *deck) {
    return deck->modes.is_on[MODE_CONTRAST] ? theme_high_contrast(&deck->theme) : deck->theme;
}

struct deck_view_config
deck_view_config_of(struct deck *deck, int slide) {
    return (struct deck_view_config){
        .model = deck->config.model,
        .changes = deck->config.changes,
        .text = deck->config.text,
        .theme = deck_theme(deck),
        .frame = &deck->frame,
        .width_px = deck->config.width_px,
        .height_px = deck->config.height_px,
        .zoom = deck->modes.is_on[MODE_LARGE] && !deck_is_attract_page(deck, slide) ? DECK_ZOOM : 1.0f,
        .is_reduced_motion = deck_is_calm(deck),
        .is_left_out = !guard_may_draw(&deck->guard, slide),
        .witness = deck->config.witness,
    };
}

struct ui
deck_ui_over(const struct deck *deck, struct arena *arena) {
    struct ui ui = deck->views[deck->now_view].scene.env.ui;
    ui.layout = layout_make(deck->config.width_px, deck->config.height_px, ui.locale.is_rtl);
    ui.view = arena;
    return ui;
}

int
deck_position_of(const struct deck *deck, int slide) {
    for (int i = 0; i < deck->numbered_count; i++) {
        if (deck->numbered[i] == slide) {
            return i;
        }
    }
    return -1;
}

struct deck_run
deck_run_of(struct deck *deck) {
    const struct content_model *model = deck->config.model;
    const int slide = deck_slide(deck);
    const int parent = model->slides[slide].parent;
    const bool is_detail = parent != CONTENT_NONE;
    const int count = is_detail ? (int)model->slides_count : deck->numbered_count;
    struct deck_run run = {deck->run, 0, -1, is_detail};
    for (int i = 0; i < count && run.count < DECK_SLIDES_MAX; i++) {
        const int other = is_detail ? i : deck->numbered[i];
        const bool is_beside = !is_detail || model->slides[other].parent == parent;
        if (other == slide) {
            run.position = run.count;
            deck->run[run.count++] = other;
        } else if (is_beside && !guard_leaves_out(&deck->guard, other)) { /* hands pass over what did harm */
            deck->run[run.count++] = other;
        }
    }
    return run;
}

void
deck_prepare_chrome(struct deck *deck) {
    const struct deck_run run = deck_run_of(deck);
    deck->has_chrome = run.position >= 0 || deck_slide(deck) == deck->home;
    arena_reset(&deck->chrome_arena);
    if (deck->has_chrome) {
        const struct ui ui = deck_ui_over(deck, &deck->chrome_arena);
        deck_chrome_prepare(&deck->chrome, &ui, &run);
    }
}

int
deck_free_view(const struct deck *deck) {
    for (int i = 0; i < DECK_VIEWS; i++) {
        if (i != deck->now_view && i != deck->old_view && i != deck->ahead_view) {
            return i;
        }
    }
    return deck->ahead_view; /* three views, at most three names: the one prepared ahead gives way */
}

void
deck_open_cover(struct deck *deck, enum cover_kind kind, int arg, time_ns now) {
    const struct cover_topic topic = {.slide = deck_slide(deck), .arg = arg};
    const struct ui ui = deck_ui_over(deck, &deck->frame);
    covers_open(&deck->covers, kind, &topic, &ui, now);
    deck->is_dirty = true;
}

/* Where a visitor touched the mark that leads to a slide, or its card. */
static bool
has_mark(const struct deck *deck, int slide, time_ns now, struct vec2 *ret_at) {
    if (deck->now_view < 0 || deck_is_calm(deck)) {
        return false;
    }
    const struct deck_view *view = &deck->views[deck->now_view];
    const struct scene_class *klass = view->scene.klass;
    if (klass->mark == NULL || !klass->mark(&view->scene, slide, deck_view_since(view, now), ret_at)) {
        return false;
    }
    ret_at->x -= view->pan.x;
    ret_at->y -= view->pan.y;
    return true;
}

/* On the way back from a detail page a visitor finds the page as it was left. */
static const struct view_hands *
hands_for(struct deck *deck, int slide, bool is_other_pack) {
    const struct content_slide *slides = deck->config.model->slides;
    if (is_other_pack || deck->now_view < 0 || !deck->is_exploring) {
        deck->left = (struct view_hands){0};
        return NULL;
    }
    const struct deck_view *from = &deck->views[deck->now_view];
    if (slides[slide].parent == from->slide) {
        deck->left = deck_view_hands(from);
    }
    return slides[from->slide].parent == slide ? &deck->left : NULL;
}

void
deck_show(struct deck *deck, int slide, int direction, time_ns now) {
    const bool is_other_pack = deck_pack_take(deck, &slide, now);
    covers_close_all(&deck->covers);
    deck->grip = deck->grip == GRIP_NONE ? GRIP_NONE : GRIP_GONE;
    struct deck_view_config config = deck_view_config_of(deck, slide);
    config.has_origin = !is_other_pack && has_mark(deck, slide, now, &config.origin);
    config.hands = hands_for(deck, slide, is_other_pack);
    int view = deck->ahead_view;
    const bool is_ready = view >= 0 && deck->views[view].slide == slide &&
                          deck->views[view].scene.env.ui.model == config.model &&
                          deck->views[view].lang == deck->lang && deck->views[view].zoom == config.zoom;
    if (!is_ready) {
        deck->old_view = -1;
        view = view >= 0 ? view : deck_free_view(deck);
        deck_view_prepare(&deck->views[view], &config, slide, deck->lang);
        deck_large_begin(deck, &deck->views[view]);
    }
    deck->old_view = deck->now_view;
    deck->now_view = view;
    deck->ahead_view = -1;
    deck->views[view].entered_at = now;
    deck->views[view].skipped = 0;
    deck->direction = direction;
    deck->turned_at = now;
    deck->is_dirty = true;
    deck_need_background(deck);
    deck_prepare_chrome(deck);
}

void
deck_relayout(struct deck *deck, time_ns now) {
    struct deck_view *view = &deck->views[deck->now_view];
    struct deck_view_config config = deck_view_config_of(deck, view->slide);
    const struct view_hands hands = deck_view_hands(view);
    config.hands = deck->is_exploring ? &hands : NULL;
    deck->grip = deck->grip == GRIP_NONE ? GRIP_NONE : GRIP_GONE;
    const time_ns entered = view->entered_at;
    const time_ns since = deck_view_since(view, now);
    const struct vec2 pan = view->pan;
    const bool was_rtl = view->scene.env.ui.locale.is_rtl;
    const bool is_alike = view->zoom == config.zoom;
    const struct scene_select select = scene_select_settled(&view->scene.select);
    deck_view_prepare(view, &config, view->slide, deck->lang);
    view->scene.select = select;
    view->scene.select.is_calm = view->scene.env.is_reduced_motion;
    deck_large_begin(deck, view);
    if (is_alike) {
        deck_large_keep(deck, pan, was_rtl);
    }
    view->entered_at = entered;
    /* time on the page never runs back: what a scene remembers of it would lie ahead */
    view->skipped = (since > DECK_SETTLED_NS ? since : DECK_SETTLED_NS) - (now - entered);
    deck->old_view = -1;
    deck->ahead_view = -1;
    deck->is_dirty = true;
    const struct ui ui = deck_ui_over(deck, &deck->frame);
    covers_relayout(&deck->covers, &ui);
    deck_need_background(deck);
    deck_prepare_chrome(deck);
}

bool
deck_collect_slides(struct deck *deck, struct err *err) {
    const struct content_model *model = deck->config.model;
    deck->numbered_count = deck->looped_count = 0;
    deck->home = CONTENT_NONE;
    for (size_t i = 0; i < model->slides_count && i < DECK_SLIDES_MAX; i++) {
        if (scene_class_find(model->slides[i].kind) == NULL) {
            continue;
        }
        if (str_is(model->slides[i].kind, "home")) {
            deck->home = (int)i;
        }
        if (!deck_is_cover(deck, (int)i) && model->slides[i].parent == CONTENT_NONE) {
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
    deck->modes.is_on[MODE_CONTRAST] = config->is_contrast;
    deck->now_view = deck->old_view = deck->ahead_view = deck->scrub = -1;
    arena_init(&deck->frame, 0);
    arena_init(&deck->chrome_arena, 0);
    covers_init(&deck->covers);
    if (!deck_collect_slides(deck, err)) {
        deck_destroy(deck);
        return NULL;
    }
    if (config->guard != NULL) {
        deck->guard = *config->guard;
        deck->config.guard = NULL; /* it is the caller's */
    }
    const int first = config->first_slide != CONTENT_NONE ? config->first_slide : deck_first_in_loop(deck);
    const struct deck_background_config background = deck_background_config_of(deck);
    if (!deck_background_load(&deck->background, &background, deck_art_of(&config->model->slides[first]),
                              err)) {
        deck_destroy(deck);
        return NULL;
    }
    for (int i = 0; i < deck->looped_count; i++) {
        deck->loop_at = deck->looped[i] == first ? i : deck->loop_at;
    }
    deck_put(deck, first, now);
    return deck;
}

void
deck_destroy(struct deck *deck) {
    if (deck == NULL) {
        return;
    }
    for (int i = 0; i < DECK_VIEWS; i++) {
        deck_view_fini(&deck->views[i]);
    }
    deck_background_fini(&deck->background);
    deck_pack_fini(deck);
    arena_fini(&deck->frame);
    arena_fini(&deck->chrome_arena);
    covers_fini(&deck->covers);
    xfree(deck);
}

void
deck_resize(struct deck *deck, int width_px, int height_px, time_ns now) {
    deck->config.width_px = width_px;
    deck->config.height_px = height_px;
    deck_relayout(deck, now);
}

/* ---- drawing ---- */

static void
draw_background(const struct deck *deck, struct canvas *canvas, float come) {
    const enum deck_art now = deck_art_of(deck_slide_of(deck, &deck->views[deck->now_view]));
    const bool has_old = deck->old_view >= 0;
    const enum deck_art old = has_old ? deck_art_of(deck_slide_of(deck, &deck->views[deck->old_view])) : now;
    const struct theme theme = deck_theme(deck);
    if (has_old && deck_pack_is_leaving(deck)) {
        deck_pack_draw_background(deck, canvas, &theme, come);
        return;
    }
    deck_background_draw(&deck->background, canvas, &theme, old, now, come);
}

/* Draws the next slide unseen, a moment before its turn: its layers and glyphs are then there when it comes on. */
static void
warm_ahead(struct deck *deck, struct canvas *canvas, time_ns now) {
    if (deck->ahead_view < 0 || deck->is_ahead_warm || now < deck_warm_due(deck)) {
        return;
    }
    struct deck_view *ahead = &deck->views[deck->ahead_view];
    deck_witness_begins(&deck->config.witness, ahead->scene.env.ui.model, ahead->slide);
    ahead->entered_at = now;
    draw_group_push(canvas, 0.0f, 0.0f, 0.0f);
    deck_view_draw(ahead, canvas, now);
    draw_group_pop(canvas);
    deck->is_ahead_warm = true;
}

static void
draw_pressed(const struct deck *deck, struct canvas *canvas) {
    const struct ui *ui = &deck->views[deck->now_view].scene.env.ui;
    if (deck->pressed_box.w > 0.0f) {
        draw_round_rect(canvas, deck->pressed_box, layout_px(&ui->layout, PRESSED_RADIUS),
                        draw_solid(color_fade(ui_color(ui, THEME_TEXT), PRESSED_ALPHA)));
    }
}

static void
draw_ghost(struct deck *deck, struct canvas *canvas, time_ns now) {
    const time_ns at = deck_ghost_at(deck);
    if (at == TIME_NEVER || now < at || now >= at + GHOST_NS) {
        return;
    }
    const struct ui ui = deck_ui_over(deck, &deck->frame);
    struct target_list *page = arena_alloc(&deck->frame, sizeof(*page));
    deck_page_targets(deck, now, page);
    const struct ghost ghost = deck_ghost_choose(&ui, page, deck->loop_at);
    deck_ghost_draw(&ui, canvas, &ghost, now - at);
}

void
deck_draw(struct deck *deck, struct canvas *canvas, time_ns now) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const bool is_turning = deck_is_in_transition(deck, now);
    const time_ns into = now - deck->turned_at;
    const float come = is_turning ? timeline_value((struct span){0, DECK_COME_MS, EASE_OUT3}, into) : 1.0f;
    const float leave = timeline_value((struct span){0, LEAVE_MS, EASE_LINEAR}, into);
    const float travel = deck_is_calm(deck)
                             ? 0.0f
                             : layout_px(&view->scene.env.ui.layout, TRAVEL) *
                                   -layout_end_sign(&view->scene.env.ui.layout) * (float)deck->direction;
    if (deck->has_new_theme) {
        draw_canvas_forget_layers(canvas);
        deck->has_new_theme = false;
    }
    arena_reset(&deck->frame);
    draw_background(deck, canvas, come);
    if (is_turning && deck->old_view >= 0 && leave < 1.0f) {
        draw_group_push(canvas, travel * leave, 0.0f, 1.0f - leave);
        deck_view_draw(&deck->views[deck->old_view], canvas, now);
        draw_group_pop(canvas);
    }
    const bool is_first = is_turning && deck->old_view >= 0 && into < TIME_MS(FIRST_MS);
    /* the old slide answers the finger at once; what the new one has to bake comes a frame later */
    if (!is_first && !deck->is_bare) {
        const float left = 1.0f - covers_hide_page(&deck->covers, deck_is_calm(deck), now);
        draw_group_push(canvas, -travel * (1.0f - come), 0.0f, come * left);
        deck_view_draw(view, canvas, now);
        deck_marks_draw(deck, view, canvas, now);
        draw_pressed(deck, canvas);
        draw_group_pop(canvas);
    }
    covers_draw(&deck->covers, canvas, deck_is_calm(deck), now, deck->pressed);
    if (deck->has_chrome) {
        deck_large_draw(deck, canvas);
        const bool is_new = deck->old_view >= 0 && !deck_pack_is_leaving(deck) &&
                            deck_position_of(deck, deck->views[deck->old_view].slide) < 0;
        draw_group_push(canvas, 0.0f, 0.0f, (is_new ? come : 1.0f) * deck_dim(deck, now));
        deck_chrome_draw(&deck->chrome, canvas, timeline_value((struct span){0, PIP_MS, EASE_OUT3}, into),
                         deck->pressed);
        draw_group_pop(canvas);
    }
    if (deck->has_chrome && deck->scrub >= 0) {
        deck_rail_draw_bubble(&deck->chrome.rail, canvas, deck->scrub);
    }
    draw_ghost(deck, canvas, now);
    if (!deck->has_chrome) {
        const struct ui ui = deck_ui_over(deck, &deck->frame);
        deck_chrome_draw_alone(&ui, canvas, deck->pressed);
    }
    if (deck_notice_is_seen(deck, now)) {
        const struct ui ui = deck_ui_of_notice(deck, &deck->frame);
        const struct notice_look look = {deck_is_calm(deck), deck->has_chrome};
        deck_notice_draw(&deck->notice, &ui, canvas, look, now);
    }
    if (deck_is_asking(deck, now)) {
        const struct ui ui = deck_ui_over(deck, &deck->frame);
        deck_return_draw(&ui, canvas, deck_asking_since(deck, now));
    }
    if (deck->config.is_preview) {
        const struct ui ui = deck_ui_over(deck, &deck->frame);
        deck_chrome_draw_preview(&ui, &deck->frame, canvas);
    }
    warm_ahead(deck, canvas, now);
    deck->drawn_at = now;
    deck->is_dirty = false;
}

void
deck_set_status(struct deck *deck, const struct pack_status *status, time_ns now) {
    deck->is_dirty = deck_notice_set(&deck->notice, status, now) || deck->is_dirty;
}

bool
deck_has_card(const struct deck *deck, time_ns now) {
    return deck_notice_form(&deck->notice, now) == NOTICE_CARD;
}

int
deck_slide(const struct deck *deck) {
    return deck->views[deck->now_view].slide;
}

const char *
deck_fault(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    return view->is_fallback ? view->fault.text : NULL;
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
