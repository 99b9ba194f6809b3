/* The hand that all staff pages write with: their type, their cards, their times. */

#include "deck/deck_staff_pen.h"

#include "text/text_format.h"

#define DAYS 7
#define CARD_RADIUS 24.0f

struct str
staff_pen_string(const struct ui *ui, enum ui_string key) {
    return strings_get(key, ui->locale.code);
}

static struct label
write(const struct ui *ui, struct canvas *canvas, struct str words, const struct staff_words *at) {
    const struct label_spec spec = {.start = at->start,
                                    .baseline = at->baseline,
                                    .px = at->px,
                                    .weight = at->weight,
                                    .color = ui_color(ui, at->role),
                                    .anchor = at->anchor,
                                    .wrap = at->room,
                                    .px_min = STAFF_PX_MIN,
                                    .lines_max = at->lines_max > 0 ? at->lines_max : 1,
                                    .line_height_em = 1.45f,
                                    .flags = at->lines_max > 1 ? TEXT_BALANCE : 0};
    const struct label label = label_make(ui, words, &spec);
    label_draw(ui, canvas, &label, 1.0f, 0.0f);
    return label;
}

float
staff_pen(const struct ui *ui, struct canvas *canvas, struct str words, const struct staff_words *at) {
    const struct label label = write(ui, canvas, words, at);
    return label_box(&label).w / ui->layout.scale;
}

float
staff_pen_lines(const struct ui *ui, struct canvas *canvas, struct str words, const struct staff_words *at) {
    return write(ui, canvas, words, at).block->height_px / ui->layout.scale;
}

static struct str
digits(const struct ui *ui, int value) {
    return format_number(ui->view, &ui->locale, (double)value, 0, false);
}

struct str
staff_pen_two_digits(const struct ui *ui, int value) {
    const struct str tens = digits(ui, value / 10);
    const struct str ones = digits(ui, value % 10);
    return str_format(ui->view, STR_FMT STR_FMT, STR_ARG(tens), STR_ARG(ones));
}

struct str
staff_pen_countdown(const struct ui *ui, time_ns left) {
    const int seconds = left <= 0 ? 0 : (int)((left + TIME_S(1) - 1) / TIME_S(1));
    const struct str minutes = digits(ui, seconds / 60);
    const struct str rest = staff_pen_two_digits(ui, seconds % 60);
    return str_format(ui->view, STR_FMT ":" STR_FMT, STR_ARG(minutes), STR_ARG(rest));
}

struct str
staff_pen_clock(const struct ui *ui, int minute) {
    const struct str hours = staff_pen_two_digits(ui, minute / 60);
    const struct str minutes = staff_pen_two_digits(ui, minute % 60);
    return str_format(ui->view, STR_FMT ":" STR_FMT, STR_ARG(hours), STR_ARG(minutes));
}

struct str
staff_pen_day(const struct ui *ui, enum ui_string days, int weekday) {
    struct str rest = staff_pen_string(ui, days);
    struct str day = {"", 0};
    const int place = (weekday + 1) % DAYS; /* the words begin with Saturday */
    for (int i = 0; i <= place; i++) {
        (void)str_next(&rest, ' ', &day);
    }
    return day;
}

void
staff_pen_card(const struct ui *ui, struct canvas *canvas, struct rect units) {
    const struct rect box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    const float radius = layout_px(&ui->layout, CARD_RADIUS);
    const struct color fill = color_mix(ui_color(ui, THEME_INK), ui_color(ui, THEME_SURFACE), 0.5f);
    draw_round_rect(canvas, box, radius, draw_solid(fill));
    draw_round_rect_outline(canvas, box, radius, layout_px(&ui->layout, 2.0f), ui_color(ui, THEME_HAIRLINE));
}
