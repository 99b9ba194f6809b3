/* Signatures: ours are minisign's, and what is only nearly one is refused; never laxer than minisign itself. */

#include "support.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs_table.h"
#include "base/hash.h"
#include "pack/pack_signature.h"
#include "tools/pack_sign.h"

#define FOLDER_MAX 64

struct bench {
    char folder[FOLDER_MAX];
    char pack[FOLDER_MAX + 16], key[FOLDER_MAX + 16], public[FOLDER_MAX + 16], signature[FOLDER_MAX + 32];
    struct pack_key pinned;
    char text[PACK_SIGNATURE_FILE_MAX];
    size_t bytes;
    uint8_t hash[PACK_FILE_HASH_BYTES];
};

static struct bench bench;

static void
write_file(const char *path, const void *data, size_t bytes) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, bytes, file), bytes);
    assert_int_equal(fclose(file), 0);
}

static size_t
read_file(const char *path, void *data, size_t room) {
    size_t bytes = 0;
    struct err err = {0};
    assert_true(fs_table_read(&FS_TABLE_SYSTEM, path, data, room, &bytes, &err));
    return bytes;
}

static int
open_bench(void **state) {
    UNUSED(state);
    char text[PACK_KEY_FILE_MAX];
    struct err err = {0};
    struct sign_secret secret;
    struct hash_id_state hasher;
    static const char BYTES[] = "bytes of a pack\n";
    (void)snprintf(bench.folder, sizeof(bench.folder), "/tmp/vitrin-signature-XXXXXX");
    assert_non_null(mkdtemp(bench.folder));
    (void)snprintf(bench.pack, sizeof(bench.pack), "%s/a.vpack", bench.folder);
    (void)snprintf(bench.key, sizeof(bench.key), "%s/k.key", bench.folder);
    (void)snprintf(bench.public, sizeof(bench.public), "%s/k.pub", bench.folder);
    (void)snprintf(bench.signature, sizeof(bench.signature), "%s.minisig", bench.pack);
    write_file(bench.pack, BYTES, sizeof(BYTES) - 1);
    (void)snprintf(text, sizeof(text), "%s/k", bench.folder);
    assert_true(pack_sign_make_keys(text, NULL, &err));
    assert_true(pack_sign_read_secret(bench.key, NULL, &secret, &err));
    assert_true(pack_sign_file(bench.pack, &secret, &err));
    const size_t bytes = read_file(bench.public, text, sizeof(text));
    assert_true(pack_key_parse((struct str){text, bytes}, &bench.pinned, &err));
    bench.bytes = read_file(bench.signature, bench.text, sizeof(bench.text));
    hash_wide_init(&hasher);
    hash_id_update(&hasher, BYTES, sizeof(BYTES) - 1);
    hash_wide_final(&hasher, bench.hash);
    return 0;
}

static int
close_bench(void **state) {
    UNUSED(state);
    char command[FOLDER_MAX + 16];
    (void)snprintf(command, sizeof(command), "rm -rf %s", bench.folder);
    return system(command);
}

static bool
is_taken(const char *text, size_t bytes) {
    struct pack_signature signature;
    struct err err = {0};
    return pack_signature_parse((struct str){text, bytes}, &signature, &err) &&
           pack_signature_verify(&signature, &bench.pinned, bench.hash);
}

static bool
minisign_takes(const char *public, const char *signature) {
    char command[512];
    (void)snprintf(command, sizeof(command), "minisign -V -H -q -m %s -p %s -x %s >/dev/null 2>&1",
                   bench.pack, public, signature);
    return system(command) == 0;
}

static void
test_minisign_takes_ours(void **state) {
    UNUSED(state);
    assert_true(is_taken(bench.text, bench.bytes));
    assert_true(minisign_takes(bench.public, bench.signature));
}

static void
test_ours_takes_minisigns(void **state) {
    UNUSED(state);
    char command[512];
    struct err err = {0};
    (void)snprintf(
        command, sizeof(command),
        "cd %s && minisign -G -W -p m.pub -s m.key >/dev/null && minisign -S -s m.key -m a.vpack -x "
        "other.minisig </dev/null >/dev/null && cp a.vpack other",
        bench.folder);
    assert_int_equal(system(command), 0);
    char path[FOLDER_MAX + 16];
    char public[FOLDER_MAX + 16];
    (void)snprintf(path, sizeof(path), "%s/other", bench.folder);
    (void)snprintf(public, sizeof(public), "%s/m.pub", bench.folder);
    assert_true(pack_sign_verify_file(path, public, &err));
    assert_false(pack_sign_verify_file(path, bench.public, &err));
    assert_non_null(strstr(err.text, "another key"));
}

