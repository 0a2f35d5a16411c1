"""certify judges labour-dispute mediation organizations against published standards."""

__version__ = "0.1.0"
