/* The card of a stick. It slides up, tells how far the intake is in a ring and four steps, and folds into a pill after a while, so that
 * a slow stick does not cover the show; when the outcome is there it comes up once more, longer for one that somebody has to act upon.
 * Its picture is a function of the status, of when it came up, and of the time. */

#include "deck/deck_notice.h"

#include <string.h>

#include "anim/timeline.h"
#include "text/text_format.h"
#include "ui/label.h"
#include "ui/outcome_words.h"

#define COME_MS 320
#define FADE_MS 200
#define CARD_NS TIME_S(6)     /* while something goes on */
#define GOOD_NS TIME_S(8)     /* an outcome that asks for nothing */
#define REFUSED_NS TIME_S(20) /* one that has to be read */
#define TURN 6.2831853f
#define SCRIM_TOP 0.35f
#define SCRIM_BOTTOM 0.78f
#define STEPS 4
#define FRAME_NS (TIME_S(1) / 60)

/* ---- state ---- */

static bool
is_done(const struct deck_notice *notice) {
    return notice->status.phase == PACK_PHASE_DONE;
}

static time_ns
card_time(const struct deck_notice *notice) {
    return !is_done(notice) ? CARD_NS : pack_outcome_is_good(notice->status.outcome) ? GOOD_NS : REFUSED_NS;
}

bool
deck_notice_set(struct deck_notice *notice, const struct pack_status *status, time_ns now) {
    const struct pack_status *old = &notice->status;
    const bool is_new = status->event != old->event || status->phase != old->phase ||
                        status->percent != old->percent || status->outcome != old->outcome;
    const bool is_gone = status->phase == PACK_PHASE_IDLE && old->phase == PACK_PHASE_IDLE;
    const bool comes_up = status->phase != PACK_PHASE_IDLE &&
                          (status->event != old->event || old->phase == PACK_PHASE_IDLE ||
                           (status->phase == PACK_PHASE_DONE && old->phase != PACK_PHASE_DONE));
    if (comes_up) {
        const bool was_up = deck_notice_form(notice, now) == NOTICE_CARD;
        notice->opened_at = was_up ? now - TIME_MS(COME_MS) : now; /* a card that is up stays up */
        notice->is_folded = false;
    }
    notice->status = *status;
    return is_new && !is_gone;
}

void
deck_notice_touch(struct deck_notice *notice, time_ns now) {
    const bool was_card = deck_notice_form(notice, now) == NOTICE_CARD;
    notice->is_folded = was_card;
    notice->opened_at = was_card ? notice->opened_at : now;
}

enum notice_form
deck_notice_form(const struct deck_notice *notice, time_ns now) {
    if (notice->status.phase == PACK_PHASE_IDLE) {
        return NOTICE_NONE;
    }
    return notice->is_folded || now - notice->opened_at >= card_time(notice) ? NOTICE_PILL : NOTICE_CARD;
}

time_ns
deck_notice_next_change(const struct deck_notice *notice, time_ns drawn_at) {
    if (deck_notice_form(notice, drawn_at) != NOTICE_CARD) {
        return TIME_NEVER;
    }
    const time_ns end = notice->opened_at + card_time(notice);
    return drawn_at - notice->opened_at < TIME_MS(COME_MS) ? drawn_at + FRAME_NS : end;
}

/* ---- where things stand ---- */

/* In design units; start counts from the start side. */
struct plan {
    float card_start, card_y, card_w, card_h;
    float ring_start, ring_y;
    float words_start, words_w, headline_y, advice_y;
    float steps_y, step_from, step_gap;
    float usb_start, usb_y;
    float pill_start, pill_y, pill_w;
    float page_bottom;
};

static const struct plan WIDE = {
    .card_start = 96.0f,
    .card_y = 606.0f,
    .card_w = 1728.0f,
    .card_h = 324.0f,
    .ring_start = 246.0f,
    .ring_y = 768.0f,
    .words_start = 394.0f,
    .words_w = 1150.0f,
    .headline_y = 698.0f,
    .advice_y = 758.0f,
    .steps_y = 842.0f,
    .step_from = 440.0f,
    .step_gap = 320.0f,
    .usb_start = 1694.0f,
    .usb_y = 750.0f,
    .pill_start = 992.0f,
    .pill_y = 844.0f,
    .pill_w = 232.0f,
    .page_bottom = 944.0f,
};

