"""The one index on the server: it only splits at spaces, since the words come analysed."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from opensearchpy import OpenSearch, OpenSearchException, RequestError
from opensearchpy.helpers import bulk

from search.backends.engines import Engine, OutOfOrderError, Question
from search.backends.opensearch.queries import opensearch_query
from search.entries import Entry

SECONDS_FOR_A_SEARCH, SECONDS_FOR_WRITING = 5, 60
BYTES_AT_ONCE = 10 * 2**20
TEXT = {"type": "text", "analyzer": "whitespace"}
SHAPE = {
    "settings": {"index": {"number_of_shards": 1}},  # words are counted by shard
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "type": {"type": "integer"},
            "title": TEXT,
            "body": TEXT,
            "autocomplete": TEXT,
            "stored": {"type": "date", "format": "epoch_millis"},
        },
    },
}


@cache
def _client(url: str) -> OpenSearch:
    """One for a process: it keeps its connections open."""
    return OpenSearch(hosts=[url], timeout=SECONDS_FOR_A_SEARCH, max_retries=1)


@contextmanager
def _answering() -> Iterator[None]:
    """Turns whatever goes wrong with the server into one error that says so in a line."""
    try:
        yield
    except OpenSearchException as error:
        # Its own message may repeat what somebody looked for.
        status = getattr(error, "status_code", "")
        raise OutOfOrderError(f"OpenSearch: {type(error).__name__} {status}".strip()) from error


class OpenSearchEngine(Engine):
    """The entries of an index on a server, each under its content type and key."""

    def __init__(self, url: str, index: str) -> None:
        self.client = _client(url)
        self.index = index

    def hits(self, question: Question) -> list[tuple[str, float]]:
        wanted = opensearch_query(question.expression, question.columns)
        of_type = {"terms": {"type": list(question.types)}}
        body: dict[str, Any] = {"size": question.most, "_source": False, "track_total_hits": False}
        if question.is_ranked:
            body["query"] = {"bool": {"must": [wanted], "filter": [of_type]}}
        else:
            body |= {"query": {"bool": {"filter": [wanted, of_type]}}, "sort": ["_doc"]}
        with _answering():
            # Part of the results would look as if it were all.
            answer = self.client.search(index=self.index, body=body, allow_partial_search_results="false")
        return [(hit["_id"].partition("-")[2], hit["_score"] or 0.0) for hit in answer["hits"]["hits"]]

    def store(self, content_type: int, entries: Sequence[Entry]) -> None:
        now = milliseconds()
        actions = [
            {
                "_op_type": "index",
                "_index": self.index,
                "_id": f"{content_type}-{entry.key}",
                "_source": {
                    "type": content_type,
                    "title": entry.title,
                    "body": entry.body,
                    "autocomplete": entry.autocomplete,
                    "stored": now,
                },
            }
            for entry in entries
        ]
        self.prepare()
        self._write(actions)

    def delete(self, types: Sequence[int], key: str) -> None:
        self._write(
            [{"_op_type": "delete", "_index": self.index, "_id": f"{number}-{key}"} for number in types],
            ignore_status=(404,),
        )

    def delete_all(self) -> None:
        self.prepare()
        self._delete_found({"match_all": {}})

    def delete_older(self, than: int) -> None:
        """Deletes what was stored before a time: after a rebuild, what is gone."""
        self.prepare()
        self._delete_found({"range": {"stored": {"lt": than}}})

    def exists(self) -> bool:
        with _answering():
            return bool(self.client.indices.exists(index=self.index))

    def prepare(self) -> None:
        """Makes the index where there is none: one that the server made by itself would split words anew."""
        if self.exists():
            return
        with _answering():
            try:
                self.client.indices.create(index=self.index, body=SHAPE)
            except RequestError as error:
                if error.error != "resource_already_exists_exception":  # another process was faster
                    raise

    def _write(self, actions: list[dict[str, Any]], **options: Any) -> None:
        with _answering():
            bulk(
                self.client,
                actions,
                max_chunk_bytes=BYTES_AT_ONCE,
                request_timeout=SECONDS_FOR_WRITING,
                **options,
            )

    def _delete_found(self, query: dict[str, Any]) -> None:
        with _answering():
            self.client.indices.refresh(index=self.index)  # or it would not know the newest
            # Who saves meanwhile wins.
            self.client.delete_by_query(
                index=self.index,
                body={"query": query},
                conflicts="proceed",
                refresh="true",
                request_timeout=SECONDS_FOR_WRITING,
            )


def milliseconds() -> int:
    return int(time.time() * 1000)
