/* Contacts to gestures. One contact leads; others, palms and cleaning cloths are followed but do nothing.
 * A gesture fires on release. Mouse pointers are ignored while a finger is down and shortly after, so that
 * nothing fires twice. No windowing library, no clock: a pure function of the events fed. A lift that got
 * lost costs nothing for good: after GESTURE_PALM_NS its place may be taken. Spec: the visual
 * specification's "Hands". */

#include "input/gesture.h"

#include <math.h>
#include <string.h>

#define MOUSE_QUIET_NS TIME_MS(500)
#define COORD_MARGIN_FRAC 0.25f /* a finger on the bezel may report a little outside */
#define COORD_TALL_FRAC 8.0f    /* no picture is taller than this many widths */
#define SWIPE_SLOPE 1.5f        /* a swipe goes this much further across than up or down */
#define CLOTH_CONTACTS 6        /* more than five new contacts at once: a palm or a cleaning cloth */
#define CLOTH_NS TIME_MS(300)

void
gesture_init(struct gesture_machine *machine, float width_px) {
    memset(machine, 0, sizeof(*machine));
    machine->width_px = width_px;
}

static struct gesture_contact *
find_contact(struct gesture_machine *machine, long id) {
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        if (machine->contacts[i].is_down && machine->contacts[i].id == id) {
            return &machine->contacts[i];
        }
    }
    return NULL;
}

static bool
is_expired(const struct gesture_contact *contact, time_ns at) {
    return at - contact->down_at > GESTURE_PALM_NS;
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

static struct gesture
make(enum gesture_kind kind, const struct gesture_contact *contact, time_ns at) {
    return (struct gesture){kind, contact->x_px, contact->y_px, contact->start_x_px, contact->start_y_px, at};
}

/* A place for a new contact. Returns: NULL when the event is to be ignored: its id is down, or all places
 * are taken. */
static struct gesture_contact *
take_place(struct gesture_machine *machine, const struct input_event *event) {
    struct gesture_contact *place = find_contact(machine, event->pointer_id);
    if (place != NULL) {
        return is_expired(place, event->at) ? place : NULL;
    }
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        struct gesture_contact *contact = &machine->contacts[i];
        if (!contact->is_down) {
            return contact;
        }
        if (place == NULL && is_expired(contact, event->at)) {
            place = contact;
        }
    }
    return place;
}

/* Ends what can no longer lead: palms, and the mouse once a finger is there. Returns: whether a contact
 * still leads. */
static bool
settle_leader(struct gesture_machine *machine, const struct input_event *event) {
    bool has_leader = false;
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        struct gesture_contact *contact = &machine->contacts[i];
        const bool is_mouse_echo = contact->id == INPUT_MOUSE_ID && event->pointer_id != INPUT_MOUSE_ID;
        contact->is_down = contact->is_down && !is_mouse_echo;
        contact->is_dead = contact->is_dead || is_expired(contact, event->at);
        has_leader = has_leader || (contact->is_down && !contact->is_dead);
    }
    return has_leader;
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
    for (int i = 0; i < GESTURE_CONTACTS_MAX && fresh >= CLOTH_CONTACTS; i++) {
        struct gesture_contact *contact = &machine->contacts[i];
        if (contact->is_down && !contact->is_dead && at - contact->down_at <= CLOTH_NS) {
            contact->is_dead = true;
            ended = make(GESTURE_CANCEL, contact, at);
        }
    }
    return ended;
}

static struct gesture
press(struct gesture_machine *machine, const struct input_event *event) {
    struct gesture_contact *contact = take_place(machine, event);
    if (contact == NULL) {
        return (struct gesture){0};
    }
    const bool has_leader = settle_leader(machine, event);
    const float x = event->x_px;
    const float y = event->y_px;
    *contact = (struct gesture_contact){true, has_leader, event->pointer_id, x, y, x, y, event->at};
    if (!has_leader) {
        return make(GESTURE_DOWN, contact, event->at);
    }
    return wipe_cloth(machine, event->at);
}

static struct gesture
move(const struct gesture_machine *machine, const struct input_event *event,
     struct gesture_contact *contact) {
    if (!is_in_picture(machine, event->x_px, event->y_px)) {
        return (struct gesture){0};
    }
    contact->x_px = event->x_px;
    contact->y_px = event->y_px;
    if (contact->is_dead) {
        return (struct gesture){0};
    }
    contact->is_dead = is_expired(contact, event->at);
    return make(contact->is_dead ? GESTURE_CANCEL : GESTURE_DRAG, contact, event->at);
}

/* A lift counts even where its place is nonsense: the contact's last good place stands for it. */
static struct gesture
lift(const struct gesture_machine *machine, const struct input_event *event,
     struct gesture_contact *contact) {
    contact->is_down = false;
    if (contact->is_dead) {
        return (struct gesture){0};
    }
    if (is_in_picture(machine, event->x_px, event->y_px)) {
        contact->x_px = event->x_px;
        contact->y_px = event->y_px;
    }
    if (is_expired(contact, event->at)) {
        return make(GESTURE_CANCEL, contact, event->at);
    }
    const float dx = contact->x_px - contact->start_x_px;
    const float dy = contact->y_px - contact->start_y_px;
    if (hypotf(dx, dy) <= GESTURE_TAP_SLOP_FRAC * machine->width_px) {
        return make(GESTURE_TAP, contact, event->at);
    }
    const float seconds = fmaxf((float)time_to_s(event->at - contact->down_at), 0.001f);
    const bool is_far = fabsf(dx) >= GESTURE_SWIPE_WIDTH_FRAC * machine->width_px;
    const bool is_fast = fabsf(dx) / seconds >= GESTURE_SWIPE_PX_PER_S;
    if ((is_far || is_fast) && fabsf(dx) > SWIPE_SLOPE * fabsf(dy)) {
        return make(dx > 0.0f ? GESTURE_SWIPE_RIGHT : GESTURE_SWIPE_LEFT, contact, event->at);
    }
    return make(GESTURE_RELEASE, contact, event->at);
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
    struct gesture_contact *contact = find_contact(machine, event->pointer_id);
    if (event->pointer_id != INPUT_MOUSE_ID && (is_down || contact != NULL)) {
        machine->had_finger = true;
        machine->last_finger_at = event->at;
    }
    if (is_down) {
        return press(machine, event);
    }
    if (contact == NULL) {
        return none;
    }
    return event->kind == INPUT_POINTER_UP ? lift(machine, event, contact) : move(machine, event, contact);
}
