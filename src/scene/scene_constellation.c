/* Slide kind `constellation`: so many satellites round a globe, on orbits that share its middle; schematic, and for ever under way.
 * Items: hero (figure: how many; label, note, color), land (geometry_set: outlines on the globe), statement (label) x 0 to 4,
 * field (label, color: what is looked at) x 0 to 4. */

#include "scene/scene_registry.h"

#include <math.h>

#include "base/hash.h"
#include "scene/scene_hero.h"
#include "scene/scene_statements.h"
#include "ui/star.h"

#define SATELLITES_MAX 120
#define PLANES 5
#define FIELDS_MAX 4
#define PI 3.14159265f
#define ORBIT 1.30f           /* radius of the orbits, of the globe's */
#define INCLINATION_DEG 72.0f /* of the orbits against the equator */
#define VIEW_LON_DEG 100.0f   /* the globe's middle as it is seen */
#define VIEW_LAT_DEG 24.0f
#define GRID_DEG 30
#define STEP_DEG 5
#define LINE_POINTS_MAX 512
#define ORBIT_POINTS 72
#define ROUND_MS 36000 /* one way round */
#define FRAME_MS 50
#define COME_MS 600
#define HERO_MS 200
#define STATEMENTS_MS 1000
#define FIELDS_MS 1500
#define SETTLED_MS 2600

struct composition {
    struct vec2 globe; /* its middle, from the start side */
    float radius;
    float start, w;
    float hero_y, hero_px, label_y, statement_y, field_y;
};

static const struct composition LANDSCAPE = {
    {1420.0f, 540.0f}, 290.0f, 96.0f, 760.0f, 410.0f, 160.0f, 478.0f, 610.0f, 890.0f};
static const struct composition PORTRAIT = {{540.0f, 640.0f}, 280.0f,  72.0f,   936.0f, 1160.0f,
                                            160.0f,           1228.0f, 1356.0f, 1590.0f};

struct field {
    struct label label;
    struct vec2 star;
    struct color color;
};

struct constellation {
    const struct composition *at;
    struct vec2 middle;
    float radius_px;
    int count;
    struct str land;
    struct hero hero;
    struct statements statements;
    struct field fields[FIELDS_MAX];
    size_t field_count;
    uint64_t key;
};

struct vec3 {
    float x, y, z; /* to the right, up, towards the eye; the globe's radius is 1 */
};

/* ---- geometry ---- */

/* A place on the unit globe as it is seen. */
static struct vec3
seen(float lon_deg, float lat_deg) {
    const float lon = (lon_deg - VIEW_LON_DEG) * PI / 180.0f;
    const float lat = lat_deg * PI / 180.0f;
    const float tilt = VIEW_LAT_DEG * PI / 180.0f;
    const float toward = cosf(lat) * cosf(lon);
    return (struct vec3){cosf(lat) * sinf(lon), sinf(lat) * cosf(tilt) - toward * sinf(tilt),
                         sinf(lat) * sinf(tilt) + toward * cosf(tilt)};
}

static struct vec2
on_picture(const struct constellation *sky, struct vec3 point) {
    return (struct vec2){sky->middle.x + sky->radius_px * point.x, sky->middle.y - sky->radius_px * point.y};
}

/* Where an orbit's plane has its satellite at an angle. */
static struct vec3
on_orbit(int plane, float angle) {
    const float node = PI * (float)plane / (float)PLANES;
    const float tilt = INCLINATION_DEG * PI / 180.0f;
    const float along = cosf(angle);
    const float across = sinf(angle) * cosf(tilt);
    const float up = sinf(angle) * sinf(tilt);
    const float view = VIEW_LAT_DEG * PI / 180.0f;
    const float x = along * cosf(node) - across * sinf(node);
    const float depth = along * sinf(node) + across * cosf(node);
    return (struct vec3){ORBIT * x, ORBIT * (up * cosf(view) - depth * sinf(view)),
                         ORBIT * (up * sinf(view) + depth * cosf(view))};
}

static bool
is_behind(struct vec3 point) {
    return point.z < 0.0f && hypotf(point.x, point.y) < 1.0f;
}

/* ---- preparation ---- */

