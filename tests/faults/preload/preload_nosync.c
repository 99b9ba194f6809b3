/* A library that the dynamic linker puts before the others (LD_PRELOAD): nothing that should be made to last is. With it the tests of cut
 * power have to fail. */

#include <unistd.h>

int
fsync(int fd) {
    (void)fd;
    return 0;
}

int
fdatasync(int fd) {
    (void)fd;
    return 0;
}
