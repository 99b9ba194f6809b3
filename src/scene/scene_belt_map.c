/* Slide kind `belt_map`: the regions along a river, lit one after the other as the river reaches them, with direct labels, and
 * up to three shares as a hundred stars each, of which as many are lit as the share says.
 * Items: land (geometry_set), member (geometry_set, class, color), focus (geometry_set, class, color, place, label), river
 * (geometry_set), name (place, label), share (figure = percentage, label, color). A name stands on its place; a placement
 * with a side moves it away and ties it to its place with a leader. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_map.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define REGIONS_MAX 40
#define NAMES_MAX 24
#define SHARES_MAX 3
#define STARS 100
#define LAND_SHOWN 0.85f /* how much of the land's colour stands out of the page */
#define LIT_SHOWN 0.5f
#define BORDER 1.5f
#define LIGHT_MS 320
#define NAME_LATE_MS 120
#define NAME_MS 300
#define STAR_STAGGER_MS 12
#define STAR_MS 200
#define SHARE_FIRST_MS 300
#define SHARE_STAGGER_MS 350
#define CHUNK_POINTS 24 /* a growing line repaints only its last chunk */
#define SETTLED_MS 2600

static const struct span LAND_SPAN = {0, 320, EASE_OUT3};
static const struct span RIVER_SPAN = {240, 1800, EASE_IN_OUT3};

struct composition {
    struct rect
        map; /* x counted from the start side; in portrait from the left, names stand east of the land */
    float start, share_y, share_pitch;
    float value_px, word_px, label_px;
    bool is_label_below;
    float text_w;                           /* room of value and words */
    float stars_start, stars_y, star_pitch; /* y from the share's base line */
    int columns;
    float lit_radius, dark_radius;
};

static const struct composition LANDSCAPE = {{760.0f, 226.0f, 1090.0f, 718.0f},
                                             96.0f,
                                             338.0f,
                                             224.0f,
                                             100.0f,
                                             42.0f,
                                             42.0f,
                                             false,
                                             700.0f,
                                             96.0f,
                                             48.5f,
                                             25.0f,
                                             25,
                                             11.0f,
                                             5.2f};
static const struct composition PORTRAIT = {{50.0f, 262.0f, 892.0f, 754.0f},
                                            72.0f,
                                            1144.0f,
                                            190.0f,
                                            84.0f,
                                            34.0f,
                                            38.0f,
                                            true,
                                            376.0f,
                                            458.0f,
                                            -62.0f,
                                            27.5f,
                                            20,
                                            12.0f,
                                            5.6f};

struct region {
    const struct map_shape *shape;
    struct color line, fill;
    bool is_focus;
    int at_ms;
};

struct name {
    struct label label;
    struct vec2 place, from; /* from: where its leader begins */
    struct color color;      /* of the leader */
    float dot_px, stroke_px;
    bool has_leader, has_dot;
    int at_ms;
};

struct share {
    struct numeral value;
    struct label word, label;
    bool has_word;
    struct color color;
    int lit, start_ms;
};

struct belt_map {
    const struct composition *at;
    struct map_view map;
    struct rect box;
    struct map_shape *land;
    size_t land_count;
    struct map_line river;
    struct region regions[REGIONS_MAX];
    size_t region_count;
    struct name names[NAMES_MAX];
    size_t name_count;
    struct share shares[SHARES_MAX];
    size_t share_count;
    uint64_t key;
};

/* ---- when the river comes by ---- */

static bool
contains(const struct map_shape *shape, struct vec2 p) {
    const struct rect b = shape->bounds;
    bool is_inside = false;
    for (size_t r = 0; r < shape->geometry->ring_count && rect_contains(b, p.x, p.y); r++) {
        const struct content_ring *ring = &shape->geometry->rings[r];
        const struct vec2 *points = &shape->points[ring->first];
        struct vec2 a = points[ring->count - 1];
        for (uint32_t i = 0; i < ring->count; i++) {
            const struct vec2 c = points[i];
            if ((a.y > p.y) != (c.y > p.y) && p.x < a.x + (c.x - a.x) * (p.y - a.y) / (c.y - a.y)) {
                is_inside = !is_inside;
            }
            a = c;
        }
    }
    return is_inside;
}

