/* Segments to lines. Lines are chosen in logical order on shaped advances; only then is each line put into visual order (rules
 * L1 and L2 on runs). Truncation cuts the logical text at a cluster, adds the ellipsis and lays it out anew, so that bidi
 * is resolved again after the cut. */

#include <math.h>
#include <string.h>

#include "text/text_bidi.h"
#include "text/text_internal.h"

#define LINE_HEIGHT_DEFAULT_EM 1.5f
#define LINE_RUNS_MAX 256
#define ELLIPSIS "\xE2\x80\xA6"
#define BALANCE_STEPS 24
#define BALANCE_STEP_FRAC 0.03f

struct builder {
    struct text *text;
    struct arena *arena;
    const struct text_style *style;
    int px;
    struct text_line lines[TEXT_LINES_MAX];
    int line_count;
    int lines_max;
    bool is_overfull;
    size_t overfull_byte; /* of the paragraph: where the last line's text begins */
    int missing;
};

struct range {
    size_t start, end; /* characters */
};

static bool
is_space(uint32_t cp) {
    return cp == ' ' || cp == '\t';
}

static float
width_of(const struct text_segment *segment, struct range range) {
    float width = 0.0f;
    for (size_t i = range.start; i < range.end; i++) {
        width += segment->chars[i].advance_px;
    }
    return width;
}

/* The next line from `start`: as much as fits, broken at the last allowed place. */
static struct range
next_line(const struct text_segment *segment, size_t start, float wrap_px) {
    float width = 0.0f;
    size_t fit = start;
    for (size_t i = start; i < segment->count; i++) {
        width += segment->chars[i].advance_px;
        const float ink = is_space(segment->chars[i].cp) ? width - segment->chars[i].advance_px : width;
        if (wrap_px > 0.0f && ink > wrap_px + 0.5f && fit > start) {
            return (struct range){start, fit};
        }
        if (segment->chars[i].can_break_after) {
            fit = i + 1;
        }
    }
    return (struct range){start, segment->count};
}

static int
count_lines(const struct text_segment *segment, float wrap_px) {
    int lines = 0;
    for (size_t start = 0; start < segment->count; lines++) {
        start = next_line(segment, start, wrap_px).end;
    }
    return lines;
}

/* The narrowest width that needs no more lines. */
static float
balanced_width(const struct text_segment *segment, float wrap_px) {
    const int lines = count_lines(segment, wrap_px);
    float best = wrap_px;
    for (int i = 1; i <= BALANCE_STEPS && lines > 1; i++) {
        const float width = wrap_px * (1.0f - BALANCE_STEP_FRAC * (float)i);
        if (count_lines(segment, width) > lines) {
            break;
        }
        best = width;
    }
    return best;
}

static bool
is_same_run(const struct text_char *a, const struct text_char *b, int8_t level_a, int8_t level_b) {
    return level_a == level_b && a->script == b->script && a->face == b->face;
}

static struct text_run
make_run(struct builder *b, const struct text_segment *segment, struct range range, int8_t level) {
    const struct text_char *head = &segment->chars[range.start];
    const uint32_t from = head->byte;
    const uint32_t to =
        range.end < segment->count ? segment->chars[range.end].byte : (uint32_t)segment->text.len;
    struct text_run run = {
        .text = {segment->text.ptr + from, to - from},
        .face = head->face,
        .px = b->px,
        .is_rtl = level % 2 != 0,
        .script = head->script,
        .advance_px = width_of(segment, range),
    };
    return run;
}

static void
add_line(struct builder *b, const struct text_segment *segment, struct range range) {
    int8_t char_levels[TEXT_PARAGRAPH_BYTES_MAX];
    int8_t run_levels[LINE_RUNS_MAX];
    size_t order[LINE_RUNS_MAX];
    struct text_run logical[LINE_RUNS_MAX];
    while (range.end > range.start && is_space(segment->chars[range.end - 1].cp)) {
        range.end--;
    }
    text_bidi_line_levels(b->text->code_points, b->text->levels, range.start, range.end, segment->base_level,
                          char_levels);
    size_t count = 0;
    for (size_t i = range.start; i < range.end && count < LINE_RUNS_MAX;) {
        size_t end = i + 1;
        /* a new run after each space: words stand exactly at the shaped pen, whatever the rasteriser's rounding */
        while (end < range.end && !is_space(segment->chars[end - 1].cp) &&
               is_same_run(&segment->chars[i], &segment->chars[end], char_levels[i - range.start],
                           char_levels[end - range.start])) {
            end++;
        }
        run_levels[count] = char_levels[i - range.start];
        logical[count] = make_run(b, segment, (struct range){i, end}, run_levels[count]);
        count++;
        i = end;
    }
    text_bidi_reorder(run_levels, count, order);
    struct text_run *visual = arena_alloc_array(b->arena, count, sizeof(*visual));
    float x = 0.0f;
    for (size_t v = 0; v < count; v++) {
        visual[v] = logical[order[v]];
        visual[v].x_px = x;
        x += visual[v].advance_px;
    }
    b->lines[b->line_count++] = (struct text_line){visual, count, x};
}

