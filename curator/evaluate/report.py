"""The report: figures per field, group and word of confidence, and every error with its passage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curator.evaluate.score import FIELDS, Count, Miss, Scored
from curator.i18n import _


@dataclass(frozen=True)
class Trust:
    """How often values marked with one word of confidence are right."""

    word: str
    right: int
    wrong: int

    @property
    def share(self) -> float | None:
        """Share of right values; None if the word was not used."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


class Report:
    """All that is known of a set of predictions, from the scores of its articles."""

    def __init__(self, scored: Sequence[Scored]) -> None:
        self.scored = tuple(scored)

    def count(self, field: str, articles: Iterable[Scored] | None = None) -> Count:
        """The sum of one field over these articles, or all."""
        total = Count()
        for each in self.scored if articles is None else articles:
            total.add(each.counts[field])
        return total

    def micro(self, articles: Iterable[Scored] | None = None) -> Count:
        """The sum of all fields over these articles, or all."""
        chosen = self.scored if articles is None else tuple(articles)
        total = Count()
        for field in FIELDS:
            total.add(self.count(field, chosen))
        return total

    @property
    def core_right(self) -> tuple[str, ...]:
        """The articles in which every core field is right."""
        return tuple(each.article for each in self.scored if each.core)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every error, by article."""
        return tuple(miss for each in self.scored for miss in each.misses)

    def trust(self) -> tuple[Trust, ...]:
        """How right the values of each confidence word are, the surest first."""
        judged = [pair for each in self.scored for pair in each.judged]
        return tuple(
            Trust(word, judged.count((word, True)), judged.count((word, False)))
            for word in ("sure", "check", "guess")
        )

    @property
    def guess_share(self) -> float | None:
        """The share of right values that are marked as a guess; None if nothing is marked."""
        words = {trust.word: trust.right for trust in self.trust()}
        total = sum(words.values())
        return words["guess"] / total if total else None

    # As text

    def lines(self, *, verbose: bool = False) -> Iterator[str]:
        """The report, line by line; `verbose` adds every error with its passage."""
        head = (_("precision"), _("recall"), "F1", _("right"), _("extra"), _("missed"))
        yield f"{_('field'):<18}" + "".join(f"{word:>11}" for word in head)
        for field in FIELDS:
            yield _line(field, self.count(field))
        yield _line(_("all fields"), self.micro())
        yield ""
        yield _("Core fields right: {right} of {total} articles").format(
            right=len(self.core_right), total=len(self.scored)
        )
        wrong = [each.article for each in self.scored if not each.core]
        if wrong:
            yield _("Core fields wrong: {articles}").format(articles=" ".join(wrong))
        yield ""
        yield from self._groups()
        yield ""
        yield from self._trust_lines()
        if verbose:
            yield ""
            yield from (_error(miss) for miss in self.misses)

    def _groups(self) -> Iterator[str]:
        for title, key in ((_("language"), "language"), (_("page"), "kind")):
            for value in sorted({getattr(each, key) for each in self.scored} - {""}):
                own = [each for each in self.scored if getattr(each, key) == value]
                yield _("{title} {value}: F1 {f1}, core {right} of {total}").format(
                    title=title, value=value, f1=_figure(self.micro(own).f1).strip(),
                    right=sum(each.core for each in own), total=len(own),
                )  # fmt: skip

    def _trust_lines(self) -> Iterator[str]:
        for trust in self.trust():
            if trust.share is not None:
                yield _("marked “{word}”: {share} right ({right} of {total})").format(
                    word=trust.word, share=f"{trust.share:.1%}", right=trust.right, total=trust.right + trust.wrong
                )
        if self.guess_share is not None:
            yield _("{share} of the right values are marked “guess”").format(share=f"{self.guess_share:.1%}")


def _line(name: str, count: Count) -> str:
    figures = "".join(f"{_figure(value):>11}" for value in (count.precision, count.recall, count.f1))
    return f"{name:<18}{figures}{count.right:>11}{count.extra:>11}{count.missed:>11}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _error(miss: Miss) -> str:
    passage = " ".join(miss.passage.split())
    shown = f"  “{passage[:160]}”" if passage else ""
    if miss.found is None:
        told = _("{field}: missing {gold}").format(field=miss.field, gold=miss.gold)
    elif miss.gold is None:
        told = _("{field}: too many {found}").format(field=miss.field, found=miss.found)
    else:
        told = _("{field}: found {found}, gold {gold}").format(field=miss.field, found=miss.found, gold=miss.gold)
    return f"{miss.article} {told}{shown}"
