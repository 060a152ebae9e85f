"""The X and the Z report: the figures of a shift on paper, in the order that shopkeepers and laws expect."""

from __future__ import annotations

from hardware.document import Align, Columns, Document, Logo, Part, QrCode, Text
from till.domain.figures import Figures
from till.domain.open_things import OpenKind
from till.domain.people import Person
from till.domain.state import CashierTally
from till.domain.tips import Tips
from till.domain.totals import Total
from till.domain.vocabulary import ReportType
from till.slips.drawer_equation import drawer_section, tenders_section
from till.slips.heading import RULE, amount_row, section, title, whose
from till.slips.sales_sections import accounts_section, external_section, payments_section, sales_section
from till.wording.dates import day, moment
from till.wording.messages import open_kind_name, report_name, tender_name
from till.wording.money import money
from till.wording.translation import _

_SEAL_SHOWN = 16  # Hexadecimal digits of the short form, in groups of four.


def report_slip(figures: Figures) -> Document:
    """Lay out an X or Z report. What the figures leave out for blind eyes is not printed."""
    name = report_name(figures.type, figures.no)
    parts = (
        *((Logo(),) if figures.type is ReportType.Z else ()),
        *whose(figures.heading),
        *title(name),
        *_marks(figures),
        *_period(figures),
        *sales_section(figures),
        *payments_section(figures),
        *external_section(figures),
        *drawer_section(figures),
        *tenders_section(figures),
        *_cashiers(figures),
        *_control(figures),
        *_grand_totals(figures),
        *_queue(figures),
        *accounts_section(figures),
        *_head(figures),
    )
    return Document(name, parts)


def _marks(figures: Figures) -> list[Part]:
    """Say in large letters that a close was not like others."""
    marks = [_("FORCED CLOSE")] * figures.forced + [_("NOT COUNTED")] * figures.uncounted
    parts: list[Part] = [Text(mark, Align.CENTRE, bold=True, tall=True) for mark in marks]
    for each in figures.left_open or ():
        given_up = each.kind is OpenKind.ADJUSTMENT
        words = _("Given up: {thing}") if given_up else _("Left open: {thing}")
        parts.append(Columns(words.format(thing=open_kind_name(each.kind)), each.person.name, bold=True))
    if figures.returned:
        parts.append(Text(_("Give back, the sale is not finished:"), bold=True))
    parts += [
        amount_row(figures.heading, tender_name(paid.code, paid.name), paid.amount, bold=True)
        for paid in figures.returned or ()
    ]
    return [*parts, RULE] if parts else []


def _period(figures: Figures) -> list[Part]:
    locale = figures.heading.locale
    parts: list[Part] = [
        Columns(_("Business date"), day(figures.business_date, locale)),
        Columns(_("Shift"), str(figures.shift)),
        Columns(_("Opened"), moment(figures.opened_at, locale)),
        _by(_("  by {name}"), figures.opened_by),
    ]
    if figures.opening_note:
        parts.append(Text(_("Note: {note}").format(note=figures.opening_note)))
    if figures.closed_by is not None and figures.closed_at is not None:
        parts += [
            Columns(_("Closed"), moment(figures.closed_at, locale)),
            _by(_("  by {name}"), figures.closed_by),
        ]
        if figures.approved_by is not None:
            parts.append(_by(_("  approved by {name}"), figures.approved_by))
        if figures.handed_to is not None:
            parts.append(_by(_("  handed over to {name}"), figures.handed_to))
        if figures.closing_note:
            parts.append(Text(_("Note: {note}").format(note=figures.closing_note)))
    parts.append(Columns(_("Printed"), moment(figures.taken_at, locale)))
    if figures.closed_by is None:
        parts.append(_by(_("  by {name}"), figures.taken_by))
    return parts


def _by(template: str, person: Person) -> Columns:
    return Columns(template.format(name=person.name), "")


def _cashiers(figures: Figures) -> list[Part]:
    parts: list[Part] = []
    tips = {each.person.no: each for each in figures.tips or ()}
    for each in figures.cashiers:
        parts += [
            Columns(each.person.name, "", bold=True),
            *_sold(figures, each),
            *_tips(figures, tips.pop(each.person.no, None)),
            Columns(_("  Movements"), str(each.movements)),
            Columns(_("  No sales"), str(each.no_sales)),
            Columns(_("  Drawer opened"), str(each.openings)),
        ]
    for other in tips.values():
        parts += [Columns(other.person.name, "", bold=True), *_tips(figures, other)]
    return [*section(_("Per cashier")), *parts] if parts else []


