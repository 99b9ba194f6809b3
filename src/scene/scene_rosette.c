/* The rosette of the slides that show plans: petals with pointed arches round a free middle. Their outlines are dotted, because what
 * a plan names is not done yet; a petal without a name stays empty. The opened rosette is one cached layer. */

#include "scene/scene_rosette.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"

#define TURN 6.2831853f
#define ARC_STEPS 16 /* of half a petal's rim, and of its inner edge */
#define OUTLINE_POINTS (3 * ARC_STEPS + 2)
#define PETAL_GAP 11.0f
#define DOT_RADIUS 1.75f
#define DOT_GAP 8.6f
#define EMPTY_ALPHA 0.6f
#define OPEN_FIRST_MS 80
#define OPEN_STAGGER_MS 110
#define OPEN_MS 480
#define LIGHT_LAP_MS 30000
#define LIGHT_DOTS 6
#define LIGHT_STEP_RAD 0.034f

/* ---- shape ---- */

static struct vec2
polar(const struct ui *ui, const struct scene_rosette *rosette, float radius, float angle) {
    const float r = layout_px(&ui->layout, radius);
    return (struct vec2){rosette->center.x + layout_end_sign(&ui->layout) * r * sinf(angle),
                         rosette->center.y - r * cosf(angle)};
}

static float
half_petal(const struct scene_rosette *rosette) {
    return TURN / 2.0f / (float)rosette->count;
}

/* The rim at an angle: a pointed arch over every petal. */
static float
rim_radius(const struct scene_rosette *rosette, float angle) {
    const float half = half_petal(rosette);
    const float u = fabsf(remainderf(angle, 2.0f * half)) / half;
    return rosette->tip - (rosette->tip - rosette->shoulder) * (0.55f * u + 0.45f * u * u * u);
}

/* The closed outline of a petal that has opened by `grown` (0..1). Neighbours stand a constant gap apart. */
static void
petal_outline(const struct ui *ui, const struct scene_rosette *rosette, float angle, float grown,
              struct vec2 ret_points[OUTLINE_POINTS]) {
    const float inner = rosette->inner;
    const float half = half_petal(rosette);
    const float inner_half = half - PETAL_GAP / 2.0f / inner;
    const float outer_half = half - PETAL_GAP / 2.0f / rosette->shoulder;
    size_t n = 0;
    for (int i = 0; i <= ARC_STEPS; i++) {
        const float turn = inner_half * (2.0f * (float)i / (float)ARC_STEPS - 1.0f);
        ret_points[n++] = polar(ui, rosette, inner, angle + turn);
    }
    for (int i = 0; i <= 2 * ARC_STEPS; i++) {
        const float turn = outer_half * (1.0f - (float)i / (float)ARC_STEPS);
        const float rim = rim_radius(rosette, turn);
        ret_points[n++] = polar(ui, rosette, inner + (rim - inner) * grown, angle + turn);
    }
}

struct vec2
scene_rosette_rim(const struct ui *ui, const struct scene_rosette *rosette, struct vec2 toward,
                  float beyond) {
    const float angle =
        layout_end_sign(&ui->layout) * atan2f(toward.x - rosette->center.x, rosette->center.y - toward.y);
    return polar(ui, rosette, rim_radius(rosette, angle) + beyond, angle);
}

/* ---- preparation ---- */

static void
place_petal(const struct ui *ui, const struct scene_rosette *rosette, struct scene_petal *petal,
            const struct content_item *item) {
    const struct str words = ui_cell(ui, &item->label);
    petal->is_named = !str_is_empty(words);
    if (!petal->is_named) {
        return;
    }
    const float radius = 0.5f * (rosette->inner + rosette->tip) - 6.0f;
    const float across = 2.0f * radius * sinf(half_petal(rosette)) - PETAL_GAP - 12.0f;
    const float deep = rosette->tip - rosette->inner - 44.0f;
    const struct label_spec spec = {
        .px = rosette->count > 7 ? 28.0f : 30.0f,
        .weight = 600,
        .color = ui_color(ui, THEME_TEXT),
        .wrap = hypotf(across * cosf(petal->angle), deep * sinf(petal->angle)),
        .lines_max = 3,
        .line_height_em = 1.22f,
        .flags = TEXT_BALANCE,
    };
    const struct vec2 middle = polar(ui, rosette, radius, petal->angle);
    petal->label = label_make_at(ui, words, &spec, middle, TEXT_CENTER);
    const struct text_block *block = petal->label.block;
    petal->label.baseline += 0.31f * block->style.px - 0.5f * (float)(block->line_count - 1) * block->line_px;
}

