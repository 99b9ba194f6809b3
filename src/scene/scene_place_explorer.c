/* Slide kind `place_explorer`: all detail pages of this slide as pins on a map with a lens on its core, as cards, and as chips
 * that filter them by group. It has no item a place: its children (slides whose parent it is) tell where they are, of which group and
 * colour, their name and their card's second line, each by its item of role `place`.
 * Own items: hero (label under the count), hint (label), group (class, color, label), lens (place, label), outline, river
 * (geometry_set), named (place: gets its name on the map). A pin that is touched comes forward, with its card; the card, or the pin once more,
 * opens its page. Map and strip move under the hand (scene_explorer_map.c, scene_explorer_strip.c). */

#include "scene/scene_registry.h"

#include <math.h>
#include <stdio.h>

#include "anim/timeline.h"
#include "scene/scene_explorer_map.h"
#include "scene/scene_explorer_strip.h"
#include "text/text_format.h"

#define GROUPS_MAX 5 /* the first is: all */
#define HINTS_MAX 2
#define CONE_MS 600
#define PIN_MS 240
#define PIN_STAGGER_MS 20
#define FILTER_MS 240
#define TOUCH_HALF 44.0f
#define CHIP_PAD 52.0f
#define CHIP_PAD_MIN 34.0f

struct composition {
    struct explorer_place map;
    struct strip_place strip;
    float hero_y, hero_px, hero_label_y, hint_y, hint_pitch;
    float chip_y, chip_pitch, chip_end;
};

static const struct composition LANDSCAPE = {
    .map = {.map = {1160.0f, 48.0f, 664.0f, 598.0f},
            .window = {720.0f, 0.0f, 1200.0f, 664.0f},
            .zoom = {604.0f, 346.0f, 88.0f, 88.0f},
            .zoom_pitch = {0.0f, 104.0f},
            .lens = {920.0f, 424.0f},
            .lens_r = 216.0f,
            .fade_side = 120.0f,
            .fade_below = 64.0f},
    .strip = {.y = 672.0f,
              .w = 440.0f,
              .h = 164.0f,
              .pitch_x = 460.0f,
              .pitch_y = 0.0f,
              .columns = 4,
              .cards = 3,
              .end = 1480.0f,
              .more = {1476.0f, 672.0f, 440.0f, 164.0f},
              .clip_y = 668.0f,
              .clip_h = 172.0f},
    .hero_y = 404.0f,
    .hero_px = 200.0f,
    .hero_label_y = 474.0f,
    .hint_y = 540.0f,
    .hint_pitch = 50.0f,
    .chip_y = 852.0f,
    .chip_pitch = 104.0f,
    .chip_end = 1824.0f,
};
static const struct composition PORTRAIT = {
    .map = {.map = {470.0f, 270.0f, 560.0f, 540.0f},
            .window = {0.0f, 240.0f, 1080.0f, 536.0f}, /* above the buttons */
            .zoom = {712.0f, 784.0f, 88.0f, 88.0f},
            .zoom_pitch = {104.0f, 0.0f},
            .lens = {292.0f, 676.0f},
            .lens_r = 190.0f,
            .fade_side = 0.0f,
            .fade_above = 110.0f,
            .fade_page = 90.0f,
            .fade_below = 40.0f},
    .strip = {.y = 1098.0f,
              .w = 456.0f,
              .h = 150.0f,
              .pitch_x = 480.0f,
              .pitch_y = 166.0f,
              .columns = 2,
              .cards = 6,
              .end = 1008.0f,
              .more = {828.0f, 992.0f, 180.0f, 88.0f},
              .clip_y = 1094.0f,
              .clip_h = 490.0f},
    .hero_y = 372.0f,
    .hero_px = 130.0f,
    .hero_label_y = 424.0f,
    .chip_y = 892.0f,
    .chip_pitch = 100.0f,
    .chip_end = 1008.0f,
};

struct chip {
    struct rect box;
    struct label label, count, label_on, count_on;
    struct color color;
    struct vec2 dot;
};

/* What hands changed; carried over when the slide is laid out anew. */
struct hands {
    struct explorer_view view;
    struct scroll scroll;
    int group;          /* 0: all */
    int selected_1;     /* the card in front, from 1; 0: the strip's first */
    time_ns changed_at; /* of the group; 0: never */
};

struct place_explorer {
    struct hands hands; /* first: see scene_class.hands_size */
    const struct composition *at;
    struct explorer_map map;
    struct strip strip;
    struct label hero, hero_label, hints[HINTS_MAX];
    size_t hint_count;
    const char *pin_names[PINS_MAX];
    struct chip chips[GROUPS_MAX];
    int chip_count;
};
_Static_assert(sizeof(struct hands) <= SCENE_HANDS_BYTES_MAX, "hands are carried in a buffer of this size");

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

