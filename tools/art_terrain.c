/* Rivers, noise and height. A river is a Catmull-Rom line through a few knots; the height is the distance to
 * the nearest river, bent into a bank, and two octaves of gradient noise stretched along the folds (they run
 * west to east here, as the picture needs). The bank weighs the noise too, so that contours near water follow
 * it. Every number of a picture that only an eye can choose stands in KINDS; nothing here paints. */

#include "tools/art_terrain.h"

#include <math.h>
#include <string.h>

#define SEED 482u
#define PIECES 24   /* points between two knots */
#define FLOOR 3.08f /* just over a level, so that no contour runs in the water */
#define RISE 12.5f
#define FOLDS 10.0f
#define BANK_WIDTH 205.0f /* design units */
#define BANK_SHAPE 1.5f

static const struct art_kind KINDS[] = {
    {.name = "land",
     .width = 1920.0f,
     .height = 1080.0f,
     .meeting = {820.0f, 830.0f},
     .knots =
         {{{-29.0f, 531.0f}, {141.0f, 568.0f}, {333.0f, 691.0f}, {560.0f, 680.0f}, {820.0f, 830.0f}},
          {{-39.0f, 1046.0f}, {178.0f, 1004.0f}, {382.0f, 900.0f}, {620.0f, 930.0f}, {820.0f, 830.0f}},
          {{820.0f, 830.0f}, {1081.0f, 760.0f}, {1330.0f, 831.0f}, {1673.0f, 779.0f}, {1955.0f, 717.0f}}},
     .glow = 0.38f,
     .glow_reach = 806.0f,
     .contour_top = 0.04f,
     .contour_bottom = 0.20f,
     .contour_bend = 1.0f,
     .girih_edge = 24.0f,
     .girih_alpha = 0.36f,
     .jade_alpha = 0.11f,
     .girih_reach = 600.0f,
     .girih_at = {60.2f, 39.6f}},
    {.name = "port",
     .is_portrait = true,
     .width = 1080.0f,
     .height = 1920.0f,
     .meeting = {560.0f, 1540.0f},
     .knots = {{{-40.0f, 1223.0f}, {98.0f, 1270.0f}, {222.0f, 1381.0f}, {380.0f, 1400.0f}, {560.0f, 1540.0f}},
               {{-46.0f, 1768.0f}, {99.0f, 1732.0f}, {262.0f, 1620.0f}, {420.0f, 1640.0f}, {560.0f, 1540.0f}},
               {{560.0f, 1540.0f}, {739.0f, 1480.0f}, {888.0f, 1530.0f}, {1151.0f, 1469.0f}}},
     .glow = 0.38f,
     .glow_reach = 806.0f,
     .contour_top = 0.04f,
     .contour_bottom = 0.20f,
     .contour_bend = 1.0f,
     .girih_edge = 24.0f,
     .girih_alpha = 0.36f,
     .jade_alpha = 0.11f,
     .girih_reach = 560.0f,
     .girih_at = {60.2f, 39.6f}},
    {.name = "attract",
     .is_attract = true,
     .width = 1920.0f,
     .height = 1080.0f,
     .meeting = {880.0f, 740.0f},
     .knots = {{{-8.0f, 361.0f},
                {106.0f, 404.0f},
                {265.0f, 522.0f},
                {431.0f, 560.0f},
                {590.0f, 520.0f},
                {740.0f, 590.0f},
                {880.0f, 740.0f}},
               {{-14.0f, 995.0f},
                {89.0f, 971.0f},
                {256.0f, 898.0f},
                {432.0f, 880.0f},
                {600.0f, 900.0f},
                {759.0f, 851.0f},
                {880.0f, 740.0f}},
               {{880.0f, 740.0f},
                {1041.0f, 696.0f},
                {1231.0f, 715.0f},
                {1419.0f, 795.0f},
                {1633.0f, 787.0f},
                {1815.0f, 698.0f},
                {1926.0f, 666.0f}},
               {{880.0f, 740.0f},
                {1041.0f, 704.0f},
                {1231.0f, 726.0f},
                {1419.0f, 805.0f},
                {1636.0f, 796.0f},
                {1815.0f, 708.0f},
                {1926.0f, 675.0f}}},
     .glow = 0.75f,
     .glow_reach = 895.0f,
     .contour_top = 0.16f,
     .contour_bottom = 0.43f,
     .contour_bend = 0.75f,
     .girih_edge = 30.0f,
     .girih_alpha = 1.0f,
     .jade_alpha = 0.48f,
     .girih_reach = 1236.0f,
     .girih_at = {8.9f, 74.2f}},
    {.name = "attract-port",
     .is_portrait = true,
     .is_attract = true,
     .width = 1080.0f,
     .height = 1920.0f,
     .meeting = {560.0f, 1210.0f},
     .knots = {{{-20.0f, 900.0f},
                {80.0f, 940.0f},
                {200.0f, 1042.0f},
                {335.0f, 1094.0f},
                {445.0f, 1092.0f},
                {560.0f, 1210.0f}},
               {{-20.0f, 1480.0f},
                {90.0f, 1458.0f},
                {220.0f, 1410.0f},
                {350.0f, 1412.0f},
                {470.0f, 1358.0f},
                {560.0f, 1210.0f}},
               {{560.0f, 1210.0f},
                {690.0f, 1173.0f},
                {840.0f, 1228.0f},
                {945.0f, 1265.0f},
                {1040.0f, 1235.0f},
                {1120.0f, 1190.0f}},
               {{560.0f, 1210.0f},
                {690.0f, 1182.0f},
                {838.0f, 1238.0f},
                {945.0f, 1275.0f},
                {1043.0f, 1245.0f},
                {1123.0f, 1200.0f}}},
     .glow = 0.75f,
     .glow_reach = 895.0f,
     .contour_top = 0.16f,
     .contour_bottom = 0.43f,
     .contour_bend = 0.75f,
     .girih_edge = 30.0f,
     .girih_alpha = 1.0f,
     .jade_alpha = 0.48f,
     .girih_reach = 900.0f,
     .girih_at = {8.9f, 74.2f}},
};

