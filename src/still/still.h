#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "content/content_model.h"
#include "draw/draw.h"
#include "scene/scene.h"
#include "text/text.h"

/* Pictures without a screen: one slide as the show draws it, at a moment where the clock is put. The show's own pictures and
 * layout dumps, the author's preview and lint all come from here. */

#define STILL_SETTLED_MS 8000 /* every reveal has ended */

struct still;

struct still_config {
    const struct content_model *model;
    struct text *text;
    int width_px, height_px; /* 1..16384 */
    int lang, slide;         /* indexes in the model; slide CONTENT_NONE: the loop's first */
    bool is_preview;         /* shows the word "preview" */
    bool is_reduced_motion, is_flat, is_contrast;
};

/* Model and text engine must outlive it. Errors: as deck_create. Owns: the caller, still_close. */
struct still *still_open(const struct still_config *config, struct err *err) WARN_UNUSED;
void still_close(struct still *still);
int still_slide(const struct still *still); /* index of the slide shown */

/* Paints the moment `ms` after the slide's entry. Valid until: the next call, or still_close. */
struct draw_target still_paint(struct still *still, int ms);

/* What a person could read and touch at a moment. */
struct still_page {
    int width_px, height_px;
    const struct draw_note *texts;
    size_t text_count;
    struct target_list targets;
    const char *fault;         /* why the slide could not be drawn as its kind, or NULL */
    struct draw_target ground; /* the picture without its glyphs; pixels NULL when it was not asked for */
};
/* Valid until: the next call, or still_close. */
void still_read(struct still *still, int ms, bool with_ground, struct still_page *ret_page);

/* Another slide instead of the one shown: as a still of its own would show it, but what both need is kept. */
void still_put(struct still *still, int slide);

/* A page as it is painted, with what could be read on it. */
struct still_shown {
    struct still_page page;
    size_t page_texts;          /* so many of the texts are the page's own; the controls' come after them */
    struct draw_target bare;    /* background and controls alone */
    struct draw_target picture; /* with the page; differs from `bare` within `changed` only */
    const struct irect *changed;
    size_t changed_count;
    const char *art_fault; /* why its background picture is missing, or NULL */
};
/* Valid until: the next call, or still_close. */
void still_show(struct still *still, int ms, struct still_shown *ret_shown);

/* Draws a moment between others, for what drawing may do to the program: only what differs is painted. */
void still_pass(struct still *still, int ms);

/* Does a touch there bring a part of the page forward (its arg), and nothing else? */
bool still_is_part(const struct target *target);
/* Touches the middle of the target with this name, at a moment. Returns: false when there is none. */
bool still_touch(struct still *still, const char *name, int ms);

/* ---- contact sheets: many pictures, small, on one ---- */
struct still_sheet {
    uint32_t *pixels;
    int width_px, height_px, thumb_w, thumb_h, columns;
};
/* Room for `count` pictures of width x height in rows of `columns`. Owns: the caller, still_sheet_fini. */
void still_sheet_init(struct still_sheet *sheet, int count, int columns, int width_px, int height_px);
void still_sheet_add(struct still_sheet *sheet, int index, const struct draw_target *picture);
struct draw_target still_sheet_target(const struct still_sheet *sheet);
void still_sheet_fini(struct still_sheet *sheet);
