"""What is on the screen, told from a picture of it alone. References are drawn by the program on the building machine, which paints the same
pixels everywhere; the machine's screen is compared with all of them at a size at which words are a texture and compositions differ."""
import hashlib
import os
import struct
import subprocess

SMALL = (160, 90)
NEAR = 4.0  # mean difference of grey levels up to which a page is that page: parts of it move
CLEAR = 1.4  # how much further away the next page of another kind has to be
CARD_SMALL = (240, 80)
CARD_NEAR = 3.0
PIN_BOX = (460, 190, 360, 100)  # of the staff's PIN on its card
DIGIT_SIZE = (12, 20)


def small(path, crop=None, size=SMALL):
    """Returns: the grey levels of a picture, small; of a part of it (x, y, w, h) if so asked."""
    cut = ["-crop", "{2}x{3}+{0}+{1}".format(*crop), "+repage"] if crop else []
    command = ["convert", "-quiet", path] + cut + ["-resize", f"{size[0]}x{size[1]}!", "-colorspace", "gray", "-depth", "8", "gray:-"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def size_of(path):
    """Returns: (width, height) of a PNG file."""
    with open(path, "rb") as file:
        return struct.unpack(">II", file.read(24)[16:])


def apart(a, b):
    return sum(abs(x - y) for x, y in zip(a, b)) / len(a)


def is_first_start(path):
    """Is it the card with the staff's PIN, which lies over the deck until somebody has held its button? Its digits are never the same, so
    its button and its ground are looked at."""
    button = small(path, (490, 545, 40, 50), (4, 5))
    ground = small(path, (250, 100, 120, 60), (12, 6))
    return min(button) > 200 and max(ground) - min(ground) < 12 and 20 < max(ground) < 80


def runs(lit):
    """Returns: (first, last + 1) of each run of what is true."""
    edges = [i for i in range(len(lit) + 1) if (i < len(lit) and lit[i]) != (i > 0 and lit[i - 1])]
    return list(zip(edges[::2], edges[1::2]))


def digits_of(picture):
    """Returns: of each digit in a row of bright ones its width, its height, and its shape at DIGIT_SIZE."""
    width, height = PIN_BOX[2:]
    whole = ["convert"] + picture + ["+gravity", "-colorspace", "gray", "-threshold", "47%", "-depth", "8"]
    grey = subprocess.run(whole + ["gray:-"], check=True, stdout=subprocess.PIPE).stdout
    shapes = []
    for left, right in runs([any(grey[y * width + x] for y in range(height)) for x in range(width)]):
        rows = [i for i in range(height) if any(grey[i * width + left:i * width + right])]
        box = f"{right - left}x{rows[-1] + 1 - rows[0]}+{left}+{rows[0]}"
        cut = ["-crop", box, "+repage", "-resize", "{}x{}!".format(*DIGIT_SIZE), "gray:-"]
        shapes.append((right - left, rows[-1] + 1 - rows[0], subprocess.run(whole + cut, check=True, stdout=subprocess.PIPE).stdout))
    return shapes


def read_pin(path, font):
    """Returns: the PIN on its card, in ASCII digits; "" when that is not readable."""
    x, y, width, height = PIN_BOX
    row = ["-size", f"{width}x{height}", "xc:black", "-font", font, "-pointsize", "101", "-fill", "white", "-gravity", "center", "-annotate", "+0+0"]
    known = [digits_of(row + [chr(0x6F0 + digit)])[0] for digit in range(10)]
    pin = ""
    for wide, high, shape in digits_of([path, "-crop", f"{width}x{height}+{x}+{y}", "+repage"]):
        pin += str(min(range(10), key=lambda digit: apart(shape, known[digit][2]) + 4 * (abs(wide - known[digit][0]) + abs(high - known[digit][1]))))
    return pin if len(pin) == 6 else ""


def fingerprint(*paths):
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:12]


