/* Reading and verifying minisign signatures. Neither the algorithm's tag nor the key id is covered by a signature: with the tag `Ed`
 * (not prehashed) a valid signature would also verify for the 64-byte file that holds the hash, so that tag is refused here although
 * minisign takes it. Malleable encodings (other base64 of the same bytes, S beyond the group's order) are refused by libsodium.
 * Spec: minisign's README, "Signature format" and "Public key format". */

#include "pack/pack_signature.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

static bool
is_printable(struct str text) {
    for (size_t at = 0; at < text.len;) {
        const uint32_t cp = utf8_decode(text, &at);
        const bool is_control =
            (cp < 0x20 && cp != 0x09) || (cp >= 0x7F && cp < 0xA0); /* minisign itself writes tabs */
        if (is_control || cp == UTF8_REPLACEMENT) {
            return false;
        }
    }
    return true;
}

/* The line up to the next LF, which has to be there. */
static bool
take_line(struct str *rest, struct str *ret_line) {
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
    if (end == NULL) {
        return false;
    }
    *ret_line = (struct str){rest->ptr, (size_t)(end - rest->ptr)};
    *rest = (struct str){end + 1, rest->len - ret_line->len - 1};
    return true;
}

static bool
take_comment(struct str *rest, const char *head, int number, struct str *ret_comment, struct err *err) {
    struct str line;
    if (!take_line(rest, &line) || !str_starts_with(line, head)) {
        return err_set(err, ERR_FORMAT, 0, "line %d does not begin with \"%s\"", number, head);
    }
    const size_t n = strlen(head);
    *ret_comment = (struct str){line.ptr + n, line.len - n};
    if (ret_comment->len > PACK_COMMENT_MAX || !is_printable(*ret_comment)) {
        return err_set(err, ERR_FORMAT, 0, "line %d is not a printable comment of at most %d bytes", number,
                       PACK_COMMENT_MAX);
    }
    return true;
}

/* libsodium 1.0.18 reads `+` and `/` also from bytes that differ from them in the highest bit alone; its plain char is signed. */
static bool
is_ascii(struct str text) {
    unsigned char all = 0;
    for (size_t i = 0; i < text.len; i++) {
        all |= (unsigned char)text.ptr[i];
    }
    return all < 0x80;
}

static bool
take_base64(struct str *rest, int number, uint8_t *out, size_t bytes, struct err *err) {
    struct str line;
    size_t got = 0;
    const char *end = NULL;
    if (take_line(rest, &line) && is_ascii(line) &&
        sodium_base642bin(out, bytes, line.ptr, line.len, NULL, &got, &end, sodium_base64_VARIANT_ORIGINAL) ==
            0 &&
        got == bytes && end == line.ptr + line.len) {
        return true;
    }
    return err_set(err, ERR_FORMAT, 0, "line %d is not base64 of %zu bytes", number, bytes);
}

static bool
take_end(struct str rest, int lines, struct err *err) {
    return rest.len == 0 || err_set(err, ERR_FORMAT, 0, "more than %d lines", lines);
}

bool
pack_key_parse(struct str text, struct pack_key *ret_key, struct err *err) {
    uint8_t bytes[2 + PACK_KEY_ID_BYTES + PACK_KEY_BYTES];
    struct str rest = text;
    struct str comment = {"", 0};
    if (!take_comment(&rest, UNTRUSTED, 1, &comment, err) ||
        !take_base64(&rest, 2, bytes, sizeof(bytes), err) || !take_end(rest, 2, err)) {
        return err_prefix(err, "public key");
    }
    if (memcmp(bytes, "Ed", 2) != 0) {
        return err_set(err, ERR_FORMAT, 0, "public key: its algorithm is not Ed25519");
    }
    memcpy(ret_key->id, bytes + 2, PACK_KEY_ID_BYTES);
    memcpy(ret_key->ed25519, bytes + 2 + PACK_KEY_ID_BYTES, PACK_KEY_BYTES);
    return true;
}

bool
pack_signature_parse(struct str text, struct pack_signature *ret_signature, struct err *err) {
    uint8_t bytes[2 + PACK_KEY_ID_BYTES + PACK_SIGNATURE_BYTES];
    struct pack_signature signature = {0};
    struct str rest = text;
    struct str comment = {"", 0};
    if (!take_comment(&rest, UNTRUSTED, 1, &comment, err) ||
        !take_base64(&rest, 2, bytes, sizeof(bytes), err) ||
        !take_comment(&rest, TRUSTED, 3, &comment, err) ||
        !take_base64(&rest, 4, signature.global, sizeof(signature.global), err) || !take_end(rest, 4, err)) {
        return err_prefix(err, "signature");
    }
    if (memcmp(bytes, "ED", 2) != 0) {
        return err_set(err, ERR_FORMAT, 0, "signature: its algorithm is not prehashed Ed25519 (minisign -H)");
    }
    memcpy(signature.key_id, bytes + 2, PACK_KEY_ID_BYTES);
    memcpy(signature.signature, bytes + 2 + PACK_KEY_ID_BYTES, PACK_SIGNATURE_BYTES);
    memcpy(signature.comment, comment.ptr, comment.len);
    signature.comment_bytes = comment.len;
    *ret_signature = signature;
    return true;
}

bool
pack_signature_verify(const struct pack_signature *signature, const struct pack_key *key,
                      const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    uint8_t all[PACK_SIGNATURE_BYTES + PACK_COMMENT_MAX];
    xassert(sodium_init() >= 0 && signature->comment_bytes <= PACK_COMMENT_MAX);
    memcpy(all, signature->signature, PACK_SIGNATURE_BYTES);
    memcpy(all + PACK_SIGNATURE_BYTES, signature->comment, signature->comment_bytes);
    return memcmp(signature->key_id, key->id, PACK_KEY_ID_BYTES) == 0 &&
           crypto_sign_verify_detached(signature->signature, hash, PACK_FILE_HASH_BYTES, key->ed25519) == 0 &&
           crypto_sign_verify_detached(signature->global, all,
                                       PACK_SIGNATURE_BYTES + signature->comment_bytes, key->ed25519) == 0;
}

void
pack_key_id_print(const uint8_t id[PACK_KEY_ID_BYTES], char text[2 * PACK_KEY_ID_BYTES + 1]) {
    for (int i = 0; i < PACK_KEY_ID_BYTES; i++) {
        (void)snprintf(text + 2 * (ptrdiff_t)i, 3, "%02X", id[PACK_KEY_ID_BYTES - 1 - i]);
    }
}
