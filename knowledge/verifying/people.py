"""Whom a name in a text means: a speaker of the record, somebody to whom it gives no words, its author, or nobody."""

from functools import cached_property, lru_cache

from knowledge.document import Document
from knowledge.language import Attribution, Reporting
from knowledge.record import Record
from knowledge.verifying.mentions import Mentions
from knowledge.verifying.words import words
from knowledge.vocabulary import English

Phrase = tuple[str, ...]
"""The words of a name as they stand in a text, with what stands before them: ("the", "U.S.", "President")."""

_KEPT = 4096
"""Names whose meaning is kept at hand."""
_NICKNAME = 3
"""Letters of a given name that suffice for it ("Vlad")."""


class People:
    """The names of one record's speakers, and of English."""

    def __init__(
        self, record: Record, mentions: Mentions, english: English, reporting: Reporting, attribution: Attribution
    ) -> None:
        self._record = record
        self._mentions = mentions
        self._english = english
        self._reporting = reporting
        self._impersonal = attribution.impersonal
        self._other_names = attribution.names
        self._nouns = attribution.nouns
        self._heads = reporting.bodies | reporting.titles | attribution.bodies | english.roles
        self._is_meant = lru_cache(_KEPT)(self._means)

    # Whom a name means

    def are_meant(self, phrase: Phrase, speakers: tuple[str, ...]) -> bool:
        """Whether a name means one of some speakers; of a title in the plural ("the Presidents"), several of them."""
        forms = self._forms(phrase)
        if any(self._is_alias(forms, speaker) for speaker in speakers):
            return True
        title = forms[-1].removesuffix("s") if forms else ""
        if title in self._reporting.titles and title != forms[-1]:
            return sum(self._is_meant((*forms[:-1], title), speaker) for speaker in speakers) > 1
        return any(self._is_meant(forms, speaker) for speaker in speakers)

    def is_source(self, phrase: Phrase, document: Document) -> bool:
        """Whether a name is that of a document's author, its publisher (also by its initials), or the document."""
        metadata = document.metadata
        publisher = metadata.publisher or ""
        initials = "".join(word[0] for word in publisher.split() if word[0].isupper())
        named = (*map(str, metadata.author), publisher, initials, metadata.genre or "", document.id)
        forms = self._forms(phrase)
        own = {form for name in named for form in words(name).forms}
        rest = [form for form in forms if form not in own]
        return len(rest) < len(forms) and all(form in self._impersonal | self._heads for form in rest)

    def somebody(self, phrase: Phrase, *, opens: bool = False, surely: bool = False) -> bool:
        """Whether a phrase names a person or a body that may speak.

        `opens`: its first word opens a sentence, where everything is capitalised. `surely`: only who is known to be
        one, by the record, a title or a list of names; a country is none then.
        """
        forms = self._forms(phrase)
        if not forms or forms[-1] in self._impersonal:
            return False
        if any("-" in word and all(map(self.is_name, words(word).forms)) for word in phrase):
            # "The Trump-Putin summit" is nobody.
            return False
        if self._is_known(forms):
            return not (surely and self._is_country(forms))
        if forms[-1] in self._heads or set(forms[:-1]) & self._reporting.titles:
            return True
        capital = phrase[-1][:1].isupper()
        if forms[-1] in self._other_names and capital:
            return True
        named = [self.is_name(form) and not (surely and self._is_thing(form)) for form in forms]
        initials = len(forms) > 1 and all(len(form) == 1 for form in forms[:-1])
        # After a given name, a surname may be any word.
        given = any(is_name and form not in self._surnames for is_name, form in zip(named[:-1], forms, strict=False))
        surname = capital and forms[-1] not in self._nouns and (given or initials)
        if named[-1] or surname:
            return True
        if surely or not capital:
            return False
        return not (opens and len(forms) == 1 and self._is_plain(forms[0]))

    def is_name(self, form: str) -> bool:
        """Whether a word in lower case is a person's name and nothing else."""
        english = self._english
        if form in self._surnames:
            return True
        return form in english.names and form not in english.places and not english.is_ordinary(form)

    def is_verb(self, token: str) -> bool:
        """Whether a word is mostly used as a verb."""
        return self._english.is_verb(token.lower())

    def is_place(self, token: str) -> bool:
        """Whether a word names a country or its capital."""
        return set(words(token).forms[-1:]) <= self._english.places

    def is_function_word(self, token: str) -> bool:
        """Whether a capitalised word is one of grammar ("When"), and no abbreviation ("US")."""
        return token.lower() in self._english.stop_words and not (token.isupper() and len(token) > 1)

    # One speaker

    def _means(self, forms: tuple[str, ...], speaker: str) -> bool:
        own = words(speaker).forms
        if "of" in forms and len(own) == 1 and self._is_country(forms[forms.index("of") + 1 :]):
            # "President Putin of Russia", "the President of Russia".
            forms = (*forms[forms.index("of") + 1 :], *forms[: forms.index("of")])
        if forms == own or (len(own) == 1 and forms[-1:] == own and not self._is_namesake(forms, speaker)):
            return True
        terms = set(self._record.terms(" ".join(forms)))
        if terms and all(term.startswith("<") for term in terms):
            return bool(terms & self._mentions.countries(speaker))
        if len(own) > 1 and terms and terms <= set(self._record.terms(speaker)):
            return True
        return len(own) == 1 and self._bears_title(forms, terms, speaker)

    def _is_alias(self, forms: tuple[str, ...], speaker: str) -> bool:
        return any(self._is_meant(words(term).forms, speaker) for term in self._aliases.get(forms, ()))

    def _is_namesake(self, forms: tuple[str, ...], speaker: str) -> bool:
        """Whether a given name is another's ("Melania Trump")."""
        given = [form for form in forms[:-1] if self.is_name(form)]
        own = [form for form in self._mentions.before(speaker).forms if self.is_name(form)]
        return bool(given) and not any(
            one == other or (len(one) >= _NICKNAME and other.startswith(one)) for one in given for other in own
        )

    def _bears_title(self, forms: tuple[str, ...], terms: set[str], speaker: str) -> bool:
        """Whether a title without a name is the speaker's, and a country before it too ("the Russian President")."""
        said = [form for form in forms if form in self._reporting.titles]
        countries = {term for term in terms if term.startswith("<")}
        rest = [form for form in forms if form not in said and form != "of" and not self._record.terms(form)]
        others = len(terms - countries) > len(said)
        return (
            bool(said)
            and not rest
            and not others
            and set(said) <= set(self._mentions.before(speaker).forms)
            and countries <= self._mentions.countries(speaker)
        )

    # Names

    def _forms(self, phrase: Phrase) -> tuple[str, ...]:
        """The words of a name in their normal forms, without articles and the ending of a genitive."""
        forms = [form.removesuffix("'s") for form in words(" ".join(phrase)).forms]
        while forms and forms[0] in self._reporting.determiners:
            forms.pop(0)
        return tuple(forms)

    def _is_known(self, forms: tuple[str, ...]) -> bool:
        return forms in self._aliases or self._is_named(forms)

    def _is_named(self, forms: tuple[str, ...]) -> bool:
        """Whether a speaker of the record, or one of whom it reports silence, bears a name, or part of it."""
        if forms[-1] in self._surnames:
            return True
        terms = self._record.terms(" ".join(forms))
        return bool(terms) and any(own.issuperset(terms) for own in self._terms.get(terms[0], ()))

    def _is_country(self, forms: tuple[str, ...]) -> bool:
        terms = self._record.terms(" ".join(forms))
        return bool(terms) and all(term.startswith("<") for term in terms)

    def _is_thing(self, form: str) -> bool:
        """Whether a name stands in the record, and never as a person's, after a title or a given name ("Crimea")."""
        if form in self._surnames or not self._mentions.is_mentioned(form):
            return False
        before = self._mentions.before(form).forms
        return not any(one in self._reporting.titles or self.is_name(one) for one in before)

    def _is_plain(self, form: str) -> bool:
        """Whether a capitalised word that opens a sentence is rather no name."""
        english = self._english
        return (
            form in english.stop_words
            or form in english.modifiers
            or form.endswith("ly")
            or (english.is_verb(form) and not form.endswith("s"))
        )

    @cached_property
    def _terms(self) -> dict[str, list[frozenset[str]]]:
        """The terms of each name of a speaker, or of one of whom silence is reported, by each of them."""
        holding: dict[str, list[frozenset[str]]] = {}
        for name in (*self._record.speakers, *self._record.silent):
            terms = frozenset(self._record.terms(name))
            for term in terms:
                holding.setdefault(term, []).append(terms)
        return holding

    @cached_property
    def _surnames(self) -> frozenset[str]:
        named = (*self._record.speakers, *self._record.silent)
        persons = [name for name in named if " " not in name and name[:1].isupper()]
        return frozenset(form for name in persons for form in words(name).forms)

    @cached_property
    def _aliases(self) -> dict[tuple[str, ...], list[str]]:
        """The other names of the thesaurus, with the record's own terms for them."""
        aliases: dict[tuple[str, ...], list[str]] = {}
        for entry in self._record.thesaurus.entries:
            forms = words(entry.term).forms
            if not (forms and entry.naming and (self._is_named(forms) or set(forms) & self._reporting.titles)):
                continue
            for name in entry.names:
                aliases.setdefault(words(name).forms, []).append(entry.term)
        return aliases
