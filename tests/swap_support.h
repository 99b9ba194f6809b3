#pragma once

/* A running show whose time the test moves, with hands on it. */

#include "swap_packs_support.h"

#include "app/app.h"
#include "deck/deck_internal.h"

#define W 640
#define H 360

/* ---- a show whose time the test moves ---- */

struct show {
    struct app app;
    time_ns now;
    uint32_t seed;
    long frames, black;
    struct str left, opened; /* keys of the slides last told as left and opened */
    int languages;           /* told as chosen */
};

static inline void
open_show_at(struct show *show, const char *lang, const char *path, const char *slide) {
    struct err err = {0};
    const struct app_options options = {.mode = APP_REPLAY,
                                        .pack = path,
                                        .slide = slide,
                                        .fonts = "assets/fonts",
                                        .lang = lang,
                                        .width_px = W,
                                        .height_px = H,
                                        .has_size = true,
                                        .trust = signers[path == paths[1] ? 1 : 0]};
    *show = (struct show){.now = TIME_S(1000), .seed = 7};
    if (!app_open(&show->app, &options, &err)) {
        fail_msg("%s", err.text);
    }
    show->app.clock = clock_fixed(show->now);
    if (!app_start(&show->app, true, &err)) {
        fail_msg("%s", err.text);
    }
}

static inline void
open_show(struct show *show, const char *lang) {
    open_show_at(show, lang, paths[0], NULL);
}

static inline bool
is_on(const struct show *show, int pack) {
    return strcmp(show->app.pack.path, paths[pack]) == 0;
}

static inline bool
is_at(const struct show *show, const char *key) {
    return str_is(show->app.model->slides[deck_slide(show->app.deck)].key, key);
}

/* A page in high contrast, also one that fades. */
static inline bool
has_black_ground(const struct deck *deck, int view) {
    return view >= 0 && deck->views[view].scene.env.ui.theme.color[THEME_PAGE_TOP].b == 0;
}

/* A frame is black when most of what is looked at, every 97th pixel, has no ground. Words are few and codes small; high contrast has a
 * black ground of its own. */
static inline bool
is_black(const struct show *show) {
    const struct host_pixels pixels = host_pixels(show->app.host);
    int black = 0;
    int all = 0;
    for (size_t i = 0; i < (size_t)W * H; i += 97, all++) {
        const uint32_t pixel = pixels.pixels[i / W * (size_t)pixels.stride_px + i % W];
        black += (pixel & 0x00F8F8F8u) == 0 ? 1 : 0;
    }
    return 2 * black > all && !has_black_ground(show->app.deck, show->app.deck->now_view) &&
           !has_black_ground(show->app.deck, show->app.deck->old_view);
}

static inline void
draw(struct show *show) {
    struct err err = {0};
    assert_true(app_frame(&show->app, show->now, &err));
    show->frames++;
    show->black += is_black(show) ? 1 : 0;
}

/* As the statistics do: between the deck's turn and the end of a pack that has left. */
static inline void
take_events(struct show *show) {
    struct deck_event event;
    while (deck_take_event(show->app.deck, &event)) {
        const struct str key = event.model->slides[event.slide].key;
        show->left = event.kind == DECK_EVENT_SLIDE_LEFT ? str_copy(&arena, key) : show->left;
        show->opened = event.kind == DECK_EVENT_SLIDE_OPENED ? str_copy(&arena, key) : show->opened;
        show->languages += event.kind == DECK_EVENT_LANGUAGE ? 1 : 0;
    }
}

/* Turns of the frame loop. */
static inline void
wait_in_steps(struct show *show, time_ns length, time_ns step) {
    struct app *app = &show->app;
    for (time_ns end = show->now + length; show->now < end;) {
        show->now += step;
        const struct gesture held = gesture_tick(&app->gestures, show->now);
        deck_gesture(app->deck, &held);
        deck_update(app->deck, show->now);
        take_events(show);
        app_pack_turn(app);
        if (deck_needs_frame(app->deck, show->now)) {
            draw(show);
        }
    }
}

static inline void
wait(struct show *show, int seconds) {
    wait_in_steps(show, TIME_S(seconds), TIME_MS(200));
}
