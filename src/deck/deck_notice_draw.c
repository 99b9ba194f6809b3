/* Draws the card of a stick and the pill it folds into. While something goes on: how far, which of four steps, and that the stick stays
 * in. At the end: what happened and what to do, in the middle of the card, and what happened once more in the other language, for
 * whoever carried the stick here may read that one alone. Green tells of success, amber of the rest; never red. */

#include "anim/timeline.h"
#include "deck/deck_notice_place.h"
#include "text/text_format.h"
#include "ui/label.h"
#include "ui/outcome_words.h"

#define TURN 6.2831853f
#define SCRIM_TOP 0.35f
#define SCRIM_BOTTOM 0.78f
#define SCRIM_END 56.0f /* how far it fades where no controls stand */
#define RADIUS 32.0f
#define HALO 6.0f
#define STEPS 4
#define LINES_MAX 4

static bool
is_done(const struct deck_notice *notice) {
    return notice->status.phase == PACK_PHASE_DONE;
}

/* Of the whole card. */
static struct color
tone_of(const struct deck_notice *notice, const struct ui *ui) {
    const bool is_good = is_done(notice) && pack_outcome_is_good(notice->status.outcome);
    return ui_color(ui, is_good ? THEME_JADE : THEME_AMBER);
}

/* ---- signs ---- */

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

/* How far it is: from the top, the way reading goes. */
static void
draw_part(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas, struct vec2 middle,
          struct vec2 radii, struct color color) {
    const float turn = TURN * (float)notice->status.percent / 100.0f;
    if (turn > 0.0f) {
        draw_ring_segment(canvas, middle, radii.x, radii.y, ui->layout.is_rtl ? TURN - turn : 0.0f,
                          ui->layout.is_rtl ? TURN : turn, color);
    }
}

static void
draw_ring_of(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct notice_place *place = deck_notice_place_of(ui);
    const float radius = layout_px(&ui->layout, 88.0f);
    const float stroke = layout_px(&ui->layout, 22.0f);
    const struct color tone = tone_of(notice, ui);
    const struct vec2 middle =
        layout_point(&ui->layout, place->ring_start, is_done(notice) ? place->done_y : place->ring_y);
    if (is_done(notice)) {
        draw_ring(canvas, middle, radius, stroke, tone);
        if (pack_outcome_is_good(notice->status.outcome)) {
            draw_check(canvas, middle, radius, stroke * 0.62f, tone);
        } else {
            draw_attention(canvas, middle, radius, stroke * 0.7f, tone);
        }
        return;
    }
    draw_ring(canvas, middle, radius, stroke, ui_color(ui, THEME_HAIRLINE));
    draw_part(notice, ui, canvas, middle, (struct vec2){radius - stroke / 2.0f, radius + stroke / 2.0f},
              tone);
    const struct label_spec spec = {.px = 54.0f, .weight = 900, .color = ui_color(ui, THEME_TEXT)};
    const struct vec2 base = {middle.x, middle.y + layout_px(&ui->layout, 19.0f)};
    const struct label percent = label_make_at(ui, percent_text(notice, ui), &spec, base, TEXT_CENTER);
    label_draw(ui, canvas, &percent, 1.0f, 0.0f);
}

/* ---- steps ---- */

