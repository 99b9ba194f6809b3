/* What can be touched on each of the staff pages, and what it looks like. One list a page and shape, in design units; a button whose deed
 * is impossible now is drawn faint and answers nothing. */

#include <math.h>
#include <string.h>

#include "deck/deck_staff_internal.h"
#include "deck/deck_staff_pen.h"
#include "text/text_format.h"
#include "ui/button.h"

#define KEY_W 176.0f
#define KEY_H 112.0f
#define GAP 16.0f
#define BUTTON_H 96.0f
#define RADIUS 20.0f
#define FAINT 0.4f /* what answers nothing now */

static bool
is_portrait(const struct deck_staff *staff) {
    return staff->height_px > staff->width_px;
}

static void
add(struct staff_buttons *list, const struct staff_button *button) {
    if (list->count < STAFF_BUTTONS_MAX) {
        list->items[list->count++] = *button;
    }
}

/* ---- the pad: 1 2 3 / 4 5 6 / 7 8 9 / erase 0 close, never mirrored ---- */

static void
add_pad(const struct deck_staff *staff, struct staff_buttons *list) {
    static const char *const NAMES[10] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    const float w = 3.0f * KEY_W + 2.0f * GAP;
    const float left = ((is_portrait(staff) ? LAYOUT_SHORT : LAYOUT_LONG) - w) / 2.0f;
    const float top = is_portrait(staff) ? 1220.0f : 420.0f;
    for (int place = 0; place < 12; place++) {
        const int digit = place < 9 ? place + 1 : place == 10 ? 0 : -1;
        const int line = place / 3;
        struct staff_button key = {.is_fixed = true,
                                   .units = {left + (KEY_W + GAP) * (float)(place % 3),
                                             top + (KEY_H + GAP) * (float)line, KEY_W, KEY_H},
                                   .fill = THEME_SURFACE_2,
                                   .ink = THEME_TEXT};
        key.name = digit >= 0 ? NAMES[digit] : place == 9 ? "erase" : "close";
        key.deed = digit >= 0 ? DEED_KEY : place == 9 ? DEED_ERASE : DEED_CLOSE;
        key.arg = digit;
        key.fill = digit >= 0 ? THEME_SURFACE_2 : THEME_SURFACE;
        add(list, &key);
    }
}

/* ---- the panel ---- */

static const struct {
    const char *name;
    enum staff_deed deed;
} PANEL[] = {{"clean", DEED_CLEAN},
             {"brightness", DEED_BRIGHTNESS},
             {"screen today", DEED_HOURS},
             {"calm", DEED_CALM},
             {"clock", DEED_CLOCK},
             {"panel language", DEED_LANG},
             {"back to the show", DEED_CLOSE},
             {"statistics", DEED_STATISTICS},
             {"support", DEED_SUPPORT},
             {"restart", DEED_RESTART},
             {"previous pack", DEED_PREVIOUS}};
/* Upright: leaving and returning at the bottom. */
static const int UPRIGHT[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 6, 10};

/* A clock that the machine knows is not set by hand; without that button there is more room for the others. */
static int
panel_columns(const struct deck_staff *staff) {
    return (is_portrait(staff) ? 2 : 5) + (staff->facts.is_clock_known ? 0 : 1);
}

static bool
is_possible(const struct deck_staff *staff, enum staff_deed deed) {
    return (deed != DEED_PREVIOUS || staff->facts.has_previous) &&
           (deed != DEED_RESTART || staff->facts.can_restart);
}

static struct rect
panel_place(const struct deck_staff *staff, int place) {
    const int columns = panel_columns(staff);
    const float room = is_portrait(staff) ? 936.0f : 1728.0f;
    const float w = (room - (float)(columns - 1) * GAP) / (float)columns;
    const int row = place / columns;
    return (struct rect){(is_portrait(staff) ? 72.0f : 96.0f) + (w + GAP) * (float)(place % columns),
                         (is_portrait(staff) ? 1316.0f : 836.0f) + (BUTTON_H + GAP) * (float)row, w,
                         BUTTON_H};
}

