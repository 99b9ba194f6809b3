/* Who is trusted for what: folders of keys, retired keys, and root keys that alone may change the others. */

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "pack/pack_file.h"
#include "pack/pack_ring.h"
#include "tools/pack_sign.h"

#define FOLDER_MAX 64

static char folder[FOLDER_MAX];

static char *
in_folder(char out[128], const char *name) {
    (void)snprintf(out, 128, "%s/%s", folder, name);
    return out;
}

static int
open_folder(void **state) {
    UNUSED(state);
    static const char *const NAMES[] = {"shipped/office", "shipped/safe.root", "added/second",
                                        "added/odd.root", "stranger"};
    char path[128];
    struct err err = {0};
    (void)snprintf(folder, sizeof(folder), "/tmp/vitrin-ring-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_true(fs_make_dirs(in_folder(path, "shipped"), &err));
    assert_true(fs_make_dirs(in_folder(path, "added"), &err));
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        assert_true(pack_sign_make_keys(in_folder(path, NAMES[i]), NULL, &err));
    }
    assert_true(fs_write_atomic(in_folder(path, "shipped/broken.pub"), "no key\n", 7, &err));
    assert_true(fs_write_atomic(in_folder(path, "shipped/notes.txt"), "no key\n", 7, &err));
    assert_true(fs_write_atomic(in_folder(path, "a.vpack"), "bytes", 5, &err));
    return 0;
}

static int
close_folder(void **state) {
    UNUSED(state);
    char command[FOLDER_MAX + 16];
    (void)snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
}

static struct pack_ring
read_ring(int odd_wanted) {
    char path[128];
    struct pack_ring ring = {.key_count = 0};
    struct err err = {0};
    int odd = 0;
    assert_true(pack_ring_add_folder(&ring, &FS_TABLE_SYSTEM, in_folder(path, "shipped"), false, &odd, &err));
    assert_int_equal(odd, 1);
    assert_true(pack_ring_add_folder(&ring, &FS_TABLE_SYSTEM, in_folder(path, "added"), true, &odd, &err));
    assert_int_equal(odd, odd_wanted);
    assert_true(pack_ring_add_folder(&ring, &FS_TABLE_SYSTEM, in_folder(path, "nowhere"), true, &odd, &err));
    assert_int_equal(odd, 0);
    return ring;
}

static struct pack_signature
sign_with(const char *key, uint8_t ret_hash[PACK_FILE_HASH_BYTES]) {
    char path[128];
    char text[PACK_SIGNATURE_FILE_MAX];
    size_t bytes = 0;
    struct sign_secret secret;
    struct pack_signature signature;
    struct err err = {0};
    assert_true(pack_sign_read_secret(in_folder(path, key), NULL, &secret, &err));
    assert_true(pack_sign_file(in_folder(path, "a.vpack"), &secret, &err));
    assert_true(pack_file_hash(&FS_TABLE_SYSTEM, path, ret_hash, &err));
    assert_true(fs_table_read(&FS_TABLE_SYSTEM, in_folder(path, "a.vpack.minisig"), text, sizeof(text),
                              &bytes, &err));
    assert_true(pack_signature_parse((struct str){text, bytes}, &signature, &err));
    return signature;
}

static void
test_who_may_sign_what(void **state) {
    UNUSED(state);
    static const struct {
        const char *key;
        enum pack_trust as_pack, as_key_pack;
    } CASES[] = {
        {"shipped/office.key", PACK_TRUSTED, PACK_TRUST_UNKNOWN},
        {"shipped/safe.root.key", PACK_TRUSTED, PACK_TRUSTED},
        {"added/second.key", PACK_TRUSTED, PACK_TRUST_UNKNOWN},
        {"added/odd.root.key", PACK_TRUSTED, PACK_TRUST_UNKNOWN}, /* what was added is never a root key */
        {"stranger.key", PACK_TRUST_UNKNOWN, PACK_TRUST_UNKNOWN},
    };
    const struct pack_ring ring = read_ring(0);
    assert_int_equal(ring.key_count, 4);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        uint8_t hash[PACK_FILE_HASH_BYTES];
        const struct pack_signature signature = sign_with(CASES[i].key, hash);
        assert_int_equal(pack_ring_verify(&ring, &signature, hash, true, false), CASES[i].as_pack);
        assert_int_equal(pack_ring_verify(&ring, &signature, hash, true, true), CASES[i].as_key_pack);
        hash[3] ^= 1;
        assert_int_equal(pack_ring_verify(&ring, &signature, hash, true, false),
                         CASES[i].as_pack == PACK_TRUSTED ? PACK_TRUST_WRONG : CASES[i].as_pack);
    }
}

