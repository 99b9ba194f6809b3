/* A handler may do no more than note the signal. The flag it sets is the one mutable global besides the log level, for nothing else reaches
 * a handler. Signals are let in by ppoll alone while a sleep begins, so that none slips in between the look at the flag and the sleep. */

#include "host/host_leave.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

#include "base/macros.h"

static const int SIGNALS[] = {SIGTERM, SIGINT};
static volatile sig_atomic_t is_asked;

static void
note(int number) {
    UNUSED(number);
    is_asked = 1;
}

void
host_leave_watch(void) {
    /* files that are being written go on: what waits in poll or sleeps is interrupted all the same */
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ARRAY_LEN(SIGNALS); i++) {
        (void)sigaction(SIGNALS[i], &action, NULL);
    }
}

bool
host_leave_is_asked(void) {
    return is_asked != 0;
}

void
host_leave_sleep(time_ns span) {
    const struct timespec sleep = {(time_t)(span / TIME_S(1)), (long)(span % TIME_S(1))};
    sigset_t held;
    sigset_t before;
    (void)sigemptyset(&held);
    for (size_t i = 0; i < ARRAY_LEN(SIGNALS); i++) {
        (void)sigaddset(&held, SIGNALS[i]);
    }
    (void)sigprocmask(SIG_BLOCK, &held, &before);
    if (is_asked == 0) {
        (void)ppoll(NULL, 0, &sleep, &before);
    }
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
}
