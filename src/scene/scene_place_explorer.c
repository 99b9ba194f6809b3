/* Slide kind `place_explorer`: all detail pages of this slide as pins on a map with a lens on its core, as cards, and as chips
 * that filter them by group. It has no item a place: its children (slides whose parent it is) tell where they are, of which group and
 * colour, their name and their card's second line, each by its item of role `place`.
 * Own items: hero (label under the count), hint (label), group (class, color, label), lens (place, label), outline, river
 * (geometry_set), named (place: gets its name on the map). A touch on a chip filters, on the last, cut card turns the cards' page; everything is
 * as at first when the slide is entered anew. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_lens_map.h"
#include "text/text_format.h"
#include "ui/star.h"

#define PLACES_MAX 64
#define GROUPS_MAX 5 /* the first is: all */
#define HINTS_MAX 2
#define NAMED_MAX 6
#define CONE_MS 600
#define PIN_MS 240
#define PIN_STAGGER_MS 20
#define FILTER_MS 240
#define CARD_STAGGER_MS 40
#define TOUCH_HALF 44.0f
#define NEXT_CARD_ALPHA 0.72f /* faded, and still to be read */
#define DIM 0.15f
#define CHIP_PAD 52.0f
#define CHIP_PAD_MIN 34.0f

struct composition {
    struct rect map;  /* from the start side */
    struct vec2 lens; /* from the start side */
    float lens_r;
    float hero_y, hero_px, hero_label_y, hint_y, hint_pitch;
    float chip_y, chip_pitch, chip_end;
    float card_y, card_w, card_h, card_pitch_x, card_pitch_y;
    int card_columns, cards; /* whole cards a page */
    struct rect more;        /* turns the page, from the start side */
};

static const struct composition LANDSCAPE = {{1160.0f, 48.0f, 664.0f, 598.0f},
                                             {920.0f, 424.0f},
                                             216.0f,
                                             404.0f,
                                             200.0f,
                                             474.0f,
                                             540.0f,
                                             50.0f,
                                             852.0f,
                                             104.0f,
                                             1840.0f,
                                             672.0f,
                                             440.0f,
                                             164.0f,
                                             460.0f,
                                             0.0f,
                                             4,
                                             3,
                                             {1476.0f, 672.0f, 440.0f, 164.0f}};
static const struct composition PORTRAIT = {{470.0f, 270.0f, 560.0f, 540.0f},
                                            {292.0f, 676.0f},
                                            190.0f,
                                            372.0f,
                                            130.0f,
                                            424.0f,
                                            0.0f,
                                            0.0f,
                                            892.0f,
                                            100.0f,
                                            1020.0f,
                                            1098.0f,
                                            456.0f,
                                            150.0f,
                                            480.0f,
                                            166.0f,
                                            2,
                                            6,
                                            {828.0f, 992.0f, 180.0f, 88.0f}};

struct pin {
    struct vec2 at; /* pixels */
};

struct card {
    const char *name; /* of its target */
    int slide, group;
    struct color color;
    struct pin pin;
    struct label title, note;
    bool has_note;
};

struct chip {
    struct rect box;
    struct label label, count, label_on, count_on;
    struct color color;
    struct str klass;
    struct vec2 dot;
};

struct place_explorer {
    const struct composition *at;
    struct lens_map lens_map;
    struct label lens_label, hero, hero_label, hints[HINTS_MAX], named[NAMED_MAX];
    size_t hint_count, named_count;
    bool has_lens_label;
    struct card cards[PLACES_MAX];
    int card_count;
    struct chip chips[GROUPS_MAX];
    int chip_count;
    /* what hands changed */
    int group, page; /* group 0: all */
    time_ns changed_at;
};

/* ---- map and lens ---- */