def _sold(figures: Figures, each: CashierTally) -> list[Part]:
    """Lay out what a cashier sold, took back and voided, where there is any of it."""
    rows = ((_("  Sales"), each.sales), (_("  Refunds"), each.refunds), (_("  Lines voided"), each.voids))
    return [_counted(figures, label, total) for label, total in rows if total.count]


def _tips(figures: Figures, tips: Tips | None) -> list[Part]:
    """Lay out what somebody got in tips, if any."""
    return [] if tips is None else [_counted(figures, _("  Tips"), tips.total)]


def _counted(figures: Figures, label: str, total: Total) -> Part:
    heading = figures.heading
    amount = "" if figures.blind else money(total.amount, heading.currency, heading.locale)
    return Columns(label, amount, middle=str(total.count))


def _control(figures: Figures) -> list[Part]:
    """Lay out the counters; zeros too, because a law wants to see them."""
    control, heading = figures.control, figures.heading
    rows = (
        (_("Drawer opened"), control.openings),
        (_("  without a sale"), control.openings_without_sale),
        (_("  unverified"), control.kicks_unverified),
        (_("  without a kick of ours"), control.openings_unexplained),
        (_("  left open too long"), control.left_open),
        (_("  longest open"), _("{seconds} s").format(seconds=control.longest_open_s)),
        (_("Drawer did not open"), control.kicks_failed),
        (_("No sales"), sum(figures.no_sale_reasons.values())),
        *((f"  {reason}", times) for reason, times in figures.no_sale_reasons.items()),
        *([(_("  in an emergency"), control.emergencies)] if control.emergencies else []),
        (_("Copies"), control.copies),
        (_("  amount"), money(control.copies_amount, heading.currency, heading.locale)),
        (_("Receipts not printed"), control.receipts_unprinted),
        (_("Training"), control.training),
        (_("  amount"), money(control.training_amount, heading.currency, heading.locale)),
        (_("Wrong PINs"), control.pins_refused),
        *([(_("Refusals that told of the cash"), control.refusals)] if control.refusals else []),
        (_("Approvals"), control.approvals),
        (_("Movements undone"), control.undone),
        (_("Counts of the drawer"), figures.drawer.attempts),
        (_("Clock set back"), control.clock_changes),
        *([(_("Clock set forward"), control.clock_forward)] if control.clock_forward else []),
        (_("Slips that had to wait"), control.slips_waiting),
        (_("Slips in doubt"), control.slips_in_doubt),
    )
    return [*section(_("Control")), *(Columns(label, f"{times}") for label, times in rows)]


def _grand_totals(figures: Figures) -> list[Part]:
    if figures.blind:
        return []
    heading, grand = figures.heading, figures.grand
    return [
        *section(_("Grand totals since set-up")),
        amount_row(heading, _("Sales"), grand.sales),
        amount_row(heading, _("Returns"), grand.returns),
        amount_row(heading, _("Sales less returns"), grand.net),
        amount_row(heading, _("Sales plus returns"), grand.absolute),
    ]


def _queue(figures: Figures) -> list[Part]:
    """Lay out what the back office does not have yet, where there is one."""
    queue = figures.queue
    if queue is None:
        return []
    parts: list[Part] = [*section(_("Not yet at the office")), Columns(_("Records"), str(queue.records))]
    if queue.amount is not None:
        parts.append(amount_row(figures.heading, _("Value"), queue.amount))
    if queue.since is not None:
        parts.append(Columns(_("Since"), moment(queue.since, figures.heading.locale)))
    return parts


def _head(figures: Figures) -> list[Part]:
    """Lay out where the journal stood: the paper anchors the file."""
    head = figures.head
    if not head.seal:
        return []
    short = head.seal[:_SEAL_SHOWN]
    groups = " ".join(short[at : at + 4] for at in range(0, len(short), 4))
    parts = [
        *section(_("Journal")),
        Columns(_("Records"), str(head.records)),
        Columns(_("Seal"), groups),
    ]
    if figures.type is ReportType.Z:
        code = figures.heading.register.code
        parts.append(QrCode(f"till:{code}:Z{figures.no}:{head.records}:{head.seal}"))
    return parts
