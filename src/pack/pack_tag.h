#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A one-time tag: are these the very bytes that went by before? Poly1305 (RFC 8439), under a key that is drawn for one message and kept
 * in memory alone: whoever does not know it cannot find other bytes of the same tag (at most 2^-78 for a message of 256 MB), so within one
 * process it replaces a cryptographic hash, at about a sixth of the time. It says nothing to anybody else: it is not written down. */

#define PACK_TAG_KEY_BYTES 32
#define PACK_TAG_BYTES 16

struct pack_tag {
    uint8_t key[PACK_TAG_KEY_BYTES];
    uint8_t value[PACK_TAG_BYTES];
};

struct pack_tag_state {
    unsigned char opaque[256] __attribute__((aligned(16)));
};

/* Draws a new key into *ret_tag; a message is to follow. */
void pack_tag_begin(struct pack_tag_state *state, struct pack_tag *ret_tag);
void pack_tag_update(struct pack_tag_state *state, const void *data, size_t bytes);
/* The message has ended: its value into *tag. Limits: once for each beginning. */
void pack_tag_end(struct pack_tag_state *state, struct pack_tag *tag);

/* The same message again, under the key of the first: pack_tag_begin_again, pack_tag_update, and whether it was the same. The comparison takes the same
 * time for whatever it finds. */
void pack_tag_begin_again(struct pack_tag_state *state, const struct pack_tag *tag);
bool pack_tag_is_same(struct pack_tag_state *state, const struct pack_tag *tag);
