#pragma once

#include <stddef.h>

/* Memory that is dropped as a whole. Four kinds live in the program: process, pack, view, frame. */

struct arena_block;
struct arena {
    struct arena_block *head;  /* block in use; older ones behind it */
    struct arena_block *spare; /* blocks kept over a reset */
    size_t block_bytes;        /* size of a fresh block */
    size_t used_bytes;         /* handed out since the last reset */
};

/* Range: block_bytes 0 = 64 KiB. */
void arena_init(struct arena *arena, size_t block_bytes);
/* Forgets all content but keeps the blocks: a reset arena allocates nothing until it outgrows its past. */
void arena_reset(struct arena *arena);
/* Frees every block. Accepts a zeroed arena. */
void arena_fini(struct arena *arena);

/* Returns: zeroed, 16-byte aligned memory. Valid until: reset or fini. */
void *arena_alloc(struct arena *arena, size_t bytes);
void *arena_alloc_array(struct arena *arena, size_t count, size_t item_bytes);
/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);
