/* A panel over the slide: the field, cards of what was found, the keyboard. Empty, it offers the detail pages of the page beneath, or else,
 * as when nothing is found, the show's chapters, all of them. Every key is looked up at once; a card opens its page, which closes the panel. */

#include "deck/deck_search.h"

#include <math.h>
#include <string.h>

#include "deck/deck_cover.h"
#include "ui/button.h"

#define RADIUS 24.0f
#define CARD_RADIUS 20.0f
#define SCRIM 0.72f
#define RISE 24.0f
#define CARET_W 4.0f
#define PAGE_W_MIN 150.0f /* less room than this: the page is not named */

struct composition {
    struct rect panel, field, close, cards, keyboard; /* from the start side; the keyboard from the left */
    int columns, rows;                                /* of cards; a sentence takes the first row */
    int offer_columns;                                /* of the cards of chapters */
    struct vec2 gap;
};

static const struct composition LANDSCAPE = {.panel = {48.0f, 32.0f, 1824.0f, 912.0f},
                                             .field = {96.0f, 64.0f, 1616.0f, 96.0f},
                                             .close = {1728.0f, 64.0f, 96.0f, 96.0f},
                                             .cards = {96.0f, 180.0f, 1728.0f, 324.0f},
                                             .keyboard = {96.0f, 526.0f, 1728.0f, 390.0f},
                                             .columns = 3,
                                             .rows = 3,
                                             .offer_columns = 5,
                                             .gap = {16.0f, 16.0f}};
static const struct composition PORTRAIT = {.panel = {24.0f, 246.0f, 1032.0f, 1374.0f},
                                            .field = {48.0f, 270.0f, 872.0f, 96.0f},
                                            .close = {936.0f, 270.0f, 96.0f, 96.0f},
                                            .cards = {48.0f, 390.0f, 984.0f, 624.0f},
                                            .keyboard = {40.0f, 1050.0f, 1000.0f, 548.0f},
                                            .columns = 1,
                                            .rows = 6,
                                            .offer_columns = 2,
                                            .gap = {16.0f, 12.0f}};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static struct rect
placed(const struct ui *ui, struct rect units) {
    return layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
}

bool
deck_search_is_vain(const struct deck_search *search) {
    return search->query_bytes > 0 && search->hits.count == 0;
}

/* ---- typing ---- */

static void
erase_last(struct deck_search *search) {
    while (search->query_bytes > 0 &&
           ((unsigned char)search->query[search->query_bytes - 1] & 0xC0u) == 0x80u) {
        search->query_bytes--;
    }
    search->query_bytes -= search->query_bytes > 0 ? 1 : 0;
}

static void
type(struct deck_search *search, uint32_t letter) {
    char bytes[4];
    const size_t n = utf8_encode(letter, bytes);
    if (search->query_bytes + n <= SEARCH_QUERY_BYTES_MAX &&
        (letter != KEYBOARD_SPACE || search->query_bytes > 0)) {
        memcpy(search->query + search->query_bytes, bytes, n);
        search->query_bytes += n;
    }
}

static void
action(void *state, const struct action *action) {
    struct deck_search *search = state;
    const int lang_count = (int)search->ui.model->lang_count;
    switch (action->arg) {
    case KEYBOARD_BACKSPACE:
        erase_last(search);
        break;
    case KEYBOARD_CLEAR:
        search->query_bytes = 0;
        break;
    case KEYBOARD_LANGUAGE:
        search->letters_1 = search->letters_1 % lang_count + 1;
        break;
    default:
        type(search, (uint32_t)action->arg);
        break;
    }
    content_search_find(&search->ui.model->search, (struct str){search->query, search->query_bytes},
                        &search->hits);
}

/* Letters do; what switches or clears does it once. */
static bool
repeats(const struct action *action) {
    return action->arg != KEYBOARD_LANGUAGE && action->arg != KEYBOARD_CLEAR;
}

/* ---- laying out ---- */

/* What is typed, its digits as the language writes them. */
static struct str
shown_query(const struct deck_search *search) {
    const struct ui *ui = &search->ui;
    struct str_builder b;
    str_builder_init(&b, ui->view);
    for (size_t i = 0; i < search->query_bytes; i++) {
        const char c = search->query[i];
        if (c >= '0' && c <= '9' && ui->locale.digits == DIGITS_PERSIAN) {
            str_builder_add_cp(&b, 0x06F0u + (uint32_t)(c - '0'));
        } else {
            str_builder_add(&b, (struct str){&search->query[i], 1});
        }
    }
    return str_builder_view(&b);
}

