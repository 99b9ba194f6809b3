#pragma once

#include "base/macros.h"

/* Lines on stderr (journal on a device). The level is the program's only mutable global. */

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level level);

/* Writes one line `vitrin: <level>: …`. Layers 0-5 do not log: they report. */
void log_line(enum log_level level, const char *fmt, ...) PRINTF_LIKE(2, 3);
