#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "content/content_change.h"
#include "content/content_markup.h"
#include "content/content_model.h"
#include "text/text_format.h"

/* A cell with markup to the string that is shown, in one language. Scale words ("million") come from the interface
 * strings, given by the caller by enum content_scale. */
struct markup_words {
    struct str scale[5]; /* SCALE_ONE is empty */
    struct str comma, and_word, to_word;
    struct str percent_word; /* used for a percentage inside running text */
};

/* Errors: ERR_CONTENT. The result may be the cell itself when it has no markup. */
bool text_markup_expand(struct arena *arena, struct str cell, const struct content_model *model, int lang,
                        const struct markup_words *words, struct str *ret_text, struct err *err) WARN_UNUSED;
/* Bare value of a figure as shown ("82.4", a percentage with its sign, a range). */
struct str text_figure_value(struct arena *arena, const struct content_model *model, int lang,
                             const struct content_figure *figure);
/* Its unit words ("thousand square kilometres"); empty for percentages. */
struct str text_figure_unit(struct arena *arena, const struct content_model *model, int lang,
                            const struct content_figure *figure, const struct markup_words *words);
/* The value at part `t` of a count from what it was (NULL: from 0), same form as text_figure_value. */
struct str text_figure_running(struct arena *arena, const struct content_model *model, int lang,
                               const struct content_figure *figure, const struct content_was *was, float t);
