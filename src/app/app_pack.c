/* One opened pack as one value, and two of them while the show changes from one to the other. Which is on the deck says; this only follows.
 * Each pack has a text engine of its own, for its font fills the gaps of the program's: making one takes less than a millisecond, and
 * what the next page needs of it is drawn ahead, so no cache is shared and none can hold another pack's glyphs. */

#include "app/app_pack.h"

#include <stdio.h>

#include "app/app.h"
#include "base/log.h"

#define BLOCK_BYTES (1u << 20)

bool
app_pack_open(struct app_pack *pack, const char *path, const char *fonts, struct err *err) {
    struct app_pack opened = {.model = NULL};
    if (snprintf(opened.path, sizeof(opened.path), "%s", path) >= (int)sizeof(opened.path)) {
        return err_set(err, ERR_LIMIT, 0, "the pack's file name is too long");
    }
    arena_init(&opened.arena, BLOCK_BYTES);
    if (content_load(&opened.arena, path, &opened.model, err)) {
        const struct content_font *fallback = content_find_font(opened.model, STR_LIT("fallback"));
        const struct text_config config = {.fonts_dir = fonts,
                                           .fallback_font = fallback != NULL ? fallback->file : NULL,
                                           .fallback_font_bytes =
                                               fallback != NULL ? fallback->file_bytes : 0};
        opened.text = text_create(&config, err);
    }
    if (opened.text == NULL) {
        app_pack_close(&opened);
        return false;
    }
    *pack = opened;
    return true;
}

void
app_pack_close(struct app_pack *pack) {
    text_destroy(pack->text);
    arena_fini(&pack->arena);
    *pack = (struct app_pack){.model = NULL};
}

/* The language that a person chose at the start, in another pack; its first when it has not got it. */
static int
lang_in(const struct app *app, const struct content_model *model) {
    const int lang = content_find_lang(model, str_from_c(app->model->langs[app->lang].locale.code));
    return lang != CONTENT_NONE ? lang : 0;
}

bool
app_pack_switch(struct app *app, const char *path, time_ns now, struct err *err) {
    struct app_pack next = {.model = NULL};
    if (!app_pack_open(&next, path, app->fonts, err)) {
        return false;
    }
    deck_update(app->deck, now); /* a turn that is due now comes first, and is told */
    app_stats_turn(app, now);
    app_pack_turn(app);
    next.changes = content_change_compare(&next.arena, app->model, next.model);
    const struct deck_pack offer = {
        .model = next.model, .changes = next.changes, .text = next.text, .lang = lang_in(app, next.model)};
    if (!deck_change_pack(app->deck, &offer, now, err)) {
        app_pack_close(&next);
        return err_prefix(err, "%s", path);
    }
    xassert(app->other_pack.model == NULL || !deck_has_model(app->deck, app->other_pack.model));
    app_pack_close(&app->other_pack);
    app->other_pack = next;
    return true;
}

static void
take_over(struct app *app) {
    const struct app_pack before = app->pack;
    const struct content_changes *changes = app->other_pack.changes;
    app->lang = lang_in(app, app->other_pack.model);
    app->slide = CONTENT_NONE;
    app->pack = app->other_pack;
    app->other_pack = before;
    app->model = app->pack.model;
    app->text = app->pack.text;
    if (app->is_changing) {
        app->source = app->coming_source;
        app->is_changing = false;
        app_trail_prove(app, clock_now(&app->clock));
    }
    log_line(LOG_INFO, "pack %.16s takes over from %.16s: %d figures and %d points moved",
             app->model->pack_id.ptr, before.model->pack_id.ptr, changes != NULL ? changes->figures_moved : 0,
             changes != NULL ? changes->points_moved : 0);
}

void
app_pack_turn(struct app *app) {
    if (app->other_pack.model == NULL) {
        return;
    }
    if (deck_model(app->deck) == app->other_pack.model) {
        take_over(app);
    }
    if (!deck_has_model(app->deck, app->other_pack.model)) {
        app_pack_close(&app->other_pack);
    }
}

void
app_pack_frame_end(struct app *app) {
    text_frame_end(app->text);
    if (app->other_pack.text != NULL) {
        text_frame_end(app->other_pack.text);
    }
}
