/* The frame loop, and opening and closing of all it joins. No logic lives here: the deck decides, the canvas compares, the
 * host waits. */

#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/app_staff.h"
#include "base/confine.h"
#include "base/fs.h"
#include "base/log.h"
#include "host/host_leave.h"
#include "host/host_screen.h"
#include "pack/pack_place.h"

#define START_NS TIME_S(60) /* from where a screen is there until a picture is */
#define BORDER 0xFF0B1320u  /* around a picture that is inset: the page's own ink */

void
app_read_settings(struct app *app) {
    char path[PATH_MAX];
    struct err err = {0};
    if (app->options.settings != NULL &&
        app_settings_read(&app->settings, &app->arena, app->options.settings, &err) < 0) {
        log_line(LOG_WARN, "--settings: %s; going on without them", err.text);
    }
    if (app->options.mode == APP_SHOW && app->options.state_dir != NULL &&
        snprintf(path, sizeof(path), "%s/%s", app->options.state_dir, PACK_PLACE_CHOSEN) <
            (int)sizeof(path) &&
        fs_exists(path) && app_settings_read(&app->settings, &app->arena, path, &err) < 0) {
        log_line(LOG_WARN, "%s; what staff chose is left out", err.text);
    }
}

/* Where the show begins, as was asked for. On a device a pack that lacks it is shown all the same, from where it begins by itself. */
static bool
choose_beginning(struct app *app, struct err *err) {
    const struct app_options *options = &app->options;
    const int lang = options->lang == NULL ? 0 : content_find_lang(app->model, str_from_c(options->lang));
    app->lang = lang == CONTENT_NONE ? 0 : lang;
    app->slide =
        options->slide == NULL ? CONTENT_NONE : content_find_slide(app->model, str_from_c(options->slide));
    struct err lacks = {0};
    if (lang == CONTENT_NONE) {
        err_set(&lacks, ERR_USAGE, 0, "--lang: the pack has no language \"%s\"", options->lang);
    } else if (options->slide != NULL && app->slide == CONTENT_NONE) {
        err_set(&lacks, ERR_USAGE, 0, "--slide: the pack has no slide \"%s\"", options->slide);
    }
    if (lacks.code == ERR_NONE) {
        return true;
    }
    if (options->is_kiosk) {
        log_line(LOG_WARN, "%s; the show begins where it does by itself", lacks.text);
        return true;
    }
    *err = lacks;
    return false;
}

bool
app_open(struct app *app, const struct app_options *options, struct err *err) {
    app->options = *options;
    app->clock = clock_real();
    app->slide = CONTENT_NONE;
    app->closed_at = TIME_NEVER;
    app->touched_at = -TIME_S(3600);
    app->settings = app_settings_default();
    if (options->mode == APP_SHOW && options->is_kiosk && !confine_no_exec()) {
        log_line(LOG_WARN, "this kernel cannot keep the show from starting other programs; going on");
    }
    if (options->mode == APP_SHOW) { /* before the pack is opened: that may be what ends the program */
        host_leave_watch();
        app_trail_begin(app, clock_now(&app->clock));
    }
    if (!app_trust_find_pack(options, &app->source, err) ||
        !app_find_fonts(options, app->fonts, sizeof(app->fonts), err)) {
        return false;
    }
    arena_init(&app->arena, 0);
    app_read_settings(app);
    app_clock_open(app, clock_now(&app->clock));
    if (app->source.lacks_added_keys) {
        log_line(LOG_WARN,
                 "%s/" PACK_PLACE_KEYS ": cannot be read; the keys that came with the program count",
                 options->state_dir);
    }
    if (!app_pack_open(&app->pack, app->source.path, app->fonts, err)) {
        app->is_pack_at_fault = err->code != ERR_IO;
        return false;
    }
    app->model = app->pack.model;
    app->text = app->pack.text;
    return choose_beginning(app, err);
}

void
app_close(struct app *app) {
    app_stop(app);
    app_television_close(app);
    app_pack_close(&app->other_pack);
    app_pack_close(&app->pack);
    arena_fini(&app->arena);
}

struct host_config
app_host_config(const struct app *app) {
    const struct app_options *options = &app->options;
    const struct app_settings *settings = &app->settings;
    const bool is_fullscreen = !options->is_windowed && !options->has_size;
    const bool is_own_size = is_fullscreen && options->width_px == 0; /* a recording brings its own */
    return (struct host_config){
        .title = "Vitrin",
        .width_px = is_own_size ? settings->width_px : options->width_px,
        .height_px = is_own_size ? settings->height_px : options->height_px,
        .is_fullscreen = is_fullscreen,
        .is_kiosk = options->is_kiosk,
        .quarter_turns = options->quarter_turns >= 0 ? options->quarter_turns : settings->quarter_turns,
        .safe_area_frac = settings->safe_area_frac,
        .border = BORDER,
        .output = options->output,
    };
}

