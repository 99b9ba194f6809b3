/* Background art: decoded when a slide first needs it. Left-to-right pages show it mirrored. */

#include "deck/deck_background.h"

enum deck_art
deck_art_of(const struct content_slide *slide) {
    if (str_is_empty(slide->art)) {
        return DECK_ART_NONE;
    }
    return str_is(slide->art, "attract") ? DECK_ART_ATTRACT : DECK_ART_PLAIN;
}

const struct content_art *
deck_background_art(const struct content_model *model, enum deck_art art, bool is_portrait) {
    static const char *const KEYS[DECK_ART_COUNT][2] = {{"land", "port"}, {"attract", "attract-port"}};
    return content_find_art(model, str_from_c(KEYS[art][is_portrait]));
}

/* What is there serves this size and direction, or is gone. */
static void
fit(struct deck_background *background, const struct deck_background_config *config) {
    const bool is_other_size =
        background->width_px != config->width_px || background->height_px != config->height_px;
    if (is_other_size || config->is_flat) {
        deck_background_fini(background);
    }
    for (int i = 0; i < DECK_ART_COUNT && background->is_mirrored != config->is_mirrored; i++) {
        if (background->images[i] != NULL) {
            draw_image_mirror(background->images[i]);
        }
    }
    background->width_px = config->width_px;
    background->height_px = config->height_px;
    background->is_mirrored = config->is_mirrored;
}

bool
deck_background_load(struct deck_background *background, const struct deck_background_config *config,
                     enum deck_art art, struct err *err) {
    fit(background, config);
    if (art == DECK_ART_NONE || config->is_flat || background->images[art] != NULL) {
        return true;
    }
    const struct content_art *found =
        deck_background_art(config->model, art, config->height_px > config->width_px);
    if (found == NULL) {
        return true;
    }
    background->images[art] =
        draw_image_decode(found->png, found->png_bytes, config->width_px, config->height_px, err);
    if (background->images[art] == NULL) {
        return err_prefix(err, "art " STR_FMT, STR_ARG(found->key));
    }
    if (config->is_mirrored) {
        draw_image_mirror(background->images[art]);
    }
    return true;
}

void
deck_background_fini(struct deck_background *background) {
    for (int i = 0; i < DECK_ART_COUNT; i++) {
        draw_image_destroy(background->images[i]);
        background->images[i] = NULL;
    }
}

void
deck_background_draw(const struct deck_background *background, struct canvas *canvas,
                     const struct theme *theme, enum deck_art old, enum deck_art now, float come) {
    const float w = (float)draw_canvas_width(canvas);
    const float h = (float)draw_canvas_height(canvas);
    const struct draw_image *below = old == DECK_ART_NONE ? NULL : background->images[old];
    if (below == NULL) {
        const struct paint page = draw_gradient(theme->color[THEME_PAGE_TOP], theme->color[THEME_PAGE_BOTTOM],
                                                (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, h});
        draw_rect(canvas, (struct rect){0.0f, 0.0f, w, h}, page);
    }
    draw_image_at(canvas, below, 0.0f, 0.0f, 1.0f);
    if (old != now && now != DECK_ART_NONE) {
        draw_image_at(canvas, background->images[now], 0.0f, 0.0f, come);
    }
}
