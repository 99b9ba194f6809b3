/* vitrin-card: a printed page for the people of the house, drawn by the show's own text engine, so that its Persian is the screen's.
 * vitrin-card fa|en WORDS.txt OUT.png [FONTS]: A5 at 300 dots an inch. Lines of the words: `= title`, `- heading`, `# step` (counted
 * anew after a heading), `* remark`, `@ first|second` (the two corners and how long), `_ label` (a line to write on). Ends with
 * status 1 when the words do not fit the page. */

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/xalloc.h"
#include "draw/draw.h"
#include "text/text.h"
#include "text/text_format.h"

#define W 1748 /* A5: 148 x 210 mm */
#define H 2480
#define MARGIN 130.0f
#define BODY_PX 45.0f
#define INDENT 84.0f
#define BYTES_MAX (64u << 10)

static const struct color INK = {0x14, 0x1E, 0x30, 255};
static const struct color MUTED = {0x55, 0x60, 0x74, 255};
static const struct color ACCENT = {0xC9, 0x47, 0x2A, 255};
static const struct color RULE = {0xC9, 0xCE, 0xD8, 255};

struct page {
    struct arena arena;
    struct text *text;
    struct canvas *canvas;
    struct locale locale;
    float y; /* the foot of what is drawn so far */
    int step;
};

/* Counted from where reading begins. */
static float
place(const struct page *page, float start) {
    return page->locale.is_rtl ? (float)W - start : start;
}

static struct rect
box(const struct page *page, float start, float y, float w, float h) {
    return (struct rect){page->locale.is_rtl ? (float)W - start - w : start, y, w, h};
}

/* A paragraph below what is there. */
static void
write(struct page *page, struct str words, float start, float px, int weight, struct color color) {
    const struct text_style style = {.px = px,
                                     .weight = weight,
                                     .wrap_px = (float)W - MARGIN - start,
                                     .line_height_em = 1.42f,
                                     .flags = TEXT_BALANCE, /* no word alone in a last line */
                                     .locale = &page->locale};
    const struct text_block *block = text_layout(page->text, &page->arena, words, &style);
    text_draw(page->text, page->canvas, block, place(page, start), page->y + 1.1f * px,
              page->locale.is_rtl ? TEXT_RIGHT : TEXT_LEFT, color);
    page->y += block->height_px;
}

static void
put(struct page *page, struct str words, struct vec2 at, float px, struct color color) {
    const struct text_style style = {.px = px, .weight = 700, .locale = &page->locale};
    const struct text_block *block = text_layout(page->text, &page->arena, words, &style);
    text_draw(page->text, page->canvas, block, at.x, at.y, TEXT_CENTER, color);
}

static void
put_number(struct page *page, struct vec2 middle, int number) {
    draw_circle(page->canvas, middle, 30.0f, ACCENT);
    put(page, format_number(&page->arena, &page->locale, (double)number, 0, false),
        (struct vec2){middle.x, middle.y + 15.0f}, 42.0f, (struct color){255, 255, 255, 255});
}

/* The screen with its two upper corners; they are where they are, whatever the language. */
static void
draw_corners(struct page *page, struct str words) {
    const struct rect screen = {(float)W / 2.0f - 300.0f, page->y + 24.0f, 600.0f, 300.0f};
    struct str first = {"", 0};
    (void)str_next(&words, '|', &first);
    draw_round_rect_outline(page->canvas, screen, 18.0f, 6.0f, INK);
    put_number(page, (struct vec2){screen.x + 60.0f, screen.y + 60.0f}, 1);
    put_number(page, (struct vec2){screen.x + screen.w - 60.0f, screen.y + 60.0f}, 2);
    put(page, first, (struct vec2){screen.x + 120.0f, screen.y + 150.0f}, 42.0f, INK);
    put(page, words, (struct vec2){screen.x + screen.w - 120.0f, screen.y + 150.0f}, 42.0f, INK);
    page->y = screen.y + screen.h + 24.0f;
}

