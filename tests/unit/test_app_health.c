/* What kernels tell of a machine, and what they may tell wrongly: samples of files, and a tree of them. */

#include "support.h"

#include <unistd.h>

#include "app/app_health.h"

static void
test_temperatures(void **state) {
    static const struct {
        const char *text;
        float degrees; /* below -100: not told */
    } ROWS[] = {{"52432\n", 52.432f}, {"-3500\n", -3.5f},  {"85000", 85.0f},       {"0\n", -1000.0f},
                {"", -1000.0f},       {"hot\n", -1000.0f}, {"999999\n", -1000.0f}, {"-274000\n", -1000.0f}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        assert_float_equal(health_temperature(str_from_c(ROWS[i].text)), ROWS[i].degrees, 0.001f);
    }
    print_message("N = %zu temperatures\n", ARRAY_LEN(ROWS));
}

static void
test_memory(void **state) {
    static const struct {
        const char *text;
        int percent;
    } ROWS[] = {
        {"MemTotal:         948304 kB\nMemFree:          101236 kB\nMemAvailable:     654330 kB\n", 31},
        {"MemAvailable: 0 kB\nMemTotal: 100 kB\n", 100},
        {"MemTotal: 100 kB\nMemFree: 10 kB\n", -1}, /* older kernels do not tell what is available */
        {"MemTotal: 100 kB\nMemAvailable: 200 kB\n", -1},
        {"MemTotal: 0 kB\nMemAvailable: 0 kB\n", -1},
        {"MemTotal: 100 MB\nMemAvailable: 50 MB\n", -1},
        {"MemTotal:\nMemAvailable:\n", -1},
        {"", -1},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        assert_int_equal(health_memory(str_from_c(ROWS[i].text)), ROWS[i].percent);
    }
    print_message("N = %zu tellings of memory\n", ARRAY_LEN(ROWS));
}

static void
test_power(void **state) {
    static const struct {
        const char *text;
        enum staff_power power;
    } ROWS[] = {{"0\n", POWER_FINE},
                {"0x0\n", POWER_FINE},
                {"50005\n", POWER_LOW},
                {"50000\n", POWER_WAS_LOW},
                {"0x1", POWER_LOW},
                {"20002\n", POWER_FINE}, /* throttled, not starved */
                {"throttled=0x0", POWER_UNTOLD},
                {"", POWER_UNTOLD},
                {"0x", POWER_UNTOLD},
                {"123456789", POWER_UNTOLD}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        assert_int_equal(health_throttled(str_from_c(ROWS[i].text)), ROWS[i].power);
    }
    print_message("N = %zu words of power\n", ARRAY_LEN(ROWS));
}

/* ---- a machine's files ---- */

static char root[64];

static void
put(const char *path, const char *text) {
    struct err err = {0};
    char whole[512];
    (void)snprintf(whole, sizeof(whole), "%s%s", root, path);
    char *slash = strrchr(whole, '/');
    *slash = '\0';
    assert_true(fs_make_dirs(whole, &err));
    *slash = '/';
    assert_true(fs_write_atomic(whole, text, strlen(text), &err));
}

static void
test_a_machine(void **state) {
    struct staff_facts facts = staff_facts_none();
    char command[128];
    (void)state;
    (void)snprintf(root, sizeof(root), "/tmp/vitrin-health-%ld", (long)getpid());
    health_read(&facts, root, "/nowhere/at/all"); /* a machine that tells nothing */
    assert_true(facts.temperature_c < -100.0f);
    assert_int_equal(facts.memory_percent, -1);
    assert_int_equal(facts.storage_percent, -1);
    assert_int_equal(facts.power, POWER_UNTOLD);
    put("/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 250 kB\n");
    put("/sys/class/thermal/thermal_zone0/temp", "48000\n");
    put("/sys/class/thermal/thermal_zone1/temp", "61500\n");
    put("/sys/class/thermal/thermal_zone2/temp", "broken\n");
    put("/sys/class/hwmon/hwmon0/name", "cpu_thermal\n");
    put("/sys/class/hwmon/hwmon0/in0_lcrit_alarm", "1\n");
    put("/sys/class/hwmon/hwmon3/name", "rpi_volt\n");
    put("/sys/class/hwmon/hwmon3/in0_lcrit_alarm", "0\n");
    health_read(&facts, root, "/tmp");
    assert_float_equal(facts.temperature_c, 61.5f, 0.01f);
    assert_int_equal(facts.memory_percent, 75);
    assert_in_range(facts.storage_percent, 0, 100);
    assert_int_equal(facts.power, POWER_FINE);
    put("/sys/class/hwmon/hwmon3/in0_lcrit_alarm", "1\n");
    health_read(&facts, root, "/tmp");
    assert_int_equal(facts.power, POWER_LOW);
    put("/sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n"); /* knows more than the monitor */
    health_read(&facts, root, "/tmp");
    assert_int_equal(facts.power, POWER_WAS_LOW);
    (void)snprintf(command, sizeof(command), "rm -rf %s", root);
    assert_int_equal(system(command), 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_temperatures),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_a_machine),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
