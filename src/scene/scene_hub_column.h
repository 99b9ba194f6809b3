#pragma once

#include "scene/scene.h"
#include "ui/numeral.h"

/* What stands beside a hub map: two counts, each followed by its part of the legend, and a statement.
 * Items: number (figure), each followed by key_ring or key_star (label, color), statement (label, color). */

#define HUB_NUMBERS 2
#define HUB_KEYS_MAX 6

struct hub_key {
    struct label label;
    struct vec2 sign;
    struct color color;
    bool is_star;
};

struct hub_column {
    struct numeral numbers[HUB_NUMBERS];
    size_t number_count;
    struct hub_key keys[HUB_KEYS_MAX];
    size_t key_count;
    struct label statement;
    bool has_statement;
};

void scene_hub_column_place(const struct scene *scene, struct hub_column *ret_column);
void scene_hub_column_draw(const struct ui *ui, struct canvas *canvas, const struct hub_column *column,
                           time_ns since);