static int
moment_of(const struct map_line *river, size_t point) {
    const float frac = river->length_px > 0.0f ? river->along_px[point] / river->length_px : 0.0f;
    float low = 0.0f;
    float high = 1.0f;
    for (int i = 0; i < 12; i++) { /* the curve rises: halving finds where it passes */
        const float middle = (low + high) / 2.0f;
        if (ease_value(RIVER_SPAN.ease, middle) < frac) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return RIVER_SPAN.start_ms + (int)((float)RIVER_SPAN.duration_ms * high);
}

static int
moment_near(const struct map_line *river, struct vec2 place) {
    size_t nearest = 0;
    float least = HUGE_VALF;
    for (size_t i = 0; i < river->count; i++) {
        const float away = hypotf(river->points[i].x - place.x, river->points[i].y - place.y);
        nearest = away < least ? i : nearest;
        least = fminf(least, away);
    }
    return river->count > 0 ? moment_of(river, nearest) : RIVER_SPAN.start_ms;
}

/* The river's first point in the region, else its nearest to the region's middle. */
static int
moment_in(const struct map_line *river, const struct map_shape *shape) {
    for (size_t i = 0; i < river->count; i++) {
        if (contains(shape, river->points[i])) {
            return moment_of(river, i);
        }
    }
    return moment_near(river, shape->center);
}

/* ---- preparing ---- */

static struct map_shape *
shapes_of(const struct scene *scene, const struct belt_map *belt, const struct content_item *item,
          size_t *ret_count) {
    return map_shapes(scene->env.ui.model, &belt->map, item->geometry_set, item->klass, scene->env.ui.view,
                      ret_count);
}

static void
add_regions(const struct scene *scene, struct belt_map *belt, const char *role, bool is_focus) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, role, 0);
    size_t count = 0;
    const struct map_shape *shapes = item == NULL ? NULL : shapes_of(scene, belt, item, &count);
    for (size_t i = 0; i < count && belt->region_count < REGIONS_MAX; i++) {
        struct region *region = &belt->regions[belt->region_count++];
        region->shape = &shapes[i];
        region->line = ui_color_named(ui, item->color, is_focus ? THEME_ACCENT : THEME_JADE);
        region->fill = is_focus ? region->line : color_mix(ui_color(ui, THEME_INK), region->line, LIT_SHOWN);
        region->is_focus = is_focus;
        region->at_ms = moment_in(&belt->river, &shapes[i]);
    }
}

static struct rect
map_box(const struct ui *ui) {
    const struct rect at = ui->layout.is_portrait ? PORTRAIT.map : LANDSCAPE.map;
    if (!ui->layout.is_portrait) {
        return layout_rect(&ui->layout, at.x, at.y, at.w, at.h);
    }
    const struct vec2 corner = layout_fixed_point(&ui->layout, at.x, at.y);
    return (struct rect){corner.x, corner.y, layout_px(&ui->layout, at.w), layout_px(&ui->layout, at.h)};
}

static void
place_map(const struct scene *scene, struct belt_map *belt) {
    const struct ui *ui = &scene->env.ui;
    const struct content_slide *slide = scene->env.slide;
    belt->box = map_box(ui);
    belt->map = map_view_fit(ui->model, &ui->model->maps[slide->map], belt->box);
    belt->key = map_view_hash(hash_bytes(HASH_SEED, slide->key.ptr, slide->key.len), &belt->map);
    const struct content_item *land = content_item_at(slide, "land", 0);
    if (land != NULL) {
        belt->land = shapes_of(scene, belt, land, &belt->land_count);
    }
    const struct content_item *river = content_item_at(slide, "river", 0);
    size_t count = 0;
    const struct map_shape *shapes = river == NULL ? NULL : shapes_of(scene, belt, river, &count);
    if (count > 0) {
        belt->river = map_line_smooth(shapes[0].points, shapes[0].geometry->vertex_count, ui->view);
    }
    add_regions(scene, belt, "member", false);
    add_regions(scene, belt, "focus", true);
}

static const struct region *
region_at(const struct belt_map *belt, struct vec2 place) {
    for (size_t i = belt->region_count; i-- > 0;) {
        if (contains(belt->regions[i].shape, place)) {
            return &belt->regions[i];
        }
    }
    return NULL;
}

