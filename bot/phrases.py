"""Everything that the Discord bot says in words of its own."""

from knowledge.document import Status
from knowledge.notes import STATUS_PHRASES
from knowledge.verifying.likeness import Op
from knowledge.verifying.verification import VERDICT_PHRASES, Verdict

# The lines that an answer opens with.
BEFORE = "After: "
QUESTION = "Question: "
SAID_BY = "Said by: "
TOPIC = "Topic: "
DOCUMENT = "Document: "
LINE_END = " ↵ "
POSTED_BY = "Posted by {name}"
ABOUT_MESSAGE = "On {link}"
ONLY_YOU = "Only you can see this here."
PAGE = "Page {page} of {pages}"

MARKS = {
    Status.DISCUSSED: "✅",
    Status.NO_INDICATION: "🚫",
    Status.MENTIONED: "💬",
    Status.ABSENT: "❔",
}
STATUS_WORDS = STATUS_PHRASES

# Answers.
SOURCE = "source"
MORE_HIDDEN = "and {count} more"
NOTES_HIDDEN = "and {count} more without a quote"
LOOKED_FOR_ONE = "Looked for {asked}: {count} of {passages} passages"
LOOKED_FOR_TOGETHER = "Looked for {asked}: together in {count} of {passages} passages"
LOOKED_FOR_PART = "{asked} ({count})"
LOOKED_FOR_AS = "{asked}, read as “{read_as}” (by its {how}): {count} of {passages} passages"
LOOKED_FOR_UNKNOWN = "{asked}, not a word of the record: {count} of {passages} passages"
NEARBY = "Near by, and not an answer:"
HOW_READ = {"stem": "stem", "thesaurus": "other name", "spelling": "spelling"}
HOW_TO_ASK = "Ask about what was said in Helsinki, such as: were sanctions discussed?"
CUT = "[…]"
GROUND = "“{text}” ({passage})"

# Buttons and menus.
MORE = "More"
NEXT = "Next"
CONTEXT = "Context"
POST = "Post"
POST_NUMBER = "Post {number}"
DELETE = "Delete"
CITE_AS = "Cite as …"
CITE_PLACE_AS = "Cite as … ({place})"
CORRECTED = "The record was corrected there since; please ask again."
RECORD_CORRECTED = "The record was corrected since; please check again."
BUTTON_UNKNOWN = "This button is of another version of the bot; please ask again."
NOT_YOURS = "Only the one who asked, or who may manage messages, can delete this."
QUESTION_GONE = "The question that this answers is gone, or out of my sight; please ask again."
ALREADY_POSTED = "This was posted already."

# Commands.
ASK = "Ask about the summit, answered in the record's own words"
ASK_QUESTION = "Your question"
ASK_SAID_BY = "Only what this speaker says"
ASK_DOCUMENT = "Only what this document says"
ASK_PUBLIC = "Answer for everyone here to see"
TOPICS = "Every topic of the record, and whether it was reported as discussed"
TOPIC_COMMAND = "What the record has on one topic"
TOPIC_NAME = "The topic"
CITE = "Post a sentence of the record here, with its citation"
CITE_PASSAGE = "Words of the sentence, or a paragraph's number"
ABOUT = "What the record is, and how a status is decided"
HELP_COMMAND = "How to ask"
FIND = "Find in the record"
CHECK = "Check quotations"
VERIFY = "Check whether the record says what a text quotes it to say"
VERIFY_TEXT = "What stands in quotation marks is checked, or all of it where there are none"

NO_TOPICS = "The record lists no topics; all that it says counts as mentioned."
REPORTED_BY = "reported by {names}"
SILENT = "{names} silent on it"
LEDGER = "{mark} **{topic}**: {status}{document}{voices}"
IN_DOCUMENT = " ({id})"
MORE_TOPICS = "and {count} more; `/topic` finds each"
TOPIC_CHOICE = "{topic} · {status}"
MORE_DISAGREE = "the documents disagree on {count} more"
DISAGREEING = "the documents disagree"
DOCUMENT_CHOICE = "{id}: {title}, {date}"
UNKNOWN_TOPIC = "No topic “{asked}” in the record. It lists: {topics}."
CANDIDATES = "Nothing was posted. Did you mean one of these?"
NO_CANDIDATES = "Nothing was posted: no sentence of the record holds that. Words of the sentence or a number will do."
NOTHING_TOUCHED = "Nothing in that message touches what the record speaks of."
NO_TEXT = "There is no text in that message."
TOUCHED = "What that message touches, nearest first:"
CITATION_IN_FILE = "This citation is too long for a message; here it is in a file."

ABOUT_DOCUMENT = "**{id}**: {citation}"
ABOUT_DATES = "Written {issued}{event}. It knows nothing of what came later."
ABOUT_EVENT = ", on {title} of {date}"
ABOUT_RECORD = "{passages} passages, {topics} topics, from {path}, {digest}"
ABOUT_STATUS = (
    "A topic's status comes from the document itself, by the sentence under which it lists the topic, which every"
    " answer shows: reported as discussed, or no indication that it was. What the record speaks of elsewhere is"
    " mentioned."
)
ABOUT_VERDICTS = (
    "A quotation is exact where its words stand in the record in a row, whatever their case and marks. It differs where"
    " some were left out, added or changed, is spliced where its parts stand apart, and misattributed where the record"
    " gives the words to somebody else."
)
ABOUT_PRIVACY = "Questions and messages are not kept: neither stored nor logged."

