#pragma once

#include <stdio.h>

#include "base/err.h"
#include "content/content_model.h"
#include "text/text.h"
#include "tools/pack_sheet.h"

/* The author's proof desk: a folder with a picture of every slide in every language, upright and wide, contact sheets, and a
 * page that sets them beside the rows they come from.
 *   slides/SLIDE_LANG_landscape.png, …_portrait.png, contact_LANG_landscape.png, …_portrait.png, index.html */

enum preview_shape { PREVIEW_LANDSCAPE, PREVIEW_PORTRAIT, PREVIEW_SHAPES };

struct preview {
    const struct content_model *model;
    struct text *text;
    const struct workbook *book; /* the pack's own sheets; NULL: no rows are listed */
    const char *folder;          /* made when it is not there */
    int slide;                   /* index, or CONTENT_NONE for all */
    FILE *progress;
};

/* Every file appears whole or not at all. Errors: one sentence naming the file or the slide. */
bool pack_preview(const struct preview *preview, int *ret_pictures, struct err *err) WARN_UNUSED;

/* ---- pack_preview_html.c ---- */
/* Errors: the file cannot be written. */
bool pack_preview_write_page(const struct preview *preview, struct err *err) WARN_UNUSED;
/* Name of a picture within the folder; `slide` CONTENT_NONE: the contact sheet. */
struct str pack_preview_picture(const struct preview *preview, struct arena *arena, int slide, int lang,
                                enum preview_shape shape);
