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
/* ui: over the slide; its view arena is a frame's. A calm deck fades instead of sliding. */
void deck_notice_draw(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas,
                      bool is_calm, time_ns now);
void deck_notice_targets(const struct deck_notice *notice, const struct ui *ui, time_ns now,
                         struct target_list *targets);
/* When its picture changes next by itself, after a frame drawn at that time. */
time_ns deck_notice_next_change(const struct deck_notice *notice, time_ns drawn_at);
