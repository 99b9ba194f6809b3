/* What a pack may hold, on the screen. The first show is loaded once; an input names a slide, language, orientation and moment, and then
 * edits of four bytes and more: numbers, references, words, counts and kinds become others that the loader would let through. The slide is
 * laid out and drawn, and everything is put back. A page may be senseless; nothing may be read or written past its end, or hang. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "content/content_load.h"
#include "still/still.h"
#include "text/text.h"
#include "tools/pack_build.h"

#define EDITS_MAX 32
#define KEPT_BYTES_MAX 64

static struct content_model *model;
static struct text *text;
static struct arena words; /* of one run */

struct kept {
    void *place;
    size_t bytes;
    unsigned char was[KEPT_BYTES_MAX];
};

static struct kept kept[4 * EDITS_MAX];
static size_t kept_count;

struct input {
    const uint8_t *data;
    size_t left;
};

static uint8_t
take(struct input *input) {
    if (input->left == 0) {
        return 0;
    }
    input->left--;
    return *input->data++;
}

static void
must(int is_true, const struct err *err) {
    if (!is_true) {
        (void)fprintf(stderr, "%s\n", err->text);
        abort();
    }
}

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    static struct arena arena;
    struct workbook book;
    struct err err = {0};
    const struct content_model *loaded = NULL;
    const struct text_config config = {.fonts_dir = "assets/fonts"};
    char path[64];
    (void)argc;
    (void)argv;
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-fuzz-show-%ld.vpack", (long)getpid());
    arena_init(&arena, 1 << 20);
    arena_init(&words, 64 << 10);
    must(workbook_read(&book, &arena, "data", &err) && pack_build(&book, path, &err), &err);
    must(content_load(&arena, path, &loaded, &err), &err);
    unlink(path);
    model = (struct content_model *)loaded;
    model->arts_count = 0; /* pictures cost time and have a target of their own */
    text = text_create(&config, &err);
    must(text != NULL, &err);
    return 0;
}

static void
put(const void *place, const void *value, size_t bytes) {
    if (kept_count < sizeof(kept) / sizeof(kept[0]) && bytes <= KEPT_BYTES_MAX) {
        struct kept *keep = &kept[kept_count++];
        keep->place = (void *)place;
        keep->bytes = bytes;
        memcpy(keep->was, place, bytes);
        memmove((void *)place, value, bytes);
    }
}

#define PUT(place, value) put(&(place), &(value), sizeof(place))

static double
number(struct input *input) {
    static const double NUMBERS[] = {0.0,  1.0, -1.0, 0.5,   100.0, 1e-9, 1e15, -1e15,
                                     99.9, 7.0, 1e6,  -1e-3, 1e9,   12.0, 360,  -360};
    return NUMBERS[take(input) % (sizeof(NUMBERS) / sizeof(NUMBERS[0]))];
}

/* As many as before or fewer. */
static void
put_count(const size_t *count, struct input *input) {
    const size_t value = take(input) % (*count + 1);
    put(count, &value, sizeof(value));
}

/* -1 or one of `count`. */
static void
put_index(const int *index, size_t count, struct input *input) {
    const int value = (int)((take(input) | (size_t)take(input) << 8) % (count + 1)) - 1;
    put(index, &value, sizeof(value));
}

static void
put_words(const struct content_text *place, struct input *input) {
    size_t len = take(input);
    const uint8_t times = take(input) % 16;
    len = len < input->left ? len : input->left;
    const struct str part = {(const char *)input->data, len};
    input->data += len;
    input->left -= len;
    if (!utf8_is_valid(part) || memchr(input->data - len, '\0', len) != NULL) {
        return;
    }
    struct content_text all = *place;
    struct str_builder whole;
    str_builder_init(&whole, &words);
    for (uint8_t i = 0; i <= times; i++) {
        str_builder_add(&whole, part);
    }
    for (size_t l = 0; l < CONTENT_LANGS_MAX; l++) {
        all.in[l] = str_builder_view(&whole);
    }
    PUT(*place, all);
}

static void
edit_figure(const struct content_figure *figure, struct input *input) {
    const double value = number(input);
    const bool is_range = take(input) % 2 == 1;
    const int decimals = take(input) % 7;
    const int year = take(input) * 20;
    PUT(figure->value, value);
    PUT(figure->is_range, is_range);
    PUT(figure->decimals, decimals);
    PUT(figure->year, year);
}

static void
edit_item(const struct content_item *item, const struct content_item *other, struct input *input) {
    switch (take(input) % 10) {
    case 0:
        put_index(&item->figure, model->figures_count, input);
        break;
    case 1:
        put_index(&item->figure_2, model->figures_count, input);
        break;
    case 2:
        put_index(&item->series, model->series_count, input);
        break;
    case 3:
        put_index(&item->place, model->places_count, input);
        break;
    case 4:
        put_index(&item->route, model->routes_count, input);
        break;
    case 5:
        put_index(&item->icon, model->icons_count, input);
        break;
    case 6:
        PUT(item->role, other->role);
        break;
    case 7:
        PUT(item->klass, other->klass);
        PUT(item->geometry_set, other->geometry_set);
        break;
    case 8:
        put_words(&item->label, input);
        break;
    default:
        put_words(&item->note, input);
        break;
    }
}

