"""The kinds of damage that are done to cells."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from damage import EDITION, Kind, World

from tabl10n import territories
from tabl10n.audit.links import is_referral_parameter
from tabl10n.document import Cell
from tabl10n.text.addresses import parse_address
from tabl10n.text.badges import parse_badge

sys.path.append(str(Path(__file__).parents[1] / "align"))
from scripts import LATIN, SPELLERS

# Letters of another script that are drawn like Latin ones.
_DRAWN_ALIKE = str.maketrans("aeopcx", "аеорсх")
# Digits and letters that are taken for one another in a host's name.
_LOOK_ALIKE = (("o", "0"), ("l", "1"), ("i", "l"), ("m", "rn"))
# Counting words, as a translator adds them to a bare number.
_COUNTERS = {"zh_Hans": "个", "zh_Hant": "個", "ja": "つ", "ko": "개", "ru": " шт."}


def _text(change: Callable[[str, World], str | None]) -> Callable[[Cell, World], Cell | None]:
    def changed(cell: Cell, world: World) -> Cell | None:
        text = change(cell.text, world)
        return None if text is None else cell.with_parts(text=text)

    return changed


def _link(change: Callable[[str, World], str | None]) -> Callable[[Cell, World], Cell | None]:
    def changed(cell: Cell, world: World) -> Cell | None:
        link = change(cell.link, world) if cell.link else None
        return None if link is None else cell.with_parts(link=link)

    return changed


def _transliterated(text: str, world: World) -> str | None:
    if world.locale not in SPELLERS or world.locale in LATIN:
        return None
    return SPELLERS[world.locale](text, world.rng)


def _truncated(text: str, world: World) -> str | None:
    cut = text[: len(text) // 2] if world.rng.random() < 0.5 else text[len(text) // 2 :]
    return cut if world.is_new(cut) else None


def _misspelt(text: str, world: World) -> str | None:
    if len(text) < 4:
        return None
    at = world.rng.randrange(1, len(text) - 1)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    found = world.rng.choice(
        (swapped, text[:at] + world.rng.choice("bdgkmprt") + text[at + 1 :], f"{text[:at]} {text[at:]}")
    )
    return found if found not in world.keys and found != text else None


def _colliding(_: str, world: World) -> str:
    world.word = world.word or world.fresh_word()
    return world.word


def _other_key(_: str, world: World) -> str:
    return world.other_row().cells[world.columns.key or 0].text


def _other_territory(_: str, world: World) -> str | None:
    own = {row.cells[world.columns.territory or 0].text for row, key in zip(world.rows, world.keys, strict=True)
           if key == world.key}  # fmt: skip
    name = territories.name_of(world.rng.choice(("NO", "KE", "CU", "IS", "PK", "GH", "LA", "UY")), world.locale)
    return name if name not in own else None


def _english_territory(text: str, world: World) -> str | None:
    match = territories.resolve(text, world.locale)
    name = territories.name_of(match.code, "en") if match else None
    return name if name and not territories.resolve(name, world.locale) else None


def _bilingual_wrong(text: str, world: World) -> str | None:
    match = territories.resolve(text, world.locale)
    name = territories.name_of(match.code, "en") if match else None
    return f"{name} / {world.word_for(text)}" if name else None


def _respelt(text: str, _: World) -> str | None:
    at = len(text) // 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if len(text) > 4 and text[at] != text[at + 1] else None


def _counted(text: str, world: World) -> str | None:
    return text + _COUNTERS.get(world.locale, f" {world.fresh_word()}") if text.isdigit() else None


def _word_for(text: str, world: World) -> str | None:
    return world.word_for(text) if text else None


def _badge(cell: Cell, _: World) -> Cell | None:
    value = parse_badge(cell.image)
    return cell.with_parts(image=cell.image.replace(f"/{value}-", f"/{value}7-")) if value else None


def _other_link(_: str, world: World) -> str:
    return world.other_row().cells[world.columns.name or 0].link


def _look_alike(link: str, _: World) -> str | None:
    site = parse_address(link).site
    name = site.partition(".")[0]
    found = next((name.replace(old, new, 1) for old, new in _LOOK_ALIKE if old in name), "")
    return link.replace(name, found, 1) if found and len(name) > 4 else None


def _mixed_script(link: str, _: World) -> str | None:
    name = parse_address(link).site.partition(".")[0]
    changed = name.translate(_DRAWN_ALIKE)
    return link.replace(name, changed, 1) if changed != name else None


def _subdomain(link: str, world: World) -> str:
    return link.replace(
        parse_address(link).host, f"{parse_address(link).host}.{world.rng.choice(('session', 'login'))}-home.example", 1
    )


def _user_part(link: str, _: World) -> str:
    return link.replace("://", f"://{parse_address(link).host}@", 1).replace(
        f"@{urlsplit(link).netloc}", "@pages.example", 1
    )


def _insecure(link: str, _: World) -> str | None:
    return link.replace("https://", "http://", 1) if link.startswith("https://") else None


def _elsewhere(_: str, world: World) -> str:
    return f"https://unrelated-{world.rng.randrange(1000)}.example/page"


def _referral(link: str, _: World) -> str | None:
    for name, value in parse_qsl(urlsplit(link).query):
        if is_referral_parameter(name) and value in link:
            return link.replace(value, f"{value[:-2]}Z9")
    return None


def _page(link: str, _: World) -> str:
    parts = urlsplit(link)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/welcome"))


def _image(cell: Cell, world: World) -> Cell:
    return cell.with_parts(image=world.other_row().cells[world.columns.image or 0].image)


KINDS = (
    Kind("translated", "key-translated", "key", _text(lambda _, world: world.fresh_word())),
    Kind("transliterated", "key-transliterated", "key", _text(_transliterated)),
    Kind("title case", "key-recased", "key", _text(lambda text, _: text.capitalize())),
    Kind("upper case", "key-recased", "key", _text(lambda text, _: text.upper())),
    Kind("cut in half", "key-truncated", "key", _text(_truncated)),
    Kind("emptied", "key-truncated", "key", _text(lambda *_: "")),
    Kind("letters swapped, changed or parted", "key-misspelt", "key", _text(_misspelt)),
    Kind("letters of another script", "key-misspelt", "key", _text(lambda text, _: text.translate(_DRAWN_ALIKE))),
    Kind("one word for several", "key-collides", "key", _text(_colliding)),
    Kind("the key of another row", "key-collides", "key", _text(_other_key)),
    Kind("another territory", "territory-wrong", "territory", _text(_other_territory)),
    Kind(
        "a word that is no territory", "territory-wrong", "territory", _text(lambda text, world: world.word_for(text))
    ),
    Kind("half of a bilingual cell", "territory-wrong", "territory", _text(_bilingual_wrong)),
    Kind("left in English", "territory-untranslated", "territory", _text(_english_territory)),
    Kind("a word", "name-translated", "name", _text(lambda _, world: world.fresh_word())),
    Kind("letters swapped", "name-altered", "name", _text(_respelt)),
    Kind("a counting word", "value-altered", "version", _text(_counted), EDITION),
    Kind("a translated code in a further column", "value-altered", "doc_link", _text(_word_for), EDITION),
    Kind("another number in the badge", "value-altered", "version", _badge),
    Kind("the link of another row", "link-retargeted", "name", _link(_other_link)),
    Kind("a look-alike host", "link-retargeted", "name", _link(_look_alike)),
    Kind("a host in mixed script", "link-retargeted", "name", _link(_mixed_script)),
    Kind("the real host as a subdomain", "link-retargeted", "name", _link(_subdomain)),
    Kind("the real host before an @", "link-retargeted", "name", _link(_user_part)),
    Kind("an unrelated host", "link-retargeted", "name", _link(_elsewhere)),
    Kind("http for https", "link-altered", "name", _link(_insecure)),
    Kind("another referral code", "link-altered", "name", _link(_referral)),
    Kind("another page", "link-altered", "name", _link(_page)),
    Kind("a lost link", "link-missing", "name", lambda cell, _: cell.with_parts(link="")),
    Kind("the image of another row", "image-altered", "image", _image),
    Kind("the alternative text", "alt-altered", "image", lambda cell, world: cell.with_parts(alt=world.fresh_word())),
    Kind(
        "a character without width",
        "hidden-character",
        "version",
        lambda cell, _: cell.with_parts(text=cell.text + "\u200b") if cell.text else None,
        EDITION,
    ),
)
