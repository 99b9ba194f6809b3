#pragma once

#include "scene/scene.h"
#include "ui/label.h"
#include "ui/qr.h"

/* One reference large: its number, title, host, and its address as a QR code for the visitor's phone. It lies over the slide and its
 * sheet, never over the controls. */

/* The state of COVER_CARD. */
struct deck_card {
    struct ui ui; /* with the card's own view arena */
    struct rect panel, code, close;
    struct label number, title, host, hint;
    struct qr qr;
    bool has_qr;
};
