/* One table of ranges and one of single characters; everything that is neither a letter nor a digit is dropped, and parts words unless
 * it stands within one (marks, joiners, apostrophes). Rules: the text specification's "Sorting and search". */

#include "content/content_fold.h"

#include <stdbool.h>
#include <stdint.h>

/* Base letters of U+00C0 to U+017F; a space drops the character, ae and the like become their first letter. */
static const char LATIN[] = "aaaaaaaceeeeiiii"
                            "dnooooo ouuuuyts"
                            "aaaaaaaceeeeiiii"
                            "dnooooo ouuuuyty"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "iiiijjkkklllllll"
                            "lllnnnnnnnnnoooo"
                            "oooorrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";
_Static_assert(sizeof(LATIN) == 0x17F - 0xC0 + 2, "one letter a character");

/* U+01CD to U+01DC: the caron vowels of pinyin, then the u with two marks. */
static const char PINYIN[] = "aaiioouuuuuuuuuu";

struct pair {
    uint32_t from, to;
};

static const struct pair LETTERS[] = {
    {0x0622, 0x0627}, {0x0623, 0x0627}, {0x0624, 0x0648}, {0x0625, 0x0627},
    {0x0626, 0x06CC}, {0x0629, 0x0647}, {0x0643, 0x06A9}, {0x0649, 0x06CC},
    {0x064A, 0x06CC}, {0x0671, 0x0627}, {0x06AA, 0x06A9}, {0x06C0, 0x0647},
    {0x06C1, 0x0647}, {0x06C3, 0x0647}, {0x06D0, 0x06CC}, {0x06D5, 0x0647},
};

static const struct pair DIGITS[] = {{0x0660, 0x0669}, {0x06F0, 0x06F9}, {0xFF10, 0xFF19}};

/* What is no part of a word: controls, punctuation, marks, joiners, isolates, tatweel. */
static const struct pair DROPPED[] = {
    {0x0000, 0x002F}, {0x003A, 0x0040}, {0x005B, 0x0060}, {0x007B, 0x00BF}, {0x02B0, 0x036F},
    {0x0600, 0x0621}, {0x0640, 0x0640}, {0x064B, 0x065F}, {0x066A, 0x0670}, {0x06D4, 0x06D4},
    {0x06D6, 0x06ED}, {0x2000, 0x206F}, {0x2190, 0x2BFF}, {0x3000, 0x303F}, {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF}, {0xFF00, 0xFF0F}, {0xFFFC, 0xFFFF},
};

/* What is dropped and yet parts no words: apostrophes, soft hyphens, marks, hamza, tatweel, the joiner, direction marks. */
static const struct pair GLUE[] = {
    {0x0027, 0x0027}, {0x0060, 0x0060}, {0x00AD, 0x00AD}, {0x00B4, 0x00B4}, {0x02B0, 0x036F},
    {0x0610, 0x061A}, {0x061C, 0x061C}, {0x0621, 0x0621}, {0x0640, 0x0640}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x200D, 0x200F}, {0x2018, 0x2019}, {0x202A, 0x202E},
    {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

static bool
is_in(const struct pair *ranges, size_t count, uint32_t c) {
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].from && c <= ranges[i].to) {
            return true;
        }
    }
    return false;
}

static uint32_t
fold_letter(uint32_t c) {
    if ((c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A)) {
        return c >= 0xFF21 ? c - 0xFF21 + 'a' : c - 'A' + 'a';
    }
    if (c >= 0xFF41 && c <= 0xFF5A) {
        return c - 0xFF41 + 'a';
    }
    if (c >= 0xC0 && c <= 0x17F) {
        return LATIN[c - 0xC0] == ' ' ? 0 : (uint32_t)LATIN[c - 0xC0];
    }
    if (c >= 0x1CD && c <= 0x1DC) {
        return (uint32_t)PINYIN[c - 0x1CD];
    }
    for (size_t i = 0; i < ARRAY_LEN(DIGITS); i++) {
        if (c >= DIGITS[i].from && c <= DIGITS[i].to) {
            return c - DIGITS[i].from + '0';
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(LETTERS); i++) {
        if (LETTERS[i].from == c) {
            return LETTERS[i].to;
        }
    }
    return is_in(DROPPED, ARRAY_LEN(DROPPED), c) ? 0 : c;
}

static bool
is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* Is the offset between two digits? There a decimal mark counts, and one of thousands parts nothing. */
static bool
is_within_number(struct str text, uint32_t last, size_t offset) {
    return is_digit(last) && offset < text.len && is_digit(fold_letter(utf8_decode(text, &offset)));
}

static size_t
fold(struct str text, bool has_words, char ret_key[CONTENT_KEY_BYTES_MAX]) {
    size_t used = 0;
    uint32_t last = 0;
    bool is_gap = false;
    for (size_t offset = 0; offset < text.len;) {
        char bytes[4];
        const uint32_t c = utf8_decode(text, &offset);
        const bool is_inner = is_within_number(text, last, offset);
        const bool is_mark = is_inner && (c == '.' || c == 0x066B);
        const uint32_t letter = is_mark ? '.' : fold_letter(c);
        if (letter == 0) {
            const bool is_glue = is_in(GLUE, ARRAY_LEN(GLUE), c) || (is_inner && (c == ',' || c == 0x066C));
            is_gap = is_gap || (!is_glue && used > 0);
            last = is_glue ? last : 0;
            continue;
        }
        const size_t space = has_words && is_gap ? 1 : 0;
        const size_t n = utf8_encode(letter, bytes);
        if (used + space + n > CONTENT_KEY_BYTES_MAX) {
            break;
        }
        if (space > 0) {
            ret_key[used++] = ' ';
        }
        for (size_t i = 0; i < n; i++) {
            ret_key[used++] = bytes[i];
        }
        last = letter;
        is_gap = false;
    }
    return used;
}

size_t
content_fold(struct str text, char ret_key[CONTENT_KEY_BYTES_MAX]) {
    return fold(text, false, ret_key);
}

size_t
content_fold_words(struct str text, char ret_words[CONTENT_KEY_BYTES_MAX]) {
    return fold(text, true, ret_words);
}
