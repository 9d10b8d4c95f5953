"""Names of people on file, found in a text whatever their number."""

from __future__ import annotations

from collections.abc import Mapping

import ahocorasick

from policies_kb.model.record import Coverage


class Names:
    """The people whom the notices name as contacts, each with what their notice covers."""

    def __init__(self, people: Mapping[str, Coverage]) -> None:
        self._people = tuple(people.items())
        places: dict[str, tuple[int, ...]] = {}
        for place, (person, _) in enumerate(self._people):
            places[person.lower()] = (*places.get(person.lower(), ()), place)
        self._automaton = ahocorasick.Automaton()
        for word, found in places.items():
            self._automaton.add_word(word, found)
        self._automaton.make_automaton()

    def in_text(self, text: str) -> list[tuple[str, Coverage]]:
        """Those whose name stands in the text (in lower case), in the order of the notices."""
        if not self._people:
            return []
        found = {place for _, places in self._automaton.iter(text) for place in places}
        return [self._people[place] for place in sorted(found)]