struct host *
app_open_host(const struct host_config *config, struct err *err) {
    struct host *host = host_open(config, err);
    int width = 0;
    int height = 0;
    if (host == NULL) {
        return NULL;
    }
    host_glass_px(host, &width, &height);
    if (config->is_fullscreen && config->width_px > 0 &&
        (width != config->width_px || height != config->height_px)) {
        log_line(LOG_WARN, "the screen cannot be had at %dx%d; it stays at %dx%d", config->width_px,
                 config->height_px, width, height);
    }
    return host;
}

bool
app_start(struct app *app, bool is_headless, struct err *err) {
    const struct app_options *options = &app->options;
    struct host_config host = app_host_config(app);
    host.is_headless = is_headless;
    host.is_measured = options->mode == APP_BENCH;
    host.is_drifting = app->settings.is_drifting && options->mode == APP_SHOW;
    app->host = app_open_host(&host, err);
    if (app->host == NULL) {
        return false;
    }
    const int width = host_width_px(app->host);
    const int height = host_height_px(app->host);
    const struct deck_guard blamed = app_trail_blamed(app);
    const struct deck_config deck = {
        .model = app->model,
        .text = app->text,
        .width_px = width,
        .height_px = height,
        .lang = app->lang,
        .first_slide = app->slide,
        .is_reduced_motion = options->is_reduced_motion || app->settings.is_calm,
        .is_preview = app->source.is_preview,
        .is_held = options->mode != APP_SHOW && options->mode != APP_REPLAY,
        .is_flat = options->is_flat,
        .guard = &blamed,
        .witness = app_trail_witness(app),
    };
    app->canvas = draw_canvas_create(width, height);
    gesture_init(&app->gestures, (float)width);
    app->deck = deck_create(&deck, clock_now(&app->clock), err);
    app_stats_open(app);
    app_facts_open(app, clock_now(&app->clock));
    if (app->deck != NULL) {
        app_staff_open(app, clock_now(&app->clock));
    }
    return app->deck != NULL;
}

void
app_stop(struct app *app) {
    app_staff_close(app);
    app_stats_close(app);
    deck_destroy(app->deck);
    draw_canvas_destroy(app->canvas);
    host_close(app->host);
    app->deck = NULL;
    app->canvas = NULL;
    app->host = NULL;
}

bool
app_frame(struct app *app, time_ns now, struct err *err) {
    const struct host_pixels pixels = host_pixels(app->host);
    const struct draw_target target = {pixels.pixels, pixels.width_px, pixels.height_px, pixels.stride_px};
    size_t count = 0;
    draw_begin(app->canvas);
    app_picture_draw(app, now);
    const float light =
        (1.0f - app_care_darkness(app, now)) * (float)app->settings.brightness_percent / 100.0f;
    const struct color black = color_fade(COLOR_RGB(0x000000), 1.0f - light);
    draw_rect(app->canvas, (struct rect){0.0f, 0.0f, (float)pixels.width_px, (float)pixels.height_px},
              draw_solid(black));
    const struct irect *changed = draw_end(app->canvas, &target, &count);
    app_pack_frame_end(app);
    app->shown_darkness = app_care_darkness(app, now);
    app->presented += count > 0 ? 1 : 0;
    return host_present(app->host, changed, count, err);
}

static void
resize(struct app *app, time_ns now) {
    draw_canvas_destroy(app->canvas);
    app->canvas = draw_canvas_create(host_width_px(app->host), host_height_px(app->host));
    gesture_init(&app->gestures, (float)host_width_px(app->host));
    deck_resize(app->deck, host_width_px(app->host), host_height_px(app->host), now);
}

static void
take_event(struct app *app, const struct input_event *event, time_ns now) {
    const bool leaves = event->kind == INPUT_QUIT ||
                        (event->kind == INPUT_KEY && (event->key == KEY_ESCAPE || event->key == KEY_QUIT));
    if (leaves) {
        app->is_quitting = !app->options.is_kiosk;
    } else if (event->kind == INPUT_RESIZED) {
        resize(app, now);
    } else if (event->kind == INPUT_EXPOSED) {
        draw_canvas_invalidate(app->canvas);
    } else if (event->kind == INPUT_KEY) {
        if (!app_staff_takes(app, event)) {
            deck_key(app->deck, event->key, now);
        }
    } else {
        const bool is_waking = event->kind == INPUT_POINTER_DOWN && app_care_darkness(app, now) > 0.0f;
        app->touched_at = event->kind == INPUT_POINTER_DOWN ? now : app->touched_at;
        /* the touch that wakes a dark screen does nothing else */
        if (!is_waking && !app_staff_takes(app, event)) {
            const struct gesture gesture = gesture_feed(&app->gestures, event);
            deck_gesture(app->deck, &gesture);
        }
    }
}

/* What goes on besides the picture. */
static void
turn(struct app *app, time_ns now) {
    app_clock_turn(app, now);
    app_trail_turn(app, now);
    app_facts_turn(app, now);
    app_update_turn(app, now);
    app_stats_turn(app, now);
    app_pack_turn(app);
    app_staff_turn(app, now); /* with the engine of the pack that is shown from now on */
    app_care_turn(app, now);
    app->change = host_change(app->host, now);
}

