#pragma once

#include "scene/scene.h"
#include "ui/label.h"
#include "ui/scroll.h"

/* The explorer's strip of cards: one a place, in a row (landscape) or a grid that runs upwards (portrait), under a finger with
 * inertia and snapping. */

#define STRIP_CARDS_MAX 64

struct strip_card {
    const char *name; /* of its target */
    int slide, group;
    struct color color;
    struct label title, note;
    bool has_note;
};

/* Where it stands, from the start side, in design units. */
struct strip_place {
    float y, w, h, pitch_x, pitch_y;
    int columns, cards; /* whole cards in sight */
    float end;          /* landscape: where the last whole card ends; the next one is cut there */
    struct rect more;   /* turns to the next cards */
    float clip_y, clip_h;
};

struct strip {
    const struct strip_place *at;
    struct strip_card cards[STRIP_CARDS_MAX];
    int card_count;
    int shown[STRIP_CARDS_MAX]; /* the cards of the group, in order */
    int shown_count;
};

void strip_add(const struct ui *ui, struct strip *strip, const struct content_slide *slide,
               const struct content_item *item, int group);
/* Shows the cards of a group (0: all). */
void strip_show_group(struct strip *strip, int group);
int strip_count_group(const struct strip *strip, int group);
/* Puts a scroll to this strip: its range, where it rests, how it gives. */
void strip_place_scroll(const struct ui *ui, const struct strip *strip, struct scroll *scroll, time_ns since);
/* The card that a scroll brings to the first place. Returns: CONTENT_NONE when there is none. */
int strip_first(const struct strip *strip, const struct scroll *scroll);
/* Brings a card into sight. */
void strip_scroll_to(const struct strip *strip, struct scroll *scroll, int card, time_ns since);
/* On to the next cards, from the last ones back to the first. */
void strip_more(const struct strip *strip, struct scroll *scroll, time_ns since);
/* Is the place on the sign that turns it on? */
bool strip_contains_more(const struct ui *ui, const struct strip *strip, const struct scroll *scroll,
                         struct vec2 at);
/* Is the place on the strip? */
bool strip_contains(const struct ui *ui, const struct strip *strip, float x, float y);
/* A finger's way, or velocity, along the strip. */
float strip_along(const struct ui *ui, float dx, float dy);
void strip_targets(const struct ui *ui, const struct strip *strip, const struct scroll *scroll, time_ns since,
                   struct target_list *targets);
/* flowed_at: when the group changed; selected: the card in front, or CONTENT_NONE. */
void strip_draw(const struct ui *ui, struct canvas *canvas, const struct strip *strip,
                const struct scroll *scroll, int selected, time_ns flowed_at, time_ns since);
