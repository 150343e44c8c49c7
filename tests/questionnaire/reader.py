"""A reader of the questionnaire: opens its pages, ticks boxes and goes where the site leads, plainly or by htmx."""

import re
from functools import cache
from html import unescape
from itertools import product

from django.http import HttpResponse
from django.test import Client

from education.questionnaire.answers import Given, keep
from education.questionnaire.current import current
from education.questionnaire.engine import journey

QUIET = ("me", "none", "no", "told-and-plan", "only-heel", "25-or-over", "3-months-or-over")


class Reader:
    """Walks the questionnaire through Django's client, with CSRF checks on. `htmx=True` asks as htmx does."""

    def __init__(self, htmx=False, **headers):
        self.client = Client(enforce_csrf_checks=True)
        self.htmx = htmx
        self.headers = {**({"HX-Request": "true"} if htmx else {}), **headers}
        self.response = None
        self.address = ""

    def open(self, address):
        """Go to an address, and on from there as a browser does."""
        self.address = address
        return self._follow(self.client.get(address, headers=self.headers))

    def send(self, address, **body):
        """Post a form to an address."""
        self.address = address
        return self._follow(self.client.post(address, body, headers=self.headers))

    def answer(self, *options):
        """Tick these on the page of a question, and continue."""
        return self.send(self.action, answer=options, before=self.before)

    def walk(self, answers):
        """Answer every question that is asked, from the start to the result."""
        self.open("/check/who/")
        while self.question:
            self.answer(*answers[self.question])
        return self

    def at_the_end_of(self, answers):
        """Stand at the result of these answers, as if every step had been taken."""
        response = HttpResponse()
        keep(response, Given(answers), current())
        self.client.cookies.update(response.cookies)
        return self.open("/check/result/")

    def _follow(self, response):
        while response.status_code in (302, 303):
            self.address = response.headers["Location"]
            response = self.client.get(self.address, headers=self.headers)
        pushed = response.headers.get("HX-Push-Url", "false")
        self.address = self.address if pushed == "false" else pushed
        self.response = response
        return self

    @property
    def status(self):
        return self.response.status_code

    @property
    def html(self):
        return self.response.content.decode()

    @property
    def inside(self):
        """The inside of the page, without the frame that every page has."""
        if self.htmx:
            return self.html.partition("</title>")[2].strip()
        return re.search(r'<div id="step">(.*)</div>\s*</main>', self.html, re.S)[1].strip()

    @property
    def title(self):
        return unescape(re.search(r"<title>(.*?)</title>", self.html, re.S)[1])

    @property
    def words(self):
        return plain(self.inside)

    @property
    def question(self):
        """The id of the question on the page, or None."""
        form = re.search(r'action="/check/([\w-]+)/" class="flow"', self.inside)
        return form and form[1]

    @property
    def action(self):
        return f"/check/{self.question}/"

    @property
    def before(self):
        return re.search(r'name="before" value="(\w+)"', self.inside)[1]

    @property
    def ticked(self):
        return set(re.findall(r'value="([\w-]+)" checked', self.inside))


def plain(html):
    """The words of HTML, tags dropped and white space evened out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def some_answers(rules, chance, quiet=0.7):
    """Return a whole journey's answers by chance: with more quiet ones, so that most come to an end late."""
    given = {}
    while question := journey(rules, given).due:
        calm = [option for option in question.options if option in QUIET]
        free = [option for option in question.options if option not in question.exclusive]
        if calm and chance.random() < quiet and question.id != "who":
            given[question.id] = (calm[0],)
        elif question.kind == "one" or chance.random() < 0.15:
            given[question.id] = (chance.choice(question.options),)
        else:
            given[question.id] = tuple(chance.sample(free, min(len(free), chance.choice((1, 1, 2, 3)))))
    return given


@cache
def answers_that_show_everything():
    """Return whole journeys that together show every piece of guidance; each shows one that those before it don't."""
    rules, seen, found = current().questionnaire, set(), []
    for piece in rules.guidance:
        if piece.id in seen:
            continue
        for wanted in ways_to(rules, piece.when):
            given = quiet_answers(rules, wanted)
            shown = {other.id for other in journey(rules, given).guidance}
            if piece.id in shown:
                seen |= shown
                found.append(given)
                break
    return found


def ways_to(rules, condition):
    """Yield answers that fulfill a condition, with the answers that lead to its questions."""
    for row in condition:
        for options in product(*row.values()):
            yield from led_to(rules, dict(zip(row, options, strict=True)), list(row))


def led_to(rules, wanted, questions):
    """Yield these answers, completed so that each of these questions is asked."""
    if not questions:
        yield wanted
        return
    ask_when = rules.by_id[questions[0]].ask_when
    for row in ask_when or [{}]:
        if all(wanted.get(key, options[0]) in options for key, options in row.items()):
            new = {key: options[0] for key, options in row.items() if key not in wanted}
            yield from led_to(rules, {**wanted, **new}, [*questions[1:], *new])


def quiet_answers(rules, wanted):
    """Return a whole journey with these answers, and quiet ones to all other questions."""
    given = {}
    while question := journey(rules, given).due:
        calm = [option for option in question.options if option in QUIET]
        given[question.id] = (wanted.get(question.id) or (calm or question.options)[0],)
    return given
