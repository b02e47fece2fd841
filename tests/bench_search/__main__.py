"""Measures the search at 20,000 posts. Run: make bench-search (DATABASE_URL=postgres://... for PostgreSQL).

SEARCH_BENCH_POSTS changes the number of posts. They are kept in BENCH_DIR between runs.
"""

import sys

from tests.bench_search import places


def main(child: str = "") -> None:
    places.set_up()
    from django.db import connection

    from tests.bench_search import children, measures

    run = places.name_of("run")
    if child:
        if child == "memory":
            places.connect(run)
        getattr(children, child)()
        return
    content = places.content()
    places.copy(content, run)
    places.connect(run)
    print(f"{connection.vendor}, {places.POSTS} posts, {places.size():.0f} MB without the index", flush=True)
    measures.rebuild()
    places.settle()
    print(f"{places.size():.0f} MB with the index")
    measures.pages()
    measures.searches()
    measures.saves()
    measures.documents()
    connection.close()
    children.print_memory()
    children.print_shipped()
    children.print_quality()


if __name__ == "__main__":
    main(*sys.argv[1:])
