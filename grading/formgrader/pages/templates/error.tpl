{%- extends 'base.tpl' -%}
{%- block title -%}{{ title }}{%- endblock -%}
{#- An address that is none of ours fails before anybody is asked who they are: it may be a student. -#}
{%- block navigation -%}{% if known %}{{ super() }}{% else %}<li><a href="{{ home }}">Start page</a></li>{% endif %}{%- endblock -%}
{%- block body -%}<p role="alert">{{ said }}</p>{%- endblock -%}