/* What was refused has not come so far. */
static bool
has_steps(const struct deck_notice *notice) {
    const enum pack_outcome outcome = notice->status.outcome;
    return !is_done(notice) && (outcome == PACK_NONE || pack_outcome_is_good(outcome));
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
    const struct notice_place *place = deck_notice_place_of(ui);
    const int step = step_of(&notice->status);
    const float radius = layout_px(&ui->layout, 22.0f);
    for (int i = 0; i + 1 < STEPS; i++) {
        const float start = place->step_from + (float)i * place->step_gap;
        const struct vec2 from = layout_point(&ui->layout, start, place->steps_y);
        const struct vec2 to = layout_point(&ui->layout, start + place->step_gap, place->steps_y);
        draw_line(canvas, from, to, layout_px(&ui->layout, 4.0f),
                  ui_color(ui, i < step ? THEME_JADE : THEME_STEEL));
    }
    for (int i = 0; i < STEPS; i++) {
        const float start = place->step_from + (float)i * place->step_gap;
        const struct vec2 middle = layout_point(&ui->layout, start, place->steps_y);
        const enum theme_role role = i < step ? THEME_JADE : i == step ? THEME_AMBER : THEME_STEEL;
        draw_circle(canvas, middle, radius, ui_color(ui, role));
        if (i > step) {
            draw_circle(canvas, middle, radius - layout_px(&ui->layout, 3.0f), ui_color(ui, THEME_SURFACE));
        } else if (i < step) {
            draw_check(canvas, middle, radius * 0.8f, layout_px(&ui->layout, 5.0f), ui_color(ui, THEME_INK));
        }
        const struct label_spec spec = {.start = start,
                                        .baseline = place->steps_y + 58.0f,
                                        .px = 32.0f,
                                        .px_min = 28.0f,
                                        .wrap = place->step_gap - 12.0f,
                                        .lines_max = 1,
                                        .weight = i == step ? 800 : 500,
                                        .anchor = TEXT_CENTER,
                                        .color = ui_color(ui, i > step ? THEME_MUTED : THEME_TEXT)};
        const struct label label = label_make(ui, strings_get(WORDS[i], ui->locale.code), &spec);
        label_draw(ui, canvas, &label, 1.0f, 0.0f);
    }
}

/* ---- words ---- */

/* The show's other language, for one line. */
static struct ui
other_ui(const struct ui *ui) {
    struct ui other = *ui;
    other.locale = ui->layout.is_rtl ? (struct locale){"en", false, DIGITS_LATIN}
                                     : (struct locale){"fa", true, DIGITS_PERSIAN};
    return other;
}

/* What goes on: over the steps. */
static void
draw_progress_words(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct notice_place *place = deck_notice_place_of(ui);
    static const struct {
        enum ui_string headline, advice;
    } WORDS[PACK_PHASES] = {
        [PACK_PHASE_IDLE] = {STRING_NOTICE_COMING, STRING_NOTICE_KEEP},
        [PACK_PHASE_READING] = {STRING_NOTICE_COMING, STRING_NOTICE_KEEP},
        [PACK_PHASE_CHECKING] = {STRING_NOTICE_CHECKING, STRING_NOTICE_GOES_ON},
        [PACK_PHASE_REHEARSING] = {STRING_NOTICE_CHECKING, STRING_NOTICE_GOES_ON},
        [PACK_PHASE_WRITING] = {STRING_NOTICE_WRITING, STRING_NOTICE_KEEP},
        [PACK_PHASE_DONE] = {STRING_NOTICE_COMING, STRING_NOTICE_KEEP},
    };
    const enum pack_phase phase = notice->status.phase;
    struct label_spec spec = {.start = place->words_start,
                              .baseline = place->headline_y,
                              .px = 52.0f,
                              .px_min = 34.0f,
                              .wrap = place->words_w,
                              .lines_max = 1,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT)};
    const struct label headline = label_make(ui, strings_get(WORDS[phase].headline, ui->locale.code), &spec);
    spec.baseline = place->advice_y;
    spec.px = 36.0f;
    spec.weight = 500;
    spec.lines_max = place->lines_max;
    spec.flags = TEXT_BALANCE;
    spec.line_height_em = 1.35f;
    spec.color = ui_color(ui, THEME_MUTED);
    const struct label advice = label_make(ui, strings_get(WORDS[phase].advice, ui->locale.code), &spec);
    label_draw(ui, canvas, &headline, 1.0f, 0.0f);
    label_draw(ui, canvas, &advice, 1.0f, 0.0f);
}

