/* Keys and signatures for authors: Ed25519 over BLAKE2b-512 in the files of minisign 0.11, by libsodium. A secret key may stand under a
 * password (scrypt, as minisign does it) or in the clear for machines that build by themselves. Every signature is read back and verified
 * before it counts as written.
 * Spec: https://jedisct1.github.io/minisign/ (formats of signature, public key and secret key). */

#include "tools/pack_sign.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/fs_table.h"
#include "base/hash.h"
#include "pack/pack_file.h"

#define COMMENT "untrusted comment: "
#define CHECK_BYTES 32
#define SECRET_BYTES 64
#define KEY_BODY_BYTES (PACK_KEY_ID_BYTES + SECRET_BYTES + CHECK_BYTES)

/* minisign's secret key as it is written */
struct secret_file {
    uint8_t algorithm[2], kdf[2], check_algorithm[2];
    uint8_t salt[32], ops[8], memory[8];
    uint8_t body[KEY_BODY_BYTES]; /* key id, secret, check */
};
_Static_assert(sizeof(struct secret_file) == 158, "bytes only, nothing between them");

static void
put_u64(uint8_t out[8], uint64_t value) {
    for (int i = 0; i < 8; i++) {
        out[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint64_t
get_u64(const uint8_t in[8]) {
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--) {
        value = value << 8 | in[i];
    }
    return value;
}

static void
check_of(const struct secret_file *file, uint8_t ret_check[CHECK_BYTES]) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, CHECK_BYTES);
    crypto_generichash_update(&state, file->algorithm, sizeof(file->algorithm));
    crypto_generichash_update(&state, file->body, PACK_KEY_ID_BYTES + SECRET_BYTES);
    crypto_generichash_final(&state, ret_check, CHECK_BYTES);
}

/* Covers or uncovers the body with what scrypt makes of the password. */
static bool
mask_body(struct secret_file *file, const char *password, struct err *err) {
    uint8_t stream[KEY_BODY_BYTES];
    if (crypto_pwhash_scryptsalsa208sha256(stream, sizeof(stream), password, strlen(password), file->salt,
                                           get_u64(file->ops), (size_t)get_u64(file->memory)) != 0) {
        return err_set(err, ERR_IO, ENOMEM, "not enough memory for the key's password");
    }
    for (size_t i = 0; i < sizeof(stream); i++) {
        file->body[i] ^= stream[i];
    }
    sodium_memzero(stream, sizeof(stream));
    return true;
}

static bool
write_new(const char *path, unsigned mode, const char *comment, const void *data, size_t bytes,
          struct err *err) {
    char base64[512];
    char text[1024];
    sodium_bin2base64(base64, sizeof(base64), data, bytes, sodium_base64_VARIANT_ORIGINAL);
    const int n = snprintf(text, sizeof(text), COMMENT "%s\n%s\n", comment, base64);
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool ok = fd >= 0 && fs_table_write_all(&FS_TABLE_SYSTEM, fd, text, (size_t)n) && fsync(fd) == 0;
    const int why = errno;
    if (fd >= 0) {
        close(fd);
    }
    sodium_memzero(base64, sizeof(base64));
    sodium_memzero(text, sizeof(text));
    return ok || err_set(err, ERR_IO, why, "%s: %s", path, strerror(why));
}

