#pragma once

#include "base/err.h"
#include "tools/pack_sheet.h"

/* Spreadsheets to one SQLite file: same input and libraries, same bytes. Writes to a temporary neighbour and renames.
 * Errors: one sentence with file, row and column; no pack is written then. */
bool pack_build(const struct workbook *book, const char *out_path, struct err *err) WARN_UNUSED;
