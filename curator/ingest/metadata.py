"""What a saved page says of itself: JSON-LD, OpenGraph and other `<meta>`, title, canonical address, language."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from curator.ingest.markup import Outline
from curator.ingest.tags import Attributes

_META = frozenset(
    (
        *(
            "author",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "date",
            "dc.date",
        ),
        *("dc.date.issued", "dc.creator", "dc.publisher", "dc.title", "dcterms.created", "dcterms.date"),
        *("dcterms.issued", "citation_publication_date", "sailthru.date", "sailthru.author", "parsely-pub-date"),
        *("parsely-author", "parsely-title", "application-name", "source", "original-source", "copyright"),
        *("datepublished", "date.issued", "published_time", "article.published", "bt:pubdate", "creation_date"),
        *("last-modified", "revised"),
    )
)
_PROPERTIES = (
    *("og:title", "og:site_name", "og:url", "og:locale", "og:type", "twitter:title", "twitter:site"),
    *("article:published", "article:modified", "article:author", "article:section", "article:publisher"),
)
_ITEMS = frozenset(("headline", "datePublished", "dateCreated", "dateModified", "author", "publisher", "url"))
_SIDELINES = frozenset(("itemListElement", "hasPart", "mentions", "comment", "review", "isPartOf", "about"))
_WRAPPING = re.compile(r"\A(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|(?://|/\*)?\s*\]\]>(?:\s*\*/)?\Z")
_LARGEST_SCRIPT = 400_000  # characters of one JSON-LD script


@dataclass
class Head:
    """Metadata in the order of trust, and the titles the page gives its article, the surest first."""

    metadata: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


class Structured:
    """The article that JSON-LD scripts describe."""

    def __init__(self, scripts: Sequence[str]) -> None:
        nodes = [node for script in scripts for node in _nodes(_parsed(script))]
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        typed = [(node, _types(node)) for node in nodes]
        articles = [node for node, types in typed if any(map(_is_article, types))]
        pages = [node for node, types in typed if "WebPage" in types and "datePublished" in node]
        self._article: dict[str, Any] = (articles or pages or [{}])[0]

    def entries(self) -> Iterator[tuple[str, str]]:
        """`(key, value)` with keys `ld:headline`, `ld:datePublished`, `ld:author` and so on."""
        article = self._article
        for key in ("headline", "datePublished", "dateModified"):
            yield from ((f"ld:{key}", value) for value in self._texts(article.get(key))[:1])
        yield from (("ld:author", value) for value in self._texts(article.get("author"))[:10])
        yield from (("ld:publisher", value) for value in self._texts(article.get("publisher"))[:1])
        address = article.get("url") or article.get("mainEntityOfPage")
        address = address.get("@id") or address.get("url") if isinstance(address, dict) else address
        if isinstance(address, str):
            yield "ld:url", address
        yield from (("ld:inLanguage", value) for value in self._texts(article.get("inLanguage"))[:1])

    def _texts(self, value: Any) -> list[str]:
        """The strings in a value: itself, the name of a node or of the node it points to, each item of a list."""
        if isinstance(value, list):
            return [text for item in value[:20] for text in self._texts(item)] if len(value) < 1000 else []
        if isinstance(value, dict):
            node = self._by_id.get(str(value.get("@id")), value) if "name" not in value else value
            name = node.get("name")
            names = name if isinstance(name, list) else [name]
            return [text.strip() for text in names if isinstance(text, str) and text.strip()]
        return [value.strip()] if isinstance(value, str) and value.strip() else []


def read_head(outline: Outline, structured: Structured) -> Head:
    """The metadata of a page: what its scripts, its `<meta>` and its `<link>` elements say, title and language."""
    head = Head(list(structured.entries()))
    canonical = ""
    for name, attributes in outline.head[:500]:
        key, content = _meta(attributes) if name == "meta" else ("", "")
        if key and content:
            head.metadata.append((key, content))
        elif name == "link" and "canonical" in attributes.get("rel", ""):
            canonical = canonical or attributes.get("href", "")
    for key, value in (("title", outline.title), ("canonical", canonical), ("lang", outline.language)):
        if value:
            head.metadata.append((f"html:{key}", value))
    for key in ("ld:headline", "og:title", "twitter:title", "html:title"):
        head.titles += [value for name, value in head.metadata if name == key]
    return head


def _meta(attributes: Attributes) -> tuple[str, str]:
    """Key and value of a `<meta>` that tells of the article; empty if it tells nothing."""
    content = attributes.get("content", "").strip()
    name = (attributes.get("property") or attributes.get("name") or "").strip()
    lowered = name.lower()
    if lowered == "og:image" or lowered.startswith(_PROPERTIES):
        return lowered, content
    if lowered in _META:
        return f"meta:{lowered}", content
    item = attributes.get("itemprop", "")
    return (f"micro:{item}", content) if item in _ITEMS else ("", "")


def _parsed(script: str) -> Any:
    script = _WRAPPING.sub("", script.strip())
    if len(script) > _LARGEST_SCRIPT:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects in parsed JSON-LD, in page order, lists of other articles left out."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            inner = [
                value for key, value in node.items() if key not in _SIDELINES and isinstance(value, dict | list)
            ]
            stack.extend(reversed(inner))


def _is_article(kind: str) -> bool:
    return kind.endswith(("Article", "Posting", "Report"))


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