/* Beside the name, towards its place; the focus stands higher, so its leader begins below the name. */
static void
place_leader(const struct ui *ui, struct name *name, bool is_focus) {
    const struct rect box = label_box(&name->label);
    const bool is_right = name->label.anchor == TEXT_LEFT; /* the name stands right of its place */
    const float gap = layout_px(&ui->layout, is_focus ? -8.0f : 10.0f);
    const float edge = is_right ? box.x - gap : box.x + box.w + gap;
    const float dy = layout_px(&ui->layout, is_focus ? 16.0f : -9.0f);
    name->from = (struct vec2){edge, name->label.baseline + dy};
    name->has_leader = true;
}

static void
place_name(const struct scene *scene, struct belt_map *belt, const struct content_item *item, bool is_focus) {
    const struct ui *ui = &scene->env.ui;
    if (item == NULL || item->place == CONTENT_NONE || belt->name_count == NAMES_MAX) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    const struct content_placement *placement =
        content_placement_of(scene->env.slide, item, ui->layout.is_portrait);
    struct name *name = &belt->names[belt->name_count];
    name->place = map_project(&belt->map, place->lon_deg, place->lat_deg);
    const struct label_spec spec = {
        .px = is_focus ? 36.0f : 28.0f, .weight = is_focus ? 900 : 700, .color = ui_color(ui, THEME_TEXT)};
    const struct str own = ui_cell(ui, &item->label);
    const struct str text = str_is_empty(own) ? place->name.in[ui->lang] : own;
    if (placement == NULL) {
        const struct vec2 point = {name->place.x, name->place.y + layout_px(&ui->layout, 0.35f * spec.px)};
        name->label = label_make_at(ui, text, &spec, point, TEXT_CENTER);
    } else if (!scene_map_label(scene, item, text, name->place, &spec, &name->label)) {
        return;
    }
    const struct region *region = region_at(belt, name->place);
    name->at_ms = (region != NULL ? region->at_ms : moment_near(&belt->river, name->place)) + NAME_LATE_MS;
    name->color = region != NULL ? region->line : ui_color(ui, THEME_MUTED);
    name->has_dot = is_focus || name->label.anchor != TEXT_CENTER;
    name->dot_px = layout_px(&ui->layout, is_focus ? 6.5f : 5.0f);
    name->stroke_px = layout_px(&ui->layout, is_focus ? 2.6f : 2.0f);
    if (name->label.anchor != TEXT_CENTER) {
        place_leader(ui, name, is_focus);
    }
    belt->name_count++;
}

/* Where what follows a label begins, in design units from the start side. */
static float
behind(const struct ui *ui, const struct label *label, float gap) {
    const struct rect box = label_box(label);
    const float x = ui->layout.is_rtl ? (float)ui->layout.width_px - box.x : box.x + box.w;
    return (x - ui->layout.origin_x) / ui->layout.scale + gap;
}

static void
place_share(const struct scene *scene, struct belt_map *belt, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = belt->at;
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const float y = at->share_y + at->share_pitch * (float)belt->share_count;
    struct share *share = &belt->shares[belt->share_count];
    struct label_spec words = {.start = at->start,
                               .baseline = y,
                               .px = at->word_px,
                               .weight = 700,
                               .color = ui_color(ui, THEME_TEXT)};
    share->color = ui_color_named(ui, item->color, THEME_AMBER);
    share->lit =
        int_clamp(round(figure->value) + (figure->qualifier == QUALIFIER_MORE_THAN ? 1.0 : 0.0), 0, STARS);
    share->start_ms = SHARE_FIRST_MS + SHARE_STAGGER_MS * (int)belt->share_count;
    const struct str word = ui_qualifier(ui, figure->qualifier);
    share->has_word = !str_is_empty(word);
    share->word = label_make(ui, word, &words);
    const struct numeral_spec value = {
        .number = {.start = share->has_word ? behind(ui, &share->word, 0.18f * at->value_px) : at->start,
                   .baseline = y,
                   .px = at->value_px,
                   .weight = 900,
                   .color = share->color},
        .is_counting = true,
    };
    share->value = numeral_make(ui, figure, &value);
    words.px = at->label_px;
    words.start = at->is_label_below ? at->start : behind(ui, &share->value.number, 0.14f * at->value_px);
    words.baseline = at->is_label_below ? y + 56.0f : y;
    words.wrap = at->start + at->text_w - words.start;
    words.px_min = 28.0f;
    words.lines_max = 1;
    share->label = label_make(ui, ui_cell(ui, &item->label), &words);
    belt->share_count++;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct belt_map *belt = scene->state;
    const struct content_slide *slide = scene->env.slide;
    if (slide->map == CONTENT_NONE) {
        err_set(err, ERR_CONTENT, 0, "a belt map needs a map");
        return STEP_FAILED;
    }
    belt->at = scene->env.ui.layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    place_map(scene, belt);
    place_name(scene, belt, content_item_at(slide, "focus", 0), true);
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        if (str_is(item->role, "name")) {
            place_name(scene, belt, item, false);
        } else if (str_is(item->role, "share") && item->figure != CONTENT_NONE &&
                   belt->share_count < SHARES_MAX) {
            place_share(scene, belt, item);
        }
    }
    return STEP_DONE;
}

