/* Slide kind `rank_rule`: members of one list as flags on a rule of ranks, and how many of a whole are ranked at all as stars. A
 * touched flag tells of itself in place of the stars.
 * Items: flag (figure = rank, label, note: a quiet second name, color; its placement's dy lifts it, so that no pole crosses a name),
 * tick (class = rank),
 * stars (figure = all, figure_2 = lit, label = of the lit, note = of all). In portrait the rule stands upright. */

#include "scene/scene_registry.h"

#include <limits.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "text/text_format.h"
#include "ui/label.h"
#include "ui/star.h"

#define FLAGS_MAX 8
#define TICKS_MAX 6
#define STARS_MAX 120
#define NOTE_PX 30.0f
#define NOTE_BELOW 42.0f
#define RULE_MS 900
#define RISE_MS 420
#define STAR_STAGGER_MS 15
#define STARS_FIRST_MS 700

struct composition {
    bool is_upright;
    float zero, pitch;                            /* of the ranks along the rule */
    float rule, from, to;                         /* across; the rule's ends along */
    float numeral_px[3], name_px[3], name_gap[3]; /* loud, middle, quiet */
    float text_gap;
    float star_words_y, star_y, star_first, star_pitch, star_row;
    int stars_a_row;
    struct caption_place caption;
};

static const struct composition LANDSCAPE = {false,
                                             116.1f,
                                             11.252f,
                                             716.0f,
                                             96.0f,
                                             1824.0f,
                                             {140.0f, 96.0f, 84.0f},
                                             {42.0f, 36.0f, 34.0f},
                                             {62.0f, 50.0f, 50.0f},
                                             22.0f,
                                             868.0f,
                                             908.0f,
                                             108.0f,
                                             24.0f,
                                             0.0f,
                                             72,
                                             {{96.0f, 744.0f, 900.0f, 186.0f}, false}};
static const struct composition PORTRAIT = {true,
                                            330.0f,
                                            6.4f,
                                            140.0f,
                                            310.0f,
                                            1310.0f,
                                            {120.0f, 84.0f, 72.0f},
                                            {38.0f, 34.0f, 32.0f},
                                            {0.0f, 0.0f, 0.0f},
                                            24.0f,
                                            1446.0f,
                                            1496.0f,
                                            90.0f,
                                            39.0f,
                                            44.0f,
                                            24,
                                            {{72.0f, 1380.0f, 936.0f, 220.0f}, false}};

struct flag {
    float rank;
    struct color color, ink;
    struct vec2 foot, top; /* on the rule; where the words are */
    struct label numeral, name, note;
    bool is_loud, has_note;
};

struct tick {
    struct vec2 at;
    struct label label;
};

struct rank_rule {
    const struct composition *at;
    struct flag flags[FLAGS_MAX];
    size_t flag_count;
    struct tick ticks[TICKS_MAX];
    size_t tick_count;
    struct label lit_words, all_words;
    int stars, lit;
    struct scene_parts parts; /* the flags */
};

/* A place by its rank and its distance from the rule (positive: below, upright: towards the end). */
static struct vec2
spot(const struct ui *ui, const struct composition *at, float along, float across) {
    return at->is_upright ? layout_point(&ui->layout, at->rule + across, along)
                          : layout_point(&ui->layout, along, at->rule + across);
}

static float
along_of(const struct composition *at, float rank) {
    return at->zero + at->pitch * rank;
}

