/* The one-time tag: Poly1305's own example, however the message is cut; any flipped bit tells; no two messages share a key. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/macros.h"
#include "pack/pack_tag.h"

/* RFC 8439, 2.5.2 */
static const struct pack_tag EXAMPLE = {
    .key = {0x85, 0xd6, 0xbe, 0x78, 0x57, 0x55, 0x6d, 0x33, 0x7f, 0x44, 0x52, 0xfe, 0x42, 0xd5, 0x06, 0xa8,
            0x01, 0x03, 0x80, 0x8a, 0xfb, 0x0d, 0xb2, 0xfd, 0x4a, 0xbf, 0xf6, 0xaf, 0x41, 0x49, 0xf5, 0x1b},
    .value = {0xa8, 0x06, 0x1d, 0xc1, 0x30, 0x51, 0x36, 0xc6, 0xc2, 0x2b, 0x8b, 0xaf, 0x0c, 0x01, 0x27, 0xa9},
};
static const char MESSAGE[] = "Cryptographic Forum Research Group";
#define BYTES (sizeof(MESSAGE) - 1)

static bool
is_same(const struct pack_tag *tag, const char *message, size_t bytes, size_t cut) {
    struct pack_tag_state state;
    pack_tag_begin_again(&state, tag);
    pack_tag_update(&state, message, cut);
    pack_tag_update(&state, message + cut, bytes - cut);
    return pack_tag_is_same(&state, tag);
}

static void
test_the_standards_example_however_it_is_cut(void **state) {
    UNUSED(state);
    for (size_t cut = 0; cut <= BYTES; cut++) {
        assert_true(is_same(&EXAMPLE, MESSAGE, BYTES, cut));
    }
}

static void
test_a_flipped_bit_or_another_length_tells(void **state) {
    UNUSED(state);
    char other[sizeof(MESSAGE)];
    struct pack_tag tag;
    struct pack_tag_state first;
    pack_tag_begin(&first, &tag);
    pack_tag_update(&first, MESSAGE, BYTES);
    pack_tag_end(&first, &tag);
    assert_true(is_same(&tag, MESSAGE, BYTES, BYTES));
    assert_false(is_same(&tag, MESSAGE, BYTES + 1, BYTES));
    for (size_t bit = 0; bit < 8 * BYTES; bit++) {
        memcpy(other, MESSAGE, sizeof(other));
        other[bit / 8] = (char)(other[bit / 8] ^ (1 << (bit % 8)));
        assert_false(is_same(&tag, other, BYTES, BYTES));
    }
    for (size_t bytes = 0; bytes < BYTES; bytes++) {
        assert_false(is_same(&tag, MESSAGE, bytes, bytes));
    }
}

static void
test_every_message_has_a_key_of_its_own(void **state) {
    UNUSED(state);
    struct pack_tag a;
    struct pack_tag b;
    struct pack_tag_state ongoing;
    pack_tag_begin(&ongoing, &a);
    pack_tag_begin(&ongoing, &b);
    assert_memory_not_equal(a.key, b.key, sizeof(a.key));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_standards_example_however_it_is_cut),
        cmocka_unit_test(test_a_flipped_bit_or_another_length_tells),
        cmocka_unit_test(test_every_message_has_a_key_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
