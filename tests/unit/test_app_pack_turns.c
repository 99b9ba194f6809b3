/* Two packs take turns in the running show while hands are on the screen: no black frame, and the memory of the start at the end.
 * VITRIN_SWAPS sets how often. */

#include "swap_hands_support.h"

#include "base/xalloc.h"

#ifdef __SANITIZE_ADDRESS__
#define SWAPS_USUAL 40
#else
#define SWAPS_USUAL 200
#endif
#define SWAPS_MAX 100000

static long
rss_kib(void) {
    long pages = 0;
    long resident = 0;
    (void)malloc_trim(0); /* what is free is no part of it */
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_packs_take_turns_under_hands),
    };
    SUPPORT_UNUSED;
    SWAP_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
