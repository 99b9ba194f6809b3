#pragma once

#include "scene/scene.h"

/* What can lie over the slide, never over the controls: the sources sheet, a reference, the search, what a figure answers, the
 * switches for everyone. Covers stack, each kind once; the top one
 * answers the hand. A new kind of cover is one file with its `cover_class` and one row in deck_cover.c. */

enum cover_kind { COVER_SHEET, COVER_CARD, COVER_SEARCH, COVER_FIGURE, COVER_TOOLS, COVER_KINDS };

/* What a cover is about. */
struct cover_topic {
    int slide; /* index of the slide beneath */
    int page;  /* which of its pages; any number, the cover wraps it around */
    int arg; /* its subject: COVER_CARD the reference, COVER_FIGURE the figure, COVER_TOOLS the modes that are on; otherwise CONTENT_NONE */
};

struct cover_class {
    size_t state_bytes;
    bool hides_page; /* it leaves so little of the slide in sight that half words would stand around it */
    /* Lays out into ui->view. Called when it opens, after an action and for every new size or language; the state is zeroed at
     * the opening only. */
    void (*prepare)(void *state, const struct ui *ui, const struct cover_topic *topic);
    /* Range: shown 0..1, how far it has come up. pressed: name of the target held down, or NULL. */
    void (*draw)(const void *state, struct canvas *canvas, float shown, const char *pressed);
    void (*targets)(const void *state, struct target_list *targets);
    /* ACTION_COVER from one of its own targets. NULL: it has none such. */
    void (*action)(void *state, const struct action *action);
    /* Does a finger that rests on one of them do it again and again? NULL: never. */
    bool (*repeats)(const struct action *action);
    /* A touch that meets no target closes it when it falls outside of this. NULL: anywhere, for nothing on it can be missed. */
    struct rect (*panel)(const void *state);
};

struct cover {
    const struct cover_class *klass;
    struct cover_topic topic;
    void *state;
    struct arena keep, view; /* the state; what it laid out */
    time_ns opened_at;
    enum cover_kind kind;
};

struct cover_stack {
    struct cover covers[COVER_KINDS];
    int order[COVER_KINDS]; /* kinds, the lowest first */
    int count;
};

void covers_init(struct cover_stack *covers);
void covers_fini(struct cover_stack *covers);
/* Opens a cover on top, or turns the open one to another topic; what lay over it closes. */
void covers_open(struct cover_stack *covers, enum cover_kind kind, const struct cover_topic *topic,
                 const struct ui *ui, time_ns now);
void covers_close_top(struct cover_stack *covers);
void covers_close_all(struct cover_stack *covers);
bool covers_has(const struct cover_stack *covers, enum cover_kind kind);
/* Lays every open cover out anew. */
void covers_relayout(struct cover_stack *covers, const struct ui *ui);
/* Turns the top cover's pages. */
void covers_turn(struct cover_stack *covers, int pages, const struct ui *ui);
/* Gives the top cover one of its own actions and lays it out anew. */
void covers_act(struct cover_stack *covers, const struct action *action, const struct ui *ui);
/* Does the top cover do its own action again while a finger rests on it? */
bool covers_repeat(const struct cover_stack *covers, const struct action *action);
/* A touch on no target: beside the top cover it closes it. */
void covers_touch_beside(struct cover_stack *covers, struct vec2 at_px);
void covers_draw(const struct cover_stack *covers, struct canvas *canvas, bool is_reduced_motion, time_ns now,
                 const char *pressed);
void covers_targets(const struct cover_stack *covers, struct target_list *targets);
/* How far the slide beneath has gone, 0..1. */
float covers_hide_page(const struct cover_stack *covers, bool is_reduced_motion, time_ns now);
/* Is one still on its way up? */
bool covers_are_moving(const struct cover_stack *covers, time_ns now);

extern const struct cover_class deck_sheet_class, deck_card_class, deck_search_class, deck_figure_class,
    deck_tools_class;