static bool
place_map(const struct scene *scene, struct place_explorer *all) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = all->at;
    const struct content_item *lens = content_item_at(scene->env.slide, "lens", 0);
    if (scene->env.slide->map == CONTENT_NONE || lens == NULL || lens->place == CONTENT_NONE) {
        return false;
    }
    const struct content_place *place = &ui->model->places[lens->place];
    const struct rect box = layout_rect(&ui->layout, at->map.x, at->map.y, at->map.w, at->map.h);
    scene_lens_map_prepare(scene, &all->lens_map, box, place,
                           layout_point(&ui->layout, at->lens.x, at->lens.y),
                           layout_px(&ui->layout, at->lens_r));
    const struct str words = ui_cell(ui, &lens->label);
    all->has_lens_label = !str_is_empty(words);
    if (all->has_lens_label) {
        const struct label_spec spec = {.px = 28.0f, .weight = 600, .color = ui_color(ui, THEME_SKY_TEXT)};
        const struct vec2 above = {all->lens_map.lens.x, all->lens_map.lens.y - all->lens_map.lens_px -
                                                             layout_px(&ui->layout, 22.0f)};
        all->lens_label = label_make_at(ui, words, &spec, above, TEXT_CENTER);
    }
    for (size_t i = 0; all->named_count < NAMED_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "named", i);
        if (item == NULL) {
            break;
        }
        const struct content_place *named = &ui->model->places[item->place];
        const struct label_spec spec = {.px = 28.0f, .weight = 600, .color = ui_color(ui, THEME_TEXT)};
        if (item->place != CONTENT_NONE &&
            scene_map_label(scene, item, named->name.in[ui->lang],
                            map_project(&all->lens_map.map, named->lon_deg, named->lat_deg), &spec,
                            &all->named[all->named_count])) {
            all->named_count++;
        }
    }
    return true;
}

/* ---- cards and chips ---- */

static int
group_of(const struct scene *scene, struct str klass) {
    for (size_t i = 0; i + 1 < GROUPS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "group", i);
        if (item != NULL && str_equal(item->klass, klass)) {
            return (int)i + 1;
        }
    }
    return 0;
}

/* Cards are laid out at the first place of the strip and moved from there. */
static void
place_card(const struct scene *scene, struct place_explorer *all, const struct content_slide *slide) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = all->at;
    const struct content_item *item = content_item_at(slide, "place", 0);
    if (item == NULL || item->place == CONTENT_NONE || all->card_count == PLACES_MAX) {
        return;
    }
    struct card *card = &all->cards[all->card_count++];
    card->name = str_to_c(ui->view, slide->key);
    card->slide = (int)(slide - ui->model->slides);
    card->group = group_of(scene, item->klass);
    card->color = ui_color_named(ui, item->color, THEME_SKY);
    card->pin.at = scene_lens_map_project(&all->lens_map, &ui->model->places[item->place]);
    const struct str note = ui_cell(ui, &item->note);
    struct label_spec spec = {.start = ui->layout.margin + 36.0f,
                              .baseline = at->card_y + 0.415f * at->card_h,
                              .px = 34.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT),
                              .wrap = at->card_w - 64.0f,
                              .px_min = 28.0f,
                              .lines_max = 1};
    card->title = label_make(ui, ui_cell(ui, &item->label), &spec);
    spec.baseline = at->card_y + 0.744f * at->card_h;
    spec.px = 30.0f;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_MUTED);
    card->has_note = !str_is_empty(note);
    card->note = label_make(ui, note, &spec);
}

static int
count_group(const struct place_explorer *all, int group) {
    int count = 0;
    for (int i = 0; i < all->card_count; i++) {
        count += group == 0 || all->cards[i].group == group ? 1 : 0;
    }
    return count;
}

static struct label
recoloured(struct label label, struct color color) {
    label.color = color;
    return label;
}

