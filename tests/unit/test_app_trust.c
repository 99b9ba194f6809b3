/* What the show believes before it opens a file: a signature by a key that it was given, over the very bytes that lie there. */

#include "sign_support.h"

#include <fcntl.h>

#include "app/app.h"

static char pack[64], key[SIGN_PATH_MAX], other[64], other_key[SIGN_PATH_MAX], keys[64];

static void
write_file(const char *path, const char *text) {
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(close(fd), 0);
}

static int
set_up(void **state) {
    struct err err = {0};
    UNUSED(state);
    (void)snprintf(pack, sizeof(pack), "/tmp/vitrin-trust-%ld.vpack", (long)getpid());
    (void)snprintf(other, sizeof(other), "/tmp/vitrin-trust-%ld-other.vpack", (long)getpid());
    (void)snprintf(keys, sizeof(keys), "/tmp/vitrin-trust-%ld-none", (long)getpid());
    write_file(pack, "the bytes that were signed");
    write_file(other, "other bytes, signed too");
    return support_sign(pack, key, &err) && support_sign(other, other_key, &err) ? 0 : -1;
}

static int
tear_down(void **state) {
    UNUSED(state);
    support_unsign(pack);
    support_unsign(other);
    return unlink(pack) + unlink(other);
}

/* trust: the key that is given; the folder of keys is not there. Returns: the reason, ERR_NONE when the show would open it. */
static enum err_code
find(const char *path, const char *trust, struct app_source *ret_source) {
    const struct app_options options = {.pack = path, .trust = trust, .keys = keys};
    struct err err = {0};
    return app_trust_find_pack(&options, ret_source, &err) ? ERR_NONE : err.code;
}

static void
test_whose_signature(void **state) {
    UNUSED(state);
    struct app_source source;
    assert_int_equal(find(pack, key, &source), ERR_NONE);
    assert_string_equal(source.path, pack);
    assert_true(source.is_preview); /* the key was named, not installed */
    assert_int_equal(find(pack, NULL, &source), ERR_UNTRUSTED);
    assert_int_equal(find(pack, other_key, &source), ERR_UNTRUSTED);
    assert_int_equal(find(other, other_key, &source), ERR_NONE);
}

static void
test_which_bytes(void **state) {
    UNUSED(state);
    struct app_source source;
    static const char *const ALTERED[] = {"the bytes that were signed.", "the bytes that were signeD",
                                          "he bytes that were signed", ""};
    for (size_t i = 0; i < ARRAY_LEN(ALTERED); i++) {
        write_file(pack, ALTERED[i]);
        assert_int_equal(find(pack, key, &source), ERR_UNTRUSTED);
    }
    write_file(pack, "the bytes that were signed");
    assert_int_equal(find(pack, key, &source), ERR_NONE);
}

static void
test_no_signature(void **state) {
    UNUSED(state);
    struct app_source source;
    char beside[SIGN_PATH_MAX], away[SIGN_PATH_MAX + 8];
    (void)snprintf(beside, sizeof(beside), "%s.minisig", pack);
    (void)snprintf(away, sizeof(away), "%s.away", beside);
    assert_int_equal(rename(beside, away), 0);
    assert_int_equal(find(pack, key, &source), ERR_UNTRUSTED);
    write_file(beside, "untrusted comment: nothing\n");
    assert_int_equal(find(pack, key, &source), ERR_FORMAT);
    assert_int_equal(rename(away, beside), 0);
    assert_int_equal(find(pack, key, &source), ERR_NONE);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whose_signature),
        cmocka_unit_test(test_which_bytes),
        cmocka_unit_test(test_no_signature),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
