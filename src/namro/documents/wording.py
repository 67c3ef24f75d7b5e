"""Sentences of the events, refusals and warnings of the document register."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "documents.reference.installed": _("installed kinds of documents and terms"),
    "documents.document.registered": _("registered the document"),
    "documents.document.arrived": _("registered the document, known from citations before"),
    "documents.document.corrected": _("corrected the document's details"),
    "documents.document.joined": _("joined two records of one document"),
    "documents.document.distributed": _("sent the document to units"),
    "documents.document.restricted": _("changed who may see the document"),
    "documents.file.added": _("added a file"),
    "documents.text.typed": _("typed the text"),
    "documents.scan.waiting": _("left the scanned pages to be read"),
    "documents.scan.read": _("read the scanned pages"),
    "documents.scan.unread": _("could not read the scanned pages"),
    "documents.file.forgotten": _("refused a file as marked after it was read; nothing of it is kept"),
    "documents.alias.added": _("added another name"),
    "documents.relation.added": _("linked two documents"),
    "documents.relation.removed": _("removed the link between two documents"),
    "documents.citation.resolved": _("said which document is cited"),
    "documents.citations.found": _("looked for cited documents"),
    "documents.term.entered": _("entered a committee's term"),
}

SECRET = _(
    "The file or title carries a state secrecy mark (MẬT, TỐI MẬT or TUYỆT MẬT). State secrets may not be kept on a "
    "networked machine; nothing was stored. Handle it in the way prescribed for secret documents."
)
EMPTY = _("“%(name)s” is empty. Choose the file again or ask the sender for it.")
TOO_LARGE = _("“%(name)s” is larger than %(limit)s MB. Split it or save it as a smaller PDF.")
ZIP_BOMB = _(
    "“%(name)s” unpacks to far more than a document holds and was not opened. Ask the sender for a clean copy."
)
BROKEN = _("“%(name)s” is damaged and cannot be opened. Open it in the program it was made with and save it again.")
UNLIKE = _(
    "The content of “%(name)s” is not what its name says (.%(says)s). Open it in the program it was made with, save it in "
    "the right format and try again."
)
PROGRAM = _("“%(name)s” is a program, not a document. It was not stored.")
TIMEOUT = _("Reading “%(name)s” took too long and was stopped. Save it as PDF or plain text and try again.")
MEMORY = _("Reading “%(name)s” needs too much memory and was stopped. Split it or save it as plain text.")
UNREADABLE = _("“%(name)s” cannot be read (%(code)s).")
REFUSED = {
    "empty": EMPTY,
    "too_large": TOO_LARGE,
    "zip_bomb": ZIP_BOMB,
    "broken": BROKEN,
    "not_what_it_says": UNLIKE,
    "unsupported": PROGRAM,
    "timeout": TIMEOUT,
    "memory": MEMORY,
}
OCR_PACKAGES = _("To have scans read, install the packages “tesseract-ocr” and “tesseract-ocr-vie”.")
DOC_PACKAGES = _("To have .doc files read, install the package “libreoffice-writer”, or “antiword”, or “catdoc”.")
UNREAD = {
    "ocr_waiting": _("The file is kept. Its scanned pages are being read; the items appear as soon as that is done."),
    "ocr_no_words": _(
        "The file is kept, but no words were found on its scanned pages; the text can be typed beside them."
    ),
    "encrypted_pdf": _(
        "The file is kept but protected by a password, so its text was neither read nor searched for marks of secrecy. Make "
        "sure that it is no secret document and add a copy without a password."
    ),
    "encrypted": _(
        "The file is kept but protected by a password, so its text was neither read nor searched for marks of secrecy. Make "
        "sure that it is no secret document and add a copy without a password."
    ),
    "no_doc_reader": _(
        "The file is kept, but old Word files (.doc) are not read here. Save it as .docx and add that file too."
    ),
    "no_text_layer": _(
        "The file is kept. It is a scan or an image whose text was not read; the text can be typed beside its pages."
    ),
    "unsearched": _(
        "The file is kept, but not all it holds could be opened, so it was not searched for marks of secrecy. Make sure that "
        "there is no secret document in it and add its files one by one, without a password."
    ),
    "unsupported": _(
        "The file is kept, but its format is not read. Save it as .docx or as a PDF with text and add that file too."
    ),
}
UNREAD_OTHER = _("The file is kept, but its text was not read.")

NOT_COORDINATOR = _("Only a coordinator of the unit that keeps the document may do this.")
NO_DESK = _("The account “%(account)s” is not a coordinator of any unit, so it cannot register documents.")
IDENTITY_TAKEN = _("%(symbol)s of %(day)s is already in the register. Open that record instead.")
KEPT_ELSEWHERE = _("Another office has registered this document already. Ask it to send the document to you.")
NOTHING_GIVEN = _("Give a symbol, a title, a text or a file.")
SYMBOL_UNREADABLE = _("“%(symbol)s” is not a document symbol such as 15-NQ/TW or 156/QĐ-UBND.")
NOT_SAME = _("The two records are not the same document: their kind, number, body or term differ.")
RELATION_SELF = _("A document cannot be linked to itself.")
RELATION_EXISTS = _("The two documents are already linked in this way.")
RELATION_ORDER = _("A document of %(day)s cannot do this to one issued later.")
ALIAS_EMPTY = _("Type the other name.")
NOT_A_CANDIDATE = _("The chosen document does not exist.")
NO_TEXT = _("Type or paste the text.")
TERM_OVERLAPS = _("This committee already has a term on these days.")
