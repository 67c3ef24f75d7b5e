"""Which document a mention means: resolved, several possible, or not in the register yet (F3, F4).

The answer depends on what is held and on nothing else: whatever order documents arrive in, the same links result.
A few queries and one update, whatever the number of citations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Q

from namro.documents.identity import PLACE_CODES, alias_key, scope_word
from namro.documents.models import Alias, Citation, Document, DocumentKind, Term
from vanban import symbols
from vanban.fold import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

Status = Citation.Status
_TYPED = 40  # words of a typed reference looked at
_SYMBOL = re.compile(symbols.PATTERN)
_DAY = re.compile(r"(\d{1,2})(?:[-/.]|\s*tháng\s*)(\d{1,2})(?:[-/.]|\s*năm\s*)((?:19|20)\d\d)")
KIND_WORDS = {  # what people write for a kind before its number
    "tb": "thong bao", "kh": "ke hoach", "qd": "quyet dinh", "ct": "chi thi", "cv": "cong van", "nq": "nghi quyet",
    "kl": "ket luan", "ctr": "chuong trinh",
}  # fmt: skip
_CODES = {"QD": "QĐ", "HDND": "HĐND", "BCD": "BCĐ", "DU": "ĐU", "ND-CP": "NĐ-CP", "DH": "ĐH"}
_ACCENTED = re.compile(r"\b(?:ND-CP|QD|HDND|BCD|DU|DH)\b")


@dataclass(frozen=True)
class Mention:
    """What a citation, or a person at the search box, says about the document meant."""

    symbol_key: str = ""
    kind: str = ""
    issuer_key: str = ""
    on: date | None = None
    alias: str = ""
    read_on: date | None = None
    own: int | None = None

    @property
    def bare(self) -> bool:
        """Whether only a number is given ("Chương trình 01")."""
        return self.symbol_key.isdigit()


@dataclass(frozen=True)
class Candidate:
    """A document of the register as far as it matters here."""

    id: int
    symbol_key: str
    kinds: frozenset[str]
    shared_symbol: bool
    issuer_key: str
    on: date | None
    scope: str


@dataclass
class Register:
    """The documents that any of a batch of mentions could mean: a few queries."""

    terms: list[Term] = field(default_factory=list)

    by_key: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))


def register_for(mentions: Collection[Mention]) -> Register:
    """Load every document that shares a key, a bare number with its kind, or an alias with one of the mentions."""
    keys = {m.symbol_key for m in mentions if m.symbol_key and not m.bare}
    numbers = {m.symbol_key for m in mentions if m.bare and m.kind}
    aliases = {m.alias for m in mentions if m.alias}
    found = Register()
    if not keys | numbers | aliases:
        return found
    found.terms = list(Term.objects.all())
    named = defaultdict(list)
    for alias, document in Alias.objects.filter(fold__in=aliases).values_list("fold", "document_id"):
        named[document].append(alias)
    wanted = Q(symbol_key__in=keys) | Q(pk__in=list(named))
    for number in numbers:
        wanted |= Q(symbol_key__startswith=f"{number}-")
    for one in candidates(Document.objects.filter(wanted)):
        found.by_key[one.symbol_key].append(one)
        found.by_number[one.symbol_key.partition("-")[0]].append(one)
        for alias in named[one.id]:
            found.by_alias[alias].append(one)
    return found


def candidates(documents: QuerySet[Document]) -> list[Candidate]:
    """The documents with the names of their kinds. Party QĐ is shared by two kinds: there the word counts."""
    kinds = {kind.pk: kind for kind in DocumentKind.objects.all()}
    uses: dict[tuple[str, str], int] = defaultdict(int)
    for kind in kinds.values():
        uses[kind.system, kind.symbol] += 1
    rows = documents.values_list("pk", "symbol_key", "kind_id", "issuer__key", "issued_on", "scope")
    return [_candidate(row, kinds, uses) for row in rows]


def _candidate(
    row: tuple[int, str, int | None, str | None, date | None, str],
    kinds: dict[int, DocumentKind],
    uses: dict[tuple[str, str], int],
) -> Candidate:
    pk, key, kind_id, issuer, on, scope = row
    kind = kinds.get(kind_id or 0)
    names = frozenset([kind.name_fold, *kind.also]) if kind else frozenset()
    shared = bool(kind and kind.symbol and uses[kind.system, kind.symbol] > 1)
    return Candidate(pk, key, names, shared, issuer or "", on, scope)


def possible(mention: Mention, register: Register) -> list[Candidate]:
    """The documents the mention can mean, the certain ones alone where there are any; an empty list = none known."""
    if mention.symbol_key and not mention.bare:
        fitting = [c for c in register.by_key[mention.symbol_key] if _kind_fits(mention, c)]
    elif mention.bare and mention.kind:
        fitting = [c for c in register.by_number[mention.symbol_key] if mention.kind in c.kinds]
        known = {c.id for c in fitting}
        fitting += [c for c in register.by_alias.get(mention.alias, ()) if c.id not in known]
    else:
        fitting = list(register.by_alias.get(mention.alias, ()))
    fitting = [c for c in fitting if c.id != mention.own and _issuer_fits(mention, c) and _time_fits(mention, c)]
    if mention.on is None:
        return fitting
    exact = [c for c in fitting if c.on == mention.on]
    return exact or [c for c in fitting if c.on is None or c.scope == _scope(mention, c, register)]


def _scope(mention: Mention, one: Candidate, register: Register) -> str:
    """The scope that the mention's day falls into: another day of the same term or year is a slip of the pen or not."""
    symbol = symbols.parse(mention.symbol_key)
    return scope_word(symbol, one.issuer_key, mention.on, register.terms) if symbol else one.scope


