/* Slide kind `references`: every reference of the pack by its printed number, each a control that shows its address; the more of the
 * show rests on it, the brighter. A few references stand as rows with their names.
 * Items: legend (label: what brightness means). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "text/text_format.h"
#include "ui/label.h"

#define TILES_MAX 120
#define TILE 88.0f /* the smallest control */
#define GAP_MIN 8.0f
#define FEW 12        /* up to so many references are named */
#define COLUMN_ROWS 5 /* landscape: rows of a column of names */
#define ROW_GAP 16.0f
#define COLUMN_GAP 40.0f
#define NAME_START 112.0f
#define NAME_END 28.0f
#define RADIUS 14.0f
#define NUMBER_PX 36.0f
#define OFTEN 14 /* uses at which a tile is as bright as it gets */
#define RISE_MS 300
#define STAGGER_MS 14
#define SETTLED_MS 2400
#define NAME_BYTES 16

struct composition {
    float top, legend_gap;
};

static const struct composition LANDSCAPE = {280.0f, 66.0f};
static const struct composition PORTRAIT = {310.0f, 70.0f};

struct tile {
    struct rect box;
    struct label number, title;
    bool has_title;
    const char *name; /* of its target */
    float light;      /* 0..1 */
    int source;
};

struct references {
    struct tile tiles[TILES_MAX];
    size_t count;
    struct label legend;
    bool has_legend;
    struct rect field; /* of all tiles */
    uint64_t key;
};

static void
count_uses(int *uses, const int *sources, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uses[sources[i]]++;
    }
}

/* How many figures, series, routes and statements name each reference. */
static int *
uses_of(const struct ui *ui) {
    const struct content_model *model = ui->model;
    int *uses = arena_alloc_array(ui->view, model->sources_count + 1, sizeof(*uses));
    for (size_t i = 0; i < model->figures_count; i++) {
        count_uses(uses, model->figures[i].sources, model->figures[i].source_count);
    }
    for (size_t i = 0; i < model->series_count; i++) {
        count_uses(uses, model->series[i].sources, model->series[i].source_count);
    }
    for (size_t i = 0; i < model->routes_count; i++) {
        count_uses(uses, model->routes[i].sources, model->routes[i].source_count);
    }
    for (size_t s = 0; s < model->slides_count; s++) {
        for (size_t i = 0; i < model->slides[s].item_count; i++) {
            const struct content_item *item = &model->slides[s].items[i];
            count_uses(uses, item->sources, item->source_count);
        }
    }
    return uses;
}

static void
place_tile(const struct ui *ui, struct tile *tile, int source, int uses, struct rect units) {
    const int number = ui->model->sources[source].number;
    tile->source = source;
    tile->box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    tile->name = str_format(ui->view, "source %d", number).ptr;
    tile->light = fminf((float)uses / (float)OFTEN, 1.0f);
    const struct label_spec spec = {.start = units.x + TILE / 2.0f,
                                    .baseline = units.y + units.h / 2.0f + 0.35f * NUMBER_PX,
                                    .px = NUMBER_PX,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .anchor = TEXT_CENTER};
    tile->number = label_make(ui, format_number(ui->view, &ui->locale, (double)number, 0, false), &spec);
    tile->has_title = units.w > TILE;
    if (tile->has_title) {
        const struct label_spec title = {.start = units.x + NAME_START,
                                         .baseline = spec.baseline,
                                         .px = 34.0f,
                                         .weight = 500,
                                         .color = ui_color(ui, THEME_TEXT),
                                         .wrap = units.w - NAME_START - NAME_END,
                                         .px_min = 28.0f,
                                         .lines_max = 1};
        tile->title = label_make(ui, ui_cell(ui, &ui->model->sources[source].title), &title);
    }
}

/* Where tiles stand: many as a grid of numbers, a few as rows. */
struct grid {
    int columns, rows;
    float pitch_x, pitch_y, w;
};

