"""Django settings. Everything an installation may change is an environment variable; every default is the safe one."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from namro.config.database import database_settings

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("NAMRO_DATA", "/nonexistent"))
TESTING = os.environ.get("NAMRO_TEST") == "1"
DEBUG = os.environ.get("NAMRO_DEBUG") == "1"
NAMRO_DEMO = os.environ.get("NAMRO_DEMO") == "1"
NAMRO_ISOLATED_LAN = os.environ.get("NAMRO_ISOLATED_LAN") == "1"
NAMRO_EXPLANATION_DAYS = int(os.environ.get("NAMRO_EXPLANATION_DAYS", 5))
NAMRO_UPLOAD_LIMIT = int(os.environ.get("NAMRO_UPLOAD_LIMIT", 50 * 1024 * 1024))


def _secret_key() -> str:
    path = DATA / "secret_key"
    if path.is_file():
        return path.read_text().strip()
    # No key anywhere: a fresh one, so that nobody can know it; commands sign nothing, and a server gets its file first.
    return os.environ.get("NAMRO_SECRET_KEY") or secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("NAMRO_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "namro.config.urls"
WSGI_APPLICATION = "namro.config.wsgi.application"
DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL", "postgresql:///namro"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "namro.web",
    "namro.jobs",
    "namro.tasks",
    "namro.reading",
    "namro.documents",
    "namro.orgs",
    "namro.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "django.forms",
    "django_htmx",
    "django_cotton",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "namro.web.middleware.read_only_get",
    "namro.web.middleware.language_of_the_reader",
    "namro.web.middleware.who_is_asking",
    "namro.web.middleware.unreadable",
    "namro.web.middleware.SignedInOnly",
    "namro.web.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "namro.web.context.installation",
            ],
        },
    },
]

# Widgets are templates like all others, so that one of ours may stand before Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "namro.web.accounts.throttle.name_of"
NAMRO_FAILURES_PER_ADDRESS = 30  # within AXES_COOLOFF_TIME, over all names: an office shares one address
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "namro.web.accounts.views.locked_out"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("NAMRO_HTTPS") == "1"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("NAMRO_TRUSTED_ORIGINS", "").split(",") if origin]
CSRF_FAILURE_VIEW = "namro.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Uploads are judged in memory before anything reaches the disk (secrecy marks, DESIGN 4 and F93), so no temporary files.
FILE_UPLOAD_HANDLERS = ["namro.web.uploads.InMemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MEDIA_ROOT = DATA / "files"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# The HTML door is one application, but each of its larger rooms keeps a catalogue of its own.
LOCALE_PATHS = [PACKAGE / "web" / room / "locale" for room in ("documents", "review", "tasks")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"


def _font_folder() -> Path:
    spec = find_spec("fontpkg_be_vietnam_pro")
    assert spec and spec.origin, "the font package is a dependency"
    return Path(spec.origin).parent / "files"


STATICFILES_DIRS = [("fonts", _font_folder())]
_static_storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if TESTING or DEBUG:
    _static_storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = TESTING or DEBUG
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": _static_storage},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "schedule"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"namro": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
