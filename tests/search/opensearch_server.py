"""A small stand-in for an OpenSearch server: it keeps documents, and answers what the engine asks.

It is strict: an address, a parameter or a key that it does not know is an error, as a typing error
would be on a real server. Its scores are plain: how often, times boost, over the length of the text.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

TEXTS = ("title", "body", "autocomplete")


class RefusedError(Exception):
    """An answer other than 200: its status and the type of the error."""


class Server:
    """What is stored, by index and id; `is_broken` answers everything with 503."""

    def __init__(self) -> None:
        self.indexes: dict[str, dict[str, dict]] = {}
        self.shapes: dict[str, dict] = {}
        self.asked: list[tuple[str, str]] = []
        self.url = ""
        self.is_broken = False

    def answer(self, method: str, address: str, body: str) -> tuple[int, dict]:
        self.asked.append((method, address))
        if self.is_broken:
            return 503, {"error": {"type": "unavailable"}, "status": 503}
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query))
        try:
            return 200, self._route(method, parts.path.strip("/").split("/"), query, body)
        except RefusedError as error:
            status, name = error.args
            return status, {"error": {"type": name, "reason": address}, "status": status}

    def _route(self, method: str, path: list[str], query: dict, body: str) -> dict:
        match method, path:
            case "POST", ["_bulk"]:
                _only(query, "request_timeout")
                return self._bulk([json.loads(line) for line in body.splitlines()])
            case "HEAD", [index]:
                return {"is": self._documents(index) is not None}
            case "PUT", [index]:
                return self._create(index, json.loads(body))
            case "POST", [index, "_refresh"]:
                self._documents(index)
                return {}
            case "POST", [index, "_search"]:
                _only(query, "allow_partial_search_results")
                return self._search(self._documents(index), **json.loads(body))
            case "POST", [index, "_delete_by_query"]:
                _only(query, "conflicts", "refresh")
                documents = self._documents(index)
                gone = [key for key, item in documents.items() if _fits(item, **json.loads(body))]
                for key in gone:
                    del documents[key]
                return {"deleted": len(gone), "failures": []}
        raise RefusedError(405, f"{method} {path}")

    def _documents(self, index: str) -> dict[str, dict]:
        if index not in self.indexes:
            raise RefusedError(404, "index_not_found_exception")
        return self.indexes[index]

    def _create(self, index: str, shape: dict) -> dict:
        _only(shape, "settings", "mappings")
        _only(shape["mappings"], "dynamic", "properties")
        for name in TEXTS:
            assert shape["mappings"]["properties"][name] == {"type": "text", "analyzer": "whitespace"}
        if index in self.indexes:
            raise RefusedError(400, "resource_already_exists_exception")
        self.indexes[index], self.shapes[index] = {}, shape
        return {"acknowledged": True}

    def _bulk(self, lines: list[dict]) -> dict:
        items, place = [], 0
        while place < len(lines):
            ((action, where),) = lines[place].items()
            _only(where, "_index", "_id")
            status = 200
            if action == "index":
                # A real server would make the index by itself, with an analysis of its own.
                documents = self._documents(where["_index"])
                place += 1
                known = self.shapes[where["_index"]]["mappings"]["properties"]
                assert sorted(lines[place]) == sorted(known)
                documents[where["_id"]] = lines[place]
            elif action == "delete":
                gone = self.indexes.get(where["_index"], {}).pop(where["_id"], None)
                status = 200 if gone else 404
            else:
                raise RefusedError(400, action)
            items.append({action: {**where, "status": status}})
            place += 1
        return {"took": 1, "errors": False, "items": items}

    def _search(self, documents, *, query, size, _source, track_total_hits, sort=("_score",)) -> dict:
        assert size <= 10_000
        assert (_source, track_total_hits) == (False, False)
        assert list(sort) in (["_doc"], ["_score"])
        is_ranked = list(sort) == ["_score"]
        found = [(score(item, query), key) for key, item in documents.items()]
        fitting = [(number, key) for number, key in found if number is not None]
        if is_ranked:
            fitting.sort(reverse=True)
        hits = [{"_id": key, "_score": number if is_ranked else None} for number, key in fitting[:size]]
        return {"hits": {"hits": hits}, "_shards": {"failed": 0}}


def _only(given: dict, *known: str) -> None:
    if unknown := set(given) - set(known):
        raise RefusedError(400, f"unknown: {sorted(unknown)}")


def _fits(item: dict, *, query: dict) -> bool:
    return score(item, query) is not None


def score(item: dict, query: dict) -> float | None:
    """How well a document fits a query; None where it does not."""
    ((kind, inside),) = query.items()
    if kind == "bool":
        return _bool(item, **inside)
    if kind == "match_all":
        return 1.0
    ((name, value),) = inside.items()
    if kind == "terms":
        return 1.0 if item[name] in value else None
    if kind == "range":
        _only(value, "lt")
        return 1.0 if item[name] < value["lt"] else None
    assert name in TEXTS
    return _text(item[name].split(), kind, **value)


def _text(
    tokens: list[str], kind: str, *, value: str = "", query: str = "", boost: float = 1
) -> float | None:
    if kind == "term":
        times = tokens.count(value)
    elif kind == "prefix":
        times = sum(token.startswith(value) for token in tokens)
    elif kind == "match_phrase":
        words = query.split()
        times = sum(tokens[place : place + len(words)] == words for place in range(len(tokens)))
    else:
        raise RefusedError(400, f"unknown query [{kind}]")
    return boost * times / (1 + len(tokens) ** 0.5) if times else None


def _bool(item, *, must=(), should=(), filter=(), must_not=(), minimum_should_match=0) -> float | None:  # noqa: A002
    if any(score(item, part) is not None for part in must_not):
        return None
    if any(score(item, part) is None for part in filter):
        return None
    wanted = [score(item, part) for part in must]
    if None in wanted:
        return None
    extra = [number for part in should if (number := score(item, part)) is not None]
    return None if len(extra) < minimum_should_match else sum(wanted) + sum(extra)


@contextmanager
def running() -> Iterator[Server]:
    """The server on a port of its own, in a thread."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            status, answer = server.answer(self.command, self.path, body)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # names that the base class looks for

        def log_message(self, *args: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.url = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        http.shutdown()
