#pragma once

#include "deck/deck_rail.h"
#include "scene/scene.h"
#include "ui/label.h"

/* The controls along the lower edge: home, language, search, sources, progress rail, previous, next. */

struct deck_chrome {
    struct ui ui; /* with the chrome's own view arena */
    struct rect home, lang, search, tools, source, previous, next, back;
    struct deck_rail rail;
    struct label source_label, next_label, back_label, lang_names[2];
    bool has_search, has_source, is_detail, is_home;
};

/* Lays the controls out for the slide shown. A detail page has a way back instead of the rail. */
void deck_chrome_prepare(struct deck_chrome *chrome, const struct ui *ui, const struct deck_run *run);
/* Range: stretch 0..1, the current pip's growth; pressed: name of the target held down, or NULL. */
void deck_chrome_draw(const struct deck_chrome *chrome, struct canvas *canvas, float stretch,
                      const char *pressed);
/* Where there are no other controls: the sign of the switches for everyone, quiet, in the lower corner where reading ends. */
void deck_chrome_draw_alone(const struct ui *ui, struct canvas *canvas, const char *pressed);
void deck_chrome_targets_alone(const struct ui *ui, struct target_list *targets);
/* The word that marks an unsigned pack, in the upper corner where reading ends. */
void deck_chrome_draw_preview(const struct ui *ui, struct arena *frame, struct canvas *canvas);
void deck_chrome_targets(const struct deck_chrome *chrome, struct target_list *targets);
