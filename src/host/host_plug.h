#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The kernel's word that something about a screen's plug has changed. Some drivers look at the plug themselves then; others only say so, and the
 * modes of a screen are never read again until somebody asks the card for them. */

/* Listens to the kernel. Returns: a descriptor, -1 when it may not (then screens are looked at as before, and drivers of the other kind never
 * tell). Owns: the caller, close. Spec: netlink(7), NETLINK_KOBJECT_UEVENT. */
int host_plug_open(void);
/* Takes all that was said since. Returns: was any of it about a screen? Accepts -1. */
bool host_plug_was_touched(int plug);
/* Is this message, NAME=value strings with a NUL after each, about the plug of a screen? */
bool host_plug_is_screen(const char *message, size_t bytes);
