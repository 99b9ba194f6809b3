#pragma once

#include "pack/pack_outcome.h"
#include "ui/strings.h"

/* The two sentences of an outcome: what happened, and what to do now. PACK_NONE: that it goes on. */
struct str outcome_headline(enum pack_outcome outcome, const char *lang_code);
struct str outcome_advice(enum pack_outcome outcome, const char *lang_code);
