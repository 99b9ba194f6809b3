#pragma once

#include "scene/scene.h"
#include "ui/label.h"

/* The sheet behind the sources button: every figure of the slide with its year and reference numbers, and the references
 * themselves. It covers the slide, never the controls, and is paged when it is long. */

#define SHEET_FIGURES_MAX 6    /* figures on one page */
#define SHEET_REFERENCES_MAX 6 /* references on one page */

struct sheet_row {
    struct label name, value, origin;
};

struct sheet_reference {
    struct label number, title, address;
    struct rect box;
    int source;       /* index in the model */
    const char *name; /* of its target */
};

struct deck_sheet {
    struct ui ui; /* with the sheet's own view arena */
    struct rect panel, close, page_back, page_on;
    struct label heading, heading_2, pages;
    struct sheet_row rows[SHEET_FIGURES_MAX];
    struct sheet_reference references[SHEET_REFERENCES_MAX];
    int row_count, reference_count, page, page_count;
};

/* Lays out one page (from 0, clamped) of the slide's sheet. */
void deck_sheet_prepare(struct deck_sheet *sheet, const struct ui *ui, const struct content_slide *slide,
                        int page);
/* Range: shown 0..1, how far it has come up. pressed: name of the target held down, or NULL. */
void deck_sheet_draw(const struct deck_sheet *sheet, struct canvas *canvas, float shown, const char *pressed);
void deck_sheet_targets(const struct deck_sheet *sheet, struct target_list *targets);
