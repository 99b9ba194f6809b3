/* A whole signed file of 16 KiB: every bit flipped, every length it can be cut to, a byte put in at every place. What comes of each is read
 * from the file and verified as the intake does it; only the unchanged file is trusted. VITRIN_STRIDE=n takes every n-th, beginning at
 * VITRIN_SEED. */

#include "sign_support.h"

#include <fcntl.h>
#include <sys/mman.h>

#include "pack/pack_file.h"
#include "pack/pack_slot.h"

#define FILE_BYTES 16384
#ifdef __SANITIZE_ADDRESS__
#define STRIDE_USUAL 17
#else
#define STRIDE_USUAL 1
#endif

static struct {
    char path[64], key[SIGN_PATH_MAX];
    uint8_t *bytes; /* the file itself; one byte more than it has */
    int file;
    struct pack_ring ring;
    struct pack_signature signature;
} bench;

static int
open_bench(void **state) {
    struct arena arena;
    struct err err = {0};
    struct str text;
    struct pack_key key;
    uint32_t seed = 9;
    (void)state;
    arena_init(&arena, 4096);
    (void)snprintf(bench.path, sizeof(bench.path), "/tmp/vitrin-bits-%ld.vpack", (long)getpid());
    bench.file = open(bench.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(bench.file >= 0 && ftruncate(bench.file, FILE_BYTES) == 0);
    bench.bytes = mmap(NULL, FILE_BYTES + 1, PROT_READ | PROT_WRITE, MAP_SHARED, bench.file, 0);
    assert_true(bench.bytes != MAP_FAILED);
    for (size_t i = 0; i < FILE_BYTES; i++) {
        bench.bytes[i] = (uint8_t)support_random(&seed);
    }
    const bool ok = support_sign(bench.path, bench.key, &err) &&
                    fs_read(&arena, bench.key, PACK_KEY_FILE_MAX, &text, &err) &&
                    pack_key_parse(text, &key, &err) && pack_ring_add_key(&bench.ring, &key, false, &err) &&
                    pack_slot_read_signature(&FS_TABLE_SYSTEM, bench.path, &bench.signature, &err);
    arena_fini(&arena);
    if (!ok) {
        print_error("%s\n", err.text);
    }
    return ok ? 0 : -1;
}

static int
close_bench(void **state) {
    (void)state;
    (void)munmap(bench.bytes, FILE_BYTES + 1);
    (void)close(bench.file);
    support_unsign(bench.path);
    return unlink(bench.path);
}

static bool
is_trusted(void) {
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct err err = {0};
    return pack_file_hash(&FS_TABLE_SYSTEM, bench.path, hash, &err) &&
           pack_ring_verify(&bench.ring, &bench.signature, hash, true, false) == PACK_TRUSTED;
}

static void
test_every_bit(void **state) {
    const size_t stride = (size_t)support_wish("VITRIN_STRIDE", STRIDE_USUAL);
    const size_t begin = (size_t)support_wish("VITRIN_SEED", 0) % stride;
    size_t flipped = 0;
    (void)state;
    assert_true(is_trusted());
    for (size_t bit = begin; bit < (size_t)FILE_BYTES * 8; bit += stride) {
        const uint8_t mask = (uint8_t)(1u << (bit % 8));
        bench.bytes[bit / 8] ^= mask;
        if (is_trusted()) {
            fail_msg("bit %zu makes no difference", bit);
        }
        bench.bytes[bit / 8] ^= mask;
        flipped++;
    }
    assert_true(is_trusted());
    printf("N = %zu bits of a file of 16 KiB flipped, all refused\n", flipped);
}

static void
test_every_length_and_insertion(void **state) {
    const size_t stride = (size_t)support_wish("VITRIN_STRIDE", STRIDE_USUAL);
    const size_t begin = (size_t)support_wish("VITRIN_SEED", 0) % stride;
    uint8_t *good = malloc(FILE_BYTES);
    size_t tried = 0;
    (void)state;
    assert_non_null(good);
    memcpy(good, bench.bytes, FILE_BYTES);
    for (size_t at = begin; at < FILE_BYTES; at += stride) {
        assert_int_equal(ftruncate(bench.file, (off_t)at), 0);
        assert_false(is_trusted());
        assert_int_equal(ftruncate(bench.file, FILE_BYTES + 1),
                         0); /* what had been cut off comes back as zeros */
        memcpy(bench.bytes, good, at);
        bench.bytes[at] = (uint8_t)at;
        memcpy(bench.bytes + at + 1, good + at, FILE_BYTES - at);
        assert_false(is_trusted());
        assert_int_equal(ftruncate(bench.file, FILE_BYTES), 0);
        memcpy(bench.bytes, good, FILE_BYTES);
        tried += 2;
    }
    assert_true(is_trusted());
    free(good);
    printf("N = %zu cuts and insertions of a file of 16 KiB, all refused\n", tried);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_bit),
        cmocka_unit_test(test_every_length_and_insertion),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
