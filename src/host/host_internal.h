#pragma once

#include <SDL.h>

#include "host/host.h"
#include "host/host_hands.h"
#include "host/host_mount.h"

/* What the host's files share: the SDL side of a host. */

/* Screens and hands as they were when the host was opened, and since when there have been others. */
struct host_watch {
    time_ns begun;
    uint64_t screens_print;
    struct host_hands hands;
    int plug;                      /* host_plug.h */
    bool is_unasked;               /* a plug was touched, and the card is not ours to ask */
    time_ns look_at;               /* again */
    int screen_looks, hands_looks; /* so often in a row they were others */
};

struct host {
    struct host_config config;
    bool has_video, is_texture;
    bool is_kmsdrm, has_event_wait; /* event wait: the driver sleeps without polling */
    bool is_alone;           /* a kiosk on KMSDRM: nobody else has the screen, the keys or the pointer */
    bool has_shown;          /* a picture, since it was opened */
    bool is_asleep;          /* its power is off */
    bool is_watched;         /* nobody tells us of other screens and hands */
    struct host_watch watch; /* is_watched only */
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    SDL_Surface *surface;               /* the window's own; belongs to SDL */
    uint32_t *pixels;                   /* own memory, when the surface's cannot be painted directly */
    uint32_t *read_back;                /* measured only */
    int width_px, height_px, stride_px; /* of the glass */
    bool is_mounted;                    /* the picture is not the glass itself */
    struct host_mount mount;
    uint32_t *picture; /* mounted: own memory, picture_w_px * picture_h_px */
    int picture_w_px, picture_h_px;
    bool needs_all; /* the whole picture is to be shown anew */
    char name[64];
};

/* Makes the memory to paint into, for the window's present size. On failure there is memory too, of the
 * last size: the painter stays safe, and the next host_present reports the display. */
bool host_bind_pixels(struct host *host, struct err *err) WARN_UNUSED;
/* Where nobody tells of other screens: begins once the window stands, and on KMSDRM SDL has asked the screens for their modes. */
void host_watch_begin(struct host *host);
void host_watch_end(struct host *host);
/* Lets the kernel ask every plug of the card anew which screen is there and what it can do. Cost: some milliseconds a screen. */
void host_card_ask(const struct host *host);
