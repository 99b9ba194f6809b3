/* WKT to blobs by GEOS. Triangulation is constrained Delaunay, so every triangle's corner is a corner of the outline; corners
 * are found again by their exact coordinates, and the order follows the outline, which makes the bytes repeatable. */

#include "tools/pack_geo.h"

#include <geos_c.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"

#define FILE_BYTES_MAX (16u << 20)

struct corner {
    double x, y;
    uint32_t index;
};

struct geo {
    GEOSContextHandle_t context;
    struct arena *arena;
    struct geo_blobs *out;
    struct corner *sorted;
    size_t capacity, ring_capacity;
    char message[160];
};

static void
keep_message(const char *message, void *user) {
    struct geo *geo = user;
    (void)snprintf(geo->message, sizeof(geo->message), "%s", message);
}

bool
geo_read_feature(struct arena *arena, const char *path, struct str feature, struct str *ret_wkt,
                 struct err *err) {
    struct str data;
    struct str line;
    if (!fs_read(arena, path, FILE_BYTES_MAX, &data, err)) {
        return false;
    }
    while (str_next(&data, '\n', &line)) {
        struct str name;
        if (str_next(&line, '\t', &name) && str_equal(name, feature)) {
            *ret_wkt = str_copy(arena, str_trim(line));
            return true;
        }
    }
    return err_set(err, ERR_CONTENT, 0, "%s: there is no feature \"" STR_FMT "\"", path, STR_ARG(feature));
}

static void
add_ring(struct geo *geo, const GEOSGeometry *line, bool is_closed) {
    struct geo_blobs *out = geo->out;
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geo->context, line);
    unsigned count = 0;
    if (sequence == NULL || !GEOSCoordSeq_getSize_r(geo->context, sequence, &count) || count < 2) {
        return;
    }
    const unsigned kept = is_closed ? count - 1 : count; /* a ring repeats its first point */
    out->rings[3 * out->ring_count] = (uint32_t)out->vertex_count;
    out->rings[3 * out->ring_count + 1] = kept;
    out->rings[3 * out->ring_count + 2] = is_closed ? 1 : 0;
    out->ring_count++;
    for (unsigned i = 0; i < kept; i++) {
        double x = 0.0;
        double y = 0.0;
        GEOSCoordSeq_getXY_r(geo->context, sequence, i, &x, &y);
        geo->sorted[out->vertex_count] = (struct corner){x, y, (uint32_t)out->vertex_count};
        out->vertices[2 * out->vertex_count] = (float)x;
        out->vertices[2 * out->vertex_count + 1] = (float)y;
        out->vertex_count++;
    }
}

static void
add_rings(struct geo *geo, const GEOSGeometry *geometry) {
    const int type = GEOSGeomTypeId_r(geo->context, geometry);
    if (type == GEOS_POLYGON) {
        add_ring(geo, GEOSGetExteriorRing_r(geo->context, geometry), true);
        for (int i = 0; i < GEOSGetNumInteriorRings_r(geo->context, geometry); i++) {
            add_ring(geo, GEOSGetInteriorRingN_r(geo->context, geometry, i), true);
        }
    } else if (type == GEOS_LINESTRING || type == GEOS_LINEARRING) {
        add_ring(geo, geometry, false);
    } else {
        for (int i = 0; i < GEOSGetNumGeometries_r(geo->context, geometry); i++) {
            add_rings(geo, GEOSGetGeometryN_r(geo->context, geometry, i));
        }
    }
}

static int
compare_corners(const void *a, const void *b) {
    const struct corner *p = a;
    const struct corner *q = b;
    if (p->x != q->x) {
        return p->x < q->x ? -1 : 1;
    }
    if (p->y != q->y) {
        return p->y < q->y ? -1 : 1;
    }
    return (p->index > q->index) - (p->index < q->index);
}

