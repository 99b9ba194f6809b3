#pragma once

#include "scene/scene.h"
#include "ui/label.h"

/* The controls along the lower edge: home, language, sources, counter, progress rail, previous, next. */

#define CHROME_PIPS_MAX 64

struct chrome_pip {
    int chapter;
};

struct deck_chrome {
    struct ui ui; /* with the chrome's own view arena */
    struct rect home, lang, source, rail, previous, next;
    struct label source_label, next_label, counter, lang_names[2];
    float pips_first_x, pips_room;
    int position, total; /* of the slide among the numbered ones, from 0 */
    struct chrome_pip pips[CHROME_PIPS_MAX];
    bool has_source;
};

/* Lays the controls out for the slide shown. `slides` are the numbered slides' indexes in order. */
void deck_chrome_prepare(struct deck_chrome *chrome, const struct ui *ui, const int *slides, int count,
                         int position);
/* Range: stretch 0..1, the current pip's growth; pressed: name of the target held down, or NULL. */
void deck_chrome_draw(const struct deck_chrome *chrome, struct canvas *canvas, float stretch,
                      const char *pressed);
/* The word that marks an unsigned pack, in the upper corner where reading ends. */
void deck_chrome_draw_preview(const struct ui *ui, struct arena *frame, struct canvas *canvas);
void deck_chrome_targets(const struct deck_chrome *chrome, struct target_list *targets);
/* The numbered slide whose pip lies nearest to x. */
int deck_chrome_pip_at(const struct deck_chrome *chrome, float x_px);