/* Returns: where the next chip begins. */
static struct vec2
place_chip(const struct ui *ui, struct place_explorer *all, struct str words, int group, struct vec2 start,
           float pad) {
    const struct composition *at = all->at;
    struct chip *chip = &all->chips[all->chip_count];
    const float dot = group == 0 ? 0.0f : 38.0f;
    const struct str number = format_number(ui->view, &ui->locale, (double)count_group(all, group), 0, true);
    for (int attempt = 0; attempt < 2; attempt++) {
        struct label_spec spec = {.start = start.x + pad + dot,
                                  .baseline = start.y + 55.0f,
                                  .px = 32.0f,
                                  .weight = 700,
                                  .color = ui_color(ui, THEME_TEXT)};
        chip->label = label_make(ui, words, &spec);
        spec.start += chip->label.block->width_px / ui->layout.scale + 13.0f;
        spec.weight = 500;
        spec.color = ui_color(ui, THEME_MUTED);
        chip->count = label_make(ui, number, &spec);
        const float w = spec.start - start.x + chip->count.block->width_px / ui->layout.scale + pad;
        chip->box = layout_rect(&ui->layout, start.x, start.y, w, 88.0f);
        chip->dot = layout_point(&ui->layout, start.x + pad + 12.0f, start.y + 44.0f);
        if (start.x + w <= at->chip_end || attempt == 1) {
            start.x += w + 16.0f;
            break;
        }
        start = (struct vec2){ui->layout.margin, start.y + at->chip_pitch};
    }
    chip->label_on = recoloured(chip->label, ui_color(ui, THEME_INK));
    chip->count_on = recoloured(chip->count, ui_color(ui, THEME_ON_LIGHT));
    all->chip_count++;
    return start;
}

/* Returns: the top of the last row. */
static float
place_chip_rows(const struct scene *scene, struct place_explorer *all, float pad) {
    const struct ui *ui = &scene->env.ui;
    struct vec2 start = {ui->layout.margin, all->at->chip_y};
    all->chip_count = 0;
    start = place_chip(ui, all, strings_get(STRING_ALL, ui->locale.code), 0, start, pad);
    for (size_t i = 0; i + 1 < GROUPS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "group", i);
        if (item != NULL) {
            all->chips[all->chip_count].color = ui_color_named(ui, item->color, THEME_SKY);
            start = place_chip(ui, all, ui_cell(ui, &item->label), (int)i + 1, start, pad);
        }
    }
    return start.y;
}

/* Narrower chips rather than a second row where there is room for one only. */
static void
place_chips(const struct scene *scene, struct place_explorer *all) {
    const bool is_portrait = scene->env.ui.layout.is_portrait;
    float pad = is_portrait ? CHIP_PAD_MIN : CHIP_PAD;
    while (place_chip_rows(scene, all, pad) > all->at->chip_y && !is_portrait && pad > CHIP_PAD_MIN) {
        pad -= 3.0f;
    }
}

static void
place_hero(const struct scene *scene, struct place_explorer *all) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = all->at;
    const struct content_item *hero = content_item_at(scene->env.slide, "hero", 0);
    struct label_spec spec = {.start = ui->layout.margin,
                              .baseline = at->hero_y,
                              .px = at->hero_px,
                              .weight = 900,
                              .color = ui_color(ui, THEME_TEXT),
                              .flags = TEXT_NUMERAL};
    all->hero = label_make(ui, format_number(ui->view, &ui->locale, (double)all->card_count, 0, true), &spec);
    spec.flags = 0;
    spec.baseline = at->hero_label_y;
    spec.px = ui->layout.is_portrait ? 34.0f : 40.0f;
    spec.weight = 700;
    all->hero_label = label_make(ui, hero != NULL ? ui_cell(ui, &hero->label) : (struct str){"", 0}, &spec);
    spec.px = 32.0f;
    spec.weight = 400;
    spec.color = ui_color(ui, THEME_MUTED);
    for (size_t i = 0; i < HINTS_MAX && at->hint_y > 0.0f; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "hint", i);
        if (item == NULL) {
            return;
        }
        spec.baseline = at->hint_y + at->hint_pitch * (float)i;
        all->hints[all->hint_count++] = label_make(ui, ui_cell(ui, &item->label), &spec);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct content_model *model = ui->model;
    struct place_explorer *all = scene->state;
    all->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    all->changed_at = -TIME_S(10);
    if (!place_map(scene, all)) {
        err_set(err, ERR_CONTENT, 0, "an explorer needs a map and an item `lens` with a place");
        return STEP_FAILED;
    }
    for (size_t i = 0; i < model->slides_count; i++) {
        if (model->slides[i].parent == (int)(scene->env.slide - model->slides)) {
            place_card(scene, all, &model->slides[i]);
        }
    }
    place_chips(scene, all);
    place_hero(scene, all);
    return STEP_DONE;
}

