/* The panel's face: the light with its sentence, and six cards: version and pack, hours lit, health, the stick, faults, past packs.
 * A bar or a colour never tells anything alone: its value stands beside it in words. */

#include <stdio.h>

#include "deck/deck_staff_internal.h"
#include "deck/deck_staff_pen.h"
#include "text/text_format.h"
#include "ui/outcome_words.h"

#define PAD 32.0f
#define LINE 39.0f
#define ROWS_Y 112.0f
#define LIST_Y 104.0f /* the first line of a list */
#define LIST_LINE 42.0f
#define STEPS 4
#define LIT_LEAST_MIN 720 /* the bars' scale: half a day, or the longest */

struct card {
    const struct deck_staff *staff;
    const struct ui *ui;
    struct canvas *canvas;
    struct rect at; /* design units, x from the start side */
};

static float
write(const struct card *card, struct str words, float y, float px, int weight, enum theme_role role) {
    const struct staff_words at = {.start = card->at.x + PAD,
                                   .baseline = card->at.y + y,
                                   .room = card->at.w - 2.0f * PAD,
                                   .px = px,
                                   .weight = weight,
                                   .role = role};
    return staff_pen(card->ui, card->canvas, words, &at);
}

static void
write_end(const struct card *card, struct str words, float y, float room, enum theme_role role) {
    const struct staff_words at = {.start = card->at.x + card->at.w - PAD,
                                   .baseline = card->at.y + y,
                                   .room = room,
                                   .px = 30.0f,
                                   .weight = 700,
                                   .role = role,
                                   .anchor = TEXT_END};
    (void)staff_pen(card->ui, card->canvas, words, &at);
}

/* Returns: the title's width, design units. */
static float
head(const struct card *card, enum ui_string title) {
    staff_pen_card(card->ui, card->canvas, card->at);
    return write(card, staff_pen_string(card->ui, title), 52.0f, 30.0f, 600, THEME_MUTED);
}

/* A name at the start and its value at the end. */
static void
row(const struct card *card, enum ui_string name, struct str value, float y) {
    const float named = write(card, staff_pen_string(card->ui, name), y, 28.0f, 500, THEME_MUTED);
    write_end(card, value, y, card->at.w - 2.0f * PAD - named - 20.0f, THEME_TEXT);
}

static struct str
date_of(const struct ui *ui, const char *iso) {
    const struct str date = format_date(ui->view, &ui->locale, str_from_c(iso), ui->locale.is_rtl);
    return str_is_empty(date) ? staff_pen_string(ui, STRING_STAFF_UNKNOWN) : date;
}

/* ---- version and pack ---- */

/* When a pack was installed last, as far as is remembered. */
static struct str
installed(const struct card *card) {
    const struct staff_facts *facts = &card->staff->facts;
    char day[11] = "";
    for (int i = facts->past_count - 1; i >= 0; i--) {
        if (facts->past[i].outcome == PACK_INSTALLED) {
            (void)snprintf(day, sizeof(day), "%.10s", facts->past[i].when);
        }
    }
    return date_of(card->ui, day);
}

static void
draw_version(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    const struct str number = format_number(ui->view, &ui->locale, (double)facts->pack_seq, 0, false);
    char id[9];
    (void)snprintf(id, sizeof(id), "%.8s", facts->pack_id);
    const float titled = head(card, STRING_STAFF_VERSION);
    const struct staff_words at = {.start = card->at.x + card->at.w - PAD,
                                   .baseline = card->at.y + 60.0f,
                                   .room = card->at.w - 2.0f * PAD - titled - 20.0f,
                                   .px = 52.0f,
                                   .weight = 900,
                                   .role = THEME_TEXT,
                                   .anchor = TEXT_END};
    (void)staff_pen(ui, card->canvas, format_token(ui->view, str_from_c(facts->version)), &at);
    (void)write(card, str_from_c(facts->pack_title), ROWS_Y, 32.0f, 700, THEME_TEXT);
    row(card, STRING_STAFF_UPDATED, date_of(ui, facts->pack_updated), ROWS_Y + LINE + 4.0f);
    row(card, STRING_STAFF_LAST_UPDATE, installed(card), ROWS_Y + 2.0f * LINE + 4.0f);
    row(card, STRING_STAFF_SEQUENCE,
        facts->pack_seq > 0 ? number : staff_pen_string(ui, STRING_STAFF_UNKNOWN),
        ROWS_Y + 3.0f * LINE + 4.0f);
    row(card, STRING_STAFF_IDENTITY, format_token(ui->view, str_from_c(id)), ROWS_Y + 4.0f * LINE + 4.0f);
}