static const struct plan TALL = {
    .card_start = 72.0f,
    .card_y = 1188.0f,
    .card_w = 936.0f,
    .card_h = 420.0f,
    .ring_start = 204.0f,
    .ring_y = 1324.0f,
    .words_start = 330.0f,
    .words_w = 640.0f,
    .headline_y = 1282.0f,
    .advice_y = 1346.0f,
    .steps_y = 1494.0f,
    .step_from = 190.0f,
    .step_gap = 234.0f,
    .usb_start = 0.0f, /* there is no room for it */
    .usb_y = 0.0f,
    .pill_start = 424.0f,
    .pill_y = 1516.0f,
    .pill_w = 232.0f,
    .page_bottom = 1624.0f,
};

static const struct plan *
plan_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &TALL : &WIDE;
}

static struct rect
card_of(const struct ui *ui) {
    const struct plan *plan = plan_of(ui);
    return layout_rect(&ui->layout, plan->card_start, plan->card_y, plan->card_w, plan->card_h);
}

static struct rect
pill_of(const struct ui *ui) {
    const struct plan *plan = plan_of(ui);
    return layout_rect(&ui->layout, plan->pill_start, plan->pill_y, plan->pill_w, 96.0f);
}

void
deck_notice_targets(const struct deck_notice *notice, const struct ui *ui, time_ns now,
                    struct target_list *targets) {
    const enum notice_form form = deck_notice_form(notice, now);
    if (form != NOTICE_NONE) {
        target_add(targets, DECK_NOTICE, form == NOTICE_CARD ? card_of(ui) : pill_of(ui), ACTION_NOTICE);
    }
}

/* ---- drawing ---- */

static void
draw_check(struct canvas *canvas, struct vec2 middle, float size, float stroke, struct color color) {
    const struct vec2 points[] = {{middle.x - size * 0.5f, middle.y + size * 0.02f},
                                  {middle.x - size * 0.12f, middle.y + size * 0.38f},
                                  {middle.x + size * 0.52f, middle.y - size * 0.36f}};
    draw_polyline(canvas, points, ARRAY_LEN(points), stroke, false, color);
}

static void
draw_attention(struct canvas *canvas, struct vec2 middle, float size, float stroke, struct color color) {
    draw_line(canvas, (struct vec2){middle.x, middle.y - size * 0.5f},
              (struct vec2){middle.x, middle.y + size * 0.12f}, stroke, color);
    draw_circle(canvas, (struct vec2){middle.x, middle.y + size * 0.48f}, stroke * 0.62f, color);
}

/* The sign of a universal serial bus: a stem with a head, and two branches. */
static void
draw_usb(struct canvas *canvas, struct vec2 at, float unit, struct color color) {
    const float w = 3.4f * unit;
    const struct vec2 head[] = {{at.x - 5.0f * unit, at.y - 30.0f * unit},
                                {at.x, at.y - 40.0f * unit},
                                {at.x + 5.0f * unit, at.y - 30.0f * unit}};
    const struct vec2 left[] = {{at.x, at.y + 22.0f * unit},
                                {at.x - 16.0f * unit, at.y + 8.0f * unit},
                                {at.x - 16.0f * unit, at.y - 4.0f * unit}};
    const struct vec2 right[] = {{at.x, at.y + 8.0f * unit},
                                 {at.x + 16.0f * unit, at.y - 6.0f * unit},
                                 {at.x + 16.0f * unit, at.y - 14.0f * unit}};
    draw_line(canvas, (struct vec2){at.x, at.y - 32.0f * unit}, (struct vec2){at.x, at.y + 36.0f * unit}, w,
              color);
    draw_polygon(canvas, head, ARRAY_LEN(head), draw_solid(color));
    draw_polyline(canvas, left, ARRAY_LEN(left), w, false, color);
    draw_polyline(canvas, right, ARRAY_LEN(right), w, false, color);
    draw_circle(canvas, (struct vec2){at.x, at.y + 38.0f * unit}, 6.5f * unit, color);
    draw_circle(canvas, left[2], 5.5f * unit, color);
    draw_rect(canvas,
              (struct rect){right[2].x - 5.0f * unit, right[2].y - 6.0f * unit, 10.0f * unit, 10.0f * unit},
              draw_solid(color));
}

static struct str
percent_text(const struct deck_notice *notice, const struct ui *ui) {
    return format_percent(ui->view, &ui->locale, (double)notice->status.percent, 0);
}

static void
draw_ring_of(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas, struct vec2 middle,
             float radius_px, float stroke_px) {
    const bool is_good = pack_outcome_is_good(notice->status.outcome);
    const struct color done = ui_color(ui, is_good ? THEME_JADE : THEME_AMBER);
    draw_ring(canvas, middle, radius_px, stroke_px, is_done(notice) ? done : ui_color(ui, THEME_HAIRLINE));
    const float part = (float)notice->status.percent / 100.0f;
    if (!is_done(notice) && part > 0.0f) {
        draw_ring_segment(canvas, middle, radius_px - stroke_px / 2.0f, radius_px + stroke_px / 2.0f, 0.0f,
                          TURN * part, ui_color(ui, THEME_AMBER));
    }
    if (is_done(notice) && is_good) {
        draw_check(canvas, middle, radius_px, stroke_px * 0.62f, done);
    } else if (is_done(notice)) {
        draw_attention(canvas, middle, radius_px, stroke_px * 0.7f, done);
    }
}

