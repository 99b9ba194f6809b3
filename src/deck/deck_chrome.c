/* Controls: filled rounded rectangles, icons as strokes; the progress rail is deck_rail.c. Positions are the visual specification's, counted from the start side;
 * only the two language names keep their inner order in both directions. */

#include "deck/deck_chrome.h"

#include <math.h>
#include <string.h>

#include "deck/deck_modes.h"
#include "deck/deck_search.h"
#include "deck/deck_sheet_list.h"
#include "text/text_format.h"
#include "ui/button.h"

#define RADIUS 20.0f
#define SOURCES_MAX 64

struct composition {
    float row_y, row_h; /* buttons */
    float source_y, source_h, source_w;
    float home_start, home_w, lang_start, search_start, search_w, source_start, tools_start, previous_start,
        next_start, next_w;
    float text_base; /* of sources and back */
    float lang_inner_h;
    float back_start, back_w; /* detail pages, in the sources' row */
};

static const struct composition LANDSCAPE = {
    .row_y = 956.0f,
    .row_h = 96.0f,
    .source_y = 956.0f,
    .source_h = 96.0f,
    .source_w = 304.0f,
    .home_start = 96.0f,
    .home_w = 96.0f,
    .lang_start = 208.0f,
    .search_start = 400.0f,
    .search_w = 96.0f,
    .source_start = 512.0f,
    .tools_start = 1384.0f,
    .previous_start = 1496.0f,
    .next_start = 1608.0f,
    .next_w = 216.0f,
    .text_base = 1014.0f,
    .lang_inner_h = 80.0f,
};
static const struct composition LANDSCAPE_DETAIL = {
    .row_y = 956.0f,
    .row_h = 96.0f,
    .source_y = 956.0f,
    .source_h = 96.0f,
    .source_w = 304.0f,
    .home_start = 96.0f,
    .home_w = 96.0f,
    .lang_start = 554.0f,
    .search_start = 746.0f,
    .search_w = 96.0f,
    .source_start = 858.0f,
    .tools_start = 1384.0f,
    .previous_start = 1496.0f,
    .next_start = 1608.0f,
    .next_w = 216.0f,
    .text_base = 1014.0f,
    .lang_inner_h = 80.0f,
    .back_start = 208.0f,
    .back_w = 330.0f,
};
static const struct composition PORTRAIT = {
    .row_y = 1744.0f,
    .row_h = 104.0f,
    .source_y = 1640.0f,
    .source_h = 88.0f,
    .source_w = 320.0f,
    .home_start = 72.0f,
    .home_w = 104.0f,
    .lang_start = 192.0f,
    .search_start = 384.0f,
    .search_w = 104.0f,
    .source_start = 688.0f,
    .tools_start = 504.0f,
    .previous_start = 688.0f,
    .next_start = 808.0f,
    .next_w = 200.0f,
    .text_base = 1694.0f,
    .lang_inner_h = 88.0f,
    .back_start = 72.0f,
    .back_w = 330.0f,
};

static const struct composition *
composition_of(const struct deck_chrome *chrome) {
    if (chrome->ui.layout.is_portrait) {
        return &PORTRAIT;
    }
    return chrome->is_detail ? &LANDSCAPE_DETAIL : &LANDSCAPE;
}

