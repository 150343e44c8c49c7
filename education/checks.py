"""Makes `manage.py check`, and so every start of the site, refuse content that is not right."""

from django.core.checks import Error, register


@register("content")
def content_is_right(app_configs, **kwargs):
    """Report every problem of the content at once, each with its file and line."""
    from education import catalog

    return [Error(problem.message, obj=problem.place, id="content.E001") for problem in catalog.problems()]
