#pragma once

#include "ui/ui.h"

/* A text with its place: prepared once, drawn every frame. */

struct label_spec {
    float start, baseline; /* design units; start counts from the start side */
    float px;              /* design units at scale 1 */
    int weight;
    struct color color;
    enum text_anchor anchor; /* TEXT_START: the text's own start edge stands there; TEXT_END, TEXT_CENTER */
    float wrap;              /* design units; 0: one line */
    float px_min;            /* > 0: a text wider than wrap is set smaller, down to this, before it wraps */
    int lines_max;
    float line_height_em;
    unsigned flags; /* enum text_flags */
};

struct label {
    const struct text_block *block;
    float x, baseline;       /* pixels */
    enum text_anchor anchor; /* resolved to LEFT, RIGHT or CENTER */
    struct color color;
};

struct label label_make(const struct ui *ui, struct str text, const struct label_spec *spec);
/* As label_make, but the place is a pixel point and the anchor is literal: for maps, which never mirror. */
struct label label_make_at(const struct ui *ui, struct str text, const struct label_spec *spec,
                           struct vec2 point, enum text_anchor anchor);
/* Range: alpha 0..1; an invisible label costs nothing. dy_px moves it down. */
void label_draw(const struct ui *ui, struct canvas *canvas, const struct label *label, float alpha,
                float dy_px);
/* The pixels it takes: advance by ascent and descent. */
struct rect label_box(const struct label *label);
