"""The form of the door: own labels, and one sentence whatever was wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _

_WRONG = _("The user name or the password is wrong.")


class SignInForm(AuthenticationForm):
    """User name and password. Unknown, closed and mistyped are answered alike: the door tells strangers nothing."""

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput({"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}),
    )
    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}

    def get_invalid_login_error(self) -> Any:
        return forms.ValidationError(_WRONG, code="invalid_login")


class NewPasswordForm(PasswordChangeForm):
    """The own password; the new one is a new one."""

    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError(_("This is the password you already have. Choose another one."))
        return password