/* ---- hours lit ---- */

static void
draw_bars(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    const float pitch = (card->at.w - 2.0f * PAD) / (float)STAFF_DAYS;
    const float w = pitch * 0.65f;
    const float foot = card->at.h - 68.0f;
    const float high = card->at.h - 208.0f;
    int most = LIT_LEAST_MIN;
    for (int i = 0; i < STAFF_DAYS; i++) {
        most = facts->lit_min[i] > most ? facts->lit_min[i] : most;
    }
    for (int i = 0; i < STAFF_DAYS; i++) {
        const bool is_today = i == STAFF_DAYS - 1;
        const float part = (float)facts->lit_min[i] / (float)most;
        const float h = 6.0f + (high - 6.0f) * float_clamp(part, 0.0f, 1.0f);
        const float start = card->at.x + PAD + pitch * (float)i;
        const struct rect bar = layout_rect(&ui->layout, start, card->at.y + foot - h, w, h);
        draw_round_rect(card->canvas, bar, layout_px(&ui->layout, 6.0f),
                        draw_solid(ui_color(ui, is_today ? THEME_AMBER : THEME_BAR_TOP)));
        const struct staff_words at = {.start = start + w / 2.0f,
                                       .baseline = card->at.y + foot + 42.0f,
                                       .room = pitch,
                                       .px = 28.0f,
                                       .weight = is_today ? 700 : 500,
                                       .role = is_today ? THEME_TEXT : THEME_MUTED,
                                       .anchor = TEXT_CENTER};
        const int weekday = (facts->weekday + i + 1) % STAFF_DAYS;
        (void)staff_pen(ui, card->canvas, staff_pen_day(ui, STRING_STAFF_DAYS, weekday), &at);
    }
}

static void
draw_lit(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    int sum = 0;
    (void)head(card, STRING_STAFF_LIT);
    if (!facts->has_lit) {
        (void)write(card, staff_pen_string(ui, STRING_STAFF_LIT_NONE), 112.0f, 30.0f, 500, THEME_SOFT);
        return;
    }
    for (int i = 0; i < STAFF_DAYS; i++) {
        sum += facts->lit_min[i];
    }
    const struct str hours = format_number(ui->view, &ui->locale, (double)sum / 60.0, 0, true);
    const float used = write(card, hours, 112.0f, 56.0f, 900, THEME_TEXT);
    const struct staff_words unit = {.start = card->at.x + PAD + used + 14.0f,
                                     .baseline = card->at.y + 112.0f,
                                     .room = 160.0f,
                                     .px = 32.0f,
                                     .weight = 500,
                                     .role = THEME_TEXT};
    (void)staff_pen(ui, card->canvas, staff_pen_string(ui, STRING_STAFF_HOURS_UNIT), &unit);
    draw_bars(card);
}

/* ---- health ---- */

static enum theme_role
grade(float value, float amber, float red) {
    return value >= red ? THEME_ACCENT : value >= amber ? THEME_AMBER : THEME_JADE;
}

