/* Composed for both orientations: the code beside its words, or above them. */

#include "deck/deck_card.h"

#include <math.h>

#include "deck/deck_cover.h"
#include "text/text_format.h"
#include "ui/button.h"

#define RADIUS 24.0f
#define CODE_RADIUS 18.0f
#define RISE 24.0f
#define SCRIM 0.6f

struct composition {
    struct rect panel, code;
    float words_start, words_w;
    float number_y, title_y, host_y, hint_y; /* host_y, hint_y: the lowest baselines, which stand still */
    struct vec2 close;
};

static const struct composition LANDSCAPE = {{410.0f, 160.0f, 1100.0f, 660.0f},
                                             {470.0f, 220.0f, 540.0f, 540.0f},
                                             1060.0f,
                                             390.0f,
                                             330.0f,
                                             420.0f,
                                             640.0f,
                                             590.0f,
                                             {1060.0f, 664.0f}};
static const struct composition PORTRAIT = {{90.0f, 300.0f, 900.0f, 1290.0f},
                                            {180.0f, 360.0f, 720.0f, 720.0f},
                                            180.0f,
                                            720.0f,
                                            1200.0f,
                                            1280.0f,
                                            1440.0f,
                                            1390.0f,
                                            {804.0f, 1464.0f}};

static struct label
line(const struct ui *ui, const struct composition *at, struct str words, float y, float px, int weight,
     enum theme_role role) {
    const struct label_spec spec = {.start = at->words_start,
                                    .baseline = y,
                                    .px = px,
                                    .weight = weight,
                                    .color = ui_color(ui, role),
                                    .wrap = at->words_w,
                                    .px_min = 28.0f,
                                    .lines_max = 2,
                                    .line_height_em = 1.3f};
    return label_make(ui, words, &spec);
}

static void
prepare(void *state, const struct ui *ui, const struct cover_topic *topic) {
    struct deck_card *card = state;
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    const struct content_source *reference = &ui->model->sources[topic->arg];
    const struct str host = format_token(ui->view, content_source_host(reference));
    const struct str title = ui_cell(ui, &reference->title);
    *card = (struct deck_card){.ui = *ui};
    card->panel = layout_rect(&ui->layout, at->panel.x, at->panel.y, at->panel.w, at->panel.h);
    card->code = layout_rect(&ui->layout, at->code.x, at->code.y, at->code.w, at->code.h);
    card->close = layout_rect(&ui->layout, at->close.x, at->close.y, 96.0f, 96.0f);
    card->has_qr = qr_make(ui->view, reference->url, &card->qr);
    card->number = line(ui, at, format_number(ui->view, &ui->locale, (double)reference->number, 0, false),
                        at->number_y, 110.0f, 900, THEME_AMBER);
    card->title = line(ui, at, str_is_empty(title) ? host : title, at->title_y, 44.0f, 800, THEME_TEXT);
    card->hint =
        line(ui, at, strings_get(STRING_QR_CONTINUE, ui->locale.code), at->hint_y, 34.0f, 700, THEME_TEXT);
    card->host = line(ui, at, host, at->host_y, 30.0f, 400, THEME_MUTED);
}

static void
draw(const void *state, struct canvas *canvas, float shown, const char *pressed) {
    const struct deck_card *card = state;
    const struct ui *ui = &card->ui;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px,
                              layout_y(&ui->layout, ui->layout.is_portrait ? 1620.0f : 932.0f)};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
    draw_round_rect(canvas, card->panel, layout_px(&ui->layout, RADIUS),
                    draw_solid(ui_color(ui, THEME_SURFACE_2)));
    if (card->has_qr) {
        qr_draw(canvas, &card->qr, card->code, layout_px(&ui->layout, CODE_RADIUS), ui_color(ui, THEME_TEXT),
                ui_color(ui, THEME_INK));
    }
    label_draw(ui, canvas, &card->number, 1.0f, 0.0f);
    label_draw(ui, canvas, &card->title, 1.0f, 0.0f);
    label_draw(ui, canvas, &card->hint, card->has_qr ? 1.0f : 0.0f, 0.0f);
    label_draw(ui, canvas, &card->host, 1.0f, 0.0f);
    button_draw_close(ui, canvas, card->close, THEME_SURFACE_3, button_is_held(pressed, "close card"));
    draw_group_pop(canvas);
}

static void
targets(const void *state, struct target_list *list) {
    const struct deck_card *card = state;
    target_add(list, "close card", card->close, ACTION_COVER_CLOSE);
}

const struct cover_class deck_card_class = {
    .hides_page = true,
    .state_bytes = sizeof(struct deck_card),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
};