static void
place_fields(const struct scene *scene, struct constellation *sky) {
    const struct ui *ui = &scene->env.ui;
    float start = sky->at->start;
    for (size_t i = 0; i < FIELDS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "field", i);
        if (item == NULL) {
            return;
        }
        struct field *field = &sky->fields[sky->field_count++];
        const struct label_spec spec = {.start = start + 34.0f,
                                        .baseline = sky->at->field_y,
                                        .px = 32.0f,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_TEXT)};
        field->label = label_make(ui, ui_cell(ui, &item->label), &spec);
        field->star = layout_point(&ui->layout, start + 11.0f, sky->at->field_y - 11.0f);
        field->color = ui_color_named(ui, item->color, THEME_JADE);
        start += 34.0f + field->label.block->width_px / ui->layout.scale + 44.0f;
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct constellation *sky = scene->state;
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    const struct content_item *land = content_item_at(scene->env.slide, "land", 0);
    const double count =
        hero != NULL && hero->figure != CONTENT_NONE ? ui->model->figures[hero->figure].value : 0.0;
    if (!(count >= 1.0 && count <= (double)SATELLITES_MAX)) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": the figure of the hero gives 1 to %d satellites",
                STR_ARG(scene->env.slide->key), SATELLITES_MAX);
        return STEP_FAILED;
    }
    sky->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    sky->middle = layout_point(&ui->layout, sky->at->globe.x, sky->at->globe.y);
    sky->radius_px = layout_px(&ui->layout, sky->at->radius);
    sky->count = (int)count;
    sky->land = land != NULL ? land->geometry_set : (struct str){"", 0};
    const struct hero_spec spec = {sky->at->start,   sky->at->w,       sky->at->hero_y,
                                   sky->at->hero_px, sky->at->label_y, THEME_AMBER};
    scene_hero_place(ui, &sky->hero, hero, &spec);
    const struct statements_spec statements = {sky->at->start, sky->at->statement_y, sky->at->w, 34.0f};
    scene_statements_place(scene, &sky->statements, &statements);
    place_fields(scene, sky);
    sky->key = hash_bytes(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                          &sky->middle, sizeof(sky->middle));
    return STEP_DONE;
}

/* ---- drawing ---- */

/* A line on the globe's near side, broken where it goes round. */
struct pen {
    const struct constellation *sky;
    struct canvas *canvas;
    struct color color;
    float stroke_px;
    struct vec2 points[LINE_POINTS_MAX];
    size_t count;
};

static void
pen_lift(struct pen *pen) {
    if (pen->count > 1) {
        draw_polyline(pen->canvas, pen->points, pen->count, pen->stroke_px, false, pen->color);
    }
    pen->count = 0;
}

static void
pen_to(struct pen *pen, struct vec3 point) {
    if (point.z < 0.0f || pen->count == LINE_POINTS_MAX) {
        pen_lift(pen);
    }
    if (point.z >= 0.0f) {
        pen->points[pen->count++] = on_picture(pen->sky, point);
    }
}

static void
paint_grid(struct pen *pen) {
    for (int lon = 0; lon < 360; lon += GRID_DEG) {
        for (int lat = -90; lat <= 90; lat += STEP_DEG) {
            pen_to(pen, seen((float)lon, (float)lat));
        }
        pen_lift(pen);
    }
    for (int lat = -60; lat <= 60; lat += GRID_DEG) {
        for (int lon = 0; lon <= 360; lon += STEP_DEG) {
            pen_to(pen, seen((float)lon, (float)lat));
        }
        pen_lift(pen);
    }
}

static void
paint_land(const struct ui *ui, struct pen *pen, struct str set) {
    for (size_t g = 0; g < ui->model->geometries_count; g++) {
        const struct content_geometry *geometry = &ui->model->geometries[g];
        if (!str_equal(geometry->set, set)) {
            continue;
        }
        for (size_t r = 0; r < geometry->ring_count; r++) {
            const struct content_ring *ring = &geometry->rings[r];
            for (uint32_t i = 0; i <= ring->count; i++) {
                const float *at = &geometry->lon_lat[2 * (ring->first + i % ring->count)];
                pen_to(pen, seen(at[0], at[1]));
            }
            pen_lift(pen);
        }
    }
}

