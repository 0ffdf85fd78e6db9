"""The teaching content: one module per lesson (measures, figures, explorers, exercises, claims), and the negotiation game."""