static void
add_panel(const struct deck_staff *staff, struct staff_buttons *list, bool is_all) {
    int place = 0;
    for (int i = 0; i < (int)ARRAY_LEN(PANEL); i++) {
        const int of = is_portrait(staff) ? UPRIGHT[i] : i;
        if (PANEL[of].deed == DEED_CLOCK && staff->facts.is_clock_known) {
            continue;
        }
        struct staff_button button = {.name = PANEL[of].name,
                                      .deed = PANEL[of].deed,
                                      .units = panel_place(staff, place++),
                                      .fill = THEME_SURFACE,
                                      .ink = THEME_TEXT};
        if (button.deed == DEED_CLOSE) {
            button.fill = THEME_TEXT;
            button.ink = THEME_INK;
        } else if (button.deed == DEED_PREVIOUS) {
            button.needs_hold = true;
            button.fill = is_possible(staff, DEED_PREVIOUS) ? THEME_ACCENT : THEME_SURFACE;
            button.ink = is_possible(staff, DEED_PREVIOUS) ? THEME_INK : THEME_TEXT;
        }
        if (is_all || is_possible(staff, button.deed)) {
            add(list, &button);
        }
    }
}

/* A page of the panel: back to it, and to the show. */
static void
add_page(const struct deck_staff *staff, struct staff_buttons *list) {
    const bool is_upright = is_portrait(staff);
    const struct staff_button back = {.name = "panel",
                                      .deed = DEED_PANEL,
                                      .units = is_upright ? (struct rect){72.0f, 1764.0f, 460.0f, BUTTON_H}
                                                          : (struct rect){96.0f, 948.0f, 420.0f, BUTTON_H},
                                      .fill = THEME_SURFACE,
                                      .ink = THEME_TEXT};
    struct staff_button close = back;
    close.name = "back to the show";
    close.deed = DEED_CLOSE;
    close.units.x += back.units.w + GAP;
    close.fill = THEME_TEXT;
    close.ink = THEME_INK;
    add(list, &back);
    add(list, &close);
}

static void
add_new_pin(const struct deck_staff *staff, struct staff_buttons *list) {
    const struct staff_button done = {.name = "written",
                                      .deed = DEED_WRITTEN,
                                      .needs_hold = true,
                                      .units = is_portrait(staff)
                                                   ? (struct rect){290.0f, 1560.0f, 500.0f, 112.0f}
                                                   : (struct rect){710.0f, 800.0f, 500.0f, 112.0f},
                                      .fill = THEME_TEXT,
                                      .ink = THEME_INK};
    add(list, &done);
}

/* is_all: those as well that answer nothing now. */
static void
collect(const struct deck_staff *staff, struct staff_buttons *list, bool is_all) {
    list->count = 0;
    switch (staff->state) {
    case STAFF_SHUT:
    case STAFF_WAITING:
    case STAFF_CLEANING:
        break;
    case STAFF_PAD:
        add_pad(staff, list);
        break;
    case STAFF_NEW_PIN:
        add_new_pin(staff, list);
        break;
    case STAFF_PANEL:
        add_panel(staff, list, is_all);
        break;
    case STAFF_STATISTICS:
    case STAFF_SUPPORT:
        add_page(staff, list);
        break;
    case STAFF_CLOCK: {
        const struct ui ui = deck_staff_ui(staff, NULL);
        add_page(staff, list);
        deck_staff_clock_buttons(&ui, list);
        break;
    }
    }
}

void
deck_staff_buttons(const struct deck_staff *staff, struct staff_buttons *ret_buttons) {
    collect(staff, ret_buttons, false);
}

struct rect
deck_staff_button_box(const struct ui *ui, const struct staff_button *button) {
    const struct rect *units = &button->units;
    if (button->is_fixed) {
        const struct vec2 at = layout_fixed_point(&ui->layout, units->x, units->y);
        return (struct rect){at.x, at.y, layout_px(&ui->layout, units->w), layout_px(&ui->layout, units->h)};
    }
    return layout_rect(&ui->layout, units->x, units->y, units->w, units->h);
}

