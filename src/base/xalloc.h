#pragma once

#include <stddef.h>
#include <stdint.h>

/* The only door to the heap. Small allocations never fail: out of memory is a planned exit with status 70.
 * Anything whose size comes from a file passes a named limit first. */

#define XALLOC_EXIT_OOM 70

/* Returns: zeroed memory, never NULL. Owns: the caller, free with xfree. */
void *xalloc(size_t bytes);
void *xalloc_array(size_t count, size_t item_bytes);
/* Grows or shrinks; new bytes are NOT zeroed. */
void *xrealloc_array(void *ptr, size_t count, size_t item_bytes);
void xfree(void *ptr);

/* How long a program lives. In one that lives for months, large blocks (pictures, layers) go straight back to the system when they are
 * freed. What draws some pictures and ends takes the same memory again and again: new pages of it cost more than the drawing.
 * Said once, before the first allocation. */
enum xalloc_life { XALLOC_FOR_MONTHS, XALLOC_FOR_A_MOMENT };
void xalloc_tune(enum xalloc_life life);

/* Allocations made through this door since the start: a steady frame must not move it. */
uint64_t xalloc_count(void);
/* Allocations made and not yet freed. */
int64_t xalloc_live(void);
