"""Pages in the ways that sites build them, from the parts of an article."""

from collections.abc import Callable, Sequence
from html import escape

from curator.model.article import Article, Role

Part = tuple[Role, str]


def parts_of(article: Article) -> list[Part]:
    """The parts of a flat page that a layout needs: furniture above, the article, furniture below."""
    return [(block.role, text) for block, text in article.parts() if block.role is not Role.METADATA]


def _above(parts: Sequence[Part]) -> list[str]:
    first = next(i for i, (role, _text) in enumerate(parts) if role is Role.HEADLINE)
    return [text for _role, text in parts[:first]]


def _body(parts: Sequence[Part]) -> list[Part]:
    first = next(i for i, (role, _text) in enumerate(parts) if role is Role.HEADLINE)
    last = max(i for i, (role, _text) in enumerate(parts) if role in (Role.STORY, Role.BYLINE))
    return list(parts[first : last + 1])


def _below(parts: Sequence[Part]) -> list[str]:
    last = max(i for i, (role, _text) in enumerate(parts) if role in (Role.STORY, Role.BYLINE))
    return [text for _role, text in parts[last + 1 :]]


def semantic(parts: Sequence[Part]) -> str:
    """HTML5 with elements that say what they are."""
    out = ["<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'></head><body><header><nav><ul>"]
    out += [f"<li><a href='/x'>{escape(text)}</a></li>" for text in _above(parts)]
    out.append("</ul></nav></header><main><article>")
    for role, text in _body(parts):
        tag = {Role.HEADLINE: "h1", Role.CAPTION: "figcaption", Role.STAMP: "time"}.get(role, "p")
        line = f"<{tag}>{escape(text)}</{tag}>"
        out.append(f"<figure><img src='/a.jpg'>{line}</figure>" if role is Role.CAPTION else line)
    out.append("</article><aside>")
    out += [f"<div><a href='/y'>{escape(text)}</a></div>" for text in _below(parts)]
    return "".join([*out, "</aside></main><footer>© 2026</footer></body></html>"])


def nameless(parts: Sequence[Part]) -> str:
    """Boxes in boxes, without a class or a heading that says anything."""
    out = ["<html><head><meta charset='utf-8'></head><body><div><div>"]
    out += [f"<div>{escape(text)}</div>" for text in _above(parts)]
    out.append("</div><div><div>")
    for role, text in _body(parts):
        tag = "b" if role is Role.HEADLINE else "span"
        out.append(f"<div><{tag}>{escape(text)}</{tag}></div>")
    out.append("</div></div><div>")
    out += [f"<div><div>{escape(text)}</div></div>" for text in _below(parts)]
    return "".join([*out, "</div></div></body></html>"])


def tabled(parts: Sequence[Part]) -> str:
    """A portal of 2005: tables in tables, one form around all, text between line breaks."""
    out = [
        "<html><head><meta charset='utf-8'></head><body><form id='aspnetForm'><table width='980'><tr><td colspan='3'>"
    ]
    out += [f"<font size='1'>{escape(text)}</font> | " for text in _above(parts)]
    out.append("</td></tr><tr><td width='160'>Liên kết<br>Thời tiết<br>Tỷ giá</td><td><table><tr><td>")
    for role, text in _body(parts):
        if role is Role.HEADLINE:
            out.append(f"<b><font size='4'>{escape(text)}</font></b><br><br>")
        elif role is Role.CAPTION:
            out.append(
                f"<table align='center'><tr><td><img src='p.jpg'></td></tr><tr><td><i>{escape(text)}</i></td></tr></table>"
            )
        else:
            out.append(f"{escape(text)}<br><br>")
    out.append("</td></tr></table></td><td width='200'>")
    out += [f"{escape(text)}<br>" for text in _below(parts)]
    return "".join([*out, "</td></tr></table></form></body></html>"])


def pasted(parts: Sequence[Part]) -> str:
    """Pasted from Word into an editor: MsoNormal, empty paragraphs, spans in spans, the summary outside the body."""
    out = ["<html><head><meta charset='utf-8'></head><body><div id='top'>"]
    out += [f"<span>{escape(text)}</span> " for text in _above(parts)]
    body = _body(parts)
    story = [i for i, (role, _text) in enumerate(body) if role is Role.STORY]
    out.append("</div><div id='content'>")
    for i, (role, text) in enumerate(body):
        if i == story[0]:
            out.append(f"<div class='sapo'><strong>{escape(text)}</strong></div><div id='detail'>")
        elif role is Role.HEADLINE:
            out.append(f"<h2>{escape(text)}</h2>")
        elif role is Role.CAPTION:
            out.append(
                "<table class='MsoNormalTable'><tbody><tr><td><p class='MsoNormal'><img src='p.jpg'></p></td></tr>"
                f"<tr><td><p class='MsoNormal' align='center'><em>{escape(text)}</em></p></td></tr></tbody></table>"
            )
        else:
            out.append(
                f"<p class='MsoNormal' style='text-align:justify'><span><span style='font-size:14pt'>{escape(text)}"
                "<o:p></o:p></span></span></p><p class='MsoNormal'>&nbsp;</p>"
            )
    out.append("</div></div><div id='right'>")
    out += [f"<p>{escape(text)}</p>" for text in _below(parts)]
    return "".join([*out, "</div></body></html>"])


LAYOUTS: dict[str, Callable[[Sequence[Part]], str]] = {
    "semantic": semantic,
    "nameless": nameless,
    "tabled": tabled,
    "pasted": pasted,
}
