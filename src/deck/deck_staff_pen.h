#pragma once

#include "base/clock.h"
#include "ui/label.h"

/* Words on the staff pages: laid out and drawn at once, for these pages draw once a second at most. */

#define STAFF_PX_MIN 28.0f

struct staff_words {
    float start, baseline, room, px; /* design units */
    int weight;
    enum theme_role role;
    enum text_anchor anchor;
    int lines_max; /* 0: one */
};

/* Draws the words, smaller where they need it, down to STAFF_PX_MIN; longer ones end in an ellipsis. Returns: their width, design units. */
float staff_pen(const struct ui *ui, struct canvas *canvas, struct str words, const struct staff_words *at);
/* The same for words of several lines. Returns: how far down they reach, design units, so that others follow. */
float staff_pen_lines(const struct ui *ui, struct canvas *canvas, struct str words,
                      const struct staff_words *at);
/* "0:54" in the page's digits. */
struct str staff_pen_countdown(const struct ui *ui, time_ns left);
/* "07", in the page's digits. Range: 0..99. */
struct str staff_pen_two_digits(const struct ui *ui, int value);
/* A day of the week. days: a string with seven words, Saturday first. Range: weekday 0..6, 0: Sunday. */
struct str staff_pen_day(const struct ui *ui, enum ui_string days, int weekday);
/* "09:42". */
struct str staff_pen_clock(const struct ui *ui, int minute);
/* A card's ground. */
void staff_pen_card(const struct ui *ui, struct canvas *canvas, struct rect units);
struct str staff_pen_string(const struct ui *ui, enum ui_string key);
