/* What SDL's KMSDRM does not notice while the program runs: other screens and new touch screens. The kernel's files are looked at now and then;
 * what differs only for a moment, while a driver asks a screen or udev sets up a device, does not count. */

#include "host/host_internal.h"
#include "host/host_plug.h"
#include "host/host_screen.h"

#include <unistd.h>

#define SCREEN_LOOKS 2 /* in a row */
#define HANDS_LOOKS 3  /* udev gives the show its rights before it has noted down what the device is */

void
host_watch_begin(struct host *host) {
    const struct clock clock = clock_real();
    struct host_watch *watch = &host->watch;
    watch->begun = clock_now(&clock);
    watch->plug = host_plug_open();
    watch->screens_print = host_screens_read(HOST_SCREEN_DIR).print;
    watch->hands = host_hands_read(HOST_HANDS_SYS_DIR, HOST_HANDS_DEV_DIR);
}

void
host_watch_end(struct host *host) {
    if (host->watch.plug >= 0) {
        (void)close(host->watch.plug);
    }
}

enum host_change
host_change(struct host *host, time_ns now) {
    struct host_watch *watch = &host->watch;
    if (!host->is_kmsdrm || host->is_asleep || now < host->watch.look_at) {
        return HOST_SAME;
    }
    watch->look_at = now + HOST_SCREEN_LOOK_NS;
    if (host_plug_was_touched(watch->plug)) {
        host_card_ask(host);
    }
    const bool is_other = host_screens_read(HOST_SCREEN_DIR).print != watch->screens_print;
    watch->screen_looks = is_other ? watch->screen_looks + 1 : 0;
    const struct host_hands hands = host_hands_read(HOST_HANDS_SYS_DIR, HOST_HANDS_DEV_DIR);
    watch->hands_looks = host_hands_has_new(&watch->hands, &hands) ? watch->hands_looks + 1 : 0;
    const bool may = host_hands_may_start_afresh(now, watch->begun);
    return watch->screen_looks >= SCREEN_LOOKS        ? HOST_OTHER_SCREEN
           : watch->hands_looks >= HANDS_LOOKS && may ? HOST_NEW_HANDS
                                                      : HOST_SAME;
}