bool
pack_sign_make_keys(const char *name, const char *password, struct err *err) {
    char path[PATH_MAX];
    char comment[64];
    char id[2 * PACK_KEY_ID_BYTES + 1];
    uint8_t public[2 + PACK_KEY_ID_BYTES + PACK_KEY_BYTES] = {'E', 'd'};
    struct secret_file file = {.algorithm = {'E', 'd'}, .check_algorithm = {'B', '2'}};
    xassert(sodium_init() >= 0);
    if (snprintf(path, sizeof(path), "%s.key", name) >= (int)sizeof(path)) {
        return err_set(err, ERR_USAGE, 0, "keygen: the name is too long");
    }
    randombytes_buf(file.body, PACK_KEY_ID_BYTES);
    crypto_sign_keypair(public + 2 + PACK_KEY_ID_BYTES, file.body + PACK_KEY_ID_BYTES);
    memcpy(public + 2, file.body, PACK_KEY_ID_BYTES);
    pack_key_id_print(file.body, id);
    check_of(&file, file.body + PACK_KEY_ID_BYTES + SECRET_BYTES);
    bool ok = true;
    if (password != NULL && password[0] != '\0') {
        memcpy(file.kdf, "Sc", 2);
        randombytes_buf(file.salt, sizeof(file.salt));
        put_u64(file.ops, crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE);
        put_u64(file.memory, crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE);
        ok = mask_body(&file, password, err);
    }
    ok = ok && write_new(path, 0600, "vitrin secret key", &file, sizeof(file), err);
    sodium_memzero(&file, sizeof(file));
    (void)snprintf(comment, sizeof(comment), "vitrin public key %s", id);
    (void)snprintf(path, sizeof(path), "%s.pub", name);
    return ok && write_new(path, 0644, comment, public, sizeof(public), err);
}

