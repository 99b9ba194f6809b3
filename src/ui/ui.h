#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "content/content_change.h"
#include "content/content_model.h"
#include "draw/draw.h"
#include "text/text.h"
#include "text/text_markup.h"
#include "ui/figure_line.h"
#include "ui/layout.h"
#include "ui/strings.h"
#include "ui/theme.h"

#define UI_MARKS_MAX 64

/* The figures that a page tells in large numerals, and where: each answers a finger. */
struct ui_mark {
    int figure;      /* index in the model */
    struct rect box; /* of the numeral and its unit, pixels of the page */
    struct figure_line line;
    const char *name; /* of its target */
};

struct ui_marks {
    struct ui_mark marks[UI_MARKS_MAX];
    int count;
};

/* All that a part of a slide needs to become a picture, for one size, one language and one pack. */
struct ui {
    const struct content_model *model;
    const struct content_changes *changes; /* what moved since the pack before; NULL: nothing */
    struct text *text;
    struct theme theme;
    struct layout layout;
    struct locale locale; /* of the language shown */
    int lang;             /* its index in the model */
    struct markup_words words;
    struct arena *view;     /* lives as long as the prepared slide */
    struct arena *frame;    /* reset each frame */
    struct ui_marks *marks; /* collects figures while a page is prepared; may be NULL */
};

/* Returns: the cell in the shown language with its markup expanded. A fault in the markup gives the cell as it is (the
 * author's tool refuses such packs). Valid until: the view arena is reset. */
struct str ui_cell(const struct ui *ui, const struct content_text *cell);
/* "about", "more than" … in the shown language; empty for none. */
struct str ui_qualifier(const struct ui *ui, enum content_qualifier qualifier);
/* Notes where a figure of the page stands; one that is placed anew is moved. Nothing is noted where nobody collects. */
void ui_mark_figure(const struct ui *ui, const struct content_figure *figure, struct rect box,
                    const struct figure_line *line);
/* A figure as it is told: "about 82.4 thousand square kilometres". */
struct str ui_figure_words(const struct ui *ui, const struct content_figure *figure);
struct color ui_color(const struct ui *ui, enum theme_role role);
/* The role named by an item's colour cell. */
struct color ui_color_named(const struct ui *ui, struct str name, enum theme_role fallback);
