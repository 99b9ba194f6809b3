#pragma once

/* Whether a screen hangs on the machine, as the kernel's graphics drivers tell it. SDL's kmsdrm neither starts without one nor notices that
 * it went. */

#define HOST_SCREEN_FOLDER "/sys/class/drm"

enum host_screen {
    HOST_SCREEN_UNKNOWN, /* no driver tells anything */
    HOST_SCREEN_NONE,    /* every socket is empty */
    HOST_SCREEN_THERE,   /* at least one is not */
};

/* Looks into a folder of the kernel's (HOST_SCREEN_FOLDER; a test has one of its own). Cost: a few small files. */
enum host_screen host_screen_look(const char *folder);
