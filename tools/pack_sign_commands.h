#pragma once

#include "base/err.h"

/* `vitrin-pack keygen`, `sign` and `verify`. Passwords are asked for on the terminal, or read as the first line of the standard input
 * where there is none. Returns: the exit status, 2 with *err set. */

int pack_sign_run_keygen(const char *name, bool is_in_the_clear, struct err *err);
int pack_sign_run_sign(const char *path, const char *key_path, struct err *err);
int pack_sign_run_verify(const char *path, const char *public_key_path, struct err *err);
