"""One module per lesson: its measures, figures, explorers, exercises and claims."""
