/* `vitrin-art KIND WxH OUT.png`: the show's background pictures for any size. Contour lines of parallel folds with two river
 * valleys, and in the top left corner a ten-fold girih (decagons and bow ties, strapwork lines) that is laid out exactly
 * and then dissolves: each line is displaced by the terrain's noise as its weight falls.
 * KIND: land, port, attract, attract-port. The rivers of the attract picture are not painted: the show draws and moves them.
 * Deterministic: fixed seed, integer painter, the same bytes for the same arguments and libraries. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "draw/draw.h"
#include "ui/map.h"

#define SEED 0x56495452u
#define LEVELS 26
#define CELL 6.0f                /* contour grid, design units */
#define DEG 0.01745329252f

struct kind {
    const char *name;
    float width, height;         /* design units */
    float river_alpha, contour_alpha, girih_alpha, girih_edge, girih_reach, glow;
    struct vec2 meeting;
    struct vec2 rivers[3][12];   /* two arms and the way out */
    size_t counts[3];
};

static const struct kind KINDS[] = {
    {"land", 1920.0f, 1080.0f, 0.16f, 0.62f, 0.30f, 47.0f, 620.0f, 0.38f, {820.0f, 830.0f},
     {{{-40.0f, 530.0f}, {130.0f, 565.0f}, {240.0f, 640.0f}, {350.0f, 692.0f}, {520.0f, 676.0f}, {640.0f, 715.0f}, {820.0f, 830.0f}},
      {{-40.0f, 1044.0f}, {160.0f, 1000.0f}, {300.0f, 925.0f}, {410.0f, 898.0f}, {590.0f, 930.0f}, {700.0f, 900.0f}, {820.0f, 830.0f}},
      {{820.0f, 830.0f}, {960.0f, 780.0f}, {1090.0f, 760.0f}, {1200.0f, 795.0f}, {1320.0f, 830.0f}, {1500.0f, 812.0f}, {1720.0f, 765.0f}, {1960.0f, 718.0f}}},
     {7, 7, 8}},
    {"port", 1080.0f, 1920.0f, 0.14f, 0.60f, 0.28f, 47.0f, 560.0f, 0.38f, {460.0f, 1470.0f},
     {{{-40.0f, 1230.0f}, {90.0f, 1262.0f}, {190.0f, 1330.0f}, {320.0f, 1380.0f}, {460.0f, 1470.0f}},
      {{-40.0f, 1760.0f}, {100.0f, 1700.0f}, {220.0f, 1610.0f}, {340.0f, 1580.0f}, {460.0f, 1470.0f}},
      {{460.0f, 1470.0f}, {600.0f, 1420.0f}, {720.0f, 1424.0f}, {850.0f, 1490.0f}, {960.0f, 1500.0f}, {1120.0f, 1470.0f}}},
     {5, 5, 6}},
    {"attract", 1920.0f, 1080.0f, 0.0f, 1.0f, 0.85f, 59.0f, 1080.0f, 0.75f, {880.0f, 740.0f},
     {{{-40.0f, 352.0f}, {120.0f, 402.0f}, {240.0f, 502.0f}, {380.0f, 554.0f}, {490.0f, 549.0f}, {585.0f, 519.0f}, {700.0f, 560.0f}, {880.0f, 740.0f}},
      {{-40.0f, 1000.0f}, {120.0f, 950.0f}, {240.0f, 900.0f}, {390.0f, 880.0f}, {520.0f, 893.0f}, {660.0f, 892.0f}, {780.0f, 840.0f}, {880.0f, 740.0f}},
      {{880.0f, 740.0f}, {1080.0f, 699.0f}, {1230.0f, 724.0f}, {1380.0f, 793.0f}, {1510.0f, 807.0f}, {1660.0f, 783.0f}, {1790.0f, 710.0f}, {1960.0f, 668.0f}}},
     {8, 8, 8}},
    {"attract-port", 1080.0f, 1920.0f, 0.0f, 1.0f, 0.80f, 59.0f, 980.0f, 0.75f, {560.0f, 1210.0f},
     {{{-40.0f, 896.0f}, {130.0f, 975.0f}, {270.0f, 1090.0f}, {400.0f, 1085.0f}, {510.0f, 1140.0f}, {560.0f, 1210.0f}},
      {{-40.0f, 1482.0f}, {150.0f, 1430.0f}, {310.0f, 1410.0f}, {460.0f, 1370.0f}, {515.0f, 1300.0f}, {560.0f, 1210.0f}},
      {{560.0f, 1210.0f}, {702.0f, 1177.0f}, {838.0f, 1235.0f}, {980.0f, 1267.0f}, {1140.0f, 1190.0f}}},
     {6, 6, 5}},
};

