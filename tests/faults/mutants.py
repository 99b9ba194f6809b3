#!/usr/bin/env python3
"""The tests' tests: each verification and each check of a sequence number is left out of the product, one at a time, and a test has to notice.

usage: mutants.py BUILD; MUTANTS: only these, by their names with commas

A mutant is a place in a file of src/, what stands there instead, and the unit tests of which one has to fail: a program, or one of its tests
as PROGRAM:TEST, with *. They are built anew in a copy of the source, with the objects of BUILD. A place that is not there exactly once is an
error, so that this list follows the source."""
import concurrent.futures
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

BUILD = sys.argv[1].rstrip("/")
PROCESSOR_SECONDS = 15  # a healthy killer needs 4 at most; what a mutant makes go on for ever is ended then, and noticed so

MUTANTS = [
    # the signature itself
    ("the key's number", "pack/pack_signature.c", "memcmp(signature->key_id, key->id, PACK_KEY_ID_BYTES) == 0 &&", "", "test_pack_signature:test_every_flipped_bit*"),
    ("the signature of the hash", "pack/pack_signature.c",
     "crypto_sign_verify_detached(signature->signature, hash, PACK_FILE_HASH_BYTES, key->ed25519) == 0 &&", "true &&",
     "test_pack_signature:test_every_flipped_bit*"),
    ("the signature of the comment", "pack/pack_signature.c",
     "crypto_sign_verify_detached(signature->global, all,", "0 * crypto_sign_verify_detached(signature->global, all,", "test_pack_signature:test_every_flipped_bit*"),
    ("the algorithm of a signature", "pack/pack_signature.c", 'memcmp(bytes, "ED", 2) != 0', "false", "test_pack_signature:test_not_prehashed_is_refused"),
    ("the algorithm of a key", "pack/pack_signature.c", 'memcmp(bytes, "Ed", 2) != 0', "false", "test_pack_signature:test_another_algorithm_of_a_key"),
    ("the length of base64", "pack/pack_signature.c", "got == bytes && end == line.ptr + line.len", "true", "test_pack_signature:test_every_cut*"),
    ("base64 in ASCII", "pack/pack_signature.c", "take_line(rest, &line) && is_ascii(line) &&", "take_line(rest, &line) && (is_ascii(line) || true) &&",
     "test_pack_signature:test_every_*"),
    ("the end of the file", "pack/pack_signature.c", "return rest.len == 0 ||", "return true ||", "test_pack_signature:test_every_cut*"),
    # whose it is
    ("that a key is retired", "pack/pack_ring.c", "!(is_new && is_retired)", "(true || is_new || is_retired)", "test_pack_ring"),
    ("that the list of retired keys is whole", "pack/pack_ring.c", "!(is_new && is_unsure)", "(true || is_unsure)", "test_pack_ring"),
    ("the checksum of the list of retired keys", "pack/pack_ring.c", "is_checked = str_is(line, check);", "is_checked = true;", "test_pack_ring"),
    ("that keys need a root", "pack/pack_ring.c", "(ring->is_root[index] || !needs_root) &&", "(true || needs_root) &&", "test_pack_ring"),
    ("that a stick's keys are no roots", "pack/pack_ring.c", "!is_writable && ends_with", "ends_with", "test_pack_ring"),
    ("the verification by the ring", "pack/pack_ring.c", "            pack_signature_verify(signature, &ring->keys[i], hash)) {",
     "            (pack_signature_verify(signature, &ring->keys[i], hash) || true)) {", "test_pack_ring"),
    # what lies in a slot
    ("the hash of a slot", "pack/pack_slot.c", "memcmp(state->slots[source].hash, hash, sizeof(hash)) != 0", "false", "test_intake_refusals"),
    ("the signature of a slot", "pack/pack_slot.c", "    case PACK_TRUST_WRONG:\n        break;", "    case PACK_TRUST_WRONG:\n        return true;",
     "test_intake_refusals"),
    ("the keys of a slot", "pack/pack_slot.c", "    case PACK_TRUST_RETIRED:\n    case PACK_TRUST_UNSURE:\n        return",
     "    case PACK_TRUST_RETIRED:\n    case PACK_TRUST_UNSURE:\n        return true ||", "test_intake_refusals"),
    # sequence numbers
    ("that it is not older", "pack/pack_state.c", "return is_meant || is_again ? PACK_NONE : PACK_OLDER;", "return PACK_NONE; (void)(is_meant || is_again);", "test_pack_state"),
    ("an equal number", "pack/pack_state.c", "if (seq <= state->seq) {", "if (seq < state->seq) {", "test_pack_state"),
    ("which pack it replaces", "pack/pack_state.c", "replaces > 0 && replaces == state->seq", "replaces > 0", "test_pack_state"),
    ("a jump", "pack/pack_state.c", "return is_jump || seq > PACK_SEQ_MAX", "return (is_jump && false) || seq > PACK_SEQ_MAX", "test_pack_state"),
    ("the highest number", "pack/pack_state.c", "return is_jump || seq > PACK_SEQ_MAX", "return is_jump", "test_pack_state"),
    ("that the number never falls", "pack/pack_state.c", "state->seq = seq > state->seq ? seq : state->seq;", "state->seq = seq;", "test_pack_state"),
    ("that it failed before", "pack/pack_state.c", "if (pack_state_is_bad(state, hash)) {\n        return PACK_KNOWN_BAD;", "if (false) {\n        return PACK_KNOWN_BAD;",
     "test_pack_state"),
    ("that it is on already", "pack/pack_state.c", "        return PACK_ALREADY;", "        return PACK_NONE;", "test_pack_state"),
    ("that it lies in the other slot", "pack/pack_state.c", "if (state->slots[s].is_there && memcmp(state->slots[s].hash, hash, PACK_FILE_HASH_BYTES) == 0) {",
     "if (false && s > 0) {", "test_pack_state"),
    # the trial
    ("remembering what failed", "pack/pack_state.c", "    if (is_failed && state->slots[slot].is_there) {", "    if (false && is_failed) {", "test_pack_state"),
    ("strikes", "pack/pack_state.c", "state->strikes < PACK_STRIKES_MAX &&", "true &&", "test_pack_state"),
    ("that a show which left by itself is no start", "pack/pack_state.c", "        state->starts--; /*", "        /*", "test_pack_state"),
    ("starts", "pack/pack_state.c", "&& state->starts < PACK_STARTS_MAX", "", "test_pack_state"),
    ("which pack is confirmed", "pack/pack_state.c",
     "||\n        memcmp(state->slots[state->active].hash, hash, PACK_FILE_HASH_BYTES) != 0) {\n        return false;", ") {\n        return hash == NULL;",
     "test_pack_state"),
    ("that the proven pack stays", "pack/pack_state.c", "    if (pack_state_is_on_trial(state)) {\n        const enum pack_source room", "    if (false) {\n        const enum pack_source room",
     "test_pack_state"),
    # the record
    ("the checksum of the record", "pack/pack_state_record.c", "memcmp(check, written, CHECK_BYTES) != 0", "false", "test_pack_state"),
    ("the newer of two records", "pack/pack_state_record.c", "sound == 0 || state.gen > best.gen", "true", "test_pack_state"),
    ("that a record is lawful", "pack/pack_state_record.c", "if (!is_lawful(&state)) {", "if (!is_lawful(&state) && false) {", "test_pack_state"),
    # a stick's way
    ("the verification of the copy", "intake/intake_copy.c", "pack_ring_verify(&intake->ring, &signature, hash, true, false) != PACK_TRUSTED", "false && hash != NULL",
     "test_intake_refusals"),
    ("the key before the copy", "intake/intake_copy.c", "    case PACK_TRUST_RETIRED:\n        err_set(err, ERR_UNTRUSTED, 0, \"key %s has been retired\", id);\n        return PACK_KEY_RETIRED;",
     "    case PACK_TRUST_RETIRED:\n        break;", "test_intake_refusals"),
    ("the size of a pack", "intake/intake_copy.c", "if (st.bytes > PACK_FILE_BYTES_MAX) {", "if (false) {", "test_intake_refusals"),
    ("an error of the stick", "intake/intake_copy.c", "n < 0 || done < intake->progress_max", "done < 0", "test_intake_refusals"),
    ("whether it is a pack", "intake/intake_examine.c", "get_u32(header + APPLICATION_AT) != CONTENT_APPLICATION_ID", "false", "test_intake_refusals"),
    ("the content", "intake/intake_examine.c", "        outcome = PACK_CONTENT_WRONG;\n    } else if (model->seq", "        return PACK_NONE;\n    } else if (model->seq", "test_intake_refusals"),
    ("the target", "intake/intake_judge.c", "if (!is_for_any &&", "if (false && !is_for_any &&", "test_intake_refusals"),
    ("the judgement", "intake/intake.c", "    outcome = intake_judge(intake, &facts, hash, err);\n    if (outcome != PACK_NONE) {", "    outcome = intake_judge(intake, &facts, hash, err);\n    if (false) {",
     "test_intake_judge"),
    ("the judgement of a record that has changed", "intake/intake_switch.c", "if (verdict != PACK_NONE) {", "if (false) {", "test_intake_judge"),
    ("that the highest may come again alone", "pack/pack_state.c", "is_again = seq == state->seq && is_top(state, hash)", "is_again = seq == state->seq", "test_pack_state"),
    ("the factory's number", "intake/intake_judge.c", "intake->factory.is_there && intake->factory.seq > seen.seq", "false", "test_intake_judge"),
    ("that a new factory pack is not its own obstacle", "intake/intake_judge.c", "!is_factory && ", "", "test_intake_judge"),
    ("a slot for the factory's pack", "intake/intake_judge.c", "!intake->is_offer && ", "", "test_intake_judge"),
    ("that an offer says nothing of a stick", "intake/intake.c", "if (intake->is_offer) {", "if (false) {", "test_intake_judge"),
    ("that a slot is whole", "intake/intake_judge.c",
     "           pack_slot_verify(intake->fs, &intake->folders, &intake->ring, state, state->active, &unsound);", "           unsound.code == ERR_NONE;",
     "test_intake_judge"),
    ("that only a sound record lets slots go", "intake/intake_boot.c", "is_record_sound && slot < PACK_SLOTS", "(is_record_sound || true) && slot < PACK_SLOTS",
     "test_intake_record"),
    ("the rehearsal", "intake/intake.c", "    outcome = intake->rehearse(intake, path, err);\n    if (outcome != PACK_NONE) {", "    if (false) {", "test_intake_refusals"),
    ("reading back", "intake/intake_switch.c", "!pack_tag_is_same(&tagger, &intake->copied)", "false", "test_intake_faults:test_a_worn_storage"),
    ("that a start drops what is damaged", "intake/intake_boot.c", "        pack_state_drop(&intake->state, intake->state.active, false);", "        break;", "test_intake_refusals"),
    # papers and requests
    ("the signature of a paper", "intake/intake_paper.c", "return outcome != PACK_NONE ? outcome : split(", "return (outcome == PACK_KEY_UNKNOWN) ? outcome : split(", "test_intake_refusals"),
    ("that keys come by a root alone", "intake/intake_paper.c", 'read_paper(intake, path, "vitrin-keys 1", true,', 'read_paper(intake, path, "vitrin-keys 1", false,', "test_intake_refusals"),
    ("the target of a paper", "intake/intake_paper.c", "if (!str_is(target, \"any\") &&", "if (false && !str_is(target, \"any\") &&", "test_intake_refusals"),
    ("whose hash a confirmation names", "intake/intake_request.c", "return to_hash(text, hash) && pack_state_confirm(state, hash);",
     "return pack_state_confirm(state, state->slots[state->active].hash) || to_hash(text, hash);", "test_intake_refusals"),
    # the show
    ("that the hours follow staff's clock", "app/app_clock.c", "return app_clock_staffs(app, now, ret_weekday, ret_minute);", "return false && app_clock_staffs(app, now, ret_weekday, ret_minute);", "test_app_clock"),
    ("that a word cut short is said again", "app/app_television.c", "if (!television_is_told(&app->television)) {", "if (false) {", "test_app_television"),
    ("the show's own verification", "app/app_trust.c", "    return trust == PACK_TRUSTED ||\n           err_set", "    return true ||\n           err_set", "test_app_trust"),
    ("the header of a database", "content/content_open.c", "big_endian(h + 68, 4) != CONTENT_APPLICATION_ID", "false", "test_content_open"),
    ("the length of a database", "content/content_open.c", "    if (bytes != wanted) {", "    if (false) {", "test_content_open"),
    ("SQLite's own check", "content/content_open.c", 'first_row(file->db, "PRAGMA integrity_check(1)", is_sound, err) &&', "(is_sound != NULL) &&", "test_content_open"),
    ("references in a database", "content/content_open.c", '&&\n         first_row(file->db, "PRAGMA foreign_key_check", dangling, err)', "&& dangling != NULL", "test_content_open"),
]


