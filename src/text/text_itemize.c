/* A segment's characters: levels, scripts (UAX#24), faces, break places.
 * Common and inherited characters take the script before them, leading ones the next, a closing bracket its opener's; marks,
 * joiners, isolates and spaces take their neighbour's face, so that no run is split at something invisible. */

#include <string.h>

#include "text/text_bidi.h"
#include "text/text_internal.h"

#define BRACKETS_MAX 32
#define DECIMAL_MARK 0x066Bu
#define DECIMAL_MARK_WEIGHT 500
#define NUMERAL_PX_MIN 48.0f

bool
text_is_ignorable(uint32_t cp) {
    return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0x061C || cp == 0x00AD || cp == 0xFEFF ||
           (cp >= 0xFE00 && cp <= 0xFE0F);
}

static bool
is_neutral_script(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

static uint32_t
opener_of(uint32_t cp) {
    static const uint32_t PAIRS[][2] = {{')', '('},       {']', '['},       {'}', '{'},
                                        {0x00BB, 0x00AB}, {0x201D, 0x201C}, {0x2019, 0x2018}};
    for (size_t i = 0; i < ARRAY_LEN(PAIRS); i++) {
        if (PAIRS[i][0] == cp) {
            return PAIRS[i][1];
        }
    }
    return 0;
}

struct bracket {
    uint32_t cp;
    hb_script_t script;
};

/* How deep the innermost open `opener` stands. Returns: `depth` when none is open. */
static size_t
find_opener(const struct bracket *stack, size_t depth, uint32_t opener) {
    for (size_t d = depth; opener != 0 && d-- > 0;) {
        if (stack[d].cp == opener) {
            return d;
        }
    }
    return depth;
}

static void
set_scripts(struct text_segment *segment) {
    struct bracket stack[BRACKETS_MAX];
    size_t depth = 0;
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_script_t script = HB_SCRIPT_COMMON;
    for (size_t i = 0; i < segment->count; i++) {
        struct text_char *c = &segment->chars[i];
        const hb_script_t own = hb_unicode_script(unicode, c->cp);
        const size_t open = find_opener(stack, depth, opener_of(c->cp));
        if (!is_neutral_script(own)) {
            script = own;
        } else if (open < depth) {
            script = stack[open].script;
            depth = open;
        }
        c->script = script;
        if (depth < BRACKETS_MAX &&
            hb_unicode_general_category(unicode, c->cp) == HB_UNICODE_GENERAL_CATEGORY_OPEN_PUNCTUATION) {
            stack[depth++] = (struct bracket){c->cp, script};
        }
    }
    script = HB_SCRIPT_LATIN;
    for (size_t i = segment->count; i-- > 0;) {
        struct text_char *c = &segment->chars[i];
        if (c->script == HB_SCRIPT_COMMON) {
            c->script = script;
        } else {
            script = c->script;
        }
    }
}

static bool
has_glyph(const struct text *text, int face, uint32_t cp) {
    hb_codepoint_t glyph = 0;
    if (text->faces[face] == NULL) {
        return false;
    }
    hb_font_t *font = hb_font_create(text->faces[face]);
    const bool found = hb_font_get_nominal_glyph(font, cp, &glyph) != 0;
    hb_font_destroy(font);
    return found;
}

static bool
takes_neighbour_face(hb_unicode_funcs_t *unicode, uint32_t cp) {
    const hb_unicode_general_category_t category = hb_unicode_general_category(unicode, cp);
    return text_is_ignorable(cp) || cp == ' ' || cp == 0x00A0 ||
           category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

static int
face_for(struct text *text, const struct text_font *font, uint32_t cp, int *missing) {
    const int wanted = font->face;
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(font->hb, cp, &glyph)) {
        return wanted;
    }
    if (has_glyph(text, TEXT_FACE_FALLBACK, cp)) {
        return TEXT_FACE_FALLBACK;
    }
    (*missing)++;
    return wanted;
}

static void
set_faces(struct text *text, struct text_segment *segment, const struct text_style *style) {
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    const int wanted = text_face_of_weight(style->weight);
    const bool has_light_mark = (style->flags & TEXT_NUMERAL) != 0 && style->px >= NUMERAL_PX_MIN;
    const struct text_font *font = text_font_get(text, wanted, text_rounded_px(style->px));
    int face = wanted;
    for (size_t i = 0; i < segment->count; i++) {
        struct text_char *c = &segment->chars[i];
        if (!takes_neighbour_face(unicode, c->cp)) {
            face = face_for(text, font, c->cp, &segment->missing);
            if (has_light_mark && c->cp == DECIMAL_MARK) {
                face = text_face_of_weight(DECIMAL_MARK_WEIGHT);
            }
        }
        c->face = (uint8_t)face;
    }
}

struct text_segment
text_itemize(struct text *text, struct str segment_text, const struct text_style *style) {
    struct text_segment segment = {
        .text = segment_text, .chars = text->chars, .base_level = style->locale->is_rtl ? 1 : 0};
    for (size_t offset = 0; offset < segment_text.len;) {
        struct text_char *c = &segment.chars[segment.count];
        *c = (struct text_char){.byte = (uint32_t)offset};
        c->cp = utf8_decode(segment_text, &offset);
        text->code_points[segment.count++] = c->cp;
    }
    (void)text_bidi_levels(text->code_points, segment.count, segment.base_level, text->levels);
    for (size_t i = 0; i < segment.count; i++) {
        segment.chars[i].level = text->levels[i];
    }
    set_scripts(&segment);
    set_faces(text, &segment, style);
    text_break(text, &segment);
    return segment;
}