static void
place_words(const struct ui *ui, const struct composition *at, struct flag *flag, struct str rank,
            struct str name, float lift) {
    const int size = flag->is_loud ? 0 : str_is_empty(name) ? 2 : flag->rank < 100.0f ? 1 : 2;
    const float along = along_of(at, flag->rank);
    struct label_spec spec = {.px = at->numeral_px[size], .weight = 900, .color = flag->ink};
    if (at->is_upright) {
        spec.start = at->rule + 96.0f;
        spec.baseline = along + lift + 0.36f * spec.px;
        flag->top = layout_point(&ui->layout, spec.start - 16.0f, along + lift);
        flag->numeral = label_make(ui, rank, &spec);
        spec.start += flag->numeral.block->width_px / ui->layout.scale + at->text_gap;
    } else {
        spec.start = along - at->text_gap;
        spec.baseline = at->rule + lift;
        spec.anchor = TEXT_END;
        flag->top = spot(ui, at, along, lift - 0.72f * spec.px);
        flag->numeral = label_make(ui, rank, &spec);
        spec.baseline += at->name_gap[size];
        spec.start -= 2.0f;
    }
    spec.px = at->name_px[size];
    spec.weight = 700;
    spec.color = ui_color(ui, THEME_TEXT);
    spec.px_min = 28.0f;
    spec.lines_max = at->is_upright ? 2 : 1;
    spec.line_height_em = 1.3f;
    spec.flags = at->is_upright ? TEXT_BALANCE : 0;
    spec.wrap = at->is_upright ? ui->layout.width - ui->layout.margin - spec.start
                               : spec.start - ui->layout.margin + 8.0f;
    flag->name = label_make(ui, name, &spec);
}

/* A quiet line: beside the numeral, away from the pole; upright, below the name. */
static void
place_note(const struct ui *ui, const struct composition *at, struct flag *flag, struct str note,
           float lift) {
    const float along = along_of(at, flag->rank);
    const float numeral_w = flag->numeral.block->width_px / ui->layout.scale;
    struct label_spec spec = {.px = NOTE_PX, .weight = 400, .color = ui_color(ui, THEME_MUTED)};
    flag->has_note = !str_is_empty(note);
    if (!flag->has_note) {
        return;
    }
    if (at->is_upright) {
        const float below = layout_px(&ui->layout, NOTE_BELOW) +
                            (float)(flag->name.block->line_count - 1) * flag->name.block->line_px;
        spec.start = at->rule + 96.0f + numeral_w + at->text_gap;
        flag->note = label_make(ui, note, &spec);
        flag->note.baseline = flag->name.baseline + below;
    } else {
        spec.start = along - at->text_gap - numeral_w - at->text_gap;
        spec.baseline = at->rule + lift;
        spec.anchor = TEXT_END;
        flag->note = label_make(ui, note, &spec);
    }
}

static void
place_flag(const struct scene *scene, struct rank_rule *rule, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = rule->at;
    struct flag *flag = &rule->flags[rule->flag_count++];
    const struct content_placement *placement =
        content_placement_of(scene->env.slide, item, ui->layout.is_portrait);
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const float lift = placement != NULL ? placement->dy : at->is_upright ? 0.0f : -160.0f;
    flag->rank = (float)figure->value;
    flag->color = ui_color_named(ui, item->color, THEME_SKY);
    flag->ink = str_is(item->color, "sky") ? ui_color(ui, THEME_SKY_TEXT) : flag->color;
    flag->is_loud = str_is(item->color, "accent");
    flag->foot = spot(ui, at, along_of(at, flag->rank), 0.0f);
    place_words(ui, at, flag, format_number(ui->view, &ui->locale, figure->value, 0, true),
                ui_cell(ui, &item->label), lift);
    place_note(ui, at, flag, ui_cell(ui, &item->note), lift);
    const struct caption_spec spec = {
        .name = ui_cell(ui, &item->label),
        .color = flag->ink,
        .figure = figure,
        .value = format_ordinal(ui->view, &ui->locale, int_clamp(figure->value, -INT_MAX, INT_MAX)),
        .unit = figure->year == 0 ? (struct str){"", 0} : format_year(ui->view, &ui->locale, figure->year),
        .page = CONTENT_NONE,
    };
    const struct rect star = {flag->foot.x, flag->foot.y, 0.0f, 0.0f};
    const int part = scene_parts_add(scene, &rule->parts, &spec);
    scene_parts_add_spot(ui, &rule->parts, part, item->key,
                         rect_union(label_box(&flag->numeral), label_box(&flag->name)));
    scene_parts_add_spot(ui, &rule->parts, part, str_format(ui->view, STR_FMT " star", STR_ARG(item->key)),
                         star);
}

