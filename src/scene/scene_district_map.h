#pragma once

#include "scene/scene_map.h"
#include "ui/icon.h"
#include "ui/numeral.h"

/* The blocks of text around a map: where each stands, what is in it, and the leader that ties it to its pin. */

#define DISTRICT_BLOCKS_MAX 6

/* One marked place and what is told of it. */
struct district_block {
    const struct content_item *item, *line; /* line: NULL for none */
    struct vec2 pin;
    int slide;        /* its detail page, or CONTENT_NONE */
    const char *name; /* of its target */
    struct rect at;   /* design units from the start side */
    struct rect box;  /* pixels */
    struct color color;
    struct vec2 leader[3]; /* from the pin to the block */
    struct vec2 edge[2];   /* the block's side that looks at the map */
    struct label title, note, words, unit;
    bool has_note, has_words, has_figure, has_icon;
    struct numeral value;
    struct icon icon;
    struct rect mark; /* the square to scale, or the icon */
};

/* The room that blocks have, in design units: columns beside the map, or rows above and below it in portrait. */
struct district_room {
    float top, bottom;
    float first_h, second_h; /* height of a block in the left column or upper row, and in the other */
};

/* Sets first_h and second_h. */
void district_room_measure(const struct ui *ui, const struct district_block *blocks, size_t count,
                           struct district_room *room);
/* Shares the blocks out: western ones to the left, the others to the right, or northern ones above, each row in the
 * order of the map, so that no leader crosses another one. Sets at, box, leader and edge. */
void district_blocks_share_out(const struct ui *ui, struct district_block *blocks, size_t count,
                               const struct district_room *room);
/* Words, number and picture of a block that has its place. largest: the figure that fills the square. */
void district_block_fill(const struct ui *ui, struct district_block *block, double largest);
/* Range: run 0..1, from the pin to the block. */
void district_leader_draw(const struct ui *ui, struct canvas *canvas, const struct district_block *block,
                          float run);
/* The block appears when `span` begins; its number counts and its square grows over it. */
void district_block_draw(const struct ui *ui, struct canvas *canvas, const struct district_block *block,
                         struct span span, time_ns since);
