"""The SQL: tables, queries, migrations.  Facts go in and come out; nobody else knows a table."""
