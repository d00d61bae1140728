"""What a visit of a page moves over the line and on the screen: as the browser's own log of the network tells it."""

from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

KB = 1024
PHONE = {"width": 390, "height": 2000}  # as wide as a phone; taller, for what moves below is met while scrolling
PATIENCE = 20  # seconds
A_HAIR = 0.00001  # of a shift: the reading of a page may pause between a mark and its word, which then moves a pixel
HELD = ("*/static/js/*", "*/static/img/*", "*/logo/*", "*/late/*")
EVENTS = ("requestWillBeSent", "responseReceived", "requestServedFromCache", "loadingFinished", "loadingFailed")
WATCH_SHIFT = """
  window.moved = [];
  new PerformanceObserver(list => list.getEntries().forEach(one => moved.push([
    one.value, ...one.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent?.trim() ?? "gone")
  ]))).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """\
() => new Promise(done => new PerformanceObserver(() => done()).observe({ type: "paint", buffered: true }))"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
HAS_MANIFEST = 'document.querySelector("link[rel=manifest]") !== null'


@dataclass
class Asked:
    """One request and its answer: its headers and its body, as they were packed on the way."""

    url: str
    kind: str
    moved: int = 0
    from_cache: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class Budget:
    """What a page may take: bytes of its HTML, of all, and of script; and how often it may ask."""

    html: int = 14 * KB
    all: int = 40 * KB
    script: int = 8 * KB
    requests: int = 6


@dataclass
class Visit:
    """What one visit asked for, and what moved under the visitor's eyes."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    shifts: list = field(default_factory=list)
    status: int = 0

    def __str__(self) -> str:
        kinds = {"HTML": "Document", "all": "", "script": "Script"}
        sizes = [f"{name} {self.moved(kind) / KB:.1f} KB" for name, kind in kinds.items()]
        return f"{', '.join(sizes)}, {len(self.asked)} requests"

    def moved(self, kind: str = "") -> int:
        return sum(one.moved for one in self.asked if kind in ("", one.kind))

    def elsewhere(self) -> list[str]:
        host = urlsplit(self.url).netloc
        return [one.url for one in self.asked if urlsplit(one.url).netloc != host]

    def faults(self, budget: Budget) -> list[str]:
        """Where a first visit is more than its budget."""
        measured = {
            "bytes of HTML": (self.moved("Document"), budget.html),
            "bytes": (self.moved(), budget.all),
            "bytes of script": (self.moved("Script"), budget.script),
            "requests": (len(self.asked), budget.requests),
        }
        over = [f"{found} {what}, of {most}" for what, (found, most) in measured.items() if found > most]
        return over + self._faults_of_any()

    def faults_again(self) -> list[str]:
        """Where a repeat visit moves more than its HTML."""
        moved = [f"moved again: {one.url}" for one in self.asked if one.moved and one.kind != "Document"]
        return moved + self._faults_of_any()

    def _faults_of_any(self) -> list[str]:
        unfinished = [f"never came: {one.url}" for one in self.asked if not one.is_over]
        return [
            *unfinished,
            *(f"from elsewhere: {url}" for url in self.elsewhere()),
            *(f"moved on the screen: {what}" for far, *what in self.shifts if far > A_HAIR),
        ]


class Counter:
    """Visits pages with a browser page of its own, which nothing else leads."""

    def __init__(self, page):
        self.page = page
        self.asked: dict[str, Asked] = {}
        self.held: list[str] | None = None
        self.line = page.context.new_cdp_session(page)
        for name in EVENTS:
            self.line.on(f"Network.{name}", getattr(self, f"_{name}"))
        self.line.on("Fetch.requestPaused", self._paused)
        self.line.send("Network.enable")
        page.set_viewport_size(PHONE)
        page.add_init_script(WATCH_SHIFT)

    def first(self, url: str) -> Visit:
        """With nothing kept; scripts and pictures come only after the page has been painted."""
        self.line.send("Network.clearBrowserCache")
        self.held = []
        self.line.send("Fetch.enable", {"patterns": [{"urlPattern": pattern} for pattern in HELD]})
        try:
            return self._visit(url)
        finally:
            self.line.send("Fetch.disable")

    def again(self, url: str) -> Visit:
        """With what the visits before have left in the browser."""
        return self._visit(url)

    def since(self) -> Visit:
        """What was asked for and has moved since the last visit ended."""
        return Visit(self.page.url, list(self.asked.values()), self.page.evaluate("moved"))

    def _visit(self, url: str) -> Visit:
        self.asked = {}
        status = self.page.goto(url, wait_until="commit").status
        self.page.evaluate(PAINTED)
        self.page.evaluate(TWO_FRAMES)
        self._let_go()
        self.page.wait_for_load_state("load")
        self._wait_for_the_rest()
        self.page.evaluate(TWO_FRAMES)
        asked, self.asked = self.asked, {}
        return Visit(url, list(asked.values()), self.page.evaluate("moved.splice(0)"), status)

    def _let_go(self) -> None:
        held, self.held = self.held or [], None
        for number in held:
            self.line.send("Fetch.continueRequest", {"requestId": number})

    def _wait_for_the_rest(self) -> None:
        """The icon is asked for when all else is there; the manifest by a browser that could install the site."""
        if self.page.evaluate(HAS_MANIFEST):
            self.line.send("Page.getAppManifest")
        until = monotonic() + PATIENCE
        while monotonic() < until:
            asked = list(self.asked.values())
            if any("favicon" in one.url for one in asked) and all(one.is_over for one in asked):
                return
            self.page.wait_for_timeout(5)

    def _requestWillBeSent(self, event) -> None:
        number, url = event["requestId"], event["request"]["url"]
        if url.startswith("data:"):
            return
        if "redirectResponse" in event:
            before = self.asked.pop(number)
            before.moved, before.is_over = event["redirectResponse"]["encodedDataLength"], True
            self.asked[f"{number} {before.url}"] = before
        self.asked[number] = Asked(url, event.get("type", "Other"))

    def _responseReceived(self, event) -> None:
        if event["requestId"] in self.asked:
            self.asked[event["requestId"]].kind = event["type"]

    def _requestServedFromCache(self, event) -> None:
        if event["requestId"] in self.asked:
            self.asked[event["requestId"]].from_cache = True

    def _loadingFinished(self, event) -> None:
        if event["requestId"] in self.asked:
            one = self.asked[event["requestId"]]
            one.moved, one.is_over = int(event["encodedDataLength"]), True

    def _loadingFailed(self, event) -> None:
        if event["requestId"] in self.asked:
            self.asked[event["requestId"]].is_over = True

    def _paused(self, event) -> None:
        if self.held is None:
            self.line.send("Fetch.continueRequest", {"requestId": event["requestId"]})
        else:
            self.held.append(event["requestId"])
