"""Questionnaire: steps a second of processor time, beside a session wizard of django-formtools with the questions."""

import http.client
import json
import os
import re
import sys
from urllib.parse import urlencode

from benchmarks.machine import LOAD_CORE, VAR, core_time, django, environment, free_port, missing, running

JOURNEYS = 40
CALM = ("none", "no", "me")  # answers that lead through the most questions


def run():
    """Walk one long journey many times through each, and count what the server spent on a step."""
    if missing("taskset"):
        return
    os.sched_setaffinity(0, {int(LOAD_CORE)})
    steps = longest_journey()
    VAR.mkdir(parents=True, exist_ok=True)
    (VAR / "wizard.json").write_text(json.dumps(steps))
    (VAR / "wizard.sqlite3").unlink(missing_ok=True)
    ways = {
        "wizard, session in SQLite": ("benchmarks.wizard:application", through_wizard),
        "this site, with htmx": ("calcinosis_site.wsgi:application", through_ours_by_htmx),
        "this site, without scripts (two requests a step)": ("calcinosis_site.wsgi:application", through_ours),
    }
    first = None
    print(f"  {len(steps)} questions, {JOURNEYS} journeys")
    for name, (module, walk) in ways.items():
        port = free_port()
        with running(*django(module, port), port=port) as server:
            walk(Reader(port), steps)  # what is read and compiled once is not counted
            before = core_time(server.pid)
            for _ in range(JOURNEYS):
                walk(Reader(port), steps)
            seconds = (core_time(server.pid) - before) / (JOURNEYS * len(steps))
        first = first or seconds
        print(
            f"  {name:<58} {1 / seconds:>9,.0f} steps/s {first / seconds:>6.1f}x {1000 * seconds:>6.1f} ms", flush=True
        )


def longest_journey():
    """The questions that someone meets who answers calmly, with their words and the answers given."""
    os.environ.update(environment(), DJANGO_SETTINGS_MODULE="calcinosis_site.settings")
    import django as framework

    framework.setup()
    from education.questionnaire.current import current

    rules, answers = current(), {}
    while due := rules.journey(answers).due:
        answers[due.id] = (next((option for option in CALM if option in due.options), due.options[0]),)
    words = rules.words.questions
    return [
        {
            "id": question,
            "kind": rules.questionnaire.by_id[question].kind,
            "title": words[question].title.me,
            "options": [(option, words[question].options[option].label.me) for option in words[question].options],
            "answer": answer[0],
        }
        for question, answer in answers.items()
    ]


class Reader:
    """A client with a cookie jar and nothing more."""

    def __init__(self, port):
        self.port, self.cookies = port, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, path, form=None, **headers):
        """Ask, and return the answer's status, headers and words."""
        headers = {"Host": f"localhost:{self.port}", "Sec-Fetch-Site": "same-origin", **headers}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if body else "GET", path, body, headers)
        answer = self.connection.getresponse()
        words = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.status >= 400:
            sys.exit(f"{path} answered {answer.status}:\n{words[:400]}")
        return answer, words


def hidden(words, name):
    """The value of a hidden field."""
    field = re.search(rf'<input[^>]+name="{name}"[^>]*>', words)
    return re.search(r'value="([^"]*)"', field[0])[1] if field else ""


def through_wizard(reader, steps):
    """One request a step: the answer to a step is the next one."""
    _, words = reader.ask("/")
    for step in steps:
        form = {
            "csrfmiddlewaretoken": hidden(words, "csrfmiddlewaretoken"),
            "wizard-current_step": step["id"],
            f"{step['id']}-answer": step["answer"],
        }
        _, words = reader.ask("/", form)
    if words != "done":
        sys.exit("the wizard did not come to its end")


def through_ours_by_htmx(reader, steps):
    """One request a step, as a browser with scripts sends it."""
    _, words = reader.ask(f"/check/{steps[0]['id']}/")
    for step in steps:
        form = {"before": hidden(words, "before"), "answer": step["answer"]}
        _, words = reader.ask(f"/check/{step['id']}/", form, **{"HX-Request": "true"})


def through_ours(reader, steps):
    """Two requests a step: the answer, and the page it leads to."""
    _, words = reader.ask(f"/check/{steps[0]['id']}/")
    for step in steps:
        form = {"before": hidden(words, "before"), "answer": step["answer"]}
        answer, _ = reader.ask(f"/check/{step['id']}/", form)
        _, words = reader.ask(answer.headers["Location"])
