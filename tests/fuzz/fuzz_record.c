/* The small texts that show and intake leave each other, and the record of the slots: what is read can be printed and read again as the
 * same. A record ends with a checksum that nobody would guess, so it is put right here before the record is read. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "pack/pack_state.h"
#include "pack/pack_status.h"
#include "pack/pack_trail.h"

#define CHECK_BYTES 16

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    return 0;
}

/* The text up to its checksum, with the right one. Returns: bytes. */
static size_t
put_right(const uint8_t *data, size_t size, char text[PACK_STATE_BYTES_MAX]) {
    const uint8_t *check = memmem(data, size, "check ", 6);
    const size_t body = check != NULL ? (size_t)(check - data) : size;
    struct hash_id_state hasher;
    uint8_t id[HASH_ID_BYTES];
    if (body + 6 + (size_t)2 * CHECK_BYTES + 2 > PACK_STATE_BYTES_MAX) {
        return 0;
    }
    memcpy(text, data, body);
    hash_id_init(&hasher);
    hash_id_update(&hasher, text, body);
    hash_id_final(&hasher, id);
    size_t at = body + (size_t)snprintf(text + body, PACK_STATE_BYTES_MAX - body, "check ");
    for (int i = 0; i < CHECK_BYTES; i++) {
        at += (size_t)snprintf(text + at, PACK_STATE_BYTES_MAX - at, "%02x", id[i]);
    }
    text[at] = '\n';
    return at + 1;
}

static void
read_state(const uint8_t *data, size_t size) {
    char text[PACK_STATE_BYTES_MAX];
    struct pack_state state;
    struct pack_state again;
    struct err err = {0};
    const size_t bytes = put_right(data, size, text);
    if (!pack_state_parse((struct str){text, bytes}, &state, &err)) {
        return;
    }
    const size_t printed = pack_state_print(&state, text);
    if (!pack_state_parse((struct str){text, printed}, &again, &err) || !pack_state_is_same(&state, &again)) {
        abort();
    }
    (void)pack_state_start(&state, (enum pack_end)(size % 3));
    (void)pack_state_return(&state);
    (void)pack_state_print(&state, text);
}

static void
read_status(struct str text) {
    char one[PACK_STATUS_BYTES_MAX];
    char other[PACK_STATUS_BYTES_MAX];
    struct pack_status status;
    struct err err = {0};
    if (!pack_status_parse(text, &status, &err)) {
        return;
    }
    const size_t n = pack_status_print(&status, one);
    if (!pack_status_parse((struct str){one, n}, &status, &err) || pack_status_print(&status, other) != n ||
        memcmp(one, other, n) != 0) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct str text = {(const char *)data, size};
    struct pack_breadcrumb crumb;
    struct pack_heartbeat beat;
    struct err err = {0};
    read_state(data, size);
    read_status(text);
    if (pack_breadcrumb_parse(text, &crumb, &err)) {
        char again[PACK_TRAIL_BYTES_MAX];
        (void)pack_breadcrumb_print(&crumb, again);
    }
    if (pack_heartbeat_parse(text, &beat, &err)) {
        char again[PACK_TRAIL_BYTES_MAX];
        (void)pack_heartbeat_print(&beat, again);
    }
    return 0;
}
