<p class="classroom-review" role="note"><strong>Review sample.</strong>
{% if disputed -%}
{% set cells %}{% for each in disputed %}<a href="#{{ each | urlencode }}"><code>{{ each }}</code></a>{{ "" if loop.last else ", " }}{% endfor %}{% endset %}
{% if one_of_two -%}
You and the other reviewer differ on {{ cells }}: a third person, who sees both of your points and comments, decides. Nothing of it waits for you.
{%- else -%}
Two people have reviewed it and differ on {{ cells }}, by more than the course allows. You decide: beside each box stands what both gave and
wrote. Type the points that shall count, or press <em>Keep</em> for the mean that stands in the box.
{%- endif %}
{%- elif waits -%}
{% if yours %}This is one of <a href="{{ base_url }}/reviews">your reviews</a>.{% endif %}
Read the code of the whole submission, then give the test cell
<a href="#{{ cell | urlencode }}"><code>{{ cell }}</code></a> its points: the same number as before if you agree,
else with a comment that says why. That closes the review.
{% if double %}A second person reviews it too; neither sees the other's points.{% endif %}
{%- else -%}
Nothing of it waits for you: the test cell <a href="#{{ cell | urlencode }}"><code>{{ cell }}</code></a> has its points.
{%- endif %}</p>