/* A name, a bar, a value. part below 0: not told. */
static void
gauge(const struct card *card, enum ui_string name, float y, float part, struct str value,
      enum theme_role role) {
    const struct ui *ui = card->ui;
    const float bar_w = card->ui->layout.is_portrait ? 56.0f : 140.0f;
    const float value_w = 136.0f;
    const float start = card->at.x + card->at.w - PAD - value_w - bar_w;
    const float top = card->at.y + y - 15.0f;
    const struct staff_words at = {.start = card->at.x + PAD,
                                   .baseline = card->at.y + y,
                                   .room = start - card->at.x - PAD - 12.0f,
                                   .px = 30.0f,
                                   .weight = 600,
                                   .role = THEME_TEXT};
    (void)staff_pen(ui, card->canvas, staff_pen_string(ui, name), &at);
    if (part >= 0.0f) {
        const float radius = layout_px(&ui->layout, 5.0f);
        const float w = bar_w * float_clamp(part, 0.05f, 1.0f);
        draw_round_rect(card->canvas, layout_rect(&ui->layout, start, top, bar_w, 10.0f), radius,
                        draw_solid(ui_color(ui, THEME_HAIRLINE)));
        draw_round_rect(card->canvas, layout_rect(&ui->layout, start, top, w, 10.0f), radius,
                        draw_solid(ui_color(ui, role)));
    }
    write_end(card, value, y, part >= 0.0f ? value_w - 12.0f : value_w + bar_w, role);
}

static void
percent_gauge(const struct card *card, enum ui_string name, float y, int percent) {
    const struct ui *ui = card->ui;
    const struct str value = percent < 0 ? staff_pen_string(ui, STRING_STAFF_UNKNOWN)
                                         : format_percent(ui->view, &ui->locale, (double)percent, 0);
    const enum theme_role role =
        percent < 0 ? THEME_MUTED
                    : grade((float)percent, (float)STAFF_FULL_PERCENT, (float)STAFF_TOO_FULL_PERCENT);
    gauge(card, name, y, percent < 0 ? -1.0f : (float)percent / 100.0f, value, role);
}

static void
draw_health(const struct card *card) {
    static const enum ui_string POWER[] = {STRING_STAFF_UNKNOWN, STRING_STAFF_POWER_FINE,
                                           STRING_STAFF_POWER_WAS, STRING_STAFF_POWER_IS_LOW};
    static const enum theme_role POWER_ROLES[] = {THEME_MUTED, THEME_JADE, THEME_AMBER, THEME_ACCENT};
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    const float degrees = facts->temperature_c;
    const float pitch = (card->at.h - 96.0f) / 4.0f;
    (void)head(card, STRING_STAFF_HEALTH);
    if (degrees > -100.0f) {
        const struct str number = format_number(ui->view, &ui->locale, (double)degrees, 0, false);
        const struct str value =
            format_with_unit(ui->view, &ui->locale, number, staff_pen_string(ui, STRING_STAFF_DEGREES));
        gauge(card, STRING_STAFF_TEMPERATURE, 108.0f, degrees / 100.0f, value,
              grade(degrees, STAFF_HOT_C, STAFF_TOO_HOT_C));
    } else {
        gauge(card, STRING_STAFF_TEMPERATURE, 108.0f, -1.0f, staff_pen_string(ui, STRING_STAFF_UNKNOWN),
              THEME_MUTED);
    }
    percent_gauge(card, STRING_STAFF_MEMORY, 108.0f + pitch, facts->memory_percent);
    percent_gauge(card, STRING_STAFF_STORAGE, 108.0f + 2.0f * pitch, facts->storage_percent);
    gauge(card, STRING_STAFF_POWER, 108.0f + 3.0f * pitch, -1.0f, staff_pen_string(ui, POWER[facts->power]),
          POWER_ROLES[facts->power]);
}

/* ---- the stick ---- */

/* The step under way, from 0. */
static int
step_of(const struct pack_status *stick) {
    switch (stick->phase) {
    case PACK_PHASE_IDLE:
    case PACK_PHASE_READING:
        return 0;
    case PACK_PHASE_CHECKING:
        return 1;
    case PACK_PHASE_REHEARSING:
        return 2;
    case PACK_PHASE_WRITING:
    case PACK_PHASE_DONE:
    case PACK_PHASES:
        break;
    }
    return 3;
}

