/* The motif: "two waters meet". Page and glow, contour lines by marching squares, a ten-fold girih laid out
 * exactly (decagons on a 72 degree lattice, bow ties between them) that the terrain's noise carries away as
 * its weight falls, and rivers: faint in the plain pictures, none in attract's, whose rivers the show draws
 * and moves. Drawn in design units; a view turns them into pixels. Colours, alphas and widths are those of
 * the visual target. */

#include "tools/art_motif.h"

#include <math.h>

#include "base/xalloc.h"

#define DEG 0.01745329252f
#define CELL 4.0f       /* contour grid, design units */
#define INDEX_EVERY 4   /* every 4th contour is an index contour */
#define STRAP_STEP 7.0f /* a strapwork line is displaced every so many design units */

struct motif {
    struct art_raster *raster;
    const struct art_kind *kind;
    const struct art_terrain *terrain;
    float scale;
    struct vec2 origin; /* pixels of the design's corner */
    struct vec2 corner; /* design units of the picture's corner */
};

static struct vec2
to_pixels(const struct motif *motif, struct vec2 p) {
    return (struct vec2){motif->origin.x + p.x * motif->scale, motif->origin.y + p.y * motif->scale};
}

static void
stroke(const struct motif *motif, struct vec2 from, struct vec2 to, float width, float strength) {
    art_raster_stroke(motif->raster, to_pixels(motif, from), to_pixels(motif, to), width * motif->scale,
                      strength);
}

/* ---- page ---- */

static struct art_rgb
mix_rgb(struct art_rgb a, struct art_rgb b, float t) {
    return (struct art_rgb){float_mix(a.r, b.r, t), float_mix(a.g, b.g, t), float_mix(a.b, b.b, t)};
}

static void
paint_page(const struct motif *motif) {
    const struct art_raster *raster = motif->raster;
    const struct vec2 middle = to_pixels(motif, motif->kind->meeting);
    const float reach = motif->kind->glow_reach * motif->scale;
    for (int y = 0; y < raster->height; y++) {
        const struct art_rgb page =
            mix_rgb(ART_RGB(0x0B1320), ART_RGB(0x0D1829), ((float)y + 0.5f) / (float)raster->height);
        for (int x = 0; x < raster->width; x++) {
            const float far = hypotf((float)x + 0.5f - middle.x, (float)y + 0.5f - middle.y) / reach;
            const float alpha = motif->kind->glow * fmaxf(0.0f, 1.0f - far);
            raster->pixels[(size_t)y * (size_t)raster->width + (size_t)x] =
                mix_rgb(page, ART_RGB(0x1B3554), alpha);
        }
    }
}

/* ---- contours ---- */

struct grid {
    float *heights;
    int columns, rows;
};

static struct vec2
grid_point(const struct motif *motif, int column, int row) {
    return (struct vec2){motif->corner.x + (float)column * CELL, motif->corner.y + (float)row * CELL};
}

static float
contour_strength(const struct motif *motif, float y) {
    const float down =
        float_clamp((y - motif->corner.y) / (motif->kind->height - 2.0f * motif->corner.y), 0.0f, 1.0f);
    return float_mix(motif->kind->contour_top, motif->kind->contour_bottom,
                     powf(down, motif->kind->contour_bend));
}

/* Where one level crosses one cell: corners run round the cell, and crossings are joined in pairs. */
static void
cut_cell(const struct motif *motif, const struct vec2 p[4], const float h[4], int level) {
    const bool is_index = level % INDEX_EVERY == 0;
    struct vec2 cut[4];
    size_t count = 0;
    for (int e = 0; e < 4; e++) {
        const int f = (e + 1) % 4;
        if ((h[e] < (float)level) != (h[f] < (float)level)) {
            const float t = ((float)level - h[e]) / (h[f] - h[e]);
            cut[count++] = (struct vec2){float_mix(p[e].x, p[f].x, t), float_mix(p[e].y, p[f].y, t)};
        }
    }
    for (size_t i = 0; i + 1 < count; i += 2) {
        const float strength = contour_strength(motif, cut[i].y);
        stroke(motif, cut[i], cut[i + 1], is_index ? 1.65f : 1.0f, is_index ? strength : 0.47f * strength);
    }
}

