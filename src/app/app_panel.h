#pragma once

#include "base/clock.h"
#include "base/geom.h"

/* Care for the panel, pure but for the clock it is given: the picture drifts, so that nothing stands on the same pixels for ever. */

#define PANEL_DRIFT_NS TIME_S(180)
#define PANEL_QUIET_NS TIME_S(5)  /* since the last touch, before the picture may move */
#define PANEL_WAKE_NS TIME_S(600) /* a touch opens a closed screen for so long */
#define PANEL_FADE_NS TIME_S(2)

/* Where the picture stands at a time, in steps of -1, 0 and 1 of the drift's width: nine places, each three minutes. */
struct vec2 panel_drift(time_ns now);
