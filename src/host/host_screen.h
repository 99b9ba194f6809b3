#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Is a screen plugged in, and is it still the same? As the kernel tells it for each connector of the graphics cards; reading asks no
 * screen and wakes none. For SDL's KMSDRM, which opens only where a screen is, and does not notice when it goes or another comes; of which the
 * compositor of a kiosk in a unit of its own hears nothing, either. */

#define HOST_SCREEN_DIR "/sys/class/drm"
#define HOST_SCREEN_LOOK_NS TIME_MS(500) /* how often it is worth looking */

struct host_screens {
    int connectors, connected;
    int unknown; /* nothing has told yet, so a screen may be there; composite plugs, which never can, are not counted */
    /* Of the names of those where a screen is, and of the modes it offers: equal when nothing has changed. */
    uint64_t print;
    /* Of the mode that the screen likes best; 0: there are several screens, or none, or it likes half pictures. */
    int width_px, height_px;
};

/* Limits: names of 64 bytes, the first 4 KiB of a connector's modes. A folder that cannot be read has no connectors. */
struct host_screens host_screens_read(const char *dir);

/* Does the program have the screens to itself (SDL_VIDEODRIVER says kmsdrm)? */
bool host_screen_is_ours(void);
/* Would the show's window need a screen that is not there (yet)? Only where SDL_VIDEODRIVER says kmsdrm. */
bool host_screen_is_awaited(const char *dir);
