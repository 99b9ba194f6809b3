/* Where every number of a slide comes from: its figures in the order of the slide, each once, with value, year and reference
 * numbers, and beside or below them the references with their addresses. */

#include "deck/deck_sheet.h"

#include <math.h>

#include "deck/deck_cover.h"
#include "deck/deck_sheet_list.h"
#include "ui/button.h"
#include "text/text_format.h"

#define RADIUS 24.0f
#define ROW_PITCH 98.0f
#define REFERENCE_PITCH 98.0f
#define RISE 24.0f
#define VALUE_GAP 32.0f
#define TAKE_W 320.0f
#define UNDERLINE_DROP 10.0f
#define SCRIM 0.72f

struct composition {
    float top, bottom;
    float rows_start, rows_w, rows_y;
    float references_start, references_w, references_y;
    float button_y;
};

static const struct composition LANDSCAPE = {60.0f,   932.0f, 144.0f, 936.0f, 206.0f,
                                             1144.0f, 632.0f, 202.0f, 816.0f};
static const struct composition PORTRAIT = {250.0f, 1616.0f, 112.0f,  856.0f, 390.0f,
                                            112.0f, 856.0f,  1074.0f, 1500.0f};

/* ---- placing ---- */

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

struct spot {
    float start, baseline, wrap;
};

