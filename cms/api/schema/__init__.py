"""The OpenAPI document, made from what the resources say of themselves: parameters, shapes, docstrings."""
