"""Handouts are made before anyone asks for them, in an order, within a room, and each once."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from education.handouts import ahead, engine, press, shelf
from education.handouts.handout import Handout
from education.sharing.clinics import clinic
from education.sharing.links import SHEETS, code
from education.sharing.sets import all_sets
from tests.conftest import ROOT


@pytest.fixture
def fewer(monkeypatch, quick):
    """Standard print on A4 for one clinic: enough to see what is made. Gives what the engine was asked for."""
    monkeypatch.setattr(ahead, "SIZES", ("standard",))
    monkeypatch.setattr(ahead, "PAPERS", ("a4",))
    monkeypatch.setattr(ahead, "all_clinics", lambda: {"northgate": clinic("northgate")})
    laid_out = []
    monkeypatch.setattr(engine, "pdf", lambda html: laid_out.append(html) or b"%PDF-" + html[:99].encode())
    return laid_out


def test_what_is_likeliest_comes_first(library):
    order = list(ahead.handouts())
    first = [handout.what for handout in order[:6]]
    assert first[0] == "overview+treatment+self-care+questions-to-ask+when-to-get-help"
    assert first[5] == "when-to-get-help"
    assert order[6].kind == "basics"
    sizes = [handout.size for handout in order]
    assert sizes == sorted(sizes, reverse=True)  # standard, then large
    papers = [handout.paper for handout in order if handout.clinic == "riverside" and handout.size == "standard"]
    assert papers == sorted(papers, reverse=True)  # in New York letter, then A4


def test_every_page_sheet_paper_size_and_clinic_has_its_turn_once(library):
    order = list(ahead.handouts())
    assert len(set(order)) == len(order)
    turns = Counter((one.kind, one.clinic, one.what) for one in order)
    for clinic_id in (None, "riverside", "northgate"):
        for page in library.pages.values():
            assert turns["pages", clinic_id, code(page)] == turns["basics", clinic_id, code(page)] == 4
        for sheet in SHEETS:
            assert turns["sheet", clinic_id, sheet] == 4


def test_what_is_kept_is_not_made_again(fewer, capsys):
    call_command("handouts")
    assert len(fewer) > 100
    fewer.clear()
    call_command("handouts")
    assert fewer == []
    assert "handouts are ready" in capsys.readouterr().out


@pytest.mark.parametrize("clinic_id", [None, "northgate"])
def test_a_choice_that_nobody_asked_for_before_then_needs_only_its_cover(fewer, clinic_id):
    call_command("handouts")
    fewer.clear()
    press.pdf(Handout("pages", "faq+recovery+types.calciphylaxis+outlook", clinic_id))
    press.pdf(Handout("basics", "faq+recovery", clinic_id))
    assert len(fewer) == 1
    assert "In this handout" in fewer[0]


def test_when_the_room_is_full_the_likeliest_are_kept(fewer, monkeypatch, capsys):
    monkeypatch.setattr(shelf, "PARTS", shelf.Shelf("parts", 2000))
    call_command("handouts")
    assert "There is no room for more" in capsys.readouterr().out
    asked = len(fewer)
    assert asked < 50
    call_command("handouts")
    assert len(fewer) <= asked + 20  # it does not go round for ever
    first = next(ahead.handouts())
    assert shelf.WHOLE.take(press.etag(first))


def test_a_machine_without_pango_is_told_so_in_one_line(monkeypatch, empty_shelf):
    def lacking():
        raise engine.Unavailable("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(engine, "_weasyprint", lacking)
    with pytest.raises(CommandError, match="can't be made on this machine: cannot load library 'libpango"):
        call_command("handouts")
    ahead.warm_up()  # and the server goes on


def test_it_ends_when_the_server_that_started_it_is_gone(tmp_path):
    command = [sys.executable, "manage.py", "handouts", "--skip-checks", "--beside=1"]
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "calcinosis_site.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "handouts").exists()


def test_a_server_that_is_warm_has_read_what_staff_give_to_patients(monkeypatch, quick, library):
    ahead.warm_up()
    monkeypatch.setattr(shelf, "_hash", lambda html: pytest.fail("was not read before"))
    for ready in all_sets("en").values():
        for page_id in ready.pages:
            press.etag(Handout("pages", code(library.pages[page_id])))
