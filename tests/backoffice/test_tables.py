"""The back office's tables: reference rows can be changed, people cannot be seen."""

from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.functional import Promise

from antrean.domain.hall.stages import PASSPORT_STAGES
from antrean.records import ledger
from antrean.records.hall.plans import plan_of
from antrean.records.models import (
    Account,
    Capacity,
    Closure,
    Duty,
    LedgerEntry,
    Notice,
    OpeningHours,
    PassportType,
    PoolShare,
    StagePlan,
)
from tests.factories import make_account, make_office

pytestmark = pytest.mark.django_db

ROOT = "/kantor-belakang/records"
NO_PEOPLE = {"applicant", "application", "appointment", "account", "liveapplication"}


@pytest.fixture
def office():
    return make_office()


def post(client, table, form, *, path="add/"):
    return client.post(f"{ROOT}/{table}/{path}", form)


def capacity(office, **others):
    form = {"office": office.pk, "seats_per_day": 130, "booths": 2, "per_booth": 65}
    form |= {"basis": "assumption", "source": "uji", "valid_from": "2026-11-02"}
    return form | others


def test_people_and_their_applications_are_not_among_the_tables():
    shown = {table._meta.model_name for table in admin.site._registry}

    assert not shown & NO_PEOPLE
    assert {table._meta.app_label for table in admin.site._registry} == {"records"}


def test_every_list_and_every_empty_form_can_be_opened(inside):
    for table, shown_as in admin.site._registry.items():
        address = f"{ROOT}/{table._meta.model_name}/"
        read_only = not shown_as.has_add_permission(inside.get(address).wsgi_request)

        assert inside.get(f"{address}add/").status_code == (403 if read_only else 200)


def test_tables_and_columns_are_named_in_the_readers_language():
    columns = [
        (table._meta.model_name, field.name)
        for table, shown_as in admin.site._registry.items()
        for field in table._meta.fields
        if not field.auto_created and not isinstance(field.verbose_name, Promise)
    ]
    unnamed = {name for name in columns if name[0] != "notice"}

    assert unnamed == set()


def test_the_menu_stands_in_chapters(inside):
    page = inside.get("/kantor-belakang/")

    names = [chapter["name"] for chapter in page.context["app_list"]]
    assert [str(name) for name in names] == ["Kantor", "Syarat dan biaya", "Petugas", "Pengawasan"]


def test_a_capacity_is_stored_and_noted_on_the_offices_ledger(inside, office, staff):
    post(inside, "capacity", capacity(office))

    stored = Capacity.objects.get()
    entry = LedgerEntry.objects.select_related("link").get()
    assert stored.seats_per_day == 130
    assert (entry.deed, entry.subject) == ("reference_changed", f"capacity:{stored.pk}")
    assert (entry.link.scope, entry.actor) == (office.code, f"account:{staff.pk}")
    assert LogEntry.objects.get().user == staff
    assert list(ledger.broken_links()) == []


def test_a_promise_that_would_break_is_said_in_words_and_changes_nothing(inside, office):
    answer = post(inside, "capacity", capacity(office, seats_per_day=200))

    assert "bilik kali orang per bilik" in answer.content.decode()
    assert not Capacity.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_promise_on_an_empty_field_is_kept_as_well(inside, office):
    answer = post(inside, "capacity", capacity(office, booths="", per_booth=""))

    assert answer.status_code == 200
    assert "bilik kali orang per bilik" in answer.content.decode()


def test_the_same_row_twice_is_said_in_words(inside):
    share = {"pool": "regular", "percent": 70, "basis": "assumption", "source": "uji"}
    share |= {"office": "", "valid_from": "2026-11-02"}
    post(inside, "poolshare", share)

    answer = post(inside, "poolshare", share)

    assert "Baris yang sama sudah ada" in answer.content.decode()
    assert PoolShare.objects.count() == 1


def test_an_end_before_the_beginning_is_said_in_words(inside):
    paper = {"code": "ktp", "label_id": "KTP", "label_en": "Identity card", "evidence": "official"}
    paper |= {"valid_from": "2026-11-02", "valid_to": "2026-11-01", "sources": '["uji"]'}

    answer = post(inside, "document", paper)

    assert "tidak boleh sebelum tanggal mulai" in answer.content.decode()


def test_empty_lists_may_stay_empty(inside):
    book = {"code": "biasa", "label_id": "Paspor biasa", "label_en": "Regular passport"}
    book |= {"evidence": "official", "valid_from": "2026-11-02", "sources": "", "only_for": "[]"}

    post(inside, "passporttype", book)

    stored = PassportType.objects.get()
    assert (stored.only_for, stored.sources, stored.valid_to) == ([], [], None)


def test_a_day_is_closed_for_every_office_and_opened_again(inside):
    day = {"office": "", "day": "2026-12-25", "kind": "holiday", "source": "uji"}
    post(inside, "closure", day | {"name_id": "Hari Natal", "name_en": "Christmas Day"})
    closed = Closure.objects.get()

    post(inside, "closure", {"post": "yes"}, path=f"{closed.pk}/delete/")

    assert (closed.day, closed.office) == (date(2026, 12, 25), None)
    assert not Closure.objects.exists()
    assert [entry.detail for entry in LedgerEntry.objects.order_by("id")][-1] == {
        "deleted": "2026-12-25 Hari Natal"
    }