static struct grid
grid_of(const struct ui *ui, int total) {
    const float room = ui->layout.width - 2.0f * ui->layout.margin;
    if (total <= FEW) {
        const int columns = !ui->layout.is_portrait && total > COLUMN_ROWS ? 2 : 1;
        const float w = ui->layout.is_portrait ? room : (room - COLUMN_GAP) / 2.0f;
        return (struct grid){columns, (total + columns - 1) / columns, w + COLUMN_GAP, TILE + ROW_GAP, w};
    }
    const int columns = (int)floorf((room + GAP_MIN) / (TILE + GAP_MIN));
    const float pitch = (room - TILE) / (float)(columns - 1);
    return (struct grid){columns, (total + columns - 1) / columns, pitch, pitch, TILE};
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    struct references *references = scene->state;
    const size_t total = ui->model->sources_count;
    if (total == 0 || total > TILES_MAX) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": the pack has %zu references, expected 1 to %d",
                STR_ARG(scene->env.slide->key), total, TILES_MAX);
        return STEP_FAILED;
    }
    const float room = ui->layout.width - 2.0f * ui->layout.margin;
    const struct grid grid = grid_of(ui, (int)total);
    const int *uses = uses_of(ui);
    for (size_t i = 0; i < total; i++) {
        const int column = (int)i % grid.columns;
        const int row = (int)i / grid.columns;
        const struct rect units = {ui->layout.margin + grid.pitch_x * (float)column,
                                   at->top + grid.pitch_y * (float)row, grid.w, TILE};
        place_tile(ui, &references->tiles[i], (int)i, uses[i], units);
    }
    for (size_t i = 0; i < total; i++) {
        references->field = rect_union(references->field, references->tiles[i].box);
    }
    references->count = total;
    references->key = hash_bytes(HASH_SEED, &references->field, sizeof(references->field));
    references->key = hash_u64(references->key, (uint64_t)ui->lang);
    const struct content_item *legend = content_item_at(scene->env.slide, "legend", 0);
    references->has_legend = legend != NULL;
    if (legend != NULL) {
        const struct label_spec spec = {.start = ui->layout.margin,
                                        .baseline =
                                            at->top + grid.pitch_y * (float)grid.rows + at->legend_gap,
                                        .px = 32.0f,
                                        .weight = 500,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .wrap = room};
        references->legend = label_make(ui, ui_cell(ui, &legend->label), &spec);
    }
    return STEP_DONE;
}

static void
draw_tiles(const struct ui *ui, struct canvas *canvas, const struct references *references, time_ns since) {
    const struct color dim = ui_color(ui, THEME_SURFACE);
    const struct color bright = ui_color(ui, THEME_SURFACE_3);
    for (size_t i = 0; i < references->count; i++) {
        const struct tile *tile = &references->tiles[i];
        const float shown = timeline_stagger((struct span){0, RISE_MS, EASE_OUT3}, (int)i, STAGGER_MS, since);
        draw_round_rect(canvas, tile->box, layout_px(&ui->layout, RADIUS),
                        draw_solid(color_fade(color_mix(dim, bright, tile->light), shown)));
        label_draw(ui, canvas, &tile->number, shown, 0.0f);
        if (tile->has_title) {
            label_draw(ui, canvas, &tile->title, shown, 0.0f);
        }
    }
}

/* Once all tiles are there they are one cached picture, which a turn of the page moves whole. */
static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct references *references = scene->state;
    if (since < TIME_MS(SETTLED_MS)) {
        draw_tiles(ui, canvas, references, since);
    } else if (draw_layer_begin(canvas, references->key, references->field)) {
        draw_tiles(ui, canvas, references, since);
        draw_layer_end(canvas);
    }
    if (references->has_legend) {
        label_draw(ui, canvas, &references->legend,
                   timeline_value((struct span){1200, 300, EASE_OUT3}, since), 0.0f);
    }
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct references *references = scene->state;
    UNUSED(since);
    for (size_t i = 0; i < references->count; i++) {
        target_add_arg(list, references->tiles[i].name, references->tiles[i].box, ACTION_CARD,
                       references->tiles[i].source);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_references_class = {
    .name = "references",
    .state_size = sizeof(struct references),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
