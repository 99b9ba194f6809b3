/* What a rehearsal saw is what the show then shows: packs that differ in figures, words, colours, pages and pictures are rehearsed as
 * `vitrin --rehearse` does it; each that passes is then shown by the program's own frame loop, a frame at a time, of which only what moved
 * is painted, and every page has to be the rehearsal's picture, pixel by pixel. */

#include "app_support.h"
#include "sign_support.h"

#include <unistd.h>

#include "still/still_proof.h"
#include "tools/pack_build.h"

#define LONG 640
#define SHORT 360
#define PIXELS ((size_t)LONG * SHORT)
#define PAGES_MAX 32
#define CHANGES 12
#define TRIES_MAX 40 /* packs in a row that cannot be built or are refused */

struct round {
    struct workbook book;
    struct arena arena;
    uint32_t chance;
    char pack[64], key[SIGN_PATH_MAX];
    uint32_t *pictures; /* of each page, as the rehearsal saw it */
    long packs, unbuilt, refused, pages;
};

static uint32_t
below(struct round *r, size_t count) {
    return support_random(&r->chance) % (uint32_t)count;
}

/* ---- packs that differ ---- */

/* A cell of a sheet, by chance. Returns: NULL when it is empty. */
static struct str *
any_cell(struct round *r, const char *table, const char *column) {
    const struct sheet *sheet = workbook_sheet(&r->book, table);
    const size_t row = below(r, sheet->row_count);
    struct str *cell = &sheet->cells[row * sheet->column_count + (size_t)sheet_column(sheet, column)];
    return cell->len > 0 ? cell : NULL;
}

/* A number from `least` on, below least + count, in the place of another. */
static void
vary_number(struct round *r, const char *table, const char *column, unsigned least, size_t count) {
    struct str *cell = any_cell(r, table, column);
    char text[16];
    if (cell != NULL) {
        (void)snprintf(text, sizeof(text), "%u", least + below(r, count));
        *cell = str_copy(&r->arena, str_from_c(text));
    }
}

static void
vary_figure(struct round *r) {
    vary_number(r, "figure", "value", 1, 2000);
}

static void
vary_order(struct round *r) {
    vary_number(r, "slide", "ord", 40, 4000);
}

static void
vary_color(struct round *r) {
    struct str *cell = any_cell(r, "color", "value");
    if (cell != NULL) {
        char text[16];
        (void)snprintf(text, sizeof(text), "#%06X", (unsigned)support_random(&r->chance) & 0xFFFFFFu);
        *cell = str_copy(&r->arena, str_from_c(text));
    }
}

/* Another row's words in their place. */
static void
vary_words(struct round *r) {
    static const char *const PLACES[][2] = {{"slide", "title_en"},      {"slide", "title_fa"},
                                            {"slide", "deck_en"},       {"slide", "deck_fa"},
                                            {"slide_item", "label_en"}, {"slide_item", "label_fa"},
                                            {"slide_item", "note_en"},  {"slide_item", "note_fa"}};
    const char *const *place = PLACES[below(r, ARRAY_LEN(PLACES))];
    struct str *cell = any_cell(r, place[0], place[1]);
    const struct str *other = any_cell(r, place[0], place[1]);
    if (cell != NULL && other != NULL) {
        *cell = *other;
    }
}

static void
vary_art(struct round *r) {
    struct str *cell = any_cell(r, "art", "file");
    if (cell != NULL) {
        *cell = below(r, 2) == 0 ? STR_LIT("art/land.png") : STR_LIT("art/port.png");
    }
}

/* Returns: could it be built? */
static bool
make_pack(struct round *r) {
    static void (*const KINDS[])(struct round *) = {vary_figure, vary_figure, vary_words, vary_words,
                                                    vary_color,  vary_order,  vary_art};
    struct err err = {0};
    if (!workbook_read(&r->book, &r->arena, "tests/show_lighthouse", &err)) {
        fail_msg("%s", err.text);
    }
    for (int i = 0; i < CHANGES; i++) {
        KINDS[below(r, ARRAY_LEN(KINDS))](r);
    }
    support_unsign(r->pack);
    return pack_build(&r->book, r->pack, &err) && support_sign(r->pack, r->key, &err);
}

/* ---- rehearsed, and shown ---- */

static struct app *
open_app(const struct round *r, int width_px, int height_px) {
    const struct app_options options = {.mode = APP_BENCH,
                                        .pack = r->pack,
                                        .fonts = "assets/fonts",
                                        .width_px = width_px,
                                        .height_px = height_px,
                                        .has_size = true,
                                        .quarter_turns = -1,
                                        .trust = r->key};
    return support_open_app(&options);
}