static void
place_sources(struct deck_chrome *chrome, const struct content_slide *slide) {
    const struct ui *ui = &chrome->ui;
    const struct composition *at = composition_of(chrome);
    int numbers[SOURCES_MAX];
    int count = 0;
    for (size_t i = 0; i < slide->source_count && count < SOURCES_MAX; i++) {
        numbers[count++] = ui->model->sources[slide->sources[i]].number;
    }
    struct sheet_list listed;
    sheet_list_make(&listed, ui->model, slide);
    chrome->has_source = count > 0 || listed.count > 0;
    const struct str list = format_list(ui->view, &ui->locale, numbers, count, ui->words.comma,
                                        ui->words.and_word, ui->words.to_word);
    const enum ui_string word = count == 0   ? STRING_ABOUT_PAGE
                                : count == 1 ? STRING_SOURCE_SINGLE
                                             : STRING_SOURCE;
    const struct str name = strings_get(word, ui->locale.code);
    const struct str words = count == 0 ? name : format_with_unit(ui->view, &ui->locale, name, list);
    const struct label_spec spec = {.start = at->source_start + 70.0f,
                                    .baseline = at->text_base,
                                    .px = 30.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = at->source_w - 70.0f - 20.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    chrome->source_label = label_make(ui, words, &spec);
    if (chrome->source_label.block->is_truncated) { /* too many to name: how many there are */
        const struct str total = format_number(ui->view, &ui->locale, (double)count, 0, false);
        const struct str many =
            format_with_unit(ui->view, &ui->locale, total, strings_get(STRING_SOURCES_MANY, ui->locale.code));
        chrome->source_label = label_make(ui, many, &spec);
    }
}

static void
place_back(struct deck_chrome *chrome) {
    const struct ui *ui = &chrome->ui;
    const struct composition *at = composition_of(chrome);
    if (!chrome->is_detail) {
        return;
    }
    chrome->back = layout_rect(&ui->layout, at->back_start, at->source_y, at->back_w, at->source_h);
    const struct label_spec spec = {.start = at->back_start + 78.0f,
                                    .baseline = at->text_base + 2.0f,
                                    .px = 34.0f,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = at->back_w - 78.0f - 20.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    chrome->back_label = label_make(ui, strings_get(STRING_BACK, ui->locale.code), &spec);
}

/* Both languages always stand in the same places: the show's own where its pages begin. */
static bool
is_lang_right(const struct ui *ui, int lang) {
    return (lang == 0) == ui->model->langs[0].locale.is_rtl;
}

static void
place_lang_names(struct deck_chrome *chrome) {
    const struct ui *ui = &chrome->ui;
    const struct composition *at = composition_of(chrome);
    for (int i = 0; i < 2 && i < (int)ui->model->lang_count; i++) {
        const bool is_active = i == ui->lang;
        struct ui own = *ui;
        own.locale = ui->model->langs[i].locale;
        const bool is_right = is_lang_right(ui, i);
        const bool is_rtl = own.locale.is_rtl;
        const struct label_spec spec = {.px = is_rtl ? 34.0f : 32.0f,
                                        .weight = is_active ? 700 : 600,
                                        .color = ui_color(ui, is_active ? THEME_INK : THEME_MUTED)};
        const float x = chrome->lang.x + layout_px(&ui->layout, is_right ? 128.0f : 46.0f);
        const float y = layout_y(&ui->layout, at->row_y + at->row_h / 2.0f + (is_rtl ? 12.0f : 11.0f));
        chrome->lang_names[i] =
            label_make_at(&own, ui->model->langs[i].short_name, &spec, (struct vec2){x, y}, TEXT_CENTER);
    }
}

void
deck_chrome_prepare(struct deck_chrome *chrome, const struct ui *ui, const struct deck_run *run) {
    struct layout layout = ui->layout;
    chrome->ui = *ui;
    chrome->is_detail = run->is_detail;
    chrome->is_home = run->position < 0;
    const struct composition *at = composition_of(chrome);
    if (!chrome->is_home) {
        deck_rail_prepare(&chrome->rail, ui, run);
    }
    chrome->home = layout_rect(&layout, at->home_start, at->row_y, at->home_w, at->row_h);
    chrome->lang = layout_rect(&layout, at->lang_start, at->row_y, 176.0f, at->row_h);
    chrome->has_search = ui->model->search.count > 0;
    chrome->search = layout_rect(&layout, at->search_start, at->row_y, at->search_w, at->row_h);
    chrome->tools = layout_rect(&layout, at->tools_start, at->row_y, at->search_w, at->row_h);
    chrome->source = layout_rect(&layout, at->source_start, at->source_y, at->source_w, at->source_h);
    chrome->previous = layout_rect(&layout, at->previous_start, at->row_y, at->home_w, at->row_h);
    chrome->next = layout_rect(&layout, at->next_start, at->row_y, at->next_w, at->row_h);
    chrome->has_source = false;
    if (!chrome->is_home) {
        place_sources(chrome, &ui->model->slides[run->slides[run->position]]);
    }
    place_back(chrome);
    place_lang_names(chrome);
    const struct label_spec next = {.start = at->next_start + 34.0f,
                                    .baseline = at->row_y + at->row_h / 2.0f + 13.0f,
                                    .px = 38.0f,
                                    .weight = 800,
                                    .color = ui_color(ui, THEME_INK)};
    chrome->next_label = label_make(ui, strings_get(STRING_NEXT, ui->locale.code), &next);
}

/* ---- icons ---- */

static void
draw_stroke(const struct ui *ui, struct canvas *canvas, struct vec2 middle, const struct vec2 *points,
            size_t count, bool is_closed, struct color color) {
    struct vec2 moved[16];
    for (size_t i = 0; i < count && i < ARRAY_LEN(moved); i++) {
        moved[i] = (struct vec2){middle.x + layout_px(&ui->layout, points[i].x),
                                 middle.y + layout_px(&ui->layout, points[i].y)};
    }
    draw_polyline(canvas, moved, count, layout_px(&ui->layout, 3.6f), is_closed, color);
}

static struct vec2
middle_of(struct rect r) {
    return (struct vec2){r.x + r.w / 2.0f, r.y + r.h / 2.0f};
}

static void
draw_chevron(const struct ui *ui, struct canvas *canvas, struct vec2 middle, float sign, struct color color) {
    const struct vec2 points[3] = {{-6.0f * sign, -12.0f}, {6.0f * sign, 0.0f}, {-6.0f * sign, 12.0f}};
    draw_stroke(ui, canvas, middle, points, 3, false, color);
}

static void
draw_house(const struct ui *ui, struct canvas *canvas, struct vec2 middle, struct color color) {
    static const struct vec2 WALLS[] = {{-13.0f, -3.0f}, {-13.0f, 15.0f}, {-5.0f, 15.0f}, {-5.0f, 4.0f},
                                        {5.0f, 4.0f},    {5.0f, 15.0f},   {13.0f, 15.0f}, {13.0f, -3.0f}};
    static const struct vec2 ROOF[] = {{-17.0f, 1.0f}, {0.0f, -15.0f}, {17.0f, 1.0f}};
    draw_stroke(ui, canvas, middle, WALLS, ARRAY_LEN(WALLS), false, color);
    draw_stroke(ui, canvas, middle, ROOF, ARRAY_LEN(ROOF), false, color);
}

static void
draw_book(const struct ui *ui, struct canvas *canvas, struct vec2 middle, struct color color) {
    static const struct vec2 PAGES[] = {{0.0f, -8.0f},   {-3.0f, -11.0f}, {-7.0f, -12.5f}, {-15.0f, -12.5f},
                                        {-15.0f, 10.0f}, {-6.0f, 10.0f},  {-2.0f, 11.0f},  {0.0f, 13.0f},
                                        {2.0f, 11.0f},   {6.0f, 10.0f},   {15.0f, 10.0f},  {15.0f, -12.5f},
                                        {7.0f, -12.5f},  {3.0f, -11.0f}};
    static const struct vec2 SPINE[] = {{0.0f, -8.0f}, {0.0f, 12.0f}};
    draw_stroke(ui, canvas, middle, PAGES, ARRAY_LEN(PAGES), true, color);
    draw_stroke(ui, canvas, middle, SPINE, 2, false, color);
}

/* ---- drawing ---- */

static void
draw_lang(const struct deck_chrome *chrome, struct canvas *canvas, const char *pressed) {
    const struct ui *ui = &chrome->ui;
    const struct composition *at = composition_of(chrome);
    button_draw(ui, canvas, chrome->lang, THEME_SURFACE, button_is_held(pressed, "lang"));
    const float x = chrome->lang.x + layout_px(&ui->layout, is_lang_right(ui, ui->lang) ? 88.0f : 8.0f);
    const struct rect active = {x, chrome->lang.y + layout_px(&ui->layout, 8.0f),
                                layout_px(&ui->layout, 80.0f), layout_px(&ui->layout, at->lang_inner_h)};
    draw_round_rect(canvas, active, layout_px(&ui->layout, 14.0f), draw_solid(ui_color(ui, THEME_TEXT)));
    for (int i = 0; i < 2 && i < (int)ui->model->lang_count; i++) {
        label_draw(ui, canvas, &chrome->lang_names[i], 1.0f, 0.0f);
    }
}

static void
draw_back(const struct deck_chrome *chrome, struct canvas *canvas, const char *pressed) {
    const struct ui *ui = &chrome->ui;
    const float end = layout_end_sign(&ui->layout);
    if (!chrome->is_detail) {
        return;
    }
    const float near = end < 0.0f ? chrome->back.x + chrome->back.w : chrome->back.x;
    const struct vec2 sign = {near + end * layout_px(&ui->layout, 40.0f), middle_of(chrome->back).y};
    button_draw(ui, canvas, chrome->back, THEME_SURFACE_2, button_is_held(pressed, "back"));
    draw_chevron(ui, canvas, sign, -end, ui_color(ui, THEME_TEXT));
    label_draw(ui, canvas, &chrome->back_label, 1.0f, 0.0f);
}

void
deck_chrome_draw(const struct deck_chrome *chrome, struct canvas *canvas, float stretch,
                 const char *pressed) {
    const struct ui *ui = &chrome->ui;
    const float end = layout_end_sign(&ui->layout);
    button_draw(ui, canvas, chrome->home, THEME_SURFACE, button_is_held(pressed, "home"));
    draw_house(ui, canvas, middle_of(chrome->home), ui_color(ui, THEME_TEXT));
    draw_lang(chrome, canvas, pressed);
    if (chrome->has_search) {
        button_draw(ui, canvas, chrome->search, THEME_SURFACE, button_is_held(pressed, "search"));
        deck_search_draw_sign(ui, canvas, middle_of(chrome->search), ui_color(ui, THEME_TEXT));
    }
    button_draw(ui, canvas, chrome->tools, THEME_SURFACE, button_is_held(pressed, "tools"));
    deck_tools_draw_sign(ui, canvas, middle_of(chrome->tools), ui_color(ui, THEME_TEXT));
    if (chrome->has_source) {
        button_draw(ui, canvas, chrome->source, THEME_SURFACE, button_is_held(pressed, "source"));
        const float near = end < 0.0f ? chrome->source.x + chrome->source.w : chrome->source.x;
        draw_book(ui, canvas,
                  (struct vec2){near + end * layout_px(&ui->layout, 43.0f), middle_of(chrome->source).y},
                  ui_color(ui, THEME_AMBER));
        label_draw(ui, canvas, &chrome->source_label, 1.0f, 0.0f);
    }
    draw_back(chrome, canvas, pressed);
    if (!chrome->is_home) {
        deck_rail_draw(&chrome->rail, canvas, stretch);
        button_draw(ui, canvas, chrome->previous, THEME_SURFACE, button_is_held(pressed, "prev"));
        draw_chevron(ui, canvas, middle_of(chrome->previous), -end, ui_color(ui, THEME_TEXT));
    }
    button_draw(ui, canvas, chrome->next, THEME_TEXT, button_is_held(pressed, "next"));
    label_draw(ui, canvas, &chrome->next_label, 1.0f, 0.0f);
    const float far = end < 0.0f ? chrome->next.x : chrome->next.x + chrome->next.w;
    draw_chevron(ui, canvas,
                 (struct vec2){far - end * layout_px(&ui->layout, 44.0f), middle_of(chrome->next).y}, end,
                 ui_color(ui, THEME_INK));
}

void
deck_chrome_draw_preview(const struct ui *ui, struct arena *frame, struct canvas *canvas) {
    const struct rect pill = layout_rect(&ui->layout, ui->layout.width - 212.0f, 20.0f, 192.0f, 44.0f);
    struct ui own = *ui;
    own.view = frame;
    draw_round_rect(canvas, pill, pill.h / 2.0f, draw_solid(ui_color(ui, THEME_AMBER)));
    const struct label_spec spec = {.start = ui->layout.width - 116.0f,
                                    .baseline = 52.0f,
                                    .px = 28.0f,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_INK),
                                    .anchor = TEXT_CENTER};
    const struct label label = label_make(&own, strings_get(STRING_PREVIEW, ui->locale.code), &spec);
    label_draw(ui, canvas, &label, 1.0f, 0.0f);
}

void
deck_chrome_targets(const struct deck_chrome *chrome, struct target_list *targets) {
    target_add(targets, "home", chrome->home, ACTION_HOME);
    target_add(targets, "lang", chrome->lang, ACTION_LANGUAGE);
    target_add(targets, "next", chrome->next, ACTION_NEXT);
    target_add(targets, "tools", chrome->tools, ACTION_TOOLS);
    if (chrome->has_search) {
        target_add(targets, "search", chrome->search, ACTION_SEARCH);
    }
    if (chrome->is_home) {
        return;
    }
    if (chrome->has_source) {
        target_add(targets, "source", chrome->source, ACTION_SOURCE);
    }
    target_add(targets, "prev", chrome->previous, ACTION_PREVIOUS);
    if (chrome->is_detail) {
        target_add(targets, "back", chrome->back, ACTION_BACK);
    } else {
        target_add(targets, "rail", chrome->rail.box, ACTION_GO_TO);
    }
}

static struct rect
lone_box(const struct ui *ui) {
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    return layout_rect(&ui->layout, ui->layout.width - ui->layout.margin - at->search_w, at->row_y,
                       at->search_w, at->row_h);
}

void
deck_chrome_draw_alone(const struct ui *ui, struct canvas *canvas, const char *pressed) {
    const struct rect box = lone_box(ui);
    if (button_is_held(pressed, "tools")) {
        button_draw(ui, canvas, box, THEME_SURFACE, true);
    }
    deck_tools_draw_sign(ui, canvas, middle_of(box), ui_color(ui, THEME_MUTED));
}

void
deck_chrome_targets_alone(const struct ui *ui, struct target_list *targets) {
    target_add(targets, "tools", lone_box(ui), ACTION_TOOLS);
}