static void
draw_tick(const struct card *card, struct vec2 m) {
    const float u = layout_px(&card->ui->layout, 1.0f);
    const struct vec2 tick[3] = {
        {m.x - 8.0f * u, m.y}, {m.x - 2.0f * u, m.y + 7.0f * u}, {m.x + 9.0f * u, m.y - 7.0f * u}};
    draw_polyline(card->canvas, tick, 3, 4.0f * u, false, ui_color(card->ui, THEME_INK));
}

static void
draw_step(const struct card *card, int step, int now) {
    static const enum ui_string NAMES[STEPS] = {STRING_STAFF_STEP_READ, STRING_STAFF_STEP_CHECK,
                                                STRING_STAFF_STEP_REHEARSE, STRING_STAFF_STEP_CHANGE};
    const struct ui *ui = card->ui;
    const float column = (card->at.w - 2.0f * PAD) / 2.0f;
    const float start = card->at.x + PAD + column * (float)(step % 2);
    const int line = step / 2;
    const float y = card->at.y + 150.0f + 54.0f * (float)line;
    const struct vec2 m = layout_point(&ui->layout, start + 20.0f, y - 10.0f);
    const bool is_done = step < now;
    if (is_done || step == now) {
        draw_circle(card->canvas, m, layout_px(&ui->layout, 20.0f),
                    ui_color(ui, is_done ? THEME_JADE : THEME_AMBER));
    } else {
        draw_ring(card->canvas, m, layout_px(&ui->layout, 18.5f), layout_px(&ui->layout, 3.0f),
                  ui_color(ui, THEME_AXIS));
    }
    if (is_done) {
        draw_tick(card, m);
    } else {
        const struct label_spec spec = {
            .px = 28.0f, .weight = 800, .color = ui_color(ui, step == now ? THEME_INK : THEME_MUTED)};
        const struct vec2 base = {m.x, m.y + layout_px(&ui->layout, 9.5f)};
        const struct label number = label_make_at(
            ui, format_number(ui->view, &ui->locale, (double)(step + 1), 0, false), &spec, base, TEXT_CENTER);
        label_draw(ui, card->canvas, &number, 1.0f, 0.0f);
    }
    const struct staff_words at = {.start = start + 52.0f,
                                   .baseline = y,
                                   .room = column - 60.0f,
                                   .px = 30.0f,
                                   .weight = step == now ? 800 : 500,
                                   .role = step <= now ? THEME_TEXT : THEME_MUTED};
    (void)staff_pen(ui, card->canvas, staff_pen_string(ui, NAMES[step]), &at);
}

static void
draw_progress(const struct card *card, int percent, bool is_refused) {
    const struct ui *ui = card->ui;
    const float w = card->at.w - 2.0f * PAD;
    const float radius = layout_px(&ui->layout, 7.0f);
    draw_round_rect(card->canvas, layout_rect(&ui->layout, card->at.x + PAD, card->at.y + 78.0f, w, 14.0f),
                    radius, draw_solid(ui_color(ui, THEME_HAIRLINE)));
    draw_round_rect(card->canvas,
                    layout_rect(&ui->layout, card->at.x + PAD, card->at.y + 78.0f,
                                w * float_clamp((float)percent / 100.0f, 0.03f, 1.0f), 14.0f),
                    radius,
                    draw_solid(ui_color(ui, is_refused       ? THEME_STEEL
                                            : percent >= 100 ? THEME_JADE
                                                             : THEME_AMBER)));
}

/* What came of it, and what to do. */
static void
draw_outcome(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct pack_status *stick = &card->staff->facts.stick;
    const struct str what = outcome_headline(stick->outcome, ui->locale.code);
    const struct str advice = outcome_advice(stick->outcome, ui->locale.code);
    struct staff_words at = {.start = card->at.x + PAD,
                             .baseline = card->at.y + 132.0f,
                             .room = card->at.w - 2.0f * PAD,
                             .px = 30.0f,
                             .weight = 700,
                             .role = pack_outcome_is_good(stick->outcome) ? THEME_JADE : THEME_AMBER,
                             .lines_max = 2};
    at.baseline += staff_pen_lines(ui, card->canvas, what, &at);
    at.px = STAFF_PX_MIN;
    at.weight = 500;
    at.role = THEME_TEXT;
    at.lines_max = 3;
    (void)staff_pen(ui, card->canvas, advice, &at);
    if (outcome_frees_stick(stick)) {
        (void)write(card, staff_pen_string(ui, STRING_NOTICE_REMOVE), card->at.h - 24.0f, 28.0f, 600,
                    THEME_JADE);
    }
}

