#pragma once

#include "base/err.h"
#include "pack/pack_signature.h"

/* Making keys and signatures in minisign's formats, so that either tool takes the other's. In no program of the device. */

#define SIGN_PASSWORD_MAX 256

struct sign_secret {
    uint8_t key_id[PACK_KEY_ID_BYTES];
    uint8_t ed25519[64];
};

/* Makes NAME.key (readable by its owner alone) and NAME.pub. password: NULL or "" leaves the secret key in the clear. Neither file may
 * be there already. Errors: ERR_IO, ERR_USAGE. */
bool pack_sign_make_keys(const char *name, const char *password, struct err *err) WARN_UNUSED;
/* Is the secret key kept under a password? Errors: ERR_IO, ERR_FORMAT. */
bool pack_sign_needs_password(const char *key_path, bool *ret_needs, struct err *err) WARN_UNUSED;
/* Errors: ERR_USAGE when the password is wrong. The caller wipes the secret with sodium_memzero. */
bool pack_sign_read_secret(const char *key_path, const char *password, struct sign_secret *ret_secret,
                           struct err *err) WARN_UNUSED;
/* Writes PATH.minisig, which verifies under the secret's key when this returns true: it is read back and checked. */
bool pack_sign_file(const char *path, const struct sign_secret *secret, struct err *err) WARN_UNUSED;
/* Checks PATH.minisig as the device would. */
bool pack_sign_verify_file(const char *path, const char *public_key_path, struct err *err) WARN_UNUSED;
