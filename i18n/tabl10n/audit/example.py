"""The small table that every rule's examples are copies of: shown in the documentation, run by the tests."""

from __future__ import annotations

LOCALE = "de"

# Header translations that a catalog of the example's locale gives.
HEADERS = {"country": "Land", "logo": "Logo", "id": "ID", "name": "Name", "version": "Version"}

_TITLE = "# Shops by country\n\nThese shops are open:\n\n"
_DELIMITER = "|---|---|---|---|---|\n"
_SOURCE_HEADER = "| country | logo | id | name | version |\n" + _DELIMITER
HEADER = "# Läden nach Land\n\nDiese Läden sind geöffnet:\n\n| Land | Logo | ID | Name | Version |\n" + _DELIMITER

_ROW = "| {country} | [![{alt}]({image})]({link}) | {id} | [{name}]({link}) | {version} |"
_SHOPS = {
    "lighthouse": {"country": "Deutschland", "link": "https://lighthouse.example/?ref=K7P2", "version": "1"},
    "bluebird": {"country": "Türkei", "link": "https://bluebird.example/shop", "version": "2"},
    "orchard": {"country": "Tschechien", "link": "https://orchard.example", "version": "1"},
}
_ENGLISH = {"lighthouse": "Germany", "bluebird": "Turkey", "orchard": "Czech Republic"}


def make_row(key: str, **cells: str) -> str:
    """The copy's row of ``key``; ``cells`` says what differs in it: country, alt, image, link, id, name, version."""
    sound = {"id": key, "alt": key, "name": key.title(), "image": f"https://img.example/4a7f/{key}.png"}
    return _ROW.format_map(sound | _SHOPS[key] | cells)


def make_unknown_row(**cells: str) -> str:
    """A row of the copy that is none of the source's; ``cells`` as in ``row``."""
    address = {"image": "https://img.example/wombat.png", "link": "https://wombat.example"}
    return make_row("bluebird", **{"id": "wombat", "name": "Wombat", "alt": "wombat", "version": "7"} | address | cells)


def make_source() -> str:
    """The English table."""
    rows = "\n".join(make_row(key, country=country) for key, country in _ENGLISH.items())
    return f"{_TITLE}{_SOURCE_HEADER}{rows}\n"


def copy_of(example: str) -> str:
    """The German copy that an example stands for: its rows, and sound ones for the shops that it does not mention.

    An example that begins with a heading is a copy by itself.
    """
    if example.startswith("#"):
        return example
    others = [make_row(key) for key in _SHOPS if f"/{key}.png" not in example]
    return HEADER + "\n".join([example, *others]) + "\n"
