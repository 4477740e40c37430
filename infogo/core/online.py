"""Changes of the schema that keep nobody waiting while officers and citizens go on working."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddIndex
from django.db.migrations.state import ProjectState


class AddIndexOnline(AddIndex):
    """Add an index to a table that is in use; its migration says ``atomic = False``.

    PostgreSQL builds it concurrently: writers go on, and an interrupted build is dropped and made
    again by the same migration. SQLite, which has one writer anyway, builds it as usual.
    """

    atomic = False

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Build the index."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        editor: Any = schema_editor
        if self.allow_migrate_model(editor.connection.alias, model):
            # What an interrupted build left is there, is invalid, and serves nobody.
            name = editor.quote_name(self.index.name)
            editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            editor.add_index(model, self.index, concurrently=True)

    def describe(self) -> str:
        """Say what it does."""
        return f"Build index {self.index.name} on {self.model_name} while it is in use"