static uint64_t
picture_key(const struct ui *ui, const struct scene_rosette *rosette) {
    const float numbers[] = {ui->layout.scale, rosette->center.x, rosette->center.y,
                             rosette->inner,   rosette->shoulder, rosette->tip};
    uint64_t key = hash_bytes(HASH_SEED, &ui->theme, sizeof(ui->theme));
    key = hash_bytes(key, numbers, sizeof(numbers));
    key = hash_u64(key, rosette->count);
    for (size_t i = 0; i < rosette->count; i++) {
        key = hash_u64(key, rosette->petals[i].is_named ? 1 : 2);
    }
    return hash_u64(key, ui->layout.is_rtl ? 3 : 4);
}

void
scene_rosette_make(const struct ui *ui, const struct content_slide *slide, struct scene_rosette *rosette) {
    const size_t total = content_item_total(slide, "petal");
    rosette->count = total < SCENE_ROSETTE_PETALS_MAX ? total : SCENE_ROSETTE_PETALS_MAX;
    for (size_t i = 0; i < rosette->count; i++) {
        rosette->petals[i].angle = TURN * (float)i / (float)rosette->count;
        place_petal(ui, rosette, &rosette->petals[i], content_item_at(slide, "petal", i));
    }
    rosette->key = picture_key(ui, rosette);
}

/* ---- drawing ---- */

static void
draw_petal(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette,
           const struct scene_petal *petal, float grown) {
    struct vec2 points[OUTLINE_POINTS + 1];
    petal_outline(ui, rosette, petal->angle, grown, points);
    if (petal->is_named) {
        const struct color fill = ui_color(ui, THEME_SURFACE_3);
        const struct paint paint = draw_gradient(
            color_fade(fill, 0.30f * grown), color_fade(fill, 0.80f * grown),
            polar(ui, rosette, rosette->inner, petal->angle), polar(ui, rosette, rosette->tip, petal->angle));
        draw_polygon(canvas, points, OUTLINE_POINTS, paint);
    }
    points[OUTLINE_POINTS] = points[0];
    float length = 0.0f;
    for (size_t i = 0; i < OUTLINE_POINTS; i++) {
        length += hypotf(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
    }
    const float gap = layout_px(&ui->layout, DOT_GAP);
    const float even = length / fmaxf(roundf(length / gap), 1.0f); /* the last dot meets the first */
    draw_dotted(canvas, points, OUTLINE_POINTS + 1, layout_px(&ui->layout, DOT_RADIUS), even,
                color_fade(ui_color(ui, THEME_AMBER), (petal->is_named ? 1.0f : EMPTY_ALPHA) * grown));
}

static void
draw_open(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette) {
    const float r = layout_px(&ui->layout, rosette->tip + 8.0f);
    const struct rect box = {rosette->center.x - r, rosette->center.y - r, 2.0f * r, 2.0f * r};
    if (draw_layer_begin(canvas, rosette->key, box)) {
        for (size_t i = 0; i < rosette->count; i++) {
            draw_petal(ui, canvas, rosette, &rosette->petals[i], 1.0f);
        }
        draw_layer_end(canvas);
    }
}

void
scene_rosette_draw(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette,
                   time_ns since) {
    const struct span span = {OPEN_FIRST_MS, OPEN_MS, EASE_OUT3};
    const int open_ms = OPEN_FIRST_MS + OPEN_STAGGER_MS * (int)rosette->count + OPEN_MS;
    const bool is_open = since >= TIME_MS(open_ms);
    if (is_open) {
        draw_open(ui, canvas, rosette);
    }
    for (size_t i = 0; i < rosette->count; i++) {
        const struct scene_petal *petal = &rosette->petals[i];
        const float grown = timeline_stagger(span, (int)i, OPEN_STAGGER_MS, since);
        if (!is_open && grown > 0.0f) {
            draw_petal(ui, canvas, rosette, petal, grown);
        }
        if (petal->is_named) {
            label_draw(ui, canvas, &petal->label, float_clamp(2.0f * grown - 1.0f, 0.0f, 1.0f), 0.0f);
        }
    }
}

void
scene_rosette_draw_light(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette,
                         time_ns since) {
    const float shown = timeline_value((struct span){1700, 700, EASE_LINEAR}, since);
    const float at = TURN * timeline_cycle(LIGHT_LAP_MS, 0, since);
    const struct color color = ui_color(ui, THEME_AMBER);
    for (int i = LIGHT_DOTS - 1; i >= 0 && shown > 0.0f; i--) {
        const float part = 1.0f - (float)i / (float)LIGHT_DOTS;
        const float angle = at - LIGHT_STEP_RAD * (float)i;
        const struct vec2 point = polar(ui, rosette, rim_radius(rosette, angle), angle);
        if (i == 0) {
            draw_glow(canvas, point, layout_px(&ui->layout, 44.0f), color_fade(color, 0.55f * shown));
        }
        draw_circle(canvas, point, layout_px(&ui->layout, 2.5f + 4.0f * part),
                    i == 0 ? color_fade(ui_color(ui, THEME_TEXT), shown)
                           : color_fade(color, 0.7f * part * shown));
    }
}
