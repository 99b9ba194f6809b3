#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/geom.h"
#include "base/locale.h"
#include "base/str.h"
#include "draw/draw.h"

/* Strings to lines to pixels: strict UTF-8, bidi (UAX#9) with a GIVEN direction, script and font runs, HarfBuzz with
 * the whole paragraph as context, line classes (UAX#14), rules L1 and L2 per line, runs rasterised once and cached. */

#define TEXT_PARAGRAPH_BYTES_MAX 4096        /* longer text is cut at a code point and counted */
#define TEXT_RUN_CACHE_BYTES_MAX (12u << 20) /* rasterised runs */
#define TEXT_LINES_MAX 16
#define TEXT_PX_MIN 6
#define TEXT_PX_MAX 1200

struct text;

struct text_config {
    const char *fonts_dir; /* Vazirmatn-<Weight>.ttf: Regular Medium SemiBold Bold ExtraBold Black */
    /* A font file in memory for what those lack (a CJK subset), NULL for none; drawn at .94 em. It must live as long as the text. */
    const void *fallback_font;
    size_t fallback_font_bytes;
};

/* Errors: ERR_DEVICE / ERR_IO naming the font file. Owns: the caller, text_destroy. */
struct text *text_create(const struct text_config *config, struct err *err) WARN_UNUSED;
void text_destroy(struct text *text);
/* Call once a frame after draw_end: the cache may now drop runs that no command refers to. */
void text_frame_end(struct text *text);

enum text_anchor {
    TEXT_START,
    TEXT_CENTER,
    TEXT_END,
    TEXT_LEFT,
    TEXT_RIGHT
}; /* start/end follow the paragraph's direction */

enum text_flags {
    TEXT_NUMERAL =
        1 << 0, /* the decimal mark U+066B is set in weight 500 when px_design >= 72 (a big numeral) */
    TEXT_BALANCE = 1 << 1, /* lines of a wrapped title as equal as can be */
};

struct text_style {
    float px;   /* rounded to a whole number before shaping */
    int weight; /* 400 500 600 700 800 900 */
    unsigned flags;
    float wrap_px;               /* 0: one line per paragraph */
    int lines_max;               /* 0: TEXT_LINES_MAX; more text ends in an ellipsis at the logical end */
    float line_height_em;        /* 0: 1.5 */
    const struct locale *locale; /* direction of the paragraph and language of shaping */
};

/* A laid-out paragraph. */
struct text_block {
    float width_px;  /* widest line's advance */
    float height_px; /* lines * line height */
    float line_px;   /* distance of baselines */
    int line_count;
    bool is_rtl;
    bool is_truncated;
    int missing_glyphs; /* drawn as a visible box */
    struct str source;  /* copy of the laid-out text */
    struct text_style style;
    const struct text_line *lines; /* private to text/ */
};

/* Lays a paragraph out; '\n' forces a line. Valid until: the arena is reset. Never NULL. */
const struct text_block *text_layout(struct text *text, struct arena *arena, struct str paragraph,
                                     const struct text_style *style);

/* Draws every line; `baseline` is that of the first. Emits a note (draw_note_add) for the whole block. */
void text_draw(struct text *text, struct canvas *canvas, const struct text_block *block, float x,
               float baseline, enum text_anchor anchor, struct color color);

/* Where the decimal mark U+066B of a big numeral (TEXT_NUMERAL) stands, from the block's left edge. Returns: false when it has none. */
bool text_decimal_mark(const struct text_block *block, float *ret_from_px, float *ret_to_px);

struct text_pen {
    float x, baseline;
    enum text_anchor anchor;
    struct color color;
};

/* A running number: each digit stands in a cell as wide as the font's widest digit, so that nothing jitters.
 * `settle` 0 = cells, 1 = proportional; between them both are cross-faded. `block` is the settled number; `running`
 * the formatted value of this instant (same style; only digits, separators, sign and percent). */
void text_draw_counter(struct text *text, struct canvas *canvas, const struct text_block *block,
                       struct str running, float settle, const struct text_pen *pen);

/* Advance width of one line. */
float text_measure(struct text *text, struct str line, const struct text_style *style);

struct text_stats {
    uint64_t layouts, rasterised_runs, cache_hits, missing_glyphs;
    size_t cache_bytes;
};
struct text_stats text_stats(const struct text *text);

/* ---- for tests and lint ---- */
/* Is there a glyph for every code point (default-ignorables aside)? Returns: false with the first missing one. */
bool text_is_covered(struct text *text, struct str s, uint32_t *ret_missing);
/* The visual order of one line as code points, controls left out: what a reader sees from left to right. */
struct str text_visual_order(struct text *text, struct arena *arena, struct str line,
                             const struct text_style *style);
/* Greatest distance, over the runs of `s`, between where the shaped outlines and the rasterised ink end. Units: px. */
float text_raster_error_px(struct text *text, struct str s, const struct text_style *style);
