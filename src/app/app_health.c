/* Temperature: the hottest of /sys/class/thermal. Power: the firmware's get_throttled, else the hwmon monitor rpi_volt. Memory:
 * /proc/meminfo. Storage: statvfs of the data partition, counted as a plain user sees it. All of it is read in one go, when the panel asks. */

#include "app/app_health.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/fs.h"

#define TEXT_MAX 4096
#define UNTOLD_C (-1000.0f)
#define LEAST_C (-40.0f)
#define MOST_C 150.0f

float
health_temperature(struct str text) {
    int milli = 0;
    if (!str_to_int(str_trim(text), &milli)) {
        return UNTOLD_C;
    }
    const float degrees = (float)milli / 1000.0f;
    return degrees >= LEAST_C && degrees <= MOST_C && milli != 0 ? degrees : UNTOLD_C;
}

/* "MemTotal:  16311084 kB". */
static bool
kib_of(struct str text, const char *name, int *ret_kib) {
    struct str line;
    struct str key;
    while (str_next(&text, '\n', &line)) {
        struct str rest = line;
        struct str number = {"", 0};
        if (!str_next(&rest, ':', &key) || !str_is(str_trim(key), name)) {
            continue;
        }
        rest = str_trim(rest);
        return str_next(&rest, ' ', &number) && str_to_int(number, ret_kib) && str_is(str_trim(rest), "kB");
    }
    return false;
}

int
health_memory(struct str text) {
    int total = 0;
    int available = 0;
    if (!kib_of(text, "MemTotal", &total) || !kib_of(text, "MemAvailable", &available) || total <= 0 ||
        available < 0 || available > total) {
        return -1;
    }
    return (int)(100.0 * (double)(total - available) / (double)total + 0.5);
}

enum staff_power
health_throttled(struct str text) {
    const struct str word = str_trim(text);
    const bool has_prefix = str_starts_with(word, "0x");
    unsigned bits = 0;
    size_t i = has_prefix ? 2 : 0;
    if (word.len <= i || word.len > i + 8) {
        return POWER_UNTOLD;
    }
    for (; i < word.len; i++) {
        const char c = word.ptr[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) {
            return POWER_UNTOLD;
        }
        bits = bits << 4 | (unsigned)digit;
    }
    return (bits & 1u) != 0 ? POWER_LOW : (bits >> 16 & 1u) != 0 ? POWER_WAS_LOW : POWER_FINE;
}

/* ---- files ---- */

static bool
read_text(const char *path, char text[TEXT_MAX], struct str *ret_text) {
    *ret_text = fs_read_kernel(path, text, TEXT_MAX);
    return ret_text->len > 0;
}

static bool
find(const char *root, const char *pattern, glob_t *ret_found) {
    char whole[TEXT_MAX];
    *ret_found = (glob_t){0};
    return snprintf(whole, sizeof(whole), "%s%s", root, pattern) < (int)sizeof(whole) &&
           glob(whole, 0, NULL, ret_found) == 0;
}

static float
hottest(const char *root) {
    char text[TEXT_MAX];
    struct str data;
    glob_t zones;
    float most = UNTOLD_C;
    if (find(root, "/sys/class/thermal/thermal_zone*/temp", &zones)) {
        for (size_t i = 0; i < zones.gl_pathc; i++) {
            const float one = read_text(zones.gl_pathv[i], text, &data) ? health_temperature(data) : UNTOLD_C;
            most = one > most ? one : most;
        }
    }
    globfree(&zones);
    return most;
}

/* The monitor's alarm tells of this moment alone. */
static enum staff_power
power_of_monitor(const char *root) {
    char path[TEXT_MAX];
    char text[TEXT_MAX];
    struct str data;
    glob_t names;
    enum staff_power power = POWER_UNTOLD;
    if (find(root, "/sys/class/hwmon/hwmon*/name", &names)) {
        for (size_t i = 0; i < names.gl_pathc; i++) {
            const size_t folder = strlen(names.gl_pathv[i]) - strlen("name");
            const bool is_it =
                read_text(names.gl_pathv[i], text, &data) && str_is(str_trim(data), "rpi_volt");
            (void)snprintf(path, sizeof(path), "%.*sin0_lcrit_alarm", (int)folder, names.gl_pathv[i]);
            if (is_it && read_text(path, text, &data)) {
                power = str_is(str_trim(data), "1") ? POWER_LOW : POWER_FINE;
            }
        }
    }
    globfree(&names);
    return power;
}

static enum staff_power
power(const char *root) {
    char text[TEXT_MAX];
    struct str data;
    glob_t found;
    enum staff_power told = POWER_UNTOLD;
    if (find(root, "/sys/devices/platform/soc/*/get_throttled", &found) && found.gl_pathc > 0 &&
        read_text(found.gl_pathv[0], text, &data)) {
        told = health_throttled(data);
    }
    globfree(&found);
    return told != POWER_UNTOLD ? told : power_of_monitor(root);
}

void
health_read(struct staff_facts *facts, const char *root, const char *folder) {
    char path[TEXT_MAX];
    char text[TEXT_MAX];
    struct str data;
    struct statvfs disk;
    (void)snprintf(path, sizeof(path), "%s/proc/meminfo", root);
    facts->temperature_c = hottest(root);
    facts->memory_percent = read_text(path, text, &data) ? health_memory(data) : -1;
    facts->power = power(root);
    facts->storage_percent = -1;
    if (statvfs(folder, &disk) == 0 && disk.f_blocks > disk.f_bfree) {
        const double used = (double)(disk.f_blocks - disk.f_bfree);
        facts->storage_percent = (int)(100.0 * used / (used + (double)disk.f_bavail) + 0.5);
    }
}
