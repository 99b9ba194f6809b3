#pragma once

/* Where things lie, and who writes them. */

/* ---- under the state folder (`/var/lib/vitrin` on a device) ---- */
/* the intake: a.vpack, a.vpack.minisig, b.vpack, b.vpack.minisig; incoming.* while a stick is read */
#define PACK_PLACE_SLOTS "slots"
/* the intake: state.0 and state.1, the two copies of the state record */
#define PACK_PLACE_STATE "state"
/* the intake: public keys added by signed key packs, and the list of retired ones */
#define PACK_PLACE_KEYS "keys.d"
/* the show: what it asks the intake for (PACK_REQUEST_*); the intake takes each away before it is done */
#define PACK_PLACE_REQUESTS "requests"
/* the show: the hash of the staff's PIN, and how many wrong ones came one after the other */
#define PACK_PLACE_PIN "pin"
#define PACK_PLACE_TRIES "pin-tries"
/* the show: what staff chose on the panel, lines as of --settings */
#define PACK_PLACE_CHOSEN "chosen"
/* the show: visitors' counts */
#define PACK_PLACE_STATISTICS "stats.db"

/* ---- under the runtime folder (`/run/vitrin`, in RAM) ---- */
/* the intake: what it is doing (pack_status.h) */
#define PACK_PLACE_STATUS "status"
/* the show: which slide of which pack it is drawing (pack_trail.h) */
#define PACK_PLACE_BREADCRUMB "breadcrumb"
/* the show, once a second: frames presented, seconds, rounds ended (pack_trail.h) */
#define PACK_PLACE_HEARTBEAT "heartbeat"
/* the show, once a minute: what it alone knows of itself (pack_facts.h) */
#define PACK_PLACE_FACTS "facts"
/* the show: the day and time that staff set (app_clock.c) */
#define PACK_PLACE_CLOCK "clock"
/* the show: what televisions have been told, asleep or awake (app_television.h) */
#define PACK_PLACE_TELEVISION "television"
/* the intake: slides that a crash was traced to; a reboot forgives them */
#define PACK_PLACE_POISON "poison"
/* the intake: a signed request for an export was on the stick that is plugged in */
#define PACK_PLACE_EXPORT "export"
/* what each of the two said (log.h); each with its .old */
#define PACK_PLACE_LOG_SHOW "log-show"
#define PACK_PLACE_LOG_INTAKE "log-intake"

/* ---- requests: files, empty but where said ---- */
/* the pack on trial has proved itself; holds its content's hash in hex */
#define PACK_REQUEST_CONFIRM "confirm"
/* staff want the pack before */
#define PACK_REQUEST_PREVIOUS "previous"
/* staff want the list of packs that failed emptied */
#define PACK_REQUEST_FORGET "forget"
/* not the show but whoever installed a package: the factory's pack is another one; it goes away once it has been looked at */
#define PACK_REQUEST_OFFER "offer"
