/* Name and note stand on the page's grid, 50 units apart; a name too long is set smaller. */

#include "scene/scene_hero.h"

#include "anim/timeline.h"

#define UNIT_PX 44.0f
#define LABEL_PX 40.0f
#define NOTE_PX 32.0f
#define NOTE_DROP 50.0f
#define COUNT_MS 1600
#define WORDS_MS 300

void
scene_hero_place(const struct ui *ui, struct hero *ret_hero, const struct content_item *item,
                 const struct hero_spec *spec) {
    ret_hero->color = ui_color_named(ui, item->color, spec->color);
    const struct numeral_spec number = {
        .number = {.start = spec->start,
                   .baseline = spec->y,
                   .px = spec->px,
                   .weight = 900,
                   .color = ret_hero->color},
        .unit_px = UNIT_PX,
        .unit_weight = 600,
        .unit_color = ui_color(ui, THEME_TEXT),
        .has_unit = true,
        .room = spec->w,
        .is_counting = true,
    };
    ret_hero->number = numeral_make(ui, &ui->model->figures[item->figure], &number);
    struct label_spec words = {.start = spec->start,
                               .baseline = spec->label_y,
                               .px = LABEL_PX,
                               .weight = 700,
                               .color = ui_color(ui, THEME_TEXT),
                               .wrap = spec->w,
                               .px_min = 30.0f,
                               .lines_max = 1};
    ret_hero->label = label_make(ui, ui_cell(ui, &item->label), &words);
    const struct str note = ui_cell(ui, &item->note);
    ret_hero->has_note = !str_is_empty(note);
    if (ret_hero->has_note) {
        words.baseline += NOTE_DROP;
        words.px = NOTE_PX;
        words.px_min = 28.0f;
        words.weight = 500;
        words.color = ui_color(ui, THEME_MUTED);
        ret_hero->note = label_make(ui, note, &words);
    }
}

void
scene_hero_draw(const struct ui *ui, struct canvas *canvas, const struct hero *hero, int start_ms,
                time_ns since) {
    const float told = timeline_value((struct span){start_ms + WORDS_MS, 300, EASE_OUT3}, since);
    numeral_draw(ui, canvas, &hero->number, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
    label_draw(ui, canvas, &hero->label, told, 0.0f);
    if (hero->has_note) {
        label_draw(ui, canvas, &hero->note, told, 0.0f);
    }
}