/* ---- words ---- */

static struct str
value_of(const struct deck_staff *staff, const struct ui *ui, const struct staff_button *button) {
    static const enum ui_string HOURS[STAFF_HOURS_COUNT] = {
        STRING_STAFF_HOURS_AS_SET, STRING_STAFF_HOURS_CLOSED, STRING_STAFF_HOURS_OPEN};
    switch (button->deed) {
    case DEED_CLEAN:
        return staff_pen_string(ui, STRING_STAFF_MINUTE);
    case DEED_BRIGHTNESS:
        return format_percent(ui->view, &ui->locale, (double)staff->facts.brightness_percent, 0);
    case DEED_HOURS:
        return staff_pen_string(ui, HOURS[staff->facts.hours]);
    case DEED_CALM:
        return staff_pen_string(ui, staff->facts.is_calm ? STRING_MODE_ON : STRING_MODE_OFF);
    case DEED_LANG:
        return strings_get(STRING_STAFF_LANG_NAME, ui->locale.is_rtl ? "en" : "fa");
    case DEED_PREVIOUS:
    case DEED_WRITTEN:
        return staff_pen_string(ui, STRING_STAFF_HOLD);
    case DEED_CLOSE:
    case DEED_KEY:
    case DEED_ERASE:
    case DEED_STATISTICS:
    case DEED_SUPPORT:
    case DEED_PANEL:
    case DEED_RESTART:
    case DEED_CLOCK:
    case DEED_CLOCK_STEP:
    case DEED_CLOCK_KEEP:
        break;
    }
    return (struct str){"", 0};
}

static struct str
name_of(const struct ui *ui, const struct staff_button *button) {
    static const enum ui_string NAMES[] = {
        [DEED_CLOSE] = STRING_STAFF_BACK,      [DEED_WRITTEN] = STRING_STAFF_NEW_PIN_DONE,
        [DEED_CLEAN] = STRING_STAFF_CLEAN,     [DEED_BRIGHTNESS] = STRING_STAFF_BRIGHTNESS,
        [DEED_HOURS] = STRING_STAFF_HOURS,     [DEED_CALM] = STRING_STAFF_CALM,
        [DEED_LANG] = STRING_STAFF_LANG,       [DEED_STATISTICS] = STRING_STAFF_STATISTICS,
        [DEED_SUPPORT] = STRING_STAFF_SUPPORT, [DEED_PANEL] = STRING_STAFF_TO_PANEL,
        [DEED_RESTART] = STRING_STAFF_RESTART, [DEED_PREVIOUS] = STRING_STAFF_PREVIOUS,
        [DEED_CLOCK] = STRING_STAFF_CLOCK_SET, [DEED_CLOCK_KEEP] = STRING_STAFF_CLOCK_KEEP,
    };
    return button->deed == DEED_KEY ? format_number(ui->view, &ui->locale, (double)button->arg, 0, false)
                                    : staff_pen_string(ui, NAMES[button->deed]);
}

static void
draw_words(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
           const struct staff_button *button) {
    const struct str value = value_of(staff, ui, button);
    const struct rect *units = &button->units;
    const bool has_value = !str_is_empty(value);
    const bool is_light = button->ink == THEME_INK;
    struct staff_words at = {.start = units->x + units->w / 2.0f,
                             .baseline = units->y + units->h / 2.0f + (has_value ? -6.0f : 12.0f),
                             .room = units->w - 32.0f,
                             .px = 34.0f,
                             .weight = 800,
                             .role = button->ink,
                             .anchor = TEXT_CENTER};
    (void)staff_pen(ui, canvas, name_of(ui, button), &at);
    at.baseline += 38.0f;
    at.px = 28.0f;
    at.weight = 500;
    at.role = is_light ? (button->fill == THEME_ACCENT ? THEME_INK : THEME_ON_LIGHT) : THEME_SOFT;
    (void)staff_pen(ui, canvas, value, &at);
}

