#pragma once

#include <stdbool.h>

#include "base/geom.h"
#include "input/input_event.h"

/* The way to the staff's PIN: one finger rests in the picture's upper left corner for three seconds and is lifted, then one rests in the
 * upper right corner for two. A pure machine over what the glass reports, so that nothing else on the screen has to know of it. The
 * corners are those of the picture and do not mirror: the way is learned once, whatever language is shown. */

#define DOOR_FIRST_NS TIME_S(3)
#define DOOR_FIRST_MAX_NS TIME_S(10) /* who rests longer leans */
#define DOOR_BETWEEN_NS TIME_S(4)    /* from the lift to the second finger */
#define DOOR_SECOND_NS TIME_S(2)
#define DOOR_LOST_NS TIME_S(30) /* a contact that is silent so long has lost its lift, or is a bag */
#define DOOR_CONTACTS_MAX 16
#define DOOR_CORNER 120.0f /* edge, design units */

enum door_step {
    DOOR_SHUT,
    DOOR_FIRST,   /* a finger rests in the first corner */
    DOOR_BETWEEN, /* it was lifted in time; the second corner waits */
    DOOR_SECOND   /* a finger rests in the second corner */
};

struct door_contact {
    bool is_down;
    long id;
    time_ns heard_at;
};

struct staff_door {
    struct rect corners[2];
    float slop_px; /* a finger that rests moves no further */
    enum door_step step;
    long finger; /* which rests */
    struct vec2 at_px;
    time_ns since;
    struct door_contact contacts[DOOR_CONTACTS_MAX];
    time_ns finger_at; /* when a finger, not a mouse, was heard last */
};

/* For a picture of this size. Range: scale > 0, pixels a design unit. */
void staff_door_init(struct staff_door *door, float width_px, float scale);
/* Takes what the glass reports; anything but the way itself shuts the door. */
void staff_door_feed(struct staff_door *door, const struct input_event *event);
/* Lets time pass. Returns: true once, when the way was gone to its end. */
bool staff_door_tick(struct staff_door *door, time_ns now);
/* When staff_door_tick has something to do. Returns: TIME_NEVER while the door is shut. */
time_ns staff_door_due(const struct staff_door *door);
/* Has the first finger rested long enough, so that the second corner may be pointed out? */
bool staff_door_is_half(const struct staff_door *door, time_ns now);
