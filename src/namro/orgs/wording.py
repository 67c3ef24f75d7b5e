"""Sentences of the events and refusals of the organisation's room."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "orgs.unit.opened": _("opened the unit"),
    "orgs.unit.version_added": _("entered a new version of the unit"),
    "orgs.unit.imported": _("imported units from a file"),
    "orgs.unit.closed": _("closed the unit"),
    "orgs.unit.linked": _("linked two units"),
    "orgs.unit.reorganised": _("entered a reorganisation"),
    "orgs.post.filled": _("entered the holder of the post “%(title)s”"),
    "orgs.user.created": _("created the account"),
    "orgs.user.signed_in": _("signed in"),
    "orgs.user.password_set": _("changed the password"),
    "orgs.user.language_chosen": _("chose the language of the screen"),
    "orgs.user.deactivated": _("closed the account"),
    "orgs.role.granted": _("granted a role"),
    "orgs.role.ended": _("ended a role"),
    "orgs.user.linked": _("entered the account's holder among the people"),
    "orgs.portfolio.given": _("made %(name)s %(as)s, units: %(count)s"),
    "orgs.portfolio.ended": _("ended the charge of units: %(count)s"),
}

NOT_ADMINISTRATOR = _("Only an administrator may do this.")
CODE_TAKEN = _("The code “%(code)s” is taken by “%(name)s”. Choose another code.")
UNKNOWN_UNIT = _("There is no unit with the code “%(code)s”.")
OVERLAPS = _("“%(code)s” already has a version from %(day)s on. Choose a later day.")
UNKNOWN_ACCOUNT = _("There is no account “%(username)s”.")
USERNAME_TAKEN = _("The user name “%(username)s” is taken. Choose another one.")
GRANT_NEEDS_UNIT = _("Only administrators and auditors may hold a role on the whole installation. Choose a unit.")
GRANT_EXISTS = _("The account already holds this role on the unit for that time.")
ADMINISTRATOR_EXISTS = _("This installation already has an administrator.")
GRANT_ONESELF = _("Nobody gives himself a role. Ask another administrator.")
LAST_ADMINISTRATOR = _("“%(username)s” is the last administrator. Name another administrator first.")
UNKNOWN_ACCOUNT = _("There is no such account.")
UNKNOWN_ROLE = _("There is no such role.")
OWN_PARENT = _("“%(code)s” would stand under itself. Choose another unit above it.")
LINK_ITSELF = _("A unit cannot be linked with itself. Choose another unit.")
LINK_EXISTS = _("The two units are already linked in this way at that time.")
HEAD_POST_EXISTS = _("The unit is already headed by “%(title)s”. Enter this post without heading the unit.")
POST_TAKEN = _("Somebody else is entered for this post in that time. Choose another day.")
SUCCESSION_EMPTY = _("A reorganisation needs at least one old and one new unit.")
SHARES_EXCEED = _("The shares of “%(code)s” add up to more than 1.")
SHEET_COLUMN_MISSING = _("The sheet has no column “%(column)s”. The first row must hold the headings %(columns)s.")
ROW_MISSING = _("Row %(row)s: “%(column)s” is empty. Fill it in.")
ROW_BAD_DATE = _("Row %(row)s: “%(value)s” in “%(column)s” is no date. Write it as 31/12/2026.")
ROW_BAD_CHOICE = _("Row %(row)s: “%(value)s” in “%(column)s” is not known. Use one of: %(choices)s.")
ROW_CODE_TWICE = _("Row %(row)s: the code “%(code)s” already stands in row %(other)s. Each code may stand once.")
ROW_CODE_TAKEN = _("Row %(row)s: the code “%(code)s” is taken by “%(name)s”. Choose another code or delete the row.")
ROW_NO_PARENT = _("Row %(row)s: there is no parent unit with the code “%(code)s”, in the register or in this file.")
ROW_PARENT_LOOP = _("Row %(row)s: “%(code)s” would stand under itself. Correct the parent unit.")
ROW_UNUSABLE = _("Row %(row)s: “%(column)s” contains characters that cannot be stored. Type the value again.")
SHEET_UNREADABLE = _("“%(file)s” cannot be read as an Excel workbook (.xlsx). Open it in Excel and save it again.")
SHEET_EMPTY = _("“%(file)s” holds no rows below the headings.")
SHEET_TOO_LONG = _("“%(file)s” has more than %(limit)s rows. Split it into several files.")
ROW_TOO_LONG = _("Row %(row)s: “%(column)s” is longer than %(limit)s characters. Shorten it.")
ROW_BAD_CODE = _(
    "Row %(row)s: the code “%(value)s” may hold letters, digits, dot, dash and underscore only, at most 40."
)
SHEET_TOO_LARGE = _("“%(file)s” is too large once unpacked. Keep only the sheet with the units and save it again.")
SHEET_REFUSED = _(
    "“%(file)s” was not imported: %(count)s faults. Nothing was stored. Correct the rows and send the file again."
)
NOT_YOUR_PORTFOLIO = _(
    "Only the office's coordinator or leader, or an administrator, may say who looks after which units."
)
PORTFOLIO_KIND = _("Choose what the person is to be: leader in charge or officer who follows.")
PORTFOLIO_NO_UNIT = _("Choose at least one unit.")
PORTFOLIO_SAME = _("%(name)s already looks after these units.")
PORTFOLIO_LATER = _("Somebody is already entered for one of these units from %(day)s on. End that entry first.")
NO_MEMBER = _("This person does not belong to the unit (any more). Choose from the list.")
