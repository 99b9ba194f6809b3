#pragma once

#include "draw/draw.h"

struct ui;
struct label;

/* The dotted line under a figure that answers a finger. It leaves room for the Persian decimal mark, which hangs below the baseline. */

struct figure_line {
    float from_px, to_px, baseline_px; /* of the picture */
    float gap_from_px, gap_to_px;      /* where the mark hangs; equal: nowhere */
};

/* Under a numeral, along `box`: the numeral alone or with its unit. */
struct figure_line figure_line_make(const struct ui *ui, const struct label *number, struct rect box);
/* Range: alpha 0..1. */
void figure_line_draw(const struct ui *ui, struct canvas *canvas, const struct figure_line *line,
                      float alpha);
