"""What load_sample has made, by key."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Locale

from home.models import SampleItem

Place = tuple[type[Model], int]


class Registry:
    """Finds what stands under a key, and remembers what is made.

    A key that was registered stays known when an editor has deleted what stood under it: then
    it is not made again, and leads nowhere.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._places: dict[str, Place] = {}
        for content_type_id in SampleItem.objects.values_list("content_type", flat=True).distinct():
            self._remember(content_type_id)

    def _remember(self, content_type_id: int) -> None:
        items = SampleItem.objects.filter(content_type=content_type_id)
        self._known |= set(items.values_list("key", flat=True))
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None:
            return
        present = set(model._default_manager.values_list("pk", flat=True))
        pairs = items.values_list("key", "object_id")
        self._places |= {key: (model, pk) for key, pk in pairs if pk in present}

    def knows(self, key: str) -> bool:
        """Whether it was made once, be it still there or not."""
        return key in self._known

    def id(self, key: str) -> int | None:
        """The primary key of what stands under a key, or None where it is gone."""
        place = self._places.get(key)
        return place[1] if place else None

    def get(self, key: str) -> Model | None:
        if key not in self._places:
            return None
        model, pk = self._places[key]
        return model._default_manager.filter(pk=pk).first()

    def locale(self, code: str) -> Locale:
        return Locale.objects.get(language_code=code)

    def adopt(self, key: str, item: Model) -> None:
        """Lets a key lead to something that was there before; it is not registered."""
        self._places[key] = (type(item), item.pk)

    def add(self, key: str, item: Model) -> None:
        """Registers what was made. To be called in the transaction that makes it."""
        content_type = ContentType.objects.get_for_model(item)
        SampleItem.objects.create(key=key, content_type=content_type, object_id=item.pk)
        self._known.add(key)
        self.adopt(key, item)
