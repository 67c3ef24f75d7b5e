"""vanban reads Vietnamese administrative documents: no Django, no database, no network, no clock."""
