/* SDL's events to input events, and waiting for them. Knows no gesture: fingers, mouse and keys go up as
 * they come, but for the twins that a touch screen and a mouse make of each other.
 *
 * SDL 2.26: SDL_WaitEventTimeout polls every millisecond on the dummy and offscreen drivers (920 wake-ups
 * a second) and on kmsdrm, whose touch descriptors are out of reach inside SDL: there host_wait sleeps by
 * itself. */

#include "host/host_internal.h"
#include "host/host_leave.h"

#define EVENT_WAIT_MAX_NS TIME_S(1)
#define SLEEP_MAX_NS TIME_S(3600)   /* fits every time_t */
#define KMSDRM_SLICE_NS TIME_MS(16) /* hands are looked at as often as a picture is shown */

static enum input_key
key_of(const SDL_KeyboardEvent *key) {
    if ((key->keysym.mod & KMOD_CTRL) != 0 && key->keysym.sym == SDLK_q) {
        return KEY_QUIT;
    }
    static const struct {
        SDL_Keycode code;
        enum input_key key;
    } KEYS[] = {
        {SDLK_LEFT, KEY_LEFT}, {SDLK_RIGHT, KEY_RIGHT},   {SDLK_UP, KEY_UP},        {SDLK_DOWN, KEY_DOWN},
        {SDLK_HOME, KEY_HOME}, {SDLK_ESCAPE, KEY_ESCAPE}, {SDLK_l, KEY_LANGUAGE},   {SDLK_SLASH, KEY_SEARCH},
        {SDLK_a, KEY_TOOLS},   {SDLK_r, KEY_REACH},       {SDLK_t, KEY_LARGE_TEXT}, {SDLK_c, KEY_CONTRAST},
        {SDLK_m, KEY_CALM},    {SDLK_RETURN, KEY_ENTER},  {SDLK_SPACE, KEY_ENTER},
    };
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
        if (KEYS[i].code == key->keysym.sym) {
            return KEYS[i].key;
        }
    }
    return KEY_NONE;
}

static enum input_kind
pointer_kind(Uint32 type) {
    if (type == SDL_FINGERDOWN || type == SDL_MOUSEBUTTONDOWN) {
        return INPUT_POINTER_DOWN;
    }
    return type == SDL_FINGERUP || type == SDL_MOUSEBUTTONUP ? INPUT_POINTER_UP : INPUT_POINTER_MOVE;
}

/* Returns: false for events nobody needs. */
static bool
translate_window(struct host *host, const SDL_WindowEvent *event, struct input_event *out) {
    struct err ignored = {0}; /* host_present finds the same and can tell it */
    if (event->event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        out->kind = INPUT_RESIZED;
        (void)!host_bind_pixels(host, &ignored);
        return true;
    }
    out->kind = INPUT_EXPOSED;
    return event->event == SDL_WINDOWEVENT_EXPOSED;
}

/* A place of the glass as one of the picture. */
static void
put_on_picture(const struct host *host, float x, float y, struct input_event *out) {
    const struct vec2 glass = {x, y};
    const struct vec2 at = host->is_mounted ? host_mount_point(&host->mount, glass) : glass;
    out->x_px = at.x;
    out->y_px = at.y;
}

/* A kiosk that has the screen to itself hears fingers alone. A television's remote control is a keyboard and a pointer to the kernel (vc4-hdmi
 * makes both of CEC), and a visitor's own is no more welcome. */
static bool
is_unwanted(const struct host *host, Uint32 type) {
    return host->is_alone && (type == SDL_KEYDOWN || type == SDL_MOUSEMOTION || type == SDL_MOUSEBUTTONDOWN ||
                              type == SDL_MOUSEBUTTONUP);
}

/* Returns: false for events nobody needs. A touch screen's mouse twin and a mouse's touch twin are such. */
static bool
translate(struct host *host, const SDL_Event *event, struct input_event *out) {
    if (is_unwanted(host, event->type)) {
        return false;
    }
    switch (event->type) {
    case SDL_QUIT:
        out->kind = INPUT_QUIT;
        return true;
    case SDL_KEYDOWN:
        out->kind = INPUT_KEY;
        out->key = key_of(&event->key);
        return out->key != KEY_NONE && event->key.repeat == 0;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        out->kind = pointer_kind(event->type);
        out->pointer_id = (long)(event->tfinger.fingerId & 0x7FFFFFFF); /* fits 32 bits; never the mouse's */
        put_on_picture(host, event->tfinger.x * (float)host->width_px,
                       event->tfinger.y * (float)host->height_px, out);
        return event->tfinger.touchId != SDL_MOUSE_TOUCHID;
    case SDL_MOUSEMOTION:
        out->kind = INPUT_POINTER_MOVE;
        out->pointer_id = INPUT_MOUSE_ID;
        put_on_picture(host, (float)event->motion.x, (float)event->motion.y, out);
        return event->motion.which != SDL_TOUCH_MOUSEID && event->motion.state != 0;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        out->kind = pointer_kind(event->type);
        out->pointer_id = INPUT_MOUSE_ID;
        put_on_picture(host, (float)event->button.x, (float)event->button.y, out);
        return event->button.which != SDL_TOUCH_MOUSEID && event->button.button == SDL_BUTTON_LEFT;
    case SDL_WINDOWEVENT:
        return translate_window(host, &event->window, out);
    default:
        return false;
    }
}

bool
host_poll(struct host *host, time_ns now, struct input_event *ret_event) {
    SDL_Event event;
    while (host->has_video && SDL_PollEvent(&event)) {
        struct input_event out = {.at = now};
        if (translate(host, &event, &out)) {
            *ret_event = out;
            return true;
        }
    }
    return false;
}

void
host_wait(struct host *host, time_ns now, time_ns until) {
    const time_ns span = until - now;
    if (span <= 0) {
        return;
    }
    if (host->has_event_wait) { /* a signal that came just before is seen after EVENT_WAIT_MAX_NS at the latest */
        (void)SDL_WaitEventTimeout(NULL, (int)((time_min(span, EVENT_WAIT_MAX_NS) + 999999) / 1000000));
        return;
    }
    const time_ns sleep_ns = time_min(span, host->is_kmsdrm ? KMSDRM_SLICE_NS : SLEEP_MAX_NS);
    host_leave_sleep(sleep_ns);
}
