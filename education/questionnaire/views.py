"""Shows the questionnaire: one question a page, then the guidance that fits. The engine decides what to show.

A request is answered from its cookie alone. Plain requests and those of htmx share every line: htmx gets the inside of
the same page, and is led on without a redirect.
"""

from dataclasses import replace
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from education import catalog
from education.sharing.clinics import clinic

from . import answers, engine, results, steps
from .answers import Given
from .current import Current, current
from .private import private
from .showing import as_part, show, show_step


@require_safe
def sheet(request):
    """Show the same text as a list of signs to tick on paper: the same for everyone, so it is built once."""
    tiers = [
        (urgency, [piece for piece in catalog.library().guidance.values() if piece.urgency == urgency])
        for urgency in catalog.library().urgencies.values()
    ]
    meanwhile = results.part_of_page(results.HELP_PAGE, "meanwhile")
    context = {"tiers": tiers, "meanwhile": meanwhile, "help_page": catalog.library().pages.get(results.HELP_PAGE)}
    return render(request, "check/sheet.html", context)


@private
@require_safe
def start(request):
    """Say what the questions are and what they are not."""
    if settings.CHECKLIST_MODE:
        return sheet(request)
    rules = current()
    found = answers.read(request, rules)
    given = found or Given()
    journey = rules.journey(given.answers)
    asked_for = request.GET.get("clinic", "")
    context = {
        "title": _("Which advice fits?"),
        "again": "again" in request.GET,
        "first": steps.address_of(rules.questionnaire.questions[0]),
        "next": steps.address_of(journey.due) if journey.asked else "",
    }
    chosen = clinic(asked_for)
    response = show(request, "start", context, chosen or clinic(given.clinic))
    if chosen:
        answers.keep(response, replace(given, clinic=chosen.id), rules)
    elif found is None:
        answers.forget(request, response)
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, question_id: str):
    """Ask one question, or take its answer."""
    if settings.CHECKLIST_MODE:
        return lead_to(reverse("check"))
    rules = current()
    question = rules.questionnaire.by_id.get(question_id)
    if not question:
        raise Http404
    given = answers.read(request, rules)
    if given is None and question != rules.questionnaire.questions[0]:
        return start_again(request)
    given = given or Given()
    journey = rules.journey(given.answers)
    earlier = steps.before(journey, question)
    if earlier is None:
        return lead_to(steps.address_of(journey.due))
    if request.method != "POST":
        return ask(request, rules, given, journey, question)
    if request.POST.get("before") != answers.digest(earlier, rules):
        return ask(request, rules, given, journey, question, mistake="changed")
    ticked = request.POST.getlist("answer")
    if mistake := engine.mistake(question, ticked):
        return ask(request, rules, given, journey, question, ticked, mistake)
    return go_on(request, rules, given.with_answer(question.id, tuple(sorted(set(ticked)))))


@private
@require_safe
def so_far(request):
    """Show the answers that were given, each with a way to change it."""
    rules = current()
    given = answers.read(request, rules)
    if settings.CHECKLIST_MODE or given is None:
        return start_again(request)
    journey = rules.journey(given.answers)
    next_address = steps.address_of(journey.due)
    context = {"title": _("My answers so far"), "said": steps.said(rules, journey), "next": next_address}
    return show(request, "answers", context, clinic(given.clinic))


def at_the_end(view):
    """Call a view only for a journey that has ended; else lead to the question that is due."""

    @wraps(view)
    def answer(request):
        if settings.CHECKLIST_MODE:
            return lead_to(reverse("check"))
        rules = current()
        given = answers.read(request, rules)
        if given is None:
            return start_again(request)
        journey = rules.journey(given.answers)
        return lead_to(steps.address_of(journey.due)) if journey.due else view(request, rules, given, journey)

    return answer


@private
@require_safe
@at_the_end
def result(request, rules: Current, given: Given, journey):
    """Show the guidance that the answers point to."""
    return show_result(request, rules, given, journey)


@private
@require_safe
@at_the_end
def notes(request, rules: Current, given: Given, journey):
    """Show the sheet for the doctor alone, to print."""
    return show(request, "notes", {"title": _("To tell my clinician"), "notes": results.notes(rules, journey)})


@private
@require_safe
@at_the_end
def notes_text(request, rules: Current, given: Given, journey):
    """Hand out the sheet for the doctor as a text file, to save."""
    kind = "text/plain; charset=utf-8"
    response = render(request, "check/notes.txt", {"notes": results.notes(rules, journey)}, content_type=kind)
    response.headers["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request):
    """Delete the answers, and say so."""
    if request.method == "POST":
        response = lead_to(reverse("check-clear"))
        answers.forget(request, response)
        return response
    return show(request, "clear", {"title": _("Clear my answers"), "any": bool(request.COOKIES.get(answers.COOKIE))})


def go_on(request, rules: Current, given: Given):
    """Lead to what comes next, with the new answers in the cookie."""
    journey = rules.journey(given.answers)
    if not as_part(request):
        response = lead_to(steps.address_of(journey.due))
    elif journey.due:
        response = ask(request, rules, given, journey, journey.due)
    else:
        response = show_result(request, rules, given, journey)
    answers.keep(response, given, rules)
    return response


def ask(request, rules: Current, given: Given, journey, question, ticked=None, mistake=""):
    """Show a question."""
    return show_step(request, steps.step(rules, journey, question, ticked, mistake), clinic(given.clinic))


def show_result(request, rules: Current, given: Given, journey):
    """Show the result. Its title says no urgency, because titles stay in a browser's history."""
    context = {
        "title": _("Your result"),
        "result": results.result(rules, journey),
        "notes": results.notes(rules, journey),
    }
    return show(request, "result", context, clinic(given.clinic), reverse("check-result"))


def lead_to(address: str):
    """Redirect, from a POST to a GET too."""
    return HttpResponseRedirect(address, status=303)


def start_again(request):
    """Lead to the start page, which says why."""
    response = lead_to(f"{reverse('check')}?again")
    answers.forget(request, response)
    return response
