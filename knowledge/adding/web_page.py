"""The blocks of an HTML page: its article, without navigation, buttons and scripts."""

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.adding.source import Source, shown, squeezed
from knowledge.adding.web_blocks import BlockWalk
from knowledge.errors import RecordError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

INSTALL = "pip install 'summit[add]'"
UNREAD = (
    "aside, audio, button, canvas, dialog, embed, figcaption, figure, footer, form, iframe, input, map, menu, nav, "
    "noscript, object, picture, script, select, style, svg, template, textarea, video"
)
HIDDEN = (
    "[hidden], [aria-hidden=true], [role=navigation], [role=search], [role=banner], [role=contentinfo], [role=menu], "
    "[style*='display:none'], [style*='display: none']"
)
FURNITURE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:breadcrumbs?|captions?|comments?|cookies?|footer|hidden|menu|nav|navbar|navigation|newsletter|"
    r"pagination|player|related|share|sharing|sidebar|social|subscribe|tags|toolbar|tooltip|widget)(?:$|[-_\s])",
    re.IGNORECASE,
)
MOST_FURNITURE = 0.2
"""Share of a page's words above which a tag isn't furniture, whatever its name."""
ARTICLES = (
    "[itemprop=articleBody]",
    ".entry-content, .article-body, .post-content, .e-content",
    "article",
    "main, [role=main]",
    "#content, #main, .content",
    "body",
)
LEAST_ARTICLE = 0.4
"""Share of a page's words that its article has at least."""
SUMMARIES = "[itemprop=description], .entry-summary, .p-summary, .standfirst"
META = {
    "title": ("og:title", "citation_title", "dc.title", "twitter:title"),
    "issued": ("article:published_time", "citation_publication_date", "dc.date", "date", "datepublished"),
    "author": ("author", "citation_author", "dc.creator", "article:author"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher"),
    "URL": ("og:url",),
}


def read_web_page(path: Path, text: str) -> Source:
    """The blocks of an HTML page. Raises RecordError where Beautiful Soup isn't installed, or can't read the page."""
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise RecordError(path, "an HTML page needs Beautiful Soup, which isn't installed", remedy=INSTALL) from None
    try:
        with warnings.catch_warnings():
            # That XHTML might be read as XML too, or a page be an address, is of no use to who adds it.
            warnings.simplefilter("ignore")
            soup = BeautifulSoup(text, "html.parser")
    except (AssertionError, RecursionError, ValueError) as error:
        raise RecordError(path, f"this HTML can't be read: {error}", remedy="save the page as text") from None
    source = Source()
    _take_facts(soup, source)
    _leave_out_furniture(soup, source)
    article = _article(soup)
    walk = BlockWalk(source)
    for tag in (*soup.select("h1")[:1], *soup.select(SUMMARIES)[:1]):
        if article not in tag.parents and tag not in article.parents:
            walk.read(tag)
    walk.read(article)
    source.blocks = walk.blocks
    return source


def _take_facts(soup: "BeautifulSoup", source: Source) -> None:
    """What the page's head tells of it, and the date that it marks as its own."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        found.setdefault(name, squeezed(str(tag.get("content") or "")))
    for field, names in META.items():
        if value := next((found[name] for name in names if found.get(name)), ""):
            source.facts[field] = value
    marked = soup.select_one("time[itemprop=datePublished], time[pubdate], article time[datetime]")
    if marked is not None:
        source.facts.setdefault("issued", str(marked.get("datetime") or marked.get_text()))
    if soup.title is not None:
        source.facts.setdefault("title", squeezed(soup.title.get_text()))
    if soup.html is not None and soup.html.get("lang"):
        source.facts["language"] = str(soup.html["lang"])


def _leave_out_furniture(soup: "BeautifulSoup", source: Source) -> None:
    whole = _words(soup)
    for tag in (*soup.select(UNREAD), *soup.select(HIDDEN), *soup.find_all(_has_furniture_class)):
        # What stands within a tag that is left out is gone with it.
        if tag.decomposed or not tag.parent or tag.name in ("html", "body", "article", "main"):
            continue
        words = _words(tag) if tag.name not in ("script", "style", "template", "noscript") else 0
        if words > MOST_FURNITURE * whole:
            source.doubt(tag.sourceline or 1, f"looks like furniture, and was kept for its length: {shown(_text(tag))}")
            continue
        if words and tag.sourceline:
            source.furniture.append(tag.sourceline)
        tag.decompose()


def _has_furniture_class(tag: "Tag") -> bool:
    names = tag.get_attribute_list("class") + tag.get_attribute_list("id")
    return bool(FURNITURE_CLASS.search(" ".join(str(name) for name in names if name)))


def _article(soup: "BeautifulSoup") -> "Tag":
    """The part of a page that has its text: the first of the usual ones with a good share of its words."""
    whole = _words(soup.body or soup)
    for selector in ARTICLES:
        for tag in soup.select(selector):
            if _words(tag) > LEAST_ARTICLE * whole:
                return tag
    return soup


def _words(tag: "Tag") -> int:
    return len(_text(tag).split())


def _text(tag: "Tag") -> str:
    return squeezed(tag.get_text(" "))
