/* The way leads over the eight places around the middle and back through it, each one step from the last. */

#include "app/app_panel.h"

#include <stddef.h>

struct vec2
panel_drift(time_ns now) {
    static const struct vec2 WAY[] = {{0, 0},  {1, 0},   {1, 1},  {0, 1},  {-1, 1},
                                      {-1, 0}, {-1, -1}, {0, -1}, {1, -1}, {1, 0}};
    const int64_t step = now / PANEL_DRIFT_NS;
    return WAY[(size_t)(step < 0 ? 0 : step) % (sizeof(WAY) / sizeof(WAY[0]))];
}
