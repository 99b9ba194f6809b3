/* One mapping for everything: pixel (x, y) of the picture stands at origin + x * step_x + y * step_y of the glass. The copy goes in
 * blocks, so that a turned picture stays in the cache. */

#include "host/host_mount.h"

#define BLOCK 32

/* Where picture pixel (0, 0) stands, and the way of one step right and one step down. */
struct mapping {
    int x, y, right_x, right_y, down_x, down_y;
};

void
host_mount_size(const struct host_mount *mount, int *ret_width_px, int *ret_height_px) {
    const int w = mount->glass_w_px - 2 * mount->border_x_px;
    const int h = mount->glass_h_px - 2 * mount->border_y_px;
    const bool is_swapped = mount->quarter_turns % 2 != 0;
    const int width = is_swapped ? h : w;
    const int height = is_swapped ? w : h;
    *ret_width_px = width > 0 ? width : 1;
    *ret_height_px = height > 0 ? height : 1;
}

static struct mapping
mapping_of(const struct host_mount *mount) {
    const int left = mount->border_x_px + mount->shift_x_px;
    const int top = mount->border_y_px + mount->shift_y_px;
    const int right = mount->glass_w_px - mount->border_x_px + mount->shift_x_px - 1;
    const int bottom = mount->glass_h_px - mount->border_y_px + mount->shift_y_px - 1;
    switch (mount->quarter_turns) {
    case 1:
        return (struct mapping){right, top, 0, 1, -1, 0};
    case 2:
        return (struct mapping){right, bottom, -1, 0, 0, -1};
    case 3:
        return (struct mapping){left, bottom, 0, -1, 1, 0};
    default:
        return (struct mapping){left, top, 1, 0, 0, 1};
    }
}

static struct irect
between(int ax, int ay, int bx, int by) {
    const int x = ax < bx ? ax : bx;
    const int y = ay < by ? ay : by;
    return (struct irect){x, y, (ax > bx ? ax : bx) - x + 1, (ay > by ? ay : by) - y + 1};
}

struct irect
host_mount_rect(const struct host_mount *mount, struct irect picture) {
    const struct mapping m = mapping_of(mount);
    if (irect_is_empty(picture)) {
        return (struct irect){0};
    }
    const int x1 = picture.x + picture.w - 1;
    const int y1 = picture.y + picture.h - 1;
    const struct irect on_glass =
        between(m.x + picture.x * m.right_x + picture.y * m.down_x,
                m.y + picture.x * m.right_y + picture.y * m.down_y, m.x + x1 * m.right_x + y1 * m.down_x,
                m.y + x1 * m.right_y + y1 * m.down_y);
    return irect_intersect(on_glass, (struct irect){0, 0, mount->glass_w_px, mount->glass_h_px});
}

struct vec2
host_mount_point(const struct host_mount *mount, struct vec2 glass) {
    const struct mapping m = mapping_of(mount);
    const float dx = glass.x - (float)m.x - 0.5f; /* from the middle of picture pixel (0, 0) */
    const float dy = glass.y - (float)m.y - 0.5f;
    return (struct vec2){dx * (float)m.right_x + dy * (float)m.right_y + 0.5f,
                         dx * (float)m.down_x + dy * (float)m.down_y + 0.5f};
}

static void
copy_block(const struct host_mount *mount, const uint32_t *picture, int stride, struct irect block,
           uint32_t *glass, int glass_stride) {
    const struct mapping m = mapping_of(mount);
    for (int y = block.y; y < block.y + block.h; y++) {
        const uint32_t *from = picture + (ptrdiff_t)y * stride;
        for (int x = block.x; x < block.x + block.w; x++) {
            const int gx = m.x + x * m.right_x + y * m.down_x;
            const int gy = m.y + x * m.right_y + y * m.down_y;
            if (gx >= 0 && gx < mount->glass_w_px && gy >= 0 && gy < mount->glass_h_px) {
                glass[(ptrdiff_t)gy * glass_stride + gx] = from[x];
            }
        }
    }
}

void
host_mount_copy(const struct host_mount *mount, const uint32_t *picture, int picture_stride,
                struct irect part, uint32_t *glass, int glass_stride) {
    for (int y = part.y; y < part.y + part.h; y += BLOCK) {
        for (int x = part.x; x < part.x + part.w; x += BLOCK) {
            const struct irect block = irect_intersect((struct irect){x, y, BLOCK, BLOCK}, part);
            copy_block(mount, picture, picture_stride, block, glass, glass_stride);
        }
    }
}

void
host_mount_fill_border(const struct host_mount *mount, uint32_t *glass, int glass_stride, uint32_t color) {
    int w = 0;
    int h = 0;
    host_mount_size(mount, &w, &h);
    const struct irect covered = host_mount_rect(mount, (struct irect){0, 0, w, h});
    for (int y = 0; y < mount->glass_h_px; y++) {
        uint32_t *line = glass + (ptrdiff_t)y * glass_stride;
        const bool is_beside = y < covered.y || y >= covered.y + covered.h;
        for (int x = 0; x < mount->glass_w_px; x++) {
            if (is_beside || x < covered.x || x >= covered.x + covered.w) {
                line[x] = color;
            }
        }
    }
}
