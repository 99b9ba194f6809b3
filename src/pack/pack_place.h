#pragma once

/* Where things lie. Under the state folder (`/var/lib/vitrin` on a device; written by the intake alone, but for requests): */
#define PACK_PLACE_SLOTS                                                                                     \
    "slots" /* a.vpack, a.vpack.minisig, b.vpack, b.vpack.minisig; incoming.* while copying */
#define PACK_PLACE_STATE "state" /* state.0 and state.1: the two copies of the state record */
#define PACK_PLACE_KEYS "keys.d" /* public keys added by signed key packs */
#define PACK_PLACE_REQUESTS                                                                                  \
    "requests"               /* what the show asks the intake for: small files, the show may write here */
#define PACK_PLACE_PIN "pin" /* the hash of the staff's PIN, written by the show */
#define PACK_PLACE_TRIES "pin-tries" /* how many wrong PINs came one after the other; written by the show */
#define PACK_PLACE_CHOSEN                                                                                    \
    "chosen" /* what staff chose on the panel: lines as of --settings; written by the show */
#define PACK_PLACE_STATISTICS "stats.db" /* written by the show */
/* Under the runtime folder (`/run/vitrin`, in RAM): */
#define PACK_PLACE_STATUS "status"         /* the intake's status (pack_status.h) */
#define PACK_PLACE_BREADCRUMB "breadcrumb" /* the show: which slide of which pack it is drawing */
#define PACK_PLACE_EXPORT                                                                                    \
    "export" /* the intake: a signed request for an export was on the stick that is plugged in */
#define PACK_PLACE_POISON "poison" /* the intake: slides that a crash was traced to; a reboot forgives them */
#define PACK_PLACE_LOG_SHOW "log-show" /* what the show and the intake said; each with its .old */
#define PACK_PLACE_LOG_INTAKE "log-intake"
#define PACK_PLACE_HEARTBEAT                                                                                 \
    "heartbeat" /* the show: frames presented and rounds ended, once a second while it lives */

/* Names of requests: files in the requests folder, empty but where said. */
#define PACK_REQUEST_CONFIRM                                                                                 \
    "confirm" /* the pack on trial has proved itself; holds its content's hash in hex */
#define PACK_REQUEST_PREVIOUS "previous" /* staff want the pack before */
#define PACK_REQUEST_FORGET "forget"     /* staff want the list of packs that failed emptied */