static void
add_segment(struct builder *b, struct str segment_text, size_t byte_in_paragraph) {
    struct text_segment segment = text_itemize(b->text, segment_text, b->style);
    b->missing += segment.missing;
    text_shape(b->text, &segment, b->px);
    float wrap = b->style->wrap_px;
    if ((b->style->flags & TEXT_BALANCE) != 0 && wrap > 0.0f) {
        wrap = balanced_width(&segment, wrap);
    }
    size_t start = 0;
    do {
        if (b->line_count >= b->lines_max) {
            b->is_overfull = true;
            return;
        }
        const struct range line = next_line(&segment, start, wrap);
        b->overfull_byte = byte_in_paragraph + (start < segment.count ? segment.chars[start].byte : 0);
        add_line(b, &segment, line);
        start = line.end;
    } while (start < segment.count);
}

static void
add_paragraph(struct builder *b, struct str paragraph) {
    size_t at = 0;
    do {
        const char *newline = memchr(paragraph.ptr + at, '\n', paragraph.len - at);
        const size_t end = newline == NULL ? paragraph.len : (size_t)(newline - paragraph.ptr);
        add_segment(b, (struct str){paragraph.ptr + at, end - at}, at);
        at = end + 1;
    } while (at <= paragraph.len && !b->is_overfull && at - 1 < paragraph.len);
}

/* Cuts the text of the last line at a cluster so that it fits with an ellipsis. */
static struct str
truncated(struct builder *b, struct str paragraph) {
    const struct text_style one_line = {
        .px = b->style->px, .weight = b->style->weight, .flags = b->style->flags, .locale = b->style->locale};
    const size_t first = b->overfull_byte;
    size_t end = paragraph.len;
    const char *newline = memchr(paragraph.ptr + first, '\n', paragraph.len - first);
    if (newline != NULL) {
        end = (size_t)(newline - paragraph.ptr);
    }
    struct text_segment segment =
        text_itemize(b->text, (struct str){paragraph.ptr + first, end - first}, &one_line);
    text_shape(b->text, &segment, b->px);
    const float room = b->style->wrap_px - 0.9f * (float)b->px;
    float width = 0.0f;
    size_t cut = 0;
    for (size_t i = 0; i < segment.count; i++) {
        if (segment.chars[i].advance_px > 0.0f && width <= room) {
            cut = segment.chars[i].byte;
        }
        width += segment.chars[i].advance_px;
    }
    struct str_builder out;
    str_builder_init(&out, b->arena);
    str_builder_add(&out, str_trim((struct str){paragraph.ptr, first + cut}));
    str_builder_add_c(&out, ELLIPSIS);
    return str_builder_view(&out);
}

static struct str
bounded(struct text *text, struct str paragraph) {
    if (paragraph.len < TEXT_PARAGRAPH_BYTES_MAX) {
        return paragraph;
    }
    paragraph.len = TEXT_PARAGRAPH_BYTES_MAX - 1;
    while (paragraph.len > 0 && ((unsigned char)paragraph.ptr[paragraph.len] & 0xC0) == 0x80) {
        paragraph.len--;
    }
    text->stats.missing_glyphs++;
    return paragraph;
}

static void
build(struct builder *b, struct str paragraph) {
    b->line_count = 0;
    b->is_overfull = false;
    b->missing = 0;
    add_paragraph(b, paragraph);
}

const struct text_block *
text_layout(struct text *text, struct arena *arena, struct str paragraph, const struct text_style *style) {
    struct text_block *block = arena_alloc(arena, sizeof(*block));
    struct builder b = {.text = text, .arena = arena, .style = style, .px = text_rounded_px(style->px)};
    b.lines_max =
        style->lines_max > 0 && style->lines_max < TEXT_LINES_MAX ? style->lines_max : TEXT_LINES_MAX;
    struct str source = str_copy(arena, bounded(text, paragraph));
    build(&b, source);
    if (b.is_overfull && style->wrap_px > 0.0f) {
        block->is_truncated = true;
        build(&b, truncated(&b, source));
    } else if (b.lines_max == 1 && style->wrap_px > 0.0f && b.lines[0].width_px > style->wrap_px + 1.0f) {
        block->is_truncated = true;
        b.overfull_byte = 0;
        build(&b, truncated(&b, source));
    }
    struct text_line *lines = arena_alloc_array(arena, (size_t)b.line_count, sizeof(*lines));
    memcpy(lines, b.lines, (size_t)b.line_count * sizeof(*lines));
    for (int i = 0; i < b.line_count; i++) {
        block->width_px = fmaxf(block->width_px, lines[i].width_px);
    }
    const float height_em = style->line_height_em > 0.0f ? style->line_height_em : LINE_HEIGHT_DEFAULT_EM;
    block->line_px = roundf(height_em * (float)b.px);
    block->height_px = block->line_px * (float)b.line_count;
    block->line_count = b.line_count;
    block->is_rtl = style->locale->is_rtl;
    block->missing_glyphs = b.missing;
    block->source = source;
    block->style = *style;
    block->style.px = (float)b.px;
    block->lines = lines;
    text->stats.layouts++;
    text->stats.missing_glyphs += (uint64_t)b.missing;
    return block;
}

float
text_measure(struct text *text, struct str line, const struct text_style *style) {
    arena_reset(&text->scratch);
    struct text_segment segment = text_itemize(text, bounded(text, line), style);
    text_shape(text, &segment, text_rounded_px(style->px));
    return width_of(&segment, (struct range){0, segment.count});
}
