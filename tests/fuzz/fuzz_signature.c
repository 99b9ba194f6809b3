/* A signature as it comes from a stick: whatever is read, the one signature that is right is the only one that verifies, and what is
 * printed of a key can be read again. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "pack/pack_signature.h"

static const char KEY[] = "untrusted comment: vitrin public key D55058A49D1950BA\n"
                          "RWS6UBmdpFhQ1SxqEpBvPyavJH5fdq+X2+NIEJczmy5s9Nd36EGJGxpq\n";
static const char RIGHT[] =
    "untrusted comment: signature of a vitrin pack\n"
    "RUS6UBmdpFhQ1R5fiy0O+UtE2HXJBqFfPOXUCg4fl670DqMkZuIhduqJllhX+yW9NiyAqEiQEDM8lOWifdTykLBsNCTIR+Ek3wA=\n"
    "trusted comment: timestamp:1795470448\tfile:file\thashed\n"
    "d5qdPHdqXrt0LQLNxTfe0OnjbZdgebb7tVaIN29wJBxVx9+GK0erpNzOXz/6YQEh6dMvP+FZ+by1kldENBJjDw==\n";
static const char SIGNED[] = "vitrin\n";

static struct pack_key key;
static struct pack_signature right;
static uint8_t hash[PACK_FILE_HASH_BYTES];

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    struct hash_id_state hasher;
    struct err err = {0};
    (void)argc;
    (void)argv;
    hash_wide_init(&hasher);
    hash_id_update(&hasher, SIGNED, sizeof(SIGNED) - 1);
    hash_wide_final(&hasher, hash);
    if (!pack_key_parse(str_from_c(KEY), &key, &err) ||
        !pack_signature_parse(str_from_c(RIGHT), &right, &err) ||
        !pack_signature_verify(&right, &key, hash)) {
        abort();
    }
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct str text = {(const char *)data, size};
    struct pack_signature read = {0};
    struct pack_key other;
    struct err err = {0};
    if (!pack_signature_parse(text, &read, &err)) {
        if (err.text[0] == '\0') {
            abort();
        }
    } else if (pack_signature_verify(&read, &key, hash) &&
               (memcmp(read.signature, right.signature, sizeof(read.signature)) != 0 ||
                memcmp(read.global, right.global, sizeof(read.global)) != 0 ||
                read.comment_bytes != right.comment_bytes ||
                memcmp(read.comment, right.comment, read.comment_bytes) != 0)) {
        abort();
    }
    if (pack_key_parse(text, &other, &err)) {
        char id[2 * PACK_KEY_ID_BYTES + 1];
        pack_key_id_print(other.id, id);
        if (strlen(id) != (size_t)2 * PACK_KEY_ID_BYTES) {
            abort();
        }
    }
    return 0;
}