/* Draws lines below each other about a middle. */
static void
draw_stack(const struct ui *ui, struct canvas *canvas, struct label *labels, int count, float middle) {
    const float gap = layout_px(&ui->layout, 12.0f);
    float y = 0.0f;
    for (int i = 0; i < count; i++) {
        y += labels[i].block->height_px + (i > 0 ? gap : 0.0f);
    }
    y = layout_y(&ui->layout, middle) - y / 2.0f;
    for (int i = 0; i < count; i++) {
        const struct text_block *block = labels[i].block;
        labels[i].baseline = y + block->line_px / 2.0f + 0.32f * block->style.px;
        label_draw(ui, canvas, &labels[i], 1.0f, 0.0f);
        y += block->height_px + gap;
    }
}

/* What came of it, what to do, that the stick may go where its sign does not tell, and the same in brief for others. */
static void
draw_outcome_words(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct notice_place *place = deck_notice_place_of(ui);
    const enum pack_outcome outcome = notice->status.outcome;
    const struct ui other = other_ui(ui);
    struct label labels[LINES_MAX];
    int count = 0;
    struct label_spec spec = {.start = place->words_start,
                              .px = place->headline_px,
                              .px_min = 42.0f,
                              .wrap = place->words_w,
                              .lines_max = place->lines_max,
                              .line_height_em = 1.3f,
                              .flags = TEXT_BALANCE,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT)};
    labels[count++] = label_make(ui, outcome_headline(outcome, ui->locale.code), &spec);
    spec.px = 36.0f;
    spec.px_min = 34.0f;
    spec.weight = 500;
    labels[count++] = label_make(ui, outcome_advice(outcome, ui->locale.code), &spec);
    if (place->usb_w <= 0.0f && outcome_frees_stick(&notice->status)) {
        spec.weight = 700;
        spec.color = ui_color(ui, THEME_JADE);
        labels[count++] = label_make(ui, strings_get(STRING_NOTICE_REMOVE, ui->locale.code), &spec);
    }
    spec.px = 30.0f;
    spec.px_min = 28.0f;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_MUTED);
    labels[count++] = label_make(&other, outcome_headline(outcome, other.locale.code), &spec);
    draw_stack(ui, canvas, labels, count, place->done_y);
}

/* The stick's sign, and whether it stays in. */
static void
draw_stick(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct notice_place *place = deck_notice_place_of(ui);
    const bool is_free = outcome_frees_stick(&notice->status);
    const bool has_words = is_free || !is_done(notice);
    const struct color color = ui_color(ui, is_free ? THEME_JADE : THEME_AMBER);
    if (place->usb_w <= 0.0f || !outcome_is_of_stick(&notice->status)) {
        return;
    }
    draw_usb(canvas, layout_point(&ui->layout, place->usb_start, has_words ? place->usb_y : place->done_y),
             layout_px(&ui->layout, 1.6f), color);
    if (has_words) {
        const enum ui_string words = is_free ? STRING_NOTICE_REMOVE : STRING_NOTICE_LEAVE_IN;
        const struct label_spec spec = {.start = place->usb_start,
                                        .baseline = place->usb_y + 122.0f,
                                        .px = 32.0f,
                                        .wrap = place->usb_w,
                                        .lines_max = 2,
                                        .line_height_em = 1.35f,
                                        .flags = TEXT_BALANCE,
                                        .weight = 700,
                                        .anchor = TEXT_CENTER,
                                        .color = color};
        const struct label label = label_make(ui, strings_get(words, ui->locale.code), &spec);
        label_draw(ui, canvas, &label, 1.0f, 0.0f);
    }
}

/* ---- card and pill ---- */

static void
draw_card(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas) {
    const struct rect card = deck_notice_box(ui, deck_notice_place_of(ui)->card);
    const struct color tone = tone_of(notice, ui);
    const float halo = layout_px(&ui->layout, HALO);
    const float radius = layout_px(&ui->layout, RADIUS);
    const struct rect around = {card.x - halo, card.y - halo, card.w + 2.0f * halo, card.h + 2.0f * halo};
    draw_round_rect(canvas, around, radius + halo, draw_solid(color_fade(tone, 0.15f)));
    draw_round_rect(canvas, card, radius, draw_solid(ui_color(ui, THEME_SURFACE)));
    draw_round_rect_outline(canvas, card, radius, layout_px(&ui->layout, 4.0f), tone);
    draw_ring_of(notice, ui, canvas);
    if (has_steps(notice)) {
        draw_steps(notice, ui, canvas);
    }
    if (is_done(notice)) {
        draw_outcome_words(notice, ui, canvas);
    } else {
        draw_progress_words(notice, ui, canvas);
    }
    draw_stick(notice, ui, canvas);
}

