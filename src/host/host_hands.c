/* Devices are the folders inputN of /sys/class/input, with their abilities as bits in hexadecimal words of a long, the last word the lowest;
 * the node to read them is named by the folder eventN within. Spec: drivers/input/input.c of Linux 6.1, input-event-codes.h. */

#include "host/host_hands.h"

#include <dirent.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"

#define EVERY_NS TIME_S(120) /* fewer in an hour than the supervisor bears */
#define MACHINE_IS_NEW_NS TIME_S(120)
#define WORDS_MAX 16
#define TEXT_MAX 512
#define PATH_BYTES 256
#define WORD_BITS (8 * (int)sizeof(long))

static bool
has_bit(const char *device, const char *file, int bit) {
    unsigned long words[WORDS_MAX];
    int count = 0;
    char path[PATH_BYTES];
    char text[TEXT_MAX];
    (void)snprintf(path, sizeof(path), "%s/%s", device, file);
    (void)fs_read_kernel(path, text, sizeof(text));
    for (char *at = text, *end = text; count < WORDS_MAX; at = end) {
        const unsigned long word = strtoul(at, &end, 16);
        if (end == at) {
            break;
        }
        words[count++] = word;
    }
    const int index = count - 1 - bit / WORD_BITS;
    return index >= 0 && (words[index] >> (bit % WORD_BITS) & 1ul) != 0;
}

static bool
may_read(const char *device, const char *dev_dir) {
    DIR *folder = opendir(device);
    bool may = false;
    for (struct dirent *entry = NULL; folder != NULL && !may && (entry = readdir(folder)) != NULL;) {
        char path[PATH_BYTES];
        if (strncmp(entry->d_name, "event", 5) == 0 &&
            snprintf(path, sizeof(path), "%s/%s", dev_dir, entry->d_name) < (int)sizeof(path)) {
            may = access(path, R_OK) == 0;
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return may;
}

struct host_hands
host_hands_read(const char *sys_dir, const char *dev_dir) {
    struct host_hands hands = {0};
    DIR *folder = opendir(sys_dir);
    for (struct dirent *entry = NULL;
         folder != NULL && hands.count < HOST_HANDS_MAX && (entry = readdir(folder)) != NULL;) {
        char device[PATH_BYTES / 2];
        int number = -1;
        if (sscanf(entry->d_name, "input%d", &number) != 1 ||
            snprintf(device, sizeof(device), "%s/%s", sys_dir, entry->d_name) >= (int)sizeof(device)) {
            continue;
        }
        const bool is_touched = has_bit(device, "capabilities/abs", ABS_MT_POSITION_X) ||
                                has_bit(device, "capabilities/key", BTN_TOUCH);
        if (is_touched && (dev_dir == NULL || may_read(device, dev_dir))) {
            hands.devices[hands.count++] = number;
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return hands;
}

bool
host_hands_may_start_afresh(time_ns now, time_ns begun) {
    return now < MACHINE_IS_NEW_NS || now - begun >= EVERY_NS;
}

bool
host_hands_has_new(const struct host_hands *before, const struct host_hands *now) {
    for (int i = 0; i < now->count; i++) {
        bool is_known = false;
        for (int k = 0; k < before->count; k++) {
            is_known = is_known || before->devices[k] == now->devices[i];
        }
        if (!is_known) {
            return true;
        }
    }
    return false;
}
