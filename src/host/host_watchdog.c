/* sd_notify by hand: one datagram to the socket of NOTIFY_SOCKET, which is a path or, with '@', an abstract name; WATCHDOG_USEC says how
 * long the supervisor waits, and a third of it is kept. Spec: sd_notify(3), sd_watchdog_enabled(3). */

#include "host/host_watchdog.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void
say(const struct host_watchdog *watchdog, const char *what) {
    if (watchdog->fd >= 0) { /* nobody there any more is no reason to stop */
        (void)send(watchdog->fd, what, strlen(what), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

static int
open_socket(const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const size_t n = name == NULL ? 0 : strlen(name);
    if (n < 2 || n >= sizeof(address.sun_path) || (name[0] != '/' && name[0] != '@')) {
        return -1;
    }
    memcpy(address.sun_path, name, n);
    address.sun_path[0] = name[0] == '@' ? '\0' : name[0];
    const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address,
                           (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

struct host_watchdog
host_watchdog_open(void) {
    const char *period = getenv("WATCHDOG_USEC");
    struct host_watchdog watchdog = {
        .fd = open_socket(getenv("NOTIFY_SOCKET")), .allowed_ns = TIME_NEVER, .due = TIME_NEVER};
    const long long us = period == NULL ? 0 : strtoll(period, NULL, 10);
    if (watchdog.fd >= 0 && us > 0 && us < INT64_MAX / 1000) {
        watchdog.allowed_ns = (time_ns)us * 1000;
    }
    return watchdog;
}

static void
allow(const struct host_watchdog *watchdog, time_ns span) {
    char text[64];
    (void)snprintf(text, sizeof(text), "WATCHDOG_USEC=%lld", (long long)(span / 1000));
    say(watchdog, text);
}

static void
count_on(struct host_watchdog *watchdog, time_ns now) {
    watchdog->due = watchdog->allowed_ns < TIME_NEVER ? now + watchdog->allowed_ns / 3 : TIME_NEVER;
}

void
host_watchdog_ready(struct host_watchdog *watchdog, time_ns now) {
    if (!watchdog->is_ready) {
        say(watchdog, "READY=1");
        watchdog->is_ready = true;
        count_on(watchdog, now);
    }
}

void
host_watchdog_stretch(struct host_watchdog *watchdog, time_ns now, time_ns span) {
    if (watchdog->due < TIME_NEVER && span > watchdog->allowed_ns) {
        allow(watchdog, span);
        watchdog->is_stretched = true;
        watchdog->due = now; /* whenever it can be fed again */
    }
}

void
host_watchdog_feed(struct host_watchdog *watchdog, time_ns now) {
    if (now < watchdog->due) {
        return;
    }
    if (watchdog->is_stretched) {
        allow(watchdog, watchdog->allowed_ns); /* which feeds as well */
        watchdog->is_stretched = false;
    } else {
        say(watchdog, "WATCHDOG=1");
    }
    count_on(watchdog, now);
}

time_ns
host_watchdog_due(const struct host_watchdog *watchdog) {
    return watchdog->due;
}

void
host_watchdog_close(struct host_watchdog *watchdog) {
    say(watchdog, "STOPPING=1");
    if (watchdog->fd >= 0) {
        (void)close(watchdog->fd);
    }
    watchdog->fd = -1;
}
