"""Rules: `criteria/*.yaml` as typed, frozen data. No rule is written in Python."""
