#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A one-time tag: are these the very bytes that went by before? Poly1305 (RFC 8439), under a key that is drawn for one message and kept
 * in memory alone: whoever does not know it cannot find other bytes of the same tag (at most 2^-80 for a message of 256 MB), so within one
 * process it replaces a cryptographic hash, at about a sixth of the time. It says nothing to anybody else: it is not written down. */

#define TAG_KEY_BYTES 32
#define TAG_BYTES 16

struct tag {
    uint8_t key[TAG_KEY_BYTES];
    uint8_t value[TAG_BYTES];
};

struct tag_state {
    unsigned char opaque[256] __attribute__((aligned(16)));
};

/* Draws a new key into *ret_tag; a message is to follow. */
void tag_begin(struct tag_state *state, struct tag *ret_tag);
void tag_update(struct tag_state *state, const void *data, size_t bytes);
/* The message has ended: its value into *tag. Limits: once for each beginning. */
void tag_end(struct tag_state *state, struct tag *tag);

/* The same message again, under the key of the first: tag_begin_again, tag_update, and whether it was the same. The comparison takes the same
 * time for whatever it finds. */
void tag_begin_again(struct tag_state *state, const struct tag *tag);
bool tag_is_same(struct tag_state *state, const struct tag *tag);
