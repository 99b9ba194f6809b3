#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "content/content_text.h"

/* Geography: places, routes, shapes, and the windows they are seen through. */

struct content_place {
    struct str key, kind, basis;
    double lon_deg, lat_deg;
    struct content_text name;
};

struct content_stop {
    double lon_deg, lat_deg;
    int place;
};

struct content_route {
    struct str key, kind, color, basis; /* kind: rail sea river road data; color: a colour role */
    float width_px;                     /* design units */
    bool is_dotted;
    const struct content_stop *stops;
    size_t stop_count;
    const int *sources;
    size_t source_count;
    struct content_text label;
};

struct content_ring {
    uint32_t first, count;
    bool is_closed;
};

struct content_geometry {
    struct str key, set, klass; /* set groups geometries used together; klass sorts them within the set */
    bool is_polygon;            /* else lines */
    const float *lon_lat;
    size_t vertex_count; /* degrees, pairs */
    const uint32_t *triangles;
    size_t triangle_count; /* 3 indexes each */
    const struct content_ring *rings;
    size_t ring_count;
    struct content_text name;
};

enum content_projection { PROJECTION_MERCATOR, PROJECTION_CONIC_EQUAL_AREA };

struct content_map {
    struct str key;
    enum content_projection projection;
    double parallel_1_deg, parallel_2_deg, rotate_deg;
    struct str fit_set; /* fit to the bounds of this geometry set, or … */
    const struct content_stop *fit;
    size_t fit_count; /* … to these points */
};
