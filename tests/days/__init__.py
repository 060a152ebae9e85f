"""Days as text: what the cashier does on the left, what the printer prints on the right."""
