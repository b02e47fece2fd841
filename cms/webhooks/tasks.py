"""The first attempt, behind the editor's back where there is a worker."""

from django.conf import settings
from django_tasks import task

# How long all first attempts of one change may take together: while an editor waits, and in a worker.
SECONDS = {"immediate": 4, "database": 600}


@task(backend="background")
def send_now(ids: list[int]) -> int:
    """Sends new messages; what the time does not reach goes with the clock. Gives how many arrived.

    Where somebody waits for it, a receiver that failed before is left to the clock.
    """
    from cms.webhooks.sending import send  # which stands above: it writes tests into the outbox

    kind = settings.ENVIRONMENT.TASKS
    return send(ids, SECONDS[kind], spares_failing=kind == "immediate")
