/* A page looked at by the rehearsal: the show's own pages are fit, one planted fault each is found and named; and a page that follows
 * another in one still has the pixels of one that stands alone. */

#include "deck_support.h"

#include "still/still_proof.h"

#define W 1920
#define H 1080
#define LANGS 2

static struct still_config
config_of(const struct content_model *of, int slide, int lang, int width_px, int height_px) {
    return (struct still_config){.model = of,
                                 .text = text,
                                 .width_px = width_px,
                                 .height_px = height_px,
                                 .lang = lang,
                                 .slide = slide};
}

static struct still *
open_still(const struct still_config *config) {
    struct err err = {0};
    struct still *still = still_open(config, &err);
    if (still == NULL) {
        fail_msg("%s", err.text);
    }
    return still;
}

/* A slide that has a title and none of whose texts is the first of the loop. */
static int
some_slide(void) {
    for (size_t i = 0; i < model->slides_count; i++) {
        if (str_is(model->slides[i].kind, "ranking")) {
            return (int)i;
        }
    }
    fail_msg("the show has no ranking");
    return 0;
}

/* ---- a page among others ---- */

static void
test_put_is_a_page_of_its_own(void **state) {
    static const int SIZES[][2] = {{640, 360}, {360, 640}};
    size_t pages = 0;
    (void)state;
    for (int lang = 0; lang < LANGS; lang++) {
        const int *size = SIZES[lang];
        struct still_config config = config_of(model, CONTENT_NONE, lang, size[0], size[1]);
        struct still *many = open_still(&config);
        for (size_t slide = 0; slide < model->slides_count; slide += 5, pages++) {
            struct still_shown shown;
            config.slide = (int)slide;
            struct still *one = open_still(&config);
            still_put(many, (int)slide);
            still_show(many, STILL_SETTLED_MS, &shown);
            const struct draw_target alone = still_paint(one, STILL_SETTLED_MS);
            assert_memory_equal(alone.pixels, shown.picture.pixels,
                                (size_t)size[0] * (size_t)size[1] * sizeof(uint32_t));
            assert_true(shown.page_texts > 0 && shown.page_texts <= shown.page.text_count);
            still_close(one);
        }
        still_close(many);
    }
    print_message("N = %zu pages\n", pages);
}

/* ---- planted faults ---- */

struct planted {
    struct content_model model;
    struct content_slide *slides;
    struct content_color *colors;
    struct content_art *arts;
};

static void *
copy_of(const void *rows, size_t count, size_t bytes) {
    void *copy = arena_alloc_array(&arena, count, bytes);
    memcpy(copy, rows, count * bytes);
    return copy;
}

static struct planted
plant(void) {
    struct planted p = {.model = *model};
    p.model.slides = p.slides = copy_of(model->slides, model->slides_count, sizeof(*p.slides));
    p.model.colors = p.colors = copy_of(model->colors, model->colors_count, sizeof(*p.colors));
    p.model.arts = p.arts = copy_of(model->arts, model->arts_count, sizeof(*p.arts));
    return p;
}

static void
plant_nothing(struct planted *p, struct content_slide *slide) {
    (void)p;
    (void)slide;
}

static void
plant_long_title(struct planted *p, struct content_slide *slide) {
    (void)p;
    for (int lang = 0; lang < LANGS; lang++) {
        slide->title.in[lang] =
            STR_LIT("A title of very many words that goes on and on, and then on again, until "
                    "no page could be wide enough for all that it would like to tell");
    }
}

static void
plant_strange_letter(struct planted *p, struct content_slide *slide) {
    (void)p;
    for (int lang = 0; lang < LANGS; lang++) {
        slide->title.in[lang] = STR_LIT("A title \xF0\x93\x80\x80"); /* U+13000 */
    }
}

static void
plant_unknown_kind(struct planted *p, struct content_slide *slide) {
    (void)p;
    slide->kind = STR_LIT("puppet_theatre");
}

