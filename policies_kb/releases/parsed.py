"""What a YAML file holds, as JSON and back without loss, so that a start needs no YAML parser."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date, datetime
from math import isfinite
from typing import Any

from policies_kb.loading.source import plain
from policies_kb.loading.yaml_lines import LinedYaml


def parsed(file_name: str, text: str) -> Any:
    """What a .yml file holds as JSON-able data; None for other files and for what is not YAML."""
    if not file_name.endswith(".yml"):
        return None
    try:
        data = encode(LinedYaml(plain(text)).data)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair cannot be stored
    except (ValueError, RecursionError):
        return None
    return data


def encode(value: Any) -> Any:
    """JSON-able data; what JSON has no form for becomes an object with one key that starts with ``$``."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else {"$float": str(value)}
        case datetime():  # before date, of which it is a kind
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case bytes():
            return {"$bytes": b64encode(value).decode()}
        case list():
            return [encode(item) for item in value]
        case tuple():
            return {"$tuple": [encode(item) for item in value]}
        case set():
            return {"$set": [encode(item) for item in value]}
        case dict():
            if all(isinstance(key, str) and not key.startswith("$") for key in value):
                return {key: encode(item) for key, item in value.items()}
            return {"$pairs": [[encode(key), encode(item)] for key, item in value.items()]}
    raise TypeError(f"YAML does not make a {type(value).__name__}")


def decode(value: Any) -> Any:
    """What ``encode`` was given."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$float": said}:
            return float(said)
        case {"$datetime": said}:
            return datetime.fromisoformat(said)
        case {"$date": said}:
            return date.fromisoformat(said)
        case {"$bytes": said}:
            return b64decode(said)
        case {"$tuple": items}:
            return tuple(map(decode, items))
        case {"$set": items}:
            return set(map(decode, items))
        case {"$pairs": pairs}:
            return {decode(key): decode(item) for key, item in pairs}
    return {key: decode(item) for key, item in value.items()}
