/* What SDL's KMSDRM does not notice while the program runs, nor a kiosk's compositor whose unit keeps udev's word from it: other screens and new
 * touch screens. The kernel's files are looked at now and then; what differs only for a moment, while a driver asks a screen or udev sets up a
 * device, does not count. A compositor that finds no screen at all ends, so under one nothing is begun anew before there is one again. */

#include "host/host_internal.h"
#include "host/host_plug.h"
#include "host/host_screen.h"

#include <unistd.h>

#define UNASKED_NS TIME_S(120) /* fewer in an hour than the supervisor bears */
#define SCREEN_LOOKS 2         /* in a row */
#define HANDS_LOOKS 3 /* udev gives the show its rights before it has noted down what the device is */

static struct host_hands
read_hands(const struct host *host) {
    return host_hands_read(HOST_HANDS_SYS_DIR,
                           host->is_kmsdrm ? HOST_HANDS_DEV_DIR : NULL); /* a compositor reads for us */
}

void
host_watch_begin(struct host *host) {
    const struct clock clock = clock_real();
    struct host_watch *watch = &host->watch;
    watch->begun = clock_now(&clock);
    watch->plug = host_plug_open();
    watch->screens_print = host_screens_read(HOST_SCREEN_DIR).print;
    watch->hands = read_hands(host);
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
    if (!host->is_watched || host->is_asleep || now < host->watch.look_at) {
        return HOST_SAME;
    }
    watch->look_at = now + HOST_SCREEN_LOOK_NS;
    if (host_plug_was_touched(watch->plug)) {
        host_card_ask(host);
        watch->is_unasked = !host->is_kmsdrm; /* the card is the compositor's */
    }
    const struct host_screens screens = host_screens_read(HOST_SCREEN_DIR);
    const bool is_there = host->is_kmsdrm || screens.connected + screens.unknown > 0;
    const bool is_other = is_there && screens.print != watch->screens_print;
    const bool is_unasked = is_there && watch->is_unasked && now - watch->begun >= UNASKED_NS;
    watch->screen_looks = is_other ? watch->screen_looks + 1 : 0;
    const struct host_hands hands = read_hands(host);
    watch->hands_looks = host_hands_has_new(&watch->hands, &hands) ? watch->hands_looks + 1 : 0;
    const bool is_another = watch->screen_looks >= SCREEN_LOOKS || is_unasked;
    const bool may = host_hands_may_start_afresh(now, watch->begun);
    return is_another                                 ? HOST_OTHER_SCREEN
           : watch->hands_looks >= HANDS_LOOKS && may ? HOST_NEW_HANDS
                                                      : HOST_SAME;
}
