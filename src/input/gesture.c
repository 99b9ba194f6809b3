/* Contacts to gestures. One contact leads; a second may type beside it or pinch with it; others, palms and cleaning cloths are
 * followed but do nothing. A gesture fires on release. Mouse pointers are ignored while a finger is down and shortly after, so
 * that nothing fires twice. No windowing library, no clock: a pure function of the events fed. A lift that got lost costs nothing
 * for good: its id begins anew, and a contact that stands still gives its lead away. Spec: the visual specification's "Hands". */

#include "input/gesture.h"

#include <math.h>
#include <string.h>

#define MOUSE_QUIET_NS TIME_MS(500)
#define COORD_MARGIN_FRAC 0.25f /* a finger on the bezel may report a little outside */
#define COORD_TALL_FRAC 8.0f    /* no picture is taller than this many widths */
#define SWIPE_SLOPE 1.5f        /* a swipe goes this much further across than up or down */
#define CLOTH_CONTACTS 6        /* more than five new contacts at once: a palm or a cleaning cloth */
#define CLOTH_NS TIME_MS(300)
#define VELOCITY_NS TIME_MS(120)
#define PINCH_MIN_FRAC 0.03f /* of the width: fingers closer than this count as so far apart */
#define NOBODY (-1)

void
gesture_init(struct gesture_machine *machine, float width_px) {
    memset(machine, 0, sizeof(*machine));
    machine->width_px = width_px;
    machine->leader = machine->second = NOBODY;
    machine->hold_due = TIME_NEVER;
}

/* ---- contacts ---- */

static int
find_contact(const struct gesture_machine *machine, long id) {
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        if (machine->contacts[i].is_down && machine->contacts[i].id == id) {
            return i;
        }
    }
    return NOBODY;
}

static bool
is_expired(const struct gesture_contact *contact, time_ns at) {
    return at - contact->still.at > GESTURE_PALM_NS;
}

static bool
is_finger_down(const struct gesture_machine *machine, time_ns at) {
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        const struct gesture_contact *contact = &machine->contacts[i];
        if (contact->is_down && contact->id != INPUT_MOUSE_ID && !is_expired(contact, at)) {
            return true;
        }
    }
    return false;
}

static bool
is_in_picture(const struct gesture_machine *machine, float x, float y) {
    const float margin = COORD_MARGIN_FRAC * machine->width_px;
    return isfinite(x) && isfinite(y) && x >= -margin && x <= machine->width_px + margin && y >= -margin &&
           y <= COORD_TALL_FRAC * machine->width_px;
}

/* Mouse events near a finger's are the same hand seen twice. */
static bool
is_echo(const struct gesture_machine *machine, const struct input_event *event) {
    return event->pointer_id == INPUT_MOUSE_ID &&
           (is_finger_down(machine, event->at) ||
            (machine->had_finger && event->at - machine->last_finger_at < MOUSE_QUIET_NS));
}

static float
slop_of(const struct gesture_machine *machine) {
    return GESTURE_TAP_SLOP_FRAC * machine->width_px;
}

/* A place for a new contact: its own when its lift got lost, a free one, or a palm's. Returns: NOBODY when all are taken. */
static int
take_place(const struct gesture_machine *machine, const struct input_event *event) {
    int place = find_contact(machine, event->pointer_id);
    for (int i = 0; i < GESTURE_CONTACTS_MAX && place == NOBODY; i++) {
        place = machine->contacts[i].is_down ? NOBODY : i;
    }
    for (int i = 0; i < GESTURE_CONTACTS_MAX && place == NOBODY; i++) {
        place = is_expired(&machine->contacts[i], event->at) ? i : NOBODY;
    }
    return place;
}

static void
drop(struct gesture_machine *machine, int place) {
    machine->contacts[place].is_down = false;
    machine->is_pinching = machine->is_pinching && place != machine->leader && place != machine->second;
    if (place == machine->leader) {
        machine->leader = machine->second;
        machine->second = NOBODY;
    } else if (place == machine->second) {
        machine->second = NOBODY;
    }
}

