/* Chapters, slides, their items and placements; and the references a slide rests on. */

#include <stdlib.h>
#include <string.h>

#include "content/content_internal.h"
#include "content/content_markup.h"

static bool
take_chapter(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_chapter *chapter = (struct content_chapter *)&reader->model->chapters[index];
    chapter->key = reader_str(reader, row, 0);
    return reader_text(reader, "chapter.title", chapter->key, &chapter->title);
}

static bool
take_slide(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_slide *slide = (struct content_slide *)&reader->model->slides[index];
    slide->key = reader_str(reader, row, 0);
    slide->kind = reader_str(reader, row, 1);
    slide->art = reader_str(reader, row, 4);
    slide->is_attract = sqlite3_column_int(row, 5) != 0;
    slide->claim = reader_str(reader, row, 6);
    const bool ok =
        reader_ref(reader, content_find_chapter, "chapter", reader_str(reader, row, 2), &slide->chapter) &&
        reader_ref(reader, content_find_map, "map", reader_str(reader, row, 3), &slide->map) &&
        reader_text(reader, "slide.title", slide->key, &slide->title) &&
        reader_text(reader, "slide.deck", slide->key, &slide->deck);
    return ok || err_prefix(reader->err, "slide " STR_FMT, STR_ARG(slide->key));
}

static bool
take_parent(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_slide *slide = (struct content_slide *)&reader->model->slides[index];
    return reader_ref(reader, content_find_slide, "slide", reader_str(reader, row, 0), &slide->parent) ||
           err_prefix(reader->err, "slide " STR_FMT ".parent", STR_ARG(slide->key));
}

static bool
fill_item(struct reader *reader, sqlite3_stmt *row, struct content_item *item) {
    item->key = reader_str(reader, row, 1);
    item->role = reader_str(reader, row, 2);
    item->geometry_set = reader_str(reader, row, 8);
    item->klass = reader_str(reader, row, 9);
    item->color = reader_str(reader, row, 11);
    return reader_ref(reader, content_find_figure, "figure", reader_str(reader, row, 3), &item->figure) &&
           reader_ref(reader, content_find_figure, "figure", reader_str(reader, row, 4), &item->figure_2) &&
           reader_ref(reader, content_find_series, "series", reader_str(reader, row, 5), &item->series) &&
           reader_ref(reader, content_find_place, "place", reader_str(reader, row, 6), &item->place) &&
           reader_ref(reader, content_find_route, "route", reader_str(reader, row, 7), &item->route) &&
           reader_ref(reader, content_find_icon, "icon", reader_str(reader, row, 10), &item->icon) &&
           reader_sources(reader, reader_str(reader, row, 12), &item->sources, &item->source_count);
}

static bool
take_item(struct reader *reader, sqlite3_stmt *row, size_t index) {
    const struct str slide_key = reader_str(reader, row, 0);
    const int at = content_find_slide(reader->model, slide_key);
    if (at == CONTENT_NONE) {
        return reader_fail(reader, "slide_item: there is no slide `" STR_FMT "`", STR_ARG(slide_key));
    }
    struct content_slide *slide = (struct content_slide *)&reader->model->slides[at];
    if (slide->item_count >= CONTENT_ITEMS_PER_SLIDE_MAX) {
        return reader_fail(reader, "slide " STR_FMT ": more than %d items", STR_ARG(slide_key),
                           CONTENT_ITEMS_PER_SLIDE_MAX);
    }
    struct content_item *item = &reader->items[index]; /* rows come slide by slide */
    slide->items = slide->item_count == 0 ? item : slide->items;
    if (item != slide->items + slide->item_count) {
        return reader_fail(reader, "slide_item: the rows of slide " STR_FMT " do not stand together",
                           STR_ARG(slide_key));
    }
    slide->item_count++;
    const bool ok = fill_item(reader, row, item);
    const struct str key =
        str_format(reader->arena, STR_FMT "." STR_FMT, STR_ARG(slide_key), STR_ARG(item->key));
    if (!ok) {
        return err_prefix(reader->err, "slide_item " STR_FMT, STR_ARG(key));
    }
    return reader_text(reader, "slide_item.label", key, &item->label) &&
           reader_text(reader, "slide_item.note", key, &item->note);
}

static bool
take_placement(struct reader *reader, sqlite3_stmt *row, size_t index) {
    const struct str slide_key = reader_str(reader, row, 0);
    const struct str item_key = reader_str(reader, row, 1);
    const int at = content_find_slide(reader->model, slide_key);
    if (at == CONTENT_NONE) {
        return reader_fail(reader, "slide_place: there is no slide `" STR_FMT "`", STR_ARG(slide_key));
    }
    struct content_slide *slide = (struct content_slide *)&reader->model->slides[at];
    struct content_placement placement = {.item = CONTENT_NONE};
    for (size_t i = 0; i < slide->item_count; i++) {
        placement.item = str_equal(slide->items[i].key, item_key) ? (int)i : placement.item;
    }
    if (placement.item == CONTENT_NONE || slide->placement_count >= 2 * CONTENT_ITEMS_PER_SLIDE_MAX) {
        return reader_fail(reader, "slide_place " STR_FMT ": there is no item `" STR_FMT "`",
                           STR_ARG(slide_key), STR_ARG(item_key));
    }
    placement.is_portrait = str_is(reader_str(reader, row, 2), "portrait");
    placement.dx = (float)sqlite3_column_double(row, 3);
    placement.dy = (float)sqlite3_column_double(row, 4);
    placement.side = reader_str(reader, row, 5);
    placement.is_shown = sqlite3_column_int(row, 6) != 0;
    reader->placements[index] = placement; /* rows come slide by slide */
    slide->placements = slide->placement_count == 0 ? &reader->placements[index] : slide->placements;
    if (&reader->placements[index] != slide->placements + slide->placement_count) {
        return reader_fail(reader, "slide_place: the rows of slide " STR_FMT " do not stand together",
                           STR_ARG(slide_key));
    }
    slide->placement_count++;
    return true;
}

