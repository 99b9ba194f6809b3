/* Recorded touches against a clock that the file moves. Lines: `size WxH`, `lang CODE`, `slide KEY`, `pin DIGITS` (the staff's), `at MS down ID X Y`,
 * `at MS move ID X Y`, `at MS up ID X Y`, `at MS touch TARGET`, `at MS key NAME`, `at MS expect KEY LANG loop|exploring`,
 * `at MS staff PAGE` (which of the staff's pages is open, as deck_staff_page has them),
 * `at MS picture FILE.png`, `at MS status PHASE PERCENT OUTCOME` (of a stick, as pack_status.h has them), `at MS pack FILE` (the show
 * takes that pack over); # begins a comment. A support code is no recording: app_support.c draws it. */

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/app_staff.h"
#include "base/fs.h"

#define STEP_NS TIME_MS(20)
#define FILE_BYTES_MAX (1u << 20)
#define WORDS_MAX 8

struct replay {
    struct app *app;
    time_ns start;
    int line, held, failed;
};

struct words {
    struct str word[WORDS_MAX];
    size_t count;
};

static struct words
split(struct str line) {
    struct words words = {0};
    struct str part;
    while (words.count < WORDS_MAX && str_next(&line, ' ', &part)) {
        if (part.len > 0) {
            words.word[words.count++] = part;
        }
    }
    return words;
}

static bool
advance(struct replay *replay, time_ns to, struct err *err) {
    struct app *app = replay->app;
    while (clock_now(&app->clock) < to) {
        clock_advance(&app->clock, time_min(STEP_NS, to - clock_now(&app->clock)));
        const struct gesture held = gesture_tick(&app->gestures, clock_now(&app->clock));
        deck_gesture(app->deck, &held);
        deck_update(app->deck, clock_now(&app->clock));
        app_stats_turn(app, clock_now(&app->clock));
        app_pack_turn(app);
        app_staff_turn(app, clock_now(&app->clock));
        if (app_picture_is_due(app, clock_now(&app->clock))) {
            size_t unused = 0;
            draw_begin(app->canvas);
            app_picture_draw(app, clock_now(&app->clock));
            (void)draw_end(app->canvas, NULL, &unused);
            app_pack_frame_end(app);
        }
    }
    UNUSED(err);
    return true;
}

static void
expect(struct replay *replay, const struct words *w) {
    const struct app *app = replay->app;
    const struct str slide = app->model->slides[deck_slide(app->deck)].key;
    const char *lang = app->model->langs[deck_lang(app->deck)].locale.code;
    const char *life = deck_is_exploring(app->deck) ? "exploring" : "loop";
    const bool ok =
        w->count == 6 && str_equal(w->word[3], slide) && str_is(w->word[4], lang) && str_is(w->word[5], life);
    replay->held += ok ? 1 : 0;
    replay->failed += ok ? 0 : 1;
    if (!ok) {
        fprintf(stderr, "%s:%d: the show is at " STR_FMT " %s %s\n", app->options.replay, replay->line,
                STR_ARG(slide), lang, life);
    }
}

static bool
pointer(struct replay *replay, const struct words *w, enum input_kind kind) {
    struct app *app = replay->app;
    struct input_event event = {.kind = kind, .at = clock_now(&app->clock)};
    double x = 0.0;
    double y = 0.0;
    int id = 0;
    const bool is_nan = w->count == 6 && str_is(w->word[4], "nan");
    if (w->count != 6 || !str_to_int(w->word[3], &id) || (!is_nan && !str_to_double(w->word[4], &x)) ||
        !str_to_double(w->word[5], &y)) {
        return false;
    }
    event.pointer_id = id;
    event.x_px = is_nan ? (float)(0.0 / (y - y)) : (float)x;
    event.y_px = (float)y;
    if (!app_staff_takes(app, &event)) {
        const struct gesture gesture = gesture_feed(&app->gestures, &event);
        deck_gesture(app->deck, &gesture);
    }
    return true;
}