static void
place_child(const struct scene *scene, struct place_explorer *all, const struct content_slide *slide) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(slide, "place", 0);
    if (item == NULL || item->place == CONTENT_NONE || all->strip.card_count == PINS_MAX) {
        return;
    }
    const int group = group_of(scene, item->klass);
    all->pin_names[all->strip.card_count] = str_format(ui->view, "pin " STR_FMT, STR_ARG(slide->key)).ptr;
    strip_add(ui, &all->strip, slide, item, group);
    explorer_map_add_pin(&all->map, &ui->model->places[item->place],
                         ui_color_named(ui, item->color, THEME_SKY), group);
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
    const struct str number =
        format_number(ui->view, &ui->locale, (double)strip_count_group(&all->strip, group), 0, true);
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
        pad -= 1.0f;
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
    all->hero =
        label_make(ui, format_number(ui->view, &ui->locale, (double)all->strip.card_count, 0, true), &spec);
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

/* What moved has arrived. */
static void
settle(struct hands *hands) {
    map_camera_settle(&hands->view.camera);
    scroll_settle(&hands->scroll);
    hands->view.turned_at = 0;
    hands->changed_at = 0;
}

/* In a new layout what was held is let go, and nothing waits for a moment of the old one. */
static void
arrive(struct hands *hands) {
    if (hands->view.camera.is_held) {
        map_camera_release(&hands->view.camera, 0.0f, 0.0f, 0);
    }
    if (hands->scroll.is_held) {
        scroll_release(&hands->scroll, 0.0f, 0);
    }
    settle(hands);
}