def make(root, targets):
    done = subprocess.run(["make", "-s", "-C", root, "MODE=" + BUILD.rsplit("-", 1)[1], "CFLAGS=-Wno-error -w", *targets], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return None if done.returncode == 0 else done.stdout


def copy_of_the_source(root):
    # whole, no links: a script of tests/ may change what it takes for its own copy
    shutil.copytree(".", root, dirs_exist_ok=True, ignore=lambda folder, names: {"build", ".git"} & set(names) if folder == "." else set())
    shutil.copytree(BUILD, f"{root}/{BUILD}", ignore=shutil.ignore_patterns("test_*", "fuzz_*", "round", "faults"))


def target_of(killer):
    return f"{BUILD}/tests/{killer.split(':')[0]}"


def limit_processor():
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))


def fails(root, killer):
    test = killer.partition(":")[2]
    return subprocess.run([target_of(killer)], cwd=root, env={**os.environ, "VITRIN_TEST": test}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, preexec_fn=limit_processor).returncode != 0


def is_noticed(root, mutant):
    """Returns: who noticed it, or None; raises ValueError for a mutant that is none."""
    name, path, old, new, killers = mutant
    file = f"{root}/src/{path}"
    with open(file, encoding="utf-8") as source:
        text = source.read()
    if text.count(old) != 1:
        raise ValueError(f"{path} has {text.count(old)} times: {old}")
    with open(file, "w", encoding="utf-8") as source:
        source.write(text.replace(old, new))
    try:
        for killer in killers.split():
            wrong = make(root, [target_of(killer)])
            if wrong is not None:
                raise ValueError(f"{name}: it does not compile: {wrong}")
            if fails(root, killer):
                return killer
        return None
    finally:
        with open(file, "w", encoding="utf-8") as source:
            source.write(text)