/* ---- hands ---- */

static int
page_count(const struct place_explorer *all) {
    const int cards = count_group(all, all->group);
    return cards > 0 ? (cards + all->at->cards - 1) / all->at->cards : 1;
}

static struct rect
more_box(const struct ui *ui, const struct place_explorer *all) {
    const struct rect *more = &all->at->more;
    return layout_rect(&ui->layout, more->x, more->y, more->w, more->h);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    struct place_explorer *all = scene->state;
    for (int i = 0; i < all->chip_count; i++) {
        if (rect_contains(all->chips[i].box, action->at_px.x, action->at_px.y)) {
            all->group = i;
            all->page = 0;
            all->changed_at = since;
            return SCENE_HANDLED;
        }
    }
    if (page_count(all) > 1 && rect_contains(more_box(ui, all), action->at_px.x, action->at_px.y)) {
        all->page = (all->page + 1) % page_count(all);
        all->changed_at = since;
        return SCENE_HANDLED;
    }
    return SCENE_IGNORED;
}

/* The nth card (from 0) of the group shown, from the first of the page on. Returns: NULL past the last. */
static const struct card *
card_at(const struct place_explorer *all, int slot) {
    int skip = all->page * all->at->cards + slot;
    for (int i = 0; i < all->card_count; i++) {
        const bool is_shown = all->group == 0 || all->cards[i].group == all->group;
        if (is_shown && skip-- == 0) {
            return &all->cards[i];
        }
    }
    return NULL;
}

static struct rect
slot_box(const struct ui *ui, const struct place_explorer *all, int slot) {
    const struct composition *at = all->at;
    const int row = slot / at->card_columns;
    return layout_rect(&ui->layout, ui->layout.margin + at->card_pitch_x * (float)(slot % at->card_columns),
                       at->card_y + at->card_pitch_y * (float)row, at->card_w, at->card_h);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    static const char *const CHIPS[GROUPS_MAX] = {"chip 0", "chip 1", "chip 2", "chip 3", "chip 4"};
    const struct ui *ui = &scene->env.ui;
    const struct place_explorer *all = scene->state;
    UNUSED(since);
    for (int i = 0; i < all->chip_count; i++) {
        target_add(list, CHIPS[i], all->chips[i].box, ACTION_TOUCH);
    }
    if (page_count(all) > 1) {
        target_add(list, "more", more_box(ui, all), ACTION_TOUCH);
    }
    for (int slot = 0; slot < all->at->cards; slot++) {
        const struct card *card = card_at(all, slot);
        if (card != NULL) {
            target_add_slide(list, card->name, slot_box(ui, all, slot), card->slide);
        }
    }
    const float half = layout_px(&ui->layout, TOUCH_HALF);
    for (int i = 0; i < all->card_count; i++) { /* they may lie over each other: the nearest answers */
        const struct pin *pin = &all->cards[i].pin;
        const struct rect box = {pin->at.x - half, pin->at.y - half, 2.0f * half, 2.0f * half};
        target_add_slide(list, all->cards[i].name, box, all->cards[i].slide);
    }
}

/* ---- drawing ---- */

