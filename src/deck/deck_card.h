#pragma once

#include "scene/scene.h"
#include "ui/label.h"
#include "ui/qr.h"

/* One reference large: its number, title, host, and its address as a QR code for the visitor's phone. It lies over the slide and its
 * sheet, never over the controls. */

struct deck_card {
    struct ui ui; /* with the card's own view arena */
    struct rect panel, code, close;
    struct label number, title, host, hint;
    struct qr qr;
    bool has_qr;
};

/* Range: source an index of the model's. */
void deck_card_prepare(struct deck_card *card, const struct ui *ui, int source);
/* Range: shown 0..1, how far it has come up. pressed: name of the target held down, or NULL. */
void deck_card_draw(const struct deck_card *card, struct canvas *canvas, float shown, const char *pressed);
void deck_card_targets(const struct deck_card *card, struct target_list *targets);
