#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"
#include "content/content_change.h"
#include "content/content_model.h"
#include "deck/deck_guard.h"
#include "draw/draw.h"
#include "input/gesture.h"
#include "pack/pack_status.h"
#include "scene/scene.h"
#include "text/text.h"

/* What is on the screen: the attract loop, a visitor's exploring, transitions, language, the controls. The deck prepares the
 * next slide in small steps while the present one stands, and skips a slide that cannot be prepared. */

struct deck;

struct deck_config {
    const struct content_model *model;
    const struct content_changes *changes; /* what moved since the pack before; NULL: nothing */
    struct text *text;
    int width_px, height_px;
    int lang;        /* index in the model */
    int first_slide; /* index, or CONTENT_NONE for the loop's first */
    bool is_reduced_motion;
    bool is_contrast;               /* begins in high contrast */
    bool is_preview;                /* shows the word "preview": a pack that only its author vouches for */
    bool is_flat;                   /* no background art */
    const struct deck_guard *guard; /* slides known to do harm, or NULL */
    struct deck_witness witness;
    bool is_held; /* stays on first_slide: screenshots, bench of one slide */
};

/* Errors: ERR_CONTENT when no slide of the pack can be shown, ERR_FORMAT for a broken background. Owns: the caller.
 * The model and the text engine must outlive it. */
struct deck *deck_create(const struct deck_config *config, time_ns now, struct err *err) WARN_UNUSED;
void deck_destroy(struct deck *deck);

/* Gives the deck one gesture (GESTURE_NONE is ignored) or key. */
void deck_gesture(struct deck *deck, const struct gesture *gesture);
void deck_key(struct deck *deck, enum input_key key, time_ns now);
/* Moves time on: dwell, idle return, end of transitions, preparation in steps. Call once a frame, before drawing. */
void deck_update(struct deck *deck, time_ns now);
bool deck_needs_frame(const struct deck *deck, time_ns now);
time_ns deck_next_wakeup(const struct deck *deck, time_ns now);
/* Pure in the deck's state and `now`. */
void deck_draw(struct deck *deck, struct canvas *canvas, time_ns now);
void deck_targets(const struct deck *deck, time_ns now, struct target_list *targets);
/* Pictures without a screen: another slide stands there, as if it had been the first. */
void deck_put(struct deck *deck, int slide, time_ns now);
/* Leaves the page itself out from now on: background and controls are drawn. */
void deck_set_bare(struct deck *deck, bool is_bare);
/* A new picture size: everything is laid out anew. */
/* No motion but fades, for everybody, from now on. */
void deck_set_calm(struct deck *deck, bool is_calm, time_ns now);
void deck_resize(struct deck *deck, int width_px, int height_px, time_ns now);

/* What the intake is doing: told on a card over the page. */
void deck_set_status(struct deck *deck, const struct pack_status *status, time_ns now);
/* Is that card up, not folded into its pill? */
bool deck_has_card(const struct deck *deck, time_ns now);

/* Leaves a slide out of the loop; who opens it finds plain words. The loop never becomes empty: the first to be left out comes back. */
void deck_blame(struct deck *deck, int slide, enum guard_reason reason);
/* The frame just presented took so long: a slide that keeps the picture standing is left out. */
void deck_frame_took(struct deck *deck, time_ns took);
/* The slides left out, the oldest first. Valid until: the next call with this deck. */
const struct guard_fault *deck_faults(const struct deck *deck, int *ret_count);
/* How often a slide had to be left out since this pack came on, crashes of earlier runs not counted. */
int deck_harm(const struct deck *deck);
/* ---- another pack takes over (deck_pack.c) ---- */
struct deck_pack {
    const struct content_model *model;
    const struct content_changes *changes; /* as struct deck_config's */
    struct text *text;
    int lang; /* the show's own: index in the model */
};

/* Offers another pack. It is prepared in steps while the present slide stands and takes over by cross-fade when the loop turns next; somebody
 * who explores is not interrupted, but from ten minutes on the next page they open is the new pack's. The show goes on at the slide with the
 * same key. An offer before that has not been taken is forgotten. Errors: ERR_CONTENT, no slide of it can be shown; nothing changes.
 * Valid until: deck_has_model says that the deck has done with a model; its text engine may go with it. */
bool deck_change_pack(struct deck *deck, const struct deck_pack *pack, time_ns now,
                      struct err *err) WARN_UNUSED;
/* The pack that is on: all indexes the deck takes and gives are of it. */
const struct content_model *deck_model(const struct deck *deck);
/* Does anything the deck shows, prepares or has told in its last events come from the pack? */
bool deck_has_model(const struct deck *deck, const struct content_model *model);

int deck_slide(const struct deck *deck); /* index of the slide shown */
int deck_lang(const struct deck *deck);
/* Why plain words stand in place of the slide shown. Returns: NULL when it is drawn as its kind. Valid until: it changes. */
const char *deck_fault(const struct deck *deck);
/* Why the slide shown lacks its background picture. Returns: NULL when it does not. Valid until: it changes. */
const char *deck_art_fault(const struct deck *deck);
bool deck_is_exploring(const struct deck *deck);
bool deck_is_in_transition(const struct deck *deck, time_ns now);
/* How many rounds of the attract loop have ended. */
int deck_rounds(const struct deck *deck);
