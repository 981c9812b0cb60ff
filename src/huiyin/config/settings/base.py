"""Settings shared by every deployment; everything that differs comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse_lazy

from huiyin.config.databases import database_from_url

PACKAGE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("HUIYIN_DATA_DIR", Path.cwd() / "var")).resolve()

SECRET_KEY = os.environ.get("HUIYIN_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("HUIYIN_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("HUIYIN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "huiyin.ui",
    "huiyin.people",
    "huiyin.procedure",
    "huiyin.background",
    "huiyin.records",
    "huiyin.search",
    "huiyin.notices",
    "huiyin.sittings",
    "huiyin.handling",
    "huiyin.consultation",
    "huiyin.outcomes",
    "huiyin.proposals",
    "huiyin.briefs",
    "huiyin.ledgers",
    "huiyin.desk",
    "huiyin.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "huiyin.config.middleware.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "huiyin.config.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "huiyin.people.views.first_password.FirstPasswordMiddleware",
    # Innermost, so that its page passes all the others on the way out.
    "huiyin.config.middleware.NotAllowedMiddleware",
]

ROOT_URLCONF = "huiyin.config.urls"
WSGI_APPLICATION = "huiyin.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huiyin.desk.context_processors.desk",
            ],
        },
    }
]

DATABASES = {
    "default": database_from_url(
        os.environ.get("HUIYIN_DATABASE_URL", f"sqlite:///{DATA_DIR / 'huiyin.sqlite3'}")
    )
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Lock-out counts per account, whatever address or browser the attempts come from: W006 warns of counting by those.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
    },
    {
        "NAME": "huiyin.people.passwords.LengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "huiyin.people.views.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "huiyin.people.forms.SignInForm",
    "change_password": "huiyin.people.forms.PasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Offices share computers: signed in until the browser is closed.
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted by axes; a whole office may sit behind one address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None}

# Counted by account, not by address: one colleague's mistakes must not lock an office out.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Trying again while locked does not prolong the lock, so the time shown stays true.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "huiyin.people.views.sign_in.attempted_user_name"
AXES_LOCKOUT_CALLABLE = "huiyin.people.views.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
# Fonts of official papers: the office's own licensed ones first, then what `make setup` fetched, then the system's.
HUIYIN_FONTS = os.environ.get("HUIYIN_FONTS", str(DATA_DIR / "own-fonts"))
HUIYIN_FETCHED_FONTS = os.environ.get(
    "HUIYIN_FETCHED_FONTS", str(PACKAGE_DIR / "records" / "official" / "fetched-fonts")
)
HUIYIN_SYSTEM_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")
# Papers that were set once; made again when they are missing.
HUIYIN_PAPERS = DATA_DIR / "papers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A form of a hundred rows with ten fields each passes the framework's preset of 1000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
# All typed text of one form, as sent: three bytes a character, nine when percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A whole request with its files; nginx lets a little more pass, so that the sentence seen is ours.
HUIYIN_LARGEST_REQUEST = 110 * 1024 * 1024
# Beside the data, not in the system's /tmp, which is small in many installations.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
CSRF_FAILURE_VIEW = "huiyin.ui.errors.csrf_failure"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
