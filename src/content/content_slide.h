#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geom.h"
#include "content/content_text.h"

/* Slides and what they are made of: chapters, items, placements, icons, art, colours. */

struct content_icon {
    struct str key;
    float width, height; /* view box */
    struct str path;     /* SVG path subset: M L H V C Q A Z (absolute and relative) */
};

struct content_art {
    struct str key; /* land port attract attract-port */
    const uint8_t *png;
    size_t png_bytes;
};

struct content_font {
    struct str key; /* fallback: glyphs that the program's own fonts lack */
    const void *file;
    size_t file_bytes;
};

struct content_color {
    struct str role;
    struct color color;
};

struct content_chapter {
    struct str key;
    struct content_text title;
};

/* One part of a slide; its meaning is the slide kind's (see data/README.md). */
struct content_item {
    struct str role;                            /* e.g. hero, part, column, bar, note, route, place, land */
    int figure, figure_2, series, place, route; /* indexes or CONTENT_NONE */
    struct str geometry_set, klass;
    int icon;
    struct str color;                /* a colour role, may be empty */
    struct content_text label, note; /* expanded at layout, markup of cells */
    const int *sources;              /* references of its words */
    size_t source_count;
    struct str key; /* for slide_place */
};

struct content_placement { /* what only an eye can place */
    int item;              /* index within the slide */
    bool is_portrait;
    float dx, dy;    /* design units from the item's natural point */
    struct str side; /* left right center */
    bool is_shown;
};

struct content_slide {
    struct str key, kind; /* kind: attract region_profile ranking share_ring route_map output_columns */
    int chapter, map;     /* indexes or CONTENT_NONE */
    int parent;           /* the slide this one is a detail page of, or CONTENT_NONE */
    struct str art;       /* key of content_art without orientation: land or attract */
    bool is_attract;      /* takes part in the loop */
    struct content_text title, deck;
    struct str claim; /* checked by lint: "rank(series, point) = 5" */
    const struct content_item *items;
    size_t item_count;
    const struct content_placement *placements;
    size_t placement_count;
    const int *sources;
    size_t source_count; /* union of the references of all it shows, figures within words too; ascending */
};