const struct art_kind *
art_kind_find(const char *name) {
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
        if (strcmp(KINDS[i].name, name) == 0) {
            return &KINDS[i];
        }
    }
    return NULL;
}

/* ---- rivers ---- */

static float
spline(const float p[4], float t) {
    const float a = 2.0f * p[1];
    const float b = p[2] - p[0];
    const float c = 2.0f * p[0] - 5.0f * p[1] + 4.0f * p[2] - p[3];
    const float d = -p[0] + 3.0f * p[1] - 3.0f * p[2] + p[3];
    return 0.5f * (a + t * (b + t * (c + t * d)));
}

/* Catmull-Rom; the first and the last knot stand for their missing neighbours. */
static void
smooth_line(struct art_line *line, const struct vec2 *knots, size_t count) {
    line->count = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct vec2 *before = &knots[i > 0 ? i - 1 : i];
        const struct vec2 *after = &knots[i + 2 < count ? i + 2 : i + 1];
        const float x[4] = {before->x, knots[i].x, knots[i + 1].x, after->x};
        const float y[4] = {before->y, knots[i].y, knots[i + 1].y, after->y};
        for (int k = 0; k < PIECES; k++) {
            const float t = (float)k / (float)PIECES;
            line->points[line->count++] = (struct vec2){spline(x, t), spline(y, t)};
        }
    }
    if (count > 0) {
        line->points[line->count++] = knots[count - 1];
    }
}

