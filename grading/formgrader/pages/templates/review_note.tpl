<p class="classroom-review" role="note"><strong>Review sample.</strong>
{% if waits -%}
{% if yours %}This is one of <a href="{{ base_url }}/readings">your readings</a>.{% endif %}
Read the code of the whole submission, then give the test cell
<a href="#{{ cell | urlencode }}"><code>{{ cell }}</code></a> its points: the same number as before if you agree,
else with a comment that says why. That closes the reading.
{% if double %}A second person reads it too; neither sees the other's points.{% endif %}
{%- else -%}
Nothing of it waits for you: the test cell <a href="#{{ cell | urlencode }}"><code>{{ cell }}</code></a> has its points.
{%- endif %}</p>
