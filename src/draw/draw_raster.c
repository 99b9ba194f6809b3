/* Exact-area anti-aliasing. Each edge adds, to every pixel cell it crosses, the height it covers and the area to its
 * left (the cell model of FreeType's smooth rasteriser); a running sum over the row is the coverage. All sums are integers,
 * in 1/256 pixel, and each row of an edge is computed from the edge's ends alone, so that a pixel's coverage never
 * depends on the rectangle that is being repainted. The sum is signed: consistently turned pieces that touch leave no seam. */

#include "draw/draw_internal.h"

#include <math.h>
#include <string.h>

#define ONE 256
#define BAND_ROWS 16
#define COORD_MAX 4000000.0f

struct band {
    int32_t *cover, *area; /* BAND_ROWS rows of `stride`; column 0 collects what lies left of the clip */
    struct raster_span *touched; /* columns of each row that hold anything */
    int stride;
    int x0, y0, width, rows;
};

static inline void
touch(const struct band *band, int row, int column) {
    struct raster_span *touched = &band->touched[row];
    touched->first = column < touched->first ? column : touched->first;
    touched->end = column >= touched->end ? column + 1 : touched->end;
}

static int32_t
to_fixed(float v) {
    const float clamped = float_clamp(v, -COORD_MAX, COORD_MAX);
    return (int32_t)lrintf(clamped * (float)ONE);
}

/* Adds one edge part inside one pixel row; coordinates in 1/256 px, y relative to the row's top (0..256), ya < yb. An edge
 * that goes up is added downwards with `sign` -1, so that the shared edge of two pieces cancels to the last bit. */
static void
add_row_part(const struct band *band, int row, int32_t xa, int32_t ya, int32_t xb, int32_t yb, int sign) {
    int32_t *cover = band->cover + (size_t)row * (size_t)band->stride;
    int32_t *area = band->area + (size_t)row * (size_t)band->stride;
    const int32_t left = band->x0 * ONE;
    const int32_t right = left + band->width * ONE;
    if (xa >= right && xb >= right) {
        return;
    }
    if (xa < left && xb < left) {
        cover[0] += sign * (yb - ya);
        touch(band, row, 0);
        return;
    }
    const int step = xb >= xa ? 1 : -1;
    int32_t x = xa;
    int32_t y = ya;
    if (step > 0 ? xa < left : xa > right) { /* straight to the clip: the same sums as cell by cell */
        x = step > 0 ? left : right;
        y = ya + (int32_t)((int64_t)(x - xa) * (yb - ya) / (xb - xa));
    }
    if (step > 0 && y != ya) {
        cover[0] += sign * (y - ya);
        touch(band, row, 0);
    }
    int32_t cell = x >> 8;
    const int32_t last = xb >> 8;
    for (;;) {
        int32_t next_x = xb;
        int32_t next_y = yb;
        const int32_t column = cell - band->x0;
        if (column < 0) { /* leaving to the left, for good */
            cover[0] += sign * (yb - y);
            touch(band, row, 0);
            return;
        }
        if (cell != last) {
            next_x = step > 0 ? (cell + 1) * ONE : cell * ONE;
            next_y = ya + (int32_t)((int64_t)(next_x - xa) * (yb - ya) / (xb - xa));
        }
        if (column < band->width) {
            const int32_t dy = sign * (next_y - y);
            touch(band, row, column + 1);
            cover[column + 1] += dy;
            area[column + 1] += dy * ((x - cell * ONE) + (next_x - cell * ONE));
        }
        if (cell == last || (step > 0 && column >= band->width)) {
            return;
        }
        x = next_x;
        y = next_y;
        cell += step;
    }
}

static void
add_edge(const struct band *band, const struct edge *edge) {
    int32_t x0 = to_fixed(edge->x0);
    int32_t y0 = to_fixed(edge->y0);
    int32_t x1 = to_fixed(edge->x1);
    int32_t y1 = to_fixed(edge->y1);
    if (y0 == y1) {
        return;
    }
    const bool is_up = y1 < y0;
    if (is_up) {
        const int32_t x = x0;
        const int32_t y = y0;
        x0 = x1;
        y0 = y1;
        x1 = x;
        y1 = y;
    }
    int first = y0 >> 8;
    int last = (y1 - 1) >> 8;
    first = first > band->y0 ? first : band->y0;
    last = last < band->y0 + band->rows - 1 ? last : band->y0 + band->rows - 1;
    for (int row = first; row <= last; row++) {
        const int32_t top = row * ONE;
        const int32_t ya = y0 > top ? y0 : top;
        const int32_t yb = y1 < top + ONE ? y1 : top + ONE;
        const int32_t xa = x0 + (int32_t)((int64_t)(ya - y0) * (x1 - x0) / (y1 - y0));
        const int32_t xb = x0 + (int32_t)((int64_t)(yb - y0) * (x1 - x0) / (y1 - y0));
        add_row_part(band, row - band->y0, xa, ya - top, xb, yb - top, is_up ? -1 : 1);
    }
}

