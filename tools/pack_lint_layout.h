#pragma once

#include <stdio.h>

#include "base/err.h"
#include "content/content_model.h"
#include "text/text.h"
#include "tools/pack_sheet.h"

/* The second half of lint: every slide in every language is laid out and looked at as a visitor would. */

#define LAYOUT_SIZES_MAX 8

struct layout_size {
    int width_px, height_px;
    bool is_contrast;
};

struct layout_lint {
    const struct workbook *book; /* for rows and columns in messages */
    const struct content_model *model;
    struct text *text;
    int slide; /* index, or CONTENT_NONE for all */
    struct layout_size sizes[LAYOUT_SIZES_MAX];
    int size_count;
    FILE *out;      /* findings, a line each */
    FILE *progress; /* a bar when it is a terminal; NULL: none */
};

/* 1920x1080 and 1080x1920, both pages as large text shows them (half as large again) and both in high contrast, unless sizes were
 * given. */
void pack_lint_layout_sizes(struct layout_lint *lint);
/* Counts findings, and pictures of which none has any. Errors: a slide that cannot be drawn. */
bool pack_lint_layout(const struct layout_lint *lint, int *ret_findings, int *ret_clean,
                      struct err *err) WARN_UNUSED;
