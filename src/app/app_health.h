#pragma once

#include "base/str.h"
#include "deck/deck_staff_facts.h"

/* How the machine is, as its kernel tells it. The parsers are pure; what is missing or strange is not told, never guessed. */

/* Millidegrees ("52432\n"). Returns: degrees Celsius; below -100 for what is no temperature of a processor. */
float health_temperature(struct str text);
/* /proc/meminfo. Returns: percent used, or -1. */
int health_memory(struct str text);
/* The firmware's get_throttled: hexadecimal, bit 0 under-voltage now, bit 16 since the start. */
enum staff_power health_throttled(struct str text);
/* Fills in temperature, memory, storage and power. root: "" on a machine, another folder in tests; folder: whose storage counts. */
void health_read(struct staff_facts *facts, const char *root, const char *folder);