/* ---- drawing the map ---- */

static void
draw_land(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, float shown) {
    const struct rect box =
        rect_inset(belt->box, layout_px(&ui->layout, -90.0f)); /* land beyond the fitted points */
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, hash_u64(belt->key, 1), box)) {
        scene_map_outline(canvas, belt->land, belt->land_count, layout_px(&ui->layout, 3.6f),
                          ui_color(ui, THEME_FOCUS_LINE));
        scene_map_fill(canvas, belt->land, belt->land_count,
                       color_mix(ui_color(ui, THEME_PAGE_BOTTOM), ui_color(ui, THEME_LAND), LAND_SHOWN));
        scene_map_outline(canvas, belt->land, belt->land_count, layout_px(&ui->layout, BORDER),
                          ui_color(ui, THEME_INK));
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
}

static float
lit_part(const struct region *region, time_ns since) {
    return timeline_value((struct span){region->at_ms, LIGHT_MS, EASE_OUT3}, since);
}

/* All outlines lie under all fills, so that only the outer edge of the lit regions shines. */
static void
draw_regions(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, bool is_fill,
             time_ns since) {
    for (size_t i = 0; i < belt->region_count; i++) {
        const struct region *region = &belt->regions[i];
        const float lit = lit_part(region, since);
        if (lit <= 0.0f || (region->is_focus && !is_fill)) {
            continue;
        }
        const struct rect box = rect_inset(region->shape->bounds, layout_px(&ui->layout, -6.0f));
        draw_group_push(canvas, 0.0f, 0.0f, lit);
        if (draw_layer_begin(canvas, hash_u64(belt->key, 16 + 2 * i + (is_fill ? 1 : 0)), box)) {
            if (is_fill) {
                scene_map_fill(canvas, region->shape, 1, region->fill);
                scene_map_outline(canvas, region->shape, 1, layout_px(&ui->layout, BORDER),
                                  color_mix(ui_color(ui, THEME_INK), region->fill, 0.2f));
            } else {
                scene_map_outline(canvas, region->shape, 1, layout_px(&ui->layout, 8.0f), region->line);
            }
            draw_layer_end(canvas);
        }
        draw_group_pop(canvas);
    }
}

static void
draw_stroke(struct canvas *canvas, const struct map_line *line, size_t count, struct vec2 end,
            float stroke_px, struct color color) {
    for (size_t first = 0; first + 1 < count; first += CHUNK_POINTS) {
        const size_t left = count - first;
        draw_polyline(canvas, &line->points[first], left < CHUNK_POINTS + 1 ? left : CHUNK_POINTS + 1,
                      stroke_px, false, color);
    }
    const struct vec2 last[2] = {line->points[count - 1], end};
    draw_polyline(canvas, last, 2, stroke_px, false, color);
}

static void
draw_river(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, time_ns since) {
    const float run = timeline_value(RIVER_SPAN, since);
    struct vec2 end = {0};
    const size_t count = map_line_part(&belt->river, belt->river.length_px * run, &end);
    if (run <= 0.0f || count == 0) {
        return;
    }
    const struct color bed = color_mix(ui_color(ui, THEME_INK), ui_color(ui, THEME_LAND), 0.6f);
    const struct color water = color_mix(ui_color(ui, THEME_SKY_TEXT), ui_color(ui, THEME_TEXT), 0.6f);
    draw_stroke(canvas, &belt->river, count, end, layout_px(&ui->layout, 8.0f), bed);
    draw_stroke(canvas, &belt->river, count, end, layout_px(&ui->layout, 5.0f), water);
}

