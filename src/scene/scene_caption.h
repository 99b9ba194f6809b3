#pragma once

#include "scene/scene.h"
#include "ui/label.h"

/* What a part that stands forward tells of itself: its name, its figure in large type with unit and year, and up to three lines, on
 * a filled panel, for it is a control: a touch on it puts the part back. */

#define CAPTION_LINES_MAX 3

struct caption_spec {
    struct str name;
    struct color color;                  /* of the value */
    const struct content_figure *figure; /* may be NULL */
    struct str value;                    /* in place of the figure's own value, unit and year; may be empty */
    struct str unit;                     /* behind unit and year; may be empty */
    struct str lines[CAPTION_LINES_MAX]; /* empty ones are left out */
    int page;                            /* the slide that tells more, or CONTENT_NONE */
};

/* Where captions of a slide stand, in design units from the start side. */
struct caption_place {
    struct rect box;
    bool is_from_top; /* a lower caption ends higher; else it begins lower */
};

struct caption {
    struct rect box;  /* pixels */
    struct rect pill; /* leads to its page; empty without one */
    struct label name, value, unit, lines[CAPTION_LINES_MAX], details;
    bool has_value, has_unit;
    int figure; /* of the model, that answers a touch on the value; CONTENT_NONE: computed, it has no source */
    size_t line_count;
};

/* Lays it out in the view arena. */
struct caption scene_caption_make(const struct ui *ui, const struct caption_spec *spec,
                                  const struct caption_place *place);
/* A number made from values of a series, as their sum: its unit, scale, decimals and year; it has no source of its own. Valid until: the
 * view arena is reset. */
const struct content_figure *scene_caption_value(const struct ui *ui, const struct content_series *series,
                                                 double value);
/* "rank 5 of 13". */
struct str scene_caption_rank(const struct ui *ui, int rank, int total);
/* "1.71 trillion yuan more than the one in front", by the values as they are shown; empty when those are equal or percentages. */
struct str scene_caption_difference(const struct ui *ui, const struct content_figure *figure,
                                    const struct content_figure *other, struct str name);
/* "about 1.17 of 3.015 trillion yuan": what a share of a total is; empty unless the one is a percentage and the other is not. */
struct str scene_caption_part_of(const struct ui *ui, const struct content_figure *share,
                                 const struct content_figure *total);
/* Both joined by a comma; one alone where the other is empty. */
struct str scene_caption_join(const struct ui *ui, struct str a, struct str b);
/* Where the value is touched. */
struct rect scene_caption_value_box(const struct ui *ui, const struct caption *caption);
/* The panel behind the words. Range: alpha 0..1. */
void scene_caption_draw_panel(const struct ui *ui, struct canvas *canvas, struct rect box, float alpha);
void scene_caption_draw(const struct ui *ui, struct canvas *canvas, const struct caption *caption,
                        float alpha);
