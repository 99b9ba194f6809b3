#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "content/content_text.h"

/* Numbers: units, single figures, series of points, and the references they come from. */

enum content_unit_style { UNIT_WORD, UNIT_PERCENT, UNIT_YEAR };

struct content_unit {
    struct str key;
    enum content_unit_style style;
    struct content_text label; /* "square kilometres" */
};

enum content_scale { SCALE_ONE, SCALE_THOUSAND, SCALE_MILLION, SCALE_BILLION, SCALE_TRILLION };
enum content_qualifier {
    QUALIFIER_NONE,
    QUALIFIER_ABOUT,
    QUALIFIER_MORE_THAN,
    QUALIFIER_LESS_THAN,
    QUALIFIER_NEARLY
};

struct content_source {
    int number; /* as printed in the report */
    struct str url;
    struct content_text title; /* may be empty */
};

struct content_figure {
    struct str key;
    double value, value_to; /* value_to: upper end of a range */
    bool is_range;
    int decimals; /* to show */
    int unit;     /* index */
    enum content_scale scale;
    int year; /* 0: none */
    enum content_qualifier qualifier;
    const int *sources;
    size_t source_count; /* indexes of sources */
    struct content_text label;
    struct content_text compare; /* what it means beside something known; may be empty */
    struct str fact;             /* id in the report's list of facts, may be empty */
};

struct content_point {
    struct str key;
    double value;
    struct content_text label;
    bool is_highlight;
};

struct content_series {
    struct str key;
    int unit;
    enum content_scale scale;
    int decimals, year;
    const int *sources;
    size_t source_count;
    const struct content_point *points;
    size_t point_count; /* in the order of the sheet */
    const struct content_figure
        *values; /* one a point: its value as a figure, named after series and point */
    struct content_text label;
};
