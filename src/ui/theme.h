#pragma once

#include <stdbool.h>

#include "base/geom.h"
#include "base/str.h"
#include "content/content_model.h"

/* Every colour of the show by its role. The program has defaults; a pack's `color` table overrides them. */

enum theme_role {
    THEME_INK,
    THEME_PAGE_TOP,
    THEME_PAGE_BOTTOM,
    THEME_SURFACE,
    THEME_SURFACE_2,
    THEME_SURFACE_3,
    THEME_TEXT,
    THEME_MUTED,
    THEME_ACCENT,
    THEME_AMBER,
    THEME_JADE,
    THEME_SKY,
    THEME_SKY_TEXT,
    THEME_SOFT,
    THEME_STEEL,
    THEME_BAR_TOP,
    THEME_BAR_BOTTOM,
    THEME_ACCENT_BAR_TOP,
    THEME_ACCENT_BAR_BOTTOM,
    THEME_AXIS,
    THEME_HAIRLINE,
    THEME_SEA,
    THEME_LAND,
    THEME_COAST,
    THEME_FOCUS_FILL,
    THEME_FOCUS_LINE,
    THEME_NEIGHBOUR_FILL,
    THEME_NEIGHBOUR_LINE,
    THEME_CLASS_1,
    THEME_CLASS_2,
    THEME_CLASS_3,
    THEME_ON_LIGHT,
    THEME_STACK,
    THEME_STACK_DEEP,
    THEME_ACCENT_DEEP,
    THEME_ROLE_COUNT
};

struct theme {
    struct color color[THEME_ROLE_COUNT];
};

struct theme theme_default(void);
/* The defaults with the pack's own values. */
struct theme theme_from_model(const struct content_model *model);
/* The same hues for weak sight: a black page, light text, strong lines. Pure. */
struct theme theme_high_contrast(const struct theme *theme);
/* Returns: false for an unknown name ("accent", "sky_text", …). */
bool theme_role_find(struct str name, enum theme_role *ret_role);
/* The colour of a role by name; `fallback` when the name is empty or unknown. */
struct color theme_color_named(const struct theme *theme, struct str name, enum theme_role fallback);
