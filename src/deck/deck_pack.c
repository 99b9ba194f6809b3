/* Another pack takes over at the turn of a page, by the transition that every page has: the old slide fades on its own ground while the new
 * one comes, so no frame is empty. What is costly (the art, the next slide's layout, its layers and glyphs) is made before, one
 * thing a turn, from the new pack. Nothing else crosses: indexes are translated by keys, covers and grips end. */

#include <string.h>

#include "deck/deck_internal.h"

static bool
is_shown(const struct content_model *model, int slide) {
    return scene_class_find(model->slides[slide].kind) != NULL;
}

/* The first page of the pack's loop; in a pack without one, its first numbered page. */
static int
first_of(const struct content_model *model) {
    int first = CONTENT_NONE;
    for (int i = 0; i < (int)model->slides_count; i++) {
        const struct scene_class *klass = scene_class_find(model->slides[i].kind);
        if (klass == NULL) {
            continue;
        }
        if (model->slides[i].is_attract) {
            return i;
        }
        const bool is_numbered = !klass->is_cover && model->slides[i].parent == CONTENT_NONE;
        first = first == CONTENT_NONE && is_numbered ? i : first;
    }
    return first;
}

/* A slide of the present pack in the offered one: the same key, else the first. */
static int
slide_in(const struct deck *deck, const struct content_model *model, int slide) {
    const int same = content_find_slide(model, deck->config.model->slides[slide].key);
    return same != CONTENT_NONE && is_shown(model, same) ? same : first_of(model);
}

static int
lang_in(const struct deck *deck, const struct deck_pack *pack, int lang) {
    const struct str code = str_from_c(deck->config.model->langs[lang].locale.code);
    const int same = content_find_lang(pack->model, code);
    return same != CONTENT_NONE ? same : pack->lang;
}

static void
forget_offer(struct deck *deck) {
    if (deck->ahead_view >= 0 && deck->coming.is_there) {
        deck->ahead_view = -1;
    }
    deck_background_fini(&deck->coming.background);
    deck->coming = (struct deck_coming){0};
}

bool
deck_change_pack(struct deck *deck, const struct deck_pack *pack, time_ns now, struct err *err) {
    if (first_of(pack->model) == CONTENT_NONE) {
        return err_set(err, ERR_CONTENT, 0, "the pack has no slide of a kind this program knows");
    }
    forget_offer(deck);
    deck->ahead_view = -1;
    if (deck_pack_is_leaving(deck)) { /* a third pack: the first one's slide has faded long enough */
        deck->old_view = -1;
        deck->is_dirty = true;
    }
    deck->coming = (struct deck_coming){
        .is_there = true, .pack = *pack, .theme = theme_from_model(pack->model), .since = now};
    return true;
}

const struct content_model *
deck_model(const struct deck *deck) {
    return deck->config.model;
}

static bool
is_of(const struct deck *deck, int view, const struct content_model *model) {
    return view >= 0 && deck->views[view].scene.env.ui.model == model;
}

bool
deck_has_model(const struct deck *deck, const struct content_model *model) {
    return model == deck->config.model || (deck->coming.is_there && model == deck->coming.pack.model) ||
           model == deck->events.model || is_of(deck, deck->old_view, model) ||
           is_of(deck, deck->ahead_view, model);
}

/* ---- art ---- */

/* Does the picture that is there serve the offered pack as well? */
static bool
is_shared_art(const struct deck *deck, enum deck_art art, bool is_mirrored) {
    const bool is_portrait = deck->config.height_px > deck->config.width_px;
    const struct content_art *old = deck_background_art(deck->config.model, art, is_portrait);
    const struct content_art *new = deck_background_art(deck->coming.pack.model, art, is_portrait);
    const bool was_mirrored = !deck->views[deck->now_view].scene.env.ui.locale.is_rtl;
    return is_mirrored == was_mirrored && old != NULL && new != NULL &&
           old->png_bytes == new->png_bytes &&memcmp(old->png, new->png, old->png_bytes) == 0;
}

