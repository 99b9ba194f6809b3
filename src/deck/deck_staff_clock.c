/* The page on which staff set the clock of a machine that has none: the day of the week and the time, for the hours need no more. Hour and
 * minute stand in the order in which a clock shows them, in every language; the day is at the page's start. */

#include "deck/deck_staff_internal.h"
#include "deck/deck_staff_pen.h"
#include "text/text_format.h"

#define HOUR_MIN 60
#define DAY_MIN (24 * HOUR_MIN)
#define COLUMNS 3
#define GAP 32.0f
#define BUTTON_H 112.0f

_Static_assert(2 + 2 * COLUMNS + 1 <= STAFF_BUTTONS_MAX, "room for all, and the page's own two");

enum column { COLUMN_DAY, COLUMN_HOUR, COLUMN_MINUTE };

static const struct {
    const char *more, *less;
    enum ui_string name;
    int step_min;
} COLUMN[COLUMNS] = {{"day+", "day-", STRING_STAFF_CLOCK_DAY, DAY_MIN},
                     {"hour+", "hour-", STRING_STAFF_CLOCK_HOUR, HOUR_MIN},
                     {"minute+", "minute-", STRING_STAFF_CLOCK_MINUTE, 1}};

int
deck_staff_clock_step(int clock_min, int step_min) {
    const int size = step_min < 0 ? -step_min : step_min;
    const int round = size == DAY_MIN ? WEEK_MIN : size == HOUR_MIN ? DAY_MIN : HOUR_MIN;
    const int part = clock_min % round;
    return clock_min - part + (part + step_min + round) % round;
}

/* The row of its two buttons, within a finger's reach, design units. */
static struct rect
column_place(const struct ui *ui, enum column column) {
    static const int MIRRORED[COLUMNS] = {0, 2, 1}; /* from the start side */
    const bool is_upright = ui->layout.is_portrait;
    const float w = is_upright ? (936.0f - 2.0f * GAP) / 3.0f : 420.0f;
    const float all = (float)COLUMNS * w + (float)(COLUMNS - 1) * GAP;
    const int place = ui->locale.is_rtl ? MIRRORED[column] : (int)column;
    return (struct rect){(ui->layout.width - all) / 2.0f + (w + GAP) * (float)place,
                         is_upright ? 1440.0f : 740.0f, w, BUTTON_H};
}

void
deck_staff_clock_buttons(const struct ui *ui, struct staff_buttons *list) {
    const struct staff_button keep = {.name = "keep the clock",
                                      .deed = DEED_CLOCK_KEEP,
                                      .units = ui->layout.is_portrait
                                                   ? (struct rect){72.0f, 1640.0f, 936.0f, 96.0f}
                                                   : (struct rect){1404.0f, 948.0f, 420.0f, 96.0f},
                                      .fill = THEME_ACCENT,
                                      .ink = THEME_INK};
    for (int i = 0; i < COLUMNS; i++) {
        const struct rect place = column_place(ui, (enum column)i);
        const float w = (place.w - 16.0f) / 2.0f;
        struct staff_button step = {.name = COLUMN[i].less,
                                    .deed = DEED_CLOCK_STEP,
                                    .arg = -COLUMN[i].step_min,
                                    .units = {place.x, place.y, w, place.h},
                                    .fill = THEME_SURFACE,
                                    .ink = THEME_TEXT};
        list->items[list->count++] = step;
        step.name = COLUMN[i].more;
        step.arg = -step.arg;
        step.units.x += place.w - w;
        list->items[list->count++] = step;
    }
    list->items[list->count++] = keep;
}

void
deck_staff_clock_draw_step(const struct ui *ui, struct canvas *canvas, const struct staff_button *button,
                           struct rect box) {
    const struct vec2 m = {box.x + box.w / 2.0f, box.y + box.h / 2.0f};
    const float arm = layout_px(&ui->layout, 20.0f);
    const float thick = layout_px(&ui->layout, 5.0f);
    const struct color color = ui_color(ui, button->ink);
    draw_line(canvas, (struct vec2){m.x - arm, m.y}, (struct vec2){m.x + arm, m.y}, thick, color);
    if (button->arg > 0) {
        draw_line(canvas, (struct vec2){m.x, m.y - arm}, (struct vec2){m.x, m.y + arm}, thick, color);
    }
}

static struct str
value_of(const struct deck_staff *staff, const struct ui *ui, enum column column) {
    const int minute = staff->clock_min % DAY_MIN;
    if (column == COLUMN_DAY) {
        return staff_pen_day(ui, STRING_STAFF_WEEKDAYS, staff->clock_min / DAY_MIN);
    }
    const int value = column == COLUMN_HOUR ? minute / HOUR_MIN : minute % HOUR_MIN;
    return staff_pen_two_digits(ui, value);
}

void
deck_staff_draw_clock(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    struct staff_words at = {.start = ui->layout.margin,
                             .baseline = ui->layout.is_portrait ? 250.0f : 200.0f,
                             .room = ui->layout.width - 2.0f * ui->layout.margin,
                             .px = 34.0f,
                             .weight = 500,
                             .role = THEME_SOFT,
                             .lines_max = 2};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_CLOCK_ADVICE), &at);
    for (int i = 0; i < COLUMNS; i++) {
        const struct rect place = column_place(ui, (enum column)i);
        at = (struct staff_words){.start = place.x + place.w / 2.0f,
                                  .baseline = place.y - 190.0f,
                                  .room = place.w,
                                  .px = 32.0f,
                                  .weight = 500,
                                  .role = THEME_MUTED,
                                  .anchor = TEXT_CENTER};
        (void)staff_pen(ui, canvas, staff_pen_string(ui, COLUMN[i].name), &at);
        at.baseline = place.y - 56.0f;
        at.px = i == COLUMN_DAY ? 60.0f : 104.0f;
        at.weight = 800;
        at.role = THEME_TEXT;
        (void)staff_pen(ui, canvas, value_of(staff, ui, (enum column)i), &at);
    }
}
