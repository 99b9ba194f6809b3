#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Signatures in the format of minisign (https://jedisct1.github.io/minisign/), prehashed: four lines, an Ed25519 signature of the
 * file's BLAKE2b-512, and one of that signature with the trusted comment. Only verification: nothing here can sign.
 * Stricter than minisign itself: algorithm `ED` alone, exactly four LF lines, exact lengths, printable comments, canonical base64. */

#define PACK_KEY_ID_BYTES 8
#define PACK_KEY_BYTES 32
#define PACK_SIGNATURE_BYTES 64
#define PACK_FILE_HASH_BYTES 64 /* BLAKE2b-512 of the file (RFC 7693) */
#define PACK_COMMENT_MAX 512    /* bytes of either comment */
#define PACK_SIGNATURE_FILE_MAX 2048
#define PACK_KEY_FILE_MAX 1024

struct pack_key {
    uint8_t id[PACK_KEY_ID_BYTES];
    uint8_t ed25519[PACK_KEY_BYTES];
};

struct pack_signature {
    uint8_t key_id[PACK_KEY_ID_BYTES];
    uint8_t signature[PACK_SIGNATURE_BYTES];
    uint8_t global[PACK_SIGNATURE_BYTES];
    char comment[PACK_COMMENT_MAX + 1]; /* trusted */
    size_t comment_bytes;
};

/* A minisign public key file: a comment line and a line of base64. Errors: ERR_FORMAT. */
bool pack_key_parse(struct str text, struct pack_key *ret_key, struct err *err) WARN_UNUSED;
/* Errors: ERR_FORMAT says which line is wrong and how. */
bool pack_signature_parse(struct str text, struct pack_signature *ret_signature, struct err *err) WARN_UNUSED;
/* Returns: true only when both signatures verify under the key and the key ids are the same. */
bool pack_signature_verify(const struct pack_signature *signature, const struct pack_key *key,
                           const uint8_t hash[PACK_FILE_HASH_BYTES]) WARN_UNUSED;
/* minisign's way of writing a key id: its bytes as one little-endian number in upper-case hex. */
void pack_key_id_print(const uint8_t id[PACK_KEY_ID_BYTES], char text[2 * PACK_KEY_ID_BYTES + 1]);
