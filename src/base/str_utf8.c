/* Strict UTF-8 (RFC 3629). Ill-formed input gives U+FFFD for each maximal ill-formed part (Unicode, table
 * 3-7), so that nothing a pack holds can make the reader run past its end. Not here: normalisation, bidi,
 * clusters. */

#include "base/str.h"

struct lead {
    size_t count;      /* continuation bytes */
    uint8_t low, high; /* range of the first of them: shuts out overlongs and surrogates */
    uint32_t bits;
};

static struct lead
classify(uint8_t b) {
    if (b >= 0xC2 && b <= 0xDF) {
        return (struct lead){1, 0x80, 0xBF, b & 0x1Fu};
    }
    if (b >= 0xE0 && b <= 0xEF) {
        return (struct lead){2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF, b & 0x0Fu};
    }
    if (b >= 0xF0 && b <= 0xF4) {
        return (struct lead){3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF, b & 0x07u};
    }
    return (struct lead){0, 0, 0, 0};
}

/* Returns: false for an ill-formed part; *offset moves on either way. */
static bool
decode(struct str s, size_t *offset, uint32_t *ret_cp) {
    const uint8_t first = (uint8_t)s.ptr[(*offset)++];
    if (first < 0x80) {
        *ret_cp = first;
        return true;
    }
    const struct lead lead = classify(first);
    uint32_t cp = lead.bits;
    for (size_t i = 0; i < lead.count; i++) {
        const uint8_t low = i == 0 ? lead.low : 0x80;
        const uint8_t high = i == 0 ? lead.high : 0xBF;
        if (*offset >= s.len || (uint8_t)s.ptr[*offset] < low || (uint8_t)s.ptr[*offset] > high) {
            return false;
        }
        cp = cp << 6 | ((uint8_t)s.ptr[(*offset)++] & 0x3Fu);
    }
    *ret_cp = cp;
    return lead.count > 0;
}

uint32_t
utf8_decode(struct str s, size_t *offset) {
    uint32_t cp = UTF8_REPLACEMENT;
    if (*offset >= s.len) {
        return cp;
    }
    return decode(s, offset, &cp) ? cp : UTF8_REPLACEMENT;
}

size_t
utf8_encode(uint32_t cp, char out[4]) {
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        cp = UTF8_REPLACEMENT;
    }
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    const size_t count = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const uint8_t LEADS[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = count - 1; i > 0; i--) {
        out[i] = (char)(0x80u | (cp & 0x3Fu));
        cp >>= 6;
    }
    out[0] = (char)(LEADS[count] | cp);
    return count;
}

bool
utf8_is_valid(struct str s) {
    for (size_t offset = 0; offset < s.len;) {
        uint32_t cp = 0;
        if (!decode(s, &offset, &cp)) {
            return false;
        }
    }
    return true;
}