/* The first corner at a place (corners touched twice have several). Returns: UINT32_MAX when there is none. */
static uint32_t
find_corner(const struct geo *geo, double x, double y) {
    size_t low = 0;
    size_t high = geo->out->vertex_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const struct corner *c = &geo->sorted[middle];
        if (c->x < x || (c->x == x && c->y < y)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const bool is_found = low < geo->out->vertex_count && geo->sorted[low].x == x && geo->sorted[low].y == y;
    return is_found ? geo->sorted[low].index : UINT32_MAX;
}

static bool
add_triangle(struct geo *geo, const GEOSGeometry *triangle) {
    const GEOSCoordSequence *sequence =
        GEOSGeom_getCoordSeq_r(geo->context, GEOSGetExteriorRing_r(geo->context, triangle));
    uint32_t *to = &geo->out->triangles[3 * geo->out->triangle_count];
    for (unsigned i = 0; i < 3; i++) {
        double x = 0.0;
        double y = 0.0;
        GEOSCoordSeq_getXY_r(geo->context, sequence, i, &x, &y);
        to[i] = find_corner(geo, x, y);
        if (to[i] == UINT32_MAX) {
            return false;
        }
    }
    geo->out->triangle_count++;
    return true;
}

static int
compare_triangles(const void *a, const void *b) {
    return memcmp(a, b, 3 * sizeof(uint32_t));
}

static bool
triangulate(struct geo *geo, const GEOSGeometry *geometry, struct err *err) {
    GEOSGeometry *triangles = GEOSConstrainedDelaunayTriangulation_r(geo->context, geometry);
    bool ok = triangles != NULL;
    const int count = ok ? GEOSGetNumGeometries_r(geo->context, triangles) : 0;
    qsort(geo->sorted, geo->out->vertex_count, sizeof(*geo->sorted), compare_corners);
    geo->out->triangles = arena_alloc_array(geo->arena, (size_t)count * 3 + 1, sizeof(uint32_t));
    for (int i = 0; ok && i < count; i++) {
        ok = add_triangle(geo, GEOSGetGeometryN_r(geo->context, triangles, i));
    }
    GEOSGeom_destroy_r(geo->context, triangles);
    qsort(geo->out->triangles, geo->out->triangle_count, 3 * sizeof(uint32_t), compare_triangles);
    return ok || err_set(err, ERR_CONTENT, 0, "cannot be triangulated (%s)",
                         geo->message[0] != '\0' ? geo->message : "a corner moved");
}

bool
geo_build(struct arena *arena, const char *wkt, bool is_polygon, struct geo_blobs *ret_blobs,
          struct err *err) {
    struct geo geo = {.arena = arena, .out = ret_blobs};
    *ret_blobs = (struct geo_blobs){0};
    geo.context = GEOS_init_r();
    GEOSContext_setErrorMessageHandler_r(geo.context, keep_message, &geo);
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geo.context);
    GEOSGeometry *geometry = GEOSWKTReader_read_r(geo.context, reader, wkt);
    bool ok = geometry != NULL || err_set(err, ERR_FORMAT, 0, "not WKT (%s)", geo.message);
    if (ok && is_polygon && GEOSisValid_r(geo.context, geometry) != 1) {
        ok = err_set(err, ERR_CONTENT, 0, "not a valid polygon (%s)", geo.message);
    }
    if (ok) {
        const int points = GEOSGetNumCoordinates_r(geo.context, geometry);
        const size_t room = (size_t)(points > 0 ? points : 1);
        ret_blobs->vertices = arena_alloc_array(arena, 2 * room, sizeof(float));
        ret_blobs->rings = arena_alloc_array(arena, 3 * room, sizeof(uint32_t));
        geo.sorted = arena_alloc_array(arena, room, sizeof(*geo.sorted));
        add_rings(&geo, geometry);
        ret_blobs->triangles = arena_alloc(arena, 16);
        ok = !is_polygon || triangulate(&geo, geometry, err);
    }
    GEOSGeom_destroy_r(geo.context, geometry);
    GEOSWKTReader_destroy_r(geo.context, reader);
    GEOS_finish_r(geo.context);
    return ok;
}
