#pragma once

#include "pack/pack_status.h"
#include "ui/strings.h"

/* The two sentences of an outcome: what happened, and what to do now. PACK_NONE: that it goes on. */
struct str outcome_headline(enum pack_outcome outcome, const char *lang_code);
struct str outcome_advice(enum pack_outcome outcome, const char *lang_code);
/* Did a stick bring this about, so that its sign stands beside the words? */
bool outcome_is_of_stick(const struct pack_status *status);
/* May "you may remove the stick" be said? Only when all is done with one that can still be in. */
bool outcome_frees_stick(const struct pack_status *status);