struct art {
    const struct kind *kind;
    struct canvas *canvas;
    struct arena arena;
    float scale;
    unsigned char permutation[512];
    struct map_line rivers[3];
};

/* ---- noise ---- */

static void
seed_noise(struct art *art) {
    uint32_t state = SEED;
    for (int i = 0; i < 256; i++) {
        art->permutation[i] = (unsigned char)i;
    }
    for (int i = 255; i > 0; i--) {
        state = state * 1664525u + 1013904223u;
        const int j = (int)((state >> 8) % (uint32_t)(i + 1));
        const unsigned char swap = art->permutation[i];
        art->permutation[i] = art->permutation[j];
        art->permutation[j] = swap;
    }
    memcpy(art->permutation + 256, art->permutation, 256);
}

static float
slope_at(const struct art *art, int x, int y, float dx, float dy) {
    static const float G[8][2] = {{1, 1}, {-1, 1}, {1, -1}, {-1, -1}, {1.3f, 0}, {-1.3f, 0}, {0, 1.3f}, {0, -1.3f}};
    const float *g = G[art->permutation[art->permutation[x & 255] + (y & 255)] & 7];
    return g[0] * dx + g[1] * dy;
}

static float
smooth(float t) {
    return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f);
}

static float
noise(const struct art *art, float x, float y) {
    const int ix = (int)floorf(x);
    const int iy = (int)floorf(y);
    const float fx = x - (float)ix;
    const float fy = y - (float)iy;
    const float top = float_mix(slope_at(art, ix, iy, fx, fy), slope_at(art, ix + 1, iy, fx - 1.0f, fy), smooth(fx));
    const float low = float_mix(slope_at(art, ix, iy + 1, fx, fy - 1.0f), slope_at(art, ix + 1, iy + 1, fx - 1.0f, fy - 1.0f), smooth(fx));
    return float_mix(top, low, smooth(fy));
}

/* ---- terrain ---- */

static float
distance_to(const struct map_line *line, float x, float y) {
    float least = 1e9f;
    for (size_t i = 0; i + 1 < line->count; i += 2) {
        const size_t j = i + 2 < line->count ? i + 2 : line->count - 1;
        const struct vec2 a = line->points[i];
        const float dx = line->points[j].x - a.x;
        const float dy = line->points[j].y - a.y;
        const float t = float_clamp(((x - a.x) * dx + (y - a.y) * dy) / fmaxf(dx * dx + dy * dy, 1e-3f), 0.0f, 1.0f);
        least = fminf(least, hypotf(a.x + t * dx - x, a.y + t * dy - y));
    }
    return least;
}

/* Height: valleys along the rivers, parallel folds (stretched noise) between them. 0..1. */
static float
height_at(const struct art *art, float x, float y) {
    float d = 1e9f;
    for (int i = 0; i < 3; i++) {
        d = fminf(d, distance_to(&art->rivers[i], x, y));
    }
    const float valley = 1.0f - expf(-d / 330.0f);
    const float folds = noise(art, x / 520.0f + 3.0f, y / 240.0f + 7.0f) + 0.45f * noise(art, x / 210.0f + 11.0f, y / 130.0f + 5.0f);
    return 0.74f * valley + 0.30f * folds * (0.25f + 0.75f * valley);
}

static struct vec2
crossing(float level, struct vec2 a, float ha, struct vec2 b, float hb) {
    const float t = (level - ha) / (hb - ha);
    return (struct vec2){float_mix(a.x, b.x, t), float_mix(a.y, b.y, t)};
}

