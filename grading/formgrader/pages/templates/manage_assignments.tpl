{#- nbgrader's page with our words in the place of its instructions, and without a way to add an assignment. -#}
{%- extends "nbgrader/manage_assignments.tpl" -%}
{%- block messages -%}
<p><b>Generate</b> makes the student version, <b>Release</b> hands it out, <b>Collect</b> brings
the work in. The number of submissions leads to them; <a href="{{ base_url }}/grading">Course and grading</a> says what waits for
a person, grades a whole class and has the downloads. Due dates are those of the calendar in <code>course.yml</code>.</p>
{% if exchange_missing %}
<div class="alert alert-warning" id="warning-exchange">The exchange directory <code>{{ exchange }}</code> is not there and could not
be made: Release and Collect do not work.</div>
{% elif not course_id %}
<div class="alert alert-warning" id="warning-course-id"><code>nbgrader_config.py</code> names no course id: Release and Collect do
not work.</div>
{% endif %}
{%- endblock -%}
{%- block table_footer -%}{%- endblock -%}
