/* Time: when the loop turns by itself, when a visitor is gone, when the next slide is prepared, and when the next frame is due. A
 * deck that stands still asks for none. */

#include "anim/timeline.h"
#include "deck/deck_internal.h"

#define FRAME_NS (TIME_S(1) / 60)
#define WARM_MS 600
#define DIM_AFTER TIME_S(20) /* without a touch: controls that stand for months burn in less */
#define DIM_MS 1000
#define DIMMED 0.6f

bool
deck_is_in_transition(const struct deck *deck, time_ns now) {
    return now - deck->turned_at < TIME_MS(DECK_COME_MS);
}

/* When it is time to ask whether somebody is still there. */
static time_ns
question_due(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const time_ns idle = deck_idle(deck_slide_of(deck, view), view->lang);
    const bool is_reading = deck->covers.count > 0 && idle < DECK_IDLE_LONG;
    return deck->touched_at + (is_reading ? DECK_IDLE_LONG : idle);
}

bool
deck_is_asking(const struct deck *deck, time_ns now) {
    return deck->is_exploring && !deck->config.is_held && now >= question_due(deck);
}

time_ns
deck_asking_since(const struct deck *deck, time_ns now) {
    return now - question_due(deck);
}

float
deck_dim(const struct deck *deck, time_ns now) {
    const struct span fade = {0, DIM_MS, EASE_LINEAR};
    return deck->config.is_held
               ? 1.0f
               : float_mix(1.0f, DIMMED, timeline_value(fade, now - deck->touched_at - DIM_AFTER));
}

/* The frames of dimming. */
static time_ns
dim_due(const struct deck *deck) {
    const time_ns from = deck->touched_at + DIM_AFTER;
    if (deck->config.is_held || deck->drawn_at >= from + TIME_MS(DIM_MS)) {
        return TIME_NEVER;
    }
    return deck->drawn_at < from ? from : deck->drawn_at + 2 * FRAME_NS;
}

void
deck_touch(struct deck *deck, time_ns now) {
    deck->is_dirty = deck->is_dirty || deck_is_asking(deck, now) || deck_dim(deck, now) < 1.0f;
    deck->touched_at = now;
    deck->is_exploring = deck->is_exploring || !deck_is_attract_page(deck, deck_slide(deck));
}

static time_ns
turn_due(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    if (deck->config.is_held) {
        return TIME_NEVER;
    }
    if (deck->is_exploring) {
        return question_due(deck) + RETURN_NS;
    }
    if (guard_leaves_out(&deck->guard,
                         view->slide)) { /* nobody has to look at it for as long as it would take to read */
        return deck->turned_at + TIME_MS(DECK_COME_MS);
    }
    return view->entered_at + deck_dwell(deck_slide_of(deck, view), view->lang);
}

/* The place in the loop after the present one, past slides that are left out. */
static int
next_loop_at(const struct deck *deck) {
    for (int i = 1; i < deck->looped_count; i++) {
        const int at = (deck->loop_at + i) % deck->looped_count;
        if (!guard_leaves_out(&deck->guard, deck->looped[at])) {
            return at;
        }
    }
    return (deck->loop_at + 1) % deck->looped_count;
}

int
deck_next_in_loop(const struct deck *deck) {
    return deck->looped[next_loop_at(deck)];
}

/* How many slides of the loop are not left out. */
static int
count_sound(const struct deck *deck) {
    int sound = 0;
    for (int i = 0; i < deck->looped_count; i++) {
        sound += guard_leaves_out(&deck->guard, deck->looped[i]) ? 0 : 1;
    }
    return sound;
}

/* The loop never becomes empty. */
static void
forgive_if_empty(struct deck *deck) {
    while (count_sound(deck) == 0 && guard_forgive_oldest(&deck->guard)) {
    }
}

int
deck_first_in_loop(struct deck *deck) {
    forgive_if_empty(deck);
    for (int i = 0; i < deck->looped_count; i++) {
        if (!guard_leaves_out(&deck->guard, deck->looped[i])) {
            return deck->looped[i];
        }
    }
    return deck->looped[0];
}

/* What a slide left out or taken back changes: the dots, and what comes next. */
static void
follow_guard(struct deck *deck) {
    deck->scrub = -1; /* the dots move: its own goes */
    deck_prepare_chrome(deck);
    deck->is_dirty = true;
    if (deck->ahead_view >= 0 && deck->views[deck->ahead_view].slide != deck_next_in_loop(deck)) {
        deck->ahead_view = -1;
    }
}

void
deck_blame(struct deck *deck, int slide, enum guard_reason reason) {
    guard_note(&deck->guard, slide, reason);
    forgive_if_empty(deck);
    follow_guard(deck);
}

void
deck_frame_took(struct deck *deck, time_ns took) {
    const int slide = deck_slide(deck);
    if (guard_frame(&deck->guard, slide, took)) {
        deck_blame(deck, slide, GUARD_SLOW);
    }
}

const struct guard_fault *
deck_faults(const struct deck *deck, int *ret_count) {
    *ret_count = deck->guard.count;
    return deck->guard.faults;
}

int
deck_harm(const struct deck *deck) {
    return deck->guard.harm;
}

