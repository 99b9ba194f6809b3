/* Rows of letters come from the interface words, one string a row; what a row has no letters for goes to the keys that every
 * language has. Landscape has four rows, portrait five. */

#include "ui/keyboard.h"

#include "text/text_format.h"
#include "ui/button.h"

#define GAP 12.0f
#define RADIUS 14.0f
#define ROWS_MAX 5
#define WIDE 2.0f /* of a plain key: space and the like */

struct row {
    int first, count; /* keys */
    float units;      /* their widths together, in plain keys */
};

static const enum ui_string LANDSCAPE[] = {STRING_KEYS_DIGITS, STRING_KEYS_WIDE_1, STRING_KEYS_WIDE_2,
                                           STRING_KEYS_WIDE_3};
static const enum ui_string PORTRAIT[] = {STRING_KEYS_DIGITS, STRING_KEYS_TALL_1, STRING_KEYS_TALL_2,
                                          STRING_KEYS_TALL_3, STRING_KEYS_TALL_4};

static float
units_of(const struct keyboard_key *key) {
    switch (key->code) {
    case KEYBOARD_SPACE:
        return 2.0f * WIDE;
    case KEYBOARD_LANGUAGE:
    case KEYBOARD_CLEAR:
    case KEYBOARD_BACKSPACE:
        return 0.75f * WIDE;
    default:
        return 1.0f;
    }
}

static void
add_key(struct keyboard *keyboard, struct row *row, int code, struct str name) {
    if (keyboard->count < KEYBOARD_KEYS_MAX) {
        struct keyboard_key *key = &keyboard->keys[keyboard->count++];
        *key = (struct keyboard_key){.name = str_format(keyboard->ui.view, "key " STR_FMT, STR_ARG(name)).ptr,
                                     .code = code};
        row->count++;
        row->units += units_of(key);
    }
}

static void
add_letters(struct keyboard *keyboard, struct row *row, struct str letters) {
    struct str letter;
    while (str_next(&letters, ' ', &letter)) {
        size_t offset = 0;
        const uint32_t code = utf8_decode(letter, &offset);
        if (letter.len > 0) {
            add_key(keyboard, row, (int)code, letter);
        }
    }
}

/* The words on a key; a digit as the language writes it. */
static struct str
words_of(const struct keyboard *keyboard, const struct keyboard_key *key, const struct locale *locale,
         const char *next_lang) {
    const struct ui *ui = &keyboard->ui;
    char bytes[4];
    if (key->code >= '0' && key->code <= '9') {
        return format_number(ui->view, locale, (double)(key->code - '0'), 0, false);
    }
    switch (key->code) {
    case KEYBOARD_SPACE:
        return strings_get(STRING_KEY_SPACE, locale->code);
    case KEYBOARD_LANGUAGE:
        return strings_get(STRING_KEY_LETTERS, next_lang);
    case KEYBOARD_BACKSPACE:
    case KEYBOARD_CLEAR:
        return (struct str){"", 0};
    default:
        return str_copy(ui->view, (struct str){bytes, utf8_encode((uint32_t)key->code, bytes)});
    }
}

static void
place_row(struct keyboard *keyboard, const struct row *row, struct rect at, const struct locale *locale,
          const char *next_lang) {
    struct ui own = keyboard->ui;
    const float gaps = GAP * (float)(row->count - 1);
    const float unit = (at.w - gaps) / row->units;
    float x = at.x;
    own.locale = *locale;
    for (int i = row->first; i < row->first + row->count; i++) {
        struct keyboard_key *key = &keyboard->keys[i];
        const float w = unit * units_of(key);
        const struct vec2 a = layout_fixed_point(&own.layout, x, at.y);
        key->box = (struct rect){a.x, a.y, layout_px(&own.layout, w), layout_px(&own.layout, at.h)};
        const struct str words = words_of(keyboard, key, locale, next_lang);
        const bool is_word = key->code == KEYBOARD_SPACE || key->code == KEYBOARD_LANGUAGE;
        const struct label_spec spec = {
            .px = is_word ? 30.0f : 40.0f, .weight = 600, .color = ui_color(&own, THEME_TEXT)};
        const struct vec2 base = {key->box.x + key->box.w / 2.0f,
                                  key->box.y + key->box.h / 2.0f + layout_px(&own.layout, 13.0f)};
        if (!str_is_empty(words)) {
            key->label = label_make_at(&own, words, &spec, base, TEXT_CENTER);
        }
        x += w + GAP;
    }
}

