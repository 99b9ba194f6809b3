/* Preparing and drawing one slide. The heading (section, title, deck line) is the same for every kind that has one. */

#include "deck/deck_view.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/macros.h"
#include "scene/scene_registry.h"
#include "ui/star.h"

#define ARENA_BLOCK_BYTES (256u << 10)
#define PREPARE_STEPS_MAX 1000
#define WORDS_PER_S 2.5
#define NEWS_GAP 44.0f
#define NEWS_DOT 7.0f
#define MARKS_MAX 6

struct heading_composition {
    float section_y, title_y, deck_y, title_px_min;
};

static const struct heading_composition LANDSCAPE = {62.0f, 142.0f, 198.0f, 52.0f};
static const struct heading_composition PORTRAIT = {70.0f, 166.0f, 230.0f, 44.0f};

/* Something that moved stands in an item, in words or in a numeral of the page. */
static bool
tells_news(const struct deck_view *view, const struct content_slide *slide) {
    const struct ui *ui = &view->scene.env.ui;
    bool is_news = content_change_touches(ui->changes, slide);
    for (int i = 0; i < view->marks.count && !is_news; i++) {
        const int figure = view->marks.marks[i].figure;
        const bool is_of_pack = figure >= 0 && (size_t)figure < ui->model->figures_count;
        is_news = is_of_pack && content_change_was(ui->changes, &ui->model->figures[figure]) != NULL;
    }
    return is_news;
}

/* In the section's line, which every page with a heading has and nothing else uses. */
static void
place_news(struct deck_view *view, float section_y) {
    const struct ui *ui = &view->scene.env.ui;
    const float chapter =
        view->has_chapter ? label_box(&view->chapter).w / ui->layout.scale + 2.0f * NEWS_GAP : 0.0f;
    const struct label_spec spec = {.start = ui->layout.margin + 28.0f + chapter,
                                    .baseline = section_y,
                                    .px = 30.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_AMBER)};
    view->news = label_make(ui, strings_get(STRING_UPDATED, ui->locale.code), &spec);
}

static void
place_heading(struct deck_view *view, const struct content_slide *slide) {
    const struct ui *ui = &view->scene.env.ui;
    const struct heading_composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    const float margin = ui->layout.margin;
    const float room = ui->layout.width - 2.0f * margin;
    const struct str title = ui_cell(ui, &slide->title);
    const struct str line = ui_cell(ui, &slide->deck);
    view->has_title = !str_is_empty(title);
    view->has_deck_line = !str_is_empty(line);
    view->has_chapter = slide->chapter != CONTENT_NONE;
    if (view->has_chapter) {
        const struct label_spec spec = {.start = margin + 44.0f,
                                        .baseline = at->section_y,
                                        .px = 30.0f,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_MUTED)};
        view->chapter = label_make(ui, ui_cell(ui, &ui->model->chapters[slide->chapter].title), &spec);
    }
    view->has_news = tells_news(view, slide);
    if (view->has_news) {
        place_news(view, at->section_y);
    }
    if (view->has_title) {
        const struct label_spec spec = {.start = margin,
                                        .baseline = at->title_y,
                                        .px = 64.0f,
                                        .weight = 800,
                                        .color = ui_color(ui, THEME_TEXT),
                                        .wrap = room,
                                        .px_min = at->title_px_min,
                                        .lines_max = 1,
                                        .line_height_em = 1.28f};
        view->title = label_make(ui, title, &spec);
    }
    if (view->has_deck_line) {
        const struct label_spec spec = {.start = margin,
                                        .baseline = at->deck_y,
                                        .px = 36.0f,
                                        .weight = 400,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .wrap = room,
                                        .px_min = 28.0f,
                                        .lines_max = 1,
                                        .line_height_em = 1.45f};
        view->deck_line = label_make(ui, line, &spec);
    }
}

static struct scene_env
make_env(struct deck_view *view, const struct deck_view_config *config) {
    const struct content_model *model = config->model;
    const struct locale locale = model->langs[view->lang].locale;
    return (struct scene_env){
        .ui =
            {
                .model = model,
                .changes = config->changes,
                .text = config->text,
                .theme = config->theme,
                .layout = layout_make((int)((float)config->width_px * config->zoom),
                                      (int)((float)config->height_px * config->zoom), locale.is_rtl),
                .locale = locale,
                .lang = view->lang,
                .words = strings_markup_words(locale.code),
                .view = &view->arena,
                .frame = config->frame,
                .marks = &view->marks,
            },
        .slide = &model->slides[view->slide],
        .is_reduced_motion = config->is_reduced_motion,
        .has_origin = config->has_origin,
        .origin = config->origin,
    };
}

struct view_hands
deck_view_hands(const struct deck_view *view) {
    struct view_hands hands = {.slide = view->slide, .bytes = view->scene.klass->hands_size};
    xassert(hands.bytes <= sizeof(hands.of_scene));
    if (hands.bytes > 0) {
        memcpy(hands.of_scene, view->scene.state, hands.bytes);
    }
    return hands;
}

static bool
prepare_scene(struct deck_view *view, const struct scene_class *klass, const struct scene_env *env,
              const struct view_hands *hands) {
    enum step step = STEP_MORE;
    scene_init(&view->scene, klass, env);
    if (hands != NULL && hands->slide == view->slide && hands->bytes > 0 &&
        hands->bytes == klass->hands_size) {
        memcpy(view->scene.state, hands->of_scene, hands->bytes);
    }
    for (int i = 0; step == STEP_MORE && i < PREPARE_STEPS_MAX; i++) {
        step = klass->prepare(&view->scene, &view->fault);
    }
    return step == STEP_DONE;
}

