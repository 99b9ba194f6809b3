#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "still/still.h"

/* Is a page fit to be shown? Painted as the show paints it and looked at: the rehearsal of a pack before it is installed. What only an
 * author minds (sizes, contrast, targets) is left to lint. */

#define STILL_SEEN_CONTRAST 2.0f /* WCAG ratio of a pixel that is seen to what is behind the page */
#define STILL_SEEN_PAGE 0.0005   /* of a picture's pixels are seen on the emptiest page */
#define STILL_SEEN_TEXT 0.01     /* of the pixels of a text's box */

/* Shows the slide in the still and looks at it: settled, on its way in, with every part touched, and, where size makes no difference and
 * once is enough, at its sheet of sources. Errors: ERR_CONTENT, one English sentence about what a visitor would find wrong. */
bool still_prove(struct still *still, struct text *text, int slide, bool with_sheet,
                 struct err *err) WARN_UNUSED;

/* Is more than `part` of a box of the picture seen on what is behind the page? Returns: true for a box outside of the picture. */
bool still_is_seen(const struct still_shown *shown, struct rect box, double part);
