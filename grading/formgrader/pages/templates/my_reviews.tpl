{%- extends 'own_page.tpl' -%}
{%- block title -%}My Reviews{%- endblock -%}
{%- block body -%}
{% if not rows %}<p>Nothing of the review samples is yours.
<a href="{{ base_url }}/formgrader/gradebook">Manual Grading</a> shows all submissions.</p>{% else %}
<p>{{ rows | selectattr("waits") | list | length }} of {{ rows | length }} wait for you. These are your part of the review sample:
read the code of the whole submission, then give the test cell that is named here its points, the same number as before if you
agree. That closes the review.</p>
<table class="table table-hover">
<thead><tr><th>Assignment</th><th>Submission</th><th>Test cell</th><th>State</th><th>Rubric</th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.assignment }}</td>
<td><a href="{{ base_url }}/formgrader/submissions/{{ row.id }}/?index=0">Submission #{{ row.index + 1 }}</a></td>
<td><code>{{ row.cell }}</code></td>
<td>{{ "waits" if row.waits else "done" }}{{ ", reviewed by a second person too" if row.double }}</td>
<td>{% if row.rubric %}<a href="{{ base_url }}/rubric/{{ row.assignment }}">Rubric</a>{% endif %}</td></tr>
{% endfor %}</tbody></table>{% endif %}
{%- endblock -%}
