"""Documents that nobody would write, for property tests."""

from hypothesis import strategies as st

from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, Logo, QrCode, Rule, Text

# Commands, pieces of commands, letters of many code pages, wide and combining and invisible characters.
_NASTY = (
    "\x1bp\x00\x19\xfa\x10\x14\x01\x04\x05\x08\x1c.\x1d!V\x7f\x9b\n\t{B€é…Łпδ日\u0301\u202e\u200d\u00a0\u2212"
)
any_text = st.text(st.one_of(st.sampled_from(_NASTY), st.characters()), max_size=90)
any_part = st.one_of(
    st.builds(
        Text,
        any_text,
        st.sampled_from(Align),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Columns, any_text, any_text, any_text, st.booleans(), st.booleans()),
    st.builds(Rule, st.text(max_size=2)),
    st.builds(Feed, st.integers(1, 5)),
    st.builds(Barcode, any_text),
    st.builds(QrCode, any_text),
    st.just(Cut()),
    st.just(Logo()),
)
any_document = st.builds(Document, any_text, st.lists(any_part, max_size=8).map(tuple))