/* The four heights and corners of one cell of the grid, and the contours through it. */
static void
cut_levels(const struct motif *motif, const struct vec2 p[4], const float h[4], bool is_index) {
    const float low = fminf(fminf(h[0], h[1]), fminf(h[2], h[3]));
    const float high = fmaxf(fmaxf(h[0], h[1]), fmaxf(h[2], h[3]));
    for (int level = (int)ceilf(low); (float)level <= high; level++) {
        if ((level % INDEX_EVERY == 0) == is_index) {
            cut_cell(motif, p, h, level);
        }
    }
}

static void
cut_contours(const struct motif *motif, const struct grid *grid, bool is_index) {
    for (int row = 0; row + 1 < grid->rows; row++) {
        for (int column = 0; column + 1 < grid->columns; column++) {
            const float *at = &grid->heights[row * grid->columns + column];
            const float h[4] = {at[0], at[1], at[grid->columns + 1], at[grid->columns]};
            const struct vec2 p[4] = {grid_point(motif, column, row), grid_point(motif, column + 1, row),
                                      grid_point(motif, column + 1, row + 1),
                                      grid_point(motif, column, row + 1)};
            cut_levels(motif, p, h, is_index);
        }
    }
}

static void
paint_contours(const struct motif *motif) {
    struct grid grid;
    grid.columns = (int)ceilf((float)motif->raster->width / motif->scale / CELL) + 1;
    grid.rows = (int)ceilf((float)motif->raster->height / motif->scale / CELL) + 1;
    grid.heights = xalloc_array((size_t)grid.columns * (size_t)grid.rows, sizeof(*grid.heights));
    for (int row = 0; row < grid.rows; row++) {
        for (int column = 0; column < grid.columns; column++) {
            const struct vec2 p = grid_point(motif, column, row);
            grid.heights[row * grid.columns + column] = art_terrain_height(motif->terrain, p.x, p.y);
        }
    }
    cut_contours(motif, &grid, false);
    art_raster_paint(motif->raster, ART_RGB(0x5AA9E6));
    cut_contours(motif, &grid, true);
    art_raster_paint(motif->raster, ART_RGB(0x6EA0CD));
    xfree(grid.heights);
}

/* ---- girih ---- */

/* Weight of the girih at a point: 1 in the corner, 0 where only contours are left. */
static float
weight_at(const struct motif *motif, struct vec2 p) {
    const float x = (p.x - motif->corner.x) / motif->kind->girih_reach;
    const float y = (p.y - motif->corner.y) / (0.71f * motif->kind->girih_reach);
    return float_clamp(1.03f - hypotf(x, y), 0.0f, 1.0f);
}

/* Where the terrain has carried a point: the lower the weight, the further. */
static struct vec2
carried(const struct motif *motif, struct vec2 p) {
    const float loose = 1.0f - weight_at(motif, p);
    const float far = 1.6f * motif->kind->girih_edge * loose * loose;
    return (struct vec2){p.x + far * art_terrain_noise(motif->terrain, p.x / 120.0f + 9.0f, p.y / 120.0f),
                         p.y + far * art_terrain_noise(motif->terrain, p.x / 120.0f, p.y / 120.0f + 77.0f)};
}

static struct vec2
toward(struct vec2 from, float angle_deg, float length) {
    return (struct vec2){from.x + length * cosf(angle_deg * DEG), from.y + length * sinf(angle_deg * DEG)};
}

