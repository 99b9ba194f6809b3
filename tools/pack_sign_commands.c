/* The three commands about signatures: what a person types and reads; the work is in pack_sign.c. */

#include "tools/pack_sign_commands.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tools/pack_sign.h"

static bool
read_line(FILE *from, char out[SIGN_PASSWORD_MAX]) {
    if (fgets(out, SIGN_PASSWORD_MAX, from) == NULL) {
        return false;
    }
    out[strcspn(out, "\r\n")] = '\0';
    return true;
}

static bool
ask_password(const char *question, char out[SIGN_PASSWORD_MAX], struct err *err) {
    struct termios shown;
    FILE *terminal = isatty(STDIN_FILENO) ? fopen("/dev/tty", "r+") : NULL;
    if (terminal == NULL || tcgetattr(fileno(terminal), &shown) != 0) {
        if (terminal != NULL) {
            fclose(terminal);
        }
        return read_line(stdin, out) || err_set(err, ERR_USAGE, 0, "a password is needed, and there is none");
    }
    struct termios hidden = shown;
    hidden.c_lflag &= (tcflag_t)~ECHO;
    (void)tcsetattr(fileno(terminal), TCSAFLUSH, &hidden);
    /* at the terminal, for what is said elsewhere may go into a log */
    const bool is_asked = dprintf(fileno(terminal), "%s: ", question) > 0;
    const bool ok = is_asked && read_line(terminal, out);
    (void)tcsetattr(fileno(terminal), TCSAFLUSH, &shown);
    (void)dprintf(fileno(terminal), "\n");
    fclose(terminal);
    return ok || err_set(err, ERR_USAGE, 0, "a password is needed, and there is none");
}

int
pack_sign_run_keygen(const char *name, bool is_in_the_clear, struct err *err) {
    char password[SIGN_PASSWORD_MAX] = "";
    char again[SIGN_PASSWORD_MAX] = "";
    bool ok = true;
    if (!is_in_the_clear) {
        ok = ask_password("Password of the new key", password, err) && ask_password("Once more", again, err);
        if (ok && (password[0] == '\0' || strcmp(password, again) != 0)) {
            ok =
                err_set(err, ERR_USAGE, 0,
                        "keygen: the two passwords differ or are empty; no key was made (--no-password makes "
                        "one in the clear)");
        }
    }
    ok = ok && pack_sign_make_keys(name, password, err);
    sodium_memzero(password, sizeof(password));
    sodium_memzero(again, sizeof(again));
    if (!ok) {
        return 2;
    }
    printf("%s.key: keep it secret, off the device\n%s.pub: the device's keys.d takes it\n", name, name);
    return 0;
}

int
pack_sign_run_sign(const char *path, const char *key_path, struct err *err) {
    char password[SIGN_PASSWORD_MAX] = "";
    struct sign_secret secret;
    bool needs = false;
    if (key_path == NULL) {
        err_set(err, ERR_USAGE, 0, "sign: with which key? -k NAME.key");
        return 2;
    }
    bool ok = pack_sign_needs_password(key_path, &needs, err) &&
              (!needs || ask_password("Password of the key", password, err)) &&
              pack_sign_read_secret(key_path, password, &secret, err) && pack_sign_file(path, &secret, err);
    sodium_memzero(password, sizeof(password));
    sodium_memzero(&secret, sizeof(secret));
    if (ok) {
        printf("%s.minisig: written and verified\n", path);
    }
    return ok ? 0 : 2;
}

int
pack_sign_run_verify(const char *path, const char *public_key_path, struct err *err) {
    if (public_key_path == NULL) {
        err_set(err, ERR_USAGE, 0, "verify: under which key? -p NAME.pub");
        return 2;
    }
    if (!pack_sign_verify_file(path, public_key_path, err)) {
        return 2;
    }
    printf("%s: the signature is right\n", path);
    return 0;
}
