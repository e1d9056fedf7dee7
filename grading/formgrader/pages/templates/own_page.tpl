{%- extends 'base.tpl' -%}
{%- block title -%}{{ title }}{%- endblock -%}
{#- `text` is HTML that was cleaned. -#}
{%- block body -%}{{ text | safe }}{%- endblock -%}
