#pragma once

#include "content/content_model.h"
#include "draw/draw.h"
#include "ui/theme.h"

/* The pictures behind the slides. Decoding one takes longer than a finger waits, so what was decoded stays. */

enum deck_art { DECK_ART_PLAIN, DECK_ART_ATTRACT, DECK_ART_COUNT, DECK_ART_NONE = DECK_ART_COUNT };

struct deck_background {
    struct draw_image *images[DECK_ART_COUNT];
    int width_px, height_px; /* what they were decoded for */
    bool is_mirrored;
};

struct deck_background_config {
    const struct content_model *model;
    int width_px, height_px;
    bool is_mirrored; /* left-to-right pages */
    bool is_flat;     /* no art at all */
};

/* DECK_ART_NONE: the slide covers the whole page itself. */
enum deck_art deck_art_of(const struct content_slide *slide);
/* The picture itself. Returns: NULL when the pack has none. Range: art below DECK_ART_COUNT. */
const struct content_art *deck_background_art(const struct content_model *model, enum deck_art art,
                                              bool is_portrait);
/* Decodes a picture unless it is there; those for another size go, those for the other direction of reading are turned. A pack without it is
 * no fault. Errors: ERR_FORMAT, ERR_LIMIT. */
bool deck_background_load(struct deck_background *background, const struct deck_background_config *config,
                          enum deck_art art, struct err *err) WARN_UNUSED;
void deck_background_fini(struct deck_background *background);
/* The old picture, and over it the new one as far as it has come (0..1); a plain page where there is none. */
void deck_background_draw(const struct deck_background *background, struct canvas *canvas,
                          const struct theme *theme, enum deck_art old, enum deck_art now, float come);
