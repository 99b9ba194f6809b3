/* High contrast: every role keeps its hue and gets the luminance that its use needs, so that any pack has this theme without saying a
 * word. Limits follow WCAG 2.x: 7:1 and more for text on the page, 3:1 for shapes that carry meaning, and 4.5:1 at least for
 * light text on fills. */

#include <math.h>

#include "ui/theme.h"

#define STEPS 24

struct limits {
    float least, most; /* relative luminance */
};

/* Light text on the page (luminance 0): (L + .05) / .05 >= 7 from .30 on; shapes 3:1 from .10 on; text 1.0 on fills: 4.5:1 to .18. */
static const struct limits LIMITS[THEME_ROLE_COUNT] = {
    [THEME_INK] = {0.0f, 0.0f},
    [THEME_PAGE_TOP] = {0.0f, 0.0f},
    [THEME_PAGE_BOTTOM] = {0.0f, 0.0f},
    [THEME_SURFACE] = {0.04f, 0.05f},
    [THEME_SURFACE_2] = {0.10f, 0.10f},
    [THEME_SURFACE_3] = {0.14f, 0.14f},
    [THEME_TEXT] = {1.0f, 1.0f},
    [THEME_MUTED] = {0.80f, 1.0f},
    [THEME_ACCENT] = {0.31f, 0.45f},
    [THEME_AMBER] = {0.50f, 1.0f},
    [THEME_JADE] = {0.47f, 1.0f},
    [THEME_SKY] = {0.36f, 1.0f},
    [THEME_SKY_TEXT] = {0.60f, 1.0f},
    [THEME_SOFT] = {0.60f, 1.0f},
    [THEME_STEEL] = {0.20f, 0.30f},
    [THEME_BAR_TOP] = {0.24f, 0.30f},
    [THEME_BAR_BOTTOM] = {0.20f, 0.26f},
    [THEME_ACCENT_BAR_TOP] = {0.36f, 0.50f},
    [THEME_ACCENT_BAR_BOTTOM] = {0.31f, 0.45f},
    [THEME_AXIS] = {0.24f, 0.40f},
    [THEME_HAIRLINE] = {0.16f, 0.30f},
    [THEME_SEA] = {0.0f, 0.0f},
    [THEME_LAND] = {0.03f, 0.06f},
    [THEME_COAST] = {0.105f, 0.14f},
    [THEME_FOCUS_FILL] = {0.05f, 0.07f},
    [THEME_FOCUS_LINE] = {0.16f, 0.22f},
    [THEME_NEIGHBOUR_FILL] = {0.04f, 0.07f},
    [THEME_NEIGHBOUR_LINE] = {0.105f, 0.14f},
    [THEME_CLASS_1] = {0.06f, 0.12f},
    [THEME_CLASS_2] = {0.12f, 0.17f},
    [THEME_CLASS_3] = {0.10f, 0.16f},
    [THEME_ON_LIGHT] = {0.0f, 0.02f},
    [THEME_STACK] = {0.10f, 0.16f},
    [THEME_STACK_DEEP] = {0.05f, 0.10f},
    [THEME_ACCENT_DEEP] = {0.10f, 0.17f},
};

static struct color
within(struct color color, struct limits limits) {
    const float now = color_luminance(color);
    const bool is_dark = now < limits.least;
    const float wanted = is_dark ? limits.least : limits.most;
    const struct color end = is_dark ? COLOR_RGB(0xFFFFFF) : COLOR_RGB(0x000000);
    float low = 0.0f;
    float high = 1.0f;
    if (now >= limits.least && now <= limits.most) {
        return color;
    }
    for (int i = 0; i < STEPS; i++) { /* the share of white or black that is just enough */
        const float middle = (low + high) / 2.0f;
        const float reached = color_luminance(color_mix(color, end, middle));
        if (is_dark ? reached < wanted : reached > wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return color_mix(color, end, high);
}

struct theme
theme_high_contrast(const struct theme *theme) {
    struct theme strong;
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        strong.color[i] = within(theme->color[i], LIMITS[i]);
    }
    return strong;
}
