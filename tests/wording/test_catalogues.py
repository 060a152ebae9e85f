"""The catalogues are complete: every message in every language, with the same places to fill."""

from __future__ import annotations

import gettext
import string
from io import BytesIO

import pytest

from hardware.errors import OutOfPaper
from hardware.protocols import Known, PrinterStatus
from tests.wording.catalogues import LANGUAGES, compiled, messages_of_the_source, po_path, translations
from till.wording import translation
from till.wording.translation import CONTEXT_END, _, marked, use


def fields(text: str) -> list[str]:
    """Give the names of the places to fill."""
    return sorted(
        {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    )


def edges(text: str) -> tuple[int, int, int]:
    """Give what a layout relies on: the blanks at either end, and the number of lines."""
    return len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" ")), text.count("\n")


def test_every_message_has_words_in_every_language() -> None:
    known = {language: translations(language) for language in LANGUAGES}
    missing = [
        f"{where[0]}: {language}: {message!r}"
        for message, where in messages_of_the_source().items()
        for language in LANGUAGES
        if not known[language].get(message)
    ]
    words = "write their words into the .po, then run: make messages"
    assert missing == [], "\n".join([words, *missing])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_places_with_the_same_edges(language: str) -> None:
    for message, words in translations(language).items():
        english = message.rpartition(CONTEXT_END)[2]
        if words:
            assert fields(words) == fields(english), message
            assert edges(words) == edges(english), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_stays_a_sentence(language: str) -> None:
    for message, words in translations(language).items():
        if words and message.endswith((".", "?", "…")) and len(message) > 20:
            assert words.endswith((".", "?", "…", ")")), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_till_reads_was_made_of_what_people_wrote(language: str) -> None:
    kept = po_path(language).with_suffix(".mo").read_bytes()
    assert _words(kept) == _words(compiled(language)), "run: make messages"


def _words(made: bytes) -> dict[str, str]:
    with BytesIO(made) as file:
        return {
            message: word
            for message, word in vars(gettext.GNUTranslations(file))["_catalog"].items()
            if message
        }


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("sv_SE", "Växelkassa"),
        ("sv_FI", "Växelkassa"),
        ("de_AT", "Wechselgeld"),
        ("fr_CH", "Fond de caisse"),
        ("es_MX", "Fondo"),
        ("en_SE", "Float"),
        ("nb_NO", "Float"),
    ],
)
def test_the_language_is_that_of_the_locale_wherever_it_is_spoken(locale: str, words: str) -> None:
    use(locale)
    try:
        assert _("Float") == words
    finally:
        use("en_US")


def test_one_english_word_may_be_two_elsewhere() -> None:
    key = marked("Open", "key")
    assert _(key) == _("Open") == "Open"
    use("de_DE")
    try:
        assert (_(key), _("Open")) == ("Lesen", "Offen")
    finally:
        use("en_US")


def test_no_words_are_no_words_in_every_language() -> None:
    """Gettext itself answers with the head of the catalogue."""
    for locale in ("en_US", "sv_SE"):
        use(locale)
        assert _("") == ""
    use("en_US")


def test_what_the_devices_say_is_said_in_the_language_of_the_register() -> None:
    use("sv_SE")
    try:
        assert _(OutOfPaper.sentence) == "Papperet är slut i skrivaren. Lägg i en ny rulle."
        assert _(PrinterStatus(reachable=Known.YES, online=Known.YES).sentence()) == "Skrivaren är redo"
    finally:
        use("en_US")


def test_a_catalogue_is_read_when_the_first_word_is_wanted() -> None:
    use("sv_SE")
    try:
        assert translation._language._catalogue is None
        assert _("Float") == "Växelkassa"
        assert translation._language._catalogue is not None
    finally:
        use("en_US")