/* Sums a row, stores its coverage, and leaves its cells zero for the next band. */
static struct raster_span
sum_row(const struct band *band, int row, uint8_t *out) {
    int32_t *cover = band->cover + (size_t)row * (size_t)band->stride;
    int32_t *area = band->area + (size_t)row * (size_t)band->stride;
    const struct raster_span touched = band->touched[row];
    if (touched.first >= touched.end) {
        return (struct raster_span){0, 0};
    }
    int32_t sum = cover[0];
    cover[0] = 0;
    const int first = touched.first > 0 ? touched.first : 1;
    for (int c = first; c < touched.end; c++) {
        sum += cover[c];
        const int32_t twice = sum * 2 * ONE - area[c];
        const int32_t covered = (twice < 0 ? -twice : twice) >> 9; /* the same for both turning senses */
        out[c - 1] = (uint8_t)(covered > 255 ? 255 : covered);
        cover[c] = 0;
        area[c] = 0;
    }
    /* right of the last edge the sum stands: zero, unless edges beyond the clip were left out */
    const int32_t rest = (sum < 0 ? -sum : sum) * 2 * ONE >> 9;
    if (rest == 0) {
        return (struct raster_span){first - 1, touched.end - 1};
    }
    const int begin = touched.end > 1 ? touched.end - 1 : 0;
    memset(out + begin, rest > 255 ? 255 : (int)rest, (size_t)(band->width - begin));
    return (struct raster_span){first - 1 < begin ? first - 1 : begin, band->width};
}

static void
grow(struct raster *raster, size_t cells, size_t rows, size_t coverage) {
    if (cells > raster->capacity) {
        raster->cover = xrealloc_array(raster->cover, cells, sizeof(int32_t));
        raster->area = xrealloc_array(raster->area, cells, sizeof(int32_t));
        memset(raster->cover, 0, cells * sizeof(int32_t));
        memset(raster->area, 0, cells * sizeof(int32_t));
        raster->capacity = cells;
    }
    if (rows > raster->span_capacity) {
        raster->spans = xrealloc_array(raster->spans, rows, sizeof(*raster->spans));
        raster->span_capacity = rows;
    }
    if (coverage > raster->coverage_capacity) {
        raster->coverage = xrealloc_array(raster->coverage, coverage, 1);
        raster->coverage_capacity = coverage;
    }
}

static void
add_edges(const struct band *band, const struct edge *edges, size_t count) {
    const float top = (float)band->y0 - 1.0f;
    const float bottom = (float)(band->y0 + band->rows) + 1.0f;
    for (size_t i = 0; i < count; i++) {
        const struct edge *edge = &edges[i];
        if ((edge->y0 < top && edge->y1 < top) || (edge->y0 > bottom && edge->y1 > bottom)) {
            continue;
        }
        add_edge(band, edge);
    }
}

const uint8_t *
draw_raster_coverage(struct raster *raster, const struct edge *edges, size_t count, struct irect clip) {
    const int stride = clip.w + 1;
    struct raster_span touched[BAND_ROWS];
    grow(raster, (size_t)stride * BAND_ROWS, (size_t)clip.h, (size_t)clip.w * (size_t)clip.h);
    for (int y = 0; y < clip.h; y += BAND_ROWS) {
        const int rows = clip.h - y < BAND_ROWS ? clip.h - y : BAND_ROWS;
        const struct band band = {raster->cover, raster->area, touched, stride,
                                  clip.x,        clip.y + y,   clip.w,  rows};
        for (int row = 0; row < rows; row++) {
            touched[row] = (struct raster_span){stride, 0};
        }
        add_edges(&band, edges, count);
        for (int row = 0; row < rows; row++) {
            raster->spans[y + row] =
                sum_row(&band, row, raster->coverage + (size_t)(y + row) * (size_t)clip.w);
        }
    }
    return raster->coverage;
}
