#!/usr/bin/env python3
"""Validates documents against a JSON Schema, for the tests.

Usage: check-schemas.py [--closed] SCHEMA FILE...

Prints one JSON object: what is wrong with each file, an empty list if nothing is. Files are YAML (each of their documents is
checked), JSON (.json), or a JSON document a line (.jsonl). --closed forbids keys that the schema does not name, so that
what nobody has described is found. The schema itself is checked against the meta-schema first.

Exit status: 0 if the question was answered, whatever the answer; 1 if the schema is none; 3 if a module is missing.
"""

import json
import re
import sys

try:
    import yaml
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
except ImportError as missing:
    print(f"check-schemas: {missing}: python3-jsonschema (4 or later) and python3-yaml are needed", file=sys.stderr)
    sys.exit(3)


class CoreLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, days are texts, and keys are always texts."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        if not isinstance(node, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, "no mapping", node.start_mark)
        self.flatten_mapping(node)
        mapping = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key that is no text", key.start_mark)
            mapping[key.value] = self.construct_object(value, deep=deep)
        return mapping


for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^<<$", "<"),
]:
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))


def documents(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if path.endswith(".json"):
        return [json.loads(text)]
    if path.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines()]
    return list(yaml.load_all(text, Loader=CoreLoader))


def closed(schema):
    """The same schema without room for further keys; branches of a choice are closed by what they are a part of."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items() if key not in ("examples", "const")}
    result.update({key: schema[key] for key in ("examples", "const") if key in schema})
    if result.get("type") in ("object", ["object", "null"]) and "properties" in result:
        result.pop("additionalProperties", None)
        result["unevaluatedProperties"] = False
    return result


def problems(validator, path):
    try:
        found = documents(path)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        return [f"unreadable: {str(error).splitlines()[0]}"]
    if not found:
        return ["no document"]
    return [
        f"{number}{error.json_path[1:]}: {error.message[:300]}"
        for number, document in enumerate(found, 1)
        for error in validator.iter_errors(document)
    ]


def main(arguments):
    is_closed = arguments[:1] == ["--closed"]
    schema_path, *paths = arguments[is_closed:]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(f"check-schemas: {schema_path}: {error.json_path}: {error.message}", file=sys.stderr)
        return 1
    validator = Draft202012Validator(closed(schema) if is_closed else schema)
    print(json.dumps({path: problems(validator, path) for path in paths}))
    return 0


sys.exit(main(sys.argv[1:]))
