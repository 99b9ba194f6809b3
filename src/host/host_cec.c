/* One device file for each line, kept open: the kernel may switch a line off with its last user, and drop what was to be said. No call waits for
 * the line; an adapter at a USB plug may take a second to answer the first. Spec: Documentation/userspace-api/media/cec of Linux 6.1; HDMI 1.4b,
 * supplement 1: CEC 13.1 (One Touch Play), 13.3 (Standby). */

#include "host/host_cec.h"

#include <fcntl.h>
#include <linux/cec-funcs.h>
#include <linux/cec.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PATH_BYTES 256

/* Returns: -1 where there is none, or it is no line that one may speak on. */
static int
open_line(const char *dir, int number) {
    char path[PATH_BYTES];
    struct cec_caps caps = {.capabilities = 0};
    if (snprintf(path, sizeof(path), "%s/cec%d", dir, number) >= (int)sizeof(path)) {
        return -1;
    }
    const int fd = open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && (ioctl(fd, CEC_ADAP_G_CAPS, &caps) != 0 || (caps.capabilities & CEC_CAP_TRANSMIT) == 0)) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

static void
join(int fd) {
    struct cec_log_addrs taken = {.num_log_addrs = 0};
    struct cec_log_addrs ours = {
        .cec_version = CEC_OP_CEC_VERSION_1_4,
        .num_log_addrs = 1,
        .vendor_id = CEC_VENDOR_ID_NONE,
        .osd_name = "Vitrin",
        .primary_device_type = {CEC_OP_PRIM_DEVTYPE_PLAYBACK},
        .log_addr_type = {CEC_LOG_ADDR_TYPE_PLAYBACK},
        .all_device_types = {CEC_OP_ALL_DEVTYPE_PLAYBACK},
    };
    if (ioctl(fd, CEC_ADAP_G_LOG_ADDRS, &taken) == 0 && taken.num_log_addrs == 0) {
        (void)ioctl(fd, CEC_ADAP_S_LOG_ADDRS, &ours);
    }
}

static bool
send_on(int fd, struct cec_msg *message) {
    return ioctl(fd, CEC_TRANSMIT, message) == 0;
}

static bool
tell(int fd, bool is_on) {
    struct cec_log_addrs addresses = {.num_log_addrs = 0};
    struct cec_msg message;
    __u16 plug = CEC_PHYS_ADDR_INVALID;
    const bool has_joined = ioctl(fd, CEC_ADAP_G_LOG_ADDRS, &addresses) == 0 && addresses.log_addr_mask != 0;
    const __u8 self = has_joined ? addresses.log_addr[0] : CEC_LOG_ADDR_UNREGISTERED;
    cec_msg_init(&message, self, CEC_LOG_ADDR_TV);
    if (!is_on) {
        cec_msg_standby(&message);
        return send_on(fd, &message);
    }
    cec_msg_image_view_on(&message);
    const bool is_sent = send_on(fd, &message);
    if (has_joined && ioctl(fd, CEC_ADAP_G_PHYS_ADDR, &plug) == 0 && plug != CEC_PHYS_ADDR_INVALID) {
        cec_msg_init(&message, self, CEC_LOG_ADDR_BROADCAST);
        cec_msg_active_source(&message, plug);
        (void)send_on(fd, &message);
    }
    return is_sent;
}

struct host_cec
host_cec_open(const char *dir) {
    struct host_cec cec = {.count = 0};
    for (int i = 0; i < HOST_CEC_LINES_MAX; i++) {
        const int fd = open_line(dir, i);
        if (fd >= 0) {
            join(fd);
            cec.fds[cec.count++] = fd;
        }
    }
    return cec;
}

void
host_cec_close(struct host_cec *cec) {
    for (int i = 0; i < cec->count; i++) {
        (void)close(cec->fds[i]);
    }
    cec->count = 0;
}

int
host_cec_tell(const struct host_cec *cec, bool is_on) {
    int lines = 0;
    for (int i = 0; i < cec->count; i++) {
        lines += tell(cec->fds[i], is_on) ? 1 : 0;
    }
    return lines;
}
