#pragma once

#include "anim/timeline.h"
#include "ui/label.h"

/* A figure as a numeral that counts up from 0, or, when another pack has just brought it, from what it was; with its unit beside it on the same baseline (a gap of .14 em). */

struct numeral_spec {
    struct label_spec number;
    float unit_px;
    int unit_weight;
    struct color unit_color;
    bool has_unit, is_scale_only; /* scale only: "million" without its unit */
    float room;                   /* design units for number and unit together; 0: as wide as they are */
    bool is_counting;             /* years, ranks and identifiers do not count */
};

struct numeral {
    const struct content_figure *figure;
    const struct content_was *was; /* where the count begins; NULL: at 0 */
    struct label number, unit;
    bool has_unit, is_counting;
};

struct numeral numeral_make(const struct ui *ui, const struct content_figure *figure,
                            const struct numeral_spec *spec);
/* The number counts over `span`; its unit fades in when the count ends. */
void numeral_draw(const struct ui *ui, struct canvas *canvas, const struct numeral *numeral, struct span span,
                  time_ns since);
/* When the last of it stands still. */
int numeral_end_ms(struct span span);
