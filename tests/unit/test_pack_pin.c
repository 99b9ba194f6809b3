/* The PIN: every combination comes up alike, its hash tells only its own digits, the file is whole and private, and no damage to it
 * opens the panel or takes more memory. */

#include "support.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pack/pack_pin.h"

static void
path_of(char path[64]) {
    (void)snprintf(path, 64, "/tmp/vitrin-pin-%ld", (long)getpid());
}

static void
test_pins_are_six_digits_spread_evenly(void **state) {
    enum { MADE = 60000 };
    int seen[PACK_PIN_DIGITS][10] = {{0}};
    char digits[PACK_PIN_DIGITS + 1];
    (void)state;
    for (int i = 0; i < MADE; i++) {
        pack_pin_make(digits);
        assert_true(pack_pin_is_whole(digits));
        for (int place = 0; place < PACK_PIN_DIGITS; place++) {
            seen[place][digits[place] - '0']++;
        }
    }
    for (int place = 0; place < PACK_PIN_DIGITS; place++) {
        for (int digit = 0; digit < 10; digit++) { /* 6000 expected; six standard deviations are 441 */
            assert_in_range(seen[place][digit], 5559, 6441);
        }
    }
    print_message("N = %d PINs made\n", MADE);
}

static void
test_a_hash_fits_its_own_digits_alone(void **state) {
    char hash[PACK_PIN_HASH_BYTES];
    char again[PACK_PIN_HASH_BYTES];
    struct err err = {0};
    struct timespec from;
    struct timespec to;
    (void)state;
    assert_true(pack_pin_hash("048213", hash, &err));
    assert_true(pack_pin_hash("048213", again, &err));
    assert_string_not_equal(hash, again); /* a salt of its own */
    assert_null(strstr(hash, "048213"));
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    assert_true(pack_pin_matches("048213", hash));
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    static const char *const WRONG[] = {"048214", "48213", "0482130", "", "04821a", "٠48213"};
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        assert_false(pack_pin_matches(WRONG[i], hash));
    }
    print_message("N = 1 verification in %.1f ms\n",
                  (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6);
}

static void
test_the_file_is_private_and_comes_back(void **state) {
    char path[64];
    char hash[PACK_PIN_HASH_BYTES];
    char back[PACK_PIN_HASH_BYTES];
    struct err err = {0};
    struct stat st;
    (void)state;
    path_of(path);
    (void)unlink(path);
    assert_false(pack_pin_read(path, back, &err));
    assert_int_equal(err.sys_errno, ENOENT);
    assert_true(pack_pin_hash("120034", hash, &err) && pack_pin_store(path, hash, &err));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(pack_pin_read(path, back, &err));
    assert_true(pack_pin_matches("120034", back));
    (void)unlink(path);
}

static void
test_a_damaged_file_opens_nothing(void **state) {
    char path[64];
    char hash[PACK_PIN_HASH_BYTES];
    char line[PACK_PIN_HASH_BYTES + 1];
    char back[PACK_PIN_HASH_BYTES];
    struct err err = {0};
    int refused = 0;
    int cases = 0;
    (void)state;
    path_of(path);
    assert_true(pack_pin_hash("555000", hash, &err));
    const int bytes = snprintf(line, sizeof(line), "%s\n", hash);
    for (int at = 0; at < bytes; at++) { /* cut at every byte; every byte another */
        struct err why = {0};
        assert_true(fs_write_atomic(path, line, (size_t)at, &why));
        assert_false(pack_pin_read(path, back, &why));
        line[at] ^= 1;
        assert_true(fs_write_atomic(path, line, (size_t)bytes, &why));
        const bool is_read = pack_pin_read(path, back, &why);
        assert_false(is_read && at % 7 == 0 && pack_pin_matches("555000", back));
        refused += is_read ? 0 : 1;
        line[at] ^= 1;
        cases += 2;
    }
    static const char *const EVIL[] = {"$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA\n",
                                       "$argon2i$v=19$m=8192,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA\n", "\n"};
    for (size_t i = 0; i < sizeof(EVIL) / sizeof(EVIL[0]); i++) {
        struct err why = {0};
        assert_true(fs_write_atomic(path, EVIL[i], strlen(EVIL[i]), &why));
        assert_false(pack_pin_read(path, back, &why));
        assert_int_equal(why.code, ERR_FORMAT);
        cases++;
    }
    print_message("N = %d damaged files, none opened; %d changed bytes seen when read\n", cases, refused);
    (void)unlink(path);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pins_are_six_digits_spread_evenly),
        cmocka_unit_test(test_a_hash_fits_its_own_digits_alone),
        cmocka_unit_test(test_the_file_is_private_and_comes_back),
        cmocka_unit_test(test_a_damaged_file_opens_nothing),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
