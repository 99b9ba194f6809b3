/* What stands on the screen when no pack can be shown: neither slot, nor the factory's. It needs no pack, only the fonts: a sentence for
 * visitors, one for staff, and which layer failed; and over it the card of the stick that is to help. As soon as a pack verifies, it
 * leaves, and the supervisor starts the show. */

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/fs_table.h"
#include "base/log.h"
#include "deck/deck_notice.h"
#include "host/host_leave.h"
#include "pack/pack_place.h"
#include "ui/label.h"
#include "ui/outcome_words.h"
#include "ui/star.h"

#define LOOK_NS TIME_S(1)
/* until a pack that has proved itself, and could not be opened this time, is tried once more; fewer in an hour than the supervisor bears */
#define AGAIN_NS TIME_S(120)
#define LANG                                                                                                 \
    (struct locale) {                                                                                        \
        "fa", true, DIGITS_PERSIAN                                                                           \
    } /* of the card; it tells the rest in English too */

struct line {
    const char *lang;
    bool is_advice;
    float baseline, px;
    int weight;
    enum theme_role role;
};

static const struct line LINES[] = {
    {"fa", false, 500.0f, 72.0f, 800, THEME_TEXT},
    {"fa", true, 580.0f, 40.0f, 500, THEME_MUTED},
    {"en", false, 700.0f, 48.0f, 700, THEME_TEXT},
    {"en", true, 760.0f, 34.0f, 500, THEME_MUTED},
};

/* A text in the middle of the screen. */
static void
draw_line_of(const struct ui *base, struct canvas *canvas, struct str words, const struct line *line) {
    struct ui ui = *base;
    ui.locale = (struct locale){.is_rtl = line->lang[0] == 'f',
                                .digits = line->lang[0] == 'f' ? DIGITS_PERSIAN : DIGITS_LATIN};
    (void)snprintf(ui.locale.code, sizeof(ui.locale.code), "%s", line->lang);
    const struct label_spec spec = {.px = line->px,
                                    .px_min = 28.0f,
                                    .wrap = ui.layout.width - 2.0f * ui.layout.margin,
                                    .lines_max = 2,
                                    .line_height_em = 1.5f,
                                    .weight = line->weight,
                                    .color = ui_color(&ui, line->role)};
    const struct vec2 at = {(float)ui.layout.width_px / 2.0f,
                            layout_y(&ui.layout, line->baseline + (ui.layout.is_portrait ? 300.0f : 0.0f))};
    const struct label label = label_make_at(&ui, words, &spec, at, TEXT_CENTER);
    label_draw(&ui, canvas, &label, 1.0f, 0.0f);
}

static void
draw_page(const struct ui *ui, struct canvas *canvas, const char *reason) {
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    const struct line why = {"en", true, 900.0f, 28.0f, 400, THEME_MUTED};
    draw_rect(canvas, page,
              draw_gradient(ui_color(ui, THEME_PAGE_TOP), ui_color(ui, THEME_PAGE_BOTTOM),
                            (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, page.h}));
    star_draw(canvas,
              (struct vec2){page.w / 2.0f, layout_y(&ui->layout, ui->layout.is_portrait ? 600.0f : 320.0f)},
              layout_px(&ui->layout, 64.0f), ui_color(ui, THEME_AMBER));
    for (size_t i = 0; i < ARRAY_LEN(LINES); i++) {
        const struct str words = LINES[i].is_advice ? outcome_advice(PACK_BUILT_IN, LINES[i].lang)
                                                    : outcome_headline(PACK_BUILT_IN, LINES[i].lang);
        draw_line_of(ui, canvas, words, &LINES[i]);
    }
    draw_line_of(ui, canvas, str_from_c(reason), &why);
}

/* ---- the stick ---- */

/* What the intake tells of a stick; of anything else the page speaks itself. Returns: does the picture change? */
static bool
look_at_stick(const struct app *app, struct deck_notice *notice, time_ns now) {
    char path[PATH_MAX];
    char text[PACK_STATUS_BYTES_MAX];
    size_t bytes = 0;
    struct err untold = {0};
    struct pack_status status = {.phase = PACK_PHASE_IDLE};
    if (app->options.run_dir == NULL ||
        snprintf(path, sizeof(path), "%s/%s", app->options.run_dir, PACK_PLACE_STATUS) >= (int)sizeof(path)) {
        return false;
    }
    const bool is_told = fs_table_read(&FS_TABLE_SYSTEM, path, text, sizeof(text), &bytes, &untold) &&
                         pack_status_parse((struct str){text, bytes}, &status, &untold);
    if (!is_told || !outcome_is_of_stick(&status)) {
        status = (struct pack_status){.phase = PACK_PHASE_IDLE};
    }
    const enum notice_form form = deck_notice_form(notice, now);
    return deck_notice_set(notice, &status, now) || deck_notice_form(notice, now) != form;
}

/* ---- the screen ---- */

/* The pack that could not be opened, if it was no lack of one. */
struct failed {
    bool is_there;
    bool is_at_fault; /* it is to blame itself */
    struct app_source source;
    time_ns since;
};

struct page {
    struct app *app;
    const char *reason;
    struct failed failed;
    struct deck_notice notice;
    bool is_drawn;
};