static struct gesture
make(enum gesture_kind kind, const struct gesture_contact *contact, time_ns at) {
    struct gesture gesture = {.kind = kind,
                              .x_px = contact->x_px,
                              .y_px = contact->y_px,
                              .start_x_px = contact->start_x_px,
                              .start_y_px = contact->start_y_px,
                              .scale = 1.0f,
                              .at = at};
    if (contact->is_dragging) {
        gesture.dx_px = contact->x_px - contact->slop_x_px;
        gesture.dy_px = contact->y_px - contact->slop_y_px;
    }
    return gesture;
}

/* ---- down ---- */

/* Ends what can no longer lead: palms, resting hands, and the mouse once a finger is there. */
static void
settle_leader(struct gesture_machine *machine, const struct input_event *event) {
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        struct gesture_contact *contact = &machine->contacts[i];
        const bool is_mouse_echo = contact->id == INPUT_MOUSE_ID && event->pointer_id != INPUT_MOUSE_ID;
        const bool is_resting = event->at - contact->still.at > GESTURE_REST_NS;
        if (!contact->is_down || !(is_mouse_echo || is_resting)) {
            continue;
        }
        drop(machine, i);
        contact->is_down = !is_mouse_echo;
        contact->is_dead = true;
    }
}

/* Kills a crowd of new contacts. Returns: the cancelled leader, GESTURE_NONE kind when there is no crowd. */
static struct gesture
wipe_cloth(struct gesture_machine *machine, time_ns at) {
    struct gesture ended = {0};
    int fresh = 0;
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        const struct gesture_contact *contact = &machine->contacts[i];
        fresh += contact->is_down && at - contact->down_at <= CLOTH_NS ? 1 : 0;
    }
    if (fresh < CLOTH_CONTACTS) {
        return ended;
    }
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        struct gesture_contact *contact = &machine->contacts[i];
        if (contact->is_down && !contact->is_dead) {
            ended = make(GESTURE_CANCEL, contact, at);
            contact->is_dead = true;
        }
    }
    machine->leader = machine->second = NOBODY;
    machine->is_pinching = false;
    return ended;
}

static struct gesture
press(struct gesture_machine *machine, const struct input_event *event) {
    const int place = take_place(machine, event);
    if (place == NOBODY) {
        return (struct gesture){0};
    }
    drop(machine, place);
    settle_leader(machine, event);
    const float x = event->x_px;
    const float y = event->y_px;
    const struct gesture_sample here = {x, y, event->at};
    struct gesture_contact *contact = &machine->contacts[place];
    *contact = (struct gesture_contact){.is_down = true,
                                        .id = event->pointer_id,
                                        .start_x_px = x,
                                        .start_y_px = y,
                                        .x_px = x,
                                        .y_px = y,
                                        .still = here,
                                        .samples = {here},
                                        .sample_count = 1,
                                        .down_at = event->at};
    struct gesture gesture = {0};
    if (machine->leader == NOBODY) {
        machine->leader = place;
        machine->hold_due = event->at + GESTURE_HOLD_NS;
        gesture = make(GESTURE_DOWN, contact, event->at);
    } else if (machine->second == NOBODY) {
        machine->second = place;
        contact->is_second = true;
        machine->hold_due = TIME_NEVER;
        gesture = make(GESTURE_DOWN, contact, event->at);
        gesture.is_second = true;
    } else {
        contact->is_dead = true;
    }
    const struct gesture wiped = wipe_cloth(machine, event->at);
    return wiped.kind == GESTURE_NONE ? gesture : wiped;
}

/* ---- move ---- */

static void
remember(struct gesture_machine *machine, struct gesture_contact *contact, const struct input_event *event) {
    contact->x_px = event->x_px;
    contact->y_px = event->y_px;
    if (contact->sample_count == GESTURE_SAMPLES) {
        memmove(contact->samples, contact->samples + 1, (GESTURE_SAMPLES - 1) * sizeof(*contact->samples));
        contact->sample_count--;
    }
    const struct gesture_sample here = {event->x_px, event->y_px, event->at};
    contact->samples[contact->sample_count++] = here;
    if (hypotf(here.x_px - contact->still.x_px, here.y_px - contact->still.y_px) > slop_of(machine)) {
        contact->still = here;
    }
}

