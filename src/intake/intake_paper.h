#pragma once

#include "intake/intake.h"

/* Small signed texts that a stick may carry besides a pack, each with its .minisig beside it.
 *
 * Key packs, `NAME.vkeys`, signed with a root key:
 *     vitrin-keys 1
 *     target any
 *     add RW…        (the second line of a .pub file)
 *     retire 0123456789ABCDEF
 * A retired key stays retired, whatever is added later; root keys cannot be retired.
 *
 * Requests, `vitrin-request.txt`, signed with any trusted key:
 *     vitrin-request 1
 *     target any
 *     do export      (statistics and history, onto this stick)
 *     do reset-pin   (the staff's PIN is made anew)
 * `target` names a screen or says any. */

#define INTAKE_PAPER_BYTES_MAX 4096
#define INTAKE_REQUEST_FILE "vitrin-request.txt"

/* Looks for papers in the stick's top folder and does what they say. Returns: PACK_NONE when there is none, PACK_KEYS_CHANGED,
 * PACK_PIN_RESET, PACK_EXPORTED (it is written by the receipt, later), or why a paper is refused; *err says it then. */
enum pack_outcome intake_take_papers(struct intake *intake, const char *stick, struct err *err);
/* Whatever stick asked for an export before: it is not this one. */
void intake_forget_export(struct intake *intake);
/* Onto the stick, mounted for writing: vitrin-receipt.txt says what happened, in every language of the interface; an export that was
 * asked for goes into vitrin-export/, and is told as failed when a part of it does. Errors: ERR_IO: the stick cannot be written; nothing
 * else depends on it. */
bool intake_write_receipt(struct intake *intake, const char *stick, struct err *err) WARN_UNUSED;