static time_ns
turn_due(const struct app *app, time_ns now) {
    const time_ns told = time_min(app_update_due(app), app_trail_due(app));
    const time_ns kept = time_min(app_stats_due(app, now), app_care_due(app, now));
    return time_min(time_min(told, kept), host_watchdog_due(&app->watchdog));
}

static bool
run_loop(struct app *app, struct err *err) {
    while (!app->is_quitting && app->change == HOST_SAME && !host_leave_is_asked()) {
        const time_ns now = clock_now(&app->clock);
        struct input_event event;
        bool is_exposed = false;
        while (host_poll(app->host, now, &event)) {
            take_event(app, &event, now);
            is_exposed = is_exposed || event.kind == INPUT_EXPOSED;
        }
        const struct gesture held = gesture_tick(&app->gestures, now);
        deck_gesture(app->deck, &held);
        deck_update(app->deck, now);
        turn(app, now);
        if (app_trail_gives_up(app, err)) {
            return false;
        }
        /* where nothing is seen, nothing is drawn */
        const bool is_dark = app->was_dark && app_care_darkness(app, now) >= 1.0f;
        if (is_exposed || (!is_dark && (app_picture_is_due(app, now) || app_care_changes(app, now)))) {
            app->was_dark = app_care_darkness(app, now) >= 1.0f;
            if (!app_frame(app, now, err)) {
                return false;
            }
            app_picture_took(app, clock_now(&app->clock) - now);
            app->is_quitting =
                app->is_quitting || (app->options.frames > 0 && app->presented >= app->options.frames);
        } else {
            const time_ns deck_due = is_dark ? TIME_NEVER : app_picture_due(app, now);
            host_wait(app->host, now,
                      time_min(time_min(deck_due, turn_due(app, now)), gesture_next_due(&app->gestures)));
        }
        /* reached only after a presented frame or a finished idle turn */
        host_watchdog_feed(&app->watchdog, now);
    }
    return true;
}

bool
app_wait_for_screen(struct app *app) {
    bool is_told = false;
    while (app->options.is_kiosk && host_screen_is_awaited(HOST_SCREEN_DIR)) {
        const time_ns now = clock_now(&app->clock);
        if (host_leave_is_asked()) {
            return false;
        }
        if (!is_told) {
            log_line(LOG_WARN, "no screen is plugged in; waiting for one");
            is_told = true;
        }
        app_clock_turn(app, now);
        app_trail_beat(app, now);
        if (!app_care_is_closed(app, now)) { /* one that sleeps may have let go of its plug */
            app_television_turn(app, true, now);
        }
        /* nobody is to wait for this start to end: the machine is up, and a screen may come in a year */
        host_watchdog_ready(&app->watchdog, now);
        host_watchdog_feed(&app->watchdog, now);
        host_leave_sleep(HOST_SCREEN_LOOK_NS);
    }
    host_watchdog_stretch(&app->watchdog, clock_now(&app->clock), START_NS);
    return true;
}

static bool
run_show(struct app *app, struct err *err) {
    if (app_start(app, false, err)) {
        log_line(LOG_INFO, "showing on %s, %dx%d", host_describe(app->host), host_width_px(app->host),
                 host_height_px(app->host));
        host_watchdog_ready(&app->watchdog, clock_now(&app->clock));
        const bool ok = run_loop(app, err);
        if (app->change != HOST_SAME) {
            log_line(LOG_WARN, "%s; starting afresh",
                     app->change == HOST_NEW_HANDS ? "a touch screen has come"
                                                   : "the screen has gone, or is another");
        }
        if (ok || err->code == ERR_DEVICE) { /* a screen that went is no fault of the pack */
            app_trail_end(app, clock_now(&app->clock));
        }
        return ok;
    }
    if (err->code != ERR_DEVICE) {
        return false;
    }
    app_trail_end(app, clock_now(&app->clock));
    if (app->options.is_kiosk) { /* nobody would see it: the supervisor tries again */
        return false;
    }
    log_line(LOG_WARN, "%s: playing one round off screen instead", err->text);
    app_stop(app);
    return app_round(app, err);
}

bool
app_run(struct app *app, struct err *err) {
    app->watchdog = host_watchdog_open();
    bool ok = true;
    if (app_wait_for_screen(app)) {
        ok = run_show(app, err);
    } else {
        app_trail_end(app, clock_now(&app->clock));
    }
    host_watchdog_close(&app->watchdog);
    return ok;
}

bool
app_check(struct app *app, struct err *err) {
    if (!app_start(app, true, err)) {
        return false;
    }
    printf("pack %.16s: %zu slides, %zu languages, %zu figures; fonts and pack can be opened\n",
           app->model->pack_id.ptr, app->model->slides_count, app->model->lang_count,
           app->model->figures_count);
    return true;
}