static void
edit_slide(const struct content_slide *slide, struct input *input) {
    const struct content_slide *other = &model->slides[take(input) % model->slides_count];
    switch (take(input) % 6) {
    case 0:
        PUT(slide->kind, other->kind);
        break;
    case 1:
        put_index(&slide->map, model->maps_count, input);
        break;
    case 2:
        put_index(&slide->chapter, model->chapters_count, input);
        break;
    case 3:
        put_count(&slide->item_count, input);
        break;
    case 4:
        put_words(&slide->title, input);
        break;
    default:
        put_words(&slide->deck, input);
        break;
    }
}

static void
edit_map(size_t index, struct input *input) {
    const struct content_map *map = &model->maps[index % model->maps_count];
    const struct content_geometry *geometry = &model->geometries[index % model->geometries_count];
    const struct content_route *route = &model->routes[index % model->routes_count];
    const struct content_place *place = &model->places[index % model->places_count];
    const double lon = number(input);
    const double angle = lon > 90.0 || lon < -90.0 ? 90.0 : lon;
    const float vertex = (float)(lon > 1e5 || lon < -1e5 ? 1e5 : lon);
    const double on_earth = lon > 360.0 || lon < -360.0 ? 360.0 : lon;
    switch (take(input) % 8) {
    case 0:
        PUT(map->parallel_1_deg, angle);
        PUT(map->parallel_2_deg, angle);
        break;
    case 1:
        PUT(map->rotate_deg, on_earth);
        break;
    case 2:
        put_count(&map->fit_count, input);
        break;
    case 3:
        put_count(&route->stop_count, input);
        break;
    case 4:
        PUT(place->lon_deg, on_earth);
        PUT(place->lat_deg, angle);
        break;
    case 5:
        put_count(&geometry->triangle_count, input);
        put_count(&geometry->ring_count, input);
        break;
    case 6:
        if (geometry->vertex_count > 0) {
            PUT(geometry->lon_lat[take(input) % (2 * geometry->vertex_count)], vertex);
        }
        break;
    default:
        PUT(map->fit_set, geometry->set);
        break;
    }
}

static void
edit_series(const struct content_series *series, struct input *input) {
    put_count(&series->point_count, input);
    for (size_t i = 0; i < series->point_count && i < 3; i++) {
        const double value = number(input);
        PUT(series->points[i].value, value);
    }
}

static void
edit(const struct content_slide *slide, struct input *input) {
    const uint8_t what = take(input) % 8;
    const size_t index = take(input);
    if (what < 4 && slide->item_count > 0) {
        const struct content_slide *from = &model->slides[take(input) % model->slides_count];
        const struct content_item *item = &slide->items[index % slide->item_count];
        const struct content_item *other =
            from->item_count > 0 ? &from->items[index % from->item_count] : item;
        edit_item(item, other, input);
        if (what == 0 && item->figure >= 0) {
            edit_figure(&model->figures[item->figure], input);
        }
    } else if (what == 4) {
        edit_slide(slide, input);
    } else if (what == 5) {
        edit_map(index, input);
    } else if (what == 6) {
        edit_series(&model->series[index % model->series_count], input);
    } else {
        edit_figure(&model->figures[index % model->figures_count], input);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const int MOMENTS[] = {0, 700, 9000, 31000};
    struct input input = {data, size};
    struct err err = {0};
    const size_t slide = take(&input) % model->slides_count;
    const uint8_t look = take(&input);
    const bool is_wide = look % 2 == 0;
    const struct still_config config = {
        .model = model,
        .text = text,
        .width_px = is_wide ? 640 : 360,
        .height_px = is_wide ? 360 : 640,
        .lang = look / 2 % 2,
        .slide = (int)slide,
        .is_flat = true,
    };
    for (int i = 0; i < EDITS_MAX && input.left > 3; i++) {
        edit(&model->slides[slide], &input);
    }
    struct still *still = still_open(&config, &err);
    if (still != NULL) {
        struct still_page page;
        if (look / 16 % 4 == 0) {
            (void)still_paint(still, MOMENTS[look / 4 % 4]);
        } else {
            still_read(still, MOMENTS[look / 4 % 4], false, &page);
        }
        still_close(still);
    }
    while (kept_count > 0) {
        const struct kept *keep = &kept[--kept_count];
        memcpy(keep->place, keep->was, keep->bytes);
    }
    arena_reset(&words);
    return 0;
}
