/* A support code played back: what stood on the screen when staff opened their pages, from the code's lines as a phone reads them. Those
 * that say which page it was are obeyed, the others are for a person and are passed over. The picture comes from still/, as that of
 * `vitrin --shot` does. */

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "still/still.h"

#define MOMENT_MAX_MS 600000

struct moment {
    struct still_config config;
    int ms;
    bool has_slide, has_at;
};

static bool
wrong(struct str line, const char *why, struct err *err) {
    return err_set(err, ERR_CONTENT, 0, "the support code's \"" STR_FMT "\": %s", STR_ARG(line), why);
}

/* What a visitor had switched on. Reach and large text are a visitor's way of looking at the same page: it is drawn as it is. */
static void
take_mode(struct moment *moment, struct str mode) {
    moment->config.is_contrast = moment->config.is_contrast || str_is(mode, "contrast");
    moment->config.is_reduced_motion = moment->config.is_reduced_motion || str_is(mode, "calm");
    if (str_is(mode, "reach") || str_is(mode, "large")) {
        printf("the page was looked at in another way (" STR_FMT "); it is drawn as it is\n", STR_ARG(mode));
    }
}

/* WIDTHxHEIGHT,LANG,MS[,MODE…] */
static bool
take_at(struct moment *moment, const struct content_model *model, struct str value) {
    struct str part;
    if (!str_next(&value, ',', &part) ||
        !str_to_size(part, &moment->config.width_px, &moment->config.height_px) ||
        !app_options_is_size(moment->config.width_px, moment->config.height_px) ||
        !str_next(&value, ',', &part)) {
        return false;
    }
    moment->config.lang = content_find_lang(model, part);
    if (moment->config.lang == CONTENT_NONE || !str_next(&value, ',', &part) ||
        !str_to_int(part, &moment->ms) || moment->ms < 0 || moment->ms > MOMENT_MAX_MS) {
        return false;
    }
    while (str_next(&value, ',', &part)) {
        take_mode(moment, part);
    }
    moment->has_at = true;
    return true;
}

static bool
take_line(struct moment *moment, const struct content_model *model, struct str line, struct err *err) {
    struct str value = line;
    struct str key;
    if (!str_next(&value, '=', &key)) {
        return wrong(line, "not key=value", err);
    }
    if (str_is(key, "pack")) {
        const struct str own = {model->pack_id.ptr, value.len < model->pack_id.len ? value.len : 0};
        return (value.len > 0 && str_equal(own, value)) ||
               err_set(err, ERR_CONTENT, 0, "the support code is of the pack " STR_FMT ", this is %.8s",
                       STR_ARG(value), model->pack_id.ptr);
    }
    if (str_is(key, "slide")) {
        moment->config.slide = content_find_slide(model, value);
        moment->has_slide = true;
        return moment->config.slide != CONTENT_NONE || wrong(line, "the pack has no such slide", err);
    }
    if (str_is(key, "at")) {
        return take_at(moment, model, value) || wrong(line, "not WIDTHxHEIGHT,LANGUAGE,MILLISECONDS", err);
    }
    return true;
}

bool
app_support_is(struct str text) {
    return str_starts_with(str_trim(text), "vitrin=");
}

bool
app_support_draw(struct app *app, struct str text, struct err *err) {
    struct moment moment = {.config = app_still_config(app)};
    struct str line;
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (!str_is_empty(line) && !take_line(&moment, app->model, line, err)) {
            return false;
        }
    }
    if (!moment.has_slide || !moment.has_at) {
        return err_set(err, ERR_CONTENT, 0, "the support code does not say which page was on the screen");
    }
    if (app->options.folder == NULL) {
        return err_set(err, ERR_USAGE, 0, "--replay of a support code: where to? --out FILE.png");
    }
    if (!app_still_save(&moment.config, moment.ms, app->options.folder, err)) {
        return false;
    }
    printf(STR_FMT ", %s, %dx%d, %d ms after it came on: %s\n",
           STR_ARG(app->model->slides[moment.config.slide].key),
           app->model->langs[moment.config.lang].locale.code, moment.config.width_px, moment.config.height_px,
           moment.ms, app->options.folder);
    return true;
}
