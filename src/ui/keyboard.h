#pragma once

#include "ui/label.h"

/* An on-screen keyboard: the letters of one language, digits, space, backspace, clear, and a key to the next language's letters. Its
 * order of keys is that of the language's usual keyboard and never mirrors. It holds no text: a key is a code. */

#define KEYBOARD_KEYS_MAX 64

enum keyboard_code { /* everything else is the code point of a letter */
                     KEYBOARD_BACKSPACE = 8,
                     KEYBOARD_CLEAR = 24,
                     KEYBOARD_LANGUAGE = 14,
                     KEYBOARD_SPACE = 32
};

struct keyboard_key {
    struct rect box;
    struct label label; /* without block: drawn as a sign */
    const char *name;   /* of its target */
    int code;
};

struct keyboard {
    struct ui ui;
    struct keyboard_key keys[KEYBOARD_KEYS_MAX];
    int count;
};

/* Lays the keyboard of a language of the model out into `box` (design units from the left); its rows are as high as it allows. */
void keyboard_prepare(struct keyboard *keyboard, const struct ui *ui, int lang, struct rect box);
/* pressed: name of the key held down, or NULL. */
void keyboard_draw(const struct keyboard *keyboard, struct canvas *canvas, const char *pressed);
