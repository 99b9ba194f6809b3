/* The staff pages but the panel's cards: the pad and the new PIN stand over the show, statistics and the support code fill the picture,
 * cleaning is a line at the top. The code carries staff_support_text, and the same lines stand beside it, so that a photograph too
 * blurred for a reader still tells a person. */

#include "deck/deck_staff_internal.h"
#include "deck/deck_staff_pen.h"
#include "text/text_format.h"
#include "ui/qr.h"
#include "ui/star.h"

#define SCRIM 0.8f
#define RADIUS 32.0f

static bool
is_portrait(const struct ui *ui) {
    return ui->layout.is_portrait;
}

void
deck_staff_draw_page(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                     enum ui_string title, time_ns now) {
    const float w = (float)ui->layout.width_px;
    const float h = (float)ui->layout.height_px;
    const float start = ui->layout.margin;
    const float top = is_portrait(ui) ? 100.0f : 62.0f;
    const struct paint ground = draw_gradient(ui_color(ui, THEME_PAGE_TOP), ui_color(ui, THEME_PAGE_BOTTOM),
                                              (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, h});
    draw_rect(canvas, (struct rect){0.0f, 0.0f, w, h}, ground);
    star_draw(canvas, layout_point(&ui->layout, start + 16.0f, top - 10.0f), layout_px(&ui->layout, 16.0f),
              ui_color(ui, THEME_AMBER));
    struct staff_words at = {.start = start + 44.0f,
                             .baseline = top,
                             .room = 400.0f,
                             .px = 30.0f,
                             .weight = 600,
                             .role = THEME_AMBER};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF), &at);
    at = (struct staff_words){.start = start,
                              .baseline = top + 74.0f,
                              .room = is_portrait(ui) ? 900.0f : 700.0f,
                              .px = 56.0f,
                              .weight = 800,
                              .role = THEME_TEXT};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, title), &at);
    /* when it closes, at the end of the first line */
    at = (struct staff_words){.start = ui->layout.width - start,
                              .baseline = top,
                              .room = 120.0f,
                              .px = 32.0f,
                              .weight = 800,
                              .role = THEME_TEXT,
                              .anchor = TEXT_END};
    (void)staff_pen(ui, canvas, staff_pen_countdown(ui, deck_staff_closes_at(staff) - now), &at);
    at.start -= 96.0f; /* the counted time keeps its room, so that nothing jitters */
    at.room = 300.0f;
    at.px = 30.0f;
    at.weight = 500;
    at.role = THEME_MUTED;
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_LEAVES), &at);
}

/* ---- over the show ---- */

static void
draw_over(const struct ui *ui, struct canvas *canvas, struct rect units) {
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM)));
    draw_round_rect(canvas, layout_rect(&ui->layout, units.x, units.y, units.w, units.h),
                    layout_px(&ui->layout, RADIUS), draw_solid(ui_color(ui, THEME_SURFACE)));
}

/* How many digits are typed, never which. */
static void
draw_dots(const struct ui *ui, struct canvas *canvas, struct vec2 middle, int count) {
    for (int i = 0; i < PAD_DIGITS; i++) {
        const float dx = (((float)i) - (float)(PAD_DIGITS - 1) / 2.0f) * 56.0f;
        const struct vec2 at = layout_fixed_point(&ui->layout, middle.x + dx, middle.y);
        if (i < count) {
            draw_circle(canvas, at, layout_px(&ui->layout, 14.0f), ui_color(ui, THEME_AMBER));
        } else {
            draw_ring(canvas, at, layout_px(&ui->layout, 12.0f), layout_px(&ui->layout, 3.0f),
                      ui_color(ui, THEME_MUTED));
        }
    }
}

