#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"

struct app;

/* Waits for a screen after none could be opened, and tells the supervisor meanwhile that all is well. Returns at once when there is one: then
 * something else was wrong, and beginning afresh may help. */
void app_screen_await(void);

/* Looks whether the screen is still there, where nothing else would tell. Errors: ERR_DEVICE, it was unplugged: to be begun afresh. */
bool app_screen_turn(struct app *app, time_ns now, struct err *err) WARN_UNUSED;
time_ns app_screen_due(const struct app *app);