static struct gesture
pinch(struct gesture_machine *machine, time_ns at) {
    const struct gesture_contact *a = &machine->contacts[machine->leader];
    const struct gesture_contact *b = &machine->contacts[machine->second];
    const float apart =
        fmaxf(hypotf(a->x_px - b->x_px, a->y_px - b->y_px), PINCH_MIN_FRAC * machine->width_px);
    struct gesture gesture = {.kind = GESTURE_PINCH,
                              .is_begin = !machine->is_pinching,
                              .x_px = (a->x_px + b->x_px) / 2.0f,
                              .y_px = (a->y_px + b->y_px) / 2.0f,
                              .at = at};
    if (!machine->is_pinching) {
        machine->is_pinching = true;
        machine->pinch_px = apart;
        machine->pinch_x_px = gesture.x_px;
        machine->pinch_y_px = gesture.y_px;
    }
    gesture.start_x_px = machine->pinch_x_px;
    gesture.start_y_px = machine->pinch_y_px;
    gesture.scale = apart / machine->pinch_px;
    return gesture;
}

static bool
has_left_slop(const struct gesture_machine *machine, const struct gesture_contact *contact) {
    return hypotf(contact->x_px - contact->start_x_px, contact->y_px - contact->start_y_px) >
           slop_of(machine);
}

static struct gesture
move(struct gesture_machine *machine, const struct input_event *event, int place) {
    struct gesture_contact *contact = &machine->contacts[place];
    if (!is_in_picture(machine, event->x_px, event->y_px)) {
        return (struct gesture){0};
    }
    const bool was_expired = is_expired(contact, event->at);
    remember(machine, contact, event);
    if (contact->is_dead) {
        return (struct gesture){0};
    }
    if (was_expired && !machine->is_pinching) {
        const struct gesture gone = make(GESTURE_CANCEL, contact, event->at);
        drop(machine, place);
        contact->is_down = contact->is_dead = true;
        return gone;
    }
    const bool begins = !contact->is_dragging && (contact->is_rest || has_left_slop(machine, contact));
    if (begins) {
        contact->is_dragging = true;
        contact->slop_x_px = contact->x_px;
        contact->slop_y_px = contact->y_px;
        machine->hold_due = TIME_NEVER;
    }
    if (machine->second != NOBODY) {
        const bool has_moved = contact->is_dragging || machine->contacts[machine->leader].is_dragging;
        return machine->is_pinching || has_moved ? pinch(machine, event->at) : (struct gesture){0};
    }
    struct gesture drag = make(contact->is_dragging ? GESTURE_DRAG : GESTURE_NONE, contact, event->at);
    drag.is_begin = begins;
    return drag;
}

/* ---- up ---- */

/* Velocity over the last 120 ms before the lift. */
static void
add_velocity(struct gesture *gesture, const struct gesture_contact *contact) {
    int first = 0;
    while (first < contact->sample_count && gesture->at - contact->samples[first].at > VELOCITY_NS) {
        first++;
    }
    if (first < contact->sample_count) {
        const struct gesture_sample *from = &contact->samples[first];
        const float seconds = fmaxf((float)time_to_s(gesture->at - from->at), 0.008f);
        gesture->vx_px_per_s = (contact->x_px - from->x_px) / seconds;
        gesture->vy_px_per_s = (contact->y_px - from->y_px) / seconds;
    }
}

static struct gesture
end_drag(const struct gesture_machine *machine, const struct gesture_contact *contact, time_ns at) {
    struct gesture gesture = make(GESTURE_RELEASE, contact, at);
    add_velocity(&gesture, contact);
    const float dx = contact->x_px - contact->start_x_px;
    const float dy = contact->y_px - contact->start_y_px;
    const float quick = GESTURE_SWIPE_WIDTHS_PER_S * machine->width_px;
    const bool is_far = fabsf(dx) >= GESTURE_SWIPE_WIDTH_FRAC * machine->width_px;
    const bool is_fast = fabsf(gesture.vx_px_per_s) >= quick && gesture.vx_px_per_s * dx > 0.0f;
    if (!contact->is_rest && (is_far || is_fast) && fabsf(dx) > SWIPE_SLOPE * fabsf(dy)) {
        gesture.kind = dx > 0.0f ? GESTURE_SWIPE_RIGHT : GESTURE_SWIPE_LEFT;
    } else if (hypotf(gesture.vx_px_per_s, gesture.vy_px_per_s) >= quick) {
        gesture.kind = GESTURE_FLING;
    }
    return gesture;
}

