#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geom.h"
#include "base/locale.h"
#include "base/str.h"

/* The whole content of one pack as plain structs in the pack arena. Everything is read-only after loading; indexes are
 * into the arrays of `struct content_model`, CONTENT_NONE where a reference is empty. */

#define CONTENT_SCHEMA 1
#define CONTENT_APPLICATION_ID 0x56545250 /* "VTRP" */
#define CONTENT_LANGS_MAX 4
#define CONTENT_ROWS_MAX 20000      /* of any one table */
#define CONTENT_CELL_BYTES_MAX 4096 /* of one text cell */
#define CONTENT_BLOB_BYTES_MAX (16u << 20)
#define CONTENT_PACK_BYTES_MAX (256u << 20)
#define CONTENT_ITEMS_PER_SLIDE_MAX 128
#define CONTENT_NONE (-1)

/* One text in every language of the pack, by language index. */
struct content_text {
    struct str in[CONTENT_LANGS_MAX];
};

enum content_unit_style { UNIT_WORD, UNIT_PERCENT };

struct content_unit {
    struct str key;
    enum content_unit_style style;
    struct content_text label; /* "square kilometres" */
};

enum content_scale { SCALE_ONE, SCALE_THOUSAND, SCALE_MILLION, SCALE_BILLION, SCALE_TRILLION };
enum content_qualifier {
    QUALIFIER_NONE,
    QUALIFIER_ABOUT,
    QUALIFIER_MORE_THAN,
    QUALIFIER_LESS_THAN,
    QUALIFIER_NEARLY
};

struct content_source {
    int number; /* as printed in the report */
    struct str url;
    struct content_text title; /* may be empty */
};

struct content_figure {
    struct str key;
    double value, value_to; /* value_to: upper end of a range */
    bool is_range;
    int decimals; /* to show */
    int unit;     /* index */
    enum content_scale scale;
    int year; /* 0: none */
    enum content_qualifier qualifier;
    const int *sources;
    size_t source_count; /* indexes of sources */
    struct content_text label;
    struct str fact; /* id in the report's list of facts, may be empty */
};

struct content_point {
    struct str key;
    double value;
    struct content_text label;
    bool is_highlight;
};

struct content_series {
    struct str key;
    int unit;
    enum content_scale scale;
    int decimals, year;
    const int *sources;
    size_t source_count;
    const struct content_point *points;
    size_t point_count; /* in the order of the sheet */
    struct content_text label;
};

struct content_place {
    struct str key, kind, basis;
    double lon_deg, lat_deg;
    struct content_text name;
};

struct content_stop {
    double lon_deg, lat_deg;
    int place;
};

struct content_route {
    struct str key, kind, color, basis; /* kind: rail sea river road; color: a colour role */
    float width_px;                     /* design units */
    bool is_dotted;
    const struct content_stop *stops;
    size_t stop_count;
    const int *sources;
    size_t source_count;
    struct content_text label;
};

struct content_ring {
    uint32_t first, count;
    bool is_closed;
};

struct content_geometry {
    struct str key, set, klass; /* set groups geometries used together; klass sorts them within the set */
    bool is_polygon;            /* else lines */
    const float *lon_lat;
    size_t vertex_count; /* degrees, pairs */
    const uint32_t *triangles;
    size_t triangle_count; /* 3 indexes each */
    const struct content_ring *rings;
    size_t ring_count;
    struct content_text name;
};

enum content_projection { PROJECTION_MERCATOR, PROJECTION_CONIC_EQUAL_AREA };

struct content_map {
    struct str key;
    enum content_projection projection;
    double parallel_1_deg, parallel_2_deg, rotate_deg;
    struct str fit_set; /* fit to the bounds of this geometry set, or … */
    const struct content_stop *fit;
    size_t fit_count; /* … to these points */
};

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
    struct str key;                  /* for slide_place */
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
    struct str art;       /* key of content_art without orientation: land or attract */
    bool is_attract;      /* takes part in the loop */
    struct content_text title, deck;
    struct str claim; /* checked by lint: "rank(series, point) = 5" */
    const struct content_item *items;
    size_t item_count;
    const struct content_placement *placements;
    size_t placement_count;
    const int *sources;
    size_t source_count; /* union of its figures' and series' references, ascending */
};

struct content_lang {
    struct locale locale;
    struct str name, short_name;
};

struct content_model {
    struct content_text title; /* meta title */
    struct str pack_id;        /* hex identity */
    struct str target;
    int64_t seq;
    struct str updated; /* ISO date */
    size_t lang_count;
    struct content_lang langs[CONTENT_LANGS_MAX]; /* the first is the show's own */
#define CONTENT_TABLE(type, name)                                                                            \
    const struct type *name;                                                                                 \
    size_t name##_count
    CONTENT_TABLE(content_source, sources);
    CONTENT_TABLE(content_unit, units);
    CONTENT_TABLE(content_figure, figures);
    CONTENT_TABLE(content_series, series);
    CONTENT_TABLE(content_place, places);
    CONTENT_TABLE(content_route, routes);
    CONTENT_TABLE(content_geometry, geometries);
    CONTENT_TABLE(content_map, maps);
    CONTENT_TABLE(content_icon, icons);
    CONTENT_TABLE(content_art, arts);
    CONTENT_TABLE(content_color, colors);
    CONTENT_TABLE(content_chapter, chapters);
    CONTENT_TABLE(content_slide, slides);
#undef CONTENT_TABLE
};

/* ---- look-ups (linear or binary, for preparation, not for every frame) ---- */
int content_find_figure(const struct content_model *model, struct str key); /* CONTENT_NONE when absent */
int content_find_series(const struct content_model *model, struct str key);
int content_find_slide(const struct content_model *model, struct str key);
int content_find_place(const struct content_model *model, struct str key);
int content_find_lang(const struct content_model *model, struct str code);
const struct content_art *content_find_art(const struct content_model *model, struct str key);
const struct content_color *content_find_color(const struct content_model *model, struct str role);
/* The nth item (from 0) of a role. Returns: NULL when there are fewer. */
const struct content_item *content_item_at(const struct content_slide *slide, const char *role, size_t nth);
size_t content_item_total(const struct content_slide *slide, const char *role);
const struct content_placement *content_placement_of(const struct content_slide *slide,
                                                     const struct content_item *item, bool is_portrait);
double content_scale_factor(enum content_scale scale); /* 1, 1e3, … */
/* Rank of a point, 1 = greatest value; 0 when absent. */
int content_series_rank(const struct content_series *series, struct str point_key);