static bool
key(struct replay *replay, const struct words *w) {
    static const struct {
        const char *name;
        enum input_key key;
    } KEYS[] = {{"left", KEY_LEFT},
                {"right", KEY_RIGHT},
                {"home", KEY_HOME},
                {"language", KEY_LANGUAGE},
                {"large", KEY_LARGE_TEXT},
                {"reach", KEY_REACH},
                {"contrast", KEY_CONTRAST},
                {"calm", KEY_CALM},
                {"tools", KEY_TOOLS},
                {"search", KEY_SEARCH},
                {"up", KEY_UP},
                {"down", KEY_DOWN},
                {"enter", KEY_ENTER}};
    for (size_t i = 0; w->count == 4 && i < ARRAY_LEN(KEYS); i++) {
        if (str_is(w->word[3], KEYS[i].name)) {
            deck_key(replay->app->deck, KEYS[i].key, clock_now(&replay->app->clock));
            return true;
        }
    }
    return false;
}

static bool
not_there(const struct replay *replay, struct str name, struct err *err) {
    return err_set(err, ERR_CONTENT, 0, "%s: line %d: nothing on the screen is called \"" STR_FMT "\"",
                   replay->app->options.replay, replay->line, STR_ARG(name));
}

/* The staff's pages take what the glass reports. */
static bool
touch_staff(struct replay *replay, struct str name, struct err *err) {
    struct app *app = replay->app;
    struct target_list targets;
    deck_staff_targets(app->staff->pages, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (str_is(name, targets.items[i].name)) {
            struct input_event event = {.kind = INPUT_POINTER_DOWN,
                                        .at = clock_now(&app->clock),
                                        .x_px = box->x + box->w / 2.0f,
                                        .y_px = box->y + box->h / 2.0f};
            (void)app_staff_takes(app, &event);
            event.kind = INPUT_POINTER_UP;
            (void)app_staff_takes(app, &event);
            app_staff_turn(app, event.at);
            return true;
        }
    }
    return not_there(replay, name, err);
}

/* Is this the page of the staff's that is open? */
static bool
staff(struct replay *replay, const struct words *w) {
    const struct app *app = replay->app;
    const char *page = app->staff == NULL ? "none" : deck_staff_page(app->staff->pages);
    const bool ok = w->count == 4 && str_is(w->word[3], page);
    replay->held += ok ? 1 : 0;
    replay->failed += ok ? 0 : 1;
    if (!ok) {
        fprintf(stderr, "%s:%d: the staff's page is %s\n", app->options.replay, replay->line, page);
    }
    return true;
}

/* A tap in the middle of a target, by its name. */
static bool
touch(struct replay *replay, const struct words *w, struct err *err) {
    const struct app *app = replay->app;
    const struct str last = w->word[w->count - 1];
    const struct str name = {w->word[3].ptr, (size_t)(last.ptr + last.len - w->word[3].ptr)};
    const time_ns now = clock_now(&app->clock);
    struct target_list targets;
    if (app->staff != NULL && deck_staff_is_open(app->staff->pages)) {
        return touch_staff(replay, name, err);
    }
    deck_targets(app->deck, now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (!str_is(name, targets.items[i].name)) {
            continue;
        }
        struct gesture gesture = {.kind = GESTURE_DOWN, .at = now};
        gesture.x_px = gesture.start_x_px = box->x + box->w / 2.0f;
        gesture.y_px = gesture.start_y_px = box->y + box->h / 2.0f;
        deck_gesture(app->deck, &gesture);
        gesture.kind = GESTURE_TAP;
        deck_gesture(app->deck, &gesture);
        return true;
    }
    return not_there(replay, name, err);
}

/* What the intake would tell. */
static bool
status(struct replay *replay, const struct words *w, struct err *err) {
    struct app *app = replay->app;
    char text[PACK_STATUS_BYTES_MAX];
    struct pack_status told;
    if (w->count != 6) {
        return false;
    }
    const int n = snprintf(text, sizeof(text),
                           "vitrin-status 1\nevent 1\nchanges 0\nphase " STR_FMT "\npercent " STR_FMT
                           "\noutcome " STR_FMT "\nseq 1\nname show.vpack\ndetail \n",
                           STR_ARG(w->word[3]), STR_ARG(w->word[4]), STR_ARG(w->word[5]));
    if (!pack_status_parse((struct str){text, (size_t)n}, &told, err)) {
        return err_prefix(err, "%s: line %d", app->options.replay, replay->line);
    }
    deck_set_status(app->deck, &told, clock_now(&app->clock));
    app_staff_status(app, &told);
    return true;
}

