/* Slide kind `home`: the chapters of the show as tiles; a touch opens a chapter's first page. It has no number of its own.
 * Items: tile (class = chapter, figure = the number that stands for it, note, color). A tile's title and the count of its pages
 * come from the pack's chapters and slides. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define TILES_MAX 12
#define STAGGER_MS 60
#define RISE 16.0f
#define COUNT_MS 900
#define GAP 24.0f
#define STAR_RADIUS 15.0f
#define STAR_ROOM 42.0f
#define RADIUS 20.0f
#define NUMBER_PX_MIN 56.0f /* a long unit makes its number smaller, down to this; then the unit goes */

static const struct span RISE_SPAN = {80, 420, EASE_OUT3};

struct composition {
    float top, bottom, tile_h_max;
    int columns_max;
};

static const struct composition LANDSCAPE = {292.0f, 914.0f, 299.0f, 5};
static const struct composition PORTRAIT = {292.0f, 1604.0f, 300.0f, 2};

struct tile {
    const char *name; /* of its target */
    int slide;        /* the chapter's first */
    struct rect box;
    struct vec2 star;
    struct color color;
    struct label title, pages, note;
    struct numeral number;
    bool has_number, has_note;
};

struct home {
    struct tile tiles[TILES_MAX];
    size_t count;
};

static bool
is_page_of(const struct content_slide *slide, int chapter) {
    const struct scene_class *klass = scene_class_find(slide->kind);
    return slide->chapter == chapter && klass != NULL && !klass->is_cover;
}

static int
find_chapter(const struct content_model *model, struct str key) {
    for (size_t i = 0; i < model->chapters_count; i++) {
        if (str_equal(model->chapters[i].key, key)) {
            return (int)i;
        }
    }
    return CONTENT_NONE;
}

/* Returns: how many pages the chapter has, detail pages too; *ret_first where it begins: the page that leads to its detail pages,
 * so that they are three touches from here, or the first that is none. */
static int
pages_of(const struct content_model *model, int chapter, int *ret_first) {
    int pages = 0;
    int first = CONTENT_NONE;
    int overview = CONTENT_NONE;
    for (size_t i = 0; i < model->slides_count; i++) {
        if (is_page_of(&model->slides[i], chapter)) {
            const int parent = model->slides[i].parent;
            first = first == CONTENT_NONE && parent == CONTENT_NONE ? (int)i : first;
            overview = overview == CONTENT_NONE ? parent : overview;
            pages++;
        }
    }
    *ret_first = overview != CONTENT_NONE ? overview : first;
    return first == CONTENT_NONE ? 0 : pages;
}

/* Where a tile's lines stand: many chapters make low tiles in portrait and narrow ones in landscape. Design units. */
struct form {
    float padding, title_y, title_px, number_px;
    float number_up, note_up, pages_up; /* baselines above the lower edge */
    int note_lines;
};

static const struct form *
form_of(struct rect units) {
    static const struct form WIDE = {32.0f, 70.0f, 38.0f, 76.0f, 136.0f, 82.0f, 32.0f, 1};
    static const struct form LOW = {32.0f, 60.0f, 36.0f, 56.0f, 120.0f, 72.0f, 26.0f, 1};
    static const struct form NARROW = {24.0f, 64.0f, 36.0f, 64.0f, 160.0f, 76.0f, 28.0f, 2};
    return units.w < 360.0f ? &NARROW : units.h < 270.0f ? &LOW : &WIDE;
}

