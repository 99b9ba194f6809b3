#pragma once

#include "ui/ui.h"

/* What a visitor takes away on a phone that has no network: the words and figures of a page as plain text in a QR code. */

/* So that a module of the code is four pixels and more at 1080 lines: beside another code, and on a page of its own. */
#define TAKE_BYTES_MAX 500
#define TAKE_ALONE_BYTES_MAX 850

/* Headline, deck line, figures and values of a slide in the language shown, a line each; only what fits whole, and `…` on the last line where
 * something did not. Without direction controls: a phone orders lines by itself. Range: bytes_max at least 8. Owns: ui->view. */
struct str deck_take_text(const struct ui *ui, int slide, size_t bytes_max);
