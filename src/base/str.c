/* Views of text, strict numbers, and a builder in an arena. Nothing here depends on the locale of the
 * machine as long as nobody calls setlocale: a number in a data file is written with ASCII digits and a
 * point. Decoding is in str_utf8.c; what a reader sees as a number is made in the text layer. */

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_BYTES_MAX 63

struct str
str_from_c(const char *c_string) {
    return c_string == NULL ? (struct str){"", 0} : (struct str){c_string, strlen(c_string)};
}

bool
str_equal(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int
str_compare(struct str a, struct str b) {
    const size_t n = a.len < b.len ? a.len : b.len;
    const int order = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool
str_is(struct str a, const char *c_string) {
    return str_equal(a, str_from_c(c_string));
}

bool
str_starts_with(struct str a, const char *prefix) {
    const size_t n = strlen(prefix);
    return a.len >= n && (n == 0 || memcmp(a.ptr, prefix, n) == 0);
}

bool
str_is_empty(struct str a) {
    return a.len == 0;
}

static bool
is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str a) {
    while (a.len > 0 && is_blank(a.ptr[0])) {
        a.ptr++;
        a.len--;
    }
    while (a.len > 0 && is_blank(a.ptr[a.len - 1])) {
        a.len--;
    }
    return a;
}

bool
str_next(struct str *rest, char sep, struct str *ret_part) {
    if (rest->len == 0) {
        return false;
    }
    const char *at = memchr(rest->ptr, sep, rest->len);
    const size_t len = at == NULL ? rest->len : (size_t)(at - rest->ptr);
    const size_t skip = at == NULL ? len : len + 1;
    *ret_part = (struct str){rest->ptr, len};
    rest->ptr += skip;
    rest->len -= skip;
    return true;
}

struct str
str_copy(struct arena *arena, struct str a) {
    char *ptr = arena_alloc(arena, a.len + 1);
    if (a.len > 0) {
        memcpy(ptr, a.ptr, a.len);
    }
    return (struct str){ptr, a.len};
}

const char *
str_to_c(struct arena *arena, struct str a) {
    return str_copy(arena, a).ptr;
}

struct str
str_format(struct arena *arena, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    const int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *ptr = arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1);
    if (len > 0) {
        (void)vsnprintf(ptr, (size_t)len + 1, fmt, again);
    }
    va_end(again);
    return (struct str){ptr, len < 0 ? 0 : (size_t)len};
}

bool
str_to_double(struct str a, double *ret_value) {
    char word[NUMBER_BYTES_MAX + 1];
    if (a.len == 0 || a.len > NUMBER_BYTES_MAX) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (strchr("0123456789+-.", a.ptr[i]) == NULL || a.ptr[i] == '\0') {
            return false;
        }
        word[i] = a.ptr[i];
    }
    word[a.len] = '\0';
    char *end = NULL;
    const double value = strtod(word, &end);
    if (end != word + a.len) {
        return false;
    }
    *ret_value = value;
    return true;
}

bool
str_to_int(struct str a, int *ret_value) {
    const bool is_negative = a.len > 0 && a.ptr[0] == '-';
    const size_t first = is_negative ? 1 : 0;
    if (a.len == first || a.len - first > 9) {
        return false;
    }
    int value = 0;
    for (size_t i = first; i < a.len; i++) {
        if (a.ptr[i] < '0' || a.ptr[i] > '9') {
            return false;
        }
        value = value * 10 + (a.ptr[i] - '0');
    }
    *ret_value = is_negative ? -value : value;
    return true;
}

bool
str_to_int64(struct str a, int64_t *ret_value) {
    const bool is_negative = a.len > 0 && a.ptr[0] == '-';
    int64_t value = 0;
    for (size_t i = is_negative ? 1 : 0; i < a.len; i++) {
        const int digit = a.ptr[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value)) {
            return false; /* counted downward: there is one more negative number */
        }
    }
    if (a.len == (is_negative ? 1 : 0) || (!is_negative && value == INT64_MIN)) {
        return false;
    }
    *ret_value = is_negative ? value : -value;
    return true;
}

bool
str_to_size(struct str a, int *ret_width, int *ret_height) {
    struct str width;
    int w = 0;
    int h = 0;
    if (!str_next(&a, 'x', &width) || !str_to_int(width, &w) || !str_to_int(a, &h)) {
        return false;
    }
    *ret_width = w;
    *ret_height = h;
    return true;
}

static int
hex_digit(char c) {
    const char *digits = "0123456789abcdef";
    const char lower = c >= 'A' && c <= 'F' ? (char)(c - 'A' + 'a') : c;
    const char *at = lower == '\0' ? NULL : strchr(digits, lower);
    return at == NULL ? -1 : (int)(at - digits);
}

bool
str_to_color_hex(struct str a, uint8_t ret_rgb[3]) {
    if (a.len != 7 || a.ptr[0] != '#') {
        return false;
    }
    uint8_t rgb[3];
    for (size_t i = 0; i < 3; i++) {
        const int high = hex_digit(a.ptr[1 + 2 * i]);
        const int low = hex_digit(a.ptr[2 + 2 * i]);
        if (high < 0 || low < 0) {
            return false;
        }
        rgb[i] = (uint8_t)(high * 16 + low);
    }
    memcpy(ret_rgb, rgb, sizeof(rgb));
    return true;
}

void
str_builder_init(struct str_builder *b, struct arena *arena) {
    *b = (struct str_builder){.arena = arena, .ptr = arena_alloc(arena, 64), .cap = 64};
}

/* Room for `bytes` more and the NUL. */
static void
reserve(struct str_builder *b, size_t bytes) {
    if (b->len + bytes + 1 > b->cap) {
        const size_t cap = 2 * (b->len + bytes + 1);
        char *ptr = arena_alloc(b->arena, cap);
        memcpy(ptr, b->ptr, b->len);
        b->ptr = ptr;
        b->cap = cap;
    }
}

void
str_builder_add(struct str_builder *b, struct str s) {
    reserve(b, s.len);
    if (s.len > 0) {
        memcpy(b->ptr + b->len, s.ptr, s.len);
    }
    b->len += s.len;
    b->ptr[b->len] = '\0';
}

void
str_builder_add_c(struct str_builder *b, const char *s) {
    str_builder_add(b, str_from_c(s));
}

void
str_builder_add_cp(struct str_builder *b, uint32_t cp) {
    char bytes[4];
    str_builder_add(b, (struct str){bytes, utf8_encode(cp, bytes)});
}

void
str_builder_add_format(struct str_builder *b, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    const int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len > 0) {
        reserve(b, (size_t)len);
        (void)vsnprintf(b->ptr + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

struct str
str_builder_view(const struct str_builder *b) {
    return (struct str){b->ptr, b->len};
}