void
deck_staff_draw_pad(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas, time_ns now) {
    const struct rect units = is_portrait(ui) ? (struct rect){190.0f, 960.0f, 700.0f, 820.0f}
                                              : (struct rect){610.0f, 130.0f, 700.0f, 840.0f};
    const float middle = units.x + units.w / 2.0f;
    const bool is_paused = staff_pad_is_paused(&staff->pad, now);
    draw_over(ui, canvas, units);
    struct staff_words at = {.start = middle,
                             .baseline = units.y + 96.0f,
                             .room = 600.0f,
                             .px = 48.0f,
                             .weight = 800,
                             .role = THEME_TEXT,
                             .anchor = TEXT_CENTER};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_PIN), &at);
    at.px = 32.0f;
    at.weight = 600;
    at.role = THEME_AMBER;
    if (is_paused) { /* in the place of the digits, for none can be typed */
        at.baseline += 70.0f;
        (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_PIN_PAUSE), &at);
        at.baseline += 66.0f;
        at.px = 52.0f;
        at.weight = 800;
        (void)staff_pen(ui, canvas, staff_pen_countdown(ui, staff->pad.paused_until - now), &at);
        return;
    }
    at.baseline += is_portrait(ui) ? 124.0f : 144.0f;
    if (staff->pad.was_wrong) {
        (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_PIN_WRONG), &at);
    }
    draw_dots(ui, canvas, (struct vec2){middle, units.y + 160.0f}, staff->pad.count);
}

void
deck_staff_draw_new_pin(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    const struct rect units = is_portrait(ui) ? (struct rect){72.0f, 860.0f, 936.0f, 880.0f}
                                              : (struct rect){360.0f, 130.0f, 1200.0f, 840.0f};
    const float middle = units.x + units.w / 2.0f;
    struct str pin = {"", 0};
    draw_over(ui, canvas, units);
    for (int i = 0; i < PAD_DIGITS && staff->new_pin[i] != '\0'; i++) {
        const struct str digit =
            format_number(ui->view, &ui->locale, (double)(staff->new_pin[i] - '0'), 0, false);
        pin = str_format(ui->view, STR_FMT STR_FMT, STR_ARG(pin), STR_ARG(digit));
    }
    struct staff_words at = {.start = middle,
                             .baseline = units.y + 100.0f,
                             .room = units.w - 96.0f,
                             .px = 48.0f,
                             .weight = 800,
                             .role = THEME_TEXT,
                             .anchor = TEXT_CENTER};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_NEW_PIN), &at);
    at.baseline += 180.0f;
    at.px = 150.0f;
    at.weight = 900;
    at.role = THEME_AMBER;
    (void)staff_pen(ui, canvas, pin, &at);
    at.baseline += 110.0f;
    at.px = 34.0f;
    at.weight = 600;
    at.role = THEME_TEXT;
    at.lines_max = 2;
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_NEW_PIN_ADVICE), &at);
    at.baseline += 120.0f;
    at.px = 30.0f;
    at.weight = 500;
    at.role = THEME_SOFT;
    at.lines_max = 3;
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_NEW_PIN_WAY), &at);
}

void
deck_staff_draw_cleaning(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                         time_ns now) {
    const float w = 560.0f;
    const float start = (ui->layout.width - w) / 2.0f;
    const struct rect box = layout_rect(&ui->layout, start, 40.0f, w, 104.0f);
    draw_round_rect(canvas, box, layout_px(&ui->layout, 52.0f), draw_solid(ui_color(ui, THEME_AMBER)));
    struct staff_words at = {.start = start + 48.0f,
                             .baseline = 106.0f,
                             .room = 340.0f,
                             .px = 38.0f,
                             .weight = 800,
                             .role = THEME_INK};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_CLEANING), &at);
    at.start = start + w - 48.0f;
    at.room = 120.0f;
    at.px = 44.0f;
    at.anchor = TEXT_END;
    (void)staff_pen(ui, canvas, staff_pen_countdown(ui, staff->since + STAFF_CLEAN_NS - now), &at);
}

/* ---- pages ---- */