static void
strap(const struct motif *motif, struct vec2 from, struct vec2 to) {
    const int pieces = (int)ceilf(hypotf(to.x - from.x, to.y - from.y) / STRAP_STEP);
    for (int i = 0; i < pieces; i++) {
        const float t = (float)i / (float)pieces;
        const float u = (float)(i + 1) / (float)pieces;
        const struct vec2 p = {float_mix(from.x, to.x, t), float_mix(from.y, to.y, t)};
        const struct vec2 q = {float_mix(from.x, to.x, u), float_mix(from.y, to.y, u)};
        const float weight = weight_at(motif, p);
        if (weight > 0.005f) {
            stroke(motif, carried(motif, p), carried(motif, q), 1.35f,
                   0.70f * weight * motif->kind->girih_alpha);
        }
    }
}

/* A shape is carried corner by corner, and fades as a whole by the weight of its middle. */
static void
fill(const struct motif *motif, struct vec2 middle, const struct vec2 *corners, size_t count, float alpha) {
    struct vec2 moved[20];
    for (size_t i = 0; i < count; i++) {
        moved[i] = to_pixels(motif, carried(motif, corners[i]));
    }
    art_raster_fill(motif->raster, moved, count, alpha * weight_at(motif, middle));
}

enum layer { LAYER_DISC, LAYER_ROSETTE, LAYER_LOZENGE, LAYER_STRAPS, LAYERS };

static void
lay_decagon(const struct motif *motif, struct vec2 c, float apothem, enum layer layer) {
    struct vec2 disc[20];
    struct vec2 rosette[20];
    for (int k = 0; k < 20; k++) {
        disc[k] = toward(c, 18.0f * (float)k, 0.60f * apothem);
        rosette[k] = toward(c, 18.0f * (float)k, (k % 2 == 0 ? 0.47f : 0.315f) * apothem);
    }
    if (layer == LAYER_DISC) {
        fill(motif, c, disc, 20, 0.14f * motif->kind->girih_alpha);
    } else if (layer == LAYER_ROSETTE) {
        fill(motif, c, rosette, 20, 0.29f * motif->kind->girih_alpha);
    } else if (layer == LAYER_STRAPS) {
        for (int k = 0; k < 10; k++) {
            strap(motif, toward(c, 36.0f * (float)k, apothem), toward(c, 36.0f * (float)(k + 3), apothem));
        }
    }
}

/* The bow tie between the decagon `a`, its neighbours at 0 and 72 degrees, and the one beyond both: four
 * strokes, two bent ones that meet on the long axis, and a lozenge between their bends. */
static void
lay_bow_tie(const struct motif *motif, struct vec2 a, float apothem, enum layer layer) {
    const struct vec2 b = toward(a, 0.0f, 2.0f * apothem);
    const struct vec2 e = toward(a, 72.0f, 2.0f * apothem);
    const struct vec2 f = toward(b, 72.0f, 2.0f * apothem);
    const struct vec2 middle = {(a.x + f.x) / 2.0f, (a.y + f.y) / 2.0f};
    const float bend = 0.7265f * motif->kind->girih_edge;
    const float waist = 0.43f * motif->kind->girih_edge;
    if (layer == LAYER_LOZENGE) {
        const struct vec2 lozenge[4] = {toward(middle, 36.0f, bend), toward(middle, 126.0f, waist),
                                        toward(middle, 216.0f, bend), toward(middle, 306.0f, waist)};
        fill(motif, middle, lozenge, 4, motif->kind->jade_alpha);
    } else if (layer == LAYER_STRAPS) {
        const struct vec2 near = toward(a, 36.0f, apothem);
        const struct vec2 beyond = toward(f, 216.0f, apothem);
        const struct vec2 b_out = toward(b, 108.0f, apothem);
        const struct vec2 b_in = toward(b, 144.0f, apothem);
        const struct vec2 e_out = toward(e, 324.0f, apothem);
        const struct vec2 e_in = toward(e, 288.0f, apothem);
        strap(motif, near, b_in);
        strap(motif, near, e_in);
        strap(motif, beyond, b_out);
        strap(motif, beyond, e_out);
        strap(motif, b_in, toward(middle, 36.0f, -bend));
        strap(motif, e_in, toward(middle, 36.0f, -bend));
        strap(motif, b_out, toward(middle, 36.0f, bend));
        strap(motif, e_out, toward(middle, 36.0f, bend));
    }
}

