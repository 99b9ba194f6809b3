/* What the map slides share. Maps never mirror: their labels are placed with literal sides. */

#include "scene/scene_map.h"

void
scene_map_fill(struct canvas *canvas, const struct map_shape *shapes, size_t count, struct color color) {
    for (size_t i = 0; i < count; i++) {
        const struct content_geometry *geometry = shapes[i].geometry;
        draw_mesh(canvas, shapes[i].points, geometry->vertex_count, geometry->triangles,
                  geometry->triangle_count, draw_solid(color));
    }
}

void
scene_map_outline(struct canvas *canvas, const struct map_shape *shapes, size_t count, float stroke_px,
                  struct color color) {
    for (size_t i = 0; i < count; i++) {
        const struct content_geometry *geometry = shapes[i].geometry;
        for (size_t r = 0; r < geometry->ring_count; r++) {
            const struct content_ring *ring = &geometry->rings[r];
            draw_polyline(canvas, &shapes[i].points[ring->first], ring->count, stroke_px, ring->is_closed,
                          color);
        }
    }
}

bool
scene_map_label(const struct scene *scene, const struct content_item *item, struct str text,
                struct vec2 place, const struct label_spec *spec, struct label *ret_label) {
    const struct ui *ui = &scene->env.ui;
    const struct content_placement *placement =
        content_placement_of(scene->env.slide, item, ui->layout.is_portrait);
    struct vec2 point = {place.x, place.y - layout_px(&ui->layout, 14.0f)};
    enum text_anchor anchor = TEXT_CENTER;
    if (placement != NULL) {
        point.x = place.x + layout_px(&ui->layout, placement->dx);
        point.y = place.y + layout_px(&ui->layout, placement->dy);
        anchor = str_is(placement->side, "left")    ? TEXT_LEFT
                 : str_is(placement->side, "right") ? TEXT_RIGHT
                                                    : TEXT_CENTER;
    }
    if (str_is_empty(text) || (placement != NULL && !placement->is_shown)) {
        return false;
    }
    *ret_label = label_make_at(ui, text, spec, point, anchor);
    return true;
}
