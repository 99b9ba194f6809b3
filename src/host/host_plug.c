/* Messages of the kernel alone are believed: nobody else may send as port 0. Lost ones count as if they had been about a screen. Unlike udev's,
 * they reach every network namespace. */

#include "host/host_plug.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define KERNEL_GROUP 1
#define MESSAGE_BYTES 8192

int
host_plug_open(void) {
    const struct sockaddr_nl all = {.nl_family = AF_NETLINK, .nl_groups = KERNEL_GROUP};
    const int plug = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
    if (plug >= 0 && bind(plug, (const struct sockaddr *)&all, sizeof(all)) != 0) {
        (void)close(plug);
        return -1;
    }
    return plug;
}

bool
host_plug_is_screen(const char *message, size_t bytes) {
    bool is_card = false;
    bool is_plug = false;
    bool is_property = false;
    for (size_t at = 0; at < bytes;) {
        const size_t length = strnlen(message + at, bytes - at);
        const char *word = message + at;
        is_card = is_card || (length == 13 && memcmp(word, "SUBSYSTEM=drm", 13) == 0);
        is_plug = is_plug || (length == 9 && memcmp(word, "HOTPLUG=1", 9) == 0);
        is_property = is_property || (length > 9 && memcmp(word, "PROPERTY=", 9) == 0);
        at += length + 1;
    }
    return is_card && is_plug &&
           !is_property; /* of a property: copy protection, a link that is to be trained again */
}

bool
host_plug_was_touched(int plug) {
    char message[MESSAGE_BYTES];
    bool was = false;
    while (plug >= 0) {
        struct sockaddr_nl from = {0};
        socklen_t size = sizeof(from);
        const ssize_t bytes = recvfrom(plug, message, sizeof(message), 0, (struct sockaddr *)&from, &size);
        if (bytes < 0 && errno != EINTR && errno != ENOBUFS) {
            break;
        }
        was = was || (bytes < 0 && errno == ENOBUFS) ||
              (bytes > 0 && from.nl_pid == 0 && host_plug_is_screen(message, (size_t)bytes));
    }
    return was;
}
