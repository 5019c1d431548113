"""Talking to model servers; the only room that knows an SDK.

Importing any module of this room is cheap: the SDK and the keyring are loaded when they are used.
"""
