/* Two packs in the running show: a small show and the same a year later take turns while hands are on the screen. The switch comes at the
 * turn of a page, no frame of it is black, and nothing of the pack before stays. VITRIN_SWAPS sets how often. */

#include "sign_support.h"

#include <malloc.h>
#include <unistd.h>

#include "app/app.h"
#include "base/xalloc.h"
#include "deck/deck_internal.h"
#include "tools/pack_build.h"

#ifdef __SANITIZE_ADDRESS__
#define SWAPS_USUAL 40
#else
#define SWAPS_USUAL 200
#endif
#define SWAPS_MAX 100000
#define W 640
#define H 360

static struct arena arena;
static char paths[2][64], broken[64], empty_show[64];

/* ---- packs ---- */

static void
set_cell(const struct workbook *book, const char *table, const char *key, const char *column,
         const char *value) {
    const struct sheet *sheet = workbook_sheet(book, table);
    const int row = sheet_find(sheet, str_from_c(key));
    assert_true(row >= 0 && sheet_column(sheet, column) >= 0);
    sheet->cells[(size_t)row * sheet->column_count + (size_t)sheet_column(sheet, column)] = str_from_c(value);
}

static void
build(const char *path, bool is_later, bool is_empty) {
    struct workbook book;
    struct err err = {0};
    if (!workbook_read(&book, &arena, "tests/show_lighthouse", &err)) {
        fail_msg("%s", err.text);
    }
    if (is_later) {
        set_cell(&book, "figure", "people", "value", "19.2");
        set_cell(&book, "figure", "tallest", "value", "57");
        set_cell(&book, "color", "page_top", "value", "#0E1F2A");
        set_cell(&book, "art", "land", "file", "art/port.png"); /* another ground */
        set_cell(&book, "color", "land", "value", "#204A3A");
        set_cell(&book, "color", "class_1", "value", "#206A4A");
        set_cell(&book, "slide", "fog", "attract", "0");
        set_cell(&book, "slide", "seasons", "ord", "5"); /* the same pages have other numbers */
    }
    for (size_t i = 0; is_empty && i < workbook_sheet(&book, "slide")->row_count; i++) {
        const struct sheet *slides = workbook_sheet(&book, "slide");
        slides->cells[i * slides->column_count + (size_t)sheet_column(slides, "kind")] = STR_LIT("unheard");
    }
    if (!pack_build(&book, path, &err)) {
        fail_msg("%s", err.text);
    }
}

static char signers[2][SIGN_PATH_MAX]; /* public keys of the two packs */

static int
set_up(void **state) {
    struct str bytes;
    struct err err = {0};
    (void)state;
    (void)mallopt(M_MMAP_THRESHOLD, 256 * 1024); /* as the program does */
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < 2; i++) {
        (void)snprintf(paths[i], sizeof(paths[i]), "/tmp/vitrin-swap-%ld-%d.vpack", (long)getpid(), i);
        build(paths[i], i == 1, false);
    }
    (void)snprintf(broken, sizeof(broken), "/tmp/vitrin-swap-%ld-broken.vpack", (long)getpid());
    (void)snprintf(empty_show, sizeof(empty_show), "/tmp/vitrin-swap-%ld-empty.vpack", (long)getpid());
    build(empty_show, false, true);
    if (!fs_read(&arena, paths[0], 64u << 20, &bytes, &err)) {
        return -1;
    }
    FILE *file = fopen(broken, "wb");
    if (file == NULL || fwrite(bytes.ptr, 1, bytes.len / 2, file) != bytes.len / 2) {
        return -1;
    }
    return fclose(file) == 0 && support_sign(paths[0], signers[0], &err) &&
                   support_sign(paths[1], signers[1], &err)
               ? 0
               : -1;
}

static int
tear_down(void **state) {
    (void)state;
    support_unsign(paths[0]);
    support_unsign(paths[1]);
    unlink(paths[0]);
    unlink(paths[1]);
    unlink(broken);
    unlink(empty_show);
    arena_fini(&arena);
    return 0;
}

/* ---- a show whose time the test moves ---- */

struct show {
    struct app app;
    time_ns now;
    uint32_t seed;
    long frames, black;
    struct str left, opened; /* keys of the slides last told as left and opened */
    int languages;           /* told as chosen */
};

static void
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

static void
open_show(struct show *show, const char *lang) {
    open_show_at(show, lang, paths[0], NULL);
}

static bool
is_on(const struct show *show, int pack) {
    return strcmp(show->app.pack.path, paths[pack]) == 0;
}

