"""Asks network-config-analyzer about pairs of NetworkPolicies.

Standard input: a JSON list of pairs, each of them two lists of `ipBlock`s. Standard output: for each pair the ranges that
either policy lets in, and whether the first one lets in nobody but the second, and the second nobody but the first.
"""

import contextlib
import io
import json
import re
import sys
import tempfile
from pathlib import Path

import yaml
from nca.nca_cli import nca_main

ENDPOINTS = [
    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default", "labels": {"app": "db"}}},
    {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "db", "namespace": "default", "labels": {"app": "db"}},
        "spec": {"nodeName": "node"},
        "status": {"hostIP": "192.0.2.2", "podIP": "192.0.2.3"},
    },
]


def policy(blocks):
    """A policy that lets these in and nobody else."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": "db", "namespace": "default"},
        "spec": {
            "podSelector": {},
            "policyTypes": ["Ingress"],
            "ingress": [{"from": [{"ipBlock": block} for block in blocks]}] if blocks else [],
        },
    }


def scheme(folder, pairs):
    """nca's own file of what it is asked, with all policies beside it."""
    endpoints = folder / "endpoints.yaml"
    endpoints.write_text(yaml.safe_dump_all(ENDPOINTS))
    configs, queries = [], []
    for number, pair in enumerate(pairs):
        names = [f"{number}-{side}" for side in range(2)]
        for name, blocks in zip(names, pair):
            path = folder / f"{name}.yaml"
            path.write_text(yaml.safe_dump(policy(blocks)))
            configs.append({"name": name, "networkPolicyList": [str(path)]})
            queries.append({"name": f"ranges-{name}", "connectivityMap": [name]})
        # The first one is the base that the other is held against.
        queries.append({"name": f"narrower-{number}", "containment": names[::-1]})
        queries.append({"name": f"wider-{number}", "containment": names})
    path = folder / "scheme.yaml"
    every = [str(endpoints)]
    asked = {"namespaceList": every, "podList": every, "networkConfigList": configs, "queries": queries}
    path.write_text(yaml.safe_dump(asked))
    return path


def answers(path):
    """The answer to each query, by its name."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        nca_main(["--scheme", str(path), "--output_format", "yaml", "--return_0"])
    parts = re.findall(r"^Running query (\S+)\n(.*?)^Query \1 finished", printed.getvalue(), re.M | re.S)
    return {name: yaml.load(text, yaml.CSafeLoader)[0] for name, text in parts}


def ranges(answer):
    rules = [rule for part in answer["explanation"] for rule in part["rules"]]
    return [cidr for rule in rules for cidr in rule.get("src_ip_block", [])]


def main():
    pairs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        found = answers(scheme(Path(folder), pairs))
    results = [
        {
            "ranges": [ranges(found[f"ranges-{number}-{side}"]) for side in range(2)],
            "narrower": found[f"narrower-{number}"]["numerical_result"] == 1,
            "wider": found[f"wider-{number}"]["numerical_result"] == 1,
        }
        for number in range(len(pairs))
    ]
    json.dump(results, sys.stdout)


main()
