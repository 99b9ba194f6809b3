/* Blocks to masks on the canvas, and running numbers in fixed cells. */

#include <fribidi.h>
#include <math.h>

#include "text/text_bidi.h"
#include "text/text_internal.h"

#define ASCENT_EM 1.0254f
#define DESCENT_EM 0.5371f

static float
left_edge(float x, float width, enum text_anchor anchor, bool is_rtl) {
    switch (anchor) {
    case TEXT_START:
        return is_rtl ? x - width : x;
    case TEXT_END:
        return is_rtl ? x : x - width;
    case TEXT_RIGHT:
        return x - width;
    case TEXT_CENTER:
        return x - width / 2.0f;
    case TEXT_LEFT:
        break;
    }
    return x;
}

static char
anchor_letter(enum text_anchor anchor, bool is_rtl) {
    switch (anchor) {
    case TEXT_START:
        return is_rtl ? 'r' : 'l';
    case TEXT_END:
        return is_rtl ? 'l' : 'r';
    case TEXT_RIGHT:
        return 'r';
    case TEXT_CENTER:
        return 'c';
    case TEXT_LEFT:
        break;
    }
    return 'l';
}

static void
note_block(struct canvas *canvas, const struct text_block *block, float x, float baseline,
           enum text_anchor anchor, struct color color) {
    const float px = block->style.px;
    const float lines = (float)(block->line_count - 1) * block->line_px;
    const struct draw_note note = {
        .is_cut = block->is_truncated,
        .text = block->source,
        .x = x,
        .baseline = baseline,
        .px = px,
        .weight = block->style.weight,
        .color = color,
        .anchor = anchor_letter(anchor, block->is_rtl),
        .box = {left_edge(x, block->width_px, anchor, block->is_rtl), baseline - ASCENT_EM * px,
                block->width_px, (ASCENT_EM + DESCENT_EM) * px + lines},
    };
    draw_note_add(canvas, &note);
}

bool
text_decimal_mark(const struct text_block *block, float *ret_from_px, float *ret_to_px) {
    for (size_t i = 0; block->line_count > 0 && i < block->lines[0].run_count; i++) {
        const struct text_run *run = &block->lines[0].runs[i];
        if (str_is(run->text, "\u066B")) { /* a run of its own, for it is lighter than the digits */
            *ret_from_px = run->x_px;
            *ret_to_px = run->x_px + run->advance_px;
            return true;
        }
    }
    return false;
}

static void
draw_run(struct text *text, struct canvas *canvas, const struct text_run *run, float x, float baseline,
         struct color color) {
    const struct text_raster_entry *entry = text_raster(text, run);
    if (entry->mask.coverage != NULL) {
        draw_mask_at(canvas, &entry->mask, x - entry->pen_x_px, baseline - (float)entry->ascent_px, color);
    }
}

void
text_draw(struct text *text, struct canvas *canvas, const struct text_block *block, float x, float baseline,
          enum text_anchor anchor, struct color color) {
    for (int l = 0; l < block->line_count; l++) {
        const struct text_line *line = &block->lines[l];
        const float left = left_edge(x, line->width_px, anchor, block->is_rtl);
        for (size_t r = 0; r < line->run_count; r++) {
            draw_run(text, canvas, &line->runs[r], left + line->runs[r].x_px,
                     baseline + (float)l * block->line_px, color);
        }
    }
    note_block(canvas, block, x, baseline, anchor, color);
}

/* Controls left out, brackets mirrored: what a reader sees from left to right. */
struct str
text_visual_order(struct text *text, struct arena *arena, struct str line, const struct text_style *style) {
    size_t order[TEXT_PARAGRAPH_BYTES_MAX];
    int8_t levels[TEXT_PARAGRAPH_BYTES_MAX];
    const struct text_segment segment = text_itemize(text, line, style);
    text_bidi_line_levels(text->code_points, text->levels, 0, segment.count, segment.base_level, levels);
    text_bidi_reorder(levels, segment.count, order);
    struct str_builder out;
    str_builder_init(&out, arena);
    for (size_t v = 0; v < segment.count; v++) {
        FriBidiChar cp = segment.chars[order[v]].cp;
        if (levels[order[v]] % 2 != 0) {
            fribidi_get_mirror_char(cp, &cp);
        }
        if (!text_is_ignorable(cp)) {
            str_builder_add_cp(&out, cp);
        }
    }
    return str_builder_view(&out);
}

/* ---- counters ---- */

static bool
is_digit(uint32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 0x06F0 && cp <= 0x06F9);
}

static float
digit_cell(struct text *text, const struct text_style *style) {
    struct text_font *font =
        text_font_get(text, text_face_of_weight(style->weight), text_rounded_px(style->px));
    const bool is_persian = style->locale->digits == DIGITS_PERSIAN;
    float *cell = &font->digit_cell_px;
    if (*cell <= 0.0f) {
        for (uint32_t d = 0; d < 10; d++) {
            char bytes[4];
            const size_t len = utf8_encode((is_persian ? 0x06F0u : '0') + d, bytes);
            *cell = fmaxf(*cell, text_measure(text, (struct str){bytes, len}, style));
        }
    }
    return *cell;
}

struct cell {
    struct str text;
    float advance_px, shift_px;
};

static size_t
make_cells(struct text *text, struct str visual, const struct text_style *style, struct cell *cells,
           size_t room, float *ret_width) {
    const float wide = digit_cell(text, style);
    size_t count = 0;
    *ret_width = 0.0f;
    for (size_t offset = 0; offset < visual.len && count < room; count++) {
        const size_t from = offset;
        const uint32_t cp = utf8_decode(visual, &offset);
        struct cell *cell = &cells[count];
        cell->text = (struct str){visual.ptr + from, offset - from};
        const float own = text_measure(text, cell->text, style);
        cell->advance_px = is_digit(cp) ? wide : own;
        cell->shift_px = (cell->advance_px - own) / 2.0f;
        *ret_width += cell->advance_px;
    }
    return count;
}

void
text_draw_counter(struct text *text, struct canvas *canvas, const struct text_block *block,
                  struct str running, float settle, const struct text_pen *pen) {
    struct cell cells[48];
    float width = 0.0f;
    arena_reset(&text->scratch);
    struct str visual = text_visual_order(text, &text->scratch, running, &block->style);
    visual = str_copy(&text->scratch, visual);
    struct arena *scratch = &text->scratch;
    char kept[256];
    if (visual.len < sizeof(kept)) {
        for (size_t i = 0; i < visual.len; i++) {
            kept[i] = visual.ptr[i];
        }
        visual.ptr = kept; /* text_measure resets the scratch */
    } else {
        visual.len = 0;
    }
    const size_t count = make_cells(text, visual, &block->style, cells, ARRAY_LEN(cells), &width);
    float left = left_edge(pen->x, width, pen->anchor, block->is_rtl);
    for (size_t i = 0; i < count && settle < 1.0f; i++) {
        arena_reset(scratch);
        const struct text_block *one = text_layout(text, scratch, cells[i].text, &block->style);
        for (size_t r = 0; one->line_count > 0 && r < one->lines[0].run_count; r++) {
            draw_run(text, canvas, &one->lines[0].runs[r],
                     left + cells[i].shift_px + one->lines[0].runs[r].x_px, pen->baseline,
                     color_fade(pen->color, 1.0f - settle));
        }
        left += cells[i].advance_px;
    }
    if (settle > 0.0f) {
        text_draw(text, canvas, block, pen->x, pen->baseline, pen->anchor, color_fade(pen->color, settle));
    }
}
