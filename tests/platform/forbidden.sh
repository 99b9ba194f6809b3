#!/bin/sh
# On a machine whose systemd is real: what none of our programs may do is tried under the rules of a unit.
#   forbidden.sh NAME UNIT COMMAND     COMMAND is tests/faults/bin/forbidden.c's, as that unit's programs are run
# Says what was let through. Status 0: it was tried, and all of it refused.
name=$1
unit=$2
said=/run/forbidden.$name
rm -f "$said"
sed -E '/^(Exec|Type|NotifyAccess|Watchdog|Restart|StartLimit|BindsTo|After|Conflicts|RemainAfterExit|TTY|Standard|WantedBy|Requires|SuccessExitStatus)/d
    s/%i/loop0/' "/usr/lib/systemd/system/$unit" >"/run/systemd/system/try-$name.service"
printf '[Service]\nType=oneshot\nStandardOutput=append:%s\nExecStart=%s\nExecStartPost=/bin/grep Seccomp_filters /proc/self/status\n' \
    "$said" "$3" >>"/run/systemd/system/try-$name.service"
systemctl daemon-reload
systemctl start "try-$name.service"
status=$?
grep '^let through\|^forbidden' "$said"
[ $status -eq 0 ] && grep -q '^forbidden: N = [34]. things tried, 0 let through' "$said"