/* One finger of a pinch lifted: the other drags on from where it is. */
static struct gesture
end_pinch(struct gesture_machine *machine, int place, time_ns at) {
    struct gesture gesture = pinch(machine, at);
    gesture.kind = GESTURE_PINCH_END;
    drop(machine, place);
    struct gesture_contact *rest = &machine->contacts[machine->leader];
    rest->is_rest = true;
    rest->is_dragging = false;
    rest->start_x_px = rest->x_px;
    rest->start_y_px = rest->y_px;
    rest->sample_count = 0;
    return gesture;
}

/* A lift counts even where its place is nonsense: the contact's last good place stands for it. */
static struct gesture
lift(struct gesture_machine *machine, const struct input_event *event, int place) {
    struct gesture_contact *contact = &machine->contacts[place];
    const bool was_expired = is_expired(contact, event->at);
    if (is_in_picture(machine, event->x_px, event->y_px)) {
        remember(machine, contact, event);
    }
    if (contact->is_dead) {
        drop(machine, place);
        return (struct gesture){0};
    }
    if (machine->is_pinching) {
        return end_pinch(machine, place, event->at);
    }
    drop(machine, place);
    machine->hold_due = TIME_NEVER;
    if (was_expired) {
        return make(GESTURE_CANCEL, contact, event->at);
    }
    if (!contact->is_dragging && has_left_slop(machine, contact)) { /* its moves got lost */
        contact->is_dragging = true;
        contact->slop_x_px = contact->start_x_px;
        contact->slop_y_px = contact->start_y_px;
    }
    if (contact->is_dragging || contact->is_rest) {
        return end_drag(machine, contact, event->at);
    }
    struct gesture tap = make(GESTURE_TAP, contact, event->at);
    tap.is_second = contact->is_second;
    return tap;
}

struct gesture
gesture_feed(struct gesture_machine *machine, const struct input_event *event) {
    const struct gesture none = {0};
    const bool is_down = event->kind == INPUT_POINTER_DOWN;
    const bool is_pointer = is_down || event->kind == INPUT_POINTER_MOVE || event->kind == INPUT_POINTER_UP;
    if (!is_pointer || is_echo(machine, event)) {
        return none;
    }
    if (is_down && !is_in_picture(machine, event->x_px, event->y_px)) {
        return none;
    }
    const int place = find_contact(machine, event->pointer_id);
    if (event->pointer_id != INPUT_MOUSE_ID && (is_down || place != NOBODY)) {
        machine->had_finger = true;
        machine->last_finger_at = event->at;
    }
    if (is_down) {
        return press(machine, event);
    }
    if (place == NOBODY) {
        return none;
    }
    return event->kind == INPUT_POINTER_UP ? lift(machine, event, place) : move(machine, event, place);
}

/* ---- time ---- */

struct gesture
gesture_tick(struct gesture_machine *machine, time_ns now) {
    if (machine->leader == NOBODY || now < machine->hold_due) {
        return (struct gesture){0};
    }
    const struct gesture_contact *contact = &machine->contacts[machine->leader];
    if (is_expired(contact, now)) {
        machine->hold_due = TIME_NEVER;
        return (struct gesture){0};
    }
    machine->hold_due += GESTURE_REPEAT_NS * ((now - machine->hold_due) / GESTURE_REPEAT_NS + 1);
    return make(GESTURE_HOLD, contact, now);
}

time_ns
gesture_next_due(const struct gesture_machine *machine) {
    return machine->leader == NOBODY ? TIME_NEVER : machine->hold_due;
}