static void
draw_line_of(struct page *page, char kind, struct str words) {
    switch (kind) {
    case '=':
        write(page, words, MARGIN, 84.0f, 800, INK);
        break;
    case '-':
        page->step = 0;
        page->y += 34.0f;
        draw_rect(page->canvas, box(page, MARGIN, page->y, (float)W - 2.0f * MARGIN, 3.0f), draw_solid(RULE));
        page->y += 18.0f;
        write(page, words, MARGIN, 58.0f, 800, ACCENT);
        page->y += 6.0f;
        break;
    case '#':
        page->y += 8.0f;
        put_number(page, (struct vec2){place(page, MARGIN + 30.0f), page->y + 36.0f}, ++page->step);
        write(page, words, MARGIN + INDENT, BODY_PX, 500, INK);
        break;
    case '*':
        page->y += 8.0f;
        write(page, words, MARGIN, BODY_PX, 500, MUTED);
        break;
    case '@':
        draw_corners(page, words);
        break;
    default: /* '_' */
        page->y += 14.0f;
        draw_rect(page->canvas,
                  box(page, MARGIN + 250.0f, page->y + 62.0f, (float)W - 2.0f * MARGIN - 250.0f, 3.0f),
                  draw_solid(MUTED));
        write(page, words, MARGIN, BODY_PX, 700, INK);
        break;
    }
}

static bool
draw_words(struct page *page, struct str words, struct err *err) {
    struct str line;
    int number = 0;
    while (str_next(&words, '\n', &line)) {
        const struct str whole = str_trim(line);
        number++;
        if (str_is_empty(whole)) {
            continue;
        }
        if (strchr("=-#*@_", whole.ptr[0]) == NULL || whole.len < 3) {
            return err_set(err, ERR_FORMAT, 0, "line %d begins with none of = - # * @ _", number);
        }
        draw_line_of(page, whole.ptr[0], str_trim((struct str){whole.ptr + 1, whole.len - 1}));
    }
    return page->y <= (float)H - 100.0f ||
           err_set(err, ERR_LIMIT, 0, "the words are %.0f of %d dots high: they do not fit the page",
                   (double)page->y, H - 100);
}

static bool
make(struct page *page, const char *words_path, const char *out_path, struct err *err) {
    struct draw_target target = {xalloc((size_t)W * H * sizeof(uint32_t)), W, H, W};
    struct str words;
    size_t unused = 0;
    bool ok = fs_read(&page->arena, words_path, BYTES_MAX, &words, err);
    draw_begin(page->canvas);
    draw_rect(page->canvas, (struct rect){0.0f, 0.0f, (float)W, (float)H}, draw_solid(COLOR_RGB(0xFFFFFF)));
    ok = ok && draw_words(page, words, err);
    (void)draw_end(page->canvas, &target, &unused);
    ok = ok && draw_target_save_png(&target, out_path, err);
    xfree(target.pixels);
    return ok;
}

int
main(int argc, char **argv) {
    struct page page = {.y = 90.0f};
    struct err err = {0};
    if (argc < 4 || argc > 5 || (strcmp(argv[1], "fa") != 0 && strcmp(argv[1], "en") != 0)) {
        fputs("usage: vitrin-card fa|en WORDS.txt OUT.png [FONTS]\n", stderr);
        return 2;
    }
    const bool is_fa = strcmp(argv[1], "fa") == 0;
    const struct text_config config = {.fonts_dir = argc == 5 ? argv[4] : "assets/fonts"};
    page.locale = (struct locale){"", is_fa, is_fa ? DIGITS_PERSIAN : DIGITS_LATIN};
    (void)snprintf(page.locale.code, sizeof(page.locale.code), "%s", argv[1]);
    arena_init(&page.arena, 0);
    page.text = text_create(&config, &err);
    page.canvas = draw_canvas_create(W, H);
    const bool ok = page.text != NULL && make(&page, argv[2], argv[3], &err);
    if (!ok) {
        fprintf(stderr, "vitrin-card: %s\n", err.text);
    }
    draw_canvas_destroy(page.canvas);
    text_destroy(page.text);
    arena_fini(&page.arena);
    return ok ? 0 : 1;
}
