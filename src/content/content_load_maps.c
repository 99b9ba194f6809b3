/* Places, routes, geometries, maps, icons, art and colours. */

#include <math.h>
#include <string.h>

#include "content/content_internal.h"

static bool
is_on_earth(double lon, double lat) {
    return lon >= -360.0 && lon <= 360.0 && lat >= -90.0 && lat <= 90.0;
}

static bool
take_place(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_place *place = (struct content_place *)&reader->model->places[index];
    place->key = reader_str(reader, row, 0);
    place->kind = reader_str(reader, row, 1);
    place->lon_deg = sqlite3_column_double(row, 2);
    place->lat_deg = sqlite3_column_double(row, 3);
    place->basis = reader_str(reader, row, 4);
    if (!is_on_earth(place->lon_deg, place->lat_deg)) {
        return reader_fail(reader, "place " STR_FMT ": not on Earth", STR_ARG(place->key));
    }
    return reader_text(reader, "place.name", place->key, &place->name);
}

static bool
take_route(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_route *route = (struct content_route *)&reader->model->routes[index];
    route->key = reader_str(reader, row, 0);
    route->kind = reader_str(reader, row, 1);
    route->color = reader_str(reader, row, 2);
    route->width_px = (float)sqlite3_column_double(row, 3);
    route->is_dotted = sqlite3_column_int(row, 4) != 0;
    route->basis = reader_str(reader, row, 5);
    return reader_sources(reader, reader_str(reader, row, 6), &route->sources, &route->source_count) &&
           reader_text(reader, "route.label", route->key, &route->label);
}

/* Rows come route by route; each is appended to its own. */
static bool
take_stop(struct reader *reader, sqlite3_stmt *row, size_t index) {
    const struct str key = reader_str(reader, row, 0);
    const int at = content_find_route(reader->model, key);
    if (at == CONTENT_NONE) {
        return reader_fail(reader, "route_stop: there is no route `" STR_FMT "`", STR_ARG(key));
    }
    struct content_route *route = (struct content_route *)&reader->model->routes[at];
    struct content_stop *stop = &reader->stops[index];
    route->stops = route->stop_count == 0 ? stop : route->stops;
    if (stop != route->stops + route->stop_count) {
        return reader_fail(reader, "route_stop: the rows of route " STR_FMT " do not stand together",
                           STR_ARG(key));
    }
    route->stop_count++;
    stop->lon_deg = sqlite3_column_double(row, 1);
    stop->lat_deg = sqlite3_column_double(row, 2);
    return (is_on_earth(stop->lon_deg, stop->lat_deg) ||
            reader_fail(reader, "route " STR_FMT ": a stop is not on Earth", STR_ARG(key))) &&
           reader_ref(reader, content_find_place, "place", reader_str(reader, row, 3), &stop->place);
}

static bool
check_geometry(struct reader *reader, const struct content_geometry *geometry) {
    for (size_t i = 0; i < geometry->triangle_count * 3; i++) {
        if (geometry->triangles[i] >= geometry->vertex_count) {
            return reader_fail(reader, "geometry " STR_FMT ": a triangle points past its vertices",
                               STR_ARG(geometry->key));
        }
    }
    for (size_t i = 0; i < geometry->ring_count; i++) {
        const struct content_ring *ring = &geometry->rings[i];
        if ((uint64_t)ring->first + ring->count > geometry->vertex_count) {
            return reader_fail(reader, "geometry " STR_FMT ": a ring points past its vertices",
                               STR_ARG(geometry->key));
        }
    }
    for (size_t i = 0; i < geometry->vertex_count * 2; i++) {
        if (!(fabsf(geometry->lon_lat[i]) <= CONTENT_VERTEX_MAX)) {
            return reader_fail(reader, "geometry " STR_FMT ": a vertex is out of range",
                               STR_ARG(geometry->key));
        }
    }
    return true;
}

