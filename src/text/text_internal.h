#pragma once

#include <hb.h>

#include "text/text.h"

/* Private to text/. */

#define TEXT_FACES 7 /* six weights and the fallback */
#define TEXT_FACE_FALLBACK 6
#define TEXT_FALLBACK_EM 0.94f

/* One face at one size; lives as long as the engine (rebuilding shape plans is what costs). */
struct text_font {
    struct text_font *next;
    int face, px;
    hb_font_t *hb;
    void *ttf;           /* TTF_Font, only text_raster.c knows */
    float digit_cell_px; /* advance of the widest digit; 0: not measured yet */
};

/* What is known of each character of a segment (text without line ends). Offsets are bytes of the segment. */
struct text_char {
    uint32_t cp;
    uint32_t byte;
    int8_t level;
    uint8_t face;
    bool can_break_after;
    hb_script_t script;
    float advance_px; /* of the cluster that begins here, else 0 */
    float bearing_px; /* of its first glyph */
};

struct text_segment {
    struct str text;
    struct text_char *chars;
    size_t count;
    int base_level;
    int missing;
};

/* A piece of one line with one direction, script and font. Bytes are offsets into the block's source. */
struct text_run {
    struct str text;
    int face, px;
    bool is_rtl;
    hb_script_t script;
    float x_px, advance_px; /* from the line's left edge */
};

struct text_line {
    const struct text_run *runs;
    size_t run_count;
    float width_px;
};

struct text_raster_entry {
    struct text_raster_entry *next;
    uint64_t hash;
    struct draw_mask mask;
    float pen_x_px; /* the pen's start inside the mask */
    int ascent_px;
    size_t bytes;
    uint64_t used_at;
    char *text;
    size_t text_len;
    int face, px;
};

#define TEXT_RASTER_BUCKETS 512

struct text {
    hb_face_t *faces[TEXT_FACES];
    struct text_font *fonts; /* the latest used first */
    hb_language_t persian, english;
    hb_buffer_t *buffer;
    struct text_char *chars; /* scratch of one segment */
    uint32_t *code_points;
    int8_t *levels;
    char *breaks;
    struct text_raster_entry *rasters[TEXT_RASTER_BUCKETS];
    struct arena scratch;
    uint64_t turn;
    struct text_stats stats;
};

/* text.c */
int text_face_of_weight(int weight);
struct text_font *text_font_get(struct text *text, int face, int px);
/* text_itemize.c: fills text->chars for one segment: levels, scripts, faces, breaks. */
struct text_segment text_itemize(struct text *text, struct str segment, const struct text_style *style);
/* text_shape.c: advances of every cluster. */
void text_shape(struct text *text, struct text_segment *segment, int px);
/* text_break.c */
void text_break(struct text *text, struct text_segment *segment);
/* text_raster.c */
const struct text_raster_entry *text_raster(struct text *text, const struct text_run *run);
void text_raster_fini(struct text *text);
void text_raster_evict(struct text *text);
int text_rounded_px(float px);
bool text_is_ignorable(uint32_t cp);