static void
paint_globe(const struct ui *ui, struct canvas *canvas, const struct constellation *sky) {
    struct pen pen = {.sky = sky,
                      .canvas = canvas,
                      .color = ui_color(ui, THEME_HAIRLINE),
                      .stroke_px = layout_px(&ui->layout, 1.6f)};
    draw_circle(canvas, sky->middle, sky->radius_px, ui_color(ui, THEME_LAND));
    paint_grid(&pen);
    if (!str_is_empty(sky->land)) {
        pen.color = ui_color(ui, THEME_FOCUS_LINE);
        pen.stroke_px = layout_px(&ui->layout, 2.2f);
        paint_land(ui, &pen, sky->land);
    }
    draw_ring(canvas, sky->middle, sky->radius_px, layout_px(&ui->layout, 3.0f), ui_color(ui, THEME_SKY));
}

static void
paint_orbits(const struct ui *ui, struct canvas *canvas, const struct constellation *sky) {
    struct vec2 points[ORBIT_POINTS + 1];
    for (int plane = 0; plane < PLANES; plane++) {
        for (int i = 0; i <= ORBIT_POINTS; i++) {
            const float angle = 2.0f * PI * (float)i / (float)ORBIT_POINTS;
            points[i] = on_picture(sky, on_orbit(plane, angle));
        }
        draw_polyline(canvas, points, ARRAY_LEN(points), layout_px(&ui->layout, 1.4f), false,
                      color_fade(ui_color(ui, THEME_AXIS), 0.55f));
    }
}

static void
draw_satellites(const struct ui *ui, struct canvas *canvas, const struct constellation *sky, time_ns since) {
    const float turn = 2.0f * PI * timeline_cycle(ROUND_MS, 0, since);
    for (int i = 0; i < sky->count; i++) {
        const int plane = i % PLANES;
        const int place = i / PLANES;
        const int in_plane = (sky->count - plane + PLANES - 1) / PLANES;
        const float phase = 2.0f * PI * ((float)place + 0.37f * (float)plane) / (float)in_plane;
        const struct vec3 at = on_orbit(plane, phase + turn);
        const float shown = timeline_stagger((struct span){HERO_MS, 300, EASE_OUT3}, i, 45, since);
        if (is_behind(at) || shown <= 0.0f) {
            continue;
        }
        const float near = 0.55f + 0.45f * (at.z / ORBIT + 1.0f) / 2.0f;
        star_draw(canvas, on_picture(sky, at), layout_px(&ui->layout, 12.0f) * near * shown,
                  color_fade(sky->hero.color, near));
    }
}

static void
draw_globe(const struct ui *ui, struct canvas *canvas, const struct constellation *sky, time_ns since) {
    const float reach = sky->radius_px * (ORBIT + 0.02f);
    const struct rect box = {sky->middle.x - reach, sky->middle.y - reach, 2.0f * reach, 2.0f * reach};
    const float come = timeline_value((struct span){0, COME_MS, EASE_OUT3}, since);
    draw_group_push(canvas, 0.0f, 0.0f, come);
    draw_glow(canvas, sky->middle, sky->radius_px * 1.25f, color_fade(ui_color(ui, THEME_SKY), 0.22f));
    if (draw_layer_begin(canvas, sky->key, box)) {
        paint_globe(ui, canvas, sky);
        paint_orbits(ui, canvas, sky);
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    draw_satellites(ui, canvas, sky, since);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct constellation *sky = scene->state;
    draw_globe(ui, canvas, sky, since);
    scene_hero_draw(ui, canvas, &sky->hero, HERO_MS, since);
    scene_statements_draw(ui, canvas, &sky->statements, STATEMENTS_MS, since);
    for (size_t i = 0; i < sky->field_count; i++) {
        const float shown = timeline_stagger((struct span){FIELDS_MS, 300, EASE_OUT3}, (int)i, 120, since);
        star_draw(canvas, sky->fields[i].star, layout_px(&ui->layout, 11.0f) * shown, sky->fields[i].color);
        label_draw(ui, canvas, &sky->fields[i].label, shown, 0.0f);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_ambient(SETTLED_MS, FRAME_MS, since);
}

const struct scene_class scene_constellation_class = {
    .name = "constellation",
    .state_size = sizeof(struct constellation),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
