#pragma once

#include "scene/scene.h"
#include "ui/label.h"

/* The sheet behind the sources button: every figure of the slide with its year and reference numbers, and the references
 * themselves. It covers the slide, never the controls, and is paged when it is long. */

#define SHEET_FIGURES_MAX 6    /* figures on one page */
#define SHEET_REFERENCES_MAX 6 /* references on one page */

struct sheet_row {
    struct label name, value, origin;
    struct rect box;
    int figure;         /* index in the model, or CONTENT_NONE */
    const char *target; /* its name */
};

struct sheet_reference {
    struct label number, title, address;
    struct rect box;
    int source;       /* index in the model */
    const char *name; /* of its target */
};

/* The state of COVER_SHEET; its topic's slide and page tell what is listed. */
struct deck_sheet {
    struct ui ui; /* with the sheet's own view arena */
    struct rect panel, close, take, page_back, page_on;
    struct label take_label, heading, heading_2, pages;
    struct sheet_row rows[SHEET_FIGURES_MAX];
    struct sheet_reference references[SHEET_REFERENCES_MAX];
    int row_count, reference_count, page, page_count;
};
