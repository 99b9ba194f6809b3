#pragma once

#include "base/fs_table.h"
#include "pack/pack_signature.h"

/* A pack's file as bytes. */

#define PACK_FILE_BYTES_MAX ((int64_t)256 << 20) /* what the content room opens at most */
#define PACK_FILE_CHUNK_BYTES 65536

/* BLAKE2b-512 of a plain file, read once. Errors: ERR_IO; ERR_LIMIT above PACK_FILE_BYTES_MAX. */
bool pack_file_hash(const struct fs_table *fs, const char *path, uint8_t ret_hash[PACK_FILE_HASH_BYTES],
                    struct err *err) WARN_UNUSED;