/* Returns: does every page pass? Their pictures are kept. */
static bool
rehearse(struct round *r, int width_px, int height_px, int lang) {
    struct app *app = open_app(r, width_px, height_px);
    const struct still_config config = {.model = app->model,
                                        .text = app->text,
                                        .width_px = width_px,
                                        .height_px = height_px,
                                        .lang = lang,
                                        .slide = CONTENT_NONE};
    struct err err = {0};
    struct still *still = still_open(&config, &err);
    bool is_fit = still != NULL;
    assert_in_range(app->model->slides_count, 1, PAGES_MAX);
    for (int slide = 0; still != NULL && slide < (int)app->model->slides_count; slide++) {
        struct still_shown shown;
        still_put(still, slide);
        still_show(still, STILL_SETTLED_MS, &shown);
        memcpy(r->pictures + PIXELS * (size_t)slide, shown.picture.pixels, PIXELS * sizeof(uint32_t));
    }
    for (int slide = 0; is_fit && slide < (int)app->model->slides_count; slide++) {
        is_fit = still_prove(still, app->text, slide, true,
                             &err); /* touches pages, which marks what answers on all that follow */
    }
    still_close(still);
    support_close_app(app);
    return is_fit;
}

static void
show(struct round *r, int width_px, int height_px, int lang) {
    static const int MOMENTS_MS[] = {0, 40, 300, 900, 2000, STILL_SETTLED_MS};
    static uint32_t glass[PIXELS];
    struct app *app = open_app(r, width_px, height_px);
    struct err err = {0};
    app->lang = lang;
    app->source.is_preview =
        false; /* the word over the pages of who builds a pack; no device trusts by a file of that kind */
    for (app->slide = 0; app->slide < (int)app->model->slides_count; app->slide++) {
        app->clock = clock_fixed(TIME_S(1000));
        assert_true(app_start(app, false, &err));
        for (size_t i = 0; i < ARRAY_LEN(MOMENTS_MS); i++) {
            assert_true(app_frame(app, TIME_S(1000) + TIME_MS(MOMENTS_MS[i]), &err));
        }
        assert_true(host_read_back(app->host, glass));
        app_stop(app);
        if (memcmp(glass, r->pictures + PIXELS * (size_t)app->slide, sizeof(glass)) != 0) {
            fail_msg("pack %ld, page %d, %s, %dx%d: another picture than the rehearsal saw", r->packs,
                     app->slide, app->model->langs[lang].locale.code, width_px, height_px);
        }
        r->pages++;
    }
    support_close_app(app);
}

/* Orientations and languages take turns. */
static bool
try_pack(struct round *r) {
    const bool is_portrait = r->packs % 2 == 1;
    const int lang = (int)(r->packs / 2 % 2);
    const int width_px = is_portrait ? SHORT : LONG;
    const int height_px = is_portrait ? LONG : SHORT;
    if (!make_pack(r)) {
        r->unbuilt++;
        return false;
    }
    if (!rehearse(r, width_px, height_px, lang)) {
        r->refused++;
        return false;
    }
    show(r, width_px, height_px, lang);
    return true;
}

static void
test_what_was_rehearsed_is_shown(void **state) {
    const long wanted = support_wish("VITRIN_PACKS", 50 / SUPPORT_SHARE);
    struct round *r = xalloc(sizeof(*r));
    (void)state;
    r->chance = (uint32_t)support_wish("VITRIN_SEED", 1);
    r->pictures = xalloc_array(PIXELS * PAGES_MAX, sizeof(*r->pictures));
    (void)snprintf(r->pack, sizeof(r->pack), "/tmp/vitrin-rehearsed-%ld.vpack", (long)getpid());
    assert_int_equal(setenv("SDL_VIDEODRIVER", "dummy", 1), 0);
    for (long tries = 0; r->packs < wanted;) {
        arena_init(&r->arena, 1 << 20);
        tries = try_pack(r) ? 0 : tries + 1;
        r->packs += tries == 0 ? 1 : 0;
        arena_fini(&r->arena);
        assert_in_range(tries, 0, TRIES_MAX);
    }
    print_message("N = %ld packs that a rehearsal passed are what it saw, on %ld pages; %ld were refused, "
                  "%ld not built\n",
                  r->packs, r->pages, r->refused, r->unbuilt);
    support_unsign(r->pack);
    (void)unlink(r->pack);
    xfree(r->pictures);
    xfree(r);
}

int
main(void) {
    SUPPORT_UNUSED;
    support_choose_test();
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_was_rehearsed_is_shown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
