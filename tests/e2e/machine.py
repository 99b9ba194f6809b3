"""The emulated machine: a card, a screen, fingers, USB sockets, and power. What is seen of it is its screen; the shell that the test's copy
of the card carries is for doing harm and for counting bytes, never for judging a picture."""
import json
import os
import socket
import subprocess
import time

from monitor import Monitor
from television import Television

SIZE = (1280, 720)
MEMORY_MB = 512  # of a Pi Zero 2 W, the least of them


class Machine:
    def __init__(self, qemu, folder, out, card="card.img", extra=()):
        self.qemu, self.folder, self.out = qemu, folder, out
        self.card = os.path.join(folder, card)
        self.extra = list(extra)
        self.process = None
        self.shots = 0
        self.fingers = {}
        self.sh_socket = None

    # ---- power ----
    def on(self, vga=True):
        names = {name: os.path.join(self.folder, "vm." + name) for name in ("qmp", "sh", "vnc", "tv", "serial")}
        for name in ("qmp", "sh", "vnc", "tv"):
            if os.path.exists(names[name]):
                os.unlink(names[name])
        with open(os.path.join(self.folder, "cmdline.txt"), encoding="ascii") as file:
            cmdline = file.read().strip()
        # what people's machines start with; only the panics are told on a line that no screen shows
        words = [self.qemu, "-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", str(MEMORY_MB), "-accel", "tcg,thread=multi",
                 "-display", "none", "-vnc", f"unix:{names['vnc']}", "-nodefaults", "-nic", "none",
                 "-kernel", f"{self.folder}/vmlinuz", "-initrd", f"{self.folder}/initrd.img", "-append", cmdline,
                 "-drive", f"file={self.card},if=none,id=sd,format=raw,cache=writeback", "-device", "virtio-blk-pci,drive=sd",
                 "-device", "qemu-xhci,id=xhci,p2=15,p3=15", "-device", "virtio-rng-pci", "-device", "virtio-multitouch-pci,id=touch",
                 "-chardev", f"socket,id=sh,path={names['sh']},server=on,wait=off",
                 "-chardev", f"socket,id=tv,path={names['tv']},server=on,wait=off", "-device", "pci-serial,chardev=tv",
                 "-device", "virtio-serial-pci", "-device", "virtserialport,chardev=sh,name=e2e",
                 "-serial", f"file:{names['serial']}", "-qmp", f"unix:{names['qmp']},server=on,wait=off"] + self.extra
        if vga:
            words += ["-device", f"virtio-gpu-pci,id=gpu,xres={SIZE[0]},yres={SIZE[1]}"]
        with open(os.path.join(self.folder, "vm.log"), "ab") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.started = time.monotonic()
        self.qmp_file = self._connect(names["qmp"])
        self._read()
        self.qmp("qmp_capabilities")
        self.sh_socket = socket.socket(socket.AF_UNIX)
        self.sh_socket.connect(names["sh"])
        self.monitor = Monitor(names["vnc"])
        self.television = Television(names["tv"])

    def _connect(self, name):
        for _ in range(300):
            try:
                sock = socket.socket(socket.AF_UNIX)
                sock.connect(name)
                return sock.makefile("rw", encoding="utf-8")
            except OSError:
                sock.close()
                if self.process.poll() is not None:
                    raise RuntimeError("qemu did not start: see vm.log") from None
                time.sleep(0.1)
        raise RuntimeError("qemu does not answer")

    def cut(self):
        """The power goes: nothing is asked, nothing is flushed."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None
        if self.sh_socket is not None:
            self.sh_socket.close()
            self.monitor.close()
            self.television.close()
            self.sh_socket = None

    def age(self):
        return time.monotonic() - self.started

    # ---- the machine's own line ----
    def _read(self):
        line = self.qmp_file.readline()
        if not line:
            raise RuntimeError("qemu is gone")
        return json.loads(line)

    def qmp(self, command, **arguments):
        json.dump({"execute": command, "arguments": arguments}, self.qmp_file)
        self.qmp_file.flush()
        while True:
            answer = self._read()
            if "return" in answer:
                return answer["return"]
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")

    def screen(self, name="now"):
        """Takes a picture of the screen. Returns: its file."""
        path = os.path.join(self.out, name + ".png")
        self.qmp("screendump", filename=path, format="png")
        return path

    # ---- fingers ----
    def _mtt(self, kind, slot, tracking, x=None, y=None):
        events = [{"type": "mtt", "data": {"type": kind, "slot": slot, "tracking-id": tracking, "axis": "x", "value": 0}}]
        for axis, value, size in (("x", x, SIZE[0]), ("y", y, SIZE[1])):
            if value is not None:
                events.append({"type": "mtt", "data": {"type": "data", "slot": slot, "tracking-id": tracking, "axis": axis,
                                                       "value": int(value * 0x7FFF / size)}})
        self.qmp("input-send-event", events=events)

    def down(self, x, y, slot=0):
        self.fingers[slot] = self.fingers.get(slot, slot * 1000) + 1
        self._mtt("begin", slot, self.fingers[slot], x, y)

    def move(self, x, y, slot=0):
        self._mtt("update", slot, self.fingers[slot], x, y)

    def up(self, slot=0):
        self._mtt("end", slot, -1)

    def tap(self, x, y, slot=0):
        self.down(x, y, slot)
        time.sleep(0.15)
        self.up(slot)

    # ---- sockets ----
    def plug(self, name, image, kb_a_second=None):
        file = {"driver": "file", "filename": image, "cache": {"direct": False}}
        if kb_a_second:
            self.qmp("object-add", **{"qom-type": "throttle-group", "id": f"slow-{name}",
                                      "limits": {"bps-total": kb_a_second * 1024}})
            file = {"driver": "throttle", "throttle-group": f"slow-{name}", "file": file}
        self.qmp("blockdev-add", **{"node-name": name, "driver": "raw", "file": file})
        self.qmp("device_add", driver="usb-storage", bus="xhci.0", id=f"usb-{name}", drive=name, removable=True)

    def unplug(self, name, is_slow=False):
        self.qmp("device_del", id=f"usb-{name}")
        for _ in range(50):
            try:
                self.qmp("blockdev-del", **{"node-name": name})
                break
            except RuntimeError:
                time.sleep(0.2)
        if is_slow:
            self.qmp("object-del", id=f"slow-{name}")

    def written(self):
        """Bytes that the machine has written to its card since it was switched on."""
        for drive in self.qmp("query-blockstats"):
            if drive.get("device") == "sd" or drive.get("qdev", "").endswith("virtio-backend"):
                return drive["stats"]["wr_bytes"]
        raise RuntimeError("the card has no statistics")

    # ---- the shell of the test's copy ----
    def shell(self, command, seconds=60):
        """Runs a command as root in the machine. Returns: what it said."""
        mark = f"e2e-{time.monotonic_ns()}"
        self.sh_socket.settimeout(1)
        said = b""
        end = time.monotonic() + seconds
        self.sh_socket.sendall(f"{command}\necho {mark[:4]}''{mark[4:]} $?\n".encode())
        while time.monotonic() < end:
            try:
                part = self.sh_socket.recv(65536)
            except socket.timeout:
                continue
            if not part:
                break
            said += part
            if mark.encode() in said and said.endswith(b"\n"):
                return said.decode("utf-8", "replace").split(mark)[0]
        raise RuntimeError(f"no answer to: {command}: {said[-300:]!r}")
