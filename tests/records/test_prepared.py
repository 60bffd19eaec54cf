"""Statements with the server's own parameters, alone and together."""

import pytest
from django.db import DatabaseError, transaction
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
    with prepared.together(), transaction.atomic(durable=True):
        prepared.run("CREATE TEMPORARY TABLE noted (word text)")
        prepared.run("INSERT INTO noted VALUES (%s)", "one")
        prepared.run("UPDATE noted SET word = word || %s", " more")
        told = prepared.fetch("SELECT word FROM noted")
        prepared.run("DROP TABLE noted")

    assert told == [("one more",)]


@prepared.together()
@transaction.atomic(durable=True)
def makes_a_table_and_breaks():
    prepared.run("CREATE TABLE never_there (word text)")
    prepared.run("SELECT 1 / %s::int", 0)


@pytest.mark.django_db(transaction=True)
def test_what_broke_unseen_is_told_by_the_commit_and_undoes_everything():
    with pytest.raises(DatabaseError, match="division by zero"):
        makes_a_table_and_breaks()

    assert prepared.fetch("SELECT to_regclass('never_there')::text") == [(None,)]
