#pragma once

/* A key of a test's own, and a pack signed with it. */

#include "support.h"

#include <unistd.h>

#include "tools/pack_sign.h"

#define SIGN_PATH_MAX 128

/* Writes PACK.minisig and PACK.pub. ret_key: the latter's path, for --trust. */
static inline bool
support_sign(const char *pack, char ret_key[SIGN_PATH_MAX], struct err *err) {
    char key[SIGN_PATH_MAX];
    struct sign_secret secret;
    (void)snprintf(key, sizeof(key), "%s.key", pack);
    (void)snprintf(ret_key, SIGN_PATH_MAX, "%s.pub", pack);
    const bool ok = pack_sign_make_keys(pack, NULL, err) && pack_sign_read_secret(key, NULL, &secret, err) &&
                    pack_sign_file(pack, &secret, err);
    (void)unlink(key);
    return ok;
}

static inline void
support_unsign(const char *pack) {
    static const char *const SUFFIXES[] = {".minisig", ".pub"};
    char path[SIGN_PATH_MAX];
    for (size_t i = 0; i < ARRAY_LEN(SUFFIXES); i++) {
        (void)snprintf(path, sizeof(path), "%s%s", pack, SUFFIXES[i]);
        (void)unlink(path);
    }
}
