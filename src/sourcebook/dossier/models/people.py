"""Those who work on dossiers: organisations, accounts, and what each may do in which dossier."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from sourcebook.dossier.seen.compiler import writing


class Organisation(models.Model):
    """An organisation that takes part; records may be its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's own commands call it."""

    def create_user(self, handle: str, name: str = "", password: str | None = None) -> Account:
        """A new account. Without a password nobody can log in with it over a network."""
        account = Account(handle=handle, name=name or handle)
        account.set_password(password)
        account.save()
        return account

    def create_superuser(self, handle: str, name: str = "", password: str | None = None) -> Account:
        """A new account that may use Django's administration."""
        account = self.create_user(handle, name, password)
        account.is_staff = account.is_superuser = True
        account.save()
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """A person of the team. Never named in anything public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handle = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    # How they want the workbench to be: language, light or dark, what is blurred.
    wishes = models.JSONField(default=dict, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def save(self, *given: Any, **named: Any) -> None:
        """Keeps the account. It is no record: that somebody logged in leaves no history of the dossier."""
        with writing():
            super().save(*given, **named)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person may do in a dossier; `seen/roles.yaml` says what each role sees and may do."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    KEEPER = "keeper"


class Membership(models.Model):
    """A person's role in a dossier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "account"], name="one_role_a_person_and_dossier")
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.role}"
