/* Look-up in the generated table of interface words. */

#include "ui/strings.h"

#include <string.h>

#define STRINGS_TABLE
#include "strings_gen.h"
#undef STRINGS_TABLE

struct str
strings_get(enum ui_string key, const char *lang_code) {
    size_t lang = STRINGS_FALLBACK_LANG;
    for (size_t i = 0; i < ARRAY_LEN(STRING_LANGS); i++) {
        if (strcmp(STRING_LANGS[i], lang_code) == 0) {
            lang = i;
        }
    }
    return str_from_c(STRING_WORDS[key][lang]);
}

struct markup_words
strings_markup_words(const char *lang_code) {
    return (struct markup_words){
        .scale =
            {
                [SCALE_THOUSAND] = strings_get(STRING_SCALE_THOUSAND, lang_code),
                [SCALE_MILLION] = strings_get(STRING_SCALE_MILLION, lang_code),
                [SCALE_BILLION] = strings_get(STRING_SCALE_BILLION, lang_code),
                [SCALE_TRILLION] = strings_get(STRING_SCALE_TRILLION, lang_code),
            },
        .comma = strings_get(STRING_LIST_COMMA, lang_code),
        .and_word = strings_get(STRING_LIST_AND, lang_code),
        .to_word = strings_get(STRING_LIST_TO, lang_code),
        .percent_word = strings_get(STRING_PERCENT_WORD, lang_code),
    };
}