static void
draw_stick(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct pack_status *stick = &card->staff->facts.stick;
    const bool is_refused = stick->outcome != PACK_NONE && !pack_outcome_is_good(stick->outcome);
    const float titled = head(card, STRING_STAFF_STICK);
    if (stick->phase == PACK_PHASE_IDLE) {
        (void)write(card, staff_pen_string(ui, STRING_STAFF_STICK_NONE), 112.0f, 30.0f, 500, THEME_SOFT);
        return;
    }
    if (outcome_is_of_stick(stick)) {
        write_end(card, format_token(ui->view, str_from_c(stick->name)), 52.0f,
                  card->at.w - 2.0f * PAD - titled - 24.0f, THEME_SOFT);
        draw_progress(card, stick->phase == PACK_PHASE_DONE ? 100 : stick->percent, is_refused);
    }
    if (stick->phase == PACK_PHASE_DONE) {
        draw_outcome(card);
        return;
    }
    for (int step = 0; !is_refused && step < STEPS; step++) {
        draw_step(card, step, step_of(stick));
    }
    (void)write(card, staff_pen_string(ui, STRING_STAFF_STICK_WAIT), card->at.h - 24.0f, 28.0f, 600,
                THEME_TEXT);
}

/* ---- faults, past packs ---- */

static void
draw_faults(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    (void)head(card, STRING_STAFF_FAULTS);
    if (facts->fault_count == 0) {
        (void)write(card, staff_pen_string(ui, STRING_STAFF_FAULTS_NONE), 112.0f, 30.0f, 500, THEME_SOFT);
    }
    for (int i = 0; i < facts->fault_count; i++) {
        (void)write(card, format_token(ui->view, str_from_c(facts->faults[i])), LIST_Y + LIST_LINE * (float)i,
                    28.0f, 600, THEME_AMBER);
    }
}

static enum ui_string
past_words(enum pack_outcome outcome) {
    if (outcome == PACK_INSTALLED) {
        return STRING_STAFF_PAST_INSTALLED;
    }
    if (outcome == PACK_RETURNED) {
        return STRING_STAFF_PAST_RETURNED;
    }
    if (outcome == PACK_FELL_BACK || outcome == PACK_FACTORY || outcome == PACK_BUILT_IN) {
        return STRING_STAFF_PAST_FELL_BACK;
    }
    if (outcome == PACK_REBUILT) {
        return STRING_STAFF_PAST_REBUILT;
    }
    return pack_outcome_is_good(outcome) ? STRING_STAFF_PAST_GOOD : STRING_STAFF_PAST_BAD;
}

static void
draw_past(const struct card *card) {
    const struct ui *ui = card->ui;
    const struct staff_facts *facts = &card->staff->facts;
    (void)head(card, STRING_STAFF_PAST);
    if (facts->past_count == 0) {
        (void)write(card, staff_pen_string(ui, STRING_STAFF_PAST_NONE), 112.0f, 30.0f, 500, THEME_SOFT);
    }
    for (int i = 0; i < facts->past_count; i++) {
        const struct staff_past *past = &facts->past[i];
        const float y = LIST_Y + LIST_LINE * (float)i;
        const struct str words = staff_pen_string(ui, past_words(past->outcome));
        char day[11];
        (void)snprintf(day, sizeof(day), "%.10s", past->when);
        const struct str date = date_of(ui, day);
        const struct str seq = format_number(ui->view, &ui->locale, (double)past->seq, 0, false);
        /* without a clock, its number */
        const struct str when = day[0] == '\0' && past->seq > 0 ? seq : date;
        const float named = write(card, words, y, 28.0f, 600, i == 0 ? THEME_TEXT : THEME_SOFT);
        write_end(card, when, y, card->at.w - 2.0f * PAD - named - 20.0f, THEME_MUTED);
    }
}