/* Decodes what the page after this one stands on, unless the old pack has the same picture. A visitor's language is not looked at: when
 * they have gone it is the show's own. */
static void
load_background(struct deck *deck) {
    struct deck_coming *coming = &deck->coming;
    const struct content_model *model = coming->pack.model;
    const int next = slide_in(deck, model, deck_next_in_loop(deck));
    const enum deck_art art = deck_art_of(&model->slides[next]);
    struct err err = {0};
    coming->made_for = deck_background_config_of(deck);
    coming->made_for.model = model;
    coming->made_for.is_mirrored = !model->langs[coming->pack.lang].locale.is_rtl;
    const bool is_there = art != DECK_ART_NONE && deck->background.images[art] != NULL &&
                          is_shared_art(deck, art, coming->made_for.is_mirrored);
    if (!is_there && !deck_background_load(&coming->background, &coming->made_for, art, &err)) {
        deck->is_dirty = true; /* without its picture the page is plain */
    }
    coming->has_background = true;
}

/* What both packs have goes over to the new one; the rest stays until the old slide has faded. What was decoded for another size or
 * direction is of no use. `lang`: of the page that comes, in the offered pack. */
static void
part_backgrounds(struct deck *deck, int lang) {
    struct deck_leaving *leaving = &deck->leaving;
    struct deck_background_config wanted = deck_background_config_of(deck);
    const struct deck_background_config *made = &deck->coming.made_for;
    wanted.is_mirrored = !deck->coming.pack.model->langs[lang].locale.is_rtl;
    if (wanted.width_px != made->width_px || wanted.height_px != made->height_px ||
        wanted.is_mirrored != made->is_mirrored || wanted.is_flat != made->is_flat) {
        deck_background_fini(&deck->coming.background);
    }
    deck_background_fini(&leaving->background);
    for (int i = 0; i < DECK_ART_COUNT; i++) {
        struct draw_image **new = &deck->coming.background.images[i];
        struct draw_image **old = &deck->background.images[i];
        leaving->is_shared[i] = *new == NULL &&is_shared_art(deck, (enum deck_art)i, wanted.is_mirrored);
        if (!leaving->is_shared[i]) {
            leaving->background.images[i] = *old;
            *old = *new;
            *new = NULL;
        }
    }
    deck->background.is_mirrored = wanted.is_mirrored;
}

bool
deck_pack_is_leaving(const struct deck *deck) {
    return deck->old_view >= 0 && !is_of(deck, deck->old_view, deck->config.model);
}

void
deck_pack_draw_background(const struct deck *deck, struct canvas *canvas, const struct theme *theme,
                          float come) {
    const struct deck_view *before = &deck->views[deck->old_view];
    const enum deck_art old = deck_art_of(deck_slide_of(deck, before));
    const enum deck_art now = deck_art_of(deck_slide_of(deck, &deck->views[deck->now_view]));
    struct deck_background below = deck->leaving.background;
    for (int i = 0; i < DECK_ART_COUNT; i++) {
        below.images[i] = deck->leaving.is_shared[i] ? deck->background.images[i] : below.images[i];
    }
    deck_background_draw(&below, canvas, &before->scene.env.ui.theme, old, old, 0.0f);
    if (old != now || now == DECK_ART_NONE || !deck->leaving.is_shared[now]) {
        draw_group_push(canvas, 0.0f, 0.0f, come);
        deck_background_draw(&deck->background, canvas, theme, now, now, 1.0f);
        draw_group_pop(canvas);
    }
}

/* ---- getting ready ---- */