/* What is typed, as much of its end as the field has room for. */
static struct label
label_of_query(const struct deck_search *search, const struct label_spec *spec) {
    const struct ui *ui = &search->ui;
    const struct str query = shown_query(search);
    struct label label = label_make(ui, query, spec);
    for (size_t from = 0; label.block->is_truncated && from < query.len;) {
        (void)utf8_decode(query, &from);
        const struct str rest = {query.ptr + from, query.len - from};
        label = label_make(ui, str_format(ui->view, "…" STR_FMT, STR_ARG(rest)), spec);
    }
    return label;
}

static void
place_field(struct deck_search *search) {
    const struct ui *ui = &search->ui;
    const struct composition *at = composition_of(ui);
    const bool is_empty = search->query_bytes == 0;
    const struct label_spec spec = {.start = at->field.x + 104.0f,
                                    .baseline = at->field.y + 62.0f,
                                    .px = 42.0f,
                                    .weight = is_empty ? 400 : 700,
                                    .color = ui_color(ui, is_empty ? THEME_MUTED : THEME_TEXT),
                                    .wrap = at->field.w - 160.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    const struct str hint = strings_get(STRING_SEARCH_HINT, ui->locale.code);
    search->typed = is_empty ? label_make(ui, hint, &spec) : label_of_query(search, &spec);
    const struct rect box = label_box(&search->typed);
    const float gap = layout_px(&ui->layout, 8.0f);
    search->caret_x = is_empty ? (ui->layout.is_rtl ? box.x + box.w + gap : box.x - gap)
                               : (ui->layout.is_rtl ? box.x - gap : box.x + box.w + gap);
}

/* Says something of the cards, in their first row. */
static void
say(struct deck_search *search, enum ui_string string) {
    const struct ui *ui = &search->ui;
    const struct composition *at = composition_of(ui);
    const struct label_spec spec = {.start = at->cards.x + 8.0f,
                                    .baseline = at->cards.y + 62.0f,
                                    .px = 36.0f,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = at->cards.w - 16.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    search->sentence = label_make(ui, strings_get(string, ui->locale.code), &spec);
}

/* Takes the next place for a card. Returns: NULL when all are taken. */
static struct search_card *
next_card(struct deck_search *search, int slide, struct rect *ret_units) {
    const struct ui *ui = &search->ui;
    const struct composition *at = composition_of(ui);
    const int columns = search->columns;
    const int first = search->sentence.block != NULL ? columns : 0;
    const int index = search->card_count;
    if (first + index >= columns * at->rows || index == SEARCH_CARDS_MAX) {
        return NULL;
    }
    const float w = (at->cards.w - at->gap.x * (float)(columns - 1)) / (float)columns;
    const float h = (at->cards.h - at->gap.y * (float)(at->rows - 1)) / (float)at->rows;
    const int column = (first + index) % columns;
    const int row = (first + index) / columns;
    *ret_units = (struct rect){at->cards.x + (w + at->gap.x) * (float)column,
                               at->cards.y + (h + at->gap.y) * (float)row, w, h};
    struct search_card *card = &search->cards[search->card_count++];
    *card = (struct search_card){
        .box = placed(ui, *ret_units), .name = str_format(ui->view, "hit %d", index).ptr, .slide = slide};
    return card;
}

static struct label_spec
card_spec(const struct ui *ui, struct rect units, bool is_title) {
    return (struct label_spec){.start = units.x + 28.0f,
                               .baseline = units.y + (is_title ? 0.43f : 0.82f) * units.h,
                               .px = is_title ? 32.0f : 28.0f,
                               .weight = is_title ? 700 : 400,
                               .color = ui_color(ui, is_title ? THEME_TEXT : THEME_MUTED),
                               .wrap = units.w - 56.0f,
                               .px_min = 28.0f,
                               .lines_max = 1};
}

/* A title alone in the middle of its card, in two lines when it is long. */
static struct label
title_alone(const struct ui *ui, struct rect units, struct str title) {
    struct label_spec spec = card_spec(ui, units, true);
    spec.baseline = units.y + 0.5f * units.h + 12.0f;
    spec.px_min = 0.0f;
    spec.lines_max = 2;
    spec.line_height_em = 1.25f;
    spec.flags = TEXT_BALANCE;
    struct label label = label_make(ui, title, &spec);
    label.baseline -= 0.5f * label.block->line_px * (float)(label.block->line_count - 1);
    return label;
}

static void
add_title(struct deck_search *search, struct str title, int slide) {
    struct rect units;
    struct search_card *card = next_card(search, slide, &units);
    if (card != NULL) {
        card->title = title_alone(&search->ui, units, title);
    }
}

/* A card of two lines; beside the first one stands, where there is room, the page that the card opens. A title that is too long for its
 * line takes both. */
static void
add_card(struct deck_search *search, struct str title, struct str note, struct str page, int slide) {
    const struct ui *ui = &search->ui;
    struct rect units;
    struct search_card *card = next_card(search, slide, &units);
    if (card == NULL) {
        return;
    }
    struct label_spec spec = card_spec(ui, units, true);
    const struct label line = label_make(ui, title, &spec);
    const bool is_whole = !line.block->is_truncated;
    card->title = is_whole ? line : title_alone(ui, units, title);
    if (!is_whole) {
        return;
    }
    spec = card_spec(ui, units, false);
    card->note = label_make(ui, note, &spec);
    spec.wrap -= label_box(&line).w / ui->layout.scale + 32.0f;
    if (!str_is_empty(page) && spec.wrap >= PAGE_W_MIN) {
        spec.start = units.x + units.w - 28.0f;
        spec.baseline = units.y + 0.43f * units.h;
        spec.anchor = TEXT_END;
        spec.color = ui_color(ui, THEME_SKY_TEXT);
        card->page = label_make(ui, page, &spec);
    }
}

/* The title of the chapter a page belongs to, itself or through its parent. */
static struct str
chapter_of(const struct ui *ui, const struct content_slide *slide) {
    const struct content_model *model = ui->model;
    const bool is_own = slide->chapter != CONTENT_NONE || slide->parent == CONTENT_NONE;
    const int chapter = is_own ? slide->chapter : model->slides[slide->parent].chapter;
    return chapter == CONTENT_NONE ? (struct str){"", 0} : ui_cell(ui, &model->chapters[chapter].title);
}

static void
place_hits(struct deck_search *search) {
    const struct ui *ui = &search->ui;
    if (search->hits.is_near) {
        say(search, STRING_SEARCH_NEAR);
    }
    for (int i = 0; i < search->hits.count; i++) {
        const struct content_search_row *hit = &search->hits.rows[i];
        const struct content_slide *slide = &ui->model->slides[hit->slide];
        const struct str title = ui_cell(ui, &slide->title);
        if (hit->figure != CONTENT_NONE) {
            const struct content_figure *figure = &ui->model->figures[hit->figure];
            const struct str page = slide->parent == CONTENT_NONE ? chapter_of(ui, slide) : title;
            add_card(search, ui_figure_words(ui, figure), ui_cell(ui, &figure->label), page, hit->slide);
        } else {
            add_card(search, title, chapter_of(ui, slide), (struct str){"", 0}, hit->slide);
        }
    }
}

/* Before anything is typed: the detail pages of the page beneath, or of the one it belongs to. Returns: false when there are none. */
static bool
place_children(struct deck_search *search, int slide) {
    const struct ui *ui = &search->ui;
    const struct content_model *model = ui->model;
    const int parent = model->slides[slide].parent == CONTENT_NONE ? slide : model->slides[slide].parent;
    search->columns = ui->layout.is_portrait ? 2 : search->columns;
    for (size_t i = 0; i < model->slides_count; i++) {
        if (model->slides[i].parent == parent) {
            add_title(search, ui_cell(ui, &model->slides[i].title), (int)i);
        }
    }
    return search->card_count > 0;
}

/* Or the first page of each chapter; so as well when nothing was found. */
static void
place_chapters(struct deck_search *search) {
    const struct ui *ui = &search->ui;
    int last = CONTENT_NONE;
    search->columns = composition_of(ui)->offer_columns;
    say(search, search->query_bytes == 0 ? STRING_SEARCH_BEGIN : STRING_SEARCH_NONE);
    for (size_t i = 0; i < ui->model->slides_count; i++) {
        const struct content_slide *slide = &ui->model->slides[i];
        const struct scene_class *klass = scene_class_find(slide->kind);
        const bool is_page = klass != NULL && !klass->is_cover && slide->parent == CONTENT_NONE;
        if (is_page && slide->chapter != CONTENT_NONE && slide->chapter != last) {
            add_title(search, ui_cell(ui, &ui->model->chapters[slide->chapter].title), (int)i);
            last = slide->chapter;
        }
    }
}

static void
prepare(void *state, const struct ui *ui, const struct cover_topic *topic) {
    struct deck_search *search = state;
    const struct composition *at = composition_of(ui);
    search->ui = *ui;
    search->columns = at->columns;
    search->letters_1 = search->letters_1 > 0 ? search->letters_1 : ui->lang + 1;
    search->card_count = 0;
    search->panel = placed(ui, at->panel);
    search->field = placed(ui, at->field);
    search->close = placed(ui, at->close);
    search->sentence = (struct label){.block = NULL};
    place_field(search);
    if (search->hits.count > 0) {
        place_hits(search);
    } else if (search->query_bytes > 0 || !place_children(search, topic->slide)) {
        place_chapters(search);
    }
    keyboard_prepare(&search->keyboard, ui, search->letters_1 - 1, at->keyboard);
}

/* ---- drawing ---- */

void
deck_search_draw_sign(const struct ui *ui, struct canvas *canvas, struct vec2 middle, struct color color) {
    const float u = layout_px(&ui->layout, 1.0f);
    const struct vec2 eye = {middle.x - 4.0f * u, middle.y - 4.0f * u};
    draw_ring(canvas, eye, 12.0f * u, 3.6f * u, color);
    draw_line(canvas, (struct vec2){eye.x + 9.0f * u, eye.y + 9.0f * u},
              (struct vec2){eye.x + 20.0f * u, eye.y + 20.0f * u}, 4.4f * u, color);
}

static void
draw_field(const struct deck_search *search, struct canvas *canvas, const char *pressed) {
    const struct ui *ui = &search->ui;
    const float u = layout_px(&ui->layout, 1.0f);
    const float end = layout_end_sign(&ui->layout);
    const float near = end < 0.0f ? search->field.x + search->field.w : search->field.x;
    const float middle = search->field.y + search->field.h / 2.0f;
    draw_round_rect(canvas, search->field, CARD_RADIUS * u, draw_solid(ui_color(ui, THEME_INK)));
    draw_round_rect_outline(canvas, search->field, CARD_RADIUS * u, 3.0f * u, ui_color(ui, THEME_SKY_TEXT));
    deck_search_draw_sign(ui, canvas, (struct vec2){near + end * 52.0f * u, middle},
                          ui_color(ui, THEME_SKY_TEXT));
    label_draw(ui, canvas, &search->typed, 1.0f, 0.0f);
    draw_rect(canvas,
              (struct rect){search->caret_x - CARET_W * u / 2.0f, middle - 26.0f * u, CARET_W * u, 52.0f * u},
              draw_solid(ui_color(ui, THEME_AMBER)));
    button_draw_close(ui, canvas, search->close, THEME_SURFACE_2, button_is_held(pressed, "close search"));
}

static void
draw(const void *state, struct canvas *canvas, float shown, const char *pressed) {
    const struct deck_search *search = state;
    const struct ui *ui = &search->ui;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, search->panel.y + search->panel.h};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
    draw_round_rect(canvas, search->panel, layout_px(&ui->layout, RADIUS),
                    draw_solid(ui_color(ui, THEME_SURFACE)));
    draw_field(search, canvas, pressed);
    for (int i = 0; i < search->card_count; i++) {
        const struct search_card *card = &search->cards[i];
        button_draw(ui, canvas, card->box, THEME_SURFACE_2, button_is_held(pressed, card->name));
        label_draw(ui, canvas, &card->title, 1.0f, 0.0f);
        label_draw(ui, canvas, &card->note, 1.0f, 0.0f);
        label_draw(ui, canvas, &card->page, 1.0f, 0.0f);
    }
    label_draw(ui, canvas, &search->sentence, 1.0f, 0.0f);
    keyboard_draw(&search->keyboard, canvas, pressed);
    draw_group_pop(canvas);
}

static void
targets(const void *state, struct target_list *list) {
    const struct deck_search *search = state;
    for (int i = 0; i < search->keyboard.count; i++) {
        const struct keyboard_key *key = &search->keyboard.keys[i];
        target_add_arg(list, key->name, key->box, ACTION_COVER, key->code);
    }
    for (int i = 0; i < search->card_count; i++) {
        target_add_slide(list, search->cards[i].name, search->cards[i].box, search->cards[i].slide);
    }
    target_add(list, "close search", search->close, ACTION_COVER_CLOSE);
}

static struct rect
panel(const void *state) {
    const struct deck_search *search = state;
    return search->panel;
}

const struct cover_class deck_search_class = {
    .hides_page = true,
    .state_bytes = sizeof(struct deck_search),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .action = action,
    .repeats = repeats,
    .panel = panel,
};