static bool
is_at(const struct show *show, const char *key) {
    return str_is(show->app.model->slides[deck_slide(show->app.deck)].key, key);
}

/* A page in high contrast, also one that fades. */
static bool
has_black_ground(const struct deck *deck, int view) {
    return view >= 0 && deck->views[view].scene.env.ui.theme.color[THEME_PAGE_TOP].b == 0;
}

/* A frame is black when most of what is looked at, every 97th pixel, has no ground. Words are few and codes small; high contrast has a
 * black ground of its own. */
static bool
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

static void
draw(struct show *show) {
    struct err err = {0};
    assert_true(app_frame(&show->app, show->now, &err));
    show->frames++;
    show->black += is_black(show) ? 1 : 0;
}

/* As the statistics do: between the deck's turn and the end of a pack that has left. */
static void
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
static void
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

static void
wait(struct show *show, int seconds) {
    wait_in_steps(show, TIME_S(seconds), TIME_MS(200));
}

static void
finger(struct show *show, enum input_kind kind, float x, float y) {
    const struct input_event event = {.kind = kind, .at = show->now, .pointer_id = 1, .x_px = x, .y_px = y};
    const struct gesture gesture = gesture_feed(&show->app.gestures, &event);
    deck_gesture(show->app.deck, &gesture);
}

static void
tap(struct show *show, float x, float y) {
    finger(show, INPUT_POINTER_DOWN, x, y);
    wait_in_steps(show, TIME_MS(60), TIME_MS(20));
    finger(show, INPUT_POINTER_UP, x, y);
    wait_in_steps(show, TIME_MS(400), TIME_MS(20));
}

static void
tap_target(struct show *show, const char *name) {
    struct target_list targets;
    deck_targets(show->app.deck, show->now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strcmp(targets.items[i].name, name) == 0) {
            tap(show, box->x + box->w / 2.0f, box->y + box->h / 2.0f);
            return;
        }
    }
    fail_msg("no target %s", name);
}

static void
switch_to(struct show *show, int pack) {
    struct err err = {0};
    if (!app_pack_switch(&show->app, paths[pack], show->now, &err)) {
        fail_msg("%s", err.text);
    }
}

/* ---- tests ---- */

static void
test_a_pack_that_cannot_be_shown_changes_nothing(void **state) {
    struct show show;
    struct err err = {0};
    (void)state;
    open_show(&show, "fa");
    wait(&show, 2); /* the next page is prepared */
    const int64_t live = xalloc_live();
    assert_false(app_pack_switch(&show.app, broken, show.now, &err));
    assert_non_null(strstr(err.text, "broken.vpack"));
    assert_false(app_pack_switch(&show.app, "/tmp/vitrin-there-is-none.vpack", show.now, &err));
    err = (struct err){0};
    assert_false(app_pack_switch(&show.app, empty_show, show.now, &err));
    assert_non_null(strstr(err.text, "no slide of a kind"));
    assert_int_equal(xalloc_live(), live);
    wait(&show, 60);
    assert_true(is_on(&show, 0));
    app_close(&show.app);
}