def test_the_code_of_an_office_never_changes(inside, office):
    page = inside.get(f"{ROOT}/office/{office.pk}/change/")

    assert "code" not in page.context["adminform"].form.fields


def test_hours_are_changed_at_their_office(inside, office):
    page = inside.get(f"{ROOT}/office/{office.pk}/change/")
    form = {**page.context["adminform"].form.initial, "parent": ""}
    for lines in page.context["inline_admin_formsets"]:
        form |= {f"{lines.formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    form |= {"opening_hours-TOTAL_FORMS": 1, "opening_hours-0-weekday": 0}
    form |= {"opening_hours-0-opens": "08:00", "opening_hours-0-closes": "16:00"}
    form |= {"opening_hours-0-basis": "published", "opening_hours-0-source": "uji"}
    form |= {"opening_hours-0-valid_from": "2026-11-02"}

    post(inside, "office", form, path=f"{office.pk}/change/")

    assert str(OpeningHours.objects.get().opens) == "08:00:00"


def test_a_duty_is_given_by_username_and_ended_but_never_erased(inside, office):
    make_account("petugas")
    duty = {"account": "petugas", "office": office.pk, "role": "officer"}
    since = {
        "since_at_0": "2026-11-02",
        "since_at_1": "08:00:00",
        "until_at_0": "",
        "until_at_1": "",
    }
    post(inside, "duty", duty | since)
    given = Duty.objects.get(role="officer")

    ending = {"until_at_0": "2026-11-03", "until_at_1": "16:00:00"}
    post(inside, "duty", ending, path=f"{given.pk}/change/")

    given.refresh_from_db()
    assert given.account == Account.objects.get(username="petugas")
    assert given.until_at == datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert inside.get(f"{ROOT}/duty/{given.pk}/delete/").status_code == 403


def test_a_duty_for_nobody_is_refused(inside, office):
    duty = {"account": "tidakada", "office": office.pk, "role": "officer"}

    answer = post(inside, "duty", duty | {"since_at_0": "2026-11-02", "since_at_1": "08:00:00"})

    assert "Tidak ada akun aktif" in answer.content.decode()


@pytest.fixture
def dead_letter():
    at = datetime(2026, 11, 2, tzinfo=UTC)
    return Notice.objects.create(
        ref="r1",
        kind="appointment_given",
        version=1,
        to_address="budi@contoh.example",
        language="id",
        content={"name": "Budi Rahasia"},
        state="dead",
        message_id="<r1@antrean.invalid>",
        created_at=at,
        due_at=at,
        settled_at=at,
        tries=8,
        last_error="550 no such mailbox",
    )


def test_dead_letters_are_found_without_whole_addresses_or_contents(inside, dead_letter):
    listed = inside.get(f"{ROOT}/notice/?state__exact=dead").content.decode()
    opened = inside.get(f"{ROOT}/notice/{dead_letter.pk}/change/").content.decode()

    assert "550 no such mailbox" in listed
    assert "b•••@contoh.example" in listed
    assert "budi@" not in listed + opened
    assert "Budi Rahasia" not in listed + opened


def try_again(client, letter):
    form = {"action": "try_again", "_selected_action": [letter.pk]}
    return client.post(f"{ROOT}/notice/", form, follow=True)


def test_a_dead_letter_can_be_tried_again(inside, dead_letter):
    answer = try_again(inside, dead_letter)

    dead_letter.refresh_from_db()
    assert dead_letter.state == "pending"
    assert "segera dikirim lagi" in answer.content.decode()


def test_a_letter_that_was_not_given_up_is_left_alone(inside, dead_letter):
    try_again(inside, dead_letter)

    answer = try_again(inside, dead_letter)

    assert "Hanya surat yang gagal" in answer.content.decode()


def test_the_ledger_can_be_read_and_not_written(inside, office):
    post(inside, "capacity", capacity(office))
    entry = LedgerEntry.objects.get()

    changed = post(inside, "ledgerentry", {"deed": "lain"}, path=f"{entry.pk}/change/")

    assert inside.get(f"{ROOT}/ledgerentry/").status_code == 200
    assert changed.status_code == 403
    assert inside.get(f"{ROOT}/ledgerentry/add/").status_code == 403


def test_there_is_no_erasing_of_many_rows_at_once(inside, office):
    post(inside, "capacity", capacity(office))

    page = inside.get(f"{ROOT}/capacity/").content.decode()

    assert "delete_selected" not in page


def test_the_stages_of_a_service_are_changed_by_the_head_office(inside, office):
    plan = {"office": office.pk, "service": "new", "valid_from": "2026-11-02"}

    post(inside, "stageplan", plan | {"stages": '["documents", "photo"]'})

    assert plan_of(office, service="new", day=date(2026, 12, 1)) == ["documents", "photo"]
    assert plan_of(office, service="new", day=date(2026, 11, 1)) == list(PASSPORT_STAGES)


def test_a_stage_that_nobody_knows_is_refused_in_words(inside, office):
    plan = {"office": office.pk, "service": "new", "valid_from": "2026-11-02"}

    answer = post(inside, "stageplan", plan | {"stages": '["tea"]'})

    assert "documents, photo, payment" in answer.content.decode()
    assert not StagePlan.objects.exists()
