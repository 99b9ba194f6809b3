/* Children lean, sleeves rest, cloths wipe: so exactly one contact may be on the glass, it may hardly move, and the order of corners and
 * the times between them are narrow. Every other touch shuts the door. Strange reports (broken numbers, lifts of nobody, ids that come
 * twice, mouse pointers made from touches) neither open it nor jam it. */

#include "deck/deck_staff_door.h"

#include <math.h>
#include <string.h>

#define SLOP 40.0f /* design units */
#define MOUSE_QUIET_NS TIME_MS(500)

void
staff_door_init(struct staff_door *door, float width_px, float scale) {
    const float edge = DOOR_CORNER * scale;
    memset(door, 0, sizeof(*door));
    door->corners[0] = (struct rect){0.0f, 0.0f, edge, edge};
    door->corners[1] = (struct rect){width_px - edge, 0.0f, edge, edge};
    door->slop_px = SLOP * scale;
    door->finger_at = -TIME_S(3600);
}

/* ---- contacts ---- */

static struct door_contact *
find(struct staff_door *door, long id) {
    for (int i = 0; i < DOOR_CONTACTS_MAX; i++) {
        if (door->contacts[i].is_down && door->contacts[i].id == id) {
            return &door->contacts[i];
        }
    }
    return NULL;
}

/* Notes that a contact is down. Returns: how many are, the lost ones left out. */
static int
note_down(struct staff_door *door, long id, time_ns at) {
    struct door_contact *own = find(door, id);
    int count = 0;
    for (int i = 0; i < DOOR_CONTACTS_MAX; i++) {
        struct door_contact *one = &door->contacts[i];
        one->is_down = one->is_down && at - one->heard_at < DOOR_LOST_NS;
        own = own == NULL && !one->is_down ? one : own;
    }
    if (own != NULL) {
        *own = (struct door_contact){true, id, at};
    }
    for (int i = 0; i < DOOR_CONTACTS_MAX; i++) {
        count += door->contacts[i].is_down ? 1 : 0;
    }
    return own != NULL ? count : DOOR_CONTACTS_MAX + 1;
}

/* ---- steps ---- */

static void
begin(struct staff_door *door, enum door_step step, const struct input_event *event) {
    door->step = step;
    door->finger = event->pointer_id;
    door->at_px = (struct vec2){event->x_px, event->y_px};
    door->since = event->at;
}

static void
down(struct staff_door *door, const struct input_event *event) {
    const bool is_alone = note_down(door, event->pointer_id, event->at) == 1;
    const bool is_timely =
        door->step == DOOR_BETWEEN && event->at - door->since <= DOOR_BETWEEN_NS && event->at >= door->since;
    if (is_alone && is_timely && rect_contains(door->corners[1], event->x_px, event->y_px)) {
        begin(door, DOOR_SECOND, event);
    } else if (is_alone && rect_contains(door->corners[0], event->x_px, event->y_px)) {
        begin(door, DOOR_FIRST, event);
    } else {
        door->step = DOOR_SHUT;
    }
}

static void
move(struct staff_door *door, const struct input_event *event) {
    struct door_contact *contact = find(door, event->pointer_id);
    const bool is_resting = door->step == DOOR_FIRST || door->step == DOOR_SECOND;
    if (contact != NULL) {
        contact->heard_at = event->at;
    }
    if (is_resting && event->pointer_id == door->finger &&
        !(hypotf(event->x_px - door->at_px.x, event->y_px - door->at_px.y) <= door->slop_px)) {
        door->step = DOOR_SHUT;
    }
}

static void
up(struct staff_door *door, const struct input_event *event) {
    struct door_contact *contact = find(door, event->pointer_id);
    const time_ns rested = event->at - door->since;
    if (contact != NULL) {
        contact->is_down = false;
    }
    if (contact == NULL || event->pointer_id != door->finger) {
        return;
    }
    if (door->step == DOOR_FIRST && rested >= DOOR_FIRST_NS && rested <= DOOR_FIRST_MAX_NS) {
        door->step = DOOR_BETWEEN;
        door->since = event->at;
    } else if (door->step != DOOR_BETWEEN) {
        door->step = DOOR_SHUT;
    }
}

void
staff_door_feed(struct staff_door *door, const struct input_event *event) {
    const bool is_pointer = event->kind == INPUT_POINTER_DOWN || event->kind == INPUT_POINTER_MOVE ||
                            event->kind == INPUT_POINTER_UP;
    const bool is_mouse = event->pointer_id == INPUT_MOUSE_ID;
    if (!is_pointer || (is_mouse && event->at - door->finger_at < MOUSE_QUIET_NS)) {
        return;
    }
    door->finger_at = is_mouse ? door->finger_at : event->at;
    if (event->kind == INPUT_POINTER_DOWN) {
        down(door, event);
    } else if (event->kind == INPUT_POINTER_MOVE) {
        move(door, event);
    } else {
        up(door, event);
    }
}

bool
staff_door_tick(struct staff_door *door, time_ns now) {
    const time_ns passed = now - door->since;
    const bool is_through = door->step == DOOR_SECOND && passed >= DOOR_SECOND_NS;
    const bool is_late = (door->step == DOOR_FIRST && passed > DOOR_FIRST_MAX_NS) ||
                         (door->step == DOOR_BETWEEN && passed > DOOR_BETWEEN_NS);
    if (is_through || is_late) {
        door->step = DOOR_SHUT;
    }
    return is_through;
}

time_ns
staff_door_due(const struct staff_door *door) {
    switch (door->step) {
    case DOOR_SHUT:
        break;
    case DOOR_FIRST:
        return door->since + DOOR_FIRST_MAX_NS + 1;
    case DOOR_BETWEEN:
        return door->since + DOOR_BETWEEN_NS + 1;
    case DOOR_SECOND:
        return door->since + DOOR_SECOND_NS;
    }
    return TIME_NEVER;
}

bool
staff_door_is_half(const struct staff_door *door, time_ns now) {
    return door->step == DOOR_BETWEEN || (door->step == DOOR_FIRST && now - door->since >= DOOR_FIRST_NS);
}