static void
place_ticks(const struct scene *scene, struct rank_rule *rule) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = rule->at;
    for (size_t i = 0; rule->tick_count < TICKS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "tick", i);
        double rank = 0.0;
        if (item == NULL) {
            return;
        }
        if (!str_to_double(item->klass, &rank)) {
            continue;
        }
        struct tick *tick = &rule->ticks[rule->tick_count++];
        const float along = along_of(at, (float)rank);
        const struct str words = format_number(ui->view, &ui->locale, rank, 0, true);
        const struct label_spec spec = {.start = at->is_upright ? at->rule - 30.0f : along,
                                        .baseline = at->is_upright ? along + 10.0f : at->rule + 60.0f,
                                        .px = 30.0f,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .anchor = at->is_upright ? TEXT_END : TEXT_CENTER};
        tick->at = spot(ui, at, along, 0.0f);
        tick->label = label_make(ui, words, &spec);
    }
}

static void
place_stars(const struct scene *scene, struct rank_rule *rule) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = rule->at;
    const struct content_item *item = content_item_at(scene->env.slide, "stars", 0);
    if (item == NULL || item->figure == CONTENT_NONE || item->figure_2 == CONTENT_NONE) {
        return;
    }
    rule->stars = int_clamp(ui->model->figures[item->figure].value, 0, STARS_MAX);
    rule->lit = int_clamp(ui->model->figures[item->figure_2].value, 0, STARS_MAX);
    struct label_spec spec = {.start = ui->layout.margin,
                              .baseline = at->star_words_y,
                              .px = 34.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_AMBER)};
    rule->lit_words = label_make(ui, ui_cell(ui, &item->label), &spec);
    spec.start = ui->layout.width - ui->layout.margin;
    spec.anchor = TEXT_END;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_MUTED);
    rule->all_words = label_make(ui, ui_cell(ui, &item->note), &spec);
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct rank_rule *rule = scene->state;
    rule->at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    rule->parts.place = rule->at->caption;
    for (size_t i = 0; rule->flag_count < FLAGS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "flag", i);
        if (item == NULL) {
            break;
        }
        if (item->figure != CONTENT_NONE) {
            place_flag(scene, rule, item);
        }
    }
    if (rule->flag_count == 0) {
        err_set(err, ERR_CONTENT, 0, "no flag has a rank");
        return STEP_FAILED;
    }
    place_ticks(scene, rule);
    place_stars(scene, rule);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_rule(const struct scene *scene, struct canvas *canvas, float drawn, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct rank_rule *rule = scene->state;
    const struct composition *at = rule->at;
    const float end = float_mix(at->from, at->to, drawn);
    draw_line(canvas, spot(ui, at, at->from, 0.0f), spot(ui, at, end, 0.0f), layout_px(&ui->layout, 7.0f),
              color_fade(ui_color(ui, THEME_AXIS), 0.6f));
    for (int rank = 0; rank <= 150; rank += 10) {
        const float along = along_of(at, (float)rank);
        const float reach = rank % 50 == 0 ? 18.0f : 10.0f;
        if (along <= end) {
            draw_line(canvas, spot(ui, at, along, -reach), spot(ui, at, along, reach),
                      layout_px(&ui->layout, rank % 50 == 0 ? 2.5f : 2.0f),
                      ui_color(ui, rank % 50 == 0 ? THEME_MUTED : THEME_AXIS));
        }
    }
    for (size_t i = 0; i < rule->tick_count; i++) {
        const struct label *label = &rule->ticks[i].label;
        const float alpha = scene_parts_alpha(scene, &rule->parts, SCENE_PART_NONE, label_box(label), since);
        label_draw(ui, canvas, label, drawn * alpha, 0.0f);
    }
}