static float
distance_to(const struct art_line *line, float x, float y) {
    float least_2 = 1e12f;
    for (size_t i = 0; i + 1 < line->count; i++) {
        const struct vec2 a = line->points[i];
        const float dx = line->points[i + 1].x - a.x;
        const float dy = line->points[i + 1].y - a.y;
        const float t =
            float_clamp(((x - a.x) * dx + (y - a.y) * dy) / fmaxf(dx * dx + dy * dy, 1e-4f), 0.0f, 1.0f);
        const float ex = a.x + t * dx - x;
        const float ey = a.y + t * dy - y;
        least_2 = fminf(least_2, ex * ex + ey * ey);
    }
    return sqrtf(least_2);
}

/* ---- noise ---- */

static void
shuffle(uint8_t permutation[512]) {
    uint32_t state = SEED;
    for (int i = 0; i < 256; i++) {
        permutation[i] = (uint8_t)i;
    }
    for (int i = 255; i > 0; i--) {
        state = state * 1664525u + 1013904223u;
        const int j = (int)((state >> 8) % (uint32_t)(i + 1));
        const uint8_t other = permutation[i];
        permutation[i] = permutation[j];
        permutation[j] = other;
    }
    memcpy(permutation + 256, permutation, 256);
}

/* Height at (dx, dy) from the lattice point (x, y) whose slope is one of eight. */
static float
slope(const struct art_terrain *terrain, int x, int y, float dx, float dy) {
    static const float SLOPES[8][2] = {{1, 1}, {-1, 1}, {1, -1}, {-1, -1}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    const float *s = SLOPES[terrain->permutation[terrain->permutation[x & 255] + (y & 255)] & 7];
    return s[0] * dx + s[1] * dy;
}

static float
ease(float t) {
    return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f);
}

float
art_terrain_noise(const struct art_terrain *terrain, float x, float y) {
    const int ix = (int)floorf(x);
    const int iy = (int)floorf(y);
    const float dx = x - (float)ix;
    const float dy = y - (float)iy;
    const float top =
        float_mix(slope(terrain, ix, iy, dx, dy), slope(terrain, ix + 1, iy, dx - 1.0f, dy), ease(dx));
    const float low = float_mix(slope(terrain, ix, iy + 1, dx, dy - 1.0f),
                                slope(terrain, ix + 1, iy + 1, dx - 1.0f, dy - 1.0f), ease(dx));
    return float_mix(top, low, ease(dy));
}

/* ---- height ---- */

float
art_terrain_height(const struct art_terrain *terrain, float x, float y) {
    float distance = 1e6f;
    for (int r = 0; r < ART_JIALING_OUT; r++) {
        distance = fminf(distance, distance_to(&terrain->rivers[r], x, y));
    }
    float least = distance_to(&terrain->rivers[ART_JIALING_OUT], x, y);
    if (terrain->has_two_exits) {
        least = (least + distance_to(&terrain->rivers[ART_YANGTZE_OUT], x, y)) / 2.0f;
    }
    distance = fminf(distance, least);
    const float bank = 1.0f - expf(-powf(distance / BANK_WIDTH, BANK_SHAPE));
    const float folds = art_terrain_noise(terrain, x / 470.0f + 3.2f, y / 330.0f + 5.1f) +
                        0.25f * art_terrain_noise(terrain, x / 205.0f + 40.7f, y / 160.0f + 11.3f);
    return FLOOR + bank * (RISE + FOLDS * folds);
}

void
art_terrain_init(struct art_terrain *terrain, const struct art_kind *kind) {
    memset(terrain, 0, sizeof(*terrain));
    shuffle(terrain->permutation);
    for (int r = 0; r < ART_RIVERS; r++) {
        size_t count = 0;
        while (count < 8 && (kind->knots[r][count].x != 0.0f || kind->knots[r][count].y != 0.0f)) {
            count++;
        }
        smooth_line(&terrain->rivers[r], kind->knots[r], count);
    }
    terrain->has_two_exits = terrain->rivers[ART_YANGTZE_OUT].count > 0;
}