static void
turn(struct deck *deck, time_ns now) {
    if (deck->is_exploring) { /* nobody there any more: everything resets, the loop goes on where it left */
        deck->is_exploring = false;
        deck->lang = deck->config.lang;
        deck_reset_modes(deck);
        deck_let_go(deck, now);
        const struct content_model *pack = deck->config.model;
        deck_show(deck, deck->looped[deck->loop_at], 1, now);
        if (deck->config.model == pack) {
            deck->old_view = -1;
            deck_relayout(deck, now);
            deck->views[deck->now_view].skipped = 0;
        }
        return;
    }
    const int next = next_loop_at(deck);
    const bool is_round = next <= deck->loop_at;
    deck->rounds += is_round ? 1 : 0;
    deck->loop_at = next;
    if (is_round && guard_round(&deck->guard)) {
        follow_guard(deck);
    }
    deck_show(deck, deck->looped[deck->loop_at], 1, now);
}

void
deck_update(struct deck *deck, time_ns now) {
    if (now >= turn_due(deck)) {
        turn(deck, now);
    }
    if (deck->old_view >= 0 && !deck_is_in_transition(deck, now)) {
        deck->old_view = -1;
        deck->is_dirty = true;
    }
    deck_pack_update(deck, now);
    if (!deck->coming.is_there && deck->ahead_view < 0 && deck->old_view < 0 && !deck->config.is_held &&
        !deck->is_exploring && deck->looped_count > 1) {
        const struct deck_view_config config = deck_view_config_of(deck, deck_next_in_loop(deck));
        deck->ahead_view = deck_free_view(deck);
        deck->is_ahead_warm = false;
        deck_view_prepare(&deck->views[deck->ahead_view], &config, deck_next_in_loop(deck), deck->lang);
        if (deck->views[deck->ahead_view].is_fallback) { /* nobody asked for it: the loop goes past it */
            deck_blame(deck, deck->views[deck->ahead_view].slide, GUARD_FAILED);
        }
    }
    deck_events_watch(deck, now);
}

/* When the slide prepared ahead is drawn unseen; a layer idles out only after two seconds. */
time_ns
deck_warm_due(const struct deck *deck) {
    const time_ns turn_at = turn_due(deck);
    return turn_at == TIME_NEVER ? TIME_NEVER : turn_at - TIME_MS(WARM_MS);
}

static time_ns
motion_due(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    if (deck->is_dirty) {
        return deck->drawn_at;
    }
    if (covers_are_moving(&deck->covers, deck->drawn_at) || deck_is_in_transition(deck, deck->drawn_at)) {
        return deck->drawn_at + FRAME_NS;
    }
    if (deck_is_calm(deck)) {
        return TIME_NEVER;
    }
    const time_ns since = deck_view_since(view, deck->drawn_at);
    const time_ns change =
        view->scene.klass->next_change == NULL ? since : view->scene.klass->next_change(&view->scene, since);
    if (change == TIME_NEVER) {
        return TIME_NEVER;
    }
    return deck->drawn_at + (change - since > FRAME_NS ? change - since : FRAME_NS);
}

time_ns
deck_ghost_at(const struct deck *deck) {
    const struct deck_view *view = &deck->views[deck->now_view];
    const bool is_its_turn = deck->loop_at % GHOST_EVERY == GHOST_EVERY - 1;
    if (deck->is_exploring || deck->config.is_held || deck_is_calm(deck) || !is_its_turn ||
        deck_is_cover(deck, view->slide)) {
        return TIME_NEVER;
    }
    return view->entered_at + deck_dwell(deck_slide_of(deck, view), view->lang) - GHOST_NS - TIME_MS(WARM_MS);
}

/* The frames of the ghost. */
static time_ns
ghost_due(const struct deck *deck) {
    const time_ns at = deck_ghost_at(deck);
    if (at == TIME_NEVER || deck->drawn_at >= at + GHOST_NS) {
        return TIME_NEVER;
    }
    return deck->drawn_at < at ? at : deck->drawn_at + FRAME_NS;
}

/* The question comes up, and its ring runs. */
static time_ns
asking_due(const struct deck *deck) {
    if (!deck->is_exploring || deck->config.is_held) {
        return TIME_NEVER;
    }
    const time_ns since = deck->drawn_at - question_due(deck);
    return question_due(deck) + (since < 0 ? 0 : deck_return_next_change(since));
}

static time_ns
frame_due(const struct deck *deck) {
    const bool is_cold = deck->ahead_view >= 0 && !deck->is_ahead_warm;
    const time_ns notice = deck_notice_next_change(&deck->notice, deck->drawn_at);
    const time_ns over =
        time_min(time_min(asking_due(deck), ghost_due(deck)), time_min(dim_due(deck), notice));
    const time_ns due = time_min(motion_due(deck), over);
    return is_cold ? time_min(due, deck_warm_due(deck)) : due;
}

bool
deck_needs_frame(const struct deck *deck, time_ns now) {
    return now >= frame_due(deck);
}

time_ns
deck_next_wakeup(const struct deck *deck, time_ns now) {
    time_ns due = time_min(frame_due(deck), turn_due(deck));
    if (deck->old_view >= 0) {
        due = time_min(due, deck->turned_at + TIME_MS(DECK_COME_MS));
    }
    return due > now && !deck_pack_is_preparing(deck) ? due : now;
}
