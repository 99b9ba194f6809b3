"""The television at the emulated machine: what it is told on its control line (HDMI-CEC). QEMU has no such line, but Linux knows an adapter that is
spoken to over a serial one (Pulse-Eight's, drivers/media/cec/usb/pulse8/pulse8-cec.c); this is that adapter, and the line behind it, on which a
television acknowledges whatever is meant for it."""
import socket
import threading

START, END, ESCAPE, OFFSET = 0xFF, 0xFE, 0xFD, 3
ACCEPTED, TRANSMIT, TRANSMIT_END, SUCCEEDED, NOBODY, FIRMWARE = 0x08, 0x0B, 0x0C, 0x10, 0x12, 0x15

# what the machine has to do for it to be there: the serial line becomes the adapter's, and the plug gets the address that a television would give it
ATTACH = r"""modprobe pulse8-cec; stty -F /dev/ttyS0 9600 raw -echo clocal
perl -e 'open(my $t, "+<", "/dev/ttyS0") or die; my $line = pack("i", 2); my $kind = pack("L!", 0x40);
    ioctl($t, 0x5423, $line) or die "$!"; ioctl($t, 0x40087101, $kind) or die "$!"; sysread($t, my $b, 1)' &
for i in $(seq 50); do [ ! -e /dev/cec0 ] || break; sleep 0.2; done
perl -e 'open(my $c, "+<", "/dev/cec0") or die "$!"; my $plug = pack("S", 0x1000); ioctl($c, 0x40026102, $plug) or die "$!"'
stat -c '%G %a' /dev/cec0"""


class Television:
    def __init__(self, path):
        self.heard = []  # messages on the line, in hexadecimal
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(path)
        self.message = b""
        threading.Thread(target=self._live, daemon=True).start()

    def close(self):
        self.sock.close()

    def _say(self, *words):
        said = bytearray([START])
        for word in words:
            said += bytes([ESCAPE, word - OFFSET]) if word >= ESCAPE else bytes([word])
        self.sock.sendall(said + bytes([END]))

    def _take(self, command):
        code = command[0]
        if code == FIRMWARE:
            self._say(FIRMWARE, 0, 1)
            return
        self._say(ACCEPTED, code)
        if code in (TRANSMIT, TRANSMIT_END):
            self.message += command[1:2]
        if code == TRANSMIT_END:
            message, self.message = self.message, b""
            is_poll = len(message) == 1  # is that address somebody's? All but the television's are free
            if not is_poll:
                self.heard.append(message.hex())
            self._say(NOBODY if is_poll and message[0] & 15 != 0 else SUCCEEDED)

    def _live(self):
        command = bytearray()
        is_escaped = False
        try:
            while True:
                part = self.sock.recv(4096)
                if not part:
                    return
                for byte in part:
                    if byte == START:
                        command.clear()
                    elif byte == END:
                        if command:
                            self._take(bytes(command))
                    elif byte == ESCAPE:
                        is_escaped = True
                    else:
                        command.append(byte + OFFSET if is_escaped else byte)
                        is_escaped = False
        except OSError:
            return
