#pragma once

#include "ui/ui.h"

/* What a visitor takes away on a phone that has no network: the words and figures of a page as plain text in a QR code. */

#define TAKE_BYTES_MAX 500 /* so that a module is four pixels and more at 1080 lines */

/* Headline, deck line and figures of a slide in the language shown, a line each, as many as fit; only what fits whole. Without direction
 * controls: a phone orders lines by itself. Owns: ui->view. */
struct str deck_take_text(const struct ui *ui, int slide);
