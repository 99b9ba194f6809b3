#pragma once

#include <stdbool.h>

#include "base/err.h"

/* The staff's PIN: six digits that exist in the open only while they are shown once; what is kept is Argon2id's hash. */

#define PACK_PIN_DIGITS 6
#define PACK_PIN_HASH_BYTES 128 /* of the kept line with its end, at most */

/* Six digits from the system's randomness, each combination as likely as any other. */
void pack_pin_make(char ret_digits[PACK_PIN_DIGITS + 1]);
/* Six ASCII digits and nothing else? */
bool pack_pin_is_whole(const char *digits);
/* The hash as one line of text with a salt of its own. Cost: 8 MiB and some 20 ms. Errors: ERR_LIMIT: no memory for it. */
bool pack_pin_hash(const char *digits, char ret_hash[PACK_PIN_HASH_BYTES], struct err *err) WARN_UNUSED;
/* Is it the hash of these digits? A line that was not made by pack_pin_hash fits none. Cost: as pack_pin_hash. */
bool pack_pin_matches(const char *digits, const char *hash);
/* Keeps the hash in a file that its owner alone may read: old or new, never half. */
bool pack_pin_store(const char *path, const char *hash, struct err *err) WARN_UNUSED;
/* Reads it back. Errors: ERR_IO (sys_errno ENOENT: there is no PIN yet); ERR_FORMAT: no line of pack_pin_hash's. */
bool pack_pin_read(const char *path, char ret_hash[PACK_PIN_HASH_BYTES], struct err *err) WARN_UNUSED;