/* The old tag: the signature of the hash, taken for that of a file. */
static void
test_not_prehashed_is_refused(void **state) {
    UNUSED(state);
    char command[512];
    char text[PACK_SIGNATURE_FILE_MAX];
    char path[FOLDER_MAX + 16];
    struct pack_signature signature;
    struct err err = {0};
    (void)snprintf(command, sizeof(command),
                   "cd %s && minisign -S -l -s k.key -m a.vpack -x legacy.minisig </dev/null >/dev/null",
                   bench.folder);
    assert_int_equal(system(command), 0);
    (void)snprintf(path, sizeof(path), "%s/legacy.minisig", bench.folder);
    const size_t bytes = read_file(path, text, sizeof(text));
    assert_false(pack_signature_parse((struct str){text, bytes}, &signature, &err));
    assert_non_null(strstr(err.text, "prehashed"));
}

static void
test_every_flipped_bit_is_refused(void **state) {
    UNUSED(state);
    char text[PACK_SIGNATURE_FILE_MAX];
    int refused = 0;
    int harmless = 0;
    const char *first_end = memchr(bench.text, '\n', bench.bytes);
    for (size_t bit = 0; bit < bench.bytes * 8; bit++) {
        memcpy(text, bench.text, bench.bytes);
        text[bit / 8] = (char)(text[bit / 8] ^ (1 << (bit % 8)));
        const bool is_in_comment =
            bit / 8 < (size_t)(first_end - bench.text); /* nothing vouches for that line */
        const bool taken = is_taken(text, bench.bytes);
        assert_true(!taken || is_in_comment);
        refused += taken ? 0 : 1;
        harmless += taken ? 1 : 0;
    }
    printf("N = %d flipped bits refused, %d in the untrusted comment make no difference\n", refused,
           harmless);
}

/* The signature is whole and by the right key, and of another file. */
static void
test_every_flipped_bit_of_the_hash_is_refused(void **state) {
    UNUSED(state);
    struct pack_signature signature;
    struct err err = {0};
    assert_true(pack_signature_parse((struct str){bench.text, bench.bytes}, &signature, &err));
    for (int bit = 0; bit < PACK_FILE_HASH_BYTES * 8; bit++) {
        uint8_t hash[PACK_FILE_HASH_BYTES];
        memcpy(hash, bench.hash, sizeof(hash));
        hash[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(pack_signature_verify(&signature, &bench.pinned, hash));
    }
}

static void
test_every_cut_and_insertion_is_refused(void **state) {
    UNUSED(state);
    static const char INSERTED[] = "\n \t\rA=\x00/";
    char text[PACK_SIGNATURE_FILE_MAX + 1];
    const size_t comment = (size_t)((char *)memchr(bench.text, '\n', bench.bytes) - bench.text);
    int count = 0;
    for (size_t at = 0; at < bench.bytes; at++) {
        assert_false(is_taken(bench.text, at));
        for (size_t i = 0; i < sizeof(INSERTED) - 1; i++) {
            memcpy(text, bench.text, at);
            text[at] = INSERTED[i];
            memcpy(text + at + 1, bench.text + at, bench.bytes - at);
            const bool is_comment =
                at <= comment && INSERTED[i] != '\n' && INSERTED[i] != '\r' && INSERTED[i] != 0;
            assert_true(is_comment || !is_taken(text, bench.bytes + 1));
            count++;
        }
    }
    assert_false(is_taken(bench.text, bench.bytes - 1));
    memcpy(text, bench.text, bench.bytes);
    text[bench.bytes] = '\n';
    assert_false(is_taken(text, bench.bytes + 1));
    printf("N = %d cuts and insertions\n", count);
}

/* A random change of a signature file: what minisign refuses, we refuse. */
static void
test_never_laxer_than_minisign(void **state) {
    UNUSED(state);
    const int tries = (int)support_wish("VITRIN_SIGNATURES", 200);
    char path[FOLDER_MAX + 16];
    uint32_t seed = 20261123u + (uint32_t)support_wish("VITRIN_SEED", 0);
    int both = 0;
    (void)snprintf(path, sizeof(path), "%s/mutant", bench.folder);
    for (int i = 0; i < tries; i++) {
        char text[PACK_SIGNATURE_FILE_MAX];
        size_t bytes = bench.bytes;
        memcpy(text, bench.text, bytes);
        for (int change = 0; change <= i % 3; change++) {
            seed = seed * 1664525u + 1013904223u;
            const size_t at = (seed >> 8) % bytes;
            switch (seed >> 30) {
            case 0:
                text[at] = (char)(seed >> 3);
                break;
            case 1:
                memmove(text + at, text + at + 1, bytes - at - 1);
                bytes--;
                break;
            case 2:
                memmove(text + at + 1, text + at, bytes - at);
                bytes++;
                break;
            default:
                bytes = i % 7 == 0 ? at + 1 : bytes;
                text[at] = (char)(text[at] ^ 0x20);
                break;
            }
        }
        write_file(path, text, bytes);
        const bool ours = is_taken(text, bytes);
        assert_true(!ours || minisign_takes(bench.public, path));
        both += ours ? 1 : 0;
    }
    printf("N = %d altered signatures, %d taken, none that minisign refuses\n", tries, both);
}

static void
test_bad_lines_are_named(void **state) {
    UNUSED(state);
    static const struct {
        const char *text, *named;
    } CASES[] = {
        {"", "line 1"},
        {"comment\n", "line 1"},
        {"untrusted comment: x", "line 1"},
        {"untrusted comment: \x01\n", "line 1"},
        {"untrusted comment: x\nAAAA\n", "line 2"},
        {"untrusted comment: x\n====\n", "line 2"},
    };
    struct pack_signature signature;
    struct pack_key key;
    struct err err = {0};
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        assert_false(pack_signature_parse(str_from_c(CASES[i].text), &signature, &err));
        assert_non_null(strstr(err.text, CASES[i].named));
        assert_false(pack_key_parse(str_from_c(CASES[i].text), &key, &err));
        assert_non_null(strstr(err.text, CASES[i].named));
    }
}

