/* The only place where start/end become left/right and design units become pixels. Pure arithmetic. */

#include "ui/layout.h"

struct layout
layout_make(int width_px, int height_px, bool is_rtl) {
    struct layout layout = {
        .width_px = width_px,
        .height_px = height_px,
        .is_portrait = height_px > width_px,
        .is_rtl = is_rtl,
    };
    layout.width = layout.is_portrait ? LAYOUT_SHORT : LAYOUT_LONG;
    layout.height = layout.is_portrait ? LAYOUT_LONG : LAYOUT_SHORT;
    layout.margin = layout.is_portrait ? 72.0f : 96.0f;
    const float by_width = (float)width_px / layout.width;
    const float by_height = (float)height_px / layout.height;
    layout.scale = by_width < by_height ? by_width : by_height;
    layout.origin_x = ((float)width_px - layout.width * layout.scale) / 2.0f;
    layout.origin_y = ((float)height_px - layout.height * layout.scale) / 2.0f;
    return layout;
}

float
layout_px(const struct layout *layout, float units) {
    return units * layout->scale;
}

float
layout_x(const struct layout *layout, float start) {
    const float x = layout->is_rtl ? layout->width - start : start;
    return layout->origin_x + x * layout->scale;
}

float
layout_y(const struct layout *layout, float y) {
    return layout->origin_y + y * layout->scale;
}

struct vec2
layout_point(const struct layout *layout, float start, float y) {
    return (struct vec2){layout_x(layout, start), layout_y(layout, y)};
}

struct rect
layout_rect(const struct layout *layout, float start, float y, float w, float h) {
    const float left = layout_box_left(layout, start, w);
    return (struct rect){layout->origin_x + left * layout->scale, layout_y(layout, y), w * layout->scale,
                         h * layout->scale};
}

struct vec2
layout_fixed_point(const struct layout *layout, float x, float y) {
    return (struct vec2){layout->origin_x + x * layout->scale, layout_y(layout, y)};
}

float
layout_box_left(const struct layout *layout, float start, float w) {
    return layout->is_rtl ? layout->width - start - w : start;
}

float
layout_end_sign(const struct layout *layout) {
    return layout->is_rtl ? -1.0f : 1.0f;
}