HELP = "\n".join(
    (
        "**Ask**: mention me with a question, or write to me directly: were sanctions discussed?",
        "**Follow up**: reply to my answer: and Iran?",
        "**Look up**: `/ask` answers for you alone, `/topics` lists all topics, `/topic` shows one.",
        "**Cite**: `/cite` and a few words post a sentence at once; *Cite as …* behind *More* has other forms.",
        "**Check**: `/verify` a quotation, or press or right-click a message, Apps, *Check quotations* or *Find in the"
        " record*.",
        "Every answer quotes the record word for word; `/about` tells what the record is.",
    )
)

# Checks of quotations.
VERDICT_MARKS = {
    Verdict.EXACT: "✅",
    Verdict.DIFFERS: "✏️",
    Verdict.SPLICED: "✂️",
    Verdict.MISATTRIBUTED: "👥",
    Verdict.NOT_IN_RECORD: "❔",
}
VERDICT_WORDS = VERDICT_PHRASES
CHECKED = "{mark} **{verdict}**: {quoted}"
CHECKED_NUMBER = "**{number}.** {checked}"
VERDICTS = "**{count} quotations**: {verdicts}"
VERDICT_COUNT = "{mark} {count} {verdict}"
CHANGES = {
    Op.REPLACED: "record: **{record}** · quoted: **{quoted}**",
    Op.LEFT_OUT: "left out: **{record}**",
    Op.ADDED: "added: **{quoted}**",
}
MORE_CHECKS = "and {count} more; check them apart"
UNMARKED = "There are no quotation marks in it, so all of it was checked."
CHECKED_IN = "Checked in the {stamp}"

# The record's commands.
RECORD_COMMANDS = "Check or reload the record, for those who run the bot"
RECORD_CHECK = "Read the record anew, and tell whether it loads and what changed"
RECORD_RELOAD = "Read the record anew, and serve it once you confirmed what changes"
RELOAD_BUTTON = "Reload"
RECORD_LOADS = "It loads: {documents} documents, {passages} passages, {topics} topics, {digest}"
RECORD_SAME = "Nothing changed: this is what is served."
RECORD_MORE_LINES = "and {count} more lines, in the file"
RECORD_FILE = "changes.txt"
RECORD_CHANGED_SINCE = "**Nothing was reloaded: the record changed since that was shown. This is how it stands now.**"
RECORD_RELOADED = "Reloaded: {digest} is served from now on."
RECORD_REFUSED = "This can't be read, so that the old record goes on serving: {problem}"
NOT_AN_OWNER = "Only those who run this bot can do that: the application's owner or team, or who `SUMMIT_OWNERS` names."

# Messages.
ASKED_NOTHING = "Ask me something, such as: were sanctions discussed? `/help` tells more."
USE_MESSAGE_COMMAND = (
    "Discord doesn't show me the message that you reply to: press or right-click it, Apps, *Find in the record*."
)
MENTION_THE_APP = "That was my role: mention me, the app itself, or use `/ask`."
TOO_LONG = "A question may have {limit:,} characters; this one has {length:,}."
CANT_ANSWER = "That can't be answered: {problem}."
CANT_CHECK = "That can't be checked: {problem}."
UNKNOWN_SPEAKER = "The record gives “{asked}” no words. It gives some to: {speakers}."

# Limits and failures.
USER_LIMIT = "That was many questions in a minute; please wait a moment."
CHANNEL_LIMIT = "That was many posts here in a minute; please wait a moment."
FAILED = "That didn't work, through no fault of yours. If it stays so, tell who runs the bot: {id}"

# The terminal in which the bot is served.
SETTING_WRONG = "{name}: {problem}; {remedy}"
SETTING_MISSING = "not set"
SETTING_EMPTY = "empty"
OWNERS_MALFORMED = "not users' ids, with commas between them"
TOKEN_MALFORMED = "not a token: there are spaces or foreign characters in it"
WHERE_SETTINGS = "see .env.example"
WHERE_TO_GET = {
    "SUMMIT_TOKEN": "put it in .env: discord.com/developers/applications, your application, Bot, Reset Token"
}
SETTINGS_UNREADABLE = "{path}: can't be read: {problem}"
TOKEN_REFUSED = "SUMMIT_TOKEN: Discord refuses this token; get a new one: discord.com/developers/applications, Bot"
OUT_OF_REACH = "Discord is out of reach ({problem}); trying again in {seconds:.0f} s"
INVITE = "invite: {url}"
SERVING = "serving as {name} in {servers}"
NO_SERVER = "no server yet: open the invite link"
SERVERS = "{count} server(s)"
COMMANDS = "commands: {names}"
RECORD = "record: {path}, {digest}"
CONNECTION_ENDED = "the connection ended"
STOPPED = "stopped"
SYNCED = "commands synced: {names}"
SYNC_FAILED = "commands not synced: {problem}"
SYNC_REMEDY = "in the developer portal, Installation, switch on both contexts, user and guild; then run summit sync"
