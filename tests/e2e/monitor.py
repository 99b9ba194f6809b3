"""The screen at the emulated machine: of what size it is, and whether one is plugged in at all. QEMU's VNC server passes on what its viewer
wishes for (RFB 3.8 with the message SetDesktopSize), and virtio-gpu tells the machine of it as a plug would: a hot-plug event and other modes. A size
of nothing is a screen that is pulled out."""
import socket
import struct

NONE = 1  # the security type without a password: the socket is a file of the test's own
EXTENDED_DESKTOP_SIZE = -308
RAW = 0


class Monitor:
    def __init__(self, path):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(20)
        self.sock.connect(path)
        self.sock.sendall(self._read(12))  # the same version
        types = self._read(self._read(1)[0])
        if NONE not in types:
            raise RuntimeError("the VNC server wants a password")
        self.sock.sendall(bytes([NONE]))
        if struct.unpack(">I", self._read(4))[0] != 0:
            raise RuntimeError("the VNC server refuses")
        self.sock.sendall(bytes([1]))  # others may look as well
        _, _, _, name = struct.unpack(">HH16sI", self._read(24))
        self._read(name)
        self.sock.sendall(struct.pack(">BxHii", 2, 2, EXTENDED_DESKTOP_SIZE, RAW))

    def _read(self, count):
        data = b""
        while len(data) < count:
            part = self.sock.recv(count - len(data))
            if not part:
                raise RuntimeError("the VNC server has gone")
            data += part
        return data

    def offer(self, width, height):
        """From now on the screen is one of this size."""
        screen = struct.pack(">IHHHHI", 0, 0, 0, width, height, 0)
        self.sock.sendall(struct.pack(">BxHHBx", 251, width, height, 1) + screen)

    def pull(self):
        """There is none. Of nothing at the beginning QEMU makes nothing, so something goes before it."""
        self.offer(640, 480)
        self.offer(0, 0)

    def close(self):
        self.sock.close()
