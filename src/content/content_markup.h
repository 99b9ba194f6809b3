#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* The markup of text cells, cut into parts. No part makes digits: text/text_markup.h does.
 *   {key}          value and unit of a figure        {key|value}    the bare value      {key|unit} unit words alone
 *   {key|ordinal}  as an ordinal                     {n:5} {n:12.5} a free number       {y:2023}   a year
 *   {l:ISO 9001}   a Latin or Chinese token          {r:15,20}      a range             {p:6.1}    a percentage
 *   {rank:series,point}  a rank as a number          {{ and }}      the braces themselves */

enum markup_kind {
    MARKUP_TEXT,
    MARKUP_FIGURE,
    MARKUP_NUMBER,
    MARKUP_YEAR,
    MARKUP_TOKEN,
    MARKUP_RANGE,
    MARKUP_PERCENT,
    MARKUP_RANK
};
enum markup_form { MARKUP_FORM_FULL, MARKUP_FORM_VALUE, MARKUP_FORM_UNIT, MARKUP_FORM_ORDINAL };

struct markup_part {
    enum markup_kind kind;
    enum markup_form form;
    struct str text;   /* plain text, figure key, token, series key */
    struct str second; /* point key */
    double from, to;
    int decimals; /* as typed */
    int year;
};

/* Cuts the next part off *rest. Returns: false at the end (err->code ERR_NONE) or at a fault (ERR_CONTENT, what and where). */
bool content_markup_next(struct str *rest, struct markup_part *ret_part, struct err *err);
