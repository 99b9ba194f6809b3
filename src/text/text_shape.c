/* HarfBuzz on every run, with the whole segment as context, so that letters join across runs. Only advances are kept: a
 * glyph's picture comes from the rasteriser. */

#include "text/text_internal.h"

static bool
is_same_run(const struct text_char *a, const struct text_char *b) {
    return a->level == b->level && a->script == b->script && a->face == b->face;
}

static size_t
char_at_byte(const struct text_segment *segment, size_t first, size_t end, uint32_t byte) {
    size_t low = first;
    size_t high = end;
    while (low + 1 < high) {
        const size_t middle = (low + high) / 2;
        if (segment->chars[middle].byte <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static void
shape_run(struct text *text, struct text_segment *segment, size_t first, size_t end, int px) {
    const struct text_char *head = &segment->chars[first];
    const uint32_t from = head->byte;
    const uint32_t to = end < segment->count ? segment->chars[end].byte : (uint32_t)segment->text.len;
    struct text_font *font = text_font_get(text, head->face, px);
    hb_buffer_t *buffer = text->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, segment->text.ptr, (int)segment->text.len, from, (int)(to - from));
    hb_buffer_set_direction(buffer, head->level % 2 != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, head->script);
    hb_buffer_set_language(buffer, head->script == HB_SCRIPT_ARABIC ? text->persian : text->english);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    unsigned flags = HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES;
    flags |= from == 0 ? HB_BUFFER_FLAG_BOT : 0;
    flags |= to == segment->text.len ? HB_BUFFER_FLAG_EOT : 0;
    hb_buffer_set_flags(buffer, (hb_buffer_flags_t)flags);
    hb_shape(font->hb, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned g = 0; g < count; g++) {
        const size_t at = char_at_byte(segment, first, end, infos[g].cluster);
        segment->chars[at].advance_px += (float)positions[g].x_advance / 64.0f;
    }
}

void
text_shape(struct text *text, struct text_segment *segment, int px) {
    for (size_t first = 0; first < segment->count;) {
        size_t end = first + 1;
        while (end < segment->count && is_same_run(&segment->chars[first], &segment->chars[end])) {
            end++;
        }
        shape_run(text, segment, first, end, px);
        first = end;
    }
}