static void
plant_no_items(struct planted *p, struct content_slide *slide) {
    (void)p;
    slide->item_count = 0;
}

static void
plant_darkness(struct planted *p, struct content_slide *slide) {
    (void)slide;
    for (size_t i = 0; i < p->model.colors_count; i++) {
        p->colors[i].color = COLOR_RGB(0x000000);
    }
}

static void
plant_dark_words(struct planted *p, struct content_slide *slide) {
    slide->art = STR_LIT("");
    for (size_t i = 0; i < p->model.colors_count; i++) {
        const bool is_plain =
            str_is(p->colors[i].role, "text") || str_starts_with(p->colors[i].role, "page_");
        p->colors[i].color = is_plain ? COLOR_RGB(0x101820) : p->colors[i].color;
    }
}

static void
plant_broken_art(struct planted *p, struct content_slide *slide) {
    slide->art = STR_LIT("land");
    for (size_t i = 0; i < p->model.arts_count; i++) {
        p->arts[i].png_bytes /= 2;
    }
}

static void
test_planted(void **state) {
    static const struct {
        void (*plant)(struct planted *p, struct content_slide *slide);
        const char *words; /* NULL: fit */
    } CASES[] = {
        {plant_nothing, NULL},
        {plant_long_title, "does not fit and is cut off"},
        {plant_strange_letter, "U+13000"},
        {plant_unknown_kind, "it cannot be drawn"},
        {plant_no_items, "it cannot be drawn"},
        {plant_darkness, "nothing of it can be seen"},
        {plant_dark_words, "cannot be seen on its background"},
        {plant_broken_art, "its background cannot be drawn"},
    };
    const int slide = some_slide();
    size_t cases = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct planted p = plant();
        struct err err = {0};
        CASES[i].plant(&p, &p.slides[slide]);
        for (int lang = 0; lang < LANGS; lang++, cases++) {
            const struct still_config config =
                config_of(&p.model, CONTENT_NONE, lang, lang == 0 ? W : H, lang == 0 ? H : W);
            struct still *still = still_open(&config, &err);
            if (still == NULL) { /* the first page of all has the fault already */
                assert_non_null(strstr(err.text, "art"));
                continue;
            }
            const bool is_fit = still_prove(still, text, slide, true, &err);
            const char *words = CASES[i].words != NULL ? CASES[i].words : "nothing";
            if (is_fit != (CASES[i].words == NULL) || (!is_fit && strstr(err.text, words) == NULL)) {
                fail_msg("wanted \"%s\", got: %s", words, is_fit ? "nothing" : err.text);
            }
            still_close(still);
        }
    }
    print_message("N = %zu pages\n", cases);
}

/* ---- what is seen ---- */

static void
test_seen_at_its_edge(void **state) {
    static uint32_t bare[100 * 100];
    static uint32_t picture[100 * 100];
    const struct still_shown shown = {.bare = {bare, 100, 100, 100}, .picture = {picture, 100, 100, 100}};
    const struct rect all = {0.0f, 0.0f, 100.0f, 100.0f};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bare); i++) {
        bare[i] = picture[i] = 0xFF000000u;
    }
    assert_false(still_is_seen(&shown, all, 0.0));
    picture[5050] = 0xFF3F3F3Fu; /* of a luminance below .05 */
    assert_false(still_is_seen(&shown, all, 0.0));
    picture[5050] = 0xFF404040u; /* just above */
    assert_true(still_is_seen(&shown, all, 0.0));
    assert_false(still_is_seen(&shown, all, 0.0001));
    assert_true(still_is_seen(&shown, (struct rect){50.0f, 50.0f, 1.0f, 1.0f}, 0.5));
    assert_false(still_is_seen(&shown, (struct rect){51.0f, 50.0f, 9.0f, 9.0f}, 0.0));
    assert_true(still_is_seen(&shown, (struct rect){200.0f, 0.0f, 9.0f, 9.0f}, 0.5));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put_is_a_page_of_its_own),
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_seen_at_its_edge),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
