"""No print of a cluster, however odd, gets anything but pools or an error with words; and no GPU of it is lost."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.fuzzing import effort
from tests.importing.clusters import kube_node
from tests.importing.fuzzing import READERS, read

SOME = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", READERS)
@SOME
@given(data=st.data())
def test_any_print_is_pools_or_an_error_with_words(tmp_path_factory, kind, data):
    made, reader = READERS[kind]
    reader(tmp_path_factory.getbasetemp(), data.draw(made))


@pytest.mark.parametrize("kind", READERS)
def test_what_is_made_is_not_all_refused(tmp_path_factory, kind):
    made, reader = READERS[kind]
    taken = []

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(made)
    def tried(text):
        taken.append(reader(tmp_path_factory.getbasetemp(), text))

    tried()
    assert sum(taken) >= 3


SCONTROL = "NodeName=n{k} Arch=x\n   Gres=gpu:h100:8(S:0-1)\n   State=IDLE\n   Partitions=p{k}\n\n"
GROWING = {
    "nodes of scontrol": ("n.txt", lambda n: "".join(SCONTROL.format(k=k) for k in range(n))),
    "nodes of sinfo": ("n.txt", lambda n: f"NODELIST|STATE|GRES|PARTITION\ng[1-{n}]|idle|gpu:h100:8|p\n"),
    "brackets": ("n.txt", lambda n: f"NODELIST|STATE|GRES|PARTITION\n{'[' * n}|idle|gpu:h100:{'(' * n}|p\n"),
    "cards": ("n.csv", lambda n: "node,model,gpus\n" + "".join(f"n{k},G{k},8\n" for k in range(n))),
    "labels": ("n.json", lambda n: json.dumps(kube_node("n", {f"l{k}": "x" for k in range(n)}, {"nvidia.com/gpu": 8}))),
    "depth": ("n.json", lambda n: "[" * n),
}  # fmt: skip


@pytest.mark.parametrize("kind", GROWING)
def test_twice_the_cluster_is_about_twice_the_work(tmp_path, kind):
    name, written = GROWING[kind]
    small, large = written(400), written(800)
    read(tmp_path, written(50), name)
    assert effort(lambda: read(tmp_path, large, name)) <= 2.4 * effort(lambda: read(tmp_path, small, name)) + 200
