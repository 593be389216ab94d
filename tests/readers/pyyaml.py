"""Reads a YAML stream from standard input with PyYAML (YAML 1.1, as kubectl) and prints its documents as one JSON array.

Keys are sorted. What JSON has no value for is told by its YAML tag, which npm.cjs does in the same way: a date as
{"!!timestamp": "2024-01-01"}, and a key that is no string as "!!bool true".
"""

import datetime
import json
import math
import sys

import yaml


def scalar(value):
    """A scalar's tag and text, or None for what is no scalar."""
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return "float", repr(value) if math.isfinite(value) else ".nan" if math.isnan(value) else f"{value:+}"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return "timestamp", value.isoformat()
    if isinstance(value, bytes):
        return "binary", value.hex()
    return None


def key(value):
    if isinstance(value, str):
        return value
    tag, text = scalar(value) or ("other", repr(value))
    return f"!!{tag} {text}"


def plain(value):
    if isinstance(value, dict):
        return {key(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    tag, text = scalar(value)
    return {f"!!{tag}": text}


def main():
    # Bytes, so that the reader itself decides how to decode them.
    try:
        documents = [plain(document) for document in yaml.safe_load_all(sys.stdin.buffer.read())]
    except yaml.YAMLError as error:
        sys.exit(f"not YAML: {error}")
    json.dump(documents, sys.stdout, sort_keys=True, allow_nan=False)


if __name__ == "__main__":
    main()
