#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* What the show alone knows of itself, written once a minute into the runtime folder, for whoever watches over many screens. */

#define PACK_FACTS_BYTES_MAX 512
#define PACK_FACTS_UNKNOWN (-1)

/* Each may be PACK_FACTS_UNKNOWN. */
struct pack_facts {
    int64_t seq;            /* of the pack on the screen */
    int64_t left_out;       /* slides */
    int64_t visits;         /* that ended today */
    int64_t temperature_mc; /* thousandths of a degree Celsius */
};

/* Returns: bytes written. */
size_t pack_facts_print(const struct pack_facts *facts, char text[PACK_FACTS_BYTES_MAX]);
/* Errors: ERR_FORMAT; the output is untouched then. */
bool pack_facts_parse(struct str text, struct pack_facts *ret_facts, struct err *err) WARN_UNUSED;
