/* Contacts to gestures. One contact leads; others, palms and cleaning cloths are followed but do nothing. A gesture fires on
 * release. Mouse pointers are ignored while a finger is down and shortly after, so that nothing fires twice. */

#include "input/gesture.h"

#include <math.h>
#include <string.h>

#define MOUSE_QUIET_NS TIME_MS(500)
#define COORD_MARGIN_FRAC 0.25f

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

static int
contacts_down(const struct gesture_machine *machine) {
    int count = 0;
    for (int i = 0; i < GESTURE_CONTACTS_MAX; i++) {
        count += machine->contacts[i].is_down ? 1 : 0;
    }
    return count;
}

static bool
is_usable(const struct gesture_machine *machine, const struct input_event *event) {
    const float margin = COORD_MARGIN_FRAC * machine->width_px;
    const float limit = 8.0f * machine->width_px;
    const bool is_place = isfinite(event->x_px) && isfinite(event->y_px) && event->x_px >= -margin && event->x_px <= machine->width_px + margin &&
                          event->y_px >= -margin && event->y_px <= limit;
    return is_place || event->kind == INPUT_POINTER_UP;
}

/* Mouse events near a finger's are the same hand seen twice. */
static bool
is_echo(const struct gesture_machine *machine, const struct input_event *event) {
    return event->pointer_id == INPUT_MOUSE_ID && machine->had_finger && event->at - machine->last_finger_at < MOUSE_QUIET_NS;
}

static struct gesture
make(enum gesture_kind kind, const struct gesture_contact *contact, time_ns at) {
    return (struct gesture){kind, contact->x_px, contact->y_px, contact->start_x_px, contact->start_y_px, at};
}

static struct gesture
press(struct gesture_machine *machine, const struct input_event *event) {
    const struct gesture none = {0};
    struct gesture_contact *contact = find_contact(machine, event->pointer_id);
    const bool is_second = contacts_down(machine) > (contact != NULL ? 1 : 0);
    for (int i = 0; i < GESTURE_CONTACTS_MAX && contact == NULL; i++) {
        contact = machine->contacts[i].is_down ? NULL : &machine->contacts[i];
    }
    if (contact == NULL) {
        return none;
    }
    *contact = (struct gesture_contact){true, is_second, event->pointer_id, event->x_px, event->y_px, event->x_px, event->y_px, event->at};
    return is_second ? none : make(GESTURE_DOWN, contact, event->at);
}

static struct gesture
release(struct gesture_machine *machine, const struct input_event *event, struct gesture_contact *contact) {
    contact->is_down = false;
    if (isfinite(event->x_px) && isfinite(event->y_px) && is_usable(machine, event)) {
        contact->x_px = event->x_px;
        contact->y_px = event->y_px;
    }
    const time_ns held = event->at - contact->down_at;
    if (contact->is_dead || held > GESTURE_PALM_NS) {
        return make(GESTURE_CANCEL, contact, event->at);
    }
    const float dx = contact->x_px - contact->start_x_px;
    const float dy = contact->y_px - contact->start_y_px;
    const float slop = GESTURE_TAP_SLOP_FRAC * machine->width_px;
    if (hypotf(dx, dy) <= slop) {
        return make(GESTURE_TAP, contact, event->at);
    }
    const float seconds = fmaxf((float)time_to_s(held), 0.001f);
    const bool is_far = fabsf(dx) >= GESTURE_SWIPE_WIDTH_FRAC * machine->width_px;
    const bool is_fast = fabsf(dx) / seconds >= GESTURE_SWIPE_PX_PER_S;
    if ((is_far || is_fast) && fabsf(dx) > 1.5f * fabsf(dy)) {
        return make(dx > 0.0f ? GESTURE_SWIPE_RIGHT : GESTURE_SWIPE_LEFT, contact, event->at);
    }
    return make(GESTURE_CANCEL, contact, event->at);
}

struct gesture
gesture_feed(struct gesture_machine *machine, const struct input_event *event) {
    const struct gesture none = {0};
    const bool is_pointer = event->kind == INPUT_POINTER_DOWN || event->kind == INPUT_POINTER_MOVE || event->kind == INPUT_POINTER_UP;
    if (!is_pointer || is_echo(machine, event) || !is_usable(machine, event)) {
        return none;
    }
    if (event->pointer_id != INPUT_MOUSE_ID) {
        machine->had_finger = true;
        machine->last_finger_at = event->at;
    }
    if (event->kind == INPUT_POINTER_DOWN) {
        return press(machine, event);
    }
    struct gesture_contact *contact = find_contact(machine, event->pointer_id);
    if (contact == NULL) {
        return none;
    }
    if (event->kind == INPUT_POINTER_UP) {
        return release(machine, event, contact);
    }
    contact->x_px = event->x_px;
    contact->y_px = event->y_px;
    return contact->is_dead ? none : make(GESTURE_DRAG, contact, event->at);
}