static bool
picture(struct replay *replay, const struct words *w, struct err *err) {
    struct app *app = replay->app;
    const struct host_pixels pixels = host_pixels(app->host);
    const struct draw_target target = {pixels.pixels, pixels.width_px, pixels.height_px, pixels.stride_px};
    char path[512];
    size_t unused = 0;
    (void)snprintf(path, sizeof(path), STR_FMT, STR_ARG(w->word[3]));
    draw_canvas_invalidate(app->canvas);
    draw_begin(app->canvas);
    app_picture_draw(app, clock_now(&app->clock));
    (void)draw_end(app->canvas, &target, &unused);
    app_pack_frame_end(app);
    return draw_target_save_png(&target, path, err);
}

/* Another pack, which may be opened if the command line could have named it. */
static bool
pack(struct replay *replay, const struct words *w, struct err *err) {
    struct app *app = replay->app;
    struct app_options options = app->options;
    struct app_source source;
    options.pack = str_copy(&app->arena, w->word[3]).ptr;
    return app_trust_find_pack(&options, &source, err) &&
           app_pack_switch(app, source.path, clock_now(&app->clock), err);
}

static bool
timed(struct replay *replay, const struct words *w, struct err *err) {
    int ms = 0;
    if (w->count < 4 || !str_to_int(w->word[1], &ms) || !advance(replay, replay->start + TIME_MS(ms), err)) {
        return false;
    }
    if (str_is(w->word[2], "down")) {
        return pointer(replay, w, INPUT_POINTER_DOWN);
    }
    if (str_is(w->word[2], "move")) {
        return pointer(replay, w, INPUT_POINTER_MOVE);
    }
    if (str_is(w->word[2], "up")) {
        return pointer(replay, w, INPUT_POINTER_UP);
    }
    if (str_is(w->word[2], "touch")) {
        return touch(replay, w, err);
    }
    if (str_is(w->word[2], "picture")) {
        return picture(replay, w, err);
    }
    if (str_is(w->word[2], "staff")) {
        return staff(replay, w);
    }
    if (str_is(w->word[2], "status")) {
        return status(replay, w, err);
    }
    if (str_is(w->word[2], "pack")) {
        return pack(replay, w, err);
    }
    if (str_is(w->word[2], "key")) {
        return key(replay, w);
    }
    if (str_is(w->word[2], "expect")) {
        expect(replay, w);
        return true;
    }
    return false;
}

/* Settings before the first timed line. */
static bool
setting(struct app *app, const struct words *w) {
    if (w->count == 2 && str_is(w->word[0], "size")) {
        return str_to_size(w->word[1], &app->options.width_px, &app->options.height_px);
    }
    if (w->count == 2 && str_is(w->word[0], "lang")) {
        app->lang = content_find_lang(app->model, w->word[1]);
        return app->lang != CONTENT_NONE;
    }
    if (w->count == 2 && str_is(w->word[0], "pin")) {
        (void)snprintf(app->staff_pin, sizeof(app->staff_pin), STR_FMT, STR_ARG(w->word[1]));
        return pack_pin_is_whole(app->staff_pin);
    }
    if (w->count == 2 && str_is(w->word[0], "slide")) {
        app->slide = content_find_slide(app->model, w->word[1]);
        return app->slide != CONTENT_NONE;
    }
    return false;
}

bool
app_replay(struct app *app, struct err *err) {
    struct replay replay = {.app = app, .start = TIME_S(1000)};
    struct str data;
    struct str line;
    if (!fs_read(&app->arena, app->options.replay, FILE_BYTES_MAX, &data, err)) {
        return false;
    }
    if (app_support_is(data)) {
        return app_support_draw(app, data, err);
    }
    if (app->options.folder != NULL) {
        return err_set(err, ERR_USAGE, 0, "--out: %s is no support code", app->options.replay);
    }
    app->clock = clock_fixed(replay.start);
    while (str_next(&data, '\n', &line)) {
        const struct words w = split(str_trim(line));
        replay.line++;
        if (w.count == 0 || w.word[0].ptr[0] == '#') {
            continue;
        }
        const bool is_timed = str_is(w.word[0], "at");
        if (is_timed && app->deck == NULL && !app_start(app, true, err)) {
            return false;
        }
        if (!(is_timed ? timed(&replay, &w, err) : app->deck == NULL && setting(app, &w))) {
            return err->code == ERR_NONE &&
                   err_set(err, ERR_FORMAT, 0, "%s: line %d is not understood: " STR_FMT, app->options.replay,
                           replay.line, STR_ARG(line));
        }
    }
    printf("%s: %d expectations held, %d failed\n", app->options.replay, replay.held, replay.failed);
    return replay.failed == 0;
}
