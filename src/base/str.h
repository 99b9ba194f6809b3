#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/macros.h"

/* Views of UTF-8 text. Offsets and lengths are bytes. A view owns nothing and need not end in NUL. */

struct str {
    const char *ptr;
    size_t len;
};

#define STR_LIT(s) ((struct str){(s), sizeof(s) - 1})
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr
#define UTF8_REPLACEMENT 0xFFFDu

struct str str_from_c(const char *c_string); /* NULL gives the empty view */
bool str_equal(struct str a, struct str b);
int str_compare(struct str a, struct str b); /* by bytes: < 0, 0, > 0 */
bool str_is(struct str a, const char *c_string);
bool str_starts_with(struct str a, const char *prefix);
bool str_is_empty(struct str a);
struct str str_trim(struct str a);
/* Cuts the part before the first `sep` off *rest. Returns: false when *rest was empty. */
bool str_next(struct str *rest, char sep, struct str *ret_part);
struct str str_copy(struct arena *arena, struct str a); /* NUL-terminated copy */
const char *str_to_c(struct arena *arena, struct str a);
struct str str_format(struct arena *arena, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Strict decimal numbers, whole view, no white space. Returns: false when it is not one. */
bool str_to_double(struct str a, double *ret_value) WARN_UNUSED;
bool str_to_int(struct str a, int *ret_value) WARN_UNUSED;
bool str_to_int64(struct str a, int64_t *ret_value) WARN_UNUSED;
/* Two of them with an x between, as in 1920x1080; both are left as they were when it is not that. */
bool str_to_size(struct str a, int *ret_width, int *ret_height) WARN_UNUSED;
bool str_to_color_hex(struct str a, uint8_t ret_rgb[3]) WARN_UNUSED; /* #RRGGBB */

/* Strict decoder (RFC 3629): overlongs, surrogates, > U+10FFFF and cut sequences give U+FFFD and advance one
 * maximal ill-formed part. Never reads past len. Returns: the code point; *offset moves on. */
uint32_t utf8_decode(struct str s, size_t *offset);
/* Returns: bytes written (1-4). Range: cp is a scalar value; others are written as U+FFFD. */
size_t utf8_encode(uint32_t cp, char out[4]);
bool utf8_is_valid(struct str s);

/* A growing text in an arena. */
struct str_builder {
    struct arena *arena;
    char *ptr;
    size_t len, cap;
};
void str_builder_init(struct str_builder *b, struct arena *arena);
void str_builder_add(struct str_builder *b, struct str s);
void str_builder_add_c(struct str_builder *b, const char *s);
void str_builder_add_cp(struct str_builder *b, uint32_t cp);
void str_builder_add_format(struct str_builder *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str str_builder_view(const struct str_builder *b); /* NUL-terminated behind len */