static bool
take_geometry(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_geometry *geometry = (struct content_geometry *)&reader->model->geometries[index];
    const void *vertices = NULL;
    const void *triangles = NULL;
    const void *rings = NULL;
    size_t ring_words = 0;
    geometry->key = reader_str(reader, row, 0);
    geometry->set = reader_str(reader, row, 1);
    geometry->klass = reader_str(reader, row, 2);
    geometry->is_polygon = str_is(reader_str(reader, row, 3), "polygon");
    if (!reader_blob(reader, row, 4, 2 * sizeof(float), &vertices, &geometry->vertex_count) ||
        !reader_blob(reader, row, 5, 3 * sizeof(uint32_t), &triangles, &geometry->triangle_count) ||
        !reader_blob(reader, row, 6, 3 * sizeof(uint32_t), &rings, &ring_words)) {
        return err_prefix(reader->err, "geometry " STR_FMT, STR_ARG(geometry->key));
    }
    struct content_ring *list = arena_alloc_array(reader->arena, ring_words, sizeof(*list));
    for (size_t i = 0; i < ring_words; i++) {
        const uint32_t *words = (const uint32_t *)rings + 3 * i;
        list[i] = (struct content_ring){words[0], words[1], words[2] != 0};
    }
    geometry->lon_lat = vertices;
    geometry->triangles = triangles;
    geometry->rings = list;
    geometry->ring_count = ring_words;
    return check_geometry(reader, geometry) &&
           reader_text(reader, "geometry.name", geometry->key, &geometry->name);
}

static size_t
count_of(struct str text, char sought) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += text.ptr[i] == sought ? 1 : 0;
    }
    return count;
}

static bool
take_fit_points(struct reader *reader, struct content_map *map, struct str fit) {
    struct content_stop *points = arena_alloc_array(reader->arena, count_of(fit, ';') + 1, sizeof(*points));
    struct str pair;
    while (str_next(&fit, ';', &pair)) {
        struct str lon;
        struct content_stop *point = &points[map->fit_count];
        if (!str_next(&pair, ' ', &lon) || !str_to_double(lon, &point->lon_deg) ||
            !str_to_double(pair, &point->lat_deg) || !is_on_earth(point->lon_deg, point->lat_deg)) {
            return reader_fail(reader, "map " STR_FMT ": fit is `set:NAME` or `lon lat;lon lat;…`",
                               STR_ARG(map->key));
        }
        map->fit_count++;
    }
    map->fit = points;
    return true;
}

static bool
take_map(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_map *map = (struct content_map *)&reader->model->maps[index];
    map->key = reader_str(reader, row, 0);
    const struct str projection = reader_str(reader, row, 1);
    const struct str fit = reader_str(reader, row, 5);
    if (!str_is(projection, "mercator") && !str_is(projection, "conic_equal_area")) {
        return reader_fail(reader, "map " STR_FMT ": projection is mercator or conic_equal_area",
                           STR_ARG(map->key));
    }
    map->projection = str_is(projection, "mercator") ? PROJECTION_MERCATOR : PROJECTION_CONIC_EQUAL_AREA;
    map->parallel_1_deg = sqlite3_column_double(row, 2);
    map->parallel_2_deg = sqlite3_column_double(row, 3);
    map->rotate_deg = sqlite3_column_double(row, 4);
    if (fabs(map->parallel_1_deg) > 90.0 || fabs(map->parallel_2_deg) > 90.0 ||
        fabs(map->rotate_deg) > 360.0) {
        return reader_fail(reader, "map " STR_FMT ": parallels are -90 to 90, rotate_deg -360 to 360",
                           STR_ARG(map->key));
    }
    if (str_starts_with(fit, "set:")) {
        map->fit_set = (struct str){fit.ptr + 4, fit.len - 4};
        return true;
    }
    return take_fit_points(reader, map, fit);
}

