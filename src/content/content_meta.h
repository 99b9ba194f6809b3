#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "content/content_model.h"

/* What a pack says of itself, in the pack and in its author's sheet. */

/* Takes one row over into `model`; keys it does not know are nobody's fault.
 * Errors: what the value has to be, beginning with the key. */
bool content_meta_take(struct content_model *model, struct str key, struct str value,
                       struct err *err) WARN_UNUSED;
/* After the last row. Errors: what is missing. */
bool content_meta_check(const struct content_model *model, struct err *err) WARN_UNUSED;
