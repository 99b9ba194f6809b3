# shellcheck shell=sh disable=SC2154
# Sourced by the tests of whole programs, which set $suite, what they are called, and $said, a file for what a command says.
passed=0
failed=0

tell_more() { :; } # said of what failed: a test with more to see says it anew

check() { # check WHAT COMMAND…: does it succeed?
    what=$1
    shift
    if "$@" >"$said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$suite: $what: $(tail -n 20 "$said") $(tell_more)"
    fi
}

until_true() { # until_true SECONDS COMMAND…: it comes true in that time on a machine of our own; a shared one may be five times as slow
    deadline=$(($(date +%s) + 5 * $1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt $deadline ] || return 1
        sleep 0.1
    done
}

checked() { # a test's last word. Returns: something was tried, and all of it held
    echo "$suite: $passed passed, $failed failed"
    [ $failed -eq 0 ] && [ $passed -gt 0 ]
}
