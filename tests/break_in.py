"""Changes the database behind the back of the actions; the end of the test takes it all back."""

from django.db import connection


def run_sql(*statements):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # tables can be altered after that alone
        for statement in statements:
            cursor.execute(statement)
