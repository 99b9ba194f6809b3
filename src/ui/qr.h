#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "draw/draw.h"

/* QR codes (ISO/IEC 18004), made by libqrencode: an address that a phone reads without any network of ours. */

#define QR_BYTES_MAX 1200 /* of the text */

struct qr {
    int side;            /* modules */
    const uint8_t *dark; /* side * side, 1 = dark */
};

/* Error correction level M, the smallest version that holds the text. Returns: false when it is empty or too long. Valid until: the
 * arena is reset. */
bool qr_make(struct arena *arena, struct str text, struct qr *ret_qr);
/* Words in UTF-8, and said to be so (ECI 26), so that no phone guesses; level L: longer texts in larger modules. */
bool qr_make_words(struct arena *arena, struct str text, struct qr *ret_qr);
/* A light rounded panel with the code in it, modules in whole pixels and the quiet zone of 4 modules inside the panel. */
void qr_draw(struct canvas *canvas, const struct qr *qr, struct rect panel, float radius_px,
             struct color light, struct color dark);