static void
paint_girih(const struct motif *motif) {
    static const struct art_rgb COLORS[LAYERS] = {
        {245.0f, 184.0f, 65.0f}, {242.0f, 96.0f, 60.0f}, {46.0f, 196.0f, 166.0f}, {245.0f, 184.0f, 65.0f}};
    const float apothem = motif->kind->girih_edge / tanf(18.0f * DEG);
    const struct vec2 first = {motif->corner.x + motif->kind->girih_at.x,
                               motif->corner.y + motif->kind->girih_at.y};
    const int rows = (int)ceilf(motif->kind->girih_reach / apothem);
    for (int layer = 0; layer < LAYERS; layer++) {
        for (int j = -2; j < rows; j++) {
            const struct vec2 start = toward(first, 72.0f, (float)j * 2.0f * apothem);
            for (int i = -2 - j; i < rows; i++) {
                const struct vec2 c = {start.x + (float)i * 2.0f * apothem, start.y};
                lay_decagon(motif, c, apothem, (enum layer)layer);
                lay_bow_tie(motif, c, apothem, (enum layer)layer);
            }
        }
        art_raster_paint(motif->raster, COLORS[layer]);
    }
}

/* ---- rivers ---- */

static void
paint_river(const struct motif *motif, enum art_river river, struct art_rgb color, float width, float alpha) {
    const struct art_line *line = &motif->terrain->rivers[river];
    for (size_t i = 0; i + 1 < line->count; i++) {
        stroke(motif, line->points[i], line->points[i + 1], width, alpha);
    }
    art_raster_paint(motif->raster, color);
}

static void
paint_rivers(const struct motif *motif, bool has_waters) {
    const struct art_rgb jade = ART_RGB(0x2EC4A6);
    const struct art_rgb vermilion = ART_RGB(0xF2603C);
    static const float HALOS[4][2] = {{46.0f, 0.05f}, {30.0f, 0.065f}, {18.0f, 0.10f}, {5.0f, 0.955f}};
    if (!motif->kind->is_attract) {
        paint_river(motif, ART_JIALING, jade, 2.0f, 0.165f);
        paint_river(motif, ART_YANGTZE, vermilion, 2.0f, 0.165f);
        paint_river(motif, ART_JIALING_OUT, ART_RGB(0xF5B841), 2.5f, 0.17f);
        return;
    }
    for (int h = 0; h < 4 && has_waters; h++) {
        paint_river(motif, ART_YANGTZE, vermilion, HALOS[h][0], HALOS[h][1]);
        paint_river(motif, ART_YANGTZE_OUT, vermilion, HALOS[h][0], HALOS[h][1]);
        paint_river(motif, ART_JIALING, jade, HALOS[h][0], HALOS[h][1]);
        paint_river(motif, ART_JIALING_OUT, jade, HALOS[h][0], HALOS[h][1]);
    }
}

void
art_motif_paint(struct art_raster *raster, const struct art_kind *kind, const struct art_terrain *terrain,
                bool has_waters) {
    struct motif motif = {.raster = raster, .kind = kind, .terrain = terrain};
    motif.scale = fminf((float)raster->width / kind->width, (float)raster->height / kind->height);
    motif.origin.x = ((float)raster->width - kind->width * motif.scale) / 2.0f;
    motif.origin.y = ((float)raster->height - kind->height * motif.scale) / 2.0f;
    motif.corner = (struct vec2){-motif.origin.x / motif.scale, -motif.origin.y / motif.scale};
    paint_page(&motif);
    paint_contours(&motif);
    paint_girih(&motif);
    paint_rivers(&motif, has_waters);
}
