#pragma once

#include "deck/deck_notice.h"

/* Where card and pill of a stick stand, shared by the file that decides about them and the one that draws them. */

#define NOTICE_COME_MS 320
#define NOTICE_FADE_MS 200

/* In design units; start counts from the start side. */
struct notice_place {
    struct rect card, pill;
    float ring_start, ring_y;
    float words_start, words_w, headline_y, advice_y; /* while something goes on */
    float done_y;                                     /* the middle of ring and words at the end */
    float headline_px;
    int lines_max;
    float steps_y, step_from, step_gap;
    float usb_start, usb_y, usb_w; /* usb_w 0: there is no room for it */
    float page_bottom;             /* where the page ends and the controls begin */
};

const struct notice_place *deck_notice_place_of(const struct ui *ui);
struct rect deck_notice_box(const struct ui *ui, struct rect units);
struct rect deck_notice_pill(const struct ui *ui, bool has_controls);