static void
draw_names(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, time_ns since) {
    for (size_t i = 0; i < belt->name_count; i++) {
        const struct name *name = &belt->names[i];
        const float shown = timeline_value((struct span){name->at_ms, NAME_MS, EASE_OUT3}, since);
        if (shown > 0.0f && name->has_leader) {
            const struct vec2 reach = {float_mix(name->place.x, name->from.x, shown),
                                       float_mix(name->place.y, name->from.y, shown)};
            draw_line(canvas, name->place, reach, name->stroke_px, name->color);
        }
        if (name->has_dot) {
            draw_circle(canvas, name->place, name->dot_px, color_fade(ui_color(ui, THEME_TEXT), shown));
        }
        label_draw(ui, canvas, &name->label, shown, 0.0f);
    }
}

/* ---- drawing the shares ---- */

static struct vec2
star_at(const struct ui *ui, const struct composition *at, size_t share, int star) {
    const int row = star / at->columns;
    const int column = star % at->columns;
    const float first = at->share_y + at->share_pitch * (float)share + at->stars_y;
    return layout_point(&ui->layout, at->stars_start + at->star_pitch * ((float)column + 0.5f),
                        first + at->star_pitch * (float)row);
}

static void
draw_dark_stars(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, size_t index,
                float shown) {
    const struct composition *at = belt->at;
    const float half = layout_px(&ui->layout, at->star_pitch / 2.0f);
    const struct vec2 a = star_at(ui, at, index, 0);
    const struct vec2 b = star_at(ui, at, index, STARS - 1);
    const struct rect box = {fminf(a.x, b.x) - half, a.y - half, fabsf(b.x - a.x) + 2.0f * half,
                             b.y - a.y + 2.0f * half};
    const struct color color = color_fade(ui_color(ui, THEME_STEEL), 0.75f);
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, hash_u64(belt->key, 4 + index) ^ (uint64_t)ui->layout.is_rtl, box)) {
        for (int i = belt->shares[index].lit; i < STARS; i++) {
            star_draw(canvas, star_at(ui, at, index, i), layout_px(&ui->layout, at->dark_radius), color);
        }
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
}

static void
draw_share(const struct ui *ui, struct canvas *canvas, const struct belt_map *belt, size_t index,
           time_ns since) {
    const struct composition *at = belt->at;
    const struct share *share = &belt->shares[index];
    const float shown = timeline_value((struct span){100 + 80 * (int)index, 300, EASE_OUT3}, since);
    const struct span star_span = {share->start_ms, STAR_MS, EASE_OUT3};
    const struct color dark = color_fade(ui_color(ui, THEME_STEEL), 0.75f * shown);
    draw_dark_stars(ui, canvas, belt, index, shown);
    for (int i = 0; i < share->lit; i++) {
        const float lit = timeline_stagger(star_span, i, STAR_STAGGER_MS, since);
        const float radius = float_mix(at->dark_radius, at->lit_radius, lit);
        star_draw(canvas, star_at(ui, at, index, i), layout_px(&ui->layout, radius),
                  lit > 0.0f ? color_mix(dark, share->color, fminf(1.0f, 2.0f * lit)) : dark);
    }
    /* the number counts while its stars light */
    const struct span count = {share->start_ms, STAR_STAGGER_MS * share->lit + 2 * STAR_MS, EASE_OUT3};
    if (share->has_word) {
        label_draw(ui, canvas, &share->word,
                   timeline_value((struct span){share->start_ms, 300, EASE_OUT3}, since), 0.0f);
    }
    numeral_draw(ui, canvas, &share->value, count, since);
    /* beside the number its label waits, as a unit does: running digits stand wider than settled ones */
    const struct span beside = {count.start_ms + count.duration_ms, 240, EASE_OUT3};
    label_draw(ui, canvas, &share->label, at->is_label_below ? shown : timeline_value(beside, since), 0.0f);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct belt_map *belt = scene->state;
    const float land = timeline_value(LAND_SPAN, since);
    draw_land(ui, canvas, belt, land);
    draw_regions(ui, canvas, belt, false, since);
    draw_regions(ui, canvas, belt, true, since);
    draw_river(ui, canvas, belt, since);
    draw_names(ui, canvas, belt, since);
    for (size_t i = 0; i < belt->share_count; i++) {
        draw_share(ui, canvas, belt, i, since);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_belt_map_class = {
    .name = "belt_map",
    .state_size = sizeof(struct belt_map),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
