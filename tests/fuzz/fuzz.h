#pragma once

#include <stddef.h>
#include <stdint.h>

/* A fuzz target is one file fuzz_<what>.c with these two functions of libFuzzer's; it runs in the project's root. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