static void
place_words(const struct ui *ui, struct tile *tile, const struct content_item *item, int chapter, int pages,
            struct rect units) {
    const struct form *form = form_of(units);
    const float start = units.x + form->padding;
    const float room = units.w - 2.0f * form->padding;
    const struct label_spec title = {.start = start + STAR_ROOM,
                                     .baseline = units.y + form->title_y,
                                     .px = form->title_px,
                                     .weight = 800,
                                     .color = ui_color(ui, THEME_TEXT),
                                     .wrap = room - STAR_ROOM,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    tile->title = label_make(ui, ui_cell(ui, &ui->model->chapters[chapter].title), &title);
    const struct str many =
        format_with_unit(ui->view, &ui->locale, format_number(ui->view, &ui->locale, (double)pages, 0, false),
                         strings_get(pages == 1 ? STRING_PAGE : STRING_PAGES, ui->locale.code));
    const struct label_spec count = {.start = start,
                                     .baseline = units.y + units.h - form->pages_up,
                                     .px = 28.0f,
                                     .weight = 500,
                                     .color = ui_color(ui, THEME_MUTED)};
    tile->pages = label_make(ui, many, &count);
    const struct str words = ui_cell(ui, &item->note);
    tile->has_note = !str_is_empty(words);
    const struct label_spec note = {.start = start,
                                    .baseline = units.y + units.h - form->note_up,
                                    .px = 30.0f,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = room,
                                    .px_min = 28.0f,
                                    .lines_max = form->note_lines,
                                    .line_height_em = 1.3f,
                                    .flags = TEXT_BALANCE};
    tile->note = tile->has_note ? label_make(ui, words, &note) : tile->pages;
    if (tile->has_note) { /* the last line stands where a single one would */
        tile->note.baseline -= (float)(tile->note.block->line_count - 1) * tile->note.block->line_px;
    }
}

/* The note says what is counted; the unit is shown where there is none. */
static void
place_number(const struct ui *ui, struct tile *tile, const struct content_item *item, struct rect units) {
    const struct form *form = form_of(units);
    tile->has_number = item->figure != CONTENT_NONE;
    if (!tile->has_number) {
        return;
    }
    const struct content_figure *figure = &ui->model->figures[item->figure];
    struct numeral_spec spec = {
        .number = {.start = units.x + form->padding,
                   .baseline = units.y + units.h - form->number_up,
                   .px = form->number_px,
                   .weight = 900,
                   .color = tile->color},
        .unit_px = 30.0f,
        .unit_weight = 500,
        .unit_color = ui_color(ui, THEME_MUTED),
        .has_unit = !tile->has_note || figure->scale != SCALE_ONE,
        .is_scale_only = tile->has_note,
        .room = units.w - 2.0f * form->padding,
        .is_counting = true,
    };
    tile->number = numeral_make(ui, figure, &spec);
    while (tile->number.has_unit && tile->number.unit.block->is_truncated && !spec.is_scale_only) {
        spec.is_scale_only = spec.number.px <= NUMBER_PX_MIN && figure->scale != SCALE_ONE;
        spec.has_unit = spec.number.px > NUMBER_PX_MIN || spec.is_scale_only;
        spec.number.px = fmaxf(spec.number.px * 0.92f, NUMBER_PX_MIN);
        tile->number = numeral_make(ui, figure, &spec);
    }
}

static bool
place_tile(const struct scene *scene, struct tile *tile, const struct content_item *item, struct rect units) {
    const struct ui *ui = &scene->env.ui;
    const struct form *form = form_of(units);
    const int chapter = find_chapter(ui->model, item->klass);
    const int pages = chapter == CONTENT_NONE ? 0 : pages_of(ui->model, chapter, &tile->slide);
    if (pages == 0) {
        return false;
    }
    tile->name = str_to_c(ui->view, item->key);
    tile->color = ui_color_named(ui, item->color, THEME_TEXT);
    tile->box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    tile->star = layout_point(&ui->layout, units.x + form->padding + STAR_RADIUS,
                              units.y + form->title_y - 0.35f * form->title_px);
    place_words(ui, tile, item, chapter, pages, units);
    place_number(ui, tile, item, units);
    return true;
}

/* Chapters without a page have no tile, and leave no hole. */
static size_t
count_tiles(const struct scene *scene) {
    const struct content_model *model = scene->env.ui.model;
    size_t count = 0;
    int first = CONTENT_NONE;
    for (size_t i = 0; i < content_item_total(scene->env.slide, "tile"); i++) {
        const int chapter = find_chapter(model, content_item_at(scene->env.slide, "tile", i)->klass);
        count += chapter != CONTENT_NONE && pages_of(model, chapter, &first) > 0 ? 1 : 0;
    }
    return count < TILES_MAX ? count : TILES_MAX;
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    struct home *home = scene->state;
    const int total = (int)count_tiles(scene);
    if (total == 0) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": no tile leads to a chapter with pages",
                STR_ARG(scene->env.slide->key));
        return STEP_FAILED;
    }
    const int rows = ui->layout.is_portrait ? (total + 1) / 2
                     : total <= 4           ? 1
                     : (total + 4) / 5 < 2  ? 2
                                            : (total + 4) / 5;
    const int columns = (total + rows - 1) / rows;
    const float w =
        (ui->layout.width - 2.0f * ui->layout.margin - GAP * (float)(columns - 1)) / (float)columns;
    const float h = fminf((at->bottom - at->top - GAP * (float)(rows - 1)) / (float)rows, at->tile_h_max);
    const float top = at->bottom - h * (float)rows - GAP * (float)(rows - 1); /* near the hand */
    for (size_t i = 0; home->count < (size_t)total; i++) {
        const int place = (int)home->count;
        const int row = place / columns;
        const struct rect units = {ui->layout.margin + (w + GAP) * (float)(place % columns),
                                   top + (h + GAP) * (float)row, w, h};
        const struct content_item *item = content_item_at(scene->env.slide, "tile", i);
        home->count += place_tile(scene, &home->tiles[home->count], item, units) ? 1 : 0;
    }
    return STEP_DONE;
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct home *home = scene->state;
    for (size_t i = 0; i < home->count; i++) {
        const struct tile *tile = &home->tiles[i];
        const float shown = timeline_stagger(RISE_SPAN, (int)i, STAGGER_MS, since);
        const int start_ms = RISE_SPAN.start_ms + STAGGER_MS * (int)i;
        draw_group_push(canvas, 0.0f, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
        draw_round_rect(canvas, tile->box, layout_px(&ui->layout, RADIUS),
                        draw_solid(ui_color(ui, THEME_SURFACE)));
        star_draw(canvas, tile->star, layout_px(&ui->layout, STAR_RADIUS), tile->color);
        label_draw(ui, canvas, &tile->title, 1.0f, 0.0f);
        label_draw(ui, canvas, &tile->pages, 1.0f, 0.0f);
        if (tile->has_note) {
            label_draw(ui, canvas, &tile->note, 1.0f, 0.0f);
        }
        if (tile->has_number) {
            numeral_draw(ui, canvas, &tile->number, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
        }
        draw_group_pop(canvas);
    }
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct home *home = scene->state;
    UNUSED(since);
    for (size_t i = 0; i < home->count; i++) {
        target_add_slide(list, home->tiles[i].name, home->tiles[i].box, home->tiles[i].slide);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct home *home = scene->state;
    const int last_ms = RISE_SPAN.start_ms + STAGGER_MS * (int)home->count;
    return scene_change_until(numeral_end_ms((struct span){last_ms, COUNT_MS, EASE_OUT5}), since);
}

const struct scene_class scene_home_class = {
    .name = "home",
    .state_size = sizeof(struct home),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
    .is_cover = true,
};