static void
calm(const struct scene *scene, struct hands *hands) {
    if (scene->env.is_reduced_motion) {
        settle(hands);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct content_model *model = ui->model;
    struct place_explorer *all = scene->state;
    if (all->at != NULL) { /* all is placed; the pins are making room */
        return explorer_map_spread(ui, &all->map);
    }
    all->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    all->strip.at = &all->at->strip;
    if (!explorer_map_prepare(scene, &all->map, &all->hands.view, &all->at->map)) {
        err_set(err, ERR_CONTENT, 0, "an explorer needs a map and an item `lens` with a place");
        return STEP_FAILED;
    }
    for (size_t i = 0; i < model->slides_count; i++) {
        if (model->slides[i].parent == (int)(scene->env.slide - model->slides)) {
            place_child(scene, all, &model->slides[i]);
        }
    }
    strip_show_group(&all->strip, all->hands.group);
    strip_place_scroll(ui, &all->strip, &all->hands.scroll, 0);
    if (all->hands.selected_1 > 0) {
        strip_scroll_to(&all->strip, &all->hands.scroll, all->hands.selected_1 - 1, 0);
    }
    arrive(&all->hands);
    place_chips(scene, all);
    place_hero(scene, all);
    return STEP_MORE;
}

/* ---- hands ---- */

static int
selected_of(const struct place_explorer *all) {
    return all->hands.selected_1 > 0 ? all->hands.selected_1 - 1
                                     : strip_first(&all->strip, &all->hands.scroll);
}

static void
filter(const struct ui *ui, struct place_explorer *all, int group, time_ns since) {
    struct hands *hands = &all->hands;
    hands->group = group;
    hands->selected_1 = 0;
    hands->changed_at = since;
    strip_show_group(&all->strip, group);
    strip_place_scroll(ui, &all->strip, &hands->scroll, since);
    scroll_to(&hands->scroll, 0.0f, since);
    scroll_settle(&hands->scroll);
}

static void
select(struct place_explorer *all, int card, time_ns since) {
    struct hands *hands = &all->hands;
    hands->selected_1 = card + 1;
    strip_scroll_to(&all->strip, &hands->scroll, card, since);
    explorer_map_show_pin(&all->map, &hands->view, (size_t)card, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    struct place_explorer *all = scene->state;
    enum scene_reply reply = SCENE_HANDLED;
    int chip = 0;
    while (chip < all->chip_count && !rect_contains(all->chips[chip].box, action->at_px.x, action->at_px.y)) {
        chip++;
    }
    if (action->kind == ACTION_ZOOM) {
        explorer_map_zoom(&all->map, &all->hands.view, action->arg, since);
    } else if (action->kind == ACTION_PART) {
        select(all, action->arg, since);
    } else if (chip < all->chip_count) {
        filter(ui, all, chip, since);
    } else if (strip_contains_more(ui, &all->strip, &all->hands.scroll, action->at_px)) {
        strip_more(&all->strip, &all->hands.scroll, since);
        all->hands.selected_1 = 0;
    } else {
        reply = SCENE_IGNORED;
    }
    calm(scene, &all->hands);
    return reply;
}

static enum scene_reply
hand_on_strip(const struct ui *ui, struct place_explorer *all, const struct gesture *gesture, time_ns since) {
    struct scroll *scroll = &all->hands.scroll;
    if (gesture->is_begin) {
        scroll_grab(scroll, since);
    }
    if (!scroll->is_held) {
        return SCENE_IGNORED;
    }
    if (gesture->kind == GESTURE_DRAG) {
        scroll_drag(scroll, strip_along(ui, gesture->dx_px, gesture->dy_px));
    } else {
        scroll_release(scroll, strip_along(ui, gesture->vx_px_per_s, gesture->vy_px_per_s), since);
        all->hands.selected_1 = 0; /* what the strip brings first comes forward */
    }
    return SCENE_HANDLED;
}

static enum scene_reply
hand(struct scene *scene, const struct gesture *gesture, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    struct place_explorer *all = scene->state;
    const bool is_strip = gesture->is_begin
                              ? gesture->kind == GESTURE_DRAG &&
                                    strip_contains(ui, &all->strip, gesture->start_x_px, gesture->start_y_px)
                              : all->hands.scroll.is_held;
    const enum scene_reply reply = is_strip ? hand_on_strip(ui, all, gesture, since)
                                            : explorer_map_hand(&all->map, &all->hands.view, gesture, since);
    calm(scene, &all->hands);
    return reply;
}

static bool
mark(const struct scene *scene, int slide, time_ns since, struct vec2 *ret_at) {
    const struct place_explorer *all = scene->state;
    struct vec2 places[PINS_MAX];
    explorer_map_pins(&all->map, &all->hands.view, since, places);
    for (int i = 0; i < all->strip.card_count; i++) {
        if (all->strip.cards[i].slide == slide) {
            *ret_at = places[i];
            return !all->hands.view.is_open || rect_contains(all->map.window, places[i].x, places[i].y);
        }
    }
    return false;
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    static const char *const CHIPS[GROUPS_MAX] = {"chip 0", "chip 1", "chip 2", "chip 3", "chip 4"};
    const struct ui *ui = &scene->env.ui;
    const struct place_explorer *all = scene->state;
    struct vec2 places[PINS_MAX];
    for (int i = 0; i < all->chip_count; i++) {
        target_add(list, CHIPS[i], all->chips[i].box, ACTION_TOUCH);
    }
    strip_targets(ui, &all->strip, &all->hands.scroll, since, list);
    explorer_map_targets(&all->map, &all->hands.view, list);
    explorer_map_pins(&all->map, &all->hands.view, since, places);
    const float half = layout_px(&ui->layout, TOUCH_HALF);
    for (int i = 0; i < all->strip.card_count; i++) { /* they may lie over each other: the nearest answers */
        const struct rect box = {places[i].x - half, places[i].y - half, 2.0f * half, 2.0f * half};
        const bool is_in = all->hands.group == 0 || all->strip.cards[i].group == all->hands.group;
        if (!is_in ||
            (all->hands.view.is_open && !rect_contains(all->map.window, places[i].x, places[i].y))) {
            continue;
        }
        if (i == selected_of(all)) {
            target_add_slide(list, all->pin_names[i], box, all->strip.cards[i].slide);
        } else {
            target_add_arg(list, all->pin_names[i], box, ACTION_PART, i);
        }
    }
}

/* ---- drawing ---- */

static void
draw_chips(const struct ui *ui, struct canvas *canvas, const struct place_explorer *all, float shown) {
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    for (int i = 0; i < all->chip_count; i++) {
        const struct chip *chip = &all->chips[i];
        const bool is_on = i == all->hands.group;
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
    const struct hands *hands = &all->hands;
    const float shown = timeline_value((struct span){100, 300, EASE_OUT3}, since);
    const struct explorer_light light = {
        .group = hands->group,
        .selected = selected_of(all),
        .filtered = timeline_value((struct span){0, FILTER_MS, EASE_OUT3}, since - hands->changed_at)};
    explorer_map_draw(ui, canvas, &all->map, &hands->view, &light, since);
    /* upright, the window takes the hero's place */
    const float told =
        ui->layout.is_portrait ? shown * (1.0f - explorer_map_open(&hands->view, since)) : shown;
    label_draw(ui, canvas, &all->hero, told, 0.0f);
    label_draw(ui, canvas, &all->hero_label, told, 0.0f);
    for (size_t i = 0; i < all->hint_count; i++) {
        label_draw(ui, canvas, &all->hints[i], shown, 0.0f);
    }
    const time_ns flowed_at = hands->changed_at != 0 ? hands->changed_at : -TIME_S(10);
    strip_draw(ui, canvas, &all->strip, &hands->scroll, selected_of(all), flowed_at, since);
    draw_chips(ui, canvas, all, shown);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct place_explorer *all = scene->state;
    const struct hands *hands = &all->hands;
    const int settled_ms = CONE_MS + PIN_MS + PIN_STAGGER_MS * all->strip.card_count;
    const bool is_moving = explorer_map_is_moving(&hands->view, since) ||
                           scroll_is_moving(&hands->scroll, since) ||
                           (hands->changed_at != 0 && since - hands->changed_at < TIME_S(1));
    return is_moving ? since : scene_change_until(settled_ms, since);
}

const struct scene_class scene_place_explorer_class = {
    .name = "place_explorer",
    .state_size = sizeof(struct place_explorer),
    .hands_size = sizeof(struct hands),
    .prepare = prepare,
    .action = action,
    .hand = hand,
    .mark = mark,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