static void
add_sources(uint8_t *used, const int *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        used[list[i]] = 1;
    }
}

/* Figures named by markup within words count as shown. Faults in the words are lint's to tell. */
static void
add_sources_of_words(const struct content_model *model, uint8_t *used, const struct content_text *words) {
    struct str rest = words->in[0]; /* every language names the same figures */
    struct markup_part part;
    struct err ignored = {0};
    while (content_markup_next(&rest, &part, &ignored)) {
        const int figure = part.kind == MARKUP_FIGURE ? content_find_figure(model, part.text) : CONTENT_NONE;
        if (figure != CONTENT_NONE) {
            add_sources(used, model->figures[figure].sources, model->figures[figure].source_count);
        }
    }
}

static void
add_sources_of_item(const struct content_model *model, uint8_t *used, const struct content_item *item) {
    const int figures[2] = {item->figure, item->figure_2};
    for (int f = 0; f < 2; f++) {
        if (figures[f] != CONTENT_NONE) {
            add_sources(used, model->figures[figures[f]].sources, model->figures[figures[f]].source_count);
        }
    }
    if (item->route != CONTENT_NONE) {
        add_sources(used, model->routes[item->route].sources, model->routes[item->route].source_count);
    }
    if (item->series != CONTENT_NONE) {
        add_sources(used, model->series[item->series].sources, model->series[item->series].source_count);
    }
    add_sources(used, item->sources, item->source_count);
    add_sources_of_words(model, used, &item->label);
    add_sources_of_words(model, used, &item->note);
}

/* The references of everything a slide shows, ascending by number (sources are sorted so). */
static void
collect_sources(struct reader *reader, struct content_slide *slide) {
    const struct content_model *model = reader->model;
    uint8_t *used = arena_alloc(reader->arena, model->sources_count + 1);
    add_sources_of_words(model, used, &slide->title);
    add_sources_of_words(model, used, &slide->deck);
    for (size_t i = 0; i < slide->item_count; i++) {
        add_sources_of_item(model, used, &slide->items[i]);
    }
    int *list = arena_alloc_array(reader->arena, model->sources_count + 1, sizeof(*list));
    for (size_t i = 0; i < model->sources_count; i++) {
        if (used[i] != 0) {
            list[slide->source_count++] = (int)i;
        }
    }
    slide->sources = list;
}

/* A detail page of a detail page is fine; one of itself is not. */
static bool
check_parents(struct reader *reader) {
    const struct content_model *model = reader->model;
    for (size_t i = 0; i < model->slides_count; i++) {
        size_t steps = 0;
        for (int at = (int)i; at != CONTENT_NONE; at = model->slides[at].parent) {
            if (steps++ > model->slides_count) {
                return reader_fail(reader, "slide " STR_FMT ".parent: its parents go round in a circle",
                                   STR_ARG(model->slides[i].key));
            }
        }
    }
    return true;
}

bool
content_load_slides(struct reader *reader) {
    struct content_model *model = reader->model;
    size_t items = 0;
    size_t placements = 0;
    if (!reader_count_to(reader, "chapter", CONTENT_SLIDES_MAX, &model->chapters_count) ||
        !reader_count_to(reader, "slide", CONTENT_SLIDES_MAX, &model->slides_count) ||
        !reader_count(reader, "slide_item", &items) || !reader_count(reader, "slide_place", &placements)) {
        return false;
    }
    reader->items = arena_alloc_array(reader->arena, items, sizeof(*reader->items));
    reader->placements = arena_alloc_array(reader->arena, placements, sizeof(*reader->placements));
    model->chapters = arena_alloc_array(reader->arena, model->chapters_count, sizeof(*model->chapters));
    model->slides = arena_alloc_array(reader->arena, model->slides_count, sizeof(*model->slides));
    const bool ok =
        reader_each(reader, "SELECT chapter FROM chapter ORDER BY ord, chapter", model->chapters_count,
                    take_chapter) &&
        reader_each(reader, "SELECT slide, kind, chapter, map, art, attract, claim FROM slide ORDER BY ord",
                    model->slides_count, take_slide) &&
        reader_each(reader, "SELECT parent FROM slide ORDER BY ord", model->slides_count, take_parent) &&
        reader_each(reader,
                    "SELECT slide, item, role, figure, figure_2, series, place, route, geometry_set, class, "
                    "icon, color, sources FROM slide_item "
                    "ORDER BY slide, ord, item",
                    items, take_item) &&
        reader_each(reader,
                    "SELECT slide, item, orientation, dx, dy, side, show FROM slide_place ORDER BY slide, "
                    "item, orientation",
                    placements, take_placement);
    if (!ok) {
        return false;
    }
    if (model->slides_count == 0) {
        return reader_fail(reader, "no slide");
    }
    if (!check_parents(reader)) {
        return false;
    }
    for (size_t i = 0; i < model->slides_count; i++) {
        collect_sources(reader, (struct content_slide *)&model->slides[i]);
    }
    return true;
}