/* One piece of a line as a plain quad: round ends would double the alpha where pieces meet. */
static void
draw_piece(const struct art *art, struct vec2 a, struct vec2 b, float stroke, struct color color) {
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float k = 0.5f * stroke / fmaxf(hypotf(dx, dy), 1e-4f);
    const struct vec2 quad[4] = {{(a.x - dy * k) * art->scale, (a.y + dx * k) * art->scale},
                                 {(b.x - dy * k) * art->scale, (b.y + dx * k) * art->scale},
                                 {(b.x + dy * k) * art->scale, (b.y - dx * k) * art->scale},
                                 {(a.x + dy * k) * art->scale, (a.y - dx * k) * art->scale}};
    draw_polygon(art->canvas, quad, 4, draw_solid(color));
}

/* Calm behind the headline: lines fade towards the top. */
static float
contour_alpha(const struct art *art, struct vec2 p) {
    const float down = p.y / art->kind->height;
    const float calm = float_clamp((down - 0.05f) / 0.55f, 0.0f, 1.0f);
    return art->kind->contour_alpha * (0.20f + 0.80f * calm);
}

/* Marching squares, one cell: joins the crossings of opposite or neighbouring edges. */
static void
march_cell(const struct art *art, float level, bool is_strong, const struct vec2 p[4], const float h[4]) {
    struct vec2 cut[4];
    size_t count = 0;
    for (int e = 0; e < 4; e++) {
        const int f = (e + 1) % 4;
        if ((h[e] < level) != (h[f] < level)) {
            cut[count++] = crossing(level, p[e], h[e], p[f], h[f]);
        }
    }
    const struct color line = {0x3A, 0x5A, 0x80, 255};
    for (size_t i = 0; i + 1 < count; i += 2) {
        const float alpha = contour_alpha(art, cut[i]) * (is_strong ? 0.50f : 0.25f);
        draw_piece(art, cut[i], cut[i + 1], is_strong ? 1.5f : 1.1f, color_fade(line, alpha));
    }
}

static void
draw_contours(struct art *art) {
    const int columns = (int)(art->kind->width / CELL) + 2;
    const int rows = (int)(art->kind->height / CELL) + 2;
    float *heights = xalloc_array((size_t)columns * (size_t)rows, sizeof(*heights));
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            heights[r * columns + c] = height_at(art, (float)c * CELL, (float)r * CELL);
        }
    }
    for (int level = 0; level < LEVELS; level++) {
        const float at = 0.02f + (float)level / (float)LEVELS * 0.92f;
        for (int r = 0; r + 1 < rows; r++) {
            for (int c = 0; c + 1 < columns; c++) {
                const float x = (float)c * CELL;
                const float y = (float)r * CELL;
                const struct vec2 p[4] = {{x, y}, {x + CELL, y}, {x + CELL, y + CELL}, {x, y + CELL}};
                const float *h0 = &heights[r * columns + c];
                const float h[4] = {h0[0], h0[1], h0[columns + 1], h0[columns]};
                march_cell(art, at, level % 5 == 2, p, h);
            }
        }
    }
    xfree(heights);
}

/* ---- girih ---- */

struct girih {
    float apothem;
    struct vec2 step_1, step_2, origin;
};

static struct vec2
toward(struct vec2 from, float angle_deg, float length) {
    return (struct vec2){from.x + length * cosf(angle_deg * DEG), from.y + length * sinf(angle_deg * DEG)};
}

static float
weight_at(const struct art *art, struct vec2 p) {
    const float d = hypotf(p.x, p.y * 1.25f) / art->kind->girih_reach;
    return float_clamp(1.0f - d, 0.0f, 1.0f);
}

/* The point where the terrain has carried it: the lower the weight, the further. */
static struct vec2
dissolved(const struct art *art, struct vec2 p) {
    const float loose = 1.0f - weight_at(art, p);
    const float far = 34.0f * loose * loose;
    return (struct vec2){p.x + far * noise(art, p.x / 170.0f, p.y / 170.0f + 40.0f), p.y + far * noise(art, p.x / 170.0f + 60.0f, p.y / 170.0f)};
}

