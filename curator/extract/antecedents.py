"""Posts whose body is named before them: `the council and its chairman`, `conduite par sa présidente`.

French and English reports name a body once and then say `its`, `son`, `the bank's`; the post means that body.
"""

from curator.extract.lexicon import small_words
from curator.extract.marks import Marks, Place
from curator.extract.mentions import Mention
from curator.extract.names import is_vietnamese
from curator.extract.offices import Office, sender
from curator.extract.titles import TitleReader
from curator.model.article import Role

_HEADS_A_PLACE = frozenset(("mayor", "vice_mayor"))
_WANTING = frozenset(("head", "deputy", "director", "deputy_director", "secretary", "deputy_secretary", "mayor",
                      "vice_mayor", "representative"))  # fmt: skip
# What a post that stands alone heads, by its code in titles.csv.
_HEADED = {
    "chair": frozenset(("executive",)), "vice_chair": frozenset(("executive",)),
    "secretary": frozenset(("party_city",)), "deputy_secretary": frozenset(("party_city",)),
    "director": frozenset(("department",)), "deputy_director": frozenset(("department",)),
}  # fmt: skip
_FIELD = 8  # words between a department and the end of its field
_NEAR = 1  # how many sentences back such a body may stand
_BACK = 3  # how many sentences back `the group's` may point


def with_antecedents(mentions: list[Mention], marks: Marks, titles: TitleReader) -> list[Mention]:
    """`mentions`, each with the body that its possessive post means."""
    if marks.tokens.lexicon.language == "vi":
        return mentions
    reader = AntecedentReader(marks, titles)
    mentions = [reader.complete(mention) for mention in mentions]
    told = {m.key[-1] for m in mentions if m.key and any(o.body or o.places for o in m.offices)}
    return [m if not m.key or m.key[-1] in told else reader.of_body_before(m) for m in mentions]


class AntecedentReader:
    """Finds for posts with a possessive the body or place that the page named before."""

    def __init__(self, marks: Marks, titles: TitleReader) -> None:
        self._marks = marks
        self._tokens = marks.tokens
        self._titles = titles
        self._own = small_words("own", marks.tokens.lexicon.language)
        self._qualifying = small_words("before_post", marks.tokens.lexicon.language) - {"the", "s"}

    def complete(self, mention: Mention) -> Mention:
        """`mention` with the body that its possessive post means; as it is where it has one or none is found."""
        if not mention.offices or mention.offices[0].level not in _WANTING:
            return mention
        office = mention.offices[0]
        if office.body or sender(office, self._marks) or office.post[0] == 0:
            return mention
        found = self._meant(office)
        return mention._replace(offices=(found, *mention.offices[1:])) if found else mention

    def of_body_before(self, mention: Mention) -> Mention:
        """`mention` of a Vietnamese official whose bare post heads the body named right before."""
        if len(mention.offices) != 1 or mention.role is not Role.STORY or not is_vietnamese(mention.text):
            return mention
        office, tokens = mention.offices[0], self._tokens
        codes = _HEADED.get(office.entry.code)
        if not codes or office.body or office.places or not mention.name[1] > mention.name[0]:
            return mention
        low = tokens.first[max(0, mention.sentence - _NEAR)]
        found = self._named(office, low, office.start, "", codes)
        return mention._replace(offices=(found,)) if found else mention

    def _meant(self, office: Office) -> Office | None:
        tokens, at = self._tokens, office.start
        low = tokens.first[tokens.sentence[at]]
        while at > low and tokens.keys[at - 1] in self._qualifying:
            at -= 1  # `its newly elected chairman`, `the bank's new director`
        if at > low and tokens.keys[at - 1] in self._own:
            return self._named(office, low, at - 1, "")
        if at - 2 >= low and tokens.keys[at - 1] == "s" and tokens.gaps[at - 1] == "'":
            first = max(0, tokens.sentence[at] - _BACK)
            return self._named(office, tokens.first[first], at - 2, tokens.keys[at - 2])
        return None

    def _named(
        self, office: Office, low: int, high: int, noun: str, codes: frozenset[str] = frozenset()
    ) -> Office | None:
        """The office of the nearest body between these words, of `codes` or with `noun` in its name if given."""
        marks, tokens = self._marks, self._tokens
        of_place = office.level in _HEADS_A_PLACE
        for k in range(high - 1, low - 1, -1):
            place = marks.places.get(k)
            if of_place and place and place.code:
                return office._replace(places=(place,))
            end = marks.bodies[k][0] if k in marks.bodies else 0
            named = any(tokens.capital[k:end]) or tokens.lexicon.language == "fr"
            if of_place or not end or end > high or not named:
                continue
            if codes and marks.bodies[k][1].code not in codes:
                continue
            near = range(max(low, k - _FIELD), k)
            if marks.bodies[k][1].code == "domain" and any(
                i in marks.bodies and marks.bodies[i][1].code == "department" for i in near
            ):
                continue  # `Transport` of `Department of Transport`
            start = self._opening(k, low)
            if noun and noun not in tokens.keys[start:end]:
                continue
            read = self._titles.continued(office, k)
            if read.body:
                places = (*self._places(start, k), *read.places)
                return read._replace(body=(start, min(read.body[1], high)), places=places)
        return None

    def _opening(self, at: int, low: int) -> int:
        """Where an English name begins whose listed words stand at `at`: `Hanoi People's Council`."""
        tokens, start = self._tokens, at
        while tokens.lexicon.language == "en" and start > low and tokens.gaps[start] in " '":
            own = tokens.keys[start - 1] == "s" and tokens.gaps[start - 1] == "'"
            if not tokens.capital[start - 1] and not own:
                break
            start -= 1
        return start

    def _places(self, start: int, end: int) -> tuple[Place, ...]:
        found = (self._marks.places.get(i) for i in range(start, end))
        return tuple(place for place in found if place)
