/* Where a line may end: the classes of UAX#14 by libunibreak, and what Persian typesetting adds: never at a joiner, inside an
 * isolated token, between a number and its unit, or before a closing mark. */

#include <linebreak.h>

#include "text/text_internal.h"

#define LRI 0x2066u
#define RLI 0x2067u
#define FSI 0x2068u
#define PDI 0x2069u
#define ZWNJ 0x200Cu
#define NBSP 0x00A0u
#define ALM 0x061Cu

static bool
hangs_on_previous(uint32_t cp) {
    static const uint32_t MARKS[] = {0x066A, '%', 0x060C, 0x061B, 0x061F, '!', '.',
                                     ',',    ';', ':',    0x00BB, ')',    ']', 0x2026};
    for (size_t i = 0; i < ARRAY_LEN(MARKS); i++) {
        if (MARKS[i] == cp) {
            return true;
        }
    }
    return false;
}

/* The mark before a number belongs to it: a line ends before the mark, never between the two (libunibreak 5.1 joins the
 * mark to the space in front of it). */
static void
move_break_before_mark(struct text_segment *segment, size_t mark) {
    struct text_char *chars = segment->chars;
    if (mark > 0 && chars[mark - 1].cp == ' ' && chars[mark].can_break_after) {
        chars[mark - 1].can_break_after = true;
    }
    chars[mark].can_break_after = false;
}

void
text_break(struct text *text, struct text_segment *segment) {
    int isolated = 0;
    set_linebreaks_utf32(text->code_points, segment->count, "fa", text->breaks);
    for (size_t i = 0; i < segment->count; i++) {
        const uint32_t cp = segment->chars[i].cp;
        const uint32_t next = i + 1 < segment->count ? segment->chars[i + 1].cp : 0;
        if (cp >= LRI && cp <= FSI) {
            isolated++;
        } else if (cp == PDI && isolated > 0) {
            isolated--;
        }
        const bool is_forbidden = isolated > 0 || cp == ZWNJ || next == ZWNJ || cp == NBSP || next == NBSP ||
                                  hangs_on_previous(next);
        segment->chars[i].can_break_after = text->breaks[i] == LINEBREAK_ALLOWBREAK && !is_forbidden;
        if (cp == ALM) {
            move_break_before_mark(segment, i);
        }
    }
}
