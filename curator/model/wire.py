"""A coding sheet as the JSON that `curator extract` writes and that gold records use.

`{"article": {...}, "engagements": [...], "evidence": {...}, "confidence": {...}, "rules": {...}, "source": {...}}`.
Sectors are flattened for the reader: `sectors` lists the codes, `sector_salience` maps each to its word. Evidence,
confidence and rules are keyed by JSON pointer into that same document.
"""

from collections.abc import Mapping
from typing import Any

from curator.model.article import Article
from curator.model.record import Path, Sheet, pointer


def to_json(article: Article, sheet: Sheet) -> dict[str, Any]:
    """`sheet` and where it comes from, as plain JSON."""
    evidence: dict[str, Any] = {}
    confidence: dict[str, str] = {}
    rules: dict[str, str] = {}
    for path, found in sheet.evidence.items():
        key = pointer(_flat(path, sheet))
        if found.spans:
            evidence[key] = [{"start": s.start, "end": s.end, "quote": s.quote} for s in found.spans]
        if (trust := found.confidence) is not None:
            confidence[key] = trust.value
        if found.proposal and found.proposal.rule:
            rules[key] = found.proposal.rule
    return {
        "article": dict(sheet.record["article"]),
        "engagements": [_engagement(row) for row in sheet.record["engagements"]],
        "evidence": evidence,
        "confidence": confidence,
        "rules": rules,
        "source": {
            "file": article.name,
            "sha256": article.sha256,
            "text_sha256": article.text_sha256,
            "text": article.text,
        },
    }


def _engagement(row: Mapping[str, Any]) -> dict[str, Any]:
    """One engagement with its sectors flattened; every other field as it is."""
    out: dict[str, Any] = {}
    for key, value in row.items():
        if key == "sectors":
            out["sectors"] = [sector["code"] for sector in value]
            out["sector_salience"] = {sector["code"]: sector.get("salience") for sector in value}
        else:
            out[key] = value
    return out


def _flat(path: Path, sheet: Sheet) -> Path:
    """Where the value at `path` of the sheet stands in the JSON."""
    if len(path) == 5 and path[2] == "sectors":
        if path[4] == "salience":
            return (*path[:2], "sector_salience", sheet.get((*path[:4], "code")))
        return path[:4]
    return path
