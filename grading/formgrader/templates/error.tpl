{%- extends 'base.tpl' -%}
{%- block title -%}This did not work{%- endblock -%}
{%- block body -%}<p role="alert">{{ said }}</p>{%- endblock -%}
