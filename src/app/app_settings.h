#pragma once

#include "app/app_hours.h"
#include "base/arena.h"

/* What is set for one screen and stays: a file of `key = value` lines. Keys: hours and hours.sun … hours.sat, size (WIDTHxHEIGHT,
 * a mode of the screen), rotate (0, 90, 180, 270), safe_area (percent, 0 to 5), drift (on, off), calm (on, off), standby (on, off), brightness (percent, 40
 * to 100). # begins a comment. */

struct app_settings {
    struct hours hours;
    int width_px, height_px; /* of the glass, before it is turned; 0: what it likes best */
    int quarter_turns;
    float safe_area_frac;
    bool is_drifting, is_calm, has_standby;
    int brightness_percent;
};

struct app_settings app_settings_default(void);
/* Takes a file's settings over the present ones. What is not understood is told in a sentence each and left as it was. Returns: how many
 * lines were not understood. Errors: the file cannot be read: -1. */
int app_settings_read(struct app_settings *settings, struct arena *arena, const char *path,
                      struct err *err) WARN_UNUSED;
