"""Compose and Kubernetes: valid, closed, whole, and no request is lost when something stops."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from tests.deploy.files import DEPLOY, Thing, called, compose, manifests, pods, stages
from tools.cluster.layout import SHARED

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import kubernetes_validate

ELSEWHERE = {("Secret", "keys"), ("Secret", "certificate")}
"""Secrets that an operator brings along."""
GENERATED = {("ConfigMap", name) for name in ("nginx", "nginx-infogo", "nginx-nodes")}


def named(thing: Any) -> str:
    return f"{thing['kind']} {thing['metadata']['name']}"


@pytest.mark.parametrize("thing", manifests(), ids=named)
def test_objects_are_what_kubernetes_knows(thing: Thing) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kubernetes_validate.validate(thing, "1.32", strict=True)


def test_a_wrong_object_is_noticed() -> None:
    wrong = {**called("PodDisruptionBudget", "node"), "sepc": {}}
    with warnings.catch_warnings(), pytest.raises(kubernetes_validate.ValidationError):
        warnings.simplefilter("ignore")
        kubernetes_validate.validate(wrong, "1.32", strict=True)


@pytest.mark.parametrize(("name", "pod"), list(pods()), ids=lambda value: str(value)[:12])
def test_pods_have_no_rights_and_a_limit(name: str, pod: Thing) -> None:
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        held = container["securityContext"]
        assert held["readOnlyRootFilesystem"] is True
        assert held["allowPrivilegeEscalation"] is False
        assert held["capabilities"] == {"drop": ["ALL"]}
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        assert "memory" in container["resources"]["limits"]


def test_everything_that_is_named_is_there() -> None:
    there = {(x["kind"], x["metadata"]["name"]) for x in manifests()} | ELSEWHERE | GENERATED
    for _name, pod in pods():
        mounted = {m["name"] for c in pod["containers"] for m in c.get("volumeMounts", ())}
        assert mounted == {volume["name"] for volume in pod["volumes"]}
        sources = [source for c in pod["containers"] for source in c.get("envFrom", ())]
        wanted = {("ConfigMap", s["configMapRef"]["name"]) for s in sources if "configMapRef" in s}
        wanted |= {("Secret", s["secretRef"]["name"]) for s in sources if "secretRef" in s}
        for volume in pod["volumes"]:
            if "persistentVolumeClaim" in volume:
                wanted.add(("PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"]))
            if "secret" in volume:
                wanted.add(("Secret", volume["secret"]["secretName"]))
            if "configMap" in volume:
                wanted.add(("ConfigMap", volume["configMap"]["name"]))
            for source in volume.get("projected", {}).get("sources", ()):
                wanted.add(("ConfigMap", source["configMap"]["name"]))
        assert wanted <= there
    for thing in manifests():
        for selector in (thing.get("spec", {}).get("selector"),):
            chosen = (selector or {}).get("matchLabels", selector)
            if chosen and thing["kind"] != "Deployment":
                assert any(
                    chosen.items() <= one["spec"]["template"]["metadata"]["labels"].items()
                    for one in manifests()
                    if one["kind"] == "Deployment"
                ), named(thing)


def test_nodes_are_asked_the_right_questions_and_leave_in_peace() -> None:
    pod = dict(pods())["node"]
    web, worker = pod["containers"]
    assert web["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert web["startupProbe"]["httpGet"]["path"] == "/healthz"
    assert web["readinessProbe"]["httpGet"]["path"] == "/readyz"
    # Nobody sends requests any more before the program hears that it is to stop.
    waits = int(web["lifecycle"]["preStop"]["exec"]["command"][1])
    probe = web["readinessProbe"]
    assert waits > probe["periodSeconds"] * probe["failureThreshold"]
    assert pod["terminationGracePeriodSeconds"] >= waits + 30
    rolling = called("Deployment", "node")["spec"]["strategy"]["rollingUpdate"]
    assert rolling["maxUnavailable"] == 0
    assert "livenessProbe" not in worker


@pytest.mark.parametrize("name", ["node", "front"])
def test_a_budget_leaves_room_for_maintenance(name: str) -> None:
    replicas = called("Deployment", name)["spec"]["replicas"]
    assert 1 <= called("PodDisruptionBudget", name)["spec"]["minAvailable"] < replicas


def test_nodes_grow_with_the_load_from_what_is_started() -> None:
    scaler = called("HorizontalPodAutoscaler", "node")["spec"]
    assert scaler["scaleTargetRef"]["name"] == "node"
    assert scaler["minReplicas"] == called("Deployment", "node")["spec"]["replicas"]
    assert scaler["minReplicas"] < scaler["maxReplicas"]


def test_nodes_share_what_belongs_to_the_database_and_nothing_else() -> None:
    home = "/srv/infogo/"
    for container in dict(pods())["node"]["containers"]:
        at = {m["mountPath"]: m for m in container["volumeMounts"]}
        assert {p.removeprefix(home) for p, m in at.items() if m["name"] == "shared"} == {*SHARED}
    services = compose()["services"]
    own = set()
    for name in ("web-1", "worker-1", "web-2", "worker-2"):
        pairs = dict(reversed(volume.split(":")[:2]) for volume in services[name]["volumes"])
        own.add((name[-1], pairs.pop("/srv/infogo")))
        assert {path.removeprefix(home): volume for path, volume in pairs.items()} == dict(
            zip(sorted(SHARED), sorted(SHARED), strict=True)
        )
    assert own == {("1", "node-1"), ("2", "node-2")}


def test_compose_names_only_what_is_there() -> None:
    described = compose()
    services, volumes = described["services"], set(described["volumes"])
    for name, service in services.items():
        for other, wanted in service.get("depends_on", {}).items():
            assert other in services, name
            if wanted["condition"] == "service_healthy":
                assert "test" in services[other]["healthcheck"]
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (DEPLOY / "compose" / source).exists()
            elif not source.startswith("$"):
                assert source in volumes, name
        assert "no-new-privileges:true" in service.get("security_opt", ()) or name == "nginx"
    assert {name for name, one in services.items() if "ports" in one} == {"nginx"}
    listed = (DEPLOY / "compose" / "nodes.conf").read_text()
    assert all(f"server {name}:8000 " in listed for name in services if name.startswith("web-"))


def test_containers_of_ours_write_nowhere_but_into_their_volumes() -> None:
    ours = {name: one for name, one in compose()["services"].items() if "build" in one}
    assert len(ours) == 5
    for one in ours.values():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["tmpfs"] == ["/tmp"]  # noqa: S108  (a disk of the container's own)


def test_what_our_containers_write_to_is_theirs() -> None:
    """Docker makes what is missing in the image as root; our user could not write there."""
    made = next(rest for word, rest in stages()[-1] if word == "RUN" and "install -d" in rest)
    words = made.split("cd /srv && install -d -o infogo -g infogo -m 750 ")[1].split()
    for service in compose()["services"].values():
        if "build" in service:
            for volume in service["volumes"]:
                assert volume.split(":")[1].removeprefix("/srv/") in words


def test_a_database_that_no_network_reaches_is_not_ready() -> None:
    for name in ("postgres", "replica"):
        asked = compose()["services"][name]["healthcheck"]["test"]
        assert asked[asked.index("-h") + 1] == "127.0.0.1"


def test_the_key_of_packs_comes_from_outside_the_image_and_its_volumes() -> None:
    described = compose()
    for name in ("web-1", "worker-1", "web-2", "worker-2"):
        service = described["services"][name]
        assert service["secrets"] == ["packs.key"]
        assert service["environment"]["INFOGO_PACK_KEY"] == "/run/secrets/packs.key"
    assert set(described["secrets"]) == {"packs.key"}
    assert called("ConfigMap", "settings")["data"]["INFOGO_PACK_KEY"] == "/etc/infogo/packs.key"