static void
draw_strap(const struct art *art, struct vec2 a, struct vec2 b) {
    const struct color amber = {0xF5, 0xB8, 0x41, 255};
    const int pieces = 12;
    for (int i = 0; i < pieces; i++) {
        const struct vec2 p = {float_mix(a.x, b.x, (float)i / (float)pieces), float_mix(a.y, b.y, (float)i / (float)pieces)};
        const struct vec2 q = {float_mix(a.x, b.x, (float)(i + 1) / (float)pieces), float_mix(a.y, b.y, (float)(i + 1) / (float)pieces)};
        const float weight = weight_at(art, p);
        if (weight > 0.02f) {
            draw_piece(art, dissolved(art, p), dissolved(art, q), 1.4f, color_fade(amber, 0.62f * art->kind->girih_alpha * powf(weight, 1.4f)));
        }
    }
}

static void
fill_shape(const struct art *art, const struct vec2 *points, size_t count, struct color color, float strength) {
    struct vec2 moved[24];
    const float weight = weight_at(art, points[0]);
    for (size_t i = 0; i < count && i < ARRAY_LEN(moved); i++) {
        const struct vec2 p = dissolved(art, points[i]);
        moved[i] = (struct vec2){p.x * art->scale, p.y * art->scale};
    }
    draw_polygon(art->canvas, moved, count, draw_solid(color_fade(color, strength * art->kind->girih_alpha * weight)));
}

static void
draw_decagon(const struct art *art, const struct girih *g, struct vec2 c) {
    struct vec2 disc[20];
    struct vec2 rosette[20];
    for (int k = 0; k < 10; k++) {
        draw_strap(art, toward(c, 36.0f * (float)k, g->apothem), toward(c, 36.0f * (float)(k + 3), g->apothem));
    }
    for (int k = 0; k < 20; k++) {
        disc[k] = toward(c, 18.0f * (float)k, 0.60f * g->apothem);
        rosette[k] = toward(c, 18.0f * (float)k, (k % 2 == 0 ? 0.46f : 0.33f) * g->apothem);
    }
    fill_shape(art, disc, 20, (struct color){0xF5, 0xB8, 0x41, 255}, 0.16f);
    fill_shape(art, rosette, 20, (struct color){0xF2, 0x60, 0x3C, 255}, 0.34f);
}

/* The bow tie between four decagons: two V strokes and its lozenge. */
static void
draw_bow_tie(const struct art *art, const struct girih *g, struct vec2 a) {
    const struct vec2 b = {a.x + g->step_1.x, a.y + g->step_1.y};
    const struct vec2 e = {a.x + g->step_2.x, a.y + g->step_2.y};
    const struct vec2 f = {b.x + g->step_2.x, b.y + g->step_2.y};
    const struct vec2 middle = {(a.x + f.x) / 2.0f, (a.y + f.y) / 2.0f};
    draw_strap(art, toward(a, 36.0f, g->apothem), toward(b, 144.0f, g->apothem));
    draw_strap(art, toward(a, 36.0f, g->apothem), toward(e, 288.0f, g->apothem));
    draw_strap(art, toward(f, 216.0f, g->apothem), toward(b, 108.0f, g->apothem));
    draw_strap(art, toward(f, 216.0f, g->apothem), toward(e, 324.0f, g->apothem));
    const struct vec2 lozenge[4] = {toward(middle, 36.0f, 0.20f * g->apothem), toward(middle, 126.0f, 0.14f * g->apothem), toward(middle, 216.0f, 0.20f * g->apothem),
                                    toward(middle, 306.0f, 0.14f * g->apothem)};
    fill_shape(art, lozenge, 4, (struct color){0x2E, 0xC4, 0xA6, 255}, 0.42f);
}