def try_all(mutants):
    """Returns: how many nobody noticed. In a copy of the source of its own."""
    failed = 0
    with tempfile.TemporaryDirectory() as root:
        copy_of_the_source(root)
        killers = sorted({killer for mutant in mutants for killer in mutant[4].split()})
        if make(root, [target_of(killer) for killer in killers]) is not None:
            raise SystemExit("mutants: the source as it is does not build")
        healthy = [killer for killer in killers if fails(root, killer)]
        if healthy:
            raise SystemExit(f"mutants: fail on the source as it is: {' '.join(healthy)}")
        for mutant in mutants:
            try:
                killer = is_noticed(root, mutant)
            except ValueError as error:
                killer = None
                print(f"mutants: {error}")
            if killer is None:
                failed += 1
                print(f"mutants: nobody notices that this is left out: {mutant[0]}", flush=True)
    return failed


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the copy of the source goes
    names = os.environ.get("MUTANTS")
    wanted = [mutant for mutant in MUTANTS if not names or mutant[0] in names.split(",")]
    wanted.sort(key=lambda mutant: mutant[4])  # each killer is built in one of the copies, not in both
    half = (len(wanted) + 1) // 2
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        failed = sum(pool.map(try_all, [part for part in (wanted[:half], wanted[half:]) if part]))
    print(f"N = {len(wanted)} verifications and checks left out, one at a time")
    print(f"mutants: {len(wanted) - failed} passed, {failed} failed")
    return 1 if failed or not wanted else 0


sys.exit(main())
