#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Geometry of a pack: WKT (lon lat) to vertices, triangles and rings. */

struct geo_blobs {
    float *vertices; /* lon, lat pairs */
    size_t vertex_count;
    uint32_t *triangles;
    size_t triangle_count;
    uint32_t *rings; /* first, count, closed */
    size_t ring_count;
};

/* The WKT of a feature: lines `FEATURE<TAB>WKT` of a file. Errors: the file, or that the feature is not in it. */
bool geo_read_feature(struct arena *arena, const char *path, struct str feature, struct str *ret_wkt,
                      struct err *err) WARN_UNUSED;
/* Polygons are triangulated (constrained Delaunay, GEOS >= 3.10); lines keep their points. */
bool geo_build(struct arena *arena, const char *wkt, bool is_polygon, struct geo_blobs *ret_blobs,
               struct err *err) WARN_UNUSED;
