"""`plover/events.jsonl`: the engagements as PLOVER events, a by-product for people who merge event data.

One CONSULT (SUPPORT for a signing) per engagement, and one event more for each text signed or proposed there. The
visitor is the actor and the host the recipient; in a third place or at a distance all are actors.
"""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from curator.export.draft import EVERY, Draft, Record
from curator.model.vocab import vocabulary
from curator.paths import resource

_HOME = "VN"  # the home side is a city of Viet Nam
_AGREED = {"signed_now": "SUPPORT", "proposed": "AGREE"}


def write(draft: Draft) -> Iterator[int]:
    """Write every event, sorted by engagement."""
    target = draft.folder / "plover" / "events.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for number, record in enumerate(draft.records(), 1):
            for event in events(record, draft):
                file.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")
            if number % EVERY == 0:
                yield number


def events(record: Record, draft: Draft) -> Iterator[dict[str, Any]]:
    """The engagement itself, then its texts."""
    kind, _blank, mode = _column("event_types", record["type"], "plover").partition(" ")
    modes = [word for word in (mode.strip("()"), _MODES.get(record["direction"] or "", "")) if word]
    main = {**_base(record, draft), "event": [kind or "CONSULT"], "mode": sorted(set(modes))}
    yield {"id": record["id"], **main}
    for position, agreement in enumerate(record["agreements"]):
        if event := _AGREED.get(agreement["status"] or ""):
            text = {"event_text": [agreement["title"]]} if agreement["title"] else {}
            yield {"id": f"{record['id']}-{position}", **_base(record, draft), "event": [event], **text}


_MODES = {"third_place": "third-party", "remote": "phone"}


def _base(record: Record, draft: Draft) -> dict[str, Any]:
    home = [_entity(person, _HOME) for person in record["home"]]
    partner = [_entity(person, record["country"]) for person in record["partner"]]
    sides = {"incoming": (partner, home), "outgoing": (home, partner)}
    actor, recipient = sides.get(record["direction"] or "", (home + partner, []))
    contexts = {"diplomatic"}
    for sector in record["sectors"]:
        contexts |= set(_column("sectors", sector["code"], "plover_context").split("|")) - {""}
    report = record["reports"][0]
    out: dict[str, Any] = {
        "date": record["date_resolved"] or record["date"] or "",
        "actor": actor or [_entity({}, record["country"])],
        "recipient": recipient,
        "context": sorted(contexts),
        "link": [each["url"] for each in record["reports"] if each["url"]],
        "cite_info": {
            "corpus": draft.options.name,
            "title": report["headline"],
            "language": report["language"],
            "publication": report["outlet"],
            "licence": draft.options.licence,
            "codebook": draft.codebook,
            "version": draft.outcome.version,
        },
    }
    if record["city"]:
        place = {"resolved_name": record["city"], "resolution": 4}
        if (known := record["city_id"] or "").startswith("geonames:"):
            place["geonameid"] = known.removeprefix("geonames:")
        out["event_loc"] = place
    return out


def _entity(person: Record, country: str | None) -> dict[str, Any]:
    sector = re.match(r"[A-Z]*", _column("role_classes", person.get("role_class"), "plover_sector"))
    named = {"entity_text": person.get("name"), "office": person.get("role")}
    found = {"code": _alpha3().get(country or "", ""), "sector": sector[0] if sector else "", **named}
    return {key: value for key, value in found.items() if value}


def _column(terms: str, code: str | None, name: str) -> str:
    term = vocabulary(terms).get(code or "")
    return term.row.get(name) or "" if term else ""


@cache
def _alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3; Kosovo has the user code XKX."""
    with resource("release", "alpha3.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["alpha3"] for row in csv.DictReader(lines)}
