#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/locale.h"
#include "base/str.h"

/* Numbers, signs, ranges, dates: the only place that makes digits, signs and invisible characters (ALM, LRI, LRM, PDI,
 * NBSP, WJ). Persian: digits U+06F0-06F9, decimal U+066B, group U+066C, percent ALM number U+066A (see the table of
 * forms in src/README.md). English: 1,234.5, 6.1%, U+2212 minus, ranges with U+2013. */

#define FORMAT_DECIMALS_MAX 6

/* Range: decimals 0..6; is_grouped puts a group mark every three digits (1,702); years are never grouped.
 * Rounded half away from zero. */
struct str format_number(struct arena *arena, const struct locale *locale, double value, int decimals,
                         bool is_grouped);
struct str format_percent(struct arena *arena, const struct locale *locale, double value,
                          int decimals); /* a minus is isolated */
struct str format_range(struct arena *arena, const struct locale *locale, double from, double to,
                        int decimals);
struct str format_percent_range(struct arena *arena, const struct locale *locale, double from, double to,
                                int decimals);
struct str format_year(struct arena *arena, const struct locale *locale, int year);
struct str format_ordinal(struct arena *arena, const struct locale *locale,
                          int value); /* en 5th; fa a word up to ten, then digits, ZWNJ and an ending */
/* A Latin or Chinese token: LRI LRM token PDI. */
struct str format_token(struct arena *arena, struct str token);
/* number NBSP unit; is_rtl puts ALM before the number. */
struct str format_with_unit(struct arena *arena, const struct locale *locale, struct str number,
                            struct str unit);
/* "1 / 27" with the locale's digits; list of whole numbers as "1, 3–7 and 9" with runs of three or more joined. */
struct str format_list(struct arena *arena, const struct locale *locale, const int *values, int count,
                       struct str comma, struct str and_word, struct str to_word);
/* ISO yyyy-mm-dd to Jalali (fa) or Gregorian words as numbers yyyy/mm/dd. Returns the empty view for a wrong date. */
struct str format_date(struct arena *arena, const struct locale *locale, struct str iso, bool is_jalali);