static void
prepare_ahead(struct deck *deck) {
    const struct deck_coming *coming = &deck->coming;
    const int next = slide_in(deck, coming->pack.model, deck_next_in_loop(deck));
    struct deck_view_config config = deck_view_config_of(deck, deck_slide(deck));
    config.model = coming->pack.model;
    config.changes = coming->pack.changes;
    config.text = coming->pack.text;
    config.theme = deck->modes.is_on[MODE_CONTRAST] ? theme_high_contrast(&coming->theme) : coming->theme;
    config.zoom = 1.0f;
    deck->ahead_view = deck_free_view(deck);
    deck->is_ahead_warm = false;
    deck_view_prepare(&deck->views[deck->ahead_view], &config, next,
                      lang_in(deck, &coming->pack, deck->lang));
}

static bool
wants_ahead(const struct deck *deck) {
    return deck->ahead_view < 0 && deck->old_view < 0 && !deck->config.is_held && !deck->is_exploring;
}

void
deck_pack_update(struct deck *deck, time_ns now) {
    if (!deck_pack_is_leaving(deck)) {
        deck_background_fini(&deck->leaving.background);
    }
    if (deck->config.changes != NULL && now - deck->changed_at >= DECK_CHANGES_NS) {
        deck->config.changes = NULL; /* pages prepared from now on tell nothing any more */
    }
    if (!deck->coming.is_there || now == deck->coming.since) { /* opening it was this turn's work */
        return;
    }
    if (!deck->coming.has_background) {
        load_background(deck);
    } else if (wants_ahead(deck)) {
        prepare_ahead(deck);
    }
}

bool
deck_pack_is_preparing(const struct deck *deck) {
    return deck->coming.is_there && !deck->config.is_held &&
           (!deck->coming.has_background || wants_ahead(deck));
}

/* ---- taking over ---- */

static bool
may_take(const struct deck *deck, time_ns now) {
    const struct deck_coming *coming = &deck->coming;
    if (!coming->is_there || !coming->has_background) {
        return false;
    }
    if (deck->is_exploring) {
        return now - coming->since >= DECK_PACK_PATIENCE_NS;
    }
    const bool is_drawn = is_of(deck, deck->ahead_view, coming->pack.model) && deck->is_ahead_warm;
    return is_drawn || now - coming->since >= DECK_PACK_UNSEEN_NS;
}

/* Where the loop goes on. */
static int
loop_place(const struct deck *deck, int slide) {
    for (int i = 0; i < deck->looped_count; i++) {
        if (deck->looped[i] == slide) {
            return i;
        }
    }
    return 0;
}

bool
deck_pack_take(struct deck *deck, int *slide, time_ns now) {
    const struct deck_pack pack = deck->coming.pack;
    const bool is_held = deck->grip != GRIP_NONE;
    struct err err = {0};
    if (!may_take(deck, now)) {
        return false;
    }
    deck_let_go(deck, now); /* a scene that is held hears of it */
    const int looped = slide_in(deck, pack.model, deck->looped[deck->loop_at]);
    *slide = slide_in(deck, pack.model, *slide);
    const int lang = lang_in(deck, &pack, deck->lang);
    part_backgrounds(deck, lang);
    deck->lang = lang;
    deck->grip = is_held ? GRIP_GONE : GRIP_NONE;
    deck->config.model = pack.model;
    deck->config.changes = pack.changes;
    deck->config.text = pack.text;
    deck->config.lang = pack.lang;
    deck->theme = deck->coming.theme;
    deck->coming = (struct deck_coming){0};
    xassert(deck_collect_slides(deck, &err)); /* the offer was looked at */
    deck->loop_at = loop_place(deck, looped);
    deck->changed_at = now;
    deck->guard = (struct deck_guard){.count = 0}; /* its slides are the old pack's */
    covers_fini(&deck->covers);                    /* what they hold is the old pack's */
    covers_init(&deck->covers);
    return true;
}

void
deck_pack_fini(struct deck *deck) {
    deck_background_fini(&deck->coming.background);
    deck_background_fini(&deck->leaving.background);
}
