/* Colour roles and their defaults (the visual specification's palette).
 * Scenes ask for a role, never for a value; a pack may give every role another value, so that another show looks
 * different without another program. */

#include "ui/theme.h"

struct role_row {
    const char *name;
    unsigned hex;
};

static const struct role_row ROLES[THEME_ROLE_COUNT] = {
    [THEME_INK] = {"ink", 0x0B1320},
    [THEME_PAGE_TOP] = {"page_top", 0x0B1320},
    [THEME_PAGE_BOTTOM] = {"page_bottom", 0x0D1829},
    [THEME_SURFACE] = {"surface", 0x18273F},
    [THEME_SURFACE_2] = {"surface_2", 0x22354F},
    [THEME_SURFACE_3] = {"surface_3", 0x2E456A},
    [THEME_TEXT] = {"text", 0xF4F1EA},
    [THEME_MUTED] = {"muted", 0xA9B6CA},
    [THEME_ACCENT] = {"accent", 0xF2603C},
    [THEME_AMBER] = {"amber", 0xF5B841},
    [THEME_JADE] = {"jade", 0x2EC4A6},
    [THEME_SKY] = {"sky", 0x5AA9E6},
    [THEME_SKY_TEXT] = {"sky_text", 0x8CC4F0},
    [THEME_SOFT] = {"soft", 0xC9D4E6},
    [THEME_STEEL] = {"steel", 0x5F7597},
    [THEME_BAR_TOP] = {"bar_top", 0x5E79A6},
    [THEME_BAR_BOTTOM] = {"bar_bottom", 0x4C6697},
    [THEME_ACCENT_BAR_TOP] = {"accent_bar_top", 0xFF7A57},
    [THEME_ACCENT_BAR_BOTTOM] = {"accent_bar_bottom", 0xD9482A},
    [THEME_AXIS] = {"axis", 0x5A6F96},
    [THEME_HAIRLINE] = {"hairline", 0x2B3D5A},
    [THEME_SEA] = {"sea", 0x0B1320},
    [THEME_LAND] = {"land", 0x1D3050},
    [THEME_COAST] = {"coast", 0x2F4566},
    [THEME_FOCUS_FILL] = {"focus_fill", 0x284368},
    [THEME_FOCUS_LINE] = {"focus_line", 0x6F93BF},
    [THEME_NEIGHBOUR_FILL] = {"neighbour_fill", 0x223754},
    [THEME_NEIGHBOUR_LINE] = {"neighbour_line", 0x4A658C},
    [THEME_CLASS_1] = {"class_1", 0x27486F},
    [THEME_CLASS_2] = {"class_2", 0xA06F1C},
    [THEME_CLASS_3] = {"class_3", 0x1C7463},
    [THEME_ON_LIGHT] = {"on_light", 0x33425C},
    [THEME_STACK] = {"stack", 0x2F6FA6},
    [THEME_STACK_DEEP] = {"stack_deep", 0x1D4264},
    [THEME_ACCENT_DEEP] = {"accent_deep", 0xC9472A},
};

struct theme
theme_default(void) {
    struct theme theme;
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        theme.color[i] = COLOR_RGB(ROLES[i].hex);
    }
    return theme;
}

struct theme
theme_from_model(const struct content_model *model) {
    struct theme theme = theme_default();
    for (size_t i = 0; i < model->colors_count; i++) {
        enum theme_role role;
        if (theme_role_find(model->colors[i].role, &role)) {
            theme.color[role] = model->colors[i].color;
        }
    }
    return theme;
}

bool
theme_role_find(struct str name, enum theme_role *ret_role) {
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        if (str_is(name, ROLES[i].name)) {
            *ret_role = (enum theme_role)i;
            return true;
        }
    }
    return false;
}

struct color
theme_color_named(const struct theme *theme, struct str name, enum theme_role fallback) {
    enum theme_role role;
    return theme->color[theme_role_find(name, &role) ? role : fallback];
}
