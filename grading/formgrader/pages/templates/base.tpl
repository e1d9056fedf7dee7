{#- The frame of all pages but the submission's: its blocks have nbgrader's names, so that nbgrader's own pages fill it. -#}
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>nbgrader formgrade</title>
  {% for script in (
    "node_modules/jquery/dist/jquery.min.js", "node_modules/underscore/underscore-min.js", "node_modules/backbone/backbone-min.js",
    "node_modules/bootstrap/dist/js/bootstrap.min.js", "node_modules/datatables.net/js/jquery.dataTables.js",
    "node_modules/datatables.net-bs/js/dataTables.bootstrap.js", "js/backbone_xsrf.js", "js/utils.js",
  ) %}<script src="{{ base_url }}/formgrader/static/{{ script }}"></script>
  {% endfor %}{% for sheet in (
    "node_modules/bootstrap/dist/css/bootstrap.min.css", "node_modules/datatables.net-bs/css/dataTables.bootstrap.css",
    "css/nbgrader.css",
  ) %}<link rel="stylesheet" href="{{ base_url }}/formgrader/static/{{ sheet }}">
  {% endfor %}<script>var base_url = "{{ base_url }}";</script>
  {{ assets(base_url) }}
  {%- block head -%}{%- endblock -%}
</head>
<body>
<div class="container-fluid">
  <div class="row">
    <div class="col-md-2"><div class="page-header"><h1>nbgrader</h1></div></div>
    <div class="col-md-10"><div class="page-header"><h1>{%- block title -%}{%- endblock -%}</h1></div></div>
  </div>
  <div class="row">
    <div class="col-md-2">
      <ul class="nav nav-pills nav-stacked">
        {%- block navigation %}
        <li><a href="{{ base_url }}/grading">Course and grading</a></li>
        {#- With this role an entry would be none of its list's. #}
        {% filter replace('<li role="presentation"' | safe, "<li" | safe) %}{% block sidebar -%}
        <li><a href="{{ base_url }}/formgrader/manage_assignments">Manage Assignments</a></li>
        <li><a href="{{ base_url }}/formgrader/gradebook">Manual Grading</a></li>
        <li><a href="{{ base_url }}/formgrader/manage_students">Manage Students</a></li>
        {%- endblock %}{% endfilter %}
        <li><a href="{{ base_url }}/reviews">My Reviews</a></li>
        {% for words, address in hub_links(instructor | default(false)) -%}
        <li{% if loop.first %} class="classroom-hub"{% endif %}><a href="{{ address }}">{{ words }}</a></li>
        {% endfor %}
        {%- endblock %}
      </ul>
    </div>
    <div class="col-md-10">
      {%- block body %}
      {#- nbgrader computes its numbers itself, and nothing takes back what an earlier version of the classroom collected. #}
      {% with staff = staff_rows() if staff_rows else [] %}{% if staff %}
      <p class="classroom-note" role="note">The numbers and averages of
      this page still count what {{ staff | join(", ") }} of the staff handed in before staff were left out. It counts in no export,
      total, sample or statistic of the course.</p>{% endif %}{% endwith %}
      {%- block breadcrumbs -%}{%- endblock -%}
      {%- block messages -%}{%- endblock -%}
      <table class="table table-hover">
        <thead>{%- block table_header -%}{%- endblock -%}</thead>
        <tbody id="main-table">{%- block table_body -%}{%- endblock -%}</tbody>
        <tfoot>{%- block table_footer -%}{%- endblock -%}</tfoot>
      </table>
      {%- endblock %}
    </div>
  </div>
</div>
{%- block script -%}{%- endblock -%}
</body>
</html>
