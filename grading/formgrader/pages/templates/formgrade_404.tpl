{%- extends 'base.tpl' -%}
{%- block title -%}Nothing to show yet{%- endblock -%}
{%- block body -%}
<p>This submission has not been graded by the tests, so there is no page of it. Autograde it first:
<a href="{{ resources.base_url }}/formgrader/manage_submissions/{{ resources.assignment_id }}">submissions of {{ resources.assignment_id }}</a>.</p>
{%- endblock -%}
