"""Placeholder until the audit lands."""


def audit(*_):
    return ()


def largest(*_):
    return 0.0
