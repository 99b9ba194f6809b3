#pragma once

#include "deck/deck_guard.h"
#include "scene/scene.h"
#include "ui/label.h"

/* What hands changed on a page, to be found again in another layout of it. Zeroed: nothing. */
struct view_hands {
    int slide;
    size_t bytes; /* 0: nothing */
    uint8_t of_scene[SCENE_HANDS_BYTES_MAX];
};

/* One prepared slide: its arena, scene and heading, for one size and language. */

struct deck_view {
    bool is_ready, is_fallback;
    int slide, lang;
    struct arena arena;
    struct scene scene;
    struct ui_marks marks; /* its figures, in page pixels */
    bool has_heading;
    struct label chapter, title, deck_line;
    bool has_chapter, has_title, has_deck_line;
    bool has_news; /* something on it moved with this pack */
    struct label news;
    float zoom;      /* of the page against the picture: 1, or larger with only a part of it in view */
    struct vec2 pan; /* pixels by which the picture stands right of and below the page's corner */
    time_ns entered_at;
    time_ns skipped;  /* added to the time since entry: a reveal completed by a touch */
    struct err fault; /* why it is a fallback */
    uint64_t salt;    /* of its layers: another pack's pages have the same names */
};

struct deck_view_config {
    const struct content_model *model;
    const struct content_changes *changes; /* as struct ui's */
    struct text *text;
    struct theme theme;
    struct arena *frame;
    int width_px, height_px;
    float zoom;
    bool is_reduced_motion;
    bool is_left_out;               /* did harm: plain words stand in its place */
    const struct view_hands *hands; /* of the same visitor on the same slide; NULL: as at first */
    bool has_origin;                /* as struct scene_env's */
    struct vec2 origin;
    struct deck_witness witness;
};

/* Prepares a slide into the view (its arena is reset). A slide that cannot be prepared becomes the fallback. */
void deck_view_prepare(struct deck_view *view, const struct deck_view_config *config, int slide, int lang);
/* Tells the witness, if there is one. */
void deck_witness_begins(const struct deck_witness *witness, const struct content_model *model, int slide);
/* What hands have changed on it so far. */
struct view_hands deck_view_hands(const struct deck_view *view);
void deck_view_fini(struct deck_view *view);
time_ns deck_view_since(const struct deck_view *view, time_ns now);
void deck_view_draw(const struct deck_view *view, struct canvas *canvas, time_ns now);

#define DECK_IDLE_LONG TIME_S(75) /* on pages that are explored, and with something open over the slide */

/* Reading time: how long the loop shows a slide, and how long a visitor may be still before it goes on. */
time_ns deck_dwell(const struct content_slide *slide, int lang);
time_ns deck_idle(const struct content_slide *slide, int lang);
