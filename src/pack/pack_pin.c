/* The PIN's making and its hash: libsodium's crypto_pwhash_str (Argon2id, RFC 9106). Three passes over 8 MiB, the least memory that
 * libsodium allows, so that a small machine answers at once. A million PINs are few, whatever the hash: what keeps the door is the pause
 * after wrong tries (deck_staff_pad.c); the hash keeps a copied file from telling the digits at a glance. Only lines with exactly
 * these parameters are read, so that a damaged file cannot ask for gigabytes. */

#include "pack/pack_pin.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/fs_table.h"

#define PASSES 3
#define MEMORY_BYTES (8192u * 1024u)
#define PINS 1000000u

static_assert(PACK_PIN_HASH_BYTES == crypto_pwhash_STRBYTES, "the line that libsodium writes");

void
pack_pin_make(char ret_digits[PACK_PIN_DIGITS + 1]) {
    xassert(sodium_init() >= 0);
    uint32_t pin = randombytes_uniform(PINS);
    for (int i = PACK_PIN_DIGITS - 1; i >= 0; i--) {
        ret_digits[i] = (char)('0' + pin % 10u);
        pin /= 10u;
    }
    ret_digits[PACK_PIN_DIGITS] = '\0';
}

bool
pack_pin_is_whole(const char *digits) {
    return strlen(digits) == PACK_PIN_DIGITS && strspn(digits, "0123456789") == PACK_PIN_DIGITS;
}

bool
pack_pin_hash(const char *digits, char ret_hash[PACK_PIN_HASH_BYTES], struct err *err) {
    xassert(sodium_init() >= 0);
    return crypto_pwhash_str(ret_hash, digits, strlen(digits), PASSES, MEMORY_BYTES) == 0 ||
           err_set(err, ERR_LIMIT, errno, "the PIN's hash: there is no memory for it");
}

static bool
is_ours(const char *hash) {
    return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) == 0;
}

bool
pack_pin_matches(const char *digits, const char *hash) {
    xassert(sodium_init() >= 0);
    return pack_pin_is_whole(digits) && is_ours(hash) &&
           crypto_pwhash_str_verify(hash, digits, strlen(digits)) == 0;
}

bool
pack_pin_store(const char *path, const char *hash, struct err *err) {
    char line[PACK_PIN_HASH_BYTES + 1];
    const int bytes = snprintf(line, sizeof(line), "%s\n", hash);
    const mode_t before = umask(0077);
    const bool ok = fs_write_atomic(path, line, (size_t)bytes, err);
    (void)umask(before);
    return ok;
}

bool
pack_pin_read(const char *path, char ret_hash[PACK_PIN_HASH_BYTES], struct err *err) {
    char line[PACK_PIN_HASH_BYTES + 1] = {0};
    size_t bytes = 0;
    xassert(sodium_init() >= 0);
    if (!fs_table_read(&FS_TABLE_SYSTEM, path, line, sizeof(line) - 1, &bytes, err)) {
        return false;
    }
    if (bytes == 0 || line[bytes - 1] != '\n' || strlen(line) != bytes) {
        return err_set(err, ERR_FORMAT, 0, "%s: not the line of a PIN", path);
    }
    line[bytes - 1] = '\0';
    if (!is_ours(line)) {
        return err_set(err, ERR_FORMAT, 0, "%s: not the hash of a PIN as this program makes it", path);
    }
    memcpy(ret_hash, line, bytes);
    return true;
}