static void
draw_pins(const struct ui *ui, struct canvas *canvas, const struct place_explorer *all, time_ns since) {
    const struct card *first = card_at(all, 0);
    const float filtered = timeline_value((struct span){0, FILTER_MS, EASE_OUT3}, since - all->changed_at);
    for (int i = all->card_count - 1; i >= 0; i--) {
        const struct card *card = &all->cards[i];
        const float shown =
            timeline_stagger((struct span){CONE_MS, PIN_MS, EASE_OUT3}, i, PIN_STAGGER_MS, since);
        const bool is_out = all->group != 0 && card->group != all->group;
        const float kept = is_out ? float_mix(1.0f, DIM, filtered) : 1.0f;
        const float r = layout_px(&ui->layout, (is_out ? float_mix(11.0f, 7.0f, filtered) : 11.0f) * shown);
        if (card != first && r > 0.0f) {
            draw_circle(canvas, card->pin.at, r + layout_px(&ui->layout, 2.5f),
                        color_fade(ui_color(ui, THEME_INK), kept));
            draw_circle(canvas, card->pin.at, r, color_fade(card->color, kept));
        }
    }
    if (first != NULL) {
        const float shown = timeline_value((struct span){CONE_MS, 300, EASE_OUT3}, since);
        draw_glow(canvas, first->pin.at, layout_px(&ui->layout, 76.0f),
                  color_fade(first->color, 0.6f * shown));
        star_draw(canvas, first->pin.at, layout_px(&ui->layout, 28.0f) * shown, ui_color(ui, THEME_TEXT));
        star_draw(canvas, first->pin.at, layout_px(&ui->layout, 24.0f) * shown, first->color);
    }
}

static void
draw_card(const struct ui *ui, struct canvas *canvas, const struct place_explorer *all, int slot,
          const struct card *card) {
    const struct rect box = slot_box(ui, all, slot);
    const struct rect home = slot_box(ui, all, 0);
    const bool is_first = slot == 0;
    const float end = layout_end_sign(&ui->layout);
    const float near = end < 0.0f ? box.x + box.w : box.x;
    const struct color title = ui_color(ui, is_first ? THEME_INK : THEME_TEXT);
    const struct color note = ui_color(ui, is_first ? THEME_ON_LIGHT : THEME_MUTED);
    draw_round_rect(canvas, box, layout_px(&ui->layout, 20.0f),
                    draw_solid(ui_color(ui, is_first ? THEME_TEXT : THEME_SURFACE)));
    const float bar_w = layout_px(&ui->layout, 6.0f);
    const float bar_x = near + end * layout_px(&ui->layout, 8.0f) - (end < 0.0f ? bar_w : 0.0f);
    draw_round_rect(canvas, (struct rect){bar_x, box.y + 0.17f * box.h, bar_w, 0.66f * box.h}, bar_w / 2.0f,
                    draw_solid(card->color));
    draw_group_push(canvas, roundf(box.x - home.x), roundf(box.y - home.y), 1.0f);
    const struct label words = recoloured(card->title, title);
    const struct label below = recoloured(card->note, note);
    label_draw(ui, canvas, &words, 1.0f, 0.0f);
    if (card->has_note) {
        label_draw(ui, canvas, &below, 1.0f, 0.0f);
    }
    draw_group_pop(canvas);
}

static void
draw_chevron(const struct ui *ui, struct canvas *canvas, struct vec2 at) {
    const float end = layout_end_sign(&ui->layout);
    const float x = layout_px(&ui->layout, 8.0f) * end;
    const float y = layout_px(&ui->layout, 15.0f);
    const struct vec2 points[3] = {{at.x - x, at.y - y}, {at.x + x, at.y}, {at.x - x, at.y + y}};
    draw_polyline(canvas, points, 3, layout_px(&ui->layout, 4.0f), false, ui_color(ui, THEME_TEXT));
}

