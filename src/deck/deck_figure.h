#pragma once

#include "scene/scene.h"
#include "ui/label.h"
#include "ui/qr.h"

/* What a number answers when it is touched: value, unit, what it was in the pack before if it moved, what it is, year and references, what it means beside something known, its source
 * as a QR code, and the page itself as another that needs no network. Without a figure it is the page alone. The state of
 * COVER_FIGURE; its topic's arg is the figure or CONTENT_NONE. */

struct figure_code {
    struct qr qr;
    struct rect box;
    struct label words;
    bool is_there;
};

struct deck_figure {
    struct ui ui; /* with the card's own view arena */
    struct rect panel, close;
    struct label name, qualifier, value, unit, was, origin, compare;
    bool has_value, has_was, has_compare;
    struct figure_code source, page;
};