static void
draw_pill(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas, struct rect pill) {
    const struct color ink = ui_color(ui, THEME_INK);
    const float unit = layout_px(&ui->layout, 1.0f);
    const struct vec2 middle = {pill.x + pill.w / 2.0f, pill.y + pill.h / 2.0f};
    draw_round_rect(canvas, pill, pill.h / 2.0f, draw_solid(tone_of(notice, ui)));
    if (is_done(notice) && pack_outcome_is_good(notice->status.outcome)) {
        draw_check(canvas, middle, 44.0f * unit, 8.0f * unit, ink);
    } else if (is_done(notice)) {
        draw_attention(canvas, middle, 44.0f * unit, 8.0f * unit, ink);
    } else {
        const float side =
            layout_end_sign(&ui->layout) * unit; /* the ring at the start, the number after it */
        const struct vec2 ring = {middle.x - 56.0f * side, middle.y};
        draw_ring(canvas, ring, 24.0f * unit, 9.0f * unit, color_fade(ink, 0.3f));
        draw_part(notice, ui, canvas, ring, (struct vec2){19.5f * unit, 28.5f * unit}, ink);
        const struct label_spec spec = {.px = 38.0f, .weight = 800, .color = ink};
        const struct vec2 base = {middle.x + 32.0f * side, middle.y + 13.0f * unit};
        const struct label percent = label_make_at(ui, percent_text(notice, ui), &spec, base, TEXT_CENTER);
        label_draw(ui, canvas, &percent, 1.0f, 0.0f);
    }
}

/* What lies beneath recedes, down to the controls; where none stand, the shade ends softly. */
static void
draw_scrim(const struct ui *ui, struct canvas *canvas, float bottom, bool has_controls, float come) {
    const float width = (float)ui->layout.width_px;
    const float end = has_controls ? 0.0f : layout_px(&ui->layout, SCRIM_END);
    const struct color ink = ui_color(ui, THEME_INK);
    const struct color top = color_fade(ink, SCRIM_TOP * come);
    const struct color low = color_fade(ink, SCRIM_BOTTOM * come);
    draw_rect(canvas, (struct rect){0.0f, 0.0f, width, bottom},
              draw_gradient(top, low, (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, bottom}));
    if (end > 0.0f) {
        draw_rect(canvas, (struct rect){0.0f, bottom, width, end},
                  draw_gradient(low, color_fade(ink, 0.0f), (struct vec2){0.0f, bottom},
                                (struct vec2){0.0f, bottom + end}));
    }
}

void
deck_notice_draw(const struct deck_notice *notice, const struct ui *ui, struct canvas *canvas,
                 struct notice_look look, time_ns now) {
    const enum notice_form form = deck_notice_form(notice, now);
    const struct notice_place *place = deck_notice_place_of(ui);
    if (form == NOTICE_PILL) {
        draw_pill(notice, ui, canvas, deck_notice_pill(ui, look.has_controls));
    }
    if (form != NOTICE_CARD) {
        return;
    }
    const int ms = look.is_calm ? NOTICE_FADE_MS : NOTICE_COME_MS;
    const float come = timeline_value((struct span){0, ms, EASE_OUT3}, now - notice->opened_at);
    const float bottom = layout_y(&ui->layout, place->page_bottom);
    const float dy = look.is_calm ? 0.0f : (1.0f - come) * layout_px(&ui->layout, place->card.h);
    draw_scrim(ui, canvas, bottom, look.has_controls, come);
    draw_clip_push(canvas, (struct rect){0.0f, 0.0f, (float)ui->layout.width_px, bottom});
    draw_group_push(canvas, 0.0f, dy, come);
    draw_card(notice, ui, canvas);
    draw_group_pop(canvas);
    draw_clip_pop(canvas);
}