static bool
present(struct page *page, time_ns now, struct err *err) {
    struct app *app = page->app;
    const struct host_pixels pixels = host_pixels(app->host);
    const struct draw_target target = {pixels.pixels, pixels.width_px, pixels.height_px, pixels.stride_px};
    struct arena view;
    size_t count = 0;
    arena_init(&view, 0);
    const struct ui ui = {.text = app->text,
                          .theme = theme_default(),
                          .layout = layout_make(pixels.width_px, pixels.height_px, true),
                          .locale = LANG,
                          .view = &view,
                          .frame = &view};
    draw_begin(app->canvas);
    draw_page(&ui, app->canvas, page->reason);
    deck_notice_draw(&page->notice, &ui, app->canvas, (struct notice_look){true, false}, now);
    const struct irect *changed = draw_end(app->canvas, &target, &count);
    const bool ok = host_present(app->host, changed, count, err);
    page->notice.drawn_at = now;
    text_frame_end(app->text);
    arena_fini(&view);
    return ok;
}

static void
take_events(struct page *page, time_ns now) {
    struct app *app = page->app;
    struct input_event event;
    while (host_poll(app->host, now, &event)) {
        app->is_quitting = app->is_quitting || (event.kind == INPUT_QUIT && !app->options.is_kiosk);
        if (event.kind == INPUT_RESIZED) {
            draw_canvas_destroy(app->canvas);
            app->canvas = draw_canvas_create(host_width_px(app->host), host_height_px(app->host));
            page->is_drawn = false;
        } else if (event.kind == INPUT_EXPOSED) {
            draw_canvas_invalidate(app->canvas);
            page->is_drawn = false;
        }
    }
}

/* Is there a pack to begin with? One on trial that cannot be opened is begun with again at once, so that it has its strikes; when something
 * else failed, the next try is as far off as for one that has proved itself. */
static bool
has_pack(const struct app *app, const struct failed *failed, time_ns now) {
    struct app_source found;
    struct err still_none = {0};
    if (!app_trust_find_pack(&app->options, &found, &still_none)) {
        return false;
    }
    const bool is_same = failed->is_there && strcmp(found.path, failed->source.path) == 0 &&
                         memcmp(found.hash, failed->source.hash, sizeof(found.hash)) == 0;
    return !is_same || (failed->is_at_fault && failed->source.is_on_trial) || now - failed->since >= AGAIN_NS;
}

/* Returns: the exit status. */
static int
wait_for_pack(struct page *page, struct err *err) {
    struct app *app = page->app;
    time_ns look_at = page->failed.since + LOOK_NS;
    draw_canvas_invalidate(app->canvas);
    while (!app->is_quitting && !host_leave_is_asked()) {
        const time_ns now = clock_now(&app->clock);
        take_events(page, now);
        if (host_change(app->host, now) != HOST_SAME) {
            return HOST_EXIT_AFRESH;
        }
        if (now >= look_at) {
            look_at = now + LOOK_NS;
            if (has_pack(app, &page->failed, now)) {
                return 3;
            }
            page->is_drawn = !look_at_stick(app, &page->notice, now) && page->is_drawn;
        }
        time_ns change_at = deck_notice_next_change(&page->notice, page->notice.drawn_at);
        if (!page->is_drawn || now >= change_at) {
            page->is_drawn = present(page, now, err);
            if (!page->is_drawn) {
                return 2;
            }
            change_at = deck_notice_next_change(&page->notice, now);
        }
        app_clock_turn(app, now);
        app_trail_beat(app, now);
        app_television_turn(app, true, now);
        const time_ns wake_at = time_min(time_min(look_at, change_at), app_trail_due(app));
        host_wait(app->host, now, time_min(wake_at, host_watchdog_due(&app->watchdog)));
        host_watchdog_feed(&app->watchdog, now);
    }
    return 0;
}

int
app_built_in(const struct app_options *options, const struct err *reason, bool is_pack_at_fault) {
    struct err err = {0};
    int status = 2;
    struct app app = {.options = *options, .clock = clock_real(), .settings = app_settings_default()};
    const struct text_config config = {.fonts_dir = app.fonts};
    struct failed failed = {.is_at_fault = is_pack_at_fault, .since = clock_now(&app.clock)};
    failed.is_there = app_trust_find_pack(options, &failed.source, &err);
    app_trail_begin(&app, failed.since);
    const bool has_fonts = app_find_fonts(options, app.fonts, sizeof(app.fonts), &err);
    app.text = has_fonts ? text_create(&config, &err) : NULL;
    arena_init(&app.arena, 0);
    app_read_settings(&app);
    app_clock_open(&app, failed.since);
    app.watchdog = host_watchdog_open();
    const struct host_config host = app_host_config(&app);
    app.host = app.text != NULL && app_wait_for_screen(&app) ? app_open_host(&host, &err) : NULL;
    if (app.host != NULL) {
        log_line(LOG_ERROR, "no pack can be shown: %s; the built-in page is on, %dx%d", reason->text,
                 host_width_px(app.host), host_height_px(app.host));
        app.canvas = draw_canvas_create(host_width_px(app.host), host_height_px(app.host));
        host_watchdog_ready(&app.watchdog, clock_now(&app.clock));
        struct page page = {.app = &app, .reason = reason->text, .failed = failed};
        status = wait_for_pack(&page, &err);
    } else if (host_leave_is_asked()) {
        status = 0;
    }
    host_watchdog_close(&app.watchdog);
    app_television_close(&app);
    arena_fini(&app.arena);
    if (status == 0 || status == HOST_EXIT_AFRESH || !failed.is_at_fault ||
        (status == 3 && !failed.is_there)) { /* no pack is to blame */
        app_trail_end(&app, clock_now(&app.clock));
    }
    if (status == 2) {
        fprintf(stderr, "vitrin: %s\n", err.text);
    }
    draw_canvas_destroy(app.canvas);
    host_close(app.host);
    text_destroy(app.text);
    return status;
}
