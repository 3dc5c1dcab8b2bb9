"""The SQL: tables, queries, migrations.  Facts go in and come out; nobody else knows a table.

What others call, by module (nothing is imported here: SQLAlchemy takes its time, and ``--help`` needs none):

- `database`: ``Database(url)`` with ``migrate()``, ``check()``, ``read()``, ``begin(who=, at=, cause=)``,
  ``back_up(folder, name)``, ``executor_lock(id)``
- `city`: ``read_city``, ``write_city``
- `reading`: ``read_pledges``, ``read_numbers``; `pictures`: ``read_pictures``
- `writing`: ``write_pledge``, ``remove_pledge``
- `drafts`: ``next_version``, ``find_draft_by_inputs``, ``newest_drafts``, ``list_drafts``, ``read_draft``,
  ``read_document``, ``add_draft``
- `changes`: ``read_changes``, ``read_changes_of``; `undoing`: ``turn_back``
- `occurrences`: ``ask``, ``strike``, ``waiting``, ``begin``, ``progress``, ``end``; `schedule`: ``pause``,
  ``resume``; `replicas`: ``register``, ``seen``, ``end_replica``, ``live_replicas``
- `outbox`: ``add_letter``, ``claim``, ``hold``, ``release``, ``retry``; `sending`: ``begin_data``,
  ``mark_sent`` and its like, ``release_dead``; `suppressions`, `letters`: lists
- `notices`: ``tell``, ``read_told``, ``add_answer``, ``read_answers``; `letter_templates`
- `errors`: all that may go wrong, as `gongyak.errors.GongyakError`

The functions take the session of a unit of work and never end it.
"""
