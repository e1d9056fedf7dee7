{#- nbgrader's page without a way to add a student. -#}
{%- extends "nbgrader/manage_students.tpl" -%}
{%- block messages -%}
<p>Who is in the course is decided by the roster: <code>roster.csv</code> on the host, then
<code>make up</code>. New students appear here when work is collected.</p>
{%- endblock -%}
{%- block table_footer -%}{%- endblock -%}