static struct label
line(const struct ui *ui, struct str words, struct spot at, float px, int weight, enum theme_role role) {
    const struct label_spec spec = {.start = at.start,
                                    .baseline = at.baseline,
                                    .px = px,
                                    .weight = weight,
                                    .color = ui_color(ui, role),
                                    .wrap = at.wrap,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    return label_make(ui, words, &spec);
}

static void
place_row(struct deck_sheet *sheet, int figure, struct str name, struct str value, struct str origin) {
    const struct ui *ui = &sheet->ui;
    const struct composition *at = composition_of(ui);
    struct sheet_row *row = &sheet->rows[sheet->row_count];
    const float y = at->rows_y + ROW_PITCH * (float)sheet->row_count++;
    row->figure = figure;
    row->box = layout_rect(&ui->layout, at->rows_start - 16.0f, y + 1.0f, at->rows_w + 16.0f, 88.0f);
    row->target = str_format(ui->view, "row %d", sheet->row_count).ptr;
    struct label_spec number = {.start = at->rows_start + at->rows_w,
                                .baseline = y + 40.0f,
                                .px = 36.0f,
                                .weight = 800,
                                .color = ui_color(ui, THEME_TEXT),
                                .anchor = TEXT_END,
                                .wrap = at->rows_w * 0.6f,
                                .px_min = 28.0f,
                                .lines_max = 1};
    row->value = label_make(ui, value, &number);
    const float used = label_box(&row->value).w / ui->layout.scale + VALUE_GAP;
    const struct spot beside = {at->rows_start, y + 40.0f, at->rows_w - used};
    const struct spot whole = {at->rows_start, y + 40.0f, at->rows_w};
    struct spot below = {at->rows_start, y + 82.0f, at->rows_w};
    row->name = line(ui, name, beside, 32.0f, 600, THEME_TEXT);
    if (row->name.block != NULL &&
        row->name.block
            ->is_truncated) { /* a long name has the first line, and the value goes to the second */
        row->name = line(ui, name, whole, 32.0f, 600, THEME_TEXT);
        number.baseline = below.baseline;
        row->value = label_make(ui, value, &number);
        below.wrap -= used;
    }
    row->origin = line(ui, origin, below, 28.0f, 400, THEME_MUTED);
}

static void
place_entry(struct deck_sheet *sheet, const struct sheet_entry *entry) {
    const struct ui *ui = &sheet->ui;
    const struct str own = entry->item != NULL ? ui_cell(ui, &entry->item->label) : (struct str){"", 0};
    if (entry->figure != CONTENT_NONE) {
        const struct content_figure *f = &ui->model->figures[entry->figure];
        place_row(sheet, entry->figure, entry->item != NULL ? own : ui_cell(ui, &f->label),
                  ui_figure_words(ui, f), sheet_origin_words(ui, f->year, f->sources, f->source_count));
    } else if (entry->series != CONTENT_NONE) {
        const struct content_series *s = &ui->model->series[entry->series];
        place_row(sheet, CONTENT_NONE, ui_cell(ui, &s->label), (struct str){"", 0},
                  sheet_origin_words(ui, s->year, s->sources, s->source_count));
    } else if (entry->item != NULL) {
        place_row(sheet, CONTENT_NONE, own, (struct str){"", 0},
                  sheet_origin_words(ui, 0, entry->item->sources, entry->item->source_count));
    }
}

static void
place_rows(struct deck_sheet *sheet, const struct sheet_list *list) {
    for (int i = sheet->page * SHEET_FIGURES_MAX; i < list->count && sheet->row_count < SHEET_FIGURES_MAX;
         i++) {
        place_entry(sheet, &list->entries[i]);
    }
}

static int
references_a_page(const struct ui *ui) {
    return ui->layout.is_portrait ? 4 : SHEET_REFERENCES_MAX;
}

static void
place_references(struct deck_sheet *sheet, const struct content_slide *slide) {
    const struct ui *ui = &sheet->ui;
    const struct composition *at = composition_of(ui);
    const int room = references_a_page(ui);
    for (int i = sheet->page * room; i < (int)slide->source_count && sheet->reference_count < room; i++) {
        struct sheet_reference *reference = &sheet->references[sheet->reference_count];
        const struct content_source *source = &ui->model->sources[slide->sources[i]];
        const float y = at->references_y + REFERENCE_PITCH * (float)sheet->reference_count++;
        const float words_start = at->references_start + 84.0f;
        const float wrap = at->references_w - 84.0f - 16.0f;
        const struct str number = format_number(ui->view, &ui->locale, (double)source->number, 0, false);
        const struct str host = format_token(ui->view, content_source_host(source));
        const struct str title = ui_cell(ui, &source->title);
        reference->source = slide->sources[i];
        reference->name = str_format(ui->view, "source %d", source->number).ptr;
        reference->box =
            layout_rect(&ui->layout, at->references_start - 16.0f, y, at->references_w + 16.0f, 88.0f);
        reference->number =
            line(ui, number, (struct spot){at->references_start, y + 56.0f, 0.0f}, 38.0f, 800, THEME_AMBER);
        reference->title = line(ui, str_is_empty(title) ? host : title,
                                (struct spot){words_start, y + 38.0f, wrap}, 30.0f, 600, THEME_TEXT);
        reference->address = line(ui, str_is_empty(title) ? (struct str){"", 0} : host,
                                  (struct spot){words_start, y + 76.0f, wrap}, 28.0f, 400, THEME_MUTED);
    }
}

static void
place_pages(struct deck_sheet *sheet) {
    const struct ui *ui = &sheet->ui;
    const struct composition *at = composition_of(ui);
    const float end = ui->layout.width - at->rows_start;
    sheet->close = layout_rect(&ui->layout, at->rows_start - 12.0f, at->button_y, 96.0f, 96.0f);
    sheet->take = layout_rect(&ui->layout, at->rows_start + 100.0f, at->button_y, TAKE_W, 96.0f);
    const struct label_spec take = {.start = at->rows_start + 100.0f + 34.0f,
                                    .baseline = at->button_y + 60.0f,
                                    .px = 34.0f,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = TAKE_W - 68.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    sheet->take_label = label_make(ui, strings_get(STRING_TAKE_AWAY, ui->locale.code), &take);
    sheet->page_back = layout_rect(&ui->layout, end - 208.0f, at->button_y, 96.0f, 96.0f);
    sheet->page_on = layout_rect(&ui->layout, end - 96.0f, at->button_y, 96.0f, 96.0f);
    struct str_builder b;
    str_builder_init(&b, ui->view);
    str_builder_add(&b, format_number(ui->view, &ui->locale, (double)(sheet->page + 1), 0, false));
    str_builder_add_c(&b, " ");
    str_builder_add(&b, strings_get(STRING_OF, ui->locale.code));
    str_builder_add_c(&b, " ");
    str_builder_add(&b, format_number(ui->view, &ui->locale, (double)sheet->page_count, 0, false));
    const struct label_spec spec = {.start = end - 232.0f,
                                    .baseline = at->button_y + 59.0f,
                                    .px = 30.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .anchor = TEXT_END};
    sheet->pages = label_make(ui, str_builder_view(&b), &spec);
}

static void
prepare(void *state, const struct ui *ui, const struct cover_topic *topic) {
    struct deck_sheet *sheet = state;
    const struct content_slide *slide = &ui->model->slides[topic->slide];
    struct sheet_list list;
    const struct composition *at = composition_of(ui);
    *sheet = (struct deck_sheet){.ui = *ui};
    sheet_list_make(&list, ui->model, slide);
    const int figure_pages = (list.count + SHEET_FIGURES_MAX - 1) / SHEET_FIGURES_MAX;
    const int reference_pages =
        ((int)slide->source_count + references_a_page(ui) - 1) / references_a_page(ui);
    sheet->page_count = figure_pages > reference_pages ? figure_pages : reference_pages;
    const int pages = sheet->page_count > 0 ? sheet->page_count : 1;
    sheet->page = (topic->page % pages + pages) % pages;
    sheet->panel = layout_rect(&ui->layout, ui->layout.margin - 48.0f, at->top,
                               ui->layout.width - 2.0f * (ui->layout.margin - 48.0f), at->bottom - at->top);
    sheet->heading =
        line(ui, strings_get(STRING_SHEET_FIGURES, ui->locale.code),
             (struct spot){at->rows_start, at->rows_y - 56.0f, at->rows_w}, 44.0f, 800, THEME_TEXT);
    sheet->heading_2 = line(ui, strings_get(STRING_SHEET_REFERENCES, ui->locale.code),
                            (struct spot){at->references_start,
                                          at->references_y - 26.0f - (ui->layout.is_portrait ? 0.0f : 30.0f),
                                          at->references_w},
                            34.0f, 700, THEME_MUTED);
    place_rows(sheet, &list);
    place_references(sheet, slide);
    place_pages(sheet);
}

/* ---- drawing ---- */

static void
draw_sign(const struct ui *ui, struct canvas *canvas, struct rect box, const struct vec2 *points,
          size_t count) {
    struct vec2 moved[4];
    for (size_t i = 0; i < count && i < ARRAY_LEN(moved); i++) {
        moved[i] = (struct vec2){box.x + box.w / 2.0f + layout_px(&ui->layout, points[i].x),
                                 box.y + box.h / 2.0f + layout_px(&ui->layout, points[i].y)};
    }
    draw_polyline(canvas, moved, count, layout_px(&ui->layout, 3.6f), false, ui_color(ui, THEME_TEXT));
}

static void
draw_buttons(const struct deck_sheet *sheet, struct canvas *canvas, const char *pressed) {
    const struct ui *ui = &sheet->ui;
    const float end = layout_end_sign(&ui->layout);
    const struct vec2 on[3] = {{-6.0f * end, -12.0f}, {6.0f * end, 0.0f}, {-6.0f * end, 12.0f}};
    const struct vec2 back[3] = {{6.0f * end, -12.0f}, {-6.0f * end, 0.0f}, {6.0f * end, 12.0f}};
    button_draw_close(ui, canvas, sheet->close, THEME_SURFACE_2, button_is_held(pressed, "close"));
    button_draw(ui, canvas, sheet->take, THEME_SURFACE_2, button_is_held(pressed, "take"));
    label_draw(ui, canvas, &sheet->take_label, 1.0f, 0.0f);
    if (sheet->page_count > 1) {
        button_draw(ui, canvas, sheet->page_back, THEME_SURFACE_2, button_is_held(pressed, "page back"));
        draw_sign(ui, canvas, sheet->page_back, back, 3);
        button_draw(ui, canvas, sheet->page_on, THEME_SURFACE_2, button_is_held(pressed, "page on"));
        draw_sign(ui, canvas, sheet->page_on, on, 3);
        label_draw(ui, canvas, &sheet->pages, 1.0f, 0.0f);
    }
}

/* Dotted underlines mark what can be touched. */
static void
draw_underline(const struct ui *ui, struct canvas *canvas, const struct label *label) {
    const struct rect words = label_box(label);
    const float y = label->baseline + layout_px(&ui->layout, UNDERLINE_DROP);
    const struct vec2 line[2] = {{words.x, y}, {words.x + words.w, y}};
    draw_dotted(canvas, line, 2, layout_px(&ui->layout, 1.5f), layout_px(&ui->layout, 8.0f),
                ui_color(ui, THEME_AXIS));
}

static void
draw_reference(const struct ui *ui, struct canvas *canvas, const struct sheet_reference *reference) {
    draw_underline(ui, canvas, &reference->title);
    label_draw(ui, canvas, &reference->number, 1.0f, 0.0f);
    label_draw(ui, canvas, &reference->title, 1.0f, 0.0f);
    label_draw(ui, canvas, &reference->address, 1.0f, 0.0f);
}

static void
draw(const void *state, struct canvas *canvas, float shown, const char *pressed) {
    const struct deck_sheet *sheet = state;
    const struct ui *ui = &sheet->ui;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, sheet->panel.y + sheet->panel.h};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
    draw_round_rect(canvas, sheet->panel, layout_px(&ui->layout, RADIUS),
                    draw_solid(ui_color(ui, THEME_SURFACE)));
    label_draw(ui, canvas, &sheet->heading, 1.0f, 0.0f);
    label_draw(ui, canvas, &sheet->heading_2, sheet->reference_count > 0 ? 1.0f : 0.0f, 0.0f);
    for (int i = 0; i < sheet->row_count; i++) {
        label_draw(ui, canvas, &sheet->rows[i].name, 1.0f, 0.0f);
        label_draw(ui, canvas, &sheet->rows[i].value, 1.0f, 0.0f);
        if (sheet->rows[i].figure != CONTENT_NONE) {
            draw_underline(ui, canvas, &sheet->rows[i].value);
        }
        label_draw(ui, canvas, &sheet->rows[i].origin, 1.0f, 0.0f);
    }
    for (int i = 0; i < sheet->reference_count; i++) {
        draw_reference(ui, canvas, &sheet->references[i]);
    }
    draw_buttons(sheet, canvas, pressed);
    draw_group_pop(canvas);
}

static void
targets(const void *state, struct target_list *list) {
    const struct deck_sheet *sheet = state;
    target_add(list, "close", sheet->close, ACTION_COVER_CLOSE);
    target_add_arg(list, "take", sheet->take, ACTION_FIGURE, CONTENT_NONE);
    for (int i = 0; i < sheet->row_count; i++) {
        if (sheet->rows[i].figure != CONTENT_NONE) {
            target_add_arg(list, sheet->rows[i].target, sheet->rows[i].box, ACTION_FIGURE,
                           sheet->rows[i].figure);
        }
    }
    if (sheet->page_count > 1) {
        target_add(list, "page back", sheet->page_back, ACTION_COVER_BACK);
        target_add(list, "page on", sheet->page_on, ACTION_COVER_ON);
    }
    for (int i = 0; i < sheet->reference_count; i++) {
        const struct sheet_reference *reference = &sheet->references[i];
        target_add_arg(list, reference->name, reference->box, ACTION_CARD, reference->source);
    }
}

static struct rect
panel(const void *state) {
    const struct deck_sheet *sheet = state;
    return sheet->panel;
}

const struct cover_class deck_sheet_class = {
    .hides_page = true,
    .state_bytes = sizeof(struct deck_sheet),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .panel = panel,
};