/* A key that is sound but of another algorithm. */
static void
test_another_algorithm_of_a_key(void **state) {
    UNUSED(state);
    uint8_t bytes[2 + PACK_KEY_ID_BYTES + PACK_KEY_BYTES] = {'E', 'd', 1};
    char base64[80];
    char text[128];
    struct pack_key key;
    struct err err = {0};
    for (int i = 0; i < 2; i++) {
        sodium_bin2base64(base64, sizeof(base64), bytes, sizeof(bytes), sodium_base64_VARIANT_ORIGINAL);
        (void)snprintf(text, sizeof(text), "untrusted comment: x\n%s\n", base64);
        assert_int_equal(pack_key_parse(str_from_c(text), &key, &err), i == 0);
        bytes[1] = 'D';
    }
    assert_non_null(strstr(err.text, "its algorithm is not Ed25519"));
}

static void
test_passwords(void **state) {
    UNUSED(state);
    char name[FOLDER_MAX + 16];
    char path[FOLDER_MAX + 16];
    struct sign_secret secret;
    struct err err = {0};
    bool needs = false;
    (void)snprintf(name, sizeof(name), "%s/locked", bench.folder);
    (void)snprintf(path, sizeof(path), "%s/locked.key", bench.folder);
    assert_true(pack_sign_make_keys(name, "open", &err));
    assert_true(pack_sign_needs_password(path, &needs, &err));
    assert_true(needs);
    assert_false(pack_sign_read_secret(path, "shut", &secret, &err));
    assert_non_null(strstr(err.text, "password"));
    assert_true(pack_sign_read_secret(path, "open", &secret, &err));
    assert_false(pack_sign_make_keys(name, "open", &err)); /* never over a key that is there */
    assert_true(pack_sign_needs_password(bench.key, &needs, &err));
    assert_false(needs);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minisign_takes_ours),
        cmocka_unit_test(test_ours_takes_minisigns),
        cmocka_unit_test(test_not_prehashed_is_refused),
        cmocka_unit_test(test_every_flipped_bit_is_refused),
        cmocka_unit_test(test_every_flipped_bit_of_the_hash_is_refused),
        cmocka_unit_test(test_every_cut_and_insertion_is_refused),
        cmocka_unit_test(test_never_laxer_than_minisign),
        cmocka_unit_test(test_bad_lines_are_named),
        cmocka_unit_test(test_another_algorithm_of_a_key),
        cmocka_unit_test(test_passwords),
    };
    support_choose_test();
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
