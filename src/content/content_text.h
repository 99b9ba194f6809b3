#pragma once

#include "base/str.h"

/* What all parts of the content model share. */

#define CONTENT_LANGS_MAX 4
#define CONTENT_NONE (-1) /* an index that refers to nothing */

/* One text in every language of the pack, by language index. */
struct content_text {
    struct str in[CONTENT_LANGS_MAX];
};
