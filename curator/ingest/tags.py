"""What the tags and classes of a page say of the text inside them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from curator.ingest.cues import cues
from curator.model.article import Role

Attributes = Mapping[str, str]


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _named(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul amp-sidebar button select option label textarea noscript"
)
HEADINGS = _named("h1 h2 h3 h4 h5 h6")
PARAGRAPHS = HEADINGS | _named("p article section table ul ol blockquote figure pre header footer nav")
SKIPPED = _named("script style template svg title iframe object canvas rt rp")
TELLING = _named("a em i time")  # elements within a line that say something without attributes
_SPEAKING = _named("class id rel itemprop hidden style")  # attributes that say something
_FURNITURE = _named("nav footer aside form button select textarea label menu dialog amp-sidebar")
_ROLES = {
    "class": Role.FURNITURE,
    "class_caption": Role.CAPTION,
    "class_byline": Role.BYLINE,
    "class_stamp": Role.STAMP,
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]+")


def hints(name: str, attributes: Attributes) -> tuple[Role | None, tuple[str, ...]]:
    """What tag and classes say of the text inside: a role, and reasons to take it for furniture."""
    if name in ("html", "body"):
        return None, ()
    role: Role | None = Role.CAPTION if name == "figcaption" else Role.STAMP if name == "time" else None
    reasons: tuple[str, ...] = (name,) if name in _FURNITURE else ()
    if not attributes or _SPEAKING.isdisjoint(attributes):
        return role, reasons
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        role = Role.BYLINE
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", ""):
        reasons += ("hidden",)
    for key in ("class", "id"):
        if key in attributes:
            told, more = _classes(attributes[key])
            role = told or role
            reasons += more
    return role, reasons


@lru_cache(maxsize=20_000)
def _classes(words: str) -> tuple[Role | None, tuple[str, ...]]:
    """What the words of a class or id say, the last one first."""
    role: Role | None = None
    reasons: tuple[str, ...] = ()
    for word in words.split():
        position, token = _class(word)
        if position == "class":
            reasons += (token,)
        elif position in _ROLES:
            role = _ROLES[position]
    return role, reasons


def _class(word: str) -> tuple[str, str]:
    """The position of the cue in a class or id, and the cue; short cues count only as the whole word."""
    known = cues().classes
    lowered = word.lower()
    if lowered in known:
        return known[lowered], lowered
    parts = [part.lower() for part in _CAMEL.split(word)]
    for size in (2, 1):
        for i in range(len(parts) - size + 1):
            part = "-".join(parts[i : i + size])
            if len(part) >= 4 and part in known:
                return known[part], word
    return "", ""