/* ---- the page ---- */

static void
draw_light(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    static const enum theme_role ROLES[] = {THEME_JADE, THEME_AMBER, THEME_ACCENT};
    enum ui_string sentence = STRING_STAFF_WELL;
    const enum staff_light light = staff_light(&staff->facts, &sentence);
    const bool is_upright = ui->layout.is_portrait;
    const float start = is_upright ? 72.0f : 700.0f;
    const float y = is_upright ? 236.0f : 134.0f;
    draw_circle(canvas, layout_point(&ui->layout, start + 18.0f, y - 13.0f), layout_px(&ui->layout, 18.0f),
                ui_color(ui, ROLES[light]));
    const struct staff_words at = {.start = start + 56.0f,
                                   .baseline = y,
                                   .room = is_upright                    ? 880.0f
                                           : staff->facts.is_clock_known ? 1060.0f
                                                                         : 680.0f,
                                   .px = 38.0f,
                                   .weight = 700,
                                   .role = THEME_TEXT};
    (void)staff_pen(ui, canvas, staff_pen_string(ui, sentence), &at);
}

/* What the clock says, and whether anybody may believe it. */
static void
draw_clock(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    const struct staff_facts *facts = &staff->facts;
    const struct str date = date_of(ui, facts->today);
    const struct str clock = staff_pen_clock(ui, facts->minute);
    const struct str name = staff_pen_string(ui, STRING_STAFF_CLOCK);
    const struct str state =
        staff_pen_string(ui, facts->is_clock_known ? STRING_STAFF_CLOCK_KNOWN : STRING_STAFF_CLOCK_UNKNOWN);
    const struct str comma = staff_pen_string(ui, STRING_LIST_COMMA);
    const struct str words =
        facts->is_clock_staffs && !facts->is_clock_known
            ? str_format(ui->view, STR_FMT ": " STR_FMT STR_FMT STR_FMT, STR_ARG(name),
                         STR_ARG(staff_pen_day(ui, STRING_STAFF_WEEKDAYS, facts->weekday)), STR_ARG(comma),
                         STR_ARG(clock))
        : facts->is_clock_known ? str_format(ui->view, STR_FMT ": " STR_FMT STR_FMT STR_FMT, STR_ARG(name),
                                             STR_ARG(date), STR_ARG(comma), STR_ARG(clock))
                                : str_format(ui->view, STR_FMT ": " STR_FMT, STR_ARG(name), STR_ARG(state));
    const struct staff_words at = {.start = ui->layout.margin,
                                   .baseline = ui->layout.is_portrait ? 1290.0f : 814.0f,
                                   .room = ui->layout.width - 2.0f * ui->layout.margin,
                                   .px = 30.0f,
                                   .weight = 500,
                                   .role = facts->is_clock_known || facts->is_clock_staffs ? THEME_MUTED
                                                                                           : THEME_AMBER};
    (void)staff_pen(ui, canvas, words, &at);
}

void
deck_staff_draw_cards(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    static void (*const DRAW[6])(const struct card *) = {draw_version, draw_lit,    draw_health,
                                                         draw_stick,   draw_faults, draw_past};
    const bool is_upright = ui->layout.is_portrait;
    const int columns = is_upright ? 2 : 3;
    const float w = is_upright ? 456.0f : 560.0f;
    const float h = is_upright ? 316.0f : 294.0f;
    const float top = is_upright ? 272.0f : 166.0f;
    draw_light(staff, ui, canvas);
    for (int i = 0; i < 6; i++) {
        const int line = i / columns;
        const struct card card = {.staff = staff,
                                  .ui = ui,
                                  .canvas = canvas,
                                  .at = {ui->layout.margin + (w + 24.0f) * (float)(i % columns),
                                         top + (h + 18.0f) * (float)line, w, h}};
        DRAW[i](&card);
    }
    draw_clock(staff, ui, canvas);
}
