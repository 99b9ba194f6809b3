#pragma once

#include <stdbool.h>

/* What the layers above need to know of a language. Filled from the pack's `lang` table. */

enum digit_set { DIGITS_LATIN, DIGITS_PERSIAN };

struct locale {
    char code[8]; /* BCP 47, e.g. "fa" */
    bool is_rtl;
    enum digit_set digits;
};