static void
draw_cards(const struct ui *ui, struct canvas *canvas, const struct place_explorer *all, time_ns since) {
    const time_ns turned = since - all->changed_at;
    for (int slot = 0; slot < all->at->cards; slot++) {
        const struct card *card = card_at(all, slot);
        const float entered =
            timeline_stagger((struct span){200, 300, EASE_OUT3}, slot, CARD_STAGGER_MS, since);
        const float flowed =
            timeline_stagger((struct span){0, 240, EASE_OUT3}, slot, CARD_STAGGER_MS, turned);
        if (card != NULL) {
            const float travel =
                layout_px(&ui->layout, 40.0f) * layout_end_sign(&ui->layout) * (1.0f - flowed);
            draw_group_push(canvas, roundf(travel), 0.0f, entered * flowed);
            draw_card(ui, canvas, all, slot, card);
            draw_group_pop(canvas);
        }
    }
    if (page_count(all) > 1) { /* the next cards look in, faded at the page's edge */
        const struct rect box = more_box(ui, all);
        const struct card *next = card_at(all, all->at->cards);
        const float end = layout_end_sign(&ui->layout);
        const float shown = timeline_value((struct span){320, 300, EASE_OUT3}, since);
        draw_group_push(canvas, 0.0f, 0.0f, shown);
        if (!ui->layout.is_portrait && next != NULL) {
            draw_group_push(canvas, 0.0f, 0.0f, NEXT_CARD_ALPHA);
            draw_card(ui, canvas, all, all->at->cards, next);
            draw_group_pop(canvas);
        } else {
            draw_round_rect(canvas, box, layout_px(&ui->layout, ui->layout.is_portrait ? 44.0f : 20.0f),
                            draw_solid(color_fade(ui_color(ui, THEME_SURFACE_2), 0.9f)));
        }
        draw_chevron(
            ui, canvas,
            (struct vec2){box.x + box.w / 2.0f + (ui->layout.is_portrait ? 0.0f : end * 0.30f * box.w),
                          box.y + box.h / 2.0f});
        draw_group_pop(canvas);
    }
}

static void
draw_chips(const struct ui *ui, struct canvas *canvas, const struct place_explorer *all, float shown) {
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    for (int i = 0; i < all->chip_count; i++) {
        const struct chip *chip = &all->chips[i];
        const bool is_on = i == all->group;
        const float radius = chip->box.h / 2.0f;
        draw_round_rect(canvas, chip->box, radius,
                        draw_solid(ui_color(ui, is_on ? THEME_TEXT : THEME_SURFACE)));
        if (!is_on) {
            draw_round_rect_outline(canvas, chip->box, radius, layout_px(&ui->layout, 2.0f),
                                    ui_color(ui, THEME_COAST));
        }
        if (i > 0) {
            draw_circle(canvas, chip->dot, layout_px(&ui->layout, 12.0f), chip->color);
        }
        label_draw(ui, canvas, is_on ? &chip->label_on : &chip->label, 1.0f, 0.0f);
        label_draw(ui, canvas, is_on ? &chip->count_on : &chip->count, 1.0f, 0.0f);
    }
    draw_group_pop(canvas);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct place_explorer *all = scene->state;
    const float opened = timeline_value((struct span){0, CONE_MS, EASE_IN_OUT3}, since);
    const float shown = timeline_value((struct span){100, 300, EASE_OUT3}, since);
    scene_lens_map_draw(ui, canvas, &all->lens_map, opened);
    draw_pins(ui, canvas, all, since);
    label_draw(ui, canvas, &all->hero, shown, 0.0f);
    label_draw(ui, canvas, &all->hero_label, shown, 0.0f);
    for (size_t i = 0; i < all->hint_count; i++) {
        label_draw(ui, canvas, &all->hints[i], shown, 0.0f);
    }
    for (size_t i = 0; i < all->named_count; i++) {
        label_draw(ui, canvas, &all->named[i], opened, 0.0f);
    }
    if (all->has_lens_label) {
        label_draw(ui, canvas, &all->lens_label, opened, 0.0f);
    }
    draw_cards(ui, canvas, all, since);
    draw_chips(ui, canvas, all, shown);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct place_explorer *all = scene->state;
    const int settled_ms = CONE_MS + PIN_MS + PIN_STAGGER_MS * all->card_count;
    return since - all->changed_at < TIME_S(1) ? since : scene_change_until(settled_ms, since);
}

const struct scene_class scene_place_explorer_class = {
    .name = "place_explorer",
    .state_size = sizeof(struct place_explorer),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
