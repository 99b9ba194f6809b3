/* The loop as a visitor sees it, in real time: a frame is due sixty times a second, every fourth second the page turns, and what is measured
 * is when each frame's picture was there after it was due. Run alone and beside something else, it says how much the show feels of it. */

#include <stdio.h>

#include "app/app_bench.h"
#include "base/xalloc.h"

#define PAGE_NS TIME_S(4)

static bool
show_pages(struct app *app, struct bench_samples *s, struct err *err) {
    const time_ns start = clock_now(&app->clock) + BENCH_FRAME_NS;
    const time_ns end = start + TIME_S(app->options.bench_s);
    time_ns turned = start;
    bool ok = true;
    for (time_ns due = start; ok && due < end;) {
        time_ns now = clock_now(&app->clock);
        while (now < due) {
            host_wait(app->host, now, due);
            now = clock_now(&app->clock);
        }
        if (now - turned >= PAGE_NS) {
            const struct gesture swipe = {.kind = GESTURE_SWIPE_RIGHT, .at = now};
            deck_gesture(app->deck, &swipe);
            turned = now;
        }
        deck_update(app->deck, now);
        ok = app_frame(app, now, err);
        const time_ns late = clock_now(&app->clock) - due;
        bench_add(s, time_to_s(late) * 1e3);
        due += (1 + late / BENCH_FRAME_NS) * BENCH_FRAME_NS; /* frames that were missed are not made up for */
    }
    return ok;
}

bool
app_bench_loop(struct app *app, struct err *err) {
    struct bench_samples *s = xalloc(sizeof(*s));
    app->clock = clock_real();
    const bool ok = app_start(app, false, err) && show_pages(app, s, err);
    if (ok) {
        printf("{\"output\":\"%s\",\"size\":\"%dx%d\",", host_describe(app->host), host_width_px(app->host),
               host_height_px(app->host));
        bench_print("late", s, true);
        printf("}\n");
    }
    app_stop(app);
    xfree(s);
    return ok;
}
