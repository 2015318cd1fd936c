import pytest


@pytest.fixture(autouse=True)
def settings_of_their_own(tmp_path_factory, monkeypatch):
    """What is remembered of columns stays in the test."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setattr("planner.importing.backlog.remembering.user_config_path", lambda *_, **__: folder)
    return folder
