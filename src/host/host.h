#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/geom.h"
#include "input/input_event.h"

/* The machine below the show: window, pixels, waiting, events. The picture is painted by the processor into
 * `pixels` (premultiplied opaque 0xFFRRGGBB); the host only carries changed rectangles to the glass. */

enum host_output {
    HOST_OUTPUT_AUTO, /* surface on x11/wayland without a GPU and on dummy; texture where only that shows (kmsdrm) */
    HOST_OUTPUT_SURFACE, /* SDL_GetWindowSurface + SDL_UpdateWindowSurfaceRects */
    HOST_OUTPUT_TEXTURE, /* a persistent GLES2 texture, changed rectangles uploaded, one copy a frame */
};

struct host_config {
    const char *title;
    /* 0: the display's own size. Full screen: the mode of the display, on KMSDRM; where it has none of that size it keeps its own. */
    int width_px, height_px;
    bool is_fullscreen;
    bool is_headless;     /* no video driver at all: pixels in memory */
    bool is_kiosk;        /* no cursor, no screensaver */
    int quarter_turns;    /* clockwise: how the picture stands on the glass */
    float safe_area_frac; /* 0..0.05 of the glass's width and height, kept free at each side */
    bool is_drifting;     /* host_shift will be used */
    uint32_t border;      /* 0xFFRRGGBB: what the picture does not cover */
    bool is_measured;     /* every presented picture is read back, and presenting waits for no display */
    enum host_output output;
};

struct host;

/* Errors: ERR_DEVICE with the driver's own words. Owns: the caller, host_close. */
struct host *host_open(const struct host_config *config, struct err *err) WARN_UNUSED;
void host_close(struct host *host);

int host_width_px(const struct host *host);
int host_height_px(const struct host *host);
/* Of the glass that the picture is mounted on: before it is turned, with what is kept free. */
void host_glass_px(const struct host *host, int *ret_width, int *ret_height);
/* "x11 surface", "dummy surface", "offscreen texture opengles2", "memory": for the log and the bench. */
const char *host_describe(const struct host *host);

struct host_pixels {
    uint32_t *pixels; /* 0xAARRGGBB in native order */
    int width_px, height_px;
    int stride_px;
};
/* The picture to paint into. Valid until: the next host_poll that reports INPUT_RESIZED, or host_close. */
struct host_pixels host_pixels(struct host *host);
/* Shifts the picture on the glass, at most 16 px (a glass of its own size): the next host_present shows all of it there. Nothing happens
 * unless is_drifting. */
void host_shift(struct host *host, int x_px, int y_px);
/* Shows the changed rectangles (count 0: nothing happens). Errors: ERR_DEVICE, the display went away. */
bool host_present(struct host *host, const struct irect *changed, size_t count, struct err *err) WARN_UNUSED;
/* Copies the whole picture as the output held it when it was presented last, before a swap could lose it: width x height, no
 * padding. For the bench and tests. Returns: false, nothing copied, unless is_measured. */
bool host_read_back(const struct host *host, uint32_t *ret_pixels);

/* Switches the power of the screen, where the kernel lets us (KMSDRM): what is black anyway may be off. Nothing is to be presented while it is.
 * Elsewhere, or when it is so already, nothing happens. */
void host_power(struct host *host, bool is_on, time_ns now);
/* What is another since the host was opened? The screen has gone, or another stands there: the picture would not be seen, or not whole. A touch
 * screen has come: it would not be felt. Either way the program is to start afresh (exit HOST_EXIT_AFRESH), for SDL's KMSDRM cannot begin anew
 * within a process, and a kiosk's compositor under its unit hears of neither. HOST_SAME elsewhere, where the desktop cares for both, and while
 * host_power has the screen off. Cost: looks twice a second, at a few small files. */
#define HOST_EXIT_AFRESH 4
enum host_change { HOST_SAME, HOST_OTHER_SCREEN, HOST_NEW_HANDS };
enum host_change host_change(struct host *host, time_ns now);

/* Next event, without waiting. Returns: false when none is left. */
bool host_poll(struct host *host, time_ns now, struct input_event *ret_event);
/* Sleeps until `until` (monotonic) or an event. Never polls in a loop: see the platform notes on SDL_WaitEventTimeout. */
void host_wait(struct host *host, time_ns now, time_ns until);
