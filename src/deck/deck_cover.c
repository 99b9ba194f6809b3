/* The covers of the deck: which lie over the slide, in which order, and what happens to all alike. What a cover shows is its
 * class's; a class never knows of another. */

#include "deck/deck_cover.h"

#include "anim/timeline.h"

#define RISE_MS 240

static const struct cover_class *const CLASSES[COVER_KINDS] = {
    [COVER_SHEET] = &deck_sheet_class,   [COVER_CARD] = &deck_card_class,
    [COVER_SEARCH] = &deck_search_class, [COVER_FIGURE] = &deck_figure_class,
    [COVER_TOOLS] = &deck_tools_class,
};

void
covers_init(struct cover_stack *covers) {
    *covers = (struct cover_stack){0};
    for (int i = 0; i < COVER_KINDS; i++) {
        covers->covers[i].klass = CLASSES[i];
        covers->covers[i].kind = (enum cover_kind)i;
        arena_init(&covers->covers[i].keep, 0);
        arena_init(&covers->covers[i].view, 0);
    }
}

void
covers_fini(struct cover_stack *covers) {
    for (int i = 0; i < COVER_KINDS; i++) {
        arena_fini(&covers->covers[i].keep);
        arena_fini(&covers->covers[i].view);
    }
}

static struct cover *
top_of(struct cover_stack *covers) {
    return covers->count > 0 ? &covers->covers[covers->order[covers->count - 1]] : NULL;
}

static const struct cover_class *
top_class(const struct cover_stack *covers) {
    return covers->count > 0 ? covers->covers[covers->order[covers->count - 1]].klass : NULL;
}

static void
lay_out(struct cover *cover, const struct ui *ui) {
    struct ui own = *ui;
    own.view = &cover->view;
    arena_reset(&cover->view);
    cover->klass->prepare(cover->state, &own, &cover->topic);
}

bool
covers_has(const struct cover_stack *covers, enum cover_kind kind) {
    for (int i = 0; i < covers->count; i++) {
        if (covers->order[i] == (int)kind) {
            return true;
        }
    }
    return false;
}

void
covers_open(struct cover_stack *covers, enum cover_kind kind, const struct cover_topic *topic,
            const struct ui *ui, time_ns now) {
    struct cover *cover = &covers->covers[kind];
    if (covers_has(covers, kind)) {
        while (top_of(covers) != cover) {
            covers_close_top(covers);
        }
    } else {
        arena_reset(&cover->keep);
        cover->state = arena_alloc(&cover->keep, cover->klass->state_bytes);
        cover->opened_at = now;
        covers->order[covers->count++] = (int)kind;
    }
    cover->topic = *topic;
    lay_out(cover, ui);
}

void
covers_close_top(struct cover_stack *covers) {
    covers->count -= covers->count > 0 ? 1 : 0;
}

void
covers_close_all(struct cover_stack *covers) {
    covers->count = 0;
}

void
covers_relayout(struct cover_stack *covers, const struct ui *ui) {
    for (int i = 0; i < covers->count; i++) {
        lay_out(&covers->covers[covers->order[i]], ui);
    }
}

void
covers_turn(struct cover_stack *covers, int pages, const struct ui *ui) {
    struct cover *top = top_of(covers);
    if (top != NULL) {
        top->topic.page += pages;
        lay_out(top, ui);
    }
}

void
covers_act(struct cover_stack *covers, const struct action *action, const struct ui *ui) {
    struct cover *top = top_of(covers);
    if (top != NULL && top->klass->action != NULL) {
        top->klass->action(top->state, action);
        lay_out(top, ui);
    }
}

bool
covers_repeat(const struct cover_stack *covers, const struct action *action) {
    const struct cover_class *klass = top_class(covers);
    return klass != NULL && klass->repeats != NULL && klass->repeats(action);
}

void
covers_touch_beside(struct cover_stack *covers, struct vec2 at_px) {
    const struct cover *top = top_of(covers);
    const bool is_on_it = top != NULL && top->klass->panel != NULL &&
                          rect_contains(top->klass->panel(top->state), at_px.x, at_px.y);
    if (top != NULL && !is_on_it) {
        covers_close_top(covers);
    }
}

static float
shown_of(const struct cover *cover, bool is_reduced_motion, time_ns now) {
    const struct span rise = {0, is_reduced_motion ? 1 : RISE_MS, EASE_OUT3};
    return timeline_value(rise, now - cover->opened_at);
}

float
covers_hide_page(const struct cover_stack *covers, bool is_reduced_motion, time_ns now) {
    float most = 0.0f;
    for (int i = 0; i < covers->count; i++) {
        const struct cover *cover = &covers->covers[covers->order[i]];
        const float shown = cover->klass->hides_page ? shown_of(cover, is_reduced_motion, now) : 0.0f;
        most = shown > most ? shown : most;
    }
    return most;
}

void
covers_draw(const struct cover_stack *covers, struct canvas *canvas, bool is_reduced_motion, time_ns now,
            const char *pressed) {
    for (int i = 0; i < covers->count; i++) {
        const struct cover *cover = &covers->covers[covers->order[i]];
        const bool is_top = i == covers->count - 1;
        cover->klass->draw(cover->state, canvas, shown_of(cover, is_reduced_motion, now),
                           is_top ? pressed : NULL);
    }
}

void
covers_targets(const struct cover_stack *covers, struct target_list *targets) {
    if (covers->count > 0) {
        const struct cover *top = &covers->covers[covers->order[covers->count - 1]];
        top->klass->targets(top->state, targets);
    }
}

bool
covers_are_moving(const struct cover_stack *covers, time_ns now) {
    for (int i = 0; i < covers->count; i++) {
        if (now - covers->covers[covers->order[i]].opened_at < TIME_MS(RISE_MS)) {
            return true;
        }
    }
    return false;
}