class Pages:
    """References of the pages of packs: what can be recognised."""

    def __init__(self, vitrin, folder, size):
        self.vitrin, self.folder, self.size = vitrin, folder, size
        self.pages = {}  # (pack, slide, language) -> grey levels

    def draw(self, name, pack, slides, languages, *options):
        jobs = []
        mark = fingerprint(self.vitrin, pack)
        for slide in slides:
            for lang in languages:
                path = os.path.join(self.folder, f"{name}-{slide}-{lang}-{mark}.png")
                if not os.path.exists(path):
                    jobs.append([self.vitrin, "--pack", pack, "--slide", slide, "--lang", lang, "--size",
                                 "{}x{}".format(*self.size), *options, "--shot", "15000", path])
                self.pages[name, slide, lang] = path
        while jobs:
            running = [subprocess.Popen(job) for job in jobs[:2]]
            del jobs[:2]
            if any([process.wait() for process in running]):
                raise RuntimeError("a reference could not be drawn")
        for key, path in self.pages.items():
            if isinstance(path, str):
                self.pages[key] = small(path)

    def recognise(self, path):
        """Returns: (pack, slide, language) of the page that is on, or None; and how far the two nearest are."""
        screen = small(path)
        found = sorted((apart(screen, grey), key) for key, grey in self.pages.items())
        best, key = found[0]
        other = next((distance for distance, k in found if k[:2] != key[:2]), 255.0)
        is_it = best <= NEAR and other >= best * CLEAR
        return (key if is_it else None), f"nearest {'/'.join(key)} {best:.1f}, then {other:.1f}"


class Staff:
    """The staff's PIN pad and panel, by the program's own replay: what of them does not depend on the machine."""
    BOXES = {"pad": (410, 90, 460, 550), "panel": (900, 10, 360, 90)}
    NEAR = 8.0

    def __init__(self, vitrin, pack, folder, size):
        names = {page: f"{folder}/staff-{page}.png" for page in self.BOXES}
        with open(f"{folder}/staff.touch", "w", encoding="ascii") as file:
            file.write(f"size {size[0]}x{size[1]}\nlang fa\npin 204816\nat 1000 down 1 40 40\nat 4200 up 1 40 40\nat 5000 down 1 {size[0] - 40} 40\n"
                       f"at 7150 up 1 {size[0] - 40} 40\nat 8000 picture {names['pad']}\n")
            file.writelines(f"at {8300 + 300 * n} touch {digit}\n" for n, digit in enumerate("204816"))
            file.write(f"at 11000 staff panel\nat 12000 picture {names['panel']}\n")
        subprocess.run([vitrin, "--pack", pack, "--replay", f"{folder}/staff.touch"], check=True, stdout=subprocess.DEVNULL)
        self.pages = {page: small(names[page], box, CARD_SMALL) for page, box in self.BOXES.items()}

    def recognise(self, path):
        """Returns: the staff's page that is on, or None."""
        found = sorted((apart(small(path, box, CARD_SMALL), self.pages[page]), page) for page, box in self.BOXES.items())
        return (found[0][1] if found[0][0] <= self.NEAR else None), f"nearest {found[0][1]} {found[0][0]:.1f}"


class Cards:
    """The card of a stick over the show: its place and its picture for each outcome, by the program's own replay; over an ordinary
    page, and over the first one, where it stands higher."""

    def __init__(self, vitrin, pack, folder, size, slides, lang):
        self.args = (vitrin, pack, folder, size, lang)
        self.slides = slides
        self.cards = []  # (box, {outcome: what is small of it}) for each slide

    def _picture(self, words, slide):
        vitrin, pack, folder, size, lang = self.args
        name = f"{folder}/card-{words.replace(' ', '-') or 'none'}-{slide}.png"
        with open(f"{folder}/card.touch", "w", encoding="ascii") as file:
            file.write(f"size {size[0]}x{size[1]}\nlang {lang}\nslide {slide}\n")
            if words:
                file.write(f"at 3000 status {words}\n")
            file.write(f"at 6000 picture {name}\n")
        subprocess.run([vitrin, "--pack", pack, "--replay", f"{folder}/card.touch"], check=True, stdout=subprocess.DEVNULL)
        return name

    def draw(self, outcomes):
        for slide in self.slides:
            paths = {outcome: self._picture(f"done 100 {outcome}", slide) for outcome in outcomes}
            paths[""] = self._picture("", slide)
            # where sentences differ from each other
            said = subprocess.run(["convert", paths[outcomes[0]], paths[outcomes[1]], "-compose", "difference", "-composite", "-threshold",
                                   "5%", "-format", "%@", "info:"], check=True, stdout=subprocess.PIPE, text=True).stdout
            w, h, x, y = (int(n) for n in said.replace("x", "+").split("+"))
            self.cards.append(((x, y, w, h), {outcome: small(path, (x, y, w, h), CARD_SMALL) for outcome, path in paths.items()}))

    def recognise(self, path):
        """Returns: the outcome whose card is on, or None."""
        found = []
        for box, cards in self.cards:
            screen = small(path, box, CARD_SMALL)
            found += [(apart(screen, grey), outcome) for outcome, grey in cards.items()]
        found.sort()
        best, outcome = found[0]
        return (outcome or None) if best <= CARD_NEAR else None, f"nearest {outcome or 'no card'} {best:.1f}, then {found[1][0]:.1f} ({found[1][1]})"
