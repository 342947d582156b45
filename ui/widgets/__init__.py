"""Small controls that know no survey.

Words: ``text``, ``chips``, ``banner``, ``empty_state``. Surfaces: ``panel``, ``tile``, ``figure``,
``bars``, ``step_card``. Acts: ``buttons``, ``search_field``, ``problem_list``. Fields: ``form``
(the column they stand in), ``text_fields``, ``date_field``, ``code_field``, ``choice_chips``,
``tags_field``, ``finding``; all of them have ``value()``, ``set_value()`` and ``changed``, and
those that read typed text have ``settle()`` and ``invalid()``. Lists: ``table``.
"""