/* Which step is under way: the one after all that are done. */
static int
step_of(const struct pack_status *status) {
    switch (status->phase) {
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
draw_steps(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    static const enum ui_string WORDS[STEPS] = {STRING_NOTICE_STEP_READ, STRING_NOTICE_STEP_CHECK,
                                                STRING_NOTICE_STEP_REHEARSE, STRING_NOTICE_STEP_CHANGE};
    const struct plan *plan = plan_of(ui);
    const int step = step_of(&notice->status);
    const float radius = layout_px(&ui->layout, 22.0f);
    for (int i = 0; i + 1 < STEPS; i++) {
        const float start = plan->step_from + (float)i * plan->step_gap;
        const struct vec2 from = layout_point(&ui->layout, start, plan->steps_y);
        const struct vec2 to = layout_point(&ui->layout, start + plan->step_gap, plan->steps_y);
        draw_line(canvas, from, to, layout_px(&ui->layout, 4.0f),
                  ui_color(ui, i < step ? THEME_JADE : THEME_STEEL));
    }
    for (int i = 0; i < STEPS; i++) {
        const float start = plan->step_from + (float)i * plan->step_gap;
        const struct vec2 middle = layout_point(&ui->layout, start, plan->steps_y);
        const enum theme_role role = i < step ? THEME_JADE : i == step ? THEME_AMBER : THEME_STEEL;
        draw_circle(canvas, middle, radius, ui_color(ui, role));
        if (i > step) {
            draw_circle(canvas, middle, radius - layout_px(&ui->layout, 3.0f), ui_color(ui, THEME_SURFACE));
        } else if (i < step) {
            draw_check(canvas, middle, radius * 0.8f, layout_px(&ui->layout, 5.0f), ui_color(ui, THEME_INK));
        }
        const struct label_spec spec = {.start = start,
                                        .baseline = plan->steps_y + 58.0f,
                                        .px = 32.0f,
                                        .px_min = 28.0f,
                                        .wrap = plan->step_gap - 12.0f,
                                        .lines_max = 1,
                                        .weight = i == step ? 800 : 500,
                                        .anchor = TEXT_CENTER,
                                        .color = ui_color(ui, i > step ? THEME_MUTED : THEME_TEXT)};
        const struct label label = label_make(ui, strings_get(WORDS[i], ui->locale.code), &spec);
        label_draw(ui, canvas, &label, 1.0f, 0.0f);
    }
}

static bool
is_of_stick(enum pack_outcome outcome) {
    return outcome != PACK_RETURNED && outcome != PACK_FELL_BACK && outcome != PACK_FACTORY &&
           outcome != PACK_BUILT_IN;
}

static void
draw_words(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct plan *plan = plan_of(ui);
    const char *lang = ui->locale.code;
    const bool is_reading =
        notice->status.phase == PACK_PHASE_READING || notice->status.phase == PACK_PHASE_WRITING;
    const struct str headline =
        is_done(notice) ? outcome_headline(notice->status.outcome, lang)
                        : strings_get(is_reading ? STRING_NOTICE_COMING : STRING_NOTICE_CHECKING, lang);
    const struct str advice =
        is_done(notice) ? outcome_advice(notice->status.outcome, lang)
                        : strings_get(is_reading ? STRING_NOTICE_KEEP : STRING_NOTICE_GOES_ON, lang);
    struct label_spec spec = {.start = plan->words_start,
                              .baseline = plan->headline_y,
                              .px = 52.0f,
                              .px_min = 34.0f,
                              .wrap = plan->words_w,
                              .lines_max = 1,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT)};
    const struct label first = label_make(ui, headline, &spec);
    spec.baseline = plan->advice_y;
    spec.px = 36.0f;
    spec.px_min = ui->layout.is_portrait ? 34.0f : 32.0f;
    spec.weight = 500;
    spec.lines_max = ui->layout.is_portrait ? 2 : 1;
    spec.color = ui_color(ui, THEME_MUTED);
    const struct label second = label_make(ui, advice, &spec);
    label_draw(ui, canvas, &first, 1.0f, 0.0f);
    label_draw(ui, canvas, &second, 1.0f, 0.0f);
    if (is_done(notice) && is_of_stick(notice->status.outcome)) {
        spec.baseline = plan->steps_y + 28.0f;
        spec.weight = 700;
        spec.lines_max = 1;
        spec.color = ui_color(ui, THEME_JADE);
        const struct label remove = label_make(ui, strings_get(STRING_NOTICE_REMOVE, lang), &spec);
        label_draw(ui, canvas, &remove, 1.0f, 0.0f);
    }
}

static void
draw_card(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct plan *plan = plan_of(ui);
    const struct rect card = card_of(ui);
    const struct vec2 middle = layout_point(&ui->layout, plan->ring_start, plan->ring_y);
    draw_round_rect(canvas, card, layout_px(&ui->layout, 32.0f), draw_solid(ui_color(ui, THEME_SURFACE)));
    draw_round_rect_outline(canvas, card, layout_px(&ui->layout, 32.0f), layout_px(&ui->layout, 4.0f),
                            ui_color(ui, THEME_AMBER));
    draw_ring_of(notice, ui, canvas, middle, layout_px(&ui->layout, 88.0f), layout_px(&ui->layout, 22.0f));
    if (!is_done(notice)) {
        const struct label_spec spec = {.px = 54.0f, .weight = 900, .color = ui_color(ui, THEME_TEXT)};
        const struct vec2 base = {middle.x, middle.y + layout_px(&ui->layout, 19.0f)};
        const struct label percent = label_make_at(ui, percent_text(notice, ui), &spec, base, TEXT_CENTER);
        label_draw(ui, canvas, &percent, 1.0f, 0.0f);
        draw_steps(notice, ui, canvas);
    }
    if (plan->usb_start > 0.0f) {
        draw_usb(canvas, layout_point(&ui->layout, plan->usb_start, plan->usb_y),
                 layout_px(&ui->layout, 1.6f), ui_color(ui, THEME_AMBER));
    }
    draw_words(notice, ui, canvas);
}

static void
draw_pill(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct rect pill = pill_of(ui);
    const struct color ink = ui_color(ui, THEME_INK);
    const bool is_good = pack_outcome_is_good(notice->status.outcome);
    const float unit = layout_px(&ui->layout, 1.0f);
    const struct vec2 middle = {pill.x + pill.w / 2.0f, pill.y + pill.h / 2.0f};
    draw_round_rect(canvas, pill, pill.h / 2.0f,
                    draw_solid(ui_color(ui, is_done(notice) && is_good ? THEME_JADE : THEME_AMBER)));
    if (is_done(notice) && is_good) {
        draw_check(canvas, middle, 44.0f * unit, 8.0f * unit, ink);
    } else if (is_done(notice)) {
        draw_attention(canvas, middle, 44.0f * unit, 8.0f * unit, ink);
    } else {
        const struct vec2 ring =
            layout_point(&ui->layout, plan_of(ui)->pill_start + 60.0f, plan_of(ui)->pill_y + 48.0f);
        const float part = (float)notice->status.percent / 100.0f;
        struct color pale = ink;
        pale = color_fade(pale, 0.3f);
        draw_ring(canvas, ring, 24.0f * unit, 9.0f * unit, pale);
        if (part > 0.0f) {
            draw_ring_segment(canvas, ring, 19.5f * unit, 28.5f * unit, 0.0f, TURN * part, ink);
        }
        const struct label_spec spec = {.px = 38.0f, .weight = 800, .color = ink};
        const struct vec2 base = {layout_x(&ui->layout, plan_of(ui)->pill_start + 148.0f),
                                  middle.y + 13.0f * unit};
        const struct label percent = label_make_at(ui, percent_text(notice, ui), &spec, base, TEXT_CENTER);
        label_draw(ui, canvas, &percent, 1.0f, 0.0f);
    }
}

void
deck_notice_draw(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas, bool is_calm,
                 time_ns now) {
    const enum notice_form form = deck_notice_form(notice, now);
    if (form == NOTICE_PILL) {
        draw_pill(notice, ui, canvas);
    }
    if (form != NOTICE_CARD) {
        return;
    }
    const time_ns since = now - notice->opened_at;
    const float come = timeline_value((struct span){0, is_calm ? FADE_MS : COME_MS, EASE_OUT3}, since);
    const float bottom = layout_y(&ui->layout, plan_of(ui)->page_bottom);
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, bottom};
    const struct color ink = ui_color(ui, THEME_INK);
    draw_rect(canvas, page,
              draw_gradient(color_fade(ink, SCRIM_TOP * come), color_fade(ink, SCRIM_BOTTOM * come),
                            (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, bottom}));
    draw_clip_push(canvas, page);
    draw_group_push(canvas, 0.0f, is_calm ? 0.0f : (1.0f - come) * card_of(ui).h, come);
    draw_card(notice, ui, canvas);
    draw_group_pop(canvas);
    draw_clip_pop(canvas);
}
