#pragma once

#include "base/macros.h"

/* Lines on stderr (the journal on a device). The file's name is the program's only mutable global. */

#define LOG_FILE_BYTES_MAX (64 * 1024)
#define LOG_FILE_OLD ".old"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO };

/* Every line goes to this file of this folder as well, behind the time (UTC): the journal is not everybody's to read, and an export brings what this
 * program said to whoever helps. When it passes LOG_FILE_BYTES_MAX it becomes FILE.old, and a new one is begun. It has to lie in RAM.
 * Limits: no folder (NULL), or a path too long for the system: no file. */
void log_also_to(const char *folder, const char *name);

/* Writes one line `vitrin: <level>: …`. Layers 0-5 do not log: they report. */
void log_line(enum log_level level, const char *fmt, ...) PRINTF_LIKE(2, 3);