void
deck_witness_begins(const struct deck_witness *witness, const struct content_model *model, int slide) {
    if (witness->begins != NULL) {
        witness->begins(witness->self, model, slide);
    }
}

void
deck_view_prepare(struct deck_view *view, const struct deck_view_config *config, int slide, int lang) {
    if (view->arena.block_bytes == 0) {
        arena_init(&view->arena, ARENA_BLOCK_BYTES);
    }
    deck_witness_begins(&config->witness, config->model, slide);
    arena_reset(&view->arena);
    view->marks.count = 0;
    view->slide = slide;
    view->lang = lang;
    view->skipped = 0;
    view->is_fallback = false;
    view->salt = hash_bytes(HASH_SEED, config->model->pack_id.ptr, config->model->pack_id.len);
    view->zoom = config->zoom;
    view->pan = (struct vec2){0};
    const struct scene_env env = make_env(view, config);
    const struct scene_class *klass = scene_class_find(env.slide->kind);
    if (klass == NULL) {
        err_set(&view->fault, ERR_CONTENT, 0, "slide " STR_FMT ": the kind `" STR_FMT "` is not known",
                STR_ARG(env.slide->key), STR_ARG(env.slide->kind));
    }
    if (config->is_left_out) {
        err_set(&view->fault, ERR_CONTENT, 0, "slide " STR_FMT ": left out, it did harm before",
                STR_ARG(env.slide->key));
    }
    if (klass == NULL || config->is_left_out || !prepare_scene(view, klass, &env, config->hands)) {
        view->is_fallback = true;
        (void)prepare_scene(view, &scene_fallback_class, &env, NULL);
    }
    view->has_heading = view->scene.klass->has_heading;
    if (view->has_heading) {
        place_heading(view, env.slide);
    }
    view->is_ready = true;
}

void
deck_view_fini(struct deck_view *view) {
    arena_fini(&view->arena);
    view->is_ready = false;
}

time_ns
deck_view_since(const struct deck_view *view, time_ns now) {
    const time_ns since = now - view->entered_at + view->skipped;
    if (view->scene.env.is_reduced_motion) {
        return TIME_S(10); /* settled and still */
    }
    return since > 0 ? since : 0;
}

static void
draw_heading(const struct deck_view *view, struct canvas *canvas) {
    const struct ui *ui = &view->scene.env.ui;
    const struct heading_composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    if (view->has_chapter) {
        const struct vec2 bullet =
            layout_point(&ui->layout, ui->layout.margin + 15.0f, at->section_y - 10.0f);
        star_draw(canvas, bullet, layout_px(&ui->layout, 16.0f), ui_color(ui, THEME_ACCENT));
        label_draw(ui, canvas, &view->chapter, 1.0f, 0.0f);
    }
    if (view->has_news) {
        const struct rect words = label_box(&view->news);
        const float back = layout_px(&ui->layout, 21.0f);
        const float x = ui->layout.is_rtl ? words.x + words.w + back : words.x - back;
        const float y = layout_y(&ui->layout, at->section_y - 10.0f);
        draw_circle(canvas, (struct vec2){x, y}, layout_px(&ui->layout, NEWS_DOT), ui_color(ui, THEME_AMBER));
        label_draw(ui, canvas, &view->news, 1.0f, 0.0f);
    }
    if (view->has_title) {
        label_draw(ui, canvas, &view->title, 1.0f, 0.0f);
    }
    if (view->has_deck_line) {
        label_draw(ui, canvas, &view->deck_line, 1.0f, 0.0f);
    }
}

void
deck_view_draw(const struct deck_view *view, struct canvas *canvas, time_ns now) {
    draw_group_push(canvas, -view->pan.x, -view->pan.y, 1.0f);
    draw_layer_salt(canvas, view->salt);
    view->scene.klass->draw(&view->scene, canvas, deck_view_since(view, now));
    if (view->has_heading) {
        draw_heading(view, canvas);
    }
    draw_layer_salt(canvas, 0);
    draw_group_pop(canvas);
}

/* ---- reading time ---- */

static int
words_in(struct str text) {
    int words = 0;
    struct str part;
    while (str_next(&text, ' ', &part)) {
        words += part.len > 0 ? 1 : 0;
    }
    return words;
}

static double
reading_s(const struct content_slide *slide, int lang) {
    int words = words_in(slide->title.in[lang]) + words_in(slide->deck.in[lang]);
    int marks = 0;
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        if (!content_item_is_on_sheet_only(item)) {
            words += words_in(item->label.in[lang]) + words_in(item->note.in[lang]);
            marks++;
        }
    }
    return 2.5 + (double)words / WORDS_PER_S + 1.2 * fmin((double)marks, MARKS_MAX);
}

time_ns
deck_dwell(const struct content_slide *slide, int lang) {
    const double s = reading_s(slide, lang);
    return (time_ns)((s < 8.0 ? 8.0 : s > 18.0 ? 18.0 : s) * 1e9);
}

time_ns
deck_idle(const struct content_slide *slide, int lang) {
    const struct scene_class *klass = scene_class_find(slide->kind);
    const bool is_explored = slide->parent != CONTENT_NONE || (klass != NULL && klass->hand != NULL);
    const double s = reading_s(slide, lang) + 30.0;
    const time_ns idle = (time_ns)((s < 45.0 ? 45.0 : s) * 1e9);
    return is_explored && idle < DECK_IDLE_LONG ? DECK_IDLE_LONG : idle;
}
