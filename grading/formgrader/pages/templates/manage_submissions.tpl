{#- nbgrader's page with our words in the place of its instructions. -#}
{%- extends "nbgrader/manage_submissions.tpl" -%}
{%- block messages -%}
<p>The bolt grades one submission again. To grade all:
<a href="{{ base_url }}/grading/{{ assignment_id | urlencode }}">grading of {{ assignment_id }}</a>.</p>
{%- endblock -%}
