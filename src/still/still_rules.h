#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "still/still.h"

/* Rules over a laid-out page: what a visitor could not read or could not touch. Pure in the page. */

#define STILL_SLACK_PX 3.0f      /* so far texts may meet or stand out of the picture; at every size */
#define STILL_TEXT_MIN 28.0f     /* design units */
#define STILL_TARGET_MIN 88.0f   /* design units, both ways */
#define STILL_CONTRAST 4.5f      /* WCAG 2, level AA */
#define STILL_CONTRAST_LARGE 3.0 /* the same for large text: from 40 units, or from 32 in weight 700 */
#define STILL_WORST_PART 0.05    /* of the pixels behind a text that is looked at */

enum still_rule {
    STILL_TEXT_CUT,
    STILL_TEXT_LEAVES,
    STILL_TEXTS_OVERLAP,
    STILL_TEXT_SMALL,
    STILL_TEXT_FAINT,
    STILL_TARGET_SMALL
};

struct still_finding {
    enum still_rule rule;
    const struct draw_note *text;  /* NULL: of a target */
    const struct draw_note *other; /* the text it overlaps */
    const struct target *target;
    float is, wanted;           /* small: design units; faint: contrast ratios */
    struct color color, behind; /* faint: the text's and what is under it at that ratio */
};

struct still_report {
    void (*found)(void *context, const struct still_finding *finding);
    void *context;
};

/* Gives every finding of a page to the report. Contrast is measured when the page has its ground. Returns: their number. */
int still_rules_check(const struct still_page *page, const struct still_report *report);

/* The band that a text's letters fill, from ascender to descender. */
struct rect still_rules_letters(const struct draw_note *text);

/* WCAG 2 contrast of two opaque colours. Returns: 1..21. */
float still_contrast(struct color a, struct color b);
/* Contrast of a text against the pixels in a box of its ground: the greatest ratio that the worst `part` of the pixels do not
 * pass. Of a text that lets its ground through the mixed colours are compared. Returns: 21 for an empty box. */
float still_contrast_worst(const struct draw_target *ground, struct rect box, struct color text, double part,
                           struct color *ret_behind);