/* The letters of the row, and the keys every language has: in the last row. */
static void
fill_row(struct keyboard *keyboard, struct row *row, struct str letters, bool is_last) {
    row->first = keyboard->count;
    if (is_last && keyboard->ui.model->lang_count > 1) {
        add_key(keyboard, row, KEYBOARD_LANGUAGE, STR_LIT("language"));
    }
    add_letters(keyboard, row, letters);
    if (is_last) {
        add_key(keyboard, row, KEYBOARD_SPACE, STR_LIT("space"));
        add_key(keyboard, row, KEYBOARD_BACKSPACE, STR_LIT("back"));
        add_key(keyboard, row, KEYBOARD_CLEAR, STR_LIT("clear"));
    }
}

void
keyboard_prepare(struct keyboard *keyboard, const struct ui *ui, int lang, struct rect box) {
    const enum ui_string *rows = ui->layout.is_portrait ? PORTRAIT : LANDSCAPE;
    const int row_count = ui->layout.is_portrait ? (int)ARRAY_LEN(PORTRAIT) : (int)ARRAY_LEN(LANDSCAPE);
    const struct locale *locale = &ui->model->langs[lang].locale;
    const char *next_lang = ui->model->langs[(lang + 1) % (int)ui->model->lang_count].locale.code;
    const float h = (box.h - GAP * (float)(row_count - 1)) / (float)row_count;
    struct row filled[ROWS_MAX] = {{0}};
    float widest = 0.0f;
    keyboard->ui = *ui;
    keyboard->count = 0;
    for (int r = 0; r < row_count; r++) {
        fill_row(keyboard, &filled[r], strings_get(rows[r], locale->code), r == row_count - 1);
        widest = filled[r].units > widest && r < row_count - 1 ? filled[r].units : widest;
    }
    for (int r = 0; r < row_count; r++) { /* letters are equally wide in every row; the last row is filled */
        const bool is_filled = r == row_count - 1 || filled[r].units >= widest;
        const float unit = (box.w - GAP * (widest - 1.0f)) / widest;
        const float w = is_filled ? box.w : filled[r].units * (unit + GAP) - GAP;
        const struct rect at = {box.x + (box.w - w) / 2.0f, box.y + (h + GAP) * (float)r, w, h};
        place_row(keyboard, &filled[r], at, locale, next_lang);
    }
}

/* ---- drawing ---- */

static void
draw_sign(const struct ui *ui, struct canvas *canvas, const struct keyboard_key *key) {
    const struct vec2 m = {key->box.x + key->box.w / 2.0f, key->box.y + key->box.h / 2.0f};
    const float u = layout_px(&ui->layout, 1.0f);
    const float stroke = 3.6f * u;
    const struct color color = ui_color(ui, THEME_TEXT);
    const bool is_back = key->code == KEYBOARD_BACKSPACE;
    const float x = is_back ? m.x + 5.0f * u : m.x;
    const float arm = is_back ? 8.0f * u : 12.0f * u;
    draw_line(canvas, (struct vec2){x - arm, m.y - arm}, (struct vec2){x + arm, m.y + arm}, stroke, color);
    draw_line(canvas, (struct vec2){x - arm, m.y + arm}, (struct vec2){x + arm, m.y - arm}, stroke, color);
    if (is_back) {
        const struct vec2 tag[5] = {{m.x - 26.0f * u, m.y},
                                    {m.x - 12.0f * u, m.y - 17.0f * u},
                                    {m.x + 24.0f * u, m.y - 17.0f * u},
                                    {m.x + 24.0f * u, m.y + 17.0f * u},
                                    {m.x - 12.0f * u, m.y + 17.0f * u}};
        draw_polyline(canvas, tag, 5, stroke, true, color);
    }
}

void
keyboard_draw(const struct keyboard *keyboard, struct canvas *canvas, const char *pressed) {
    const struct ui *ui = &keyboard->ui;
    for (int i = 0; i < keyboard->count; i++) {
        const struct keyboard_key *key = &keyboard->keys[i];
        const bool is_held = button_is_held(pressed, key->name);
        const struct color fill = ui_color(ui, is_held ? THEME_SURFACE_3 : THEME_SURFACE_2);
        draw_round_rect(canvas, key->box, layout_px(&ui->layout, RADIUS), draw_solid(fill));
        if (key->label.block != NULL) {
            label_draw(ui, canvas, &key->label, 1.0f, 0.0f);
        } else {
            draw_sign(ui, canvas, key);
        }
    }
}
