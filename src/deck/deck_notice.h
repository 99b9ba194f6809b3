#pragma once

#include "base/clock.h"
#include "pack/pack_status.h"
#include "scene/scene.h"

/* What the screen says about a stick: a card over the page and above the controls, which stay live, and a pill that it folds into. It
 * belongs to nobody's visit: the loop goes on beneath it, and it outlives every return. */

#define DECK_NOTICE "notice" /* name of its target */

enum notice_form { NOTICE_NONE, NOTICE_CARD, NOTICE_PILL };

struct deck_notice {
    struct pack_status status;
    time_ns opened_at; /* when the card came up last */
    bool is_folded;    /* by a touch */
    time_ns drawn_at;
};

/* Another status. A new event, and the end of one, bring the card up again. Returns: does the picture change? */
bool deck_notice_set(struct deck_notice *notice, const struct pack_status *status, time_ns now);
/* A touch on it: the card folds, the pill opens. */
void deck_notice_touch(struct deck_notice *notice, time_ns now);
enum notice_form deck_notice_form(const struct deck_notice *notice, time_ns now);
struct notice_look {
    bool is_calm;      /* it fades instead of sliding */
    bool has_controls; /* the page's controls stand below it */
};
/* ui: over the slide, raised by deck_notice_rise where no controls stand; its view arena is a frame's. */
void deck_notice_draw(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas,
                      struct notice_look look, time_ns now);
/* A page without controls is touched lower down than they would stand: card and pill leave that free. */
struct ui deck_notice_rise(struct ui ui);
void deck_notice_targets(const struct deck_notice *notice, const struct ui *ui, bool has_controls,
                         time_ns now, struct target_list *targets);
/* When its picture changes next by itself, after a frame drawn at that time. */
time_ns deck_notice_next_change(const struct deck_notice *notice, time_ns drawn_at);
