/* Events by comparison: no step of the deck has to tell what it did, so none can forget to. A slide that a visitor opens and leaves
 * within one turn of the frame loop is not seen, and neither could the visitor see it. */

#include "deck/deck_events.h"

#include <string.h>

#include "deck/deck_internal.h"

#define EVENTS_KEPT 16 /* places that touches do not take */

bool
deck_take_event(struct deck *deck, struct deck_event *ret_event) {
    struct deck_events *events = &deck->events;
    if (events->count == 0) {
        return false;
    }
    *ret_event = events->queue[events->first];
    events->first = (events->first + 1) % DECK_EVENTS_MAX;
    events->count--;
    return true;
}

/* Touches leave room: a storm of them in one turn hides no end of a visit. */
static void
tell(struct deck_events *events, const struct deck_event *event) {
    const int room = event->kind == DECK_EVENT_TOUCHED ? DECK_EVENTS_MAX - EVENTS_KEPT : DECK_EVENTS_MAX;
    if (events->count < room) {
        events->queue[(events->first + events->count++) % DECK_EVENTS_MAX] = *event;
    }
}

void
deck_events_touch(struct deck *deck, float x_px, float y_px, time_ns now) {
    const struct deck_event event = {.kind = DECK_EVENT_TOUCHED,
                                     .model = deck->config.model,
                                     .slide = deck_slide(deck),
                                     .lang = deck->lang,
                                     .at = now,
                                     .x_frac = x_px / (float)deck->config.width_px,
                                     .y_frac = y_px / (float)deck->config.height_px};
    if (!deck->config.is_held) {
        tell(&deck->events, &event);
    }
}

static void
open_slide(struct deck_events *events, struct deck_event event) {
    event.kind = DECK_EVENT_SLIDE_OPENED;
    tell(events, &event);
    events->opened_at = event.at;
    events->opened++;
}

/* `until`: when a hand was last sure to be there. */
static void
leave_slide(struct deck_events *events, struct deck_event event, time_ns until) {
    event.kind = DECK_EVENT_SLIDE_LEFT;
    event.model = events->model;
    event.slide = events->slide;
    event.lang = events->lang;
    event.lasted = until > events->opened_at ? until - events->opened_at : 0;
    tell(events, &event);
}

static void
begin_visit(struct deck_events *events, struct deck_event event) {
    event.kind = DECK_EVENT_VISIT_BEGAN;
    tell(events, &event);
    events->began_at = event.at;
    events->opened = 0;
    open_slide(events, event);
}

static void
end_visit(struct deck_events *events, struct deck_event event, time_ns until) {
    leave_slide(events, event, until);
    event.kind = DECK_EVENT_VISIT_ENDED;
    event.model = events->model;
    event.slide = events->slide;
    event.lang = events->lang; /* the visitor's, not the one the loop has gone back to */
    event.lasted = until > events->began_at ? until - events->began_at : 0;
    event.slides = events->opened;
    tell(events, &event);
}

/* A search is over when its panel goes or its field is empty. Typing on after nothing was found is the same search; erasing letter by letter
 * does not make it a search for one letter. */
static void
watch_search(struct deck *deck, struct deck_event event) {
    struct deck_events *events = &deck->events;
    const bool is_open = covers_has(&deck->covers, COVER_SEARCH);
    const struct deck_search *search = is_open ? deck->covers.covers[COVER_SEARCH].state : NULL;
    const size_t bytes = is_open ? search->query_bytes : 0;
    if (bytes > 0) {
        events->is_last_vain = deck_search_is_vain(search);
    }
    if (bytes > 0 && bytes >= events->query_bytes) {
        memcpy(events->query, search->query, bytes);
        events->query[bytes] = '\0';
        events->query_bytes = bytes;
        events->is_vain = events->is_last_vain;
    } else if (bytes == 0 && events->query_bytes > 0) {
        event.kind = DECK_EVENT_SEARCHED;
        event.model = events->model;
        event.slide = events->slide;
        event.lang = events->lang;
        event.is_vain = is_open ? events->is_vain : events->is_last_vain;
        memcpy(event.query, events->query, sizeof(event.query));
        events->query_bytes = 0;
        tell(events, &event);
    }
}

/* Another pack may count the same languages in another order. */
static bool
is_other_lang(const struct deck_events *events, const struct deck_event *event) {
    return strcmp(event->model->langs[event->lang].locale.code,
                  events->model->langs[events->lang].locale.code) != 0;
}

void
deck_events_watch(struct deck *deck, time_ns now) {
    struct deck_events *events = &deck->events;
    struct deck_event event = {
        .model = deck->config.model, .slide = deck_slide(deck), .lang = deck->lang, .at = now};
    const bool is_other_slide =
        !events->has_seen || event.model != events->model || event.slide != events->slide;
    const bool is_exploring = deck->is_exploring;
    if (deck->config.is_held) {
        return;
    }
    watch_search(deck, event);
    if (is_exploring && !events->was_exploring) {
        begin_visit(events, event);
    } else if (is_exploring && is_other_slide) {
        leave_slide(events, event, now);
        open_slide(events, event);
    } else if (!is_exploring && events->was_exploring) {
        event.is_idle = now - deck->touched_at >= RETURN_NS;
        end_visit(events, event, event.is_idle ? deck->touched_at : now);
        event.is_idle = false;
    }
    if (!is_exploring && (is_other_slide || events->was_exploring)) {
        event.kind = DECK_EVENT_LOOP_SHOWED;
        tell(events, &event);
    }
    if (is_exploring && events->has_seen && is_other_lang(events, &event)) {
        event.kind = DECK_EVENT_LANGUAGE;
        tell(events, &event);
    }
    events->model = event.model;
    events->slide = event.slide;
    events->lang = event.lang;
    events->was_exploring = is_exploring;
    events->has_seen = true;
}