void
deck_staff_draw_statistics(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    const float start = ui->layout.margin;
    const float w = ui->layout.width - 2.0f * start;
    const float pitch = is_portrait(ui) ? 112.0f : 60.0f;
    const float first = is_portrait(ui) ? 320.0f : 230.0f;
    struct staff_words at = {
        .start = start, .baseline = first, .room = w, .px = 36.0f, .weight = 500, .role = THEME_MUTED};
    if (staff->facts.stats_count == 0) {
        (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STATS_NOTHING), &at);
        return;
    }
    for (int i = 0; i < staff->facts.stats_count; i++) {
        const struct staff_line *line = &staff->facts.stats[i];
        const bool is_head = line->value[0] == '\0';
        at = (struct staff_words){.start = start,
                                  .baseline = first + pitch * (float)i,
                                  .room = 0.58f * w,
                                  .px = 34.0f,
                                  .weight = is_head ? 700 : 500,
                                  .role = is_head ? THEME_AMBER : THEME_SOFT};
        (void)staff_pen(ui, canvas, str_from_c(line->name), &at);
        at.start = start + w;
        at.room = 0.4f * w;
        at.weight = 700;
        at.role = THEME_TEXT;
        at.anchor = TEXT_END;
        (void)staff_pen(ui, canvas, str_from_c(line->value), &at);
        const struct vec2 from = layout_point(&ui->layout, start, at.baseline + 18.0f);
        const struct vec2 to = layout_point(&ui->layout, start + w, at.baseline + 18.0f);
        draw_line(canvas, from, to, layout_px(&ui->layout, 2.0f), ui_color(ui, THEME_HAIRLINE));
    }
}

/* The lines of the code for a person, always from left to right. */
static void
draw_lines(const struct ui *ui, struct canvas *canvas, struct str lines, struct rect units) {
    struct ui latin = *ui;
    struct str line;
    float y = units.y;
    latin.locale.is_rtl = false;
    while (str_next(&lines, '\n', &line) && y <= units.y + units.h) {
        const struct label_spec spec = {
            .px = 28.0f, .weight = 500, .color = ui_color(ui, THEME_SOFT), .wrap = units.w, .lines_max = 1};
        const struct vec2 at = layout_fixed_point(&ui->layout, units.x, y);
        const struct label label = label_make_at(&latin, line, &spec, at, TEXT_LEFT);
        label_draw(&latin, canvas, &label, 1.0f, 0.0f);
        y += 42.0f;
    }
}

void
deck_staff_draw_support(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    char *text = arena_alloc(ui->view, STAFF_SUPPORT_BYTES_MAX);
    const struct str lines = {text, staff_support_text(&staff->facts, text)};
    const float side = is_portrait(ui) ? 640.0f : 660.0f;
    const float start = is_portrait(ui) ? (1080.0f - side) / 2.0f : 96.0f;
    const float top = is_portrait(ui) ? 330.0f : 250.0f;
    struct qr code;
    struct staff_words at = {.start = ui->layout.margin,
                             .baseline = is_portrait(ui) ? 250.0f : 200.0f,
                             .room = ui->layout.width - 2.0f * ui->layout.margin,
                             .px = 34.0f,
                             .weight = 500,
                             .role = THEME_SOFT,
                             .lines_max = 2};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, STRING_STAFF_SUPPORT_ADVICE), &at);
    if (qr_make(ui->view, lines, &code)) {
        qr_draw(canvas, &code, layout_rect(&ui->layout, start, top, side, side),
                layout_px(&ui->layout, 18.0f), ui_color(ui, THEME_TEXT), ui_color(ui, THEME_INK));
    }
    const float left =
        layout_box_left(&ui->layout, is_portrait(ui) ? 72.0f : 820.0f, is_portrait(ui) ? 936.0f : 1004.0f);
    draw_lines(ui, canvas, lines,
               is_portrait(ui) ? (struct rect){left, 1040.0f, 936.0f, 690.0f}
                               : (struct rect){left, 282.0f, 1004.0f, 640.0f});
}