static void
test_retired(void **state) {
    UNUSED(state);
    char path[128];
    char text[128];
    char id[2][2 * PACK_KEY_ID_BYTES + 1];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct err err = {0};
    struct pack_signature office = sign_with("shipped/office.key", hash);
    struct pack_signature safe = sign_with("shipped/safe.root.key", hash);
    pack_key_id_print(office.key_id, id[0]);
    pack_key_id_print(safe.key_id, id[1]);
    const int n = snprintf(text, sizeof(text), "%s\n%s\nnonsense\n", id[0], id[1]);
    assert_true(fs_write_atomic(in_folder(path, "added/retired"), text, (size_t)n, &err));
    const struct pack_ring ring = read_ring(1);
    assert_int_equal(pack_ring_verify(&ring, &office, hash, true, false), PACK_TRUST_RETIRED);
    assert_int_equal(pack_ring_verify(&ring, &office, hash, false, false),
                     PACK_TRUSTED); /* what is installed stays */
    assert_int_equal(pack_ring_verify(&ring, &safe, hash, true, true),
                     PACK_TRUSTED); /* root keys cannot be retired */
    assert_int_equal(remove(in_folder(path, "added/retired")), 0);
}

/* Whatever becomes of the list: a key that it named never comes back, and what is installed stays. */
static void
test_a_damaged_list_of_retired_keys(void **state) {
    UNUSED(state);
    char path[128];
    char text[PACK_RING_RETIRED_BYTES];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct err err = {0};
    struct pack_ring retired = {.key_count = 0};
    struct pack_signature safe = sign_with("shipped/safe.root.key", hash);
    struct pack_signature office = sign_with("shipped/office.key", hash);
    static const uint8_t OTHER[PACK_KEY_ID_BYTES] = {1, 2, 3};
    assert_true(pack_ring_retire(&retired, office.key_id) && pack_ring_retire(&retired, OTHER));
    const size_t bytes = pack_ring_print_retired(&retired, text);
    (void)in_folder(path, "added/retired");
    assert_true(fs_write_atomic(path, text, bytes, &err));
    assert_int_equal(read_ring(0).retired_count, 2);
    int altered = 0;
    for (size_t at = 0; at < bytes; at++) {
        for (int bit = 0; bit < 8; bit++) {
            text[at] = (char)(text[at] ^ (1 << bit));
            assert_true(fs_write_atomic(path, text, bytes, &err));
            const struct pack_ring ring = read_ring(1);
            const enum pack_trust trust = pack_ring_knows(&ring, &office, true, false);
            assert_true(trust == PACK_TRUST_RETIRED || trust == PACK_TRUST_UNSURE);
            assert_int_equal(pack_ring_knows(&ring, &office, false, false), PACK_TRUSTED);
            assert_int_equal(pack_ring_knows(&ring, &safe, true, true), PACK_TRUSTED); /* who can mend it */
            text[at] = (char)(text[at] ^ (1 << bit));
            altered++;
        }
        assert_true(fs_write_atomic(path, text, at, &err)); /* cut */
        const struct pack_ring ring = read_ring(at == bytes - 1 ? 0 : 1);
        assert_int_not_equal(pack_ring_knows(&ring, &office, true, false), PACK_TRUSTED);
    }
    assert_int_equal(remove(path), 0);
    assert_true(fs_make_dirs(path, &err)); /* cannot be read */
    assert_int_equal(read_ring(1).retired_list, PACK_RETIRED_UNREAD);
    assert_int_equal(rmdir(path), 0);
    printf("N = %d flipped bits and %zu cuts of a list of retired keys\n", altered, bytes);
}

static void
test_too_many_retired(void **state) {
    UNUSED(state);
    struct pack_ring ring = {.key_count = 0};
    char text[PACK_RING_RETIRED_BYTES];
    uint8_t id[PACK_KEY_ID_BYTES] = {0};
    for (int i = 0; i < PACK_RING_RETIRED_MAX; i++) {
        id[0] = (uint8_t)i;
        assert_true(pack_ring_retire(&ring, id));
        assert_true(pack_ring_retire(&ring, id)); /* once */
    }
    assert_true(pack_ring_print_retired(&ring, text) < sizeof(text));
    id[0] = PACK_RING_RETIRED_MAX;
    assert_false(pack_ring_retire(&ring, id));
}

static void
test_too_many(void **state) {
    UNUSED(state);
    struct pack_ring ring = {.key_count = 0};
    struct err err = {0};
    for (int i = 0; i < PACK_RING_KEYS_MAX; i++) {
        struct pack_key key = {.id = {(uint8_t)i}};
        assert_true(pack_ring_add_key(&ring, &key, false, &err));
        assert_true(pack_ring_add_key(&ring, &key, false, &err)); /* the same again is no other */
    }
    struct pack_key key = {.id = {99}};
    assert_false(pack_ring_add_key(&ring, &key, false, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_sign_what),
        cmocka_unit_test(test_retired),
        cmocka_unit_test(test_a_damaged_list_of_retired_keys),
        cmocka_unit_test(test_too_many_retired),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
