"""Statements with the server's own parameters, alone and together."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antrean.records import prepared

ANY_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | ANY_TEXT | st.sampled_from(['"', "\\", "NULL", "{a,b}", "", " "])))
def test_any_texts_come_back_from_the_server_as_they_were(texts):
    found = prepared.fetch("SELECT unnest(%s::text[])", prepared.texts(texts))

    assert [row[0] for row in found] == texts


@pytest.mark.django_db(transaction=True)
def test_statements_sent_together_are_done_in_their_order():
    with transaction.atomic(durable=True), prepared.together():
        prepared.run("CREATE TEMPORARY TABLE noted (word text)")
        prepared.run("INSERT INTO noted VALUES (%s)", "one")
        prepared.run("UPDATE noted SET word = word || %s", " more")
        told = prepared.fetch("SELECT word FROM noted")
        prepared.run("DROP TABLE noted")

    assert told == [("one more",)]


@transaction.atomic(durable=True)
@prepared.together()
def makes_a_table_and_breaks():
    prepared.run("CREATE TABLE never_there (word text)")
    prepared.run("SELECT 1 / %s::int", 0)


@pytest.mark.django_db(transaction=True)
def test_what_broke_unseen_is_told_at_the_end_and_undoes_everything():
    prepared.fetch("SELECT 1")
    line = connection.connection
    with pytest.raises(DatabaseError, match="division by zero"):
        makes_a_table_and_breaks()

    assert connection.connection is line
    assert prepared.fetch("SELECT to_regclass('never_there')::text") == [(None,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("then", ["SELECT 1", "SELECT 2 / 0"])
def test_what_broke_leaves_no_row_in_any_log(caplog, capfd, then):
    @transaction.atomic(durable=True)
    @prepared.together()
    def breaks():
        prepared.run("CREATE TEMPORARY TABLE noted (word text CHECK (word = 'right'))")
        prepared.run("INSERT INTO noted VALUES (%s)", "a secret")
        prepared.fetch(then)

    with pytest.raises(DatabaseError):
        breaks()

    assert "a secret" not in caplog.text + "".join(capfd.readouterr())