/* Keys: a digit, or a sign. Their places do not mirror, so neither do their labels. */
static void
draw_key(const struct ui *ui, struct canvas *canvas, const struct staff_button *key, struct rect box) {
    const struct vec2 m = {box.x + box.w / 2.0f, box.y + box.h / 2.0f};
    const float u = layout_px(&ui->layout, 1.0f);
    if (key->deed == DEED_KEY) {
        const struct label_spec spec = {.px = 52.0f, .weight = 700, .color = ui_color(ui, key->ink)};
        const struct vec2 base = {m.x, m.y + 18.0f * u};
        const struct label label = label_make_at(ui, name_of(ui, key), &spec, base, TEXT_CENTER);
        label_draw(ui, canvas, &label, 1.0f, 0.0f);
        return;
    }
    const float x = key->deed == DEED_ERASE ? m.x + 6.0f * u : m.x;
    const float arm = key->deed == DEED_ERASE ? 9.0f * u : 15.0f * u;
    const struct color color = ui_color(ui, key->ink);
    draw_line(canvas, (struct vec2){x - arm, m.y - arm}, (struct vec2){x + arm, m.y + arm}, 4.0f * u, color);
    draw_line(canvas, (struct vec2){x - arm, m.y + arm}, (struct vec2){x + arm, m.y - arm}, 4.0f * u, color);
    if (key->deed == DEED_ERASE) {
        const struct vec2 tag[5] = {{m.x - 30.0f * u, m.y},
                                    {m.x - 14.0f * u, m.y - 20.0f * u},
                                    {m.x + 28.0f * u, m.y - 20.0f * u},
                                    {m.x + 28.0f * u, m.y + 20.0f * u},
                                    {m.x - 14.0f * u, m.y + 20.0f * u}};
        draw_polyline(canvas, tag, 5, 4.0f * u, true, color);
    }
}

/* How far a finger that rests has come, as a bar along the button's foot. */
static void
draw_hold(const struct ui *ui, struct canvas *canvas, const struct staff_button *button, float part) {
    const struct rect *units = &button->units;
    const float w = (units->w - 2.0f * RADIUS) * part;
    const struct rect bar = layout_rect(&ui->layout, units->x + RADIUS, units->y + units->h - 14.0f, w, 8.0f);
    draw_round_rect(canvas, bar, layout_px(&ui->layout, 4.0f), draw_solid(ui_color(ui, button->ink)));
}

void
deck_staff_buttons_draw(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas,
                        time_ns now) {
    struct staff_buttons buttons;
    collect(staff, &buttons, true);
    for (int i = 0; i < buttons.count; i++) {
        const struct staff_button *button = &buttons.items[i];
        const struct rect box = deck_staff_button_box(ui, button);
        const bool is_held = staff->press.is_down && strcmp(staff->press.name, button->name) == 0;
        const bool is_shut = button->deed == DEED_KEY && staff_pad_is_paused(&staff->pad, now);
        draw_group_push(canvas, 0.0f, 0.0f, is_possible(staff, button->deed) && !is_shut ? 1.0f : FAINT);
        /* a key that lit up would tell the digit to whoever looks on */
        button_draw(ui, canvas, box, button->fill,
                    is_held && button->deed != DEED_KEY && !button->needs_hold);
        if (button->fill == THEME_SURFACE && !button->is_fixed) {
            draw_round_rect_outline(canvas, box, layout_px(&ui->layout, RADIUS), layout_px(&ui->layout, 2.0f),
                                    ui_color(ui, THEME_HAIRLINE));
        }
        if (button->is_fixed) {
            draw_key(ui, canvas, button, box);
        } else if (button->deed == DEED_CLOCK_STEP) {
            deck_staff_clock_draw_step(ui, canvas, button, box);
        } else {
            draw_words(staff, ui, canvas, button);
        }
        if (button->needs_hold && is_held) {
            const float part = (float)(now - staff->press.at) / (float)STAFF_HOLD_NS;
            draw_hold(ui, canvas, button, fminf(1.0f, fmaxf(0.0f, part)));
        }
        draw_group_pop(canvas);
    }
}
