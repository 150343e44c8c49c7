"""Runs every possible journey at once, so that what holds here holds for each single one.

There are far too many journeys to walk one by one. But two answers that no rule tells apart lead to the same place, and
two journeys with the same future can be followed as one. So a state is only what can still matter: which rows of
conditions are not yet lost, and the highest urgency so far. `follow` walks all states question by question and counts
the journeys behind each; `follow_pairs` walks two journeys side by side that differ in one answer.

It is written on its own, without the engine; `test_every_journey.py` holds it against the engine as well.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain, product
from typing import NamedTuple

from education.questionnaire.model import Question, Questionnaire, rank

Answer = frozenset[str]
EMERGENCY = rank("emergency")


class State(NamedTuple):
    """What can still matter: rows not yet lost (a bit each), the highest rank so far, and marks that a test chose."""

    rows: int
    rank: int = 0
    mark: int = 0


def answers(question: Question) -> Iterator[Answer]:
    """Yield every answer that the form can send."""
    if question.kind == "one":
        yield from (frozenset([option]) for option in question.options)
        return
    yield from (frozenset([option]) for option in question.exclusive)
    free = [option for option in question.options if option not in question.exclusive]
    for number in range(1, 1 << len(free)):
        yield frozenset(option for bit, option in enumerate(free) if number >> bit & 1)


class EveryJourney:
    """The rules as bits. A row is lost as soon as one of its cells is not met, and decided at its last question."""

    def __init__(self, questionnaire: Questionnaire, marked: Callable[[str, Answer], int] = lambda *_: 0):
        self.questions = questionnaire.questions
        self.marked = marked
        order = {question.id: number for number, question in enumerate(self.questions)}
        self.needs = defaultdict(list)  # question -> [(row, options)]
        self.decided = defaultdict(list)  # question -> [(row, rank)], the row's last question
        self.asks = {}  # question -> its ask_when rows
        rows = 0
        for piece in questionnaire.guidance:
            for row in piece.when:
                self._add(1 << rows, row)
                self.decided[max(row, key=order.get)].append((1 << rows, rank(piece.urgency)))
                rows += 1
        for question in self.questions:
            self.asks[question.id] = None if question.ask_when is None else 0
            for row in question.ask_when or ():
                self._add(1 << rows, row)
                self.asks[question.id] |= 1 << rows
                rows += 1
        self.start = State((1 << rows) - 1)
        self.up_to = [0] * (EMERGENCY + 1)  # guidance rows that cannot raise a rank any more
        for pairs in self.decided.values():
            for row, level in pairs:
                for higher in range(level, EMERGENCY + 1):
                    self.up_to[higher] |= row

    def _add(self, bit, row):
        for key, options in row.items():
            self.needs[key].append((bit, frozenset(options)))

    def asked(self, state: State, question: Question) -> bool:
        """Tell whether this journey meets the question."""
        rows = self.asks[question.id]
        return state.rank < EMERGENCY and (rows is None or bool(state.rows & rows))

    @cached_property
    def kinds(self) -> dict[str, dict[tuple[int, int], list[Answer]]]:
        """The answers to each question, those together that no rule and no mark tells apart."""
        found = {}
        for question in self.questions:
            groups = defaultdict(list)
            for answer in answers(question):
                groups[self.lost(question, answer), self.marked(question.id, answer)].append(answer)
            found[question.id] = groups
        return found

    def lost(self, question: Question, answer: Answer) -> int:
        """Return the rows that an answer (or none, when the question is passed over) rules out."""
        return sum(bit for bit, options in self.needs[question.id] if not options & answer)

    def step(self, state: State, question: Question, lost: int, mark: int = 0) -> State:
        """Return the state after an answer that rules out these rows."""
        if state.rank == EMERGENCY:
            return state
        rows = state.rows & ~lost
        level = max([state.rank, *(level for row, level in self.decided[question.id] if rows & row)])
        rows &= ~self.up_to[level] & ~(self.asks[question.id] or 0)
        for row, _ in self.decided[question.id]:
            rows &= ~row
        return State(0 if level == EMERGENCY else rows, level, state.mark | mark)

    def moves(self, state: State, question: Question) -> list[State]:
        """Return the next state for each kind of answer; only one when the question is passed over."""
        if not self.asked(state, question):
            return [self.step(state, question, self.lost(question, frozenset()))]
        return [self.step(state, question, *kind) for kind in self.kinds[question.id]]

    def follow(self) -> Iterator[tuple[Question, Counter, Counter]]:
        """Yield, after each question, the number of journeys in each state, in full and with like answers merged."""
        full, merged = Counter({self.start: 1}), Counter({self.start: 1})
        for question in self.questions:
            next_full, next_merged = Counter(), Counter()
            ways = [len(group) for group in self.kinds[question.id].values()]
            for state, count in full.items():
                following = self.moves(state, question)
                for next_state, number in zip(following, ways if self.asked(state, question) else [1], strict=True):
                    next_full[next_state] += count * number
                    next_merged[next_state] += merged[state]
            full, merged = next_full, next_merged
            yield question, full, merged

    def follow_pairs(self, changes: Callable[[Question], Iterator[tuple[Answer, Answer]]]) -> set[tuple[State, State]]:
        """Return the ends of all pairs of journeys of which the second differs by one change and what follows from it.

        `changes` gives, for a question, the pairs of answers to compare. Where only one of the 2 journeys is asked
        something, every answer is tried. Pairs that have come together again are left out, for they end alike; and
        pairs of which the second is an emergency, for nothing is higher.
        """
        reached, pairs = {self.start}, set()
        for question in self.questions:
            moves = {state: self.moves(state, question) for state in reached}
            following = set()
            for one, other in pairs:
                if self.asked(one, question) and self.asked(other, question):
                    following.update(zip(moves[one], moves[other], strict=True))
                else:
                    following.update(product(moves[one], moves[other]))
            number = {answer: place for place, group in enumerate(self.kinds[question.id].values()) for answer in group}
            differ = {(number[before], number[after]) for before, after in changes(question)}
            for state in reached:
                if self.asked(state, question):
                    following.update((moves[state][before], moves[state][after]) for before, after in differ)
            pairs = {(one, other) for one, other in following if one != other and other.rank < EMERGENCY}
            reached = set(chain.from_iterable(moves.values()))
        return pairs
