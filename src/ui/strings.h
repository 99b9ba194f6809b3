#pragma once

#include "base/str.h"
#include "text/text_markup.h"

/* The interface's own words, from assets/strings.csv (generated into strings_gen.h when the program is built). */

#define STRINGS_ENUM
#include "strings_gen.h"
#undef STRINGS_ENUM

/* The word in the language with this code; English when there is none. Valid until: the program ends. */
struct str strings_get(enum ui_string key, const char *lang_code);
/* The scale and list words that markup needs. */
struct markup_words strings_markup_words(const char *lang_code);