static void
test_the_loop_takes_over_at_the_turn_of_a_page(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    wait(&show, 10);
    switch_to(&show, 1);
    int slide = deck_slide(show.app.deck);
    int turns = 0;
    for (int i = 0; i < 4000 && !is_on(&show, 1); i++) {
        wait_in_steps(&show, TIME_MS(20), TIME_MS(20));
        turns += deck_slide(show.app.deck) != slide ? 1 : 0;
        slide = deck_slide(show.app.deck);
        assert_true(is_on(&show, turns)); /* not before, and not after */
    }
    assert_int_equal(turns, 1);
    assert_true(deck_is_in_transition(show.app.deck, show.now));
    assert_non_null(show.app.other_pack.model); /* its slide fades */
    assert_non_null(show.app.pack.changes);
    wait_in_steps(&show, TIME_MS(400), TIME_MS(20));
    assert_null(show.app.other_pack.model);
    for (int i = 0; i < 30 && !is_at(&show, "seasons");
         i++) { /* the loop goes on, without the page that left it */
        wait(&show, 8);
        assert_false(is_at(&show, "fog"));
    }
    assert_true(is_at(&show, "seasons"));
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The darkest of the margin's pixels, which has nothing but ground, on a canvas and a picture that knew nothing before. */
static uint32_t
darkest_ground(struct show *show, time_ns at) {
    static uint32_t pixels[W * H];
    const struct draw_target target = {pixels, W, H, W};
    struct canvas *canvas = draw_canvas_create(W, H);
    uint32_t darkest = 0xFF;
    size_t unused = 0;
    memset(pixels, 0, sizeof(pixels));
    draw_begin(canvas);
    deck_draw(show->app.deck, canvas, at);
    (void)draw_end(canvas, &target, &unused);
    draw_canvas_destroy(canvas);
    for (size_t y = H / 8; y < H * 3 / 4; y++) {
        const uint32_t blue = pixels[y * W + W - 3] & 0xFFu;
        darkest = blue < darkest ? blue : darkest;
    }
    return darkest;
}

/* In both shows the ground is a dark blue; amid the fade it is one of the two or between them. */
static void
test_the_ground_stands_amid_the_fade(void **state) {
    struct show show;
    int moments = 0;
    (void)state;
    open_show_at(&show, "fa", paths[0], "isles");
    wait(&show, 8);
    const uint32_t before = darkest_ground(&show, show.now);
    switch_to(&show, 1);
    for (int i = 0; i < 4000 && !is_on(&show, 1); i++) {
        wait_in_steps(&show, TIME_MS(20), TIME_MS(20));
    }
    const time_ns turned = show.app.deck->turned_at;
    const uint32_t after = darkest_ground(&show, turned + TIME_MS(319));
    const uint32_t least = before < after ? before : after;
    for (int ms = 0; ms < 320; ms += 20, moments++) {
        assert_in_range(darkest_ground(&show, turned + TIME_MS(ms)), least - 2, 0xFF);
    }
    print_message(
        "N = %d moments of the fade; the ground's blue is %u before, %u after, and no less between\n",
        moments, before, after);
    assert_true(least > 0x18);
    app_close(&show.app);
}

static void
test_a_visitor_is_not_interrupted(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    switch_to(&show, 1);
    for (int s = 0; s < 540; s += 30) { /* nine minutes, a page every half a minute */
        tap_target(&show, "next");
        wait(&show, 30);
        assert_true(is_on(&show, 0) && deck_is_exploring(show.app.deck));
    }
    wait(&show, 30);
    tap_target(&show, "source"); /* beyond the tenth minute, but no other page */
    wait(&show, 40);
    assert_true(is_on(&show, 0));
    tap_target(&show, "next");
    assert_true(is_on(&show, 1) && deck_is_exploring(show.app.deck));
    assert_string_equal(show.app.model->langs[deck_lang(show.app.deck)].locale.code, "en");
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The old pack is needed until the turn that tells what happened in it. */
static void
test_the_old_pack_stays_until_its_events_are_told(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    const struct content_model *old = show.app.model;
    tap(&show, 320.0f, 180.0f);
    switch_to(&show, 1);
    for (int s = 0; s < 630; s += 30) {
        tap(&show, 320.0f, 20.0f);
        wait(&show, 30);
    }
    deck_key(show.app.deck, KEY_ENTER, show.now); /* another page: the new pack's */
    deck_resize(show.app.deck, W, H, show.now);   /* nothing fades any more */
    assert_ptr_not_equal(deck_model(show.app.deck), old);
    assert_true(deck_has_model(show.app.deck, old));
    deck_update(show.app.deck, show.now);
    assert_false(deck_has_model(show.app.deck, old));
    take_events(&show);
    app_pack_turn(&show.app);
    assert_null(show.app.other_pack.model);
    app_close(&show.app);
}

static void
test_the_return_takes_over(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    switch_to(&show, 1);
    for (int s = 0; s < 300 && deck_is_exploring(show.app.deck); s++) {
        assert_true(is_on(&show, 0));
        wait(&show, 1);
    }
    assert_true(is_on(&show, 1));
    assert_string_equal(show.app.model->langs[deck_lang(show.app.deck)].locale.code, "fa");
    assert_int_equal(show.black, 0);
    app_close(&show.app);
}

/* The page as it stands seven seconds after it came. */
static void
copy_settled(struct show *show, uint32_t *ret_pixels) {
    const struct deck *deck = show->app.deck;
    const struct host_pixels pixels = host_pixels(show->app.host);
    show->now = deck->views[deck->now_view].entered_at + TIME_S(7);
    deck_update(show->app.deck, show->now);
    draw(show);
    for (size_t y = 0; y < H; y++) {
        memcpy(ret_pixels + y * W, pixels.pixels + y * (size_t)pixels.stride_px, W * sizeof(*ret_pixels));
    }
}

/* The same page of both packs, one right after the other: nothing painted for the old one serves the new one. */
static void
test_the_page_is_the_new_packs_in_every_pixel(void **state) {
    static uint32_t switched[W * H], fresh[W * H], old[W * H];
    struct show show;
    (void)state;
    open_show_at(&show, "fa", paths[0], "isles");
    wait(&show, 8);
    tap(&show, 320.0f, 20.0f); /* a visitor; the return goes on here */
    switch_to(&show, 1);
    for (int s = 0; s < 300 && !is_on(&show, 1); s++) {
        wait(&show, 1);
    }
    assert_true(is_on(&show, 1) && is_at(&show, "isles"));
    wait(&show, 3);
    copy_settled(&show, switched);
    app_close(&show.app);
    open_show_at(&show, "fa", paths[0], "isles");
    copy_settled(&show, old);
    app_close(&show.app);
    open_show_at(&show, "fa", paths[1], "isles");
    wait(&show, 3);
    copy_settled(&show, fresh);
    long differ = 0;
    long moved = 0;
    for (size_t i = 0; i < W * H; i++) {
        differ += switched[i] != fresh[i] ? 1 : 0;
        moved += switched[i] != old[i] ? 1 : 0;
    }
    app_close(&show.app);
    print_message("N = %d pixels; %ld differ from the new pack opened alone, %ld from the old one\n", W * H,
                  differ, moved);
    assert_true(moved > W * H / 50);
    assert_true(differ < 600); /* the mark of what moved, and nothing else */
}

/* Is the mark of what moved on the page that is shown? */
static bool
tells_news(struct show *show) {
    struct canvas *canvas = draw_canvas_create(W, H);
    size_t count = 0;
    bool is_told = false;
    draw_notes_enable(canvas, true);
    draw_begin(canvas);
    deck_draw(show->app.deck, canvas, show->now);
    (void)draw_end(canvas, NULL, &count);
    const struct draw_note *notes = draw_notes(canvas, &count);
    for (size_t i = 0; i < count; i++) {
        is_told = is_told || str_equal(notes[i].text, strings_get(STRING_UPDATED, "fa"));
    }
    draw_canvas_destroy(canvas);
    return is_told;
}

static void
wait_for(struct show *show, const char *key) {
    for (int s = 0; s < 400 && !is_at(show, key); s++) {
        wait(show, 1);
    }
    assert_true(is_at(show, key));
    wait(show, 1);
}

static void
test_news_is_told_for_a_day(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    switch_to(&show, 1);
    wait(&show, 30);
    assert_true(is_on(&show, 1));
    const struct content_figure *people =
        &show.app.model->figures[content_find_figure(show.app.model, STR_LIT("people"))];
    assert_true(content_change_was(show.app.pack.changes, people)->from == 18.6);
    for (int round = 0; round < 2; round++) { /* every time, for whoever stands there now */
        wait_for(&show, "isles");
        assert_true(tells_news(&show));
        wait_for(&show, "history");
        assert_false(tells_news(&show));
    }
    show.now += DECK_CHANGES_NS; /* asleep for a day */
    wait(&show, 60);
    wait_for(&show, "isles");
    assert_false(tells_news(&show));
    switch_to(&show, 0);
    switch_to(&show, 1); /* thought better of: the same pack once more */
    wait(&show, 120);
    assert_null(show.app.pack.changes);
    app_close(&show.app);
}

static void
test_what_is_counted_keeps_its_keys(void **state) {
    struct show show;
    (void)state;
    open_show(&show, "fa");
    tap(&show, 320.0f, 180.0f);
    tap_target(&show, "lang");
    tap_target(&show, "next");
    tap_target(&show, "next");
    assert_true(is_at(&show, "towers") && show.languages == 1);
    switch_to(&show, 1);
    for (int s = 0; s < 630; s += 30) {
        tap(&show, 320.0f, 20.0f);
        wait(&show, 30);
    }
    tap_target(&show, "next"); /* both pages have other numbers in the new pack */
    assert_true(is_on(&show, 1));
    assert_true(str_is(show.left, "towers"));
    assert_true(str_is(show.opened, "power") && is_at(&show, "power"));
    assert_int_equal(show.languages, 1); /* the packs' languages are the same ones */
    app_close(&show.app);
}

static long
rss_kib(void) {
    long pages = 0;
    long resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL) {
        if (fscanf(file, "%ld %ld", &pages, &resident) != 2) {
            resident = 0;
        }
        fclose(file);
    }
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int
pick(struct show *show, int count) {
    return (int)(support_random(&show->seed) % (uint32_t)count);
}

/* A finger does anything to what answers, and now and then a swipe or a key. */
static void
touch_anything(struct show *show) {
    static const enum input_key KEYS[] = {KEY_LANGUAGE, KEY_LARGE_TEXT, KEY_CONTRAST,
                                          KEY_CALM,     KEY_TOOLS,      KEY_SEARCH};
    struct target_list targets;
    deck_targets(show->app.deck, show->now, &targets);
    float x = (float)pick(show, W);
    float y = (float)pick(show, H);
    if (targets.count > 0 && pick(show, 5) > 0) {
        const struct rect *box = &targets.items[pick(show, (int)targets.count)].box;
        x = box->x + box->w / 2.0f;
        y = box->y + box->h / 2.0f;
    }
    if (pick(show, 10) == 0) {
        deck_key(show->app.deck, KEYS[pick(show, (int)ARRAY_LEN(KEYS))], show->now);
    }
    finger(show, INPUT_POINTER_DOWN, x, y);
    for (int i = pick(show, 4); i > 0; i--) {
        wait_in_steps(show, TIME_MS(20), TIME_MS(20));
        finger(show, INPUT_POINTER_MOVE, x + (float)(pick(show, 201) - 100), y);
    }
    if (pick(show, 6) > 0) { /* some stay down */
        finger(show, INPUT_POINTER_UP, x, y);
    }
    wait_in_steps(show, TIME_MS(20 * (1 + pick(show, 15))), TIME_MS(20));
}

static void
one_swap(struct show *show, int swap) {
    const int other = is_on(show, 0) ? 1 : 0;
    const bool is_touched = swap % 2 == 1;
    for (int i = 0; is_touched && i < 4; i++) {
        touch_anything(show);
    }
    switch_to(show, other);
    if (pick(show, 8) == 0) { /* another stick already */
        switch_to(show, other);
    }
    for (int i = 0; is_touched && i < 6; i++) {
        touch_anything(show);
    }
    for (int s = 0; s < 1000 && !is_on(show, other); s++) {
        wait_in_steps(show, TIME_S(1), TIME_MS(250));
    }
    assert_true(is_on(show, other));
    draw(show);
    for (int i = 0; i < 4; i++) { /* amid the cross-fade, with hands on it */
        if (is_touched) {
            touch_anything(show);
        } else {
            wait_in_steps(show, TIME_MS(100), TIME_MS(20));
        }
        draw(show);
    }
    assert_null(deck_fault(show->app.deck));
    wait_in_steps(show, TIME_MS(600), TIME_MS(20));
    assert_null(show->app.other_pack.model);
}

/* The least of what was resident in a part of the run: what every state needs, without what some of them keep for a while. */
static long
least(const long *rss_kib, int from, int to) {
    long least = rss_kib[from];
    for (int i = from; i < to; i++) {
        least = rss_kib[i] < least ? rss_kib[i] : least;
    }
    return least;
}

static void
test_two_packs_take_turns_under_hands(void **state) {
    const char *wanted = getenv("VITRIN_SWAPS");
    const int asked = wanted != NULL ? (int)strtol(wanted, NULL, 10) : SWAPS_USUAL;
    const int swaps = asked < 10 ? 10 : asked > SWAPS_MAX ? SWAPS_MAX : asked;
    const int64_t live_before = xalloc_live();
    static long rss[SWAPS_MAX];
    struct show show;
    (void)state;
    open_show(&show, "fa");
    for (int i = 0; i < swaps; i++) {
        one_swap(&show, i);
        rss[i] = rss_kib();
    }
    app_close(&show.app);
    const long settled = least(rss, swaps / 3, swaps * 2 / 3); /* caches have filled by then */
    const long end = least(rss, swaps * 2 / 3, swaps);
    print_message(
        "N = %d pack swaps, %ld frames, %ld black; least resident %ld KiB in the second third, %ld in the "
        "last; %lld allocations more than before when all is closed\n",
        swaps, show.frames, show.black, settled, end, (long long)(xalloc_live() - live_before));
    assert_int_equal(show.black, 0);
    assert_int_equal(xalloc_live(), live_before);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what is freed */
    assert_true(end - settled < 1024);
#endif
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pack_that_cannot_be_shown_changes_nothing),
        cmocka_unit_test(test_the_loop_takes_over_at_the_turn_of_a_page),
        cmocka_unit_test(test_the_ground_stands_amid_the_fade),
        cmocka_unit_test(test_a_visitor_is_not_interrupted),
        cmocka_unit_test(test_the_old_pack_stays_until_its_events_are_told),
        cmocka_unit_test(test_the_return_takes_over),
        cmocka_unit_test(test_the_page_is_the_new_packs_in_every_pixel),
        cmocka_unit_test(test_news_is_told_for_a_day),
        cmocka_unit_test(test_what_is_counted_keeps_its_keys),
        cmocka_unit_test(test_two_packs_take_turns_under_hands),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
