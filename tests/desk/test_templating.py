"""Templates: kept under their names, filled in for a wire, brought in and written out."""

import pytest

from editor_app.desk import templating, viewing
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.problems import Problem
from editor_app.domain.templates import Template, open_fields
from tests.desk.sample import add

COURT = Template("A court's finding", "On {date} a court found, as {source} reports: {quote}.")


def code_of(act, *given, **named):
    with pytest.raises(Problem) as caught:
        act(*given, **named)
    return caught.value.code


def test_templates_are_kept_by_name_and_stay(desk):
    templating.keep(desk, Template(" b ", " Two. "))
    templating.keep(desk, COURT)
    assert templating.templates(desk) == [COURT, Template("b", "Two.")]
    path, settings = desk.path, desk.settings_file
    desk.close()
    with open_desk(path, access=Access.READ, settings_file=settings) as again:
        assert templating.templates(again) == [COURT, Template("b", "Two.")]
        assert code_of(templating.keep, again, Template("c", "Three.")) == "opened_to_read"


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (Template(" ", "Text."), "template_without_name"),
        (Template("n" * 81, "Text."), "template_name_too_long"),
        (Template("Name", " \n"), "template_without_text"),
        (Template("Name", "By {author}."), "template_unknown_field"),
        (Template("Name", "a\x00b"), "text_unusable"),
        (COURT, "template_name_taken"),
    ],
)
def test_what_cannot_be_a_template_is_refused_and_nothing_kept(desk, template, code):
    templating.keep(desk, COURT)
    assert code_of(templating.keep, desk, template) == code
    assert templating.templates(desk) == [COURT]


def test_a_template_can_be_written_anew_and_renamed_and_thrown_away(desk):
    templating.keep(desk, COURT)
    templating.keep(desk, Template(COURT.name, "New."), instead_of=COURT.name)
    templating.keep(desk, Template("Other", "New."), instead_of=COURT.name)
    assert templating.templates(desk) == [Template("Other", "New.")]
    assert code_of(templating.keep, desk, COURT, instead_of="gone") == "no_such_template"
    assert templating.remove(desk, "Other") == Template("Other", "New.")
    assert templating.templates(desk) == []
    assert code_of(templating.remove, desk, "Other") == "no_such_template"


def test_fields_are_filled_with_what_the_wire_says(desk, ids):
    view = viewing.view(desk, ids["000.txt"])
    filled = COURT.filled(templating.values_for(view, "the  chatbot\nerred"))
    assert filled == "On 10 May 2026 a court found, as some-office reports: “the chatbot erred”."


def test_a_field_without_a_value_stays_visible(desk):
    article = add(desk, {"plain.txt": b"Only a text.\n"})["plain.txt"]
    filled = COURT.filled(templating.values_for(viewing.view(desk, article), ""))
    assert filled == COURT.text
    assert open_fields(filled + " {quote} {other} {}") == ("{date}", "{source}", "{quote}")


def test_what_is_filled_in_is_not_read_for_fields_again():
    assert Template("n", "{headline}").filled({"headline": "On {source}"}) == "On {source}"


def test_templates_go_out_to_a_file_and_come_in_elsewhere(desk, tmp_path):
    tricky = Template('With "quotes"', 'Line one\n\n"""three""" \\ {source}')
    for template in (COURT, tricky):
        templating.keep(desk, template)
    file = tmp_path / "templates.toml"
    assert templating.export_file(desk, file) == 2
    assert code_of(templating.export_file, desk, file) == "target_exists"
    assert templating.import_file(desk, file) == templating.Imported((), 2)
    templating.remove(desk, COURT.name)
    templating.keep(desk, Template(COURT.name, "Another text."))
    assert templating.import_file(desk, file) == templating.Imported((f"{COURT.name} (2)",), 1)
    assert Template(f"{COURT.name} (2)", COURT.text) in templating.templates(desk)
    assert tricky in templating.templates(desk)


def test_a_text_file_is_one_template_named_as_it_is(desk, tmp_path):
    (tmp_path / "No event.txt").write_bytes(b"\xef\xbb\xbfNo event is named.\r\nOnly talk.\r\n")
    templating.import_file(desk, tmp_path / "No event.txt")
    assert templating.templates(desk) == [Template("No event", "No event is named.\nOnly talk.")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.toml", b"not toml", "template_file_unfit"),
        ("a.toml", b"templates = 3", "template_file_unfit"),
        ("a.toml", b'[[templates]]\nname = "a"', "template_file_unfit"),
        ("a.toml", b'[[templates]]\nname = "a"\ntext = "{who}"', "template_unknown_field"),
        (
            "a.toml",
            b'[[templates]]\nname = "a"\ntext = "x"\n[[templates]]\nname = ""\ntext = "y"',
            "template_without_name",
        ),
        ("a.txt", b"\xff\xfe\x00", "template_file_unfit"),
        ("a.txt", b"", "template_without_text"),
        ("missing.toml", None, "template_file_unreadable"),
    ],
)
def test_a_file_that_does_not_hold_brings_nothing_in(desk, tmp_path, name, data, code):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert code_of(templating.import_file, desk, tmp_path / name) == code
    assert templating.templates(desk) == []
