"""Fields that stand beside the models: APIField("byline", serializer=ReferenceField("name", "slug"))."""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field

if TYPE_CHECKING:
    from django.db.models import Manager, Model
    from wagtail.models import Page


class ReferenceField(Field):
    """A related object as an object with a few of its values."""

    def __init__(self, *names: str, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.names = names

    def to_representation(self, value: "Model") -> dict[str, Any]:
        return {name: getattr(value, name) for name in self.names}


class ReferencesField(ReferenceField):
    """Several related objects, each with a few of its values."""

    def to_representation(self, value: "Manager[Model]") -> Any:  # type: ignore[override]  # many in place of one
        return [super(ReferencesField, self).to_representation(item) for item in value.all()]


class CardsField(Field):
    """Pages as their own resource lists them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: "list[Page]") -> list[dict[str, Any]]:
        serializers = {model: self._serializer(model) for model in {type(page) for page in value}}
        return [serializers[type(page)].to_representation(page) for page in value]

    def _serializer(self, model: "type[Page]") -> Any:
        router = self.context["router"]
        _name, endpoint = router.get_model_endpoint(model)
        return endpoint._get_serializer_class(router, model, [])(context=self.context)
