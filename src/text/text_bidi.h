#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Levels and order (UAX#9), by FriBidi with the direction given by the caller. No memory is kept. */

/* Range: count <= TEXT_PARAGRAPH_BYTES_MAX. base_level 0 = LTR, 1 = RTL, -1 = first strong (tests only).
 * Returns: the resolved paragraph level. */
int text_bidi_levels(const uint32_t *code_points, size_t count, int base_level, int8_t *ret_levels);
/* Rule L1 for the line [start, end): trailing white space and isolate marks, and separators, to the paragraph level. */
void text_bidi_line_levels(const uint32_t *code_points, const int8_t *levels, size_t start, size_t end,
                           int paragraph_level, int8_t *ret_line_levels);
/* Rule L2: visual order of `count` items (characters or runs) of the given levels. ret_order[visual] = logical index. */
void text_bidi_reorder(const int8_t *levels, size_t count, size_t *ret_order);