static bool
read_secret_file(const char *key_path, struct secret_file *ret_file, struct err *err) {
    char text[1024];
    size_t bytes = 0;
    size_t got = 0;
    if (!fs_table_read(&FS_TABLE_SYSTEM, key_path, text, sizeof(text), &bytes, err)) {
        return false;
    }
    struct str rest = {text, bytes};
    struct str comment = {"", 0};
    struct str line = {"", 0};
    const bool ok = str_next(&rest, '\n', &comment) && str_starts_with(comment, COMMENT) &&
                    str_next(&rest, '\n', &line) && rest.len == 0 &&
                    sodium_base642bin((uint8_t *)ret_file, sizeof(*ret_file), line.ptr, line.len, NULL, &got,
                                      NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
                    got == sizeof(*ret_file) && memcmp(ret_file->algorithm, "Ed", 2) == 0 &&
                    memcmp(ret_file->check_algorithm, "B2", 2) == 0 &&
                    (memcmp(ret_file->kdf, "Sc", 2) == 0 || memcmp(ret_file->kdf, "\0\0", 2) == 0);
    sodium_memzero(text, sizeof(text));
    return ok || err_set(err, ERR_FORMAT, 0, "%s: not a secret key of vitrin-pack or minisign", key_path);
}

bool
pack_sign_needs_password(const char *key_path, bool *ret_needs, struct err *err) {
    struct secret_file file = {0};
    const bool ok = read_secret_file(key_path, &file, err);
    if (ok) {
        *ret_needs = memcmp(file.kdf, "Sc", 2) == 0;
    }
    sodium_memzero(&file, sizeof(file));
    return ok;
}

bool
pack_sign_read_secret(const char *key_path, const char *password, struct sign_secret *ret_secret,
                      struct err *err) {
    struct secret_file file = {0};
    uint8_t check[CHECK_BYTES];
    xassert(sodium_init() >= 0);
    bool ok = read_secret_file(key_path, &file, err);
    /* in the clear minisign 0.11 writes no check; there the signature made is verified */
    if (ok && memcmp(file.kdf, "Sc", 2) == 0) {
        ok = mask_body(&file, password == NULL ? "" : password, err);
        check_of(&file, check);
        ok = ok && (sodium_memcmp(check, file.body + PACK_KEY_ID_BYTES + SECRET_BYTES, CHECK_BYTES) == 0 ||
                    err_set(err, ERR_USAGE, 0, "%s: the password is wrong, or the key is damaged", key_path));
    }
    if (ok) {
        memcpy(ret_secret->key_id, file.body, PACK_KEY_ID_BYTES);
        memcpy(ret_secret->ed25519, file.body + PACK_KEY_ID_BYTES, SECRET_BYTES);
    }
    sodium_memzero(&file, sizeof(file));
    return ok;
}

/* The four lines for a hash. */
static size_t
print_signature(const struct sign_secret *secret, const uint8_t hash[PACK_FILE_HASH_BYTES],
                const char *comment, char text[PACK_SIGNATURE_FILE_MAX]) {
    uint8_t head[2 + PACK_KEY_ID_BYTES + PACK_SIGNATURE_BYTES] = {'E', 'D'};
    uint8_t all[PACK_SIGNATURE_BYTES + PACK_COMMENT_MAX];
    uint8_t global[PACK_SIGNATURE_BYTES];
    char head64[128];
    char global64[128];
    const struct str words = str_from_c(comment);
    uint8_t *const signature = head + 2 + PACK_KEY_ID_BYTES;
    memcpy(head + 2, secret->key_id, PACK_KEY_ID_BYTES);
    crypto_sign_detached(signature, NULL, hash, PACK_FILE_HASH_BYTES, secret->ed25519);
    memcpy(all, signature, PACK_SIGNATURE_BYTES);
    memcpy(all + PACK_SIGNATURE_BYTES, words.ptr, words.len);
    crypto_sign_detached(global, NULL, all, PACK_SIGNATURE_BYTES + words.len, secret->ed25519);
    sodium_bin2base64(head64, sizeof(head64), head, sizeof(head), sodium_base64_VARIANT_ORIGINAL);
    sodium_bin2base64(global64, sizeof(global64), global, sizeof(global), sodium_base64_VARIANT_ORIGINAL);
    return (size_t)snprintf(text, PACK_SIGNATURE_FILE_MAX,
                            COMMENT "signature of a vitrin pack\n%s\ntrusted comment: %s\n%s\n", head64,
                            comment, global64);
}

bool
pack_sign_file(const char *path, const struct sign_secret *secret, struct err *err) {
    char text[PACK_SIGNATURE_FILE_MAX];
    char comment[PACK_COMMENT_MAX + 1];
    char beside[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    struct pack_signature signature;
    struct pack_key key;
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    if (strlen(name) > FS_NAME_MAX || snprintf(beside, sizeof(beside), "%s.minisig", path) >= PATH_MAX) {
        return err_set(err, ERR_USAGE, 0, "sign: the file name is too long");
    }
    if (!pack_file_hash(&FS_TABLE_SYSTEM, path, hash, err)) {
        return false;
    }
    (void)snprintf(comment, sizeof(comment), "timestamp:%lld\tfile:%s\thashed", (long long)time(NULL), name);
    const size_t bytes = print_signature(secret, hash, comment, text);
    memcpy(key.id, secret->key_id, sizeof(key.id));
    crypto_sign_ed25519_sk_to_pk(key.ed25519, secret->ed25519);
    if (!pack_signature_parse((struct str){text, bytes}, &signature, err) ||
        !pack_signature_verify(&signature, &key, hash)) {
        return err_prefix(err, "sign: %s: the signature does not verify", path);
    }
    return fs_write_atomic(beside, text, bytes, err);
}

bool
pack_sign_verify_file(const char *path, const char *public_key_path, struct err *err) {
    char text[PACK_SIGNATURE_FILE_MAX];
    char beside[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    size_t bytes = 0;
    struct pack_key key;
    struct pack_signature signature;
    if (!fs_table_read(&FS_TABLE_SYSTEM, public_key_path, text, PACK_KEY_FILE_MAX, &bytes, err)) {
        return false;
    }
    if (!pack_key_parse((struct str){text, bytes}, &key, err)) {
        return err_prefix(err, "%s", public_key_path);
    }
    (void)snprintf(beside, sizeof(beside), "%s.minisig", path);
    if (!fs_table_read(&FS_TABLE_SYSTEM, beside, text, sizeof(text), &bytes, err)) {
        return false;
    }
    if (!pack_signature_parse((struct str){text, bytes}, &signature, err)) {
        return err_prefix(err, "%s", beside);
    }
    if (memcmp(signature.key_id, key.id, sizeof(key.id)) != 0) {
        return err_set(err, ERR_UNTRUSTED, 0, "%s: signed with another key", beside);
    }
    if (!pack_file_hash(&FS_TABLE_SYSTEM, path, hash, err)) {
        return false;
    }
    return pack_signature_verify(&signature, &key, hash) ||
           err_set(err, ERR_UNTRUSTED, 0, "%s: the signature is wrong: damaged or altered", path);
}
