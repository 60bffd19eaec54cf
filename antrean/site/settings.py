"""All settings of Antrean in one file, read from the environment with safe defaults.

Secrets come from the environment in production. Without them a development key is made once and
kept under `var/`, readable by its owner alone; production (`ANTREAN_PRODUCTION=1`) refuses to start
without its own.
"""

import contextlib
import os
import secrets
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("ANTREAN_VAR", ROOT / "var"))
PRODUCTION = os.environ.get("ANTREAN_PRODUCTION") == "1"


def secret(name: str) -> str:
    """Return the named secret: from the environment, or (never in production) from `var/`."""
    if value := os.environ.get(name):
        return value
    if PRODUCTION:
        raise SystemExit(f"{name} is not set. Production needs it: see docs/operating.md.")
    path = VAR / f"{name.lower()}.secret"
    if not path.exists():
        VAR.mkdir(mode=0o700, exist_ok=True, parents=True)
        _write_once(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, text: str) -> None:
    """Make the file appear whole; where another process made one meanwhile, keep that one."""
    half_done = path.with_suffix(f".{os.getpid()}")
    handle = os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(half_done, path)
    half_done.unlink()


def database(url: str) -> dict[str, Any]:
    """Translate `postgresql://user:password@host:port/name?host=…` into Django's words."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    name = unquote(parts.path.lstrip("/"))
    options: dict[str, Any] = {key: values[0] for key, values in query.items() if key != "host"}
    options["prepare_threshold"] = 5  # without a number psycopg prepares nothing, even when asked
    options["pool"] = {"min_size": 1, "max_size": int(os.environ.get("ANTREAN_POOL", "16"))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
        "TEST": {"NAME": os.environ.get("ANTREAN_TEST_DB", f"test_antrean_{os.getpid()}")},
    }


def beacon() -> str:
    """Return whose chance the draw uses; refuse what could not give any, or only its own here."""
    needs = {"drand": "ANTREAN_DRAND_RELAYS", "witnesses": "ANTREAN_WITNESSES", "embedded": ""}
    chosen = os.environ.get("ANTREAN_BEACON", "" if PRODUCTION else "embedded")
    if chosen not in {"", *needs} or (PRODUCTION and chosen == "embedded"):
        raise SystemExit("ANTREAN_BEACON is drand or witnesses: see docs/operating.md.")
    needed = needs.get(chosen)
    if needed and not os.environ.get(needed):
        raise SystemExit(f"{needed} is not set. This beacon needs it: see docs/operating.md.")
    return chosen


SERVICE_NAME = "Antrean Paspor"
SECRET_KEY = secret("ANTREAN_SECRET_KEY")
# Pairs `id:hex` of 32-byte keys, the first encrypts, all decrypt. See adapters/cipher.py.
CIPHER_KEYS = os.environ.get("ANTREAN_CIPHER_KEYS") or f"k1:{secret('ANTREAN_CIPHER_KEY')}"
NIK_PEPPER = secret("ANTREAN_NIK_PEPPER")
PASS_KEY = secret("ANTREAN_PASS_KEY")
# 32-byte keys in hex, `hex,hex`: the first signs, all are recognised. See adapters/receipts.py.
RECEIPT_KEYS = os.environ.get("ANTREAN_RECEIPT_KEYS") or secret("ANTREAN_RECEIPT_KEY")
# When a batch of the draw closes, every day, by the clock of TIME_ZONE.
DRAW_CLOSES = time.fromisoformat(os.environ.get("ANTREAN_DRAW_CLOSES", "18:00"))
# drand, witnesses or embedded (only here, never in production). See adapters/beacons.
BEACON = beacon()
DRAND_RELAYS = os.environ.get("ANTREAN_DRAND_RELAYS", "")
# Pairs `name:hex` of 32-byte public keys, and how many of them have to take part.
WITNESSES = os.environ.get("ANTREAN_WITNESSES", "")
WITNESSES_MIN = int(os.environ.get("ANTREAN_WITNESSES_MIN", "3"))
WITNESS_FOLDER = Path(os.environ.get("ANTREAN_WITNESS_FOLDER", VAR / "witnesses"))
EMBEDDED_WITNESS_KEY = secret("ANTREAN_EMBEDDED_WITNESS_KEY") if BEACON == "embedded" else ""

DEBUG = False
ALLOWED_HOSTS = os.environ.get("ANTREAN_HOSTS", "localhost,127.0.0.1,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("ANTREAN_ORIGINS", "").split(",") if origin
]
PUBLIC_ADDRESS = os.environ.get("ANTREAN_ADDRESS", "http://127.0.0.1:8000")
DEMO = os.environ.get("ANTREAN_DEMO") == "1" and not PRODUCTION

INSTALLED_APPS = [
    "antrean.ui",
    "antrean.records",
    "antrean.accounts",
    "antrean.web",
    "antrean.counter",
    "antrean.displays",
    "antrean.fieldwork",
    "antrean.backoffice",
    "antrean.jobs",
    "antrean.ops",
    "antrean.backoffice.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "ninja",
    "django_htmx",
]

MIDDLEWARE = [
    "antrean.site.policy.light_snapshots",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # also packs files that were not collected
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "antrean.site.policy.PolicyOnPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "antrean.site.bodies.refuse_strange_bodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "antrean.accounts.mistakes.FormMistakes",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "antrean.site.urls"
WSGI_APPLICATION = "antrean.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("antrean.ui.pressing.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "antrean.ui.context.service",
            ],
        },
    }
]
FORM_RENDERER = "antrean.ui.renderer.Renderer"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///antrean"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How old what pages tell about offices, rules and free weeks may be; see records/kept.py.
KEPT_SECONDS = float(os.environ.get("ANTREAN_KEPT_SECONDS", "5"))

# Rate-limit state lives in the database, and no key drives out another.
CACHES = {"default": {"BACKEND": "antrean.records.rate_limits.RateLimitState"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "antrean" / "ui" / "locale"]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "static/"
if PRODUCTION:  # names with a digest, packed once by `manage collectstatic`
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
STATICFILES_FINDERS = [
    "antrean.ui.sheets.Sheets",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the file server warns of a missing folder
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_MAX_AGE = 86_400

AUTH_USER_MODEL = "records.Account"
# Usernames are unique without regard to case, by a constraint that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["antrean.accounts.backend.Backend"]
PASSWORD_HASHERS = ["antrean.adapters.passwords.BoundedArgon2"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/saya/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "antrean.records.sessions"
SESSION_COOKIE_NAME = "masuk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# allauth: sign-in by username or e-mail, e-mail verified by code, passkeys and a second factor.
ACCOUNT_ADAPTER = "antrean.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "antrean.accounts.forms.SignUpForm",
    "login": "antrean.accounts.forms.SignInForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# How long a code from a mail is accepted (mails go through the outbox and perhaps a slow line);
# afterwards the worker erases it.
CODE_MINUTES = 15
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# How many of our own proxies stand before the site: they name the address people come from.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ANTREAN_PROXIES", "1" if PRODUCTION else "0"))
# Per-address limits are wide: a hundred people share one carrier address. The narrow ones are
# per account and per login name.
ACCOUNT_RATE_LIMITS = {
    "change_password": "5/m/user",
    "change_phone": False,
    "manage_email": "10/m/user",
    "reset_password": "300/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "reset_password_from_key": "300/m/ip",
    "signup": "600/m/ip",
    "login": "1200/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "confirm_email": "3/m/key",
    "verify_phone": False,
    "request_login_code": False,
}
MFA_ADAPTER = "antrean.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "antrean.accounts.forms.AddPasskeyForm"}
MFA_RATE_LIMITS = {"webauthn_login": "1200/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ANTREAN_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("ANTREAN_SMTP_PORT", "2525"))
EMAIL_HOST_USER = os.environ.get("ANTREAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ANTREAN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ANTREAN_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("ANTREAN_MAIL_FROM", "Antrean Paspor <antrean@localhost>")

MIGRATION_LOCK_TIMEOUT = "4s"
LOG_LEVEL = os.environ.get("ANTREAN_LOG", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_identity": {"()": "antrean.adapters.quiet_log.HideIdentityNumbers"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_identity"],
            "level": LOG_LEVEL,
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
structlog.configure(  # by the same handler: its level counts, and numbers of people are hidden
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S"),
        structlog.dev.ConsoleRenderer(colors=False),
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
)