def _kind_fits(mention: Mention, one: Candidate) -> bool:
    return not (one.shared_symbol and mention.kind) or mention.kind in one.kinds


def _issuer_fits(mention: Mention, one: Candidate) -> bool:
    """A place that one side does not know keeps nothing apart; nor do the many names of one steering committee."""
    if not mention.issuer_key or not one.issuer_key or mention.issuer_key == one.issuer_key:
        return True
    if mention.issuer_key.endswith(":") or one.issuer_key.endswith(":"):
        return True
    return mention.issuer_key.partition(":")[0] not in PLACE_CODES


def _time_fits(mention: Mention, one: Candidate) -> bool:
    """Nobody cites what was issued after he wrote."""
    return not (mention.read_on and one.on) or one.on <= mention.read_on


def decide(mention: Mention, found: Sequence[Candidate]) -> tuple[str, int | None]:
    """Status and target: one certain document links, anything doubtful asks."""
    if not found:
        return Status.UNRESOLVED, None
    if len(found) == 1 and (mention.on is None or found[0].on == mention.on):
        return Status.RESOLVED, found[0].id
    return Status.AMBIGUOUS, None


def mention_of(row: Citation, *, read_on: date | None, own: int) -> Mention:
    """A stored citation as a mention."""
    return Mention(row.symbol_key, fold(row.kind_name), row.issuer_key, row.cited_on, row.fold, read_on, own)


def resolve(citations: QuerySet[Citation]) -> int:
    """Try citations that no person has decided, again; returns how many changed. One update, whatever their number.

    Acts that resolve wait for each other: a citation and its document that come in at the same moment still meet.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents.citations'))")
    rows = list(
        citations.filter(decided_by=None).annotate(day=F("source__document__issued_on")).select_related("source")
    )
    mentions = {row.pk: mention_of(row, read_on=row.day, own=row.source.document_id) for row in rows}
    register = register_for(mentions.values())
    changed = []
    for row in rows:
        status, target = decide(mentions[row.pk], possible(mentions[row.pk], register))
        if (row.status, row.target_id) != (status, target):
            changed.append((row.pk, str(status), target))
    _write(changed)
    return len(changed)


def _write(changed: Sequence[tuple[int, str, int | None]]) -> None:
    if not changed:
        return
    pks, states, targets = zip(*changed, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_citation c SET status = n.status, target_id = n.target "
            "FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS n(id, status, target) WHERE c.id = n.id",
            [list(pks), list(states), list(targets)],
        )


def touched_by(documents: Iterable[Document], extra_keys: Collection[str] = ()) -> QuerySet[Citation]:
    """Citations whose answer can change because of these documents: same key, same bare number, or one of their names."""
    documents = list(documents)
    keys = {d.symbol_key for d in documents if d.symbol_key} | set(extra_keys)
    numbers = {key.partition("-")[0] for key in keys}
    names = Alias.objects.filter(document__in=documents).values_list("fold", flat=True)
    return Citation.objects.filter(Q(symbol_key__in=keys | numbers) | Q(fold__in=list(names)) | Q(target__in=documents))


def parse(words: str) -> Mention:
    """What a person typed as a mention: a symbol with or without its kind and day, "Chương trình 01", or another name."""
    words = " ".join(words.split()[:_TYPED])
    kind_words, symbol = _split(words)
    if symbol:
        return Mention(symbol.key, fold(kind_words), on=day_in(words), alias=alias_key(words))
    head, _, last = words.rpartition(" ")
    if last.isdecimal() and head:
        return Mention(symbols.bare_key(last), fold(_without_number_word(head)), alias=alias_key(words))
    return Mention(alias=alias_key(words))


def _split(words: str) -> tuple[str, symbols.Symbol | None]:
    """The kind's words before the first symbol, and that symbol, typed in small letters and without accents too."""
    found = _SYMBOL.search(words) or _SYMBOL.search(words.upper())
    symbol = symbols.parse(_ACCENTED.sub(lambda code: _CODES[code[0]], found[0])) if found else None
    if not found or not symbol:
        return "", None
    before = words[: found.start()].strip()
    typed = fold(before).removesuffix(" so")
    return ("" if typed == "qd" else _without_number_word(before)), symbol  # QĐ stands for two kinds of the Party


def _without_number_word(words: str) -> str:
    """The kind before a number, folded: "thong bao" of "TB số"."""
    kind = fold(words).removesuffix(" so")
    return KIND_WORDS.get(kind, kind)


def day_in(words: str) -> date | None:
    found = _DAY.search(words)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def without_day(words: str) -> str:
    """The words beside a day: "kế hoạch" of "kế hoạch ngày 05/10/2026"."""
    return re.sub(r"\s*ngày\s*$", "", _DAY.sub("", words).strip(), flags=re.IGNORECASE)