static void
draw_girih(const struct art *art) {
    struct girih g = {.apothem = art->kind->girih_edge / tanf(18.0f * DEG) / 2.0f, .origin = {10.0f, 72.0f}};
    g.step_1 = toward((struct vec2){0.0f, 0.0f}, 0.0f, 2.0f * g.apothem);
    g.step_2 = toward((struct vec2){0.0f, 0.0f}, 72.0f, 2.0f * g.apothem);
    for (int i = -8; i < 12; i++) {
        for (int j = -2; j < 12; j++) {
            const struct vec2 c = {g.origin.x + (float)i * g.step_1.x + (float)j * g.step_2.x, g.origin.y + (float)i * g.step_1.y + (float)j * g.step_2.y};
            if (c.x > -3.0f * g.apothem && weight_at(art, (struct vec2){fmaxf(c.x - 2.0f * g.apothem, 0.0f), fmaxf(c.y - 2.0f * g.apothem, 0.0f)}) > 0.0f) {
                draw_decagon(art, &g, c);
                draw_bow_tie(art, &g, c);
            }
        }
    }
}

/* ---- page ---- */

static void
draw_page(struct art *art) {
    const float w = art->kind->width * art->scale;
    const float h = art->kind->height * art->scale;
    const struct color top = {0x0B, 0x13, 0x20, 255};
    const struct color low = {0x0D, 0x18, 0x29, 255};
    const struct color glow = {0x1B, 0x35, 0x54, 255};
    draw_rect(art->canvas, (struct rect){0.0f, 0.0f, w, h}, draw_gradient(top, low, (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, h}));
    const struct vec2 middle = {art->kind->meeting.x * art->scale, art->kind->meeting.y * art->scale};
    draw_glow(art->canvas, middle, 0.62f * fmaxf(w, h), color_fade(glow, art->kind->glow));
}

static void
draw_rivers(const struct art *art) {
    static const struct color COLORS[3] = {{0x2E, 0xC4, 0xA6, 255}, {0xF2, 0x60, 0x3C, 255}, {0xF5, 0xB8, 0x41, 255}};
    for (int r = 0; r < 3 && art->kind->river_alpha > 0.0f; r++) {
        struct vec2 *points = arena_alloc_array((struct arena *)&art->arena, art->rivers[r].count, sizeof(*points));
        for (size_t i = 0; i < art->rivers[r].count; i++) {
            points[i] = (struct vec2){art->rivers[r].points[i].x * art->scale, art->rivers[r].points[i].y * art->scale};
        }
        draw_polyline(art->canvas, points, art->rivers[r].count, 2.0f * art->scale, false, color_fade(COLORS[r], art->kind->river_alpha));
    }
}

static const struct kind *
find_kind(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
        if (strcmp(KINDS[i].name, name) == 0) {
            return &KINDS[i];
        }
    }
    return NULL;
}

int
main(int argc, char **argv) {
    struct art art = {0};
    struct err err = {0};
    int width = 0;
    int height = 0;
    if (argc != 4 || (art.kind = find_kind(argv[1])) == NULL || sscanf(argv[2], "%dx%d", &width, &height) != 2 || width < 64 || height < 64 || width > 8192 || height > 8192) {
        fputs("usage: vitrin-art land|port|attract|attract-port WIDTHxHEIGHT OUT.png\n", stderr);
        return 2;
    }
    arena_init(&art.arena, 0);
    art.scale = fmaxf((float)width / art.kind->width, (float)height / art.kind->height);
    art.canvas = draw_canvas_create(width, height);
    seed_noise(&art);
    for (int i = 0; i < 3; i++) {
        art.rivers[i] = map_line_smooth(art.kind->rivers[i], art.kind->counts[i], &art.arena);
    }
    uint32_t *pixels = xalloc_array((size_t)width * (size_t)height, sizeof(*pixels));
    const struct draw_target target = {pixels, width, height, width};
    size_t count = 0;
    draw_begin(art.canvas);
    draw_page(&art);
    draw_contours(&art);
    draw_rivers(&art);
    draw_girih(&art);
    (void)draw_end(art.canvas, &target, &count);
    const bool ok = draw_target_save_png(&target, argv[3], &err);
    if (!ok) {
        fprintf(stderr, "vitrin-art: %s\n", err.text);
    }
    xfree(pixels);
    draw_canvas_destroy(art.canvas);
    arena_fini(&art.arena);
    return ok ? 0 : 2;
}
