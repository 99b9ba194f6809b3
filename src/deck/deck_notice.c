/* The card of a stick. It slides up, tells how far the intake is in a ring and four steps, and folds into a pill after a while, so that
 * a slow stick does not cover the show; when the outcome is there it comes up once more, longer for one that somebody has to act upon.
 * Its picture, which deck_notice_draw.c draws, is a function of the status, of when it came up, and of the time. Spec: the visual
 * specification's picture 16. */

#include "deck/deck_notice_place.h"

#define CARD_NS TIME_S(6)     /* while something goes on */
#define GOOD_NS TIME_S(8)     /* an outcome that asks for nothing */
#define REFUSED_NS TIME_S(20) /* one that has to be read */
#define RISE_WIDE 104.0f
#define RISE_TALL 40.0f
#define FRAME_NS (TIME_S(1) / 60)

/* ---- state ---- */

static bool
is_done(const struct deck_notice *notice) {
    return notice->status.phase == PACK_PHASE_DONE;
}

static time_ns
card_time(const struct deck_notice *notice) {
    return !is_done(notice) ? CARD_NS : pack_outcome_is_good(notice->status.outcome) ? GOOD_NS : REFUSED_NS;
}

bool
deck_notice_set(struct deck_notice *notice, const struct pack_status *status, time_ns now) {
    const struct pack_status *old = &notice->status;
    const bool is_new = status->event != old->event || status->phase != old->phase ||
                        status->percent != old->percent || status->outcome != old->outcome;
    const bool is_gone = status->phase == PACK_PHASE_IDLE && old->phase == PACK_PHASE_IDLE;
    const bool comes_up = status->phase != PACK_PHASE_IDLE &&
                          (status->event != old->event || old->phase == PACK_PHASE_IDLE ||
                           (status->phase == PACK_PHASE_DONE && old->phase != PACK_PHASE_DONE));
    if (comes_up) {
        const bool was_up = deck_notice_form(notice, now) == NOTICE_CARD;
        notice->opened_at = was_up ? now - TIME_MS(NOTICE_COME_MS) : now; /* a card that is up stays up */
        notice->is_folded = false;
    }
    notice->status = *status;
    return is_new && !is_gone;
}

void
deck_notice_touch(struct deck_notice *notice, time_ns now) {
    const bool was_card = deck_notice_form(notice, now) == NOTICE_CARD;
    notice->is_folded = was_card;
    notice->opened_at = was_card ? notice->opened_at : now;
}

enum notice_form
deck_notice_form(const struct deck_notice *notice, time_ns now) {
    if (notice->status.phase == PACK_PHASE_IDLE) {
        return NOTICE_NONE;
    }
    return notice->is_folded || now - notice->opened_at >= card_time(notice) ? NOTICE_PILL : NOTICE_CARD;
}

time_ns
deck_notice_next_change(const struct deck_notice *notice, time_ns drawn_at) {
    if (deck_notice_form(notice, drawn_at) != NOTICE_CARD) {
        return TIME_NEVER;
    }
    const time_ns end = notice->opened_at + card_time(notice);
    return drawn_at - notice->opened_at < TIME_MS(NOTICE_COME_MS) ? drawn_at + FRAME_NS : end;
}

/* ---- where things stand ---- */

static const struct notice_place WIDE = {
    .card = {96.0f, 606.0f, 1728.0f, 324.0f},
    .pill = {992.0f, 844.0f, 232.0f, 96.0f},
    .ring_start = 246.0f,
    .ring_y = 768.0f,
    .words_start = 394.0f,
    .words_w = 1150.0f,
    .headline_y = 698.0f,
    .advice_y = 758.0f,
    .done_y = 768.0f,
    .headline_px = 52.0f,
    .lines_max = 1,
    .steps_y = 842.0f,
    .step_from = 440.0f,
    .step_gap = 320.0f,
    .usb_start = 1682.0f,
    .usb_y = 718.0f,
    .usb_w = 240.0f,
    .page_bottom = 944.0f,
};

static const struct notice_place TALL = {
    .card = {72.0f, 1188.0f, 936.0f, 420.0f},
    .pill = {424.0f, 1516.0f, 232.0f, 96.0f},
    .ring_start = 204.0f,
    .ring_y = 1324.0f,
    .words_start = 330.0f,
    .words_w = 640.0f,
    .headline_y = 1282.0f,
    .advice_y = 1346.0f,
    .done_y = 1398.0f,
    .headline_px = 48.0f,
    .lines_max = 2,
    .steps_y = 1494.0f,
    .step_from = 190.0f,
    .step_gap = 234.0f,
    .page_bottom = 1624.0f,
};

const struct notice_place *
deck_notice_place_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &TALL : &WIDE;
}

struct rect
deck_notice_box(const struct ui *ui, struct rect units) {
    return layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
}

struct ui
deck_notice_rise(struct ui ui) {
    ui.layout.origin_y -= layout_px(&ui.layout, ui.layout.is_portrait ? RISE_TALL : RISE_WIDE);
    return ui;
}

struct rect
deck_notice_pill(const struct ui *ui, bool has_controls) {
    struct rect pill = deck_notice_place_of(ui)->pill;
    pill.x = has_controls ? pill.x : ui->layout.margin; /* such a page has its own picture in the middle */
    return deck_notice_box(ui, pill);
}

void
deck_notice_targets(const struct deck_notice *notice, const struct ui *ui, bool has_controls, time_ns now,
                    struct target_list *targets) {
    const enum notice_form form = deck_notice_form(notice, now);
    if (form == NOTICE_CARD) {
        target_add(targets, DECK_NOTICE, deck_notice_box(ui, deck_notice_place_of(ui)->card), ACTION_NOTICE);
    } else if (form == NOTICE_PILL) {
        target_add(targets, DECK_NOTICE, deck_notice_pill(ui, has_controls), ACTION_NOTICE);
    }
}
