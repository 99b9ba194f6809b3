/* What a switch of packs costs: every turn of the frame loop from the offer until the pack before is gone, beside turns of the same loop
 * without one. The pack takes over from itself, which loads, prepares and draws all that another would. */

#include "app/app_bench.h"

#include <stdio.h>

#define SWITCHES 3
#define LOOP_NS TIME_S(20)
#define SWITCH_NS_MAX TIME_S(60)

/* One turn of the loop, in real time. */
static bool
turn(struct app *app, time_ns at, struct bench_samples *s, struct err *err) {
    const struct clock real = clock_real();
    const time_ns before = clock_now(&real);
    deck_update(app->deck, at);
    app_pack_turn(app);
    const bool ok = !deck_needs_frame(app->deck, at) || app_frame(app, at, err);
    bench_add(s, time_to_s(clock_now(&real) - before) * 1e3);
    return ok;
}

/* Plays the loop without a switch, then until one is over. Moves *at on. */
static bool
switch_once(struct app *app, time_ns *at, struct bench_samples *loop, struct bench_samples *s,
            struct err *err) {
    const struct clock real = clock_real();
    const time_ns quiet_end = *at + LOOP_NS;
    bool ok = true;
    for (; ok && *at < quiet_end; *at += BENCH_FRAME_NS) {
        ok = turn(app, *at, loop, err);
    }
    const time_ns before = clock_now(&real);
    ok = ok && app_pack_switch(app, app->pack.path, *at, err);
    bench_add(s, time_to_s(clock_now(&real) - before) * 1e3);
    const time_ns last = *at + SWITCH_NS_MAX;
    for (; ok && *at < last && app->other_pack.model != NULL; *at += BENCH_FRAME_NS) {
        ok = turn(app, *at, s, err);
    }
    return ok;
}

bool
bench_switch(struct app *app, struct bench_samples *loop, struct bench_samples *s, struct err *err) {
    time_ns at = TIME_S(1000);
    app->clock = clock_fixed(at);
    app->slide = CONTENT_NONE;
    app->options.mode = APP_REPLAY; /* the bench's own deck stays on one slide; this one plays its loop */
    bool ok = app_start(app, false, err);
    app->options.mode = APP_BENCH;
    for (int i = 0; ok && i < SWITCHES; i++) {
        ok = switch_once(app, &at, loop, s, err);
    }
    printf("\"switch_of_packs\":{\"times\":%d,", SWITCHES);
    bench_print("turns", s, false);
    bench_print("turns_of_the_loop", loop, true);
    printf("},");
    app_stop(app);
    return ok;
}