static bool
take_icon(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_icon *icon = (struct content_icon *)&reader->model->icons[index];
    icon->key = reader_str(reader, row, 0);
    icon->width = (float)sqlite3_column_double(row, 1);
    icon->height = (float)sqlite3_column_double(row, 2);
    icon->path = reader_str(reader, row, 3);
    return icon->width > 0.0f && icon->height > 0.0f
               ? true
               : reader_fail(reader, "icon " STR_FMT ": has no size", STR_ARG(icon->key));
}

static bool
take_art(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_art *art = (struct content_art *)&reader->model->arts[index];
    const void *png = NULL;
    art->key = reader_str(reader, row, 0);
    const bool ok = reader_blob(reader, row, 1, 1, &png, &art->png_bytes);
    art->png = png;
    return ok;
}

static bool
take_font(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_font *font = (struct content_font *)&reader->model->fonts[index];
    font->key = reader_str(reader, row, 0);
    return reader_blob(reader, row, 1, 1, &font->file, &font->file_bytes);
}

static bool
take_color(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_color *color = (struct content_color *)&reader->model->colors[index];
    uint8_t rgb[3];
    color->role = reader_str(reader, row, 0);
    if (!str_to_color_hex(reader_str(reader, row, 1), rgb)) {
        return reader_fail(reader, "color " STR_FMT ": not written as #RRGGBB", STR_ARG(color->role));
    }
    color->color = (struct color){rgb[0], rgb[1], rgb[2], 255};
    return true;
}

#define ALLOCATE(reader, table, name)                                                                        \
    (reader_count((reader), (table), &(reader)->model->name##_count) &&                                      \
     ((reader)->model->name = arena_alloc_array((reader)->arena, (reader)->model->name##_count,              \
                                                sizeof(*(reader)->model->name))) != NULL)

/* A drawing may be longer than words. */
static bool
load_icons(struct reader *reader) {
    const size_t before = reader->cell_bytes_max;
    reader->cell_bytes_max = CONTENT_PATH_BYTES_MAX;
    const bool is_loaded = reader_each(reader, "SELECT icon, width, height, path FROM icon ORDER BY icon",
                                       reader->model->icons_count, take_icon);
    reader->cell_bytes_max = before;
    return is_loaded;
}

bool
content_load_maps(struct reader *reader) {
    struct content_model *model = reader->model;
    size_t stops = 0;
    if (!reader_count(reader, "route_stop", &stops)) {
        return false;
    }
    reader->stops = arena_alloc_array(reader->arena, stops, sizeof(*reader->stops));
    return ALLOCATE(reader, "place", places) &&
           reader_each(reader, "SELECT place, kind, lon, lat, basis FROM place ORDER BY place",
                       model->places_count, take_place) &&
           ALLOCATE(reader, "route", routes) &&
           reader_each(reader,
                       "SELECT route, kind, color, width, dotted, basis, source FROM route ORDER BY route",
                       model->routes_count, take_route) &&
           reader_each(reader, "SELECT route, lon, lat, place FROM route_stop ORDER BY route, ord", stops,
                       take_stop) &&
           ALLOCATE(reader, "geometry", geometries) &&
           reader_each(reader,
                       "SELECT geometry, \"set\", class, kind, vertices, triangles, rings FROM geometry "
                       "ORDER BY geometry",
                       model->geometries_count, take_geometry) &&
           ALLOCATE(reader, "map", maps) &&
           reader_each(
               reader,
               "SELECT map, projection, parallel_1, parallel_2, rotate_deg, fit FROM map ORDER BY map",
               model->maps_count, take_map) &&
           ALLOCATE(reader, "icon", icons) && load_icons(reader) && ALLOCATE(reader, "art", arts) &&
           reader_each(reader, "SELECT art, png FROM art ORDER BY art", model->arts_count, take_art) &&
           ALLOCATE(reader, "font", fonts) &&
           reader_each(reader, "SELECT font, bytes FROM font ORDER BY font", model->fonts_count, take_font) &&
           ALLOCATE(reader, "color", colors) &&
           reader_each(reader, "SELECT role, value FROM color ORDER BY role", model->colors_count,
                       take_color);
}
