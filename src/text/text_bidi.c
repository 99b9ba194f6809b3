/* Levels by FriBidi, with the paragraph's direction given; rules L1 and L2 by ourselves, because they belong to lines and
 * runs, not to paragraphs. UAX#9 revision of Unicode 15 (all of its conformance tests pass). No shaping is asked of
 * FriBidi: HarfBuzz mirrors brackets, and mirroring twice would undo it. */

#include "text/text_bidi.h"

#include <fribidi.h>

#include "base/err.h"
#include "base/xalloc.h"

#define STACK_CHARS 512

struct bidi_scratch {
    FriBidiCharType types[STACK_CHARS];
    FriBidiBracketType brackets[STACK_CHARS];
};

int
text_bidi_levels(const uint32_t *code_points, size_t count, int base_level, int8_t *ret_levels) {
    struct bidi_scratch small;
    FriBidiCharType *types = small.types;
    FriBidiBracketType *brackets = small.brackets;
    if (count == 0) {
        return base_level > 0 ? 1 : 0;
    }
    if (count > STACK_CHARS) {
        types = xalloc_array(count, sizeof(*types));
        brackets = xalloc_array(count, sizeof(*brackets));
    }
    const int length = (int)count;
    FriBidiParType paragraph = base_level == 1   ? FRIBIDI_PAR_RTL
                               : base_level == 0 ? FRIBIDI_PAR_LTR
                                                 : FRIBIDI_PAR_ON;
    fribidi_get_bidi_types(code_points, length, types);
    fribidi_get_bracket_types(code_points, length, types, brackets);
    /* 0 would mean out of memory: planned exit, like every small allocation */
    xassert(fribidi_get_par_embedding_levels_ex(types, brackets, length, &paragraph, ret_levels) != 0);
    if (types != small.types) {
        xfree(types);
        xfree(brackets);
    }
    return FRIBIDI_IS_RTL(paragraph) ? 1 : 0;
}

static bool
is_removed_by_x9(FriBidiCharType type) {
    return FRIBIDI_IS_EXPLICIT_OR_BN(type);
}

void
text_bidi_line_levels(const uint32_t *code_points, const int8_t *levels, size_t start, size_t end,
                      int paragraph_level, int8_t *ret_line_levels) {
    bool is_trailing = true;
    for (size_t i = end; i-- > start;) {
        const FriBidiCharType type = fribidi_get_bidi_type(code_points[i]);
        const bool is_separator = type == FRIBIDI_TYPE_BS || type == FRIBIDI_TYPE_SS;
        const bool is_space = type == FRIBIDI_TYPE_WS || FRIBIDI_IS_ISOLATE(type) || is_removed_by_x9(type);
        if (is_separator) {
            is_trailing = true;
        }
        if (is_separator || (is_trailing && is_space)) {
            ret_line_levels[i - start] = (int8_t)paragraph_level;
        } else {
            ret_line_levels[i - start] = levels[i];
            is_trailing = false;
        }
    }
}

/* Turns every run of levels of at least `level` round. */
static void
reverse_runs(const int8_t *levels, size_t count, int level, size_t *order) {
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && levels[end] >= level) {
            end++;
        }
        for (size_t a = i, b = end; a + 1 < b; a++, b--) {
            const size_t swap = order[a];
            order[a] = order[b - 1];
            order[b - 1] = swap;
        }
        i = end > i ? end : i + 1;
    }
}

void
text_bidi_reorder(const int8_t *levels, size_t count, size_t *ret_order) {
    int highest = 0;
    int lowest_odd = 127;
    for (size_t i = 0; i < count; i++) {
        ret_order[i] = i;
        const int level = (int)levels[i];
        highest = level > highest ? level : highest;
        lowest_odd = level % 2 != 0 && level < lowest_odd ? level : lowest_odd;
    }
    for (int level = highest; level >= lowest_odd; level--) {
        reverse_runs(levels, count, level, ret_order);
    }
}