/* A flag rises when the rule has reached its rank. */
static int
flag_ms(const struct rank_rule *rule, const struct flag *flag) {
    const struct composition *at = rule->at;
    return 100 +
           int_clamp((double)((float)RULE_MS * (along_of(at, flag->rank) - at->from) / (at->to - at->from)),
                     0, 2 * RULE_MS);
}

static void
draw_flag(const struct ui *ui, struct canvas *canvas, const struct rank_rule *rule, const struct flag *flag,
          time_ns since) {
    const float shown = timeline_value((struct span){flag_ms(rule, flag), RISE_MS, EASE_OUT3}, since);
    const float star = layout_px(&ui->layout, flag->is_loud ? 24.0f : 17.0f) * shown;
    if (shown <= 0.0f) {
        return;
    }
    const struct vec2 top = {float_mix(flag->foot.x, flag->top.x, shown),
                             float_mix(flag->foot.y, flag->top.y, shown)};
    draw_line(canvas, flag->foot, top, layout_px(&ui->layout, 3.5f), flag->color);
    if (flag->is_loud) {
        draw_glow(canvas, flag->foot, layout_px(&ui->layout, 96.0f), color_fade(flag->color, 0.55f * shown));
    }
    star_draw(canvas, flag->foot, star + layout_px(&ui->layout, 3.0f), ui_color(ui, THEME_INK));
    star_draw(canvas, flag->foot, star, flag->color);
    label_draw(ui, canvas, &flag->numeral, shown, 0.0f);
    label_draw(ui, canvas, &flag->name, shown, 0.0f);
    label_draw(ui, canvas, &flag->note, flag->has_note ? shown : 0.0f, 0.0f);
}

static void
draw_stars(const struct ui *ui, struct canvas *canvas, const struct rank_rule *rule, time_ns since) {
    const struct composition *at = rule->at;
    for (int i = 0; i < rule->stars; i++) {
        const float shown =
            timeline_value((struct span){STARS_FIRST_MS + STAR_STAGGER_MS * i, 200, EASE_OUT3}, since);
        const bool is_lit = i < rule->lit;
        const int row = i / at->stars_a_row;
        const struct vec2 place =
            layout_point(&ui->layout, at->star_first + at->star_pitch * (float)(i % at->stars_a_row),
                         at->star_y + at->star_row * (float)row);
        if (shown > 0.0f) {
            star_draw(canvas, place, layout_px(&ui->layout, is_lit ? 11.0f : 5.0f) * shown,
                      ui_color(ui, is_lit ? THEME_AMBER : THEME_STEEL));
        }
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct rank_rule *rule = scene->state;
    draw_rule(scene, canvas, timeline_value((struct span){100, RULE_MS, EASE_LINEAR}, since), since);
    for (size_t i = rule->flag_count; i-- > 0;) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_flag(ui, canvas, rule, &rule->flags[i], since);
        draw_group_pop(canvas);
    }
    if (rule->stars > 0) {
        draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
        const float told = timeline_value((struct span){STARS_FIRST_MS, 300, EASE_OUT3}, since);
        label_draw(ui, canvas, &rule->lit_words, told, 0.0f);
        label_draw(ui, canvas, &rule->all_words, told, 0.0f);
        draw_stars(ui, canvas, rule, since);
        draw_group_pop(canvas);
    }
    scene_parts_draw(scene, &rule->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct rank_rule *rule = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &rule->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct rank_rule *rule = scene->state;
    const time_ns change = scene_change_until(STARS_FIRST_MS + STAR_STAGGER_MS * rule->stars + 300, since);
    return scene_select_next_change(&scene->select, change, since);
}

const struct scene_class scene_rank_rule_class = {
    .name = "rank_rule",
    .state_size = sizeof(struct rank_rule),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
