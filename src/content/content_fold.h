#pragma once

#include <stddef.h>

#include "base/str.h"

/* Search keys: a text folded so that different ways of writing the same thing become the same bytes. Arabic and Persian letters
 * are one (ي ی ى ئ, ك ک, أ إ آ ا, ة ه, ؤ و), hamza, vowel marks, joiners, tatweel, spaces and punctuation go, digits of every script are
 * ASCII, a decimal mark within a number is a point, Latin letters are small and without accents (pinyin too). */

#define CONTENT_KEY_BYTES_MAX 256

/* Folds `text` into `ret_key`, cut at a whole character when it does not fit; not NUL-terminated. Folding a key gives the same key.
 * Returns: bytes written, at most CONTENT_KEY_BYTES_MAX. */
size_t content_fold(struct str text, char ret_key[CONTENT_KEY_BYTES_MAX]);
/* As content_fold, but one space stands where another word begins: between words, after punctuation and after a non-joiner. Without its
 * spaces it is the key, or, when it does not fit, the beginning of the key. */
size_t content_fold_words(struct str text, char ret_words[CONTENT_KEY_BYTES_MAX]);
