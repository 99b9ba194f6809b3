/* What stands in for a slide that could not be prepared: the show's title and one calm sentence. It rests on nothing but text,
 * so it cannot fail. */

#include "scene/scene_registry.h"
#include "ui/label.h"

struct fallback {
    struct label title, sentence;
};

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct fallback *fallback = scene->state;
    UNUSED(err);
    const float middle = ui->layout.height / 2.0f;
    const struct label_spec title = {.start = ui->layout.width / 2.0f,
                                     .baseline = middle - 20.0f,
                                     .px = 64.0f,
                                     .weight = 800,
                                     .color = ui_color(ui, THEME_TEXT),
                                     .anchor = TEXT_CENTER,
                                     .wrap = ui->layout.width - 2.0f * ui->layout.margin,
                                     .px_min = 40.0f,
                                     .lines_max = 1};
    const struct label_spec sentence = {.start = ui->layout.width / 2.0f,
                                        .baseline = middle + 60.0f,
                                        .px = 36.0f,
                                        .weight = 400,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .anchor = TEXT_CENTER};
    fallback->title = label_make(ui, ui->model->title.in[ui->lang], &title);
    fallback->sentence = label_make(ui, strings_get(STRING_UNAVAILABLE, ui->locale.code), &sentence);
    return STEP_DONE;
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct fallback *fallback = scene->state;
    UNUSED(since);
    label_draw(&scene->env.ui, canvas, &fallback->title, 1.0f, 0.0f);
    label_draw(&scene->env.ui, canvas, &fallback->sentence, 1.0f, 0.0f);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    UNUSED(since);
    return TIME_NEVER;
}

const struct scene_class scene_fallback_class = {
    .name = "fallback",
    .state_size = sizeof(struct fallback),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
};
