#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/locale.h"
#include "content/content_figure.h"
#include "content/content_map.h"
#include "content/content_search.h"
#include "content/content_slide.h"

/* The whole content of one pack as plain structs in the pack arena. Everything is read-only after loading; indexes are
 * into the arrays of `struct content_model`, CONTENT_NONE where a reference is empty. */

#define CONTENT_SCHEMA 1
#define CONTENT_APPLICATION_ID 0x56545250 /* "VTRP" */
#define CONTENT_ROWS_MAX 20000            /* of any one table */
#define CONTENT_CELL_BYTES_MAX 4096       /* of one text cell */
#define CONTENT_PATH_BYTES_MAX 65536      /* of one icon's path */
#define CONTENT_BLOB_BYTES_MAX (16u << 20)
#define CONTENT_PACK_BYTES_MAX (256u << 20)
#define CONTENT_ITEMS_PER_SLIDE_MAX 128
#define CONTENT_SLIDES_MAX 1000
#define CONTENT_SOURCES_MAX 1000
#define CONTENT_SOURCES_PER_CELL_MAX 64
#define CONTENT_META_ROWS_MAX 64
#define CONTENT_TARGET_BYTES_MAX 64
#define CONTENT_VERTEX_MAX 1e5f /* of a shape: degrees, or design units where a page draws it unprojected */
#define CONTENT_WIDTH_MAX 200   /* of a route's line, in design units */
#define CONTENT_NUMBER_MAX 1e15 /* of any number, either sign */

struct content_lang {
    struct locale locale;
    struct str name, short_name;
};

struct content_model {
    struct content_text title; /* meta title */
    struct str pack_id;        /* hex identity */
    struct str target;         /* which devices it is for; `any`: all */
    int64_t seq, replaces;     /* from 1; replaces: the later number it may take the place of, 0: none */
    struct str updated;        /* ISO date */
    size_t lang_count;
    struct content_lang langs[CONTENT_LANGS_MAX]; /* the first is the show's own */
#define CONTENT_TABLE(type, name)                                                                            \
    const struct type *name;                                                                                 \
    size_t name##_count
    CONTENT_TABLE(content_source, sources);
    CONTENT_TABLE(content_unit, units);
    CONTENT_TABLE(content_figure, figures);
    size_t values_count; /* figures behind the last: the values of all series, without a key */
    CONTENT_TABLE(content_series, series);
    CONTENT_TABLE(content_place, places);
    CONTENT_TABLE(content_route, routes);
    CONTENT_TABLE(content_geometry, geometries);
    CONTENT_TABLE(content_map, maps);
    CONTENT_TABLE(content_icon, icons);
    CONTENT_TABLE(content_art, arts);
    CONTENT_TABLE(content_font, fonts);
    CONTENT_TABLE(content_color, colors);
    CONTENT_TABLE(content_chapter, chapters);
    CONTENT_TABLE(content_slide, slides);
#undef CONTENT_TABLE
    struct content_search search;
};

/* ---- look-ups (linear or binary, for preparation, not for every frame) ---- */
int content_find_figure(const struct content_model *model, struct str key); /* CONTENT_NONE when absent */
int content_find_series(const struct content_model *model, struct str key);
int content_find_slide(const struct content_model *model, struct str key);
int content_find_place(const struct content_model *model, struct str key);
int content_find_lang(const struct content_model *model, struct str code);
const struct content_art *content_find_art(const struct content_model *model, struct str key);
/* Returns: NULL when the pack brings none. */
const struct content_font *content_find_font(const struct content_model *model, struct str key);
const struct content_color *content_find_color(const struct content_model *model, struct str role);
/* The nth item (from 0) of a role. Returns: NULL when there are fewer. */
const struct content_item *content_item_at(const struct content_slide *slide, const char *role, size_t nth);
size_t content_item_total(const struct content_slide *slide, const char *role);
/* The host of its address: what a reader recognises of it. */
struct str content_source_host(const struct content_source *source);
/* Role `sheet`: told on the slide's sources sheet, never on its face. */
bool content_item_is_on_sheet_only(const struct content_item *item);
const struct content_placement *content_placement_of(const struct content_slide *slide,
                                                     const struct content_item *item, bool is_portrait);
double content_scale_factor(enum content_scale scale); /* 1, 1e3, … */
/* Index among figures and values. Returns: CONTENT_NONE for one that was made up on the way. */
int content_figure_index(const struct content_model *model, const struct content_figure *figure);
/* Rank of a point, 1 = greatest value; 0 when absent. */
int content_series_rank(const struct content_series *series, struct str point_key);
